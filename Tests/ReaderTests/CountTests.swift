// Counts and sequences, as one sees them.

import Articles
import Library
import Reader
import Terminal
import Testing

struct CountTests {
  /// What the event loop asks before it takes ^C for a wish to leave.
  @Test(arguments: [["5"], ["y"]]) func whatIsTypedIsTakenBack(keys: [String]) throws {
    var session = try Session(Paper.daily())
    #expect(!session.reader.isAsking)
    for key in keys { try session.press(key) }
    #expect(session.reader.isAsking)
    try session.press("^C")
    let fresh = try Session(Paper.daily())
    #expect(!session.reader.isAsking && session.screen == fresh.screen)
  }

  @Test func aCountMovesSoManyTimes() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter")
    for (keys, row) in [
      (["5", "j"], 6), (["2", "k"], 4), (["1", "0", "↓"], 14), (["2", "^D"], 36), (["3", "^U"], 3),
      (["2", "Space"], 60),
      (["9", "9", "j"], 60), (["7", "G"], 7), (["4", "4", "g"], 44), (["9", "9", "G"], 60), (["0", "k"], 59),
    ] {
      for key in keys { try session.press(key) }
      #expect(session.title.hasSuffix(" \(row)/60"), "after \(keys)")
    }
  }

  @Test func aCountGoesOnByArticlesAndCategories() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "Enter", "5", "J")
    #expect(session.title.contains("第55摊"))
    try session.press("2", "K")
    #expect(session.title.contains("第57摊"))
    try session.press("9", "9", "9", "J")
    #expect(session.title.contains("第1摊") && session.title.contains("早市"))
    try session.press("q", "2", "J")
    #expect(session.title.contains("手艺"))
    try session.press("9", "K")
    #expect(session.title.contains("早市"))
  }

  @Test func aCountMarksSoManyAndOneUndoTakesThemBack() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter", "j", "3", "N")
    #expect(session.bottom == " 标为已读：3 篇")
    #expect(session.lines(1...5).map { $0.contains(" N ") } == [true, false, false, false, true])
    #expect(try paper.library.article(Paper.id("pages/market57.md"))?.isRead == true)
    try session.press("2", "m")
    #expect(session.bottom == " 已加星标：2 篇")
    try session.press("u")
    #expect(session.bottom.hasSuffix("（撤销）") && !session.screen.contains("*"))
    #expect(session.lines(1...5).map { $0.contains(" N ") } == [true, false, false, false, true])
    try session.press("u")
    #expect(session.lines(1...5).allSatisfy { $0.contains(" N ") })
    #expect(try paper.library.article(Paper.id("pages/market57.md"))?.isRead == false)
  }

  @Test func aCountUndoesSoMany() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "N", "j", "N", "j", "m", "9", "u")
    #expect(session.lines(1...3).allSatisfy { $0.contains(" N ") } && !session.screen.contains("*"))
  }

  @Test func aCountGoesToASubject() throws {
    var session = try Session(Paper.daily())
    try session.press("6", "Enter", "Enter", "Enter", "t", "1", "G")
    let first = session.cursorLine
    try session.press("9", "9", "G")
    #expect(session.reader.draw().cursor.row > 1)
    try session.press("1", "Enter")
    #expect(session.cursorLine == first && first.contains("毛竹"))
  }

  @Test func aCountGoesOnByPassagesFound() throws {
    var session = try Session(Paper.daily())
    try session.press("6", "Enter", "Enter", "Enter", "/")
    try session.type("竹")
    try session.press("Enter", "3", "n")
    #expect(session.bottom.contains("/竹 4/8"))
    try session.press("5", "n")
    #expect(session.bottom.contains("1/8"))
    try session.press("2", "N")
    #expect(session.bottom.contains("7/8"))
    try session.press("2", "0", "0", "0", "0", "0", "1", "n")
    #expect(session.bottom.contains("8/8"))
  }
}

struct CountOfStepsTests {
  @Test func theNextUnreadSoManyFarther() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "j", "N", "k", "3", "n")
    #expect(session.title.contains("第57摊"))
    try session.press("2", "n")
    #expect(session.title.contains("第55摊"))
    try session.press("5", "7", "n")
    #expect(session.title.contains("毛笔"))
    try session.press("9", "9", "n")
    #expect(session.title.contains("舊書店的燈"))
  }

  @Test func amongResultsToo() throws {
    var session = try Session(Paper.daily())
    try session.press("/")
    try session.type("豆浆")
    try session.press("Enter", "3", "n")
    #expect(session.title.contains("第58摊"))
    try session.press("Esc", "2", "n")
    #expect(session.title.contains("第56摊"))
  }

  @Test func theArticleOfTheSubjectSoManyFarther() throws {
    var session = try Session(Paper.tea())
    try session.press("Enter", "1", "7", "Enter", "Enter")
    #expect(session.title.contains("茶8"))
    try session.press("2", "]")
    #expect(session.title.contains("茶6"))
    try session.press("3", "[")
    #expect(session.title.contains("茶9"))
    try session.press("9", "9", "[")
    #expect(session.title.contains("茶24"))
  }
}

