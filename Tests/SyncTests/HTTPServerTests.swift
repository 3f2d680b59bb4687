// Against real servers: nginx with TLS and HTTP/2, and a real SOCKS proxy.

import Foundation
import Parsing
import Sync
import Synchronization
import TestSupport
import Testing

@Suite struct HTTPServerTests {
  private let authority: Authority
  private let nginx: Nginx

  init() throws {
    authority = try Authority()
    nginx = try Nginx(certificate: authority.certificate(), http: "gzip on; gzip_types *; gzip_min_length 0;")
    for number in 1...40 { try nginx.write("pages/\(number).md", "### \(number)\n" + page) }
    try nginx.write("README.md", page)
  }

  private var address: String { "https://127.0.0.1:\(nginx.port)/" }

  private func trusting(_ change: (inout SourceSettings) -> Void = { _ in }) -> SourceSettings {
    direct {
      $0.certificateAuthorities = authority.file
      change(&$0)
    }
  }

  private var wanted: [Wanted] { (1...40).map { Wanted("pages/\($0).md") } }

  @Test func pagesComeOverHTTP2AndNotASecondTime() async throws {
    let paper = try tree(address, trusting())
    let outcomes = try await paper.outcomes(wanted)
    #expect(outcomes.count == 40)
    var again: [Wanted] = []
    for (path, outcome) in outcomes {
      guard case .content(let bytes, let version) = outcome else { continue }
      #expect(String(decoding: bytes, as: UTF8.self).hasSuffix(page))
      again.append(Wanted(path, unless: version))
    }
    #expect(again.count == 40)
    let before = paper.traffic
    for outcome in try await paper.outcomes(again).values {
      guard case .unchanged = outcome else {
        #expect(Bool(false), "it came again")
        continue
      }
    }
    // Over HTTP/1.1 with TLS it is more than 400 bytes for each.
    #expect(paper.traffic - before < 40 * 300)
    #expect(try await paper.get("pages/99.md") == .missing)
  }

  @Test func oneConnectionDoesForAll() async throws {
    try nginx.write("count.md", "")
    let counting = try Nginx(
      certificate: authority.certificate(), root: nginx.scratch.path + "/tree",
      server: "add_header ETag $connection always;")
    let paper = try tree("https://127.0.0.1:\(counting.port)/", trusting())
    let versions = Set(
      try await paper.outcomes(wanted).values.compactMap { outcome in
        if case .content(_, let version) = outcome { version } else { nil }
      })
    #expect(versions.count == 1)
  }

  /// Of sixty large pages sent at once, most are asked for again when there is room for them.
  @Test func noMoreIsHeldThanThereIsRoomFor() async throws {
    let heavy = try Nginx(certificate: authority.certificate())
    let size = 7_000_000, count = 60
    try heavy.write("pages/0.md", String(repeating: "x", count: size))
    for number in 1...count {
      try FileManager.default.createSymbolicLink(
        atPath: heavy.scratch.path + "/tree/pages/\(number).md", withDestinationPath: "0.md")
    }
    let paper = try tree("https://127.0.0.1:\(heavy.port)/", trusting())
    // From here on it is known to speak HTTP/2.
    #expect(try await paper.get("pages/1.md") != .missing)
    let before = paper.traffic, gate = Gate(), came = Mutex(0)
    let delivery = Task {
      try await paper.deliver((1...count).map { Wanted("pages/\($0).md") }) { delivery in
        await gate.pass()
        guard case .content(let bytes, _) = delivery.outcome, bytes.count == size else { return }
        came.withLock { $0 += 1 }
      }
    }
    // Nobody reads: in the end nothing more comes.
    var moved = before
    repeat {
      moved = paper.traffic
      try await Task.sleep(for: .milliseconds(500))
    } while moved < before + size || paper.traffic > moved
    #expect(moved - before < count * size / 2)
    await gate.open()
    try await delivery.value
    #expect(came.withLock { $0 } == count)
  }

