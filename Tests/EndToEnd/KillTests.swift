// A sync killed at any instant: what was stored is whole, and the next one ends with exactly the right library.

import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct KillTests {
  /// How many times: KANBAO_TEST_KILLS says otherwise.
  private static let kills =
    ProcessInfo.processInfo.environment["KANBAO_TEST_KILLS"].flatMap { Int($0) } ?? 12

  /// A mirror of many pages of several days.
  private func mirror(pages: Int) throws -> Scratch {
    let tree = Scratch()
    for folder in ["indexes", "pages/market"] {
      try FileManager.default.createDirectory(
        atPath: "\(tree.path)/\(folder)", withIntermediateDirectories: true)
    }
    func write(_ path: String, _ text: String) throws {
      try text.write(toFile: tree.path + "/" + path, atomically: false, encoding: .utf8)
    }
    try write("README.md", "### 集市\n\n#### 生活 &nbsp;-&nbsp; [集市](indexes/market.md)\n")
    try write(
      "indexes/market.md",
      (1...pages).map { "#### [第\($0)天的集市](../pages/market/\($0).md?t=1)\n" }.joined())
    for number in 1...pages {
      let day = 28 - number % 28
      try write(
        "pages/market/\(number).md",
        "### 第\(number)天的集市\n------------------------\n\n<p>【样刊社2024年5月\(day)日】今早的豆浆和油条，第\(number)份。</p>\n")
    }
    return tree
  }

  private func library(_ data: Scratch) throws -> [String] {
    try run(["list", "--json", "--data-dir", data.path]).lines
  }

  @Test func whatIsKilledAnywhereEndsAsIfItHadNotBeen() throws {
    let tree = try mirror(pages: 600)
    let whole = Scratch()
    try #require(try run(["add", tree.path, "--data-dir", whole.path]).status == 0)
    let begun = ContinuousClock.now
    try #require(try run(["sync", "--data-dir", whole.path]).status == 0)
    let time = (ContinuousClock.now - begun) / .microseconds(1)
    let right = try library(whole)
    try #require(right.count == 600)
    for _ in 0..<KillTests.kills {
      let data = Scratch()
      try #require(try run(["add", tree.path, "--data-dir", data.path]).status == 0)
      // Twice: the second goes on from what the first left.
      for _ in 0..<2 {
        let process = try spawn([program, "sync", "--data-dir", data.path])
        usleep(UInt32.random(in: 0..<UInt32(time)))
        kill(process, SIGKILL)
        _ = wait(for: process)
        let stored = try library(data)
        #expect(Set(stored).count == stored.count && stored.count <= 600)
      }
      let last = try run(["sync", "--data-dir", data.path])
      #expect(last.status == 0 && last.errors.isEmpty, "\(last)")
      #expect(try library(data) == right)
    }
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func aSyncThatIsToldToStopKeepsWhatItHas(signal: Int32) throws {
    let tree = try mirror(pages: 3000), data = Scratch()
    try #require(try run(["add", tree.path, "--data-dir", data.path]).status == 0)
    let process = try spawn([program, "sync", "--data-dir", data.path])
    try waitUntil("some of the articles") { try !library(data).isEmpty }
    kill(process, signal)
    #expect(wait(for: process) == 128 + signal)
    let stored = try library(data).count
    #expect(stored > 0)
    #expect(try run(["sync", "--data-dir", data.path]).output.contains("新到 \(3000 - stored) 篇"))
  }
}
