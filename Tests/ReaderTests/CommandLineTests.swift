// The command line at `:`, as one sees it.

import Articles
import Library
import Reader
import Terminal
import Testing

struct CommandLineTests {
  private func list() throws -> Session {
    var session = try Session(Paper.daily())
    try session.press("Enter")
    return session
  }

  /// Types a line at `:` and ends it.
  private func run(_ line: String, _ session: inout Session) throws {
    try session.press(":")
    try session.type(line)
    try session.press("Enter")
  }

  @Test(arguments: [("open", ["(open)"]), ("search", ["(search)"])])
  func theHelpOfOneCommandIsOfThatAlone(name: String, names: [String]) throws {
    var session = try Session(Paper.daily())
    try session.press(":")
    try session.type("help \(name)")
    try session.press("Enter")
    let shown = session.lines(1...22).flatMap { $0.matches(of: /\([a-z-]+\)/).map { String($0.output) } }
    #expect(shown == names)
    try session.press("Esc")
    #expect(session.screen.contains("(quit)") || session.screen.contains("(down)"))
  }

  @Test func aKeyThatDoesNothingHereSaysSo() throws {
    for key in ["w", "W"] {
      var session = try Session(Paper.daily())
      try session.press(key)
      #expect(session.bottom.hasPrefix(" 这里用不上"), "\(key)")
    }
  }

  @Test(arguments: [
    ("down", 2), ("5down", 6), ("5 down", 6), (":5down", 6), ("7", 7), ("last", 60), ("half-page-d", 12),
    ("page-down", 22),
    ("12open", 12), ("", 1), ("   ", 1), ("99999999999999999999down", 60),
  ])
  func aLineMoves(line: String, row: Int) throws {
    var session = try list()
    try run(line, &session)
    #expect(session.title.hasSuffix(" \(row)/60"))
  }

  @Test func aCountTypedBeforeStandsInTheLine() throws {
    var session = try list()
    try session.press("5", ":")
    #expect(session.bottom == " :5")
    try session.type("down")
    try session.press("Enter")
    #expect(session.title.hasSuffix(" 6/60"))
  }

  @Test(arguments: Command.allCases) func everyCommandCanBeTyped(command: Command) throws {
    var session = try list()
    try run(command.name, &session)
    #expect(!session.screen.contains("没有这个命令") && !session.screen.contains("不止一个"))
    #expect(session.bottom.contains("这里用不上") == !command.screens.contains(.list))
  }

  @Test(arguments: [
    ("pagedwon", "没有这个命令：pagedwon；是不是 page-down？"), ("frobnicate", "没有这个命令：frobnicate"),
    ("page", "不止一个命令：page-down  page-up"), ("widen", "这里用不上：搜索范围：标题、全文、全部"),
    ("down 5", "这个命令不带参数：down"),
    ("0", "没有这一行"), ("61", "没有这一行"), ("help frob", "没有这个命令：frob"),
  ])
  func aWrongLineIsExplained(line: String, words: String) throws {
    var session = try list()
    try run(line, &session)
    #expect(session.bottom == " " + words && session.title.hasSuffix(" 1/60"))
  }

