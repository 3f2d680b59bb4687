// Articles of one day stand as their index has them, however they arrive.

import Articles
import Library
import TestSupport
import Testing

struct OrderTests {
  /// The days of articles, from the top of an index down; 0 for those without a date.
  private let days = [0, 9, 9, 0, 9, 8, 0, 0, 8, 8, 0, 3, 7, 3, 3, 3, 0, 2, 0, 0]

  private func path(_ place: Int) -> String { "pages/food/\(place).md" }

  private func draft(_ place: Int, day: Int) -> ArticleDraft {
    LibraryTests.draft(path(place), document("\(place)", day: day == 0 ? nil : day))
  }

  /// The order that is right: by days, where an article without a date is of the day of the next older one.
  private func order(_ days: [Int]) -> [String] {
    var day = 0, placed: [(day: Int, place: Int)] = []
    for place in days.indices.reversed() {
      if days[place] != 0 { day = days[place] }
      placed.append((day, place))
    }
    return placed.sorted { ($1.day, $0.place) < ($0.day, $1.place) }.map { path($0.place) }
  }

  private func seen(_ library: Library) throws -> [String] {
    let category = try #require(try library.categories().first)
    return try library.articles(.category(category.id), limit: 100).map(\.path)
  }

  private func store(_ drafts: [ArticleDraft], in library: Library) throws {
    var batch = Batch()
    batch.articles = drafts
    _ = try library.store(batch, source: source)
  }

  /// Stores articles in batches of up to four.
  private func store(_ drafts: [ArticleDraft], in library: Library, _ chance: inout Dice) throws {
    var rest = drafts[...]
    while !rest.isEmpty {
      let next = rest.prefix(Int.random(in: 1...4, using: &chance))
      try store(Array(next), in: library)
      rest = rest.dropFirst(next.count)
    }
  }

  @Test(arguments: 1...30) func whateverArrivesFirst(seed: UInt64) throws {
    let scratch = Scratch()
    var chance = Dice(seed: seed)
    let library = try library(scratch, food: days.indices.map(path))
    try store(days.indices.shuffled(using: &chance).map { draft($0, day: days[$0]) }, in: library, &chance)
    #expect(try seen(library) == order(days))
  }

  @Test(arguments: 1...30) func whenTheIndexGrowsAtItsTop(seed: UInt64) throws {
    let scratch = Scratch()
    var chance = Dice(seed: seed)
    let older = Int.random(in: days.indices, using: &chance)
    let library = try library(scratch, food: (older..<days.count).map(path))
    let before = (older..<days.count).shuffled(using: &chance)
    try store(before.map { draft($0, day: days[$0]) }, in: library, &chance)
    var batch = Batch()
    batch.listings = [("indexes/food.md", entries(days.indices.map(path)))]
    _ = try library.store(batch, source: source)
    try store((0..<older).shuffled(using: &chance).map { draft($0, day: days[$0]) }, in: library, &chance)
    #expect(try seen(library) == order(days))
  }

  @Test(arguments: 1...30) func whenADayIsChangedOrGone(seed: UInt64) throws {
    let scratch = Scratch()
    var chance = Dice(seed: seed), days = days
    let library = try library(scratch, food: days.indices.map(path))
    try store(days.indices.map { draft($0, day: days[$0]) }, in: library, &chance)
    for _ in 0..<5 {
      let place = Int.random(in: days.indices, using: &chance)
      days[place] = [0, 2, 3, 8, 9].randomElement(using: &chance) ?? 0
      try store([draft(place, day: days[place])], in: library)
    }
    #expect(try seen(library) == order(days))
  }

  @Test func whenTheIndexItselfHasAnotherOrder() throws {
    let scratch = Scratch()
    let library = try library(scratch, food: (0..<4).map(path), articles: (0..<4).map { draft($0, day: 5) })
    #expect(try seen(library) == (0..<4).map(path))
    var batch = Batch()
    batch.listings = [("indexes/food.md", entries([2, 0, 3, 1].map(path)))]
    _ = try library.store(batch, source: source)
    #expect(try seen(library) == [2, 0, 3, 1].map(path))
  }

  /// Were each index to have its folder's pages counted, this would take the square of their number.
  @Test(.timeLimit(.minutes(10))) func thousandsOfIndexesOfOneFolderAreStored() throws {
    let scratch = Scratch()
    let library = try Library(scratch.places)
    try library.addSource(key: source, title: "", addresses: ["/somewhere"])
    var batch = Batch()
    let paths = (0..<10_000).map { "indexes/\($0).md" }
    batch.frontPage = FrontPage(
      title: "日报", categories: paths.map { FrontPage.Entry(group: "", name: $0, path: $0) })
    batch.listings = paths.enumerated().map { ($1, entries(["pages/a/\($0).md", "pages/a/\($0 + 1).md"])) }
    _ = try library.store(batch, source: source)
    #expect(try library.listing(source: source, path: "indexes/9999.md")?.count == 2)
  }

  private func ordered(_ path: String, _ order: Int64, day: Int?) -> ArticleDraft {
    var draft = LibraryTests.draft(path, document(path, day: day))
    draft.order = order
    return draft
  }

  /// After a sync that ended early the next one gives the same numbers again.
  @Test func anArticleMayComeToADayWhereAnotherHasItsNumber() throws {
    let scratch = Scratch()
    let library = try library(scratch, articles: [ordered("a.md", 5, day: 3), ordered("b.md", 5, day: 4)])
    try store([ordered("b.md", 5, day: 3)], in: library)
    #expect(Set(try library.articles(.everything, limit: 9).map(\.path)) == ["a.md", "b.md"])
    #expect(try library.articles(.everything, limit: 9).allSatisfy { $0.published?.day == 3 })
  }

  @Test func anArticleWithoutADateMayComeToADayWhereAnotherHasItsNumber() throws {
    let scratch = Scratch()
    let library = try library(scratch, food: ["bare.md", "dated.md"], sky: ["other.md", "third.md"])
    try store([ordered("bare.md", 7, day: nil), ordered("other.md", 7, day: 5)], in: library)
    try store([ordered("third.md", 8, day: 5), ordered("dated.md", 3, day: 5)], in: library)
    #expect(try seen(library) == ["bare.md", "dated.md"])
    #expect(try library.count(.everything) == 4)
  }

  /// A large mirror uses up a hundred thousand numbers in each sync.
  @Test func numbersThatComeRoundAgainKeepTheOrderOfLaterDays() throws {
    let scratch = Scratch()
    let library = try library(scratch, food: ["old.md"], sky: ["newest.md", "newer.md", "new.md"])
    let last: Int64 = 0x7FFF_0000 - 1
    try store([ordered("old.md", last, day: 3), ordered("oldArchive.md", last, day: 3)], in: library)
    try store(
      ["new.md", "newer.md", "newest.md"].enumerated().map { ordered($1, last + 1 + Int64($0), day: 4) }
        + [ordered("archive.md", last + 4, day: 4), ordered("news.md", -last - 9, day: 4)], in: library)
    #expect(
      try library.articles(.everything, limit: 9).map(\.path)
        == ["news.md", "newest.md", "newer.md", "new.md", "archive.md", "old.md", "oldArchive.md"])
  }
}
