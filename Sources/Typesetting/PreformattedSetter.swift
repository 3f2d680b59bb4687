// Preformatted text to lines: as they are, cut where they reach the edge, tabs to every eighth column.

import Articles
import Hanzi

struct PreformattedSetter {
  private let cells: CellText
  private let room: Int
  private let start: Position
  private let highlights: Highlights

  init(_ text: Substring, room: Int, from start: Position, _ highlights: Highlights) {
    cells = CellText(String(text), level: nil)
    self.room = room
    self.start = start
    self.highlights = highlights
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

  private func position(of unit: Int) -> Position {
    Position(block: start.block, offset: start.offset + Int(cells.scalar(before: unit)))
  }

  private func line(_ units: Range<Int>) -> Line {
    var runs: [Run] = []
    var width = 0, begin = units.lowerBound
    for index in units where index > begin && !highlights.isEmpty {
      if highlights.highlight(at: position(of: index)) == highlights.highlight(at: position(of: begin)) {
        continue
      }
      runs.append(run(begin..<index, &width))
      begin = index
    }
    runs.append(run(begin..<units.upperBound, &width))
    return Line(indent: 0, runs: runs, position: position(of: units.lowerBound))
  }

  /// The text of a line's stretch that begins at a column, its tabs as the blanks they are.
  private func run(_ units: Range<Int>, _ width: inout Int) -> Run {
    var text = "", plain = units.lowerBound
    for index in units {
      let columns = columns(of: index, at: width)
      if isTab(index) {
        text += cells.piece(plain..<index) + String(repeating: " ", count: columns)
        plain = index + 1
      }
      width += columns
    }
    var run = Run(text + cells.piece(plain..<units.upperBound), style: .code)
    run.highlight = highlights.highlight(at: position(of: units.lowerBound))
    return run
  }
}
