// What goes wrong on a machine, and what is left afterwards.

import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct FailureTests {
  /// A mirror of many small pages, and a folder of data that knows it.
  private func mirror(pages: Int) throws -> (tree: Scratch, data: Scratch) {
    let tree = Scratch(), data = Scratch()
    let names = (1...pages).map { "page\($0)" }
    for folder in ["indexes", "pages"] {
      try FileManager.default.createDirectory(
        atPath: "\(tree.path)/\(folder)", withIntermediateDirectories: true)
    }
    try "# 集市\n\n#### 生活\n- [集市](indexes/market.md)\n"
      .write(toFile: tree.path + "/README.md", atomically: false, encoding: .utf8)
    try names.map { "- [\($0)](../pages/\($0).md)\n" }.joined()
      .write(toFile: tree.path + "/indexes/market.md", atomically: false, encoding: .utf8)
    for name in names {
      try "# \(name)\n\n<p>今早的豆浆和油条。</p>\n"
        .write(toFile: "\(tree.path)/pages/\(name).md", atomically: false, encoding: .utf8)
    }
    try #require(try run(["add", tree.path, "--name", "集市", "--data-dir", data.path]).status == 0)
    return (tree, data)
  }

  private func list(_ data: Scratch) throws -> [String] { try run(["list", "--data-dir", data.path]).lines }

  /// What the categories say they hold.
  private func total(_ data: Scratch) throws -> Int? {
    let line = try run(["categories", "--json", "--data-dir", data.path]).output
    return line.firstMatch(of: /"total" ?: ?([0-9]+)/).flatMap { Int($0.1) }
  }

  @Test func aSyncThatIsKilledGoesOnWhereItWas() throws {
    let (tree, data) = try mirror(pages: 4000)
    let killed = try run(
      "/bin/sh",
      [
        "-c",
        """
        "$0" sync --data-dir "$1" & process=$!
        while kill -0 $process 2>/dev/null && [ "$("$0" list --data-dir "$1" | wc -l)" -lt 100 ]; do :; done
        kill -9 $process; wait $process
        """, program, data.path,
      ])
    #expect(killed.status == 137)
    let stored = try list(data)
    #expect(stored.count >= 100 && stored.count < 4000)
    #expect(try total(data) == stored.count)
    let again = try run(["sync", "--data-dir", data.path])
    #expect(again.status == 0 && again.output.contains("新到 \(4000 - stored.count) 篇，更改 0 篇"), "\(again)")
    #expect(try Set(list(data)).count == 4000 && Set(stored).isSubset(of: list(data)))
    #expect(try total(data) == 4000)
    _ = tree
  }

  @Test func aDeletedCacheIsFilledAgainByTheNextSync() throws {
    let (tree, data) = try mirror(pages: 9)
    try #require(try run(["sync", "--data-dir", data.path]).status == 0)
    try FileManager.default.removeItem(atPath: data.path + "/cache.sqlite")
    #expect(try run(["sources", "--data-dir", data.path]).output.hasPrefix("集市\t0/0"))
    #expect(try run(["sync", "--data-dir", data.path]).output.contains("新到 9 篇"))
    #expect(try list(data).count == 9)
    _ = tree
  }

  @Test func aDamagedCacheIsNamedSetAsideAndFilledAgain() throws {
    let (tree, data) = try mirror(pages: 300)
    try #require(try run(["sync", "--data-dir", data.path]).status == 0)
    let cache = data.path + "/cache.sqlite"
    let whole = try Data(contentsOf: URL(filePath: cache))
    var damaged = whole
    damaged.replaceSubrange((whole.count / 2)..., with: Data(repeating: 0xA5, count: (whole.count + 1) / 2))
    try damaged.write(to: URL(filePath: cache))
    // What SQLite has not yet taken over from its journal is damaged with it.
    try? Data(repeating: 0xA5, count: 100_000).write(to: URL(filePath: cache + "-wal"))
    let refused = try run(["list", "--data-dir", data.path])
    #expect(refused.status == 1 && refused.errors.contains(cache + ".damaged-1"), "\(refused)")
    #expect(try run(["sync", "--data-dir", data.path]).output.contains("新到 300 篇"))
    #expect(try list(data).count == 300)
    try Data("坏".utf8).write(to: URL(filePath: cache))
    let said = try run(["list", "--data-dir", data.path])
    #expect(said.status == 0 && said.errors.contains(cache + ".damaged-2"), "\(said)")
    _ = tree
  }

  @Test func aFileThatCannotGrowIsNamedAndNothingIsLost() throws {
    let (tree, data) = try mirror(pages: 600)
    let refused = try run(
      "/bin/sh",
      ["-c", "trap '' XFSZ; ulimit -f 150; exec \"$0\" sync --data-dir \"$1\"", program, data.path])
    #expect(refused.status == 1 && refused.errors.split(separator: "\n").count == 1, "\(refused)")
    #expect(refused.errors.contains(data.path + "/cache.sqlite"))
    let stored = try list(data).count
    #expect(stored < 600)
    let again = try run(["sync", "--data-dir", data.path])
    #expect(again.output.contains("新到 \(600 - stored) 篇，更改 0 篇"), "\(again)")
    #expect(try list(data).count == 600)
    _ = tree
  }
}
