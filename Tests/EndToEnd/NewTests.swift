// `kanbao new`: what a shell's greeting says.

import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct NewTests {
  private func new(_ data: Scratch, _ options: String...) throws -> Ran {
    let ran = try run(["new", "--data-dir", data.path] + options, environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(ran.status == 0 && ran.errors.isEmpty, "\(ran.errors)")
    return ran
  }

  /// What it says where its folders are the usual ones, and it is given no options; the configuration does not matter.
  private func newAlone(_ data: Scratch) throws -> [String] {
    let home = Scratch(), folder = home.path + "/kanbao"
    try FileManager.default.createSymbolicLink(atPath: folder, withDestinationPath: data.path)
    try "theme = 5\n".write(toFile: folder + "/config.toml", atomically: true, encoding: .utf8)
    let variables = ["XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"].map { ($0, home.path) }
    let environment = ["LC_ALL": "zh_CN.UTF-8"].merging(variables) { $1 }
    return try run(["new"], environment: environment).lines
  }

  @Test func whereThereIsNoLibraryItSaysNothingAndMakesNone() throws {
    let data = Scratch()
    #expect(try new(data).output.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: data.path).isEmpty)
  }

  @Test func itSaysWhatHasComeSinceTheReaderWasOpen() throws {
    let data = Scratch(), mirror = Scratch()
    let folder = mirror.path + "/paper", page = folder + "/pages/food/1001.md"
    try FileManager.default.copyItem(atPath: sample, toPath: folder)
    let text = try String(contentsOfFile: page, encoding: .utf8)
    try FileManager.default.removeItem(atPath: page)
    try #require(try run(["add", folder, "--name", "样刊", "--data-dir", data.path]).status == 0)
    _ = try run(["sync", "--data-dir", data.path])
    #expect(try new(data).output.isEmpty)
    let terminal = try Terminal()
    try terminal.start(data)
    try terminal.wait(for: "48/48")
    try terminal.press("Q")
    try terminal.waitForShell()
    #expect(try new(data).output.isEmpty)
    try text.write(toFile: page, atomically: true, encoding: .utf8)
    _ = try run(["sync", "--data-dir", data.path])
    let lines = try new(data).lines
    #expect(
      lines.count == 2 && lines[0] == "看报：新到 1 篇" && lines[1].hasPrefix("  ") && lines[1].hasSuffix(" · 饮食"))
    #expect(try new(data, "--limit", "0").lines == ["看报：新到 1 篇"])
    #expect(try newAlone(data) == lines)
    let json = try new(data, "--json").lines
    #expect(json.count == 1 && json[0].contains("\"read\":false"))
    try terminal.start(data)
    try terminal.wait(for: "新到 1 篇")
    try terminal.press("Q")
  }
}
