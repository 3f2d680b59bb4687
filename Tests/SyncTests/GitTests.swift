// git as a source: what is moved, what is stored, what a hostile tree or server can do.

import Articles
import Foundation
import Library
import Parsing
import Sync
import Synchronization
import TestSupport
import Testing

/// A repository that is published, a library that reads it, and the folder between them.
private final class Paper {
  let scratch = Scratch()
  let publisher: Publisher
  let library: Library
  var address: String
  var folder: String { scratch.path + "/cache/paper.git" }

  init() throws {
    let folder = scratch.path
    publisher = try Publisher(folder + "/served/paper.git")
    address = publisher.path
    library = try Library(
      LibraryPlaces(cache: folder + "/data/cache.sqlite", reader: folder + "/data/reader.sqlite"))
  }

  /// A server of it, which from now on is asked.
  func serve(_ kind: GitServer.Kind, filters: Bool = true) throws -> GitServer {
    try publisher.git("config", "uploadpack.allowFilter", "\(filters)")
    if kind == .dumb { try publisher.git("update-server-info") }
    let server = try GitServer(kind, folder: scratch.path + "/served")
    address = server.address("paper.git")
    return server
  }

  func tree(_ settings: SourceSettings = SourceSettings()) throws -> GitTree {
    try GitTree(address: address, settings: settings, folder: folder)
  }

  private var engine: SyncEngine {
    SyncEngine(library: library) { [folder] in try GitTree(address: $0, settings: $1, folder: folder) }
  }

  @discardableResult
  func sync() async throws -> SyncReport {
    let report = try await report()
    if let error = report.error { throw error }
    return report
  }

  func report(_ settings: SourceSettings = SourceSettings()) async throws -> SyncReport {
    if try library.sources().isEmpty { try library.addSource(key: "报", title: "", addresses: [address]) }
    return try await engine.sync("报", settings: settings)
  }

  /// Syncs where a commit is current when it begins, and another when some of its pages have been read; then the first is
  /// there no more.
  func report(overtaken old: String, by new: String) async throws -> SyncReport {
    try publisher.git("update-ref", "refs/kept", new)
    try publisher.git("update-ref", "HEAD", old)
    if try library.sources().isEmpty { try library.addSource(key: "报", title: "", addresses: [address]) }
    let engine = SyncEngine(library: library) { [folder, git = ["git", "--git-dir=" + publisher.path]] in
      try Overtaken(tree: GitTree(address: $0, settings: $1, folder: folder), afterPages: 60) {
        _ = try shell(git + ["update-ref", "HEAD", new])
        _ = try shell(git + ["gc", "--quiet", "--prune=now"])
      }
    }
    // Counted bytes are asked for a hundred pages at a time, and nothing ahead.
    var settings = SourceSettings()
    settings.dailyBudget = 10_000_000
    return try await engine.sync("报", settings: settings)
  }

  /// How many articles have some words.
  func count(_ words: String) throws -> Int {
    try library.search(SearchRequest(SearchQuery(words), limit: 200), patience: .seconds(60)).hits.count
  }

  /// Whether a content of the published tree was fetched.
  func has(_ name: String) throws -> Bool {
    let id = try publisher.blob(name)
    let answer = try shell(
      ["git", "--git-dir=" + folder, "cat-file", "--batch-check"], input: id + "\n",
      environment: ["GIT_ALLOW_PROTOCOL": "none"])
    return !answer.hasSuffix("missing")
  }
}

/// A tree of which something becomes when so many of its pages have been delivered.
private final class Overtaken: Tree {
  let tree: GitTree
  let afterPages: Int
  let event: @Sendable () throws -> Void
  private let count = Mutex(0)

  init(tree: GitTree, afterPages: Int, _ event: @escaping @Sendable () throws -> Void) {
    (self.tree, self.afterPages, self.event) = (tree, afterPages, event)
  }

  var isAtHand: Bool { tree.isAtHand }
  var traffic: Int { tree.traffic }

  func listing(since tip: String?) async throws -> TreeListing { try await tree.listing(since: tip) }

  func deliver(_ wanted: [Wanted], to take: @escaping @Sendable (Delivery) async throws -> Void) async throws
  {
    try await tree.deliver(wanted) { [self] delivery in
      let isNow = count.withLock { count in
        if delivery.path.hasPrefix("pages/") { count += 1 }
        return count == afterPages
      }
      if isNow { try event() }
      try await take(delivery)
    }
  }
}

private func page(_ number: Int, _ text: String = "茶馆的早晨。") -> (String, String) {
  ("pages/food/\(number).md", "### 第\(number)篇\n------------------------\n\n<div>\n<p>\(text)</p>\n</div>\n")
}

/// Pages that say of something that they are the first, the second and so on.
private func pages(_ numbers: ClosedRange<Int>, _ what: String) -> [String: String] {
  Dictionary(uniqueKeysWithValues: numbers.map { page($0, "第\($0)\(what)。") })
}

private func index(_ numbers: some Sequence<Int>, stamp: Int = 1) -> (String, String) {
  ("indexes/food.md", numbers.map { "#### [第\($0)篇](../pages/food/\($0).md?t=\(stamp))\n" }.joined())
}

private func front(stamp: Int = 1) -> (String, String) {
  ("README.md", "### 日报\n\n#### 生活 &nbsp;-&nbsp; [饮食](indexes/food.md?t=\(stamp))\n")
}

private func files(_ files: (String, String)...) -> [String: String] {
  Dictionary(uniqueKeysWithValues: files)
}

