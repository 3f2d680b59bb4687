// The segments of an index, and how they grow together (a log-structured merge tree: O'Neil et al., 1996).
//
// What one transaction takes in is a segment: all its postings in order, in blocks. Where a level has many segments they
// are merged into one of the next, some blocks at a time, in the transactions that come: none takes long, and a process
// that ends in the middle loses nothing. Those merged serve until the new one is whole; then they go, some blocks at a
// time, when something is merged again.

import Foundation
import GRDB
import Hanzi

/// One segment.
struct Segment {
  let id: Int64
  /// How its blocks number the rows.
  let rows: RowNumbers

  init(id: Int64, rows: RowNumbers) { (self.id, self.rows) = (id, rows) }

  /// One of a row of `id`, `dayBits`.
  init(_ row: Row) { self.init(id: row[0], rows: RowNumbers(dayBits: row[1])) }
}

/// The segments of one index.
struct Segments {
  let index: Int64
  let database: Database

  /// Those that serve.
  func serving() throws -> [Segment] {
    let serving = try database.cachedStatement(
      sql: "SELECT id, dayBits FROM segment WHERE search = ? AND isWhole")
    return try Row.fetchAll(serving, arguments: [index]).map(Segment.init)
  }

  /// They serve no more, and go when something is merged.
  func letGo() throws {
    try database.run(
      "UPDATE segment SET isWhole = 0, reached = NULL, target = NULL WHERE search = ?", [index])
  }

  // MARK: Taking in

  /// Takes in articles: each a row, and its tokens. Returns how many blocks were written.
  func add(_ articles: [(row: Int64, tokens: [SearchToken])]) throws -> Int {
    var blocks = 0
    var rest = articles.sorted { $0.row < $1.row }[...]
    while let least = rest.first?.row {
      let part = rest.prefix(1 << Segments.ordinalBits)
      let segment = try make(level: 0, least: least, RowNumbers(holding: part.lazy.map(\.row)))
      var writer = writer(segment, least)
      try Segments.forEachRun(of: part) { try writer.add($0, $1) }
      try writer.finish()
      try serve(segment)
      blocks += writer.count
      rest = rest.dropFirst(part.count)
    }
    return blocks
  }

  /// Bits that are left for the number of an article beside a token.
  private static let ordinalBits = UInt64.bitWidth - SearchToken.bits

  /// Calls `body` with each token and the rows that have it, both rising.
  private static func forEachRun(
    of articles: ArraySlice<(row: Int64, tokens: [SearchToken])>,
    _ body: (SearchToken, Swift.Span<Int64>) throws -> Void
  ) rethrows {
    var postings: [UInt64] = []
    postings.reserveCapacity(articles.reduce(0) { $0 + $1.tokens.count })
    for (ordinal, article) in articles.enumerated() {
      for token in article.tokens { postings.append(token.number &<< ordinalBits | UInt64(ordinal)) }
    }
    postings.sortByHigherBits(from: ordinalBits)
    let rowOf = articles.map(\.row), ordinals: UInt64 = 1 << ordinalBits - 1
    var rows = rowOf
    var place = 0
    while place < postings.count {
      let token = postings[place] & ~ordinals
      var count = 0
      while place < postings.count, postings[place] & ~ordinals == token {
        rows[count] = rowOf[Int(postings[place] & ordinals)]
        count += 1
        place += 1
      }
      try body(SearchToken(number: token &>> ordinalBits), rows.span.extracting(first: count))
    }
  }

  // MARK: Merging

  /// Segments that a level has before they are merged: where something is taken in, and where there is time. Some
  /// thousand articles are taken in without merging, which would be a quarter of the work. A search asks all segments:
  /// with twice as many of a level there are no more of them, as there are fewer levels.
  static let many = 64, few = 4

  /// Does some of what is to be merged: about so many blocks of each level are written. Returns whether there was anything
  /// to do.
  func merge(_ blocks: Int, from fewest: Int) throws -> Bool {
    let hasGone = try clear(4 * blocks)
    try begin(from: fewest)
    let unfinished = try database.cachedStatement(
      sql: "SELECT id, dayBits, least, reached FROM segment WHERE search = ? AND reached IS NOT NULL")
    let segments = try Row.fetchAll(unfinished, arguments: [index])
    for row in segments {
      try goOn(Segment(row), row[2], from: SearchToken(number: UInt64(bitPattern: row[3])), blocks)
    }
    return hasGone || !segments.isEmpty
  }

