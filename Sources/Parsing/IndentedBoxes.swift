// The first stage before CommonMark: boxes of MkDocs, told by the indent of what stands in them: `!!! note "title"`,
// `???+note`, `=== "title"`, lines indented by four.

struct IndentedBoxes {
  private var result = ""
  private var lines: Lines
  private var fence = OpenFence()
  /// How many boxes are open.
  private var depth = 0
  private var isAfterBlank = true

  /// The Markdown with what stands in boxes at the margin. Takes time linear in its length.
  static func atMargin(_ text: String) -> String {
    guard marks.contains(where: text.holds) else { return text }
    var reading = IndentedBoxes(lines: Lines(text[...]))
    reading.result.reserveCapacity(text.utf8.count + 64)
    while let line = reading.lines.next() { reading.read(line) }
    return reading.result
  }

  private init(lines: Lines) { self.lines = lines }

  private static let marks = ["!!!", "???+", "???", "==="]

  /// Boxes in boxes, at most.
  private static let deepest = 8

  private mutating func read(_ line: Substring) {
    let columns = indent(of: line)
    if !line.isBlank, columns < 4 * depth { depth = columns / 4 }
    let text = line.isBlank ? "" : IndentedBoxes.withoutIndent(line, 4 * depth)
    let isCode = fence.takes(text)
    if !isCode, depth < IndentedBoxes.deepest, let title = IndentedBoxes.title(text), opensBox(text) {
      result += (isAfterBlank ? "" : "\n") + title + "\n\n"
      depth += 1
    } else {
      result += text + "\n"
    }
    isAfterBlank = line.isBlank
  }

  /// Whether the next line stands in a box that a line opens, blank ones apart; where its kind may be anything somebody
  /// calls out (!!! 太好了) no blank one comes between.
  private func opensBox(_ line: Substring) -> Bool {
    var following = lines
    let isSure = line.contains("\"") || line.allSatisfy(\.isASCII)
    let next = isSure ? following.nextFilled() : following.next()
    return next.map { !$0.isBlank && indent(of: $0) >= 4 * (depth + 1) } ?? false
  }

  private static func withoutIndent(_ line: Substring, _ columns: Int) -> Substring {
    var rest = line, column = 0
    while column < columns, let first = rest.utf8.first, first == 0x20 || first == 0x09 {
      column = first == 0x09 ? column / 4 * 4 + 4 : column + 1
      rest = rest.dropFirst()
    }
    return rest
  }

  /// The title of the box that a line opens, or its kind, as a paragraph of its own; nothing where it is to have none.
  private static func title(_ line: Substring) -> String? {
    guard let byte = line.utf8.first, "!?=".utf8.contains(byte),
      let mark = marks.first(where: line.hasPrefix),
      case let rest = line.dropFirst(mark.count), let next = rest.first,
      next == " " || next.isASCII && next.isLetter && byte != UInt8(ascii: "=")
    else { return nil }
    let text = rest.trimmed
    let kinds = text.prefix { $0 != "\"" }
    // One of several tabs has a title, and is of no kind. In English more may say how a box is shown, and is no text.
    let isOne = kinds.allSatisfy(\.isASCII) || !kinds.trimmed.contains(" ")
    let isKind = byte == UInt8(ascii: "=") ? kinds.isEmpty : isOne && kinds.first?.isLetter ?? false
    guard isKind, kinds.allSatisfy(isOfKind) else { return nil }
    let quoted = text[kinds.endIndex...]
    if quoted.isEmpty { return "<strong>\(kinds.prefix { $0 != " " })</strong>" }
    let title = quoted.dropFirst().dropLast()
    guard quoted.utf8.count > 1, quoted.hasSuffix("\""), !title.contains("\"") else { return nil }
    return title.isBlank ? "" : "<strong>\(title)</strong>"
  }

  private static func isOfKind(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || " -_".contains(character)
  }
}
