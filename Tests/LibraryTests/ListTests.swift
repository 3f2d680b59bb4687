// Lists, counts and marks, as a reader meets them.

import Articles
import Foundation
import GRDB
import Library
import TestSupport
import Testing

@Suite struct ListTests {
  private func rows(_ library: Library, _ list: ListSelection = .everything) throws -> [ArticleSummary] {
    try library.articles(list, limit: 10_000)
  }

  private func category(_ library: Library, _ name: String) throws -> CategorySummary {
    try #require(try library.categories().first { $0.name == name })
  }

  @Test func aListIsNewestFirstAndItsPagesHoldEachRowOnce() throws {
    let scratch = Scratch()
    let paths = (0..<500).map { "pages/food/\($0).md" }
    let library = try library(
      scratch, food: paths.reversed(),
      articles: paths.enumerated().map {
        draft($1, document("第\($0)篇", day: $0 % 7 == 0 ? nil : 1 + $0 / 50))
      })
    let list = ListSelection.category(try category(library, "饮食").id)
    let all = try rows(library, list)
    #expect(Set(all.map(\.id)).count == 500)
    let dated = all.compactMap(\.published)
    #expect(dated == dated.sorted(by: >))
    // The other way round it is the same list.
    for (list, all) in [(list, all), (.oldestFirst(list), all.reversed())] {
      for size in [1, 7, 499] {
        var pages: [ArticleSummary] = []
        while true {
          let page = try library.articles(list, after: pages.last?.key, limit: size)
          if page.isEmpty { break }
          pages += page
        }
        #expect(pages.map(\.id) == all.map(\.id))
        var backwards: [ArticleSummary] = []
        while true {
          let page = try library.articles(list, before: backwards.first?.key, limit: size)
          if page.isEmpty { break }
          backwards = page + backwards
        }
        #expect(backwards.map(\.id) == all.map(\.id))
        let (one, other) = (all[40], all[40 + size % 400])
        let window = try library.window(list, around: one.id, at: one.key, limit: 20)
        #expect(window.rows == Array(all[30..<50]) && window.first == 30 && window.total == 500)
        _ = try library.toggle(.queued, of: ListRange(list, one.key, other.key))
        #expect(try rows(library, .queue).map(\.id) == all[40...(40 + size % 400)].map(\.id))
        _ = try library.toggle(.queued, of: ListRange(list, from: one.key, count: 1 + size % 400))
        #expect(try rows(library, .queue).isEmpty)
      }
    }
  }

  @Test func aWindowIsAroundWhereTheArticleStandsNow() throws {
    let scratch = Scratch()
    let paths = (1...20).map { "pages/food/\($0).md" }
    let library = try library(
      scratch, food: paths.reversed(),
      articles: paths.enumerated().map { draft($1, document("第\($0 + 1)篇", day: $0 + 1)) })
    let list = ListSelection.category(try category(library, "饮食").id)
    let before = try rows(library, list)
    let moved = try #require(before.first { $0.path == "pages/food/2.md" })
    var batch = Batch()
    batch.articles = [draft(moved.path, document("第2篇", day: 30))]
    _ = try library.store(batch, source: source)
    let window = try library.window(list, around: moved.id, at: moved.key, limit: 6)
    let all = try rows(library, list)
    #expect(window.first == 0 && window.total == 20 && window.rows == Array(all[..<6]))
    #expect(window.rows.first?.id == moved.id)
    let middle = try library.window(list, around: all[9].id, at: all[9].key, limit: 6)
    #expect(middle.first == 6 && middle.rows == Array(all[6..<12]))
    let last = try library.window(list, around: all[19].id, at: all[19].key, limit: 6)
    #expect(last.first == 16 && last.rows == Array(all[16...]))
    let gone = try library.window(list, around: id("pages/gone.md"), at: all[9].key, limit: 6)
    #expect(gone.first == 6 && gone.rows == middle.rows)
  }

  @Test func whatNoIndexListsIsUnderTheCategoryOfItsFolder() throws {
    let scratch = Scratch()
    let library = try library(
      scratch, food: ["pages/food/1.md"], sky: ["pages/sky/1.md"],
      articles: ["pages/food/1.md", "pages/food/old.md", "pages/sky/1.md"].map { draft($0, document($0)) })
    #expect(try rows(library, .category(category(library, "饮食").id)).count == 2)
    #expect(try category(library, "饮食").total == 2)
    #expect(try category(library, "星空").total == 1)
  }

