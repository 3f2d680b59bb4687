// The screen of subjects as cells.

import Hanzi
import Library
import Terminal
import Typesetting

extension Reader {
  /// The title of the screen, with what is looked for, and where one is.
  func titles(of subjects: SubjectScreen) -> (String, String) {
    let count = subjects.cursor.count
    let name = words[.subjects] + (subjects.filter.map { "  /" + $0.text } ?? "")
    return (name, count == 0 ? "0" : "\(subjects.cursor.selected + 1)/\(count)")
  }

  func draw(_ subjects: SubjectScreen, _ surface: inout Surface) {
    if subjects.isLoaded, subjects.cursor.count == 0 {
      surface.put(words[.noSubjects], row: 2, column: 2)
      return
    }
    let digits = String(subjects.cursor.count).utf8.count
    for offset in 0..<pageRows {
      let row = subjects.cursor.top + offset
      guard let subject = subjects[row] else { continue }
      let number = subjects.number(of: row).map(String.init) ?? ""
      // The article's own are told apart by being bold, and by having no number.
      let style = Style(bold: number.isEmpty, reversed: row == subjects.cursor.selected)
      let start = String(repeating: " ", count: digits - number.utf8.count) + number
      draw(subject, start, row: 1 + offset, style, &surface)
    }
    surface.cursor = (1 + subjects.cursor.selected - subjects.cursor.top, 0)
  }

  private func draw(
    _ subject: SubjectSummary, _ start: String, row: Int, _ style: Style, _ surface: inout Surface
  ) {
    if style.isReversed { surface.fill(row: row, style: style) }
    let width = min(size.columns, preferences.setting.measure)
    let count = String(subject.total)
    let name = subject.name.fitted(width - start.utf8.count - count.utf8.count - 4)
    surface.put(" \(start) \(name)", row: row, column: 0, style: style)
    surface.put(count, row: row, column: width - 1 - count.utf8.count, style: style)
  }
}
