// The identity of an article and the calendar of datelines.

import Articles
import Testing

@Suite struct IdentityTests {
  /// Marks are kept under these numbers: another program must find them again.
  @Test func anIdentityNeverChanges() {
    #expect("\(ArticleID(source: "样刊", path: "pages/transit/3002.md"))" == "725180de4831f03e")
    #expect("\(ArticleID(source: "a", path: "b"))" == "2b78f5eca36d0e2b")
    #expect("\(ArticleID(source: "", path: ""))" == "39034ad37056f5fb")
  }

  @Test func sourceAndPathAreKeptApart() {
    #expect(ArticleID(source: "ab", path: "c") != ArticleID(source: "a", path: "bc"))
    #expect(ArticleID(source: "a", path: "pages/1.md") != ArticleID(source: "b", path: "pages/1.md"))
  }

  @Test func anIdentityIsWrittenAndReadBack() {
    for number in [0, 1, 0xABC, Int64.max] {
      let id = ArticleID(number: number)
      #expect("\(id)".utf8.count == 16)
      #expect(ArticleID("\(id)") == id)
    }
    for text in ["", "1", "zzzzzzzzzzzzzzzz", "ffffffffffffffff", "00000000000000000", "+00000000000abcd"] {
      #expect(ArticleID(text) == nil)
    }
  }

  @Test(arguments: [
    (2024, 2, 29, true), (2023, 2, 29, false), (2000, 2, 29, true), (2100, 2, 29, false),
    (2024, 4, 31, false),
    (2024, 13, 1, false), (2024, 0, 1, false), (2024, 1, 0, false), (1899, 12, 31, false),
    (2199, 12, 31, true),
  ])
  func onlyDaysOfTheCalendarAreDates(year: Int, month: Int, day: Int, isDay: Bool) {
    #expect((CalendarDate(year: year, month: month, day: day) != nil) == isDay)
  }

  @Test func aDateIsWrittenAsRFC3339AndSorts() throws {
    let date = try #require(CalendarDate(year: 2021, month: 6, day: 3))
    #expect("\(date)" == "2021-06-03")
    #expect(CalendarDate(number: date.number) == date)
    let later = try #require(CalendarDate(year: 2021, month: 10, day: 1))
    #expect(date < later)
  }

  @Test func everyDayFollowsTheOneBefore() throws {
    var last = try #require(CalendarDate(year: 1900, month: 1, day: 1)), days = 1
    while let next = CalendarDate(dayCount: last.dayCount + 1) {
      #expect(next > last && (next.day == last.day + 1 || next.day == 1))
      (last, days) = (next, days + 1)
    }
    #expect(last == CalendarDate(year: 2199, month: 12, day: 31))
    #expect(days == 300 * 365 + 73)
  }
}
