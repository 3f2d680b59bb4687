// The reader in a real terminal, on the sample newspaper.

import Foundation
import TestSupport
import Testing

@Suite(.serialized, .blocking) struct ReadingTests {
  /// A folder of data with the sample newspaper in it.
  private func newspaper() throws -> Scratch {
    let data = Scratch()
    try #require(try run(["add", sample, "--name", "样刊", "--data-dir", data.path]).status == 0)
    try #require(try run(["sync", "--data-dir", data.path]).status == 0)
    return data
  }

  private func list(_ data: Scratch, _ options: String...) throws -> [String] {
    try run(["list", "--data-dir", data.path] + options).lines
  }

  @Test func oneOpensReadsAndGoesOn() throws {
    let data = try newspaper()
    let terminal = try Terminal()
    try terminal.start(data)
    try terminal.wait(for: "49/49")
    #expect(try terminal.cursorRow == 3)
    try terminal.press("Enter")
    let rows = try terminal.wait(for: "1/8").split(separator: "\n")
    #expect(try terminal.cursorRow == 1)
    try terminal.press("j", "j")
    try terminal.wait(for: "3/8")
    #expect(try terminal.cursorRow == 3)
    try terminal.press("g", "Enter")
    let title = try #require(rows[1].split(separator: " ").last)
    try terminal.wait("the first article") { $0.hasPrefix(" \(title)") }
    while try !terminal.screen.contains("〔完〕") {
      let before = try terminal.screen
      try terminal.press("Space")
      try terminal.wait("the next page") { $0 != before }
    }
    while try terminal.screen.contains(title) {
      let before = try terminal.screen
      try terminal.press("Space")
      try terminal.wait("the rest or the next article") { $0 != before }
    }
    try terminal.press("q")
    try terminal.wait(for: "2/8")
    try terminal.press("q")
    try terminal.wait(for: "47/49")
    try terminal.press("Q")
    try terminal.waitForShell()
    #expect(try list(data, "--unread").count == 47)
  }

  @Test func whatWasScrolledIsAsIfItWereDrawnAnew() throws {
    let data = try newspaper()
    let terminal = try Terminal()
    let open = {
      try terminal.start(data)
      try terminal.wait(for: "/49")
      try terminal.press("Enter")
      try terminal.wait(for: "1/8")
      try terminal.press("Enter")
    }
    let text = { (screen: String) in
      screen.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    }
    try open()
    let first = text(try terminal.wait("the article") { !$0.contains("1/8") && text($0).count > 20 })
    try terminal.press("j", "j", "j", "j", "j", "j", "j", "k", "k")
    let scrolled = text(try terminal.wait("five lines on") { text($0)[1] == first[6] })
    try terminal.press("Q")
    try terminal.waitForShell()
    try open()
    try terminal.wait("where one was") { text($0) == scrolled }
  }

  @Test func besideAListTheArticleSelectedIsShownWhenOneRests() throws {
    let data = try newspaper()
    let terminal = try Terminal(columns: 160, rows: 40)
    try terminal.start(data)
    try terminal.wait(for: "49/49")
    try terminal.press("Enter")
    try terminal.wait("three panes with a text") { screen in
      screen.split(separator: "\n").dropFirst(5).contains {
        $0.split(separator: "│", omittingEmptySubsequences: false).last?.count { $0 != " " } ?? 0 > 20
      }
    }
    #expect(try list(data, "--unread").count == 49)
  }

  @Test func leavingPutsTheTerminalBack() throws {
    let data = try newspaper()
    let terminal = try Terminal()
    try terminal.type("stty -a > \(data.path)/before\n")
    try terminal.start(data)
    try terminal.wait(for: "49/49")
    #expect(try terminal.isOnAlternateScreen)
    try terminal.press("Q")
    try terminal.type("stty -a > \(data.path)/after; echo all$((40 + 2))\n")
    try terminal.wait(for: "all42")
    #expect(try !terminal.isOnAlternateScreen)
    let before = try String(contentsOfFile: data.path + "/before", encoding: .utf8)
    #expect(try String(contentsOfFile: data.path + "/after", encoding: .utf8) == before)
    #expect(before.contains("rows"))
  }

  @Test func anySizeIsDrawn() throws {
    let data = try newspaper()
    let terminal = try Terminal()
    try terminal.start(data)
    try terminal.wait(for: "49/49")
    try terminal.press("Enter", "Enter")
    try terminal.wait(for: "返回")
    for (columns, rows) in [(20, 5), (300, 100), (40, 12), (21, 6), (132, 43), (80, 24)] {
      try terminal.resize(columns: columns, rows: rows)
      let screen = try terminal.wait("\(columns)x\(rows) drawn") { screen in
        let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.count > rows - 1 && lines[rows - 1].contains("Space") && !lines[1].isEmpty
      }
      #expect(screen.split(separator: "\n").allSatisfy { columns >= EndToEnd.columns(String($0)) })
    }
    try terminal.resize(columns: 19, rows: 4)
    try terminal.wait(for: "20×5")
    try terminal.resize(columns: 80, rows: 24)
    try terminal.wait(for: "返回")
  }

