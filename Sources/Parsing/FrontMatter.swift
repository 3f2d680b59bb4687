// The lines of YAML between `---`, or of TOML between `+++`, at the very start of a page, as site generators want them:
// no text of the article. Of all they can say, a key and its value in one line are read, and text that is folded.

import Articles

struct FrontMatter {
  /// The page without it.
  let rest: String
  private(set) var title: String?
  private(set) var date: CalendarDate?
  private(set) var author: String?
  /// What the page is filed under, its categories and tags: each once.
  private(set) var tags: [String] = []

  /// Lines beyond which it would be an article between two rules.
  private static let mostLines = 100

  /// Nil where the page does not begin with it.
  init?(_ text: String) {
    var lines = Lines(text[...])
    guard let mark = lines.nextFilled()?.trimmed, ["---", "+++"].contains(mark) else { return nil }
    let divider: Character = mark == "---" ? ":" : "="
    let ends = mark == "---" ? ["---", "..."] : ["+++"]
    var entries: [Substring] = []
    var isClosed = false
    for _ in 0..<FrontMatter.mostLines {
      guard let line = lines.next() else { return nil }
      isClosed = ends.contains(String(line.trimmed))
      if isClosed { break }
      guard line.isBlank || FrontMatter.goesOn(line) || FrontMatter.key(line, divider) != nil else {
        return nil
      }
      entries.append(line)
    }
    // Between two rules, items and headings are an article's, too: the first line is a key.
    let key = entries.first.flatMap { FrontMatter.key($0, divider) }
    guard isClosed, let key, key.unicodeScalars.allSatisfy(\.isASCII) else { return nil }
    rest = String(lines.remaining)
    for (index, entry) in entries.enumerated() { read(entry, divider, entries[(index + 1)...]) }
  }

  /// Whether a line goes on with the entry before: an indented line, an item, a remark, the end of a list.
  private static func goesOn(_ line: Substring) -> Bool {
    line.first.map { " \t-#]}[".contains($0) } ?? false
      || (line.hasPrefix("\"") && line.trimmed.hasSuffix(","))
  }

  /// The key that a line begins with, without quotation marks; nil where it begins with none.
  private static func key(_ line: Substring, _ divider: Character) -> String? {
    guard !goesOn(line), let end = line.firstIndex(of: divider) else { return nil }
    let key = String(line[..<end].trimmed).trimming { "\"'".contains($0) }
    let isKey = !key.isEmpty && key.allSatisfy { $0.isLetter || $0.isNumber || "_-. ".contains($0) }
    return isKey ? key : nil
  }

  private mutating func read(_ line: Substring, _ divider: Character, _ following: ArraySlice<Substring>) {
    guard let key = FrontMatter.key(line, divider), let end = line.firstIndex(of: divider) else { return }
    let written = line[line.index(after: end)...]
    var value = Gate.line(written)
    if let first = value.first, ">|".contains(first), value.count <= 2 {
      // Folded over the indented lines that follow.
      value = Gate.line(following.prefix { $0.first == " " }.joined(separator: " "))
    } else {
      value = FrontMatter.unquoted(value)
    }
    switch key.lowercased() {
    case "title" where !value.isEmpty: title = value
    case "date": date = Dateline.isoDate(value) ?? date
    case "publishdate", "pubdate", "published": date = date ?? Dateline.isoDate(value)
    case "author", "authors":
      let authors = FrontMatter.items(written, following)
      if !authors.isEmpty { author = authors.joined(separator: "、") }
    case "category", "categories", "tag", "tags":
      for tag in FrontMatter.items(written, following) where !tags.contains(tag) {
        tags.append(tag)
      }
    default: break
    }
  }

  // MARK: Lists

  /// Entries of a list beyond which it is nothing that a page is filed under.
  private static let mostItems = 100

  /// The entries of a list: in brackets, in the lines that follow, or divided by commas.
  private static func items(_ value: Substring, _ following: ArraySlice<Substring>) -> [String] {
    let value = value.trimmed, below = following.prefix(while: goesOn)
    // Quotation marks say that it is a text, and not what stands under it.
    let isText = { (item: Substring) in "\"'".contains(item.first ?? " ") || !item.contains(": ") }
    let texts: [Substring]
    if value.hasPrefix("[") {
      texts = parts(of: ([value] + below.map(\.trimmed)).joined(separator: " ")[...])
    } else if value.isEmpty {
      texts = below.map(\.trimmed).filter { $0.hasPrefix("-") }.map { $0.dropFirst().trimmed }
        .flatMap { $0.hasPrefix("[") ? parts(of: $0) : [$0] }
    } else {
      texts = parts(of: value)
    }
    return texts.prefix(mostItems).filter { isText($0) && !nothings.contains($0) }.map {
      unquoted(Gate.line($0))
    }
    .filter { !$0.isEmpty }
  }

  /// How YAML writes that there is nothing.
  private static let nothings: Set<Substring> = ["null", "~"]

  /// What commas divide, up to the bracket that closes; those in quotation marks divide nothing.
  private static func parts(of text: Substring) -> [Substring] {
    let text = text.drop { $0 == "[" }
    var parts: [Substring] = [], start = text.startIndex, quote: Character?, isEscaped = false
    for place in text.indices {
      let character = text[place]
      if let open = quote {
        if character == open, !isEscaped { quote = nil }
        isEscaped = character == "\\" && open == "\"" && !isEscaped
      } else if "\"'".contains(character), text[start..<place].isBlank {
        quote = character
      } else if character == "," || character == "]" {
        parts.append(text[start..<place].trimmed)
        start = text.index(after: place)
        if character == "]" { return parts }
      }
    }
    return parts + [text[start...].trimmed]
  }

  /// A value without its quotation marks, what they escape, and the remark after it.
  private static func unquoted(_ value: String) -> String {
    guard let quote = value.first, quote == "\"" || quote == "'" else {
      return value.firstRange(of: " #").map { Gate.line(value[..<$0.lowerBound]) } ?? value
    }
    var result = ""
    var rest = value.dropFirst()
    while let character = rest.popFirst() {
      if character == quote {
        guard quote == "'", rest.first == "'" else { break }
        rest.removeFirst()
      } else if character == "\\", quote == "\"", let next = rest.first, "\"\\/".contains(next) {
        result.append(rest.removeFirst())
        continue
      }
      result.append(character)
    }
    return Gate.line(result)
  }
}
