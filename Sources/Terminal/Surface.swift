// A frame in the making: a grid of cells. Wide characters take two, and never half a one is shown.

import Glibc
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

  /// All of it in a byte: the ink, then a bit for each way of drawing.
  fileprivate var bits: UInt8

  fileprivate init(bits: UInt8) { self.bits = bits }

  /// A way of drawing text.
  package init(
    _ ink: Ink = .normal, bold: Bool = false, underlined: Bool = false, reversed: Bool = false,
    italic: Bool = false
  ) {
    bits = ink.rawValue
    isBold = bold
    isUnderlined = underlined
    isReversed = reversed
    isItalic = italic
  }

  /// What the text is, which decides its colour.
  package var ink: Ink {
    get { Ink(rawValue: bits & 0xF) ?? .normal }
    set { bits = bits & 0xF0 | newValue.rawValue }
  }

  /// Whether it is bold.
  package var isBold: Bool {
    get { has(0x10) }
    set { set(0x10, newValue) }
  }

  /// Whether it is underlined.
  package var isUnderlined: Bool {
    get { has(0x20) }
    set { set(0x20, newValue) }
  }

  /// Whether it is the other way round, light on dark for dark on light.
  package var isReversed: Bool {
    get { has(0x40) }
    set { set(0x40, newValue) }
  }

  /// Whether it is italic.
  package var isItalic: Bool {
    get { has(0x80) }
    set { set(0x80, newValue) }
  }

  private func has(_ bit: UInt8) -> Bool { bits & bit != 0 }

  private mutating func set(_ bit: UInt8, _ isSet: Bool) { bits = isSet ? bits | bit : bits & ~bit }
}

/// One cell of a surface: a code point that takes columns, and the marks on it. Plain numbers, as thousands are filled and
/// compared for every key.
package struct Cell: Hashable, Sendable {
  /// Its code points, 21 bits each from the lowest on: three, then two, and in the highest byte its style. The right half
  /// of a wide character has no code point.
  private var low: UInt64, high: UInt64

  /// Code points that a cell has at most, as ncurses has it.
  static let mostScalars = 5

  /// A cell that shows a code point.
  package init(_ scalar: Unicode.Scalar = " ", style: Style = Style()) {
    low = UInt64(scalar.value)
    high = UInt64(style.bits) << 56
  }

  /// How it is drawn.
  package var style: Style {
    get { Style(bits: UInt8(high >> 56)) }
    set { high = high & 0xFF_FFFF_FFFF_FFFF | UInt64(newValue.bits) << 56 }
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
  package var isBlank: Bool { low == 0x20 && high == 0 }

  /// Whether it has one code point, and no mark on it.
  package var isPlain: Bool { low < 1 << 21 && high & 0xFF_FFFF_FFFF_FFFF == 0 }

  /// The code point at an index below `mostScalars`; 0 where it has none.
  subscript(index: Int) -> Int32 {
    Int32(truncatingIfNeeded: (index < 3 ? low >> (21 * index) : high >> (21 * (index - 3))) & 0x1F_FFFF)
  }

  /// Adds a mark, as far as there is room: four beside the code point.
  package mutating func add(_ mark: Unicode.Scalar) {
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
    guard column < limit else { return 0 }
    let start = row * size.columns
    let cutsLeft = cells[start + column].isRightHalf
    var place = column
    for character in GridCharacters(text) {
      let isControl = Surface.isControl(character.first)
      let shown = isControl ? "\u{FFFD}" : character.first
      let columns = isControl ? CellWidth.of(shown) : character.columns
      if columns == 0 { continue }
      if place + columns > limit { break }
      if isControl || character.isAlone {
        write(Cell(shown, style: style), columns: columns, at: start + place)
      } else {
        var index = start + place
        let begin = text.index(afterBytes: character.bytes.lowerBound)
        let end = text.index(afterBytes: character.bytes.upperBound)
        for (cell, width) in Surface.cells(of: text.unicodeScalars[begin..<end], columns, style) {
          write(cell, columns: width, at: index)
          index += width
        }
      }
      place += columns
    }
    if place > column { closeEdges(start + column..<start + place, cutsLeft: cutsLeft, row: row) }
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

  /// Whether a row is the same as one of another surface of as many columns.
  package func isSame(_ row: Int, as otherRow: Int, of other: Surface) -> Bool {
    precondition(other.size.columns == size.columns && row < size.rows && otherRow < other.size.rows)
    // Cells are numbers without gaps, and there are thousands to compare for every key.
    return cells.withUnsafeBytes { cells in
      other.cells.withUnsafeBytes { others in
        let length = size.columns * MemoryLayout<Cell>.stride
        guard let here = cells.baseAddress, let there = others.baseAddress else { return true }
        return memcmp(here + row * length, there + otherRow * length, length) == 0
      }
    }
  }

  /// How many cells of a row differ from those of a row of another surface, or from blanks.
  package func changes(in row: Int, from otherRow: Int?, of other: Surface) -> Int {
    guard let otherRow else { return self.row(row).count { !$0.isBlank } }
    return zip(self.row(row), other.row(otherRow)).count { $0 != $1 }
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

  private mutating func write(_ cell: Cell, columns: Int, at index: Int) {
    cells[index] = cell
    if columns == 2 { cells[index + 1] = .rightHalf(style: cell.style) }
  }

  /// Blanks the halves beside what was written whose other halves were written over.
  private mutating func closeEdges(_ written: Range<Int>, cutsLeft: Bool, row: Int) {
    let left = written.lowerBound - 1, right = written.upperBound
    if cutsLeft, left >= row * size.columns { cells[left] = Cell(style: cells[left].style) }
    if right < (row + 1) * size.columns, cells[right].isRightHalf {
      cells[right] = Cell(style: cells[right].style)
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
