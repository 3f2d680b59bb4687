// What the reader does not want to read: what any of some searches finds is marked read when it comes.

import Articles
import Library
import TestSupport
import Testing

@Suite struct IgnoredTests {
  private let scratch = Scratch()
  private let library: Library

  init() throws {
    library = try LibraryTests.library(scratch, food: ["pages/food/1.md"])
    try add(["面包的做法", "周末特卖", "米的种类"], from: 1)
  }

  private func add(_ titles: [String], from first: Int) throws {
    var batch = Batch()
    batch.articles = titles.enumerated().map { index, title in
      draft("pages/food/\(first + index).md", document(title, day: 1 + index % 28))
    }
    _ = try library.store(batch, source: source)
  }

  private func unread() throws -> Set<String> {
    Set(try library.articles(.everything, limit: 20_000).filter { !$0.isRead }.map(\.title))
  }

  @Test func whatIsNotWantedIsReadAndAllElseIsNot() throws {
    #expect(try library.markIgnored(by: ["title:特卖", "title:\"米的\""]))
    #expect(try unread() == ["面包的做法"])
    try add(["年末特賣", "豆腐"], from: 4)
    #expect(try unread() == ["面包的做法", "年末特賣", "豆腐"])
    #expect(try library.markIgnored(by: ["title:特卖", "title:\"米的\""]))
    #expect(try unread() == ["面包的做法", "豆腐"])
  }

  @Test func whatIsMarkedUnreadStaysSo() throws {
    let rules = ["title:特卖"]
    _ = try library.markIgnored(by: rules)
    let sale = try #require(
      try library.search(SearchRequest(SearchQuery("特卖"), limit: 1), patience: .seconds(60)).hits.first)
    _ = try library.setRead(sale.article.id, false)
    #expect(try !library.markIgnored(by: rules))
    try add(["豆腐"], from: 4)
    #expect(try !library.markIgnored(by: rules))
    #expect(try unread().contains("周末特卖"))
  }

  /// The cache can be made anew at any time; what is the reader's own stays.
  @Test func whatIsMarkedUnreadStaysSoInAnotherCache() throws {
    _ = try library.markIgnored(by: ["title:特卖"])
    let sale = try #require(
      try library.search(SearchRequest(SearchQuery("特卖"), limit: 1), patience: .seconds(60)).hits.first)
    _ = try library.setRead(sale.article.id, false)
    let anew = try Library(
      LibraryPlaces(cache: scratch.path + "/anew.sqlite", reader: scratch.places.reader))
    var batch = Batch()
    batch.articles = ["周末特卖", "年末特卖"].enumerated().map {
      draft("pages/food/\($0 + 2).md", document($1, day: $0 + 1))
    }
    _ = try anew.store(batch, source: source)
    #expect(try anew.markIgnored(by: ["title:特卖"]))
    #expect(try anew.articles(.everything, limit: 9).filter { !$0.isRead }.map(\.title) == ["周末特卖"])
  }

  @Test func anotherSearchLooksAtAllAndLeavesWhatWasMarkedUnread() throws {
    _ = try library.markIgnored(by: ["title:特卖"])
    let sale = try #require(
      try library.search(SearchRequest(SearchQuery("特卖"), limit: 1), patience: .seconds(60)).hits.first)
    _ = try library.setRead(sale.article.id, false)
    #expect(try library.markIgnored(by: ["title:面包", "title:特卖"]))
    #expect(try unread() == ["周末特卖", "米的种类"])
    #expect(try !library.markIgnored(by: []))
  }

  @Test func howeverManyThereAre() throws {
    // Fewer and more than are sorted at once; what came before them is marked unread and stays so.
    for count in [700, 11_000] {
      let rules = ["category:饮食 -豆腐"]
      _ = try library.markIgnored(by: rules)
      let bread = id("pages/food/1.md")
      _ = try library.setRead(bread, false)
      try add((0..<count).map { "第\($0)次特卖" } + ["豆腐"], from: count * 10)
      #expect(try library.markIgnored(by: rules))
      #expect(try unread() == ["面包的做法", "豆腐"])
    }
  }

  @Test func whatIsLeftOffIsDoneTheNextTime() throws {
    #expect(try !library.markIgnored(by: ["title:特卖"], isWanted: { false }))
    #expect(try library.markIgnored(by: ["title:特卖"]))
  }
}
