// A long text of Markdown in pieces, as cmark-gfm takes hundreds of times a text's memory: divided at blank lines
// where a block begins at the margin and no markup is open, or else where the items of a list begin. What links are
// defined in one piece is known in all; notes are read in one piece, or only where they stand in that of their marks.

struct MarkdownPieces {
  /// The pieces, and whether the marks of each are read.
  private(set) var pieces: [(text: String, isReadable: Bool)] = []

  /// The bytes from which on a piece ends where it can.
  private static let enough = 262_144
  /// The most bytes a piece may have to be read, and a text that has notes.
  private static let most = 524_288, mostWithNotes = 1_048_576
  /// The most bytes of definitions that are repeated in each piece.
  private static let mostDefinitions = 65_536

  init(_ text: String) {
    if text.utf8.count <= MarkdownPieces.longest(text) {
      pieces = [(text, true)]
    } else {
      divide(text)
    }
  }

  /// The most bytes of a text that is not divided.
  static func longest(_ text: String) -> Int { text.holds("[^") ? mostWithNotes : most }

  private mutating func divide(_ text: String) {
    let definitions = MarkdownPieces.definitions(in: text)
    var start = text.startIndex
    var fence = OpenFence()
    var open = OpenElements()
    var length = 0
    var isAfterBlank = false
    // Where it may be divided for want of a better place, and the length of the piece up to there.
    var last: (place: String.Index, length: Int)?
    func add(upTo end: String.Index, _ length: Int) {
      pieces.append((definitions + text[start..<end], length <= MarkdownPieces.most))
      start = end
    }
    for line in Lines(text[...]) {
      let mayEnd = !fence.isOpen && open.isNothing && length > 0
      if mayEnd, length >= MarkdownPieces.enough, isAfterBlank, MarkdownPieces.isAtMargin(line) {
        add(upTo: line.startIndex, length)
        (length, last) = (0, nil)
      } else if let place = last, length + line.utf8.count > MarkdownPieces.most {
        add(upTo: place.place, place.length)
        (length, last) = (length - place.length, nil)
      }
      if mayEnd, length > 0, MarkdownPieces.beginsBlock(line) { last = (line.startIndex, length) }
      _ = fence.holds(line)
      open.read(line)
      length += line.utf8.count + 1
      isAfterBlank = line.isBlank
    }
    add(upTo: text.endIndex, length)
  }

  /// The lines of a text that define links, before all pieces; nothing where they are too many.
  private static func definitions(in text: String) -> String {
    var result = "", fence = OpenFence(), mayStand = true
    for line in Lines(text[...]) {
      let isDefinition = mayStand && !fence.isOpen && defines(line) && line.wholeMatch(of: definition) != nil
      if isDefinition { result += line + "\n" }
      if result.utf8.count > mostDefinitions { return "" }
      mayStand = isDefinition || line.isBlank
      _ = fence.holds(line)
    }
    return result.isEmpty ? "" : result + "\n"
  }

  /// `[label]: address "title"`, the whole of it on a line.
  private static var definition: Regex<Substring> {
    #/\ {0,3}\[[^\^\[\]\\][^\[\]\\]*\]:[\ \t]*(?:<[^<>]*>|[^<\s]\S*)(?:[\ \t]+(?:"[^"]*"|'[^']*'))?[\ \t]*/#
  }

  /// Whether a line begins a heading or, at the margin, an item of a list, whatever stands before it.
  private static func beginsBlock(_ line: Substring) -> Bool {
    heading(line) != nil || !line.begins(with: " ") && beginsItem(line)
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
