// The screen as cells: a title bar, the panes, a bottom line; texts as cells. Rows are drawn in Reader+DrawRows.

import Articles
import Hanzi
import Library
package import Terminal
import Typesetting

extension Reader {
  /// The smallest screen that is drawn.
  static let smallest = Size(rows: 5, columns: 20)

  /// Whether the screen is large enough to be drawn.
  var isDrawn: Bool { size.rows >= Reader.smallest.rows && size.columns >= Reader.smallest.columns }

  /// Draws the screen shown.
  package func draw() -> Surface {
    var surface = Surface(size: size)
    guard isDrawn else {
      let lines = typeset(words[.tooSmall], measure: size.columns)
      for (row, line) in lines.prefix(size.rows).enumerated() { surface.put(line.text, row: row, column: 0) }
      return surface
    }
    if let shownCode {
      draw(shownCode, &surface)
      return surface
    }
    if !isBare { drawTitle(&surface) }
    drawPanes(&surface)
    drawBottom(&surface)
    if preferences.showsCursor { surface.showsCursor = true }
    return surface
  }

  // MARK: Title and bottom

  private func drawTitle(_ surface: inout Surface) {
    let style = Style(.title, bold: true, reversed: true)
    surface.fill(row: 0, style: style)
    let (left, right) = titles
    let room = size.columns - 2
    let rightWidth = min(CellWidth.of(right), room)
    surface.put(fitted(left, room - rightWidth - 1), row: 0, column: 1, style: style)
    surface.put(right, row: 0, column: size.columns - 1 - rightWidth, style: style)
  }

  private var titles: (String, String) {
    switch shownScreen {
    case .front:
      let total = sources.reduce(0) { $0 + $1.total }, unread = sources.reduce(0) { $0 + $1.unread }
      let news = news == 0 ? "" : "  " + words[.newArticles].replacing("%", with: Reader.limited(news))
      return (words[.paper] + news, "\(unread)/\(total)")
    case .list(let list):
      let place = list.cursor.count == 0 ? "0" : "\(list.cursor.selected + 1)/\(list.cursor.count)"
      return (title(of: list.selection), count(of: list.range) + place)
    case .article(let article):
      let marks =
        (article.summary.isRead ? "" : "N") + (article.summary.isStarred ? "*" : "")
        + (article.summary.isQueued ? "+" : "")
      return (
        marks.isEmpty ? article.summary.title : "\(marks) \(article.summary.title)",
        "\(article.percent)%"
      )
    case .search(let search):
      return (
        title(of: search),
        count(of: search.range) + (search.hits.isEmpty ? "" : "\(search.selected + 1)/")
          + count(of: search)
      )
    case .subjects(let subjects): return titles(of: subjects)
    case .help(let help):
      let shown = help.commands?.map { " :" + $0.name } ?? (help.filter.isEmpty ? [] : [" /" + help.filter])
      return (words[.help] + shown.joined(), "")
    case .log: return (words[.log], "")
    case .state: return (words[.state], "")
    }
  }

  /// How many rows a range has, as the title bar says it.
  private func count(of range: ClosedRange<Int>?) -> String {
    range.map { "\(words[.selected]) \($0.count)  " } ?? ""
  }

  /// Rows that a notice may take at the bottom.
  private static let mostBottomRows = 6

  private func drawBottom(_ surface: inout Surface) {
    let pending = pendingText, room = size.columns - 2 - (pending.isEmpty ? 0 : CellWidth.of(pending) + 1)
    if let prompt {
      drawProblems(of: prompt, &surface)
      drawCandidates(of: prompt, &surface)
      draw(prompt, &surface)
    } else if let (lines, style) = said {
      draw(bottom: lines, style, &surface)
      link(bottom: lines, &surface)
      if question != nil, let last = lines.last {
        surface.cursor = (size.rows - 1, min(1 + CellWidth.of(last), size.columns - 1))
        surface.showsCursor = true
      }
    } else if let syncStatus, !isBare {
      draw(bottom: [syncStatus.line(words, columns: room)], Style(), &surface)
    } else if !isBare {
      draw(bottom: [keyHints(room)], Style(.faint), &surface)
    }
    surface.put(
      pending, row: size.rows - 1, column: size.columns - 1 - CellWidth.of(pending), style: Style(.mark))
  }

  /// The lines at the bottom that have something to say before anything else.
  private var said: (lines: [String], style: Style)? {
    guard let (text, ink) = saying else { return nil }
    let lines = typeset(text, measure: size.columns - 2).prefix(min(Reader.mostBottomRows, size.rows - 1))
    return (lines.map(\.text), Style(ink, underlined: ink == .link))
  }

  /// The first of the rows at the bottom that hide the page, or are none of it.
  var firstBottomRow: Int { size.rows - (said?.lines.count ?? (isBare ? 0 : 1)) }

