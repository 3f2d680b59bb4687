// A long text of Markdown in pieces, as cmark-gfm takes hundreds of times a text's memory: divided at blank lines
// where a block begins at the margin and no markup is open.

struct MarkdownPieces {
  /// The pieces, and whether the marks of each are read.
  private(set) var pieces: [(text: String, isReadable: Bool)] = []

  /// The bytes from which on a piece ends where it can.
  private static let enough = 262_144
  /// The most bytes a piece may have to be read.
  static let most = 524_288
  /// The longest text that is divided.
  private static let longest = 2_097_152

  init(_ text: String) {
    let length = text.utf8.count
    guard length > MarkdownPieces.most else {
      pieces = [(text, true)]
      return
    }
    // What is defined in one piece would be unknown in another.
    guard length <= MarkdownPieces.longest, !Lines(text[...]).contains(where: MarkdownPieces.defines) else {
      pieces = [(text, false)]
      return
    }
    divide(text)
  }

  private mutating func divide(_ text: String) {
    var start = text.startIndex
    var fence = OpenFence()
    var open = OpenElements()
    var length = 0
    var isAfterBlank = false
    for line in Lines(text[...]) {
      if length >= MarkdownPieces.enough, isAfterBlank, !fence.isOpen, open.isNothing,
        MarkdownPieces.isAtMargin(line)
      {
        add(text[start..<line.startIndex], length)
        (start, length) = (line.startIndex, 0)
      }
      _ = fence.holds(line)
      open.read(line)
      length += line.utf8.count + 1
      isAfterBlank = line.isBlank
    }
    add(text[start...], length)
  }

  private mutating func add(_ piece: Substring, _ length: Int) {
    pieces.append((String(piece), length <= MarkdownPieces.most))
  }

  /// Whether a line goes on with nothing: no list, quotation, table or indent.
  private static func isAtMargin(_ line: Substring) -> Bool {
    guard let first = line.utf8.first else { return false }
    return !" \t-+*>|".utf8.contains(first) && !(0x30...0x39).contains(first)
  }

  /// Whether a line defines a link or a footnote.
  static func defines(_ line: Substring) -> Bool {
    let text = line.utf8.drop { $0 == 0x20 || $0 == UInt8(ascii: ">") }
    return text.first == UInt8(ascii: "[") && line.holds("]:")
  }
}
