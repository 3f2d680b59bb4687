// What is new: what has come since the reader was open last and is not read.

import Articles
import Foundation
import GRDB
import Library
import TestSupport
import Testing

@Suite struct VisitTests {
  private func filled(_ scratch: Scratch, _ numbers: ClosedRange<Int>) throws -> Library {
    try library(
      scratch, food: numbers.map { "pages/food/\($0).md" },
      articles: numbers.map { draft("pages/food/\($0).md", document("题\($0)", day: $0)) })
  }

  private func add(_ numbers: ClosedRange<Int>, to library: Library) throws {
    var batch = Batch()
    batch.articles = numbers.map { draft("pages/food/\($0).md", document("题\($0)", day: $0)) }
    _ = try library.store(batch, source: source)
  }

  @Test func beforeTheFirstVisitNothingIsKnown() throws {
    let scratch = Scratch()
    #expect(try filled(scratch, 1...3).news(limit: 5) == nil)
  }

  @Test func whatComesAfterAVisitIsNewUntilItIsReadOrTheNextVisit() throws {
    let scratch = Scratch()
    let library = try filled(scratch, 1...3)
    try library.markVisit()
    #expect(try library.news(limit: 5)?.count == 0)
    try add(4...9, to: library)
    let news = try #require(try library.news(limit: 2))
    #expect(news.count == 6 && news.articles.map(\.title) == ["题9", "题8"])
    _ = try library.setRead(news.articles[0].id, true)
    #expect(try library.news(limit: 1)?.count == 5)
    #expect(try library.news(limit: 1)?.articles.map(\.title) == ["题8"])
    #expect(try Library.news(in: scratch.places, limit: 1) == library.news(limit: 1))
    try library.markVisit()
    #expect(try library.news(limit: 5)?.count == 0)
  }

  @Test func aLibraryThatIsOnlyLookedAtStaysAsItIs() throws {
    let scratch = Scratch()
    #expect(try Library.news(in: scratch.places, limit: 5) == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
    let library = try filled(scratch, 1...3)
    try library.markVisit()
    try add(4...4, to: library)
    library.close()
    let before = try Data(contentsOf: URL(filePath: scratch.places.reader))
    #expect(try Library.news(in: scratch.places, limit: 5)?.articles.map(\.title) == ["题4"])
    #expect(try Data(contentsOf: URL(filePath: scratch.places.reader)) == before)
    // One that an older Kanbao made says nothing of visits.
    try DatabaseQueue(path: scratch.places.reader).write { try $0.execute(sql: "DROP TABLE visit") }
    #expect(try Library.news(in: scratch.places, limit: 5) == nil)
  }

  @Test func ofANewCacheNothingIsSaidToBeNew() throws {
    let scratch = Scratch()
    let old = try filled(scratch, 1...3)
    try old.markVisit()
    old.close()
    for end in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: scratch.places.cache + end)
    }
    let new = try Library(scratch.places)
    try add(1...5, to: new)
    #expect(try new.news(limit: 5) == nil)
  }
}
