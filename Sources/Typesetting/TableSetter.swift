// Tables: columns as wide as they need where the measure allows, cells wrapped; otherwise one record a row,
// `header：value`. Nothing is cut.

import Articles
import Hanzi

struct TableSetter {
  struct Cell {
    var runs: [Run]
    var isHeader: Bool

    var text: String { runs.reduce("") { $0 + $1.text } }
    /// The columns of its longest line.
    var width: Int { text.split(separator: "\n").map { CellWidth.of($0) }.max() ?? 0 }
  }

  let measure: Int
  /// The place in the document of the first row.
  let start: Position

  private static let gap = " │ "
  /// The narrowest column a cell is wrapped to.
  private static let narrowest = 6

  func lines(_ rows: [[Cell]]) -> [Line] {
    guard let widths = columnWidths(rows) else { return records(rows) }
    var lines: [Line] = []
    var place = start
    for (index, row) in rows.enumerated() {
      lines += self.lines(row, widths, at: place)
      place.offset += TableSetter.length(row)
      let isHead = !row.isEmpty && row.allSatisfy(\.isHeader)
      if isHead, index + 1 < rows.count, !rows[index + 1].allSatisfy(\.isHeader) {
        lines.append(ruler(widths, at: place))
      }
    }
    return lines
  }

  /// The characters of a row, by which places in a table are counted.
  static func length(_ row: [Cell]) -> Int { row.reduce(0) { $0 + $1.text.count } }

  /// The columns' widths: what they need when all fit, else the widest narrowed until they do; nil where
  /// even the narrowest do not fit.
  private func columnWidths(_ rows: [[Cell]]) -> [Int]? {
    let count = rows.map(\.count).max() ?? 0
    guard count > 0 else { return nil }
    var widths = (0..<count).map { column in
      max(1, rows.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0)
    }
    let room = measure - (count - 1) * CellWidth.of(TableSetter.gap)
    var excess = widths.reduce(0, +) - room
    while excess > 0 {
      guard let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
        widths[widest] > TableSetter.narrowest
      else { return nil }
      let second = widths.indices.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
      let step = min(excess, max(1, widths[widest] - max(second, TableSetter.narrowest)))
      widths[widest] -= step
      excess -= step
    }
    return widths
  }

  private func lines(_ row: [Cell], _ widths: [Int], at place: Position) -> [Line] {
    let cells = row.enumerated().map { column, cell in
      LineBreaker(measure: widths[column]).lines(of: cell.runs, from: place)
    }
    let height = cells.map(\.count).max() ?? 0
    return (0..<height).map { index in
      var runs: [Run] = []
      for column in widths.indices {
        let line = column < cells.count && index < cells[column].count ? cells[column][index] : nil
        runs += line?.runs ?? []
        let width = line?.runs.reduce(0) { $0 + CellWidth.of($1.text) } ?? 0
        if column + 1 < widths.count {
          runs.append(
            Run(String(repeating: " ", count: max(0, widths[column] - width)) + TableSetter.gap, ink: .faint))
        }
      }
      return Line(indent: 0, runs: runs, position: place)
    }
  }

  private func ruler(_ widths: [Int], at place: Position) -> Line {
    let dash = CellWidth.of("─")
    let total = widths.reduce(0, +) + (widths.count - 1) * CellWidth.of(TableSetter.gap)
    return Line(
      indent: 0, runs: [Run(String(repeating: "─", count: total / dash), ink: .faint)], position: place)
  }

  /// Each row as a record: its cells under the names of the first row when that is a header.
  private func records(_ rows: [[Cell]]) -> [Line] {
    let hasHead = rows.count > 1 && rows[0].allSatisfy(\.isHeader)
    let head = hasHead ? rows[0] : []
    var place = start
    place.offset += TableSetter.length(head)
    var lines: [Line] = []
    for (index, row) in rows.dropFirst(hasHead ? 1 : 0).enumerated() {
      // The blank belongs to the record before it, so that a place is found at its record's first line.
      if let last = lines.last { lines.append(Line(indent: 0, runs: [], position: last.position)) }
      lines += record(row, head: head, isFirst: index == 0, at: place)
      place.offset += TableSetter.length(row)
    }
    return lines
  }

  /// One record. The first has every name, even of a column where nothing stands: no word is lost.
  private func record(_ row: [Cell], head: [Cell], isFirst: Bool, at place: Position) -> [Line] {
    var lines: [Line] = []
    for column in 0..<max(row.count, isFirst ? head.count : 0) {
      let value = column < row.count ? row[column] : Cell(runs: [], isHeader: false)
      let hasName = column < head.count && !head[column].text.isEmpty
      if value.text.isEmpty, !(hasName && isFirst) { continue }
      let name = hasName ? head[column].runs + [Run("：")] : []
      for var line in LineBreaker(measure: measure, indent: 2).lines(of: name + value.runs, from: place) {
        line.position = place
        lines.append(line)
      }
    }
    return lines
  }
}
