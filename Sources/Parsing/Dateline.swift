// The dateline: 【希望之声2021年6月23日】, 【明慧网二零二零年六月二十日】, 【大纪元2019年09月14日讯】.
// Says who and when; where a page has none, nothing is guessed.

import Articles

struct Dateline: Hashable {
  /// The agency, or nil where only the date stands in the brackets.
  var agency: String?
  var date: CalendarDate

  /// The dateline that opens a text, after other brackets or the name of a place at most. A date in a
  /// sentence is no dateline.
  init?(in text: String) {
    var rest = Substring(text.unicodeScalars.prefix(100)).drop(while: \.isWhitespace)
    var mayFollowPlace = true
    while let open = rest.unicodeScalars.firstIndex(where: { Dateline.end(of: $0) != nil }),
      let end = Dateline.end(of: rest.unicodeScalars[open])
    {
      guard let close = rest.unicodeScalars[open...].firstIndex(of: end) else {
        rest = rest[rest.index(after: open)...]
        continue
      }
      let before = rest[..<open], inside = rest[rest.index(after: open)..<close]
      let isFirst = before.allSatisfy(\.isWhitespace)
      guard isFirst || (mayFollowPlace && Dateline.isPlace(before)) else { return nil }
      // In brackets that may hold anything a dateline says that it is a report.
      let isSure = rest[open] == "【" || Dateline.reports.contains(where: inside.hasSuffix)
      if isSure, let found = Dateline(bracketed: inside), isFirst || found.agency != nil {
        self = found
        return
      }
      if rest[open] == "【" { mayFollowPlace = false }
      rest = rest[rest.index(after: close)...]
    }
    return nil
  }

  /// The dateline of a body: at the beginning of its first paragraphs, or a line of its own before them.
  init?(opening blocks: [Block]) {
    var paragraphs: [String] = [], lines: [ImprintLine] = []
    for case .paragraph(let spans) in blocks where paragraphs.count < 3 { paragraphs.append(spans.text) }
    let texts = blocks.filter(\.isText)
    for block in texts.prefix(3) {
      guard let line = ImprintLine(block: block) else { break }
      lines.append(line)
    }
    let line = lines.first { $0.date != nil } ?? paragraphs.first.flatMap(ImprintLine.init)
    guard let dateline = paragraphs.firstNonNil({ Dateline(in: $0) }) ?? line.flatMap(Dateline.init) else {
      return nil
    }
    // A page of several days is a chronicle: the first of them is not the day it was published. Who comments on a page is
    // named beside a day.
    let isSure = dateline.agency != nil || line?.isLabelled ?? false
    if !isSure {
      let isDay = { (other: ImprintLine) in other.date != nil && (line?.hasNames ?? true || !other.hasNames) }
      var days = lines.count(where: isDay)
      for block in texts.dropFirst(lines.count) where days < 2 {
        if let other = ImprintLine(block: block), isDay(other) { days += 1 }
      }
      guard days < 2 else { return nil }
    }
    self = dateline
  }

  private init?(_ line: ImprintLine) {
    guard let date = line.date else { return nil }
    self.date = date
  }

  /// What ends what a bracket begins; nil for any other character.
  private static func end(of bracket: Unicode.Scalar) -> Unicode.Scalar? {
    switch bracket {
    case "【": "】"
    case "〖": "〗"
    case "[": "]"
    case "［": "］"
    case "〔": "〕"
    case "（": "）"
    case "(": ")"
    default: nil
    }
  }

  private static let reports = ["电", "電", "讯", "訊", "报道", "報道", "报导", "報導"]

  /// 台北, 美国纽约: a few letters and no marks.
  private static func isPlace(_ text: Substring) -> Bool {
    let name = text.drop(while: \.isWhitespace)
    return name.count <= 10 && name.allSatisfy { $0.isLetter || $0.isWhitespace || "（）()·".contains($0) }
  }

  /// Reads what stands between the brackets.
  init?(bracketed text: Substring) {
    guard text.count <= 60 else { return nil }
    var start = text.startIndex
    while start < text.endIndex {
      let isInNumber = start > text.startIndex && text[text.index(before: start)].isNumber
      if !isInNumber, let date = Dateline.date(text[start...]) {
        self.date = date
        agency = Dateline.agency(text[..<start])
        return
      }
      start = text.index(after: start)
    }
    return nil
  }

