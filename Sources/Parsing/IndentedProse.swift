// A stage before CommonMark: paragraphs that are indented by four blanks or more, as text of a plain file has them, of which
// CommonMark (§4.4) would make code. Where every line of such a block is Chinese prose it is text; short lines stay lines,
// for they are verse.

struct IndentedProse {
  private var result = ""
  private var verbatim = VerbatimLines()
  /// Whether what is indented belongs to an item or a note before it.
  private var isInItem = false
  private var isAfterBlank = true
  /// Whether a paragraph that was indented goes on at the margin.
  private var isInProse = false
  /// The lines of the indented block so far.
  private var block: [Substring] = []

  /// The Markdown with indented prose at the margin. Takes time linear in its length.
  static func atMargin(_ text: String) -> String {
    guard isDeep(text[...]) || text.holds("\n    ") || text.holds("\n\t") else { return text }
    var reading = IndentedProse()
    reading.result.reserveCapacity(text.utf8.count + 64)
    for line in Lines(text[...]) { reading.read(line) }
    reading.endBlock(before: "")
    return reading.result
  }

  private mutating func read(_ line: Substring) {
    let isVerbatim = verbatim.takes(line)
    if !isVerbatim, !isInItem, isDeep(line), !line.isBlank, isAfterBlank || isInProse || !block.isEmpty {
      block.append(line)
    } else {
      endBlock(before: line)
      write(line)
      if line.isBlank {
        isInProse = false
      } else if !isDeep(line) {
        isInItem = IndentedProse.opensItem(line) || isInItem && (line.begins(with: " ") || !isAfterBlank)
      }
    }
    isAfterBlank = line.isBlank || !isVerbatim && heading(line) != nil
  }

  /// Whether what follows with an indent belongs to what a line begins: an item of a list, a note.
  private static func opensItem(_ line: Substring) -> Bool {
    let text = Substring(line.utf8.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ">") })
    return beginsItem(text) || text.begins(with: "[^")
  }

  private mutating func write(_ line: some StringProtocol) {
    result += line
    result += "\n"
  }

  private mutating func endBlock(before following: Substring) {
    guard !block.isEmpty else { return }
    let lines = block
    block = []
    guard IndentedProse.isProse(lines) else { return lines.forEach { write($0) } }
    if isInProse { write("") }
    let texts = lines.map(\.trimmed), lengths = texts.map { InlineText.cells($0.unicodeScalars) }
    let longest = lengths.max() ?? 0, isVerse = longest <= IndentedProse.longestVerse
    for (index, text) in texts.enumerated() {
      let isLast = index + 1 == texts.count
      write(isVerse && !isLast ? text + "\\" : text)
      // A line that is not filled, or ends a sentence, ends its paragraph.
      let isEnd = lengths[index] < longest - 4 || text.last.map(IndentedProse.ends.contains) ?? false
      let goesOn = following.unicodeScalars.first.map(InlineText.isWide) ?? false
      isInProse = isLast && !isVerse && !isEnd && goesOn
      if isLast ? !isInProse : !isVerse && isEnd { write("") }
    }
  }

  // MARK: What is prose

  /// The cells of a line of verse at most.
  private static let longestVerse = 36
  /// Letters of Chinese that one of the lines has at least.
  private static let fewestLetters = 3
  private static let ends = Set("。！？…”」』’）】：；.!?:;)")
  private static let signs = Set("{}<>=;|\\`$#@~^*_[]".unicodeScalars)
  /// What code has, too: where it stands, hardly anything but Chinese may stand beside it.
  private static let weakSigns = Set("\"'&%/".unicodeScalars)

  /// Whether all lines are of one indent and mostly Chinese, and have no sign of code.
  private static func isProse(_ lines: [Substring]) -> Bool {
    let indents = Set(lines.map(indent(of:)))
    return indents.count == 1
      && lines.allSatisfy { isChinese($0) && !beginsItem($0.trimmed) && !isComment($0.trimmed) }
      && lines.contains {
        $0.unicodeScalars.lazy.filter(isLetter).prefix(fewestLetters).count == fewestLetters
      }
  }

  /// Whether a line of code says something to who reads the code.
  private static func isComment(_ text: Substring) -> Bool {
    ["//", "--", "'", "REM "].contains(where: text.begins)
  }

  private static func isChinese(_ line: Substring) -> Bool {
    var wide = 0, others = 0, isAfterSpace = false, isWeak = false
    for scalar in line.trimmed.unicodeScalars {
      if InlineText.isWide(scalar) || InlineText.isChineseMark(scalar) {
        wide += 1
        isAfterSpace = false
      } else if signs.contains(scalar) || (0x2190...0x25FF).contains(scalar.value) || scalar == "\t"
        || scalar == " " && isAfterSpace
      {
        // Blanks in a row are columns, and lines of boxes are drawings.
        return false
      } else {
        isAfterSpace = scalar == " "
        isWeak = isWeak || weakSigns.contains(scalar)
        others += isAfterSpace ? 0 : 1
      }
    }
    return wide > (isWeak ? 2 : 1) * others
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    InlineText.isWide(scalar) && scalar.properties.isAlphabetic
  }
}
