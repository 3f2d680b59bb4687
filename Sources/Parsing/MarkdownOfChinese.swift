// Markdown as it is written in Chinese, made what CommonMark reads as it is meant: a stage before it.
//
// A paragraph is told by its indent of two wide spaces, without a blank line before it. Whether its lines stay is asked
// of LinesOfAuthor, what stands in it is read by ParagraphOfChinese, and a formula in lines of its own (FormulaOfLines) is
// text whose lines count.

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
    } else if paragraph != nil, line.begins(with: "\u{3000}\u{3000}") {
      endParagraph()
      result += "\n"
    }
    paragraph = (paragraph?.lowerBound ?? line.startIndex)..<line.endIndex
    if isHeading { endParagraph() }
  }

  private mutating func endParagraph() {
    guard let range = paragraph else { return }
    paragraph = nil
    let source = text[range], keepsLines = LinesOfAuthor.make(source)
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
}
