// What the reader does not want to read: it is marked read when it comes.

import Articles
import GRDB

extension Library {
  /// Marks read what any of some queries finds, of what has come since that was last done; of all there is where it was
  /// done for other queries, or in another cache. What is marked unread afterwards stays so. Returns whether any was marked.
  /// Takes time linear in what has come, and does it again where it is not wanted to its end.
  package func markIgnored(by queries: [String], isWanted: () -> Bool = { true }) throws(LibraryError) -> Bool
  {
    if queries.isEmpty { return false }
    let text = queries.joined(separator: "\n")
    let state = try read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT k.generation, k.arrivals, i.arrivals FROM main.cache k
          LEFT JOIN marks.ignored i ON i.generation = k.generation AND i.queries = ?
          """, arguments: [text])
    }
    guard let state else { return false }
    let generation: Int64 = state[0], arrivals: Int64 = state[1], before: Int64 = state[2] ?? 0
    if before == arrivals { return false }
    var found: Set<ArticleID> = [], isIndexed = true
    for query in queries {
      var request = SearchRequest(
        SearchQuery(query), in: .arrived(after: before), limit: Library.ignoredAtOnce)
      repeat {
        guard isWanted() else { return false }
        let page = try search(request)
        found.formUnion(page.hits.lazy.map(\.article).filter { !$0.isRead }.map(\.id))
        if page.progress != nil { isIndexed = false }
        request.after = page.next
      } while request.after != nil
    }
    let change = try setMark(.read, of: Array(found), true)
    // While an index is made, more may be found.
    guard isIndexed else { return change != nil }
    try mark { database in
      try database.run("DELETE FROM ignored", [])
      try database.run("INSERT INTO ignored VALUES (?, ?, ?)", [text, generation, arrivals])
    }
    return change != nil
  }

  private static let ignoredAtOnce = 500
}
