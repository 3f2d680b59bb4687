// One row of a table to lines: side by side where the columns fit, otherwise a record, `header：value`.
// Nothing is cut. Knows the layout that TableLayout found.

import Articles
import Hanzi

struct TableSetter {
  let layout: TableLayout
  let setter: SectionSetter
  let section: Section
  let row: Int

  /// What stands between columns, and where a ruler crosses it.
  static func gap(_ setting: Setting) -> String { setting.boxes ? " │ " : " | " }

  private var position: Position { section.position }
  private var rows: [[Table.Cell]] { layout.table.rows }

  func lines() -> [Line] {
    guard let widths = layout.widths else { return record() }
    let lines = cells(widths)
    let isHead = !rows[row].isEmpty && rows[row].allSatisfy(\.isHeader)
    let isLast = row + 1 == rows.count
    let isHeadsEnd = isHead && !isLast && !rows[row + 1].allSatisfy(\.isHeader)
    return isHeadsEnd || layout.isWrapped && !isLast ? lines + [ruler(widths)] : lines
  }

  // MARK: Side by side

  private func cells(_ widths: [Int]) -> [Line] {
    let cells = rows[row].indices.map { column in
      LineBreaker(setter.setting.ragged, measure: widths[column]).lines(
        of: RunText(pieces(row, column), setter.setting.kinsoku), from: position)
    }
    return (0..<(cells.map(\.count).max() ?? 1)).map { index in
      var runs: [Run] = []
      // What stands between texts: what is over in their columns, and the gap.
      var blank = ""
      for column in widths.indices {
        let texts = column < cells.count && index < cells[column].count ? cells[column][index].runs : []
        let over = max(0, widths[column] - texts.reduce(0) { $0 + CellWidth.of($1.text) })
        let before = texts.isEmpty ? 0 : rows[row][column].alignment.columns(before: over)
        blank += String(repeating: " ", count: before)
        if !texts.isEmpty {
          if !blank.isEmpty { runs.append(Run(blank, ink: .faint)) }
          runs += texts
          blank = ""
        }
        guard column + 1 < widths.count else { break }
        blank += String(repeating: " ", count: over - before) + TableSetter.gap(setter.setting)
      }
      // No blank at a line's end.
      if blank.hasSuffix(" ") { runs.append(Run(String(blank.dropLast()), ink: .faint)) }
      return Line(indent: 0, runs: runs, position: position)
    }
  }

  private func pieces(_ row: Int, _ column: Int, style: Span.Style = []) -> [RunText.Piece] {
    let cell = rows[row][column]
    return setter.pieces(
      cell.spans, style: cell.isHeader ? .strong : style,
      at: setter.highlights.isEmpty ? nil : start(row, column))
  }

  /// Where a cell of this row, or of the first, begins: cells are counted one after the other.
  private func start(_ row: Int, _ column: Int) -> Position {
    var start = position
    if row == 0 { start.offset -= length(rows[..<self.row].joined()) }
    start.offset += length(rows[row][..<column])
    return start
  }

  private func length(_ cells: some Sequence<Table.Cell>) -> Int {
    cells.reduce(0) { $0 + $1.spans.text.codePoints }
  }

  /// A ruler over all columns, with crossings. Where the dash takes two columns the crossing stands in the
  /// column pair of the bar, so the gap's blanks are dashes only as far as whole ones fit.
  private func ruler(_ widths: [Int]) -> Line {
    let dash = setter.setting.boxes ? "─" : "-", cross = setter.setting.boxes ? "┼" : "+"
    let columns = CellWidth.of(dash)
    var text = ""
    for (index, width) in widths.enumerated() {
      let length = width + (index > 0 ? 1 : 0) + (index + 1 < widths.count ? 1 : 0)
      text += String(repeating: dash, count: length / columns)
      text += String(repeating: " ", count: length % columns)
      if index + 1 < widths.count { text += cross }
    }
    return Line(indent: 0, runs: [Run(text, ink: .faint)], position: position)
  }

  // MARK: Records

  /// A row as a record: its cells under the names of the first row, when that is a header. The first record
  /// has every name, even of a column where nothing stands: no word is lost.
  private func record() -> [Line] {
    let head = layout.hasHead ? rows[0] : []
    let first = layout.hasHead ? 1 : 0
    if row < first { return [] }
    var lines = row > first ? [Line(indent: 0, runs: [], position: position)] : []
    for column in 0..<max(rows[row].count, row == first ? head.count : 0) {
      let hasValue = column < rows[row].count
      let hasName = column < head.count && !head[column].spans.text.isEmpty
      if !hasValue || rows[row][column].spans.text.isEmpty, !hasName || row > first { continue }
      lines += member(
        name: hasName ? pieces(0, column, style: .strong) : [], value: hasValue ? pieces(row, column) : [])
    }
    return lines
  }

  private func member(name: [RunText.Piece], value: [RunText.Piece]) -> [Line] {
    let colon = RunText.Piece(run: Run(setter.labels.colon), isAdded: true)
    let pieces = (name.isEmpty ? [] : name + [colon]) + value
    let room = setter.room(section)
    let breaker = LineBreaker(setter.setting, measure: room, indent: 2)
    return breaker.lines(of: RunText(pieces, setter.setting.kinsoku), from: position).map { line in
      var line = line
      line.position = position
      return line
    }
  }
}

extension Table.Alignment {
  /// How many of the columns that are over stand before the text.
  fileprivate func columns(before over: Int) -> Int {
    switch self {
    case .left: 0
    case .center: over / 2
    case .right: over
    }
  }
}
