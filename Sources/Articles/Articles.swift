// The model: what a newspaper is made of, as plain values.
//
// Articles knows sources, categories, articles and documents, and how an article is identified. It
// must not know where they come from (bytes, files, networks), where they are kept, or how they are
// shown. Every string in it has passed the gate of Parsing.

/// The stable identity of an article: the same on every machine and after a rebuilt cache.
///
/// It is a 63-bit number made from the key of the article's source and the article's path in the tree
/// (query string stripped), so marks find their article again. Written as 16 hexadecimal digits, because
/// JSON numbers lose whole values above 2^53 (RFC 8259 §6).
package struct ArticleID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The identity as a non-negative number, as the library stores it.
  package let number: Int64

  /// An identity read back from the library.
  package init(number: Int64) { self.number = number }

  /// The identity of the page at `path` in the tree of the source whose key is `source`.
  ///
  /// FNV-1a over the bytes of both with a zero byte between, then a finalising mix, with the sign bit cleared.
  package init(source: String, path: String) {
    var hash = fnv1a(Array(source.utf8) + [0] + Array(path.utf8))
    hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
    hash = (hash ^ (hash >> 33)) &* 0xc4ce_b9fe_1a85_ec53
    hash ^= hash >> 33
    number = Int64(hash & 0x7fff_ffff_ffff_ffff)
  }

  /// An identity written as 16 hexadecimal digits, or nil for any other text.
  package init?(_ text: some StringProtocol) {
    // A sign is no digit.
    guard text.utf8.count == 16, let first = text.utf8.first, !"+-".utf8.contains(first),
      let number = Int64(text, radix: 16), number >= 0
    else { return nil }
    self.number = number
  }

  /// The identities that begin with some hexadecimal digits (1...16); nil for any other text.
  package static func range(ofBeginning text: String) -> ClosedRange<ArticleID>? {
    guard (1...16).contains(text.utf8.count),
      let first = ArticleID(text + String(repeating: "0", count: 16 - text.utf8.count))
    else { return nil }
    let rest = (UInt64(1) << (4 * UInt64(16 - text.utf8.count))) - 1
    return first...ArticleID(number: first.number | Int64(truncatingIfNeeded: rest))
  }

  package var description: String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  package static func < (left: ArticleID, right: ArticleID) -> Bool { left.number < right.number }
}

/// A day of the Gregorian calendar, as a dateline gives it: no time, no zone.
package struct CalendarDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Year (1900...2199), month (1...12) and day of the month (1...31).
  package let year: Int, month: Int, day: Int

  /// The day, or nil where the calendar has no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (1900...2199).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[month - 1] else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The day as a number that sorts as the days do: 20210623.
  package var number: Int { year * 10000 + month * 100 + day }

  /// The day whose `number` this is, or nil where there is none.
  package init?(number: Int) {
    self.init(year: number / 10000, month: number / 100 % 100, day: number % 100)
  }

  /// The days from 1970-01-01 to it. (Howard Hinnant's `days_from_civil`, with years that begin in March.)
  package var dayCount: Int {
    let years = month <= 2 ? year - 1 : year
    let era = years / 400, yearOfEra = years % 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day so many days after 1970-01-01, or nil where its year is none of 1900...2199. (Hinnant's `civil_from_days`.)
  package init?(dayCount: Int) {
    guard (-25_567...84_005).contains(dayCount) else { return nil }
    let days = dayCount + 719_468
    let era = days / 146_097, dayOfEra = days % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let months = (5 * dayOfYear + 2) / 153
    let month = months < 10 ? months + 3 : months - 9
    self.init(
      year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * months + 2) / 5 + 1)
  }

  /// RFC 3339 `full-date`: `2021-06-23`.
  package var description: String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(year)-\(two(month))-\(two(day))"
  }

  package static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.number < right.number }
}
