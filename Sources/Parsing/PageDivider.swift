// What is Markdown and what is HTML in one file: decided here and nowhere else.
//
// CommonMark's own rule (§4.6) ends HTML at a blank line and turns what is indented after it into code.
// Mirrors publish whole pages of old HTML, indented and full of blank lines, between lines of Markdown. So:
// HTML begins at a line whose first character opens a tag, whatever its indent, and goes on until its
// block elements are closed and a line says plainly that it is Markdown.

struct PageDivider {
  /// One piece of a page.
  enum Segment {
    case markdown(String)
    case html(String)
    /// A heading line of links: the page's own navigation and promotion.
    case links(LinkLine)
    case rule
  }

  /// The title, for a page in a mirror's form: a heading, then a rule of hyphens.
  private(set) var title: String?
  private(set) var segments: [Segment] = []
  private var lines: [Substring] = []
  private var isHTML = false
  private var fence: Character?
  private var open = OpenElements()

  /// Whether the page has a mirror's form.
  var isMirrorPage: Bool { title != nil }

  init(_ text: String) {
    // By bytes: finding a line feed among characters takes many times as long.
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map(Substring.init)[...]
    lines = lines.drop { $0.allSatisfy(\.isWhitespace) }
    if let first = lines.first, let title = heading(first.trimmed), title.level <= 3,
      let rule = lines.dropFirst().firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }), isRule(lines[rule])
    {
      self.title = plainText(title.text)
      lines = lines[(rule + 1)...]
    }
    for line in lines { read(line) }
    close()
  }

  private mutating func read(_ line: Substring) {
    if isHTML {
      readHTML(line)
    } else {
      readMarkdown(line)
    }
  }

  private mutating func readMarkdown(_ line: Substring) {
    if let mark = fence {
      if line.trimmed.hasPrefix(String(repeating: mark, count: 3)) { fence = nil }
      lines.append(line)
    } else if isMirrorPage, let links = pageLinks(line) {
      close()
      segments.append(.links(links))
    } else if isMirrorPage, isRule(line, least: 10) {
      close()
      segments.append(.rule)
    } else if beginsHTML(line) {
      close()
      isHTML = true
      readHTML(line)
    } else {
      let text = line.trimmed
      if text.hasPrefix("```") || text.hasPrefix("~~~") { fence = text.first }
      lines.append(line)
    }
  }

  private mutating func readHTML(_ line: Substring) {
    if !lines.isEmpty, endsHTML(before: line) {
      close()
      isHTML = false
      readMarkdown(line)
    } else {
      lines.append(line)
      open.read(line)
    }
  }

  private mutating func close() {
    let text = lines.joined(separator: "\n")
    lines = []
    open = OpenElements()
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    segments.append(isHTML ? .html(text) : .markdown(text))
  }

  /// A line of the page's own links: a heading with links in a mirror's page.
  private func pageLinks(_ line: Substring) -> LinkLine? {
    guard line.first == "#", let heading = heading(line), heading.level >= 4 else { return nil }
    let links = LinkLine(heading.text[...])
    return links.links.isEmpty ? nil : links
  }

  /// A tag at the line's start. On a page that is Markdown, a tag that stands in running text is not enough.
  private func beginsHTML(_ line: Substring) -> Bool {
    let text = line.drop(while: \.isWhitespace)
    guard text.first == "<" else { return false }
    let rest = text.dropFirst()
    if rest.hasPrefix("!--") || rest.lowercased().hasPrefix("!doctype") { return true }
    let name = rest.drop { $0 == "/" }.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }.lowercased()
    guard HTMLElement.isKnown(name), !rest.dropFirst(name.count).hasPrefix(":") else { return false }
    return isMirrorPage || HTMLElement.isBlock(name) || HTMLElement.rawText.contains(name)
  }

  private func endsHTML(before line: Substring) -> Bool {
    guard !open.isInComment, !open.isInPreformatted else { return false }
    if isMirrorPage {
      if pageLinks(line) != nil || isRuleAtMargin(line, least: 10) { return true }
      return open.depth == 0
        && (isRuleAtMargin(line, least: 3) || (line.first == "#" && heading(line) != nil))
    }
    return open.depth == 0 && line.allSatisfy(\.isWhitespace)
  }

  private func isRuleAtMargin(_ line: Substring, least: Int) -> Bool {
    line.first == "-" && isRule(line, least: least)
  }
}

/// The block elements, comments and preformatted text open at the end of a line.
private struct OpenElements {
  private(set) var depth = 0
  private(set) var isInComment = false
  private(set) var isInPreformatted = false
  private static let counted: Set<String> = [
    "html", "body", "div", "table", "ul", "ol", "blockquote", "figure", "center", "section", "article", "pre",
    "details", "main", "dl", "form", "header", "footer", "nav", "aside", "script", "style",
  ]

  mutating func read(_ line: Substring) {
    var rest = line
    while !rest.isEmpty {
      if isInComment {
        guard let end = rest.firstRange(of: "-->") else { return }
        isInComment = false
        rest = rest[end.upperBound...]
      } else {
        guard let bracket = rest.utf8.firstIndex(of: UInt8(ascii: "<")) else { return }
        rest = rest[rest.utf8.index(after: bracket)...]
        readTag(&rest)
      }
    }
  }

  private mutating func readTag(_ rest: inout Substring) {
    if rest.hasPrefix("!--") {
      isInComment = true
      return
    }
    let isEnd = rest.first == "/"
    let name = (isEnd ? rest.dropFirst() : rest).prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
      .lowercased()
    guard OpenElements.counted.contains(name) else { return }
    depth = max(0, depth + (isEnd ? -1 : 1))
    if name == "pre" { isInPreformatted = !isEnd }
  }
}
