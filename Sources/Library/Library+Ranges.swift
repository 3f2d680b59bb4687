// Marks of many articles at once, as one change.

import Articles
import GRDB

extension Library {
  /// Gives all articles of a range a mark, or takes it from them; nil when all were so already. Takes time linear in the
  /// range and, for what is read, in all that is read.
  package func setMark(_ mark: Mark, of range: ListRange, _ isOn: Bool) throws(LibraryError) -> Change? {
    let ids = try read { try ListQuery(list: range.list).ids($0, range) }
    return try setMark(mark, of: ids, isOn)
  }

  func setMark(_ mark: Mark, of ids: [ArticleID], _ isOn: Bool) throws(LibraryError) -> Change? {
    let table: String
    switch mark {
    case .read: table = "read"
    case .starred: table = "star"
    case .queued:
      let changes = try setQueued(ids, isOn)
      return changes.isEmpty ? nil : .together(changes)
    }
    return try withCacheAttached { database in
      let sql =
        isOn
        ? "INSERT OR IGNORE INTO main.\(table) (id, time) VALUES (?1, \(Library.now))"
        : "DELETE FROM main.\(table) WHERE id = ?1"
      let changed = try ids.filter { id in
        try database.run(sql, [id.number])
        return database.changesCount > 0
      }
      if mark == .read, !changed.isEmpty { try Library.recount(database) }
      return changed.isEmpty ? nil : .many(mark, changed, was: !isOn)
    }
  }
}
