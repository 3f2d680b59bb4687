// Where the reader begins, and where it was left.

import Articles
package import Library

/// What is shown first.
package enum Start: String, Hashable, Sendable, CaseIterable {
  /// The front page.
  case front
  /// What was shown when the reader was left.
  case last
  /// What is to be read later.
  case queue
  /// What has arrived since the reader was left.
  case new
}

extension Reader {
  /// Leaves the reader, or asks first whether to.
  mutating func askQuit() -> [Effect] {
    // Where nothing can be asked, it is not.
    guard preferences.confirmsQuit, isDrawn else { return leave() }
    question = .quit
    return []
  }

  /// Leaves the reader.
  mutating func leave() -> [Effect] { savedPosition + [.quit] }

  /// Where one is: the article, the list or the results that are seen, or lie under what is. It is to be kept as it
  /// changes: a line may drop, and what it leaves behind end long after the next visit.
  package var place: Leaving {
    var open: ArticleScreen?
    for screen in screens.reversed() {
      switch screen {
      case .article(let article): open = open ?? article
      case .search(let search) where !search.isBlank:
        return Leaving(
          .results(search.toBeSaved), article: open?.summary.id ?? search.selectedHit?.article.id,
          isOpen: open != nil)
      case .list(let list) where open == nil:
        return Leaving(.list(list.selection), article: list.selected?.id)
      case .front, .list, .search, .subjects, .help, .log, .state:
        if let open { return Leaving(.list(open.list), article: open.summary.id, isOpen: true) }
      }
    }
    return Leaving(.front)
  }

  /// Begins with a list, at an article of it where one is named, or with that article.
  mutating func start(with list: ListSelection, at article: ArticleSummary?, isOpen: Bool) -> [Effect] {
    if let article, isOpen { return [.openAgain(article.id, in: list)] + name(of: list) }
    var screen = ListScreen(selection: list)
    if let article { _ = screen.select(article.id, page: pageRows) }
    selectOnFront(list)
    push(.list(screen))
    let request = article.map { RowsRequest.article($0.id, $0.key) } ?? .around(0)
    return [load(request, of: list)] + name(of: list)
  }

  /// Reads what a list of a subject is called.
  private func name(of list: ListSelection) -> [Effect] {
    if case .subject(let id) = list.inFirstOrder { [.loadSubject(id)] } else { [] }
  }

  /// Begins with the results of a search, at an article of them where one is named, or with that article.
  mutating func start(with results: SavedSearch, at article: ArticleID?, isOpen: Bool) -> [Effect] {
    selectOnFront(results.list)
    let search = SearchScreen(results, selecting: article)
    var effects = name(of: results.list)
    if search.isAllUnread {
      // The list is one key away.
      let list = results.list.inOrder(results.order)
      push(.list(ListScreen(selection: list)))
      effects.append(load(.around(0), of: list))
    }
    push(.search(search))
    effects += self.search { _ in }
    return isOpen ? effects + (article.map { [.openHit($0, isAgain: true)] } ?? []) : effects
  }
}

extension Library {
  /// What a reader begins with; nil where that is the front page.
  func start(_ start: Start) throws(LibraryError) -> Message? {
    switch start {
    case .front: return nil
    case .queue: return try count(.queue) > 0 ? .start(with: .queue, at: nil, isOpen: false) : nil
    case .new: return try arrivedSinceLast().map { .start(with: $0, at: nil, isOpen: false) }
    case .last:
      guard let last = try lastPlace() else { return nil }
      switch last.place {
      case .front: return nil
      case .results(let search): return .startAgain(search, at: last.article, isOpen: last.isOpen)
      case .list(let list):
        let article = try last.article.flatMap { id throws(LibraryError) in try self.article(id, in: list) }
        // An article is read on, though nothing be in its list by now.
        let isOpen = last.isOpen && article != nil
        if !isOpen, try count(list) == 0 { return nil }
        return .start(with: list, at: article, isOpen: isOpen)
      }
    }
  }
}
