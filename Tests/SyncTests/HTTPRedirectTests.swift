// Redirects: where one is followed, and where not.

import Foundation
import Sync
import TestSupport
import Testing

@Suite struct HTTPRedirectTests {
  private func server(_ targets: [String: String]) -> MisbehavingServer {
    MisbehavingServer { asked in
      targets[asked.target].map { [.answer(302, "", ["Location: \($0)"])] } ?? [.answer(200, page)]
    }
  }

  @Test func aRedirectIsFollowed() async throws {
    let far = server([:])
    let near = server([
      "/a/p.md": "/b/p.md", "/b/p.md": "../c/p.md?x=1",
      "/c/p.md?x=1": "http://127.0.0.1:\(far.port)/d/p.md",
    ])
    let settings = direct { $0.headers = ["X-Key: 7"] }
    let paper = try tree(near.address.replacing("//", with: "//name:secret@"), settings)
    #expect(try await paper.get("a/p.md") == .content(page))
    #expect(near.asked.allSatisfy { $0.fields["x-key"] == "7" && $0.fields["authorization"] != nil })
    // Another port is another server: what is for the one is not told to it.
    let fields = try #require(far.asked.first).fields
    #expect(fields["x-key"] == nil && fields["authorization"] == nil)
  }

  /// Each file would cost a request more; and what is not where the others are is still asked for at its own address.
  @Test func whereAllIsLedToForGoodIsAskedAtOnce() async throws {
    let server = MisbehavingServer { asked in
      let isThere = ["/old/pages/9.md", "/new/README.md"].contains(asked.target)
      if isThere || asked.target.hasPrefix("/new/pages/1") {
        return [.answer(200, page)]
      }
      let name = asked.target.replacing("/old/", with: "/new/")
      return name == asked.target ? [.answer(404)] : [.answer(301, "", ["Location: \(name)"])]
    }
    let paper = try tree(server.address + "old")
    // One page that has moved leads nobody else away; the front page does.
    #expect(try await paper.get("pages/14.md") == .content(page))
    #expect(try await paper.get("pages/15.md") == .content(page))
    #expect(try await paper.get("README.md") == .content(page))
    for number in [1, 10, 11, 9, 12] {
      #expect(try await paper.get("pages/\(number).md") == .content(page))
    }
    #expect(try await paper.get("pages/8.md") == .missing)
    let asked = server.asked.map(\.target).filter { $0.hasPrefix("/old/") }
    #expect(
      asked == ["pages/14", "pages/15", "README", "pages/9", "pages/12", "pages/8"].map { "/old/\($0).md" })
  }

  @Test func aRedirectInACircleIsNotFollowed() async throws {
    let server = server(["/a/p.md": "/b/p.md", "/b/p.md": "/a/p.md"])
    #expect(try await tree(server.address).failure("a/p.md") == .redirectLoop(path: "a/p.md"))
    #expect(server.asked.count == 2)
  }

  @Test func aRedirectWithoutEndIsNotFollowed() async throws {
    let server = MisbehavingServer { [counter = Counter()] _ in
      [.answer(302, "", ["Location: /\(counter.next())/p.md"])]
    }
    #expect(try await tree(server.address).failure("a/p.md") == .redirectLoop(path: "a/p.md"))
    #expect(server.asked.count == 6)
  }

  @Test(arguments: [
    ("http://10.0.0.1/p.md", "http://10.0.0.1"), ("http://192.168.1.1/p.md", "http://192.168.1.1"),
    ("http://169.254.169.254/p.md", "http://169.254.169.254"),
    ("http://100.64.1.1/p.md", "http://100.64.1.1"),
    ("http://0x0a000001/p.md", "http://10.0.0.1"), ("http://127.1:9/p.md", "http://127.0.0.1:9"),
    ("http://[::1]/p.md", "http://[::1]"), ("http://[fd00::1]:81/p.md", "http://[fd00::1]:81"),
    ("http://[::ffff:10.0.0.1]/p.md", "http://[::ffff:10.0.0.1]"),
    ("http://[64:ff9b::7f00:1]/p.md", "http://[64:ff9b::7f00:1]"),
    ("http://localhost/p.md", "http://localhost"),
    ("http://u:p@localhost./p.md", "http://localhost."), ("ftp://127.0.0.1/p.md", "ftp://127.0.0.1/p.md"),
    ("file:///p.md", "file:///p.md"), ("http://１２７.0.0.1/p.md", "http://１２７.0.0.1"),
  ])
  func aRedirectToAPrivatePlaceIsRefused(target: String, named: String) async throws {
    // The server has a name of its own here, by way of a proxy.
    let proxied = MisbehavingServer { _ in [.answer(302, "", ["Location: \(target)"])] }
    let paper = try tree(
      "http://kanbao-test.invalid/", direct { $0.proxy = .address("http://127.0.0.1:\(proxied.port)") })
    #expect(try await paper.failure("a/p.md") == .redirectRefused(path: "a/p.md", to: named))
    #expect(proxied.asked.count == 1)
  }

  @Test(arguments: ["/login.md", "/a/login", "/", "/a/p.md.html"])
  func aRedirectToAnotherPageIsNotThePage(target: String) async throws {
    let server = server(["/a/p.md": target])
    #expect(try await tree(server.address).failure("a/p.md") == .notThePage(path: "a/p.md"))
  }

  @Test func aRedirectWithoutATargetIsAFailure() async throws {
    let server = MisbehavingServer { _ in [.answer(302)] }
    #expect(try await tree(server.address).failure("a/p.md") == .status(302, path: "a/p.md"))
  }
}
