// How wide a table's columns are. Knows the cells of one table and the room it has.

import Articles
import Hanzi

/// A table's columns, or that it has none: then each row is set as a record.
struct TableLayout: Sendable {
  let table: Table
  /// The columns' widths; nil where they do not fit.
  let widths: [Int]?
  /// Whether the first row names the columns.
  let hasHead: Bool
  /// Whether some cell below the head has more than one line; rows are then divided by rulers.
  let isWrapped: Bool

  /// The least a column is narrowed to, where its text is not narrower: four Han a line can still be read.
  private static let narrowest = 8

  /// Finds the widths that fit `room` columns with `gap` columns between, by the automatic table layout of
  /// CSS 2.2 (§17.5.2.2, https://www.w3.org/TR/CSS22/tables.html#auto-table-layout): each column between its
  /// minimum, where it is wrapped wherever it can be, and its maximum, where nothing is wrapped.
  init(_ table: Table, room: Int, gap: Int, setter: SectionSetter) {
    self.table = table
    let contents = TableLayout.contents(table, setter)
    let room = room - max(0, contents.count - 1) * gap
    widths = TableLayout.widths(contents, room: room)
    isWrapped = zip(contents, widths ?? []).contains { $0.body > $1 }
    hasHead = table.rows.count > 1 && !table.rows[0].isEmpty && table.rows[0].allSatisfy(\.isHeader)
  }

  /// A column's minimum and maximum, and its maximum without rows of header cells alone.
  private typealias Content = (least: Int, most: Int, body: Int)

  private static func contents(_ table: Table, _ setter: SectionSetter) -> [Content] {
    var contents = [Content](repeating: (1, 1, 1), count: table.rows.map(\.count).max() ?? 0)
    for row in table.rows {
      let isHead = row.allSatisfy(\.isHeader)
      for (column, cell) in row.enumerated() where !isNarrow(cell, contents[column].least, setter.setting) {
        let (least, most) = LineBreaker(setter.setting).content(of: text(of: cell, setter))
        contents[column].most = max(contents[column].most, most)
        if !isHead { contents[column].body = max(contents[column].body, most) }
        contents[column].least = max(contents[column].least, least, min(most, narrowest))
      }
    }
    return contents
  }

  /// Whether a cell cannot be wider than a column is: no character has more columns than bytes, and one more where blanks
  /// are added.
  private static func isNarrow(_ cell: Table.Cell, _ columns: Int, _ setting: Setting) -> Bool {
    let bytes = cell.spans.reduce(0) { $0 + $1.text.utf8.count }
    return cell.spans.allSatisfy { $0.target == nil } && bytes * (setting.autospace ? 2 : 1) <= columns
  }

  private static func text(of cell: Table.Cell, _ setter: SectionSetter) -> CellText {
    if cell.spans.count == 1, cell.spans[0].target == nil {
      return CellText(cell.spans[0].text, level: setter.setting.kinsoku)
    }
    return RunText(setter.pieces(cell.spans), setter.setting.kinsoku).cells
  }

  private static func widths(_ contents: [Content], room: Int) -> [Int]? {
    let least = contents.reduce(0) { $0 + $1.least }, most = contents.reduce(0) { $0 + $1.most }
    guard !contents.isEmpty, least <= room else { return nil }
    if most <= room { return contents.map(\.most) }
    var given = 0, wish = 0
    return contents.map { content in
      // What is over is shared by what each column could still use; rounding never loses a column.
      wish += content.most - content.least
      let share = wish * (room - least) / (most - least) - given
      given += share
      return content.least + share
    }
  }
}

extension LineBreaker {
  /// The columns of the widest part that no line ends in, and of the widest line that is not wrapped
  /// (CSS's min-content and max-content).
  func content(of text: CellText) -> (least: Int, most: Int) {
    var least = 0, most = 0, part = 0, line = 0, blanks = 0
    for (index, unit) in text.units.enumerated() {
      let columns = Int(unit.columns)
      let seam = setting.autospace && index > 0 && text.isSeam(index) ? 1 : 0
      if unit.isPartsEnd {
        least = max(least, part)
        part = 0
      }
      switch unit.kind {
      case .newline: (line, blanks) = (0, 0)
      case .blank:
        line += columns
        blanks += columns
      case .plain, .hanging, .closing:
        line += columns + seam
        blanks = 0
        part += columns + (part > 0 ? seam : 0)
        most = max(most, line)
      }
    }
    return (max(least, part), most)
  }
}

extension CellText.Unit {
  /// Whether the part of a line that cannot be divided ends before it.
  fileprivate var isPartsEnd: Bool {
    switch (kind, strength) {
    case (.newline, _), (.blank, _), (_, .opportunity): true
    default: false
    }
  }
}
