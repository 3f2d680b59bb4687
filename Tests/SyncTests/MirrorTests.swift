// Several mirrors of one source: which is asked, and what happens when one fails, is behind or is slow.

import Articles
import Foundation
import Library
import Sync
import Synchronization
import TestSupport
import Testing

/// A source with some mirrors, and a clock that a test sets.
private final class Paper: Sendable {
  let mirrors: [String: ScriptedMirror]
  let library: Library
  let clock = Mutex<Int64>(1_700_000_000)
  private let scratch = Scratch()

  init(_ addresses: [String]) throws {
    let folder = scratch.path
    library = try Library(
      LibraryPlaces(cache: folder + "/cache.sqlite", reader: folder + "/reader.sqlite"))
    mirrors = Dictionary(uniqueKeysWithValues: addresses.map { ($0, ScriptedMirror()) })
    try library.addSource(key: "报", title: "", addresses: addresses)
  }

  subscript(address: String) -> ScriptedMirror { mirrors[address] ?? ScriptedMirror() }

  func pass(hours: Int64) { clock.withLock { $0 += hours * 3600 } }

  func sync(isAsked: Bool = true, settings: SourceSettings = SourceSettings()) async throws -> SyncReport {
    try await engine.sync("报", settings: settings, isAsked: isAsked)
  }

  var engine: SyncEngine { engine(slowAfter: 8) }

  func engine(slowAfter: Double) -> SyncEngine {
    SyncEngine(library: library, now: { [self] in clock.withLock { $0 } }, slowAfter: slowAfter) {
      [mirrors] address, _ in
      guard let mirror = mirrors[address] else { throw SyncError.unknownAddress(address) }
      return ScriptedTree(mirror)
    }
  }

  func health(_ address: String) throws -> MirrorHealth {
    try MirrorHealth(#require(try library.mirrors(of: "报").first { $0.address == address }))
  }

  var titles: [String] { get throws { try library.articles(.everything, limit: 1000).map(\.title) } }
}

private func titles(_ numbers: some Sequence<Int>) -> [String] { numbers.map { "第\($0)篇" } }

@Suite struct MirrorTests {
  @Test func theArticlesOfAFrontPageWithoutIndexesAreFound() async throws {
    let paper = try Paper(["一"])
    for number in 1...3 { paper["一"].set("posts/\(number).md", "# 第\(number)篇\n\n正文。\n") }
    paper["一"].set("README.md", "# 小报\n\n- [b](posts/2.md)\n- [a](posts/1.md)\n")
    #expect(try await paper.sync().progress.new == 2)
    #expect(try paper.library.categories(source: "报").map(\.name) == ["小报"])
    #expect(try paper.titles == titles([2, 1]))
    paper["一"].set("README.md", "# 小报\n\n- [c](posts/3.md)\n- [b](posts/2.md)\n- [a](posts/1.md)\n")
    let report = try await paper.sync()
    #expect(report.progress.new == 1 && report.notes.isEmpty)
    #expect(try paper.titles == titles([3, 2, 1]))
  }

  @Test func whatOneMirrorLacksAnotherGives() async throws {
    let paper = try Paper(["一", "二"])
    for mirror in ["一", "二"] { paper[mirror].publish([3, 2, 1]) }
    paper["一"].state.withLock { $0.files["pages/food/2.md"] = nil }
    let report = try await paper.sync()
    #expect(report.progress.new == 3 && report.error == nil && report.notes.isEmpty)
    #expect(try paper.library.articles(.everything, limit: 9).map(\.title) == ["第3篇", "第2篇", "第1篇"])
    #expect(paper["二"].takeWanted().filter { $0.hasPrefix("pages/") } == ["pages/food/2.md"])
  }

