// A list of articles, of which a window of rows is in memory.

import Articles
import Library

struct ListScreen: Sendable {
  let selection: ListSelection
  private var window = RowWindow<ArticleSummary>()
  private(set) var cursor = Scroll()
  /// Whether the first rows have come.
  private(set) var isLoaded = false
  /// Whether articles or marks have changed since the rows were read.
  var isStale = false
  /// The article the cursor is on, where it is known: when rows come and go, the cursor goes with it.
  private var anchor: ArticleID?
  /// The place in order of the article that a list is opened at.
  private var opening: ListKey?
  /// What was asked for last before anybody needed it.
  private var askedAhead: RowsRequest?

  /// The article that a range of rows was begun at, and its place; nil where there is no range.
  private(set) var rangeStart: (article: ArticleSummary, place: Int)?

  /// Pages of rows read at once, and kept in memory at most.
  static let pagesAtOnce = 2, mostPages = 12

  init(selection: ListSelection) { self.selection = selection }

  /// The row at a place, when it is in memory.
  subscript(place: Int) -> ArticleSummary? { window[place] }

  var selected: ArticleSummary? { self[cursor.selected] }

  /// The rows from a place on, at most so many, as far as they are in memory.
  func rows(from place: Int, _ count: Int) -> [ArticleSummary] {
    window.held.contains(place) ? Array(window.rows[(place - window.first)...].prefix(count)) : []
  }

  /// Selects the row at a place, scrolling by `leap` rows more than needed.
  mutating func select(_ place: Int, page: Int, leap: Int = 0) {
    cursor.select(place, page: page, leap: leap)
    anchor = selected?.id
  }

  /// Selects an article, now or when its row comes. Returns whether its row is in memory.
  mutating func select(_ id: ArticleID, page: Int) -> Bool {
    let place = self.place(of: id)
    if let place { cursor.select(place, page: page) }
    anchor = id
    return place != nil
  }

  /// Selects an article when the list is opened; where it has gone meanwhile, the one that followed it.
  mutating func open(at id: ArticleID, _ key: ListKey) { (anchor, opening) = (id, key) }

  /// The place of an article whose row is in memory.
  private func place(of id: ArticleID) -> Int? {
    window.rows.firstIndex { $0.id == id }.map { window.first + $0 }
  }

  /// Begins a range at the selected row, or ends it.
  mutating func toggleRange() {
    rangeStart = rangeStart == nil ? selected.map { ($0, cursor.selected) } : nil
  }

  /// The places of the rows of the range, from where it was begun to the cursor.
  var range: ClosedRange<Int>? {
    rangeStart.map { min($0.place, cursor.selected)...max($0.place, cursor.selected) }
  }

  /// Moves by pages.
  mutating func turn(_ pages: Int, page: Int) {
    cursor.turn(pages, page: page)
    anchor = selected?.id
  }

  /// What has to be read so that a page around the cursor is in memory; nil when it is.
  func missing(page: Int) -> RowsRequest? {
    guard cursor.count > 0 else { return nil }
    let wanted = cursor.top..<min(cursor.top + page, cursor.count)
    return switch window.gap(in: wanted) {
    case nil: nil
    case .after(let last, let index): .after(last.key, index: index)
    case .before(let head, let index): .before(head.key, index: index)
    case .elsewhere: wanted.upperBound == cursor.count ? .last : .around(wanted.lowerBound)
    }
  }

  /// What has to be read so that the next page is in memory as well; nil when it is, or was asked for in vain.
  mutating func missingAhead(page: Int) -> RowsRequest? {
    guard let request = missing(page: 2 * page), request != askedAhead else { return nil }
    askedAhead = request
    return request
  }

  /// Takes rows in: joined to those in memory where they meet, in their stead otherwise; at most a few
  /// readings' worth are kept. The cursor stays on its article, and its article where it is on the screen.
  ///
  /// Returns false when the list has changed since the rows in memory were read, so that they must be read
  /// again.
  mutating func take(_ new: [ArticleSummary], first newFirst: Int, total: Int, page: Int) -> Bool {
    let isJoined = window.take(new, first: newFirst, most: ListScreen.mostPages * page) { [selection] in
      selection.hasInOrder($0.key, $1.key)
    }
    let isComplete = !isJoined || total == cursor.count, isFirst = !isLoaded
    isLoaded = true
    cursor.count = total
    // Where its article has gone, the cursor stays among the rows that were read.
    let nearest = max(window.held.lowerBound, min(cursor.selected, window.held.upperBound - 1))
    let before = cursor.selected
    let following = opening.flatMap { key in window.rows.firstIndex { !selection.hasInOrder($0.key, key) } }
    let place = anchor.flatMap(place) ?? following.map { window.first + $0 } ?? nearest
    opening = nil
    if isFirst { cursor.appear(at: place, page: page) } else { cursor.move(to: place, page: page) }
    if let start = rangeStart {
      // Where it is not in memory, what came or went before the cursor most likely did before it.
      let place = self.place(of: start.article.id) ?? start.place + cursor.selected - before
      rangeStart?.place = max(0, min(place, total - 1))
    }
    anchor = selected?.id
    return isComplete
  }

  /// Changes the rows in memory.
  mutating func change(_ body: (inout ArticleSummary) -> Void) {
    for index in window.rows.indices { body(&window.rows[index]) }
  }
}
