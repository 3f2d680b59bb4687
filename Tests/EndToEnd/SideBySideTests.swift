// The reader beside another process that syncs: it sees what comes without a key being pressed.

import Foundation
import TestSupport
import Testing

@Suite(.serialized, .blocking) struct SideBySideTests {
  /// A mirror of many pages, and a folder of data that knows it.
  private func mirror(pages: Int) throws -> (tree: Scratch, data: Scratch) {
    let tree = Scratch(), data = Scratch()
    for folder in ["indexes", "pages"] {
      try FileManager.default.createDirectory(
        atPath: "\(tree.path)/\(folder)", withIntermediateDirectories: true)
    }
    try "# 集市\n\n#### 生活\n- [集市](indexes/market.md)\n"
      .write(toFile: tree.path + "/README.md", atomically: false, encoding: .utf8)
    try add(1...pages, to: tree)
    try #require(try run(["add", tree.path, "--name", "集市", "--data-dir", data.path]).status == 0)
    return (tree, data)
  }

  /// Writes pages, and the index anew with the last of them on top.
  private func add(_ pages: ClosedRange<Int>, to tree: Scratch) throws {
    let paragraphs = String(repeating: "<p>今早的豆浆和油条。</p>\n", count: 20)
    for page in pages {
      try "# 第\(page)摊\n\n\(paragraphs)"
        .write(toFile: "\(tree.path)/pages/page\(page).md", atomically: false, encoding: .utf8)
    }
    try (1...pages.upperBound).reversed().map { "- [第\($0)摊](../pages/page\($0).md)\n" }.joined()
      .write(toFile: tree.path + "/indexes/market.md", atomically: false, encoding: .utf8)
  }

  /// Starts a sync that goes on beside the test, under a shell of its own.
  private func startSync(_ data: Scratch) throws -> Terminal {
    let terminal = try Terminal()
    try terminal.start(data, "sync")
    return terminal
  }

  /// Starts a reader that does not sync by itself.
  private func startReader(_ reader: Terminal, _ data: Scratch) throws {
    let file = data.path + "/config.toml"
    try "[sync]\ninterval = \"never\"\n".write(toFile: file, atomically: false, encoding: .utf8)
    try reader.start(data, "read --config \(file)")
  }

  private func syncer(_ data: Scratch) -> pid_t? {
    processes(with: data).first { id in
      let command = (try? String(contentsOfFile: "/proc/\(id)/cmdline", encoding: .utf8)) ?? ""
      return command.split(separator: "\0").last == "sync"
    }
  }