struct PendingTests {
  private func session(_ preset: Preset, columns: Int = 80) throws -> Session {
    var session = try Session(Paper.daily(), columns: columns, keys: KeyTable(preset))
    try session.press("Enter")
    return session
  }

  @Test(arguments: [80, 40, 20])
  func whatIsPendingIsSeenAtTheRight(columns: Int) throws {
    var session = try session(.vim, columns: columns)
    let hints = session.bottom
    try session.press("1", "2", "g")
    #expect(session.bottom.hasSuffix(" 12g") && session.reader.draw().row(23).count == columns)
    #expect(session.bottom.hasPrefix(String(hints.prefix(8))))
    try session.press("g")
    #expect(session.title.hasSuffix("12/60") && session.bottom == hints)
  }

  @Test func escapeDropsIt() throws {
    var session = try session(.vim)
    try session.press("j", "3", "g", "Esc", "j")
    #expect(session.title.hasSuffix("3/60"))
    try session.press("7", "Backspace", "j")
    #expect(session.title.hasSuffix("4/60"))
  }

  @Test func aCountThatGoesBeyondTheEndEndsThere() throws {
    for keys in [["9", "9", "9", "9", "9", "9", "9"]] {
      var session = try Session(Paper.daily(), rows: 10)
      try session.press("G", "Enter", "Enter")
      for key in ["b", "Space"] {
        for digit in keys + [key] { try session.press(digit) }
        #expect(session.title.contains("油纸扇") && session.title.hasSuffix(key == "b" ? "%" : "100%"))
      }
      try session.press("q", "q", "/")
      try session.type("豆浆")
      try session.press("Enter", "3", "Space")
      let third = session.cursorLine
      try session.press("g", "Space", "Space", "Space")
      #expect(session.cursorLine == third)
    }
  }

  @Test(arguments: ["N", "m", "+"])
  func aCountOfMarksReachesBeyondWhatIsInMemory(key: String) throws {
    let paper = try Paper.daily()
    try paper.addToMarket(61...400)
    var session = try Session(paper, rows: 8)
    try session.press("Enter", "2", "Enter", "3", "0", "0", key)
    #expect(session.bottom.hasSuffix("：300 篇"))
    let changed = try paper.library.articles(.everything, limit: 500)
      .filter { $0.isRead || $0.isStarred || $0.isQueued }
    #expect(changed.count == 300 && changed.first?.title == "早市第399摊" && changed.last?.title == "早市第100摊")
    try session.press("u")
    #expect(
      try paper.library.articles(.everything, limit: 500).allSatisfy {
        !$0.isRead && !$0.isStarred && !$0.isQueued
      })
  }

  @Test func aKeyThatDoesNotGoOnDropsIt() throws {
    var session = try session(.vim)
    try session.press("j", "9", "g", "j")
    #expect(session.title.hasSuffix("2/60") && session.bottom.contains("没有这个键"))
    try session.press("j")
    #expect(session.title.hasSuffix("3/60"))
  }

  @Test func theBottomLineNamesTheKeysInForce() throws {
    #expect(try session(.kanbao).bottom.contains("n 未读"))
    #expect(try session(.mutt).bottom.contains("Tab 未读"))
  }

  @Test func sentencesNameTheKeysInForce() throws {
    var keys = KeyTable()
    keys.add([
      KeyBinding(.all, try KeySequence("!"), to: nil), KeyBinding(.list, try KeySequence("E"), to: .log),
    ])
    var session = try Session(Paper.daily(), keys: keys)
    try session.take(.synced(new: 0, failures: 1))
    #expect(session.bottom == " 有报源更新失败，按 :log 看记录")
    try session.press("Enter")
    try session.take(.synced(new: 0, failures: 1))
    #expect(session.bottom == " 有报源更新失败，按 E 看记录")
  }

  @Test func readingTheConfigurationAgainChangesKeysWordsAndLines() throws {
    var session = try Session(Paper.daily())
    try session.press("^X")
    #expect(session.bottom.hasSuffix(" ^X") && session.wishes.isEmpty)
    try session.press("^R")
    #expect(session.wishes == [.source])
    try session.press("?")
    try session.take(.configured(Preferences(language: .english), KeyTable(.vim)))
    #expect(session.bottom == " The configuration has been read again" && session.title == " Keys")
    #expect(session.screen.contains("gg Home"))
    try session.press("q", "j")
    #expect(session.bottom.contains("Enter open"))
  }
}
