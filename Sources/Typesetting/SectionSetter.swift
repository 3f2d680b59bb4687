// One section to lines. Knows how each kind of section looks; must not know what stands before or after it.

import Articles
import Hanzi

struct SectionSetter: Sendable {
  let setting: Setting
  let labels: Labels
  let links: LinkNumbers
  /// The passages that are highlighted.
  var highlights = Highlights()

  /// The indent of a paragraph: two full-width cells (CLREQ, "Paragraph indent"). Before an opening bracket
  /// CLREQ lets half a cell go; here it stays, so that the characters of all lines stand below each other.
  private static let paragraphIndent = 4
  /// The columns of a rule.
  private static let ruleLength = 20

  /// The lines of a section, its blank line first; `table` is the layout of the table it is a row of.
  func lines(of section: Section, table: TableLayout?) -> [Line] {
    var lines = body(section, table)
    // The names of a table's columns stand in its records: a marker before them has a line of its own.
    if lines.isEmpty, section.first != nil { lines = [Line(indent: 0, runs: [], position: section.position)] }
    for index in lines.indices {
      lines[index] = prefixed(
        lines[index], index == 0 ? section.first ?? section.prefix.runs : section.prefix.runs)
    }
    if let gap = section.gap {
      lines.insert(SectionSetter.blank(gap, at: section.position), at: 0)
    }
    return lines
  }

  private func body(_ section: Section, _ table: TableLayout?) -> [Line] {
    switch section.content {
    case .text(let spans, let look): text(spans, look, section)
    case .words(let runs, let isCentred):
      set(
        section.runIn.map { RunText.Piece(run: $0, isAdded: true) } + runs.map { RunText.Piece(run: $0) },
        section,
        isCentred ? .centred : .plain)
    case .placeholder(let name, let caption, let addresses): placeholder(name, caption, addresses, section)
    case .preformatted(let text):
      PreformattedSetter(text, room: room(section), from: section.position, highlights).lines()
    case .rule: [rule(section)]
    case .row(let row, _):
      table.map { TableSetter(layout: $0, setter: self, section: section, row: row).lines() } ?? []
    case .nothing: set(section.runIn.map { RunText.Piece(run: $0, isAdded: true) }, section, .plain)
    }
  }

  // MARK: Text

  /// How lines are placed in the room they have.
  private enum Placing { case plain, indented, balanced, centred }

  private func text(_ spans: [Span], _ look: Section.Look, _ section: Section) -> [Line] {
    let isStrong = look != .paragraph
    let placing: Placing =
      switch look {
      case .paragraph: setting.paragraphs == .indented && section.first == nil ? .indented : .plain
      case .heading: .balanced
      case .title: .centred
      case .caption: .plain
      }
    let markers = section.runIn.map { RunText.Piece(run: $0, isAdded: true) }
    return set(
      markers + pieces(spans, style: isStrong ? .strong : [], at: section.position), section, placing)
  }

  private func set(_ pieces: [RunText.Piece], _ section: Section, _ placing: Placing) -> [Line] {
    let text = RunText(pieces, setting.kinsoku)
    let isEven = placing == .plain || placing == .indented
    var breaker = LineBreaker(isEven ? setting : setting.ragged, measure: room(section))
    if placing == .indented, section.runIn.isEmpty {
      breaker.firstIndent = min(SectionSetter.paragraphIndent, max(0, room(section) - narrowestMeasure))
    }
    if placing == .balanced || placing == .centred { breaker.balance(text.cells) }
    let lines = breaker.lines(of: text, from: section.position)
    return placing == .centred ? lines.map { centred($0, section) } : lines
  }

  private func centred(_ line: Line, _ section: Section) -> Line {
    var line = line
    line.indent = max(0, (room(section) - line.runs.reduce(0) { $0 + CellWidth.of($1.text) }) / 2)
    return line
  }

  /// The pieces of spans, divided where highlighted passages begin and end if it is known where the spans stand; a link's number
  /// follows its text.
  func pieces(_ spans: [Span], style: Span.Style = [], at start: Position? = nil) -> [RunText.Piece] {
    var pieces: [RunText.Piece] = []
    var start = start
    for (index, span) in spans.enumerated() {
      let ink: Run.Ink =
        switch span.target {
        case nil: .normal
        case .link: .link
        case .term: .term
        }
      let run = Run(
        span.text, style: span.style.union(style), ink: ink, target: span.target.map(Run.Target.init))
      pieces += highlights.divide(run, at: start).map { RunText.Piece(run: $0) }
      if !highlights.isEmpty { start?.offset += span.text.codePoints }
      let next = index + 1 < spans.count ? spans[index + 1].target : nil
      if case .link(let address)? = span.target, next != span.target { pieces.append(number(address)) }
    }
    return pieces
  }

  private func number(_ address: String) -> RunText.Piece {
    RunText.Piece(
      run: Run("[\(links[address])]", ink: .faint, target: .link(address)), isAdded: true, isHeld: true)
  }

  private func placeholder(_ name: String, _ caption: [Span], _ addresses: [String], _ section: Section)
    -> [Line]
  {
    var pieces = section.runIn.map { RunText.Piece(run: $0, isAdded: true) }
    let target = addresses.first.map { Run.Target.link($0) }
    pieces.append(RunText.Piece(run: Run("〔\(name)〕", ink: .faint, target: target), isAdded: true))
    pieces += self.pieces(caption, at: section.position)
    pieces += addresses.map(number)
    return set(pieces, section, .plain)
  }

  // MARK: Blocks

  private func rule(_ section: Section) -> Line {
    let room = room(section)
    let dash = setting.boxes ? "─" : "-"
    let length = max(1, min(SectionSetter.ruleLength, room) / CellWidth.of(dash))
    return Line(
      indent: max(0, (room - length * CellWidth.of(dash)) / 2),
      runs: [Run(String(repeating: dash, count: length), ink: .faint)], position: section.position)
  }

  // MARK: Lines

  /// The columns left of the measure.
  func room(_ section: Section) -> Int { setting.measure - section.prefix.columns }

  private func prefixed(_ line: Line, _ prefix: [Run]) -> Line {
    guard !prefix.isEmpty else { return line }
    var line = line
    let blank = line.indent > 0 ? [Run(String(repeating: " ", count: line.indent))] : []
    line.runs = prefix + blank + line.runs
    line.indent = 0
    return line
  }

  /// A blank line: bars go on in it, indents do not.
  private static func blank(_ prefix: Prefix, at position: Position) -> Line {
    let bar = prefix.runs.lastIndex { $0.ink == .faint }
    return Line(indent: 0, runs: bar.map { Array(prefix.runs[...$0]) } ?? [], position: position)
  }
}

extension LineBreaker {
  /// Narrows the measure as far as the text has no more lines for it, and no word is split: none is then left a single
  /// character.
  mutating func balance(_ text: CellText) {
    let count = stretches(of: text).count
    guard (2...LineBreaker.mostBalanced).contains(count) else { return }
    var high = measure
    var low = min(high, max(measure / 2, content(of: text).least))
    while low < high {
      let middle = (low + high) / 2
      var narrower = self
      narrower.measure = middle
      if narrower.stretches(of: text).count <= count { high = middle } else { low = middle + 1 }
    }
    measure = high
  }

  /// The lines that are balanced at most, as CSS Text 4 lets `text-wrap: balance` do.
  private static let mostBalanced = 6
}
