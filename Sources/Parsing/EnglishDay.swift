// Days as they are written in English: July 1, 2021; Thu, 1 Jul 2021; Thu Jul 1 21:37:19 2021.

import Articles

enum EnglishDay {
  /// Takes a day off the beginning of a text; nil where none stands there.
  static func remove(_ text: inout Substring) -> CalendarDate? {
    guard let first = text.utf8.first, first < 0x80 else { return nil }
    var rest = text
    if rest.take(anyOf: daysOfWeek) {
      rest = rest.drop { $0.isASCII && $0.isLowercase }
      rest.take(",.")
      guard rest.takeBlanks() else { return nil }
    }
    guard let (month, day) = dayFirst(&rest) ?? monthFirst(&rest), let year = rest.takeNumber(4...4) else {
      return nil
    }
    text = rest
    return CalendarDate(year: year, month: month, day: day)
  }

  private static func dayFirst(_ text: inout Substring) -> (month: Int, day: Int)? {
    var rest = text
    guard let day = rest.takeNumber(1...2), rest.takeBlanks(), let month = takeMonth(&rest), rest.takeBlanks()
    else { return nil }
    text = rest
    return (month, day)
  }

  /// The clock may stand before the year.
  private static func monthFirst(_ text: inout Substring) -> (month: Int, day: Int)? {
    var rest = text
    guard let month = takeMonth(&rest), rest.takeBlanks(), let day = rest.takeNumber(1...2) else {
      return nil
    }
    rest.take(anyOf: ["st", "nd", "rd", "th"])
    rest.take(",")
    guard rest.takeBlanks() else { return nil }
    let clock = rest.prefix { $0.isFigure || $0 == ":" }
    if clock.contains(":") {
      rest = rest[clock.endIndex...]
      guard rest.takeBlanks() else { return nil }
    }
    text = rest
    return (month, day)
  }

  private static func takeMonth(_ text: inout Substring) -> Int? {
    guard let month = months.firstIndex(where: text.begins) else { return nil }
    text = text.dropFirst(3).drop { $0.isASCII && $0.isLowercase }
    text.take(".")
    return month + 1
  }

  private static let daysOfWeek = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

extension Substring {
  /// Takes one of some marks off the beginning; false where none stands there.
  @discardableResult
  mutating func take(_ marks: String) -> Bool {
    guard let first, marks.contains(first) else { return false }
    removeFirst()
    return true
  }

  /// Takes one of some words off the beginning; false where none stands there.
  @discardableResult
  mutating func take(anyOf words: [String]) -> Bool {
    guard let word = words.first(where: begins) else { return false }
    self = dropFirst(word.count)
    return true
  }

  /// Takes white space off the beginning; false where none stands there.
  @discardableResult
  mutating func takeBlanks() -> Bool {
    let rest = drop(while: \.isWhitespace)
    defer { self = rest }
    return rest.startIndex > startIndex
  }

  /// Takes a number of so many figures off the beginning.
  mutating func takeNumber(_ lengths: ClosedRange<Int>) -> Int? {
    let figures = prefix(lengths.upperBound).prefix(while: \.isFigure)
    guard lengths.contains(figures.count) else { return nil }
    self = self[figures.endIndex...]
    return Int(figures)
  }
}

extension Character {
  var isFigure: Bool { isASCII && isNumber }
}
