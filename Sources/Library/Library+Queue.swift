// The queue: articles to be read later, in the order they are to be read in. One stays in it, read or not, until the
// reader takes it out.

package import Articles
import GRDB

extension Library {
  /// Puts an article at the end of the queue, or takes it out; nil when it was so already.
  package func setQueued(_ id: ArticleID, _ isQueued: Bool) throws(LibraryError) -> Change? {
    try setQueued([id], isQueued).first
  }

  /// The same with several, in their order; the changes there were.
  func setQueued(_ ids: [ArticleID], _ isQueued: Bool) throws(LibraryError) -> [Change] {
    try mark { database in
      var lowest = try Int64.fetchOne(database, sql: "SELECT min(rank) FROM queue") ?? 0
      return try ids.compactMap { id in
        let rank = try Library.queueRank(of: id, database)
        guard (rank != nil) != isQueued else { return nil }
        lowest -= 1
        try Library.setQueueRank(id, isQueued ? lowest : nil, database)
        return .queued(id, was: rank)
      }
    }
  }

  /// Moves an article of the queue so many places on, or with a negative number so many to the front; as far as there
  /// are. Nil where it is at the end, or not in the queue.
  package func moveInQueue(_ id: ArticleID, by step: Int) throws(LibraryError) -> Change? {
    guard let article = try article(id, in: .queue), let rank = article.key.own else { return nil }
    let passed =
      step < 0
      ? Array(try articles(.queue, before: article.key, limit: -step).reversed())
      : try articles(.queue, after: article.key, limit: step)
    let passedRanks = passed.compactMap(\.key.own)
    guard !passed.isEmpty, passed.count == passedRanks.count else { return nil }
    // Each that is passed takes the place of the one before it, the article that of the last.
    return try mark { database in
      var changes: [Change] = []
      let moves = zip(passed.map(\.id) + [id], zip(passedRanks + [rank], [rank] + passedRanks))
      for (id, (old, new)) in moves {
        try Library.setQueueRank(id, new, database)
        changes.append(.queued(id, was: old))
      }
      return .together(changes)
    }
  }

  /// Gives an article a rank in the queue, or (nil) takes it out; nil when it was so already.
  func setQueueRank(_ id: ArticleID, _ rank: Int64?) throws(LibraryError) -> Change? {
    try mark { database in
      let old = try Library.queueRank(of: id, database)
      guard old != rank else { return nil }
      try Library.setQueueRank(id, rank, database)
      return .queued(id, was: old)
    }
  }

  private static func queueRank(of id: ArticleID, _ database: Database) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT rank FROM queue WHERE id = ?"), arguments: [id.number])
  }

  private static func setQueueRank(_ id: ArticleID, _ rank: Int64?, _ database: Database) throws {
    if let rank {
      try database.run(
        """
        INSERT INTO queue (id, rank, time) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET rank = excluded.rank
        """, [id.number, rank, Library.now])
    } else {
      try database.run("DELETE FROM queue WHERE id = ?", [id.number])
    }
  }
}
