// What sync keeps between two runs: the files it knows, the mirrors, and what is to go.

package import Articles
import Foundation
import GRDB

extension Library {
  /// What is known of the files of a source, by path: of all, or of those at some paths. Nothing of those that were
  /// read by another `reading` (a version of how pages are read): they are to be read again. A source of which
  /// nothing was read begins with this one.
  package func fileStates(source: String, at paths: [String]? = nil, reading: Int) throws(LibraryError)
    -> [String: FileState]
  {
    let known = try read { database in
      try Row.fetchOne(
        database,
        sql:
          "SELECT s.id, s.reading, EXISTS (SELECT 1 FROM file f WHERE f.source = s.id) FROM source s WHERE s.key = ?",
        arguments: [source])
    }
    guard let known else { throw .noSuchSource(source) }
    let id: Int64 = known[0], usual: Int = known[1], hasFiles: Bool = known[2]
    if !hasFiles, usual != reading { try setReading(reading, of: source) }
    guard hasFiles, usual >= 0 else { return [:] }
    return try read { database in
      var states: [String: FileState] = [:]
      let all =
        "SELECT path, content, since, checked FROM file WHERE coalesce(reading, \(usual)) = \(reading) AND source = ?"
      try Library.forEachRow(database, all, of: id, at: paths) { row in
        let content: Data? = row[1]
        states[row[0]] = FileState(
          content: content.map { ContentID([UInt8]($0)) }, since: row[2], checked: row[3])
      }
      return states
    }
  }

  /// Whether any file of a source is known.
  package func hasFiles(source: String) throws(LibraryError) -> Bool {
    try read { database in
      try Bool.fetchOne(
        database,
        sql: "SELECT EXISTS (SELECT 1 FROM file f JOIN source s ON s.id = f.source WHERE s.key = ?)",
        arguments: [source]) ?? false
    }
  }

  /// Keeps that all files of a source were read by a reading.
  package func setReading(_ reading: Int, of source: String) throws(LibraryError) {
    try write { database in
      try database.run("UPDATE source SET reading = ?1 WHERE key = ?2 AND reading <> ?1", [reading, source])
      guard database.changesCount > 0 else { return }
      try database.run(
        """
        UPDATE file SET reading = NULL
        WHERE source = (SELECT id FROM source WHERE key = ?) AND reading IS NOT NULL
        """, [source])
    }
  }

  /// Gives numbers to a source for the order of what its sync brings, and the first of them: `count` in all. They are
  /// its own until `endOrder`, so that a sync which goes on from one that was ended puts each article where that one
  /// would have.
  package func beginOrder(of source: String, count: Int) throws(LibraryError) -> Int64 {
    try write { database in
      let known = try Row.fetchOne(
        database, sql: "SELECT orders, orderCount FROM source WHERE key = ?", arguments: [source])
      if let first: Int64 = known?["orders"], let held: Int = known?["orderCount"], held >= count {
        return first
      }
      let first = try Int64.fetchOne(database, sql: "SELECT orders FROM cache") ?? 0
      try database.run("UPDATE cache SET orders = orders + ?", [count])
      try database.run(
        "UPDATE source SET orders = ?, orderCount = ? WHERE key = ?", [first, count, source])
      return first
    }
  }

  /// What a sync of a source brings from now on stands above what came before.
  package func endOrder(of source: String) throws(LibraryError) {
    try write {
      try $0.run(
        "UPDATE source SET orders = NULL, orderCount = NULL WHERE key = ? AND orders IS NOT NULL", [source])
    }
  }

