// An article page, whatever it is written in, to a Document. Each stage of the way is a file or a few, where its decisions
// are made:
//
//     bytes     TextDecoding, DoubleByteReading; Gate: what may not reach a reader goes
//     page      FrontMatter; PageDivider: what is the mirror's (PageTitle, PageFoot, FootScanner), Markdown or HTML
//     Markdown  Markdown: it is brought to what CommonMark reads, stage by stage, and becomes HTML
//     HTML      MarkupFilter (AttributeScanner, CharacterReference, FilteredMarkup);
//               HTMLReader (HTMLElement, HTMLAttributes, LinkTarget, FormulaText)
//     blocks    BlockBuilder (InlineText, TableDraft, BlockText)
//     document  TitleInBody, NavigationRow; PageMatter, Dateline, ImprintLine (ImprintLabel): when it was published, and by whom

import Articles

struct ArticleParser {
  private let text: String
  private let path: String

  init(text: String, path: String) {
    self.text = text
    self.path = path
  }

  func parse(listed: () -> IndexPage.Entry?) throws(ParsingError) -> Document {
    let isHTML = isHTMLFile(path)
    let front = isHTML ? nil : FrontMatter(text), matter = front?.matter
    lazy var entry = listed()
    var (document, head) =
      isHTML
      ? readHTML(text)
      : readPage(front?.rest ?? text, title: matter?.title) { entry?.titleOfPage != nil }
    // What the matter names may be on anybody's site: links and pictures of the page are not there.
    document.blocks = completed(withoutIdleRules(document.blocks), original: document.original)
    document.original =
      document.original ?? matter?.original ?? document.addressOfTitle ?? document.originalInText
    document.takeLineOfTitle()
    if document.title.isEmpty, !document.blocks.isEmpty, !isNamed, let name = entry?.titleOfPage {
      document.title = name
      document.takeTitle(isOfSite: false)
      document.takeLineOfTitle()
    }
    let dateline = Dateline(opening: document.blocks)
    document.byline = matter?.author ?? dateline?.agency ?? head.author
    document.published =
      matter?.date ?? head.date ?? dateline?.date ?? head.onlyDay
      ?? Dateline.date(inPath: path, title: document.title) ?? Dateline.date(inTitle: document.title)
      ?? Dateline.date(withinName: stem) ?? entry?.published
      ?? entry.flatMap { Dateline.date(inTitle: $0.title) }
      ?? document.original.flatMap(Dateline.date(inAddress:))
    document.tags = matter?.tags ?? []
    guard !document.blocks.isEmpty || !document.title.isEmpty && !head.leadsAway else { throw .empty }
    if document.title.isEmpty {
      document.title = stem
      document.takeLineOfTitle()
    }
    return document
  }

  /// Whether the name of the file says what the page is: in Chinese, and not by a number.
  private var isNamed: Bool { stem.unicodeScalars.contains(where: InlineText.isWide) }

  /// A page with a blank behind the marks of the heading that it begins with, where a writer has left it out: `#春茶`. It is
  /// a tag where something else may be the title, but over a mirror's rule.
  private func withBlankInTitle(_ text: String, isKnown: @autoclosure () -> Bool) -> String {
    var lines = Lines(text[...])
    guard let line = lines.nextFilled(), line.utf8.first == UInt8(ascii: "#"),
      case let marks = line.prefix(while: { $0 == "#" }), marks.count <= 6,
      case let name = line[marks.endIndex...], name.first.map({ $0.isLetter && !$0.isASCII }) ?? false,
      !name.contains("#"), case let next = lines.next() ?? "",
      isRule(next)
        || next.isBlank && !["\n#", "\n==", "\n--", "<h"].contains(where: text.holds) && !isKnown()
    else { return text }
    return text[..<marks.endIndex] + " " + text[marks.endIndex...]
  }

  // MARK: The forms of a page

