// What a piece of Markdown would cost cmark-gfm, told beforehand: 0.29 has no limits of its own, and a few
// kilobytes made for it take minutes or gigabytes. Every bound lies far beyond what people write.

struct MarkdownBounds {
  /// The longest text whose marks are read, in bytes: cmark-gfm takes hundreds of times a text's memory.
  private static let longestText = 524_288
  /// The columns a table has at most: time grows with their square.
  private static let mostColumns = 256
  /// The cells of all tables, rows filled up to the widest row of their table.
  private static let mostCells = 100_000
  /// Bytes that the addresses of reference links may come to once written out.
  private static let mostExpansion = 4_194_304
  /// `@`s, each of which the autolink extension searches the text around.
  private static let mostAddresses = 2000
  /// `<?`, `<!X` and `<![CDATA[`, each of which is searched to the end of the text for its own.
  private static let mostDeclarations = 200
  /// References to footnotes: each is written out, and leads back.
  private static let mostFootnotes = 2000

  private var length = 0
  private var cells = 0
  private var widest = 0
  private var brackets = 0
  private var footnotes = 0
  private var addresses = 0
  private var declarations = 0
  private var longestDefinition = 0
  // The paragraph so far, and the definition of a link in it.
  private var lines = 0
  private var columns = 0
  private var definition = 0

  init(_ text: String) {
    length = text.utf8.count
    guard length <= MarkdownBounds.longestText else { return }
    for line in Lines(text[...]) { read(line) }
    endParagraph()
  }

  /// Whether the marks are read at all.
  var isReadable: Bool {
    length <= MarkdownBounds.longestText
      && longestDefinition * brackets <= MarkdownBounds.mostExpansion
      && footnotes <= MarkdownBounds.mostFootnotes
      && declarations <= MarkdownBounds.mostDeclarations
  }

  /// The extensions of cmark-gfm that the text can bear.
  var extensions: [String] {
    let tables = widest <= MarkdownBounds.mostColumns && cells <= MarkdownBounds.mostCells ? ["table"] : []
    let links = addresses <= MarkdownBounds.mostAddresses ? ["autolink"] : []
    return tables + links + ["strikethrough", "tasklist"]
  }

  private mutating func read(_ line: Substring) {
    if line.isBlank { return endParagraph() }
    var pipes = 0
    var last: UInt8 = 0
    var holdsDefinition = false
    var opensDeclaration = false
    for byte in line.utf8 {
      switch byte {
      case UInt8(ascii: "|"): pipes += 1
      case UInt8(ascii: "["): brackets += 1
      case UInt8(ascii: "^") where last == UInt8(ascii: "["): footnotes += 1
      case UInt8(ascii: "@"): addresses += 1
      case UInt8(ascii: "?") where last == UInt8(ascii: "<"): declarations += 1
      case UInt8(ascii: "!") where last == UInt8(ascii: "<"): opensDeclaration = true
      case UInt8(ascii: ":") where last == UInt8(ascii: "]"): holdsDefinition = true
      default: break
      }
      if last == UInt8(ascii: "!"), opensDeclaration {
        if byte != UInt8(ascii: "-") { declarations += 1 }
        opensDeclaration = false
      }
      last = byte
    }
    lines += 1
    columns = max(columns, pipes + 1)
    readDefinition(line, startsHere: holdsDefinition)
  }

  /// `[label]: address`, with its title on the lines after it.
  private mutating func readDefinition(_ line: Substring, startsHere: Bool) {
    if startsHere || definition > 0 { definition = line.utf8.count + (startsHere ? 0 : definition) }
    longestDefinition = max(longestDefinition, definition)
  }

  private mutating func endParagraph() {
    if columns > 1 {
      cells += lines * columns
      widest = max(widest, columns)
    }
    (lines, columns, definition) = (0, 0, 0)
  }
}
