// `kanbao sync` as a service runs it: through ssh, and again and again.

import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct SyncCommandTests {
  private let data = Scratch()

  private func kanbao(_ arguments: String..., environment: [String: String] = [:]) throws -> Ran {
    try run(arguments + ["--data-dir", data.path], environment: environment)
  }

  /// The sample newspaper in a repository that is served.
  private func publish(in folder: String) throws -> Publisher {
    let publisher = try Publisher(folder + "/paper.git")
    try publisher.git("--work-tree=" + sample, "add", "--all", sample)
    try publisher.publish(tree: publisher.git("write-tree"), parent: false)
    return publisher
  }

  /// libcurl by itself would ask by the environment's proxy for them, whatever it was told of proxies.
  @Test func namesAreAskedForOverHTTPSWithoutAProxyWhereNoneIsWanted() throws {
    let authority = try Authority()
    let resolver = try Nginx.resolver(certificate: authority.certificate())
    let mirror = try Nginx(certificate: authority.certificate(), root: sample)
    let file = data.path + "/config.toml"
    try """
    [sync]
    proxy = "none"
    dns-over-https = "https://127.0.0.1:\(resolver.port)/dns-query"
    ca-file = "\(authority.file)"
    """.write(toFile: file, atomically: false, encoding: .utf8)
    let environment = ["https_proxy": "http://127.0.0.1:\(deadPort)", "no_proxy": "", "NO_PROXY": ""]
    let address = "https://kanbao-test.invalid:\(mirror.port)/"
    let added = try kanbao("add", address, "--config", file, environment: environment)
    #expect(added.status == 0, "\(added.errors)")
  }

  @Test func aMirrorIsReadThroughSSH() throws {
    let scratch = Scratch()
    let publisher = try publish(in: scratch.path)
    let server = try SecureShell()
    let address = "127.0.0.1:" + publisher.path
    func environment(_ words: [String]) -> [String: String] {
      ["GIT_SSH_COMMAND": (words + ["-o", "BatchMode=yes"]).joined(separator: " "), "LC_ALL": "C.UTF-8"]
    }
    let keyed = environment(server.words)
    let added = try kanbao("add", address, "--name", "样刊", environment: keyed)
    #expect(added.status == 0, "\(added.errors)")
    let synced = try kanbao("sync", environment: keyed)
    #expect(synced.status == 0 && synced.errors.isEmpty, "\(synced.errors)")
    let count = try kanbao("list", "--json").lines.count
    #expect(count > 10)
    #expect(try kanbao("sync", "--json", environment: keyed).output.contains(#""new":0"#))
    // Without a key it would have to ask for a password, and nobody is there.
    let keyless = server.words.map { $0 == server.key ? "/dev/null" : $0 }
    let refused = try kanbao("sync", environment: environment(keyless))
    #expect(refused.status == 1 && refused.errors.contains("127.0.0.1"), "\(refused.errors)")
    #expect(try kanbao("list", "--json").lines.count == count)
  }

  /// Each start costs some milliseconds. Adding it has fetched the tip and what lists; now the pages are.
  @Test func aFirstSyncStartsGitEightTimes() throws {
    let scratch = Scratch()
    let publisher = try publish(in: scratch.path)
    try #require(try kanbao("add", publisher.path).status == 0)
    let trace = scratch.path + "/trace", file = scratch.path + "/gitconfig"
    try "[trace2]\nnormalTarget = \(trace)\n".write(toFile: file, atomically: false, encoding: .utf8)
    try #require(try kanbao("sync", environment: ["GIT_CONFIG_GLOBAL": file]).status == 0)
    // What git itself starts is not told of the folder in this way.
    let started = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n").filter {
      $0.contains(" start ") && $0.contains("--git-dir=")
    }
    #expect(started.count == 8, "\(started)")
  }

  @Test func aServiceGoesOnWithTheOthersWhereOneIsGone() throws {
    try #require(try kanbao("add", sample, "--name", "样刊").status == 0)
    let output = data.path + "/said"
    let service = try Child(
      ["env", "LC_ALL=C.UTF-8", program, "sync", "样刊", "没有", "--every", "1h", "--data-dir", data.path],
      output: output)
    var said = ""
    while !service.hasEnded, !(said.contains("没有") && said.contains("样刊：")) {
      usleep(5000)
      said = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
    }
    #expect(!service.hasEnded, "\(said)")
    let alone = try kanbao("sync", "没有", "--every", "1h")
    #expect(alone.status == 1 && alone.errors.contains("没有"))
  }

  /// The bar cannot be drawn any more; that is no reason to crash.
  @Test func aTerminalThatGoesAwayEndsASyncAsASignalDoes() throws {
    let server = MisbehavingServer { asked in
      asked.target == "/README.md"
        ? [.answer(200, "#### 生活 &nbsp;-&nbsp; [饮食](indexes/food.md)\n")]
        : [
          .text("HTTP/1.1 200 X\r\nContent-Type: text/plain\r\nContent-Length: 4000000\r\n\r\n"),
          .forever(Array(repeating: 0x61, count: 700), pause: 20),
        ]
    }
    try #require(try kanbao("add", server.address, "--name", "晚报").status == 0)
    let terminal = try Terminal(), end = data.path + "/end"
    try terminal.type(
      "sh -c 'trap : HUP; \(program) sync --data-dir \(data.path); echo $? > \(end)'\n")
    try terminal.wait(for: "晚报")
    try terminal.hangUp()
    try waitUntil("the sync has ended") { FileManager.default.fileExists(atPath: end) }
    try waitUntil("its status is written") {
      try String(contentsOfFile: end, encoding: .utf8).hasSuffix("\n")
    }
    #expect(try String(contentsOfFile: end, encoding: .utf8) == "\(128 + SIGHUP)\n")
  }
}