  @Test func aCategoryThatTheFrontPageNamesNoMoreIsNotFollowed() throws {
    let scratch = Scratch()
    let library = try library(
      scratch, sky: ["pages/sky/1.md"], articles: [draft("pages/sky/1.md", document("银河"))])
    #expect(try library.indexPaths(source: source) == ["indexes/food.md", "indexes/sky.md"])
    var batch = Batch()
    let food = FrontPage.Entry(group: "生活", name: "饮食", path: "indexes/food.md")
    batch.frontPage = FrontPage(title: "日报", categories: [food])
    _ = try library.store(batch, source: source)
    #expect(try library.indexPaths(source: source) == ["indexes/food.md"])
    #expect(try library.categories().map(\.name) == ["饮食", "星空"])
    #expect(try library.categories(all: true).map(\.isNamed) == [true, false])
    // Its index has another name now: it is not there twice.
    batch.frontPage?.categories.append(.init(group: "见闻", name: "星空", path: "indexes/stars.md"))
    batch.listings = [("indexes/stars.md", entries(["pages/sky/1.md"]))]
    _ = try library.store(batch, source: source)
    for all in [false, true] {
      #expect(try library.categories(all: all).map(\.path) == ["indexes/food.md", "indexes/stars.md"])
    }
  }

  @Test func whatAFrontPageLinksItselfIsCalledAsItsSource() throws {
    let scratch = Scratch(), library = try library(scratch)
    var batch = Batch()
    batch.frontPage = FrontPage(title: "", categories: [.init(group: "", name: "", path: "README.md")])
    _ = try library.store(batch, source: source)
    #expect(try library.categories(all: true).map(\.name) == [source])
  }

  @Test func aChangedArticleKeepsItsMarks() throws {
    let scratch = Scratch()
    let library = try library(
      scratch, food: ["pages/food/1.md"], articles: [draft("pages/food/1.md", document("旧"))])
    let article = id("pages/food/1.md")
    _ = try library.setRead(article, true)
    _ = try library.setStarred(article, true)
    try library.setPosition(article, Position(block: 0, offset: 3))
    var batch = Batch()
    batch.articles = [draft("pages/food/1.md", document("新", "改过的正文。"))]
    let stored = try library.store(batch, source: source)
    #expect(stored.changed == 1 && stored.new == 0)
    let summary = try #require(try library.article(article))
    #expect(summary.title == "新" && summary.isRead && summary.isStarred)
    #expect(try library.document(article)?.blocks == [.paragraph([Span("改过的正文。")])])
    #expect(try library.position(article) == Position(block: 0, offset: 3))
  }

  @Test func storingWhatIsKnownWritesNothing() throws {
    let scratch = Scratch()
    let articles = (0..<20).map { draft("pages/food/\($0).md", document("第\($0)篇", day: 3)) }
    let library = try library(scratch, food: ["pages/food/3.md"], articles: articles)
    let before = library.changeCount
    var batch = Batch()
    batch.listings = [("indexes/food.md", entries(["pages/food/3.md"]))]
    batch.articles = articles
    let stored = try library.store(batch, source: source)
    #expect(stored.new == 0 && stored.changed == 0 && stored.refused.isEmpty)
    #expect(library.changeCount == before)
  }

  @Test func everyChangeIsUndone() throws {
    let scratch = Scratch()
    let paths = (0..<10).map { "pages/food/\($0).md" }
    let library = try library(scratch, food: paths, articles: paths.map { draft($0, document($0)) })
    let list = ListSelection.category(try category(library, "饮食").id)
    _ = try library.setRead(id(paths[2]), true)
    let before = try rows(library)
    let changes = try [
      library.setRead(id(paths[1]), true), library.setStarred(id(paths[1]), true),
      library.setRead(id(paths[2]), false),
      library.markRead(list),
    ].compactMap { $0 }
    #expect(changes.count == 4)
    #expect(try category(library, "饮食").unread == 0)
    let after = try rows(library)
    let undone = try changes.reversed().compactMap { try library.undo($0) }
    #expect(try rows(library) == before)
    #expect(try category(library, "饮食").unread == 9)
    #expect(try undone.reversed().compactMap { try library.undo($0) } == changes)
    #expect(try rows(library) == after)
    #expect(try category(library, "饮食").unread == 0)
    for change in changes.reversed() { try library.undo(change) }
    #expect(try library.setRead(id(paths[2]), true) == nil)
  }

