// Lists of articles, read in pages by key, and the articles themselves.

package import Articles
import Foundation
import GRDB

extension Library {
  /// Articles of a list after a key (all from the newest when nil), newest first, at most `limit`.
  package func articles(
    _ list: ListSelection, after key: ListKey? = nil, limit: Int, unreadOnly: Bool = false
  ) throws(LibraryError) -> [ArticleSummary] {
    try read { database in
      try ListQuery(list: list, unreadOnly: unreadOnly).fetch(
        database, "< ?", "DESC", [key?.number(in: list) ?? .max, limit])
    }
  }

  /// Articles of a list from a key on, that of the key included, newest first, at most `limit`.
  package func articles(_ list: ListSelection, from key: ListKey, limit: Int) throws(LibraryError)
    -> [ArticleSummary]
  {
    try read { database in
      try ListQuery(list: list).fetch(database, "<= ?", "DESC", [key.number(in: list), limit])
    }
  }

  /// The rows around an article, half of them before it, as they are at one moment: around its place now, or around
  /// its key's where it has gone. With the place of the first of them, and how many rows the list has. SQLite passes over
  /// the rows before to count them, about 8 million a second.
  package func window(_ list: ListSelection, around id: ArticleID, at key: ListKey, limit: Int)
    throws(LibraryError) -> (first: Int, rows: [ArticleSummary], total: Int)
  {
    try read { database in
      let query = ListQuery(list: list)
      let number = try query.number(of: id, database) ?? key.number(in: list)
      let before = try query.fetch(database, "> ?", "ASC", [number, limit / 2]).reversed()
      let rest = try query.fetch(database, "<= ?", "DESC", [number, limit - before.count])
      let first = before.count < limit / 2 ? 0 : try query.count(database, "> ?", [number]) - before.count
      return (first, before + rest, try Library.count(list, database))
    }
  }

  /// Articles of a list before a key (the oldest of the list when nil), newest first, at most `limit`.
  package func articles(
    _ list: ListSelection, before key: ListKey?, limit: Int, unreadOnly: Bool = false
  ) throws(LibraryError) -> [ArticleSummary] {
    try read { database in
      try ListQuery(list: list, unreadOnly: unreadOnly)
        .fetch(database, "> ?", "ASC", [key?.number(in: list) ?? .min, limit]).reversed()
    }
  }

  /// Articles of a list from the row `offset` (0 is the newest) on. Only for going to a row by its number:
  /// SQLite passes over the rows before, about 3.6 million a second.
  package func articles(_ list: ListSelection, offset: Int, limit: Int) throws(LibraryError)
    -> [ArticleSummary]
  {
    try read { database in
      try ListQuery(list: list).fetch(
        database, "< ?", "DESC", [Int64.max, limit, offset], hasOffset: true)
    }
  }

  /// How many articles a list holds: from kept counts, or for the lists the reader makes by counting them.
  package func count(_ list: ListSelection) throws(LibraryError) -> Int {
    try read { try Library.count(list, $0) }
  }

