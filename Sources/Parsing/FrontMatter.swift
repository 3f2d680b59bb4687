// The lines of YAML between `---` at the very start of a page, as site generators want them: no text of the
// article. Of all YAML can say, `key: value` in one line is read.

import Articles

struct FrontMatter {
  /// The page without it.
  let rest: String
  private(set) var title: String?
  private(set) var date: CalendarDate?

  /// Lines beyond which it would be an article between two rules.
  private static let mostLines = 100

  /// Nil where the page does not begin with it.
  init?(_ text: String) {
    var lines = Lines(text[...])
    guard lines.next()?.trimmed == "---" else { return nil }
    var entries: [Substring] = []
    var isClosed = false
    for _ in 0..<FrontMatter.mostLines {
      guard let line = lines.next() else { return nil }
      isClosed = ["---", "..."].contains(line.trimmed)
      if isClosed { break }
      guard line.isBlank || FrontMatter.isEntry(line) else { return nil }
      entries.append(line)
    }
    guard isClosed else { return nil }
    rest = String(lines.remaining)
    for entry in entries { read(entry) }
  }

  /// A key with its value, or what goes on with the one before: an indented line, an item, a remark.
  private static func isEntry(_ line: Substring) -> Bool {
    if let first = line.first, " \t-#".contains(first) { return true }
    let key = line.prefix { $0 != ":" }
    return key.endIndex < line.endIndex && key.allSatisfy { $0.isLetter || $0.isNumber || "_- ".contains($0) }
  }

  private mutating func read(_ line: Substring) {
    guard let colon = line.firstIndex(of: ":") else { return }
    let value = Gate.line(line[line.index(after: colon)...]).trimming { "\"' ".contains($0) }
    switch line[..<colon].lowercased() {
    case "title" where !value.isEmpty: title = value
    case "date": date = Dateline.isoDate(value)
    default: break
    }
  }
}