  /// Begins to merge the levels that are full.
  private func begin(from fewest: Int) throws {
    let full = try database.cachedStatement(
      sql: """
        SELECT level, min(least), max(dayBits) FROM segment WHERE search = ? AND isWhole
        GROUP BY level HAVING count(*) >= ? AND max(target) IS NULL
        """)
    for row in try Row.fetchAll(full, arguments: [index, fewest]) {
      let level: Int64 = row[0]
      let segment = try make(level: level + 1, least: row[1], RowNumbers(dayBits: row[2]))
      try database.run("UPDATE segment SET reached = 0 WHERE id = ?", [segment.id])
      try database.run(
        "UPDATE segment SET target = ? WHERE search = ? AND level = ? AND isWhole",
        [segment.id, index, level])
    }
  }

  /// Merges some blocks into a segment that has all tokens before one.
  private func goOn(_ segment: Segment, _ least: Int64, from reached: SearchToken, _ blocks: Int) throws {
    // The oldest first: where each has days of its own, the rows of a token are in order as they come.
    let merged = try Row.fetchAll(
      database.cachedStatement(sql: "SELECT id, dayBits FROM segment WHERE target = ? ORDER BY least"),
      arguments: [segment.id])
    var readers = try merged.map { try SegmentReader(Segment($0), from: reached, database) }
    var next = readers.map(\.token.number)
    var writer = writer(segment, least)
    var rows: [Int64] = [], before: UInt64?
    // Numbers in place of tokens: to compare those is a call each time, as they are of another module.
    let end = SearchToken.end.number
    while writer.count < blocks, let token = next.min(), token < end {
      rows.removeAll(keepingCapacity: true)
      for place in next.indices where next[place] == token {
        try readers[place].take(into: &rows)
        next[place] = readers[place].token.number
      }
      rows.sortUniquely()
      guard before.map({ $0 < token }) ?? true, let first = rows.first, first >= least else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "postings")
      }
      try writer.add(SearchToken(number: token), rows.span)
      before = token
    }
    try writer.finish()
    if let token = next.min(), token < end {
      try database.run(
        "UPDATE segment SET reached = ? WHERE id = ?", [Int64(bitPattern: token), segment.id])
    } else {
      try serve(segment)
      try database.run("UPDATE segment SET isWhole = 0, target = NULL WHERE target = ?", [segment.id])
    }
  }

  // MARK: The tables

  private func make(level: Int64, least: Int64, _ rows: RowNumbers) throws -> Segment {
    try database.run(
      "INSERT INTO segment (search, level, least, dayBits) VALUES (?, ?, ?, ?)",
      [index, level, least, rows.dayBits])
    return Segment(id: database.lastInsertedRowID, rows: rows)
  }

  private func serve(_ segment: Segment) throws {
    try database.run("UPDATE segment SET isWhole = 1, reached = NULL WHERE id = ?", [segment.id])
  }

  private func writer(_ segment: Segment, _ least: Int64) -> PostingBlockWriter {
    PostingBlockWriter(segment.rows, least: least) { token, row, bytes in
      try database.run(
        "INSERT INTO postings VALUES (?, ?, ?, ?)",
        [segment.id, Int64(bitPattern: token.number), row, Data(bytes)])
    }
  }

  /// Deletes some blocks of segments that serve no more. Returns whether there were any.
  private func clear(_ blocks: Int) throws -> Bool {
    let gone = try database.cachedStatement(
      sql: "SELECT id FROM segment WHERE NOT isWhole AND reached IS NULL")
    guard let segment = try Int64.fetchOne(gone) else { return false }
    // Some builds of SQLite overwrite what is deleted (Debian's). What goes here stands in a newer segment or index, too: to
    // overwrite it would be to write as much again.
    let overwrites = try Int.fetchOne(database, sql: "PRAGMA main.secure_delete") ?? 0
    try database.execute(sql: "PRAGMA main.secure_delete = 0")
    defer { try? database.execute(sql: "PRAGMA main.secure_delete = \(overwrites)") }
    try database.run(
      "DELETE FROM postings WHERE rowid IN (SELECT rowid FROM postings WHERE segment = ? LIMIT ?)",
      [segment, blocks])
    if database.changesCount < blocks { try database.run("DELETE FROM segment WHERE id = ?", [segment]) }
    return true
  }
}

