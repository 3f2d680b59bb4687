// A table in the making, and the question what it is: data, or an old site's way to lay a picture out.

import Articles

struct TableDraft {
  private struct Cell {
    var blocks: [Block]
    var isHeader: Bool
  }

  /// Empty cells that spans may add to one table; more would be an attack.
  private static let mostFillers = 10_000

  private var captionBlocks: [Block] = []
  private var rows: [[Cell]] = []
  /// Cells of rows above that reach down: column to rows left.
  private var reaching: [Int: Int] = [:]
  private var fillers = 0

  /// Starts a row.
  mutating func startRow() {
    rows.append([])
    fillReached()
  }

  /// Adds a cell; `columns` and `rows` are what it spans, the cells it covers stay empty.
  mutating func add(cell blocks: [Block], isHeader: Bool, columns: Int, rows spanned: Int) {
    if rows.isEmpty { startRow() }
    let last = rows.count - 1
    let column = rows[last].count
    rows[last].append(Cell(blocks: blocks, isHeader: isHeader))
    for _ in 1..<max(2, min(columns, 64)) where columns > 1 { addFiller() }
    if spanned > 1 { reaching[column] = min(spanned, 1000) - 1 }
    fillReached()
  }

  /// Adds a block that stands in no cell, in its place.
  mutating func add(loose block: Block) {
    add(cell: [block], isHeader: false, columns: 1, rows: 1)
  }

  mutating func add(caption blocks: [Block]) { captionBlocks += blocks }

  /// What the table is read as.
  func finished() -> [Block] {
    let filled = rows.filter { row in row.contains { !$0.blocks.isEmpty } }
    guard !filled.isEmpty else { return captionBlocks }
    let width = filled.map { row in (row.lastIndex { !$0.blocks.isEmpty } ?? 0) + 1 }.max() ?? 0
    let cells = filled.map { row in
      row.prefix(width).map { cell in joinedSpans(cell.blocks).map { ($0, cell.isHeader) } }
    }
    guard width > 1, !cells.joined().contains(where: { $0 == nil }) else { return laidOut(filled) }
    let table = Table(
      caption: joinedSpans(captionBlocks) ?? [],
      rows: cells.map { row in row.compactMap { $0 }.map { Table.Cell($0.0, isHeader: $0.1) } })
    return joinedSpans(captionBlocks) == nil ? captionBlocks + [.table(table)] : [.table(table)]
  }

  /// A table that only arranges things: its cells one after another, and the text of a cell or row right
  /// after a picture as its caption.
  private func laidOut(_ rows: [[Cell]]) -> [Block] {
    var result = captionBlocks
    for cell in rows.joined() {
      if let caption = joinedSpans(cell.blocks), cell.blocks.count == 1, caption.text.count <= 200,
        case .figure(var figure)? = result.last, figure.caption.isEmpty
      {
        figure.caption = caption
        result[result.count - 1] = .figure(figure)
      } else {
        result += cell.blocks
      }
    }
    return result
  }

  /// Puts empty cells where cells of rows above reach down to.
  private mutating func fillReached() {
    let last = rows.count - 1
    while let left = reaching[rows[last].count], left > 0 {
      reaching[rows[last].count] = left - 1
      guard addFiller() else { return }
    }
  }

  @discardableResult
  private mutating func addFiller() -> Bool {
    guard fillers < TableDraft.mostFillers else { return false }
    fillers += 1
    rows[rows.count - 1].append(Cell(blocks: [], isHeader: false))
    return true
  }
}
