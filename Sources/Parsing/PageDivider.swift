// What is Markdown and what is HTML in one file: decided here and nowhere else.
//
// CommonMark's own rule (§4.6) ends HTML at a blank line and turns what is indented after it into code. Mirrors
// publish whole pages of old HTML, indented and full of blank lines, between lines of Markdown. So, on a page in a
// mirror's form, HTML begins at a line whose first character opens a tag, whatever its indent, and goes on until its
// block elements are closed and a blank line comes, or a line says plainly that it is Markdown: behind a blank one that
// may stand in a box, too, which is as good as closed. Any other page is Markdown as CommonMark reads it, a mirror's foot
// apart, or HTML when it begins as a document of HTML does.

struct PageDivider {
  /// One piece of a page.
  enum Segment {
    case markdown(String)
    case html(String)
    /// A heading line of links: the page's own navigation and promotion.
    case links(LinkLine, source: String)
    case rule
    /// What stood at the end of the piece of HTML before it.
    case foot(PageFoot)

    /// The text of a piece of Markdown; nil for any other.
    var markdown: String? {
      if case .markdown(let text) = self { text } else { nil }
    }
  }

  /// Pieces of one page beyond which it is not divided further: each costs a parser.
  private static let mostPieces = 8192
  /// Hyphens in the rule under a mirror's title. A shorter one under a heading is any page's, unless a line of
  /// links or the original's HTML follows.
  private static let surelyTitleRule = 5

  /// The title, for a page in a mirror's form: a heading, then a rule of hyphens.
  private(set) var title: PageTitle?
  private(set) var segments: [Segment] = []
  private let text: String
  /// The lines read since the last piece.
  private var piece: Range<String.Index>?
  private var pieces = 0
  /// How often HTML was divided at a bare line.
  private var paragraphs = 0
  /// How far the piece has been looked through, whether the words of a foot stand in it up to there, and whether a tag
  /// is open.
  private var lookedTo: String.Index?, hasFoot = false, isInTag = false
  private var isHTML = false
  private var fence = OpenFence()
  private var open = OpenElements()
  /// The next tag of a paragraph, of its start or its end, from some line on.
  private var nextTag: (place: String.Index, isEnd: Bool)
  private var isAfterBlank = false
  /// Whether a piece of Markdown has come that is plainly some.
  private var isWrittenInMarkdown = false
  /// Whether the last piece was HTML.
  private var isAfterHTML = false
  /// Whether the last line of Markdown is an item of a list, or goes on with one.
  private var isInList = false

  /// Whether the page has a mirror's form.
  var isMirrorPage: Bool { title != nil }

  /// - Parameter path: Where the page stands in its tree.
  init(_ text: String, page path: String) {
    self.text = text
    nextTag = (text.startIndex, false)
    var lines = Lines(text[...])
    title = PageDivider.title(&lines, leading: &segments)
    guard isMirrorPage || FootScanner.mayStand(inPage: text) && !PageDivider.isHTMLDocument(text) else {
      segments = [PageDivider.isHTMLDocument(text) ? .html(text) : .markdown(text)]
      return
    }
    for line in lines { read(line) }
    close()
    takeFoot(page: path)
  }

  /// Takes the foot out of the last piece of HTML that has one.
  private mutating func takeFoot(page path: String) {
    for (place, segment) in segments.enumerated().reversed() {
      guard case .html(let html) = segment, let foot = PageFoot(in: html, page: path) else { continue }
      segments.replaceSubrange(place...place, with: [.html(foot.body), .foot(foot)])
      return
    }
  }

  /// Rows of navigation and rules before a title, at most.
  private static let mostRows = 16

  /// Takes a mirror's title and the rule under it off the lines, and the rows of navigation before it.
  private static func title(_ lines: inout Lines, leading: inout [Segment]) -> PageTitle? {
    var rest = lines
    var rows: [Segment] = []
    var first = rest.nextFilled()
    while rows.count < mostRows, let line = first, let segment = leadingSegment(line, isFirst: rows.isEmpty) {
      rows.append(segment)
      first = rest.nextFilled()
    }
    guard let title = first.flatMap({ heading($0.trimmed) }), title.level == 3,
      let rule = rest.nextFilled(), isRule(rule)
    else { return nil }
    let links = LinkLine(title.text[...])
    if links.isOnlyLinks, links.links.allSatisfy(\.leadsAboutTree) { return nil }
    lines = rest
    if !isRule(rule, least: surelyTitleRule) {
      guard let next = rest.nextFilled(), pageLinks(next) != nil || beginsHTML(next) else { return nil }
    }
    leading = rows
    return PageTitle(title.text)
  }

  /// A row of navigation that stands before a title, or a rule after one.
  private static func leadingSegment(_ line: Substring, isFirst: Bool) -> Segment? {
    if !isFirst, isRule(line) { return .rule }
    guard let links = pageLinks(line),
      links.links.contains(where: { Address($0.address, on: "")?.isNavigation ?? false })
    else { return nil }
    return .links(links, source: String(line))
  }

