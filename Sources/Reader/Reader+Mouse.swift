// The mouse. Where something stands the layout and the screens know; what is done there is what keys do.

import Library
import Terminal
import Typesetting

extension Reader {
  /// Rows of a list, or lines of a text, that a notch of the wheel moves by.
  private static let notch = 3

  /// Does what the mouse asks for in the pane it is over. Beside the panes, and while something is typed or asked,
  /// that is nothing.
  mutating func handle(_ event: MouseEvent) -> [Effect] {
    guard prompt == nil, question == nil, isDrawn else { return [] }
    if shownCode != nil {
      if event.action == .click { shownCode = nil }
      return []
    }
    guard event.row < firstBottomRow, let (pane, line, column) = layout.pane(atRow: event.row, event.column)
    else { return [] }
    notice = nil
    _ = dropPending()
    switch (event.action, pane) {
    case (.click, .main): return click(line, column)
    case (.click, .side): return openBeside(line)
    case (.click, .preview): return isSelectedBeside ? perform(.open) : []
    case (.wheelUp, _): return roll(pane, .up, -Reader.notch)
    case (.wheelDown, _): return roll(pane, .down, Reader.notch)
    }
  }

  /// Moves what is in a pane by so many lines; in the one that has the keys, as the key of a command does.
  private mutating func roll(_ pane: Layout.Pane, _ command: Command, _ lines: Int) -> [Effect] {
    switch pane {
    case .main: return perform(command, count: abs(lines))
    case .side: scrollSide(by: lines)
    case .preview:
      let page = pageRows
      ahead?.article?.scroll(by: lines, page: page)
    }
    return []
  }

  // MARK: The pane that has the keys

  /// Selects the row in a line, or opens it where it is the one selected; follows the link in a column of a text.
  private mutating func click(_ line: Int, _ column: Int) -> [Effect] {
    if case .article = screen { return followLink(line, column) }
    guard let row = screen.row(inLine: line) else { return [] }
    if row == screen.selectedRow { return perform(.open) }
    if case .subjects = screen { return changeSubjects { $0.select(row, page: $1) } }
    return dropAwaiting() + go(toNumber: row + 1)
  }

  private mutating func followLink(_ line: Int, _ column: Int) -> [Effect] {
    let margin = margin(in: layout.main.columns)
    var target: Run.Target?
    changeArticle { article, _ in
      article.hints = nil
      target = article.selectLink(inLine: line, column: column - margin)
    }
    guard let target, allows(.follow) else { return [] }
    return follow(target)
  }

  // MARK: The categories beside a list

  /// Goes to what a row of the front page opens; nowhere where it is shown already.
  private mutating func openBeside(_ line: Int) -> [Effect] {
    guard case .front(var front)? = screens.first, let row = Screen.front(front).row(inLine: line) else {
      return []
    }
    if case .list(let list) = screen, list.selection == front.rows[row].selection { return [] }
    if isMarkingHits { return stopMarking() }
    if case .list(let list) = screen { keepRow(of: list) }
    front.cursor.select(row, page: pageRows)
    leaveScreens()
    screens = [.front(front)]
    return perform(.open)
  }

  private mutating func scrollSide(by lines: Int) {
    guard case .front(var front)? = screens.first else { return }
    front.cursor.top = max(0, min(front.cursor.top + lines, front.rows.count - pageRows))
    screens[0] = .front(front)
  }
}

extension Screen {
  /// The row that stands in a line of the page, both counted from 0; nil where none does that leads somewhere.
  fileprivate func row(inLine line: Int) -> Int? {
    switch self {
    case .front(let front): front.cursor.row(inLine: line).flatMap { front.rows[$0].isHeading ? nil : $0 }
    case .list(let list): list.cursor.row(inLine: line)
    case .search(let search): search.row(inLine: line)
    case .subjects(let subjects): subjects.cursor.row(inLine: line)
    case .article, .help, .log, .state: nil
    }
  }

  fileprivate var selectedRow: Int? {
    switch self {
    case .front(let front): front.cursor.selected
    case .list(let list): list.cursor.selected
    case .search(let search): search.selected
    case .subjects(let subjects): subjects.cursor.selected
    case .article, .help, .log, .state: nil
    }
  }
}
