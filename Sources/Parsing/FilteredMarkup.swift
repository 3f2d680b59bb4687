// Markup for a SAX parser, its text apart.
//
// libxml2 looks at every byte of a text some ten times, which took longer than all else that is done with a page of HTML.
// It needs to know where text stands, and where it is white space alone; so it gets a mark for each piece, and what
// takes its events puts the piece in the mark's place. A mark begins with a character that the gate lets into no page.

struct FilteredMarkup {
  /// Tags, comments, white space between them, and marks.
  private(set) var markup: [UInt8] = []
  private var text: [UInt8] = []
  /// The pieces of the text that have marks.
  private var pieces: [Range<Int>] = []
  /// Where in the text the piece begins that may go on.
  private var start = 0
  /// Where in the text the elements lie that may be hidden, as far as they are ended.
  private var boxes: [(start: Int, end: Int?)] = []

  /// The attribute that has the number of an element that may be hidden.
  static let boxNumber = ":box"

  private static let mark: UInt8 = 0x7F
  /// What stands in the text for a blank line that ends a paragraph, which the gate lets into no page either.
  static let blankLine: UInt8 = 0x1D

  init(capacity: Int = 0) {
    markup.reserveCapacity(capacity / 2)
    text.reserveCapacity(capacity)
  }

  /// Adds to the text.
  mutating func append(text bytes: some Sequence<UInt8>) { text.append(contentsOf: bytes) }

  /// Adds a tag, part of one, or a comment. The piece of text before it ends.
  mutating func append(markup bytes: some Sequence<UInt8>) {
    endPiece()
    markup.append(contentsOf: bytes)
  }

  /// Adds to the value of an attribute, which stands between quotation marks: what would end it, or be taken for a part of
  /// markup, is written out.
  mutating func append(value bytes: some Sequence<UInt8>) {
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "&"): markup += "&amp;".utf8
      case UInt8(ascii: "<"): markup += "&lt;".utf8
      case UInt8(ascii: ">"): markup += "&gt;".utf8
      case UInt8(ascii: "\""): markup += "&quot;".utf8
      default: markup.append(byte)
      }
    }
  }

  /// Ends the piece of text that may go on.
  mutating func endPiece() {
    guard start < text.count else { return }
    if text[start...].allSatisfy(FilteredMarkup.isBlank) {
      markup += text[start...]
      text.removeSubrange(start...)
    } else {
      markup.append(FilteredMarkup.mark)
      markup += "\(pieces.count)".utf8
      pieces.append(start..<text.count)
      start = text.count
    }
  }

  /// Adds the attribute by which an element that may be hidden is known, and returns its number.
  mutating func beginBox() -> Int {
    boxes.append((text.count, nil))
    append(markup: " \(FilteredMarkup.boxNumber)=\"\(boxes.count - 1)\"".utf8)
    return boxes.count - 1
  }

  /// Ends an element that may be hidden.
  mutating func endBox(_ number: Int) {
    endPiece()
    boxes[number].end = text.count
  }

  /// The text of an element that may be hidden; nil where nothing ends it.
  func text(ofBox number: Int) -> ArraySlice<UInt8>? {
    guard boxes.indices.contains(number), let end = boxes[number].end else { return nil }
    return text[boxes[number].start..<end]
  }

  /// All text, where there is no markup.
  var allText: String { String(decoding: text, as: UTF8.self) }

  /// Calls `body` with what some characters of the markup stand for: white space or, where a mark ends them, its piece
  /// of the text.
  func withText(of characters: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let place = characters.firstIndex(of: FilteredMarkup.mark) ?? characters.endIndex
    if place > 0 { body(UnsafeBufferPointer(rebasing: characters[..<place])) }
    let number = Int(String(decoding: characters[place...].dropFirst(), as: UTF8.self))
    guard let number, pieces.indices.contains(number) else { return }
    text[pieces[number]].withUnsafeBufferPointer(body)
  }

  /// What libxml2 takes for white space.
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
