// What the library answers to the reader's wishes.

import Articles
package import Library

extension Library {
  /// Does what an effect asks of the library; the answer is a message, nil where there is nothing to say or
  /// the effect is none of the library's (sync, the screen, the end).
  /// - Throws: `LibraryError`.
  package func answer(_ effect: Effect) throws(LibraryError) -> Message? {
    switch effect {
    case .loadFront: return .front(sources: try sources(), categories: try categories())
    case .loadRows(let list, let request): return try rows(list, request)
    case .open(let id, let row): return try open(id, at: row)
    case .openNextUnread(let key, let list, let lists):
      guard let next = try nextUnread(list, after: key, lists: lists) else { return .nothingFound }
      return try open(next.id, at: nil)
    case .setRead(let id, let isRead): return .changed(try setRead(id, isRead))
    case .setStarred(let id, let isStarred): return .changed(try setStarred(id, isStarred))
    case .markRead(let list): return .changed(try markRead(list))
    case .undo(let change):
      try undo(change)
      return .undone
    case .savePosition(let id, let position):
      try setPosition(id, position)
      return nil
    case .sync, .redraw, .suspend, .quit: return nil
    }
  }

  private func open(_ id: ArticleID, at row: Int?) throws(LibraryError) -> Message? {
    guard let summary = try article(id), let document = try document(id) else { return .nothingFound }
    try recordOpened(id)
    return .article(summary, document, try position(id), at: row)
  }

  /// The rows a list asks for, as a message.
  private func rows(_ list: ListSelection, _ request: RowsRequest) throws(LibraryError) -> Message {
    let total = try count(list)
    switch request {
    case .after(let key, let index):
      return .rows(
        list, first: index + 1, rows: try articles(list, after: key, limit: rowsAtOnce), total: total)
    case .before(let key, let index):
      let rows = try articles(list, before: key, limit: rowsAtOnce)
      return .rows(list, first: index - rows.count, rows: rows, total: total)
    case .around(let place):
      let first = max(0, place - rowsAtOnce / 4)
      let rows =
        first == 0
        ? try articles(list, limit: rowsAtOnce) : try articles(list, offset: first, limit: rowsAtOnce)
      return .rows(list, first: first, rows: rows, total: total)
    case .last:
      let rows = try articles(list, before: nil, limit: rowsAtOnce)
      return .rows(list, first: total - rows.count, rows: rows, total: total)
    }
  }

  /// The next unread article of a list after a key; then the first of the lists that have any.
  private func nextUnread(_ list: ListSelection, after key: ListKey?, lists: [ListSelection])
    throws(LibraryError) -> ArticleSummary?
  {
    if let next = try nextUnread(list, after: key) { return next }
    let unread = Dictionary(
      uniqueKeysWithValues: try categories().map { (ListSelection.category($0.id), $0.unread) })
    for list in lists + [list] where unread[list] != 0 {
      if let next = try nextUnread(list, after: nil) { return next }
    }
    return nil
  }
}
