// Preformatted text to lines: as they are, cut where they reach the edge, tabs to every eighth column.

import Articles
import Hanzi

struct PreformattedSetter {
  private let cells: CellText
  private let room: Int
  private let start: Position

  init(_ text: Substring, room: Int, from start: Position) {
    cells = CellText(String(text), level: nil)
    self.room = room
    self.start = start
  }

  func lines() -> [Line] {
    var lines: [Line] = []
    var begin = 0, width = 0
    for (index, unit) in cells.units.enumerated() {
      if case .newline = unit.kind {
        lines.append(line(begin..<index))
        (begin, width) = (index + 1, 0)
        continue
      }
      let columns = columns(of: index, at: width)
      if width + columns > room, index > begin {
        lines.append(line(begin..<index))
        (begin, width) = (index, self.columns(of: index, at: 0))
      } else {
        width += columns
      }
    }
    return lines + [line(begin..<cells.units.count)]
  }

  private func isTab(_ index: Int) -> Bool {
    cells.units[index].isBlank && cells.piece(index..<index + 1) == "\t"
  }

  private func columns(of index: Int, at column: Int) -> Int {
    isTab(index) ? min(room, 8 - column % 8) : Int(cells.units[index].columns)
  }

  private func line(_ units: Range<Int>) -> Line {
    let offset = start.offset + Int(cells.scalar(before: units.lowerBound))
    return Line(
      indent: 0, runs: [Run(shown(units), style: .code)],
      position: Position(block: start.block, offset: offset))
  }

  /// The text of a line, its tabs as the blanks they are.
  private func shown(_ units: Range<Int>) -> String {
    var text = "", width = 0, plain = units.lowerBound
    for index in units {
      let columns = columns(of: index, at: width)
      if isTab(index) {
        text += cells.piece(plain..<index) + String(repeating: " ", count: columns)
        plain = index + 1
      }
      width += columns
    }
    return text + cells.piece(plain..<units.upperBound)
  }
}
