// Sources and categories.

import Articles
import GRDB

extension Library {
  /// Adds a source.
  /// - Throws: `.sourceExists` when there is one of this key.
  package func addSource(key: String, title: String, address: String) throws(LibraryError) {
    let isNew = try mark { database in
      try Library.choose(key, at: address, database)
      return database.changesCount > 0
    }
    guard isNew else { throw .sourceExists(key) }
    try write { database in
      try database.execute(
        sql: "INSERT INTO source (key, title, address) VALUES (?, ?, ?)", arguments: [key, title, address])
    }
  }

  /// Has the reader's file name a source, after the others; nothing where it does.
  private static func choose(_ key: String, at address: String, _ database: Database) throws {
    try database.run(
      "INSERT OR IGNORE INTO source SELECT ?, ?, coalesce(max(place), 0) + 1 FROM source", [key, address])
  }

  /// Removes a source and all that was fetched of it. Marks stay.
  /// - Throws: `.noSuchSource`.
  package func removeSource(_ key: String) throws(LibraryError) {
    let isKnown = try write { database in
      try database.execute(sql: "DELETE FROM source WHERE key = ?", arguments: [key])
      return database.changesCount > 0
    }
    guard isKnown else { throw .noSuchSource(key) }
    try mark { database in
      try database.run("DELETE FROM tally WHERE source = ?", [key])
      try database.run("DELETE FROM source WHERE key = ?", [key])
    }
  }

  /// Has both files name the same sources: those the reader has chosen are in a new cache, those of a cache
  /// that came from elsewhere are the reader's. When they do, this reads the sources of both.
  func adoptSources() throws(LibraryError) {
    let (missing, foreign) = try read { database in
      (
        try Row.fetchAll(
          database,
          sql:
            "SELECT key, address FROM marks.source WHERE key NOT IN (SELECT key FROM main.source) ORDER BY place"
        ),
        try Row.fetchAll(
          database,
          sql:
            "SELECT key, address FROM main.source WHERE key NOT IN (SELECT key FROM marks.source) ORDER BY id"
        )
      )
    }
    if !missing.isEmpty {
      try write { database in
        for row in missing {
          try database.run("INSERT INTO source (key, title, address) VALUES (?, '', ?)", [row[0], row[1]])
        }
      }
    }
    guard !foreign.isEmpty else { return }
    try mark { database in
      for row in foreign {
        try Library.choose(row[0], at: row[1], database)
      }
    }
  }

  /// The sources, in the order they were added.
  package func sources() throws(LibraryError) -> [SourceSummary] {
    try reckon()
    return try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT s.*, coalesce(t.count, 0) AS read FROM source s
          LEFT JOIN marks.tally t ON t.source = s.key AND t.path = '' LEFT JOIN marks.source o ON o.key = s.key
          ORDER BY o.place, s.id
          """)
      return try Row.fetchAll(statement).map { row in
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
      let statement = try database.cachedStatement(
        sql: """
          SELECT c.*, s.key, coalesce(t.count, 0) AS read FROM category c JOIN source s ON s.id = c.source
          LEFT JOIN marks.tally t ON t.source = s.key AND t.path = c.path
          LEFT JOIN marks.source o ON o.key = s.key
          WHERE ?1 IS NULL OR s.key = ?1 ORDER BY o.place, s.id, c.place, c.id
          """)
      return try Row.fetchAll(statement, arguments: [source]).map { row in
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