@Suite struct GitTests {
  @Test(arguments: [GitServer.Kind?.none, .daemon, .smart])
  func picturesAreNeverFetched(kind: GitServer.Kind?) async throws {
    let paper = try Paper()
    try paper.publisher.commit(
      files(
        front(), index(1...3), page(1), page(2), page(3), page(9), ("pages/food/1.md.png", "picture 1"),
        ("pages/food/2.md.png", "picture 2")))
    let server = try kind.map { try paper.serve($0) }
    let report = try await paper.sync()
    #expect(report.progress.new == (kind == nil ? 4 : 3) && report.notes.isEmpty)
    #expect(try paper.has("pages/food/2.md") && !paper.has("pages/food/1.md.png"))
    #expect(try paper.has("pages/food/9.md") == (kind == nil))
    try paper.publisher.commit(files(page(4), index(1...4), ("pages/food/4.md.png", "picture 4")))
    #expect(try await paper.sync().progress.new == 1)
    #expect(try !paper.has("pages/food/4.md.png") && !paper.has("pages/food/2.md.png"))
    withExtendedLifetime(server) {}
  }

  @Test func anIndexThatTheFrontPageNamesLaterIsRead() async throws {
    let paper = try Paper()
    let other = ("indexes/tea.md", "#### [第3篇](../pages/food/3.md)\n")
    try paper.publisher.commit(files(front(), index(1...2), page(1), page(2), page(3), other))
    try await paper.sync()
    try paper.publisher.commit(files(("README.md", front().1 + "#### [茶](indexes/tea.md)\n")))
    try await paper.sync()
    #expect(try paper.library.categories(source: "报").map(\.total) == [2, 1])
  }

  @Test(arguments: [GitServer.Kind?.none, .daemon])
  func whatStandsInForAFrontPageIsRead(kind: GitServer.Kind?) async throws {
    let paper = try Paper()
    let summary = "# Summary\n\n* [第2篇](pages/food/2.md)\n* [第1篇](pages/food/1.md)\n"
    try paper.publisher.commit(
      files(("README.md", "# 种菜\n\nA book.\n"), ("SUMMARY.md", summary), page(1), page(2)))
    let server = try kind.map { try paper.serve($0) }
    let report = try await paper.sync()
    #expect(report.progress.new == 2 && report.notes.isEmpty)
    #expect(try paper.library.categories(source: "报").map(\.name) == ["种菜"])
    try paper.publisher.commit(files(("SUMMARY.md", summary + "* [第3篇](pages/food/3.md)\n"), page(3)))
    #expect(try await paper.sync().progress.new == 1)
    #expect(try paper.library.categories(source: "报").map(\.total) == [3])
    withExtendedLifetime(server) {}
  }

  @Test(arguments: [GitServer.Kind?.none, .daemon])
  func aPageThatIsAListingAtALaterCommitIsACategory(kind: GitServer.Kind?) async throws {
    let paper = try Paper()
    let readme = ("Readme.md", "# 日报\n\n- [饮食](lists/food.md)\n- [关于](about.md)\n")
    let about = ("about.md", "# 关于\n\n这是一份日报。\n")
    try paper.publisher.commit(files(readme, about, ("lists/food.md", "# 饮食\n\n还没有写。\n"), page(1), page(2)))
    let server = try kind.map { try paper.serve($0) }
    try await paper.sync()
    let list = "# 饮食\n\n- [第1篇](../pages/food/1.md)\n- [第2篇](../pages/food/2.md)\n"
    try paper.publisher.commit(files(("lists/food.md", list)))
    try await paper.sync()
    #expect(try paper.library.categories(source: "报").map(\.name) == ["饮食", "日报"])
    #expect(try paper.library.categories(source: "报").map(\.total) == [3, 1])
    withExtendedLifetime(server) {}
  }

