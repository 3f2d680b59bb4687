// Searches kept under a name.

import Articles
import Foundation
import Library
import TestSupport
import Testing

@Suite struct SavedSearchTests {
  private let paths = (1...3).map { "pages/food/\($0).md" }

  /// A library with three articles about 豆腐, one category's.
  private func shop(_ scratch: Scratch) throws -> Library {
    try library(scratch, food: paths, articles: articles)
  }

  private var articles: [ArticleDraft] { paths.map { draft($0, document("豆腐" + $0, day: 3)) } }

  private func lists(_ library: Library) throws -> [ListSelection] {
    let category = try #require(library.categories().first)
    return [.everything, .starred, .source(category.source), .category(category.id)]
  }

  @Test func theyAreAsTheyWereKept() throws {
    let scratch = Scratch()
    let library = try shop(scratch)
    for (number, list) in try lists(library).enumerated() {
      _ = try library.keep(
        SavedSearch(
          name: "名\(number)", query: "豆腐 -汤", list: list, isTitlesOnly: number % 2 == 0,
          order: number < 2 ? .newest : number == 2 ? .relevance : .oldest))
    }
    let kept = try library.savedSearches()
    #expect(kept.map(\.list) == (try lists(library)))
    #expect(kept.map(\.name) == ["名0", "名1", "名2", "名3"])
    #expect(kept.map(\.isTitlesOnly) == [true, false, true, false])
    #expect(kept.map(\.order) == [.newest, .newest, .relevance, .oldest])
    #expect(Set(kept.map(\.query)) == ["豆腐 -汤"] && Set(kept.map(\.id)).count == 4)
  }

  @Test func aCategoryIsTheSameInANewCache() throws {
    let scratch = Scratch()
    do {
      let library = try shop(scratch)
      _ = try library.keep(SavedSearch(name: "菜", query: "豆腐", list: try lists(library)[3]))
      library.close()
    }
    try FileManager.default.removeItem(atPath: scratch.places.cache)
    let library = try Library(scratch.places)
    #expect(try library.savedSearches().map(\.name) == ["菜"])
    #expect(try library.unreadCount(of: library.savedSearches()[0], limit: 10) == 0)
    var batch = Batch()
    batch.frontPage = FrontPage(
      title: "",
      categories: ["sky", "food"].map { FrontPage.Entry(group: "", name: $0, path: "indexes/\($0).md") })
    batch.listings = [("indexes/food.md", entries(paths))]
    batch.articles = articles
    _ = try library.store(batch, source: source)
    #expect(try library.savedSearches().map(\.list) == [.category(library.categories()[1].id)])
    #expect(try library.unreadCount(of: library.savedSearches()[0], limit: 10) == 3)
  }

  @Test func everyChangeCanBeUndone() throws {
    let scratch = Scratch()
    let library = try shop(scratch)
    let keeping = try library.keep(SavedSearch(name: "菜", query: "豆腐"))
    let before = try library.savedSearches()
    let id = try #require(before.first?.id)
    let renaming = try #require(try library.rename(id, to: "豆"))
    #expect(try library.rename(id, to: "豆") == nil)
    let removal = try #require(try library.setKept(id, false))
    #expect(try library.setKept(id, false) == nil && library.savedSearches().isEmpty)
    try library.undo(removal)
    #expect(try library.savedSearches().map(\.name) == ["豆"])
    try library.undo(renaming)
    #expect(try library.savedSearches() == before)
    try library.undo(keeping)
    #expect(try library.savedSearches().isEmpty)
  }

  @Test func whatIsUnreadIsCountedUpToALimit() throws {
    let scratch = Scratch()
    let library = try shop(scratch)
    let search = SavedSearch(name: "菜", query: "豆腐")
    #expect(try library.unreadCount(of: search, limit: 10) == 3)
    _ = try library.setRead(id("pages/food/2.md"), true)
    #expect(try library.unreadCount(of: search, limit: 10) == 2)
    #expect(try library.unreadCount(of: search, limit: 1) == 1)
  }
}
