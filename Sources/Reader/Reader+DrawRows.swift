// Pages of rows as cells, whatever the rows are: the front page, a list, results, subjects. One drawing for all.

import Articles
import Hanzi
import Library
import Terminal
import Typesetting

/// A row of a page, as it is drawn.
struct PageRow {
  /// What stands before the text.
  var start: String
  /// The text, of which as much is shown as there is room for, and what stands out in it, in code points.
  var text: String, marks: [Range<Int>] = []
  /// What stands at the right, and the columns at whose end that is.
  var end = "", width: Int
  var style = Style()
  /// Whether it is in a range of rows that is to be marked.
  var isInRange = false
  /// What stands in a line below it, and what stands out in that.
  var below: (indent: Int, text: MarkedText)?
}

extension Reader {
  /// How the selected row is shown: as the one the keys are for, or, in a pane that has not the keys, by a mark.
  enum Selection { case selected, marked }

  /// Draws rows from one on, as many as there is room for; those that are not in memory are left out. The cursor stands
  /// on the selected one.
  func draw(
    rows: Range<Int>, selected: Int?, as selection: Selection = .selected, _ surface: inout Surface,
    _ row: (Int) -> PageRow?
  ) {
    var line = 0
    for place in rows {
      if line >= surface.size.rows { return }
      let drawn = row(place)
      let isSelected = place == selected
      if isSelected { surface.cursor = (line, 0) }
      if let drawn { draw(drawn, at: line, isSelected ? selection : nil, &surface) }
      line += drawn?.below == nil ? 1 : 2
    }
  }

  private func draw(_ row: PageRow, at line: Int, _ selection: Selection?, _ surface: inout Surface) {
    // One style for the whole row, its blanks included: a change of style costs as many bytes as three characters.
    var style = row.style
    let isSelected = selection == .selected, isBar = isSelected && preferences.selectedRow == .bar
    if isBar || row.isInRange {
      (style.ink, style.isReversed) = (.selected, true)
      surface.fill(row: line, style: style)
    }
    let startWidth = CellWidth.of(row.start), endWidth = CellWidth.of(row.end)
    let room = row.width - 1 - startWidth - (row.end.isEmpty ? 0 : endWidth + 1)
    if row.marks.isEmpty {
      surface.put(row.start + fitted(row.text, room), row: line, column: 0, style: style)
    } else {
      surface.put(row.start, row: line, column: 0, style: style)
      let text = MarkedText(row.text, row.marks).fitted(room, preferences.symbols.ellipsis)
      surface.put(text, row: line, column: startWidth, style: style)
    }
    surface.put(row.end, row: line, column: row.width - 1 - endWidth, style: style)
    // Where the bar shows the selected row, an arrow tells the others of its range from it.
    let hasArrow =
      selection == .marked || isSelected && !isBar || row.isInRange && preferences.selectedRow == .bar
    if hasArrow { surface.put(">", row: line, column: 0, style: style) }
    guard let (indent, text) = row.below else { return }
    surface.put(
      text.aroundFirst(surface.size.columns - 1 - indent, preferences.symbols.ellipsis), row: line + 1,
      column: indent, style: Style(.faint)
    )
  }

  /// Writes what is to be said where there are no rows.
  func put(_ text: String, asPageOf surface: inout Surface) {
    for (index, line) in typeset(text, measure: surface.size.columns - 4).enumerated() {
      surface.put(line.text, row: 1 + index, column: 2)
    }
  }

  // MARK: What the rows are

  func draw(_ front: FrontScreen, selected: Int?, as selection: Selection, _ surface: inout Surface) {
    if front.rows.isEmpty {
      return put(noSources, asPageOf: &surface)
    }
    let columns = surface.size.columns
    let width = selection == .selected ? min(columns, preferences.setting.measure) : columns
    draw(
      rows: front.cursor.top..<front.rows.count, selected: selected, as: selection, &surface
    ) { pageRow(front.rows[$0], width) }
  }

  private func pageRow(_ row: FrontScreen.Row, _ width: Int) -> PageRow {
    let (indent, name, counts, style): (Int, String, String, Style) =
      switch row {
      case .source(let source): (1, source.key, "\(source.unread)/\(source.total)", Style(bold: true))
      case .group(let name): (3, name, "", Style(.faint))
      case .category(let category):
        (5, category.name, "\(category.unread)/\(category.total)", Style(bold: category.unread > 0))
      case .searches: (1, words[.searches], "", Style(bold: true))
      case .search(let search, let unread):
        (5, search.name, unread.map(Reader.limited) ?? "", Style(bold: unread ?? 0 > 0))
      case .starred(let count): (1, words[.starred], "\(count)", Style(bold: true))
      case .queue(let count): (1, words[.queue], "\(count)", Style(bold: true))
      case .history: (1, words[.history], "", Style(bold: true))
      }
    return PageRow(
      start: String(repeating: " ", count: indent), text: name, end: counts, width: width, style: style)
  }

  func draw(_ list: ListScreen, _ surface: inout Surface) {
    if list.isLoaded, list.cursor.count == 0 {
      return put(sentence(emptiness(of: list.selection)), asPageOf: &surface)
    }
    let digits = String(list.cursor.count).utf8.count, width = surface.size.columns
    let seen = list.rows(from: list.cursor.top, pageRows)
    let hasDays = seen.contains { $0.published != nil }
    draw(rows: list.cursor.top..<list.cursor.count, selected: list.cursor.selected, &surface) { place in
      list[place].map { article in
        var row = pageRow(article, number: place + 1, digits, width, hasDays: hasDays)
        row.isInRange = list.range?.contains(place) == true
        return row
      }
    }
  }

  /// What is said where a list has no articles.
  private func emptiness(of list: ListSelection) -> Words.Key {
    switch list {
    case .queue: .emptyQueue
    case .arrived: .emptyNews
    case .everything, .source, .category, .subject, .starred, .history: .empty
    case .oldestFirst(let list): emptiness(of: list)
    }
  }

  /// Columns from which on a row has its day: in fewer, titles that begin alike could not be told apart.
  private static let leastWithDays = 50

  /// The row of an article in a list, with its number in so many digits; days have a column where a row in view has one.
  func pageRow(_ article: ArticleSummary, number: Int, _ digits: Int, _ width: Int, hasDays: Bool) -> PageRow
  {
    PageRow(
      start: rowStart(of: article, number: number, digits, hasDay: hasDays && width >= Reader.leastWithDays),
      text: article.title.isEmpty ? words[.untitled] : article.title, width: width,
      style: Style(article.isRead ? .normal : .unread, bold: !article.isRead))
  }

  /// What stands before an article's title: its number in so many digits, its marks, its day.
  private func rowStart(of article: ArticleSummary, number: Int, _ digits: Int, hasDay: Bool) -> String {
    let place = String(number)
    let date = hasDay ? dayColumn(article.published) : nil
    return
      [
        "", String(repeating: " ", count: digits - place.utf8.count) + place,
        (article.isRead ? " " : "N") + (article.isStarred ? "*" : " ") + (article.isQueued ? "+" : " "), date,
      ].compactMap { $0 }.joined(separator: " ") + " "
  }
}

extension Surface {
  /// Writes a text whose marked stretches stand out: the other way round, and bold.
  fileprivate mutating func put(_ text: MarkedText, row: Int, column: Int, style: Style) {
    var column = column
    for (part, isMarked) in text.parts {
      var look = style
      if isMarked {
        look.ink = .found
        look.isReversed.toggle()
        look.isBold = true
      }
      column += put(part, row: row, column: column, style: look)
    }
  }
}
