// How many articles of each category are read: kept, not counted.
//
// The marks are the reader's, the categories the cache's, and each may change without the other: another
// process syncs, a cache is deleted and filled again. So each tally remembers what it was counted for (the
// category's stamp, the cache's generation and arrivals), and only what has changed since is counted again.

import Articles
import GRDB

extension Library {
  /// Where an article is counted.
  struct Home: Hashable {
    var source: String
    /// The path of a category; empty for the source as a whole.
    var path: String
  }

  func homes(of id: ArticleID) throws(LibraryError) -> [Home] {
    try reckon()
    return try read { try Library.homes(of: id, in: "main", $0) }
  }

  /// The same of the cache that a connection knows under a name.
  static func homes(of id: ArticleID, in cache: String, _ database: Database) throws -> [Home] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT s.key, k.path FROM \(cache).article a JOIN \(cache).member m ON m.arrival = a.arrival
        JOIN \(cache).category k ON k.id = m.category JOIN \(cache).source s ON s.id = k.source WHERE a.id = ?1
        UNION ALL
        SELECT s.key, '' FROM \(cache).article a JOIN \(cache).source s ON s.id = a.source WHERE a.id = ?1
        """)
    return try Row.fetchAll(statement, arguments: [id.number]).map { Home(source: $0[0], path: $0[1]) }
  }

  static func add(_ difference: Int, to home: Home, _ database: Database) throws {
    try database.run(
      "UPDATE tally SET count = max(0, count + ?) WHERE source = ? AND path = ?",
      [difference, home.source, home.path])
  }

  /// Brings the tallies up to the cache. When nothing has changed since, this reads two rows and the
  /// categories' stamps. Where they cannot be written they stay as they are: what is there can be read.
  func reckon() throws(LibraryError) {
    let state = try read { database in try Reckoning(database) }
    guard !state.isRight else { return }
    do {
      try state.isNewCache ? withCacheAttached(Library.recount) : catchUp(state)
    } catch {
      switch error {
      case .diskFull, .readOnly, .locked, .marksGone: break
      default: throw error
      }
    }
  }

  /// Counts everything anew, in the transaction of what made that needful. Takes time linear in what is read.
  static func recount(_ database: Database) throws {
    try database.execute(
      sql: """
        DELETE FROM main.tally;
        INSERT INTO main.tally SELECT s.key, c.path, c.stamp, 0 FROM c.category c JOIN c.source s ON s.id = c.source;
        INSERT INTO main.tally SELECT key, '', stamp, 0 FROM c.source;
        UPDATE main.tally SET count = n FROM (
          SELECT s.key, c.path AS of, count(*) AS n FROM main.read r CROSS JOIN c.article a ON a.id = r.id
          CROSS JOIN c.member m ON m.arrival = a.arrival JOIN c.category c ON c.id = m.category
          JOIN c.source s ON s.id = c.source GROUP BY c.id
        ) WHERE source = key AND path = of;
        UPDATE main.tally SET count = n FROM (
          SELECT s.key, count(*) AS n FROM c.article a JOIN c.source s ON s.id = a.source WHERE a.arrival IN (
            SELECT a.arrival FROM main.read r CROSS JOIN c.article a ON a.id = r.id
          ) GROUP BY s.id
        ) WHERE source = key AND path = '';
        UPDATE main.reckoning SET (generation, arrivals) = (SELECT generation, arrivals FROM c.cache);
        """)
  }

  /// Counts the new articles that are read already, and the categories whose stamp has changed.
  private func catchUp(_ state: Reckoning) throws(LibraryError) {
    try withCacheAttached { database in
      try database.execute(
        sql: """
          WITH new AS (
            SELECT a.arrival, s.id, s.key FROM c.article a JOIN main.read r ON r.id = a.id
            JOIN c.source s ON s.id = a.source WHERE a.arrival > ?
          )
          UPDATE main.tally SET stamp = -1 WHERE (source, path) IN (
            SELECT key, '' FROM new UNION
            SELECT key, k.path FROM new JOIN c.member m ON m.arrival = new.arrival JOIN c.category k ON k.id = m.category
          )
          """, arguments: [state.counted])
      try database.execute(
        sql: """
          INSERT OR IGNORE INTO main.tally SELECT key, '', -1, 0 FROM c.source;
          INSERT OR IGNORE INTO main.tally SELECT s.key, c.path, -1, 0 FROM c.category c JOIN c.source s ON s.id = c.source;
          UPDATE main.tally SET stamp = s2, count = n FROM (
            SELECT s.key, c.path AS of, c.stamp AS s2,
              (SELECT count(*) FROM c.member m JOIN c.article a ON a.arrival = m.arrival JOIN main.read r ON r.id = a.id
                WHERE m.category = c.id) AS n
            FROM c.category c JOIN c.source s ON s.id = c.source
            JOIN main.tally t ON t.source = s.key AND t.path = c.path WHERE t.stamp <> c.stamp
          ) WHERE source = key AND path = of;
          UPDATE main.tally SET stamp = s2, count = n FROM (
            SELECT s.key, s.stamp AS s2,
              (SELECT count(*) FROM c.article a JOIN main.read r ON r.id = a.id WHERE a.source = s.id) AS n
            FROM c.source s JOIN main.tally t ON t.source = s.key AND t.path = '' WHERE t.stamp <> s.stamp
          ) WHERE source = key AND path = '';
          UPDATE main.reckoning SET (generation, arrivals) = (SELECT generation, arrivals FROM c.cache);
          """)
    }
  }

  /// Writes the reader's file with the cache attached as `c` for reading.
  func withCacheAttached<Value>(_ body: (Database) throws -> Value) throws(LibraryError) -> Value {
    // To attach what is not there is to make it.
    if isCacheGone { throw .gone(places.cache) }
    if areMarksGone { throw .marksGone(places.reader) }
    return try blamingTheCache {
      try marks.writeWithoutTransaction { database in
        try database.execute(sql: "ATTACH DATABASE ? AS c", arguments: [places.cacheToRead])
        defer { try? database.execute(sql: "DETACH DATABASE c") }
        return try blamingTheReadersFile {
          var value: Value?
          try database.inTransaction(.deferred) {
            value = try body(database)
            return .commit
          }
          guard let value else { throw LibraryError.unusable(places.reader, reason: "nothing was written") }
          return value
        }
      }
    }
  }

  /// Names the reader's file where one is in use or full: of both it is the only one that is written.
  private func blamingTheReadersFile<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError where [.SQLITE_BUSY, .SQLITE_FULL].contains(error.resultCode) {
      throw LibraryError(error, path: places.reader)
    }
  }
}

/// Whether the tallies are right for the cache as it is.
private struct Reckoning {
  let isNewCache: Bool
  let isRight: Bool
  /// The arrivals that are counted.
  let counted: Int64

  init(_ database: Database) throws {
    let statement = try database.cachedStatement(
      sql: """
        SELECT k.generation, k.arrivals, r.generation AS oldGeneration, r.arrivals AS oldArrivals,
          EXISTS (
            SELECT 1 FROM category c JOIN source s ON s.id = c.source
            LEFT JOIN marks.tally t ON t.source = s.key AND t.path = c.path WHERE t.stamp IS NOT c.stamp
          ) OR EXISTS (
            SELECT 1 FROM source s LEFT JOIN marks.tally t ON t.source = s.key AND t.path = '' WHERE t.stamp IS NOT s.stamp
          ) AS isStale
        FROM cache k, marks.reckoning r
        """)
    let row = try Row.fetchOne(statement)
    isNewCache = row?["generation"] != (row?["oldGeneration"] as Int64?)
    counted = row?["oldArrivals"] ?? 0
    let isStale: Bool = row?["isStale"] ?? true
    isRight = !isNewCache && !isStale && counted == (row?["arrivals"] as Int64?)
  }
}