  @Test func countsAreWhatOneWouldCount() throws {
    let scratch = Scratch()
    var state: UInt64 = 7
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let library = try library(scratch)
    var changes: [Change] = []
    for step in 0..<300 {
      let path = "pages/\(["food", "sky"][random(2)])/\(random(40)).md"
      var batch = Batch()
      switch random(7) {
      case 0, 1: batch.articles = [draft(path, document("\(path) \(random(3))", day: 1 + random(20)))]
      case 2:
        let name = ["food", "sky"][random(2)]
        let listed = (0..<random(8)).map { _ in "pages/\(["food", "sky"][random(2)])/\(random(40)).md" }
        batch.listings = [("indexes/\(name).md", entries(Array(Set(listed)).sorted()))]
      case 3: changes += [try library.setRead(id(path), random(2) == 0)].compactMap { $0 }
      case 4:
        changes += [try library.markRead(.category(try #require(library.categories().first).id))].compactMap {
          $0
        }
      case 5:
        let some = (0..<5).map { _ in id("pages/\(["food", "sky"][random(2)])/\(random(40)).md") }
        changes += [try library.setMark(.read, of: some, random(2) == 0)].compactMap { $0 }
      default: if let last = changes.popLast() { try library.undo(last) }
      }
      _ = try library.store(batch, source: source)
      for category in try library.categories() {
        let rows = try rows(library, .category(category.id))
        #expect(category.total == rows.count, "step \(step)")
        #expect(category.unread == rows.count { !$0.isRead }, "step \(step)")
        #expect(try library.count(.category(category.id)) == rows.count)
      }
      let all = try rows(library)
      let summary = try #require(try library.sources().first)
      #expect(summary.total == all.count && summary.unread == all.count { !$0.isRead }, "step \(step)")
    }
  }

  @Test func aLargeListIsMarkedReadAndUndone() throws {
    let scratch = Scratch()
    let library = try library(scratch)
    var batch = Batch()
    batch.articles = (0..<20_000).map { draft("pages/food/\($0).md", document("第\($0)篇")) }
    batch.listings = [("indexes/food.md", entries(["pages/food/1.md"]))]
    _ = try library.store(batch, source: source)
    let list = ListSelection.category(try category(library, "饮食").id)
    let change = try #require(try library.markRead(list))
    #expect(try category(library, "饮食").unread == 0)
    try library.undo(change)
    #expect(try category(library, "饮食").unread == 20_000)
  }

  @Test func aRemovedSourceLeavesNothingButTheReadersMarks() throws {
    let scratch = Scratch()
    let articles = [draft("pages/food/1.md", document("一"))]
    let library = try library(scratch, food: ["pages/food/1.md"], articles: articles)
    _ = try library.setStarred(id("pages/food/1.md"), true)
    try library.removeSource(source)
    #expect(try library.sources().isEmpty && library.categories().isEmpty && rows(library).isEmpty)
    try library.addSource(key: source, title: "", addresses: ["/somewhere"])
    var batch = Batch()
    batch.articles = articles
    _ = try library.store(batch, source: source)
    #expect(try library.article(id("pages/food/1.md"))?.isStarred == true)
  }

  @Test func historyIsNewestFirst() throws {
    let scratch = Scratch()
    let paths = ["pages/food/1.md", "pages/food/2.md", "pages/food/3.md"]
    let library = try library(scratch, food: paths, articles: paths.map { draft($0, document($0)) })
    for path in paths { _ = try library.markOpened(id(path)) }
    #expect(try library.articles(.history, limit: 2).map(\.path) == [paths[2], paths[1]])
  }

  @Test func aDocumentComesBackAsItWas() throws {
    let scratch = Scratch()
    let link = Span("链接", style: [.strong, .underline], target: .link("https://example.org/a"))
    let term = Span("茶", style: .emphasis, target: .term(key: "101"))
    let whole = Document(
      title: "都有", byline: "样刊社", published: CalendarDate(year: 2024, month: 2, day: 29),
      blocks: [
        .paragraph([Span("甲"), link, term]), .heading(level: 2, [Span("乙")]),
        .quotation([.paragraph([Span("丙")]), .rule]),
        .list(List(start: 3, items: [[.paragraph([Span("丁")])], [.list(List(items: [[.rule]]))]])),
        .table(
          Table(
            caption: [Span("表")],
            rows: [[Table.Cell([Span("头")], isHeader: true), Table.Cell([term], alignment: .center)]])),
        .figure(Figure(caption: [Span("图")], address: "https://example.org/a.jpg")),
        .figure(Figure(caption: [], address: nil, link: "https://example.org/l")), .preformatted("一\n  二\n"),
        .embed(Embed(kind: .video, address: "https://example.org/v.mp4", title: "片")), .rule,
      ],
      links: [PageLink(role: .share, title: "分享", address: "https://example.org/s")],
      original: "https://example.org/post/1", tags: ["茶", "史"])
    let library = try library(scratch, articles: [draft("pages/food/1.md", whole)])
    #expect(try library.document(id("pages/food/1.md")) == whole)
  }

  @Test func markingAFewCountsNothingElseAgain() throws {
    let scratch = Scratch()
    let food = (0..<4).map { "pages/food/\($0).md" }, sky = ["pages/sky/1.md"]
    let library = try library(
      scratch, food: food, sky: sky, articles: (food + sky).map { draft($0, document($0)) })
    _ = try library.categories()
    // What only a count of everything that is read would put right.
    try DatabaseQueue(path: scratch.places.reader).write {
      try $0.execute(sql: "UPDATE tally SET count = 1 WHERE path = 'indexes/sky.md'")
    }
    let change = try #require(try library.setMark(.read, of: food[1...].map(id), true))
    #expect(try category(library, "饮食").unread == 1)
    #expect(try category(library, "星空").unread == 0)
    try library.undo(change)
    #expect(try category(library, "饮食").unread == 4)
  }

  @Test func aSourceIsRemovedLittleByLittle() throws {
    let scratch = Scratch()
    let paths = (0..<3000).map { "pages/food/\($0).md" }
    let library = try library(scratch, articles: paths.map { draft($0, document($0)) })
    let others = try Library(scratch.places)
    // A thread of its own: a task would wait for the other tests.
    Thread { try? library.removeSource(source) }.start()
    var counts: Set<Int> = []
    repeat { counts.insert(try others.count(.everything)) } while try !others.sources().isEmpty
    // Between two steps others write, too.
    #expect(counts.count > 2)
    #expect(try others.count(.everything) == 0)
  }

  @Test func pagesInTheRootOfAMirrorComeIntoTheCategoryOfTheirIndex() throws {
    let scratch = Scratch()
    let library = try library(scratch, articles: [draft("old.md", document("旧"))])
    #expect(try category(library, "饮食").total == 0)
    var batch = Batch()
    batch.listings = [("indexes/food.md", entries(["new.md"]))]
    batch.articles = [draft("new.md", document("新"))]
    _ = try library.store(batch, source: source)
    #expect(try category(library, "饮食").total == 2)
  }

  @Test(arguments: 1...40) func unreadArticlesNearbyAreThoseThatReadingOnWouldMeet(seed: UInt64) throws {
    let scratch = Scratch()
    var chance = Dice(seed: seed)
    let paths = (0..<12).map { "pages/food/\($0).md" }
    let library = try library(scratch, food: paths, articles: paths.map { draft($0, document($0, day: 3)) })
    let isMostlyRead = Bool.random(using: &chance)
    let read = paths.filter { _ in Int.random(in: 0..<6, using: &chance) < (isMostlyRead ? 5 : 2) }
    _ = try library.setMark(.read, of: read.map(id), true)
    let list = ListSelection.category(try category(library, "饮食").id)
    let unread = try category(library, "饮食").unread
    for list in [list, .oldestFirst(list)] {
      for article in try rows(library, list) {
        let limit = Int.random(in: 1...3, using: &chance)
        #expect(
          try library.unread(list, .after, article.key, among: unread, limit: limit)
            == library.articles(list, after: article.key, limit: limit, unreadOnly: true))
        #expect(
          try library.unread(list, .before, article.key, among: unread, limit: limit)
            == library.articles(list, before: article.key, limit: limit, unreadOnly: true).reversed())
      }
    }
  }

  @Test func whatHasNoUnreadArticlesLeftIsNotLookedThrough() throws {
    let scratch = Scratch()
    let paths = (0..<100).map { "pages/food/\($0).md" }
    let library = try library(scratch, food: paths, articles: paths.map { draft($0, document($0, day: 3)) })
    let list = ListSelection.category(try category(library, "饮食").id)
    _ = try library.setMark(.read, of: (2..<99).map { id(paths[$0]) }, true)
    let key = try #require(try library.article(id(paths[3]))).key
    // One that is said not to be there is not found, far below: it was not looked for so far.
    #expect(try library.unread(list, .after, key, among: 3, limit: 1).map(\.path) == [paths[99]])
    #expect(try library.unread(list, .after, key, among: 2, limit: 1).isEmpty)
  }
}
