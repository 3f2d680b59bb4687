// Attributes that programs which make sites let stand behind what they belong to, and CommonMark shows as they are
// written: `[name](address){:target="_blank"}` (kramdown), `![name](address){ width=300 }` (Pandoc, MkDocs), the size in
// `![name](address =300x200)`, and lines of their own, `{: .tip }`.

enum AttributeLists {
  /// Whether one may stand in a text.
  static func mayStand(in text: some StringProtocol) -> Bool {
    ["{:", "){", " ="].contains { text.contains($0) }
  }

  /// A line without them; what stands in code stays. Takes time linear in its length.
  static func removed(from line: Substring) -> Substring {
    guard mayStand(in: line) else { return line }
    let margin = line.prefix { $0 == ">" || $0 == " " }, own = Array(line[margin.endIndex...].trimmed.utf8)
    if own.starts(with: "{:".utf8), close(own, of: 0) == own.count - 1 { return margin }
    var reading = Reading(line)
    while reading.place < reading.line.count { reading.read() }
    let result = reading.result
    return result.count == reading.line.count ? line : Substring(decoding: result, as: UTF8.self)
  }

  /// A line, read byte by byte.
  private struct Reading {
    let line: [UInt8]
    var result: [UInt8] = []
    var place = 0
    private var isCode = false
    /// Whether a link's address has begun, and whether nothing but it has come of what its parentheses hold.
    private var isInLink = false, isAddress = false
    /// Where the last link ended.
    private var linkEnd = -1

    init(_ line: Substring) {
      self.line = Array(line.utf8)
      result.reserveCapacity(self.line.count)
    }

    mutating func read() {
      if !isCode, let end = listEnd {
        place = end
        return
      }
      let byte = line[place]
      switch byte {
      case UInt8(ascii: "`"): isCode.toggle()
      case UInt8(ascii: "("):
        isAddress = result.last == UInt8(ascii: "]")
        isInLink = isInLink || isAddress
      case UInt8(ascii: ")"):
        if isInLink { linkEnd = place }
        (isInLink, isAddress) = (false, false)
      case 0x20: isAddress = false
      default: break
      }
      result.append(byte)
      place += 1
    }

    /// Where a list of attributes ends that begins here; nil where none begins.
    private var listEnd: Int? {
      if line[place] == 0x20 { return isAddress ? sizeEnd : nil }
      guard line[place] == UInt8(ascii: "{"), place > 0, let close = AttributeLists.close(line, of: place)
      else { return nil }
      let inside = line[(place + 1)..<close]
      if inside.first == UInt8(ascii: ":") { return ")]*_`".utf8.contains(line[place - 1]) ? close + 1 : nil }
      let words = Substring(decoding: inside, as: UTF8.self)
      return linkEnd == place - 1 && AttributeLists.isList(words) ? close + 1 : nil
    }

    /// Where the size after a picture's address ends: ` =300x200`, ` =50%x`.
    private var sizeEnd: Int? {
      guard line[place...].dropFirst().first == UInt8(ascii: "=") else { return nil }
      let size = line[(place + 2)...].prefix { "0123456789xX*%.".utf8.contains($0) }
      return !size.isEmpty && line[size.endIndex...].first == UInt8(ascii: ")") ? size.endIndex : nil
    }
  }

  /// The longest that is taken for one, in bytes.
  private static let longest = 256

  /// Where the brace at a place is closed, no other standing between.
  private static func close(_ line: [UInt8], of place: Int) -> Int? {
    let braces = "{}".utf8
    return line[(place + 1)...].prefix(longest).firstIndex(where: braces.contains)
      .flatMap { line[$0] == UInt8(ascii: "}") ? $0 : nil }
  }

  /// Whether words are attributes, and no text in braces: `.class`, `#name`, `width=300`, `title="a bridge"`.
  private static func isList(_ words: Substring) -> Bool {
    var rest = words.trimmed
    guard !rest.isEmpty else { return false }
    while !rest.isEmpty {
      let isShort = rest.first == "." || rest.first == "#"
      let name = rest.drop { $0 == "." || $0 == "#" }.prefix(while: isOfName)
      guard name.first?.isLetter ?? false else { return false }
      rest = rest[name.endIndex...]
      if !isShort {
        guard rest.popFirst() == "=" else { return false }
        let quote = rest.first.flatMap { "\"'".contains($0) ? $0 : nil }
        if let quote {
          guard let end = rest.dropFirst().firstIndex(of: quote) else { return false }
          rest = rest[rest.index(after: end)...]
        } else {
          rest = rest.drop { !$0.isWhitespace }
        }
      }
      guard rest.first?.isWhitespace ?? true else { return false }
      rest = rest.drop(while: \.isWhitespace)
    }
    return true
  }

  private static func isOfName(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-_:".contains(character))
  }
}
