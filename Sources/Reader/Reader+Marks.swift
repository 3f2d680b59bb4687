// Marks: read, starred, all of a list; what is shown of them, kept or not, and how they are undone.

import Articles
import Library
import Terminal

extension Reader {
  /// The article shown or selected, and as many of those after it as make up a count; of results, as far as they are in
  /// memory.
  private func current(_ count: Int) -> RowRange? {
    switch screen {
    case .list(let list): list.rows(count)
    case .article(let article): RowRange(start: article.summary, count: 1, articles: [article.summary])
    case .search(let search):
      search.selectedHit.map { hit in
        let articles = search.hits.dropFirst(search.selected).prefix(count).map(\.article)
        return RowRange(start: hit.article, count: articles.count, articles: articles)
      }
    case .front, .subjects, .help, .log, .state: nil
    }
  }

  /// Gives a mark to so many articles, or to those of the range, that have it not; where all have it, takes it from them.
  /// Says so; they are undone together.
  mutating func toggle(_ mark: Mark, _ count: Int) -> [Effect] {
    guard let range = range ?? current(count) else { return [] }
    // What is not in memory the library knows.
    if let rows = range.rows, range.count > range.articles.count { return [.setMark(mark, of: rows)] }
    let isOn = range.articles.contains { !$0[keyPath: mark.field] }
    let articles = range.articles.filter { $0[keyPath: mark.field] != isOn }
    for article in articles { self.mark(article.id) { $0[keyPath: mark.field] = isOn } }
    notice = said(mark, isOn: isOn, count: articles.count)
    let effects = articles.map { mark.effect($0.id, isOn) }
    return effects.count > 1 ? [.together(effects)] : effects
  }

  /// What the bottom line says when so many articles have a mark now, or have it no more.
  func said(_ mark: Mark, isOn: Bool, count: Int) -> String {
    let many = count > 1 ? "\(words[.colon])\(count) \(words[.articles])" : ""
    return words[isOn ? mark.words.on : mark.words.off] + many
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
    guard key == .character("y") || key == .character("Y") else { return [] }
    return switch question {
    case .markListRead(let list): [.markRead(list)]
    case .replace(let file): [.save(file.replacing)]
    }
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
    case .setStarred(let id, let isStarred): mark(id) { $0.isStarred = !isStarred }
    case .setQueued(let id, let isQueued): mark(id) { $0.isQueued = !isQueued }
    // What it was before is not known here.
    case .markOpened, .together: return reload()
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
