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
        database, "rank < ?", "DESC", [key?.rank ?? .max, limit])
    }
  }

  /// Articles of a list from a key on, that of the key included, newest first, at most `limit`.
  package func articles(_ list: ListSelection, from key: ListKey, limit: Int) throws(LibraryError)
    -> [ArticleSummary]
  {
    try read { database in
      try ListQuery(list: list).fetch(database, "rank <= ?", "DESC", [key.rank, limit])
    }
  }

  /// How many articles of a list stand before a key. Only for going to an article's row in a list: SQLite
  /// passes over the rows before, about 20 million a second.
  package func place(of key: ListKey, in list: ListSelection) throws(LibraryError) -> Int {
    try read { database in try ListQuery(list: list).count(database, "rank > ?", [key.rank]) }
  }

  /// Articles of a list before a key (the oldest of the list when nil), newest first, at most `limit`.
  package func articles(_ list: ListSelection, before key: ListKey?, limit: Int) throws(LibraryError)
    -> [ArticleSummary]
  {
    try read { database in
      try ListQuery(list: list).fetch(database, "rank > ?", "ASC", [key?.rank ?? -1, limit]).reversed()
    }
  }

  /// Articles of a list from the row `offset` (0 is the newest) on. Only for going to a row by its number:
  /// SQLite passes over the rows before, about 20 million a second.
  package func articles(_ list: ListSelection, offset: Int, limit: Int) throws(LibraryError)
    -> [ArticleSummary]
  {
    try read { database in
      try ListQuery(list: list).fetch(
        database, "rank < ?", "DESC", [Int64.max, limit, offset], hasOffset: true)
    }
  }

  /// How many articles a list holds, from kept counts.
  package func count(_ list: ListSelection) throws(LibraryError) -> Int {
    try read { database in
      switch list {
      case .everything: try Int.fetchOne(database, sql: "SELECT sum(total) FROM source") ?? 0
      case .source(let key):
        try Int.fetchOne(database, sql: "SELECT total FROM source WHERE key = ?", arguments: [key]) ?? 0
      case .category(let id):
        try Int.fetchOne(database, sql: "SELECT total FROM category WHERE id = ?", arguments: [id]) ?? 0
      case .starred:
        try Int.fetchOne(
          database, sql: "SELECT count(*) FROM marks.star s CROSS JOIN article a ON a.id = s.id")
          ?? 0
      }
    }
  }

  /// The newest unread article of a list after a key; nil when there is none.
  package func nextUnread(_ list: ListSelection, after key: ListKey?) throws(LibraryError) -> ArticleSummary?
  {
    try articles(list, after: key, limit: 1, unreadOnly: true).first
  }

  /// What lists show of an article; nil when the library has none of this identity.
  package func article(_ id: ArticleID) throws(LibraryError) -> ArticleSummary? {
    try read { database in
      try Row.fetchOne(
        database, sql: ListQuery.columns + " FROM article a WHERE a.id = ?", arguments: [id.number]
      )
      .map(ListQuery.summary)
    }
  }

  /// An article's document; nil when the library has none of this identity.
  /// - Throws: `.damaged` when the stored bytes make no document.
  package func document(_ id: ArticleID) throws(LibraryError) -> Document? {
    try read { database in
      let row = try Row.fetchOne(
        database,
        sql:
          """
          SELECT a.title, a.published, d.body, y.bytes FROM article a JOIN document d ON d.arrival = a.arrival
          LEFT JOIN dictionary y ON y.source = a.source WHERE a.id = ?
          """,
        arguments: [id.number])
      guard let row else { return nil }
      let body: Data = row["body"], dictionary: Data? = row["bytes"]
      guard let bytes = Compression.decompress([UInt8](body), dictionary: [UInt8](dictionary ?? Data())),
        let document = DocumentCoding.decode(
          bytes, title: row["title"],
          published: (row["published"] as Int?).flatMap { CalendarDate(number: $0) })
      else { throw LibraryError.damaged(places.cache) }
      return document
    }
  }
}

/// The query of one list.
private struct ListQuery {
  let list: ListSelection
  var unreadOnly = false

  /// What lists show, with the first category that has the article, in the front page's order.
  static let columns = """
    SELECT a.id, a.path, a.title, a.published, a.rank,
      (SELECT key FROM source WHERE id = a.source) AS source,
      (SELECT c.name || char(31) || c.grouping FROM member m JOIN category c ON c.id = m.category
        WHERE m.article = a.id ORDER BY c.place LIMIT 1) AS category,
      EXISTS (SELECT 1 FROM marks.read r WHERE r.id = a.id) AS isRead,
      EXISTS (SELECT 1 FROM marks.star s WHERE s.id = a.id) AS isStarred
    """

  func fetch(
    _ database: Database, _ bound: String, _ order: String, _ arguments: StatementArguments,
    hasOffset: Bool = false
  ) throws -> [ArticleSummary] {
    let unread = unreadOnly ? "AND NOT EXISTS (SELECT 1 FROM marks.read r WHERE r.id = a.id)" : ""
    let limit = "LIMIT ? \(hasOffset ? "OFFSET ?" : "")"
    let (from, rank, own) = rows
    let sql =
      "\(ListQuery.columns) FROM \(from) \(rank).\(bound) \(unread) ORDER BY \(rank).rank \(order) \(limit)"
    return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: own + arguments).map(
      ListQuery.summary)
  }

  func count(_ database: Database, _ bound: String, _ arguments: StatementArguments) throws -> Int {
    let (from, rank, own) = rows
    let sql = "SELECT count(*) FROM \(from) \(rank).\(bound)"
    return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: own + arguments) ?? 0
  }

  /// Where the rows come from, up to a condition on the rank; whose rank; what the text asks for.
  private var rows: (from: String, rank: String, arguments: StatementArguments) {
    switch list {
    case .everything: ("article a WHERE", "a", [])
    case .source(let key):
      ("article a WHERE a.source = (SELECT id FROM source WHERE key = ?) AND", "a", [key])
    case .category(let id):
      ("member m JOIN article a ON a.id = m.article WHERE m.category = ? AND", "m", [id])
    case .starred: ("marks.star t CROSS JOIN article a ON a.id = t.id WHERE", "a", [])
    }
  }

  static func summary(_ row: Row) -> ArticleSummary {
    let category = (row["category"] as String? ?? "").split(
      separator: "\u{1F}", omittingEmptySubsequences: false)
    return ArticleSummary(
      id: ArticleID(number: row["id"]), source: row["source"],
      category: category.first.map(String.init) ?? "",
      group: category.count > 1 ? String(category[1]) : "", path: row["path"], title: row["title"],
      published: (row["published"] as Int?).flatMap { CalendarDate(number: $0) }, isRead: row["isRead"],
      isStarred: row["isStarred"], rank: row["rank"])
  }
}
