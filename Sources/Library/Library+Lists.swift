// Lists of articles, read in pages by key, and the articles themselves.

package import Articles
import GRDB

extension Library {
  /// Articles of a list after a key (all from the newest when nil), newest first, at most `limit`.
  package func articles(
    _ list: ListSelection, after key: ListKey? = nil, limit: Int, unreadOnly: Bool = false
  ) throws(LibraryError) -> [ArticleSummary] {
    try read { database in
      try ListQuery(list: list, unreadOnly: unreadOnly).fetch(database, .after, key?.number(in: list), limit)
    }
  }

  /// Articles of a list from a key on, that of the key included, newest first, at most `limit`.
  package func articles(_ list: ListSelection, from key: ListKey, limit: Int) throws(LibraryError)
    -> [ArticleSummary]
  {
    try read { database in
      try ListQuery(list: list).fetch(database, .from, key.number(in: list), limit)
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
      let before = try query.fetch(database, .before, number, limit / 2).reversed()
      let rest = try query.fetch(database, .from, number, limit - before.count)
      let first = before.count < limit / 2 ? 0 : try query.count(database, .before, number) - before.count
      return (first, before + rest, try Library.count(list, database))
    }
  }

  /// Articles of a list before a key (the oldest of the list when nil), newest first, at most `limit`.
  package func articles(
    _ list: ListSelection, before key: ListKey?, limit: Int, unreadOnly: Bool = false
  ) throws(LibraryError) -> [ArticleSummary] {
    try read { database in
      try ListQuery(list: list, unreadOnly: unreadOnly)
        .fetch(database, .before, key?.number(in: list), limit).reversed()
    }
  }

  /// Articles of a list from the row `offset` (0 is the newest) on. Only for going to a row by its number:
  /// SQLite passes over the rows before, about 3.6 million a second.
  package func articles(_ list: ListSelection, offset: Int, limit: Int) throws(LibraryError)
    -> [ArticleSummary]
  {
    try read { database in
      try ListQuery(list: list).fetch(database, .after, nil, limit, offset: offset)
    }
  }

  /// How many articles a list holds: from kept counts, or for the lists the reader makes by counting them.
  package func count(_ list: ListSelection) throws(LibraryError) -> Int {
    try read { try Library.count(list, $0) }
  }

  static func count(_ list: ListSelection, _ database: Database) throws -> Int {
    let (total, arguments): (String, StatementArguments) =
      switch list.inFirstOrder {
      case .everything: ("sum(total) FROM source", [])
      case .source(let key): ("total FROM source WHERE key = ?", [key])
      case .category(let id): ("total FROM category WHERE id = ?", [id])
      case .subject(let id): ("total FROM subject WHERE id = ?", [id])
      case .starred, .queue, .history, .arrived, .oldestFirst:
        ("count(*) " + list.rows.sql, list.rows.arguments)
      }
    return try Int.fetchOne(database.cachedStatement(sql: "SELECT " + total), arguments: arguments) ?? 0
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
          SELECT a.title, a.published, a.path, a.source, d.body FROM article a
          JOIN document d ON d.arrival = a.arrival WHERE a.id = ?
          """)
      return try Row.fetchOne(statement, arguments: [id.number]).map { row in
        let published = (row[1] as Int?).flatMap { CalendarDate(number: $0) }
        let document = try documents.document(
          row[4], of: row[3], title: row[0], published: published, database)
        return (path: row[2] as String, document: document)
      }
    }
    guard let stored else { return nil }
    if let document = stored.document { return document }
    // A cache that is another's is read again by its owner's sync, once that one has met the damage.
    if !isReadOnly { try? forget(id) }
    throw .damagedArticle(stored.path)
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
  /// to compile than to run. Asks for what is not there, and so reads next to nothing, but for the newest article: the
  /// next of its source is read with what that was.
  package func prepareToRead() {
    let list = ListSelection.category(-1), nothing = ArticleID(number: -1)
    _ = try? articles(list, limit: 1)
    _ = try? articles(list, before: nil, limit: 1)
    _ = try? count(list)
    _ = try? article(nothing)
    _ = try? articles(.everything, limit: 1).first.map { try document($0.id) }
    _ = try? position(nothing)
    _ = try? homes(of: nothing)
  }
}
