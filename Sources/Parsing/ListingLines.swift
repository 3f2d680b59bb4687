// The lines of a listing, however they are written, brought into the one form its parsers know: headings with `#`,
// links whole on one line with their addresses beside them, nothing that a browser would not show as a link.

import Articles

/// One line of a listing.
struct ListingLine {
  /// The level and the text of the heading that it is.
  let heading: (level: Int, text: String)?
  /// Its links in Markdown, and what stands beside them.
  let parts: LinkLine
  /// The anchors and pictures that stand in it as tags.
  let tags: [MarkdownLink]
  /// Whether it is a row of a table.
  let isOfTable: Bool

  init(_ line: Substring, tags: [MarkdownLink]) {
    heading = Parsing.heading(line.trimmed)
    parts = LinkLine(heading.map { $0.text[...] } ?? line)
    self.tags = tags
    isOfTable = line.trimmed.hasPrefix("|")
  }
}

extension ListingLine {
  /// The day that stands beside its link; nil where it has several links that may lead to articles.
  var day: CalendarDate? {
    guard Dateline.hasFigures(parts.source) else { return nil }
    let links = (parts.links + tags).filter { !$0.isImage }
    let near = links.filter { !$0.address.contains("://") }
    guard let link = near.first ?? links.first, (near.isEmpty ? links : near).count == 1 else { return nil }
    // What stands in a tag is beside it, too.
    let words = tags.isEmpty ? parts.outside : parts.outside.replacing(link.title, with: " ")
    guard words.utf8.count <= ListingLine.longestBeside else { return nil }
    return isOfTable && !ListingLine.tellsOfEvents(words) || ListingLine.isDayAlone(words)
      ? Dateline.onlyDate(in: words) : nil
  }

  /// The most bytes that stand beside a link with its day.
  private static let longestBeside = 400

  /// Whether words are a day and what calls it that: 发布于 2019年3月4日. What else stands there may say what was on it.
  private static func isDayAlone(_ words: String) -> Bool {
    let letters = words.filter { $0.isLetter && !$0.isNumber && !"年月日号號".contains($0) }
    return letters.isEmpty
      || ["发布", "發布", "發佈", "发布于", "發布於", "发表", "發表", "发表于", "日期", "发布时间", "发布日期"].contains(letters)
      || letters.utf8.count <= 12 && letters.utf8.allSatisfy { $0 < 0x80 }
  }

  /// Whether words say of a day what was on it, or is to be.
  private static func tellsOfEvents(_ words: String) -> Bool {
    [
      "活动", "活動", "截止", "截至", "报名", "報名", "开幕", "開幕", "举行", "舉行", "举办", "舉辦", "有效", "到期", "开始", "開始", "结束",
      "結束", "生于",
      "生於", "出生", "去世", "逝世", "演出", "开课", "開課", "考试", "考試", "展期", "召开", "召開", "上映", "直播",
    ].contains(where: words.contains)
  }
}

/// Whether a link says no more than that there is more: 更多, 进入 >>.
func callsForMore(_ name: String) -> Bool {
  wordsForMore.contains(name.lowercased().trimming { !$0.isLetter })
}

private let wordsForMore: Set<String> = [
  "更多", "更多内容", "更多內容", "更多文章", "查看", "查看更多", "查看全部", "点击查看", "點擊查看", "点击进入", "點擊進入", "进入", "進入", "进入栏目",
  "進入欄目",
  "more", "read more", "see more", "view all",
]

/// The same of an article: 阅读全文. A category may be called 阅读.
func callsForReading(_ name: String) -> Bool {
  callsForMore(name)
    || saysLittleBut(
      [
        "阅读", "閱讀", "全文", "查看", "最新", "详情", "詳情", "链接", "鏈接", "原文", "网页版", "網頁版", "这里", "這裡", "此处", "此處",
        "下载", "下載",
        "封面",
        "read more", "link", "here", "pdf", "html", "markdown", "download",
      ], name)
}

private func saysLittleBut(_ words: [String], _ name: String) -> Bool {
  let name = name.lowercased(), letters = name.count(where: \.isLetter)
  return words.contains { name.contains($0) && letters <= $0.count(where: \.isLetter) + 2 }
}

/// The lines of a listing that are not blank.
func listingLines(of text: String) -> [ListingLine] {
  var lines = withoutFences(Array(Lines(text[...])))
  lines = withoutComments(lines)
  lines = withPlainHeadings(lines)
  lines = withWholeLinks(lines)
  lines = withAddresses(lines).filter { !$0.isBlank }
  // All at once: a parser for each line would take minutes for a page of tags.
  var tags = HTMLReader.links(inLines: lines.filter(hasTags))[...]
  return lines.map { ListingLine($0, tags: hasTags($0) ? tags.popFirst() ?? [] : []) }
}

