// An article, set for the screen: the lines that are seen, and which of them is on top.

import Articles
import Library
import Typesetting

struct ArticleScreen: Sendable {
  var summary: ArticleSummary
  private(set) var document: Document
  /// The list it is read in: the next and the previous article are those of this list.
  let list: ListSelection
  /// Whether it has been on the screen: only then it is read.
  var isSeen = false
  /// The subject through which one came to it, where there is one.
  var subject: Int64?
  /// The articles listed at its end, and the heading they stand under.
  private(set) var related: (articles: [ArticleSummary], heading: String) = ([], "")
  /// The article as set for the present width.
  var text: TypesetDocument
  /// The line at the top.
  private(set) var top: Place
  /// The lines of the page.
  var shown: [Line] = [] { didSet { hints = nil } }
  /// The letters on what leads somewhere on the page; they are gone when other lines are shown.
  var hints: LinkHints?
  /// The link that is selected. It may be off the page.
  var link: Lead?
  /// Where the reader is: what was at the top when the reader last moved. Setting the text anew keeps it, so
  /// that a screen made narrow and wide again shows the same line.
  private(set) var position = Position(block: -1, offset: 0) {
    didSet { if position != oldValue { keepsOldPlace = false } }
  }
  /// Whether one is where a search led, in an article that was left elsewhere: until one moves, that place is kept.
  var keepsOldPlace = false
  /// Whether the end is on the screen.
  private(set) var isAtEnd = false
  /// How much has been read, in hundredths.
  private(set) var percent = 0
  /// What is looked for in it, and was found.
  private(set) var found: Found?
  /// Its texts as they are looked through; nil until something is looked for.
  private var searchable: Searchable?

  /// The passages of what is looked for.
  struct Found: Sendable {
    let sought: Sought
    let passages: [Passage]
    /// The one that is looked at; nil where there is none.
    var current: Int?
    let areByPinyin: Bool
  }

  init(
    summary: ArticleSummary, document: Document, list: ListSelection, text: TypesetDocument,
    position: Position?, page: Int
  ) {
    self.summary = summary
    self.document = document
    self.list = list
    self.text = text
    if case .subject(let id) = list.inFirstOrder { subject = id }
    self.position = position ?? self.position
    top = self.text.place(of: self.position)
    // One who left it at its very end comes back to what was seen there: there is room for the articles listed below, and
    // for no more.
    if position == nil {
      settle(page)
    } else {
      settle(max(1, page - Reader.mostRelated - 2), measuring: page)
    }
    shown = self.text.page(from: top, count: page)
  }

  /// Lists related articles at the end, under a heading. What is seen stays where it is.
  mutating func show(related articles: [ArticleSummary], under heading: String, page: Int) {
    let isBelow = related.articles.isEmpty && shown.count == page
    related = (articles, heading)
    appendRelated()
    top = text.place(of: position)
    settle(page)
    if !isBelow { shown = text.page(from: top, count: page) }
  }

  private mutating func appendRelated() {
    text.append(related.articles.map(\.title), under: related.heading)
  }

  mutating func scroll(by lines: Int, page: Int) {
    top = text.place(top, movedBy: lines, page: page)
    position = text.position(of: top)
    settle(page)
    shown = text.lines(from: top, count: page)
  }

  /// Turns pages; two lines of the last one stay in view.
  mutating func turn(_ pages: Int, page: Int) {
    top = text.turned(top, by: pages, page: page)
    position = text.position(of: top)
    settle(page)
    shown = text.page(from: top, count: page)
  }

  /// Set anew for another width: what was at the top stays there.
  mutating func reset(_ text: TypesetDocument, page: Int) {
    self.text = text
    appendRelated()
    if let found { self.text.highlight(found.passages, current: found.current) }
    if let link, self.text.place(of: link) == nil { self.link = nil }
    self.text.select(link)
    top = self.text.place(of: position)
    settle(page)
    shown = self.text.lines(from: top, count: page)
  }

  /// Read again: what was at the top stays there.
  mutating func replace(_ summary: ArticleSummary, _ document: Document, text: TypesetDocument, page: Int) {
    self.summary = summary
    self.document = document
    self.text = text
    searchable = nil
    if let found { self.found = look(for: found.sought, current: found.current) }
    reset(self.text, page: page)
  }