  /// The day that begins `2021-06-23T12:00:00Z`, or as mail has it `Wed, 23 Jun 2021 12:00:00 GMT`.
  static func isoDate(_ text: String) -> CalendarDate? {
    var text = text[...]
    return date(text.prefix(10)) ?? EnglishDay.remove(&text)
  }

  /// The day that a title gives at its beginning or its end: in brackets, `（2019年3月4日）`, or as a word of its own,
  /// `2019-03-04`. A day that a title speaks of is not when it was published.
  static func date(inTitle title: String) -> CalendarDate? {
    let text = title[...].trimmed
    return (dayInBrackets(text) ?? dayOfWord(text)).flatMap(ofPages)
  }

  /// The day in the brackets that a text begins or ends with.
  private static func dayInBrackets(_ text: Substring) -> CalendarDate? {
    let scalars = text.unicodeScalars
    if let end = scalars.first.flatMap(end), let close = scalars.firstIndex(of: end),
      let day = wholeDay(text[..<close].dropFirst())
    {
      return day
    }
    guard let last = scalars.last, let open = scalars.lastIndex(where: { end(of: $0) == last }) else {
      return nil
    }
    return wholeDay(text[open...].dropFirst().dropLast())
  }

  /// Whether a text has the figures of a day: `Mar 4, 2019`.
  static func hasFigures(_ text: String) -> Bool {
    text.utf8.count(where: { (0x30...0x39).contains($0) }) >= 5
  }

  /// The one day that stands in a text, wherever it does: `| 2019-03-04 |`, （2019年3月4日）, `Mar 4, 2019`.
  static func onlyDate(in text: String) -> CalendarDate? {
    guard hasFigures(text) else { return nil }
    var days = Set<CalendarDate>()
    var rest = text[...], isInWord = false
    while let first = rest.first {
      var after = rest
      if !isInWord, let day = removeDate(&after) ?? EnglishDay.remove(&after) {
        days.insert(day)
        rest = after
      } else {
        rest = rest.dropFirst()
      }
      isInWord = first.isNumber || first.isASCII && (first.isLetter || "-./_".contains(first))
    }
    return days.count == 1 ? days.first.flatMap(ofPages) : nil
  }

  /// The day that the first or the last word of a text is: `2019-03-04`, 2019年3月4日. 2020.1.1 is a version.
  private static func dayOfWord(_ text: Substring) -> CalendarDate? {
    let words = text.split { " 　|｜:：".contains($0) }
    return [words.first, words.last].compactMap { $0 }
      .filter {
        $0.split(separator: "-").map(\.utf8.count) == [4, 2, 2] || $0.contains("年") && $0.contains("月")
      }
      .firstNonNil(wholeDay)
  }

  /// The years that pages of the web are of. What only looks like a day is often of another year; a page is to read the
  /// same whenever it is read, so the present year is not asked.
  static let yearsOfPages = 1994...2079

  /// A day that was guessed, where a page may be of it.
  static func ofPages(_ day: CalendarDate) -> CalendarDate? {
    yearsOfPages.contains(day.year) ? day : nil
  }

  /// The day that a text is, and nothing else.
  private static func wholeDay(_ text: Substring) -> CalendarDate? {
    var rest = text
    guard let day = removeDate(&rest), rest.trimmed.drop(while: { "日号號".contains($0) }).isBlank else {
      return nil
    }
    return day
  }

  /// The day in the address of a page on the web: `/2019/3/4/`, `/19/03/04/`, `/gb/19/3/4/`, `/20190304/`.
  static func date(inAddress address: String) -> CalendarDate? {
    let parts = address.withoutQuery.split(separator: "/").dropFirst(2)
    let folders = parts.dropLast()
    return folders.indices.firstNonNil { place in
      day(ofFolders: folders[place...].prefix(3), below: folders[..<place].last).flatMap(ofPages)
    } ?? parts.last.flatMap { dayOfStamp(ending: $0.prefix { $0 != "." }) }
  }

