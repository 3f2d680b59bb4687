// Subjects of articles, and what leads from one article to another.

import Articles
import Foundation
import GRDB
@testable import Library
import TestSupport
import Testing

/// An article about some subjects.
private func about(
  _ names: [String], _ title: String = "题", day: Int? = nil, original: String? = nil, links: [PageLink] = []
) -> Document {
  let spans = names.enumerated().flatMap { index, name in
    [Span("说"), Span(name, target: .term(key: "/term/\(name.hashValue)\(index)"))]
  }
  return Document(
    title: title, published: day.flatMap { CalendarDate(year: 2024, month: 5, day: $0) },
    blocks: [.paragraph(spans)], links: links, original: original)
}

private func store(_ library: Library, _ articles: [(String, Document)]) throws {
  var batch = Batch()
  batch.articles = articles.map { draft($0.0, $0.1) }
  _ = try library.store(batch, source: source)
}

@Suite struct SubjectTests {
  private func counts(_ library: Library) throws -> [String: Int] {
    Dictionary(uniqueKeysWithValues: try library.subjects(limit: 1000).map { ($0.name, $0.total) })
  }

  private func titles(_ library: Library, _ name: String) throws -> [String] {
    let subject = try #require(try library.subject(named: name))
    return try library.articles(.subject(subject.id), limit: 100).map(\.title)
  }

  @Test func namesOfOneSubjectInEitherScriptAreOne() throws {
    let scratch = Scratch()
    let library = try library(
      scratch,
      articles: [
        draft("a.md", about(["台湾茶", "茶 馆"])), draft("b.md", about(["臺灣茶", "ＡＩ"])),
        draft("c.md", about(["ai"])),
      ])
    #expect(try counts(library) == ["台湾茶": 2, "茶 馆": 1, "ＡＩ": 2])
    #expect(try library.subject(named: "臺灣茶")?.total == 2)
    #expect(try library.subjects(of: id("b.md")).map(\.name) == ["台湾茶", "ＡＩ"])
  }

