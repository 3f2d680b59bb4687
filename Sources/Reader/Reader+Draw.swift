// The screens as cells: a title bar, the page, a bottom line.

import Articles
import Hanzi
import Library
package import Terminal
import Typesetting

extension Reader {
  /// The smallest screen that is drawn.
  static let smallest = Size(rows: 5, columns: 20)

  /// Draws the screen shown.
  package func draw() -> Surface {
    var surface = Surface(size: size)
    guard size.rows >= Reader.smallest.rows, size.columns >= Reader.smallest.columns else {
      surface.put(words[.tooSmall], row: 0, column: 0)
      return surface
    }
    drawTitle(&surface)
    switch shownScreen {
    case .front(let front): draw(front, &surface)
    case .list(let list): draw(list, &surface)
    case .article(let article): draw(article, &surface)
    case .search(let search): draw(search, &surface)
    case .subjects(let subjects): draw(subjects, &surface)
    case .help(let help): draw(help.text, &surface)
    case .log(let text), .state(let text): draw(text, &surface)
    }
    drawBottom(&surface)
    return surface
  }

  /// The screen whose page is seen: where nothing is searched for yet, what the search was begun from.
  private var shownScreen: Screen {
    if case .search(let search) = screen, search.isBlank { screens[screens.count - 2] } else { screen }
  }

  // MARK: Title and bottom

  private func drawTitle(_ surface: inout Surface) {
    let style = Style(bold: true, reversed: true)
    surface.fill(row: 0, style: style)
    let (left, right) = titles
    let room = size.columns - 2
    let rightWidth = min(CellWidth.of(right), room)
    surface.put(left.fitted(room - rightWidth - 1), row: 0, column: 1, style: style)
    surface.put(right, row: 0, column: size.columns - 1 - rightWidth, style: style)
  }

  private var titles: (String, String) {
    switch shownScreen {
    case .front:
      let total = sources.reduce(0) { $0 + $1.total }, unread = sources.reduce(0) { $0 + $1.unread }
      return (words[.paper], "\(unread)/\(total)")
    case .list(let list):
      return (
        title(of: list.selection),
        list.cursor.count == 0 ? "0" : "\(list.cursor.selected + 1)/\(list.cursor.count)"
      )
    case .article(let article):
      let marks = (article.summary.isRead ? "" : "N") + (article.summary.isStarred ? "*" : "")
      return (
        marks.isEmpty ? article.summary.title : "\(marks) \(article.summary.title)",
        "\(article.percent)%"
      )
    case .search(let search):
      return (
        title(of: search), (search.hits.isEmpty ? "" : "\(search.selected + 1)/") + count(of: search)
      )
    case .subjects(let subjects): return titles(of: subjects)
    case .help(let help): return (words[.help] + (help.filter.isEmpty ? "" : " /" + help.filter), "")
    case .log: return (words[.log], "")
    case .state: return (words[.state], "")
    }
  }

  /// Rows that a notice may take at the bottom.
  private static let mostBottomRows = 6

  private func drawBottom(_ surface: inout Surface) {
    let pending = pendingText, room = size.columns - 2 - (pending.isEmpty ? 0 : CellWidth.of(pending) + 1)
    if let prompt {
      drawProblems(&surface)
      drawCandidates(of: prompt, &surface)
      draw(prompt, &surface)
    } else if let (text, ink) = saying {
      let lines = typeset(text, measure: size.columns - 2)
      draw(bottom: lines.prefix(min(Reader.mostBottomRows, size.rows - 1)).map(\.text), Style(ink), &surface)
    } else if let syncStatus {
      draw(bottom: [syncStatus.line(words, columns: room)], Style(), &surface)
    } else {
      draw(bottom: [keyHints(room)], Style(.faint), &surface)
    }
    surface.put(
      pending, row: size.rows - 1, column: size.columns - 1 - CellWidth.of(pending), style: Style(.mark))
  }

  /// What the bottom line has to say before anything else.
  private var saying: (String, Style.Ink)? {
    if case .markListRead(let list)? = question { return (title(of: list) + words[.askMarkRead], .mark) }
    return notice.map { ($0, .normal) }
  }

  private func draw(bottom lines: [String], _ style: Style, _ surface: inout Surface) {
    for (index, line) in lines.enumerated() {
      let row = size.rows - lines.count + index
      surface.fill(row: row, style: Style())
      surface.put(line, row: row, column: 1, style: style, width: size.columns - 2)
    }
  }

  /// The few keys that matter on the screen shown, as many as fit into so many columns.
  private func keyHints(_ room: Int) -> String {
    let hints: [(Command, Words.Key)] =
      switch screen {
      case .front: [(.open, .open), (.nextUnread, .unread), (.sync, .sync), (.help, .help), (.quit, .quit)]
      case .list:
        [
          (.open, .open), (.back, .back), (.nextUnread, .unread), (.help, .help), (.toggleStar, .starred),
          (.quit, .quit),
        ]
      case .search:
        [
          (.open, .open), (.clear, .clear), (.search, .change), (.widen, .widen), (.order, orderWord),
          (.help, .help),
        ]
      case .article where isFinding:
        [(.nextMatch, .nextMatch), (.previousMatch, .previousMatch), (.clear, .clear), (.back, .back)]
      case .article:
        [(.pageDown, .page), (.back, .back), (.nextUnread, .unread), (.help, .help), (.toggleStar, .starred)]
      case .subjects: [(.open, .open), (.back, .back), (.search, .findByName), (.help, .help)]
      case .help: [(.search, .findByName), (.pageDown, .page), (.back, .back)]
      case .log, .state: [(.pageDown, .page), (.back, .back)]
      }
    var line = findState
    for (command, word) in hints {
      guard let key = keys.keys(for: command, on: context).first else { continue }
      let hint = "\(key) \(words[word].lowercased())"
      let longer = line.isEmpty ? hint : line + "  " + hint
      if CellWidth.of(longer) > room { break }
      line = longer
    }
    return line
  }

