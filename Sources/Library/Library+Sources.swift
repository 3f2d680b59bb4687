// Sources.

import Articles
import Foundation
import GRDB

extension Library {
  /// Adds a source with the addresses of its mirrors.
  /// - Throws: `.sourceExists` when there is one of this key, `.addressTaken` when one has one of the addresses.
  package func addSource(key: String, title: String, addresses: [String]) throws(LibraryError) {
    try checkItIsOurs()
    try mark { database in
      for address in addresses { try Library.claim(address, database) }
      try Library.choose(key, database)
      guard database.changesCount > 0 else { throw LibraryError.sourceExists(key) }
      for address in addresses { try Library.choose(address, of: key, database) }
    }
    try write { database in
      try database.run("INSERT INTO source (key, title) VALUES (?, ?)", [key, title])
      for address in addresses { try Library.add(address, to: key, database) }
    }
  }

  /// Whether no source has any of these addresses.
  /// - Throws: `.addressTaken` where one has.
  package func checkIsFree(_ addresses: [String]) throws(LibraryError) {
    try readMarks { database in
      for address in addresses { try Library.claim(address, database) }
    }
  }

  /// Adds a mirror to a source.
  /// - Throws: `.noSuchSource`, `.addressTaken`.
  package func addMirror(_ address: String, to key: String) throws(LibraryError) {
    try checkItIsOurs()
    try mark { database in
      guard try Library.isChosen(key, database) else { throw LibraryError.noSuchSource(key) }
      try Library.claim(address, database)
      try Library.choose(address, of: key, database)
    }
    try write { try Library.add(address, to: key, $0) }
  }

