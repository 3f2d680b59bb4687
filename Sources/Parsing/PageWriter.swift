// A document as a page in a mirror's form: the inverse of `parseArticle`. Whatever the text says, the page read again
// is the same document; so nothing of it can be taken for a rule, a tag or a foot.

package import Articles

/// Writes a document as the page at `path` of a tree: Markdown's title and rule, the body as HTML, the foot with the
/// address of the original. `parseArticle(writeArticle(document, path: path), path: path)` gives the document again:
/// its title, day, byline, tags, blocks, original, and its links to share it. The page's other links are not written.
///
/// Not to be had again are: the border between two spans that differ in nothing; a byline, day or tags that are not in
/// the text where the form has no front matter (`.html`); that there is no day, where the name of the file has one;
/// addresses that no reference of a page leads to; a table without a header whose empty cells are more than those with
/// text; a first heading that repeats the title, and rows of navigation where the text begins or ends.
package func writeArticle(_ document: Document, path: String) -> [UInt8] {
  Array(PageWriter(document: document, path: path).page.utf8)
}

struct PageWriter {
  let document: Document
  let path: String

  /// Whether the page is one of HTML: one called so, and one whose title leads to the article's own place, which a
  /// mirror's title cannot.
  private var isWhole: Bool { isHTMLFile(path) || shared.contains { !$0.title.isEmpty } }

  private var shared: [PageLink] { document.links.filter { $0.role == .share } }

  var page: String {
    let blocks = document.blocks.map(block).map { $0 + "\n" }.joined()
    if isWhole { return frontMatter + "<html><head>" + heading + blocks + "</html>\n" }
    let body = document.blocks.isEmpty ? "" : blocks
    return frontMatter + "### \(title)\n------------------------\n\n" + body + foot
  }

  // MARK: The head

