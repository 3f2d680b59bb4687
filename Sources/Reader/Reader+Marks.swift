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
    case .article(let article): RowRange(count: 1, articles: [article.summary])
    case .search(let search):
      search.selectedHit.map { _ in
        let articles = search.hits.dropFirst(search.selected).prefix(count).map(\.article)
        return RowRange(count: articles.count, articles: articles)
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
    let ids = range.articles.filter { $0[keyPath: mark.field] != isOn }.map(\.id)
    let effects = give(mark, to: ids, isOn)
    let goesOn = preferences.goesOnAfterMark && !hasRange && count == 1 && !screen.isArticle
    return goesOn ? effects + move(by: 1) : effects
  }

  /// Gives a mark to articles, or takes it from them, and says so.
  mutating func give(_ mark: Mark, to ids: [ArticleID], _ isOn: Bool) -> [Effect] {
    self.mark(Set(ids)) { $0[keyPath: mark.field] = isOn }
    notice = said(mark, isOn: isOn, count: ids.count)
    return ids.count > 1 ? [.setMarks(mark, of: ids, isOn)] : ids.map { mark.effect($0, isOn) }
  }

  /// What the bottom line says when so many articles have a mark now, or have it no more.
  func said(_ mark: Mark, isOn: Bool, count: Int) -> String {
    let many = count > 1 ? "\(words[.colon])\(count) \(words.articles(count))" : ""
    return words[isOn ? mark.words.on : mark.words.off] + many
  }

  /// Changes an article's row on every screen.
  mutating func mark(_ id: ArticleID, _ change: (inout ArticleSummary) -> Void) { mark([id], change) }

  /// Changes the rows of articles on every screen.
  mutating func mark(_ ids: Set<ArticleID>, _ change: (inout ArticleSummary) -> Void) {
    for index in screens.indices {
      changeRows(at: index) { if ids.contains($0.id) { change(&$0) } }
    }
  }

  /// Changes the rows in memory of a screen, or its article.
  private mutating func changeRows(at index: Int, _ change: (inout ArticleSummary) -> Void) {
    switch screens[index] {
    case .list(var list):
      list.change(change)
      screens[index] = .list(list)
    case .search(var search):
      // Thousands of hits are not copied.
      screens[index] = .front(FrontScreen())
      search.change(change)
      screens[index] = .search(search)
    case .article(var article):
      change(&article.summary)
      screens[index] = .article(article)
    case .front, .subjects, .help, .log, .state: break
    }
  }

  mutating func askMarkRead() -> [Effect] {
    let selection: ListSelection?
    switch screen {
    case .list(let list): selection = list.selection.inFirstOrder
    case .front(let front): selection = front.selection
    case .search(let search) where search.isAllUnread:
      selection = search.scope == .everything ? .everything : search.list
    case .search(let search) where !search.hits.isEmpty:
      // Nobody is to mark what the index has not come to, and was not shown.
      guard search.progress == nil else { return say(.stillLooking) }
      question = .markHitsRead
      return gather(for: .counting)
    case .search, .article, .subjects, .help, .log, .state: selection = nil
    }
    guard let selection else { return say(notHere: .markListRead) }
    question = .markListRead(selection)
    return []
  }

  /// Whether hits are still being read that are to be marked, of the results shown or of some below.
  var isMarkingHits: Bool { screens.contains(where: \.isMarkingHits) }

  /// Whether the results shown go with a command, or become others; when the reader is left, all go.
  func dropsHits(_ command: Command) -> Bool {
    command == .quit
      || screen.isMarkingHits
        && [.back, .clear, .jumpBack, .search, .narrow, .widen, .order, .unreadOnly].contains(command)
  }

  /// Nothing is marked of what was found before all was.
  mutating func stopMarking() -> [Effect] {
    for index in screens.indices {
      guard case .search(var search) = screens[index], search.gathering == .marking else { continue }
      search.gathering = nil
      screens[index] = .search(search)
    }
    return say(.notMarked)
  }

  mutating func answer(_ question: Question, _ key: Key) -> [Effect] {
    self.question = nil
    guard key == .character("y") || key == .character("Y") else {
      return say(.notDone) + gather(for: nil)
    }
    return switch question {
    case .markListRead(let list): markRead(list)
    case .markHitsRead: gather(for: .marking)
    case .replace(let file): [.save(file.replacing)]
    case .quit: leave()
    }
  }

  /// Marks all of a list read. However long that takes to be kept, it is seen at once.
  private mutating func markRead(_ list: ListSelection) -> [Effect] {
    beingRead = list
    let unread = unread(of: list) ?? 0
    if unread > 0 { notice = said(.read, isOn: true, count: unread) }
    for index in screens.indices {
      let shown: ListSelection? =
        switch screens[index] {
        case .list(let shown): shown.selection
        case .search(let search) where search.scope != .everything: search.list
        default: nil
        }
      changeRows(at: index) { if list.holds($0, of: shown) { $0.isRead = true } }
    }
    return show(sources, categories, marks) + [.markRead(list)]
  }

  /// How many articles of a list are unread, where that is kept.
  private func unread(of list: ListSelection) -> Int? {
    switch list {
    case .everything: sources.reduce(0) { $0 + $1.unread }
    case .source(let key): sources.first { $0.key == key }?.unread
    case .category(let id): categories.first { $0.id == id }?.unread
    case .oldestFirst(let list): unread(of: list)
    case .subject, .starred, .queue, .history, .arrived: nil
    }
  }

  /// Rows of a list, as they are when all that is being marked read has been.
  func settled(_ rows: [ArticleSummary], of list: ListSelection) -> [ArticleSummary] {
    guard let beingRead else { return rows }
    var rows = rows
    for index in rows.indices where beingRead.holds(rows[index], of: list) { rows[index].isRead = true }
    return rows
  }

  /// Counts of sources and categories, as they are then; those of other categories that share articles with the one that
  /// is being marked are right when it has been.
  func settled(_ sources: [SourceSummary], _ categories: [CategorySummary]) -> (
    [SourceSummary], [CategorySummary]
  ) {
    guard let beingRead else { return (sources, categories) }
    var (sources, categories) = (sources, categories)
    for index in categories.indices {
      let category = categories[index], home = ListSelection.source(category.source)
      if beingRead == .category(category.id) {
        for place in sources.indices where home == .source(sources[place].key) {
          sources[place].unread -= category.unread
        }
      }
      if [.everything, home, .category(category.id)].contains(beingRead) { categories[index].unread = 0 }
    }
    for index in sources.indices where [.everything, .source(sources[index].key)].contains(beingRead) {
      sources[index].unread = 0
    }
    return (sources, categories)
  }

  /// Undoes the last changes, newest first.
  mutating func undo(_ count: Int) -> [Effect] {
    guard !changes.isEmpty else { return say(.nothingToUndo) }
    let last = changes.suffix(count)
    changes.removeLast(last.count)
    givenBack = 0
    notice = said(.undone, of: last.first)
    return last.indices.reversed().map { .undo(last[$0], isLast: $0 == last.startIndex) }
  }

  /// What the bottom line says of the last of the changes that are undone or done again.
  private func said(_ what: Words.Key, of change: Change?) -> String? {
    change.map { words[now(after: $0)] + words.inBrackets(words[what]) }
  }

  /// Does again what was undone last, and has not been overtaken by another change.
  mutating func redo(_ count: Int) -> [Effect] {
    guard !undone.isEmpty else { return say(.nothingToRedo) }
    let last = undone.suffix(count)
    undone.removeLast(last.count)
    givenBack = 0
    notice = said(.redone, of: last.first)
    return last.indices.reversed().map { .redo(last[$0], isLast: $0 == last.startIndex) }
  }

  // MARK: What became of them

  /// A change was undone: what is shown of it is as it was.
  mutating func show(undone change: Change, redo: Change?, isLast: Bool) -> [Effect] {
    undone += redo.map { [$0] } ?? []
    return show(change, isLast: isLast)
  }

  /// What was undone was done again.
  mutating func show(redone change: Change, undo: Change?, isLast: Bool) -> [Effect] {
    changes += undo.map { [$0] } ?? []
    return show(change, isLast: isLast)
  }

  /// Shows marks as they were before a change. Where more are to come, the rest is read again with the last.
  private mutating func show(_ change: Change, isLast: Bool) -> [Effect] {
    apply(change)
    return (isOfSearches(change) ? [.loadSearches] : []) + (isLast ? reload() : [])
  }

  /// What is so now that marks are as they were before a change.
  private func now(after change: Change) -> Words.Key {
    switch change {
    case .read(_, let was): was ? .readOn : .readOff
    case .starred(_, let was): was ? .starredOn : .starredOff
    case .queued(let ranks): ranks.first?.was == nil ? .queuedOff : .queuedOn
    case .many(let mark, _, let was): was ? mark.words.on : mark.words.off
    case .moved: .queueOrder
    case .search(_, let wasKept): wasKept ? .searchBack : .searchGone
    case .searchName: .searchNameChanged
    }
  }

  private func isOfSearches(_ change: Change) -> Bool {
    switch change {
    case .search, .searchName: true
    case .read, .starred, .queued, .moved, .many: false
    }
  }

  /// Has the rows in memory show marks as they were before a change.
  private mutating func apply(_ change: Change) {
    switch change {
    case .read(let id, let was): mark(id) { $0.isRead = was }
    case .starred(let id, let was): mark(id) { $0.isStarred = was }
    case .queued(let ranks):
      let isQueued = ranks.first?.was != nil
      self.mark(Set(ranks.map(\.id))) { $0.isQueued = isQueued }
    case .many(let mark, let ids, let was): self.mark(Set(ids)) { $0[keyPath: mark.field] = was }
    // All rows are read again.
    case .moved, .search, .searchName: break
    }
  }

  /// What was shown of a wish before it was fulfilled, and has not been, is as it was.
  mutating func takeBack(_ effect: Effect) -> [Effect] {
    switch effect {
    case .setRead(let id, let isRead): mark(id) { $0.isRead = !isRead }
    case .setStarred(let id, let isStarred): mark(id) { $0.isStarred = !isStarred }
    case .setQueued(let id, let isQueued): mark(id) { $0.isQueued = !isQueued }
    case .setMarks(let mark, let ids, let isOn): self.mark(Set(ids)) { $0[keyPath: mark.field] = !isOn }
    // What it was before is not known here.
    case .markOpened: return reloadAfterChange()
    case .markRead:
      beingRead = nil
      return reloadAfterChange()
    case .undo(let change, let isLast):
      changes.insert(change, at: changes.count - givenBack)
      givenBack += 1
      return isLast ? reload() : []
    case .redo(let change, let isLast):
      undone.insert(change, at: undone.count - givenBack)
      givenBack += 1
      return isLast ? reload() : []
    case .search(let request): giveUp(request)
    case .sync: (syncStatus, isSyncAsked) = (nil, false)
    default: break
    }
    return []
  }
}

extension Screen {
  fileprivate var isMarkingHits: Bool {
    if case .search(let search) = self { search.gathering == .marking } else { false }
  }
}

extension ListSelection {
  /// Whether it has an article that is a row of a list, as far as that is seen from the row.
  fileprivate func holds(_ article: ArticleSummary, of list: ListSelection?) -> Bool {
    self == list?.inFirstOrder || self == .everything || self == .source(article.source)
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