  // MARK: Pages

  private func draw(_ front: FrontScreen, _ surface: inout Surface) {
    if front.rows.isEmpty {
      for (index, line) in typeset(words[.noSources], measure: size.columns - 4).enumerated() {
        surface.put(line.text, row: 2 + index, column: 2)
      }
      return
    }
    for offset in 0..<pageRows where front.rows.indices.contains(front.cursor.top + offset) {
      let isSelected = front.cursor.top + offset == front.cursor.selected
      draw(front.rows[front.cursor.top + offset], row: 1 + offset, isSelected, &surface)
    }
    surface.cursor = (1 + front.cursor.selected - front.cursor.top, 0)
  }

  private func draw(_ row: FrontScreen.Row, row line: Int, _ isSelected: Bool, _ surface: inout Surface) {
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
      }
    var look = style
    look.isReversed = isSelected
    if isSelected { surface.fill(row: line, style: look) }
    let width = min(size.columns, preferences.setting.measure)
    surface.put(name.fitted(width - indent - counts.count - 2), row: line, column: indent, style: look)
    surface.put(counts, row: line, column: width - 1 - counts.count, style: look)
  }

  private func draw(_ list: ListScreen, _ surface: inout Surface) {
    if list.isLoaded, list.cursor.count == 0 {
      surface.put(words[.empty], row: 2, column: 2)
      return
    }
    let digits = String(list.cursor.count).utf8.count
    for offset in 0..<pageRows {
      let place = list.cursor.top + offset
      guard let article = list[place] else { continue }
      draw(
        article, number: place + 1, digits, row: 1 + offset, isSelected: place == list.cursor.selected,
        &surface)
    }
    surface.cursor = (1 + list.cursor.selected - list.cursor.top, 0)
  }

  private func draw(
    _ article: ArticleSummary, number: Int, _ digits: Int, row: Int, isSelected: Bool,
    _ surface: inout Surface
  ) {
    // One style for the whole row, its blanks included: a change of style costs as many bytes as three characters.
    let style = Style(bold: !article.isRead, reversed: isSelected)
    if isSelected { surface.fill(row: row, style: style) }
    let start = rowStart(of: article, number: number, digits)
    let title = article.title.isEmpty ? words[.untitled] : article.title
    surface.put(
      start + title.fitted(size.columns - 1 - start.utf8.count), row: row, column: 0, style: style)
  }

  /// What stands before an article's title: its number in so many digits, its marks, its day.
  func rowStart(of article: ArticleSummary, number: Int, _ digits: Int) -> String {
    let place = String(number)
    let date = size.columns < 40 ? nil : article.published?.description ?? String(repeating: " ", count: 10)
    return
      [
        "", String(repeating: " ", count: digits - place.utf8.count) + place,
        (article.isRead ? " " : "N") + (article.isStarred ? "*" : " "), date,
      ].compactMap { $0 }.joined(separator: " ") + " "
  }

  private func draw(_ article: ArticleScreen, _ surface: inout Surface) {
    let margin = max(0, (size.columns - setting.columns) / 2)
    for (offset, line) in article.shown.enumerated() {
      var column = margin + line.indent
      for run in line.runs {
        column += surface.put(run.text, row: 1 + offset, column: column, style: Style(run))
      }
    }
    surface.cursor = (1, margin)
  }

  private func draw(_ text: TextScreen, _ surface: inout Surface) {
    for (offset, line) in text.lines.dropFirst(text.top).prefix(pageRows).enumerated() {
      surface.put(line, row: 1 + offset, column: 1)
    }
    surface.cursor = (1, 0)
  }

  /// The log: what failed, newest last.
  var logEntries: [TextScreen.Entry] {
    (log.isEmpty ? [words[.noLog]] : log).map { TextScreen.Entry(label: "", text: $0) }
  }
}

extension Style {
  /// How a run of set text is shown.
  init(_ run: Run) {
    let ink: Ink =
      switch run.ink {
      case .normal: .normal
      case .faint: .faint
      case .link: .link
      case .term: .term
      }
    self.init(
      ink, bold: run.style.contains(.strong), underlined: run.style.contains(.underline) || run.ink == .link,
      italic: run.style.contains(.emphasis))
    // Not by colour alone: what is found stands out on any terminal.
    if let mark = run.mark { (isReversed, isBold) = (true, mark == .current) }
  }
}

extension String {
  /// The text in at most `columns` columns, an ellipsis in place of what does not fit. Looks no farther than that.
  func fitted(_ columns: Int) -> String {
    guard let end = cut(at: columns) else { return self }
    return columns < CellWidth.of("…") ? "" : self[..<end] + "…"
  }
}

extension Collection<Character> {
  /// The end of what is left of a text in at most so many columns, so that an ellipsis fits behind it; nil where all of it
  /// fits.
  func cut(at columns: Int) -> Index? {
    let ellipsis = CellWidth.of("…")
    var width = 0
    var end = startIndex
    for index in indices {
      width += CellWidth.of(self[index])
      if width <= columns - ellipsis { end = self.index(after: index) }
      if width > columns { return end }
    }
    return nil
  }
}
