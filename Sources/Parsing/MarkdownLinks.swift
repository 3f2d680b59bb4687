// Links in one line of a mirror's own Markdown (front page, index, navigation). The generators write titles
// unescaped, brackets and all, so this reads more kindly than CommonMark would.

import Articles

/// A link found in a line.
struct MarkdownLink: Hashable {
  var title: String
  /// The address as written.
  var address: String
  /// Whether it is a picture (`![…](…)`, `<img>`).
  var isImage = false
}

/// A line taken apart: the links in order, and the text before the first of them.
struct LinkLine {
  private(set) var links: [MarkdownLink] = []
  /// The text outside of links as it is written.
  private(set) var source = ""
  /// The text before the first link as it is written.
  private(set) var leadSource = ""

  /// The text before the first link, or all of it where there is none; entities decoded.
  var lead: String { plainText(leadSource) }

  /// Whether bars stand between the links.
  var isRow: Bool { outside.unicodeScalars.contains { "|｜".unicodeScalars.contains($0) } }

  /// The text outside of links; entities decoded.
  var outside: String { plainText(source) }

  /// Whether it has links, and nothing else but marks that divide them.
  var isOnlyLinks: Bool {
    !links.isEmpty && outside.unicodeScalars.allSatisfy { $0.isWhite || LinkLine.separators.contains($0) }
  }

  private static let separators = Set("|｜-–—_•·・:：/／\\、，,;；>»<«*＊【】[]".unicodeScalars)

  init(_ line: Substring) {
    var line = line
    let bytes = line.withUTF8 { Array($0) }
    var scanner = LinkScanner(bytes)
    var end = 0
    while let found = scanner.next() {
      add(outside: bytes[end..<found.range.lowerBound])
      links.append(
        MarkdownLink(
          title: plainText(LinkLine.withoutPicture(String(decoding: bytes[found.title], as: UTF8.self))),
          address: LinkLine.address(String(decoding: bytes[found.address], as: UTF8.self)[...]),
          isImage: found.isImage))
      end = found.range.upperBound
    }
    add(outside: bytes[end...])
  }

  /// What stands in the parentheses without brackets around it and a title after it. Generators leave blanks in the
  /// names of pages as they are.
  private static func address(_ written: Substring) -> String {
    let text = written.trimmed
    if text.hasPrefix("<"), let end = text.firstIndex(of: ">") { return String(text[..<end].dropFirst()) }
    guard text.holds(0x20), let blank = text.utf8.firstIndex(of: 0x20) else { return String(text) }
    let place = text.withoutQuery
    let isName =
      !place.contains("://") && !place.contains { "\"'<".contains($0) }
      && pageKind(ofPath: "a/" + (place.split(separator: "/").last ?? "")) != nil
    return String(isName ? text : text[..<blank])
  }

  /// A title without the picture it begins with; what that is called, where it is all.
  private static func withoutPicture(_ title: String) -> Substring {
    guard title.hasPrefix("!["), let middle = title.firstRange(of: "]("),
      let end = title[middle.upperBound...].firstIndex(of: ")")
    else { return title[...] }
    let rest = title[title.index(after: end)...].trimmed
    return rest.isEmpty ? title[..<middle.lowerBound].dropFirst(2) : rest
  }

  private mutating func add(outside bytes: ArraySlice<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    if links.isEmpty { leadSource += text }
    source += text
  }
}

/// Finds the links of a line, byte by byte: each byte is looked at a few times at most.
private struct LinkScanner {
  struct Found {
    var range: Range<Int>
    var title: Range<Int>
    var address: Range<Int>
    var isImage: Bool
  }

  private let bytes: [UInt8]
  private var position = 0
  /// Whether parentheses were once open up to the end of the line: then pairs in addresses count no more.
  private var isUnbalanced = false
  private var lacksParenthesis = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next link: its title begins at the first bracket before `](`.
  mutating func next() -> Found? {
    var open: Int?
    while position < bytes.count {
      if let open, open + 1 == position, isPicture(position), let end = endOfLink(from: position + 1) {
        // A picture that is a link's title, or stands in it.
        position = end
        continue
      }
      if bytes[position] == UInt8(ascii: "["), open == nil { open = position }
      if let open, isMiddle(position), let close = closingParenthesis(from: position + 2) {
        defer { position = close + 1 }
        let isImage = open > 0 && bytes[open - 1] == UInt8(ascii: "!")
        return Found(
          range: (isImage ? open - 1 : open)..<(close + 1), title: (open + 1)..<position,
          address: (position + 2)..<close, isImage: isImage)
      }
      position += 1
    }
    return nil
  }

  private func isPicture(_ index: Int) -> Bool {
    bytes[index] == UInt8(ascii: "!") && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "[")
  }

  /// Where the link that opens at a bracket ends, within what an address takes.
  private mutating func endOfLink(from start: Int) -> Int? {
    let end = min(bytes.count, start + LinkScanner.longestPicture)
    guard let middle = (start..<end).first(where: isMiddle) else { return nil }
    return closingParenthesis(from: middle + 2).map { $0 + 1 }
  }

  private static let longestPicture = 2048

  private func isMiddle(_ index: Int) -> Bool {
    bytes[index] == UInt8(ascii: "]") && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "(")
  }

  /// Where the parenthesis that was open before `start` closes; addresses may hold pairs of their own.
  private mutating func closingParenthesis(from start: Int) -> Int? {
    guard !lacksParenthesis else { return nil }
    var depth = 0
    for index in start..<bytes.count {
      if bytes[index] == UInt8(ascii: "("), !isUnbalanced { depth += 1 }
      guard bytes[index] == UInt8(ascii: ")") else { continue }
      if depth == 0 { return index }
      depth -= 1
    }
    isUnbalanced = true
    let first = bytes[start...].firstIndex(of: UInt8(ascii: ")"))
    lacksParenthesis = first == nil
    return first
  }
}

/// A name in a listing: a title without the marks of emphasis, deletion and code around it.
func plainName(_ title: String) -> String {
  var name = title[...]
  for mark in ["**", "__", "~~", "`", "*", "_"] where name.hasPrefix(mark) && name.hasSuffix(mark) {
    let inner = name.dropFirst(mark.count).dropLast(mark.count)
    if !inner.isBlank, !inner.contains(mark) { name = inner }
  }
  return String(name.trimmed)
}
