// The newspaper for strangers behind a real sshd, as the example in Config has it.

import Foundation
import TestSupport
import Testing

@Suite(.serialized, .blocking) struct SecureShellTests {
  private let marks = Scratch()

  /// An sshd that is set up by the example, for this account and another newspaper.
  private func server(_ paper: SharedPaper) throws -> SecureShell {
    let file = checkout.appending(path: "Config/sshd/kanbao.conf")
    var example = try String(contentsOf: file, encoding: .utf8)
    for (there, here) in [
      ("Match User paper", "Match User \(NSUserName())"), ("/usr/local/bin/kanbao", program),
      ("/var/lib/kanbao/paper", paper.cache.path),
    ] {
      try #require(example.contains(there))
      example = example.replacing(there, with: here)
    }
    return try SecureShell(example)
  }

  @Test func whoeverLogsInGetsTheNewspaperAndNothingElse() throws {
    let paper = try SharedPaper(), server = try server(paper), forbidden = Scratch()
    let client = server.client("-tt", command: "'touch \(forbidden.path)/made; exec bash'").joined(
      separator: " ")
    let terminal = try Terminal(environment: ["LC_MESSAGES": "zh_TW.UTF-8", "LC_ALL": ""])
    for _ in 0..<2 {
      try terminal.type("\(client)\n")
      try terminal.wait("the front page") { $0.contains("離開") && $0.contains("/49") }
      try terminal.press("Enter", "Enter")
      try terminal.wait(for: "翻頁")
      try terminal.press("Q")
      try terminal.waitForShell()
      try terminal.type("clear\n")
    }
    // They share the account: what one has read is nobody else's business.
    try terminal.type("\(client)\n")
    try terminal.wait(for: "49/49")
    #expect(try FileManager.default.contentsOfDirectory(atPath: forbidden.path) == [])
  }

  @Test(arguments: [[], ["-s"], ["-W", "127.0.0.1:1"]]) func withoutATerminalThereIsNothing(options: [String])
    throws
  {
    let paper = try SharedPaper(), server = try server(paper)
    var words = server.client(command: options == ["-s"] ? "sftp" : "cat /etc/passwd")
    words.insert(contentsOf: options, at: 1)
    if options.first == "-W" { words.removeLast() }
    let ran = try run(words[0], Array(words.dropFirst()), environment: ["LC_ALL": "C.UTF-8"])
    #expect(ran.status != 0 && ran.output == "")
    if options.isEmpty { #expect(ran.errors.contains("阅读界面要在终端里打开")) }
  }
}
