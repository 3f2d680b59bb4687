// Tags within lines of Markdown as browsers read them, where CommonMark takes them for text.

/// The Markdown with quotation marks around the values of attributes that CommonMark (§6.6) does not take for such
/// without them, as HTML does: `<a href=http://example.org/?id=1>`. Code keeps what it has.
func quotedAttributes(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "<")) else { return text }
  var result = ""
  result.reserveCapacity(text.utf8.count)
  var fence = OpenFence()
  for line in Lines(text[...]) {
    let isCode = fence.holds(line) || isDeep(line) || line.utf8.contains(UInt8(ascii: "`"))
    result += isCode || !line.utf8.contains(UInt8(ascii: "=")) ? line[...] : withQuotedAttributes(line)[...]
    result += "\n"
  }
  return result
}

/// A line with the tags in it so.
private func withQuotedAttributes(_ line: Substring) -> String {
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
  return String(decoding: result + bytes[place...], as: UTF8.self)
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
