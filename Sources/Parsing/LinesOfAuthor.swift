// Whether the lines of a paragraph are its author's (verse, a dialogue, a form, a list by hand) or only ended for their
// length. CommonMark joins all; the programs that Chinese is mostly written with show them as they are.
//
// A text that is wrapped fills its lines: what begins the next one had no room.

enum LinesOfAuthor {
  private struct Line {
    let cells: Int
    let first: Unicode.Scalar, last: Unicode.Scalar
    /// The cells of what stands before its first blank.
    let wordCells: Int
    let isMarked: Bool
  }

  /// Cells that nobody wraps a text to.
  private static let tooNarrow = 24
  /// The cells of verse, and of its longest lines.
  private static let verse = 32, longestVerse = 48

  /// Whether they make up a paragraph. Code and HTML say what their lines are, and so does a line below that makes a
  /// heading of them.
  static func make(_ paragraph: Substring) -> Bool {
    guard paragraph.utf8.contains(UInt8(ascii: "\n")), !paragraph.hasPrefix("\u{3000}"), !isDeep(paragraph)
    else { return false }
    var lines: [Line] = []
    for source in Lines(paragraph) {
      guard let line = line(source.drop { $0 == ">" || $0 == " " }.trimmed) else { return false }
      lines.append(line)
    }
    let pairs = zip(lines, lines.dropFirst())
    if lines.dropFirst().allSatisfy(\.isMarked), lines[0].isMarked || lines.count > 2 { return true }
    // Between two words the line may have been ended anywhere.
    if pairs.contains(where: { !InlineText.isWide($0.last) && !InlineText.isWide($1.first) }) { return false }
    let longest = lines.map(\.cells).max() ?? 0
    let early = pairs.count { hasRoom($0, for: $1, among: longest) }
    if longest <= tooNarrow || early > 0 && (longest <= verse || early * 2 >= lines.count - 1) { return true }
    return longest <= longestVerse && pairs.allSatisfy { clauseEnds.contains($0.0.last) }
  }

  /// Nil for a line that is none of a text.
  private static func line(_ text: Substring) -> Line? {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last, CodeFence(text) == nil,
      !beginsHTML(text), !text.allSatisfy({ $0 == "=" || $0 == "-" })
    else { return nil }
    let word = text.unicodeScalars.prefix { !$0.isWhite }
    return Line(
      cells: InlineText.cells(text.unicodeScalars), first: first, last: last,
      wordCells: InlineText.cells(word),
      isMarked: isMarked(text))
  }

  /// Whether a line is ended well before it is as long as the longest, though what begins the next one had room.
  private static func hasRoom(_ line: Line, for next: Line, among longest: Int) -> Bool {
    let word = InlineText.joins(line.last, next.first) ? 2 : next.wordCells
    return line.cells <= verse - 4 && line.cells + max(4, word) <= longest
  }

  private static let clauseEnds = Set("，。！？；：、…—”’」』）》,.!?;:".unicodeScalars)

  /// Whether a line begins as an item of a list by hand does, or a speech: ①, （一）, 2、, 第三条, •, ——, 张三：.
  private static func isMarked(_ text: Substring) -> Bool {
    let beginning = Array(text.unicodeScalars.lazy.filter { $0 != "*" }.prefix(10))
    guard let first = beginning.first else { return false }
    if signs.contains(first) { return true }
    let number = beginning.drop { "（(第".unicodeScalars.contains($0) }.prefix(while: numerals.contains)
    let rest = beginning[number.endIndex...]
    if !number.isEmpty, let next = rest.first {
      if first == "第" { return "条條章节節回".unicodeScalars.contains(next) }
      if "）)、．".unicodeScalars.contains(next) { return true }
      if next == ".", let after = rest.dropFirst().first { return !numerals.contains(after) }
    }
    let name = beginning.prefix { $0.properties.isAlphabetic }
    return !name.isEmpty && beginning[name.endIndex...].first == "："
  }

  private static let signs = Set(
    "•●○■□◆◇▪▲△★☆※→—".unicodeScalars + (0x2460...0x24FF).compactMap(Unicode.Scalar.init))
  private static let numerals = Set("0123456789０１２３４５６７８９一二三四五六七八九十百".unicodeScalars)
}
