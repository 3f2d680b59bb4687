// Subjects: what articles of all sources are about. Kept as articles come, change and go, so that no list of them is
// ever counted or sorted.

package import Articles
import GRDB
import Hanzi

/// The place of a subject among all, those with most articles first: they are read on from here.
package struct SubjectKey: Hashable, Sendable {
  let total: Int, id: Int64
}

extension SubjectSummary {
  /// Its place among all subjects.
  package var key: SubjectKey { SubjectKey(total: total, id: id) }
}

extension Library {
  /// Subjects after a key (all from the one with most articles when nil), those with most articles first, at most
  /// `limit`.
  package func subjects(after key: SubjectKey? = nil, limit: Int) throws(LibraryError) -> [SubjectSummary] {
    let key = key ?? SubjectKey(total: .max, id: .max)
    return try read { database in
      try Library.subjects(
        database, "(total, id) < (?, ?) ORDER BY total DESC, id DESC LIMIT ?", [key.total, key.id, limit])
    }
  }

  /// Subjects before a key (those with fewest articles when nil), in the same order, at most `limit`.
  package func subjects(before key: SubjectKey?, limit: Int) throws(LibraryError) -> [SubjectSummary] {
    let key = key ?? SubjectKey(total: -1, id: -1)
    return try read { database in
      try Library.subjects(
        database, "(total, id) > (?, ?) ORDER BY total, id LIMIT ?", [key.total, key.id, limit]
      ).reversed()
    }
  }

  /// Subjects in the same order from a place on (0 has most articles), at most `limit`. Only for going to a row by
  /// its number: SQLite passes over the rows before, about 20 million a second.
  package func subjects(offset: Int, limit: Int) throws(LibraryError) -> [SubjectSummary] {
    try read { database in
      try Library.subjects(database, "TRUE ORDER BY total DESC, id DESC LIMIT ? OFFSET ?", [limit, offset])
    }
  }

  /// Subjects in whose names a text is found, as words or as pinyin, in the same order, at most `limit`; none where
  /// there is nothing in it to find. Looks at the names that have what is in the text: of 50,000 in a few
  /// milliseconds.
  package func subjects(matching text: String, limit: Int) throws(LibraryError) -> [SubjectSummary] {
    let needle = Needle(text), pinyin = PinyinNeedle(text)
    if needle == nil, pinyin == nil { return [] }
    let signature = NameSignature(ofSought: text)
    return try read { database in
      let statement = try database.cachedStatement(
        sql: Library.subjectColumns + """
          characters & ?1 = ?1 AND letters & ?2 = ?2 ORDER BY total DESC, id DESC
          """)
      let rows = try Row.fetchCursor(
        statement,
        arguments: [Int64(bitPattern: signature.characters), Int64(bitPattern: signature.letters)])
      var found: [SubjectSummary] = []
      while found.count < limit, let subject = try rows.next().map(Library.subject) {
        let name = FoldedText(subject.name)
        if needle?.occurs(in: name) == true || pinyin?.occurs(in: name) == true {
          found.append(subject)
        }
      }
      return found
    }
  }

  /// The subjects of an article, in the order of its text.
  package func subjects(of id: ArticleID) throws(LibraryError) -> [SubjectSummary] {
    try read { try Library.subjects(of: id, $0) }
  }