  /// Ten hours of a mirror: the stamps in its links change every hour, an article now and then.
  @Test(arguments: [GitServer.Kind?.none, .daemon])
  func anHourlyHistoryIsFollowedCommitByCommit(kind: GitServer.Kind?) async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...5), page(1), page(2), page(3), page(4), page(5)))
    let server = try kind.map { try paper.serve($0) }
    #expect(try await paper.sync().progress.new == 5)
    var newest = 5
    for hour in 2...10 {
      var changed = files(front(stamp: hour))
      if hour.isMultiple(of: 4) {
        newest += 1
        changed.merge([page(newest)]) { $1 }
      }
      if hour == 7 { changed.merge([page(2, "改过的正文。")]) { $1 } }
      changed.merge([index((1...newest).reversed(), stamp: hour)]) { $1 }
      try paper.publisher.commit(changed)
      let progress = try await paper.sync().progress
      #expect(progress.new == (hour.isMultiple(of: 4) ? 1 : 0), "hour \(hour)")
      #expect(progress.changed == (hour == 7 ? 1 : 0), "hour \(hour)")
    }
    withExtendedLifetime(server) {}
  }

  @Test func nothingIsReadWhereNothingChanged() async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...2), page(1), page(2)))
    let server = try paper.serve(.smart)
    let first = try await paper.sync()
    #expect(first.progress.bytes > 300)
    let report = try await paper.sync()
    #expect(report.progress.total == 0 && (1000..<1500).contains(report.progress.bytes))
    withExtendedLifetime(server) {}
  }

  @Test func changesSinceATipThatIsStillHereAreTold() async throws {
    let paper = try Paper()
    let first = try paper.publisher.commit(files(front(), index(1...2), page(1), page(2)))
    let tree = try paper.tree()
    let whole = try await tree.listing(since: nil)
    #expect(whole.extent == .whole && whole.files.count == 4 && whole.tip == first)
    #expect(try await tree.listing(since: first).files.isEmpty)
    let second = try paper.publisher.commit(files(page(2, "改过的正文。")))
    let changes = try await tree.listing(since: first)
    #expect(changes.extent == .changes && changes.files.map(\.path) == ["pages/food/2.md"])
    #expect(changes.tip == second)
    #expect(try await tree.listing(since: String(repeating: "0", count: 40)).extent == .whole)
    #expect(try await tree.listing(since: "--output=/tmp/x").extent == .whole)
  }

  @Test func aRewrittenHistoryLosesNothing() async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...3), page(1), page(2), page(3)))
    let server = try paper.serve(.daemon)
    try await paper.sync()
    try paper.publisher.commit(
      files(front(), index([4, 3, 2]), page(2), page(3, "改过的正文。"), page(4)), keeping: false, parent: false)
    try paper.publisher.git("gc", "--quiet", "--prune=now")
    let report = try await paper.sync()
    #expect(report.progress.new == 1 && report.progress.changed == 1)
    #expect(report.notes == [SyncNote(paper.address, .rewrittenHistory)])
    #expect(try Set(paper.library.articles(.everything, limit: 9).map(\.title)).count == 4)
    withExtendedLifetime(server) {}
  }

  @Test(arguments: GitServer.Kind.allCases)
  func aForcePushIsSaidAndAPushIsNot(kind: GitServer.Kind) async throws {
    let paper = try Paper()
    let publisher = paper.publisher
    try publisher.commit(files(front(), index(1...2), page(1), page(2)))
    let before = try publisher.commit(files(page(3), index(1...3)))
    let server = try paper.serve(kind)
    func push(_ files: [String: String]) async throws -> [SyncNote] {
      try publisher.commit(files)
      try publisher.git("update-server-info")
      return try await paper.sync().notes.filter { $0.problem == .rewrittenHistory }
    }
    _ = try await push(files(page(4), index(1...4)))
    #expect(try await push(files(page(5), index(1...5))).isEmpty)
    // The last commit is made again, otherwise.
    try publisher.git("update-ref", "HEAD", "HEAD~1")
    let said = [SyncNote(paper.address, .rewrittenHistory)]
    #expect(try await push(files(page(5, "改过的正文。"), index(1...5))) == said)
    #expect(try await push(files(page(6), index(1...6))).isEmpty)
    try publisher.git("update-ref", "HEAD", before)
    // Only with all of the history here can it be known that several commits are gone.
    let notes = try await push(files(page(7), index([1, 2, 3, 7])))
    if kind == .dumb { #expect(notes == said) }
    #expect(try paper.library.articles(.everything, limit: 9).count == 7)
    withExtendedLifetime(server) {}
  }

  @Test func aServerWithoutFiltersSendsEverythingAndItIsSaid() async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...2), page(1), page(2), ("pages/food/1.md.png", "图")))
    let server = try paper.serve(.smart, filters: false)
    let report = try await paper.sync()
    #expect(report.progress.new == 2)
    #expect(report.notes == [SyncNote(paper.address, .allContents)])
    try paper.publisher.commit(files(page(3), index(1...3)))
    let again = try await paper.sync()
    #expect(again.progress.new == 1 && again.notes.isEmpty)
    withExtendedLifetime(server) {}
  }

  /// Over the protocol of old a server lets no contents be asked for by themselves, whatever filters it knows.
  @Test func aServerWithFiltersAndTheProtocolOfOldIsRead() async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...2), page(1), page(2)))
    let server = try paper.serve(.old)
    #expect(try await paper.sync().progress.new == 2)
    try paper.publisher.commit(files(page(3), index(1...3)))
    #expect(try await paper.sync().progress.new == 1)
    withExtendedLifetime(server) {}
  }

  /// To look at an address again, while its server is down, is not to throw away what was fetched from it.
  @Test func whatIsKeptOfAnAddressOutlivesALookThatFails() async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...2), page(1), page(2)))
    let transports = Transports(folder: paper.scratch.path + "/kept")
    var server: GitServer? = try paper.serve(.daemon)
    _ = try await transports.find(paper.address, settings: SourceSettings())
    let kept = { try FileManager.default.contentsOfDirectory(atPath: paper.scratch.path + "/kept/git") }
    #expect(try kept().count == 1)
    server = nil
    await #expect(throws: SyncError.self) {
      try await transports.find(paper.address, settings: SourceSettings())
    }
    #expect(try kept().count == 1)
    await #expect(throws: SyncError.self) {
      try await transports.find(paper.address + "x", settings: SourceSettings())
    }
    #expect(try kept().count == 1)
    withExtendedLifetime(server) {}
  }

  @Test func aPlainWebServerSendsItsHistoryAndItIsSaid() async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...2), page(1), page(2)))
    try paper.publisher.commit(files(page(3), index(1...3)))
    let server = try paper.serve(.dumb)
    let report = try await paper.sync()
    #expect(report.progress.new == 3 && report.progress.bytes > 0)
    #expect(report.notes == [SyncNote(paper.address, .wholeHistory)])
    try paper.publisher.commit(files(page(4), index(1...4)), parent: false)
    try paper.publisher.git("update-server-info")
    let again = try await paper.sync()
    #expect(again.progress.new == 1 && again.notes == [SyncNote(paper.address, .rewrittenHistory)])
    withExtendedLifetime(server) {}
  }

  @Test func aDamagedCacheIsMadeAnew() async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...2), page(1), page(2)))
    let server = try paper.serve(.daemon)
    try await paper.sync()
    let packs = paper.folder + "/objects/pack"
    for name in try FileManager.default.contentsOfDirectory(atPath: packs) where name.hasSuffix(".pack") {
      try FileManager.default.removeItem(atPath: packs + "/" + name)
      try Data("garbage".utf8).write(to: URL(filePath: packs + "/" + name))
    }
    try paper.publisher.commit(files(page(3), index(1...3)))
    #expect(try await paper.sync().progress.new == 1)
    try Data("garbage".utf8).write(to: URL(filePath: paper.folder + "/HEAD"))
    try paper.publisher.commit(files(page(4), index(1...4)))
    #expect(try await paper.sync().progress.new == 1)
    withExtendedLifetime(server) {}
  }

  /// A page that was fetched, and not stored before the sync was killed, can be read no more.
  @Test(arguments: [false, true])
  func aDamagedPageIsFetchedAnew(isEmptied: Bool) async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...2), page(1), page(2)))
    let server = try paper.serve(.daemon)
    let tree = try paper.tree(), folder = paper.folder + "/objects/pack/"
    let packs = {
      try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".pack") }
    }
    _ = try await tree.listing(since: nil)
    let before = try packs()
    try await tree.deliver([Wanted("pages/food/1.md"), Wanted("pages/food/2.md")]) { _ in }
    let new = try #require(try packs().first { !before.contains($0) })
    var bytes = try Data(contentsOf: URL(filePath: folder + new))
    // The first content begins there.
    if isEmptied { bytes = Data() } else { bytes[14] ^= 0xFF }
    try FileManager.default.removeItem(atPath: folder + new)
    try bytes.write(to: URL(filePath: folder + new))
    await #expect(throws: SyncError.self) { try await paper.sync() }
    #expect(try await paper.sync().progress.new == 2)
    withExtendedLifetime(server) {}
  }

  /// What was fetched is not thrown away, and paid for again, where ssh cannot reach the server.
  @Test func aServerThatIsAwayCostsNothingThatIsHere() async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...2), page(1), page(2)))
    let server = try paper.serve(.daemon)
    try await paper.sync()
    let packs = {
      try FileManager.default.contentsOfDirectory(atPath: paper.folder + "/objects/pack").sorted()
    }
    let before = try packs()
    let other = try Nginx()
    let away = try GitTree(
      address: "ssh://127.0.0.1:\(other.port)/x.git", settings: SourceSettings(), folder: paper.folder)
    await #expect(throws: SyncError.self) { try await away.listing(since: nil) }
    #expect(try packs() == before)
    withExtendedLifetime(server) {}
  }

  /// Of what a day's bytes do not suffice for, no more is fetched at once than can be told beforehand.
  @Test func aDaysBytesAreNotSpentOnAllPagesAtOnce() async throws {
    let paper = try Paper()
    let pages = Dictionary(uniqueKeysWithValues: (1...130).map { page($0) })
    try paper.publisher.commit(files(front(), index(1...130)).merging(pages) { $1 })
    let server = try paper.serve(.daemon)
    var settings = SourceSettings()
    settings.dailyBudget = 2000
    #expect(try await paper.report(settings).error == .budgetSpent(limit: 2000))
    #expect(try paper.has("pages/food/1.md") && !paper.has("pages/food/130.md"))
    withExtendedLifetime(server) {}
  }

  /// That would be until the time limit.
  @Test(.timeLimit(.minutes(10))) func theNextPagesComeWhileTheFirstAreRead() async throws {
    let paper = try Paper()
    let pages = Dictionary(uniqueKeysWithValues: (1...200).map { page($0) })
    try paper.publisher.commit(pages)
    let server = try paper.serve(.smart), tree = try paper.tree(), names = pages.keys.sorted()
    _ = try await tree.listing(since: nil)
    let (held, hold) = AsyncStream<Void>.makeStream()
    let delivery = Task {
      try await tree.deliver(names.map { Wanted($0) }) { delivery in
        if delivery.path == names[0] { for await _ in held {} }
      }
    }
    // The tip, the first pages, the next.
    while server.requests.count(where: { $0.contains("GET /paper.git/info/refs") }) < 3 {
      try await Task.sleep(for: .milliseconds(10))
    }
    hold.finish()
    try await delivery.value
  }

  /// The newest pages come first, and few at once: what has come can be read, whatever becomes of the rest.
  @Test(arguments: [false, true])
  func theNewestPagesAreKeptWhereTheRestCannotBeHad(includesArchive: Bool) async throws {
    let paper = try Paper()
    let pages = Dictionary(uniqueKeysWithValues: (1...200).map { page($0, "第\($0)种茶。") })
    try paper.publisher.commit(files(front(), index(1...200)).merging(pages) { $1 })
    let server = try paper.serve(.daemon)
    let lost = try paper.publisher.blob("pages/food/200.md")
    let object = "\(paper.publisher.path)/objects/\(lost.prefix(2))/\(lost.dropFirst(2))"
    try FileManager.default.moveItem(atPath: object, toPath: object + ".away")
    var settings = SourceSettings()
    settings.includesArchive = includesArchive
    let report = try await paper.report(settings)
    #expect(report.error != nil && report.progress.new >= 100)
    try FileManager.default.moveItem(atPath: object + ".away", toPath: object)
    let rest = try await paper.report(settings).progress.new
    #expect(rest < 100 && report.progress.new + rest == 200)
    withExtendedLifetime(server) {}
  }

  /// What is left of the old history is read, then all of the new one: a branch that was moved is no server that sends no
  /// contents by themselves, and is not taken for one from then on.
  @Test func aHistoryThatIsMadeAnewMeanwhileIsReadAsItIsThen() async throws {
    let paper = try Paper()
    let listed = files(front(), index(1...150))
    let old = try paper.publisher.commit(listed.merging(pages(1...150, "种茶")) { $1 })
    let new = try paper.publisher.commit(listed.merging(pages(1...150, "壶酒")) { $1 }, parent: false)
    let server = try paper.serve(.smart)
    #expect(try await paper.report(overtaken: old, by: new).error == nil)
    #expect(try paper.count("壶酒") == 150)
    try paper.publisher.commit(files(page(151), index(1...151), ("pages/food/151.md.png", "picture")))
    #expect(try await paper.sync().progress.new == 1)
    #expect(try !paper.has("pages/food/151.md.png"))
    withExtendedLifetime(server) {}
  }

  /// News of which some have been read are taken back, and what was there before is there again: no change tells that.
  @Test func whatIsTakenBackWhileItIsReadIsTakenBackHere() async throws {
    let paper = try Paper()
    let first = files(front(), index(1...150)).merging(pages(1...150, "种茶")) { $1 }
    try paper.publisher.commit(first)
    let server = try paper.serve(.smart)
    try await paper.sync()
    let old = try paper.publisher.commit(pages(1...150, "壶酒"))
    let new = try paper.publisher.commit(first.merging(files(page(150, "一碗汤。"))) { $1 }, parent: false)
    #expect(try await paper.report(overtaken: old, by: new).error == nil)
    #expect(try ["种茶", "壶酒", "碗汤"].map(paper.count) == [149, 0, 1])
    withExtendedLifetime(server) {}
  }

  /// Its way would be found out again and again, without end.
  @Test(.timeLimit(.minutes(5))) func aWayThatCannotBeKeptEndsTheSync() async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...2), page(1), page(2)))
    try paper.publisher.git("update-server-info")
    let server = try paper.serve(.dumb)
    try await paper.sync()
    try FileManager.default.removeItem(atPath: paper.folder + "/kanbao-way")
    try FileManager.default.createDirectory(
      atPath: paper.folder + "/kanbao-way", withIntermediateDirectories: false)
    try paper.publisher.commit(files(page(3), index(1...3)))
    try paper.publisher.git("update-server-info")
    let error = try await paper.report(SourceSettings()).error
    #expect(error.map { "\($0)".contains(paper.folder) } == true, "\(String(describing: error))")
    withExtendedLifetime(server) {}
  }

  /// So many names are not fetched again to see whether anything is new.
  @Test func aServerWithNamesWithoutEndIsRead() async throws {
    let paper = try Paper()
    let commit = try paper.publisher.commit(files(front(), index(1...2), page(1), page(2)))
    let names = (1...70_000).map { "\(commit) refs/tags/\($0 + 1_000_000)\n" }.joined()
    try Data(names.utf8).write(to: URL(filePath: paper.publisher.path + "/packed-refs"))
    let server = try paper.serve(.smart)
    #expect(try await paper.sync().progress.new == 2)
    try paper.publisher.commit(files(page(3), index(1...3)))
    _ = try await paper.sync()
    try paper.publisher.commit(files(page(4), index(1...4)))
    let last = try await paper.sync()
    #expect(last.progress.new == 1 && last.progress.bytes < 100_000)
    withExtendedLifetime(server) {}
  }

  @Test func whatAKilledGitLeftDoesNotMatter() async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...2), page(1), page(2)))
    try await paper.sync()
    var left = [
      "shallow.lock", "gc.pid", "refs/kanbao/tip.lock", "objects/pack/tmp_pack_x", "objects/pack/pack-x.keep",
      "objects/pack/.tmp-1-pack-x.pack",
    ].map { paper.folder + "/" + $0 }
    left.append(paper.folder + ".new")
    for file in left { try Data().write(to: URL(filePath: file)) }
    try paper.publisher.commit(files(page(3), index(1...3)))
    #expect(try await paper.sync().progress.new == 1)
    #expect(left.filter(FileManager.default.fileExists).isEmpty)
  }

  @Test func theFolderStaysSmall() async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...2), page(1), page(2)))
    let server = try paper.serve(.daemon)
    try await paper.sync()
    // As many packs as many hours leave, made at once.
    let packs = paper.folder + "/objects/pack"
    let names = try FileManager.default.contentsOfDirectory(atPath: packs)
    for number in 0..<60 {
      for name in names {
        let stem = name.split(separator: ".")[0], ending = name.split(separator: ".")[1]
        try? FileManager.default.copyItem(
          atPath: packs + "/" + name, toPath: "\(packs)/\(stem)\(number).\(ending)")
      }
    }
    try paper.publisher.commit(files(page(3), index(1...3)))
    #expect(try await paper.sync().progress.new == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: packs).count { $0.hasSuffix(".pack") } == 3)
    #expect(try !paper.has("pages/food/1.md") && paper.has("pages/food/3.md"))
    withExtendedLifetime(server) {}
  }

  @Test func whatIsHereIsNotFetchedAgain() async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...3), page(1), page(2), page(3)))
    let server = try paper.serve(.daemon)
    for wanted in [[1...1, 1...2], [2...3]] {
      let tree = try paper.tree()
      _ = try await tree.listing(since: nil)
      for numbers in wanted { try await tree.deliver(numbers.map { Wanted(page($0).0) }) { _ in } }
    }
    let git = ["git", "--git-dir=" + paper.folder]
    let packed = try shell(git + ["count-objects", "-v"]).split(separator: "\n").first {
      $0.hasPrefix("in-pack")
    }
    let all = try shell(git + ["cat-file", "--batch-all-objects", "--batch-check"])
    #expect(packed == "in-pack: \(all.split(separator: "\n").count)")
    withExtendedLifetime(server) {}
  }

  /// That would be until the time limit.
  @Test(.timeLimit(.minutes(10))) func aPageThatTakesLongHoldsUpNoOther() async throws {
    let paper = try Paper()
    let pages = Dictionary(uniqueKeysWithValues: (1...50).map { page($0) })
    try paper.publisher.commit(pages)
    let tree = try paper.tree(), names = pages.keys.sorted()
    _ = try await tree.listing(since: nil)
    let (others, came) = AsyncStream.makeStream(of: String.self)
    try await tree.deliver(names.map { Wanted($0) }) { delivery in
      if delivery.path == names[0] { for await _ in others.prefix(49) {} } else { came.yield(delivery.path) }
    }
  }

  @Test func aServerIsAskedOnceForAllPages() async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...3), page(1), page(2), page(3)))
    let server = try paper.serve(.smart)
    try await paper.sync()
    // The tip, the listings, the pages: what each fetch says first is its own.
    #expect(server.requests.count { $0.contains("GET /paper.git/info/refs") } == 3)
    try paper.publisher.commit(files(page(4), page(2, "改过的正文。"), index(1...4, stamp: 2), front(stamp: 2)))
    try await paper.sync()
    // Whether anything is new, the tip, the pages.
    #expect(server.requests.count { $0.contains("GET /paper.git/info/refs") } == 6)
  }

  /// What is expected comes with the listings, and is read while the next comes. That something else is wanted first costs
  /// nothing.
  @Test(arguments: [true, false]) func whatIsExpectedComesWithTheListings(isExpected: Bool) async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...300)).merging(pages(1...300, "种茶")) { $1 })
    let server = try paper.serve(.smart), tree = try paper.tree()
    let names = (1...300).reversed().map { "pages/food/\($0).md" }
    _ = try await tree.listing(since: nil)
    await tree.expect(isExpected ? names : names.reversed())
    try await tree.deliver([Wanted("README.md")]) { _ in }
    let fetches = { server.requests.count { $0.contains("GET /paper.git/info/refs") } }
    #expect(fetches() == 2)
    #expect(try paper.has(names[isExpected ? 0 : 299]) && !paper.has(names[isExpected ? 299 : 0]))
    let came = Mutex<[String]>([])
    try await tree.deliver(names.map { Wanted($0) }) { delivery in came.withLock { $0.append(delivery.path) }
    }
    let all = came.withLock { $0 }
    #expect(Set(all) == Set(names) && all.count == names.count)
    // Pages are handed on four at a time.
    #expect(!isExpected || all.prefix(8).allSatisfy(Set(names.prefix(12)).contains))
    withExtendedLifetime(server) {}
  }

  /// All is expected where all is wanted and nothing is here, and only there.
  @Test func nothingIsExpectedOfASourceThatIsHere() async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index([9]), page(9), page(1)))
    let server = try paper.serve(.smart)
    _ = try await paper.tree().frontPage()
    #expect(try !paper.has("pages/food/1.md") && !paper.has("pages/food/9.md"))
    var settings = SourceSettings()
    settings.includesArchive = true
    #expect(try await paper.report(settings).progress.new == 2)
    try FileManager.default.removeItem(atPath: paper.folder)
    try paper.publisher.commit(files(front(stamp: 2), page(10)))
    #expect(try await paper.report(settings).progress.new == 1)
    #expect(try paper.has("pages/food/10.md") && !paper.has("pages/food/1.md"))
    withExtendedLifetime(server) {}
  }

  @Test(arguments: [true, false])
  func whereNothingIsNewOneRequestSaysSo(filters: Bool) async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...2), page(1), page(2)))
    let server = try paper.serve(.smart, filters: filters)
    try await paper.sync()
    var before = server.requests.count
    #expect(try await paper.sync().progress.total == 0)
    #expect(server.requests.count == before + 1)
    // News: whether there are any, the tip by its id, the contents.
    try paper.publisher.commit(files(page(3), index(1...3)))
    before = server.requests.count
    #expect(try await paper.sync().progress.new == 1)
    #expect(server.requests.count <= before + 5)
  }

  /// A server that lists thousands of names each time would cost more than it saves.
  @Test func aServerWithManyNamesIsAskedForAllOfThemOnce() async throws {
    let paper = try Paper()
    let commit = try paper.publisher.commit(files(front(), index(1...2), page(1), page(2)))
    let names = (1...400).map { "create refs/tags/\($0) \(commit)\n" }.joined()
    try paper.publisher.git("update-ref", "--stdin", input: names)
    let server = try paper.serve(.smart)
    try await paper.sync()
    #expect(try await paper.sync().progress.bytes > 20_000)
    #expect(try await paper.sync().progress.bytes < 2000)
    try paper.publisher.commit(files(page(3), index(1...3)))
    #expect(try await paper.sync().progress.new == 1)
    withExtendedLifetime(server) {}
  }
}

