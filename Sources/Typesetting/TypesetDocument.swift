// A document set for a measure, as far as somebody has looked at it. Knows its sections and the lines of those
// that were set; the lines of a section are made when they are asked for, once.

package import Articles
import Hanzi

/// A line of a set document: a section of it, and the line within.
package struct Place: Hashable, Sendable, Comparable {
  /// The section, counted from 0.
  package let section: Int
  /// The line in the section, counted from 0.
  package let line: Int

  package static func < (left: Place, right: Place) -> Bool {
    (left.section, left.line) < (right.section, right.line)
  }
}

/// A document set for a measure. Nothing of it is set before it is asked for; what was set is kept, so looking
/// changes the value. Sections are never empty of lines where a `Place` stands.
package struct TypesetDocument: Sendable {
  private(set) var sections: [Section]
  let tables: [Table]
  var setter: SectionSetter
  /// The document's own sections, the code points in them, and the place behind them.
  let own: (sections: Int, length: Int, end: Position)
  /// The lines of the sections that were set.
  var cache: [[Line]?]
  private var layouts: [Int: TableLayout] = [:]
  /// The lead that is selected.
  var selected: Lead?
  /// Where pages began that were turned, in order.
  var pageStarts: [Place] = []

  /// The addresses of the document, in the order of the text: the link numbered n is the one at n - 1.
  package var links: [String] { setter.links.addresses }

  /// The keys of the document's terms in the order of the text: they are numbered after the links.
  package let terms: [String]

  init(_ outline: Outline) {
    sections = outline.sections
    tables = outline.tables
    setter = SectionSetter(setting: outline.setting, labels: outline.labels, links: outline.links)
    own = (outline.sections.count, outline.length, outline.position)
    terms = outline.terms
    cache = Array(repeating: nil, count: outline.sections.count)
  }

  /// Adds a list at the end, under a heading, in place of one added before; its texts are numbered after all that has a
  /// number. The lines before it stay as they are.
  package mutating func append(_ texts: [String], under heading: String) {
    sections.removeSubrange(own.sections...)
    cache.removeSubrange(own.sections...)
    if texts.isEmpty { return }
    var outline = Outline(setter.setting, setter.labels, from: own.end, after: own.length)
    outline.add(texts, under: heading, from: links.count + terms.count + 1)
    sections += outline.sections
    cache += Array(repeating: nil, count: outline.sections.count)
  }

  /// The lines of a section.
  mutating func lines(inSection index: Int) -> [Line] {
    if let lines = cache[index] { return lines }
    var table: TableLayout?
    if case .row(_, let number) = sections[index].content { table = layout(number, sections[index]) }
    let lines = highlighted(setter.lines(of: sections[index], table: table), inSection: index)
    cache[index] = lines
    return lines
  }

  /// The layout of a table, found when the first of its rows comes into view.
  private mutating func layout(_ number: Int, _ section: Section) -> TableLayout {
    if let layout = layouts[number] { return layout }
    let layout = TableLayout(
      tables[number], room: setter.room(section), gap: CellWidth.of(TableSetter.gap(setter.setting)),
      setter: setter)
    layouts[number] = layout
    return layout
  }

  // MARK: Lines

  /// All lines, in order: sets the whole document.
  package func allLines() -> [Line] {
    var copy = self
    return sections.indices.flatMap { copy.lines(inSection: $0) }
  }

  /// The lines from a place on, at most `count`.
  package mutating func lines(from place: Place, count: Int) -> [Line] {
    var lines: [Line] = []
    var section = place.section, first = place.line
    while section < sections.count, lines.count < count {
      lines += self.lines(inSection: section).dropFirst(first).prefix(count - lines.count)
      section += 1
      first = 0
    }
    return lines
  }

  // MARK: Positions

  /// The place in the document a line begins at.
  package mutating func position(of place: Place) -> Position {
    let lines = lines(inSection: place.section)
    return lines.indices.contains(place.line) ? lines[place.line].position : sections[place.section].position
  }

  /// The line that holds a place of the document: the last that begins at it or before, and is not blank.
  package mutating func place(of position: Position) -> Place {
    var low = 0, high = sections.count
    while low < high {
      let middle = (low + high) / 2
      if sections[middle].position <= position { low = middle + 1 } else { high = middle }
    }
    // Of several sections at one place (a list's marker alone, a caption of nothing) the first is meant.
    var section = max(0, low - 1)
    while section > 0, sections[section - 1].position == sections[section].position { section -= 1 }
    while section + 1 < sections.count, firstText(inSection: section) == nil { section += 1 }
    let lines = lines(inSection: section)
    var line = lines.lastIndex { $0.position <= position } ?? 0
    while line > 0, lines[line - 1].position == lines[line].position { line -= 1 }
    return Place(section: section, line: max(line, firstText(inSection: section) ?? 0))
  }

  /// The first line of a section that is not the blank one before it; nil where there is none.
  private mutating func firstText(inSection index: Int) -> Int? {
    let lines = lines(inSection: index)
    let first = sections[index].gap == nil ? 0 : 1
    return (first..<max(first, lines.count)).first { !lines[$0].runs.isEmpty }
  }
}
