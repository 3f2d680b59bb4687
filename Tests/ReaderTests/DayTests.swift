// Days as people of a place write them.

import Articles
import Hanzi
import Reader
import Testing

private func day(_ text: String) throws -> CalendarDate {
  try #require(CalendarDate(number: Int(text.filter { $0 != "-" }) ?? 0))
}

struct DayTests {
  @Test(arguments: [
    ("2024-03-04", "今天", "Today"), ("2024-03-03", "昨天", "Yesterday"), ("2024-03-02", "前天", "2 days ago"),
    ("2024-03-01", "3月1日", "1 Mar"), ("2024-01-31", "1月31日", "31 Jan"), ("2024-12-25", "12月25日", "25 Dec"),
    ("2024-03-05", "3月5日", "5 Mar"), ("2023-12-31", "2023-12-31", "2023-12-31"),
    ("2025-03-04", "2025-03-04", "2025-03-04"), ("1900-01-01", "1900-01-01", "1900-01-01"),
  ])
  func aDayIsWrittenAsPeopleDo(date: String, chinese: String, english: String) throws {
    let (written, today) = (try day(date), try day("2024-03-04"))
    #expect(Language.simplified.written(written, on: today) == chinese)
    #expect(Language.traditional.written(written, on: today) == chinese)
    #expect(Language.english.written(written, on: today) == english)
  }

  @Test(arguments: [
    ("2024-12-31", "2025-01-01", "昨天"), ("2024-12-30", "2025-01-01", "前天"),
    ("2024-02-29", "2024-03-01", "昨天"),
    ("2023-02-28", "2023-03-01", "昨天"), ("2100-02-28", "2100-03-01", "昨天"),
    ("2024-02-28", "2024-03-01", "前天"),
  ])
  func yesterdayIsSoAcrossMonthsAndYears(date: String, today: String, text: String) throws {
    #expect(Language.simplified.written(try day(date), on: try day(today)) == text)
  }

  @Test func noDayIsWiderThanItsColumn() throws {
    let today = try day("2024-06-15")
    for language in Language.allCases {
      for month in 1...12 {
        for number in 1...31 {
          guard let day = CalendarDate(year: 2024, month: month, day: number) else { continue }
          let width = CellWidth.of(language.written(day, on: today))
          #expect(width <= Language.dayColumns, "\(language) \(day)")
        }
      }
    }
  }

  @Test func whenTheDayChangesTheScreenSaysSo() throws {
    var session = try Session(Paper.daily())
    try session.take(.today(try day("2024-03-04")))
    try session.press("Enter")
    #expect(session.cursorLine.hasSuffix("今天 早市第60摊"))
    try session.take(.today(try day("2024-03-05")))
    #expect(session.cursorLine.hasSuffix("昨天 早市第60摊"))
    try session.press("Enter")
    #expect(session.screen.contains("昨天 · 早市"))
    try session.take(.today(try day("2024-03-06")))
    #expect(session.screen.contains("前天 · 早市"))
  }
}
