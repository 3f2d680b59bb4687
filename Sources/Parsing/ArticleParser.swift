// An article page, whatever it is written in, to a Document.

import Articles

struct ArticleParser {
  private let text: String
  private let path: String

  init(text: String, path: String) {
    self.text = text
    self.path = path
  }

  func parse() throws(ParsingError) -> Document {
    let isHTML = path.lowercased().hasSuffix(".html") || path.lowercased().hasSuffix(".htm")
    let front = isHTML ? nil : FrontMatter(text), matter = front?.matter
    var (document, head) =
      isHTML ? readHTML(text) : readPage(PageDivider(front?.rest ?? text), title: matter?.title)
    document.blocks = completed(withoutIdleRules(document.blocks), original: document.original)
    let dateline = Dateline(opening: document.blocks)
    document.byline = matter?.author ?? dateline?.agency ?? head.author
    document.published =
      matter?.date ?? head.date ?? dateline?.date ?? Dateline.date(inPath: path, title: document.title)
    document.tags = matter?.tags ?? []
    guard !document.blocks.isEmpty || !document.title.isEmpty else { throw .empty }
    if document.title.isEmpty { document.title = stem }
    return document
  }

  // MARK: The forms of a page

  /// A page that says which part of it is its own is read for that alone.
  private func readHTML(_ html: String) -> (Document, PageMatter) {
    let reader = HTMLReader(page: path)
    let whole = readHTML(html, reader)
    var matter = reader.matter
    matter.readData(in: html)
    // One that is filled by a script, or holds little of the text, says nothing.
    let parts = HTMLReader.Part.allCases.lazy.filter { reader.parts[$0] == 1 }.map { part in
      let reader = HTMLReader(page: path)
      reader.readsPart = part
      return readHTML(html, reader)
    }
    var document = parts.first { 2 * size($0) > size(whole) } ?? whole
    // Its title may stand outside of the part.
    if document.title == Gate.line(reader.title), !document.title.isEmpty { document.title = whole.title }
    return (document, matter)
  }

  private func size(_ document: Document) -> Int { document.passages.reduce(0) { $0 + $1.utf8.count } }

  private func readHTML(_ html: String, _ reader: HTMLReader) -> Document {
    reader.read(html)
    var document = Document(title: Gate.line(reader.title))
    document.blocks = reader.finished()
    takeTitle(&document, isOfSite: true)
    return document
  }

  private func readPage(_ page: PageDivider, title: String?) -> (Document, PageMatter) {
    var document = Document(title: page.title?.text ?? title ?? "")
    for link in page.title?.links ?? [] {
      guard let address = Address(link.address, on: path)?.text else { continue }
      document.links.append(PageLink(role: .share, title: link.title, address: address))
    }
    let reader = HTMLReader(page: path), readsAlt = !page.isMirrorPage
    let foot = page.isDivided ? foot(of: page.segments) : nil
    lazy var lastText = lastText(of: page.segments, foot)
    var isAfterHTML = false
    var parts = markdownHTML(parts: page.segments.compactMap(\.markdown))[...]
    for (index, segment) in page.segments.enumerated() {
      switch segment {
      case .links(let line, let source):
        let links = line.links.compactMap { PageLink($0, on: path) }
        // In the middle of the text it is the author's, unless it leads about the mirror or, between pieces of HTML, is a
        // row of links or a single one: there the generator of the mirror puts what it promotes.
        let isPages =
          links.contains { $0.role == .navigation } || isAfterHTML && (line.isRow || line.links.count == 1)
        if reader.builder.hasText, !isPages, index < lastText {
          reader.read(markdownHTML(source), readsAlt: true)
        } else {
          document.links += links
        }
      case .rule: reader.appendRule()
      case .markdown:
        isAfterHTML = false
        reader.read(parts.popFirst() ?? "", readsAlt: true)
      case .html(let html):
        isAfterHTML = true
        if let foot, foot.index == index {
          reader.read(foot.foot.body, readsAlt: readsAlt)
          document.original = foot.foot.original
          document.links += foot.foot.links
        } else {
          reader.read(html, readsAlt: readsAlt)
        }
      }
    }
    document.blocks = reader.finished()
    if document.title.isEmpty { document.title = Gate.line(reader.title) }
    takeTitle(&document)
    return (document, reader.matter)
  }

  /// The last of the pieces that has any text.
  private func lastText(of segments: [PageDivider.Segment], _ foot: (index: Int, foot: PageFoot)?) -> Int {
    segments.indices.last { index in
      switch segments[index] {
      case .links, .rule: false
      case .markdown: true
      case .html(let html): hasText(foot?.index == index ? foot?.foot.body ?? "" : html)
      }
    } ?? 0
  }