  private static func isHTMLDocument(_ text: String) -> Bool {
    let start = text.unicodeScalars.drop(while: \.isWhite).prefix(10)
    let opening = String(start).lowercased()
    return ["<!doctype", "<html", "<head", "<body", "<?xml"].contains { opening.hasPrefix($0) }
  }

  private mutating func read(_ line: Substring) {
    defer { isAfterBlank = line.isBlank }
    if isHTML {
      readHTML(line)
    } else {
      readMarkdown(line)
    }
  }

  private mutating func readMarkdown(_ line: Substring) {
    if fence.holds(line) {
      append(line)
    } else if pieces < PageDivider.mostPieces, FootScanner.begins(line, isAfterRule: isAfterRule) {
      close()
      isHTML = true
      readHTML(line)
    } else if !isMirrorPage {
      append(line)
    } else if let links = PageDivider.pageLinks(line) {
      close()
      segments.append(.links(links, source: String(line)))
    } else if isRule(line, least: 10) {
      close()
      segments.append(.rule)
    } else if pieces < PageDivider.mostPieces, !(isInList && line.hasPrefix("  ")), beginsHTML(line),
      !isMarkdownBehindTag(line)
    {
      close()
      isHTML = true
      readHTML(line)
    } else {
      append(line)
    }
    if !line.isBlank { isInList = beginsItem(line) || isInList && (line.hasPrefix("  ") || !isAfterBlank) }
  }

  /// Whether a rule stands before the next line.
  private var isAfterRule: Bool {
    if piece == nil, case .rule? = segments.last { true } else { false }
  }

  private mutating func readHTML(_ line: Substring) {
    let isParagraph = piece != nil && beginsParagraph(line)
    if isParagraph && isMarkdown(line) || piece != nil && endsHTML(before: line) {
      close()
      isHTML = false
      readMarkdown(line)
    } else {
      if isParagraph, open.depth == 0, dividesHTML(before: line) { close(isCounted: false) }
      append(line)
      open.read(line)
    }
  }

  private mutating func append(_ line: Substring) {
    piece = (piece?.lowerBound ?? line.startIndex)..<line.endIndex
  }

  private mutating func close(isCounted: Bool = true) {
    let text = piece.map { self.text[$0] } ?? ""
    piece = nil
    open = OpenElements()
    (lookedTo, hasFoot, isInTag) = (nil, false, false)
    guard !text.isBlank else { return }
    segments.append(isHTML ? .html(String(text)) : .markdown(String(text)))
    if !isHTML, !isAfterHTML || Lines(text).contains(where: hasMarks) { isWrittenInMarkdown = true }
    isAfterHTML = isHTML
    if isCounted { pieces += 1 } else { paragraphs += 1 }
  }

  /// A line of the page's own links: a heading of links and nothing else. Text beside them is the author's.
  private static func pageLinks(_ line: Substring) -> LinkLine? {
    guard line.utf8.first == UInt8(ascii: "#"), let heading = heading(line), heading.level >= 4 else {
      return nil
    }
    let links = LinkLine(heading.text[...])
    return links.isOnlyLinks ? links : nil
  }

  /// Whether a line has marks that only Markdown has.
  private func hasMarks(_ line: Substring) -> Bool {
    CodeFence(line) != nil || line.holds("**") || line.holds("`<") || hasLink(line) || hasNote(line)
  }

  /// Whether a line has the mark of a note, `[^1]`.
  private func hasNote(_ line: Substring) -> Bool {
    guard let mark = line.firstRange(of: "[^") else { return false }
    let rest = line[mark.upperBound...], label = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return !label.isEmpty && rest[label.endIndex...].first == "]"
  }

  /// Whether a line begins with an element that stands in a line, and goes on in Markdown.
  private func isMarkdownBehindTag(_ line: Substring) -> Bool {
    guard let element = leadingElement(line), !element.isBlock, !element.isCounted, !element.needsEnd else {
      return false
    }
    return hasSureMarks(line)
  }

  /// Whether a line has marks that are surely of Markdown, wherever it stands.
  private func hasSureMarks(_ line: Substring) -> Bool {
    hasLink(line) || hasNote(line) || hasStrongText(line)
  }

