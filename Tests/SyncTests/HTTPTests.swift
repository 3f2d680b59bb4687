// A tree on a web server: what is asked, what is not, and what comes.

import Foundation
import Parsing
import Sync
import TestSupport
import Testing

@Suite struct HTTPTests {
  @Test func filesComeByTheirPaths() async throws {
    let server = MisbehavingServer { asked in
      asked.target.hasPrefix("/paper/") ? [.answer(200, asked.target + "#")] : [.answer(404)]
    }
    let paper = try tree(server.address + "paper")
    #expect(try await paper.get("indexes/饮 食%.md") == .content("/paper/indexes/%E9%A5%AE%20%E9%A3%9F%25.md#"))
    #expect(try await tree(server.address + "paper/").get("README.md") == .content("/paper/README.md#"))
    #expect(try await tree(server.address).get("README.md") == .missing)
    #expect(paper.traffic > 100)
  }

  @Test func aRequestSaysAsLittleAsItCan() async throws {
    let server = MisbehavingServer { _ in [.answer(200, page)] }
    _ = try await tree(server.address).get("README.md")
    let asked = try #require(server.asked.first)
    #expect(asked.method == "GET")
    #expect(asked.fields.keys.sorted() == ["accept-encoding", "host", "user-agent"])
    #expect(asked.fields["user-agent"] == "Mozilla/5.0")
  }

  @Test func settingsAreSent() async throws {
    let server = MisbehavingServer { _ in [.answer(200, page)] }
    let address = server.address.replacing("//", with: "//name:secret@")
    let settings = direct {
      $0.userAgent = "Reader/1"
      $0.headers = ["X-Key: 7"]
    }
    _ = try await tree(address, settings).get("README.md")
    let fields = try #require(server.asked.first).fields
    #expect(fields["user-agent"] == "Reader/1" && fields["x-key"] == "7")
    #expect(fields["authorization"] == "Basic bmFtZTpzZWNyZXQ=")
  }

  @Test(arguments: [
    ["ETag: \"a b\"", "Last-Modified: Wed, 21 Jul 2021 08:00:00 GMT"], ["ETag: W/\"x\""],
    ["Last-Modified: Wed, 21 Jul 2021 08:00:00 GMT"],
  ])
  func whatHasNotChangedDoesNotComeAgain(lines: [String]) async throws {
    let server = MisbehavingServer { asked in
      let tag = asked.fields["if-none-match"].map { "ETag: \($0)" }
      let date = asked.fields["if-modified-since"].map { "Last-Modified: \($0)" }
      return (tag ?? date) == lines[0] ? [.text("HTTP/1.1 304 X\r\n\r\n")] : [.answer(200, page, lines)]
    }
    let paper = try tree(server.address)
    let version = try await paper.version("README.md")
    #expect(!version.contains { $0.isNewline })
    #expect(try await paper.get("README.md", unless: version) == .unchanged)
    #expect(try await paper.get("README.md", unless: "etag \"old\"") == .content(page))
    #expect(server.connections == 1)
  }

  /// Apache knows a file's tag without what it adds to it where it compresses, and with it not.
  @Test(arguments: ["gzip", "br"])
  func whatApacheCompressesDoesNotComeAgain(coding: String) async throws {
    let body = try filtered(["gzip", "-nc"], Array(page.utf8))
    let server = MisbehavingServer { asked in
      let tags = asked.fields["if-none-match"]?.split(separator: ", ") ?? []
      return tags.contains("\"5f-1\"")
        ? [.text("HTTP/1.1 304 X\r\n\r\n")]
        : [.answer(200, body, type: "text/plain", ["Content-Encoding: gzip", "ETag: \"5f-1-\(coding)\""])]
    }
    let paper = try tree(server.address)
    let version = try await paper.version("README.md")
    #expect(try await paper.get("README.md", unless: version) == .unchanged)
  }

  @Test func aVersionNeverBringsAHeaderOfItsOwn() async throws {
    let server = MisbehavingServer { _ in [.answer(200, page)] }
    _ = try await tree(server.address).get("README.md", unless: "etag x\r\nX-Evil: 1")
    let fields = try #require(server.asked.first).fields
    #expect(fields["x-evil"] == nil && fields["if-none-match"] == nil)
  }

