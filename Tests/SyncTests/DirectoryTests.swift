// A folder as a source: what is read, what is not, and what a second look costs.

import Articles
import Foundation
import Library
import Parsing
import Sync
import Synchronization
import TestSupport
import Testing

/// A mirror in a folder of its own, and a library that reads it.
private final class Mirror {
  let path: String
  let library: Library
  private let scratch = Scratch()

  init() throws {
    let folder = scratch.path
    path = folder + "/mirror"
    library = try Library(
      LibraryPlaces(cache: folder + "/data/cache.sqlite", reader: folder + "/data/reader.sqlite"))
    try library.addSource(key: "报", title: "", addresses: [path])
    try write("README.md", "### 日报\n\n#### 生活 &nbsp;-&nbsp; [饮食](indexes/food.md?t=1)\n")
  }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let file = URL(filePath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func page(_ number: Int, _ text: String = "茶馆的早晨。") throws {
    try write(
      "pages/food/\(number).md",
      "### 第\(number)篇\n------------------------\n\n<div>\n<p>\(text)</p>\n</div>\n")
  }

  func index(_ numbers: [Int], _ more: String = "") throws {
    try write(
      "indexes/food.md",
      numbers.map { "#### [第\($0)篇](../pages/food/\($0).md?t=2)\n" }.joined() + more)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
  }

  var engine: SyncEngine { SyncEngine(library: library) { address, _ in try DirectoryTree(path: address) } }

  @discardableResult
  func sync() async throws -> SyncReport {
    let report = try await engine.sync("报")
    if let error = report.error { throw error }
    return report
  }

  var titles: [String] { get throws { try library.articles(.everything, limit: 1000).map(\.title) } }
}

@Suite struct DirectoryTests {
  @Test func aSecondSyncWritesNothing() async throws {
    let mirror = try Mirror()
    for number in 1...30 { try mirror.page(number) }
    try mirror.index(Array(5...30))
    #expect(try await mirror.sync().progress.new == 30)
    let before = mirror.library.changeCount
    let again = try await mirror.sync()
    #expect(again.progress.total == 0 && again.notes.isEmpty)
    // One row says that the mirror was asked.
    #expect(mirror.library.changeCount == before + 1)
  }

  @Test func onlyWhatChangedIsRead() async throws {
    let mirror = try Mirror()
    for number in 1...10 { try mirror.page(number) }
    try mirror.index(Array(1...10))
    try await mirror.sync()
    try mirror.page(3, "改过的正文。")
    try mirror.page(11)
    try FileManager.default.removeItem(atPath: mirror.path + "/pages/food/7.md")
    let report = try await mirror.sync()
    #expect(report.progress.total == 2 && report.progress.done == 2)
    #expect(report.progress.new == 1 && report.progress.changed == 1)
    #expect(try Set(mirror.titles) == Set((1...11).map { "第\($0)篇" }))
  }

  @Test func theListIsInTheIndexsOrder() async throws {
    let mirror = try Mirror()
    for number in 1...5 { try mirror.page(number) }
    try mirror.index([4, 2, 5])
    try await mirror.sync()
    #expect(try mirror.titles == ["第4篇", "第2篇", "第5篇", "第3篇", "第1篇"])
  }

  /// Pages without a date, of which no index tells the order: what comes later is news.
  @Test func whereNoIndexTellsTheOrderWhatComesLaterStandsAbove() async throws {
    let mirror = try Mirror()
    try mirror.write("README.md", "# 日报\n")
    for days in [[1, 2], [3], [4, 5]] {
      for day in days { try mirror.write("news/2022010\(day).md", "# 第\(day)日\n\n正文。\n") }
      try await mirror.sync()
    }
    #expect(try mirror.titles == (1...5).reversed().map { "第\($0)日" })
  }

  @Test func nothingOutsideTheTreeIsRead() async throws {
    let mirror = try Mirror()
    let secret = "### 墙外\n------------------------\n\n<p>不该看见</p>\n"
    try mirror.write("../outside/9.md", secret)
    try mirror.page(1)
    try mirror.index(
      [1], "#### [墙外](../../outside/9.md)\n#### [根](/etc/hostname)\n#### [根](file:///etc/hostname)\n")
    try mirror.link("pages/food/2.md", to: "../../../outside/9.md")
    try mirror.link("pages/far", to: "../../outside")
    try mirror.link("pages/loop", to: "..")
    let report = try await mirror.sync()
    #expect(report.progress.new == 1)
    #expect(try mirror.titles == ["第1篇"])
  }

  @Test func whatCannotBeReadIsNotedAndTheRestIs() async throws {
    let mirror = try Mirror()
    try mirror.page(1)
    try mirror.write("pages/food/2.md", [UInt8](repeating: 0, count: 5000))
    try mirror.write("pages/food/3.md", "")
    try mirror.write("pages/food/4.md", [UInt8](repeating: 0x61, count: 9_000_000))
    try mirror.write(
      "pages/food/5.md", Array("### 题\n------\n\n<p>坏\u{1B}[31m".utf8) + [0xFF, 0xFE] + Array("字</p>".utf8))
    try mirror.index([1, 2, 3, 4, 5])
    let report = try await mirror.sync()
    #expect(report.progress.new == 2)
    let problems: [SyncNote.Problem] = [
      .page(.empty), .page(.empty), .source(.tooLarge("pages/food/4.md", limit: largestPage)),
    ]
    for (number, problem) in zip(2..., problems) {
      #expect(report.notes.contains(SyncNote("pages/food/\(number).md", problem)))
    }
    #expect(try mirror.titles.contains("题"))
  }

