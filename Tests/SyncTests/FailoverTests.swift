// Two mirrors on the web, of which one dies, stalls or goes stale in the middle of a sync: real connections, the
// engine over them.

import Foundation
import Library
import Sync
import Synchronization
import TestSupport
import Testing

/// A mirror whose pages a test may take away: a web server that goes wrong when it is told.
private final class WebMirror: Sendable {
  private struct State {
    var files: [String: String] = [:]
    var categories: Set<String> = []
    /// What is done in place of an answer, after so many more of them.
    var mishap: (after: Int, [Doing])?
    var refusesPages = false
  }

  private let state = Mutex(State())
  private let served = Mutex<MisbehavingServer?>(nil)

  init() {
    let server = MisbehavingServer { [weak self] asked in self?.answer(asked) ?? [.close] }
    served.withLock { $0 = server }
  }

  var address: String { served.withLock { $0?.address ?? "" } }
  var asked: [String] { served.withLock { $0?.asked.map(\.target) ?? [] } }

  /// The pages asked for, without the listings.
  var pages: Set<String> { Set(asked.filter { $0.hasPrefix("/pages/") }) }

  func publish(_ numbers: [Int], in category: String = "food") {
    state.withLock { state in
      state.categories.insert(category)
      state.files["/README.md"] =
        "### 日报\n\n#### 生活\n"
        + state.categories.sorted().map { "#### [\($0)](indexes/\($0).md?t=1)\n" }.joined()
      state.files["/indexes/\(category).md"] =
        numbers.map { "#### [第\($0)篇](../pages/\(category)/\($0).md?t=2)\n" }.joined()
      for number in numbers {
        state.files["/pages/\(category)/\(number).md"] =
          "### 第\(number)篇\n--------------\n\n<p>第\(number)篇的正文。</p>\n"
      }
    }
  }

  func fail(after count: Int, _ mishap: [Doing]) { state.withLock { $0.mishap = (count, mishap) } }

  func refusePages(_ isSo: Bool) { state.withLock { $0.refusesPages = isSo } }

  private func answer(_ asked: Asked) -> [Doing] {
    state.withLock { state in
      if state.refusesPages, asked.target.hasPrefix("/pages/") { return [.answer(403, "no")] }
      if let (after, mishap) = state.mishap {
        if after == 0 { return mishap }
        state.mishap = (after - 1, mishap)
      }
      return state.files[asked.target].map { [.answer(200, $0)] } ?? [.answer(404, "no")]
    }
  }
}

@Suite struct FailoverTests {
  private let first = WebMirror(), second = WebMirror()
  private let library: Library
  private let scratch = Scratch()

  init() throws {
    library = try Library(
      LibraryPlaces(cache: scratch.path + "/cache.sqlite", reader: scratch.path + "/reader.sqlite"))
    for mirror in [first, second] { mirror.publish(Array((1...60).reversed())) }
    try library.addSource(key: "报", title: "", addresses: [first.address, second.address])
  }

  private func sync(_ source: String = "报") async throws -> SyncReport {
    let client = HTTPClient(
      patience: patience {
        ($0.connection, $0.answer, $0.silence) = (.milliseconds(800), .milliseconds(800), .milliseconds(800))
      })
    // However busy the machine is, slowness is not what is tested here.
    let engine = SyncEngine(library: library, slowAfter: 86_400) { address, settings in
      try HTTPTree(address: address, settings: settings, client: client)
    }
    return try await engine.sync(source, settings: direct(), isAsked: true)
  }

  private func checkAllCameOnce(_ report: SyncReport) throws {
    #expect(report.error == nil && report.progress.new == 60)
    #expect(report.failures.map(\.address) == [first.address])
    let titles = try library.articles(.everything, limit: 100).map(\.title)
    #expect(titles == (1...60).reversed().map { "第\($0)篇" })
  }

