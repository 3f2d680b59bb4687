// Blocks to lines, one after another, with numbered links.

import Articles
import Hanzi

struct ArticleSetter {
  private let measure: Int
  private let labels: Labels
  private var result = TypesetDocument()
  private var numbers: [String: Int] = [:]
  /// The place in the document that is being set.
  private var position = Position(block: -1, offset: 0)
  /// What stands before every line: bars of quotations and indents of lists.
  private var prefix: [Run] = []
  private var prefixWidth = 0
  /// What stands before the next line instead: a list item's mark.
  private var mark: [Run]?

  /// The indent of a paragraph: two full-width cells.
  private static let paragraphIndent = 4

  init(measure: Int, labels: Labels) {
    self.measure = measure
    self.labels = labels
  }

  mutating func set(_ document: Document, about: String) {
    setHead(document.title, about: about)
    for (index, block) in document.blocks.enumerated() {
      position = Position(block: index, offset: 0)
      if index > 0, ArticleSetter.isApart(document.blocks[index - 1]) || ArticleSetter.isApart(block) {
        blank()
      }
      set(block)
    }
    position = Position(block: document.blocks.count, offset: 0)
    setFoot(document)
  }

  func finished() -> TypesetDocument { result }

  // MARK: Head and foot

  private mutating func setHead(_ title: String, about: String) {
    addCentred([Run(title, style: .strong)])
    if !about.isEmpty { addCentred([Run(about, ink: .faint)]) }
    blank()
  }

  private mutating func setFoot(_ document: Document) {
    blank()
    addCentred([Run("〔\(labels.end)〕", ink: .faint)])
    let terms = document.terms
    if !terms.isEmpty {
      blank()
      var runs = [Run("\(labels.terms)：", ink: .faint)]
      for (index, term) in terms.enumerated() {
        if index > 0 { runs.append(Run("、", ink: .faint)) }
        runs.append(Run(term.name, ink: .term))
      }
      add(runs)
    }
    if !result.links.isEmpty {
      blank()
      add([Run("\(labels.links)：", ink: .faint)])
      for (index, address) in result.links.enumerated() {
        mark = [Run("[\(index + 1)] ", ink: .faint)]
        setIndented(by: 4) { $0.add([Run(address, ink: .link)]) }
      }
    }
    if let original = document.original {
      blank()
      add([Run("\(labels.original)：", ink: .faint), Run(original, ink: .link)])
    }
  }

  private mutating func addCentred(_ runs: [Run]) {
    let width = runs.reduce(0) { $0 + CellWidth.of($1.text) }
    add(runs, firstIndent: max(0, (measure - width) / 2))
  }

  // MARK: Blocks

  /// Whether a block stands apart from its neighbours by a blank line.
  private static func isApart(_ block: Block) -> Bool {
    if case .paragraph = block { false } else { true }
  }

  private mutating func set(_ block: Block) {
    switch block {
    case .paragraph(let spans): add(runs(spans), firstIndent: mark == nil ? ArticleSetter.paragraphIndent : 0)
    case .heading(_, let spans): add(runs(spans, style: .strong))
    case .quotation(let blocks): setQuotation(blocks)
    case .list(let list): setList(list)
    case .table(let table): setTable(table)
    case .figure(let figure): setFigure(figure)
    case .preformatted(let text): setPreformatted(text)
    case .rule:
      add(
        [Run(String(repeating: "─", count: max(1, min(20, room) / CellWidth.of("─"))), ink: .faint)],
        firstIndent: max(0, (room - 20) / 2))
    case .embed(let embed): setEmbed(embed)
    }
  }

  private mutating func setAll(_ blocks: [Block]) {
    for (index, block) in blocks.enumerated() {
      if index > 0, case .list = block {} else if index > 0, ArticleSetter.isApart(block) { blank() }
      set(block)
    }
  }

  private mutating func setQuotation(_ blocks: [Block]) {
    let bar = Run("│ ", ink: .faint)
    let before = (prefix, prefixWidth)
    prefix.append(bar)
    prefixWidth += CellWidth.of(bar.text)
    if room >= narrowestMeasure {
      setAll(blocks)
      (prefix, prefixWidth) = before
    } else {
      (prefix, prefixWidth) = before
      setAll(blocks)
    }
  }

  private mutating func setList(_ list: List) {
    let width = list.start.map { String($0 + list.items.count).utf8.count + 2 } ?? 2
    for (index, item) in list.items.enumerated() {
      let text = list.start.map { "\($0 + index). " } ?? "- "
      mark = [Run(text + String(repeating: " ", count: max(0, width - text.utf8.count)), ink: .faint)]
      setIndented(by: width) { setter in
        setter.setAll(item)
        setter.mark = nil
      }
    }
  }

