// The subjects: those of an article, then all of them by the number of their articles, of which a window of rows is in
// memory; or those in whose names something typed was found.

import Articles
import Library

struct SubjectScreen: Sendable {
  /// The article whose subjects stand first; nil where the screen was opened from none.
  let article: ArticleID?
  /// Its subjects.
  private(set) var own: [SubjectSummary] = []
  /// The rows in memory of all.
  private var window = RowWindow<SubjectSummary>()
  /// The place of the first of all that is on the page.
  var firstShown: Int { max(0, cursor.top - own.count) }
  /// How many there are of all.
  private(set) var total = 0
  /// How many there are of those that have numbers: of all or, where some are found, of those.
  var listed: Int { filter?.found.count ?? total }
  private(set) var cursor = Scroll()
  /// Whether the first rows have come.
  private(set) var isLoaded = false
  /// What was typed to find some by their names, and those found; nil where all are shown.
  private(set) var filter: Filter?

  struct Filter: Sendable {
    var text: String
    var found: [SubjectSummary] = []
    /// Whether those found are of this text, and not of the one before it.
    var isAnswered = false
  }

  /// Subjects found that are shown.
  static let mostFound = 200

  init(article: ArticleID?) { self.article = article }

  /// The subject in a row, when it is in memory.
  subscript(row: Int) -> SubjectSummary? {
    if let filter { return filter.found.indices.contains(row) ? filter.found[row] : nil }
    if row < own.count { return row >= 0 ? own[row] : nil }
    return window[row - own.count]
  }

  var selected: SubjectSummary? { self[cursor.selected] }

  /// The number of a row, counted from 1; the article's own have none.
  func number(of row: Int) -> Int? {
    if filter != nil { return row + 1 }
    return row < own.count ? nil : row - own.count + 1
  }

  /// The row of a number; nil where there is none.
  func row(ofNumber number: Int) -> Int? {
    let row = filter == nil ? number - 1 + own.count : number - 1
    return number > 0 && row < cursor.count ? row : nil
  }

  mutating func select(_ row: Int, page: Int) { cursor.select(row, page: page) }

  mutating func turn(_ pages: Int, page: Int) { cursor.turn(pages, page: page) }

  /// What has to be read so that a page around the cursor is in memory; nil when it is.
  func missing(page: Int) -> SubjectsRequest? {
    guard filter == nil, total > 0 else { return nil }
    let top = firstShown
    return switch window.gap(in: top..<min(top + page, total)) {
    case nil: nil
    case .after(let last, let index): .after(last.key, index: index)
    case .before(let head, let index): .before(head.key, index: index)
    case .elsewhere: .from(top)
    }
  }

  /// Takes rows of all in: joined to those in memory where they meet, in their stead otherwise.
  mutating func take(_ new: [SubjectSummary], first newFirst: Int, total: Int, page: Int) {
    _ = window.take(new, first: newFirst, most: ListScreen.mostPages * page)
    (self.total, isLoaded) = (total, true)
    count(page)
  }

  mutating func take(own: [SubjectSummary], page: Int) {
    self.own = own
    count(page)
  }

  /// Shows those that a text finds as soon as they have come; all where it is empty.
  mutating func filter(by text: String, page: Int) {
    if text.isEmpty { return showAll(page) }
    filter = Filter(text: text, found: filter?.found ?? [])
    count(page)
  }

  /// Shows all again, at the one that was selected among those found; at the first where that is not in memory.
  private mutating func showAll(_ page: Int) {
    guard filter != nil else { return }
    let left = selected
    filter = nil
    count(page)
    select(left.flatMap { row(of: $0.id) } ?? 0, page: page)
  }

  /// The row of a subject, where that is in memory.
  private func row(of id: Int64) -> Int? {
    own.firstIndex { $0.id == id }
      ?? window.rows.firstIndex { $0.id == id }.map { own.count + window.first + $0 }
  }

  /// Takes in what was found; nothing where something else is looked for now.
  mutating func take(found: [SubjectSummary], by text: String, page: Int) {
    guard filter?.text == text else { return }
    // Found again, as the library has changed, the one selected stays so.
    let kept = filter?.isAnswered == true ? selected?.id : nil
    filter?.found = found
    filter?.isAnswered = true
    cursor.count = found.count
    cursor.select(kept.flatMap { id in found.firstIndex { $0.id == id } } ?? 0, page: page)
  }

  private mutating func count(_ page: Int) {
    cursor.count = filter?.found.count ?? own.count + total
    cursor.select(cursor.selected, page: page)
  }
}
