// Proxies: which one is asked, what it is asked, and what goes wrong there.

import Foundation
import Sync
import TestSupport
import Testing

@Suite struct HTTPProxyTests {
  private func through(_ proxy: String, _ address: String = "http://kanbao-test.invalid/") throws -> HTTPTree
  {
    try tree(address, direct { $0.proxy = .address(proxy) })
  }

  @Test func aProxyIsAskedForWhatOnlyItKnows() async throws {
    let proxy = MisbehavingServer { asked in [.answer(200, asked.target + "#")] }
    for address in ["127.0.0.1:\(proxy.port)", "http://name:secret@127.0.0.1:\(proxy.port)"] {
      #expect(try await through(address).get("a/p.md") == .content("http://kanbao-test.invalid/a/p.md#"))
    }
    #expect(proxy.asked.last?.fields["proxy-authorization"] == "Basic bmFtZTpzZWNyZXQ=")
  }

  @Test func whatIsForTheServerIsNotToldToTheProxy() async throws {
    let proxy = MisbehavingServer { _ in [.answer(403)] }
    let settings = direct {
      $0.proxy = .address("http://127.0.0.1:\(proxy.port)")
      $0.headers = ["X-Key: 7"]
    }
    let error = try await tree("https://n:s@kanbao-test.invalid/", settings).failure()
    #expect(error == .proxy(host: "127.0.0.1:\(proxy.port)", reason: "it answers 403"))
    let asked = try #require(proxy.asked.first)
    #expect(asked.method == "CONNECT" && asked.target == "kanbao-test.invalid:443")
    #expect(asked.fields["x-key"] == nil && asked.fields["authorization"] == nil)
  }

  @Test func aProxyThatWantsAPasswordIsNamed() async throws {
    let proxy = MisbehavingServer { _ in [.answer(407)] }
    #expect(
      try await through("http://127.0.0.1:\(proxy.port)").failure()
        == .proxy(host: "127.0.0.1:\(proxy.port)", reason: "it answers 407"))
  }

  @Test(arguments: ["http", "socks5", "socks5h"])
  func aProxyThatIsNotThereIsNamed(scheme: String) async throws {
    let port = deadPort
    #expect(
      try await through("\(scheme)://n:s@127.0.0.1:\(port)", "http://127.0.0.1/").failure()
        == .proxy(host: "127.0.0.1:\(port)", reason: "Connection refused"))
  }

  @Test func aProxyWithoutANameIsNamed() async throws {
    #expect(
      try await through("http://\(nowhere):80").failure()
        == .proxy(host: "\(nowhere):80", reason: "its name is not found"))
  }

  @Test func aProxyOfAnotherKindIsRefused() {
    #expect(throws: SyncError.self) { try through("ftp://127.0.0.1") }
  }

  private func asks(_ address: String, _ environment: [String: String]) async throws -> Bool {
    let proxy = MisbehavingServer { asked in [.answer(200, asked.target + "#")] }
    let named = environment.mapValues { $0.replacing("PROXY", with: "127.0.0.1:\(proxy.port)") }
    let paper = try HTTPTree(
      address: address, settings: SourceSettings(), client: HTTPClient(), environment: named)
    _ = try? await paper.get("a/p.md")
    return !proxy.asked.isEmpty
  }

  @Test(arguments: [
    ["http_proxy": "http://PROXY"], ["all_proxy": "http://PROXY"], ["ALL_PROXY": "PROXY"],
    ["http_proxy": "PROXY", "no_proxy": "other.invalid,10.0.0.0/8"],
  ])
  func theEnvironmentNamesTheProxy(environment: [String: String]) async throws {
    #expect(try await asks("http://\(nowhere)/", environment))
  }

  @Test(arguments: [
    [:], ["https_proxy": "PROXY"], ["HTTP_PROXY": "PROXY"], ["http_proxy": "PROXY", "no_proxy": "*"],
    ["http_proxy": "PROXY", "NO_PROXY": "a.invalid, .invalid"],
    ["http_proxy": "PROXY", "no_proxy": "", "NO_PROXY": "*"],
    ["http_proxy": "PROXY", "no_proxy": nowhere],
  ])
  func theEnvironmentNamesNoProxy(environment: [String: String]) async throws {
    #expect(try await !asks("http://\(nowhere)/", environment))
  }

  @Test func aRangeOfAddressesNeedsNoProxy() async throws {
    let port = deadPort
    #expect(
      try await !asks("http://127.0.0.1:\(port)/", ["http_proxy": "PROXY", "no_proxy": "127.0.0.0/8"]))
  }
}