  /// Whether a line plainly has strong text: other stars may stand for what is left out of names.
  private func hasStrongText(_ line: Substring) -> Bool {
    line.holds("**")
      && line.contains(#/(?:^|[^\p{L}\p{N}*>])\*\*[\p{L}\p{N}“《「『（【"'(](?:[^*]*[^*\s])?\*\*(?!\*)/#)
  }

  /// Whether a line is a rule of stars or the like, or stands between two stars: `* * *`, `*a caption*`.
  private func isOfMarks(_ line: Substring) -> Bool {
    let text = line.trimmed, marks = text.utf8.filter { $0 != 0x20 }
    guard let mark = marks.first, mark == UInt8(ascii: "*") || mark == UInt8(ascii: "_"), marks.count > 2
    else { return false }
    if marks.allSatisfy({ $0 == mark }) { return true }
    return marks.last == mark && marks.dropFirst().dropLast().allSatisfy { $0 != mark }
      && text.utf8.dropFirst().first != 0x20 && text.utf8.dropLast().last != 0x20
  }

  /// Whether a line may have a link of Markdown, `[…](2.md)`; the author of `[注](一)` wrote text.
  private func hasLink(_ line: Substring) -> Bool {
    guard let middle = line.firstRange(of: "](") else { return false }
    return line[middle.upperBound...].prefix { $0 != ")" }.contains { "./#".contains($0) }
  }

  /// Whether a line behind HTML is Markdown: on a page that is written in it, or where it is plainly some. Other pages are
  /// HTML, whose text has marks of its own.
  private func isMarkdown(_ line: Substring) -> Bool {
    isWrittenInMarkdown || hasPlainMarks(line) || beginsPlainItem(line)
      || open.depth == 0 && isOfMarks(line)
      || ["> ", "|", "<http"].contains(where: line.begins)
  }

  /// Whether a line has marks of Markdown that in a box are surely some.
  private func hasPlainMarks(_ line: Substring) -> Bool {
    open.depth == 0 ? hasMarks(line) : line.holds("`<") || hasSureMarks(line)
  }

  /// Whether a line begins an item of a list, and has no marks of its own besides: `* 注：a*b`; 2024. 5. 3 is a day.
  private func beginsPlainItem(_ line: Substring) -> Bool {
    guard let text = line.itemText else { return false }
    return line.utf8.prefix { (0x30...0x39).contains($0) }.count <= 3
      && !text.utf8.contains(where: "*_`\\~$".utf8.contains)
  }

  /// Whether HTML is divided where a line begins a paragraph: not in a foot, nor before one, and not within a tag.
  private mutating func dividesHTML(before line: Substring) -> Bool {
    guard paragraphs < PageDivider.mostPieces, !hasFoot, !line.holds("://"),
      !line.begins(with: "++++"), !plainText(line)[...].isBlank, let piece
    else { return false }
    look(through: text[(lookedTo ?? piece.lowerBound)..<piece.upperBound])
    lookedTo = piece.upperBound
    return !hasFoot && !isInTag
  }

  /// Looks through what has been added to a piece.
  private mutating func look(through lines: Substring) {
    hasFoot = FootScanner.mayStand(in: lines)
    let bracket = lines.utf8.last { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }
    if let bracket { isInTag = bracket == UInt8(ascii: "<") }
  }

  /// Whether a paragraph begins behind HTML, or in a box: CommonMark's rule, where nothing else of the HTML goes on.
  private mutating func beginsParagraph(_ line: Substring) -> Bool {
    isAfterBlank && open.isOnlyBoxes && pieces < PageDivider.mostPieces && !line.isBlank && !isDeep(line)
      && (!beginsHTML(line) || isMarkdownBehindTag(line)) && !FootScanner.mayStand(in: line)
      && !(open.isInParagraph && endsParagraph(behind: line.startIndex))
  }

  /// Whether the next tag of a paragraph ends one: otherwise the one that is open goes no further than its lines.
  private mutating func endsParagraph(behind place: String.Index) -> Bool {
    if nextTag.place < place { nextTag = PageDivider.tagOfParagraph(in: text[place...]) }
    return nextTag.isEnd
  }

  private static func tagOfParagraph(in text: Substring) -> (place: String.Index, isEnd: Bool) {
    var rest = text.utf8[...]
    while let bracket = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[bracket...].dropFirst()
      let isEnd = rest.first == UInt8(ascii: "/"), name = isEnd ? rest.dropFirst() : rest
      let isName = name.first.map { $0 | 0x20 == UInt8(ascii: "p") } ?? false
      if isName, name.dropFirst().first.map({ $0 == 0x20 || $0 == UInt8(ascii: ">") }) ?? false {
        return (bracket, isEnd)
      }
    }
    return (text.endIndex, false)
  }

  private func endsHTML(before line: Substring) -> Bool {
    let first = line.utf8.first
    guard first == UInt8(ascii: "#") || first == UInt8(ascii: "-"), !open.isInComment, !open.isInPreformatted
    else { return false }
    if PageDivider.pageLinks(line) != nil || isRule(line, least: 10) { return true }
    let isHeading = first == UInt8(ascii: "#") && heading(line) != nil
    guard pieces < PageDivider.mostPieces else { return false }
    return open.depth == 0
      ? isHeading || isRule(line, least: 3) : isHeading && isAfterBlank && open.isOnlyBoxes
  }

  // MARK: Where the text ends

  /// The last of the pieces that has any text.
  var lastText: Int {
    segments.indices.last { index in
      switch segments[index] {
      case .links, .rule, .foot: false
      case .markdown: true
      case .html(let html): !plainText(html).isEmpty
      }
    } ?? 0
  }
}