  @Test func whatAnotherProcessBringsAppearsByItself() throws {
    let (tree, data) = try mirror(pages: 4000)
    let reader = try Terminal()
    try startReader(reader, data)
    try reader.wait(for: "0/0")
    let other = try startSync(data)
    try reader.wait(for: "别处更新 集市")
    let early = try reader.wait("some of the articles") {
      $0.firstMatch(of: /看报 +([1-9][0-9]*)\/\1/) != nil
        && $0.firstMatch(of: /\[#* *\] +[0-9]+\/[0-9]+  新到/) != nil
    }
    #expect(!early.contains("4000/4000"))
    try reader.wait(for: "已更新：+4000 篇")
    try reader.wait(for: "4000/4000")
    try other.wait(for: "新到 4000 篇")
    _ = tree
  }

  @Test func aListThatIsReadGrowsAboveTheSelectedRow() throws {
    let (tree, data) = try mirror(pages: 100)
    try #require(try run(["sync", "--data-dir", data.path]).status == 0)
    let reader = try Terminal()
    try startReader(reader, data)
    try reader.wait(for: "100/100")
    try reader.press("Enter")
    try reader.wait(for: "1/100")
    try reader.press("j", "j")
    try reader.wait(for: "3/100")
    let selected = try #require(try reader.screen.split(separator: "\n")[3].split(separator: " ").last)
    try add(101...140, to: tree)
    try #require(try run(["sync", "--data-dir", data.path]).status == 0)
    let screen = try reader.wait(for: "43/140")
    #expect(try reader.cursorRow == 3)
    #expect(screen.split(separator: "\n")[3].hasSuffix(" \(selected)"))
    try reader.wait(for: "已更新：+40 篇")
  }

  @Test func whatIsMarkedInOneReaderIsSeenInAnother() throws {
    let (tree, data) = try mirror(pages: 3)
    try #require(try run(["sync", "--data-dir", data.path]).status == 0)
    let (one, other) = (try Terminal(), try Terminal())
    for reader in [one, other] {
      try startReader(reader, data)
      try reader.wait(for: "3/3")
      try reader.press("Enter")
      try reader.wait(for: "2 N   第2摊")
    }
    try one.press("j", "N")
    try one.wait("no mark before 第2摊") { !$0.contains("2 N   第2摊") && $0.contains("2/3") }
    try other.wait("no mark before 第2摊") { !$0.contains("2 N   第2摊") && $0.contains("1/3") }
    try other.press("q")
    try other.wait(for: "2/3")
    _ = tree
  }

  @Test func whatWasLeftOutIsNamedWhereTheSourcesAre() throws {
    let (tree, data) = try mirror(pages: 3)
    try Data(repeating: 0, count: 2000).write(to: URL(filePath: tree.path + "/pages/page2.md"))
    let synced = try run(["sync", "--data-dir", data.path])
    #expect(synced.output.contains("新到 2 篇") && synced.errors.contains("pages/page2.md"))
    let reader = try Terminal()
    try startReader(reader, data)
    try reader.wait(for: "2/2")
    try reader.press("S")
    let screen = try reader.wait(for: "未取")
    #expect(screen.contains("pages/page2.md: 页面里没有文字"))
    _ = tree
  }

  @Test func aSyncerThatIsKilledLeavesNeitherStatusNorLock() throws {
    let (tree, data) = try mirror(pages: 4000)
    let reader = try Terminal()
    try startReader(reader, data)
    try reader.wait(for: "0/0")
    let other = try startSync(data)
    try reader.wait(for: "新到")
    let process = try #require(syncer(data))
    #expect(kill(process, SIGKILL) == 0)
    try reader.wait("no more of the other sync") { !$0.contains("别处更新") }
    try reader.press("R")
    try reader.wait(for: "正在更新 集市")
    try reader.wait(for: "4000/4000")
    try reader.wait(for: "已更新：+")
    _ = (tree, other)
  }

  @Test func aReaderWhoseCacheIsDeletedGoesOnWithANewOne() throws {
    let (tree, data) = try mirror(pages: 50)
    try #require(try run(["sync", "--data-dir", data.path]).status == 0)
    let reader = try Terminal()
    try startReader(reader, data)
    try reader.wait(for: "50/50")
    let deleted = try FileManager.default.contentsOfDirectory(atPath: data.path)
      .filter { $0.hasPrefix("cache.sqlite") }
    for name in deleted { try FileManager.default.removeItem(atPath: "\(data.path)/\(name)") }
    try reader.wait(for: "0/0")
    try reader.press("R")
    try reader.wait(for: "50/50")
    #expect(try run(["list", "--data-dir", data.path]).lines.count == 50)
    _ = tree
  }

  @Test func aReaderThatIsSuspendedKeepsNobodyFromSyncing() throws {
    let (tree, data) = try mirror(pages: 4000)
    let reader = try Terminal()
    try startReader(reader, data)
    try reader.wait(for: "0/0")
    try reader.press("R")
    try reader.wait(for: "新到")
    try reader.press("C-z")
    try reader.wait(for: "Stopped")
    try #require(try run(["sync", "--data-dir", data.path]).status == 0)
    try reader.type("fg\n")
    try reader.wait(for: "4000/4000")
    try reader.wait(for: "已更新：")
    _ = tree
  }

  @Test func theBarOfASyncFitsANarrowTerminal() throws {
    let (tree, data) = try mirror(pages: 4000)
    let terminal = try Terminal(columns: 40, rows: 24)
    try terminal.start(data, "sync")
    try terminal.wait(for: "新到 4000 篇")
    #expect(try terminal.screen.firstMatch(of: /[0-9]+\/[0-9]+|\[#/) == nil)
    _ = tree
  }

  @Test func ofSourcesThatAreSyncedTheOneThatGoesOnIsNamed() throws {
    let (tree, data) = try mirror(pages: 20)
    let server = MisbehavingServer { _ in [.stall] }
    try "[sync]\ninterval = \"never\"\n[sources.\"慢报\"]\naddress = \"\(server.address)\"\n"
      .write(toFile: data.path + "/config.toml", atomically: false, encoding: .utf8)
    let reader = try Terminal(), other = try Terminal()
    try reader.start(data, "read --config \(data.path)/config.toml")
    try reader.wait(for: "0/0")
    try other.start(data, "sync")
    try other.wait(for: "集市：新到 20 篇")
    try other.wait("the bar of the other source") { $0.contains(#/更新.*慢报/#) && !$0.contains(#/更新.*集市/#) }
    try reader.wait("the other source") { $0.contains("别处更新 慢报") }
    _ = tree
  }

  @Test func askedToSyncWhileAnotherDoesItSaysSo() throws {
    let (tree, data) = try mirror(pages: 3000)
    let reader = try Terminal()
    try startReader(reader, data)
    try reader.wait(for: "0/0")
    let other = try startSync(data)
    try reader.wait(for: "新到")
    try reader.press("R")
    try reader.wait(for: "新到的文章会自动出现")
    try reader.press("j")
    try reader.wait(for: "已更新：+3000 篇")
    try reader.press("!")
    try reader.wait(for: "没有出错")
    _ = (tree, other)
  }

  @Test func aReaderSyncsByItselfWhenItIsTime() throws {
    let (tree, data) = try mirror(pages: 30)
    let reader = try Terminal()
    try reader.start(data)
    try reader.wait(for: "30/30")
    try reader.press("S")
    try reader.wait(for: "上次成功")
    _ = tree
  }
}
