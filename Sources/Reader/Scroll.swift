// A cursor in a list that is longer than the screen: which row is selected, which is on top.

struct Scroll: Hashable, Sendable {
  /// Rows in the list.
  var count = 0 { didSet { clamp() } }
  /// The selected row.
  private(set) var selected = 0
  /// The row at the top of the screen.
  var top = 0

  /// Selects a row, scrolling no more than needed on a page of `page` rows; where needed, by `leap` rows more.
  mutating func select(_ row: Int, page: Int, leap: Int = 0) {
    selected = max(0, min(row, count - 1))
    top = max(0, min(top, count - page))
    if selected < top { top = max(0, selected - leap) }
    if selected >= top + page { top = min(selected - page + 1 + leap, count - page) }
  }

  /// The row that stands in a line of the page, both counted from 0; nil where none does.
  func row(inLine line: Int) -> Int? { top + line < count ? top + line : nil }

  /// Follows the selected row to where it is now; it stays where it is on the screen.
  mutating func move(to row: Int, page: Int) {
    top += row - selected
    select(row, page: page)
  }

  /// Selects a row of a list that was not seen before: on its first page, or else in the middle of one.
  mutating func appear(at row: Int, page: Int) {
    top = row < page ? 0 : row - page / 2
    select(row, page: page)
  }

  /// Moves by pages: the last row of one page is the first of the next. At the ends the cursor goes on to
  /// the first or the last row.
  mutating func turn(_ pages: Int, page: Int) {
    let before = top
    let step = pages * max(1, page - 1)
    top = max(0, min(top + step, count - page))
    let moved = top - before
    select(moved == step ? selected + step : pages > 0 ? count - 1 : 0, page: page)
  }

  private mutating func clamp() {
    selected = max(0, min(selected, count - 1))
    top = max(0, min(top, selected))
  }
}
