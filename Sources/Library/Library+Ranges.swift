// Marks of many articles at once, as one change.

package import Articles
import GRDB

extension Library {
  /// Gives a mark to all articles of a range that have it not; where all have it, takes it from them. Takes time linear in
  /// the range.
  package func toggle(_ mark: Mark, of range: ListRange) throws(LibraryError) -> Change? {
    let ids = try read { try ListQuery(list: range.list).ids($0, range) }
    let isOn = try readMarks { database in
      let statement = try database.cachedStatement(sql: "SELECT 1 FROM \(mark.table) WHERE id = ?")
      return try ids.contains { try Int.fetchOne(statement, arguments: [$0.number]) == nil }
    }
    return try setMark(mark, of: ids, isOn)
  }

  /// Gives a mark to articles, or takes it from them, all in one transaction; nil where all were so already.
  package func setMark(_ mark: Mark, of ids: [ArticleID], _ isOn: Bool) throws(LibraryError) -> Change? {
    if mark == .queued { return try setQueued(ids, isOn) }
    if mark == .read { try reckon() }
    let table = mark.table
    return try withCacheAttached { database in
      let sql =
        isOn
        ? "INSERT OR IGNORE INTO main.\(table) (id, time) VALUES (?1, \(Library.now))"
        : "DELETE FROM main.\(table) WHERE id = ?1"
      let statement = try database.makeStatement(sql: sql)
      let changed = try ids.filter { id in
        try statement.execute(arguments: [id.number])
        return database.changesCount > 0
      }
      if mark == .read { try Library.count(changed, isOn ? 1 : -1, database) }
      return changed.isEmpty ? nil : .many(mark, changed, was: !isOn)
    }
  }

  /// Of more articles than so many it takes less time to count all anew.
  private static let mostCountedSingly = 1000

  /// Has the tallies count articles, or no more, where each is counted.
  private static func count(_ ids: [ArticleID], _ difference: Int, _ database: Database) throws {
    if ids.count > mostCountedSingly { return try recount(database) }
    var differences: [Home: Int] = [:]
    for id in ids {
      for home in try homes(of: id, in: "c", database) { differences[home, default: 0] += difference }
    }
    for (home, difference) in differences { try add(difference, to: home, database) }
  }
}

extension Mark {
  /// The table of the reader's file that has it.
  fileprivate var table: String {
    switch self {
    case .read: "read"
    case .starred: "star"
    case .queued: "queue"
    }
  }
}
