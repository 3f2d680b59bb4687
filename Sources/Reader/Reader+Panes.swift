// What is shown in which pane: the screen shown, which has the keys, and beside a list the categories and the article
// selected in it. That article is read from the library when the cursor rests, also where it is not shown, and is not
// marked as read for it: it is at hand when it is opened.

import Articles
import Library
import Terminal
import Typesetting

/// The article selected in a list, read before it is opened.
struct Preview: Sendable {
  let id: ArticleID
  /// Where it was left when it was read from the library.
  let position: Position?
  /// The article as set for the pane beside its list; nil where there is none of this identity.
  var article: ArticleScreen?
  /// Whether it may have changed since it was read.
  var isStale = false
}

extension Reader {
  /// Where things stand.
  var layout: Layout {
    switch shownScreen {
    case .list, .search: layoutOfLists
    case .article where isZen: Layout(bare: size)
    case .front, .article, .subjects, .help, .log, .state: Layout(size)
    }
  }

  private var layoutOfLists: Layout {
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

  // MARK: The article selected in a list

  /// The article that is to be at hand, beside the list where there is room.
  private var selectedArticle: ArticleID? {
    switch shownScreen {
    case .list(let list): list.selected?.id
    case .search(let search): search.selectedHit?.article.id
    case .front, .article, .subjects, .help, .log, .state: nil
    }
  }

  /// Whether the article beside the list is the one selected, and not one that was a moment ago.
  var isPreviewOfSelected: Bool { preview?.article != nil && preview?.id == selectedArticle }

  /// The article of a row, where it is at hand as the library has it now.
  func atHand(_ row: ArticleSummary) -> (document: Document, position: Position?)? {
    guard let preview, preview.id == row.id, !preview.isStale, let article = preview.article,
      article.summary.version == row.version
    else { return nil }
    return (article.document, preview.position)
  }

  /// Asks for the article that is to be at hand, where it is another one than before.
  mutating func askForPreview() -> [Effect] {
    let wanted = selectedArticle
    let isThere = preview?.id == wanted && preview?.isStale == false
    guard let wanted, !isThere else {
      askedPreview = nil
      return []
    }
    if wanted == askedPreview { return [] }
    askedPreview = wanted
    return [.loadPreview(wanted)]
  }

  /// The article selected has come; nothing where there is none of its identity.
  mutating func show(
    preview id: ArticleID, _ content: (summary: ArticleSummary, document: Document, position: Position?)?
  ) -> [Effect] {
    guard id == askedPreview else { return [] }
    askedPreview = nil
    preview = Preview(
      id: id, position: content?.position,
      article: content.map { content in
        ArticleScreen(
          summary: content.summary, document: content.document, list: .everything,
          text: set(content.summary, content.document, columns: previewColumns), position: content.position,
          page: pageRows)
      })
    return []
  }

  /// Sets the article beside the list anew, for another width.
  mutating func resetPreview() {
    guard var article = preview?.article else { return }
    article.reset(set(article.summary, article.document, columns: previewColumns), page: pageRows)
    preview?.article = article
  }

  /// The width of its pane, whatever lies over the list.
  private var previewColumns: Int { layoutOfLists.preview?.columns ?? size.columns }

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
    if let area = layout.preview, let article = preview?.article, selectedArticle != nil {
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
