// What the reader does not want to read: it is marked read when it comes.

import Articles
import GRDB

extension Library {
  /// Marks read what any of some queries finds of what has come since that was last done for it: at first, of all there is.
  /// What is marked unread afterwards stays so. Where it is wanted no more before its end, a query that is not through
  /// begins again the next time. Returns whether any was marked. Takes time linear in what has come.
  package func markIgnored(by queries: [String], isWanted: () -> Bool = { true }) throws(LibraryError) -> Bool
  {
    var hasMarked = false
    for query in queries {
      // More may come meanwhile.
      while let news = try newsIgnored(by: query), news.arrivals > news.before {
        let (isThrough, hasFound) = try markIgnored(by: query, among: news, isWanted)
        hasMarked = hasMarked || hasFound
        guard isThrough else { break }
        try mark { database in
          try database.run(
            "INSERT OR REPLACE INTO ignored VALUES (?, ?, ?)", [query, news.generation, news.arrivals])
        }
      }
    }
    return hasMarked
  }

  /// A cache, how many articles have arrived in it, and how many had when a query was done last.
  private typealias IgnoredNews = (generation: Int64, arrivals: Int64, before: Int64)

  private func newsIgnored(by query: String) throws(LibraryError) -> IgnoredNews? {
    try read { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT k.generation, k.arrivals, coalesce(i.arrivals, 0) FROM main.cache k
          LEFT JOIN marks.ignored i ON i.query = ? AND i.generation = k.generation
          """, arguments: [query])
      return row.map { (generation: $0[0], arrivals: $0[1], before: $0[2]) }
    }
  }

  private func markIgnored(by query: String, among news: IgnoredNews, _ isWanted: () -> Bool)
    throws(LibraryError) -> (isThrough: Bool, hasFound: Bool)
  {
    let isMuch = news.arrivals - news.before > Library.mostSorted
    var request = SearchRequest(
      SearchQuery(query), in: isMuch ? .everything : .arrived(after: news.before),
      limit: Library.ignoredAtOnce)
    var hasFound = false
    repeat {
      guard isWanted() else { return (false, hasFound) }
      let page = try search(request, patience: .seconds(1))
      let unread = page.hits.lazy.map(\.article).filter { !$0.isRead }.map(\.id)
      let change = try setMark(.read, of: unwanted(Array(unread), after: news.before), true)
      hasFound = hasFound || change != nil
      // While the index is made, more is found later.
      guard page.progress == nil else { return (false, hasFound) }
      request.after = page.next
    } while request.after != nil
    return (true, hasFound)
  }

  /// Those of some articles that arrived after others, and that nobody has marked unread.
  private func unwanted(_ ids: [ArticleID], after arrivals: Int64) throws(LibraryError) -> [ArticleID] {
    try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT 1 FROM main.article a WHERE a.id = ? AND a.arrival > ?
            AND NOT EXISTS (SELECT 1 FROM marks.unread u WHERE u.id = a.id)
          """)
      return try ids.filter { try Int.fetchOne(statement, arguments: [$0.number, arrivals]) != nil }
    }
  }

  private static let ignoredAtOnce = 500
}
