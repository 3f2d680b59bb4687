// The mouse and hyperlinks in a real terminal: what the terminal is asked for, what its reports do, what bytes are sent.

import Foundation
import TestSupport
import Testing

@Suite(.serialized, .blocking) struct MouseTests {
  private let data = Scratch()

  /// The sample newspaper with a line of configuration; what the program sends is kept in `sent`.
  private func reader(_ setting: String, type: String = "xterm-256color", columns: Int = 80, rows: Int = 24)
    throws -> Terminal
  {
    try write(setting)
    let terminal = try Terminal(
      columns: columns, rows: rows, environment: ["TERM": type, "SWIFT_BACKTRACE": "enable=no"])
    try terminal.set(["pipe-pane", "cat >\(data.path)/sent"])
    try terminal.type(
      "\(program) --sample --data-dir \(data.path) --config \(data.path)/config.toml\n")
    try terminal.wait(for: "49/49")
    return terminal
  }

  private func write(_ setting: String) throws {
    try (setting + "\n").write(toFile: data.path + "/config.toml", atomically: true, encoding: .utf8)
  }

  /// All that the program has sent.
  private var sent: String {
    let bytes = FileManager.default.contents(atPath: data.path + "/sent") ?? Data()
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: ["xterm-256color", "tmux-256color", "screen", "screen-256color", "xterm"])
  func itWorksOnTheTerminalsThereAre(type: String) throws {
    let terminal = try reader("mouse = true", type: type)
    #expect(try terminal.reportsMouse)
    let isNew = type.hasPrefix("xterm")
    try terminal.mouse(0, column: 6, row: 4, isNew)
    try terminal.mouse(0, column: 6, row: 4, isNew)
    try terminal.wait("the list") { $0.hasPrefix(" 园艺") && $0.contains(" 1/7") }
    try terminal.mouse(65, column: 30, row: 5, isNew)
    try terminal.wait(for: " 4/")
    try terminal.mouse(64, column: 30, row: 5, isNew)
    try terminal.wait(for: " 1/")
    try terminal.mouse(0, column: 30, row: 3, isNew)
    try terminal.wait(for: " 3/")
    try terminal.mouse(0, column: 30, row: 3, isNew)
    try terminal.wait("the article") { $0.split(separator: "\n")[0].contains("%") }
  }

  @Test func notchesThatComeTogetherAreAllTaken() throws {
    let terminal = try reader("mouse = true")
    try terminal.type("/的\n")
    try terminal.wait(for: "1/")
    let reports = [UInt8]("\u{1B}[<65;20;5M".utf8)
    try terminal.send((0..<5).flatMap { _ in reports } + [UInt8]("j".utf8))
    try terminal.wait(for: " 17/")
  }

  @Test func offItIsTheTerminalsOwnAndAReportIsNoKey() throws {
    let terminal = try reader("")
    #expect(try !terminal.reportsMouse && !sent.contains("1000h"))
    try terminal.press("Enter")
    try terminal.wait(for: "1/8")
    for bytes in ["\u{1B}[<0;10;5M", "\u{1B}[<0;10;5m", "j"] { try terminal.send([UInt8](bytes.utf8)) }
    try terminal.wait(for: "2/8")
  }

  @Test func aReportInPiecesIsNoKey() throws {
    let terminal = try reader("mouse = true")
    try terminal.press("Enter")
    try terminal.wait(for: "1/8")
    let list = try terminal.screen
    for length in 1...5 {
      let bytes = [UInt8]("\u{1B}[<0;10;24m".utf8)
      try terminal.send(Array(bytes.prefix(length)))
      try terminal.send(Array(bytes.dropFirst(length)))
    }
    try terminal.press("j", "k")
    try terminal.wait("the list as it was") { $0 == list }
  }

  @Test func theConfigurationIsFollowedAtOnce() throws {
    let terminal = try reader("mouse = false")
    try write("mouse = true")
    try terminal.type(":source\n")
    try terminal.wait(for: "设置已重新读入")
    #expect(try terminal.reportsMouse)
    try write("mouse = false")
    try terminal.type(":source\n")
    try waitUntil("the mouse to be the terminal's") { try !terminal.reportsMouse }
  }

  @Test func whoeverHasTheTerminalHasTheMouse() throws {
    let terminal = try reader("mouse = true")
    try terminal.press("Enter", "Enter")
    try terminal.wait("the article") { $0.contains("%") }
    try terminal.press("C-z")
    try terminal.wait(for: "Stopped")
    #expect(try !terminal.reportsMouse)
    try terminal.type("fg\n")
    try terminal.wait("the article") { $0.contains("%") }
    try waitUntil("the mouse") { try terminal.reportsMouse }
    try terminal.type("|true\n")
    try terminal.wait(for: "按 Enter")
    #expect(try !terminal.reportsMouse)
    try terminal.press("Enter")
    try terminal.wait("the article") { $0.contains("%") }
    #expect(try terminal.reportsMouse)
    try terminal.press("Q")
    try terminal.waitForShell()
    #expect(try !terminal.reportsMouse)
  }

