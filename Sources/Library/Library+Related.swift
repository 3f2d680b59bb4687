// Related articles: those that share an article's subjects.

package import Articles
import Foundation
import GRDB

extension Library {
  /// Articles that share the most and the rarest subjects with another, at most `limit`, those that share most first.
  /// Looks at its rarest subjects only, and of each only at the articles nearest in time: no more than some thousand rows in
  /// however large a library.
  package func related(to id: ArticleID, limit: Int) throws(LibraryError) -> [ArticleSummary] {
    try read { database in
      let own = try Row.fetchOne(
        database.cachedStatement(sql: "SELECT rank, arrival FROM article WHERE id = ?"),
        arguments: [id.number])
      guard let own else { return [] }
      let subjects = try Library.subjects(of: id, database).filter { $0.total > 1 }
      let all = Double(try Library.count(.everything, database))
      var weights: [Int64: Double] = [:]
      for subject in subjects.sorted(by: { $0.total < $1.total }).prefix(Library.mostShared) {
        let weight = log(1 + all / Double(subject.total))
        for arrival in try Library.arrivals(of: subject.id, around: own[0], database) {
          weights[arrival, default: 0] += weight
        }
      }
      weights[own[1]] = nil
      return try weights.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.prefix(limit).compactMap {
        try ListQuery.summary(ofArrival: $0.key, database)
      }
    }
  }

  /// Subjects of an article that are looked at, and articles of each on either side of it.
  private static let mostShared = 8, mostOnEachSide = 100

  private static func arrivals(of subject: Int64, around rank: Int64, _ database: Database) throws -> [Int64]
  {
    try ["rank > ?2 ORDER BY rank", "rank < ?2 ORDER BY rank DESC"].flatMap { side in
      let statement = try database.cachedStatement(
        sql: "SELECT arrival FROM mention WHERE subject = ?1 AND \(side) LIMIT \(mostOnEachSide)")
      return try Int64.fetchAll(statement, arguments: [subject, rank])
    }
  }
}
