// Where things stand on the screen: the one place that knows how it is split. Knows cells and what kind of screen is
// shown; must not know what is drawn.

import Terminal

/// How many panes are shown side by side.
package enum PaneChoice: String, CaseIterable, Hashable, Sendable {
  /// As many as there is room for.
  case auto
  /// The screen shown alone; the categories beside a list; the article selected there as well.
  case one, two, three
}

/// The panes of a screen. Above them is the title bar, below them the bottom line, unless a text has all of the screen;
/// between two of them is a rule.
struct Layout: Hashable, Sendable {
  /// The screen shown, which has the keys.
  let main: Rectangle
  /// The categories, left of a list; nil where there is no room, or none is wished.
  private(set) var side: Rectangle?
  /// The article selected, right of a list; the same.
  private(set) var preview: Rectangle?

  /// Columns from which the categories and the article stand beside a list by themselves, and from which they may.
  private static let roomForSide = 100, roomForPreview = 150
  private static let leastForSide = 50, leastForPreview = 90
  /// Columns of the categories at most.
  private static let widestSide = 32

  /// A screen without a list of articles, or with nothing beside it.
  init(_ size: Size) {
    main = Rectangle(row: 1, column: 0, rows: max(1, size.rows - 2), columns: size.columns)
  }

  /// A text alone, without a title bar and a bottom line.
  init(bare size: Size) {
    main = Rectangle(row: 0, column: 0, rows: max(1, size.rows), columns: size.columns)
  }

  /// A list of articles, and as much beside it as is wished; no article needs more than `widest` columns.
  init(listOn size: Size, _ choice: PaneChoice, widest: Int) {
    let whole = Layout(size).main
    guard choice != .one, size.columns >= (choice == .auto ? Layout.roomForSide : Layout.leastForSide) else {
      main = whole
      return
    }
    let hasPreview =
      switch choice {
      case .one, .two: false
      case .auto: size.columns >= Layout.roomForPreview
      case .three: size.columns >= Layout.leastForPreview
      }
    let side = Layout.part(of: whole, from: 0, min(Layout.widestSide, size.columns / 4))
    let start = side.columns + 1, rest = size.columns - start
    // A rule and a blank stand before an article.
    let right = hasPreview ? min((rest - 2) / 2, widest + 2) : 0
    main = Layout.part(of: whole, from: start, hasPreview ? rest - right - 2 : rest)
    self.side = side
    if hasPreview { preview = Layout.part(of: whole, from: size.columns - right, right) }
  }

  private static func part(of whole: Rectangle, from column: Int, _ columns: Int) -> Rectangle {
    Rectangle(row: whole.row, column: column, rows: whole.rows, columns: columns)
  }

  /// The panes by what they are for.
  enum Pane: Hashable, Sendable { case main, side, preview }

  /// The pane that a cell of the screen is in, and where in that; nil outside of all.
  func pane(atRow row: Int, _ column: Int) -> (pane: Pane, row: Int, column: Int)? {
    for (pane, area) in [(Pane.main, main), (.side, side), (.preview, preview)] {
      guard let area, area.contains(row: row, column: column) else { continue }
      return (pane, row - area.row, column - area.column)
    }
    return nil
  }

  /// The columns of the rules between the panes.
  var rules: [Int] {
    guard let side else { return [] }
    return [side.columns] + (preview == nil ? [] : [main.column + main.columns])
  }
}
