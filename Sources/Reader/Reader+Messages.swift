// What the reader makes of what the world tells it.

import Articles
import Library
import Terminal
package import Typesetting

extension Reader {
  mutating func resize(to size: Size) -> [Effect] {
    self.size = size
    let page = pageRows
    for index in screens.indices {
      switch screens[index] {
      case .front(var front):
        front.cursor.select(front.cursor.selected, page: page)
        screens[index] = .front(front)
      case .list(var list):
        list.select(list.cursor.selected, page: page)
        screens[index] = .list(list)
      case .article(var article):
        article.reset(set(article.summary, article.document), page: articleRows)
        screens[index] = .article(article)
      case .search(var search):
        search.select(search.selected, page: page)
        screens[index] = .search(search)
      case .subjects(var subjects):
        subjects.select(subjects.cursor.selected, page: page)
        screens[index] = .subjects(subjects)
      case .help, .log, .state: screens[index].text?.resize(columns: size.columns, page: page)
      }
    }
    setAhead()
    return missingRows + changeSearch { _, _ in } + changeSubjects { _, _ in }
  }

  mutating func show(_ sources: [SourceSummary], _ categories: [CategorySummary], _ marks: MarkCounts)
    -> [Effect]
  {
    let (sources, categories) = settled(sources, categories)
    let isOther = (sources, categories) != (self.sources, self.categories)
    let recounted = searches.filter { isOther || marks != self.marks && $0.isOfMarks }
    (self.sources, self.categories, self.marks) = (sources, categories, marks)
    fillFront()
    return recounted.isEmpty ? [] : [.countSearches(recounted)]
  }

  /// Lays the front page out anew.
  mutating func fillFront() {
    guard case .front(var front)? = screens.first else { return }
    front.fill(
      sources, categories, searches: searches, searchCounts: searchCounts, marks: marks, page: pageRows)
    screens[0] = .front(front)
  }

  mutating func show(_ rows: [ArticleSummary], of selection: ListSelection, first: Int, total: Int)
    -> [Effect]
  {
    guard let index = screens.lastIndex(where: \.isList), case .list(var list) = screens[index],
      list.selection == selection
    else { return [] }
    let isComplete = list.take(settled(rows, of: selection), first: first, total: total, page: pageRows)
    screens[index] = .list(list)
    return isComplete ? [] : refreshedRows
  }

  /// Shows an article, over the list it is read in; opening it marks it read.
  mutating func show(
    _ summary: ArticleSummary, _ document: Document, at position: Position?, of selection: ListSelection
  ) -> [Effect] {
    if isBack(at: selection) { notice = words[.unreadFromStart] }
    let (new, effects) = placed(opened(summary, document, at: position, of: selection))
    leaveArticle(for: summary.id)
    screens = new
    return effects
  }

  /// Whether a list stands above the one shown on the front page: one has come to it around the end.
  private func isBack(at selection: ListSelection) -> Bool {
    let shown: ListSelection? =
      switch screen {
      case .list(let list): list.selection
      case .article(let article): article.list
      case .front, .search, .subjects, .help, .log, .state: nil
      }
    guard let shown, shown != selection, case .front(let front)? = screens.first,
      let row = front.rows.firstIndex(where: { $0.selection == shown.inFirstOrder }),
      let next = front.rows.firstIndex(where: { $0.selection == selection.inFirstOrder })
    else { return false }
    return next < row
  }

  /// The screens with an article over the list it is read in, and what has to be read for the list.
  mutating func placed(_ article: ArticleScreen) -> (screens: [Screen], effects: [Effect]) {
    let summary = article.summary, selection = article.list
    selectOnFront(selection)
    var list = ListScreen(selection: selection)
    var below = [screens[0]]
    if let index = screens.lastIndex(where: \.isList), case .list(let shown) = screens[index],
      shown.selection == selection
    {
      (list, below) = (shown, Array(screens[..<index]))
    }
    let isInMemory = list.select(summary.id, page: pageRows)
    let effects =
      isInMemory ? missingRows(of: list) : [load(.article(summary.id, summary.key), of: selection)]
    return (below + [.list(list), .article(article)], effects)
  }

  /// The screen of an article, which is read from now on.
  func opened(
    _ summary: ArticleSummary, _ document: Document, at position: Position?, of list: ListSelection
  ) -> ArticleScreen {
    var summary = summary
    summary.isRead = true
    return ArticleScreen(
      summary: summary, document: document, list: list, text: set(summary, document), position: position,
      page: articleRows)
  }

  /// The article shown, as the library has it now: changed by a sync, or in another script. What was at the top
  /// stays there.
  mutating func show(again summary: ArticleSummary, _ document: Document?) -> [Effect] {
    var effects: [Effect] = []
    for index in screens.indices {
      guard case .article(var article) = screens[index], article.summary.id == summary.id else { continue }
      var summary = summary
      summary.key = summary.key.inPlace(of: article.summary.key)
      let document = document ?? article.document
      if article.document != document || article.isHeaded(otherwiseThan: summary) {
        article.replace(summary, document, text: set(summary, document), page: articleRows)
        effects = [.loadRelated(summary.id)]
      } else {
        article.summary = summary
      }
      screens[index] = .article(article)
    }
    return effects
  }

