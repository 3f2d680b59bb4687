// What a list is in SQL: which articles are in it, and in which order. Every statement over a list is made from this.

import Articles
import GRDB

/// The rows that make a list: those of a table that has each of its articles, or articles `a` themselves.
struct ListRows {
  /// The table, and what says which article a row of it is; nil where an article's own row says all.
  var table: (name: String, link: String)?
  /// What is true of the rows of the list.
  var condition = "TRUE"
  /// The number that orders them, the highest first.
  var number = "a.rank"
  /// What the condition asks for.
  var arguments: StatementArguments = []

  /// The rows with their articles `a`, up to where a condition may be added. The rows of the table are gone through, and
  /// never all articles for them.
  var sql: String {
    "FROM \(table.map { "\($0.name) CROSS JOIN article a ON \($0.link)" } ?? "article a") WHERE \(condition)"
  }

  /// Whether an article `a` is in the list.
  var hasArticle: String {
    table.map { "EXISTS (SELECT 1 FROM \($0.name) WHERE \($0.link) AND \(condition))" } ?? condition
  }
}

extension ListSelection {
  /// What it is made of.
  var rows: ListRows {
    switch self {
    case .everything: ListRows()
    case .source(let key):
      ListRows(condition: "a.source = (SELECT id FROM source WHERE key = ?)", arguments: [key])
    case .category(let id):
      ListRows(
        table: ("member m", "a.arrival = m.arrival"), condition: "m.category = ?", number: "m.rank",
        arguments: [id])
    case .subject(let id):
      ListRows(
        table: ("mention m", "a.arrival = m.arrival"), condition: "m.subject = ?", number: "m.rank",
        arguments: [id])
    case .starred: ListRows(table: ("marks.star t", "a.id = t.id"))
    case .queue: ListRows(table: ("marks.queue q", "a.id = q.id"), number: "q.rank")
    // Not by the index of ranks: those that arrived last are few, and may be anywhere in it.
    case .arrived(let arrivals):
      ListRows(condition: "a.arrival > ?", number: "+a.rank", arguments: [arrivals])
    case .history:
      ListRows(
        table: ("marks.history h", "a.id = h.id"),
        condition: "NOT EXISTS (SELECT 1 FROM marks.history l WHERE l.id = h.id AND l.rowid > h.rowid)",
        number: "h.rowid")
    case .oldestFirst(let list): list.rows
    }
  }
}

/// The query of one list.
struct ListQuery {
  let list: ListSelection
  var unreadOnly = false

  /// What lists show, in the order `summary` reads it, with the first category that has the article, in the
  /// front page's order, one that is chosen before others.
  static let columns = """
    SELECT a.id, a.path, a.title, a.published, a.rank,
      (SELECT key FROM source WHERE id = a.source),
      (SELECT c.name || char(31) || c.grouping FROM member m JOIN category c ON c.id = m.category
        WHERE m.arrival = a.arrival ORDER BY c.isChosen DESC, c.place LIMIT 1),
      \(isRead),
      EXISTS (SELECT 1 FROM marks.star s WHERE s.id = a.id),
      EXISTS (SELECT 1 FROM marks.queue q WHERE q.id = a.id), a.hash
    """

  /// How many columns those are; what else a query asks for comes after them.
  static let width = 11

  /// Whether an article `a` is read.
  static let isRead = "EXISTS (SELECT 1 FROM marks.read r WHERE r.id = a.id)"

  /// The articles on a side of a number.
  enum Side {
    case before, after
    /// With the article that has the number.
    case from, upTo
  }

  /// What is true of the numbers on a side of one, and the order in which they go on from there.
  private func way(_ side: Side) -> (bound: String, order: String, all: Int64) {
    let isRising = [.before, .upTo].contains(side) != list.isOldestFirst
    let bound = (isRising ? ">" : "<") + ([.from, .upTo].contains(side) ? "= ?" : " ?")
    return (bound, isRising ? "ASC" : "DESC", isRising ? .min : .max)
  }

  /// At most so many articles on a side of a number (of all, where it is nil), the nearest first.
  /// - Parameter offset: As many are passed over first.
  func fetch(_ database: Database, _ side: Side, _ number: Int64?, _ limit: Int, offset: Int? = nil) throws
    -> [ArticleSummary]
  {
    let unread = unreadOnly ? "AND NOT \(ListQuery.isRead)" : ""
    let rows = list.rows, (bound, order, all) = way(side)
    let sql = """
      \(ListQuery.columns), \(rows.number) \(rows.sql) AND \(rows.number) \(bound) \(unread)
      ORDER BY \(rows.number) \(order) LIMIT ? \(offset == nil ? "" : "OFFSET ?")
      """
    let arguments = rows.arguments + [number ?? all, limit] + (offset.map { [$0] } ?? [])
    let cursor = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
    return try Array(
      cursor.map { row in
        var article = ListQuery.summary(row)
        if list.hasOwnOrder { article.key.own = row[ListQuery.width] }
        return article
      })
  }

  /// The articles on a side of a number, the nearest first, by their arrivals, and whether each is read. To be read on as
  /// far as is needed.
  func readStates(_ database: Database, _ side: Side, _ number: Int64) throws -> RowCursor {
    let rows = list.rows, (bound, order, _) = way(side)
    let sql = """
      SELECT a.arrival, \(ListQuery.isRead) \(rows.sql) AND \(rows.number) \(bound)
      ORDER BY \(rows.number) \(order)
      """
    return try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: rows.arguments + [number])
  }

  /// The articles of a range of the list, in its order.
  func ids(_ database: Database, _ range: ListRange) throws -> [ArticleID] {
    let rows = list.rows, number = rows.number, (from, order, _) = way(.from), (upTo, _, all) = way(.upTo)
    let sql = """
      SELECT a.id \(rows.sql) AND \(number) \(from) AND \(number) \(upTo) ORDER BY \(number) \(order) LIMIT ?
      """
    let bounds: StatementArguments = [
      range.first.number(in: list), range.last?.number(in: list) ?? all, range.count ?? -1,
    ]
    return try Int64.fetchAll(database.cachedStatement(sql: sql), arguments: rows.arguments + bounds)
      .map(ArticleID.init(number:))
  }

  /// The articles of the list that are not read, in no order.
  func unreadIDs(_ database: Database) throws -> [ArticleID] {
    let sql = "SELECT a.id \(list.rows.sql) AND NOT \(ListQuery.isRead)"
    return try Int64.fetchAll(database.cachedStatement(sql: sql), arguments: list.rows.arguments)
      .map(ArticleID.init(number:))
  }

  func count(_ database: Database, _ side: Side, _ number: Int64) throws -> Int {
    let rows = list.rows
    let sql = "SELECT count(*) \(rows.sql) AND \(rows.number) \(way(side).bound)"
    return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: rows.arguments + [number]) ?? 0
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