  @Test func aMirrorThatDiesInTheMiddleIsLeftAndNothingIsFetchedTwice() async throws {
    let paper = try Paper(["一", "二"])
    for mirror in paper.mirrors.values { mirror.publish(Array((1...60).reversed())) }
    paper["一"].state.withLock { $0.deliveryError = (32, .stalled(host: "一", seconds: 5)) }
    let report = try await paper.sync()
    #expect(report.error == nil && report.progress.new == 60)
    #expect(report.failures == [MirrorFailure(address: "一", error: .stalled(host: "一", seconds: 5))])
    let (first, second) = (paper["一"].takeWanted(), paper["二"].takeWanted())
    #expect(first.count == 32)
    let pages = { (paths: [String]) in Set(paths.filter { $0.hasPrefix("pages/") }) }
    #expect(pages(first).isDisjoint(with: pages(second)))
    #expect(pages(first).union(pages(second)).count == 60)
    #expect(try paper.titles == titles((1...60).reversed()))
    // The next sync begins with the one that did not fail.
    #expect(try await paper.sync().failures.isEmpty)
    #expect(paper["一"].takeWanted().isEmpty)
  }

  @Test func aSlowMirrorIsLeftForAnotherAndWaitedForWhereNoneIsBetter() async throws {
    let paper = try Paper(["一", "二"])
    for mirror in paper.mirrors.values { mirror.publish(Array((1...60).reversed())) }
    paper["一"].state.withLock { $0.cost = 1 }
    let report = try await paper.engine(slowAfter: 0).sync("报")
    #expect(report.failures.first == MirrorFailure(address: "一", error: .slow("一")))
    #expect(report.error == nil && report.progress.new == 60)
    let other = try Paper(["一", "二"])
    other["一"].publish(Array((1...60).reversed()))
    other["一"].state.withLock { $0.cost = 1 }
    other["二"].state.withLock { $0.listingError = .refused(host: "二") }
    #expect(try await other.engine(slowAfter: 0).sync("报").progress.new == 60)
    #expect(try other.titles == titles((1...60).reversed()))
  }

  @Test func aFailedMirrorIsLeftAloneLongerAndLonger() async throws {
    let paper = try Paper(["一"])
    paper["一"].publish([1])
    paper["一"].state.withLock { $0.listingError = .refused(host: "一") }
    var waits: [Int] = []
    for _ in 0..<14 {
      #expect(try await paper.sync(isAsked: false).error == .refused(host: "一"))
      let now = paper.clock.withLock { $0 }
      let wait = try #require(try paper.health("一").wait(at: now))
      waits.append(wait)
      #expect(try await paper.sync(isAsked: false).error == .waiting("一", seconds: wait))
      paper.clock.withLock { $0 += Int64(wait) }
    }
    #expect(waits[0] >= 48 && waits[0] <= 72)
    #expect(zip(waits, waits.dropFirst()).prefix(9).allSatisfy { $0 < $1 })
    #expect(try #require(waits.last) <= 104_000)
    // A person who asks is not put off, and a success ends the patience.
    paper["一"].state.withLock { $0.listingError = nil }
    #expect(try await paper.sync().error == nil)
    #expect(try await paper.sync(isAsked: false).error == nil)
  }

  @Test func aSourceWhoseMirrorFailedIsDueWhenItMayBeAskedAgain() async throws {
    let paper = try Paper(["一", "二"])
    for mirror in paper.mirrors.values {
      mirror.publish([1])
      mirror.state.withLock { $0.listingError = .refused(host: "一") }
    }
    _ = try await paper.sync(isAsked: false)
    func seconds() throws -> Int64 {
      try #require(try paper.engine.due("报", settings: SourceSettings())) - paper.clock.withLock { $0 }
    }
    let wait = try seconds()
    #expect(wait >= 48 && wait <= 72)
    paper.clock.withLock { $0 += wait }
    #expect(try seconds() == 0)
    paper.mirrors.values.forEach { mirror in mirror.state.withLock { $0.listingError = nil } }
    #expect(try await paper.sync(isAsked: false).progress.new == 1)
    #expect(try seconds() == 3600)
  }

