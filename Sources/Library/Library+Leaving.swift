// Where the reader was left, and what has come since: what it may begin with.

package import Articles
import GRDB

/// Where the reader was left.
package struct Leaving: Hashable, Sendable {
  /// The list that was shown; nil for the front page.
  package var list: ListSelection?
  /// The article selected in it, and whether it was being read.
  package var article: ArticleID?, isOpen: Bool

  /// Where the reader was left.
  package init(list: ListSelection? = nil, article: ArticleID? = nil, isOpen: Bool = false) {
    (self.list, self.article, self.isOpen) = (list, article, isOpen)
  }
}

extension Library {
  /// Keeps where the reader is left.
  package func leave(_ place: Leaving) throws(LibraryError) {
    var names: (kind: String, source: String, path: String)?
    if let list = place.list { names = try stored(list) }
    try mark { database in
      try database.run("DELETE FROM leaving", [])
      try database.run(
        "INSERT INTO leaving VALUES (?, ?, ?, ?, ?)",
        [names?.kind, names?.source ?? "", names?.path ?? "", place.article?.number, place.isOpen])
    }
  }

  /// Where the reader was left last; nil where it was never.
  package func lastPlace() throws(LibraryError) -> Leaving? {
    guard let row = try readMarks({ try Row.fetchOne($0, sql: "SELECT * FROM leaving") }) else { return nil }
    guard (row["list"] as String?) != nil else { return Leaving() }
    return Leaving(
      list: try list(row, try categories()), article: (row["article"] as Int64?).map(ArticleID.init(number:)),
      isOpen: row["isOpen"])
  }

  /// The list of what has arrived since the last visit (of all there is where that is nearly all); nil where nothing
  /// has, or there was none, or this is another cache than it was then.
  package func arrivedSinceLast() throws(LibraryError) -> ListSelection? {
    guard let reached = try read({ try Library.arrivalsAtLastVisit($0) }) else { return nil }
    let list = ListSelection.arrived(after: reached), count = try count(list)
    return count == 0 ? nil : count > Library.mostSorted ? .everything : list
  }

  /// Of more articles than so many all are listed instead: reading a page of those that arrived means sorting them.
  private static let mostSorted = 10_000
}
