// The queue: articles to be read later, in the order they are to be read in. One stays in it, read or not, until the
// reader takes it out.

package import Articles
import GRDB

extension Library {
  /// Puts an article at the end of the queue, or takes it out; nil when it was so already.
  package func setQueued(_ id: ArticleID, _ isQueued: Bool) throws(LibraryError) -> Change? {
    try setQueued([id], isQueued)
  }

  /// The same with several, in their order.
  func setQueued(_ ids: [ArticleID], _ isQueued: Bool) throws(LibraryError) -> Change? {
    try mark { database in
      var lowest = try Int64.fetchOne(database, sql: "SELECT min(rank) FROM queue") ?? 0
      let before = try ids.compactMap { id -> QueueRank? in
        let rank = try Library.queueRank(of: id, database)
        guard (rank != nil) != isQueued else { return nil }
        lowest -= 1
        try Library.setQueueRank(id, isQueued ? lowest : nil, database)
        return QueueRank(id, was: rank)
      }
      return before.isEmpty ? nil : .queued(before)
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
      let moves = zip(passed.map(\.id) + [id], zip(passedRanks + [rank], [rank] + passedRanks))
      return .moved(
        try moves.map { id, ranks in
          try Library.setQueueRank(id, ranks.1, database)
          return QueueRank(id, was: ranks.0)
        })
    }
  }

  /// Gives articles ranks in the queue, or (nil) takes them out, the last of them first: what they were before, in the
  /// order they were set; nil where all were so already. Where another article has got a rank meanwhile, the next one
  /// below it that is free.
  func setQueueRanks(_ ranks: [QueueRank]) throws(LibraryError) -> [QueueRank]? {
    try mark { database in
      let free = try Library.free(ranks, database)
      let before = try ranks.reversed().compactMap { wanted -> QueueRank? in
        let old = try Library.queueRank(of: wanted.id, database), new = free[wanted.id]
        guard old != new else { return nil }
        try Library.setQueueRank(wanted.id, new, database)
        return QueueRank(wanted.id, was: old)
      }
      return before.isEmpty ? nil : before
    }
  }

  /// The ranks that articles get which are to have some, no two of them one, in the same order.
  private static func free(_ ranks: [QueueRank], _ database: Database) throws -> [ArticleID: Int64] {
    let own = Set(ranks.map(\.id.number))
    let holders = try database.cachedStatement(sql: "SELECT id FROM queue WHERE rank = ?")
    var given: [ArticleID: Int64] = [:]
    var last = Int64.max
    for wanted in ranks.sorted(by: { $0.was ?? .min > $1.was ?? .min }) {
      guard var rank = wanted.was else { continue }
      rank = min(rank, last - 1)
      while try Int64.fetchAll(holders, arguments: [rank]).contains(where: { !own.contains($0) }) {
        rank -= 1
      }
      given[wanted.id] = rank
      last = rank
    }
    return given
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
