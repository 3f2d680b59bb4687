// What a mirror lists otherwise than in the indexes its front page names, and what comes of it over the web and at hand.

import Articles
import Foundation
import Library
import Sync
import Synchronization
import TestSupport
import Testing

/// A mirror in memory, and a library that reads it.
private final class Paper {
  let mirror = ScriptedMirror()
  let library: Library
  private let scratch = Scratch()

  init(_ files: [String: String], at address: String = "一") throws {
    library = try Library(
      LibraryPlaces(cache: scratch.path + "/cache.sqlite", reader: scratch.path + "/reader.sqlite"))
    try library.addSource(key: "报", title: "", addresses: [address])
    for (path, text) in files { mirror.set(path, text) }
  }

  func pages(_ names: String...) {
    for name in names { mirror.set(name, "# \(name)\n\n正文。\n") }
  }

  @discardableResult
  func sync(
    isArchive: Bool = false, isAtHand: Bool = false, only: [String] = [], except: [String] = [],
    after seconds: Int64 = 0
  ) async throws -> SyncReport {
    var settings = SourceSettings()
    settings.includesArchive = isArchive
    (settings.categories.wanted, settings.categories.skipped) = (only, except)
    let mirror = mirror
    return try await SyncEngine(library: library, now: { 1_700_000_000 + seconds }) { _, _ in
      isAtHand ? mirror.whole as any Tree : ScriptedTree(mirror)
    }.sync("报", settings: settings)
  }

  /// Syncs that are cut short at the first delivery, at the second and so on, then one that is not.
  func syncCutShort(upTo last: Int) async throws {
    for count in 1...last {
      mirror.state.withLock { $0.deliveryError = (count, .cutShort(host: "一")) }
      try await sync()
    }
    mirror.state.withLock { $0.deliveryError = nil }
    try await sync()
  }

  /// Imports all the mirror has.
  func take() async throws {
    _ = try await SyncEngine(library: library) { _, _ in throw SyncError.busy }
      .sync("报", importing: mirror.whole)
  }

  var titles: [String] { get throws { try library.articles(.everything, limit: 1000).map(\.title) } }

  func listed(_ path: String) throws -> [String] { try library.listing(source: "报", path: path) ?? [] }
}

private let front = "#### 栏 - [蔬菜](indexes/a.md)\n"

@Suite struct FurtherListingTests {
  @Test func whatAFrontPageRecommendsComesToo() async throws {
    let paper = try Paper([
      "README.md": "#### 推荐 - [黄瓜](pages/x/9.md)\n\n" + front, "indexes/a.md": "- [番茄](../pages/a/1.md)\n",
    ])
    paper.pages("pages/x/9.md", "pages/a/1.md", "pages/x/8.md")
    #expect(try await paper.sync().progress.new == 2)
    #expect(try paper.library.categories(source: "报").map(\.name) == ["推荐", "蔬菜"])
    // Another recommendation does not mean that the mirror is behind.
    paper.mirror.set("README.md", "#### 推荐 - [番茄](pages/a/1.md) | [豆](pages/x/8.md)\n\n" + front)
    #expect(try await paper.sync().progress.new == 1)
    #expect(try paper.listed("README.md") == ["pages/a/1.md", "pages/x/8.md"])
  }

  @Test func anIndexThatListsNothingIsNotedAndItsCategoryStays() async throws {
    let paper = try Paper(["README.md": front, "indexes/a.md": "- [番茄](../pages/a/1.md)\n"])
    paper.pages("pages/a/1.md")
    #expect(try await paper.sync().notes.isEmpty)
    paper.mirror.set("indexes/a.md", "维护中\n")
    #expect(try await paper.sync().notes == [SyncNote("indexes/a.md", .noEntries)])
    #expect(try paper.listed("indexes/a.md") == ["pages/a/1.md"])
  }

  private func paged() throws -> Paper {
    let paper = try Paper([
      "README.md": front, "indexes/a.md": "- [一](../pages/a/4.md)\n\n[下一页](a-2.md)\n",
      "indexes/a-2.md": "[上一页](a.md) | [下一页](a-3.md)\n\n- [二](../pages/b/3.md)\n",
      "indexes/a-3.md":
        "[首页](../README.md) | [第二页](a-2.md)\n\n- [三](../pages/a/2.md)\n- [四](../pages/c/1.md)\n",
    ])
    paper.pages("pages/a/4.md", "pages/b/3.md", "pages/a/2.md", "pages/c/1.md", "pages/a/5.md")
    return paper
  }

