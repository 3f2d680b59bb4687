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

  /// Gives a mark to so many articles, or to those of the range, or takes it from them: as the first of them, or the one
  /// the range was begun at, has it not. Says so; they are undone together.
  mutating func toggle(_ mark: Mark, _ count: Int) -> [Effect] {
    let range = range
    let articles = range?.articles ?? current(count)
    guard let isOn = (range?.start ?? articles.first).map({ !$0[keyPath: mark.field] }) else { return [] }
    for article in articles { self.mark(article.id) { $0[keyPath: mark.field] = isOn } }
    let number = range?.count ?? articles.count
    let many = number > 1 ? "\(words[.colon])\(number) \(words[.articles])" : ""
    notice = words[isOn ? mark.words.on : mark.words.off] + many
    if let rows = range?.rows, number > articles.count { return [.setMark(mark, of: rows, isOn)] }
    let effects = articles.map { mark.effect($0.id, isOn) }
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
    case .queued(_, let was): was == nil ? .queuedOn : .queuedOff
    case .many(let mark, _, let was): was ? mark.words.off : mark.words.on
    case .search, .searchName, .batch, .unmarkedBatch, .together: nil
    }
  }

  private func isOfSearches(_ change: Change) -> Bool {
    switch change {
    case .search, .searchName: true
    case .read, .starred, .queued, .many, .batch, .unmarkedBatch, .together: false
    }
  }

  /// Has the rows in memory show marks as they were before a change.
  private mutating func apply(_ change: Change) {
    switch change {
    case .read(let id, let was): mark(id) { $0.isRead = was }
    case .starred(let id, let was): mark(id) { $0.isStarred = was }
    case .queued(let id, let was): mark(id) { $0.isQueued = was != nil }
    case .together(let changes): changes.reversed().forEach { apply($0) }
    // All rows are read again.
    case .many, .batch, .unmarkedBatch, .search, .searchName: break
    }
  }

  /// What was shown of a wish before it was fulfilled, and has not been, is as it was.
  mutating func takeBack(_ effect: Effect) -> [Effect] {
    switch effect {
    case .setRead(let id, let isRead): mark(id) { $0.isRead = !isRead }
    case .markOpened(let id): mark(id) { $0.isRead = false }
    case .setStarred(let id, let isStarred): mark(id) { $0.isStarred = !isStarred }
    case .setQueued(let id, let isQueued): mark(id) { $0.isQueued = !isQueued }
    case .setMark: return reload()
    case .together(let effects): return effects.flatMap { takeBack($0) }
    case .undo(let change): changes.append(change)
    case .redo(let change): undone.append(change)
    case .search: giveUpSearch()
    case .sync: (syncStatus, isSyncAsked) = (nil, false)
    default: break
    }
    return []
  }
}

extension Mark {
  /// Where rows have it.
  var field: WritableKeyPath<ArticleSummary, Bool> {
    switch self {
    case .read: \.isRead
    case .starred: \.isStarred
    case .queued: \.isQueued
    }
  }

  /// What is said when an article has it now, or has it no more.
  fileprivate var words: (on: Words.Key, off: Words.Key) {
    switch self {
    case .read: (.readOn, .readOff)
    case .starred: (.starredOn, .starredOff)
    case .queued: (.queuedOn, .queuedOff)
    }
  }

  /// The wish that an article has it, or has it not.
  fileprivate func effect(_ id: ArticleID, _ isOn: Bool) -> Effect {
    switch self {
    case .read: .setRead(id, isOn)
    case .starred: .setStarred(id, isOn)
    case .queued: .setQueued(id, isOn)
    }
  }
}
