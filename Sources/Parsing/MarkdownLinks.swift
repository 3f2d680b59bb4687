// Links in one line of a mirror's own Markdown (front page, index, navigation). The generators write titles
// unescaped, brackets and all, so this reads more kindly than CommonMark would.

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
  /// The text before the first link, or all of it where there is none; entities decoded.
  private(set) var lead = ""
  /// The text outside of links.
  private(set) var outside = ""

  init(_ line: Substring) {
    var rest = line
    while let link = LinkLine.next(in: rest) {
      add(outside: rest[..<link.start])
      links.append(link.value)
      rest = rest[link.end...]
    }
    add(outside: rest)
    lead = plainText(lead)
    outside = plainText(outside)
  }

  private mutating func add(outside text: some StringProtocol) {
    if links.isEmpty { lead += text }
    outside += text
  }

  private typealias Found = (value: MarkdownLink, start: String.Index, end: String.Index)

  /// The first link of the text: its title begins at the first bracket before `](`.
  private static func next(in text: Substring) -> Found? {
    guard let middle = text.firstRange(of: "]("),
      let open = text[..<middle.lowerBound].firstIndex(of: "["),
      let close = closingParenthesis(text[middle.upperBound...])
    else { return nil }
    let isImage = open > text.startIndex && text[text.index(before: open)] == "!"
    let title = text[text.index(after: open)..<middle.lowerBound]
    let address = text[middle.upperBound..<close].split(separator: " ").first.map(String.init) ?? ""
    return (
      MarkdownLink(title: plainText(title), address: address, isImage: isImage),
      isImage ? text.index(before: open) : open, text.index(after: close)
    )
  }

  /// Where the parenthesis that was open before `text` closes; addresses may hold pairs of their own.
  private static func closingParenthesis(_ text: Substring) -> String.Index? {
    var depth = 0
    for index in text.indices {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" {
        if depth == 0 { return index }
        depth -= 1
      }
    }
    return text.firstIndex(of: ")")
  }
}

/// The level and the text of an ATX heading (CommonMark §4.2), or nil for any other line.
func heading(_ line: some StringProtocol) -> (level: Int, text: String)? {
  let level = line.prefix { $0 == "#" }.count
  guard (1...6).contains(level) else { return nil }
  let rest = line.dropFirst(level)
  guard rest.isEmpty || rest.first == " " || rest.first == "\t" || rest.first == "[" else { return nil }
  var text = Substring(rest).trimmed
  let body = text.trimmingSuffix(while: { $0 == "#" })
  if body.isEmpty || body.last == " " { text = body.trimmed }
  return (level, String(text))
}

/// Whether a line is a thematic break of hyphens (CommonMark §4.1), at least `least` of them.
func isRule(_ line: some StringProtocol, least: Int = 3) -> Bool {
  let text = Substring(line).trimmed
  return text.utf8.count >= least && text.utf8.allSatisfy { $0 == UInt8(ascii: "-") }
}

/// A title as the generators write it: backslash escapes and HTML entities undone, tags gone, one line.
func plainText(_ markdown: some StringProtocol) -> String {
  var text = String(markdown)
  if text.contains("&") || text.contains("<") { text = HTMLReader.plainText(text) }
  if text.contains("\\") { text = unescaped(text) }
  return Gate.line(text.replacing("\u{A0}", with: " "))
}

private func unescaped(_ text: String) -> String {
  var result = ""
  var isEscaped = false
  for character in text {
    if isEscaped {
      if !(character.isASCII && (character.isPunctuation || character.isSymbol)) { result.append("\\") }
      result.append(character)
      isEscaped = false
    } else if character == "\\" {
      isEscaped = true
    } else {
      result.append(character)
    }
  }
  return isEscaped ? result + "\\" : result
}

extension Substring {
  /// Without white space at both ends.
  var trimmed: Substring {
    drop(while: \.isWhitespace).trimmingSuffix(while: \.isWhitespace)
  }

  /// Without the characters at the end for which `condition` holds.
  func trimmingSuffix(while condition: (Character) -> Bool) -> Substring {
    var end = endIndex
    while end > startIndex, condition(self[index(before: end)]) { end = index(before: end) }
    return self[startIndex..<end]
  }
}
