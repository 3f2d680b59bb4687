// Whether what comes is the page that was asked for, however it comes.

import Foundation
import Parsing
import Sync
import Synchronization
import TestSupport
import Testing

@Suite struct HTTPPageTests {
  private static let blockPage = "<html><head><title>Blocked</title></head><body>#1</body></html>"

  @Test(arguments: [
    (blockPage, "text/html"), (blockPage, "text/plain"), ("<!DOCTYPE html>\n" + blockPage, ""),
    ("\u{FEFF}\r\n <!-- x --><?xml version='1.0'?>\n<HTML>", "application/octet-stream"),
    ("<div>log in</div>", "text/html; charset=utf-8"), ("<!-- nothing else", "text/plain"),
    ("no text at all", "image/png"), ("{}", "application/json"),
  ])
  func anotherPageIsNotTaken(body: String, type: String) async throws {
    let server = MisbehavingServer { _ in [.answer(200, body, type: type)] }
    let paper = try tree(server.address)
    #expect(try await paper.failure("pages/a.md") == .notThePage(path: "pages/a.md"))
    await #expect(throws: SyncError.notThePage(path: "README.md")) { try await paper.get("README.md") }
    // Where HTML was asked for, it may be the page.
    if !body.hasPrefix("<!--") { #expect(try await paper.get("pages/a.html") == .content(body)) }
  }

  @Test(arguments: [
    (page, "text/html"), (page, "application/octet-stream"), (page, ""), ("<p>旧页</p>", "text/plain"),
    ("<p align=right>左</p>\n### 题\n", "text/html"), ("\u{FEFF}<!-- x -->\n### 题\n", "text/html"),
    ("题目\n\n正文", "text/html"),
  ])
  func aPageIsTakenWhateverItIsCalled(body: String, type: String) async throws {
    let server = MisbehavingServer { _ in [.answer(200, body, type: type)] }
    #expect(try await tree(server.address).get("pages/a.md") == .content(body))
  }

  @Test func bytesThatAreNoTextComeAsTheyAre() async throws {
    let bytes: [UInt8] = [0x23, 0xFF, 0xFE, 0x00, 0xC4, 0xE3]
    let server = MisbehavingServer { _ in [.answer(200, bytes, type: "text/plain", [])] }
    guard case .content(bytes, _)? = try await tree(server.address).outcomes([Wanted("a/b.md")])["a/b.md"]
    else {
      return #expect(Bool(false), "other bytes came")
    }
  }

  // MARK: Compression

  private static let text =
    "### 茶馆的早晨\n\n" + (1...40).map { "第\($0)个客人来了，要一壶龙井。\n" }.joined()
  private static let brotli =
    "G5sGABypUV/M7mxy5Am1HUjPJwhtBSLbOqUSEhuAlpY9V5K787jfkXbtlaY8ZKHllJa0E8ZYo9IsrO5bAX46R/DNIdNMHoVOte1de9cwy9LD"
    + "8H/0iYsLu53zOSw+4GMCkXQyyCSLXOTeNGHUmHETJk2ZNtN8MhgMBoPBYDAYjEaj0Wg0Go1G0AE="
  private static let zstd =
    "KLUv/QRofQQAhAYjIyMg6Iy26aaG55qE5pep5pmoCgrnrKwx5Liq5a6i5Lq65p2l5LqG77yM6KaB5LiA5aO26b6Z5LqV44CCMjM0NTY3ODkx"
    + "MDEyMzQ1Njc4OTIwMTIzNDU2Nzg5MzAxMjM0NTY3ODk0MCioEaC7/3fwNQMRMAT//88g/YYQugWEvAel4jWW8LbKRrM1qQGLoHQO"

  private static func compressed(_ coding: String) throws -> [UInt8] {
    switch coding {
    case "br": Array(try #require(Data(base64Encoded: brotli)))
    case "zstd": Array(try #require(Data(base64Encoded: zstd)))
    default: try filtered(["gzip", "-nc"], Array(text.utf8))
    }
  }

  @Test(arguments: ["gzip", "x-gzip", "br", "zstd"])
  func aCompressedPageComesPlain(coding: String) async throws {
    let bytes = try HTTPPageTests.compressed(coding)
    let server = MisbehavingServer { _ in
      [.answer(200, bytes, type: "text/plain", ["Content-Encoding: \(coding)"])]
    }
    #expect(try await tree(server.address).get("pages/a.md") == .content(HTTPPageTests.text))
  }

  /// A gzip file has members, one of zstd frames: they follow each other, and are one text.
  @Test(arguments: ["gzip", "zstd"])
  func aBodyOfSeveralPartsComesWhole(coding: String) async throws {
    let bytes = try HTTPPageTests.compressed(coding), text = HTTPPageTests.text
    let server = MisbehavingServer { _ in
      [.answer(200, bytes + bytes + bytes, type: "text/plain", ["Content-Encoding: \(coding)"])]
    }
    #expect(try await tree(server.address).get("pages/a.md") == .content(text + text + text))
  }

  /// It may be half of it: to ask for it again unless it has changed would be to keep that.
  @Test func whatEndsWithTheConnectionIsAskedForAnew() async throws {
    func version(_ headers: String) async throws -> String? {
      let server = MisbehavingServer { _ in
        [.text("HTTP/1.1 200 OK\r\nETag: \"1\"\r\n\(headers)\r\n\(page)"), .close]
      }
      guard case .content(_, let version)? = try await tree(server.address).outcomes([Wanted("a.md")])["a.md"]
      else { return nil }
      return version
    }
    #expect(try await version("Content-Type: text/plain\r\n") == "")
    #expect(try await version("Content-Length: \(page.utf8.count)\r\n") == "etag \"1\"")
  }

  /// As a cache behind a cut line may keep it: the Content-Length is that of what is left.
  @Test(arguments: ["gzip", "br", "zstd"], [1, 6, 60])
  func aCompressedPageCutShortIsNotTaken(coding: String, missing: Int) async throws {
    let bytes = Array(try HTTPPageTests.compressed(coding).dropLast(missing))
    let server = MisbehavingServer { _ in
      [.answer(200, bytes, type: "text/plain", ["Content-Encoding: \(coding)"])]
    }
    #expect(try await tree(server.address).failure() == .cutShort(host: "127.0.0.1:\(server.port)"))
  }

  @Test func aBombIsNotUnfolded() async throws {
    let bomb = try filtered(["gzip", "-nc"], Array(repeating: 0x23, count: largestPage + 1))
    let server = MisbehavingServer { _ in
      [.answer(200, bomb, type: "text/plain", ["Content-Encoding: gzip"])]
    }
    #expect(try await tree(server.address).failure() == .tooLarge("pages/a.md", limit: largestPage))
  }
}

/// Counts.
final class Counter: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      defer { count += 1 }
      return count
    }
  }
}
