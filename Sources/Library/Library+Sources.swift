// Sources and categories.

import Articles
import GRDB

extension Library {
  /// Adds a source.
  /// - Throws: `.sourceExists` when there is one of this key.
  package func addSource(key: String, title: String, address: String) throws(LibraryError) {
    try write { database in
      let known = try Row.fetchOne(database, sql: "SELECT 1 FROM source WHERE key = ?", arguments: [key])
      guard known == nil else { throw LibraryError.sourceExists(key) }
      try database.execute(
        sql: "INSERT INTO source (key, title, address) VALUES (?, ?, ?)", arguments: [key, title, address])
    }
  }

  /// Removes a source and all that was fetched of it. Marks stay.
  /// - Throws: `.noSuchSource`.
  package func removeSource(_ key: String) throws(LibraryError) {
    try write { database in
      try database.execute(sql: "DELETE FROM source WHERE key = ?", arguments: [key])
      guard database.changesCount > 0 else { throw LibraryError.noSuchSource(key) }
    }
  }

  /// The sources, in the order they were added.
  package func sources() throws(LibraryError) -> [SourceSummary] {
    try reckon()
    return try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT s.*, coalesce(t.count, 0) AS read FROM source s
          LEFT JOIN marks.tally t ON t.source = s.key AND t.path = '' ORDER BY s.id
          """)
      return rows.map { row in
        SourceSummary(
          key: row["key"], title: row["title"], address: row["address"], total: row["total"],
          unread: max(0, row["total"] - row["read"]), links: Library.links(row["links"]))
      }
    }
  }

  /// The categories of one source or of all, in the order of their front pages.
  package func categories(source: String? = nil) throws(LibraryError) -> [CategorySummary] {
    try reckon()
    return try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT c.*, s.key, coalesce(t.count, 0) AS read FROM category c JOIN source s ON s.id = c.source
          LEFT JOIN marks.tally t ON t.source = s.key AND t.path = c.path
          WHERE ?1 IS NULL OR s.key = ?1 ORDER BY s.id, c.place, c.id
          """, arguments: [source])
      return rows.map { row in
        CategorySummary(
          id: row["id"], source: row["key"], group: row["grouping"], name: row["name"], path: row["path"],
          total: row["total"], unread: max(0, row["total"] - row["read"]))
      }
    }
  }

  // MARK: Links as text: unit separators between fields, line feeds between links. Neither gets past the gate.

  static func text(_ links: [SourceLink]) -> String {
    links.map { "\($0.group)\u{1F}\($0.title)\u{1F}\($0.address)" }.joined(separator: "\n")
  }

  private static func links(_ text: String) -> [SourceLink] {
    text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
      return fields.count == 3 ? SourceLink(group: fields[0], title: fields[1], address: fields[2]) : nil
    }
  }
}