  private mutating func setIndented(by columns: Int, _ body: (inout ArticleSetter) -> Void) {
    let before = (prefix, prefixWidth)
    if room - columns >= narrowestMeasure {
      prefix.append(Run(String(repeating: " ", count: columns)))
      prefixWidth += columns
    }
    body(&self)
    (prefix, prefixWidth) = before
  }

  private mutating func setFigure(_ figure: Figure) {
    var runs = [Run("〔\(labels.figure)\(reference(figure.address))〕", ink: .faint)]
    runs += self.runs(figure.caption)
    add(runs)
  }

  private mutating func setEmbed(_ embed: Embed) {
    let name =
      switch embed.kind {
      case .video: labels.video
      case .audio: labels.audio
      case .frame: labels.frame
      }
    add([Run("〔\(name)\(reference(embed.address))〕", ink: .faint), Run(embed.title)])
  }

  private mutating func setPreformatted(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      add(ArticleSetter.chunks(ArticleSetter.expanded(line), room: room).map { Run($0, style: .code) })
      position.offset += 1
    }
  }

  /// Tabs to every eighth column.
  private static func expanded(_ line: Substring) -> String {
    var result = "", width = 0
    for character in line {
      if character == "\t" {
        let count = 8 - width % 8
        result += String(repeating: "\u{A0}", count: count)
        width += count
      } else {
        result.append(character == " " ? "\u{A0}" : character)
        width += CellWidth.of(character)
      }
    }
    return result
  }

  /// A line cut where it reaches the edge, a line break between the parts.
  private static func chunks(_ line: String, room: Int) -> [String] {
    var parts = [""], width = 0
    for character in line {
      let columns = CellWidth.of(character)
      if width + columns > room {
        parts[parts.count - 1] += "\n"
        parts.append("")
        width = 0
      }
      parts[parts.count - 1].append(character)
      width += columns
    }
    return parts
  }

  private mutating func setTable(_ table: Table) {
    if !table.caption.isEmpty { add(runs(table.caption, style: .strong)) }
    let cells = table.rows.map { row in
      row.map {
        TableSetter.Cell(runs: runs($0.spans, style: $0.isHeader ? .strong : []), isHeader: $0.isHeader)
      }
    }
    for row in TableSetter(measure: room).lines(cells) {
      append(row, offset: 0)
    }
  }

  // MARK: Text

  /// Columns left of the measure.
  private var room: Int { measure - prefixWidth }

  /// The runs of spans; a link's number follows its text.
  private mutating func runs(_ spans: [Span], style: Span.Style = []) -> [Run] {
    var runs: [Run] = []
    for (index, span) in spans.enumerated() {
      let ink: Run.Ink =
        switch span.target {
        case nil: .normal
        case .link: .link
        case .term: .term
        }
      runs.append(Run(span.text, style: span.style.union(style), ink: ink))
      let next = index + 1 < spans.count ? spans[index + 1].target : nil
      if case .link(let address)? = span.target, next != span.target {
        runs.append(Run("[\(number(address))]", ink: .faint))
      }
    }
    return runs
  }

  private mutating func reference(_ address: String?) -> String {
    address.map { " \(number($0))" } ?? ""
  }

  private mutating func number(_ address: String) -> Int {
    if let number = numbers[address] { return number }
    result.links.append(address)
    numbers[address] = result.links.count
    return result.links.count
  }

  private mutating func add(_ runs: [Run], firstIndent: Int = 0) {
    let indent = mark == nil ? min(firstIndent, max(0, room - narrowestMeasure)) : 0
    let lines = LineBreaker(measure: room, firstIndent: indent).lines(of: runs, from: position)
    for line in lines { append(line, offset: 0) }
    position.offset += runs.reduce(0) { $0 + $1.text.count }
  }

  private mutating func append(_ line: Line, offset: Int) {
    var line = line
    if line.position.block != position.block { line.position = position }
    let before = takePrefix()
    if !before.isEmpty {
      let blank = line.indent > 0 ? [Run(String(repeating: " ", count: line.indent))] : []
      line.runs = before + blank + line.runs
      line.indent = 0
    }
    result.lines.append(line)
  }

  private mutating func takePrefix() -> [Run] {
    guard let mark else { return prefix }
    self.mark = nil
    return prefix.dropLast() + mark
  }

  private mutating func blank() {
    guard let last = result.lines.last, !last.runs.isEmpty else { return }
    result.lines.append(Line(indent: 0, runs: [], position: position))
  }
}
