// The screen of subjects as cells.

import Hanzi
import Library
import Terminal
import Typesetting

extension Reader {
  /// The title of the screen, with what is looked for, and where one is: on those of the article nowhere among all.
  func titles(of subjects: SubjectScreen) -> (String, String) {
    let count = subjects.listed
    let name = words[.subjects] + (subjects.filter.map { "  /" + $0.text } ?? "")
    let place = count == 0 ? nil : subjects.number(of: subjects.cursor.selected)
    return (name, (place.map { "\($0)/" } ?? "") + String(count))
  }

  func draw(_ subjects: SubjectScreen, _ surface: inout Surface) {
    if subjects.isLoaded, subjects.cursor.count == 0 {
      put(words[subjects.filter == nil ? .noSubjects : .foundNothing], asPageOf: &surface)
      return
    }
    let digits = String(subjects.cursor.count).utf8.count
    let width = min(surface.size.columns, preferences.setting.measure)
    draw(rows: subjects.cursor.top..<subjects.cursor.count, selected: subjects.cursor.selected, &surface) {
      row in subjects[row].map { pageRow($0, number: subjects.number(of: row), digits, width) }
    }
  }

  /// The row of a subject. The article's own are told apart by being bold, and by having no number.
  private func pageRow(_ subject: SubjectSummary, number: Int?, _ digits: Int, _ width: Int) -> PageRow {
    let number = number.map(String.init) ?? ""
    return PageRow(
      start: " " + String(repeating: " ", count: digits - number.utf8.count) + number + " ",
      text: subject.name, end: String(subject.total), width: width, style: Style(bold: number.isEmpty))
  }
}
