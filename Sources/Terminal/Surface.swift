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

/// A grid of cells.
package struct Surface: Hashable, Sendable {
  /// One cell.
  package struct Cell: Hashable, Sendable {
    /// What it shows; nil for the right half of a wide character.
    package var text: Character? = " "
    /// How it is drawn.
    package var style = Style()
  }

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
    _ text: some StringProtocol, row: Int, column: Int, style: Style = Style(), width: Int = .max
  ) -> Int {
    guard row >= 0, row < size.rows, column >= 0 else { return 0 }
    let limit = min(size.columns, width < size.columns - column ? column + width : size.columns)
    var place = column
    for character in text {
      let (scalar, isAlone) = character.firstScalar
      let isControl = Surface.isControl(scalar)
      let columns = isControl ? 1 : isAlone ? CellWidth.of(scalar) : CellWidth.of(character)
      if columns == 0 { continue }
      if place + columns > limit { break }
      if isAlone || isControl {
        let shown = isControl ? "\u{FFFD}" : character
        writePart(shown, columns: columns, row: row, column: place, style: style)
      } else {
        write(character, columns: columns, row: row, column: place, style: style)
      }
      place += columns
    }
    return place - column
  }

  /// Gives a whole row one style, filling it with blanks.
  package mutating func fill(row: Int, style: Style) {
    guard row >= 0, row < size.rows else { return }
    for column in 0..<size.columns { cells[row * size.columns + column] = Cell(text: " ", style: style) }
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

  /// Writes a character of several code points that fits, in as many cells as it has columns.
  private mutating func write(_ character: Character, columns: Int, row: Int, column: Int, style: Style) {
    var place = column
    for (part, width) in Surface.parts(of: character, columns: columns) {
      writePart(part, columns: width, row: row, column: place, style: style)
      place += width
    }
  }

  /// A terminal's cell holds one code point that takes columns, with its marks: นำ, षा and flags are several
  /// such parts, each in its own cells; of an emoji the first is shown, and a blank where it takes more columns
  /// with its variation selector than without.
  private static func parts(of character: Character, columns: Int) -> [(Character, Int)] {
    let scalars = character.unicodeScalars
    // Digits are emoji to Unicode, as some are made of them.
    let isEmoji = scalars.first.map { $0.properties.isEmoji && !$0.isASCII } ?? false
    var parts: [(text: String.UnicodeScalarView, width: Int)] = []
    for scalar in scalars where !isSelector(scalar) && !(isEmoji && scalar.value == 0x200D) {
      let width = max(0, CellWidth.of(scalar))
      if width == 0, !parts.isEmpty {
        parts[parts.count - 1].text.append(scalar)
      } else {
        parts.append((String.UnicodeScalarView([scalar]), width))
      }
    }
    var result: [(Character, Int)] = []
    var left = columns
    for part in parts where part.width > 0 && part.width <= left {
      result.append((Character(String(part.text)), part.width))
      left -= part.width
    }
    return result + Array(repeating: (" ", 1), count: left)
  }

  /// What chooses between text and emoji, and the tags of a flag: terminals disagree on what they do to the
  /// width, so none is sent.
  private static func isSelector(_ scalar: Unicode.Scalar) -> Bool {
    (0xFE0E...0xFE0F).contains(scalar.value) || (0xE0000...0xE007F).contains(scalar.value)
  }

  private mutating func writePart(
    _ character: Character, columns: Int, row: Int, column: Int, style: Style
  ) {
    let index = row * size.columns + column
    clearHalf(at: index, row: row)
    if columns == 2 { clearHalf(at: index + 1, row: row) }
    cells[index] = Cell(text: character, style: style)
    if columns == 2 { cells[index + 1] = Cell(text: nil, style: style) }
  }

  /// Blanks the other half of a wide character that is about to lose one.
  private mutating func clearHalf(at index: Int, row: Int) {
    if cells[index].text == nil, index % size.columns > 0 { cells[index - 1].text = " " }
    if index + 1 < (row + 1) * size.columns, cells[index + 1].text == nil { cells[index + 1].text = " " }
  }

  /// Whether a terminal would do something else with it than show it.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
    default: false
    }
  }
}

extension Character {
  /// Its first code point, and whether that is all of it: nearly always, and then it needs no more thought.
  fileprivate var firstScalar: (Unicode.Scalar, isAlone: Bool) {
    var scalars = unicodeScalars.makeIterator()
    let first = scalars.next() ?? "\u{FFFD}"
    return (first, scalars.next() == nil)
  }
}
