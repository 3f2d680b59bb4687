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
  /// List items' marks that stand before the next line, each instead of the indent of its item: its place
  /// in `prefix`. More than one where an item begins with a list.
  private var marks: [(place: Int, mark: Run)] = []
  /// Marks there is no room to hang: they go in front of the next text.
  private var runIn: [Run] = []

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
        let mark = "[\(index + 1)] "
        setItem(Run(mark, ink: .faint), width: mark.utf8.count) { $0.add([Run(address, ink: .link)]) }
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
    case .paragraph(let spans): add(runs(spans), firstIndent: ArticleSetter.paragraphIndent)
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
      let mark = text + String(repeating: " ", count: max(0, width - text.utf8.count))
      setItem(Run(mark, ink: .faint), width: CellWidth.of(mark)) { $0.setAll(item) }
    }
  }

  /// Sets what hangs on a mark. An item of nothing is its mark alone.
  private mutating func setItem(_ mark: Run, width: Int, _ body: (inout ArticleSetter) -> Void) {
    let before = (prefix, prefixWidth)
    if room - width >= narrowestMeasure {
      marks.append((prefix.count, mark))
      prefix.append(Run(String(repeating: " ", count: width)))
      prefixWidth += width
    } else {
      runIn.append(mark)
    }
    body(&self)
    setMarksAlone()
    (prefix, prefixWidth) = before
  }

  /// Sets marks that still wait for their text in a line of their own.
  private mutating func setMarksAlone() {
    if !marks.isEmpty || !runIn.isEmpty { add([]) }
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

  /// Lines as they are, cut where they reach the edge, tabs to every eighth column.
  private mutating func setPreformatted(_ text: String) {
    if !runIn.isEmpty { setMarksAlone() }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var part = "", width = 0, length = 0
      for character in line {
        let shown = character == "\t" ? String(repeating: " ", count: 8 - width % 8) : String(character)
        let columns = CellWidth.of(shown)
        if width + columns > room, length > 0 {
          addPreformatted(part, length: length)
          (part, width, length) = ("", 0, 0)
        }
        part += shown
        width += columns
        length += 1
      }
      addPreformatted(part, length: length + 1)
    }
  }

  /// One line that stands for `length` characters of the text.
  private mutating func addPreformatted(_ text: String, length: Int) {
    append(Line(indent: 0, runs: [Run(text, style: .code)], position: position))
    position.offset += length
  }

  private mutating func setTable(_ table: Table) {
    if !table.caption.isEmpty { add(runs(table.caption, style: .strong)) }
    let cells = table.rows.map { row in
      row.map {
        TableSetter.Cell(runs: runs($0.spans, style: $0.isHeader ? .strong : []), isHeader: $0.isHeader)
      }
    }
    if !runIn.isEmpty { setMarksAlone() }
    for line in TableSetter(measure: room, start: position).lines(cells) { append(line) }
    position.offset += cells.reduce(0) { $0 + TableSetter.length($1) }
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
    let isMarked = !marks.isEmpty || !runIn.isEmpty
    let indent = isMarked ? 0 : min(firstIndent, max(0, room - narrowestMeasure))
    // What is run in is no part of the text: at another measure it hangs, and places must stay the same.
    let start = Position(
      block: position.block, offset: position.offset - runIn.reduce(0) { $0 + $1.text.count })
    let text = runIn + runs
    runIn = []
    for line in LineBreaker(measure: room, firstIndent: indent).lines(of: text, from: start) { append(line) }
    position.offset += runs.reduce(0) { $0 + $1.text.count }
  }

  private mutating func append(_ line: Line) {
    var line = line
    line.position = max(line.position, position)
    let before = takePrefix()
    if !before.isEmpty {
      let blank = line.indent > 0 ? [Run(String(repeating: " ", count: line.indent))] : []
      line.runs = before + blank + line.runs
      line.indent = 0
    }
    result.lines.append(line)
  }

  private mutating func takePrefix() -> [Run] {
    var result = prefix
    for (place, mark) in marks { result[place] = mark }
    marks = []
    return result
  }

  private mutating func blank() {
    guard let last = result.lines.last, !last.runs.isEmpty else { return }
    result.lines.append(Line(indent: 0, runs: [], position: position))
  }
}
