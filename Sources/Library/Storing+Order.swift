// The order of articles of one day: as their index has them, whenever each arrived. Only what a batch may have disturbed
// is looked at, so that what storing costs does not grow with the length of the indexes.

import GRDB

extension Storing {
  /// Has articles that have just been stored, and those around them, stand as the indexes have them.
  func settle(_ paths: [String]) throws {
    let statement = try database.cachedStatement(
      sql: """
        SELECT c.place, c.id, l.place FROM listing l JOIN category c ON c.id = l.category
        WHERE l.path = ? AND c.source = ?
        """)
    var categories: [Int64: (place: Int64, places: [Int64])] = [:]
    for path in paths {
      for row in try Row.fetchAll(statement, arguments: [path, source]) {
        categories[row[1], default: (row[0], [])].places.append(row[2])
      }
    }
    for (category, found) in categories.sorted(by: { ($0.value.place, $0.key) < ($1.value.place, $1.key) }) {
      try settle(category, found.places)
    }
  }

  /// Has all articles of an index stand as it has them.
  func settle(_ index: String) throws {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT c.id, l.place FROM category c JOIN listing l ON l.category = c.id
        WHERE c.source = ? AND c.path = ?
        """, arguments: [source, index])
    if let category: Int64 = rows.first?[0] { try settle(category, rows.map { $0[1] }) }
  }

  /// An article at a place of an index.
  private struct Placed { let place: Int64, arrival: Int64, rank: Int64 }

  /// What is not in order, as far as is known: days, and articles that belong to another day than they stand in.
  private struct Disorder {
    var days: Set<Int64> = []
    var moved: [Int64: (day: Int64, article: Placed)] = [:]
  }

  /// Settles the days of the articles at places of a category's index. The ranks of a day's articles change places
  /// among them.
  private func settle(_ category: Int64, _ places: [Int64]) throws {
    var disorder = Disorder(), reached = Int64.max
    for place in places.sorted(by: >) where place < reached {
      reached = try follow(category, upFrom: place, &disorder)
    }
    var moves: [(arrival: Int64, rank: Int64)] = []
    for day in disorder.days {
      var articles = try placed(day, category).filter { disorder.moved[$0.arrival] == nil }
      articles += disorder.moved.values.filter { $0.day == day }.map(\.article)
      articles.sort { $0.place > $1.place }
      let own = Set(articles.map(\.arrival))
      var rank = Int64.min
      for (article, lower) in zip(articles, articles.map({ $0.rank & 0xFFFF_FFFF }).sorted()) {
        rank = try free(max(day << 32 | lower, rank + 1), besides: own)
        if article.rank != rank { moves.append((article.arrival, rank)) }
      }
    }
    // By way of ranks that nobody has: no two may have one at the same time.
    for move in moves { try setRank(-move.arrival, of: move.arrival) }
    for move in moves { try setRank(move.rank, of: move.arrival) }
  }

  /// Notes the day of the article at a place of a category's index, and of those above it that have no date of their
  /// own: such an article is of the day of the next older one of its first index. Returns the highest place that was
  /// looked at.
  private func follow(_ category: Int64, upFrom place: Int64, _ disorder: inout Disorder) throws -> Int64 {
    let above = try Row.fetchCursor(
      database.cachedStatement(
        sql: "SELECT place, path FROM listing WHERE category = ? AND place <= ? ORDER BY place DESC"),
      arguments: [category, place])
    var day: Int64?, reached = place, lacking = 0
    while lacking <= Storing.mostLacking, let row = try above.next() {
      let path: String = row[1]
      guard let article = try article(path) else {
        if day == nil { break }
        lacking += 1
        continue
      }
      lacking = 0
      let now = article.rank >> 32
      if try article.isDated || firstCategory(path) != category {
        if day != nil { break }
        day = now
      } else if now == day {
        // So are those above it.
        break
      }
      reached = row[0]
      let right = try day ?? self.day(below: place, category)
      day = right
      disorder.days.formUnion([now, right])
      if now != right {
        let placed = Placed(place: reached, arrival: article.arrival, rank: article.rank)
        disorder.moved[article.arrival] = (right, placed)
      }
    }
    return reached
  }

  /// Articles in a row that an index lists and that are not here: no farther neighbour is looked for. Those that come
  /// later are settled then.
  private static let mostLacking = 200

  /// The articles of a day that a category's index lists.
  private func placed(_ day: Int64, _ category: Int64) throws -> [Placed] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT l.place, m.arrival, m.rank FROM member m JOIN article a ON a.arrival = m.arrival
        JOIN listing l ON l.path = a.path AND l.category = m.category
        WHERE m.category = ? AND m.rank >= ? AND m.rank < ? AND m.isListed
        """)
    return try Row.fetchAll(statement, arguments: [category, day << 32, (day + 1) << 32]).map {
      Placed(place: $0[0], arrival: $0[1], rank: $0[2])
    }
  }

  /// The day of the next article below a place of a category's index; 0 where there is none near.
  private func day(below place: Int64, _ category: Int64) throws -> Int64 {
    let below = try String.fetchCursor(
      database.cachedStatement(
        sql: "SELECT path FROM listing WHERE category = ? AND place > ? ORDER BY place LIMIT ?"),
      arguments: [category, place, Storing.mostLacking])
    while let path = try below.next() {
      if let article = try article(path) { return article.rank >> 32 }
    }
    return 0
  }

  /// The first category of the front page whose index lists a path.
  private func firstCategory(_ path: String) throws -> Int64? {
    try number(
      """
      SELECT c.id FROM listing l JOIN category c ON c.id = l.category WHERE l.path = ? AND c.source = ?
      ORDER BY c.place, c.id LIMIT 1
      """, [path, source])
  }

  private func setRank(_ rank: Int64, of arrival: Int64) throws {
    try run("UPDATE article SET rank = ? WHERE arrival = ?", [rank, arrival])
    try run("UPDATE member SET rank = ? WHERE arrival = ?", [rank, arrival])
    try run("UPDATE mention SET rank = ? WHERE arrival = ?", [rank, arrival])
  }
}
