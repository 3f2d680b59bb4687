// Marks: read, starred, all of a list; what is shown of them, kept or not, and how they are undone.

import Articles
import Library
import Terminal

extension Reader {
  private var current: ArticleSummary? {
    switch screen {
    case .list(let list): list.selected
    case .article(let article): article.summary
    case .search(let search): search.selectedHit?.article
    case .front, .subjects, .help, .log, .state: nil
    }
  }

  mutating func toggleRead() -> [Effect] {
    guard let current else { return [] }
    let isRead = !current.isRead
    mark(current.id) { $0.isRead = isRead }
    notice = words[isRead ? .readOn : .readOff]
    return [.setRead(current.id, isRead)]
  }

  mutating func toggleStar() -> [Effect] {
    guard let current else { return [] }
    let isStarred = !current.isStarred
    mark(current.id) { $0.isStarred = isStarred }
    notice = words[isStarred ? .starredOn : .starredOff]
    return [.setStarred(current.id, isStarred)]
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

  mutating func undo() -> [Effect] {
    guard let change = changes.popLast() else { return say(.nothingToUndo) }
    return [.undo(change)]
  }

  // MARK: What became of them

  /// An undone change: what is shown of it is as it was, and the bottom line says what was undone.
  mutating func take(back change: Change) -> [Effect] {
    let what: Words.Key
    switch change {
    case .read(let id, let was):
      mark(id) { $0.isRead = was }
      what = was ? .readOff : .readOn
    case .starred(let id, let was):
      mark(id) { $0.isStarred = was }
      what = was ? .starredOff : .starredOn
    case .search, .searchName:
      notice = words[.undone]
      return [.loadSearches]
    case .batch: return refreshed(saying: .undone)
    }
    let effects = refreshed(saying: .undone)
    notice = words[.undone] + words[.colon] + words[what]
    return effects
  }

  /// What was shown of a wish before it was fulfilled, and has not been, is as it was.
  mutating func takeBack(_ effect: Effect) {
    switch effect {
    case .setRead(let id, let isRead): mark(id) { $0.isRead = !isRead }
    case .markOpened(let id): mark(id) { $0.isRead = false }
    case .setStarred(let id, let isStarred): mark(id) { $0.isStarred = !isStarred }
    case .undo(let change): changes.append(change)
    case .search: giveUpSearch()
    case .sync: (syncStatus, isSyncAsked) = (nil, false)
    default: break
    }
  }
}
