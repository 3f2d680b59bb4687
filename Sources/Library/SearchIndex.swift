// The full-text index: one row for each article, of tokens that Hanzi makes. `Segments` keeps it, `RowStream` asks it.
//
// Rows are numbered in the order of the days, so that rows in descending order are articles newest first, and the
// first page of a search for any word is read from the end of the word's list. Most of an index is such numbers, kept
// as differences (`RowNumbers`). An article has another row where its day has changed.
//
// The index finds candidates: whoever asks it looks at their texts. So nothing is ever taken out of it: what
// articles no longer say does no harm, and where there is much of it the index is made anew. So it is where its version is old:
// in the background, newest articles first, while the old one serves.

import Articles
import GRDB
import Hanzi

enum SearchIndex {
  /// An article to be taken in.
  struct Entry {
    let arrival: Int64, row: Int64, tokens: [SearchToken]
    /// Whether an index may hold the article as it was before.
    var isChange = false
    /// What connects it with others, and the hash of the document that says so; nil where that is kept already.
    var connections: (Connections, hash: Int64)?
  }

  /// One of the indexes there are.
  struct Record {
    let id: Int64, version: Int64
    /// Articles that arrived before it are not in it.
    let reached: Int64
    let old: Int64

    var isComplete: Bool { reached <= 1 }
  }

  /// Bits of a row's place within its day.
  static let dayBits = 11
  /// Rows that a day has. Where it has more articles, the last of them stand among those of the next days. Schema.cache7
  /// has numbered the rows of older caches so.
  private static let rowsOfADay: Int64 = 1 << dayBits
  /// Days before 1900 whose rows are for articles without a date.
  private static let undatedDays: Int64 = 65_536

  /// The first row of a day, given as `CalendarDate.number`; 0 stands for none.
  static func firstRow(ofDay number: Int) -> Int64 {
    if number == 0 { return 0 }
    let (year, month, day) = (Int64(number / 10000), Int64(number / 100 % 100), Int64(number % 100))
    // Every month has 31 days here: nothing but the order counts.
    return (undatedDays + ((year - 1900) * 12 + month - 1) * 31 + day - 1) * rowsOfADay
  }

  /// The day, as a `CalendarDate.number`, that a row with a date is one of. An article that stands there is of this day or
  /// of an earlier one.
  static func day(ofRow row: Int64) -> Int {
    let days = Int(row / rowsOfADay - undatedDays), months = days / 31
    return (1900 + months / 12) * 10000 + (months % 12 + 1) * 100 + days % 31 + 1
  }

  /// Where the rows of articles with a date begin, but for the oldest.
  static let datedRows = undatedDays * rowsOfADay

  /// The least rank of the articles in the rows of a day, given one of them; nil where there are none.
  static func leastRank(inDayOf row: Int64, _ database: Database) throws -> Int64? {
    let first = row / rowsOfADay * rowsOfADay
    let statement = try database.cachedStatement(
      sql: "SELECT min(rank) FROM article WHERE row >= ? AND row < ?")
    return try Int64.fetchOne(statement, arguments: [first, first + rowsOfADay])
  }

  /// The end of the rows where articles of a day may stand, given as `CalendarDate.number`: a month later.
  static func endOfRows(ofDay number: Int) -> Int64 { firstRow(ofDay: number) + 32 * rowsOfADay }