  /// The day that the first of some folders is, or three are. A year of two digits may be any number, but where the
  /// others have two as well, or below the editions of a newspaper that writes its days so, 2004 as `4`.
  private static func day(ofFolders folders: ArraySlice<Substring>, below folder: Substring?)
    -> CalendarDate?
  {
    let first = folders.first ?? "", text = folders.joined(separator: "/"), isDay = folders.count == 3
    let isEdition = folder == "gb" || folder == "b5"
    switch first.utf8.count {
    case 8: return Int(first).flatMap(CalendarDate.init(number:))
    case 4 where isDay: return wholeDay(text[...])
    case 1 where isDay && isEdition: return wholeDay("200\(text)")
    case 2 where isDay && (text.utf8.count == 8 || isEdition):
      return wholeDay("\(first.hasPrefix("9") ? 19 : 20)\(text)")
    default: return nil
    }
  }

  /// The day in the path of a page: `2019-03-04-name.md`, `20190304-1.md`, or `20190304.md` where the title says so, too;
  /// in the name of its folder, `20190304/1.md`, or in those of three, `2019/03/04/1.md`.
  static func date(inPath path: String, title: String) -> CalendarDate? {
    var parts = path.split(separator: "/")
    guard let name = parts.popLast() else { return nil }
    let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name
    return date(inName: stem, title: title)
      ?? parts.last.flatMap { isoDay($0) ?? day(ofFolders: [$0], below: nil).flatMap(ofPages) }
      ?? date(inFolders: (parts + [stem])[...])
  }

  private static func date(inName name: Substring, title: String) -> CalendarDate? {
    let digits = name.prefix { $0.isASCII && $0.isNumber }
    guard digits.utf8.count == 8 else { return day(ofStamp: digits) ?? isoDay(name) }
    let day = Int(digits).flatMap(CalendarDate.init(number:))
    switch name[digits.endIndex...].first {
    case "-", "_": return day
    case " ", ".": return day.flatMap(ofPages)
    case nil: return title.contains(name) ? day : nil
    default: return nil
    }
  }

