// The index finds the rows that were taken in, however they were, in both directions and from any row on.

import Foundation
import GRDB
import Hanzi
import Testing

@testable import Library

@Suite struct SegmentTests {
  private typealias Article = (row: Int64, tokens: [SearchToken])

  /// An index in memory, beside what it should hold.
  private struct Trial {
    let queue: DatabaseQueue
    let record = SearchIndex.Record(id: 1, version: 1, reached: 1, old: 0)
    var rows: [SearchToken: Set<Int64>] = [:]

    init() throws {
      queue = try DatabaseQueue()
      try queue.write { database in
        for step in Schema.File.cache.steps { try database.execute(sql: step) }
      }
    }

    mutating func add(_ articles: [Article], merging blocks: Int) throws {
      for article in articles {
        for token in article.tokens { rows[token, default: []].insert(article.row) }
      }
      try queue.write { database in
        let segments = Segments(index: 1, database: database)
        _ = try segments.add(articles)
        _ = try segments.merge(blocks, from: 4)
      }
    }

    func found(
      _ match: Match, _ rows: Range<Int64> = 0..<Int64.max, isAscending: Bool = true, limit: Int = .max
    ) throws -> [Int64] {
      try queue.read {
        try SearchIndex.rows(of: match, in: record, rows, isAscending: isAscending, $0).next(limit)
      }
    }

    func check(_ generator: inout Numbers) throws {
      for (token, all) in rows {
        let sorted = all.sorted()
        #expect(try found(.token(token)) == sorted)
        #expect(try found(.token(token), isAscending: false) == sorted.reversed())
        let one = Int64(generator.next(1 << 20)), other = Int64(generator.next(1 << 20))
        let part = min(one, other)..<max(one, other)
        #expect(try found(.token(token), part) == sorted.filter(part.contains))
        #expect(try found(.token(token), part, isAscending: false) == sorted.filter(part.contains).reversed())
      }
    }
  }

  /// Numbers that are the same with each run.
  private struct Numbers {
    var state: UInt64
    mutating func next(_ end: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % end
    }
  }

  private func token(_ number: UInt64) -> SearchToken { SearchToken(number: number) }

  /// Some tokens are in every article, most in few: their lists are longer than a block, and blocks hold many.
  private func article(_ numbers: inout Numbers) -> Article {
    let rare = (0..<30).map { _ in token(numbers.next(1 << SearchToken.bits.advanced(by: -16)) << 16) }
    let some = (0..<10).map { _ in token(numbers.next(20) * 3) }
    return (Int64(numbers.next(1 << 20)), Array(Set(rare + some + [token(7)])))
  }

  @Test(arguments: [1, 3, 1000]) func whatWasTakenInIsFoundHoweverItIsMerged(blocks: Int) throws {
    var numbers = Numbers(state: 1), trial = try Trial()
    for size in [1, 200, 3, 0, 2500, 2, 40, 900, 1, 5, 5, 5, 700] {
      var articles: [Int64: Article] = [:]
      for _ in 0..<size {
        let article = article(&numbers)
        articles[article.row] = article
      }
      try trial.add(Array(articles.values), merging: blocks)
    }
    trial.rows = trial.rows.filter { $0.key < token(1 << 10) || $0.key.number % (997 << 16) == 0 }
    try trial.check(&numbers)
    try trial.queue.write { database in
      while try Segments(index: 1, database: database).merge(blocks, from: 4) {}
    }
    try trial.check(&numbers)
    let left = try trial.queue.read { database in
      try Int.fetchOne(database, sql: "SELECT count(*) FROM segment WHERE NOT isWhole OR target IS NOT NULL")
    }
    #expect(left == 0)
  }

