// A document as a sequence of sections, and its links numbered in the order of the text. One cheap pass:
// knows where things stand, not where lines end.

import Articles
import Hanzi

struct Outline {
  let setting: Setting
  let labels: Labels
  private(set) var sections: [Section] = []
  private(set) var tables: [Table] = []
  private(set) var links = LinkNumbers()
  /// The keys of the terms at the end, which are numbered after the links.
  private(set) var terms: [String] = []
  /// The code points of the sections.
  private(set) var length: Int

  /// The place in the document that is reached.
  private(set) var position: Position
  private var prefix = Prefix()
  /// List items' markers that stand before the next line, each instead of the indent of its item: its place
  /// in the prefix. More than one where an item begins with a list.
  private var markers: [(place: Int, marker: Run)] = []
  private var runIn: [Run] = []
  private var gap: Prefix?

  /// An outline of nothing, that begins at a place of a document, behind so many code points.
  init(
    _ setting: Setting, _ labels: Labels, from position: Position = Position(block: -1, offset: 0),
    after length: Int = 0
  ) {
    self.setting = setting
    self.labels = labels
    self.position = position
    self.length = length
  }

  mutating func add(_ document: Document, about: String) {
    addHead(document.title, about: about)
    gap = prefix
    addAll(document.blocks, isTight: false) { $0.position = Position(block: $1, offset: 0) }
    position = Position(block: document.blocks.count, offset: 0)
    addFoot(document)
  }

  // MARK: Head and foot

  private mutating func addHead(_ title: String, about: String) {
    if !title.isEmpty { add(.text([Span(title)], .title), length: title.codePoints) }
    if !about.isEmpty { addWords([Run(about, ink: .faint)], isCentred: true) }
  }

  private mutating func addFoot(_ document: Document) {
    gap = prefix
    addWords([Run("〔\(labels.end)〕", ink: .faint)], isCentred: true)
    if !links.addresses.isEmpty {
      gap = prefix
      addWords([Run(labels.links + labels.colon, ink: .faint)])
      for (index, address) in links.addresses.enumerated() {
        addItem(address, number: index + 1, target: .link(address))
      }
    }
    if let original = document.original {
      gap = prefix
      addWords([
        Run(labels.original + labels.colon, ink: .faint), Run(original, ink: .link, target: .link(original)),
      ])
    }
    addTerms(document.terms)
  }

  /// Adds the terms, of those whose names are one subject's the first: a page may link one under several addresses.
  private mutating func addTerms(_ all: [(name: String, key: String)]) {
    var seen = Set<String>()
    let terms = all.filter { seen.insert(Lexicon.shared.keyOrName($0.name)).inserted }
    if terms.isEmpty { return }
    var runs = [Run(labels.terms + labels.colon, ink: .faint)]
    for (index, term) in terms.enumerated() {
      if index > 0 { runs.append(Run(labels.comma, ink: .faint)) }
      let target = Run.Target.term(key: term.key)
      runs.append(Run(term.name, ink: .term, target: target))
      runs.append(Run("[\(links.addresses.count + index + 1)]", ink: .faint, target: target))
    }
    gap = prefix
    addWords(runs)
    self.terms = terms.map(\.key)
  }

  /// Adds what stands after a document's own end: a heading, and texts under it that are numbered from a number on.
  mutating func add(_ texts: [String], under heading: String, from number: Int) {
    gap = prefix
    addWords([Run(heading + labels.colon, ink: .faint)])
    for (index, text) in texts.enumerated() { addItem(text, number: number + index, target: .item(index)) }
  }

  private mutating func addItem(_ text: String, number: Int, target: Run.Target) {
    let marker = "[\(number)] "
    addItem(Run(marker, ink: .faint), columns: marker.utf8.count) {
      $0.addWords([Run(text, ink: .link, target: target)])
    }
  }

  // MARK: Blocks

  /// Adds blocks with the blank lines between them: around all that is no paragraph, and around paragraphs
  /// where these are told apart so. In an item a list follows its text without one.
  private mutating func addAll(
    _ blocks: [Block], isTight: Bool, _ begin: (inout Outline, Int) -> Void = { _, _ in }
  ) {
    let start = sections.count
    for (index, block) in blocks.enumerated() {
      begin(&self, index)
      if index > 0, sections.count > start, isApart(blocks[index - 1], block, isTight: isTight) {
        gap = prefix
      }
      add(block)
    }
  }

  private func isApart(_ one: Block, _ other: Block, isTight: Bool) -> Bool {
    switch (one, other) {
    case (.paragraph, .paragraph): setting.paragraphs == .spaced
    case (.paragraph, .list), (.list, .paragraph): !isTight
    default: true
    }
  }

  private mutating func add(_ block: Block) {
    switch block {
    case .paragraph(let spans): addText(spans, .paragraph)
    case .heading(_, let spans): addText(spans, .heading)
    case .quotation(let blocks): addQuotation(blocks)
    case .list(let list): addList(list)
    case .table(let table): addTable(table)
    case .figure(let figure):
      addPlaceholder(labels.figure, figure.leadingCaption, [figure.address, figure.bareLink])
    case .preformatted(let text): addPreformatted(text)
    case .rule:
      if !runIn.isEmpty { addMarkersAlone() }
      add(.rule, length: 0)
    case .embed(let embed): addPlaceholder(name(of: embed.kind), [Span(embed.title)], [embed.address])
    }
  }

