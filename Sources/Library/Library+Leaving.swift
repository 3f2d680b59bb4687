// Where the reader was left, and what has come since: what it may begin with.

package import Articles
import GRDB

/// Where the reader was left.
package struct Leaving: Hashable, Sendable {
  /// What was shown.
  package enum Place: Hashable, Sendable {
    case front
    case list(ListSelection)
    /// The results of a search; it need not be kept.
    case results(SavedSearch)
  }

  package var place: Place
  /// The article selected in it, and whether it was being read.
  package var article: ArticleID?, isOpen: Bool

  /// Where the reader was left.
  package init(_ place: Place, article: ArticleID? = nil, isOpen: Bool = false) {
    (self.place, self.article, self.isOpen) = (place, article, isOpen)
  }
}

extension Library {
  /// Keeps where the reader is left.
  package func leave(_ leaving: Leaving) throws(LibraryError) {
    var names: (kind: String, source: String, path: String)?, search: SavedSearch?, order = SearchOrder.newest
    switch leaving.place {
    case .front: break
    case .list(let list): (names, order) = (try stored(list), list.order)
    case .results(let results): (names, search, order) = (try stored(results.list), results, results.order)
    }
    try mark { database in
      try database.run("DELETE FROM leaving", [])
      try database.run(
        "INSERT INTO leaving VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
          names?.kind, names?.source ?? "", names?.path ?? "", leaving.article?.number, leaving.isOpen,
          search?.query, search?.isTitlesOnly ?? false, order.number,
        ])
    }
  }

  /// Where the reader was left last; nil where it was never.
  package func lastPlace() throws(LibraryError) -> Leaving? {
    guard let row = try readMarks({ try Row.fetchOne($0, sql: "SELECT * FROM leaving") }) else { return nil }
    guard (row["list"] as String?) != nil else { return Leaving(.front) }
    let list = try list(row, try everyCategory())
    let query: String = row["query"] ?? "", results = SavedSearch(row, query: query, name: query, list: list)
    return Leaving(
      results.wholeList.map { .list($0) } ?? .results(results),
      article: (row["article"] as Int64?).map(ArticleID.init(number:)), isOpen: row["isOpen"])
  }

  /// The list of what has arrived since the last visit (of all there is where that is nearly all); nil where nothing
  /// has, or there was none, or this is another cache than it was then.
  package func arrivedSinceLast() throws(LibraryError) -> ListSelection? {
    guard let list = try listSinceLast() else { return nil }
    let count = try count(list)
    return count == 0 ? nil : count > Library.mostSorted ? .everything : list
  }

  /// The list of what arrived since the reader was left, and of what will; nil where it was never open, or this is another
  /// cache than it was then.
  package func listSinceLast() throws(LibraryError) -> ListSelection? {
    try read { try Library.arrivalsAtLastVisit($0) }.map { .arrived(after: $0) }
  }

  /// Of more articles than so many all are listed instead: reading a page of those that arrived means sorting them.
  static let mostSorted = 10_000
}
