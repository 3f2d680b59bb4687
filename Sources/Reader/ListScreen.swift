// A list of articles, of which a window of rows is in memory.

import Articles
import Library

struct ListScreen: Sendable {
  let selection: ListSelection
  let title: String
  /// The rows in memory, and the place of the first of them in the list.
  var rows: [ArticleSummary] = []
  var first = 0
  var cursor = Scroll()
  /// Whether the first rows have come.
  var isLoaded = false

  init(selection: ListSelection, title: String) {
    self.selection = selection
    self.title = title
  }

  /// The row at a place, when it is in memory.
  subscript(place: Int) -> ArticleSummary? {
    rows.indices.contains(place - first) ? rows[place - first] : nil
  }

  var selected: ArticleSummary? { self[cursor.selected] }

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

  /// Takes rows in: joined to those in memory where they meet, in their stead otherwise. At most a few
  /// readings' worth are kept.
  mutating func take(_ new: [ArticleSummary], first newFirst: Int, total: Int) {
    if isLoaded, newFirst == first + rows.count {
      rows += new
      let excess = max(0, rows.count - 3 * rowsAtOnce)
      rows.removeFirst(excess)
      first += excess
    } else if isLoaded, newFirst + new.count == first {
      rows = Array((new + rows).prefix(3 * rowsAtOnce))
      first = newFirst
    } else {
      rows = new
      first = newFirst
    }
    isLoaded = true
    cursor.count = total
  }

  /// Changes the row of an article, where it is in memory.
  mutating func change(_ id: ArticleID, _ body: (inout ArticleSummary) -> Void) {
    for index in rows.indices where rows[index].id == id { body(&rows[index]) }
  }
}
