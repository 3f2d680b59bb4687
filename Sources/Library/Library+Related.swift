// Related articles: those that share an article's subjects or, where none does, words of its title.

package import Articles
import Foundation
import GRDB
import Hanzi

extension Library {
  /// Articles that share the most and the rarest subjects with another, at most `limit`, those that share most first;
  /// where no article shares any, those that share words of its title. Looks at its rarest subjects or words only, and
  /// of each only at the articles nearest in time: no more than some thousand rows in however large a library.
  package func related(to id: ArticleID, limit: Int) throws(LibraryError) -> [ArticleSummary] {
    try read { database in
      let own = try Row.fetchOne(
        database.cachedStatement(sql: "SELECT rank, arrival, row, title FROM article WHERE id = ?"),
        arguments: [id.number])
      guard let own else { return [] }
      let sharing = try Library.sharingSubjects(of: id, rank: own[0], besides: own[1], limit, database)
      if !sharing.isEmpty { return sharing }
      return try Library.sharingWords(of: own[3], row: own[2], besides: own[1], limit, database)
    }
  }

  /// Subjects or words of an article that are looked at.
  fileprivate static let mostShared = 8
  /// Articles of each that are looked at on either side of it.
  private static let mostOnEachSide = 100

  /// How much it says that two articles share what so many of all have.
  private static func weight(_ total: Int, of all: Int) -> Double { log(1 + Double(all) / Double(total)) }

  // MARK: Subjects

  private static func sharingSubjects(
    of id: ArticleID, rank: Int64, besides own: Int64, _ limit: Int, _ database: Database
  ) throws -> [ArticleSummary] {
    let all = try count(.everything, database)
    var weights: [Int64: Double] = [:]
    for subject in try subjects(of: id, database).rarest(by: \.total) {
      for arrival in try arrivals(of: subject.id, around: rank, database) {
        weights[arrival, default: 0] += weight(subject.total, of: all)
      }
    }
    weights[own] = nil
    return try weights.heaviest.prefix(limit).compactMap {
      try ListQuery.summary(ofArrival: $0, database)
    }
  }

  private static func arrivals(of subject: Int64, around rank: Int64, _ database: Database) throws -> [Int64]
  {
    try ["rank > ?2 ORDER BY rank", "rank < ?2 ORDER BY rank DESC"].flatMap { side in
      let statement = try database.cachedStatement(
        sql: "SELECT arrival FROM mention WHERE subject = ?1 AND \(side) LIMIT \(mostOnEachSide)")
      return try Int64.fetchAll(statement, arguments: [subject, rank])
    }
  }

  // MARK: Words of the title

  /// Articles that are counted at most to know how rare a word is.
  private static let mostCounted = 1000

  /// The index finds them, and their titles are looked at: it may hold what titles are no more.
  private static func sharingWords(
    of title: String, row: Int64, besides own: Int64, _ limit: Int, _ database: Database
  ) throws -> [ArticleSummary] {
    guard let index = try SearchIndex.records(database).last else { return [] }
    let all = try count(.everything, database)
    let words = try SearchTokens.words(ofTitle: title).sorted().map { word in
      (word: word, total: try SearchIndex.count(.token(word), in: index, limit: mostCounted, database))
    }.rarest(by: \.total)
    var weights: [Int64: Double] = [:]
    for (word, total) in words {
      for other in try rows(of: word, around: row, in: index, database) {
        weights[other, default: 0] += weight(total, of: all)
      }
    }
    var shared: [Int64: Double] = [:]
    for other in weights.heaviest.prefix(4 * limit) {
      let found = try Row.fetchOne(
        database.cachedStatement(sql: "SELECT arrival, title FROM article WHERE row = ?"), arguments: [other])
      guard let found, found[0] != own else { continue }
      let has = SearchTokens.words(ofTitle: found[1])
      shared[found[0]] = words.reduce(0) { has.contains($1.word) ? $0 + weight($1.total, of: all) : $0 }
    }
    return try shared.filter { $0.value > 0 }.heaviest.prefix(limit).compactMap {
      try ListQuery.summary(ofArrival: $0, database)
    }
  }

  private static func rows(
    of word: SearchToken, around row: Int64, in index: SearchIndex.Record, _ database: Database
  ) throws -> [Int64] {
    try [(row + 1..<Int64.max, true), (0..<row, false)].flatMap { side, isAscending in
      try SearchIndex.rows(of: .token(word), in: index, side, isAscending: isAscending, database)
        .next(mostOnEachSide)
    }
  }
}

extension Array {
  /// Those that fewest articles have, besides the one that they are of.
  fileprivate func rarest(by total: (Element) -> Int) -> some Sequence<Element> {
    filter { total($0) > 1 }.sorted { total($0) < total($1) }.prefix(Library.mostShared)
  }
}

extension [Int64: Double] {
  /// What weighs most first; of what weighs the same, the newest.
  fileprivate var heaviest: [Int64] {
    sorted { ($0.value, $0.key) > ($1.value, $1.key) }.map(\.key)
  }
}
