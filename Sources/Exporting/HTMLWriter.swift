// An article as a page of HTML that stands alone. It holds no script and no picture, and its policy forbids what a
// browser might fetch for it.

import Articles

struct HTMLWriter {
  let labels: ExportLabels

  private static let head = """
    <!DOCTYPE html>
    <html lang="zh">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="referrer" content="no-referrer">
    <meta name="viewport" content="width=device-width">
    <style>
    body { max-width: 40em; margin: auto; padding: 1em; line-height: 1.75 }
    td, th { padding: 0 .5em; text-align: left; vertical-align: top }
    pre { white-space: pre-wrap }
    </style>

    """

  func page(_ document: Document, about: String) -> String {
    let title = htmlEscaped(document.title)
    var body = title.isEmpty ? "" : "<h1>\(title)</h1>\n"
    if !about.isEmpty { body += "<p><small>\(htmlEscaped(about))</small></p>\n" }
    body += document.blocks.map { block($0) + "\n" }.joined()
    if let original = document.original {
      body +=
        "<p>\(htmlEscaped(labels.original + labels.colon))\(link(htmlEscaped(original), to: original))</p>\n"
    }
    return HTMLWriter.head + "<title>\(title)</title>\n</head>\n<body>\n\(body)</body>\n</html>\n"
  }

  private func blocks(_ blocks: [Block]) -> String { blocks.map(block).joined() }

  private func block(_ block: Block) -> String {
    switch block {
    case .paragraph(let spans): "<p>\(inline(spans))</p>"
    case .heading(let level, let spans):
      "<h\(max(2, min(level, 6)))>\(inline(spans))</h\(max(2, min(level, 6)))>"
    case .quotation(let inner): "<blockquote>\(blocks(inner))</blockquote>"
    case .list(let list): self.list(list)
    case .table(let table): self.table(table)
    case .figure(let figure):
      placeholder(
        labels.figure,
        inline(figure.leadingCaption) + (figure.bareLink.map { link(htmlEscaped($0), to: $0) } ?? ""),
        figure.address)
    case .embed(let embed): placeholder(labels.name(of: embed.kind), htmlEscaped(embed.title), embed.address)
    case .preformatted(let text): "<pre>\(htmlEscaped(text))</pre>"
    case .rule: "<hr>"
    }
  }

  private func placeholder(_ name: String, _ text: String, _ address: String?) -> String {
    let name = "〔\(htmlEscaped(name))〕"
    return "<p>\(address.map { link(name, to: $0) } ?? name)\(text)</p>"
  }

  private func list(_ list: List) -> String {
    let items = list.items.map { "<li>\(blocks($0))</li>" }.joined()
    return list.start.map { "<ol start=\"\($0)\">\(items)</ol>" } ?? "<ul>\(items)</ul>"
  }

  private func table(_ table: Table) -> String {
    let caption = table.caption.isEmpty ? "" : "<caption>\(inline(table.caption))</caption>"
    let rows = table.rows.map { row in
      let cells = row.map { cell in
        let name = cell.isHeader ? "th" : "td"
        let style = cell.alignment == .left ? "" : " style=\"text-align: \(cell.alignment.rawValue)\""
        return "<\(name)\(style)>\(inline(cell.spans))</\(name)>"
      }
      return "<tr>\(cells.joined())</tr>"
    }
    return "<table>\(caption)\(rows.joined())</table>"
  }

  // MARK: Text

  private func inline(_ spans: [Span]) -> String {
    spans.map { span in
      var text = htmlEscaped(span.text).replacing("\n", with: "<br>")
      for (style, name) in HTMLWriter.styles where span.style.contains(style) {
        text = "<\(name)>\(text)</\(name)>"
      }
      if case .link(let address)? = span.target { text = link(text, to: address) }
      return text
    }.joined()
  }

  private static let styles: [(Span.Style, String)] = [
    (.code, "code"), (.underline, "u"), (.emphasis, "em"), (.strong, "strong"),
  ]

  /// A link where the address leads somewhere from outside of the mirror; otherwise its text alone.
  private func link(_ text: String, to address: String) -> String {
    isAddress(address) ? "<a href=\"\(htmlEscaped(address))\" rel=\"noreferrer noopener\">\(text)</a>" : text
  }
}