  /// Without a network every mirror fails, and as often as one asks: the first after it came back is not put off for
  /// hours.
  @Test func aMachineWithoutANetworkIsNotPutOffForHours() async throws {
    let paper = try Paper(["一"])
    paper["一"].publish([1])
    paper["一"].state.withLock { $0.listingError = .nameNotFound(host: "一") }
    for _ in 0..<14 {
      _ = try await paper.sync(isAsked: false)
      let wait = try #require(try paper.health("一").wait(at: paper.clock.withLock { $0 }))
      #expect(wait <= 2160)
      paper.clock.withLock { $0 += Int64(wait) }
    }
    #expect(try paper.health("一").failures == 14)
  }

  @Test func aServerThatAsksForPatienceGetsIt() async throws {
    let paper = try Paper(["一"])
    paper["一"].publish([1])
    paper["一"].state.withLock { $0.listingError = .askedToWait(status: 429, host: "一", seconds: 600) }
    _ = try await paper.sync()
    paper["一"].state.withLock { $0.listingError = nil }
    #expect(try await paper.sync().error == .waiting("一", seconds: 600))
    paper.clock.withLock { $0 += 601 }
    #expect(try await paper.sync().progress.new == 1)
  }

  @Test func aClockSetBackNeitherLocksAMirrorOutNorHidesWhatIsDue() async throws {
    let paper = try Paper(["一"])
    paper["一"].publish([1])
    paper["一"].state.withLock { $0.listingError = .refused(host: "一") }
    _ = try await paper.sync()
    paper["一"].state.withLock { $0.listingError = nil }
    paper.pass(hours: -24 * 365)
    #expect(try await paper.sync(isAsked: false).progress.new == 1)
    paper.pass(hours: -24 * 365)
    let now = paper.clock.withLock { $0 }
    #expect(try paper.engine.due("报", settings: SourceSettings()) == now)
    paper["一"].publish([1], text: { _ in "改过的正文。" })
    #expect(try await paper.sync().progress.changed == 1)
  }

  @Test func aMirrorThatIsBehindIsLeftForAnother() async throws {
    let paper = try Paper(["一", "二"])
    for mirror in paper.mirrors.values { mirror.publish([5, 4, 3]) }
    _ = try await paper.sync()
    paper["一"].publish([9, 8, 7, 6, 5])
    #expect(try await paper.sync().progress.new == 4)
    // Now the second, which stood still, comes first.
    paper["一"].state.withLock { $0.listingError = .refused(host: "一") }
    for _ in 0..<9 { _ = try await paper.sync() }
    paper["一"].state.withLock { $0.listingError = nil }
    let report = try await paper.sync()
    #expect(report.error == nil)
    #expect(try paper.titles == titles([9, 8, 7, 6, 5, 4, 3]))
    #expect(try paper.library.listing(source: "报", path: "indexes/food.md")?.first == "pages/food/9.md")
  }

  @Test func anArticleTakenBackIsNoMirrorBehindWhereAllSayTheSame() async throws {
    let paper = try Paper(["一", "二"])
    for mirror in paper.mirrors.values { mirror.publish([5, 4, 3]) }
    _ = try await paper.sync()
    for mirror in paper.mirrors.values { mirror.publish([4, 3]) }
    #expect(try await paper.sync().error == nil)
    #expect(try paper.library.listing(source: "报", path: "indexes/food.md")?.first == "pages/food/4.md")
    #expect(try paper.titles.count == 3)
  }

  @Test func aMirrorThatStandsStillIsFoundOut() async throws {
    let paper = try Paper(["一", "二"])
    for mirror in paper.mirrors.values { mirror.publish([1]) }
    for _ in 0..<2 { _ = try await paper.sync() }
    #expect(try paper.health("二").asked > 0)
    paper["二"].publish([2, 1])
    #expect(try await paper.sync().progress.new == 0)
    paper.pass(hours: 4)
    #expect(try await paper.sync().progress.new == 1)
    #expect(try paper.health("一").staleness == 1)
    paper["二"].publish([3, 2, 1])
    #expect(try await paper.sync().progress.new == 1)
  }

