import Hanzi
import Testing

/// The official test files of UAX #29 and UAX #14, and every departure from them.
@Suite(.enabled(if: UnicodeData.isThere)) struct BoundaryTests {
  @Test func charactersEndWhereTheirOfficialTestsSay() {
    for (text, isBoundary) in UnicodeData.boundaries("GraphemeBreakTest.txt") {
      let starts = Set(CellText(text, level: nil).units.map { Int($0.scalar) })
      let found = isBoundary.indices.dropLast().map { starts.contains($0) }
      if found != Array(isBoundary.dropLast()) { Issue.record("\(points(text)): \(found)") }
    }
  }

  /// The departures: UAX #14 lets a line end before a mark that stands on a space (LB10), and before a skin
  /// tone that stands on what is no emoji (LB30b). UAX #29 has both as one character with what is before them,
  /// and a character is never divided between lines.
  @Test func linesEndWhereTheirOfficialTestsSay() {
    for (text, isBoundary) in UnicodeData.boundaries("LineBreakTest.txt") {
      let units = CellText(text, level: nil).units
      for (index, unit) in units.enumerated() where index > 0 {
        if (unit.strength == .opportunity) != isBoundary[Int(unit.scalar)] {
          Issue.record("\(points(text)) at \(unit.scalar): \(unit.strength)")
        }
      }
      let scalars = Array(text.unicodeScalars)
      for place in scalars.indices.dropFirst()
      where isBoundary[place] && !units.contains(where: { $0.scalar == place }) {
        if !isDeparture(scalars[place - 1], scalars[place]) {
          Issue.record("\(points(text)) inside at \(place)")
        }
      }
    }
  }

  /// Where the strict rules differ from UAX #14, and why: kinsoku, quotation marks that have sides beside
  /// full-width characters, and the solidus between Han.
  @Test func strictRulesDepartOnlyForKinsoku() {
    for (text, _) in UnicodeData.boundaries("LineBreakTest.txt") {
      let scalars = Array(text.unicodeScalars)
      let plain = CellText(text, level: nil).units, strict = CellText(text, level: .strict).units
      for (index, unit) in strict.enumerated() where unit.strength != plain[index].strength {
        let place = Int(unit.scalar)
        let before = scalars[..<place].last { $0 != " " && !isMark($0) } ?? " "
        if reason(before, scalars[place], all: text) == nil {
          Issue.record("\(points(text)) at \(place): \(unit.strength)")
        }
      }
    }
  }

  private func reason(_ before: Unicode.Scalar, _ after: Unicode.Scalar, all text: String) -> String? {
    if mayNotBegin(Character(after)) { return "may not begin a line" }
    if mayNotEnd(Character(before)) { return "may not end a line" }
    if text.contains(where: { "“”‘’«»".contains($0) }) { return "a quotation mark has sides" }
    return before == "/" ? "a solidus ends no line before Han" : nil
  }

  private func isMark(_ scalar: Unicode.Scalar) -> Bool { CellWidth.of(scalar) == 0 }

  private func isDeparture(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    if right.properties.isEmojiModifier { return true }
    return left == " " && (right.properties.generalCategory == .nonspacingMark || right == "\u{200D}")
  }

  private func points(_ text: String) -> String {
    text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
  }
}