  /// Removes a mirror of a source; what was fetched stays.
  /// - Throws: `.noSuchMirror`.
  package func removeMirror(_ address: String, of key: String) throws(LibraryError) {
    try checkItIsOurs()
    let isThere = try readMarks { database in
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM mirror WHERE source = ? AND address = ?)",
        arguments: [key, address])
    }
    guard isThere == true else { throw .noSuchMirror(withoutCredentials(address), of: key) }
    // What says that it is chosen goes last: until then it can be removed again.
    try write { database in
      try database.run(
        "DELETE FROM mirror WHERE source = (SELECT id FROM source WHERE key = ?) AND address = ?",
        [key, withoutCredentials(address)])
    }
    try mark { try $0.run("DELETE FROM mirror WHERE source = ? AND address = ?", [key, address]) }
  }

  /// Throws when the cache is another account's.
  package func checkItIsOurs() throws(LibraryError) {
    if isReadOnly { throw .notOurs(places.cache) }
  }

  /// Throws when a source has the address.
  private static func claim(_ address: String, _ database: Database) throws {
    let owner = try String.fetchOne(
      database, sql: "SELECT source FROM mirror WHERE address = ?", arguments: [address])
    if let owner { throw LibraryError.addressTaken(withoutCredentials(address), by: owner) }
  }

  private static func isChosen(_ key: String, _ database: Database) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM source WHERE key = ?)", arguments: [key]) == true
  }

  /// Has the reader's file name a source, after the others; nothing where it does.
  private static func choose(_ key: String, _ database: Database) throws {
    try database.run(
      "INSERT OR IGNORE INTO source SELECT ?, coalesce(max(place), 0) + 1 FROM source", [key])
  }

  /// Has the reader's file name a mirror of a source, after the others.
  private static func choose(_ address: String, of key: String, _ database: Database) throws {
    try database.run(
      "INSERT OR IGNORE INTO mirror SELECT ?1, ?2, coalesce(max(place), 0) + 1 FROM mirror WHERE source = ?1",
      [key, address])
  }

  /// Has the cache know a mirror of a source, after the others; other accounts may read the cache, so a name and a
  /// password in the address stay out of it.
  private static func add(_ address: String, to key: String, _ database: Database) throws {
    try database.run(
      """
      INSERT OR IGNORE INTO mirror (source, address, place)
      SELECT s.id, ?2, coalesce((SELECT max(place) FROM mirror WHERE source = s.id), 0) + 1
      FROM source s WHERE s.key = ?1
      """, [key, withoutCredentials(address)])
  }

  /// Removes a source and all that was fetched of it, little by little, so that others may write meanwhile. Marks stay.
  /// - Throws: `.noSuchSource`.
  package func removeSource(_ key: String) throws(LibraryError) {
    try checkItIsOurs()
    guard let id = try forgetFiles(of: key) else { throw .noSuchSource(key) }
    while try letGoOfSome(of: id, key) {
      // SQLite has those who wait ask again and again, and they are to find it free.
      Thread.sleep(forTimeInterval: Library.pause)
    }
    try write { try $0.run("DELETE FROM source WHERE key = ?", [key]) }
    try mark { database in
      try database.run("DELETE FROM tally WHERE source = ?", [key])
      try database.run("DELETE FROM mirror WHERE source = ?", [key])
      try database.run("DELETE FROM source WHERE key = ?", [key])
    }
    giveRoomBack()
  }

  /// Seconds between two steps of removing.
  private static let pause = 0.002

  /// Has all files of a source be read again, should it not come to be removed; nil where there is none.
  private func forgetFiles(of key: String) throws(LibraryError) -> Int64? {
    try write { database in
      let id = try Int64.fetchOne(database, sql: "SELECT id FROM source WHERE key = ?", arguments: [key])
      guard let id else { return nil }
      try database.run("UPDATE source SET reading = -1 WHERE id = ?", [id])
      try database.run("UPDATE mirror SET tip = '' WHERE source = ?", [id])
      return id
    }
  }

  /// Lets go of some of the articles of a source, and of what is known of some of its files. Returns whether there were
  /// any.
  private func letGoOfSome(of source: Int64, _ key: String) throws(LibraryError) -> Bool {
    try write { database in
      let limit = Library.goingAtOnce
      let arrivals = try Int64.fetchAll(
        database.cachedStatement(sql: "SELECT arrival FROM article WHERE source = ? LIMIT ?"),
        arguments: [source, limit])
      try Library.letGo(arrivals, of: key, database)
      let before = database.totalChangesCount
      try database.run(
        """
        DELETE FROM file WHERE source = ?1 AND path IN (SELECT path FROM file WHERE source = ?1 LIMIT ?2)
        """, [source, limit])
      try database.run(
        """
        DELETE FROM version WHERE (mirror, path) IN (
          SELECT v.mirror, v.path FROM version v JOIN mirror m ON m.id = v.mirror WHERE m.source = ?1 LIMIT ?2)
        """, [source, limit])
      return !arrivals.isEmpty || database.totalChangesCount > before
    }
  }

  /// Has both files name the same sources and mirrors: those the reader has chosen are in a new cache, those of
  /// a cache that came from elsewhere are the reader's. When they do, this reads the sources of both.
  func adoptSources() throws(LibraryError) {
    let (chosen, cached) = try read { database in
      (
        try Library.mirrors(
          database,
          "SELECT s.key, m.address FROM marks.source s LEFT JOIN marks.mirror m ON m.source = s.key ORDER BY s.place, m.place"
        ),
        try Library.mirrors(
          database,
          "SELECT s.key, m.address FROM main.source s LEFT JOIN main.mirror m ON m.source = s.id ORDER BY s.id, m.place"
        )
      )
    }
    let mine = Set(chosen.map(\.key))
    let foreign = cached.filter { !mine.contains($0.key) }.map(\.bare)
    let telling = cached.filter { $0 != $0.bare }
    if !telling.isEmpty, !isReadOnly {
      // A cache that an older Kanbao made.
      try write { database in
        for mirror in telling {
          try database.run(
            """
            UPDATE OR REPLACE mirror SET address = ?3
            WHERE source = (SELECT id FROM source WHERE key = ?1) AND address = ?2
            """, [mirror.key, mirror.address, mirror.bare.address])
        }
      }
    }
    let known = Set(cached.map(\.bare))
    let missing = chosen.filter { !known.contains($0.bare) }
    if !missing.isEmpty, !isReadOnly {
      try write { database in
        for mirror in missing {
          try database.run("INSERT OR IGNORE INTO source (key, title) VALUES (?, '')", [mirror.key])
          if let address = mirror.address { try Library.add(address, to: mirror.key, database) }
        }
      }
    }
    guard !foreign.isEmpty else { return }
    try mark { database in
      for mirror in foreign {
        try Library.choose(mirror.key, database)
        if let address = mirror.address { try Library.choose(address, of: mirror.key, database) }
      }
    }
  }

  /// A source with one of its addresses, or with none.
  private struct Mirror: Hashable {
    let key: String, address: String?

    /// The same as the cache may hold it.
    var bare: Mirror { Mirror(key: key, address: address.map(withoutCredentials)) }
  }

  private static func mirrors(_ database: Database, _ sql: String) throws -> [Mirror] {
    try Row.fetchAll(database, sql: sql).map { Mirror(key: $0[0], address: $0[1]) }
  }

  /// The sources, in the order they were added.
  package func sources() throws(LibraryError) -> [SourceSummary] {
    try reckon()
    return try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT s.*, coalesce(t.count, 0) AS read,
            (SELECT group_concat(address, char(10)) FROM (SELECT address FROM mirror WHERE source = s.id ORDER BY place))
              AS addresses
          FROM source s
          LEFT JOIN marks.tally t ON t.source = s.key AND t.path = '' LEFT JOIN marks.source o ON o.key = s.key
          ORDER BY o.place, s.id
          """)
      return try Row.fetchAll(statement).map { row in
        let addresses: String = row["addresses"] ?? ""
        return SourceSummary(
          key: row["key"], title: row["title"], addresses: addresses.split(separator: "\n").map(String.init),
          total: row["total"], unread: max(0, row["total"] - row["read"]), links: Library.links(row["links"]))
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