  @Test func aPageHasNoVersionWhereTheServerSaysNone() async throws {
    let server = MisbehavingServer { _ in [.answer(200, page)] }
    #expect(try await tree(server.address).version("README.md") == "")
  }

  @Test(arguments: ["../a.md", "a//b.md", "/a.md", "a/./b.md", "a\n.md", "pages/a.md/"])
  func aPathThatLeadsElsewhereIsNotAskedFor(path: String) async throws {
    let server = MisbehavingServer { _ in [.answer(200, page)] }
    guard case .failed(.unreadable) = try await tree(server.address).get(path) else {
      return #expect(Bool(false), "it was asked for")
    }
    #expect(server.asked.isEmpty)
  }

  @Test(arguments: [
    "http://", "https://host/?t=1", "ftp://host/", "file:///etc", "host/paper", "http://a b/",
  ])
  func anAddressThatIsNoneOfTheWebIsRefused(address: String) {
    #expect(throws: SyncError.unknownAddress(address)) { try tree(address) }
  }

  @Test func aPasswordIsNeverShown() async throws {
    #expect(throws: SyncError.unknownAddress("https://host/?t=1")) { try tree("https://a:b@host/?t=1") }
    let listener = Listener()
    listener.stop()
    let error = try await tree("http://name:secret@127.0.0.1:\(listener.port)/").failure()
    #expect(error == .refused(host: "127.0.0.1:\(listener.port)"))
  }

  @Test func noMoreAreUnderWayThanAllowed() async throws {
    let server = MisbehavingServer { _ in [.meet(3), .answer(200, page)] }
    let paper = try tree(server.address, direct { $0.connections = 3 })
    let wanted = (1...12).map { Wanted("pages/\($0).md") }
    #expect(try await paper.outcomes(wanted).count == 12)
    #expect(server.mostAtOnce == 3)
    #expect(server.connections == 3)
  }

  @Test func nobodyIsLeftInLine() async throws {
    let server = MisbehavingServer { _ in [.answer(200, page)] }
    let paper = try tree(server.address, direct { $0.connections = 1 })
    for count in 1...12 {
      #expect(try await paper.outcomes((1...count).map { Wanted("pages/\($0).md") }).count == count)
    }
  }

  @Test func whatIsCancelledEndsAtOnce() async throws {
    let server = MisbehavingServer { _ in [.stall] }
    let paper = try tree(server.address)
    let task = Task { try await paper.get("README.md") }
    while server.asked.isEmpty { await Task.yield() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func whatIsCancelledWhileItAsksWhetherTheMirrorStandsEndsAtOnce() async throws {
    let server = MisbehavingServer { asked in
      asked.target == "/README.md" ? [.stall] : [.answer(403)]
    }
    let paper = try tree(server.address)
    let task = Task { try await paper.outcomes((1...9).map { Wanted("pages/\($0).md") }) }
    while !server.asked.contains(where: { $0.target == "/README.md" }) { await Task.yield() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func aFailureOfTheTakerEndsIt() async throws {
    struct Enough: Error {}
    let server = MisbehavingServer { _ in [.answer(200, page)] }
    let wanted = (1...100).map { Wanted("pages/\($0).md") }
    await #expect(throws: Enough.self) {
      try await tree(server.address).deliver(wanted) { _ in throw Enough() }
    }
    #expect(server.asked.count < 100)
  }

  @Test func aLimitOfSpeedHoldsOverManyFiles() async throws {
    let server = MisbehavingServer { _ in [.answer(200, page + String(repeating: "x", count: 4000))] }
    let paper = try tree(server.address, direct { $0.speedLimit = 40_000 })
    let begun = ContinuousClock.now
    #expect(try await paper.outcomes((1...6).map { Wanted("pages/\($0).md") }).count == 6)
    // Five waits lie between six files of more than 4 kB each.
    #expect(ContinuousClock.now - begun > .milliseconds(450))
    #expect(server.mostAtOnce == 1)
  }
}
