// A connection that is dropped: the client of a real sshd is killed. The reader ends by itself, whatever it is doing, and
// keeps everything. KANBAO_TEST_DROPS says how many times.

import Foundation
import TestSupport
import Testing

@Suite(.serialized, .blocking) struct DropTests {
  /// What the reader is doing.
  enum State: CaseIterable { case list, article, prompt, question, help, sync, suspended }

  private static let drops =
    ProcessInfo.processInfo.environment["KANBAO_TEST_DROPS"].flatMap { Int($0) } ?? State.allCases.count

  /// A mirror that never answers.
  private let silent = MisbehavingServer { _ in [.stall] }

  /// A folder of data with the sample newspaper, and a configuration that names the silent mirror too.
  private func newspaper() throws -> Scratch {
    let data = Scratch()
    try #require(try run(["add", sample, "--name", "样刊", "--data-dir", data.path]).status == 0)
    try #require(try run(["sync", "--data-dir", data.path]).status == 0)
    try "[sync]\ninterval = \"never\"\n[sources.\"哑\"]\naddress = \"\(silent.address)\"\n"
      .write(toFile: data.path + "/config.toml", atomically: false, encoding: .utf8)
    return data
  }

  @Test func aDroppedConnectionEndsTheReaderAndKeepsEverything() throws {
    let server = try SecureShell()
    var times: [Duration] = []
    for number in 0..<DropTests.drops {
      times.append(try drop(State.allCases[number % State.allCases.count], server))
    }
    times.sort()
    print("drops: \(times.count), median \(times[times.count / 2]), longest \(times[times.count - 1])")
  }

  /// Drops the connection of a reader in a state; how long it lived on.
  private func drop(_ state: State, _ server: SecureShell) throws -> Duration {
    let data = try newspaper()
    let terminal = try connected(server, data, throughAShell: state == .suspended)
    try terminal.wait(for: "49/49")
    try terminal.press("Enter", "m", "j")
    try terminal.wait("the star") { $0.contains("*") && $0.contains("2/8") }
    try bring(terminal, to: state)
    let before = try terminal.screen
    let client = try terminal.process
    let begun = ContinuousClock.now
    try #require(kill(client, SIGKILL) == 0)
    try waitUntil("the reader to end") { processes(with: data).isEmpty }
    let time = ContinuousClock.now - begun
    #expect(try run(["list", "--starred", "--data-dir", data.path]).lines.count == 1, "\(state)")
    // The lock of a sync is free.
    #expect(try run(["sync", "样刊", "--data-dir", data.path]).status == 0, "\(state)")
    if state == .article {
      let again = try connected(server, data, throughAShell: false)
      try again.wait(for: "48/49")
      try again.press("Enter", "j", "Enter")
      try again.wait("the same page") { $0 == before }
    }
    return time
  }

  /// A terminal whose only process is an ssh client; at its other end is a reader.
  private func connected(_ server: SecureShell, _ data: Scratch, throughAShell: Bool) throws -> Terminal {
    let reader = "\(program) --data-dir \(data.path) --config \(data.path)/config.toml"
    let shell = "bash --norc --noprofile -i"
    let command = "'exec env LC_ALL=C.UTF-8 PS1=there: \(throughAShell ? shell : reader)'"
    let terminal = try Terminal()
    try terminal.type("exec " + server.client("-tt", command: command).joined(separator: " ") + "\n")
    if throughAShell {
      try terminal.wait(for: "there:")
      try terminal.type(reader + "\n")
    }
    return terminal
  }

  private func bring(_ terminal: Terminal, to state: State) throws {
    switch state {
    case .list: break
    case .article:
      try terminal.press("Enter")
      try terminal.wait(for: "返回")
      try terminal.press("Space")
      // What it is related to comes a moment later.
      try terminal.wait("another page") { !$0.contains(" 0%") && $0.contains("相关文章") }
    case .prompt:
      try terminal.press("/")
      try terminal.type("茶")
      try terminal.wait(for: "/茶")
    case .question:
      try terminal.press("A")
      try terminal.wait(for: "(y/n)")
    case .help:
      try terminal.press("?")
      try terminal.wait(for: "在这一屏")
    case .sync:
      let before = silent.asked.count
      try terminal.press("R")
      try terminal.wait(for: "正在更新")
      try waitUntil("the silent mirror to be asked") { silent.asked.count > before }
    case .suspended:
      try terminal.press("C-z")
      try terminal.wait(for: "Stopped")
    }
  }
}