  /// The day that stands in a name behind a number or a word: `12-2019-03-04`, `news_2019-03-04`.
  static func date(withinName name: String) -> CalendarDate? {
    if let day = dayOfStamp(ending: name[...]) { return day }
    // Few names have one, and to make a pattern costs more than to see that.
    guard name.utf8.count(where: { $0 == UInt8(ascii: "-") }) > 1 else { return nil }
    return name.firstMatch(of: #/[-_ .]([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])/#)
      .flatMap { isoDay($0.output.1) }.flatMap(ofPages)
  }

  /// The day in the figures that a name ends with: `name-20190304123045`, and `name-03042019123045` as Plone has them.
  private static func dayOfStamp(ending name: Substring) -> CalendarDate? {
    let figures = name.suffix(14)
    guard let before = name[..<figures.startIndex].last, !before.isNumber else { return nil }
    return day(ofStamp: figures)
      ?? day(ofStamp: figures.dropFirst(4).prefix(4) + figures.prefix(4) + figures.suffix(6))
  }

  /// The day of a day and the clock in figures: `20190304123045`, `201903041230`.
  private static func day(ofStamp figures: Substring) -> CalendarDate? {
    let bytes = figures.utf8.map { Int($0) - 0x30 }
    guard bytes.count == 12 || bytes.count == 14, bytes.allSatisfy({ (0...9).contains($0) }) else {
      return nil
    }
    let pairs = stride(from: 8, to: bytes.count, by: 2).map { bytes[$0] * 10 + bytes[$0 + 1] }
    guard pairs[0] < 24, pairs.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
    return CalendarDate(number: bytes.prefix(8).reduce(0) { $0 * 10 + $1 }).flatMap(ofPages)
  }

  /// The day that begins a name.
  private static func isoDay(_ name: Substring) -> CalendarDate? {
    name.utf8.dropFirst(4).first == UInt8(ascii: "-") ? isoDate(String(name)) : nil
  }

  /// A year, a month and a day among the last folders, the name of the page counted as one.
  private static func date(inFolders folders: ArraySlice<Substring>) -> CalendarDate? {
    // The day may begin the name: 2019/03/04-name.
    if let name = folders.last, name.utf8.count > 2, "-_.".contains(name.dropFirst(2).first ?? " ") {
      let parts = folders.dropLast().suffix(2) + [name.prefix(2)]
      if let date = date(ofNumbers: parts[...]) { return date }
    }
    return [folders.dropLast().suffix(3), folders.suffix(3)].firstNonNil(date(ofNumbers:))
  }

  private static func date(ofNumbers parts: ArraySlice<Substring>) -> CalendarDate? {
    let numbers = parts.compactMap { Int($0) }
    guard parts.map(\.utf8.count) == [4, 2, 2], numbers.count == 3 else { return nil }
    return CalendarDate(number: numbers.reduce(0) { $0 * 100 + $1 })
  }

  /// The name before the date, without a named clock (新唐人北京时间) or joining marks.
  private static func agency(_ text: Substring) -> String? {
    var name = text
    for word in ["时间", "時間"] where name.hasSuffix(word) && name.count > 4 { name = name.dropLast(4) }
    let trimmed = String(name).trimming { $0.isWhitespace || "：:，,、·|-—".contains($0) }
    return trimmed.isEmpty || calendars.contains(trimmed) ? nil : trimmed
  }

  /// Names of the calendar the date is given in; nobody's.
  private static let calendars: Set<String> = ["公元", "西元", "公历", "公曆", "阳历", "陽曆"]

  /// The date at the beginning of the text: 2021年6月23日, 二零二一年六月二十三日, 2021-06-23.
  private static func date(_ text: Substring) -> CalendarDate? {
    var rest = text
    return removeDate(&rest)
  }

  /// Takes the date off the beginning of the text.
  static func removeDate(_ text: inout Substring) -> CalendarDate? {
    var rest = text
    guard let year = year(&rest), rest.removeMark("年-/."),
      let month = number(&rest), rest.removeMark("月-/."),
      let day = number(&rest, isLast: true), !goesOn(rest)
    else { return nil }
    text = rest
    return CalendarDate(year: year, month: month, day: day)
  }

  /// The most numerals that a number of a date has: no more are read, for a text may have thousands in a row.
  private static let mostNumerals = 5

  /// Takes a year off the beginning of the text: 2021, 二零二一, 民國110.
  private static func year(_ text: inout Substring) -> Int? {
    guard let word = ["民国", "民國"].first(where: text.begins) else { return number(&text, isYear: true) }
    text = text.dropFirst(word.count).drop(while: \.isWhitespace)
    let numerals = text.prefix(mostNumerals + 1).prefix(while: Numerals.isNumeral)
    guard (1...mostNumerals).contains(numerals.count), let years = Numerals.value(numerals), years < 1000
    else {
      return nil
    }
    text = text[numerals.endIndex...].drop(while: \.isWhitespace)
    return years + 1911
  }

  /// Whether more of a number follows: 2001.10.10.1 is an address, not a day.
  private static func goesOn(_ rest: Substring) -> Bool {
    guard let first = rest.first else { return false }
    let next = rest.dropFirst().first
    return first.isNumber || (".-/".contains(first) && next?.isNumber ?? false)
  }

  /// Takes a number in Arabic or Chinese numerals off the beginning of the text.
  private static func number(_ text: inout Substring, isYear: Bool = false, isLast: Bool = false) -> Int? {
    let numerals = text.prefix(mostNumerals + 1).prefix(while: Numerals.isNumeral)
    defer { text = text[numerals.endIndex...].drop { !isLast && $0.isWhitespace } }
    let isCounted = Numerals.areCounted(numerals)
    let mayBe =
      isYear ? numerals.count == 4 && !isCounted : (1...(isCounted ? 4 : 2)).contains(numerals.count)
    return mayBe ? Numerals.value(numerals) : nil
  }
}

extension Substring {
  /// Takes one of the marks off the beginning, and white space after it; false where none stands there.
  fileprivate mutating func removeMark(_ marks: String) -> Bool {
    guard let first, marks.contains(first) else { return false }
    self = dropFirst().drop(while: \.isWhitespace)
    return true
  }
}