  /// Sets an article for the screen's width, or for so many columns of it.
  func set(_ summary: ArticleSummary, _ document: Document, columns: Int? = nil) -> TypesetDocument {
    let day = document.published.map { words.written($0, on: today) }
    let about = about(document, day: day, in: home(summary.source, summary.category))
    return typeset(document, setting(within: columns ?? size.columns), about: about, labels: words.labels)
  }

  /// How articles are set within so many columns: as wished, but no wider than those.
  func setting(within columns: Int) -> Setting {
    let widest = preferences.setting.within(columns)
    return widest.measure < preferences.setting.measure ? widest : preferences.setting
  }

  mutating func remember(_ change: Change?) -> [Effect] {
    let recounted = beingRead == nil || searches.isEmpty ? [] : [Effect.countSearches(searches)]
    beingRead = nil
    guard let change else { return [] }
    changes.append(change)
    changes.removeFirst(max(0, changes.count - Reader.mostChanges))
    undone = []
    switch change {
    case .search, .searchName: return [.loadSearches]
    case .many(let mark, let ids, let was):
      notice = said(mark, isOn: !was, count: ids.count)
      self.mark(Set(ids)) { $0[keyPath: mark.field] = !was }
      return reload() + recounted
    case .queued(let ranks) where ranks.count > 1:
      notice = said(.queued, isOn: ranks[0].was == nil, count: ranks.count)
      return reload()
    case .moved(let ranks) where ranks.count > pageRows: return reload()
    case .read, .starred, .queued, .moved: return reloadedSide
    }
  }

  /// The effects that read everything in memory again, when no article has come or gone.
  mutating func reload() -> [Effect] {
    setStale()
    if let index = lastSearch, case .search(let search) = screens[index] {
      // Results that do not depend on marks are the same still, and show them.
      return reread(search.isOfMarks ? searchAgain() : [])
    }
    guard case .list(let list)? = screens.last(where: \.isList), !list.selection.isOfMarks else {
      return reloadAfterChange()
    }
    let place = list.cursor.selected
    let request = list.selected.map { RowsRequest.at($0.key, index: place) } ?? .around(list.cursor.top)
    return [.loadFront, load(request, of: list.selection)] + rereadArticles + reloadedSubjects
  }

  /// The same when articles may have: the place of the selected one is then counted anew.
  mutating func reloadAfterChange() -> [Effect] {
    setStale()
    return reread(searchAgain())
  }

  private func reread(_ searchAgain: [Effect]) -> [Effect] {
    [.loadFront] + refreshedRows + searchAgain + rereadArticles + reloadedSubjects + reloadedState
  }

  /// What is covered, and not read again now, is when it comes to light.
  private mutating func setStale() {
    ahead?.isStale = true
    let list = screens.lastIndex(where: \.isList)
    for index in screens.indices where index != list && index != lastSearch { screens[index].setStale(true) }
  }

  /// Reads the rows again of a screen that has come to light, where they are stale.
  mutating func refreshedAfterBack() -> [Effect] {
    guard screen.isStale else { return missingRows + changeSubjects { _, _ in } }
    screen.setStale(false)
    if case .search = screen { return searchAgain() }
    return refreshedRows
  }

  /// Articles have to be read again, whatever their version: the script is another one.
  mutating func forgetVersions() {
    for index in screens.indices {
      guard case .article(var article) = screens[index] else { continue }
      article.summary.version = 0
      screens[index] = .article(article)
    }
  }

  private var rereadArticles: [Effect] {
    screens.compactMap { screen in
      if case .article(let article) = screen {
        .reread(article.summary.id, version: article.summary.version)
      } else {
        nil
      }
    }
  }

  /// The effects that read the list in memory again, around the article selected.
  private var refreshedRows: [Effect] {
    guard case .list(let list)? = screens.last(where: \.isList) else { return [] }
    let request = list.selected.map { RowsRequest.article($0.id, $0.key) } ?? .around(list.cursor.top)
    return [load(request, of: list.selection)]
  }

  /// Where an article is kept: a category of a source, which is named where there are several; or the source alone.
  private func home(_ source: String, _ category: String) -> String {
    if category.isEmpty { return source }
    return sources.count > 1 ? "\(source) · \(category)" : category
  }

  func title(of selection: ListSelection) -> String {
    switch selection {
    case .everything: words[.allArticles]
    case .starred: words[.starred]
    case .queue: words[.queue]
    case .history: words[.history]
    case .arrived: words[.arrivedSinceLast]
    case .source(let key): key
    case .category(let id): categories.first { $0.id == id }.map { home($0.source, $0.name) } ?? ""
    case .subject(let id): subjectNames[id] ?? ""
    case .oldestFirst(let list): saved(of: selection)?.name ?? title(of: list) + " " + words[.oldest]
    }
  }
}

extension ListSelection {
  /// Whether articles come into it and go as they are marked or opened.
  fileprivate var isOfMarks: Bool { inFirstOrder == .starred || hasOwnOrder }
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

extension ArticleSummary {
  /// Where it is kept, for the line under its title: its category or, where it has none, its source.
  package var home: String { category.isEmpty ? source : category }
}

extension SearchScreen {
  /// Whether articles come into it and go as they are marked or opened.
  fileprivate var isOfMarks: Bool { list.isOfMarks || query.asksForStates }
}

extension SavedSearch {
  /// Whether a star or a place in the queue may change what it finds.
  fileprivate var isOfMarks: Bool { [.starred, .queue].contains(list) || SearchQuery(query).asksForMarks }
}
