// What the reader makes of what the world tells it.

import Articles
import Library
import Terminal
package import Typesetting

extension Reader {
  mutating func resize(to size: Size) -> [Effect] {
    self.size = size
    for index in screens.indices {
      switch screens[index] {
      case .front(var front):
        front.cursor.select(front.cursor.selected, page: pageRows)
        screens[index] = .front(front)
      case .list(var list):
        list.select(list.cursor.selected, page: pageRows)
        screens[index] = .list(list)
      case .article(var article):
        article.reset(set(article.summary, article.document), page: pageRows)
        screens[index] = .article(article)
      case .help(var text):
        text.resize(columns: size.columns, page: pageRows)
        screens[index] = .help(text)
      case .log(var text):
        text.resize(columns: size.columns, page: pageRows)
        screens[index] = .log(text)
      case .state(var text):
        text.resize(columns: size.columns, page: pageRows)
        screens[index] = .state(text)
      }
    }
    return missingRows
  }

  mutating func show(_ sources: [SourceSummary], _ categories: [CategorySummary], _ starred: Int)
    -> [Effect]
  {
    self.sources = sources
    self.categories = categories
    if case .front(var front)? = screens.first {
      front.fill(sources, categories, starred: starred, page: pageRows)
      screens[0] = .front(front)
    }
    return []
  }

  mutating func show(_ rows: [ArticleSummary], of selection: ListSelection, first: Int, total: Int)
    -> [Effect]
  {
    guard let index = screens.lastIndex(where: \.isList), case .list(var list) = screens[index],
      list.selection == selection
    else { return [] }
    let isComplete = list.take(rows, first: first, total: total, page: pageRows)
    screens[index] = .list(list)
    return isComplete ? [] : refreshedRows
  }

  /// Shows an article, over the list it is read in; opening it marks it read.
  mutating func show(
    _ summary: ArticleSummary, _ document: Document, at position: Position?, of selection: ListSelection
  ) -> [Effect] {
    let article = opened(summary, document, at: position, of: selection)
    var list = ListScreen(selection: selection)
    if case .list(let shown)? = screens.last(where: \.isList), shown.selection == selection { list = shown }
    let isInMemory = list.select(summary.id, page: pageRows)
    selectOnFront(selection)
    screens = [screens[0], .list(list), .article(article)]
    mark(summary.id) { $0.isRead = true }
    return (isInMemory ? missingRows(of: list) : [load(.article(summary.id, summary.key), of: selection)])
      + [.markOpened(summary.id)]
  }

  /// The screen of an article, which is read from now on.
  private func opened(
    _ summary: ArticleSummary, _ document: Document, at position: Position?, of list: ListSelection
  ) -> ArticleScreen {
    var summary = summary
    summary.isRead = true
    return ArticleScreen(
      summary: summary, document: document, list: list, text: set(summary, document), position: position,
      page: pageRows)
  }

  /// Shows the article a link leads to, over the one that has the link: back leads there.
  mutating func show(linked summary: ArticleSummary, _ document: Document, at position: Position?) -> [Effect]
  {
    guard case .article(let from) = screen else { return [] }
    let article = opened(summary, document, at: position, of: from.list)
    screens.append(.article(article))
    if screens.count > Reader.mostScreens { screens.remove(at: 2) }
    mark(summary.id) { $0.isRead = true }
    return [.markOpened(summary.id)]
  }

  /// Screens kept to go back to; beyond, the articles left first go.
  private static let mostScreens = 20

  /// The article shown, as the library has it now: changed by a sync, or in another script. What was at the top
  /// stays there.
  mutating func show(again summary: ArticleSummary, _ document: Document) -> [Effect] {
    for index in screens.indices {
      guard case .article(var article) = screens[index], article.summary.id == summary.id,
        article.summary != summary || article.document != document
      else { continue }
      article.replace(summary, document, text: set(summary, document), page: pageRows)
      screens[index] = .article(article)
    }
    return []
  }

  /// Sets an article for the screen's width.
  private func set(_ summary: ArticleSummary, _ document: Document) -> TypesetDocument {
    let about = about(document, in: summary.category.isEmpty ? summary.source : summary.category)
    return typeset(document, setting, about: about, labels: words.labels)
  }

  /// How articles are set on this screen: as wished, but no wider than it.
  var setting: Setting {
    let widest = preferences.setting.within(size.columns)
    return widest.measure < preferences.setting.measure ? widest : preferences.setting
  }

  mutating func remember(_ change: Change?) -> [Effect] {
    guard let change else { return [] }
    changes.append(change)
    if case .batch = change { return refreshed(saying: .markedRead) }
    return []
  }

  /// Reads what is shown again after marks changed.
  mutating func refreshed(saying words: Words.Key) -> [Effect] {
    notice = self.words[words]
    return reload
  }

  /// The effects that read everything in memory again, when no article has come or gone.
  var reload: [Effect] {
    guard case .list(let list)? = screens.last(where: \.isList), list.selection != .starred else {
      return reloadAfterChange
    }
    let place = list.cursor.selected
    let request = list.selected.map { RowsRequest.at($0.key, index: place) } ?? .around(list.cursor.top)
    return [.loadFront, load(request, of: list.selection)] + rereadArticles
  }

  /// The same when articles may have: the place of the selected one is then counted anew.
  var reloadAfterChange: [Effect] { [.loadFront] + refreshedRows + rereadArticles + reloadedState }

  private var rereadArticles: [Effect] {
    screens.compactMap { if case .article(let article) = $0 { .reread(article.summary.id) } else { nil } }
  }

  /// The effects that read the list in memory again, around the article selected.
  private var refreshedRows: [Effect] {
    guard case .list(let list)? = screens.last(where: \.isList) else { return [] }
    let request = list.selected.map { RowsRequest.article($0.id, $0.key) } ?? .around(list.cursor.top)
    return [load(request, of: list.selection)]
  }

  func title(of selection: ListSelection) -> String {
    switch selection {
    case .everything: words[.allArticles]
    case .starred: words[.starred]
    case .source(let key): key
    case .category(let id): categories.first { $0.id == id }?.name ?? ""
    case .subject(let id): subjectNames[id] ?? ""
    }
  }
}

extension Language {
  /// The words that set articles need.
  package var labels: Labels {
    Labels(
      end: self[.end], terms: self[.terms], links: self[.links], original: self[.original],
      figure: self[.figure], video: self[.video], audio: self[.audio], frame: self[.frame],
      colon: self[.colon], comma: self[.comma])
  }
}