  @Test func whatTheOnlyMirrorRefusedForAWhileComesAfterwards() async throws {
    try library.addSource(
      key: "独", title: "", addresses: [first.address.replacing("127.0.0.1", with: "localhost")])
    first.refusePages(true)
    #expect(try await sync("独").error != nil)
    first.refusePages(false)
    // Two that fail alone are taken to be refused for longer.
    let report = try await sync("独")
    #expect(report.error == nil && report.progress.new >= 58, "\(report)")
  }

  @Test func aMirrorThatDiesIsLeft() async throws {
    first.fail(after: 22, [.reset])
    try checkAllCameOnce(try await sync())
    // What the first had delivered was kept: at most what was on its way then was asked for again.
    #expect(second.pages.count < 60)
  }

  @Test func aMirrorThatStallsIsLeft() async throws {
    first.fail(after: 22, [.text("HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\n###"), .stall])
    let report = try await sync()
    try checkAllCameOnce(report)
    guard case .stalled? = report.failures.first?.error else {
      Issue.record("\(report.failures)")
      return
    }
    #expect(second.pages.count < 60)
  }

  @Test func aBlockPageInPlaceOfAllPagesIsNoMirror() async throws {
    first.fail(after: 2, [.answer(200, "<html><title>登录</title><p>请登录</p></html>", type: "text/html")])
    let report = try await sync()
    try checkAllCameOnce(report)
    guard case .notThePage? = report.failures.first?.error else {
      Issue.record("\(report.failures)")
      return
    }
  }

  @Test func whatOneMirrorForbidsAnotherGives() async throws {
    first.fail(after: 22, [.answer(403, "no")])
    let report = try await sync()
    try checkAllCameOnce(report)
    #expect(report.notes.isEmpty)
  }

  @Test func aMirrorThatGoesStaleIsLeft() async throws {
    _ = try await sync()
    second.publish(Array((1...70).reversed()))
    // Something new is found at the second first: from then on what the first has is behind.
    first.fail(after: 0, [.reset])
    #expect(try await sync().progress.new == 10)
    first.publish(Array((1...60).reversed()))
    first.fail(after: 1000, [.reset])
    second.fail(after: 0, [.reset])
    let report = try await sync()
    #expect(report.failures.contains(MirrorFailure(address: first.address, error: .behind(first.address))))
    #expect(try library.articles(.everything, limit: 100).count == 70)
    #expect(try library.listing(source: "报", path: "indexes/food.md")?.first == "pages/food/70.md")
  }

  /// The paper has taken its newest article back, and nobody else is there to say so.
  @Test func whatIsNewComesFromAMirrorThatIsBehindWhereTheOthersAreAway() async throws {
    first.publish([101, 100], in: "tea")
    second.publish([101, 100], in: "tea")
    // With nothing new, the second is asked as well.
    for _ in 1...2 { _ = try await sync() }
    second.fail(after: 0, [.reset])
    first.publish(Array((1...59).reversed()))
    first.publish([102, 101, 100], in: "tea")
    let report = try await sync()
    #expect(report.progress.new == 1 && report.failures.count == 2, "\(report)")
    #expect(try library.listing(source: "报", path: "indexes/tea.md")?.first == "pages/tea/102.md")
    // The other may come back, and may have what was on top: until it has been away for long, that stays so.
    #expect(try library.listing(source: "报", path: "indexes/food.md")?.first == "pages/food/60.md")
    let away = try #require(try library.mirrors(of: "报").first { $0.address == second.address })
    var health = MirrorHealth(away)
    health.failingSince = try #require(health.failingSince) - 8 * 86_400
    let text = try #require(String(data: JSONEncoder().encode(health), encoding: .utf8))
    try library.setHealth(text, of: away.id)
    _ = try await sync()
    #expect(try library.listing(source: "报", path: "indexes/food.md")?.first == "pages/food/59.md")
  }

  @Test func aMirrorThatAsksForPatienceIsLeftForAnother() async throws {
    first.fail(after: 22, [.answer(429, "slow down", ["Retry-After: 3600"])])
    let report = try await sync()
    try checkAllCameOnce(report)
    let record = try #require(try library.mirrors(of: "报").first { $0.address == first.address })
    #expect(MirrorHealth(record).isTold)
  }
}