  @Test func aDaysBytesAreNotExceeded() async throws {
    let paper = try Paper(["一"])
    paper["一"].publish(Array(1...50))
    paper["一"].state.withLock { $0.cost = 100_000 }
    var settings = SourceSettings()
    settings.dailyBudget = 2_000_000
    #expect(try await paper.sync(settings: settings).error == .budgetSpent(limit: 2_000_000))
    let stored = try paper.titles.count
    #expect(stored > 10 && stored < 20)
    // Until then nobody tries again, and says so, every hour.
    let due = try #require(try paper.engine.due("报", settings: settings))
    #expect(due > paper.clock.withLock { $0 } && due % 86_400 == 0)
    #expect(try await paper.sync(settings: settings).error == .budgetSpent(limit: 2_000_000))
    #expect(try paper.titles.count == stored)
    for _ in 0..<3 {
      paper.pass(hours: 24)
      _ = try await paper.sync(settings: settings)
    }
    #expect(try paper.titles.count == 50)
  }

  @Test func aSecondSyncAsksForListingsOnlyAndWritesOnlyThatItWas() async throws {
    let paper = try Paper(["一"])
    paper["一"].publish(Array(1...50))
    _ = try await paper.sync()
    _ = paper["一"].takeWanted()
    let report = try await paper.sync()
    #expect(report.progress.new == 0 && report.progress.changed == 0)
    #expect(paper["一"].takeWanted() == ["README.md", "indexes/food.md"])
  }

  @Test func aChangedPageIsFoundAndAMissingOneAskedForSeldom() async throws {
    let paper = try Paper(["一"])
    paper["一"].publish(Array(1...20))
    paper["一"].state.withLock { $0.files["pages/food/7.md"] = nil }
    let first = try await paper.sync()
    #expect(first.notes == [SyncNote("pages/food/7.md", .missing(others: 0))])
    _ = paper["一"].takeWanted()
    var asked = 0
    for hour in 1...100 {
      paper.pass(hours: 1)
      if hour == 30 { paper["一"].set("pages/food/3.md", "### 第3篇\n------\n\n<p>改过的正文。</p>\n") }
      let report = try await paper.sync()
      #expect(report.notes.isEmpty)
      asked += paper["一"].takeWanted().filter { $0 == "pages/food/7.md" }.count
    }
    #expect(asked > 5 && asked < 15)
    let article = try #require(try paper.library.articles(.everything, limit: 50).first { $0.title == "第3篇" })
    #expect(try #require(try paper.library.document(article.id)).blocks.count == 1)
    paper.pass(hours: 24 * 30)
    paper["一"].publish(Array(1...20))
    #expect(try await paper.sync().progress.new == 1)
  }

  @Test func aFrontPageThatListsNothingChangesNoCategory() async throws {
    let paper = try Paper(["一"])
    paper["一"].publish([1, 2])
    _ = try await paper.sync()
    paper["一"].set("README.md", "### 日报\n\n维护中\n")
    let report = try await paper.sync()
    #expect(report.notes.map(\.problem) == [.source(.listsNothing("README.md"))])
    #expect(try paper.library.categories().map(\.name) == ["饮食"])
    #expect(report.error == nil)
  }

  @Test func whatIsKeptIsLimitedButNeverTheUnreadOrStarred() async throws {
    let paper = try Paper(["一"])
    paper["一"].publish(Array((1...30).reversed()))
    var settings = SourceSettings()
    settings.keptArticles = 10
    _ = try await paper.sync(settings: settings)
    #expect(try paper.titles.count == 30)
    let articles = try paper.library.articles(.everything, limit: 100)
    for article in articles.suffix(15) { _ = try paper.library.setRead(article.id, true) }
    _ = try paper.library.setStarred(articles[29].id, true)
    let category = try paper.library.categories()[0]
    #expect(category.total == 30 && category.unread == 15)
    #expect(try await paper.sync(settings: settings).progress.new == 0)
    #expect(try paper.titles == titles((16...30).reversed()) + ["第1篇"])
    let after = try paper.library.categories()[0], source = try paper.library.sources()[0]
    #expect(after.total == 16 && after.unread == 15)
    #expect(source.total == 16 && source.unread == 15)
    settings.dropsUnread = true
    _ = try await paper.sync(settings: settings)
    #expect(try paper.titles == titles((21...30).reversed()) + ["第1篇"])
    // What went is not fetched again.
    _ = paper["一"].takeWanted()
    _ = try await paper.sync()
    #expect(paper["一"].takeWanted() == ["README.md", "indexes/food.md"])
  }

