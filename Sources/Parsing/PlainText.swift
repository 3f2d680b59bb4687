// Text without markup, and without white space around it.

/// A title as the generators write it: backslash escapes and HTML entities undone, tags gone, one line.
func plainText(_ markdown: some StringProtocol) -> String {
  var text = String(markdown)
  if text.holds(UInt8(ascii: "&")) || text.holds(UInt8(ascii: "<")) {
    text = MarkupFilter.text(of: withTextBrackets(text))
  }
  if text.holds(UInt8(ascii: "\\")) { text = unescaped(text) }
  return Gate.line(text)
}

/// The text with `&lt;` for each `<` that begins neither a tag HTML knows nor a comment.
private func withTextBrackets(_ text: String) -> String {
  guard text.holds(UInt8(ascii: "<")) else { return text }
  let parts = text.split(separator: "<", omittingEmptySubsequences: false)
  return parts.dropFirst().reduce(into: String(parts.first ?? "")) { result, part in
    result += beginsHTML("<" + part) ? "<" : "&lt;"
    result += part
  }
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
  /// Without white space at both ends. By scalars: one character may be megabytes of accents.
  var trimmed: Substring {
    let scalars = withoutIndent.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isWhite }),
      let last = scalars.lastIndex(where: { !$0.isWhite })
    else { return "" }
    return Substring(scalars[first...last])
  }

  /// Whether it holds white space only.
  var isBlank: Bool {
    guard let (place, byte) = ink else { return true }
    return byte >= 0x80 && dropping(place).unicodeScalars.allSatisfy(\.isWhite)
  }

  /// Without most of the white space at the beginning.
  private var withoutIndent: Substring { ink.map { dropping($0.place) } ?? "" }

  private func dropping(_ bytes: Int) -> Substring { self[utf8.index(startIndex, offsetBy: bytes)...] }

  /// The first byte that is no white space of ASCII, and its place. Every line is asked for it: along the bytes themselves,
  /// as in `Lines`.
  private var ink: (place: Int, byte: UInt8)? {
    var text = self
    return text.withUTF8 { bytes in
      bytes.firstIndex { $0 != 0x20 && !(0x09...0x0D).contains($0) }.map { ($0, bytes[$0]) }
    }
  }
}

extension Unicode.Scalar {
  /// Whether it is white space; nearly every scalar asked is ASCII or Han, and needs no table.
  var isWhite: Bool {
    value < 0x80 ? value == 0x20 || (0x09...0x0D).contains(value) : value < 0x3001 && properties.isWhitespace
  }
}

extension String {
  /// The text without the characters at both ends for which `condition` holds.
  func trimming(while condition: (Character) -> Bool) -> String {
    guard let first = firstIndex(where: { !condition($0) }),
      let last = lastIndex(where: { !condition($0) })
    else { return "" }
    return String(self[first...last])
  }
}
