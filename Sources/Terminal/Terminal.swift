// Cells, keys and events: what the program knows of a terminal. The only user of CNcurses.
//
// A frame is drawn into a `Surface`, a grid of cells that is a pure value, which tests read as text;
// `CursesDisplay` shows it. Terminal must not know articles, lists or commands.

/// The size of a screen, in cells.
package struct Size: Hashable, Sendable {
  /// Cells in a column and in a row.
  package var rows: Int, columns: Int
  /// So many rows of so many columns.
  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }
}

/// A part of a screen, in cells.
package struct Rectangle: Hashable, Sendable {
  /// Where it begins, and how many cells it has.
  package var row: Int, column: Int, rows: Int, columns: Int
  /// So many rows of so many columns, from a place on.
  package init(row: Int, column: Int, rows: Int, columns: Int) {
    (self.row, self.column, self.rows, self.columns) = (row, column, rows, columns)
  }

  /// How large it is.
  package var size: Size { Size(rows: rows, columns: columns) }

  /// Whether a cell is in it.
  package func contains(row: Int, column: Int) -> Bool {
    (self.row..<self.row + rows).contains(row) && (self.column..<self.column + columns).contains(column)
  }
}

/// Why a terminal cannot be used.
package enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Standard input or output is no terminal.
  case notATerminal
  /// TERM names a terminal that cannot move its cursor, or none.
  case unusable(term: String)
  /// There is no UTF-8 locale.
  case noUTF8

  /// What is wrong and what to do, in English.
  package var description: String {
    switch self {
    case .notATerminal: "the reader needs a terminal; use `kanbao list` and `kanbao show` in scripts"
    case .unusable(let term):
      "the terminal type “\(term)” cannot show the reader; set TERM (for instance xterm-256color)"
    case .noUTF8: "no UTF-8 locale was found; set LC_ALL=C.UTF-8"
    }
  }
}