  @Test func aSubjectListsItsArticlesNewestFirstOverAllSources() throws {
    let scratch = Scratch()
    let library = try library(
      scratch, articles: (1...9).map { (day: Int) in draft("\(day).md", about(["茶"], "第\(day)篇", day: day)) })
    try library.addSource(key: "另一报", title: "", addresses: ["/elsewhere"])
    var batch = Batch()
    batch.articles = [ArticleDraft(about(["茶"], "别家", day: 5), path: "x.md", source: "另一报")]
    _ = try library.store(batch, source: "另一报")
    let order = ["第9篇", "第8篇", "第7篇", "第6篇", "第5篇", "别家", "第4篇", "第3篇", "第2篇", "第1篇"]
    #expect(try titles(library, "茶") == order)
    let list = ListSelection.subject(try #require(try library.subject(named: "茶")).id)
    #expect(try library.count(list) == 10)
    let key = try library.articles(list, offset: 4, limit: 1)[0].key
    #expect(try library.articles(list, after: key, limit: 2).map(\.title) == ["别家", "第4篇"])
    #expect(try library.articles(list, before: key, limit: 2).map(\.title) == ["第7篇", "第6篇"])
    _ = try library.setRead(id("9.md"), true)
    #expect(try library.articles(list, limit: 1, unreadOnly: true).map(\.title) == ["第8篇"])
    _ = try library.markRead(list)
    #expect(try library.articles(list, limit: 1, unreadOnly: true).isEmpty)
  }

  @Test func aSearchInASubjectFindsItsArticlesAndIsOfTheSameSubjectInANewCache() throws {
    let scratch = Scratch()
    let articles = [
      draft("a.md", about(["茶"], "早市")), draft("b.md", about(["竹"], "早市")), draft("c.md", about(["茶"], "夜市")),
    ]
    do {
      let library = try library(scratch, articles: articles)
      let list = ListSelection.subject(try #require(try library.subject(named: "茶")).id)
      let hits = try library.search(
        SearchRequest(SearchQuery("早市"), in: list, limit: 9), patience: .seconds(60)
      ).hits
      #expect(hits.map(\.article.path) == ["a.md"])
      _ = try library.keep(SavedSearch(name: "早", query: "早市", list: list))
      library.close()
    }
    try FileManager.default.removeItem(atPath: scratch.places.cache)
    let library = try Library(scratch.places)
    #expect(try library.unreadCount(of: library.savedSearches()[0], limit: 9) == 0)
    var batch = Batch()
    batch.articles = articles.reversed()
    _ = try library.store(batch, source: source)
    let list = ListSelection.subject(try #require(try library.subject(named: "茶")).id)
    let kept = try library.savedSearches()
    #expect(kept.map(\.list) == [list])
    #expect(try library.unreadCount(of: kept[0], limit: 9) == 1)
  }

  @Test func anArticleThatChangesOrGoesChangesItsSubjects() throws {
    let scratch = Scratch()
    let library = try library(
      scratch,
      articles: [draft("a.md", about(["茶", "竹"], "甲", day: 1)), draft("b.md", about(["茶"], "乙", day: 2))])
    let tea = try #require(try library.subject(named: "茶")).id
    try store(library, [("a.md", about(["茶", "纸"], "甲改", day: 3))])
    #expect(try counts(library) == ["茶": 2, "纸": 1])
    #expect(try titles(library, "茶") == ["甲改", "乙"])
    #expect(try library.subject(named: "茶")?.id == tea)
    try library.removeSource(source)
    #expect(try counts(library).isEmpty)
  }

  @Test func anIndexThatMovesArticlesMovesThemInTheirSubjects() throws {
    let scratch = Scratch()
    let library = try library(
      scratch, articles: (1...3).map { draft("\($0).md", about(["茶"], "第\($0)篇", day: 1)) })
    var batch = Batch()
    batch.listings = [("indexes/food.md", entries(["2.md", "3.md", "1.md"]))]
    batch.articles = (1...3).map { draft("\($0).md", about(["茶", "水"], "第\($0)篇", day: 1)) }
    _ = try library.store(batch, source: source)
    let order = try library.articles(.everything, limit: 9).map(\.title)
    #expect(order == ["第2篇", "第3篇", "第1篇"])
    #expect(try titles(library, "茶") == order && titles(library, "水") == order)
  }

  @Test func aSyncOfWhatIsKnownChangesNothing() throws {
    let scratch = Scratch()
    let library = try library(scratch)
    let page = [("a.md", about(["茶", "竹"], original: "https://paper.example/1"))]
    try store(library, page)
    let before = library.changeCount
    try store(library, page)
    #expect(library.changeCount == before)
  }

  @Test func articlesOfAnOlderKanbaoGetTheirSubjectsWhileTheirIndexServes() throws {
    let scratch = Scratch()
    let original = "https://paper.example/1"
    do {
      let library = try library(scratch, articles: [draft("a.md", about(["茶"], "甲", original: original))])
      #expect(try !library.lacksIndex && counts(library) == ["茶": 1])
    }
    try DatabaseQueue(path: scratch.places.cache).write {
      try $0.execute(
        sql: """
          ALTER TABLE file DROP COLUMN reading;
          ALTER TABLE category DROP COLUMN isChosen; ALTER TABLE listing DROP COLUMN title; ALTER TABLE listing DROP COLUMN published; DROP TABLE segment; DROP TABLE postings;
          DROP TABLE address; DROP TABLE mention; DROP TABLE subject; PRAGMA user_version = 5
          """)
    }
    let library = try Library(scratch.places)
    #expect(try counts(library).isEmpty && library.lacksIndex)
    let search = SearchRequest(SearchQuery("甲"), limit: 5)
    #expect(try library.search(search, patience: .seconds(60)).hits.count == 1)
    while try library.continueIndexing() {}
    #expect(try library.search(search, patience: .seconds(60)).hits.count == 1)
    #expect(try titles(library, "茶") == ["甲"])
    #expect(try library.article(linkedBy: original, in: id("a.md")) == id("a.md"))
  }

  @Test func subjectsAreReadByTheNumberOfTheirArticlesInPages() throws {
    let scratch = Scratch()
    let library = try library(
      scratch,
      articles: (0..<60).map { number in
        draft("\(number).md", about((0..<20).filter { number % ($0 + 1) == 0 }.map { "题\($0)" }))
      })
    let all = try library.subjects(limit: 100)
    #expect(all.count == 20 && all.map(\.total) == all.map(\.total).sorted(by: >))
    #expect(try library.subjectCount() == 20)
    for size in [1, 3, 19] {
      var pages: [SubjectSummary] = []
      while true {
        let page = try library.subjects(after: pages.last?.key, limit: size)
        if page.isEmpty { break }
        pages += page
      }
      #expect(pages == all)
      var backwards: [SubjectSummary] = []
      while true {
        let page = try library.subjects(before: backwards.first?.key, limit: size)
        if page.isEmpty { break }
        backwards = page + backwards
      }
      #expect(backwards == all)
    }
    #expect(try library.subjects(offset: 7, limit: 5) == Array(all[7..<12]))
  }

  @Test(arguments: [
    ("蚂蚁", ["蚂蚁金服"]), ("螞蟻", ["蚂蚁金服"]), ("mayi", ["蚂蚁金服"]), ("myjf", ["蚂蚁金服"]), ("zhongqing", ["重庆"]),
    ("chongq", ["重庆"]), ("covid", ["Covid-19"]), ("19", ["Covid-19"]), ("lvyou", ["旅游"]), ("luyou", ["旅游"]),
    ("竹", []), ("xyz", []), ("，", []), ("", []), (" ", []), ("\u{0}'\"*", []),
  ])
  func subjectsAreFoundByNameAndPinyin(text: String, names: [String]) throws {
    let scratch = Scratch()
    let library = try library(
      scratch, articles: [draft("a.md", about(["蚂蚁金服", "重庆", "Covid-19", "旅遊"]))])
    let found = try library.subjects(matching: text, limit: 10).map(\.name)
    #expect(found == names || found == names.map { $0 == "旅游" ? "旅遊" : $0 })
  }

  @Test func whatIsNoNameIsNoSubject() throws {
    let scratch = Scratch()
    let long = String(repeating: "长", count: 65), longest = String(repeating: "长", count: 64)
    let many = (0..<10_000).map { "题\($0)" }
    let library = try library(
      scratch,
      articles: [draft("a.md", about([" ", "，。", long, longest, ""])), draft("b.md", about(many))])
    #expect(try library.subjects(of: id("a.md")).map(\.name) == [longest])
    #expect(try library.subjects(of: id("b.md")).map(\.name) == Array(many[..<100]))
  }
}

@Suite struct LinkTests {
  private func linked(_ scratch: Scratch) throws -> Library {
    let own = PageLink(
      role: .share, title: "", address: "https://github.com/old/paper/blob/master/pages/2.md")
    let library = try library(
      scratch,
      articles: [
        draft("pages/1.md", about([], "一", original: "http://www.paper.example/a/2020/唐山地震-400552.html")),
        draft("pages/2.md", about([], "二", original: "https://paper.example/view?id=2", links: [own])),
        draft("pages/3.md", about([], "三", original: "https://paper.example/view?id=3")),
        draft("pages/题 4.md", about([], "四")),
      ])
    for address in ["https://mirror.example/paper/", "git@gitlab.example:owner/paper.git"] {
      try library.addMirror(address, to: source)
    }
    return library
  }

  @Test(arguments: [
    ("pages/3.md", "三"), ("pages/9.md", nil),
    ("https://paper.example/a/2020/400552.html#top", "一"),
    ("http://www.paper.example/a/2020/%E5%94%90%E5%B1%B1%E5%9C%B0%E9%9C%87-400552.html", "一"),
    ("https://paper.example/view?id=3", "三"), ("https://paper.example/view?id=4", nil),
    ("https://paper.example/view", nil),
    ("https://github.com/old/paper/blob/master/pages/2.md", "二"),
    ("https://raw.githubusercontent.com/old/paper/main/pages/2.md", "二"),
    ("https://cdn.jsdelivr.net/gh/old/paper@master/pages/2.md", "二"),
    ("https://github.com/old/paper/blob/master/pages/3.md", nil),
    ("https://mirror.example/paper/pages/%E9%A2%98%204.md", "四"),
    ("https://mirror.example/other/pages/3.md", nil),
    ("https://GitLab.example/owner/paper/-/blob/main/pages/3.md", "三"),
    ("https://gitlab.example/owner/paper/-/raw/main/pages/3.md", "三"),
    ("https://elsewhere.example/", nil), ("https://", nil), ("mailto:a@b.example", nil), (":", nil),
    ("", nil),
    ("https://raw.githubusercontent.com/old", nil), ("https://cdn.jsdelivr.net/gh/", nil),
  ])
  func anAddressLeadsToTheArticleThatIsThere(address: String, title: String?) throws {
    let scratch = Scratch()
    let library = try linked(scratch)
    let found = try library.article(linkedBy: address, in: id("pages/1.md"))
    #expect(try found.flatMap { try library.article($0)?.title } == title)
  }

  @Test(arguments: ["/tea/%E9%A2%98", "/tea/题.html#a", "docs/tea/题", "docs/tea/题.html", "/docs/tea/题.md"])
  func aPathIsFoundAsSitesWriteIt(address: String) throws {
    let scratch = Scratch()
    let library = try library(
      scratch, articles: [draft("docs/tea/题.md", about([], "题")), draft("docs/a/1.md", about([], "一"))])
    #expect(try library.article(linkedBy: address, in: id("docs/a/1.md")) == id("docs/tea/题.md"))
  }

  @Test(arguments: ["index.md", "README.md", "index.html", "_index.md"])
  func theAddressOfAFolderIsThatOfThePageInIt(name: String) throws {
    let scratch = Scratch()
    let library = try library(
      scratch, articles: [draft("docs/tea/\(name)", about([], "茶")), draft("docs/a/1.md", about([], "一"))])
    try library.addMirror("https://mirror.example/paper", to: source)
    for address in [
      "docs/tea", "docs/tea/", "/tea/", "/docs/tea/#top", "https://mirror.example/paper/docs/tea/",
    ] {
      #expect(try library.article(linkedBy: address, in: id("docs/a/1.md")) == id("docs/tea/\(name)"))
    }
    #expect(try library.article(linkedBy: "/docs/", in: id("docs/a/1.md")) == nil)
  }

  @Test func ofTwoArticlesWithOneOriginalThatOfTheSameSourceIsMeant() throws {
    let scratch = Scratch()
    let library = try linked(scratch)
    try library.addSource(key: "另一报", title: "", addresses: ["/elsewhere"])
    var batch = Batch()
    let copy = about([], "别家的三", day: 9, original: "https://paper.example/view?id=3")
    batch.articles = [
      ArticleDraft(copy, path: "x.md", source: "另一报"),
      ArticleDraft(about([], "别家的", original: nil), path: "y.md", source: "另一报"),
    ]
    _ = try library.store(batch, source: "另一报")
    func title(from id: ArticleID) throws -> String? {
      try library.article(linkedBy: "http://paper.example/view?id=3", in: id).flatMap {
        try library.article($0)?.title
      }
    }
    #expect(try title(from: id("pages/1.md")) == "三")
    #expect(try title(from: ArticleID(source: "另一报", path: "y.md")) == "别家的三")
  }
}

@Suite struct RelatedTests {
  @Test func relatedArticlesShareTheMostAndTheRarestSubjects() throws {
    let scratch = Scratch()
    let library = try library(
      scratch,
      articles: [
        draft("0.md", about(["常", "罕", "中"], "本篇", day: 5)),
        draft("1.md", about(["罕", "中"], "罕与中", day: 1)),
        draft("2.md", about(["罕"], "罕", day: 2)), draft("3.md", about(["中", "常"], "中与常", day: 3)),
        draft("4.md", about(["中"], "中", day: 4)), draft("5.md", about(["无关"], "无关", day: 5)),
      ] + (6...30).map { (day: Int) in draft("\(day).md", about(["常"], "常\(day)", day: day)) })
    let related = try library.related(to: id("0.md"), limit: 5).map(\.title)
    #expect(related.prefix(4) == ["罕与中", "中与常", "罕", "中"])
    #expect(related.count == 5 && related[4].hasPrefix("常"))
    #expect(try library.related(to: id("5.md"), limit: 5).isEmpty)
    #expect(try library.related(to: id("gone.md"), limit: 5).isEmpty)
  }
  @Test func whereNoSubjectIsSharedThoseAreRelatedThatShareWordsOfTheTitle() throws {
    let scratch = Scratch()
    let library = try library(
      scratch,
      articles: [
        draft("0.md", about(["独"], "石桥检修用锤子 Hammer", day: 5)), draft("1.md", document("水乡的石橋", day: 1)),
        draft("2.md", document("石桥的检修", day: 2)), draft("3.md", document("桥石", "石桥检修", day: 3)),
        draft("4.md", document("HAMMER", day: 4)), draft("5.md", document("2024 年", day: 5)),
        draft("6.md", document("2024 月", day: 6)),
      ] + (7...20).map { (day: Int) in draft("\(day).md", document("石桥\(day)", day: day)) })
    let related = try library.related(to: id("0.md"), limit: 5).map(\.title)
    #expect(related.count == 5)
    #expect(related.prefix(2) == ["石桥的检修", "HAMMER"])
    #expect(related.dropFirst(2).allSatisfy { $0.contains("石桥") || $0.contains("石橋") })
    #expect(try library.related(to: id("3.md"), limit: 5).isEmpty)
    #expect(try library.related(to: id("5.md"), limit: 5).isEmpty)
  }

  @Test func whatATitleWasBeforeRelatesToNothing() throws {
    let scratch = Scratch()
    let library = try library(
      scratch, articles: [draft("0.md", document("石桥的检修")), draft("1.md", document("石桥的检修"))])
    #expect(try library.related(to: id("0.md"), limit: 5).map(\.path) == ["1.md"])
    try store(library, [("1.md", document("星空"))])
    #expect(try library.related(to: id("0.md"), limit: 5).isEmpty)
  }

  @Test func aSubjectThatAnOlderKanbaoReadOtherwiseIsFoundAgain() throws {
    let scratch = Scratch()
    let library = try library(scratch, articles: [draft("a.md", about(["蚂蚁金服"]))])
    try library.write { try $0.execute(sql: "UPDATE subject SET characters = 0, letters = 0") }
    #expect(try library.subjects(matching: "蚂蚁", limit: 9).isEmpty)
    try store(library, [("b.md", about(["螞蟻金服"]))])
    #expect(try library.subjects(matching: "蚂蚁", limit: 9).map(\.total) == [2])
    #expect(try library.subjects(matching: "mayi", limit: 9).map(\.total) == [2])
  }
}
