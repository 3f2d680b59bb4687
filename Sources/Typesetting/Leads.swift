// What leads somewhere in a set document: going from one to the next, finding what a page has, selecting one. Knows
// sections and lines; must not know where anything leads.

import Articles
import Hanzi

/// All of a section that leads to one place. It is the same however wide the document is set.
package struct Lead: Hashable, Sendable {
  /// The section, counted from 0.
  let section: Int
  /// Where it leads.
  package let target: Run.Target
}

/// What leads somewhere, on a page.
package struct SeenLead: Hashable, Sendable {
  /// The line of the page it begins in, and the column of the line, both from 0.
  package let row: Int, column: Int
  /// Where it leads.
  package let target: Run.Target
}

extension TypesetDocument {
  /// What leads somewhere in so many lines from a place on, each place that is led to once.
  package mutating func leads(from top: Place, count: Int) -> [SeenLead] {
    var seen: [SeenLead] = [], known: Set<Run.Target> = []
    for (row, line) in lines(from: top, count: count).enumerated() {
      var column = line.indent
      for run in line.runs {
        if let target = run.target, known.insert(target).inserted {
          seen.append(SeenLead(row: row, column: column, target: target))
        }
        column += CellWidth.of(run.text)
      }
    }
    return seen
  }

  /// What stands in a column of the line at a place and leads somewhere; nil where nothing does.
  package mutating func lead(at place: Place, column: Int) -> Lead? {
    let target = lines(from: place, count: 1).first?.target(atColumn: column)
    return target.map { Lead(section: place.section, target: $0) }
  }

  /// The first lead from a place on; nil where there is none. Sections of which it is known that nothing in them leads
  /// anywhere are not set.
  package mutating func firstLead(from place: Place) -> Lead? {
    for section in place.section..<max(place.section, sections.count) where sections[section].leads {
      let lines = lines(inSection: section).dropFirst(section == place.section ? place.line : 0)
      if let first = TypesetDocument.targets(of: lines).first { return Lead(section: section, target: first) }
    }
    return nil
  }

  /// The last lead that begins before a place; nil where there is none.
  package mutating func lastLead(before place: Place) -> Lead? {
    for section in (0..<min(place.section + 1, sections.count)).reversed() where sections[section].leads {
      let lines = lines(inSection: section).prefix(section == place.section ? place.line : .max)
      if let last = TypesetDocument.targets(of: lines).last { return Lead(section: section, target: last) }
    }
    return nil
  }

  /// The lead after another one (`step` 1) or before it (-1); nil where there is none.
  package mutating func lead(_ step: Int, from lead: Lead) -> Lead? {
    let targets = TypesetDocument.targets(of: lines(inSection: lead.section)[...])
    let next = (targets.firstIndex(of: lead.target) ?? 0) + step
    if targets.indices.contains(next) { return Lead(section: lead.section, target: targets[next]) }
    return step > 0
      ? firstLead(from: Place(section: lead.section + 1, line: 0))
      : lastLead(before: Place(section: lead.section, line: 0))
  }

  /// The line a lead begins in; nil where the document has no such lead.
  package mutating func place(of lead: Lead) -> Place? {
    guard sections.indices.contains(lead.section) else { return nil }
    let line = lines(inSection: lead.section).firstIndex { $0.runs.contains { $0.target == lead.target } }
    return line.map { Place(section: lead.section, line: $0) }
  }

  /// Highlights a lead as the one that is selected, and no other. No line ends elsewhere for it.
  package mutating func select(_ lead: Lead?) {
    for section in [selected, lead].compactMap({ $0?.section }) where cache.indices.contains(section) {
      cache[section] = nil
    }
    selected = lead
  }

  /// The lines of a section with the lead highlighted that is selected.
  func highlighted(_ lines: [Line], inSection index: Int) -> [Line] {
    guard let selected, selected.section == index else { return lines }
    return lines.map { line in
      var line = line
      for place in line.runs.indices where line.runs[place].target == selected.target {
        line.runs[place].highlight = .selected
      }
      return line
    }
  }

  /// Where lines lead, each place once, in the order of the text.
  private static func targets(of lines: ArraySlice<Line>) -> [Run.Target] {
    var known: Set<Run.Target> = []
    return lines.flatMap(\.runs).compactMap(\.target).filter { known.insert($0).inserted }
  }
}

extension Section {
  /// Whether something in it may lead somewhere.
  fileprivate var leads: Bool {
    switch content {
    case .text(let spans, _): spans.contains { $0.target != nil }
    case .words(let runs, _): runs.contains { $0.target != nil }
    case .placeholder, .row: true
    case .preformatted, .rule, .nothing: false
    }
  }
}
