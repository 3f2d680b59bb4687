// What the reader did: read, starred, where one stopped, what was opened. Every change can be undone.

package import Articles
import Foundation
import GRDB

extension Library {
  /// Marks an article read or unread; nil when it was so already.
  package func setRead(_ id: ArticleID, _ isRead: Bool) throws(LibraryError) -> Change? {
    let homes = try homes(of: id)
    return try mark { try Library.setRead(id, isRead, homes, $0) }
  }

  /// Notes that an article was opened, and marks it read; nil when it was so already.
  package func markOpened(_ id: ArticleID) throws(LibraryError) -> Change? {
    let homes = try homes(of: id)
    return try mark { database in
      try database.run("INSERT INTO history VALUES (?, ?)", [id.number, Library.now])
      return try Library.setRead(id, true, homes, database)
    }
  }

  private static func setRead(_ id: ArticleID, _ isRead: Bool, _ homes: [Home], _ database: Database) throws
    -> Change?
  {
    if isRead {
      try database.run("INSERT OR IGNORE INTO read (id, time) VALUES (?, ?)", [id.number, Library.now])
    } else {
      try database.run("DELETE FROM read WHERE id = ?", [id.number])
    }
    guard database.changesCount > 0 else { return nil }
    if !isRead { try database.run("INSERT OR IGNORE INTO unread VALUES (?)", [id.number]) }
    for home in homes { try Library.add(isRead ? 1 : -1, to: home, database) }
    return .read(id, was: !isRead)
  }

  /// Stars or unstars an article; nil when it was so already.
  package func setStarred(_ id: ArticleID, _ isStarred: Bool) throws(LibraryError) -> Change? {
    try mark { database in
      if isStarred {
        try database.run("INSERT OR IGNORE INTO star (id, time) VALUES (?, ?)", [id.number, Library.now])
      } else {
        try database.run("DELETE FROM star WHERE id = ?", [id.number])
      }
      return database.changesCount > 0 ? .starred(id, was: !isStarred) : nil
    }
  }

  /// Marks all articles of a list read; nil when they were. Takes time linear in the list.
  package func markRead(_ list: ListSelection) throws(LibraryError) -> Change? {
    try setMark(.read, of: try read { try ListQuery(list: list).unreadIDs($0) }, true)
  }

  /// Undoes a change: the marks are as they were before it. Returns the change that undoes that; nil where the marks
  /// were so already.
  @discardableResult
  package func undo(_ change: Change) throws(LibraryError) -> Change? {
    switch change {
    case .read(let id, let was): return try setRead(id, was)
    case .starred(let id, let was): return try setStarred(id, was)
    case .queued(let ranks): return try setQueueRanks(ranks).map { .queued($0) }
    case .moved(let ranks): return try setQueueRanks(ranks).map { .moved($0) }
    case .search(let id, let wasKept): return try setKept(id, wasKept)
    case .searchName(let id, let was): return try rename(id, to: was)
    case .many(let mark, let ids, let was): return try setMark(mark, of: ids, was)
    }
  }

  /// Keeps where an article is being read.
  package func setPosition(_ id: ArticleID, _ position: Position) throws(LibraryError) {
    try mark { database in
      try database.run(
        "INSERT OR REPLACE INTO position VALUES (?, ?, ?, ?)",
        [id.number, position.block, position.offset, Library.now])
    }
  }

  /// Where an article was left; nil when it was never begun.
  package func position(_ id: ArticleID) throws(LibraryError) -> Position? {
    try readMarks { database in
      let statement = try database.cachedStatement(sql: "SELECT block, offset FROM position WHERE id = ?")
      return try Row.fetchOne(statement, arguments: [id.number]).map { Position(block: $0[0], offset: $0[1]) }
    }
  }

  /// How many articles have marks.
  package func markCounts() throws(LibraryError) -> MarkCounts {
    let hasHistory = try readMarks { database in
      try Bool.fetchOne(database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM history)")) ?? false
    }
    return MarkCounts(starred: try count(.starred), queued: try count(.queue), hasHistory: hasHistory)
  }

  static var now: Int64 { Int64(Date().timeIntervalSince1970) }
}