/// Whether an anchor (`a`, `ok`) or a picture may stand in a line.
private func hasTags(_ line: Substring) -> Bool {
  let first = [UInt8(ascii: "a"), UInt8(ascii: "i"), UInt8(ascii: "o")]
  var isAfterBracket = false
  for byte in line.utf8 {
    if isAfterBracket, first.contains(byte | 0x20) { return true }
    isAfterBracket = byte == UInt8(ascii: "<")
  }
  return false
}

// MARK: What is not shown as it stands

/// Without the lines of fenced code (CommonMark §4.5). A fence that nothing ends is none: it would hide all that follows.
private func withoutFences(_ lines: [Substring]) -> [Substring] {
  var result: [Substring] = []
  var endless = Set<UInt8>()
  var place = 0
  while place < lines.count {
    defer { place += 1 }
    if let fence = CodeFence(lines[place]), !endless.contains(fence.mark) {
      if let end = lines[(place + 1)...].firstIndex(where: fence.isClosed) {
        place = end
        continue
      }
      endless.insert(fence.mark)
    }
    result.append(lines[place])
  }
  return result
}

/// Without comments: what a mirror has taken back is not published. One that nothing ends hides nothing.
private func withoutComments(_ lines: [Substring]) -> [Substring] {
  guard let last = lines.lastIndex(where: { $0.contains("-->") }),
    lines[...last].contains(where: { $0.contains("<!--") })
  else { return lines }
  var isInside = false
  return lines.enumerated().map { place, line in
    var rest = line, shown = ""
    while !rest.isEmpty {
      if isInside {
        guard let end = rest.firstRange(of: "-->") else { break }
        rest = rest[end.upperBound...]
        isInside = false
      } else {
        let begin = rest.firstRange(of: "<!--")
        // In the text of a link it is part of a title, which generators write as it is.
        guard let begin, !isOpen(rest[..<begin.lowerBound]),
          place < last || rest[begin.upperBound...].contains("-->")
        else {
          if shown.isEmpty { return rest }
          shown += rest
          break
        }
        shown += rest[..<begin.lowerBound]
        rest = rest[begin.upperBound...]
        isInside = true
      }
    }
    return shown[...]
  }
}

// MARK: Headings

/// With `## ` before the text of setext headings (CommonMark §4.3) and of headings written as tags.
private func withPlainHeadings(_ lines: [Substring]) -> [Substring] {
  var lines = lines
  for place in lines.indices {
    if let (level, text) = taggedHeading(lines[place]) {
      lines[place] = String(repeating: "#", count: level) + " " + text
    } else if place > 0, let level = underline(lines[place]), beginsSetext(lines, at: place - 1) {
      lines[place - 1] = String(repeating: "#", count: level) + " " + lines[place - 1].trimmed
      lines[place] = ""
    }
  }
  return lines
}

