// Unread articles near a place of a list. Which are unread no index knows: rows are looked at one by one, and no more of
// them than need be.

import Articles
import GRDB

extension Library {
  /// A side of a place in a list.
  package enum Side: Hashable, Sendable { case before, after }

  /// The unread articles on a side of an article of a list, the nearest first, at most `limit`; `unread` is how many the
  /// whole list has. Looks both ways at once, and ends where all of them have been met: one who has read a long list to
  /// its end does not wait until it has been looked through for one more.
  package func unread(_ list: ListSelection, _ side: Side, _ key: ListKey, among unread: Int, limit: Int)
    throws(LibraryError) -> [ArticleSummary]
  {
    try read { database in
      let query = ListQuery(list: list), number = key.number(in: list)
      let wanted = try query.readStates(database, side == .after ? .after : .before, number)
      // With the article itself.
      let others = try query.readStates(database, side == .after ? .upTo : .from, number)
      var found: [Int64] = []
      var left = unread
      while found.count < limit, left > 0, let row = try wanted.next() {
        if row[1] == false {
          found.append(row[0])
          left -= 1
        }
        if let other = try others.next(), other[1] == false { left -= 1 }
      }
      return try found.compactMap { try ListQuery.summary(ofArrival: $0, database) }
    }
  }
}