@Suite struct GitPortionTests {
  /// The parts that are asked for of a server which sends so many contents a second.
  private func parts(
    of count: Int, perSecond speed: Double, isCounted: Bool = false, bytesBefore: Double? = nil
  ) -> [Int] {
    var portion = GitPortion(of: count, isCounted: isCounted, bytesPerSecond: bytesBefore)
    var rest = Array(0..<count)[...], parts: [Int] = []
    while !rest.isEmpty {
      let part = portion.next(of: &rest)
      #expect(part == Array(parts.reduce(0, +)..<count - rest.count))
      portion.took(.seconds(Double(part.count) / speed), for: part.count)
      parts.append(part.count)
    }
    return parts
  }

  @Test func fewAreAskedForFirstThenAsManyAsComeInAWhile() {
    #expect(parts(of: 2000, perSecond: 128) == [128, 1000, 872])
    #expect(parts(of: 1000, perSecond: 20) == [128, 200, 200, 200, 272])
    #expect(parts(of: 500, perSecond: 2) == [128, 128, 128, 116])
    #expect(parts(of: 190, perSecond: 2) == [190])
    #expect(parts(of: 1600, perSecond: 1000) == [128, 1472])
  }

  /// Over a fast line half of them come at once, and are read while the other half comes.
  @Test func overAFastLineTheFirstAreMore() {
    #expect(parts(of: 632, perSecond: 5000, bytesBefore: 2e6) == [316, 316])
    #expect(parts(of: 200, perSecond: 5000, bytesBefore: 2e6) == [128, 72])
    #expect(parts(of: 9000, perSecond: 1000, bytesBefore: 1e9).first == 1000)
    #expect(parts(of: 632, perSecond: 20, bytesBefore: 40_000).first == 128)
    #expect(parts(of: 250, perSecond: 1000, isCounted: true, bytesBefore: 2e6) == [100, 100, 50])
  }