  @Test func furtherPagesOfAnIndexAreTheArchive() async throws {
    let paper = try paged()
    #expect(try await paper.sync().progress.new == 1)
    #expect(!paper.mirror.takeWanted().contains("indexes/a-2.md"))
    paper.mirror.set("indexes/a.md", "- [五](../pages/a/5.md)\n- [一](../pages/a/4.md)\n\n[下一页](a-2.md)\n")
    let report = try await paper.sync(isArchive: true)
    #expect(report.progress.new == 4 && report.notes.isEmpty)
    let all = ["pages/a/5.md", "pages/a/4.md", "pages/b/3.md", "pages/a/2.md", "pages/c/1.md"]
    #expect(try paper.listed("indexes/a.md") == all)
    #expect(paper.mirror.takeWanted().filter { $0.hasPrefix("indexes/") }.count == 3)
    // What has not changed keeps its place.
    paper.mirror.set("indexes/a.md", "- [一](../pages/a/4.md)\n- [五](../pages/a/5.md)\n\n[下一页](a-2.md)\n")
    try await paper.sync(isArchive: true)
    #expect(try Set(paper.listed("indexes/a.md")) == Set(all))
  }

  @Test func aFurtherPageThatFailedIsAskedForAtTheNextSyncAndItAlone() async throws {
    let paper = try paged(), all = ["pages/a/4.md", "pages/b/3.md", "pages/a/2.md", "pages/c/1.md"]
    paper.mirror.state.withLock { $0.broken["indexes/a-3.md"] = .status(500, path: "indexes/a-3.md") }
    #expect(try await paper.sync(isArchive: true).progress.new == 2)
    _ = paper.mirror.takeWanted()
    #expect(try await paper.sync(isArchive: true).notes.count == 1)
    #expect(paper.mirror.takeWanted() == ["README.md", "indexes/a.md", "indexes/a-3.md"])
    try await paper.sync()
    #expect(paper.mirror.takeWanted() == ["README.md", "indexes/a.md"])
    paper.mirror.state.withLock { $0.broken = [:] }
    #expect(try await paper.sync(isArchive: true).progress.new == 2)
    // What it lists is no news: it stands where it would have.
    #expect(try paper.listed("indexes/a.md") == all)
    // And then no more.
    _ = paper.mirror.takeWanted()
    try await paper.sync(isArchive: true)
    #expect(paper.mirror.takeWanted() == ["README.md", "indexes/a.md"])
  }

