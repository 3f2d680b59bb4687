// What a piece of Markdown would cost cmark-gfm, told beforehand: 0.29 has no limits of its own, and a few
// kilobytes made for it take minutes or gigabytes. Every bound lies far beyond what people write, and keeps a page
// from taking more than some seconds.

struct MarkdownBounds {
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
  /// Squares of the marks that may open something (`*`, `_`, `~`, `[`) in each run of text, all together: each may be
  /// looked for among all before it.
  private static let mostPairs = 1_000_000_000
  /// What the autolink extension looks at: for each place where an address may begin, and each parenthesis that may
  /// end one, all up to the next blank.
  private static let mostLookedAt = 500_000_000
  /// Quotations and lists within each other, and those times the lines of the text: each line is held against all that
  /// are open.
  private static let mostDeep = 128, mostLevels = 20_000_000
  /// References to footnotes: each is written out, and leads back.
  private static let mostFootnotes = 20_000

  private var cells = 0
  private var widest = 0
  private var brackets = 0
  private var footnotes = 0
  private var addresses = 0
  private var declarations = 0
  private var longestDefinition = 0
  private var deepest = 0
  private var allLines = 0
  private var pairs = 0
  private var lookedAt = 0
  // The paragraph so far, the marks of its last run of text, and the definition of a link in it.
  private var lines = 0
  private var columns = 0
  private var marks = 0
  private var isNumbered = false
  private var definition = 0

  init(_ text: String) {
    for line in Lines(text[...]) { read(line) }
    endParagraph()
  }

  /// Whether the marks are read at all.
  var isReadable: Bool {
    longestDefinition * brackets <= MarkdownBounds.mostExpansion
      && footnotes <= MarkdownBounds.mostFootnotes
      && declarations <= MarkdownBounds.mostDeclarations && pairs <= MarkdownBounds.mostPairs
      && deepest <= MarkdownBounds.mostDeep && deepest * allLines <= MarkdownBounds.mostLevels
  }

  /// The extensions of cmark-gfm that the text can bear.
  var extensions: [String] {
    let tables = widest <= MarkdownBounds.mostColumns && cells <= MarkdownBounds.mostCells ? ["table"] : []
    let isCheap = addresses <= MarkdownBounds.mostAddresses && lookedAt <= MarkdownBounds.mostLookedAt
    let links = isCheap ? ["autolink"] : []
    return tables + links + ["strikethrough", "tasklist"]
  }

  private mutating func read(_ line: Substring) {
    allLines += 1
    deepest = max(deepest, MarkdownBounds.depth(of: line))
    if line.isBlank { return endParagraph() }
    if beginsBlock(line) { endRun() }
    var pipes = 0
    // What may be of addresses since the last blank.
    var length = 0, ends = 0
    var last: UInt8 = 0
    var holdsDefinition = false
    var opensDeclaration = false
    for byte in line.utf8 {
      switch byte {
      case UInt8(ascii: "|"): pipes += 1
      case UInt8(ascii: "["):
        brackets += 1
        marks += 1
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): marks += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        lookedAt += length * ends
        (length, ends) = (0, 0)
      case UInt8(ascii: ")"): ends += 1
      case UInt8(ascii: "w") where last == UInt8(ascii: "w"),
        UInt8(ascii: "/") where last == UInt8(ascii: ":"):
        ends += 1
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
      length += 1
      last = byte
    }
    lookedAt += length * ends
    lines += 1
    columns = max(columns, pipes + 1)
    readDefinition(line, startsHere: holdsDefinition && !MarkdownBounds.isNote(line))
  }

  /// Whether a line defines a note, which is written out once.
  private static func isNote(_ line: Substring) -> Bool {
    Substring(line.utf8.drop { $0 == 0x20 }).begins(with: "[^")
  }

  /// `[label]: address`, with its title on the lines after it.
  private mutating func readDefinition(_ line: Substring, startsHere: Bool) {
    if startsHere || definition > 0 { definition = line.utf8.count + (startsHere ? 0 : definition) }
    longestDefinition = max(longestDefinition, definition)
  }

  /// The quotations and lists that a line may open, or be in by its indent, at most.
  private static func depth(of line: Substring) -> Int {
    var depth = 0, indent = 0
    var rest = line.utf8[...]
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: " "): indent += 1
      case UInt8(ascii: "\t"): indent += 4
      case UInt8(ascii: ">"): depth += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "."), UInt8(ascii: ")"):
        guard rest.dropFirst().first.map({ $0 == 0x20 || $0 == 0x09 }) ?? true else { return depth }
        depth += 1 + indent / 2
        indent = 0
      case UInt8(ascii: "0")...UInt8(ascii: "9"): break
      default: return depth
      }
      rest.removeFirst()
    }
    return depth
  }

  /// Whether a line surely begins a heading or an item of a list, and so a run of text of its own.
  private mutating func beginsBlock(_ line: Substring) -> Bool {
    let indent = line.utf8.prefix { $0 == UInt8(ascii: " ") }.count
    guard indent < 4, let first = line.utf8.dropFirst(indent).first else { return false }
    let rest = line.utf8.dropFirst(indent)
    switch first {
    case UInt8(ascii: "#"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
      isNumbered = false
      let after = first == UInt8(ascii: "#") ? rest.drop { $0 == first } : rest.dropFirst()
      // An item without a text begins none in the middle of a paragraph.
      return rest.count - after.count <= 6 && after.first == UInt8(ascii: " ")
        && !after.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let number = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      let mark = rest.dropFirst(number.count).prefix(2)
      // In the middle of a paragraph only the first item of a list begins one, and within an item what is not indented.
      guard (isNumbered && indent == 0) || lines == 0 || number.elementsEqual("1".utf8), number.count <= 9,
        mark.elementsEqual(". ".utf8) || mark.elementsEqual(") ".utf8)
      else { return false }
      isNumbered = true
      return true
    case UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "`"), UInt8(ascii: "~"), UInt8(ascii: "<"):
      isNumbered = false
      return false
    default: return false
    }
  }

  private mutating func endRun() {
    pairs += marks * marks
    marks = 0
  }

  private mutating func endParagraph() {
    endRun()
    isNumbered = false
    if columns > 1 {
      cells += lines * columns
      widest = max(widest, columns)
    }
    (lines, columns, definition) = (0, 0, 0)
  }
}