  /// The day and the byline, where the text does not give them, and the tags.
  private var frontMatter: String {
    if isHTMLFile(path) { return "" }
    let dateline = Dateline(opening: document.blocks)
    var lines: [String] = []
    if let day = document.published, day != dateline?.date { lines.append("date: \(day)") }
    if let byline = document.byline, byline != dateline?.agency {
      lines.append("author: \(PageWriter.quoted(byline))")
    }
    if !document.tags.isEmpty {
      lines.append("tags: [\(document.tags.map(PageWriter.quoted).joined(separator: ", "))]")
    }
    return lines.isEmpty ? "" : (["---"] + lines + ["---", ""]).joined(separator: "\n")
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// In a title, backslashes are undone as well as references, and what is taken for a mark needs one.
  private var title: String {
    let title = escaped(document.title).replacing("\\", with: "\\\\"), read = PageTitle(title)
    if read.text == document.title, read.links.isEmpty { return title }
    return ["[", "*", "_", "`"].reduce(title) { $0.replacing($1, with: "\\" + $1) }
  }

  /// The title of a page of HTML, said twice: what the page calls itself, and the heading that says it again, which
  /// a reader takes off.
  private var heading: String {
    let links = shared.filter { !$0.title.isEmpty }.compactMap { link in
      reference(to: link.address) { linkTarget($0, on: path) == .link(link.address) }
    }
    let title = escaped(document.title)
    let linked = links.first.map { "<a href=\"\(attribute($0))\">\(title)</a>" } ?? title
    return "<title>\(title)</title></head>\n<h1>\(linked)</h1>\n"
  }

  // MARK: The foot

  /// A section that holds nothing stands before it: what a scanner of feet does not know ends what it looks at.
  private var foot: String {
    var parts: [String] = []
    if let original = document.original { parts.append("原文地址：" + footLink(original)) }
    if !shared.isEmpty {
      parts.append("手机上长按并复制下列链接或二维码分享本文章：" + shared.map { footLink($0.address) }.joined(separator: "<br/>"))
    }
    return parts.isEmpty ? "" : "<section></section>\n" + parts.joined(separator: "<br/>") + "\n"
  }

  private func footLink(_ address: String) -> String {
    let text = attribute(address).replacing("\\", with: "\\\\")
    return "<a href=\"\(text)\">\(text)</a>"
  }

  // MARK: Blocks

  private func blocks(_ blocks: [Block]) -> String { blocks.map(block).joined() }

  private func block(_ block: Block) -> String {
    switch block {
    case .paragraph(let spans): paragraph(spans)
    case .heading(let level, let spans): "<h\(level)>\(inline(spans))</h\(level)>"
    case .quotation(let inner): "<blockquote>\(blocks(inner))</blockquote>"
    case .list(let list): self.list(list)
    case .table(let table): self.table(table)
    case .figure(let figure): self.figure(figure)
    case .preformatted(let text): "<pre>\(preformatted(text))</pre>"
    case .rule: "<hr/>"
    case .embed(let embed): self.embed(embed)
    }
  }

  /// Code with links in it is a paragraph that was preformatted.
  private func paragraph(_ spans: [Span]) -> String {
    guard spans.allSatisfy({ $0.style.contains(.code) }), spans.contains(where: { !$0.keepsItsBlanks }) else {
      return "<p>\(inline(spans))</p>"
    }
    let bare = spans.map { Span($0.text, style: $0.style.subtracting(.code), target: $0.target) }
    return "<pre>\(bare.map { self.span($0, text: preformatted($0.text)) }.joined())</pre>"
  }

  private func list(_ list: List) -> String {
    let items = list.items.map { "<li>\(blocks($0))</li>" }.joined()
    return list.start.map { "<ol start=\"\($0)\">\(items)</ol>" } ?? "<ul>\(items)</ul>"
  }

  private func figure(_ figure: Figure) -> String {
    let address = figure.address.flatMap(picture) ?? "#"
    let caption = figure.caption.isEmpty ? "" : "<figcaption>\(paragraphs(figure.caption))</figcaption>"
    let image = "<img src=\"\(attribute(address))\"/>"
    let link = figure.link.flatMap { link in reference(to: link) { linkTarget($0, on: path) == .link(link) } }
    let picture = link.map { "<a href=\"\(attribute($0))\">\(image)</a>" } ?? image
    return "<figure>\(picture)\(caption)</figure>"
  }

  private func embed(_ embed: Embed) -> String {
    let name = embed.kind == .frame ? "iframe" : embed.kind.rawValue
    let address = embed.address.flatMap(picture).map { " src=\"\(attribute($0))\"" } ?? ""
    let title = embed.title.isEmpty ? "" : " title=\"\(attribute(embed.title))\""
    return "<\(name)\(address)\(title)></\(name)>"
  }

  // MARK: Tables

  /// A rule in an empty cell says that it is there: rows and columns of nothing are taken off.
  private func table(_ table: Table) -> String {
    let caption = table.caption.isEmpty ? "" : "<caption>\(paragraphs(table.caption))</caption>"
    let width = table.rows.map(\.count).max() ?? 0
    let hasHeader = table.rows.joined().contains(where: \.isHeader)
    let hasFullRow = table.rows.contains { $0.count == width && $0.last?.spans.isEmpty == false }
    let rows = table.rows.map { row in
      let isEmpty = row.allSatisfy(\.spans.isEmpty)
      let cells = row.enumerated().map { place, cell in
        let isNeeded = hasHeader || (isEmpty && place == 0) || (!hasFullRow && place == width - 1)
        return self.cell(cell, filler: isNeeded ? "<hr/>" : "")
      }
      return "<tr>\(cells.joined())</tr>"
    }
    return "<table>\(caption)\(rows.joined())</table>"
  }

  private func cell(_ cell: Table.Cell, filler: String) -> String {
    let name = cell.isHeader ? "th" : "td"
    let alignment = cell.alignment == .left ? "" : " align=\"\(cell.alignment.rawValue)\""
    return "<\(name)\(alignment)>\(cell.spans.isEmpty ? filler : paragraphs(cell.spans))</\(name)>"
  }

  /// The text of a caption or a cell: a line break that is a span of its own divides two blocks.
  private func paragraphs(_ spans: [Span]) -> String {
    let parts = spans.split(separator: Span("\n"), omittingEmptySubsequences: false).map(Array.init)
    guard !parts.contains(where: \.isEmpty) else { return inline(spans) }
    if parts.count == 1, parts[0].allSatisfy(\.keepsItsBlanks) { return inline(spans) }
    return parts.map { part in
      guard part.count == 1, part[0].style == .code, !part[0].keepsItsBlanks else {
        return "<p>\(inline(part))</p>"
      }
      return "<pre>\(preformatted(part[0].text))</pre>"
    }.joined()
  }

  // MARK: Text

  private func inline(_ spans: [Span]) -> String {
    spans.map { span($0, text: escaped($0.text).replacing("\n", with: "<br/>")) }.joined()
  }

  private func span(_ span: Span, text: String) -> String {
    var text = text
    for (style, name) in PageWriter.styles where span.style.contains(style) {
      text = "<\(name)>\(text)</\(name)>"
    }
    guard let target = span.target, let reference = reference(to: target) else { return text }
    return "<a href=\"\(attribute(reference))\">\(text)</a>"
  }

  private static let styles: [(Span.Style, String)] = [
    (.strong, "b"), (.emphasis, "i"), (.underline, "u"), (.code, "code"),
  ]

  /// A line break as a reference: no line of the page is the text's own.
  private func preformatted(_ text: String) -> String { escaped(text).replacing("\n", with: "&#10;") }

  private func attribute(_ text: String) -> String { escaped(text) }

  /// The text so that nothing in it is markup, nor one of the words a foot begins with, nor the page's own picture.
  private func escaped(_ text: String) -> String {
    let result = htmlEscaped(text, byNumber: PageWriter.taken)
    return path.isEmpty ? result : result.replacing(path + ".png", with: path + "&#46;png")
  }

  /// Characters that mean something to who reads a page, beside what is markup.
  private static let taken: Set<Unicode.Scalar> = ["\t", "#", "原", "手"]

  // MARK: Addresses

  private func reference(to target: Span.Target) -> String? {
    switch target {
    case .link(let address): reference(to: address) { linkTarget($0, on: path) == target }
    case .term(let key): reference(to: "/term/" + written(key)) { linkTarget($0, on: path) == target }
    }
  }

  /// What leads to a picture, a video or a frame.
  private func picture(_ address: String) -> String? {
    reference(to: address) { reference in
      (Address(reference, on: path)?.text ?? (reference.hasPrefix("/") ? reference : nil)) == address
    }
  }

  /// The reference that leads to an address from this page: the address itself or, to a file of the tree, the way
  /// there. Nil where none does.
  private func reference(to address: String, leads: (String) -> Bool) -> String? {
    if leads(address) { return address }
    let depth = path.utf8.count { $0 == UInt8(ascii: "/") }
    let way = (depth == 0 ? "./" : String(repeating: "../", count: depth))
    let parts = address.split(separator: "/", omittingEmptySubsequences: false).map { written(String($0)) }
    let relative = way + parts.joined(separator: "/")
    return leads(relative) ? relative : nil
  }

  /// A part of a path, everything that could mean something written out.
  private func written(_ text: String) -> String {
    percentEncoded(text) { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"):
        true
      default: false
      }
    }
  }
}

extension Span {
  /// Whether its white space comes through as text: none at the borders of lines, no two blanks, no tab.
  fileprivate var keepsItsBlanks: Bool {
    !text.contains("  ") && !text.contains("\t") && !text.contains("\n ") && !text.contains(" \n")
      && !text.contains("\n\n")
  }
}
