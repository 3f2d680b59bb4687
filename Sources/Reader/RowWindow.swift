// The rows in memory of a list that is longer than memory should be: which they are, what is missing of a page, how more
// of them come in.

/// Rows that follow each other in a list.
struct RowWindow<Row: Sendable>: Sendable {
  /// The rows in memory, and the place of the first of them in the list.
  var rows: [Row] = []
  private(set) var first = 0

  /// The places of the rows in memory.
  var held: Range<Int> { first..<first + rows.count }

  /// The row at a place, when it is in memory.
  subscript(place: Int) -> Row? { held.contains(place) ? rows[place - first] : nil }

  /// Where rows are missing.
  enum Gap {
    /// After the last row in memory, or before the first, with its place.
    case after(Row, index: Int)
    case before(Row, index: Int)
    /// All of them, apart from those in memory.
    case elsewhere
  }

  /// What must come so that all rows at some places are in memory; nil when they are.
  func gap(in wanted: Range<Int>) -> Gap? {
    if wanted.lowerBound >= held.lowerBound, wanted.upperBound <= held.upperBound { return nil }
    if held.lowerBound...held.upperBound ~= wanted.lowerBound, let last = rows.last {
      return .after(last, index: held.upperBound - 1)
    }
    if held.lowerBound...held.upperBound ~= wanted.upperBound, let head = rows.first {
      return .before(head, index: held.lowerBound)
    }
    return .elsewhere
  }

  /// Takes rows in: joined to those in memory where they meet and are in order there, in their stead otherwise; at most
  /// `most` are kept. Returns whether they were joined.
  mutating func take(
    _ new: [Row], first newFirst: Int, most: Int, inOrder: (Row, Row) -> Bool = { _, _ in true }
  ) -> Bool {
    if let last = rows.last, newFirst == held.upperBound, new.first.map({ inOrder(last, $0) }) ?? false {
      rows += new
      let excess = max(0, rows.count - most)
      rows.removeFirst(excess)
      first += excess
      return true
    }
    if let head = rows.first, newFirst + new.count == first, new.last.map({ inOrder($0, head) }) ?? false {
      rows = Array((new + rows).prefix(most))
      first = newFirst
      return true
    }
    (rows, first) = (new, newFirst)
    return false
  }
}
