// A frame in the making: a grid of cells. Wide characters take two, and never half a one is shown.

import Hanzi

/// How a cell is shown.
package struct Style: Hashable, Sendable {
  /// What a text is, from which a theme takes its colour. A colour is never all that tells it: unread rows are bold, what
  /// is selected or found is the other way round, links and terms are underlined.
  package enum Ink: UInt8, Hashable, Sendable, CaseIterable {
    case normal, faint, link, term, mark, found, unread, selected, title, rule
    /// A code for cameras, which no theme changes.
    case code

    /// What themes call it.
    package var name: String { String(describing: self) }

    /// Those that a theme gives a look.
    package static let ofThemes = allCases.filter { $0 != .code }
  }

  /// What the text is, which decides its colour.
  package var ink: Ink
  /// How it is drawn, beside its colour.
  package var isBold: Bool, isUnderlined: Bool, isReversed: Bool, isItalic: Bool

  /// A way of drawing text.
  package init(
    _ ink: Ink = .normal, bold: Bool = false, underlined: Bool = false, reversed: Bool = false,
    italic: Bool = false
  ) {
    self.ink = ink
    isBold = bold
    isUnderlined = underlined
    isReversed = reversed
    isItalic = italic
  }
}

/// One cell of a surface: a code point that takes columns, and the marks on it. Plain numbers, as thousands are filled and
/// compared for every key.
package struct Cell: Hashable, Sendable {
  /// Its code points, 21 bits each from the lowest on: three, then two. None in the right half of a wide character.
  private var low: UInt64 = 0, high: UInt64 = 0
  /// How it is drawn.
  package var style: Style

  /// Code points that a cell has at most, as ncurses has it.
  static let mostScalars = 5

  /// A cell that shows a code point.
  package init(_ scalar: Unicode.Scalar = " ", style: Style = Style()) {
    low = UInt64(scalar.value)
    self.style = style
  }

  /// The right half of a wide character.
  package static func rightHalf(style: Style) -> Cell {
    var cell = Cell(style: style)
    cell.low = 0
    return cell
  }

  /// Whether it is the right half of a wide character.
  package var isRightHalf: Bool { low == 0 }

  /// Whether nothing is to be seen in it.
  var isBlank: Bool { low == 0x20 && high == 0 && style == Style() }

  /// The code point at an index below `mostScalars`; 0 where it has none.
  subscript(index: Int) -> Int32 {
    Int32(truncatingIfNeeded: (index < 3 ? low >> (21 * index) : high >> (21 * (index - 3))) & 0x1F_FFFF)
  }

  /// Adds a mark, as far as there is room.
  mutating func add(_ mark: Unicode.Scalar) {
    guard let place = (1..<Cell.mostScalars).first(where: { self[$0] == 0 }) else { return }
    if place < 3 {
      low |= UInt64(mark.value) << (21 * place)
    } else {
      high |= UInt64(mark.value) << (21 * (place - 3))
    }
  }

  /// What it shows; nil for the right half of a wide character.
  package var text: Character? {
    if isRightHalf { return nil }
    let scalars = (0..<Cell.mostScalars).compactMap { self[$0] == 0 ? nil : Unicode.Scalar(UInt32(self[$0])) }
    return Character(String(String.UnicodeScalarView(scalars)))
  }
}

