// HTML in a page of Markdown as browsers read it, where CommonMark has code or text: the last stage before it.

enum MarkupInMarkdown {
  /// The Markdown with markup brought back to the margin where CommonMark (§4.4) would make code of it, and with
  /// quotation marks around the values of attributes that it (§6.6) takes for such only with them, as in
  /// `<a href=http://example.org/?id=1>`. A tag that a line only speaks of begins no HTML. Takes time linear in its length.
  ///
  /// At the margin come tags indented within an element that an earlier line opened there, and the text between them. An
  /// element opened under an indent stands in a list's item, and its lines with it.
  static func asInBrowsers(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "<")) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    var open = OpenElements()
    var fence = OpenFence()
    var isIndented = false
    var isAtMargin = false
    lazy var ends = lastEnds(text)
    for source in Lines(text[...]) {
      let isInFence = fence.holds(source)
      let isText = !isInFence && open.depth == 0 && speaksOfTag(source, lastEnds: ends)
      let line = isText ? "\\" + source.drop { $0 == " " } : source
      if open.depth == 0 { isAtMargin = line.utf8.first == UInt8(ascii: "<") }
      let isCode = isAtMargin && isDeep(line) && !isInFence && open.depth > 0 && !open.isInPreformatted
      isIndented = open.depth > 0 && (isIndented || isCode && beginsHTML(line))
      let shown = isCode && isIndented ? line.drop { $0 == " " || $0 == "\t" } : line
      result += isInFence || isDeep(shown) ? shown : withQuotedAttributes(shown)
      result += "\n"
      if !isInFence, open.depth > 0 || beginsHTML(line) { open.read(line) }
    }
    return result
  }
}

/// Whether a line begins with a bare tag, Chinese after it, of an element that needs an end and has none from there on.
private func speaksOfTag(_ line: Substring, lastEnds: @autoclosure () -> [String: String.Index]) -> Bool {
  guard !isDeep(line), let element = leadingElement(line), element.needsEnd,
    let bracket = line.firstIndex(of: ">")
  else { return false }
  let name = line[..<bracket].drop { $0 == " " }.dropFirst()
  guard name.allSatisfy({ $0.isASCII && $0.isLetter }),
    let next = line[bracket...].dropFirst().unicodeScalars.first(where: { !$0.isWhite }),
    InlineText.isWide(next)
  else { return false }
  return lastEnds()[name.lowercased()].map { $0 < line.startIndex } ?? true
}

/// Where the last end tag of each element begins.
private func lastEnds(_ text: String) -> [String: String.Index] {
  var ends: [String: String.Index] = [:]
  for place in text.utf8.indices where text.utf8[place] == UInt8(ascii: "<") {
    let tag = text.utf8[place...].dropFirst()
    guard tag.first == UInt8(ascii: "/") else { continue }
    let name = tag.dropFirst().prefix { (0x61...0x7A).contains($0 | 0x20) }
    ends[Substring(name).lowercased()] = place
  }
  return ends
}

/// A line with quotation marks around the values that need them; one with code in it keeps what it has.
private func withQuotedAttributes(_ line: Substring) -> Substring {
  guard line.utf8.contains(UInt8(ascii: "=")), !line.utf8.contains(UInt8(ascii: "`")) else { return line }
  let bytes = Array(line.utf8)
  var result: [UInt8] = []
  var place = 0
  while let bracket = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
    let end = bytes[(bracket + 1)...].firstIndex { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }
    let next = end ?? bytes.count
    result += bytes[place..<bracket]
    let isEscaped = bracket > 0 && bytes[bracket - 1] == UInt8(ascii: "\\")
    let isClosed = next < bytes.count && bytes[next] == UInt8(ascii: ">")
    let isTag =
      isClosed && !isEscaped
      && leadingElement(Substring(decoding: bytes[bracket..<next], as: UTF8.self)) != nil
    result += isTag ? quotedValues(bytes[bracket..<next]) : Array(bytes[bracket..<next])
    place = next
  }
  return Substring(decoding: result + bytes[place...], as: UTF8.self)
}

/// A tag with quotation marks around its values that need them.
private func quotedValues(_ tag: ArraySlice<UInt8>) -> [UInt8] {
  let quotes = [UInt8(ascii: "\""), UInt8(ascii: "'")]
  var result: [UInt8] = []
  var rest = tag
  while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
    result += rest[...equals]
    rest = rest[(equals + 1)...]
    if let quote = rest.first, quotes.contains(quote) {
      let end = rest.dropFirst().firstIndex(of: quote) ?? rest.endIndex - 1
      result += rest[...end]
      rest = rest[(end + 1)...]
    } else {
      let value = rest.prefix { $0 != 0x20 && $0 != 0x09 }
      let isLoose = value.contains(UInt8(ascii: "=")) && !value.contains(where: quotes.contains)
      result += isLoose ? quotes[..<1] + value + quotes[..<1] : value
      rest = rest[value.endIndex...]
    }
  }
  return result + rest
}
