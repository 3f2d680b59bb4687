// Rows of a frame that stood elsewhere in the one before: what can be moved need not be written again. Knows two frames;
// must not know how rows are moved.

/// Rows that move together from one frame to the next, if any do.
package struct Scroll: Hashable, Sendable {
  /// Where they stand before or after.
  package private(set) var rows = 0..<0
  /// How many rows up they move; down where that is less than 0.
  package private(set) var rise = 0

  /// Fewer rows than this are not worth looking for.
  private static let fewest = 4

  /// Nothing moves.
  package init() {}

  /// What moves from one frame to another of its size: the row in the middle of those that differ is looked for, and those
  /// that move with it. Takes time linear in the cells.
  package init(from before: Surface, to after: Surface) {
    let all = 0..<after.size.rows
    let differing = all.filter { !after.isSame($0, as: $0, of: before) }
    guard differing.count >= Scroll.fewest else { return }
    let anchor = differing[differing.count / 2]
    guard after.row(anchor).contains(where: { !$0.isBlank }),
      let found = all.first(where: { after.isSame(anchor, as: $0, of: before) })
    else { return }
    let rise = found - anchor
    let isMoved = { (row: Int) in all.contains(row + rise) && after.isSame(row, as: row + rise, of: before) }
    var moved = anchor..<anchor + 1
    while moved.lowerBound > 0, isMoved(moved.lowerBound - 1) {
      moved = moved.lowerBound - 1..<moved.upperBound
    }
    while moved.upperBound < all.count, isMoved(moved.upperBound) {
      moved = moved.lowerBound..<moved.upperBound + 1
    }
    guard moved.count >= Scroll.fewest else { return }
    rows = min(moved.lowerBound, moved.lowerBound + rise)..<max(moved.upperBound, moved.upperBound + rise)
    self.rise = rise
  }

  /// Where a row stood that stands at a place now; nil where none did, as rows that move leave.
  package func origin(of row: Int) -> Int? {
    guard rows.contains(row) else { return row }
    return rows.contains(row + rise) ? row + rise : nil
  }
}