  /// Whether HTML has any text: nearly always in its beginning.
  private func hasText(_ html: String) -> Bool {
    let beginning = html.utf8.prefix(ArticleParser.beginning)
    let whole = beginning.lastIndex(of: UInt8(ascii: ">")).map { Substring(beginning[...$0]) } ?? ""
    return !plainText(whole).isEmpty || !plainText(html).isEmpty
  }

  private static let beginning = 2000

  /// The foot of the last piece of HTML that has one.
  private func foot(of segments: [PageDivider.Segment]) -> (index: Int, foot: PageFoot)? {
    for (index, segment) in segments.enumerated().reversed() {
      if case .html(let html) = segment, let foot = PageFoot(in: html, page: path) { return (index, foot) }
    }
    return nil
  }

  // MARK: What the body says of itself

  /// The title of a page that names it in its body: the first heading, where nothing but pictures, rules and navigation
  /// stands before it, or on a page of a site the heading that its title begins with. It is not shown twice.
  /// - Parameter isOfSite: Whether the title there is may have the site's name after it.
  private func takeTitle(_ document: inout Document, isOfSite: Bool = false) {
    // The rows of a listing are its text.
    let isListing = [.frontPage, .index].contains(pageKind(ofPath: path))
    if !isListing { document.takeLeadingNavigation() }
    defer { if !isListing { document.takeNavigation() } }
    let first = document.blocks.firstIndex(where: \.isText)
    guard let first,
      let place = ArticleParser.place(
        ofTitle: document.title, in: document.blocks, first: first, isOfSite: isOfSite),
      case .heading(_, let spans) = document.blocks[place]
    else { return }
    let heading = Gate.line(spans.text)
    document.title = heading
    document.blocks.remove(at: place)
    for span in spans {
      // A title leads to the article's own place.
      guard case .link(let address)? = span.target, document.links.last?.address != address else { continue }
      document.links.append(PageLink(role: .share, title: heading, address: address))
    }
  }

  /// Where the heading stands that a page's title repeats: its first text or, on a page of a site, the first that others
  /// stand under.
  private static func place(ofTitle title: String, in blocks: [Block], first: Int, isOfSite: Bool) -> Int? {
    if names(title, blocks[first], isOfSite: isOfSite) { return first }
    guard isOfSite, !title.isEmpty, let great = blocks.firstIndex(where: isGreatHeading),
      names(title, blocks[great], isOfSite: true)
    else { return nil }
    return great
  }

  /// Whether a block is a heading that others stand under: what a page is called does not come after one.
  private static func isGreatHeading(_ block: Block) -> Bool {
    guard case .heading(let level, _) = block else { return false }
    return level <= 2
  }

  /// Whether a block is the heading of a page with a title, or with none.
  private static func names(_ title: String, _ block: Block, isOfSite: Bool) -> Bool {
    guard case .heading(let level, let spans) = block else { return false }
    return title.isEmpty ? level <= 3 : names(title, Gate.line(spans.text), isOfSite: isOfSite && level <= 2)
  }

  /// Whether a page's title says what its heading says, white space apart; or that and, divided from it, the name of the
  /// site.
  private static func names(_ title: String, _ heading: String, isOfSite: Bool) -> Bool {
    var rest = title[...]
    for character in heading where !character.isWhitespace {
      rest = rest.drop(while: \.isWhitespace)
      guard rest.popFirst() == character else { return false }
    }
    guard let next = rest.first, !rest.isBlank else { return true }
    let divider = rest.drop(while: \.isWhitespace).first
    return isOfSite
      && ("|｜_".contains(next) || next.isWhitespace && divider.map { "-–—·|｜_".contains($0) } ?? false)
  }

  /// Rules that divide nothing go: at both ends, after another, and between the lead picture and the text.
  private func withoutIdleRules(_ blocks: [Block]) -> [Block] {
    guard blocks.contains(where: \.isRule) else { return blocks }
    var result: [Block] = []
    var isLead = true
    for block in blocks {
      if block.isRule, isLead || result.last?.isRule ?? false { continue }
      isLead = isLead && block.isFigure
      result.append(block)
    }
    if result.last?.isRule ?? false { result.removeLast() }
    return result
  }

  /// Root-relative links of the original's site made whole.
  private func completed(_ blocks: [Block], original: String?) -> [Block] {
    guard original != nil else { return blocks }
    return blocks.map { block in
      block.mapping(
        spans: { span in
          guard case .link(let address)? = span.target, address.hasPrefix("/") else { return span }
          return Span(
            span.text, style: span.style, target: .link(Parsing.completed(address, original: original)))
        }, texts: { $0 }, addresses: { $0.map { Parsing.completed($0, original: original) } })
    }
  }

  private var stem: String {
    let name = path.split(separator: "/").last ?? ""
    return Gate.line(name.lastIndex(of: ".").map { name[..<$0] } ?? name)
  }
}