  /// The paths that the indexes of a source list, of the categories that are chosen, with their places: oldest last.
  package func listedPaths(source: String) throws(LibraryError) -> [String: Int] {
    try read { database in
      var places: [String: Int] = [:]
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT l.path, min(l.place) AS place FROM listing l JOIN category c ON c.id = l.category
          JOIN source s ON s.id = c.source WHERE s.key = ? AND c.isChosen GROUP BY l.path
          """, arguments: [source])
      while let row = try rows.next() { places[row["path"]] = row["place"] }
      return places
    }
  }

  /// The paths an index lists, newest first; nil where no category has the index.
  package func listing(source: String, path: String) throws(LibraryError) -> [String]? {
    try read { database in
      let category = try Int64.fetchOne(
        database,
        sql: "SELECT c.id FROM category c JOIN source s ON s.id = c.source WHERE s.key = ? AND c.path = ?",
        arguments: [source, path])
      return try category.map {
        try String.fetchAll(
          database, sql: "SELECT path FROM listing WHERE category = ? ORDER BY place", arguments: [$0])
      }
    }
  }

  /// How the indexes of a source list a page: its title, and the day beside it, as far as one says them.
  package func listedEntry(source: String, path: String) throws(LibraryError) -> IndexPage.Entry? {
    try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT l.path, l.title, l.published FROM listing l JOIN category c ON c.id = l.category
          JOIN source s ON s.id = c.source WHERE l.path = ? AND s.key = ?
          ORDER BY l.title = '', l.published IS NULL, c.place LIMIT 1
          """)
      return try Row.fetchOne(statement, arguments: [path, source]).map(IndexPage.Entry.init)
    }
  }

  /// The listings that a mirror could not give, by the paths of the categories that are kept as their versions.
  package func failedListings(mirror: Int64) throws(LibraryError) -> [String: [String]] {
    let rows = try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT c.path, f.path FROM mirror m JOIN file f ON f.source = m.source AND f.content IS NULL
          JOIN version v ON v.mirror = m.id AND v.path = f.path
          JOIN category c ON c.source = m.source AND c.path = v.version WHERE m.id = ?
          """, arguments: [mirror])
    }
    return Dictionary(grouping: rows) { $0[0] as String }.mapValues { $0.map { $0[1] } }
  }

  /// The paths of the indexes that the front page of a source names now, or has ever named.
  package func indexPaths(source: String, evenGone: Bool = false) throws(LibraryError) -> [String] {
    try read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT c.path FROM category c JOIN source s ON s.id = c.source WHERE s.key = ? AND (? OR c.place < ?)
          ORDER BY c.place
          """, arguments: [source, evenGone, Library.vanishedPlace])
    }
  }

  /// The place of a category that the front page names no more.
  static let vanishedPlace: Int64 = 1_000_000

  /// Which of some articles of a source are read.
  package func readPaths(source: String, among paths: [String]) throws(LibraryError) -> Set<String> {
    try readMarks { database in
      let statement = try database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM read WHERE id = ?)")
      return Set(
        try paths.filter {
          try Bool.fetchOne(statement, arguments: [ArticleID(source: source, path: $0).number]) == true
        })
    }
  }

  /// The latest day on which an article of a source was published; nil where none has a day.
  package func newestDay(source: String) throws(LibraryError) -> CalendarDate? {
    try read { database in
      try Int.fetchOne(
        database,
        sql: "SELECT max(a.published) FROM article a JOIN source s ON s.id = a.source WHERE s.key = ?",
        arguments: [source])
    }.flatMap(CalendarDate.init(number:))
  }

  /// Lets go of articles of a source that nobody has starred or queued: all but the newest so many, and those published
  /// before a day. What is not read stays, unless even that is to go. What went is not fetched
  /// again. Some hundred go at once, and what has got a mark since stays.
  package func prune(source: String, keeping count: Int?, before day: CalendarDate?, evenUnread: Bool)
    throws(LibraryError)
  {
    let old = try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT arrival, id FROM (
            SELECT a.arrival, a.id, a.published, row_number() OVER (ORDER BY a.rank DESC) AS place
            FROM article a JOIN source s ON s.id = a.source WHERE s.key = ?1
          ) a
          WHERE (place > ?2 OR published < ?3)
            AND NOT EXISTS (SELECT 1 FROM marks.star m WHERE m.id = a.id)
            AND NOT EXISTS (SELECT 1 FROM marks.queue q WHERE q.id = a.id)
            AND (?4 OR EXISTS (SELECT 1 FROM marks.read r WHERE r.id = a.id))
          """, arguments: [source, count, day?.number, evenUnread]
      ).map { (arrival: $0[0] as Int64, id: $0[1] as Int64) }
    }
    for start in stride(from: 0, to: old.count, by: Library.goingAtOnce) {
      let step = old[start..<min(start + Library.goingAtOnce, old.count)]
      try write { database in
        let marked = try kept(step.map(\.id), evenUnread: evenUnread)
        try Library.letGo(step.filter { !marked.contains($0.id) }.map(\.arrival), of: source, database)
      }
    }
  }

  /// Articles that go in one transaction: it takes some milliseconds, and others who write wait for it.
  static let goingAtOnce = 200

  /// Those of some articles that have a mark for which they stay, as the reader's file has it now.
  private func kept(_ ids: [Int64], evenUnread: Bool) throws(LibraryError) -> Set<Int64> {
    try readMarks { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM star WHERE id = ?1) OR EXISTS (SELECT 1 FROM queue WHERE id = ?1)
            OR NOT (?2 OR EXISTS (SELECT 1 FROM read WHERE id = ?1))
          """)
      return Set(try ids.filter { try Bool.fetchOne(statement, arguments: [$0, evenUnread]) == true })
    }
  }

  /// Lets go of articles of a source, by their arrivals.
  static func letGo(_ arrivals: [Int64], of source: String, _ database: Database) throws {
    if arrivals.isEmpty { return }
    for arrival in arrivals {
      try database.run(
        """
        UPDATE category SET stamp = abs(random()) WHERE id IN (SELECT category FROM member WHERE arrival = ?)
        """, [arrival])
      try database.run("DELETE FROM article WHERE arrival = ?", [arrival])
    }
    try database.run("UPDATE source SET stamp = abs(random()) WHERE key = ?", [source])
  }

  // MARK: Mirrors

  /// The mirrors of a source, in the reader's order. What an address holds of a name and a password is in the
  /// reader's own file only.
  package func mirrors(of source: String) throws(LibraryError) -> [MirrorRecord] {
    try read { database in
      let own = try String.fetchAll(
        database, sql: "SELECT address FROM marks.mirror WHERE source = ? ORDER BY place DESC",
        arguments: [source])
      let whole = Dictionary(own.map { (withoutCredentials($0), $0) }) { $1 }
      return try Row.fetchAll(
        database,
        sql: """
          SELECT m.id, m.address, m.tip, m.health FROM mirror m JOIN source s ON s.id = m.source WHERE s.key = ?
          ORDER BY m.place
          """, arguments: [source]
      ).map { MirrorRecord(id: $0[0], address: whole[$0[1]] ?? $0[1], tip: $0[2], health: $0[3]) }
    }
  }

  /// Keeps how a mirror has fared.
  package func setHealth(_ health: String, of mirror: Int64) throws(LibraryError) {
    try write {
      try $0.run("UPDATE mirror SET health = ?1 WHERE id = ?2 AND health <> ?1", [health, mirror])
    }
  }

  /// Keeps that a mirror's tree was synced whole in a state.
  package func setTip(_ tip: String, of mirror: Int64) throws(LibraryError) {
    try write { try $0.run("UPDATE mirror SET tip = ?1 WHERE id = ?2 AND tip <> ?1", [tip, mirror]) }
  }

  /// The versions a mirror last gave of its files, by path: of all, or of those at some paths.
  package func versions(mirror: Int64, at paths: [String]? = nil) throws(LibraryError) -> [String: String] {
    try read { database in
      var versions: [String: String] = [:]
      let all = "SELECT path, version FROM version WHERE mirror = ?"
      try Library.forEachRow(database, all, of: mirror, at: paths) { versions[$0[0]] = $0[1] }
      return versions
    }
  }

  /// Reads the rows that a query gives of something by its number: all or, some hundred at once, those at some paths.
  private static func forEachRow(
    _ database: Database, _ all: String, of id: Int64, at paths: [String]?, _ body: (Row) throws -> Void
  ) throws {
    guard let paths else { return try forEachRow(database, all, [id], body) }
    for start in stride(from: 0, to: paths.count, by: 500) {
      let part = paths[start..<min(start + 500, paths.count)]
      let some = all + " AND path IN (\(databaseQuestionMarks(count: part.count)))"
      try forEachRow(database, some, [id] + StatementArguments(part), body)
    }
  }

  private static func forEachRow(
    _ database: Database, _ sql: String, _ arguments: StatementArguments, _ body: (Row) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(database, sql: sql, arguments: arguments)
    while let row = try rows.next() { try body(row) }
  }
}

extension IndexPage.Entry {
  /// The entry that a row of `listing` is: path, title, day.
  init(_ row: Row) {
    self.init(title: row[1], path: row[0], published: (row[2] as Int?).flatMap(CalendarDate.init(number:)))
  }
}
