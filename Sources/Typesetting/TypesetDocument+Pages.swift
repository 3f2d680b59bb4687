// Going about in a set document: by lines, by pages, to its ends. Knows places and the height of a page; sets
// no more than is gone through.

package import Articles

extension TypesetDocument {
  /// The lines of the last page that stay in view when a page is turned.
  private static let overlap = 2
  /// The height from which on headings are kept off a page's end: a smaller page has no line to give.
  private static let leastPage = 6

  /// The first line.
  package var first: Place { Place(section: 0, line: 0) }

  /// The first line of the last page, which is full where the document is long enough. Sets the end of the
  /// document only.
  package mutating func lastTop(page: Int) -> Place {
    moved(Place(section: sections.count, line: 0), up: max(1, page))
  }

  /// The place a number of lines on (or back, where negative), so that the last page is full. Of a million
  /// lines and more the end is meant, and nothing between is set.
  package mutating func place(_ place: Place, movedBy lines: Int, page: Int) -> Place {
    if lines.magnitude >= 1_000_000 { return lines < 0 ? first : lastTop(page: page) }
    let target = lines < 0 ? moved(place, up: -lines) : moved(place, down: lines)
    return min(target, lastTop(page: page))
  }

  /// The place a number of lines on, or that behind the last line.
  package mutating func place(_ place: Place, movedBy lines: Int) -> Place {
    var section = place.section, line = place.line + lines
    while section < sections.count, case let count = self.lines(inSection: section).count, line >= count {
      line -= count
      section += 1
    }
    return Place(section: section, line: section < sections.count ? line : 0)
  }

  /// Whether the end of the document is on the page that begins at a place.
  package mutating func isAtEnd(_ top: Place, page: Int) -> Bool { top >= lastTop(page: page) }

  /// How much has been read when the page that begins at a place has been, in hundredths of the document's own characters.
  package mutating func percent(_ top: Place, page: Int) -> Int {
    if isAtEnd(top, page: page) { return 100 }
    let next = moved(top, down: page)
    let section = sections[next.section]
    let read = section.before + max(0, position(of: next).offset - section.position.offset)
    return min(99, read * 100 / max(1, own.length))
  }

  /// Where so many hundredths of the document's own characters are behind one.
  package func position(ofPercent percent: Int) -> Position {
    let wanted = own.length * percent / 100
    let section = sections.prefix(own.sections).last { $0.before <= wanted }
    guard let section else { return Position(block: -1, offset: 0) }
    return Position(block: section.position.block, offset: section.position.offset + wanted - section.before)
  }

  // MARK: Pages

  /// The lines of the page that begins at a place. A heading at its end is left to the next page.
  package mutating func page(from top: Place, count: Int) -> [Line] {
    let lines = lines(from: top, count: count)
    guard endsWithHeading(top, count) else { return lines }
    let heading = lastText(top, count)
    let left = lines.count - (heading.line + 1) - (heading == moved(top, down: count - 1) ? 0 : 1)
    return left > TypesetDocument.overlap ? Array(lines.prefix(left)) : lines
  }

  /// The first line of the next page (`pages` above 0) or the last (below). Two lines stay in view, or more
  /// where a page would end with a heading: that goes to the next page. Going back leads to where pages began
  /// when they were turned.
  package mutating func turned(_ top: Place, by pages: Int, page: Int) -> Place {
    var place = top
    for _ in 0..<abs(pages) {
      let next = pages > 0 ? turnedOn(place, page) : turnedBack(place, page)
      if next == place { break }
      place = next
    }
    return place
  }

  private mutating func turnedOn(_ top: Place, _ page: Int) -> Place {
    while let last = pageStarts.last, last >= top { pageStarts.removeLast() }
    pageStarts.append(top)
    return next(after: top, page)
  }

  private mutating func next(after top: Place, _ page: Int) -> Place {
    let step = max(1, page - TypesetDocument.overlap)
    let next = place(top, movedBy: step, page: page)
    return withoutHeadingLast(next, step: -1, bound: moved(top, down: 1), page)
  }

  private mutating func turnedBack(_ top: Place, _ page: Int) -> Place {
    while let last = pageStarts.last, last >= top { pageStarts.removeLast() }
    if let start = pageStarts.popLast(), next(after: start, page) == top { return start }
    let step = max(1, page - TypesetDocument.overlap)
    let last = place(top, movedBy: -step, page: page)
    return withoutHeadingLast(last, step: 1, bound: moved(top, up: 1), page)
  }

  /// Moves the top of a page until it does not end with a heading, but not past a bound.
  private mutating func withoutHeadingLast(_ top: Place, step: Int, bound: Place, _ page: Int) -> Place {
    var place = top
    while endsWithHeading(place, page), place != bound {
      let moved = self.place(place, movedBy: step, page: page)
      if moved == place { break }
      place = moved
    }
    return endsWithHeading(place, page) ? top : place
  }

  private mutating func endsWithHeading(_ top: Place, _ page: Int) -> Bool {
    if page < TypesetDocument.leastPage || isAtEnd(top, page: page) { return false }
    return sections[lastText(top, page).section].keepsWithNext
  }

  /// The last line of the page that begins at a place, or the one before where that is the blank before a section.
  private mutating func lastText(_ top: Place, _ page: Int) -> Place {
    let bottom = moved(top, down: page - 1)
    return bottom.line == 0 && sections[bottom.section].gap != nil ? moved(bottom, up: 1) : bottom
  }

  // MARK: Lines

  /// The place some lines down, at most the last line.
  private mutating func moved(_ place: Place, down lines: Int) -> Place {
    var section = place.section, line = place.line + lines
    var last = place
    while section < sections.count {
      let count = self.lines(inSection: section).count
      if line < count { return Place(section: section, line: line) }
      if count > 0 { last = Place(section: section, line: count - 1) }
      line -= count
      section += 1
    }
    return last
  }

  /// The place some lines up, at least the first line. A place past the last section is the document's end.
  private mutating func moved(_ place: Place, up lines: Int) -> Place {
    var section = place.section, line = place.line - lines
    while line < 0, section > 0 {
      section -= 1
      line += self.lines(inSection: section).count
    }
    return Place(section: section, line: max(0, line))
  }
}
