// The line under a title that says when a page was published, and by whom: 2021-07-01 来源：园艺报 作者：李四, or the lines
// of a list or a quotation that do.
//
// A line that says anything else is none: a date in a sentence is not when the page was published.

import Articles

struct ImprintLine {
  /// The day it was published, where the line gives it.
  private(set) var date: CalendarDate?
  /// Whether the line says that this is what the day is.
  private(set) var isLabelled = false

  /// Whether it says who made a picture: then a day is when that was taken.
  private var isOfPicture = false
  /// Whether it names what no label is of.
  private(set) var hasNames = false
  private var hasClock = false, hasOtherDays = false
  private let text: String

  /// The most bytes a line has.
  private static let longest = 600
  /// The most bytes of one that has more than days and what labels are of.
  private static let longestOfNames = 160

  /// Nil where a text is no such line.
  init?(_ text: String) {
    guard text.utf8.count <= ImprintLine.longest else { return nil }
    self.text = text
    let inner = ImprintLine.withoutBrackets(text[...])
    var rest = inner
    while true {
      rest = rest.drop(while: ImprintLine.isSeparator)
      if rest.isEmpty { break }
      guard readPart(&rest) else { return nil }
    }
    // A sentence has words, too, and so has what tells when and where something is to be.
    guard !hasNames || isProgrammed && !isLabelled && !hasOtherDays else { return nil }
    // What a page is about may stand in brackets under its title: of pages are the years of the web alone.
    if inner.startIndex > text.startIndex, let date, Dateline.ofPages(date) == nil { return nil }
  }

  /// What stands in the brackets that a line is written in.
  private static func withoutBrackets(_ text: Substring) -> Substring {
    let line = text.trimmed
    guard let first = line.first, let last = line.last, ["（）", "()", "[]", "【】"].contains("\(first)\(last)"),
      line.count(where: { $0 == first }) == 1
    else { return text }
    return line.dropFirst().dropLast()
  }

  /// Whether it is written as programs write such lines: 李四 | 2021-07-01, 李四 园艺报 2021-07-01 10:20.
  private var isProgrammed: Bool {
    hasClock || ["|", "｜", " · ", "\u{A0}·\u{A0}"].contains(where: text.holds)
  }

  private var mayHaveNames: Bool {
    text.utf8.count <= ImprintLine.longestOfNames && !["，", ",", "；", ";"].contains(where: text.holds)
  }

  /// The line that a block is: a paragraph or a small heading; a larger heading, a quotation or a list where it says what
  /// its day is, as what was said on a day may be quoted.
  init?(block: Block) {
    let isSure: Bool
    switch block {
    case .paragraph(let spans):
      self.init(spans.text)
      isSure = true
    case .heading(let level, let spans):
      self.init(spans.text)
      isSure = level >= ImprintLine.smallHeading
    case .quotation, .list, .table:
      var lines: [String] = []
      block.forEachText { lines.append($0.text) }
      self.init(lines.joined(separator: "\n"))
      isSure = false
    default: return nil
    }
    if let date {
      if !isLabelled, !isSure { return nil }
      if case .table = block, Dateline.ofPages(date) == nil { return nil }
    }
  }

  /// The level from which on a heading is no heading of a part.
  private static let smallHeading = 5

  /// Takes a date, a name, or what is said after a label.
  private mutating func readPart(_ rest: inout Substring) -> Bool {
    let label = ImprintLabel.remove(from: &rest)
    switch label {
    case .maker, .picture:
      isOfPicture = isOfPicture || label == .picture
      return ImprintLine.removeName(&rest)
    case .original: return ImprintLine.removeOriginal(&rest)
    case .choice:
      rest = rest.drop { $0.isWhitespace || ImprintLine.sizes.contains($0) }
      return true
    case .published, .changed, nil: break
    }
    let isInBrackets = label == .published && rest.take("[（(【")
    guard let day = removeDay(&rest, isInBrackets: isInBrackets) else {
      hasNames = true
      return label == nil && mayHaveNames && ImprintLine.removeBareName(&rest)
    }
    guard label != .changed, !isOfPicture || label == .published,
      date == nil || label == .published && !isLabelled
    else {
      hasOtherDays = true
      return true
    }
    date = day
    isLabelled = label == .published
    return true
  }

  private static func isSeparator(_ character: Character) -> Bool {
    separators.contains(character) || character.isWhitespace
  }

  private static let separators = Set("|｜·•/／，,；;")

  // MARK: Names

  /// What one may choose of the size of letters.
  private static let sizes = Set("大中小特超号號默认認T+-[]【】|｜/")