/// Reads a segment from a token on.
struct SegmentReader {
  private let segment: Segment
  private let database: Database
  /// The block that is read, and the key that it is stored by.
  private var block = PostingBlock.empty
  private var key: (token: Int64, row: Int64)

  init(_ segment: Segment, from token: SearchToken, _ database: Database) throws {
    (self.segment, self.database) = (segment, database)
    key = (Int64(bitPattern: token.number), .min)
    if let stored = try StoredBlock.last(of: segment, upTo: key, database) {
      (block, key) = (stored.block, stored.key)
    }
    while block.token < token { block.skip() }
    try readOn()
  }

  /// The token that comes next; `.end` where there is none.
  var token: SearchToken { block.token }

  /// Adds the rows of the token that comes next, and passes over it.
  mutating func take(into rows: inout [Int64]) throws {
    let token = token.number
    while token < SearchToken.end.number, block.token.number == token {
      block.take(into: &rows)
      try readOn()
    }
  }

  /// Goes on with the next block at the end of one.
  private mutating func readOn() throws {
    guard block.token.number == SearchToken.end.number,
      let next = try StoredBlock.next(of: segment, after: key, database)
    else {
      return
    }
    (block, key) = (next.block, next.key)
  }
}

/// A block as it is stored.
struct StoredBlock {
  let key: (token: Int64, row: Int64)
  let block: PostingBlock

  private init(_ row: Row, of segment: Segment) throws {
    key = (row[0], row[1])
    let bytes = try row.withUnsafeData(atIndex: 2) { [UInt8]($0 ?? Data()) }
    block = PostingBlock(
      bytes, first: SearchToken(number: UInt64(bitPattern: key.token)), rows: segment.rows)
  }

  /// The last block of a segment that begins with a token and a row, or before; nil where there is none.
  static func last(of segment: Segment, upTo key: (token: Int64, row: Int64), _ database: Database) throws
    -> StoredBlock?
  {
    let statement = try database.cachedStatement(
      sql: """
        SELECT token, row, bytes FROM postings WHERE segment = ? AND (token, row) <= (?, ?)
        ORDER BY token DESC, row DESC LIMIT 1
        """)
    let row = try Row.fetchOne(statement, arguments: [segment.id, key.token, key.row])
    return try row.map { try StoredBlock($0, of: segment) }
  }

  /// The first block that begins behind them.
  static func next(of segment: Segment, after key: (token: Int64, row: Int64), _ database: Database) throws
    -> StoredBlock?
  {
    let statement = try database.cachedStatement(
      sql: """
        SELECT token, row, bytes FROM postings WHERE segment = ? AND (token, row) > (?, ?)
        ORDER BY token, row LIMIT 1
        """)
    let row = try Row.fetchOne(statement, arguments: [segment.id, key.token, key.row])
    return try row.map { try StoredBlock($0, of: segment) }
  }
}

extension [Int64] {
  /// Sorts, and leaves each number once.
  mutating func sortUniquely() {
    if zip(self, dropFirst()).allSatisfy(<) { return }
    sort()
    var last: Int64?
    removeAll { number in
      defer { last = number }
      return number == last
    }
  }
}

extension [UInt64] {
  /// Sorts by the bits from one on; what is equal in them stays in its order (radix sort: ten times as fast as by
  /// comparing).
  fileprivate mutating func sortByHigherBits(from lowest: Int) {
    var other = [UInt64](repeating: 0, count: count)
    let digit = 12, mask: UInt64 = 1 << digit - 1
    for shift in stride(from: lowest, to: UInt64.bitWidth, by: digit) {
      var counts = [Int](repeating: 0, count: 1 << digit + 1)
      var places = counts.mutableSpan, sorted = other.mutableSpan
      for number in self { places[Int(number &>> shift & mask) + 1] &+= 1 }
      for value in 1..<places.count { places[value] &+= places[value - 1] }
      for number in self {
        let value = Int(number &>> shift & mask)
        sorted[places[value]] = number
        places[value] &+= 1
      }
      swap(&self, &other)
    }
  }
}
