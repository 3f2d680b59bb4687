// The categories of sources, and which of them are fetched.

import Articles
import GRDB
import Hanzi

extension Library {
  /// The categories of one source or of all, in the order of their front pages; then those that are named there no more,
  /// or not chosen, where they have articles that stand in none of the others, or more than are looked at. So of one whose
  /// index was renamed, and which is another now, there is soon nothing left.
  /// - Parameter all: Whether all come that the front page names, chosen or not.
  package func categories(source: String? = nil, all: Bool = false) throws(LibraryError) -> [CategorySummary]
  {
    try reckon()
    return try categories(
      source,
      where: """
        \(all ? Library.isNamed("c") : Library.isCurrent("c")) OR c.total > \(Library.mostSought) OR EXISTS (
          SELECT 1 FROM member m WHERE m.category = c.id AND NOT EXISTS (
            SELECT 1 FROM member n JOIN category d ON d.id = n.category
            WHERE n.arrival = m.arrival AND \(Library.isCurrent("d"))))
        """)
  }

  /// Those too that the front page names no more and that have nothing of their own: what was kept of them may still
  /// name them. What is unread of them is as it was counted last.
  func everyCategory(of source: String? = nil) throws(LibraryError) -> [CategorySummary] {
    try categories(source, where: "TRUE")
  }

  private func categories(_ source: String?, where condition: String) throws(LibraryError)
    -> [CategorySummary]
  {
    try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT c.*, s.key, coalesce(t.count, 0) AS read FROM category c JOIN source s ON s.id = c.source
          LEFT JOIN marks.tally t ON t.source = s.key AND t.path = c.path
          LEFT JOIN marks.source o ON o.key = s.key
          WHERE (?1 IS NULL OR s.key = ?1) AND (\(condition))
          ORDER BY o.place, s.id, c.isChosen DESC, c.place, c.id
          """)
      return try Row.fetchAll(statement, arguments: [source]).map { row in
        CategorySummary(
          id: row["id"], source: row["key"], group: row["grouping"], name: row["name"], path: row["path"],
          total: row["total"], unread: max(0, row["total"] - row["read"]), isChosen: row["isChosen"],
          isNamed: row["place"] < Library.vanishedPlace)
      }
    }
  }

  /// Articles of one category that are looked at for those that stand in no other: each front page waits for it.
  private static let mostSought = 1000

  /// Whether a category is chosen, and the front page names it now.
  private static func isCurrent(_ category: String) -> String {
    "(\(category).isChosen AND \(isNamed(category)))"
  }

  private static func isNamed(_ category: String) -> String { "\(category).place < \(vanishedPlace)" }

  /// Keeps which categories of a source are fetched from now on. What was fetched of the others stays.
  package func choose(_ choice: CategoryChoice, of source: String) throws(LibraryError) {
    let changed = try everyCategory(of: source).filter { $0.isChosen != choice.takes($0) }
    guard !changed.isEmpty else { return }
    try write { database in
      for category in changed {
        try database.run("UPDATE category SET isChosen = NOT isChosen WHERE id = ?", [category.id])
      }
    }
  }

  /// The names of a choice that mean no category which the front page of a source names now, each with the nearest that
  /// does, where one is near. None where there is no front page yet.
  package func unknownNames(in choice: CategoryChoice, of source: String) throws(LibraryError)
    -> [(name: String, nearest: String?)]
  {
    guard !choice.isAll else { return [] }
    let categories = try everyCategory(of: source).filter(\.isNamed)
    guard !categories.isEmpty else { return [] }
    let names = Dictionary(categories.flatMap(\.names).map { (CategoryChoice.key($0), $0) }) { first, _ in
      first
    }
    return (choice.wanted + choice.skipped).filter { name in !categories.contains { $0.isCalled(name) } }
      .map { name in
        (name, nearest(to: CategoryChoice.key(name), among: names.keys.sorted()).flatMap { names[$0] })
      }
  }

  /// The paths of the indexes of a source's categories that are not chosen.
  package func skippedIndexes(source: String) throws(LibraryError) -> Set<String> {
    try read { database in
      try String.fetchSet(
        database,
        sql:
          "SELECT path FROM category WHERE source = (SELECT id FROM source WHERE key = ?) AND NOT isChosen",
        arguments: [source])
    }
  }

  /// Those of some pages of a source that belong to categories of a choice: a page belongs to those that list it or, where
  /// none does, to the one its folder belongs to.
  package func pages(_ paths: [String], of source: String, in choice: CategoryChoice) throws(LibraryError)
    -> [String]
  {
    guard !choice.isAll else { return paths }
    return try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT coalesce(
            (SELECT max(c.isChosen) FROM listing l JOIN category c ON c.id = l.category
              WHERE l.path = ?2 AND c.source = s.id),
            (SELECT c.isChosen FROM folder f JOIN category c ON c.id = f.category
              WHERE f.source = s.id AND f.name = ?3),
            ?4)
          FROM source s WHERE s.key = ?1
          """)
      return try paths.filter { path in
        try Bool.fetchOne(
          statement, arguments: [source, path, Storing.folder(path), choice.takesOthers]) == true
      }
    }
  }
}
