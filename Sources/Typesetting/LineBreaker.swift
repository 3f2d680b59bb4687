// Where lines end. No line is wider than the measure (but for a stop that hangs), splits a character or a word
// that fits, begins with a closing mark or ends with an opening one. A line that does not come out even is
// adjusted in CLREQ's order, 先挤进，后推出: a stop hangs in the margin where that is wished, otherwise the last
// characters go down. (The blank half of a full-width mark cannot be taken away on a grid of cells.)
// https://www.w3.org/TR/clreq/#prohibition_rules_for_line_start_end

import Articles
import Hanzi

struct LineBreaker {
  let setting: Setting
  /// The width of a line, in columns.
  var measure: Int
  /// Blank columns before the first line, and before the others; before one that follows a line break of the author's as
  /// many as before either (CSS Text 3's `each-line`), so that verse has one edge.
  var firstIndent = 0, indent = 0

  init(_ setting: Setting, measure: Int? = nil, firstIndent: Int = 0, indent: Int = 0) {
    self.setting = setting
    self.measure = measure ?? setting.measure
    self.firstIndent = firstIndent
    self.indent = indent
  }

  /// One line of a text: its units, without blanks at the end.
  struct Stretch {
    let units: Range<Int>
    let indent: Int
    /// The columns of the units and of the blanks between scripts.
    let columns: Int
    /// Whether the paragraph, or what its author broke off, ends here.
    let isLast: Bool
  }

  /// The lines of a text. A `\n` ends a line; white space at a line's end goes.
  func lines(of text: RunText, from start: Position) -> [Line] {
    stretches(of: text.cells).map { line($0, of: text, from: start) }
  }

  func line(_ stretch: Stretch, of text: RunText, from start: Position) -> Line {
    Line(
      indent: stretch.indent, runs: text.runs(stretch.units, blanks: blanks(in: stretch, of: text.cells)),
      position: Position(
        block: start.block, offset: start.offset + text.offset(before: stretch.units.lowerBound))
    )
  }

  /// The lines of a text as ranges; at least one.
  func stretches(of text: CellText) -> [Stretch] {
    var stretches: [Stretch] = []
    var begin = 0
    repeat {
      let indent =
        stretches.isEmpty
        ? firstIndent : stretches.last?.isLast == true ? max(firstIndent, self.indent) : self.indent
      let end = self.end(of: text, from: begin, room: max(1, measure - indent))
      let units = begin..<withoutBlanks(text, begin, end.units)
      stretches.append(
        Stretch(units: units, indent: indent, columns: columns(of: units, in: text), isLast: end.isLast))
      begin = end.next
    } while begin < text.units.count
    return stretches
  }

  // MARK: One line

  private typealias End = (units: Int, next: Int, isLast: Bool)

  /// Where the line that begins at `begin` ends, and where the next begins.
  private func end(of text: CellText, from begin: Int, room: Int) -> End {
    let units = text.units
    var width = 0, index = begin, opportunity = 0, emergency = 0
    while index < units.count {
      let unit = units[index]
      // Cases, not ==: across modules that would be a call for every character.
      if case .newline = unit.kind { return (index, index + 1, true) }
      switch unit.strength {
      case .never: break
      case .emergency: emergency = index
      case .opportunity: opportunity = index
      }
      width += Int(unit.columns)
      if setting.autospace, index > begin, text.isSeam(index) { width += 1 }
      if width > room, !unit.isBlank { break }
      index += 1
    }
    guard index < units.count else { return (index, index, true) }
    if hangs(index, in: text, from: begin, excess: width - room) { return next(after: index + 1, in: text) }
    let end = opportunity > begin ? opportunity : emergency > begin ? emergency : max(index, begin + 1)
    return next(after: end, in: text)
  }

  /// The blanks at a line's end belong to it, and a `\n` after them.
  private func next(after end: Int, in text: CellText) -> End {
    var next = end
    while next < text.units.count, text.units[next].isBlank { next += 1 }
    if next < text.units.count, text.units[next].kind == .newline { return (end, next + 1, true) }
    return (end, next, next == text.units.count)
  }

  /// Whether the stop that finds no room may stand in the margin: one alone, and where the line may end after
  /// it (CLREQ, https://www.w3.org/TR/clreq/#hanging_punctuation_marks_at_line_end).
  private func hangs(_ index: Int, in text: CellText, from begin: Int, excess: Int) -> Bool {
    guard setting.hangs, text.units[index].kind == .hanging, excess <= Setting.hangingMargin, index > begin,
      text.units[index - 1].kind == .plain
    else { return false }
    let after = next(after: index + 1, in: text)
    return after.isLast || text.units[after.next].strength == .opportunity
  }

  // MARK: Columns

  /// The columns of a unit in a line that begins at `begin`, with the blank before it where scripts meet.
  private func columns(of index: Int, in text: CellText, from begin: Int) -> Int {
    let own = Int(text.units[index].columns)
    return setting.autospace && index > begin && text.isSeam(index) ? own + 1 : own
  }

  private func columns(of units: Range<Int>, in text: CellText) -> Int {
    units.reduce(0) { $0 + columns(of: $1, in: text, from: units.lowerBound) }
  }

  private func withoutBlanks(_ text: CellText, _ begin: Int, _ end: Int) -> Int {
    var end = end
    while end > begin, text.units[end - 1].isBlank { end -= 1 }
    return end
  }

  // MARK: Blanks

  /// The units before which a blank is put: where scripts meet, and where a line is spread to be even.
  private func blanks(in stretch: Stretch, of text: CellText) -> [Int] {
    guard setting.autospace || setting.isJustified else { return [] }
    let inner = stretch.units.dropFirst()
    let seams = setting.autospace ? inner.filter(text.isSeam) : []
    let left = measure - stretch.indent - stretch.columns
    guard setting.isJustified, !stretch.isLast, left > 0 else { return seams }
    // Gaps where nothing stands yet before those that have a blank.
    let empty = setting.autospace ? [] : inner.filter(text.isSeam)
    let gaps = empty.count >= left ? empty : inner.filter(text.isGap)
    guard gaps.count >= left else { return seams }
    let spread = (0..<left).map { gaps[($0 * 2 + 1) * gaps.count / (left * 2)] }
    return (seams + spread).sorted()
  }
}

extension CellText.Unit {
  /// Whether it vanishes at a line's end.
  var isBlank: Bool {
    if case .blank = kind { true } else { false }
  }
}

extension CellText {
  /// Whether Han and Latin letters or digits meet before a unit, without a blank.
  func isSeam(_ index: Int) -> Bool {
    switch (units[index - 1].script, units[index].script) {
    case (.han, .latin), (.latin, .han): true
    default: false
    }
  }

  /// Whether a blank more may stand before a unit: where scripts meet, or after the blank beside a Latin word.
  func isGap(_ index: Int) -> Bool {
    if isSeam(index) { return true }
    guard units[index - 1].isBlank, !units[index].isBlank else { return false }
    return units[index].script == .latin || index > 1 && units[index - 2].script == .latin
  }
}
