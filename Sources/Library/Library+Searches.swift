// Searches that the reader keeps under a name. They are in the reader's file, so they name a category as its source
// does, and a subject by its name, not by their numbers in one cache.

import GRDB

/// A search that is kept under a name.
package struct SavedSearch: Hashable, Sendable {
  /// Its number in the reader's file; 0 for one that is not kept yet.
  package var id: Int64
  /// What it is called, and the query as it was typed.
  package var name: String, query: String
  /// Which articles it looks through.
  package var list: ListSelection
  /// Whether it looks at titles only, and how its hits are ordered.
  package var isTitlesOnly: Bool, order: SearchOrder

  /// A search under a name.
  package init(
    id: Int64 = 0, name: String, query: String, list: ListSelection = .everything, isTitlesOnly: Bool = false,
    order: SearchOrder = .newest
  ) {
    (self.id, self.name, self.query) = (id, name, query)
    (self.list, self.isTitlesOnly, self.order) = (list, isTitlesOnly, order)
  }

  /// A whole list in its order, to be kept as it is shown.
  package init(of list: ListSelection) {
    self.init(name: "", query: "", list: list.inFirstOrder, isTitlesOnly: true, order: list.order)
  }

  /// The list that it is all of, in its order; nil where it asks for something.
  package var wholeList: ListSelection? {
    query.isEmpty ? list.inOrder(order) : nil
  }
}

extension Library {
  /// The searches that are kept, in the order they were kept in. One in a category or a subject that the cache has not
  /// (because it was deleted, or the source has it no more) finds nothing until there is one again.
  package func savedSearches() throws(LibraryError) -> [SavedSearch] {
    let rows = try readMarks { database in
      try Row.fetchAll(database, sql: "SELECT * FROM savedSearch WHERE isKept ORDER BY id")
    }
    if rows.isEmpty { return [] }
    let categories = try everyCategory()
    return try rows.map { row throws(LibraryError) in
      SavedSearch(row, id: row["id"], query: row["query"], name: row["name"], list: try list(row, categories))
    }
  }

  /// Keeps a new search.
  package func keep(_ search: SavedSearch) throws(LibraryError) -> Change {
    let (list, source, path) = try stored(search.list)
    return try mark { database in
      try database.run(
        """
        INSERT INTO savedSearch (name, query, list, source, path, isTitlesOnly, isByRelevance)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [
          search.name, search.query, list, source, path, search.isTitlesOnly, search.order.number,
        ])
      return .search(database.lastInsertedRowID, wasKept: false)
    }
  }

  /// Keeps a search no more, or (`isKept`) again; nil where it was so already.
  package func setKept(_ id: Int64, _ isKept: Bool) throws(LibraryError) -> Change? {
    try mark { database in
      try database.run(
        "UPDATE savedSearch SET isKept = ? WHERE id = ? AND isKept <> ?", [isKept, id, isKept])
      return database.changesCount > 0 ? .search(id, wasKept: !isKept) : nil
    }
  }

  /// Gives a search another name; nil where it has that name, or there is none of this number.
  package func rename(_ id: Int64, to name: String) throws(LibraryError) -> Change? {
    try mark { database in
      let old = try String.fetchOne(
        database, sql: "SELECT name FROM savedSearch WHERE id = ?", arguments: [id])
      guard let old, old != name else { return nil }
      try database.run("UPDATE savedSearch SET name = ? WHERE id = ?", [name, id])
      return .searchName(id, was: old)
    }
  }

  /// How many unread articles a search finds; of more than `limit` no more are looked for. Nil where it is not wanted any
  /// more before it is known.
  package func unreadCount(of search: SavedSearch, limit: Int, isWanted: () -> Bool = { true })
    throws(LibraryError) -> Int?
  {
    var request = SearchRequest(
      SearchQuery("is:unread " + search.query), in: search.list, isTitlesOnly: search.isTitlesOnly,
      limit: limit)
    var count = 0
    repeat {
      guard isWanted() else { return nil }
      let page = try self.search(request)
      count += page.hits.count
      request.after = page.next
    } while request.after != nil && count < limit
    return min(count, limit)
  }

  /// The list that a row of the reader's file names.
  func list(_ row: Row, _ categories: [CategorySummary]) throws(LibraryError) -> ListSelection {
    let source: String = row["source"], path: String = row["path"]
    return switch row["list"] as String {
    case "source": .source(source)
    case "category": .category(categories.first { ($0.source, $0.path) == (source, path) }?.id ?? -1)
    case "subject": .subject(try subject(named: path)?.id ?? -1)
    case "starred": .starred
    case "queue": .queue
    case "history": .history
    default: .everything
    }
  }

  /// What the reader's file calls a list.
  func stored(_ list: ListSelection) throws(LibraryError) -> (
    kind: String, source: String, path: String
  ) {
    switch list {
    case .everything, .arrived: return ("everything", "", "")
    case .starred: return ("starred", "", "")
    case .queue: return ("queue", "", "")
    case .history: return ("history", "", "")
    case .oldestFirst(let list): return try stored(list)
    case .source(let key): return ("source", key, "")
    case .subject(let id): return ("subject", "", try subject(id)?.name ?? "")
    case .category(let id):
      let category = try everyCategory().first { $0.id == id }
      return category.map { ("category", $0.source, $0.path) } ?? ("category", "", "")
    }
  }
}

extension SavedSearch {
  /// What a row of the reader's file says of a search.
  init(_ row: Row, id: Int64 = 0, query: String, name: String, list: ListSelection) {
    self.init(
      id: id, name: name, query: query, list: list, isTitlesOnly: row["isTitlesOnly"],
      order: SearchOrder(number: row["isByRelevance"]))
  }
}
