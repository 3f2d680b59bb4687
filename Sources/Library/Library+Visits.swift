// When the reader was open last, and what has come since.

import Articles
import Foundation
import GRDB

/// What has come since the reader was open last and is not read.
package struct News: Hashable, Sendable {
  /// How many articles, `Library.mostNews` at most.
  package var count: Int
  /// Some of them, newest first.
  package var articles: [ArticleSummary]
}

extension Library {
  /// New articles that are counted at most.
  package static let mostNews = 1000

  /// Notes that the reader is open now: what has come so far is not new any more.
  package func markVisit() throws(LibraryError) {
    let reached = try read { try Row.fetchOne($0, sql: "SELECT generation, arrivals FROM main.cache") }
    guard let reached else { return }
    let values: [Int64] = [reached[0], reached[1], Int64(Date().timeIntervalSince1970)]
    try mark { database in
      try database.run("DELETE FROM visit", [])
      try database.run("INSERT INTO visit VALUES (?, ?, ?)", StatementArguments(values))
    }
  }

  /// What is new, with at most `limit` articles; nil where the reader was never open, or this is another cache than it
  /// was then. Costs as much as there is new, not as there is.
  package func news(limit: Int) throws(LibraryError) -> News? {
    try read { try Library.news($0, limit) }
  }

  /// The same of a library that nobody has opened, in a fraction of the time: it is only read, nothing is made or brought
  /// up to this Kanbao. Nil also where there is no library, or one of another Kanbao.
  package static func news(in places: LibraryPlaces, limit: Int) throws(LibraryError) -> News? {
    guard Files.identity(places.cache) != nil, Files.identity(places.reader) != nil else { return nil }
    return try LibraryError.catching(places.cache, orReader: places.reader) {
      var configuration = Library.configuration(places)
      configuration.readonly = true
      return try DatabaseQueue(path: places.cache, configuration: configuration).read { database in
        let hasVisits = try Bool.fetchOne(
          database, sql: "SELECT EXISTS (SELECT 1 FROM marks.sqlite_master WHERE name = 'visit')")
        guard hasVisits == true, (try? Schema.check(database, .cache, path: places.cache)) != nil else {
          return nil
        }
        return try news(database, limit)
      }
    }
  }

  /// How many articles had arrived at the last visit; nil where there was none, or this is another cache than it was then.
  static func arrivalsAtLastVisit(_ database: Database) throws -> Int64? {
    try Int64.fetchOne(
      database,
      sql: "SELECT v.arrivals FROM marks.visit v JOIN main.cache k ON k.generation = v.generation")
  }

  private static func news(_ database: Database, _ limit: Int) throws -> News? {
    guard let reached = try arrivalsAtLastVisit(database) else { return nil }
    let new = """
      SELECT arrival, rank FROM article a
      WHERE arrival > ? AND NOT \(ListQuery.isRead)
      ORDER BY arrival DESC LIMIT ?
      """
    let count = try Int.fetchOne(
      database, sql: "SELECT count(*) FROM (\(new))", arguments: [reached, Library.mostNews])
    let newest = try Int64.fetchAll(
      database, sql: "SELECT arrival FROM (\(new)) ORDER BY rank DESC LIMIT ?",
      arguments: [reached, Library.mostNews, limit])
    return News(
      count: count ?? 0, articles: try newest.compactMap { try ListQuery.summary(ofArrival: $0, database) })
  }
}