  /// A page that says which part of it is its own is read for that alone: where it has most of the text or, in the frame of a
  /// site (menus, side bars, feet), all of it. One that is filled by a script, or holds little of the text, says nothing.
  private func readHTML(_ html: String) -> (Document, PageMatter) {
    let reader = HTMLReader(page: path)
    let whole = readHTML(html, reader)
    var matter = reader.matter
    matter.readData(in: html)
    let parts = HTMLReader.Part.allCases.lazy.filter { reader.parts[$0] == 1 }.map { part in
      let reader = HTMLReader(page: path)
      reader.readsPart = part
      return (part: part, document: readHTML(html, reader))
    }
    lazy var withoutFrame = {
      let reader = HTMLReader(page: path)
      reader.hidesFrame = true
      return readHTML(html, reader).passages
    }()
    let own = parts.first { part, document in
      let isMost = 2 * size(document) > size(whole)
      // In the main part of a page there may be more than its article.
      if isMost, part != .article || reader.parts[.main] != 1 { return true }
      guard isMost || document.hasProse else { return false }
      let passages = Set(document.passages), rest = withoutFrame.filter { !passages.contains($0) }
      return rest.isEmpty && document.hasProse || isMost && isIdle(rest, beside: document)
    }
    var document = own?.document ?? whole
    // Its title may stand outside of the part.
    if document.title == Gate.line(reader.title), !document.title.isEmpty { document.title = whole.title }
    return (document, matter)
  }

  /// Whether passages are but a few words, which are no loss beside a text.
  private func isIdle(_ passages: [String], beside text: Document) -> Bool {
    4 * passages.reduce(0) { $0 + $1.utf8.count } <= size(text) && !passages.contains(where: saysSomething)
  }

  private func saysSomething(_ passage: String) -> Bool {
    passage.utf8.count > 200 || passage.contains { "。！？".contains($0) }
  }

  private func size(_ document: Document) -> Int { document.passages.reduce(0) { $0 + $1.utf8.count } }

  private func readHTML(_ html: String, _ reader: HTMLReader) -> Document {
    reader.read(html)
    var document = Document(title: Gate.line(reader.title))
    document.blocks = reader.finished()
    takeHead(&document, isOfSite: true)
    return document
  }

  /// - Parameter isListed: Whether an index says what the page is called.
  private func readPage(_ text: String, title: String?, isListed: () -> Bool) -> (Document, PageMatter) {
    lazy var isKnown = title != nil || isNamed || isListed()
    let page = PageDivider(withBlankInTitle(text, isKnown: isKnown), page: path)
    var document = Document(title: page.title?.text ?? title ?? "")
    for link in page.title?.links ?? [] {
      guard let address = Address(link.address, on: path)?.text else { continue }
      document.links.append(PageLink(role: .share, title: link.title, address: address))
    }
    let reader = HTMLReader(page: path)
    lazy var lastText = page.lastText
    var isAfterHTML = false
    var markdown = markdownHTML(parts: page.segments.compactMap(\.markdown)).makeIterator()
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
        reader.read(markdown.next() ?? "", readsAlt: true)
      case .html(let html):
        isAfterHTML = true
        reader.read(html, readsAlt: !page.isMirrorPage, endsAtBlankLines: page.isMirrorPage)
      case .foot(let foot):
        document.original = foot.original
        document.links += foot.links
      }
    }
    document.blocks = reader.finished()
    if document.title.isEmpty { document.title = Gate.line(reader.title) }
    // A name in Chinese says what the page is; a number does not.
    if document.title.isEmpty, isNamed, document.beginsWithPart { document.title = stem }
    takeHead(&document, mayFollowWords: !isKnown)
    return (document, reader.matter)
  }

  /// Takes off the body what it says of itself: its title, and rows of navigation at both ends.
  private func takeHead(
    _ document: inout Document, isOfSite: Bool = false, mayFollowWords: @autoclosure () -> Bool = false
  ) {
    // The rows of a listing are its text.
    let isListing = [.frontPage, .index].contains(pageKind(ofPath: path))
    if !isListing { document.takeLeadingNavigation() }
    document.takeTitle(isOfSite: isOfSite, mayFollowWords: mayFollowWords())
    if !isListing { document.takeNavigation() }
  }

  // MARK: Blocks

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

extension IndexPage.Entry {
  /// Its title, where that may be what the page is called: no day, no 阅读全文, no name of a file.
  fileprivate var titleOfPage: String? {
    let name = Gate.line(title), letters = name.unicodeScalars.filter(\.properties.isAlphabetic)
    guard letters.count > 1, !callsForReading(name), !NavigationRow.isNamed(name),
      pageKind(ofPath: "a/" + name) == nil,
      Dateline.onlyDate(in: name) == nil || letters.contains(where: { !"年月日".unicodeScalars.contains($0) })
    else { return nil }
    return name
  }
}