  /// Whether what stands above the text is not what another summary of the article says.
  func isHeaded(otherwiseThan other: ArticleSummary) -> Bool {
    (summary.category, summary.source, summary.title) != (other.category, other.source, other.title)
  }

  /// Goes to a place of the document.
  mutating func go(to position: Position, page: Int) {
    self.position = position
    top = text.place(of: position)
    settle(page)
    shown = text.lines(from: top, count: page)
  }

  /// Goes to the line with so many hundredths of the text before it.
  mutating func go(toPercent percent: Int, page: Int) {
    go(to: text.position(ofPercent: percent), page: page)
  }

  // MARK: Finding

  /// Looks for something from the line at the top on, marks where it stands, and shows the first; nil marks nothing.
  mutating func find(_ sought: Sought?, page: Int) {
    var found = sought.map { look(for: $0, current: nil) }
    let first = next(in: found?.passages ?? [])
    found?.current = first
    self.found = found
    if found == nil { searchable = nil }
    showCurrent(page)
  }

  /// Looks for something from the beginning on and shows the first passage; where there is none, all stays.
  mutating func find(firstOf sought: Sought, page: Int) {
    guard !look(for: sought, current: nil).passages.isEmpty else { return }
    go(to: Position(block: -1, offset: 0), page: page)
    find(sought, page: page)
  }

  /// Shows the next passage found (`step` 1), the one before (-1) or one farther: as seen from the one looked at, or from
  /// the page shown where that one has gone out of sight. Returns whether it had to go around the end for it.
  mutating func showMatch(_ step: Int, page: Int) -> Bool {
    guard let found, let current = found.current else { return false }
    let count = found.passages.count
    let following = next(in: found.passages, orFirst: false) ?? count
    let wished = isHighlighted(.current) ? current + step : step > 0 ? following + step - 1 : following + step
    self.found?.current = (wished % count + count) % count
    showCurrent(page)
    return !found.passages.indices.contains(wished)
  }

  private mutating func look(for sought: Sought, current: Int?) -> Found {
    var texts = searchable ?? Searchable(text)
    let (passages, areByPinyin) = texts.passages(of: sought)
    searchable = texts
    let place = passages.isEmpty ? nil : current.map { min($0, passages.count - 1) }
    return Found(sought: sought, passages: passages, current: place, areByPinyin: areByPinyin)
  }

  /// The first passage from the top of the page on, or else of the document.
  private func next(in passages: [Passage], orFirst: Bool = true) -> Int? {
    passages.firstIndex { $0.start >= position } ?? (orFirst && !passages.isEmpty ? 0 : nil)
  }

  /// Whether something on the page is highlighted so.
  func isHighlighted(_ highlight: Run.Highlight) -> Bool {
    shown.contains { $0.runs.contains { $0.highlight == highlight } }
  }

  /// Highlights what was found, and has the passage looked at on the page: where it is not there yet, a third from above.
  private mutating func showCurrent(_ page: Int) {
    text.highlight(found?.passages ?? [], current: found?.current)
    // A passage in the link that is selected would not be seen to be looked at.
    link = nil
    text.select(nil)
    let passage = found.flatMap { found in found.current.map { found.passages[$0] } }
    show(.current, page: page) { text in passage.map { text.placeOfCurrentPassage(from: $0.start) } }
  }

  /// Has what is highlighted so on the page: where it is not there yet, at a third of it from above.
  mutating func show(_ highlight: Run.Highlight, page: Int, at place: (inout TypesetDocument) -> Place?) {
    shown = text.lines(from: top, count: page)
    guard !isHighlighted(highlight), let place = place(&text) else { return }
    top = text.place(place, movedBy: -page / 3, page: page)
    position = text.position(of: top)
    settle(page)
    shown = text.lines(from: top, count: page)
  }

  /// Looks at the page whose first line is `top`, or at the last page.
  private mutating func settle(_ page: Int) { settle(page, measuring: page) }

  /// Has so many lines be there from the top on, of a page of so many.
  private mutating func settle(_ lines: Int, measuring page: Int) {
    top = text.place(top, movedBy: 0, page: lines)
    measure(page)
  }

  private mutating func measure(_ page: Int) {
    isAtEnd = text.isAtEnd(top, page: page)
    percent = text.percent(top, page: page)
  }
}
