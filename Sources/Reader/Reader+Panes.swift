// What is shown in which pane: the screen shown, which has the keys, and beside a list the categories and the article
// selected in it, which has been read ahead and is not marked as read for it.

import Articles
import Library
import Terminal
import Typesetting

extension Reader {
  /// Where things stand.
  var layout: Layout {
    switch shownScreen {
    case .list, .search: layoutOfLists
    case .article where isZen: Layout(bare: size)
    case .front, .article, .subjects, .help, .log, .state: Layout(size)
    }
  }

  var layoutOfLists: Layout {
    Layout(listOn: size, preferences.panes, widest: preferences.setting.columns)
  }

  /// Rows of an article that is shown.
  var articleRows: Int { isZen ? Layout(bare: size).main.rows : pageRows }

  /// Whether only the text of an article is shown.
  var isBare: Bool { if case .article = shownScreen { isZen } else { false } }

  /// Shows only the text of articles, or title bar and bottom line again as well.
  mutating func toggleZen() -> [Effect] {
    isZen.toggle()
    if isZen { _ = say(.zenOn) }
    return resize(to: size)
  }

  /// The screen whose page is seen: where nothing is searched for yet, what the search was begun from.
  var shownScreen: Screen {
    if case .search(let search) = screen, search.isBlank { screens[screens.count - 2] } else { screen }
  }

  /// Rows that a list scrolls by beyond what is needed. A terminal scrolls whole lines only: beside another pane each
  /// row of a list that scrolls is sent anew, so that it had better be seldom.
  var leap: Int { layout.rules.isEmpty ? 0 : pageRows / 2 }

  /// Reads the categories again where they stand beside what is shown.
  var reloadedSide: [Effect] { layout.side == nil ? [] : [.loadFront] }

  // MARK: Drawing

  /// Draws all panes, and the rules between them.
  func drawPanes(_ surface: inout Surface) {
    let layout = layout
    let main = drawn(shownScreen, layout.main)
    surface.place(main, in: layout.main)
    surface.cursor = (layout.main.row + main.cursor.row, layout.main.column + main.cursor.column)
    if let side = layout.side, case .front(let front)? = screens.first {
      var pane = Surface(size: side.size)
      draw(front, selected: rowBeside(front), as: .marked, &pane)
      surface.place(pane, in: side)
    }
    if let area = layout.preview, let article = ahead?.article, selectedArticle != nil {
      surface.place(drawn(.article(article), area), in: area)
    }
    for column in layout.rules {
      for row in layout.main.row..<layout.main.row + layout.main.rows {
        surface.put(preferences.symbols.rule, row: row, column: column, style: Style(.rule))
      }
    }
  }

  /// The row of the front page whose list is shown; while something is searched for, the one that was left for it.
  private func rowBeside(_ front: FrontScreen) -> Int? {
    guard case .list(let list) = shownScreen else { return front.cursor.selected }
    return front.rows.firstIndex { $0.selection == list.selection.inFirstOrder }
  }

  /// A screen in a pane of its own.
  private func drawn(_ screen: Screen, _ area: Rectangle) -> Surface {
    var pane = Surface(size: area.size)
    switch screen {
    case .front(let front): draw(front, selected: front.cursor.selected, as: .selected, &pane)
    case .list(let list): draw(list, &pane)
    case .article(let article): draw(article, &pane)
    case .search(let search): draw(search, &pane)
    case .subjects(let subjects): draw(subjects, &pane)
    case .help(let help): draw(help.text, &pane)
    case .log(let text), .state(let text): draw(text, &pane)
    }
    return pane
  }
}
