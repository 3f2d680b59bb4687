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
    let matter = isHTML ? nil : FrontMatter(text)
    var document = isHTML ? readHTML(text) : readPage(PageDivider(matter?.rest ?? text), title: matter?.title)
    document.blocks = completed(withoutIdleRules(document.blocks), original: document.original)
    readDateline(&document)
    if document.published == nil { document.published = matter?.date }
    guard !document.blocks.isEmpty || !document.title.isEmpty else { throw .empty }
    if document.title.isEmpty { document.title = stem }
    return document
  }

  // MARK: The forms of a page

  private func readHTML(_ html: String) -> Document {
    let reader = HTMLReader(page: path)
    reader.read(html)
    var document = Document(title: Gate.line(reader.title))
    takeBlocks(of: reader, into: &document)
    takeTitle(&document)
    return document
  }

  private func readPage(_ page: PageDivider, title: String?) -> Document {
    var document = Document(title: page.title ?? title ?? "")
    let reader = HTMLReader(page: path), readsAlt = !page.isMirrorPage
    let foot = page.isMirrorPage ? foot(of: page.segments) : nil
    lazy var lastText = lastText(of: page.segments, foot)
    var isAfterHTML = false
    for (index, segment) in page.segments.enumerated() {
      switch segment {
      case .links(let line, let source):
        let links = line.links.compactMap { PageLink($0, on: path) }
        // In the middle of the text it is the author's, unless it leads about the mirror or is a row of links, or a single
        // one between pieces of HTML: there the generator of the mirror puts what it promotes.
        let isPages =
          line.isRow || links.contains { $0.role == .navigation || !$0.address.contains("://") }
          || (isAfterHTML && line.links.count == 1)
        if reader.builder.hasText, !isPages, index < lastText {
          reader.read(markdownHTML(source), readsAlt: true)
        } else {
          document.links += links
        }
      case .rule: reader.appendRule()
      case .markdown(let text):
        isAfterHTML = false
        reader.read(markdownHTML(text), readsAlt: true)
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
    takeBlocks(of: reader, into: &document)
    if document.title.isEmpty { document.title = Gate.line(reader.title) }
    if !page.isMirrorPage { takeTitle(&document) }
    return document
  }

  /// The blocks read, and what their pictures lead to: with the caption, or apart where there is none.
  private func takeBlocks(of reader: HTMLReader, into document: inout Document) {
    var builder = reader.builder
    document.blocks = builder.finished()
    let links = builder.pictureLinks
    guard !links.isEmpty else { return }
    for index in document.blocks.indices {
      guard case .figure(var figure) = document.blocks[index],
        let link = figure.address.flatMap({ links[$0] })
      else { continue }
      if figure.caption.isEmpty {
        document.links.append(PageLink(role: .promotion, title: "", address: link))
      } else {
        figure.caption = figure.caption.map {
          Span($0.text, style: $0.style, target: $0.target ?? .link(link))
        }
        document.blocks[index] = .figure(figure)
      }
    }
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

  /// The title of a page that names it in its body: the first heading, where nothing but pictures and rules
  /// stands before it. It is not shown twice.
  private func takeTitle(_ document: inout Document) {
    guard let first = document.blocks.firstIndex(where: \.isText),
      case .heading(let level, let spans) = document.blocks[first]
    else { return }
    let heading = Gate.line(spans.text)
    guard document.title.isEmpty ? level <= 3 : document.title == heading else { return }
    document.title = heading
    document.blocks.remove(at: first)
    for span in spans {
      // A title leads to the article's own place.
      guard case .link(let address)? = span.target, document.links.last?.address != address else { continue }
      document.links.append(PageLink(role: .share, title: heading, address: address))
    }
  }

  /// Looks for the dateline at the beginning of the first paragraphs.
  private func readDateline(_ document: inout Document) {
    let openings = document.blocks.lazy.compactMap { block -> String? in
      guard case .paragraph(let spans) = block else { return nil }
      return spans.text
    }
    let dateline =
      openings.prefix(3).compactMap { Dateline(in: $0) }.first
      ?? openings.first.flatMap(Dateline.init(alone:))
    // A page of several days is a chronicle: the first of them is not the day it was published.
    guard let dateline,
      dateline.agency != nil || openings.dropFirst().allSatisfy({ Dateline(alone: $0) == nil })
    else {
      return
    }
    document.byline = dateline.agency
    document.published = dateline.date
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
