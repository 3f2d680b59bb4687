// A list of articles, of which a window of rows is in memory.

import Articles
import Library

struct ListScreen: Sendable {
  let selection: ListSelection
  /// The rows in memory, and the place of the first of them in the list.
  private(set) var rows: [ArticleSummary] = []
  private(set) var first = 0
  private(set) var cursor = Scroll()
  /// Whether the first rows have come.
  private(set) var isLoaded = false
  /// The article the cursor is on, where it is known: when rows come and go, the cursor goes with it.
  private var anchor: ArticleID?

  /// Pages of rows read at once, and kept in memory at most.
  static let pagesAtOnce = 2, mostPages = 12

  init(selection: ListSelection) { self.selection = selection }

  /// The row at a place, when it is in memory.
  subscript(place: Int) -> ArticleSummary? {
    rows.indices.contains(place - first) ? rows[place - first] : nil
  }

  var selected: ArticleSummary? { self[cursor.selected] }

  /// The rows from a place on, at most so many, as far as they are in memory.
  func rows(from place: Int, _ count: Int) -> [ArticleSummary] {
    rows.indices.contains(place - first) ? Array(rows[(place - first)...].prefix(count)) : []
  }

  /// Selects the row at a place.
  mutating func select(_ place: Int, page: Int) {
    cursor.select(place, page: page)
    anchor = selected?.id
  }

  /// Selects an article, now or when its row comes. Returns whether its row is in memory.
  mutating func select(_ id: ArticleID, page: Int) -> Bool {
    let index = rows.firstIndex { $0.id == id }
    if let index { cursor.select(first + index, page: page) }
    anchor = id
    return index != nil
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
    let held = first..<(first + rows.count)
    if held.contains(wanted.lowerBound), wanted.upperBound <= held.upperBound { return nil }
    if wanted.lowerBound >= held.lowerBound, wanted.lowerBound <= held.upperBound, let last = rows.last {
      return .after(last.key, index: held.upperBound - 1)
    }
    if wanted.upperBound <= held.upperBound, wanted.upperBound >= held.lowerBound, let head = rows.first {
      return .before(head.key, index: held.lowerBound)
    }
    return wanted.upperBound == cursor.count ? .last : .around(wanted.lowerBound)
  }

  /// Takes rows in: joined to those in memory where they meet, in their stead otherwise; at most a few
  /// readings' worth are kept. The cursor stays on its article, and its article where it is on the screen.
  ///
  /// Returns false when the list has changed since the rows in memory were read, so that they must be read
  /// again.
  mutating func take(_ new: [ArticleSummary], first newFirst: Int, total: Int, page: Int) -> Bool {
    var isComplete = true
    if let last = rows.last, let head = new.first, newFirst == first + rows.count, last.key < head.key {
      isComplete = total == cursor.count
      rows += new
      let excess = max(0, rows.count - ListScreen.mostPages * page)
      rows.removeFirst(excess)
      first += excess
    } else if let last = new.last, let head = rows.first, newFirst + new.count == first, last.key < head.key {
      isComplete = total == cursor.count
      rows = Array((new + rows).prefix(ListScreen.mostPages * page))
      first = newFirst
    } else {
      rows = new
      first = newFirst
    }
    isLoaded = true
    cursor.count = total
    let place = anchor.flatMap { id in rows.firstIndex { $0.id == id } }.map { $0 + first }
    // Where its article has gone, the cursor stays among the rows that were read.
    cursor.move(to: place ?? max(first, min(cursor.selected, first + rows.count - 1)), page: page)
    anchor = selected?.id
    return isComplete
  }

  /// Changes the row of an article, where it is in memory.
  mutating func change(_ id: ArticleID, _ body: (inout ArticleSummary) -> Void) {
    for index in rows.indices where rows[index].id == id { body(&rows[index]) }
  }
}