  @Test func matchesAreOfAllOrOfAny() throws {
    var trial = try Trial()
    try trial.add([(1, [token(1), token(2)]), (2, [token(2), token(3)])], merging: 1)
    try trial.add([(3, [token(1), token(3)]), (4, [token(1), token(2), token(3)])], merging: 1)
    let (one, two, three) = (Match.token(token(1)), Match.token(token(2)), Match.token(token(3)))
    #expect(try trial.found(.all([one, two])) == [1, 4])
    #expect(try trial.found(.all([one, two, three]), isAscending: false) == [4])
    #expect(try trial.found(.any([.all([one, two]), three])) == [1, 2, 3, 4])
    #expect(try trial.found(.any([.all([one, two]), three]), isAscending: false, limit: 2) == [4, 3])
    #expect(try trial.found(.all([.rows([4, 2, 9]), two])) == [2, 4])
    #expect(try trial.found(.token(token(2)...token(3)), 2..<4, isAscending: false) == [3, 2])
    #expect(try trial.found(.token(token(4))) == [])
    #expect(try trial.found(.all([one, .token(token(4))])) == [])
  }

  /// Days of few articles and days of many, taken in apart, are merged into one whose rows have room for both.
  @Test func aPaperOfFewArticlesADayTakesLittleRoom() throws {
    var trial = try Trial()
    func articles(_ days: Range<Int64>, ofEach count: Int64) -> [Article] {
      days.flatMap { day in (0..<count).map { (day << SearchIndex.dayBits + $0, [token(7)]) } }
    }
    func size() throws -> Int {
      try trial.queue.read { try Int.fetchOne($0, sql: "SELECT sum(length(bytes)) FROM postings") } ?? 0
    }
    for part in 0..<4 {
      try trial.add(articles(Int64(part * 300)..<Int64(part * 300 + 300), ofEach: 2), merging: 0)
    }
    #expect(try size() < 2400 + 4 * 20)
    try trial.add(articles(5000..<5002, ofEach: 2000), merging: 100)
    var numbers = Numbers(state: 4)
    try trial.check(&numbers)
  }

  @Test func anArticleThatChangesWithEachSyncIsThereOnce() throws {
    var trial = try Trial()
    try trial.queue.write { database in
      for _ in 0..<4500 { _ = try Segments(index: 1, database: database).add([(1, [token(7)])]) }
    }
    try trial.add([(2, [token(7)])], merging: 100)
    #expect(try trial.found(.token(token(7))) == [1, 2])
    let size = try trial.queue.read { try Int.fetchOne($0, sql: "SELECT max(length(bytes)) FROM postings") }
    #expect(size ?? .max < 20)
  }

  /// A damaged index finds what it finds; to merge it is refused.
  @Test func aDamagedIndexHasAnEnd() throws {
    var numbers = Numbers(state: 3), refused = 0
    for _ in 0..<40 {
      var trial = try Trial()
      for _ in 0..<4 { try trial.add((0..<50).map { _ in article(&numbers) }, merging: 0) }
      for part in 0..<8 {
        let bytes = Data((0..<numbers.next(300)).map { _ in UInt8(numbers.next(256)) })
        try trial.queue.write {
          try $0.execute(
            sql: "UPDATE postings SET bytes = ? WHERE rowid % 8 = ?", arguments: [bytes, part])
        }
      }
      for match in [
        Match.token(token(7)), .token(token(0)...token(60)), .all([.token(token(7)), .token(token(3))]),
      ] {
        for isAscending in [true, false] { _ = try trial.found(match, isAscending: isAscending, limit: 5000) }
      }
      do {
        try trial.queue.write { database in
          while try Segments(index: 1, database: database).merge(100, from: 4) {}
        }
      } catch let error as DatabaseError {
        #expect(error.resultCode == .SQLITE_CORRUPT)
        refused += 1
      }
    }
    #expect(refused > 0)
  }

  /// Bytes that are no block have some numbers and an end.
  @Test func bytesThatAreNoBlockHaveAnEnd() {
    var numbers = Numbers(state: 2)
    for length in 0..<500 {
      var block = PostingBlock(
        (0..<length).map { _ in UInt8(numbers.next(256)) }, first: token(5),
        rows: RowNumbers(dayBits: length % 13))
      var rows: [Int64] = []
      while block.token < .end { numbers.next(2) == 0 ? block.skip() : block.take(into: &rows) }
      #expect(rows.count <= length)
    }
  }
}