/// A grid of cells.
package struct Surface: Hashable, Sendable {
  /// The rows and columns it has, one of each at least.
  package let size: Size
  /// The cells, row by row.
  package private(set) var cells: [Cell]
  /// Where the terminal's cursor stands; screen readers follow it.
  package var cursor = (row: 0, column: 0) {
    didSet { cursor = (min(max(0, cursor.row), size.rows - 1), min(max(0, cursor.column), size.columns - 1)) }
  }

  /// Whether the cursor is to be seen: where text is typed, as an input method composes there.
  package var showsCursor = false
  /// What of it the terminal itself can open.
  package var hyperlinks: [Hyperlink] = []

  /// A blank surface.
  package init(size: Size) {
    self.size = Size(rows: max(1, size.rows), columns: max(1, size.columns))
    cells = Array(repeating: Cell(), count: self.size.rows * self.size.columns)
  }

  /// Writes a text into a row from a column on, at most `width` columns of it and never past the edge;
  /// returns the columns it took. A control character becomes U+FFFD: nothing gets past a cell.
  @discardableResult
  package mutating func put(
    _ text: String, row: Int, column: Int, style: Style = Style(), width: Int = .max
  ) -> Int {
    guard row >= 0, row < size.rows, column >= 0 else { return 0 }
    let limit = min(size.columns, width < size.columns - column ? column + width : size.columns)
    var place = column
    for character in GridCharacters(text) {
      let isControl = Surface.isControl(character.first)
      let shown = isControl ? "\u{FFFD}" : character.first
      let columns = isControl ? CellWidth.of(shown) : character.columns
      if columns == 0 { continue }
      if place + columns > limit { break }
      if isControl || character.isAlone {
        write(Cell(shown, style: style), columns: columns, row: row, column: place)
      } else {
        var column = place
        let start = text.index(afterBytes: character.bytes.lowerBound)
        let end = text.index(afterBytes: character.bytes.upperBound)
        for (cell, width) in Surface.cells(of: text.unicodeScalars[start..<end], columns, style) {
          write(cell, columns: width, row: row, column: column)
          column += width
        }
      }
      place += columns
    }
    return place - column
  }

  /// Gives a whole row one style, filling it with blanks.
  package mutating func fill(row: Int, style: Style) {
    guard row >= 0, row < size.rows else { return }
    for column in 0..<size.columns { cells[row * size.columns + column] = Cell(style: style) }
  }

  /// Puts the cells of another surface into a part of this one, as far as they fit; the cursor stays where it is.
  package mutating func place(_ other: Surface, in area: Rectangle) {
    let columns = min(other.size.columns, area.columns, size.columns - area.column)
    guard columns > 0, area.row >= 0, area.column >= 0 else { return }
    for row in 0..<max(0, min(other.size.rows, area.rows, size.rows - area.row)) {
      let start = (area.row + row) * size.columns + area.column
      cells.replaceSubrange(start..<start + columns, with: other.row(row).prefix(columns))
    }
  }

  /// The cells of a row.
  package func row(_ row: Int) -> ArraySlice<Cell> {
    cells[(row * size.columns)..<((row + 1) * size.columns)]
  }

  /// The rows as text, blanks at their ends left out.
  package var text: String {
    (0..<size.rows).map { row in
      let line = String(self.row(row).compactMap(\.text))
      return line.lastIndex { $0 != " " }.map { String(line[...$0]) } ?? ""
    }.joined(separator: "\n")
  }

  package static func == (left: Surface, right: Surface) -> Bool {
    left.size == right.size && left.cursor == right.cursor && left.showsCursor == right.showsCursor
      && left.hyperlinks == right.hyperlinks && left.cells == right.cells
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(cells) }

  /// A terminal's cell holds one code point that takes columns, with its marks: นำ, षा and flags are several
  /// such parts, each in its own cells; of an emoji the first is shown, and a blank where it takes more columns
  /// with its variation selector than without.
  private static func cells(
    of scalars: Substring.UnicodeScalarView, _ columns: Int, _ style: Style
  ) -> [(cell: Cell, width: Int)] {
    var parts: [(cell: Cell, width: Int)] = []
    for scalar in scalars where !isSelector(scalar) {
      let width = max(0, CellWidth.of(scalar))
      if width == 0, !parts.isEmpty {
        parts[parts.count - 1].cell.add(scalar)
      } else {
        parts.append((Cell(scalar, style: style), width))
      }
    }
    var result: [(cell: Cell, width: Int)] = []
    var left = columns
    for part in parts where part.width > 0 && part.width <= left {
      result.append(part)
      left -= part.width
    }
    return result + Array(repeating: (Cell(style: style), 1), count: left)
  }

  /// What chooses between text and emoji, what joins, and the tags of a flag: terminals disagree on what they do to the
  /// width, so none is sent.
  private static func isSelector(_ scalar: Unicode.Scalar) -> Bool {
    (0xFE0E...0xFE0F).contains(scalar.value) || (0xE0000...0xE007F).contains(scalar.value)
      || scalar.value == 0x200D
  }

  private mutating func write(_ cell: Cell, columns: Int, row: Int, column: Int) {
    let index = row * size.columns + column
    clearHalf(at: index, row: row)
    if columns == 2 { clearHalf(at: index + 1, row: row) }
    cells[index] = cell
    if columns == 2 { cells[index + 1] = .rightHalf(style: cell.style) }
  }

  /// Blanks the other half of a wide character that is about to lose one.
  private mutating func clearHalf(at index: Int, row: Int) {
    if cells[index].isRightHalf, index > row * size.columns {
      cells[index - 1] = Cell(style: cells[index - 1].style)
    }
    if index + 1 < (row + 1) * size.columns, cells[index + 1].isRightHalf {
      cells[index + 1] = Cell(style: cells[index + 1].style)
    }
  }

  /// Whether a terminal would do something else with it than show it.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
    default: false
    }
  }
}
