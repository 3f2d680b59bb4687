// Markdown as it is written in Chinese, made what CommonMark reads as it is meant.
//
// A paragraph is told by its indent of two wide spaces, without a blank line before it. Lines that are all short are
// lines of their author's: verse, dialogue, a form. What stands in one paragraph is read by ParagraphOfChinese, and
// a formula in lines of its own is text whose lines count.

struct MarkdownOfChinese {
  private let text: String
  private var lines: Lines
  private var result = ""
  private var fence = OpenFence()
  private var open = OpenElements()
  /// Whether HTML began a line since the last blank one.
  private var isInHTML = false
  /// The lines of the paragraph so far.
  private var paragraph: Range<String.Index>?

  /// The text, prepared for CommonMark.
  static func prepared(_ text: String) -> String {
    var reading = MarkdownOfChinese(text)
    reading.read()
    return reading.result
  }

  private init(_ text: String) {
    self.text = text
    lines = Lines(text[...])
    result.reserveCapacity(text.utf8.count + 64)
  }

  private mutating func read() {
    while let line = lines.next() {
      let isCode = fence.takes(line) || open.isInPreformatted || open.isInComment
      if !fence.isOpen, open.isOpen || beginsHTML(line) { open.read(line) }
      if line.isBlank { isInHTML = false } else if beginsHTML(line) { isInHTML = true }
      if isCode || line.isBlank {
        endParagraph()
        write(line)
      } else if open.depth == 0, !isInHTML, let formula = FormulaOfLines(line, before: lines) {
        endParagraph()
        write(formula.written[...])
        lines = formula.rest
      } else {
        readText(line)
      }
    }
    endParagraph()
  }

  private mutating func readText(_ line: Substring) {
    let isHeading = heading(line) != nil
    if isHeading || beginsItem(line) {
      endParagraph()
    } else if paragraph != nil, line.hasPrefix("\u{3000}\u{3000}") {
      endParagraph()
      result += "\n"
    }
    paragraph = (paragraph?.lowerBound ?? line.startIndex)..<line.endIndex
    if isHeading { endParagraph() }
  }

  private mutating func endParagraph() {
    guard let range = paragraph else { return }
    paragraph = nil
    let source = text[range], keepsLines = MarkdownOfChinese.isOfShortLines(source)
    let isPlain = !keepsLines && !MarkdownOfChinese.hasMarks(source)
    write(isPlain ? source : ParagraphOfChinese(source, keepsLines: keepsLines).written[...])
  }

  /// Whether a paragraph has anything that ParagraphOfChinese reads.
  private static func hasMarks(_ source: Substring) -> Bool {
    var last: UInt8 = 0
    for byte in source.utf8 {
      switch byte {
      case UInt8(ascii: "*"), UInt8(ascii: "$"), UInt8(ascii: "\\"): return true
      case UInt8(ascii: "="), UInt8(ascii: "["): if byte == last { return true }
      default: break
      }
      last = byte
    }
    return false
  }

  private mutating func write(_ lines: Substring) {
    result += lines
    result += "\n"
  }

  // MARK: Lines

  /// The cells of a line beyond which its author may have ended it for its length: surely so, and where others are as
  /// long.
  private static let mostCells = 32, longCells = 24
  /// The cells of a long line among verse.
  private static let longestVerse = 48

  /// Whether the lines of a paragraph are short, and none ends between two words. Code and HTML say what their lines are,
  /// and so does a line below that makes a heading of them.
  private static func isOfShortLines(_ paragraph: Substring) -> Bool {
    guard !paragraph.hasPrefix("\u{3000}"), !isDeep(paragraph) else { return false }
    var last: Unicode.Scalar?
    var lengths: [Int] = []
    for line in Lines(paragraph) {
      let text = line.drop { $0 == ">" || $0 == " " }.trimmed
      guard let cells = shortLength(text), let first = text.unicodeScalars.first, CodeFence(text) == nil,
        !beginsHTML(text), !text.allSatisfy({ $0 == "=" || $0 == "-" })
      else { return false }
      if let last, !InlineText.isWide(last), !InlineText.isWide(first) { return false }
      lengths.append(cells)
      last = text.unicodeScalars.last
    }
    guard lengths.count > 1, let longest = lengths.max() else { return false }
    guard longest <= mostCells else { return isVerse(lengths) }
    // Filled to one measure they were ended for their length.
    return longest <= longCells || lengths.dropLast().contains { $0 < longest - 3 }
  }

  /// Whether one line in four is long at most, and the others are far shorter: a song has such lines.
  private static func isVerse(_ lengths: [Int]) -> Bool {
    let long = lengths.count { $0 > mostCells }, short = lengths.dropLast().count { $0 <= longCells }
    return short > 1 && long <= max(1, lengths.count / 4) && short >= lengths.count / 2
  }

  /// The cells of a line; nil for one that is longer than those of verse.
  private static func shortLength(_ line: Substring) -> Int? {
    var cells = 0
    for scalar in line.unicodeScalars {
      cells += InlineText.isWide(scalar) ? 2 : 1
      if cells > longestVerse { return nil }
    }
    return cells
  }
}

/// A formula that begins a line and goes on over the next ones (`$$`, `\[`), as code, so that its lines stay.
private struct FormulaOfLines {
  let written: String
  /// The lines after it.
  let rest: Lines

  /// Lines beyond which it is none.
  private static let mostLines = 100
  private static let marks = [("$$", "$$"), ("\\[", "\\]")]

  /// Nil where a line begins none, or it has no end.
  init?(_ line: Substring, before following: Lines) {
    let margin = line.prefix { $0 == " " || $0 == ">" }
    let text = line[margin.endIndex...]
    guard let (open, close) = FormulaOfLines.marks.first(where: { text.hasPrefix($0.0) }),
      !text.dropFirst(2).contains(close), margin.reversed().prefix(while: { $0 == " " }).count < 4
    else { return nil }
    var lines = following
    var body = [text]
    var isClosed = false
    while !isClosed, body.count < FormulaOfLines.mostLines, let next = lines.next() {
      // A line outside of the quotation or the item would end it.
      guard next.hasPrefix(margin), !next.isBlank, heading(next) == nil else { return nil }
      let part = next.dropFirst(margin.count), text = part.trimmed
      isClosed = text.hasSuffix(close)
      guard isClosed ? text == close || !text.hasPrefix(open) : !text.contains(close) && !text.hasPrefix(open)
      else { return nil }
      body.append(part)
    }
    guard isClosed, open == "$$" || body.contains(where: ParagraphOfChinese.hasMarksOfTeX) else { return nil }
    let fence = margin + "~~~"
    written = ([fence] + body.map { margin + Verbatim.written($0) } + [fence]).joined(separator: "\n")
    rest = lines
  }
}
