// What leads somewhere in the article shown: by number, by letters, one selected after another.

import Articles
import Library
import Typesetting

extension ArticleScreen {
  /// What something in the article leads to.
  enum Target: Hashable, Sendable {
    case link(String)
    case term(key: String)
    case related(ArticleID)
  }

  /// What a number leads to: links are numbered first, then subjects, then related articles. Nil where there is nothing
  /// of this number.
  func target(_ number: Int) -> Target? {
    let targets = text.links.lazy.map { Target.link($0) }
    let terms = text.terms.lazy.map { Target.term(key: $0) }
    let place = number - 1
    if targets.indices.contains(place) { return targets[place] }
    if terms.indices.contains(place - targets.count) { return terms[place - targets.count] }
    return target(.item(place - targets.count - terms.count))
  }

  /// What a stretch of the text leads to.
  func target(_ target: Run.Target) -> Target? {
    switch target {
    case .link(let address): .link(address)
    case .term(let key): .term(key: key)
    case .item(let place):
      related.articles.indices.contains(place) ? .related(related.articles[place].id) : nil
    }
  }

  /// Puts letters on all that leads somewhere on the page.
  mutating func showHints() {
    let leads = text.leads(from: top, count: shown.count)
    hints = leads.isEmpty ? nil : LinkHints(leads)
  }

  // MARK: Selecting

  /// Where the link leads that is selected and on the page; nil where none is.
  var selectedLink: Run.Target? {
    guard let link, isHighlighted(.selected) else { return nil }
    return link.target
  }

  /// Selects the next link (`step` 1), the one before (-1) or one farther, and shows it: as seen from the one selected,
  /// or from the page where none on it is. Returns whether there was one.
  mutating func selectLink(_ step: Int, page: Int) -> Bool {
    let direction = step > 0 ? 1 : -1
    var next: Lead?
    if let link, selectedLink != nil {
      next = text.lead(direction, from: link)
    } else {
      let end = text.place(top, movedBy: shown.count)
      next = step > 0 ? text.firstLead(from: top) : text.lastLead(before: end)
    }
    guard var found = next else { return false }
    for _ in 1..<max(1, abs(step)) {
      guard let farther = text.lead(direction, from: found) else { break }
      found = farther
    }
    link = found
    text.select(found)
    show(.selected, page: page) { text in text.place(of: found) }
    return true
  }

  /// Selects the link in a column of a line of the page; columns count from the text's margin. Returns where it leads,
  /// nil where there is none.
  mutating func selectLink(inLine line: Int, column: Int) -> Run.Target? {
    guard shown.indices.contains(line),
      let found = text.lead(at: text.place(top, movedBy: line), column: column)
    else { return nil }
    link = found
    text.select(found)
    shown = text.lines(from: top, count: shown.count)
    return found.target
  }

  /// The block of the document that is looked at: of the link selected, or else of the passage found, or else the first
  /// on the page that has text. Nil where the document has none.
  mutating func paragraphInView() -> Int? {
    var place = text.position(of: top)
    if let found, let current = found.current, isHighlighted(.current) {
      place = found.passages[current].start
    }
    if let link, selectedLink != nil, let start = text.place(of: link) { place = text.position(of: start) }
    let blocks = document.blocks
    let hasText = { (index: Int) in blocks[index] != .rule }
    let first = max(0, place.block)
    return (first..<max(first, blocks.count)).first(where: hasText) ?? blocks.indices.last(where: hasText)
  }

  /// Selects no link any more; what is seen stays.
  mutating func deselectLink() {
    link = nil
    text.select(nil)
    shown = text.lines(from: top, count: shown.count)
  }
}