  private func name(of kind: Embed.Kind) -> String {
    switch kind {
    case .video: labels.video
    case .audio: labels.audio
    case .frame: labels.frame
    }
  }

  private mutating func addText(_ spans: [Span], _ look: Section.Look) {
    let length = number(spans)
    let isEmpty = !spans.contains { $0.text.contains { !$0.isWhitespace } }
    if isEmpty { position.offset += length } else { add(.text(spans, look), length: length) }
  }

  private mutating func addPlaceholder(_ name: String, _ caption: [Span], _ addresses: [String?]) {
    let length = number(caption), addresses = addresses.compactMap { $0 }
    for address in addresses { links.add(address) }
    add(.placeholder(name: name, caption: caption, addresses: addresses), length: length)
  }

  private mutating func addQuotation(_ blocks: [Block]) {
    let bar = Run(setting.boxes ? "│ " : "| ", ink: .faint)
    let outer = prefix
    let columns = CellWidth.of(bar.text)
    if room - columns >= narrowestMeasure {
      prefix.runs.append(bar)
      prefix.columns += columns
    }
    addAll(blocks, isTight: false)
    prefix = outer
  }

  private mutating func addList(_ list: List) {
    let width = list.start.map { String($0 + list.items.count).utf8.count + 2 } ?? 2
    for (index, item) in list.items.enumerated() {
      let text = list.start.map { "\($0 + index). " } ?? "- "
      let marker = text + String(repeating: " ", count: max(0, width - text.utf8.count))
      addItem(Run(marker, ink: .faint), columns: marker.utf8.count) { $0.addAll(item, isTight: true) }
    }
  }

  /// Adds what hangs on a marker. An item of nothing is its marker alone.
  private mutating func addItem(_ marker: Run, columns: Int, _ body: (inout Outline) -> Void) {
    let outer = prefix
    if room - columns >= narrowestMeasure, runIn.isEmpty {
      markers.append((prefix.runs.count, marker))
      prefix.runs.append(Run(String(repeating: " ", count: columns)))
      prefix.columns += columns
    } else {
      runIn.append(marker)
    }
    body(&self)
    addMarkersAlone()
    prefix = outer
  }

  /// Adds markers that still wait for their text in a line of their own.
  private mutating func addMarkersAlone() {
    if !markers.isEmpty || !runIn.isEmpty { add(.nothing, length: 0) }
  }

  private mutating func addTable(_ table: Table) {
    if !runIn.isEmpty { addMarkersAlone() }
    if !table.caption.isEmpty { addText(table.caption, .caption) }
    tables.append(table)
    for (index, row) in table.rows.enumerated() {
      add(.row(index, table: tables.count - 1), length: row.reduce(0) { $0 + number($1.spans) })
    }
  }

  /// Lines are set some at a time: a page of a log is not worth the whole log.
  private mutating func addPreformatted(_ text: String) {
    if !runIn.isEmpty { addMarkersAlone() }
    var start = text.startIndex
    while true {
      let far = text.utf8.index(start, offsetBy: Outline.mostPreformatted, limitedBy: text.endIndex)
      guard let far, let end = text.utf8[far...].firstIndex(of: 0x0A) else { break }
      add(.preformatted(text[start..<end]), length: String(text[start..<end]).codePoints + 1)
      start = text.utf8.index(after: end)
    }
    add(.preformatted(text[start...]), length: String(text[start...]).codePoints)
  }

  /// The bytes after which preformatted text is set in another section.
  private static let mostPreformatted = 4096

  // MARK: Sections

  /// Columns left of the measure.
  private var room: Int { setting.measure - prefix.columns }

  private mutating func addWords(_ runs: [Run], isCentred: Bool = false) {
    add(.words(runs, isCentred: isCentred), length: runs.reduce(0) { $0 + $1.text.codePoints })
  }

  private mutating func add(_ content: Section.Content, length: Int) {
    var section = Section(content: content, position: position, before: self.length, prefix: prefix)
    section.gap = self.length == 0 && sections.isEmpty ? nil : gap
    if !markers.isEmpty {
      var first = prefix.runs
      for (place, marker) in markers { first[place] = marker }
      section.first = first
    }
    section.runIn = runIn
    sections.append(section)
    (markers, runIn, gap) = ([], [], nil)
    position.offset += length
    self.length += length
  }

  /// Numbers the links of spans; returns the code points of them.
  private mutating func number(_ spans: [Span]) -> Int {
    var length = 0
    for span in spans {
      length += span.text.codePoints
      if case .link(let address)? = span.target { links.add(address) }
    }
    return length
  }
}

/// The numbers of a document's addresses: 1, 2, … in the order of the text, each address one.
struct LinkNumbers: Sendable {
  private(set) var addresses: [String] = []
  private var numbers: [String: Int] = [:]

  mutating func add(_ address: String) {
    if numbers[address] != nil { return }
    addresses.append(address)
    numbers[address] = addresses.count
  }

  subscript(address: String) -> Int { numbers[address] ?? 0 }
}