  /// Whether there are articles without a date.
  static func hasUndated(_ database: Database) throws -> Bool {
    let statement = try database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM article WHERE row < ?)")
    return try Bool.fetchOne(statement, arguments: [datedRows]) ?? false
  }

  /// The rows that one transaction gives to articles.
  final class NewRows {
    /// The row given last of a day that is full, by the day's first: the search for the next begins there.
    private var given: [Int64: Int64] = [:]

    /// The row for an article of a day: after those that the day has.
    func next(_ day: CalendarDate?, _ database: Database) throws -> Int64 {
      let first = firstRow(ofDay: day?.number ?? 0)
      let end = day == nil ? undatedDays * rowsOfADay : first + rowsOfADay
      let last = try Int64.fetchOne(
        database.cachedStatement(sql: "SELECT max(row) FROM article WHERE row >= ? AND row < ?"),
        arguments: [first, end])
      guard let last else { return first }
      if last + 1 < end { return last + 1 }
      // The day is full: the first row behind it that is free.
      let free = try database.cachedStatement(
        sql: """
          SELECT a.row + 1 FROM article a
          WHERE a.row >= ? AND NOT EXISTS (SELECT 1 FROM article b WHERE b.row = a.row + 1)
          ORDER BY a.row LIMIT 1
          """)
      let row = try Int64.fetchOne(free, arguments: [given[first] ?? last]) ?? last + 1
      given[first] = row
      return row
    }
  }

  /// The tokens of a document.
  static func tokens(of document: Document, source: String) -> [SearchToken] {
    SearchTokens.of(
      title: document.title, terms: document.terms.map(\.name), passages: document.passages, source: source)
  }

  /// The indexes, the newest first: it is the one that is filled. Those of a schema before cache9 have version 0: they are
  /// tables of SQLite's FTS5, and serve no more.
  static func records(_ database: Database) throws -> [Record] {
    let statement = try database.cachedStatement(
      sql: "SELECT id, version, reached, old FROM search WHERE version > 0 ORDER BY id DESC")
    return try Row.fetchAll(statement).map { Record(id: $0[0], version: $0[1], reached: $0[2], old: $0[3]) }
  }

  /// Takes articles in, in the transaction that stores them. Those that arrived before what the index has reached come
  /// in when it reaches them.
  static func take(in entries: [Entry], _ index: Record, _ database: Database) throws {
    try insert(entries.filter { $0.arrival >= index.reached }, into: index, database)
    let changes = entries.count(where: \.isChange)
    if changes > 0 { try database.run("UPDATE search SET old = old + ?", [changes]) }
  }

  /// The index that is filled; made where there is none, or none of this version, or too much of it is old. To be asked
  /// for before anything is stored that is to come into it.
  static func current(_ database: Database) throws -> Record {
    if let newest = try records(database).first, try !isPast(newest, database) { return newest }
    let arrivals = try Int64.fetchOne(database.cachedStatement(sql: "SELECT arrivals FROM cache")) ?? 0
    try database.run(
      "INSERT INTO search (version, reached) VALUES (?, ?)", [SearchTokens.version, arrivals + 1])
    return Record(
      id: database.lastInsertedRowID, version: SearchTokens.version, reached: arrivals + 1, old: 0)
  }

  /// How many rows of an index match, as far as `limit`: to know how rare a word is. It may hold what articles are no
  /// more.
  static func count(_ match: Match, in index: Record, limit: Int, _ database: Database) throws -> Int {
    try rows(of: match, in: index, 0..<Int64.max, isAscending: true, database).next(limit).count
  }

  /// Whether another index is to be made in the place of one.
  private static func isPast(_ index: Record, _ database: Database) throws -> Bool {
    if index.version != SearchTokens.version { return true }
    guard index.isComplete, index.old > leastOld else { return false }
    return index.old > (try Int64.fetchOne(database, sql: "SELECT sum(total) FROM source") ?? 0) / 2
  }

  /// Whether there is nothing to do: the newest index is complete, and the only one.
  fileprivate static func isDone(_ database: Database) throws -> Bool {
    let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM search")
    guard count == 1, let index = try records(database).first else { return false }
    return try index.isComplete && !isPast(index, database)
  }

  /// Rows that may be old in an index without its being made anew.
  private static let leastOld: Int64 = 1000
  /// Articles that make it worth while to merge more than is needed.
  private static let manyArticles = 1000
  /// Blocks of a level that are merged at once: at least, and in the background, where 100 take about 10 ms.
  private static let leastBlocks = 20, blocksInBackground = 100
  /// Articles taken in at once by the background.
  private static let step = 200

  /// Merges twice as much of each level as comes in: one is done with before it is full again.
  private static func insert(_ entries: [Entry], into index: Record, _ database: Database) throws {
    let segments = Segments(index: index.id, database: database)
    let blocks = try segments.add(entries.map { ($0.row, $0.tokens) })
    _ = try segments.merge(max(leastBlocks, 2 * blocks), from: Segments.many)
  }

  /// The articles that an index takes in next, newest arrival first, and what it has reached then.
  fileprivate static func next(
    _ database: Database, before reached: Int64, _ documents: DocumentReader
  ) throws -> ([Entry], reached: Int64) {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT a.arrival, a.published, a.title, d.body, s.key, a.source, a.row, a.path, a.hash FROM article a
        JOIN document d ON d.arrival = a.arrival JOIN source s ON s.id = a.source
        WHERE a.arrival < ? ORDER BY a.arrival DESC LIMIT \(step)
        """, arguments: [reached])
    let entries = try rows.compactMap { row -> Entry? in
      let published = (row[1] as Int?).flatMap { CalendarDate(number: $0) }
      let document = try documents.document(
        row[3], of: row[5], title: row[2], published: published, database)
      return document.map {
        Entry(
          arrival: row[0], row: row[6], tokens: tokens(of: $0, source: row[4]),
          connections: (Connections($0, path: row[7]), row[8]))
      }
    }
    return (entries, rows.last?[0] ?? 1)
  }

  /// Makes larger segments of an index's small ones, for a while: the index gets smaller. Returns whether there was
  /// anything to do; a small index is well as it is.
  fileprivate static func merge(_ index: Record, _ database: Database) throws -> Bool {
    guard try Int64.fetchOne(database, sql: "SELECT arrivals FROM cache") ?? 0 >= manyArticles else {
      return false
    }
    return try Segments(index: index.id, database: database).merge(blocksInBackground, from: Segments.few)
  }

  /// Takes in what was read, unless another process did so meanwhile.
  fileprivate static func take(
    in entries: [Entry], reaching arrival: Int64, from index: Record, _ database: Database
  )
    throws
  {
    guard let now = try records(database).first, now.id == index.id, now.reached == index.reached else {
      return
    }
    try insert(entries, into: index, database)
    for entry in entries {
      if let (connections, hash) = entry.connections {
        try Library.connect(entry.arrival, connections, ofDocument: hash, database)
      }
    }
    try database.execute(sql: "UPDATE search SET reached = ? WHERE id = ?", arguments: [arrival, index.id])
  }

  /// Makes an index where one is needed, and lets go of those that a complete one has replaced.
  fileprivate static func prepare(_ database: Database) throws -> Record {
    // What serves no more goes first: the new one takes its room.
    for id in try Int64.fetchAll(database, sql: "SELECT id FROM search WHERE version = 0") {
      try database.execute(sql: "DROP TABLE IF EXISTS main.search_\(id)")
      try database.execute(sql: "DELETE FROM search WHERE id = ?", arguments: [id])
    }
    let index = try current(database)
    if index.isComplete {
      for older in try records(database).dropFirst() {
        try Segments(index: older.id, database: database).letGo()
        try database.execute(sql: "DELETE FROM search WHERE id = ?", arguments: [older.id])
      }
    }
    return index
  }
}

extension Library {
  /// Whether articles that an older Kanbao stored are still to be taken into the index, by this process if it may.
  package var lacksIndex: Bool {
    if isReadOnly { return false }
    return (try? read { try !SearchIndex.isDone($0) }) ?? false
  }

  /// Takes some more of the articles into the index that an older Kanbao stored: some 200 of them, which takes about
  /// 0.1 s. Returns whether any are left. To be called again and again in the background while it does; other
  /// processes may do the same at the same time.
  package func continueIndexing() throws(LibraryError) -> Bool {
    guard lacksIndex else { return false }
    let index = try write { try SearchIndex.prepare($0) }
    if index.isComplete { return false }
    let (entries, reached) = try read { try SearchIndex.next($0, before: index.reached, documents) }
    try write { try SearchIndex.take(in: entries, reaching: reached, from: index, $0) }
    return true
  }

  /// Has the index take less room after a sync, for some 10 ms. Returns whether there is more to do. To be called again
  /// and again in the background while it does.
  package func continueMerging() throws(LibraryError) -> Bool {
    if isReadOnly { return false }
    return try write { database in
      guard let index = try SearchIndex.records(database).first else { return false }
      return try SearchIndex.merge(index, database)
    }
  }
}