  /// Of what is here already nobody knows how fast it would come.
  @Test func whatWasHereSaysNothingOfTheLine() {
    var portion = GitPortion(of: 1000, isCounted: false)
    portion.took(.milliseconds(2), for: 0)
    #expect(portion.count == GitPortion.least)
  }

  @Test func aLargeArchiveIsNotFetchedInHundredsOfParts() {
    let parts = parts(of: 60_000, perSecond: 2)
    #expect(parts.prefix(8).allSatisfy { $0 == 128 } && parts.count < 100)
  }

  @Test func whatIsCountedIsAskedForInSmallParts() {
    #expect(parts(of: 250, perSecond: 1000, isCounted: true) == [100, 100, 50])
  }
}

@Suite struct MovedRepositoryTests {
  /// A library that reads a repository at an address which leads to another place.
  private func sync(_ address: String, _ paper: Paper) async throws -> SyncReport {
    try paper.library.addSource(key: "报", title: "", addresses: ["git+" + address])
    let transports = Transports(folder: paper.scratch.path + "/kept")
    let engine = SyncEngine(library: paper.library) { try transports.tree(at: $0, settings: $1) }
    return try await engine.sync("报", settings: direct { $0.headers = ["X-Key: 7"] })
  }

  @Test func aRepositoryThatHasMovedIsFollowed() async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...2), page(1), page(2)))
    let server = try paper.serve(.smart)
    let there = paper.address
    let old = MisbehavingServer { asked in
      let rest = asked.target.replacing("/old.git", with: "")
      return [.answer(301, "", ["Location: \(there)\(rest)"])]
    }
    #expect(try await sync(old.address + "old.git", paper).progress.new == 2)
    withExtendedLifetime(server) {}
  }

  @Test(arguments: ["http://10.0.0.1/x.git/info/refs?service=git-upload-pack", "http://127.0.0.1/elsewhere"])
  func aRepositoryIsNotFollowedToAnyPlace(target: String) async throws {
    let paper = try Paper()
    let old = MisbehavingServer { _ in [.answer(301, "", ["Location: \(target)"])] }
    let report = try await sync(old.address.replacing("127.0.0.1", with: "localhost") + "old.git", paper)
    guard case .redirectRefused? = report.error else {
      Issue.record("\(report)")
      return
    }
    #expect(old.asked.filter { $0.fields["git-protocol"] != nil || $0.fields["x-key"] != nil }.count > 0)
  }
}