  @Test func aCertificateOfNobodyIsNotTrusted() async throws {
    #expect(
      try await tree(address).failure()
        == .certificate(
          host: "127.0.0.1:\(nginx.port)",
          reason: "SSL certificate problem: unable to get local issuer certificate"))
  }

  @Test func aCertificateThatHasExpiredIsNotTrusted() async throws {
    let old = try Nginx(certificate: authority.certificate(until: "20210101000000Z"))
    #expect(
      try await tree("https://127.0.0.1:\(old.port)/", trusting()).failure()
        == .certificate(
          host: "127.0.0.1:\(old.port)", reason: "SSL certificate problem: certificate has expired"))
  }

  @Test func aCertificateOfAnotherHostIsNotTrusted() async throws {
    let other = try Nginx(certificate: authority.certificate(for: "DNS:elsewhere.invalid"))
    let error = try await tree("https://127.0.0.1:\(other.port)/", trusting()).failure()
    guard case .certificate("127.0.0.1:\(other.port)", _)? = error else {
      return #expect(Bool(false), "\(String(describing: error))")
    }
  }

  @Test func aFileOfNoCertificatesIsNamed() async throws {
    let file = nginx.scratch.path + "/tree/README.md"
    guard
      case .unreadable(file, _)? = try await tree(address, direct { $0.certificateAuthorities = file })
        .failure()
    else { return #expect(Bool(false), "it was taken") }
  }

  @Test func aRedirectFromHTTPSToHTTPIsRefused() async throws {
    let server = try Nginx(
      certificate: authority.certificate(), server: "location / { return 301 http://127.0.0.1:1$uri; }")
    #expect(
      try await tree("https://127.0.0.1:\(server.port)/", trusting()).failure()
        == .redirectRefused(path: "pages/a.md", to: "http://127.0.0.1:1"))
  }

  @Test func aRedirectFromHTTPToHTTPSIsFollowed() async throws {
    let plain = try Nginx(server: "location / { return 301 \(address)pages/1.md; }")
    #expect(
      try await tree("http://127.0.0.1:\(plain.port)/", trusting()).get("pages/1.md")
        == .content("### 1\n" + page))
  }

  /// nginx resets the stream when the server behind it breaks off.
  @Test func aStreamThatIsResetIsCutShort() async throws {
    let behind = MisbehavingServer { _ in
      [.text("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 9999\r\n\r\n### half"), .close]
    }
    let chunked = MisbehavingServer { _ in
      [.text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n### half\r\n"), .close]
    }
    let front = try Nginx(
      certificate: authority.certificate(),
      server: """
        proxy_http_version 1.1;
        location / { proxy_pass http://127.0.0.1:\(behind.port); }
        location /chunked { proxy_pass http://127.0.0.1:\(chunked.port); }
        """)
    let paper = try tree("https://127.0.0.1:\(front.port)/", trusting())
    #expect(try await paper.failure() == .cutShort(host: "127.0.0.1:\(front.port)"))
    #expect(try await paper.failure("chunked/a.md") == .cutShort(host: "127.0.0.1:\(front.port)"))
  }

  @Test(arguments: [429, 503])
  func aServerThatLimitsRequestsIsNamed(status: Int) async throws {
    let limited = try Nginx(
      root: nginx.scratch.path + "/tree",
      http: "limit_req_zone $server_port zone=all:1m rate=1r/m; limit_req_status \(status);",
      // On a slow machine a minute may pass, and the front page would be given.
      server: "limit_req zone=all; location = /README.md { return \(status); }")
    let host = "127.0.0.1:\(limited.port)"
    await #expect(throws: SyncError.askedToWait(status: status, host: host, seconds: nil)) {
      try await tree("http://\(host)/").outcomes(wanted).count
    }
  }

  // MARK: Names

  @Test func namesAreAskedForOverHTTPS() async throws {
    let resolver = try Nginx.resolver(certificate: authority.certificate())
    let settings = trusting { $0.dnsOverHTTPS = "https://127.0.0.1:\(resolver.port)/dns-query" }
    let paper = try tree("https://kanbao-test.invalid:\(nginx.port)/", settings)
    #expect(try await paper.get("pages/1.md") == .content("### 1\n" + page))
  }

  @Test func aNameThatLeadsToAPrivatePlaceIsRefused() async throws {
    let resolver = try Nginx.resolver(certificate: authority.certificate())
    let far = MisbehavingServer { _ in [.answer(200, page)] }
    let settings = trusting { $0.dnsOverHTTPS = "https://127.0.0.1:\(resolver.port)/dns-query" }
    let near = MisbehavingServer { asked in
      [.answer(302, "", ["Location: http://far.invalid:\(far.port)\(asked.target)"])]
    }
    let client = unhurried()
    let refusal = SyncError.redirectRefused(path: "pages/a.md", to: "far.invalid:\(far.port)")
    let paper = try tree(near.address, settings, client: client)
    #expect(try await paper.failure() == refusal)
    #expect(far.connections == 0)
    // Nor over a connection that is there, since somebody else may go there.
    #expect(
      try await tree("http://far.invalid:\(far.port)/", settings, client: client).get("pages/a.md")
        == .content(page))
    #expect(try await paper.failure() == refusal)
    #expect(far.asked.count == 1)
  }

  // MARK: Proxies

  private func socks() throws -> (Child, UInt16) {
    try startServer(output: nginx.scratch.path + "/socks") {
      ["microsocks", "-i", "127.0.0.1", "-p", "\($0)"]
    }
  }

  @Test(arguments: ["socks5", "socks5h"])
  func pagesComeThroughASOCKSProxy(scheme: String) async throws {
    let (child, port) = try socks()
    let paper = try tree(address, trusting { $0.proxy = .address("\(scheme)://127.0.0.1:\(port)") })
    #expect(try await paper.get("pages/1.md") == .content("### 1\n" + page))
    withExtendedLifetime(child) {}
  }

  @Test func aProxyWhoseCertificateIsNobodysIsNotTrusted() async throws {
    let other = try Authority()
    let proxy = try Nginx(certificate: other.certificate())
    let settings = trusting { $0.proxy = .address("https://127.0.0.1:\(proxy.port)") }
    let error = try await tree("http://kanbao-test.invalid/", settings).failure()
    withExtendedLifetime(other) {}
    guard case .certificate("127.0.0.1:\(proxy.port)", _)? = error else {
      return #expect(Bool(false), "\(String(describing: error))")
    }
  }

  /// The proxy is asked for the name, and says that it does not know it.
  @Test func namesAreAskedForAtTheProxy() async throws {
    let (child, port) = try socks()
    let address = "http://\(nowhere)/"
    let far = try tree(address, direct { $0.proxy = .address("socks5h://127.0.0.1:\(port)") })
    let error = try await far.failure()
    guard case .proxy("127.0.0.1:\(port)", _)? = error else {
      return #expect(Bool(false), "\(String(describing: error))")
    }
    let near = try tree(address, direct { $0.proxy = .address("socks5://127.0.0.1:\(port)") })
    #expect(try await near.failure() == .nameNotFound(host: nowhere))
    withExtendedLifetime(child) {}
  }
}

/// Holds everyone up until it is opened.
private actor Gate {
  private var isOpen = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func pass() async {
    if !isOpen { await withCheckedContinuation { waiting.append($0) } }
  }

  func open() {
    isOpen = true
    for one in waiting { one.resume() }
    waiting = []
  }
}