  @Test func suspendedAndResumedItIsWhereItWas() throws {
    let data = try newspaper()
    let terminal = try Terminal()
    try terminal.start(data)
    try terminal.wait(for: "49/49")
    try terminal.press("Enter")
    try terminal.wait(for: "1/8")
    for _ in 0..<3 {
      try terminal.press("C-z")
      try terminal.wait(for: "Stopped")
      try terminal.type("echo all$((40 + 2)); clear\n")
      try terminal.wait("a clear screen") { !$0.contains("Stopped") }
      #expect(try !terminal.isOnAlternateScreen)
      try terminal.type("fg\n")
      try terminal.wait(for: "1/8")
    }
    try terminal.press("j")
    try terminal.wait(for: "2/8")
  }

  @Test(arguments: [SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGUSR1, SIGSEGV, SIGABRT, SIGILL])
  func aSignalEndsItAndTheTerminalIsAsItWas(signal: Int32) throws {
    let data = try newspaper()
    let terminal = try Terminal(environment: ["SWIFT_BACKTRACE": "enable=no"])
    try terminal.type("stty -a > \(data.path)/before\n")
    try terminal.start(data)
    try terminal.wait(for: "49/49")
    try terminal.press("Enter", "m")
    try terminal.wait(for: "*")
    let process = try #require(processes(with: data).first)
    #expect(kill(process, signal) == 0)
    try waitUntil("the process to end") { processes(with: data).isEmpty }
    try terminal.type("stty -a > \(data.path)/after; echo all$((40 + 2))\n")
    try terminal.wait(for: "all42")
    #expect(try !terminal.isOnAlternateScreen)
    #expect(
      try String(contentsOfFile: data.path + "/after", encoding: .utf8)
        == String(contentsOfFile: data.path + "/before", encoding: .utf8))
    #expect(try list(data, "--starred").count == 1)
  }

  @Test func aTerminalThatGoesAwayLeavesNoProcess() throws {
    let data = try newspaper()
    let terminal = try Terminal()
    try terminal.start(data)
    try terminal.wait(for: "49/49")
    try terminal.press("Enter", "Enter", "Space")
    try terminal.wait(for: "返回")
    #expect(processes(with: data).count == 1)
    try terminal.hangUp()
    try waitUntil("the process to end") { processes(with: data).isEmpty }
    #expect(try list(data, "--unread").count == 48)
  }

  @Test func whatWasMarkedSurvivesBeingKilled() throws {
    let data = try newspaper()
    let terminal = try Terminal()
    try terminal.start(data)
    try terminal.wait(for: "49/49")
    try terminal.press("Enter", "m", "j", "Enter")
    try terminal.wait(for: "返回")
    try waitUntil("the marks to be kept") { try list(data, "--unread").count == 48 }
    let process = try #require(processes(with: data).first)
    #expect(kill(process, SIGKILL) == 0)
    try waitUntil("the process to end") { processes(with: data).isEmpty }
    #expect(try list(data, "--starred").count == 1)
    #expect(try list(data, "--unread").count == 48)
  }

  @Test(arguments: [["LC_ALL": "C"], ["LC_ALL": "xx_YY.bogus"], ["LC_ALL": "", "LANG": ""]])
  func withoutAUTF8LocaleChineseIsShown(environment: [String: String]) throws {
    let data = try newspaper()
    let terminal = try Terminal(environment: environment)
    try terminal.start(data)
    let screen = try terminal.wait(for: "49/49")
    #expect(screen.contains("饮食") && screen.contains("星空"))
  }

  @Test func keysTypedAheadAreAllTaken() throws {
    let data = try newspaper()
    let terminal = try Terminal()
    try terminal.start(data)
    try terminal.wait(for: "49/49")
    try terminal.press("Enter")
    try terminal.wait(for: "1/8")
    try terminal.type(String(repeating: "j", count: 300) + String(repeating: "k", count: 3))
    try terminal.wait(for: "5/8")
  }

  @Test func unknownSequencesAreNoCommands() throws {
    let data = try newspaper()
    let terminal = try Terminal()
    try terminal.start(data)
    try terminal.wait(for: "49/49")
    try terminal.press("Enter")
    try terminal.wait(for: "1/8")
    // A late report of the cursor's place, and a key no terminfo knows: their letters are commands too.
    try terminal.type("\u{1B}[12;40R\u{1B}[57399uj")
    let screen = try terminal.wait(for: "2/8")
    #expect(screen.contains("饮食"))
  }

  @Test func whereOneWasInTwoArticlesIsKeptHoweverFastOneGoes() throws {
    let tree = Scratch(), data = Scratch()
    for folder in ["indexes", "pages"] {
      try FileManager.default.createDirectory(
        atPath: "\(tree.path)/\(folder)", withIntermediateDirectories: true)
    }
    let lines = (1...99).map { "第\($0)段：今早的豆浆和油条。\n\n" }.joined()
    for (path, text) in [
      ("README.md", "# 集市\n\n- [集市](indexes/market.md)\n"),
      ("indexes/market.md", "- [甲](../pages/1.md)\n- [乙](../pages/2.md)\n"),
      ("pages/1.md", "# 甲\n\n见[隔壁](2.md)。\n\n\(lines)"), ("pages/2.md", "# 乙\n\n\(lines)"),
    ] {
      try text.write(toFile: "\(tree.path)/\(path)", atomically: false, encoding: .utf8)
    }
    try #require(try run(["add", tree.path, "--name", "集市", "--data-dir", data.path]).status == 0)
    try #require(try run(["sync", "--data-dir", data.path]).status == 0)
    let terminal = try Terminal()
    try terminal.start(data)
    try terminal.wait(for: "2/2")
    try terminal.press("Enter", "Enter", "Tab", "Enter")
    try terminal.wait("the other article") { $0.hasPrefix(" 乙") }
    try terminal.type(" qjjjjjj")
    try terminal.wait("the first article again") { $0.hasPrefix(" 甲") && !$0.contains("隔壁") }
    try terminal.press("J")
    let second = try terminal.wait("the other article") { $0.hasPrefix(" 乙") }
    #expect(!second.contains("第1段"))
  }

  @Test func theSampleNeedsNothing() throws {
    let terminal = try Terminal()
    try terminal.type("\(program) --sample\n")
    let screen = try terminal.wait(for: "49/49")
    #expect(screen.contains("书与人"))
    try terminal.press("Q")
    try terminal.waitForShell()
  }

  /// What tmux takes as it takes its own: xterm's family, the console, and the oldest. Each step waits for the one
  /// screen to become the other, however late either of them is.
  @Test(arguments: ["xterm-256color", "screen-256color", "linux", "rxvt-unicode-256color", "putty", "vt100"])
  func byTheDescriptionOfEachTerminalTheScreensAreTheSame(type: String) throws {
    let terminals = try [type, "tmux-256color"].map { type in
      let data = try newspaper(), home = Scratch()
      try FileManager.default.createDirectory(
        atPath: home.path + "/kanbao", withIntermediateDirectories: true)
      try "symbols = \"unicode\"\n".write(
        toFile: home.path + "/kanbao/config.toml", atomically: true, encoding: .utf8)
      let terminal = try Terminal(environment: ["TERM": type, "XDG_CONFIG_HOME": home.path])
      try terminal.start(data)
      return (terminal, data, home)
    }
    let (terminal, _, _) = terminals[0], (other, _, _) = terminals[1]
    func press(_ keys: String..., until what: String, _ condition: (String) -> Bool) throws -> String {
      for key in keys {
        try terminal.press(key)
        try other.press(key)
      }
      do {
        return try terminal.wait("\(what), as by the description of tmux") {
          try condition($0) && $0 == other.screen
        }
      } catch {
        Issue.record("by the description of tmux it is\n\(try other.screen)")
        throw error
      }
    }
    _ = try press(until: "the front page") { $0.contains("49/49") }
    _ = try press("Enter", "j", until: "the second row") { $0.contains("2/8") }
    _ = try press("G", "k", until: "the last but one") { $0.contains("7/8") }
    _ = try press("v", "k", until: "a range") { $0.contains("6/8") }
    _ = try press("v", "?", until: "the help") { $0.contains("(down)") }
    // So much of it is seen when the related articles stand below it, which come a moment later: keys before that lead
    // elsewhere.
    var text = try press("q", "g", "Enter", until: "an article") { $0.contains("47%\n") }
    for key in ["j", "Space", "k"] {
      text = try press(key, until: "another place in it") { $0 != text }
    }
    for (terminal, _, _) in terminals {
      try terminal.press("Q")
      try terminal.waitForShell()
    }
  }

  @Test func aWindowLargerThanAnyScreenIsUsedAsFarAsThat() throws {
    let data = try newspaper()
    let terminal = try Terminal(columns: 1300, rows: 30)
    try terminal.start(data)
    let title = try #require(try terminal.wait(for: "49/49").split(separator: "\n").first)
    #expect(title.count < 1000)
    try terminal.resize(columns: 1200, rows: 700)
    try terminal.wait("the bottom line in the last row") { screen in
      screen.split(separator: "\n", omittingEmptySubsequences: false)[499].contains("Enter")
    }
    try terminal.press("Q")
    try terminal.waitForShell()
  }

  @Test func aDumbTerminalIsRefusedInOneLine() throws {
    let data = try newspaper()
    let terminal = try Terminal(environment: ["TERM": "dumb"])
    try terminal.start(data, "; echo status=$?")
    let screen = try terminal.wait(for: "status=1")
    #expect(screen.contains("kanbao: "))
  }

  @Test func twoReadersOfOneLibraryBothWork() throws {
    let data = try newspaper()
    let first = try Terminal(), second = try Terminal()
    for terminal in [first, second] {
      try terminal.start(data)
      try terminal.wait(for: "49/49")
      try terminal.press("Enter")
      try terminal.wait(for: "1/8")
    }
    try first.press("m")
    try second.press("j", "m")
    try waitUntil("both marks to be kept") { try list(data, "--starred").count == 2 }
  }
}