  static func count(_ list: ListSelection, _ database: Database) throws -> Int {
    let (sql, arguments): (String, StatementArguments) =
      switch list {
      case .everything: ("SELECT sum(total) FROM source", [])
      case .source(let key): ("SELECT total FROM source WHERE key = ?", [key])
      case .category(let id): ("SELECT total FROM category WHERE id = ?", [id])
      case .subject(let id): ("SELECT total FROM subject WHERE id = ?", [id])
      case .starred: ("SELECT count(*) FROM marks.star s CROSS JOIN article a ON a.id = s.id", [])
      case .queue: ("SELECT count(*) FROM marks.queue q CROSS JOIN article a ON a.id = q.id", [])
      case .arrived(let arrivals): ("SELECT count(*) FROM article WHERE arrival > ?", [arrivals])
      case .history:
        (
          "SELECT count(*) FROM (SELECT DISTINCT id FROM marks.history) h CROSS JOIN article a ON a.id = h.id",
          []
        )
      }
    return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: arguments) ?? 0
  }

  /// The newest unread article of a list after a key; nil when there is none.
  package func nextUnread(_ list: ListSelection, after key: ListKey?) throws(LibraryError) -> ArticleSummary?
  {
    try articles(list, after: key, limit: 1, unreadOnly: true).first
  }

  /// What lists show of an article, at its place in one of them; nil when the library has none of this identity.
  package func article(_ id: ArticleID, in list: ListSelection = .everything) throws(LibraryError)
    -> ArticleSummary?
  {
    try read { database in
      let statement = try database.cachedStatement(
        sql: ListQuery.columns + " FROM article a WHERE a.id = ?")
      var article = try Row.fetchOne(statement, arguments: [id.number]).map(ListQuery.summary)
      if list.hasOwnOrder { article?.key.own = try ListQuery(list: list).number(of: id, database) }
      return article
    }
  }

  /// At most so many articles whose identities begin with some hexadecimal digits; none for any other text.
  package func articles(beginningWith digits: String, limit: Int) throws(LibraryError) -> [ArticleSummary] {
    guard let range = ArticleID.range(ofBeginning: digits) else { return [] }
    return try read { database in
      let statement = try database.cachedStatement(
        sql: ListQuery.columns + " FROM article a WHERE a.id BETWEEN ? AND ? LIMIT ?")
      let bounds: StatementArguments = [range.lowerBound.number, range.upperBound.number, limit]
      return try Row.fetchAll(statement, arguments: bounds).map(ListQuery.summary)
    }
  }

  /// An article's document; nil when the library has none of this identity.
  /// - Throws: `.damagedArticle` when the stored bytes make no document.
  package func document(_ id: ArticleID) throws(LibraryError) -> Document? {
    let stored = try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT a.title, a.published, a.path, d.body, y.bytes FROM article a
          JOIN document d ON d.arrival = a.arrival LEFT JOIN dictionary y ON y.source = a.source WHERE a.id = ?
          """)
      return try Row.fetchOne(statement, arguments: [id.number])
    }
    guard let stored else { return nil }
    let body: Data = stored[3], dictionary: Data? = stored[4]
    let published = (stored[1] as Int?).flatMap { CalendarDate(number: $0) }
    let bytes = Decompressor(dictionary: [UInt8](dictionary ?? Data())).decompress([UInt8](body))
    if let bytes, let document = DocumentCoding.decode(bytes, title: stored[0], published: published) {
      return document
    }
    // A cache that is another's is read again by its owner's sync, once that one has met the damage.
    if !isReadOnly { try? forget(id) }
    throw .damagedArticle(stored[2])
  }

  /// Has the next sync read an article's page again and store it, as if it had never been read.
  private func forget(_ id: ArticleID) throws(LibraryError) {
    try write { database in
      try database.run(
        "DELETE FROM file WHERE (source, path) = (SELECT source, path FROM article WHERE id = ?)", [id.number]
      )
      try database.run("UPDATE article SET hash = 0 WHERE id = ?", [id.number])
      // What is the same since is told by no mirror that tells what has changed.
      try database.run(
        "UPDATE mirror SET tip = '' WHERE source = (SELECT source FROM article WHERE id = ?)", [id.number])
    }
  }
}

extension Library {
  /// Has the statements compiled that opening a list and an article needs, while nobody waits: each takes longer
  /// to compile than to run. Asks for what is not there, and so reads next to nothing.
  package func prepareToRead() {
    let list = ListSelection.category(-1), nothing = ArticleID(number: -1)
    _ = try? articles(list, limit: 1)
    _ = try? articles(list, before: nil, limit: 1)
    _ = try? count(list)
    _ = try? article(nothing)
    _ = try? document(nothing)
    _ = try? position(nothing)
    _ = try? homes(of: nothing)
  }
}

/// The query of one list.
struct ListQuery {
  let list: ListSelection
  var unreadOnly = false

  /// What lists show, in the order `summary` reads it, with the first category that has the article, in the
  /// front page's order.
  static let columns = """
    SELECT a.id, a.path, a.title, a.published, a.rank,
      (SELECT key FROM source WHERE id = a.source),
      (SELECT c.name || char(31) || c.grouping FROM member m JOIN category c ON c.id = m.category
        WHERE m.arrival = a.arrival ORDER BY c.place LIMIT 1),
      EXISTS (SELECT 1 FROM marks.read r WHERE r.id = a.id),
      EXISTS (SELECT 1 FROM marks.star s WHERE s.id = a.id),
      EXISTS (SELECT 1 FROM marks.queue q WHERE q.id = a.id), a.hash
    """

  /// How many columns that are; what else is asked for comes after them.
  static let width = 11

  func fetch(
    _ database: Database, _ bound: String, _ order: String, _ arguments: StatementArguments,
    hasOffset: Bool = false
  ) throws -> [ArticleSummary] {
    let unread = unreadOnly ? "AND NOT EXISTS (SELECT 1 FROM marks.read r WHERE r.id = a.id)" : ""
    let limit = "LIMIT ? \(hasOffset ? "OFFSET ?" : "")"
    let (from, number, own) = rows
    let sql =
      "\(ListQuery.columns), \(number) FROM \(from) \(number) \(bound) \(unread) ORDER BY \(number) \(order) \(limit)"
    let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: own + arguments)
    return try Array(
      rows.map { row in
        var article = ListQuery.summary(row)
        if list.hasOwnOrder { article.key.own = row[ListQuery.width] }
        return article
      })
  }

  /// The articles on one side of a number, in an order, by their arrivals, and whether each is read. To be read on as far
  /// as is needed.
  func readStates(_ database: Database, _ bound: String, _ order: String, _ bounds: StatementArguments) throws
    -> RowCursor
  {
    let (from, number, own) = rows
    let sql = """
      SELECT a.arrival, EXISTS (SELECT 1 FROM marks.read r WHERE r.id = a.id)
      FROM \(from) \(number) \(bound) ORDER BY \(number) \(order)
      """
    return try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: own + bounds)
  }

  /// The articles of a range of the list, in its order.
  func ids(_ database: Database, _ range: ListRange) throws -> [ArticleID] {
    let (from, number, own) = rows
    let sql = "SELECT a.id FROM \(from) \(number) BETWEEN ? AND ? ORDER BY \(number) DESC LIMIT ?"
    let bounds: StatementArguments = [
      range.last?.number(in: list) ?? .min, range.first.number(in: list), range.count ?? -1,
    ]
    return try Int64.fetchAll(database.cachedStatement(sql: sql), arguments: own + bounds)
      .map(ArticleID.init(number:))
  }

  func count(_ database: Database, _ bound: String, _ arguments: StatementArguments) throws -> Int {
    let (from, number, own) = rows
    let sql = "SELECT count(*) FROM \(from) \(number) \(bound)"
    return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: own + arguments) ?? 0
  }

  /// The number of an article that orders the list; nil where there is none of this identity.
  func number(of id: ArticleID, _ database: Database) throws -> Int64? {
    let sql =
      switch list {
      case .queue: "SELECT rank FROM marks.queue WHERE id = ?"
      case .history: "SELECT max(rowid) FROM marks.history WHERE id = ?"
      default: "SELECT rank FROM article WHERE id = ?"
      }
    return try Int64.fetchOne(database.cachedStatement(sql: sql), arguments: [id.number])
  }

  /// What lists show of the article with an arrival.
  static func summary(ofArrival arrival: Int64, _ database: Database) throws -> ArticleSummary? {
    let statement = try database.cachedStatement(sql: columns + " FROM article a WHERE a.arrival = ?")
    return try Row.fetchOne(statement, arguments: [arrival]).map(summary)
  }

  /// Where the rows come from, up to a condition on the number that orders them; that number; what the text asks for.
  private var rows: (from: String, number: String, arguments: StatementArguments) {
    switch list {
    case .everything: ("article a WHERE", "a.rank", [])
    case .source(let key):
      ("article a WHERE a.source = (SELECT id FROM source WHERE key = ?) AND", "a.rank", [key])
    case .category(let id):
      ("member m JOIN article a ON a.arrival = m.arrival WHERE m.category = ? AND", "m.rank", [id])
    case .subject(let id):
      ("mention m JOIN article a ON a.arrival = m.arrival WHERE m.subject = ? AND", "m.rank", [id])
    case .starred: ("marks.star t CROSS JOIN article a ON a.id = t.id WHERE", "a.rank", [])
    // Not by the index of ranks: those that arrived last are few, and may be anywhere in it.
    case .arrived(let arrivals): ("article a WHERE a.arrival > ? AND", "+a.rank", [arrivals])
    case .queue: ("marks.queue q CROSS JOIN article a ON a.id = q.id WHERE", "q.rank", [])
    case .history:
      (
        """
        marks.history h CROSS JOIN article a ON a.id = h.id
        WHERE NOT EXISTS (SELECT 1 FROM marks.history l WHERE l.id = h.id AND l.rowid > h.rowid) AND
        """, "h.rowid", []
      )
    }
  }

  /// By the columns' places: looking for their names takes longer than reading them.
  static func summary(_ row: Row) -> ArticleSummary {
    let category: String = row[6] ?? ""
    let parts = category.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
    var article = ArticleSummary(
      id: ArticleID(number: row[0]), source: row[5], category: parts.first ?? "",
      group: parts.count > 1 ? parts[1] : "", path: row[1], title: row[2],
      published: (row[3] as Int?).flatMap { CalendarDate(number: $0) }, isRead: row[7], isStarred: row[8],
      isQueued: row[9], rank: row[4])
    article.version = row[10]
    return article
  }
}
