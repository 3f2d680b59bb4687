// A real mirror's history, hour by hour, where it is at hand: what is written is exactly what changed.

import Foundation
import Library
import Parsing
import Sync
import TestSupport
import Testing

@Suite struct HistoryTests {
  /// A bundle of a mirror's history: KANBAO_TEST_HISTORY names it.
  private static let bundle = ProcessInfo.processInfo.environment["KANBAO_TEST_HISTORY"]

  private func git(_ arguments: [String], in folder: String) throws -> [String] {
    let output = folder + ".out"
    try? FileManager.default.removeItem(atPath: output)
    let child = try Child(["git", "-C", folder] + arguments, output: output)
    try #require(child.wait() == 0)
    return try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  /// The articles that one commit adds to or changes in the one before it.
  private func pages(_ commit: String, since parent: String?, in folder: String, status: String) throws -> Int
  {
    let from = parent ?? "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
    return try git(
      ["diff", "--name-only", "--no-renames", "--diff-filter=\(status)", from, commit], in: folder
    )
    .count { pageKind(ofPath: $0) == .article }
  }

  @Test(.enabled(if: bundle != nil))
  func everyHourWritesExactlyWhatChanged() async throws {
    let scratch = Scratch()
    let origin = scratch.path + "/origin.git"
    _ = try git(["clone", "-q", "--bare", try #require(HistoryTests.bundle), origin], in: scratch.path)
    let branch = try #require(try git(["symbolic-ref", "HEAD"], in: origin).first)
    let commits = try git(["rev-list", "--reverse", branch], in: origin)
    let library = try Library(
      LibraryPlaces(cache: scratch.path + "/cache.sqlite", reader: scratch.path + "/reader.sqlite"))
    try library.addSource(key: "报", title: "", addresses: [origin])
    let transports = Transports(folder: scratch.path)
    let engine = SyncEngine(library: library) { try transports.tree(at: $0, settings: $1) }
    var parent: String?
    for commit in commits {
      _ = try git(["update-ref", branch, commit], in: origin)
      let report = try await engine.sync("报")
      #expect(report.error == nil && report.failures.isEmpty)
      #expect(report.progress.new == (try pages(commit, since: parent, in: origin, status: "A")), "\(commit)")
      #expect(
        report.progress.changed <= (try pages(commit, since: parent, in: origin, status: "M")), "\(commit)")
      parent = commit
    }
    #expect(try library.sources()[0].total > 0)
  }
}