  @Test func severalThatDoWhatIsTypedAreNamed() throws {
    var session = try list()
    try run("未读", &session)
    let said = session.lines(20...23).joined(separator: " ")
    #expect(said.contains(" 不止一个命令：") && session.title.hasSuffix(" 1/60"))
    for name in ["next-unread", "previous-unread", "toggle-read"] { #expect(said.contains(name)) }
  }

  @Test(arguments: [("星标", ["(toggle-star)", "(starred)"]), ("二维码", ["(qr-code)"])])
  func helpIsFoundByWhatACommandDoes(words: String, names: [String]) throws {
    var session = try Session(Paper.daily())
    try session.press(":")
    try session.type("help \(words)")
    for name in names { #expect(session.lines(22...22)[0].contains(name.dropFirst().dropLast())) }
    try session.press("Enter")
    let shown = session.lines(1...22).flatMap { $0.matches(of: /\([a-z-]+\)/).map { String($0.output) } }
    #expect(Set(shown) == Set(names))
    try session.press("q")
    try run("help 无此", &session)
    #expect(session.bottom == " 没有这个命令：无此")
  }

  @Test func aCommandIsFoundByWhatItDoes() throws {
    var session = try list()
    try session.press(":")
    try session.type("放入")
    #expect(session.lines(22...22)[0].hasPrefix(" toggle-queue  +  放入或移出稍后读"))
    try session.press("Enter")
    #expect(session.bottom == " 已放入稍后读")
    // In letters it is completed, and not done by mistake.
    try session.press(":")
    try session.type("tuichu")
    #expect(session.lines(22...22)[0].hasPrefix(" quit  "))
    try session.press("Enter")
    #expect(session.bottom.hasPrefix(" 没有这个命令：tuichu") && session.wishes.isEmpty)
    try session.press(":")
    try session.type("tuichu")
    try session.press("Tab", "Enter")
    #expect(session.wishes == [.quit])
    try session.press(":")
    try session.type("无此")
    try session.press("Enter")
    #expect(session.bottom.hasPrefix(" 没有这个命令：无此"))
  }

  @Test func qIsWhatFingersExpect() throws {
    var session = try list()
    try run("q", &session)
    #expect(session.wishes == [.quit])
  }

  @Test func tabGoesThroughTheCandidates() throws {
    var session = try list()
    try session.press(":")
    try session.type("t")
    #expect(session.lines(22...22) == [" toggle-read  toggle-star  toggle-queue"])
    try session.press("Tab")
    #expect(
      session.bottom == " :toggle-read"
        && session.lines(22...22) == [" toggle-read  toggle-star  toggle-queue"])
    let reversed = session.reader.draw().row(22).map(\.style.isReversed)
    #expect(reversed[1] && !reversed[14])
    try session.press("Tab")
    #expect(session.bottom == " :toggle-star")
    try session.press("Tab", "Tab")
    #expect(session.bottom == " :toggle-read")
    try session.press("Tab", "Tab", "Shift-Tab")
    #expect(session.bottom == " :toggle-star")
    try session.press("Enter")
    #expect(session.bottom == " 已加星标")
  }

  @Test func whatIsTypedAfterTabBeginsAnew() throws {
    var session = try list()
    try session.press(":", "3", "t", "Tab", "^W", "m", "Tab")
    #expect(session.bottom == " :mark-list-read")
    #expect(session.lines(22...22) == [" mark-list-read  A  整个列表标为已读"])
  }

  @Test func aLongLineOfCandidatesShowsTheOneInTheLine() throws {
    var session = try Session(Paper.daily(), rows: 12, columns: 40)
    try session.press(":")
    for _ in Command.allCases {
      try session.press("Tab")
      let name = session.bottom.dropFirst(2).trimmingPrefix(":")
      let row = session.reader.draw().row(10)
      let marked = row.filter(\.style.isReversed).compactMap(\.text)
      #expect(String(marked) == name)
    }
  }

  @Test func onlyWhatDoesSomethingHereIsOffered() throws {
    var session = try list()
    try session.press(":", "o")
    #expect(session.lines(22...22)[0].contains("open") && session.lines(22...22)[0].contains("order"))
    try session.press("Esc", "q", ":", "o")
    #expect(session.lines(22...22)[0].contains("open") && !session.lines(22...22)[0].contains("order"))
    try session.press("x", "Tab")
    #expect(session.bottom == " :ox" && session.lines(22...22) == [""])
  }

  @Test func linesTypedBeforeComeBack() throws {
    var session = try list()
    try run("5down", &session)
    try session.press(":", "↑", "Enter")
    #expect(session.title.hasSuffix(" 11/60"))
    try session.press(":", "Esc")
    #expect(session.title.hasSuffix(" 11/60") && !session.bottom.contains(":"))
    try session.press(":", "x", "Backspace", "Backspace")
    #expect(!session.bottom.contains(":"))
  }

  @Test func aCommandMayAskInItsTurn() throws {
    var session = try list()
    try run("search", &session)
    #expect(session.bottom.hasPrefix(" 标题/"))
    try session.press("Esc")
    try run("mark-list-read", &session)
    #expect(session.bottom == " 早市：全部标为已读？(y/n)")
  }

  @Test func helpOfACommandIsTheHelpScreenWithIt() throws {
    var session = try list()
    try session.press(":")
    try session.type("help mark")
    try session.press("Tab")
    #expect(session.bottom == " :help mark-list-read")
    try session.press("Enter")
    #expect(session.title == " 按键 :mark-list-read")
    #expect(session.lines(1...2).map(String.init) == [" 在这一屏", " A  整个列表标为已读 (mark-list-read)"])
    try session.press("q")
    #expect(session.title.hasSuffix(" 1/60"))
  }
}

struct HelpTests {
  @Test func theKeysOfTheScreenOneComesFromComeFirst() throws {
    for (keys, command, other) in [
      ([], Command.markListRead, Command.order), (["Enter"], .narrow, .widen),
      (["/", "早", "Enter"], .order, .nextMatch),
      (["6", "Enter", "Enter", "Enter"], .next, .narrow),
      (["6", "Enter", "Enter", "Enter", "/", "竹", "Enter"], .nextMatch, .order),
    ] {
      var session = try Session(Paper.daily(), rows: 200)
      for key in keys { try session.press(key) }
      try session.press("?")
      let lines = session.screen.split(separator: "\n")
      let elsewhere = try #require(lines[2...].firstIndex { $0.hasPrefix(" 在") })
      #expect(lines[1] == " 在这一屏")
      #expect(lines[..<elsewhere].contains { $0.hasSuffix("(\(command.name))") }, "\(keys)")
      #expect(lines[elsewhere...].contains { $0.hasSuffix("(\(other.name))") }, "\(keys)")
    }
  }

