// Marks: read, starred, all of a list; what is shown of them, kept or not, and how they are undone.

import Articles
import Library
import Terminal

extension Reader {
  /// The article shown or selected, and as many of those after it as make up a count, as far as they are in memory.
  private func current(_ count: Int) -> [ArticleSummary] {
    switch screen {
    case .list(let list): list.rows(from: list.cursor.selected, count)
    case .article(let article): [article.summary]
    case .search(let search): search.hits.dropFirst(search.selected).prefix(count).map(\.article)
    case .front, .subjects, .help, .log, .state: []
    }
  }

  /// Marks articles read or unread: what the first of them is not.
  mutating func toggleRead(_ count: Int) -> [Effect] {
    toggle(\.isRead, count, .readOn, .readOff) { .setRead($0, $1) }
  }

  /// Stars or unstars articles: as the first of them is not.
  mutating func toggleStar(_ count: Int) -> [Effect] {
    toggle(\.isStarred, count, .starredOn, .starredOff) { .setStarred($0, $1) }
  }

  /// Changes a mark of so many articles, and says so; they are undone together.
  private mutating func toggle(
    _ mark: WritableKeyPath<ArticleSummary, Bool>, _ count: Int, _ on: Words.Key, _ off: Words.Key,
    _ effect: (ArticleID, Bool) -> Effect
  ) -> [Effect] {
    let articles = current(count)
    guard let isOn = articles.first.map({ !$0[keyPath: mark] }) else { return [] }
    for article in articles { self.mark(article.id) { $0[keyPath: mark] = isOn } }
    let many = articles.count > 1 ? "\(words[.colon])\(articles.count) \(words[.articles])" : ""
    notice = words[isOn ? on : off] + many
    let effects = articles.map { effect($0.id, isOn) }
    return effects.count > 1 ? [.together(effects)] : effects
  }

  /// Changes an article's row on every screen.
  mutating func mark(_ id: ArticleID, _ change: (inout ArticleSummary) -> Void) {
    for index in screens.indices {
      switch screens[index] {
      case .list(var list):
        list.change(id, change)
        screens[index] = .list(list)
      case .search(var search):
        search.change(id, change)
        screens[index] = .search(search)
      case .article(var article) where article.summary.id == id:
        change(&article.summary)
        screens[index] = .article(article)
      default: break
      }
    }
  }

  mutating func askMarkRead() -> [Effect] {
    let selection: ListSelection?
    switch screen {
    case .list(let list): selection = list.selection
    case .front(let front): selection = front.selection
    case .article, .subjects, .search, .help, .log, .state: selection = nil
    }
    question = selection.map { .markListRead($0) }
    return []
  }

  mutating func answer(_ question: Question, _ key: Key) -> [Effect] {
    self.question = nil
    guard key == .character("y") || key == .character("Y"), case .markListRead(let list) = question else {
      return []
    }
    return [.markRead(list)]
  }

  /// Undoes the last changes, newest first.
  mutating func undo(_ count: Int) -> [Effect] {
    guard !changes.isEmpty else { return say(.nothingToUndo) }
    let last = changes.suffix(count)
    changes.removeLast(last.count)
    return last.reversed().map { .undo($0) }
  }

  /// Does again what was undone last, and has not been overtaken by another change.
  mutating func redo(_ count: Int) -> [Effect] {
    guard !undone.isEmpty else { return say(.nothingToRedo) }
    let last = undone.suffix(count)
    undone.removeLast(last.count)
    return last.reversed().map { .redo($0) }
  }

  // MARK: What became of them

  /// A change was undone: what is shown of it is as it was, and the bottom line says what was undone.
  mutating func show(undone change: Change, redo: Change?) -> [Effect] {
    undone += redo.map { [$0] } ?? []
    return show(change, saying: .undone, what(change))
  }

  /// What was undone was done again.
  mutating func show(redone change: Change, undo: Change?) -> [Effect] {
    changes += undo.map { [$0] } ?? []
    return show(change, saying: .redone, undo.flatMap(what))
  }

  /// Shows marks as they were before a change.
  private mutating func show(_ change: Change, saying said: Words.Key, _ what: Words.Key?) -> [Effect] {
    apply(change)
    let effects = isOfSearches(change) ? [.loadSearches] : reload()
    notice = words[said] + (what.map { words[.colon] + words[$0] } ?? "")
    return effects
  }

  /// What a change of one mark did; nil for what is not said in a few words.
  private func what(_ change: Change) -> Words.Key? {
    switch change {
    case .read(_, let was): was ? .readOff : .readOn
    case .starred(_, let was): was ? .starredOff : .starredOn
    case .search, .searchName, .batch, .unmarkedBatch, .together: nil
    }
  }

  private func isOfSearches(_ change: Change) -> Bool {
    switch change {
    case .search, .searchName: true
    case .read, .starred, .batch, .unmarkedBatch, .together: false
    }
  }

  /// Has the rows in memory show marks as they were before a change.
  private mutating func apply(_ change: Change) {
    switch change {
    case .read(let id, let was): mark(id) { $0.isRead = was }
    case .starred(let id, let was): mark(id) { $0.isStarred = was }
    case .together(let changes): changes.reversed().forEach { apply($0) }
    case .batch, .unmarkedBatch, .search, .searchName: break
    }
  }

  /// What was shown of a wish before it was fulfilled, and has not been, is as it was.
  mutating func takeBack(_ effect: Effect) {
    switch effect {
    case .setRead(let id, let isRead): mark(id) { $0.isRead = !isRead }
    case .markOpened(let id): mark(id) { $0.isRead = false }
    case .setStarred(let id, let isStarred): mark(id) { $0.isStarred = !isStarred }
    case .together(let effects): effects.forEach { takeBack($0) }
    case .undo(let change): changes.append(change)
    case .redo(let change): undone.append(change)
    case .search: giveUpSearch()
    case .sync: (syncStatus, isSyncAsked) = (nil, false)
    default: break
    }
  }
}