/// `<h2>花</h2>`, alone on its line.
private func taggedHeading(_ line: Substring) -> (level: Int, text: Substring)? {
  let text = line.trimmed, bytes = text.utf8
  guard bytes.count > 9, text.prefix(2).lowercased() == "<h", let digit = bytes.dropFirst(2).first,
    (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(digit),
    let begin = bytes.firstIndex(of: UInt8(ascii: ">")),
    [0x20, UInt8(ascii: ">")].contains(bytes.dropFirst(3).first),
    Substring(bytes.suffix(5)).lowercased() == "</h\(Unicode.Scalar(digit))>"
  else { return nil }
  let inner = Substring(bytes[begin...].dropFirst().dropLast(5))
  return inner.isBlank ? nil : (Int(digit - UInt8(ascii: "0")), inner)
}

private func underline(_ line: Substring) -> Int? {
  let text = line.trimmed.utf8
  guard let mark = text.first, text.allSatisfy({ $0 == mark }) else { return nil }
  return mark == UInt8(ascii: "=") ? 1 : mark == UInt8(ascii: "-") ? 2 : nil
}

/// Whether a line is one of a paragraph, alone: not of a list, a table, a heading, nor of front matter.
private func beginsSetext(_ lines: [Substring], at place: Int) -> Bool {
  let text = lines[place].trimmed
  guard let first = text.utf8.first, !"#>-*+|<=[`~".utf8.contains(first), !text.contains("|") else {
    return false
  }
  guard place > 0 else { return true }
  return lines[place - 1].isBlank
}

// MARK: Links

/// With links whose text or address begins on one line and ends on the next on one line.
private func withWholeLinks(_ lines: [Substring]) -> [Substring] {
  var lines = lines
  var isJoined = false
  for place in lines.indices.dropFirst() {
    let before = lines[place - 1], line = lines[place]
    let middle = isJoined || !isOpen(before) ? nil : line.firstRange(of: "](")
    isJoined = false
    guard let middle, !line[..<middle.lowerBound].contains("[") else { continue }
    lines[place] = Substring(before.trimmed + line.trimmed)
    lines[place - 1] = ""
    isJoined = true
  }
  return lines
}

/// Whether a bracket is open at a line's end.
private func isOpen(_ line: Substring) -> Bool {
  var depth = 0
  for byte in line.utf8 {
    if byte == UInt8(ascii: "[") { depth += 1 }
    if byte == UInt8(ascii: "]"), depth > 0 { depth -= 1 }
  }
  return depth > 0
}

/// With the addresses of links that are defined elsewhere (`[花][a]`, `[a]: pages/1.md`; CommonMark §4.7) beside them,
/// without the definitions.
private func withAddresses(_ lines: [Substring]) -> [Substring] {
  var addresses: [String: Substring] = [:]
  let lines = lines.filter { line in
    guard let (label, address) = definition(line) else { return true }
    addresses[label] = addresses[label] ?? address
    return false
  }
  if addresses.isEmpty { return lines }
  // As CommonMark has it: links that are written short make no page of many times its size.
  var room = max(leastRoom, lines.reduce(0) { $0 + $1.utf8.count })
  return lines.map { withAddresses($0, addresses, &room) }
}

/// Bytes of addresses that any listing may be given.
private let leastRoom = 100_000
/// The longest address of a definition, in bytes.
private let longestAddress = 2048

private func definition(_ line: Substring) -> (label: String, address: Substring)? {
  let text = line.trimmed
  guard text.hasPrefix("["), let end = text.firstRange(of: "]:") else { return nil }
  let label = text[..<end.lowerBound].dropFirst()
  guard !label.isBlank, !label.hasPrefix("^"), !label.contains("]"),
    let address = text[end.upperBound...].trimmed.split(separator: " ").first,
    address.utf8.count <= longestAddress, !address.contains("[")
  else { return nil }
  // Nothing but a title may follow: all else is text that begins so.
  let title = text[end.upperBound...].trimmed.dropFirst(address.count).trimmed
  guard title.isEmpty || "\"'(".contains(title.prefix(1)) && "\"')".contains(title.suffix(1)) else {
    return nil
  }
  let isBracketed = address.hasPrefix("<") && address.hasSuffix(">")
  return (label.trimmed.lowercased(), isBracketed ? address.dropFirst().dropLast() : address)
}

private func withAddresses(_ line: Substring, _ addresses: [String: Substring], _ room: inout Int)
  -> Substring
{
  let bytes = Array(line.utf8)
  var result: [UInt8] = [], kept = 0, open: [Int] = [], place = 0
  func address(_ range: Range<Int>) -> Substring? {
    range.count > longestLabel
      ? nil : addresses[String(decoding: bytes[range], as: UTF8.self)[...].trimmed.lowercased()]
  }
  while place < bytes.count {
    defer { place += 1 }
    if bytes[place] == UInt8(ascii: "[") { open.append(place) }
    guard bytes[place] == UInt8(ascii: "]"), let begin = open.popLast() else { continue }
    let next = place + 1 < bytes.count ? bytes[place + 1] : 0
    if next == UInt8(ascii: "(") { continue }
    var end = place, label = (begin + 1)..<place
    if next == UInt8(ascii: "["),
      let close = bytes[(place + 2)...].prefix(longestLabel).firstIndex(of: UInt8(ascii: "]"))
    {
      if close > place + 2 { label = (place + 2)..<close }
      end = close
    }
    guard let address = address(label), address.utf8.count <= room else { continue }
    room -= address.utf8.count
    result += bytes[kept...place] + "(<\(address)>)".utf8
    (kept, place) = (end + 1, end)
  }
  return kept == 0 ? line : Substring(String(decoding: result + bytes[kept...], as: UTF8.self))
}

/// The longest label of a definition, in bytes (CommonMark §4.7 has 999 characters).
private let longestLabel = 999
