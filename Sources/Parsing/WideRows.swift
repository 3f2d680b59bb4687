// A stage before CommonMark: rows of a table of Markdown that have more cells than its head. GFM drops what is too
// much; here the table has as many columns as its longest row. Tables in code, in HTML and in quotations stay as they
// are.

enum WideRows {
  /// The Markdown with the head of each table as wide as its longest row. Takes time linear in its length.
  static func kept(_ text: String) -> String {
    guard text.holds("|"), text.holds("--") || text.holds("-|") || text.holds(":-") else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    var lines = Lines(text[...])
    var verbatim = VerbatimLines()
    var last: Substring?
    while let line = lines.next() {
      let isVerbatim = verbatim.takes(line) || isDeep(line)
      if !isVerbatim, let head = last, isDelimiter(line), let width = width(head: head, delimiter: line) {
        // The body is read ahead once: what follows it is no table's until its next delimiter.
        let missing = min(longestRow(lines), mostColumns) - width
        write(head, missing, " ", &result)
        write(line, missing, "-", &result)
        last = nil
      } else {
        if let last { result += last + "\n" }
        last = line
      }
    }
    if let last { result += last }
    return result
  }

  private static let mostColumns = 64

  private static func write(_ row: Substring, _ missing: Int, _ cell: String, _ result: inout String) {
    result += row
    if missing > 0 {
      let text = row.trimmed
      if !(text.hasSuffix("|") && !text.hasSuffix("\\|")) { result += " |" }
      result += String(repeating: " \(cell) |", count: missing)
    }
    result += "\n"
  }

  /// How many columns a table has, where a line and the one under it begin one.
  private static func width(head: Substring, delimiter: Substring) -> Int? {
    let width = cells(delimiter)
    return head.contains("|") && width > 1 && cells(head) == width ? width : nil
  }

  private static func isDelimiter(_ line: Substring) -> Bool {
    line.utf8.allSatisfy { "|:- \t\r".utf8.contains($0) } && line.contains("|") && line.contains("-")
  }

  /// The cells of the longest of the rows up to the end of the table.
  private static func longestRow(_ lines: Lines) -> Int {
    lines.lazy.prefix { isRow($0) }.map(cells).max() ?? 0
  }

  private static func isRow(_ line: Substring) -> Bool {
    let text = line.trimmed
    return text.contains("|") && !isDelimiter(line) && heading(text) == nil && !beginsItem(text)
      && CodeFence(text) == nil && !beginsHTML(text)
  }

  /// The cells of a row: a bar at its ends divides nothing, nor does one that is escaped.
  private static func cells(_ row: Substring) -> Int {
    let text = row.trimmed
    var count = 1, isEscaped = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "|"), !isEscaped { count += 1 }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    if text.hasPrefix("|") { count -= 1 }
    if text.count > 1, text.hasSuffix("|"), !text.hasSuffix("\\|") { count -= 1 }
    return count
  }
}
