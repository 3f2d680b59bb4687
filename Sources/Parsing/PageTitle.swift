// The title of a mirror's page without the marks of Markdown in it. The generators write titles unescaped: only what is
// surely a mark goes, for a star may stand for what is left out of a name.

struct PageTitle {
  private(set) var text = ""
  /// What it leads to.
  private(set) var links: [MarkdownLink] = []

  init(_ source: String) {
    var title = source
    if !source.utf8.contains(UInt8(ascii: "\\")), source.utf8.contains(where: "*_[`".utf8.contains) {
      title = PageTitle.withoutStyles(withoutLinks(title))
    }
    let plain = plainText(title)
    text = plain.isEmpty ? plainText(source) : plain
  }

  /// `[title](address)` and `![](address)`: other parentheses are the title's own.
  private mutating func withoutLinks(_ title: String) -> String {
    title.replacing(#/(!?)\[([^\[\]]*)\]\(([^()\s]*)\)/#) { match in
      guard match.output.3.contains(where: { $0 == "." || $0 == "/" }) else { return String(match.output.0) }
      guard match.output.1.isEmpty else { return "" }
      let name = String(match.output.2)
      links.append(MarkdownLink(title: plainText(name), address: String(match.output.3)))
      return name
    }
  }

  private static func withoutStyles(_ title: String) -> String {
    title.replacing(#/(^|[^\p{L}\p{N}*])\*\*([^*\s](?:[^*]*[^*\s])?)\*\*(?!\*)/#) {
      "\($0.output.1)\($0.output.2)"
    }
    .replacing(#/(^|\s)([*_])([^*_\s](?:[^*_]*[^*_\s])?)\2(?=$|\s)/#) { "\($0.output.1)\($0.output.3)" }
    .replacing(#/`([^`]+)`/#) { $0.output.1 }
  }
}
