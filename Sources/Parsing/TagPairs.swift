// A stage before CommonMark: lines of tags around a part of a page, as programs that make sites have them: `{% note
// %}` and `{% endnote %}`, `{{< box >}}` and `{{< /box >}}`, `/// note | title` and `///`. Only where both stand there they
// are none of the text.

struct TagPairs {
  private struct Tag {
    let name: Substring
    let words: Substring
    let isEnd: Bool
  }

  /// What becomes of lines, by their number.
  private var written: [Int: String] = [:]
  private var open: [(name: Substring, number: Int, words: Substring)] = []

  /// The Markdown without lines that are one of a pair of tags, titles kept. Takes time linear in its length.
  static func withoutTags(_ text: String) -> String {
    guard ["{%", "{{", "///"].contains(where: text.holds) else { return text }
    let pairs = TagPairs(text)
    guard !pairs.written.isEmpty else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for (number, line) in Lines(text[...]).enumerated() {
      result += pairs.written[number] ?? String(line)
      result += "\n"
    }
    return result
  }

  private init(_ text: String) {
    var fence = OpenFence()
    for (number, line) in Lines(text[...]).enumerated() {
      let isCode = fence.takes(line) || isDeep(line)
      if !isCode, let tag = TagPairs.tag(line) { read(tag, number) }
    }
  }

  /// Tags in tags, at most.
  private static let deepest = 32
  /// What holds code.
  private static let code: Set<Substring> = ["highlight", "codeblock"]

  private mutating func read(_ tag: Tag, _ number: Int) {
    if !tag.isEnd {
      if open.count == TagPairs.deepest { open.removeFirst() }
      open.append((tag.name, number, tag.words))
    } else if let place = open.lastIndex(where: { $0.name == tag.name }) {
      let begin = open[place]
      open.removeSubrange(place...)
      let isCode = TagPairs.code.contains(tag.name)
      let isBlock = tag.name.hasPrefix("///")
      written[begin.number] = isCode ? "~~~~" : isBlock ? bold(begin.words) : TagPairs.title(begin.words)
      written[number] = isCode ? "~~~~" : ""
    }
  }

  /// What no site leaves in its pages: who writes of templates shows them.
  private static let statements: Set<Substring> = [
    "if", "endif", "for", "endfor", "unless", "endunless", "block", "endblock", "raw", "endraw", "macro",
    "endmacro",
  ]

  /// The tag that a line is.
  private static func tag(_ line: Substring) -> Tag? {
    let text = line.trimmed
    if text.hasPrefix("///") { return block(line) }
    guard text.utf8.first == UInt8(ascii: "{") else { return nil }
    for (begin, end) in [("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}")]
    where text.hasPrefix(begin) && text.hasSuffix(end) && text.utf8.count > begin.utf8.count + end.utf8.count
    {
      var inner = text.dropFirst(begin.count).dropLast(end.count)
      if inner.contains("{") || inner.contains("}") { return nil }
      inner = String(inner).trimming { $0.isWhitespace || $0 == "-" }[...]
      let isClosed = inner.hasPrefix("/")
      let words = isClosed ? inner.dropFirst().trimmed : inner
      let name = words.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_/".contains($0)) }
      guard !name.isEmpty, !statements.contains(name) else { return nil }
      let isEnd = isClosed || begin == "{%" && name.hasPrefix("end") && name.count > 3
      return Tag(
        name: isEnd && !isClosed ? name.dropFirst(3) : name, words: words[name.endIndex...], isEnd: isEnd)
    }
    return nil
  }

  /// The beginning or the end of a block of PyMdown: its kind, and its title behind a bar. In code such a line is a remark.
  private static func block(_ line: Substring) -> Tag? {
    let mark = line.prefix { $0 == "/" }, rest = line[mark.endIndex...]
    if rest.isBlank { return Tag(name: mark, words: "", isEnd: true) }
    let kind = rest.prefix { $0 != "|" }, title = rest[kind.endIndex...].dropFirst().trimmed
    guard mark.count > 2, rest.first == " ", !kind.isBlank,
      kind.trimmed.allSatisfy({ $0.isASCII && $0.isLowercase || $0 == "-" })
    else { return nil }
    return Tag(name: mark, words: title.isEmpty ? kind.trimmed : title, isEnd: false)
  }

  /// The title among the words of a tag: what stands in quotation marks, or is Chinese.
  private static func title(_ words: Substring) -> String {
    // Of values that have names only the title is for who reads.
    let hasNames = words.contains("=")
    let quoted = (hasNames ? words.firstMatch(of: #/title="([^"]+)"/#) : words.firstMatch(of: #/"([^"]+)"/#))?
      .output.1
    if hasNames, quoted == nil { return "" }
    let chinese = words.split(separator: " ").filter { $0.unicodeScalars.contains(where: InlineText.isWide) }
    return bold(quoted ?? chinese.joined(separator: " ")[...])
  }
}

/// A title as a paragraph of its own.
private func bold(_ title: Substring) -> String { title.isEmpty ? "" : "\n<strong>\(title)</strong>\n" }
