// A table in the making, and the question what it is: data, or an old site's way to lay a picture out.

import Articles

struct TableDraft {
  /// What the page says of a cell: how many columns and rows it spans is counted from 1.
  struct CellTraits: Hashable {
    var isHeader = false
    var alignment = Table.Alignment.left
    var columns = 1, rows = 1
  }

  /// What a cell holds: text alone, and nearly all do, or blocks.
  private enum Content {
    case text([Span])
    case blocks([Block])
  }

  private struct Cell {
    var content: Content
    var isHeader = false
    var alignment = Table.Alignment.left

    var blocks: [Block] {
      switch content {
      case .text(let spans): [.paragraph(spans)]
      case .blocks(let blocks): blocks
      }
    }

    var spans: [Span]? {
      switch content {
      case .text(let spans): spans
      case .blocks(let blocks): cellSpans(blocks)
      }
    }

    var isEmpty: Bool {
      if case .blocks(let blocks) = content { blocks.isEmpty } else { false }
    }

    var isText: Bool {
      if case .blocks(let blocks) = content { joinedSpans(blocks) != nil } else { true }
    }

    /// Whether it has several paragraphs.
    var isOfParagraphs: Bool { spans?.contains(Span("\n")) ?? false }
  }

  private struct Row {
    var cells: [Cell] = []
    var isFoot: Bool
  }

  /// Empty cells that spans may add to one table; more would be an attack.
  private static let mostFillers = 10_000

  /// Whether rows that start now stand last in the table.
  var isInFoot = false
  private var captionBlocks: [Block] = []
  private var rows: [Row] = []
  /// Cells of rows above that reach down: column to rows left.
  private var reaching: [Int: Int] = [:]
  private var fillers = 0

  /// Starts a row.
  mutating func startRow() {
    rows.append(Row(isFoot: isInFoot))
    fillReached()
  }

  /// Adds a cell; the cells it covers beyond its own stay empty.
  mutating func add(cell blocks: [Block], _ traits: CellTraits) {
    if rows.isEmpty { startRow() }
    let last = rows.count - 1
    let first = rows[last].cells.count
    let covered = first..<(first + max(1, min(traits.columns, 64)))
    rows[last].cells.append(
      Cell(content: TableDraft.content(blocks), isHeader: traits.isHeader, alignment: traits.alignment))
    for _ in covered.dropFirst() { addFiller() }
    if traits.rows > 1, fillers < TableDraft.mostFillers {
      for column in covered { reaching[column] = min(traits.rows, 1000) - 1 }
    }
    fillReached()
  }

  /// Adds a block that stands in no cell, in its place.
  mutating func add(loose block: Block) {
    add(cell: [block], CellTraits())
  }

  mutating func add(caption blocks: [Block]) { captionBlocks += blocks }

  private static func content(_ blocks: [Block]) -> Content {
    if blocks.count == 1, case .paragraph(let spans) = blocks[0] { return .text(spans) }
    return .blocks(blocks)
  }

  // MARK: What it is read as

  /// What the table is read as.
  func finished() -> [Block] {
    let filled = (rows.filter { !$0.isFoot } + rows.filter(\.isFoot)).map(\.cells)
      .filter { row in row.contains { !$0.isEmpty } }
    guard !filled.isEmpty else { return captionBlocks }
    let width = filled.map { row in (row.lastIndex { !$0.isEmpty } ?? 0) + 1 }.max() ?? 0
    guard isData(filled, width: width), let cells = cells(of: filled, width: width) else {
      return laidOut(filled)
    }
    let caption = joinedSpans(captionBlocks)
    let others = filled.joined().flatMap { cell -> [Block] in
      if case .blocks(let blocks) = cell.content { blocks } else { [] }
    }
    return (caption == nil ? captionBlocks : []) + [.table(Table(caption: caption ?? [], rows: cells))]
      + pictures(in: others)
  }

  /// Header cells make a table of data, and so does text in most of its cells; pictures and lists do not
  /// unmake it. A single cell, or a column of them, only arranges, and so does one row or column in which a cell has
  /// several paragraphs, whatever its header.
  private func isData(_ rows: [[Cell]], width: Int) -> Bool {
    let filled = rows.joined().lazy.filter { !$0.isEmpty }
    let count = filled.count
    if rows.count == 1 || width == 1, filled.contains(where: \.isOfParagraphs) { return false }
    if filled.contains(where: \.isHeader) { return count > 1 }
    let texts = filled.count(where: \.isText)
    return width > 1 && (texts == count || texts * 2 > count)
  }

  /// The cells as a table has them; nil where one holds what is no text.
  private func cells(of rows: [[Cell]], width: Int) -> [[Table.Cell]]? {
    var result: [[Table.Cell]] = []
    result.reserveCapacity(rows.count)
    for row in rows {
      var cells: [Table.Cell] = []
      for cell in row.prefix(width) {
        guard let spans = cell.spans else { return nil }
        cells.append(Table.Cell(spans, isHeader: cell.isHeader, alignment: cell.alignment))
      }
      result.append(cells)
    }
    return result
  }

  /// A table that only arranges things: its cells one after another, and the text of a cell or row right
  /// after a picture as its caption.
  private func laidOut(_ rows: [[Cell]]) -> [Block] {
    var result = captionBlocks
    for blocks in rows.joined().lazy.map(\.blocks) {
      if let caption = joinedSpans(blocks), blocks.count == 1, caption.text.count <= 200,
        case .figure(var figure)? = result.last, figure.caption.isEmpty
      {
        figure.caption = caption
        result[result.count - 1] = .figure(figure)
      } else {
        result += blocks
      }
    }
    return result
  }

  /// Puts empty cells where cells of rows above reach down to.
  private mutating func fillReached() {
    let last = rows.count - 1
    while let left = reaching[rows[last].cells.count], left > 0 {
      reaching[rows[last].cells.count] = left - 1
      guard addFiller() else { return }
    }
  }

  @discardableResult
  private mutating func addFiller() -> Bool {
    guard fillers < TableDraft.mostFillers else { return false }
    fillers += 1
    rows[rows.count - 1].cells.append(Cell(content: .blocks([])))
    return true
  }
}