  @Test(arguments: [SIGTERM, SIGSEGV, SIGABRT]) func itIsGivenBackWhateverHappens(signal: Int32) throws {
    let terminal = try reader("mouse = true")
    let process = try #require(processes(with: data).first)
    #expect(kill(process, signal) == 0)
    try waitUntil("the process to end") { processes(with: data).isEmpty }
    try waitUntil("the mouse to be the terminal's") { try !terminal.reportsMouse }
  }

  // MARK: Hyperlinks

  @Test func anAddressIsSentOnceAsAHyperlinkAndGoesWithTheNextKey() throws {
    let terminal = try reader("")
    try terminal.press("Enter", "Enter")
    try terminal.wait("the article") { $0.contains("%") }
    let before = sent.utf8.count
    try terminal.type("yo")
    let address = try #require(
      try terminal.wait(for: "https://").split(separator: "\n").last?.split(separator: " ").first)
    let link = "\u{1B}]8;;\(address)\u{1B}\\\(address)\u{1B}]8;;\u{1B}\\"
    try waitUntil("the sequence") { sent.contains(link) }
    let sequence = try #require(sent.range(of: link))
    // From where ncurses has left the cursor and back there.
    #expect(sent[..<sequence.lowerBound].suffix(30).contains("\u{1B}7\u{1B}[24;2H"))
    #expect(sent[sequence.upperBound...].prefix(20).contains("\u{1B}8"))
    try terminal.press("j")
    try terminal.wait("the keys") { $0.contains("返回") }
    let after = String(decoding: sent.utf8.dropFirst(before), as: UTF8.self)
    #expect(after.components(separatedBy: "]8;;http").count == 2)
  }

  @Test(arguments: ["linux", "vt220"]) func anOldTerminalIsSentTheAddressAlone(type: String) throws {
    let terminal = try reader("", type: type)
    try terminal.press("Enter", "Enter")
    try terminal.wait("the article") { $0.contains("%") }
    try terminal.type("yo")
    try terminal.wait(for: "https://")
    #expect(!sent.contains("\u{1B}]8"))
  }

  @Test func nothingInAnAddressEndsTheSequence() throws {
    let page = """
      ### 题

      ---

      <p>见<a href="https://a.example/;x;&#27;]0;owned&#7;&#x9c;&#10;茶\u{1B}\\\u{7}">这里</a>。</p>

      ---

      原文地址：https://b.example/\u{1B}]52;c;AAAA\u{7}

      """
    try page.write(toFile: data.path + "/page.md", atomically: true, encoding: .utf8)
    let folder = data.path + "/mirror"
    for name in ["/indexes", "/pages/x"] {
      try FileManager.default.createDirectory(atPath: folder + name, withIntermediateDirectories: true)
    }
    for (name, text) in [
      ("README.md", "#### [甲](indexes/x.md)\n"), ("indexes/x.md", "#### [题](../pages/x/1.md)\n"),
      ("pages/x/1.md", page),
    ] {
      try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }
    #expect(try run(["add", folder, "--name", "恶", "--data-dir", data.path]).status == 0)
    #expect(try run(["sync", "--data-dir", data.path]).status == 0)
    try write("")
    let terminal = try Terminal(environment: ["TERM": "xterm-256color"])
    try terminal.set(["pipe-pane", "cat >\(data.path)/sent"])
    try terminal.start(data)
    try terminal.wait(for: "1/1")
    try terminal.press("Enter", "Enter")
    try terminal.wait("the article") { $0.contains("这里") }
    try terminal.press("Tab")
    try terminal.type("yo")
    try waitUntil("the sequence") { sent.contains("]8;;\u{1B}\\") }
    let start = try #require(sent.range(of: "\u{1B}]8;;http"))
    let address = sent[start.upperBound...].prefix { $0 != "\u{1B}" }
    #expect(address.hasPrefix("s://a.example/;x;") && address.utf8.allSatisfy { (0x21...0x7E).contains($0) })
    #expect(!sent.contains("\u{1B}]0;") && !sent.contains("\u{1B}]52;"))
  }
}

extension Terminal {
  /// Whether the program has asked for the mouse.
  var reportsMouse: Bool { get throws { try format("#{mouse_standard_flag}").hasPrefix("1") } }

  /// Sends bytes as the terminal would.
  func send(_ bytes: [UInt8]) throws {
    try set(["send-keys", "-H"] + bytes.map { String($0, radix: 16) })
  }

  /// Sends the reports of a button that is pressed and let go in a cell, or of a notch of the wheel, in the new form (SGR)
  /// or the old one.
  func mouse(_ button: Int, column: Int, row: Int, _ isNew: Bool) throws {
    let place = "\(column + 1);\(row + 1)", isWheel = button >= 64
    let new = "\u{1B}[<\(button);\(place)M" + (isWheel ? "" : "\u{1B}[<\(button);\(place)m")
    let old = (isWheel ? [button] : [button, 3]).flatMap { code in
      [UInt8]("\u{1B}[M".utf8) + [code, column + 1, row + 1].map { UInt8($0 + 32) }
    }
    try send(isNew ? [UInt8](new.utf8) : old)
  }
}