  /// Has the address that is offered be a hyperlink, where it stands in these lines.
  private func link(bottom lines: [String], _ surface: inout Surface) {
    guard let offered else { return }
    surface.hyperlinks = lines.enumerated().compactMap { index, line in
      Hyperlink(
        row: size.rows - lines.count + index, columns: 1..<1 + CellWidth.of(line), address: offered)
    }
  }

  /// What the bottom line has to say before anything else.
  private var saying: (String, Style.Ink)? {
    switch question {
    case .markListRead(let list): return (title(of: list) + words[.askMarkRead], .mark)
    case .markHitsRead:
      guard case .search(let search) = screen else { return nil }
      let name = title(of: search), blank = name.hasSuffix(" ") ? "" : " "
      let articles = " " + words.articles(search.hits.count)
      return (name + blank + count(of: search) + articles + words[.askMarkRead], .mark)
    case .replace(let file): return (file.name + words[.askReplace], .mark)
    case .quit: return (words[.askQuit], .mark)
    case nil: break
    }
    if hints != nil { return (words[.typeHint], .normal) }
    return notice.map { ($0, offered == nil ? .normal : .link) }
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
      case .list where hasRange, .search where hasRange:
        [(.toggleRead, .read), (.toggleStar, .star), (.toggleQueue, .later), (.selectRange, .clear)]
      case .front:
        [
          (.open, .open), (.help, .help), (.quit, .quit), (.nextUnread, .unread), (.search, .search),
          (.sync, .sync),
        ] + (news > 0 ? [(.news, .arrived)] : [])
      case .list(let list):
        [
          (.open, .open), (.help, .help), (.back, .back), (.nextUnread, .unread), (.search, .search),
          (.toggleStar, .star), (.toggleQueue, .later), (.unreadOnly, .unreadOnly),
        ] + (list.selection.hasOwnOrder ? [] : [(.order, orderWord)])
      case .search(let search):
        (search.hits.isEmpty ? [] : [(.open, .open)])
          + [(.clear, .clear), (.search, .change), (.widen, .widen), (.order, orderWord), (.help, .help)]
      case .article where isFinding:
        [(.nextMatch, .nextMatch), (.previousMatch, .previousMatch), (.clear, .clear), (.back, .back)]
      case .article where selectedLink != nil:
        [(.open, .open), (.nextLink, .nextLink), (.clear, .clear), (.back, .back)]
      case .article:
        [
          (.pageDown, .page), (.help, .help), (.back, .back), (.nextUnread, .unread), (.search, .findByName),
          (.toggleStar, .star), (.follow, .link),
        ]
      case .subjects: [(.open, .open), (.back, .back), (.search, .findByName), (.help, .help)]
      case .help: [(.search, .findByName), (.pageDown, .page), (.back, .back)]
      case .log, .state: [(.pageDown, .page), (.back, .back)]
      }
    var line = findState, width = CellWidth.of(line)
    for (command, word) in hints where allows(command) {
      guard let key = keys.key(for: command, on: context) else { continue }
      let hint = (line.isEmpty ? "" : "  ") + "\(key) \(words[word].lowercased())"
      width += CellWidth.of(hint)
      if width > room { break }
      line += hint
    }
    return line
  }

  // MARK: Pages

  /// The blank columns before an article in a pane of so many columns.
  func margin(in columns: Int) -> Int { max(0, (columns - setting(within: columns).columns) / 2) }

  func draw(_ article: ArticleScreen, _ surface: inout Surface) {
    let columns = surface.size.columns, margin = margin(in: columns)
    // Who reads by ear or by touch is led by the cursor.
    var selected: (row: Int, column: Int)?, found: (row: Int, column: Int)?
    for (offset, line) in article.shown.enumerated() {
      var column = margin + line.indent
      for run in line.runs {
        if run.highlight == .selected, selected == nil { selected = (offset, column) }
        if run.highlight == .current, found == nil { found = (offset, column) }
        column += surface.put(run.text, row: offset, column: column, style: Style(run))
      }
    }
    surface.cursor = selected ?? found ?? (0, margin)
    for hint in article.hints?.left ?? [] {
      let column = min(margin + hint.lead.column, columns - hint.letters.utf8.count)
      let style = Style(.mark, bold: true, reversed: true)
      surface.put(hint.letters, row: hint.lead.row, column: column, style: style)
    }
  }

  func draw(_ text: TextScreen, _ surface: inout Surface) {
    for (offset, line) in text.lines.dropFirst(text.top).prefix(surface.size.rows).enumerated() {
      surface.put(line, row: offset, column: 1)
    }
    surface.cursor = (0, 0)
  }

  /// The log: what failed, newest last.
  var logEntries: [TextScreen.Entry] {
    log.isEmpty ? [TextScreen.Entry(label: "", text: words[.noLog])] : log
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
      ink, bold: run.style.contains(.strong),
      underlined: run.style.contains(.underline) || run.ink == .link || run.ink == .term,
      italic: run.style.contains(.emphasis))
    // Not by colour alone: what is found stands out on any terminal.
    if let highlight = run.highlight {
      (self.ink, isReversed, isBold) = (.found, true, highlight != .found)
    }
  }
}
