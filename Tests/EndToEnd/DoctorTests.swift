// The doctor: all in order, or what is not, in one line with what to do.

import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct DoctorTests {
  private let data = Scratch()

  private func doctor(_ arguments: String..., environment: [String: String] = [:]) throws -> Ran {
    let healthy = ["LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "TMUX": "", "COLORTERM": ""]
    return try run(
      ["doctor", "--data-dir", data.path] + arguments, environment: healthy.merging(environment) { $1 })
  }

  private func fill() throws {
    try #require(try run(["add", sample, "--name", "样刊", "--data-dir", data.path]).status == 0)
    try #require(try run(["sync", "--data-dir", data.path]).status == 0)
  }

  @Test func whereAllIsInOrderItSaysSo() throws {
    try fill()
    let ran = try doctor()
    #expect(ran.status == 0 && ran.errors == "")
    #expect(ran.lines.allSatisfy { $0.hasPrefix("好 ") } && ran.lines.count <= 12)
    #expect(ran.output.contains("49 篇，未读 49，星标 0") && ran.output.contains("xterm-256color，256 色"))
  }

  @Test func nothingIsMadeWhereThereIsNothing() throws {
    let folder = data.path + "/none"
    let ran = try run(
      ["doctor", "--data-dir", folder], environment: ["TERM": "xterm", "TMUX": "", "LC_ALL": "C.UTF-8"])
    #expect(ran.status == 0 && ran.output.contains("kanbao add"))
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test(arguments: [
    (["TERM": "dumb"], "终端："), (["TERM": "nobody-knows-it"], "终端："),
    (["TERM": "linux"], "剪贴板："), (["PATH": "/nowhere"], "git："),
  ])
  func whatIsNotIsNamedWithTheRemedy(environment: [String: String], subject: String) throws {
    let ran = try doctor(environment: environment)
    let wrong = ran.lines.filter { $0.hasPrefix("！") }
    #expect(
      ran.status == 1 && wrong.count == 1 && wrong[0].hasPrefix("！ " + subject) && wrong[0].contains("；"))
  }

  @Test(arguments: [
    "u:SEC/RET@127.0.0.1:1", "SECRET@127.0.0.1:1", "http:/u:SECRET@127.0.0.1:1",
    "http://u:9/SECRET@127.0.0.1:1",
  ])
  func noPasswordOfAProxyIsShown(proxy: String) throws {
    let ran = try doctor("--offline", environment: ["http_proxy": proxy])
    #expect(ran.output.contains("127.0.0.1:1") && !ran.output.contains("RET"))
  }

  @Test func aLocaleThatIsNotInstalledIsSaidAndNoHindrance() throws {
    let ran = try doctor(environment: ["LC_ALL": "", "LC_CTYPE": "xx_YY.bogus", "LC_MESSAGES": "C"])
    #expect(ran.status == 0 && ran.output.contains("语言环境：系统里没有 xx_YY.bogus"))
  }

  @Test func aWrongConfigurationIsNamedAndTheRestLookedAt() throws {
    try fill()
    let file = data.path + "/config.toml"
    try "measure = 5\nfoo = 1\n".write(toFile: file, atomically: false, encoding: .utf8)
    let ran = try doctor("--config", file)
    #expect(ran.status == 1 && ran.output.contains("！ 设置：\(file) 第 1 行") && ran.output.contains("另有 1 处"))
    #expect(ran.output.contains("49 篇"))
  }

  @Test(arguments: ["cache.sqlite", "reader.sqlite"]) func aDamagedFileIsNamedAndLeft(name: String) throws {
    try fill()
    let file = data.path + "/" + name
    let damaged = Data(repeating: 65, count: 8192)
    try damaged.write(to: URL(filePath: file))
    let ran = try doctor()
    #expect(ran.status == 1 && ran.output.contains("！ 资料：\(file) 已损坏"))
    #expect(try Data(contentsOf: URL(filePath: file)) == damaged)
  }

  @Test func aSourceThatFailsIsNamed() throws {
    try fill()
    let file = data.path + "/config.toml"
    try "[sources.\"失\"]\naddress = \"http://127.0.0.1:\(deadPort)/paper\"\n"
      .write(toFile: file, atomically: false, encoding: .utf8)
    _ = try run(["sync", "--data-dir", data.path, "--config", file])
    let wrong = try doctor("--offline").lines.filter { $0.hasPrefix("！") }
    #expect(wrong.count == 1 && wrong[0].hasPrefix("！ 报源：失："))
  }

  @Test func eachSourceIsAskedAtItsFirstAddressAndNowhereElse() throws {
    let scratch = Scratch()
    let publisher = try Publisher(scratch.path + "/paper.git")
    try publisher.git("--work-tree=" + sample, "add", "--all", sample)
    try publisher.publish(tree: publisher.git("write-tree"), parent: false)
    let web = MisbehavingServer { $0.target == "/README.md" ? [.answer(200, "# 报\n")] : [.answer(404)] }
    let empty = MisbehavingServer { _ in [.answer(404)] }
    let other = MisbehavingServer { _ in [.answer(404)] }
    try fill()
    let file = data.path + "/config.toml"
    let dead = "http://127.0.0.1:\(deadPort)/paper"
    try """
    [sources."网"]
    addresses = ["\(web.address)", "\(other.address)"]
    [sources."空"]
    address = "\(empty.address)"
    [sources."死"]
    address = "\(dead)"
    [sources."库"]
    address = "\(publisher.path)"
    [sources."走"]
    address = "/no/such/folder"
    """.write(toFile: file, atomically: false, encoding: .utf8)
    let ran = try doctor("--config", file)
    let lines = ran.lines.filter { $0.contains("镜像：") }
    func line(_ source: String) -> String { lines.first { $0.contains("镜像：\(source)：") } ?? "" }
    #expect(lines.count == 6 && ran.status == 1)
    #expect(line("样刊").contains(#/^好 镜像：样刊：.*Config\/sample 通，\d+ 毫秒$/#))
    #expect(line("网").contains(#/^好 .*通，\d+ 毫秒$/#) && line("库").contains(#/^好 .*paper.git 通，\d+ 毫秒$/#))
    #expect(line("空").hasPrefix("！") && line("空").contains("没有镜像"))
    #expect(line("死").hasPrefix("！") && line("死").contains("拒绝连接；请检查地址和端口"))
    #expect(line("走").hasPrefix("！") && line("走").contains("/no/such/folder"))
    #expect(web.asked.map { $0.target } == ["/README.md"] && other.asked.isEmpty)
    let offline = try doctor("--config", file, "--offline")
    #expect(!offline.output.contains("镜像：") && web.asked.count == 1)
  }

  @Test func withoutALibraryTheMirrorsOfTheConfigurationAreAsked() throws {
    let web = MisbehavingServer { _ in [.answer(200, "# 报\n")] }
    let file = data.path + "/config.toml"
    try "[sources.\"网\"]\naddress = \"\(web.address)\"\n"
      .write(toFile: file, atomically: false, encoding: .utf8)
    let lines = try doctor("--config", file).lines
    #expect(lines.contains { $0.hasSuffix("还没有；先运行 kanbao sync --data-dir \(data.path) --config \(file)") })
    #expect(lines.contains { $0.contains(#/^好 镜像：网：.*通，\d+ 毫秒$/#) })
    #expect(try doctor().lines.contains { $0.hasSuffix("先运行 kanbao add --data-dir \(data.path) 地址") })
  }

  @Test func aServerThatDoesNotAnswerIsNotWaitedForLong() throws {
    let server = MisbehavingServer { _ in [.stall] }
    try fill()
    let file = data.path + "/config.toml"
    try "[sources.\"慢\"]\naddress = \"\(server.address)\"\n"
      .write(toFile: file, atomically: false, encoding: .utf8)
    try #require(try run(["sources", "--data-dir", data.path, "--config", file]).status == 0)
    let ran = try doctor("--config", file)
    #expect(ran.output.contains("！ 镜像：慢：127.0.0.1:\(server.port) 在 5 秒内没有回答"))
  }

  @Test(arguments: ["http://me:secret@127.0.0.1:1", "me:secret@127.0.0.1:1"])
  func theProxyInForceIsShownWithoutItsPassword(proxy: String) throws {
    let ran = try doctor(environment: ["https_proxy": proxy])
    #expect(ran.output.contains("https_proxy=") && ran.output.contains("127.0.0.1:1"))
    #expect(!ran.output.contains("secret"))
  }

  @Test func jsonHasTheSameInObjects() throws {
    struct Line: Decodable { let check: String, ok: Bool, text: String }
    try fill()
    let ran = try doctor("--json", environment: ["TERM": "dumb", "LC_ALL": "en_GB.UTF-8"])
    let lines = try ran.lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    #expect(lines.filter { $0.check == "terminal" }.map { $0.ok } == [false])
    #expect(Set(lines.map { $0.check }).count == lines.count && lines.allSatisfy { !$0.text.isEmpty })
    #expect(ran.status == 1)
  }

  @Test(arguments: [("zh_TW.UTF-8", "索引：齊全"), ("en_GB.UTF-8", "index: complete"), ("zh_CN.UTF-8", "索引：齐全")])
  func itSpeaksTheReadersLanguage(locale: String, words: String) throws {
    try fill()
    #expect(
      try doctor(environment: ["LC_ALL": "", "LC_MESSAGES": locale, "LANG": "C.UTF-8"]).output.contains(words)
    )
  }
}