  @Test func everyCommandIsNamedWithItsKeysOnce() throws {
    for preset in Preset.allCases {
      var session = try Session(Paper.daily(), rows: 200, keys: KeyTable(preset))
      try session.press("?")
      let lines = session.screen.split(separator: "\n")
      for command in Command.allCases {
        let words = "\(Language.simplified.help(command)) (\(command.name))"
        #expect(
          lines.count { $0.hasSuffix(words) && $0.dropFirst().first != " " } == 1, "\(preset) \(command)")
      }
    }
  }

  @Test func aSlashKeepsWhatHasIt() throws {
    var session = try Session(Paper.daily())
    try session.press("?", "/")
    try session.type("unr")
    #expect(session.lines(1...2).map(String.init) == [" 在这一屏", " n          下一篇未读，跨栏目 (next-unread)"])
    #expect(session.bottom == " /unr")
    try session.press("Enter")
    #expect(session.title == " 按键 /unr")
    try session.press("/", "^U")
    try session.type("没有的")
    #expect(session.lines(1...1) == [" 找不到"])
    try session.press("Esc")
    #expect(session.title == " 按键 /unr")
    try session.press("Esc")
    #expect(session.title == " 按键" && session.screen.contains("(down)"))
    try session.press("?")
    #expect(session.title.hasPrefix(" 看报"))
  }

  @Test(arguments: ["xingbiao", "xb", "星標", "STAR"])
  func helpIsFoundByPinyinAndInEitherScript(text: String) throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "?", "/")
    try session.type(text)
    #expect(session.lines(1...1) == [" 在这一屏"])
    #expect(
      session.lines(2...2)[0].hasPrefix(" m ") && session.lines(2...2)[0].hasSuffix(" 加上或去掉星标 (toggle-star)"))
  }

  @Test func aKeyCanBeLookedFor() throws {
    var session = try Session(Paper.daily())
    try session.press("?", "/")
    try session.type("PgDn")
    #expect(session.lines(2...3).map(String.init) == [" Space PgDn ^F  下一页；文末再按，看下一篇未读 (page-down)", ""])
  }
}
