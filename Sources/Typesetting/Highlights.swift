// Passages of a document that are highlighted, as those that were looked for are. Knows places in a document; must not
// know lines, nor what was looked for.

package import Articles

/// A passage of a document: code points of one of its blocks, as `Position` counts them.
package struct Passage: Hashable, Sendable {
  /// Where it begins.
  package let start: Position
  /// How many code points it has.
  package let length: Int

  /// So many code points from a place on.
  package init(start: Position, length: Int) { (self.start, self.length) = (start, length) }

  var end: Position { Position(block: start.block, offset: start.offset + length) }
}

/// The passages highlighted in a document, and which of them is looked at.
struct Highlights: Sendable {
  /// In the order of the text; none overlaps another.
  private let passages: [Passage]
  private let current: Int?

  init(_ passages: [Passage] = [], current: Int? = nil) {
    (self.passages, self.current) = (passages, current)
  }

  var isEmpty: Bool { passages.isEmpty }

  /// How the code point at a place is highlighted; nil where it is not.
  func highlight(at place: Position) -> Run.Highlight? {
    let index = firstIndex(endingAfter: place)
    return index < passages.count && passages[index].start <= place ? highlight(index) : nil
  }

  /// A run that stands at a place, divided where passages begin and end.
  func divide(_ run: Run, at start: Position?) -> [Run] {
    guard let start, !isEmpty else { return [run] }
    var runs: [Run] = []
    var rest = run.text.unicodeScalars[...]
    var place = start
    func cut(_ count: Int, _ highlight: Run.Highlight?) {
      guard count > 0, !rest.isEmpty else { return }
      let text = rest.prefix(count)
      var part = run
      part.text = String(text)
      part.highlight = highlight
      runs.append(part)
      rest = rest.dropFirst(count)
      place.offset += text.count
    }
    var index = firstIndex(endingAfter: start)
    while index < passages.count, passages[index].start.block == start.block, !rest.isEmpty {
      cut(passages[index].start.offset - place.offset, nil)
      cut(passages[index].end.offset - place.offset, highlight(index))
      index += 1
    }
    cut(.max, nil)
    return runs
  }

  private func highlight(_ index: Int) -> Run.Highlight { index == current ? .current : .found }

  private func firstIndex(endingAfter place: Position) -> Int {
    var low = 0, high = passages.count
    while low < high {
      let middle = (low + high) / 2
      if passages[middle].end > place { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension TypesetDocument {
  /// The texts of the document that one can look for something in, in order, each with where it begins: the title,
  /// paragraphs, headings, captions, cells, preformatted text. Takes time linear in them.
  package var texts: [(start: Position, text: String)] {
    sections.flatMap { texts(of: $0) }
  }

  private func texts(of section: Section) -> [(start: Position, text: String)] {
    switch section.content {
    case .text(let spans, _), .placeholder(_, let spans, _): [(section.position, spans.text)]
    case .preformatted(let text): [(section.position, String(text))]
    case .row(let row, let table): cells(tables[table].rows[row], from: section.position)
    case .words, .rule, .nothing: []
    }
  }

  private func cells(_ row: [Table.Cell], from start: Position) -> [(start: Position, text: String)] {
    var start = start
    return row.map { cell in
      let text = cell.spans.text
      defer { start.offset += text.codePoints }
      return (start, text)
    }
  }

  /// Highlights passages, which are in the order of the text and do not overlap, and no others; `current` is the index of
  /// the one that is looked at. No line ends elsewhere for it.
  package mutating func highlight(_ passages: [Passage], current: Int?) {
    setter.highlights = Highlights(passages, current: current)
    cache = Array(repeating: nil, count: sections.count)
  }

  /// The line in which the passage that is looked at begins, where it begins at `start`.
  package mutating func placeOfCurrentPassage(from start: Position) -> Place {
    let place = place(of: start)
    // All lines of a table's row stand at one place, and a table's head may be shown with the rows below it.
    for index in place.section..<sections.count where sections[index].position.block == start.block {
      let line = lines(inSection: index).firstIndex { $0.runs.contains { $0.highlight == .current } }
      if let line { return Place(section: index, line: line) }
    }
    return place
  }
}
