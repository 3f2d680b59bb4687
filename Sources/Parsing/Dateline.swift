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
    var rest = text.prefix(100).drop(while: \.isWhitespace)
    var mayFollowPlace = true
    while let open = rest.firstIndex(where: { Dateline.brackets[$0] != nil }),
      let end = Dateline.brackets[rest[open]]
    {
      guard let close = rest[open...].firstIndex(of: end) else {
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

  /// The dateline of a body: at the beginning of its first paragraphs, or a line of its own.
  init?(opening blocks: [Block]) {
    let openings = blocks.lazy.compactMap { block -> String? in
      guard case .paragraph(let spans) = block else { return nil }
      return spans.text
    }
    let dateline =
      openings.prefix(3).compactMap { Dateline(in: $0) }.first
      ?? openings.first.flatMap(Dateline.init(alone:))
    // A page of several days is a chronicle: the first of them is not the day it was published.
    guard let dateline,
      dateline.agency != nil || openings.dropFirst().allSatisfy({ Dateline(alone: $0) == nil })
    else { return nil }
    self = dateline
  }

  private static let brackets: [Character: Character] = [
    "【": "】", "[": "]", "［": "］", "〔": "〕", "（": "）", "(": ")",
  ]
  private static let reports = ["电", "電", "讯", "訊", "报道", "報道", "报导", "報導"]

  /// A line that says nothing but when: 2021年6月3日, 2021-06-03 10:20, 发布时间：2021/6/3.
  init?(alone text: String) {
    guard text.utf8.count <= 100 else { return nil }
    var rest = text.trimming(while: \.isWhitespace)[...]
    if let colon = rest.firstIndex(where: { ":：".contains($0) }),
      Dateline.labels.contains(String(rest[..<colon].trimmed))
    {
      rest = rest[rest.index(after: colon)...].drop(while: \.isWhitespace)
    }
    guard let date = Dateline.date(rest, following: &rest) else { return nil }
    let time =
      /[日号號]?\s*([（(]?(星期|周|週)[一二三四五六日天][)）]?)?\s*T?(凌晨|早上|上午|中午|下午|晚上)?\s*([0-9]{1,2}[:：时時点點][0-9:：分秒]*Z?)?/
    guard rest.wholeMatch(of: time) != nil else { return nil }
    self.date = date
  }

  private static let labels: Set<String> = [
    "时间", "時間", "日期", "发布时间", "發布時間", "發佈時間", "发布日期", "發布日期", "發佈日期", "发表时间", "發表時間",
  ]

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

  /// The day that begins `2021-06-23T12:00:00Z`.
  static func isoDate(_ text: String) -> CalendarDate? { date(text.prefix(10)) }

  /// The day in the name of a page's file, without its extension: `2019-03-04-name`, or `20190304` where the title says
  /// so, too.
  static func date(inName name: String, title: String) -> CalendarDate? {
    let isWhole = name.utf8.count == 8 && name.utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard isWhole else { return name.utf8.dropFirst(4).first == UInt8(ascii: "-") ? isoDate(name) : nil }
    return title.contains(name) ? Int(name).flatMap(CalendarDate.init(number:)) : nil
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
    return date(text, following: &rest)
  }

  /// The same, and what follows it.
  private static func date(_ text: Substring, following: inout Substring) -> CalendarDate? {
    var rest = text
    guard let year = year(&rest), rest.removeMark("年-/."),
      let month = number(&rest), rest.removeMark("月-/."),
      let day = number(&rest, isLast: true), !goesOn(rest)
    else { return nil }
    following = rest
    return CalendarDate(year: year, month: month, day: day)
  }

  /// Takes a year off the beginning of the text: 2021, 二零二一, 民國110.
  private static func year(_ text: inout Substring) -> Int? {
    guard let word = ["民国", "民國"].first(where: text.hasPrefix) else { return number(&text, isYear: true) }
    text = text.dropFirst(word.count).drop(while: \.isWhitespace)
    let digits = text.prefix { arabic($0) != nil }
    guard (1...3).contains(digits.count) else { return nil }
    text = text[digits.endIndex...].drop(while: \.isWhitespace)
    return digits.compactMap(arabic).reduce(0) { $0 * 10 + $1 } + 1911
  }

  /// Whether more of a number follows: 2001.10.10.1 is an address, not a day.
  private static func goesOn(_ rest: Substring) -> Bool {
    guard let first = rest.first else { return false }
    let next = rest.dropFirst().first
    return first.isNumber || (".-/".contains(first) && next?.isNumber ?? false)
  }

  /// Takes a number in Arabic or Chinese numerals off the beginning of the text.
  private static func number(_ text: inout Substring, isYear: Bool = false, isLast: Bool = false) -> Int? {
    let numerals = text.prefix { arabic($0) != nil || chinese[$0] != nil || tens[$0] != nil }
    defer { text = text[numerals.endIndex...].drop { !isLast && $0.isWhitespace } }
    guard (1...4).contains(numerals.count), !isYear || numerals.count == 4 else { return nil }
    let digits = numerals.compactMap { arabic($0) ?? chinese[$0] }
    if digits.count == numerals.count {
      guard isYear || digits.count <= 2 else { return nil }
      return digits.reduce(0) { $0 * 10 + $1 }
    }
    return isYear ? nil : counted(numerals)
  }

  /// A number below a hundred counted in tens: 十二, 二十, 三十一, 廿三.
  private static func counted(_ numerals: Substring) -> Int? {
    guard let ten = numerals.firstIndex(where: { tens[$0] != nil }), let unit = tens[numerals[ten]] else {
      return nil
    }
    let before = numerals[..<ten], after = numerals[numerals.index(after: ten)...]
    guard before.count <= 1, after.count <= 1 else { return nil }
    let factor = before.first.map { chinese[$0] ?? 0 } ?? 1
    return factor * unit + (after.first.map { chinese[$0] ?? 0 } ?? 0)
  }

  private static func arabic(_ character: Character) -> Int? {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return nil }
    switch scalar.value {
    case 0x30...0x39: return Int(scalar.value - 0x30)
    case 0xFF10...0xFF19: return Int(scalar.value - 0xFF10)
    default: return nil
    }
  }

  private static let chinese: [Character: Int] = [
    "〇": 0, "○": 0, "零": 0, "Ｏ": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "元": 1, "两": 2,
  ]
  private static let tens: [Character: Int] = ["十": 10, "廿": 20, "卅": 30]
}

extension Substring {
  /// Takes one of the marks off the beginning, and white space after it; false where none stands there.
  fileprivate mutating func removeMark(_ marks: String) -> Bool {
    guard let first, marks.contains(first) else { return false }
    self = dropFirst().drop(while: \.isWhitespace)
    return true
  }
}