  /// Takes what a label names, up to the next blank or bar, or a comma before a day; a sentence is no name. Names of the
  /// West have several words, and numbers are of something; more may follow a comma.
  private static func removeName(_ rest: inout Substring) -> Bool {
    var name = rest.prefix { !$0.isWhitespace && !"|｜；;".contains($0) }
    if let comma = name.firstIndex(where: { "，,".contains($0) }), case var after = rest[comma...].dropFirst(),
      Dateline.removeDate(&after).flatMap(Dateline.ofPages) != nil
    {
      name = name[..<comma]
    }
    guard !name.isEmpty, name.count <= 40, !name.contains(where: { "。！？!?".contains($0) }) else {
      return false
    }
    rest = rest[name.endIndex...]
    if name.last.map({ ",，、".contains($0) }) ?? false, case let next = rest.drop(while: \.isWhitespace),
      !next.isEmpty, next.startIndex > rest.startIndex
    {
      rest = next
      return removeName(&rest)
    }
    if name.allSatisfy(\.isNumber) {
      var unit = rest.drop(while: \.isWhitespace)
      if unit.take(anyOf: ["次", "人", "条", "條", "字", "个", "個"]) { rest = unit }
    }
    while case let word = rest.drop(while: { $0 == " " }).prefix(while: {
      $0.isASCII && ($0.isLetter || $0 == ".")
    }),
      !word.isEmpty, rest.first == " ", rest[word.endIndex...].first?.isWhitespace ?? true
    {
      rest = rest[word.endIndex...]
    }
    return true
  }

  /// Takes the title or the address of what the page was made of, up to the end of its line.
  private static func removeOriginal(_ rest: inout Substring) -> Bool {
    let name = rest.prefix { !$0.isNewline && !"|｜".contains($0) }
    rest = rest[name.endIndex...]
    return !name.isEmpty && !name.contains { "。！？".contains($0) }
  }

  /// The longest name that no label is of, in characters.
  private static let longestBareName = 16

  /// Takes a word without marks: a name, a sign before one.
  private static func removeBareName(_ rest: inout Substring) -> Bool {
    let name = rest.prefix(longestBareName + 1).prefix { !isSeparator($0) }
    guard name.count <= longestBareName,
      name.allSatisfy({ $0.isLetter || $0.isNumber || $0.isSymbol || "@-+".contains($0) })
    else { return false }
    rest = rest[name.endIndex...]
    return true
  }

  // MARK: Days

  /// Takes a day and the time after it; nil where more than white space, a mark or a label follows.
  private mutating func removeDay(_ rest: inout Substring, isInBrackets: Bool) -> CalendarDate? {
    guard let day = Dateline.removeDate(&rest) ?? EnglishDay.remove(&rest) else { return nil }
    let following = rest
    if ImprintLine.removeTime(&rest) { hasClock = true }
    if isInBrackets { rest.take("]）)】") }
    let isDivided = following[..<rest.startIndex].last?.isWhitespace ?? false
    return isDivided || rest.first.map(ImprintLine.isSeparator) ?? true || ImprintLabel.begins(rest)
      ? day : nil
  }

  /// Takes what goes on after the number of a day, 日（星期四） 上午8:05; whether the clock is given.
  private static func removeTime(_ rest: inout Substring) -> Bool {
    var day = rest.drop(while: \.isWhitespace)
    if day.take("日号號") { rest = day }
    rest.takeBlanks()
    removeDayOfWeek(&rest)
    rest.takeBlanks()
    rest.take("T")
    rest.take(anyOf: ["凌晨", "早上", "上午", "中午", "下午", "晚上"])
    rest.takeBlanks()
    return removeClock(&rest)
  }

  private static func removeDayOfWeek(_ text: inout Substring) {
    var rest = text
    rest.take("（(")
    guard rest.take(anyOf: ["星期", "周", "週"]), rest.take("一二三四五六日天") else { return }
    rest.take("）)")
    text = rest
  }

  /// 8:05, 8时5分, 08:05:33.5+08:00.
  private static func removeClock(_ text: inout Substring) -> Bool {
    var rest = text
    guard rest.takeNumber(1...2) != nil, rest.take(":：时時点點") else { return false }
    text = rest.drop { $0.isFigure || ":：分秒".contains($0) }
    rest = text
    if rest.take("."), rest.takeNumber(1...9) != nil { text = rest.drop(while: \.isFigure) }
    removeZone(&text)
    return true
  }

  /// Z, +08:00, +0000, GMT.
  private static func removeZone(_ text: inout Substring) {
    var rest = text
    guard !text.take("Z") else { return }
    rest.takeBlanks()
    if rest.take(anyOf: ["(北京时间)", "（北京时间）", "(北京時間)", "（北京時間）"]) { return text = rest }
    if rest.take(anyOf: ["GMT", "UTC"]) { return text = rest }
    guard rest.take("+-"), rest.takeNumber(2...2) != nil else { return }
    rest.take(":")
    if rest.takeNumber(2...2) != nil { text = rest }
  }
}
