// The attributes of a start tag, as HTML has them (WHATWG §13.2.5.32 to .39).
//
// They are written anew for libxml2, which where it knows no such name (`@click="() => …"`) ends a tag within its quotation
// marks.

struct AttributeScanner {
  struct Attribute {
    var name: Range<Int>
    /// What stands in the quotation marks, or without them; nil where there is none.
    var value: Range<Int>?
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position: Int
  private let end: Int
  /// Whether the tag ends itself, as XML has it: `<a name="x"/>`.
  private(set) var isClosed = false

  /// Those between two places, the second of which is that of the `>`.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
    (self.bytes, position, self.end) = (bytes, start, end)
  }

  /// The next whose name is one that an element of HTML may have; the others go.
  mutating func next() -> Attribute? {
    while true {
      while position < end, isSpace(bytes[position]) || bytes[position] == UInt8(ascii: "/") {
        isClosed = bytes[position] == UInt8(ascii: "/") && position + 1 == end
        position += 1
      }
      guard position < end else { return nil }
      let attribute = read()
      if isName(attribute.name) { return attribute }
    }
  }

  private mutating func read() -> Attribute {
    let start = position
    // An equals sign at the beginning belongs to the name.
    repeat { position += 1 } while position < end && !endsName(bytes[position])
    let name = start..<position
    skipSpace()
    guard position < end, bytes[position] == UInt8(ascii: "=") else { return Attribute(name: name) }
    position += 1
    skipSpace()
    guard position < end else { return Attribute(name: name, value: end..<end) }
    let mark = bytes[position]
    guard mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") else {
      let start = position
      while position < end, !isSpace(bytes[position]) { position += 1 }
      return Attribute(name: name, value: start..<position)
    }
    let close = bytes.place(of: mark, in: (position + 1)..<end) ?? end
    defer { position = min(close + 1, end) }
    return Attribute(name: name, value: (position + 1)..<close)
  }

  private mutating func skipSpace() {
    while position < end, isSpace(bytes[position]) { position += 1 }
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A }

  private func endsName(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "/")
  }

  /// Whether libxml2 reads a name as one: letters, digits and some marks of ASCII, a letter or the like first.
  private func isName(_ range: Range<Int>) -> Bool {
    beginsName(bytes[range.lowerBound])
      && bytes[range].allSatisfy {
        beginsName($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
      }
  }

  private func beginsName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "."): true
    default: (0x61...0x7A).contains(byte | 0x20)
    }
  }
}