  static func subjects(of id: ArticleID, _ database: Database) throws -> [SubjectSummary] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT s.id, s.name, s.total FROM article a JOIN mention m ON m.arrival = a.arrival
        JOIN subject s ON s.id = m.subject WHERE a.id = ? ORDER BY m.place
        """)
    return try Row.fetchAll(statement, arguments: [id.number]).map(subject)
  }

  /// The subject of a name, however it is written; nil where no article is about it.
  package func subject(named name: String) throws(LibraryError) -> SubjectSummary? {
    guard let name = Connections.name(name) else { return nil }
    return try read { try Library.subjects($0, "folded = ?", [name.folded]).first }
  }

  /// The subject with a number; nil where there is none.
  package func subject(_ id: Int64) throws(LibraryError) -> SubjectSummary? {
    try read { try Library.subjects($0, "id = ?", [id]).first }
  }

  /// How many subjects there are. Takes time linear in them, about 10 ns each.
  package func subjectCount() throws(LibraryError) -> Int {
    try read { try Int.fetchOne($0.cachedStatement(sql: "SELECT count(*) FROM subject")) ?? 0 }
  }

  private static let subjectColumns = "SELECT id, name, total FROM subject WHERE "

  private static func subjects(_ database: Database, _ condition: String, _ arguments: StatementArguments)
    throws -> [SubjectSummary]
  {
    let statement = try database.cachedStatement(sql: subjectColumns + condition)
    return try Row.fetchAll(statement, arguments: arguments).map(subject)
  }

  private static func subject(_ row: Row) -> SubjectSummary {
    SubjectSummary(id: row[0], name: row[1], total: row[2])
  }
}

extension Library {
  /// Keeps what connects an article with others, in place of what was kept before; nothing where the article has gone
  /// or has another document than that of this hash.
  static func connect(
    _ arrival: Int64, _ connections: Connections, ofDocument hash: Int64, _ database: Database
  ) throws {
    let statement = try database.cachedStatement(
      sql: "SELECT rank FROM article WHERE arrival = ? AND hash = ?")
    guard let rank = try Int64.fetchOne(statement, arguments: [arrival, hash]) else { return }
    try keep(connections.subjects, of: arrival, rank: rank, database)
    try keep(connections.addresses, of: arrival, database)
  }

  private static func keep(
    _ names: [Connections.Name], of arrival: Int64, rank: Int64, _ database: Database
  ) throws {
    // What stays is not taken out and put in again: a subject without articles goes, and would come back as another.
    var kept = Set(
      try Int64.fetchAll(
        database.cachedStatement(sql: "SELECT subject FROM mention WHERE arrival = ?"), arguments: [arrival]))
    for (place, name) in names.enumerated() {
      let subject = try number(of: name, database)
      kept.remove(subject)
      try database.run(
        """
        INSERT INTO mention VALUES (?, ?, ?, ?)
        ON CONFLICT (subject, rank) DO UPDATE SET place = excluded.place WHERE place <> excluded.place
        """, [subject, rank, arrival, place])
    }
    for subject in kept {
      try database.run("DELETE FROM mention WHERE subject = ? AND rank = ?", [subject, rank])
    }
  }

  /// The number of the subject of a name, which is a new one where it was never met.
  private static func number(of name: Connections.Name, _ database: Database) throws -> Int64 {
    let characters = Int64(bitPattern: name.signature.characters)
    let letters = Int64(bitPattern: name.signature.letters)
    let statement = try database.cachedStatement(
      sql: "SELECT id, characters, letters FROM subject WHERE folded = ?")
    guard let known = try Row.fetchOne(statement, arguments: [name.folded]) else {
      try database.run(
        "INSERT INTO subject (folded, name, characters, letters) VALUES (?, ?, ?, ?)",
        [name.folded, name.shown, characters, letters])
      return database.lastInsertedRowID
    }
    if known[1] != characters || known[2] != letters {
      // Of a Kanbao that read or folded characters otherwise.
      try database.run(
        "UPDATE subject SET characters = ?, letters = ? WHERE id = ?",
        [characters, letters, known[0] as Int64])
    }
    return known[0]
  }

  private static func keep(_ addresses: [Int64], of arrival: Int64, _ database: Database) throws {
    let kept = try Int64.fetchAll(
      database.cachedStatement(sql: "SELECT hash FROM address WHERE arrival = ?"), arguments: [arrival])
    for hash in kept where !addresses.contains(hash) {
      try database.run("DELETE FROM address WHERE hash = ? AND arrival = ?", [hash, arrival])
    }
    for hash in addresses where !kept.contains(hash) {
      try database.run("INSERT INTO address VALUES (?, ?)", [hash, arrival])
    }
  }
}