  @Test func furtherPagesAreReadWhereTheTreeIsAtHand() async throws {
    let paper = try paged()
    #expect(try await paper.sync(isAtHand: true).progress.new == 5)
    #expect(
      try paper.listed("indexes/a.md") == ["pages/a/4.md", "pages/b/3.md", "pages/a/2.md", "pages/c/1.md"])
  }

  @Test func anIndexOfIndexesIsFollowedAndAskedAgain() async throws {
    let paper = try Paper([
      "README.md": front, "indexes/a.md": "- [2020年](2020/README.md)\n- [2019年](2019/index.md)\n",
      "indexes/2020/README.md": "- [番茄](../../pages/2.md)\n",
      "indexes/2019/index.md": "- [豆](../../pages/1.md)\n",
    ])
    paper.pages("pages/1.md", "pages/2.md", "pages/3.md")
    let report = try await paper.sync()
    #expect(report.progress.new == 2 && report.notes.isEmpty)
    #expect(try paper.listed("indexes/a.md") == ["pages/2.md", "pages/1.md"])
    paper.mirror.set("indexes/2020/README.md", "- [瓜](../../pages/3.md)\n- [番茄](../../pages/2.md)\n")
    #expect(try await paper.sync().progress.new == 1)
    #expect(try await paper.sync().progress.new == 0)
    #expect(try Set(paper.listed("indexes/a.md")) == ["pages/3.md", "pages/2.md", "pages/1.md"])
  }

  /// What is too much for one sync is read at the next.
  @Test func theFurtherPagesOfManyCategoriesAllCome() async throws {
    let all = 1...250
    let front = "# 报\n\n" + all.map { "- [栏\($0)](indexes/\($0).md)\n" }.joined()
    let paper = try Paper(["README.md": front])
    for number in all {
      paper.mirror.set("indexes/\(number).md", "- [新](../pages/\(number)/2.md)\n\n[下一页](\(number)-2.md)\n")
      paper.mirror.set("indexes/\(number)-2.md", "- [旧](../pages/\(number)/1.md)\n")
      paper.pages("pages/\(number)/2.md", "pages/\(number)/1.md")
    }
    #expect(try await paper.sync(isArchive: true).progress.new == 450)
    #expect(try await paper.sync(isArchive: true).progress.new == 50)
    #expect(try paper.listed("indexes/250.md") == ["pages/250/2.md", "pages/250/1.md"])
  }

  @Test(arguments: [
    "- 2021-07-01 [种番茄](../pages/1.md)\n", "- [种番茄](../pages/1.md)（2021年7月1日）\n",
    "| 2021-07-01 | [种番茄](../pages/1.md) | [原文](https://a.example/1) |\n|---|---|---|\n",
    "<tr><td><a href=\"../pages/1.md\">种番茄</a></td><td>2021-07-01</td></tr>\n",
    "1. [种番茄](../pages/1.md) `Jul 1, 2021`\n", "#### [种番茄](../pages/1.md) 发布于 2021/7/1\n",
  ])
  func whatAPageDoesNotSayItsIndexSays(line: String) async throws {
    let paper = try Paper(["README.md": front, "indexes/a.md": line + "- [豆](../pages/2.md) 2021-06-01\n"])
    paper.mirror.set("pages/1.md", "种番茄\n\n三月下种。五月搭架。\n")
    paper.mirror.set("pages/2.md", "# 种豆\n\n2021-05-02\n\n清明前后。\n")
    try await paper.sync()
    let rows = try paper.library.articles(.everything, limit: 9)
    #expect(rows.map(\.title) == ["种番茄", "种豆"])
    #expect(rows.map { $0.published?.description } == ["2021-07-01", "2021-05-02"])
    let document = try paper.library.document(rows[0].id)
    #expect(document?.blocks == [.paragraph([Span("三月下种。五月搭架。")])])
    #expect(document?.published?.description == "2021-07-01")
    // The index need not be read again for it.
    paper.mirror.set("pages/1.md", "种番茄\n\n三月下种。五月搭架。六月收。\n")
    try await paper.sync(after: 40 * 86_400)
    let now = try paper.library.articles(.everything, limit: 9)
    #expect(now.map(\.title) == rows.map(\.title) && now.map(\.published) == rows.map(\.published))
  }

  /// Several days beside a link, or several links beside a day, say nothing; and what a link is called may be no title.
  @Test(arguments: [
    "- [种番茄](../pages/1.md) 2021-07-01 至 2021-07-09\n",
    "- [种番茄](../pages/1.md) [种豆](../pages/2.md) 2021-07-01\n", "- [种番茄](../pages/1.md) v2021.7.1.2\n",
    "- [阅读全文](../pages/1.md) \n", "- [2021年7月1日](../pages/a.md) [种番茄](../pages/1.md)\n",
    "- [种番茄](../pages/1.md) 活动时间：2021-07-01\n", "- [种番茄](../pages/1.md) 2021-07-01 前\n",
    "| [种番茄](../pages/1.md) | 展期：2021-07-01 |\n|---|---|\n", "- [种番茄](../pages/1.md) 截止 2021年7月1日\n",
  ])
  func whatAnIndexDoesNotSayIsNotGuessed(line: String) async throws {
    let paper = try Paper(["README.md": front, "indexes/a.md": line])
    paper.mirror.set("pages/1.md", "三月下种。五月搭架。\n\n六月收。\n")
    paper.pages("pages/2.md")
    try await paper.sync()
    let row = try #require(paper.library.articles(.everything, limit: 9).first { $0.path == "pages/1.md" })
    #expect(row.published == nil && row.title == (line.contains("全文") ? "1" : "种番茄"))
  }

  @Test func whatIsOlderThanWhatAnIndexListsIsOfItsCategory() async throws {
    let front = "# 报\n\n- [菜](indexes/a.md)\n- [果](indexes/b.md)\n"
    let paper = try Paper([
      "README.md": front, "indexes/a.md": "- [新](../pages/a/2024/2.md)\n",
      "indexes/b.md": "- [桃](../pages/b/1.md)\n",
    ])
    paper.pages(
      "pages/a/2024/2.md", "pages/a/2023/1.md", "pages/b/1.md", "pages/c/1.md", "pages/a/en/1.md",
      "pages/a/001/1.md")
    try await paper.sync(isAtHand: true)
    let lists = try paper.library.categories(source: "报").map { category in
      try paper.library.articles(.category(category.id), limit: 9).map(\.path)
    }
    #expect(lists == [["pages/a/2024/2.md", "pages/a/2023/1.md"], ["pages/b/1.md"]])
  }

  @Test func pagesWithoutEndAreNotFollowedWithoutEnd() async throws {
    let paper = try Paper(["README.md": front, "indexes/a.md": "[下一页](a-0.md)\n"])
    for number in 0..<600 {
      paper.mirror.set(
        "indexes/a-\(number).md", "[下一页](a-\(number + 1).md) [上一页](a.md) [x](../../../x/indexes/b.md)\n")
    }
    #expect(try await paper.sync().notes == [SyncNote("indexes/a.md", .noEntries)])
    let asked = paper.mirror.takeWanted()
    #expect(asked.count > 50 && asked.count < 250 && Set(asked).count == asked.count)
  }

  @Test func aSideBarNamesPagesWithoutTheirEnding() async throws {
    let paper = try Paper([
      "README.md": "# 种菜\n\n> 一年四季。\n",
      "_sidebar.md": "* [首页](/)\n* 夏天\n  * [番茄](a)\n  * [豆](/veg/b \"豆 - 种菜\")\n* [瓜](c.md)\n",
    ])
    paper.pages("a.md", "veg/b.md", "c.md")
    #expect(try await paper.sync().progress.new == 3)
    #expect(try paper.library.categories(source: "报").map(\.name) == ["种菜"])
  }

  @Test(arguments: ["SUMMARY.md", "README.zh-CN.md", "index.md"])
  func whatStandsInForAFrontPageIsRead(name: String) async throws {
    let paper = try Paper([
      "README.md": "# 种菜\n\nA book.\n", name: "# Summary\n\n* [番茄](a.md)\n  * [豆](veg/b.md)\n",
    ])
    paper.pages("a.md", "veg/b.md", "c.md")
    let report = try await paper.sync()
    #expect(report.progress.new == 2 && report.notes.isEmpty)
    #expect(try paper.library.categories(source: "报").map(\.name) == ["种菜"])
    #expect(try paper.library.sources().map(\.title) == ["种菜"])
    _ = paper.mirror.takeWanted()
    try await paper.sync()
    #expect(paper.mirror.takeWanted().sorted() == ["README.md", name].sorted())
    paper.mirror.set(name, "# Summary\n\n* [瓜](c.md)\n* [番茄](a.md)\n* [豆](veg/b.md)\n")
    #expect(try await paper.sync().progress.new == 1)
    // A front page that lists again is the one that counts.
    paper.mirror.set("README.md", "# 种菜\n\n" + front)
    paper.mirror.set("indexes/a.md", "- [瓜](../c.md)\n")
    try await paper.sync()
    _ = paper.mirror.takeWanted()
    try await paper.sync()
    #expect(paper.mirror.takeWanted() == ["README.md", "indexes/a.md"])
  }

  @Test func aFrontPageThatNamesNothingIsCalledAsItsSource() async throws {
    let paper = try Paper(["README.md": "- [番茄](a.md)\n"])
    paper.pages("a.md")
    try await paper.sync()
    #expect(try paper.library.categories(source: "报").map(\.name) == ["报"])
  }

  @Test func aFrontPageThatListedAskedNobodyElseWhileItIsMended() async throws {
    let paper = try Paper([
      "README.md": front, "indexes/a.md": "- [番茄](../a.md)\n", "SUMMARY.md": "* [豆](b.md)\n",
    ])
    paper.pages("a.md", "b.md")
    try await paper.sync()
    paper.mirror.set("README.md", "维护中。\n")
    #expect(try await paper.sync().notes.map(\.problem) == [.source(.listsNothing("README.md"))])
    #expect(!paper.mirror.takeWanted().contains("SUMMARY.md"))
    #expect(try paper.library.categories(source: "报").map(\.name) == ["蔬菜"])
  }

  @Test(arguments: [true, false])
  func aFrontPageThatIsTheTextIsRead(isAtHand: Bool) async throws {
    let text = "# 种菜九讲\n\n- [第一讲](#第一讲)\n\n## 第一讲\n\n番茄正文。\n"
    let paper = try Paper(["README.md": text])
    let report = try await paper.sync(isAtHand: isAtHand)
    #expect(report.progress.new == 1 && report.notes.isEmpty)
    #expect(try paper.titles == ["种菜九讲"])
    #expect(try paper.library.categories(source: "报").map(\.total) == [1])
    #expect(try await paper.sync(isAtHand: isAtHand).progress.changed == 0)
    paper.mirror.set("README.md", text + "\n另一段。\n")
    let second = try await paper.sync(isAtHand: isAtHand)
    #expect(second.progress.changed == 1 && second.progress.new == 0 && second.notes.isEmpty)
  }

  @Test func aFrontPageOfAFewWordsIsNoArticle() async throws {
    let paper = try Paper(["README.md": "# 日报\n\n[站点](https://a.example/)\n"])
    let report = try await paper.sync()
    #expect(report.progress.new == 0 && report.notes.map(\.problem) == [.source(.listsNothing("README.md"))])
  }
}