  /// What was published before stays, whatever its page says of itself later.
  @Test func aDraftComesWhenItIsPublished() async throws {
    let mirror = try Mirror()
    func write(_ number: Int, isDraft: Bool) throws {
      try mirror.write(
        "pages/food/\(number).md", "---\ntitle: 第\(number)道菜\ndraft: \(isDraft)\n---\n\n写到一半，改了\(isDraft)。\n")
    }
    try write(1, isDraft: false)
    try write(2, isDraft: true)
    try mirror.index([1, 2])
    let report = try await mirror.sync()
    #expect(try report.notes.isEmpty && mirror.titles == ["第1道菜"])
    try write(1, isDraft: true)
    try write(2, isDraft: false)
    try await mirror.sync()
    #expect(try Set(mirror.titles) == ["第1道菜", "第2道菜"])
  }

  @Test func anIndexTheFrontPageNamesLaterIsReadThen() async throws {
    let mirror = try Mirror()
    try mirror.page(1)
    try mirror.write("indexes/late.md", "#### [第1篇](../pages/food/1.md?t=1)\n")
    try await mirror.sync()
    try mirror.write(
      "README.md",
      "### 日报\n\n#### 生活 &nbsp;-&nbsp; [饮食](indexes/food.md) &nbsp;|&nbsp; [晚报](indexes/late.md)\n")
    try await mirror.sync()
    let late = try #require(try mirror.library.categories().first { $0.name == "晚报" })
    #expect(late.total == 1)
  }

  @Test func aFolderTooDeepIsNoted() async throws {
    let mirror = try Mirror()
    try mirror.page(1)
    try mirror.write((1...12).map { "d\($0)/" }.joined() + "1.md", "### 题\n")
    let report = try await mirror.sync()
    #expect(report.notes.map(\.problem) == [.tooDeep])
  }

  @Test func aFolderThatIsNotThereIsNamed() async throws {
    #expect(throws: SyncError.self) { try DirectoryTree(path: "https://example.org/") }
    let mirror = try Mirror()
    try FileManager.default.removeItem(atPath: mirror.path)
    do {
      try await mirror.sync()
      Issue.record("a folder that is not there was read")
    } catch {
      #expect("\(error)".contains(mirror.path))
    }
  }

  @Test func aSyncStoppedInTheMiddleGoesOn() async throws {
    let mirror = try Mirror()
    for number in 1...400 { try mirror.page(number) }
    try mirror.index(Array(1...400))
    // The mirror holds back what comes after the first batches, until the sync is cancelled.
    let (reached, tell) = AsyncStream<Void>.makeStream()
    let engine = SyncEngine(library: mirror.library) { address, _ in
      HeldTree(tree: try DirectoryTree(path: address), after: 250) { tell.finish() }
    }
    let task = Task { try await engine.sync("报") }
    for await _ in reached {}
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    let stored = try mirror.titles.count
    #expect(stored > 0 && stored < 400)
    let report = try await mirror.sync()
    #expect(report.progress.new == 400 - stored)
    #expect(try mirror.titles == (1...400).map { "第\($0)篇" })
  }

  /// That would be until the time limit.
  @Test(.timeLimit(.minutes(10))) func whatHasComeCanBeReadWhileNothingComes() async throws {
    let mirror = try Mirror()
    for number in 1...40 { try mirror.page(number) }
    try mirror.index(Array(1...40))
    let engine = SyncEngine(library: mirror.library) { address, _ in
      // The front page and the index come first.
      HeldTree(tree: try DirectoryTree(path: address), after: 32) {}
    }
    let task = Task { try await engine.sync("报") }
    while try mirror.titles.count < 30 { try await Task.sleep(for: .milliseconds(10)) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  /// A line may bring much before there is something to store.
  @Test(.timeLimit(.minutes(10))) func whatIsMovedIsToldWhileNothingIsStored() async throws {
    let mirror = try Mirror()
    try mirror.page(1)
    try mirror.index([1])
    let engine = SyncEngine(library: mirror.library) { address, _ in
      HeldTree(tree: try DirectoryTree(path: address), after: 1, traffic: 5000) {}
    }
    let (reports, report) = AsyncStream<SyncProgress>.makeStream()
    let task = Task { try await engine.sync("报") { report.yield($0) } }
    // The index, which is held, is expected.
    for await progress in reports where progress.bytes == 5000 && progress.total == 2 {
      #expect(progress.done == 1)
      break
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func oneSyncAtATime() throws {
    let mirror = try Mirror()
    let cache = mirror.path + "-cache"
    let held = try SyncLock(cache: cache)
    #expect(throws: SyncError.busy) { _ = try SyncLock(cache: cache) }
    _ = consume held
    _ = try SyncLock(cache: cache)
  }
}

/// A tree that stops delivering after so many files, until it is cancelled.
private final class HeldTree: Tree {
  private let tree: DirectoryTree
  private let left: Mutex<Int>
  private let tell: @Sendable () -> Void

  init(tree: DirectoryTree, after count: Int, traffic: Int = 0, tell: @escaping @Sendable () -> Void) {
    left = Mutex(count)
    (self.tree, self.traffic, self.tell) = (tree, traffic, tell)
  }

  var isAtHand: Bool { true }
  let traffic: Int

  func listing(since tip: String?) async throws -> TreeListing { try tree.listing(since: tip) }

  func deliver(_ wanted: [Wanted], to take: @escaping @Sendable (Delivery) async throws -> Void) async throws
  {
    try await tree.deliver(wanted) { [self] delivery in
      let isHeld = left.withLock { left in
        left -= 1
        return left < 0
      }
      if isHeld {
        tell()
        try await Task.sleep(for: .seconds(86_400))
      }
      try await take(delivery)
    }
  }
}