/// What a moved repository's new place answers may be no answer: nobody waits for its turn for ever.
@Suite struct GarbledMoveTests {
  @Test(.timeLimit(.minutes(30))) func aGarbledAnswerThereHoldsUpNobody() async throws {
    let server = MisbehavingServer { asked in
      asked.target.hasPrefix("/new")
        ? [.answer(200, "no gzip", ["Content-Encoding: gzip"])]
        : asked.target.hasSuffix(".md")
          ? [.answer(200, "### 题\n")]
          : [.answer(301, "", ["Location: /new/info/refs?service=git-upload-pack"])]
    }
    let scratch = Scratch()
    let transports = Transports(folder: scratch.path)
    for number in 1...5 {
      let tree = try transports.tree(at: "git+\(server.address)\(number).git", settings: direct())
      await #expect(throws: SyncError.self) { try await tree.listing(since: nil) }
    }
    let web = try transports.tree(at: server.address, settings: direct())
    #expect(try await web.frontPage() != nil)
  }
}

@Suite struct GitFailureTests {
  @Test(arguments: [
    "--upload-pack=touch /tmp/kanbao-option", "ext::sh -c touch% /tmp/kanbao-option", "-x:y", "a@-oProxy:x",
    "ftp://example.org/x.git", "", "no-such-folder", "x::y", "https://example.org/\u{1B}[31m",
  ])
  func anAddressThatIsNoneIsRefused(address: String) {
    #expect(throws: SyncError.self) {
      try GitTree(address: address, settings: SourceSettings(), folder: "/nonexistent/kanbao")
    }
  }

  private func failure(_ address: String, patience: Int = 60) async throws -> SyncError? {
    let scratch = Scratch()
    let tree = try GitTree(
      address: address, settings: SourceSettings(), folder: scratch.path + "/x.git", patience: patience)
    do {
      _ = try await tree.listing(since: nil)
      return nil
    } catch let error as SyncError {
      return error
    }
  }

  @Test func nobodyListens() async throws {
    let port = deadPort
    #expect(try await failure("git://127.0.0.1:\(port)/x.git") == .refused(host: "127.0.0.1"))
    #expect(try await failure("http://127.0.0.1:\(port)/x.git") == .refused(host: "127.0.0.1"))
  }

  @Test func aNameThatIsNot() async throws {
    #expect(try await failure("http://nowhere.invalid/x.git") == .nameNotFound(host: "nowhere.invalid"))
    #expect(try await failure("git://nowhere.invalid/x.git") == .nameNotFound(host: "nowhere.invalid"))
  }

  @Test func nothingIsThere() async throws {
    let scratch = Scratch()
    let server = try GitServer(.smart, folder: scratch.path)
    let address = server.address("x.git")
    #expect(try await failure(address) == .status(404, path: address))
    #expect(try await failure(scratch.path) == .unknownAddress(scratch.path))
    let daemon = try GitServer(.daemon, folder: scratch.path), other = daemon.address("x.git")
    let reason = "the server has no such repository"
    #expect(try await failure(other) == .unreadable(other, reason: reason))
  }

  /// Whatever the environment says of certificates, those of the source's settings are the ones that count.
  @Test func aCertificateIsTrustedWhereTheSettingsSaySo() async throws {
    let authority = try Authority(), scratch = Scratch()
    let commit = try Publisher(scratch.path + "/x.git").commit(["README.md": "### 报"])
    let server = try GitServer(.smart, folder: scratch.path, certificate: authority.certificate())
    func tip(_ file: String?) async throws -> String? {
      var settings = SourceSettings()
      settings.certificateAuthorities = file
      let tree = try GitTree(
        address: server.address("x.git"), settings: settings, folder: scratch.path + "/cache.git")
      return try await tree.listing(since: nil).tip
    }
    let other = try Authority()
    let host = try #require(URL(string: server.address(""))?.host())
    for file in [other.file, nil] {
      await #expect(
        throws: SyncError.certificate(host: host, reason: "server certificate verification failed.")
      ) { try await tip(file) }
    }
    #expect(try await tip(authority.file) == commit)
  }

  @Test func anEmptyRepositoryIsNoMirror() async throws {
    let scratch = Scratch()
    let publisher = try Publisher(scratch.path + "/x.git")
    #expect(try await failure(publisher.path) == .noMirror(publisher.path))
  }

  @Test func aServerThatIsSilentIsGivenUp() async throws {
    let silent = Listener()
    let address = "git://127.0.0.1:\(silent.port)/x.git"
    #expect(try await failure(address, patience: 1) == .noAnswer(host: "127.0.0.1", seconds: 1))
    // Where there is another mirror, a third of the patience will do.
    let scratch = Scratch()
    let tree = try GitTree(
      address: address, settings: SourceSettings(), folder: scratch.path + "/x.git", patience: 3)
    await #expect(throws: SyncError.noAnswer(host: "127.0.0.1", seconds: 1)) {
      try await tree.hastened().listing(since: nil)
    }
  }

  @Test func aConnectionThatIsCutAsItBeginsMayBeBlocked() async throws {
    let listener = Listener()
    async let error = failure("https://127.0.0.1:\(listener.port)/x.git")
    cutAfterFirstWords(try #require(await listener.connection))
    #expect(try await error == .handshakeCut(host: "127.0.0.1"))
  }

  @Test(arguments: ["inf bytes", "nan KiB", "1e300 GiB", "-5 MiB", "1000000000 GiB"])
  func whatAServerHasGitPrintIsNoMeasure(size: String) async throws {
    let server = Listener()
    async let error = failure("git://127.0.0.1:\(server.port)/x.git")
    let connection = try #require(await server.connection)
    var asked = [UInt8](repeating: 0, count: 4096)
    #expect(read(connection, &asked, asked.count) > 0)
    let line = "ERR no\nReceiving objects:  45% (288/638), \(size) | x\n",
      length = String(line.utf8.count + 4, radix: 16)
    let answer = Array((String(repeating: "0", count: 4 - length.count) + length + line).utf8)
    #expect(write(connection, answer, answer.count) == answer.count)
    close(connection)
    #expect(try await error != nil)
  }

  @Test func aSyncThatIsCancelledEndsGit() async throws {
    let silent = Listener()
    let scratch = Scratch()
    let tree = try GitTree(
      address: "git://127.0.0.1:\(silent.port)/x.git", settings: SourceSettings(),
      folder: scratch.path + "/x.git")
    let task = Task { try await tree.listing(since: nil) }
    let connection = try #require(await silent.connection)
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    // Whoever was connected has left.
    var buffer = [UInt8](repeating: 0, count: 4096)
    while read(connection, &buffer, buffer.count) > 0 {}
    close(connection)
  }

  @Test func noMessageTellsThePassword() async throws {
    let scratch = Scratch()
    let server = try GitServer(.dumb, folder: scratch.path)
    let address = server.address("x.git").replacingOccurrences(of: "://", with: "://reader:geheim@")
    let error = try #require(try await failure(address))
    #expect(!"\(error)".contains("geheim") && "\(error)".contains("127.0.0.1"))
  }
}