@Suite struct FoundListingTests {
  private let readme = """
    # 园圃

    ## 专题

    - [蔬菜](lists/veg.md)
    - [关于](about.md)
    - [果树](fruit/README.md)

    """

  private func paper(at address: String = "一") throws -> Paper {
    let files = [
      "README.md": readme,
      "lists/veg.md": "# 蔬菜\n\n- 2021年5月1日 [番茄](../veg/1.md)\n- [豆](../veg/2.md)\n- [瓜](../veg/3.md)\n",
      "fruit/README.md": "# 果树\n\n桃三李四。\n\n|日|篇|\n|--|--|\n|5月|[桃](a.md)|\n|4月|[李](b.md)|\n|3月|[杏](c.md)|\n",
    ]
    let paper = try Paper(files, at: address)
    paper.pages("veg/1.md", "veg/2.md", "veg/3.md", "veg/4.md", "fruit/a.md", "fruit/b.md", "fruit/c.md")
    paper.pages("about.md")
    return paper
  }

  private func categories(_ paper: Paper) throws -> [String] {
    try paper.library.categories(source: "报").map { "\($0.group)/\($0.name) \($0.total)" }
  }

  private let all = ["专题/蔬菜 3", "专题/果树 4", "专题/园圃 1"]

  @Test(arguments: [false, true])
  func pagesThatListOthersAreCategories(isAtHand: Bool) async throws {
    let paper = try paper()
    let report = try await paper.sync(isAtHand: isAtHand)
    #expect(report.notes.isEmpty)
    #expect(try categories(paper) == [isAtHand ? "专题/蔬菜 4" : "专题/蔬菜 3"] + all[1...])
    #expect(try paper.listed("lists/veg.md") == ["veg/1.md", "veg/2.md", "veg/3.md"])
    // What a page says beside its links is not lost: it is the last article there.
    #expect(
      try paper.listed("fruit/README.md") == ["fruit/a.md", "fruit/b.md", "fruit/c.md", "fruit/README.md"])
    // Another time they are indexes as others are.
    _ = paper.mirror.takeWanted()
    #expect(try await paper.sync(isAtHand: isAtHand).progress.new == 0)
    if !isAtHand {
      #expect(paper.mirror.takeWanted() == ["README.md", "fruit/README.md", "lists/veg.md"])
    }
    paper.mirror.set("lists/veg.md", "- [茄](../veg/4.md)\n- [番茄](../veg/1.md)\n- [豆](../veg/2.md)\n")
    paper.mirror.set("README.md", readme + "- [花](https://flowers.example/)\n")
    let second = try await paper.sync(isAtHand: isAtHand)
    #expect(second.progress.new == (isAtHand ? 0 : 1) && second.notes.isEmpty)
    #expect(try paper.listed("lists/veg.md").first == "veg/4.md")
    #expect(try categories(paper) == ["专题/蔬菜 4"] + all[1...])
  }

  @Test(arguments: [
    "# 果树\n\n### [桃](a.md)\n\n桃三李四，说的是结果要等的年数，这里从头说起，一直说到收成为止，种过的人都知道急不得。\n\n### [李](b.md)\n\n李。\n\n### [杏](c.md)\n",
    "果树有好几种，先种哪一种要看地，种下去以后又要等上好几年，这里把写过的都列在下面，从近到远。\n\n[桃](a.md)\n\n文/某\n\n[李](b.md)\n\n[杏](c.md)\n",
    "- [桃](https://mirror.example/fruit/a.md)\n- [李](/fruit/b.md)\n- [杏](c.md) 是这样的：先开花，后长叶，花开得早的那几年最怕倒春寒，要防。\n",
    "- [桃](a.md)\n- [李](b.md)\n\n陆续更新\n",
    "来源：<https://fruit.example/feed>\n\n- [桃](a.md)\n- [李](b.md)\n",
  ])
  func listingsAreWrittenInManyWays(text: String) async throws {
    let paper = try paper(at: "https://mirror.example")
    paper.mirror.set("fruit/README.md", text)
    try await paper.sync()
    #expect(try categories(paper)[1].hasPrefix("专题/果树"))
    #expect(try paper.listed("fruit/README.md").prefix(2) == ["fruit/a.md", "fruit/b.md"])
  }

  @Test(arguments: [
    "先种[番茄](veg/1.md)，再种[豆](veg/2.md)，后种[瓜](veg/3.md)，种完了浇水，浇完了等着，等到秋天就都有得吃了。\n",
    "- [番茄](veg/1.md)\n- [豆](veg/2.md)\n\n种菜的人先要看地，再看天。\n", "已移至[番茄](veg/1.md)\n",
    "- 本页已经搬走 见 [番茄](veg/1.md)\n", "- [一](veg/1.md#a)\n- [二](veg/1.md#b)\n",
    "- [关于](about.md)\n- [蔬菜](lists/veg.md)\n- [果树](fruit/README.md)\n", "![图](1.png)\n\n- [下一张](veg/1.md)\n",
  ])
  func pagesWithSomeLinksAreArticles(text: String) async throws {
    let paper = try paper()
    paper.mirror.set("about.md", "# 种菜\n\n" + text)
    try await paper.sync()
    #expect(try paper.titles.contains("种菜"))
    #expect(try categories(paper) == all)
  }

  @Test(arguments: [false, true])
  func aPageMayBecomeAListingAndOneNoMore(isAtHand: Bool) async throws {
    let paper = try paper(), list = "- [茄](veg/4.md)\n- [番茄](veg/1.md)\n"
    try await paper.sync(isAtHand: isAtHand)
    paper.mirror.set("about.md", "# 关于\n\n" + list)
    paper.mirror.set("fruit/README.md", "# 果树\n\n果树不种了，这一页从此说些别的。\n")
    // Over the web a page that is known is asked for again some time later.
    let report = try await paper.sync(isAtHand: isAtHand, after: 86_400)
    #expect(report.notes.isEmpty)
    #expect(try paper.listed("about.md") == ["veg/4.md", "veg/1.md", "about.md"])
    #expect(try paper.listed("fruit/README.md") == ["fruit/README.md"])
    #expect(try paper.library.categories(source: "报").filter(\.isNamed).map(\.name) == ["蔬菜", "关于", "果树"])
  }

  private func foldered(_ also: String = "") throws -> Paper {
    let paper = try Paper([
      "README.md": "# 小报\n\n从前的小店都记在这里。\n\n\(also)- [前年](2020/)\n- [去年](2021/)\n- [图](images/)\n",
      "2020/README.md": "# 前年\n\n- [一](1.md)\n- [二](2.md)\n- [三](3.md)\n",
      "2021/README.md": "# 去年\n\n- [四](4.md)\n- [五](5.md)\n- [六](6.md)\n",
    ])
    paper.pages("2020/1.md", "2020/2.md", "2020/3.md", "2021/4.md", "2021/5.md", "2021/6.md")
    return paper
  }

  private func named(_ paper: Paper) throws -> [String] {
    try paper.library.categories(source: "报").filter(\.isNamed).map { "\($0.name) \($0.total)" }
  }

  @Test(arguments: [false, true]) func foldersAreCategoriesWhereTheirReadmesList(isAtHand: Bool) async throws
  {
    let paper = try foldered()
    for new in [6, 0] {
      let report = try await paper.sync(isAtHand: isAtHand)
      #expect(report.progress.new == new && report.notes.isEmpty)
      #expect(try named(paper) == ["前年 3", "去年 3"])
    }
    // They are read again with the front page, and are what they were.
    paper.mirror.set("README.md", "# 小报\n\n- [前年](2020/)\n- [去年](2021/)\n")
    paper.mirror.set("2020/README.md", "- [零](0.md)\n- [一](1.md)\n- [二](2.md)\n- [三](3.md)\n")
    paper.pages("2020/0.md")
    #expect(try await paper.sync(isAtHand: isAtHand).progress.new == 1)
    #expect(try named(paper) == ["前年 4", "去年 3"])
  }

  @Test func aFolderWhoseReadmeWasAnArticleIsACategoryWhenItIsLinked() async throws {
    let paper = try foldered(), readme = "# 小报\n\n从前的小店都记在这里。\n"
    paper.mirror.set("README.md", readme)
    #expect(try await paper.sync(isAtHand: true).progress.new == 8)
    paper.mirror.set("README.md", readme + "\n- [前年](2020/)\n")
    try await paper.sync(isAtHand: true)
    // What was an article before is one still.
    #expect(try named(paper) == ["前年 4"])
  }

  @Test(arguments: [false, true]) func besideArticlesFoldersAreCategoriesWhereTheTreeIsAtHand(isAtHand: Bool)
    async throws
  {
    let paper = try foldered("- [关于](about.md)\n")
    paper.pages("about.md")
    #expect(try await paper.sync(isAtHand: isAtHand).notes.isEmpty)
    #expect(try named(paper) == (isAtHand ? ["小报 1", "前年 3", "去年 3"] : ["小报 1"]))
  }

  @Test(arguments: [false, true])
  func aFolderIsACategoryThoughTheFrontPageHasTheNewestOfIt(isAtHand: Bool) async throws {
    let paper = try Paper([
      "README.md":
        "# 订阅\n\n## 最新\n\n- [一](feeds/a/1.md)\n- [四](feeds/b/4.md)\n\n## 全部\n\n- [甲](feeds/a/README.md)\n- [乙](feeds/b/README.md)\n",
      "feeds/a/README.md": "# 甲\n\n- [一](1.md)\n- [二](2.md)\n", "feeds/b/README.md": "# 乙\n\n- [四](4.md)\n",
    ])
    paper.pages("feeds/a/1.md", "feeds/a/2.md", "feeds/b/4.md")
    for new in [3, 0] {
      #expect(try await paper.sync(isAtHand: isAtHand).progress.new == new)
      #expect(try named(paper) == ["最新 2", "甲 2", "乙 1"])
    }
  }

  @Test func besideListingsFoldersAreCategories() async throws {
    let paper = try foldered("- [今年](2022/README.md)\n")
    paper.mirror.set("2022/README.md", "# 今年\n\n- [七](7.md)\n- [八](8.md)\n")
    paper.pages("2022/7.md", "2022/8.md")
    for new in [8, 0] {
      let report = try await paper.sync(isAtHand: true)
      #expect(report.progress.new == new && report.notes.isEmpty)
      #expect(try named(paper) == ["今年 2", "前年 3", "去年 3"])
    }
  }

  @Test(arguments: [nil, "# 图\n\n图都在这里。\n"])
  func aFrontPageWhoseFoldersListNothingIsReadItself(readme: String?) async throws {
    let paper = try Paper(["README.md": "# 小报\n\n从前的小店都记在这里，图在[别处](images/)。\n"])
    if let readme { paper.mirror.set("images/README.md", readme) }
    for new in [1, 0] {
      let report = try await paper.sync()
      #expect(report.progress.new == new && report.notes.isEmpty)
      #expect(try paper.titles == ["小报"])
    }
  }

  @Test func foldersTakeNoCategoriesPlace() async throws {
    let paper = try Paper(["README.md": front, "indexes/a.md": "- [番茄](../pages/a/1.md)\n"])
    paper.pages("pages/a/1.md", "pages/a/2.md")
    try await paper.sync()
    paper.mirror.set("README.md", "# 小报\n\n正在整理，图在[别处](images/)。\n")
    paper.mirror.set("indexes/a.md", "- [豆](../pages/a/2.md)\n- [番茄](../pages/a/1.md)\n")
    let report = try await paper.sync()
    #expect(
      report.progress.new == 1 && report.notes == [SyncNote("README.md", .source(.listsNothing("README.md")))]
    )
    #expect(try named(paper) == ["蔬菜 2"])
  }

  @Test func aSyncThatWasCutFindsTheFoldersTheNextTime() async throws {
    let paper = try foldered()
    try await paper.syncCutShort(upTo: 11)
    #expect(try named(paper) == ["前年 3", "去年 3"])
  }

  @Test func onlyWhatIsChosenIsRead() async throws {
    var paper = try paper()
    #expect(try await paper.sync(only: ["蔬菜"]).notes.isEmpty)
    #expect(try paper.titles.sorted() == ["veg/1.md", "veg/2.md", "veg/3.md"])
    paper = try self.paper()
    #expect(try await paper.sync(except: ["果树"]).notes.isEmpty)
    #expect(try paper.titles.sorted() == ["about.md", "veg/1.md", "veg/2.md", "veg/3.md"])
    paper = try self.paper()
    paper.mirror.set("README.md", readme + "\n" + front)
    paper.mirror.set("indexes/a.md", "- [茄](../veg/4.md)\n")
    #expect(try await paper.sync(except: ["专题"]).notes.isEmpty)
    #expect(try paper.titles == ["veg/4.md"])
  }

  @Test func listingsThatLeadToEachOtherAreNoArticlesOfEachOther() async throws {
    let paper = try paper()
    paper.mirror.set("fruit/README.md", "- [蔬菜](../lists/veg.md)\n- [桃](a.md)\n- [李](b.md)\n- [杏](c.md)\n")
    try await paper.sync()
    #expect(try categories(paper) == ["专题/蔬菜 3", "专题/果树 3", "专题/园圃 1"])
  }

  @Test(arguments: [false, true])
  func whatWasReadBeforeTheFrontPageLedThereIsFound(isAtHand: Bool) async throws {
    let paper = try paper()
    paper.mirror.set("README.md", "# 园圃\n\n" + front)
    paper.mirror.set("indexes/a.md", "- [果树](../fruit/README.md)\n- [关于](../about.md)\n")
    try await paper.sync(isAtHand: isAtHand)
    paper.mirror.set("README.md", readme)
    try await paper.sync(isAtHand: isAtHand)
    #expect(try categories(paper).contains("专题/果树 4"))
    #expect(try paper.listed("fruit/README.md").prefix(3) == ["fruit/a.md", "fruit/b.md", "fruit/c.md"])
  }

  @Test func whatIsNotThereMakesNoListing() async throws {
    let paper = try paper()
    paper.mirror.set("about.md", "# 种菜\n\n- [一](one.html)\n- [二](two.html)\n- [三](three.html)\n")
    try await paper.sync(isAtHand: true)
    #expect(try paper.titles.contains("种菜"))
  }

  @Test func aSyncThatWasCutFindsThemTheNextTime() async throws {
    let paper = try paper()
    try await paper.syncCutShort(upTo: 7)
    #expect(try categories(paper) == all)
  }

  @Test func whatStandsInForAFrontPageLeadsToThem() async throws {
    let paper = try paper()
    paper.mirror.set("SUMMARY.md", readme)
    paper.mirror.set("README.md", "# 园圃\n\nA garden.\n")
    for _ in 0..<2 {
      #expect(try await paper.sync().notes.isEmpty)
      #expect(try categories(paper) == all)
    }
  }

  @Test func whatCameByHandHasTheSameCategories() async throws {
    let paper = try paper()
    try await paper.sync()
    for _ in 0..<2 {
      try await paper.take()
      #expect(try categories(paper) == ["专题/蔬菜 4"] + all[1...])
    }
  }
}
