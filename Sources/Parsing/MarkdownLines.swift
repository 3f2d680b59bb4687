// The lines of a text, and what each of them begins in Markdown: a fence of code, HTML, a heading, a rule, an item, an
// indent. Every stage that reads a page by its lines asks here.

/// The lines of a text, one after another: a list of them would take ten times the text.
struct Lines: Sequence, IteratorProtocol {
  private var text: Substring
  /// Where the next line begins, and the bytes before it; nil behind the last.
  private var start: (index: Substring.Index, offset: Int)?

  init(_ text: Substring) {
    self.text = text
    start = (text.startIndex, 0)
  }

  mutating func next() -> Substring? {
    guard let (index, offset) = start else { return nil }
    // Every stage comes by here: along the bytes themselves it takes a fraction of what it takes by their indices.
    let place = text.withUTF8 { $0.place(of: UInt8(ascii: "\n"), in: offset..<$0.count) }
    guard let place else {
      start = nil
      return text[index...]
    }
    let end = text.utf8.index(index, offsetBy: place - offset)
    start = (text.utf8.index(after: end), place + 1)
    return text[index..<end]
  }

  /// The text not yet read.
  var remaining: Substring { start.map { text[$0.index...] } ?? "" }

  /// The next line that is not blank.
  mutating func nextFilled() -> Substring? {
    while let line = next() {
      if !line.isBlank { return line }
    }
    return nil
  }
}

/// A fence of code that a line opens (CommonMark §4.5).
struct CodeFence {
  let mark: UInt8
  private let length: Int

  /// The fence that a line opens; nil where it opens none.
  init?(_ line: Substring) {
    let text = line.utf8.drop { $0 == 0x20 }
    guard let mark = text.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    let length = text.prefix { $0 == mark }.count
    guard length >= 3, mark == UInt8(ascii: "~") || !text.dropFirst(length).contains(mark) else { return nil }
    (self.mark, self.length) = (mark, length)
  }

  /// Whether a line closes it: as many of its marks, or more, and nothing else.
  func isClosed(by line: Substring) -> Bool {
    let text = line.utf8.drop { $0 == 0x20 }, marks = text.prefix { $0 == mark }.count
    return marks >= length && text.dropFirst(marks).allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }
}

/// The fence of code that is open, line after line.
struct OpenFence {
  private var fence: CodeFence?

  /// Whether one is open.
  var isOpen: Bool { fence != nil }

  /// Reads a line: whether it stands in a fence that an earlier one has opened, or closes it.
  mutating func holds(_ line: Substring) -> Bool {
    guard let open = fence else {
      fence = CodeFence(line)
      return false
    }
    if open.isClosed(by: line) { fence = nil }
    return true
  }

  /// Reads a line: whether it is one of a fence, the line that opens it counted.
  mutating func takes(_ line: Substring) -> Bool { holds(line) || isOpen }
}

/// Whether a line begins an item of a list (CommonMark §5.2).
func beginsItem(_ line: Substring) -> Bool {
  let text = line.utf8.drop { $0 == 0x20 || $0 == 0x09 }
  let digits = text.prefix { (0x30...0x39).contains($0) }
  let mark = text.dropFirst(digits.count)
  let marks = digits.isEmpty ? "-+*" : ".)"
  guard digits.count <= 9, let first = mark.first, marks.utf8.contains(first) else { return false }
  return mark.dropFirst().first.map { $0 == 0x20 || $0 == 0x09 } ?? true
}

extension Substring {
  /// What the item of a list that a line begins says on it; nil where it begins none.
  var itemText: Substring? {
    guard beginsItem(self) else { return nil }
    return trimmed.drop { !$0.isWhitespace }.trimmed
  }
}

/// Whether a line's first characters open a tag HTML knows, a comment or a declaration.
func beginsHTML(_ line: Substring) -> Bool {
  let text = line.utf8.drop { $0 == 0x20 || $0 == 0x09 }
  guard text.first == UInt8(ascii: "<") else { return false }
  let rest = Substring(text.dropFirst())
  return rest.hasPrefix("!--") || rest.prefix(8).lowercased() == "!doctype" || leadingElement(line) != nil
}

/// The element whose tag, of its start or its end, begins a line; nil where none HTML knows does.
func leadingElement(_ line: Substring) -> HTMLElement.Traits? {
  let text = line.utf8.drop { $0 == 0x20 || $0 == 0x09 }
  guard text.first == UInt8(ascii: "<") else { return nil }
  let rest = text.dropFirst()
  let name = (rest.first == UInt8(ascii: "/") ? rest.dropFirst() : rest).prefix {
    (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20)
  }
  // A name goes on up to white space or the end of the tag: `<A股>` is none that HTML knows.
  let next = name.endIndex < line.endIndex ? line.utf8[name.endIndex] : 0x20
  guard [0x20, 0x09, 0x0A, UInt8(ascii: "/"), UInt8(ascii: ">")].contains(next) else { return nil }
  return HTMLElement.traits(Substring(name).lowercased())
}

/// What of a page of Markdown is not read as such: fences of code, and HTML.
struct VerbatimLines {
  private var fence = OpenFence(), open = OpenElements()

  /// Reads a line: whether it is one of a fence, or stands in HTML that an earlier one has begun.
  mutating func takes(_ line: Substring) -> Bool {
    if fence.takes(line) { return true }
    let isInHTML = open.isOpen
    if isInHTML || beginsHTML(line) { open.read(line) }
    return isInHTML
  }
}

/// The level and the text of an ATX heading (CommonMark §4.2), or nil for any other line.
func heading(_ line: Substring) -> (level: Int, text: String)? {
  let level = line.utf8.prefix { $0 == UInt8(ascii: "#") }.count
  guard (1...6).contains(level) else { return nil }
  let rest = line.utf8.dropFirst(level)
  guard rest.isEmpty || rest.first.map({ [0x20, 0x09, UInt8(ascii: "[")].contains($0) }) ?? false else {
    return nil
  }
  let text = Substring(rest).trimmed
  let marks = text.utf8.reversed().prefix { $0 == UInt8(ascii: "#") }.count
  let body = Substring(text.utf8.dropLast(marks))
  return (level, String(body.isEmpty || body.utf8.last == 0x20 ? body.trimmed : text))
}

/// Whether a line is a thematic break of hyphens (CommonMark §4.1), at least `least` of them.
func isRule(_ line: Substring, least: Int = 3) -> Bool {
  let text = line.trimmed
  return text.utf8.count >= least && text.utf8.allSatisfy { $0 == UInt8(ascii: "-") }
}

/// Whether a line has the indent of code.
func isDeep(_ line: Substring) -> Bool { indent(of: line) >= 4 }

/// The columns of a line's indent, a tab going on to the next four.
func indent(of line: Substring) -> Int {
  line.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.reduce(0) { $1 == 0x09 ? $0 / 4 * 4 + 4 : $0 + 1 }
}