@Suite struct HostileTreeTests {
  @Test func namesThatLeadElsewhereAreNoted() async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...1), page(1)))
    let git = paper.publisher
    let blob = try git.git("hash-object", "-w", "--stdin", input: "### 墙外\n")
    let inner = try git.git("mktree", "-z", "--missing", input: "100644 blob \(blob)\t9.md\0")
    let good = try git.git("rev-parse", "HEAD^{tree}")
    let listed = try git.git("ls-tree", "-z", good)
    let names = [
      "100644 blob \(blob)\tpages\u{1B}[31m.md", "100644 blob \(blob)\tpages\n.md",
      "120000 blob \(blob)\tlinks.md", "160000 commit \(String(repeating: "1", count: 40))\tsubmodule",
      "040000 tree \(inner)\t..",
    ]
    let tree = try git.git("mktree", "-z", "--missing", input: listed + names.map { $0 + "\0" }.joined())
    try paper.publisher.publish(tree: tree)
    let server = try paper.serve(.daemon)
    let report = try await paper.sync()
    #expect(report.progress.new == 1)
    #expect(report.notes.count == 5 && report.notes.allSatisfy { $0.problem == .name })
    #expect(report.notes.allSatisfy { !$0.path.contains("\u{1B}") && !$0.path.contains("\n") })
    #expect(try paper.library.articles(.everything, limit: 9).map(\.title) == ["第1篇"])
    withExtendedLifetime(server) {}
  }

  /// What a tree calls a page is a folder's own bytes.
  @Test func aFolderThatIsCalledAFileIsNoArticle() async throws {
    let paper = try Paper()
    try paper.publisher.commit(files(front(), index(1...1), page(1)))
    let git = paper.publisher
    let inner = try git.git("mktree", "-z", input: "")
    try git.git("update-index", "--add", "--cacheinfo", "100644,\(inner),zz.md")
    try paper.publisher.publish(tree: git.git("write-tree", "--missing-ok"))
    _ = try? await paper.sync()
    _ = try? await paper.sync()
    #expect(try paper.library.articles(.everything, limit: 9).map(\.title) == ["第1篇"])
  }

  /// Ten folders that are each ten times the same folder: ten thousand million files in one kilobyte.
  @Test func aTreeWithoutEndIsRefused() async throws {
    let paper = try Paper()
    let git = paper.publisher
    var entry = "100644 blob \(try git.git("hash-object", "-w", "--stdin", input: "### 题\n"))"
    for level in 0..<10 {
      let tree = (0..<10).map { "\(entry)\tf\($0)\(level == 0 ? ".md" : "")\0" }.joined()
      entry = "040000 tree \(try git.git("mktree", "-z", input: tree))"
    }
    try paper.publisher.publish(tree: String(entry.suffix(40)), parent: false)
    await #expect(throws: SyncError.self) { try await paper.tree().listing(since: nil) }
  }

  @Test func aPageTooLargeIsNotRead() async throws {
    let paper = try Paper()
    try paper.publisher.commit(
      files(front(), index(1...2), page(1), ("pages/food/2.md", String(repeating: "字", count: 3_000_000))))
    let report = try await paper.sync()
    #expect(report.progress.new == 1)
    #expect(
      report.notes == [
        SyncNote("pages/food/2.md", .source(.tooLarge("pages/food/2.md", limit: largestPage)))
      ])
  }
}
