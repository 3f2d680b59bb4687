// What servers and networks do wrong, each with what is said of it.

import Foundation
import Parsing
import Sync
import TestSupport
import Testing

@Suite struct HTTPFailureTests {
  /// What a server does, and what a reader is told.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let doings: [Doing]
    let error: @Sendable (_ host: String) -> SyncError?
    var patience = Patience()
    /// It is asked a second time.
    var isTriedAgain = true

    var testDescription: String { name }
  }

  private static let head = "HTTP/1.1 200 OK\r\n", path = "pages/a.md"
  private static let gzip = "Content-Encoding: gzip"

  static let cases: [Case] = [
    Case(name: "closed without a word", doings: [.close], error: { .cutShort(host: $0) }),
    Case(name: "reset without a word", doings: [.reset], error: { .cutShort(host: $0) }),
    Case(
      name: "no answer", doings: [.stall], error: { .noAnswer(host: $0, seconds: 1) },
      patience: patience { $0.answer = .milliseconds(200) }),
    Case(
      name: "stopped in the header", doings: [.text(head + "Content-Type: text/plain\r\n"), .stall],
      error: { .stalled(host: $0, seconds: 1) }, patience: patience { $0.silence = .milliseconds(200) }),
    Case(
      name: "stopped in the body", doings: [.text(head + "Content-Length: 100\r\n\r\n###"), .stall],
      error: { .stalled(host: $0, seconds: 1) }, patience: patience { $0.silence = .milliseconds(200) }),
    Case(
      name: "trickle",
      doings: [.text(head + "Content-Length: 100000\r\n\r\n"), .forever([0x23], pause: 10)],
      error: { .stalled(host: $0, seconds: 1) }, patience: patience { $0.span = .milliseconds(300) }),
    Case(
      name: "cut before Content-Length",
      doings: [.text(head + "Content-Length: 100\r\n\r\n### half"), .close],
      error: { .cutShort(host: $0) }),
    Case(
      name: "reset before Content-Length",
      doings: [.text(head + "Content-Length: 100\r\n\r\n### half"), .reset],
      error: { .cutShort(host: $0) }),
    Case(
      name: "cut between chunks",
      doings: [.text(head + "Transfer-Encoding: chunked\r\n\r\n5\r\n### x\r\n"), .close],
      error: { .cutShort(host: $0) }),
    Case(
      name: "cut in a chunk",
      doings: [.text(head + "Transfer-Encoding: chunked\r\n\r\nff\r\n### x"), .close],
      error: { .cutShort(host: $0) }),
    Case(
      name: "chunks of no number",
      doings: [.text(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n### x\r\n"), .close],
      error: { .garbled(host: $0, reason: "Illegal or missing hexadecimal sequence in chunked-encoding") }),
    Case(
      name: "no HTTP", doings: [.text("220 mail.example ESMTP\r\n"), .close],
      error: { .garbled(host: $0, reason: "Received HTTP/0.9 when not allowed") }),
    Case(
      name: "a header without end", doings: [.text(head), .forever(Array("X: y\r\n".utf8), pause: 0)],
      error: { .garbled(host: $0, reason: "its header has no end") }),
    Case(
      name: "endless body",
      doings: [.text(head + "\r\n"), .forever(Array(repeating: 0x23, count: 65_536), pause: 0)],
      error: { _ in .tooLarge(path, limit: largestPage) }, isTriedAgain: false),
    Case(
      name: "too large", doings: [.text(head + "Content-Length: 99999999\r\n\r\n"), .stall],
      error: { _ in .tooLarge(path, limit: largestPage) }, isTriedAgain: false),
    Case(
      name: "empty body", doings: [.answer(200, "")], error: { _ in .empty(path: path) },
      isTriedAgain: false),
    Case(
      name: "blank body", doings: [.answer(200, " \r\n\n")], error: { _ in .empty(path: path) },
      isTriedAgain: false),
    Case(
      name: "compressed as nobody knows", doings: [.answer(200, page, ["Content-Encoding: lzma"])],
      error: { .garbled(host: $0, reason: "compressed as lzma, which nobody asked for") }),
    Case(
      name: "not compressed, as it says", doings: [.answer(200, page, [gzip])],
      error: { .garbled(host: $0, reason: "it is not gzip, as it says") }),
    Case(name: "not found", doings: [.answer(404, "no")], error: { _ in nil }, isTriedAgain: false),
    Case(name: "gone", doings: [.answer(410, "no")], error: { _ in nil }, isTriedAgain: false),
    Case(
      name: "no access", doings: [.answer(401)], error: { _ in .status(401, path: path) }, isTriedAgain: false
    ),
    Case(
      name: "forbidden", doings: [.answer(403)], error: { _ in .status(403, path: path) }, isTriedAgain: false
    ),
    Case(name: "server error", doings: [.answer(500)], error: { _ in .status(500, path: path) }),
    Case(name: "bad gateway", doings: [.answer(502)], error: { _ in .status(502, path: path) }),
    Case(
      name: "unasked for 304", doings: [.text("HTTP/1.1 304 X\r\n\r\n")],
      error: { _ in .status(304, path: path) },
      isTriedAgain: false),
    Case(
      name: "too many requests", doings: [.answer(429)],
      error: { .askedToWait(status: 429, host: $0, seconds: nil) }, isTriedAgain: false),
    Case(
      name: "too many requests for an hour", doings: [.answer(429, "", ["Retry-After: 3600"])],
      error: { .askedToWait(status: 429, host: $0, seconds: 3600) }, isTriedAgain: false),
    Case(
      name: "unavailable for an hour", doings: [.answer(503, "", ["Retry-After: 3600"])],
      error: { .askedToWait(status: 503, host: $0, seconds: 3600) }, isTriedAgain: false),
  ]

  @Test(arguments: cases)
  func aFailureIsNamed(_ it: Case) async throws {
    let server = MisbehavingServer { _ in it.doings }
    let paper = try tree(server.address, client: HTTPClient(patience: it.patience))
    #expect(try await paper.failure(HTTPFailureTests.path) == it.error("127.0.0.1:\(server.port)"))
    #expect(server.asked.count == (it.isTriedAgain ? 2 : 1))
  }

  @Test(arguments: cases.filter { $0.error("") != nil })
  func noFailureOfTheFrontPageIsSmall(_ it: Case) async throws {
    let server = MisbehavingServer { _ in it.doings }
    let paper = try tree(server.address, client: HTTPClient(patience: it.patience))
    await #expect(throws: SyncError.self) { try await paper.get("README.md") }
  }

  @Test func aSecondTryMayDo() async throws {
    let server = MisbehavingServer { asked in
      asked.target == "/pages/b.md"
        ? [.answer(200, page)] : [.text("HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\n#"), .close]
    }
    let good = try tree(server.address)
    #expect(try await good.get("pages/b.md") == .content(page))
    #expect(try await good.failure() == .cutShort(host: "127.0.0.1:\(server.port)"))
    #expect(try await good.get("pages/b.md") == .content(page))
  }

  @Test func aMirrorFailsWhenThreeFilesInARowDo() async throws {
    let server = MisbehavingServer { asked in
      asked.target == "/README.md" ? [.answer(200, page)] : [.answer(403)]
    }
    let wanted = (1...9).map { Wanted("pages/\($0).md") }
    await #expect(throws: SyncError.self) {
      try await tree(server.address).hastened().deliver(wanted) { _ in }
    }
    #expect(!server.asked.contains { $0.target == "/README.md" })
    let mixed = MisbehavingServer { asked in
      asked.target.hasSuffix("0.md") ? [.answer(200, page)] : [.answer(403)]
    }
    let paper = try tree(mixed.address, direct { $0.speedLimit = 100_000_000 })
    let outcomes = try await paper.outcomes(
      ["1", "2", "10", "3", "4", "20"].map { Wanted("pages/\($0).md") })
    #expect(outcomes.count == 6)
  }

  /// Where no other mirror is left, its front page says whether it has failed.
  @Test func filesThatCannotBeHadHoldUpNoOtherOfTheOnlyMirror() async throws {
    let answers: [[Doing]] = [[.answer(403)], [.answer(200, "")], [.answer(200, "<head><title>登录</title>")]]
    for answer in answers {
      let server = MisbehavingServer { asked in
        let isBad = (1...8).contains { asked.target == "/pages/\($0).md" }
        return isBad ? answer : [.answer(200, page)]
      }
      let settings = direct { $0.speedLimit = 100_000_000 }
      let outcomes = try await tree(server.address, settings).outcomes(
        (1...20).map { Wanted("pages/\($0).md") })
      #expect(outcomes.values.count { Came($0) == .content(page) } == 12)
      #expect(server.asked.count { $0.target == "/README.md" } == 2)
    }
    let portal = MisbehavingServer { _ in [.answer(200, "<html><title>登录</title>", type: "text/html")] }
    await #expect(throws: SyncError.self) {
      try await tree(portal.address).outcomes((1...20).map { Wanted("pages/\($0).md") })
    }
    let stubborn = MisbehavingServer { asked in
      asked.target == "/README.md" ? [.answer(200, page)] : [.answer(403)]
    }
    await #expect(throws: SyncError.self) {
      try await tree(stubborn.address).outcomes((1...500).map { Wanted("pages/\($0).md") })
    }
    // So many in a row, those that were on their way, and the front page.
    #expect(stubborn.asked.count <= 48 + 60 + 5)
  }

  @Test(arguments: ["9223372036854775807", "soon", "-5", "99999999999999999999"])
  func aTimeToWaitIsNeverTakenAtItsWord(field: String) async throws {
    let server = MisbehavingServer { _ in [.answer(429, "", ["Retry-After: \(field)"])] }
    let error = try #require(try await tree(server.address).failure())
    guard case .askedToWait(429, _, let seconds) = error else {
      Issue.record("\(error)")
      return
    }
    #expect((seconds ?? 1) > 0 && (seconds ?? 1) <= 86_400)
    #expect(!error.description.isEmpty)
  }

  @Test(arguments: [429, 503]) func aPageThatIsNeverGivenHoldsUpNoOther(status: Int) async throws {
    let server = MisbehavingServer { $0.target == "/pages/3.md" ? [.answer(status)] : [.answer(200, page)] }
    let outcomes = try await tree(server.address).outcomes((1...9).map { Wanted("pages/\($0).md") })
    let failed = outcomes.mapValues(Came.init).filter { $1 != .content(page) }
    #expect(outcomes.count == 9)
    #expect(
      failed == [
        "pages/3.md": .failed(
          .askedToWait(status: status, host: "127.0.0.1:\(server.port)", seconds: nil))
      ])
  }

  @Test func aServerThatAsksForALittlePatienceGetsIt() async throws {
    let server = MisbehavingServer { [asks = Counter()] _ in
      asks.next() < 2 ? [.answer(429, "", ["Retry-After: 0"])] : [.answer(200, page)]
    }
    #expect(try await tree(server.address).get("README.md") == .content(page))
    #expect(server.asked.count == 3)
  }

  @Test func patienceHasAnEnd() async throws {
    let server = MisbehavingServer { _ in [.answer(503, "", ["Retry-After: 0"])] }
    let host = "127.0.0.1:\(server.port)"
    #expect(try await tree(server.address).failure() == .askedToWait(status: 503, host: host, seconds: 0))
    #expect(server.asked.count == 4)
  }

  // MARK: No connection

  @Test func nobodyListens() async throws {
    let port = deadPort
    #expect(try await tree("http://127.0.0.1:\(port)/").failure() == .refused(host: "127.0.0.1:\(port)"))
  }

  @Test func aNameThatIsNotThere() async throws {
    #expect(
      try await tree("http://\(nowhere)/").failure() == .nameNotFound(host: nowhere))
  }

  /// The broadcast address of the loopback network: the kernel sends nothing there over TCP.
  @Test func anAddressWithoutAWay() async throws {
    #expect(try await tree("http://127.255.255.255/").failure() == .unreachable(host: "127.255.255.255"))
  }

  /// A listener whose line is full: the kernel answers nobody any more.
  @Test func aConnectionThatNeverComes() async throws {
    let listener = Listener(backlog: 0)
    let first = Connection(to: listener.port)
    let client = HTTPClient(patience: patience { $0.connection = .milliseconds(300) })
    let paper = try tree("http://127.0.0.1:\(listener.port)/", client: client)
    #expect(try await paper.failure() == .noConnection(host: "127.0.0.1:\(listener.port)", seconds: 1))
    withExtendedLifetime(first) {}
  }

  /// So it is where somebody on the way looks at the name that is asked for.
  @Test(arguments: [false, true])
  func aConnectionThatIsCutAsItBeginsMayBeBlocked(isReset: Bool) async throws {
    let listener = Listener()
    async let error = tree("https://127.0.0.1:\(listener.port)/").failure()
    let connection = try #require(await listener.connection)
    var immediately = linger(l_onoff: isReset ? 1 : 0, l_linger: 0)
    setsockopt(connection, SOL_SOCKET, SO_LINGER, &immediately, socklen_t(MemoryLayout<linger>.size))
    cutAfterFirstWords(connection)
    #expect(try await error == .handshakeCut(host: "127.0.0.1:\(listener.port)"))
  }

  @Test func aServerThatSpeaksNoTLS() async throws {
    let server = try Nginx()
    let error = try await tree("https://127.0.0.1:\(server.port)/").failure()
    guard case .garbled("127.0.0.1:\(server.port)", _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
