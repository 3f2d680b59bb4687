// One row of a table to lines: side by side where the columns fit, otherwise a record, `header：value`.
// Nothing is cut. Knows the layout that TableLayout found.

import Articles
import Hanzi

struct TableSetter {
  let layout: TableLayout
  let setter: SectionSetter
  let section: Section

  /// What stands between columns, and where a ruler crosses it.
  static func gap(_ setting: Setting) -> String { setting.boxes ? " │ " : " | " }

  private var position: Position { section.position }
  private var rows: [[Table.Cell]] { layout.table.rows }

  func lines(_ row: Int) -> [Line] {
    guard let widths = layout.widths else { return record(row) }
    let lines = cells(rows[row], widths)
    let isHead = !rows[row].isEmpty && rows[row].allSatisfy(\.isHeader)
    let isLast = row + 1 == rows.count
    let isHeadsEnd = isHead && !isLast && !rows[row + 1].allSatisfy(\.isHeader)
    return isHeadsEnd || layout.isWrapped && !isLast ? lines + [ruler(widths)] : lines
  }

  // MARK: Side by side

  private func cells(_ row: [Table.Cell], _ widths: [Int]) -> [Line] {
    let cells = row.enumerated().map { column, cell in
      LineBreaker(setter.setting.ragged, measure: widths[column]).lines(of: text(cell), from: position)
    }
    return (0..<(cells.map(\.count).max() ?? 1)).map { index in
      var runs: [Run] = []
      for column in widths.indices {
        let line = column < cells.count && index < cells[column].count ? cells[column][index] : nil
        runs += line?.runs ?? []
        if column + 1 < widths.count {
          let width = line?.runs.reduce(0) { $0 + CellWidth.of($1.text) } ?? 0
          let blank = String(repeating: " ", count: max(0, widths[column] - width))
          runs.append(Run(blank + TableSetter.gap(setter.setting), ink: .faint))
        } else if line?.runs.isEmpty ?? true, let gap = runs.indices.last {
          // No blank at a line's end.
          runs[gap].text.removeLast()
        }
      }
      return Line(indent: 0, runs: runs, position: position)
    }
  }

  private func text(_ cell: Table.Cell) -> RunText {
    RunText(setter.pieces(cell.spans, style: cell.isHeader ? .strong : []), setter.setting.kinsoku)
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
  private func record(_ row: Int) -> [Line] {
    let head = layout.hasHead ? rows[0] : []
    let first = layout.hasHead ? 1 : 0
    if row < first { return [] }
    var lines = row > first ? [Line(indent: 0, runs: [], position: position)] : []
    for column in 0..<max(rows[row].count, row == first ? head.count : 0) {
      let value = column < rows[row].count ? rows[row][column] : nil
      let name = column < head.count && !head[column].spans.text.isEmpty ? head[column] : nil
      if value?.spans.text.isEmpty ?? true, name == nil || row > first { continue }
      lines += member(name, value)
    }
    return lines
  }

  private func member(_ name: Table.Cell?, _ value: Table.Cell?) -> [Line] {
    var pieces = name.map { setter.pieces($0.spans, style: .strong) } ?? []
    if name != nil { pieces.append(RunText.Piece(run: Run(setter.labels.colon), isAdded: true)) }
    pieces += value.map { setter.pieces($0.spans, style: $0.isHeader ? .strong : []) } ?? []
    let room = setter.room(section)
    let breaker = LineBreaker(setter.setting, measure: room, indent: 2)
    return breaker.lines(of: RunText(pieces, setter.setting.kinsoku), from: position).map { line in
      var line = line
      line.position = position
      return line
    }
  }
}