  /// Neither while nobody could bring it back, nor by a clock that is years ahead.
  @Test func whatIsOldGoesAfterASyncThatWasWholeAndByTheNewestDay() async throws {
    let paper = try Paper(["一"])
    paper["一"].publish([1])
    paper["一"].set("indexes/food.md", (1...3).map { "#### [第\($0)篇](../pages/food/\($0).md)\n" }.joined())
    for number in 1...3 {
      paper["一"].set("pages/food/\(number).md", "### 第\(number)篇\n-----\n\n【茶报2021年6月\(number * 9)日】早晨。\n")
    }
    var settings = SourceSettings()
    settings.keptDays = 10
    _ = try await paper.sync()
    for article in try paper.library.articles(.everything, limit: 9) {
      _ = try paper.library.setRead(article.id, true)
    }
    paper["一"].state.withLock { $0.listingError = .noAnswer(host: "一", seconds: 1) }
    _ = try await paper.sync(settings: settings)
    #expect(try paper.titles.count == 3)
    paper["一"].state.withLock { $0.listingError = nil }
    paper.pass(hours: 24_000)
    _ = try await paper.sync(settings: settings)
    #expect(try paper.titles == ["第3篇", "第2篇"])
  }

  @Test func newestFirstAndTheListGrowsInItsOrder() async throws {
    let paper = try Paper(["一"])
    paper["一"].publish(Array((1...40).reversed()))
    paper["一"].state.withLock { $0.deliveryError = (12, .cutShort(host: "一")) }
    _ = try await paper.sync()
    #expect(try paper.titles == titles((31...40).reversed()))
    paper["一"].state.withLock { $0.deliveryError = (14, .cutShort(host: "一")) }
    _ = try await paper.sync()
    #expect(try paper.titles == titles((19...40).reversed()))
    paper["一"].state.withLock { $0.deliveryError = nil }
    paper["一"].publish(Array((1...45).reversed()))
    _ = try await paper.sync()
    #expect(try paper.titles == titles((1...45).reversed()))
  }

  @Test func whatCameByHandIsNotDoubledAndTurnsNothingBack() async throws {
    let paper = try Paper(["一"])
    paper["一"].publish([5, 4, 3])
    _ = try await paper.sync()
    let old = ScriptedMirror()
    old.publish([4, 3, 2, 1], text: { $0 < 3 ? "旧文。" : "早先的正文。" })
    let report = try await paper.engine.sync("报", importing: old.whole)
    #expect(report.progress.new == 2 && report.progress.changed == 0)
    #expect(try paper.library.listing(source: "报", path: "indexes/food.md")?.first == "pages/food/5.md")
    let new = ScriptedMirror()
    new.publish([7, 6, 5])
    #expect(try await paper.engine.sync("报", importing: new.whole).progress.new == 2)
    #expect(try paper.titles.prefix(5) == titles((3...7).reversed())[...])
  }

  /// A file may be damaged behind what has been read of it.
  @Test func whatCameByHandBeforeItBrokeOffIsKept() async throws {
    let paper = try Paper(["一"])
    let mirror = ScriptedMirror()
    mirror.publish([3, 2, 1])
    mirror.state.withLock { $0.deliveryError = (4, .cutShort(host: "一")) }
    await #expect(throws: SyncError.self) {
      try await paper.engine.sync("报", importing: ScriptedTree(mirror))
    }
    #expect(try paper.titles == titles([3, 2]))
  }
}
