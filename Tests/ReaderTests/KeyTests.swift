// What each key does, as one sees it.

import Articles
import Library
import Reader
import Terminal
import Testing
import Typesetting

struct MovingTests {
  @Test func linesAndPagesOfAList() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter")
    #expect(session.title.hasSuffix("1/60"))
    let steps = [
      ("j", 2), ("↓", 3), ("k", 2), ("↑", 1), ("k", 1), ("Space", 22), ("PgDn", 60), ("^F", 60),
      ("b", 39), ("PgUp", 1), ("-", 1), ("^B", 1), ("^D", 12), ("^U", 1), ("G", 60), ("j", 60), ("g", 1),
      ("End", 60), ("Home", 1),
    ]
    for (key, row) in steps {
      try session.press(key)
      #expect(session.title.hasSuffix(" \(row)/60"), "after \(key)")
      #expect(session.cursorLine.contains("第\(61 - row)摊"), "after \(key)")
    }
  }

  @Test func noPageOfAListIsWaitedFor() throws {
    let paper = try Paper.daily()
    try paper.addToMarket(61...400)
    var session = try Session(paper)
    try session.press("Enter")
    for page in 1...15 {
      var reader = session.reader
      // The article selected then is read when nobody moves on.
      let effects = reader.update(.key(.pageDown))
      #expect(effects.allSatisfy { if case .readAhead = $0 { true } else { false } }, "page \(page)")
      try session.press("PgDn")
    }
  }

  @Test func aPageOfAnArticleKeepsTwoLinesInView() throws {
    var session = try Session(Paper.daily(), rows: 12, columns: 40)
    try session.press("G", "Enter", "Enter")
    func page() -> [Substring] {
      session.screen.split(separator: "\n", omittingEmptySubsequences: false)[1...10].map { $0 }
    }
    let first = page()
    try session.press("Space")
    let second = page()
    #expect(Array(second.prefix(2)) == Array(first.suffix(2)))
    try session.press("b")
    #expect(page() == first)
    try session.press("j", "j", "j", "k")
    #expect(Array(page().prefix(8)) == Array(first.suffix(8)))
    try session.press("g")
    #expect(page() == first)
    try session.press("^D")
    #expect(Array(page().prefix(5)) == Array(first.suffix(5)))
    try session.press("^U")
    #expect(page() == first)
  }

  @Test func digitsAndAPercentSignGoToAPartOfARowOrAText() throws {
    var session = try Session(Paper.daily(), rows: 12, columns: 40)
    try session.press("Enter", "5", "0", "%")
    #expect(session.title.hasSuffix(" 30/60"))
    try session.press("1", "0", "0", "%")
    #expect(session.title.hasSuffix(" 60/60"))
    try session.press("%")
    #expect(session.title.hasSuffix(" 1/60"))
    session = try Session(Paper.daily(), rows: 12, columns: 40)
    try session.press("G", "Enter", "Enter")
    let first = session.screen
    try session.press("4", "0", "%")
    let percent = try #require(session.title.split(separator: " ").last.flatMap { Int($0.dropLast()) })
    #expect((41...80).contains(percent))
    try session.press("9", "9", "9", "%")
    #expect(session.title.hasSuffix("100%"))
    try session.press("%")
    #expect(session.screen == first)
  }

  @Test func keysTypedAheadReadOnlyWhatIsSeen() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter")
    try session.typeAhead("n", "n", "J", "n")
    #expect(session.title.contains("第57摊"))
    #expect(try paper.library.articles(.history, limit: 9).map(\.title) == ["早市第57摊"])
    try session.press("q")
    #expect(session.lines(1...5).map { $0.contains(" N ") } == [true, true, true, false, true])
    // Who opens one and marks it unread has it unread, however fast.
    try session.typeAhead("j", "Enter", "N")
    try session.press("q")
    #expect(session.cursorLine.contains("第56摊") && session.cursorLine.contains(" N "))
    #expect(try paper.library.articles(.history, limit: 9).map(\.title) == ["早市第56摊", "早市第57摊"])
  }

  @Test func whatIsTypedAheadOfAnArticleUndoesThatItWasRead() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter", "m")
    try session.typeAhead("j", "Enter", "u")
    #expect(session.bottom == " 标为未读（撤销）")
    try session.press("q")
    #expect(session.cursorLine.contains(" N "))
    #expect(try paper.library.count(.starred) == 1)
  }

  @Test func anArticleThatIsSeenOnlyOnTheWayBackIsReadThen() throws {
    let paper = try Paper.tea()
    var session = try Session(paper)
    try session.press("Enter", "2", "3", "Enter")
    try session.typeAhead("Enter", "1", "Enter")
    #expect(session.title.contains("茶3"))
    #expect(try paper.library.articles(.history, limit: 9).map(\.title) == ["茶3"])
    try session.press("q")
    #expect(session.title.contains("茶2"))
    #expect(try paper.library.articles(.history, limit: 9).map(\.title) == ["茶2", "茶3"])
  }

  @Test func whereNothingBelowIsUnreadItSaysThatItGoesOnAbove() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("6", "Enter", "Enter", "G", "n")
    #expect(session.title.contains("毛笔") && !session.bottom.contains("第一个栏目"))
    try session.press("n")
    #expect(session.title.contains("第60摊") && session.bottom.contains("又从第一个栏目找起"))
  }

  @Test func digitsGoToARowOrShowALink() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "4", "2")
    #expect(session.bottom.hasSuffix(" 42"))
    try session.press("Enter")
    #expect(session.title.hasSuffix("42/60"))
    try session.press("6", "1", "Enter")
    #expect(session.bottom == " 没有这一行" && session.title.hasSuffix("42/60"))
    try session.press("7", "Esc", "j")
    #expect(session.title.hasSuffix("43/60"))
    try session.press("1", times: 9)
    #expect(session.bottom.hasSuffix(" 1111111"))
    try session.press("Esc", "7", "→")
    #expect(session.title.hasSuffix("7/60"))
    try session.press("q", "6", "l", "Enter", "Enter", "2", "Enter")
    #expect(session.bottom == " https://paper.example/notes")
    try session.press("9", "Enter")
    #expect(session.bottom == " 没有这个链接")
  }

  @Test func aLinkWithinTheMirrorOpensItsArticle() throws {
    var session = try Session(Paper.daily())
    try session.press("6", "Enter", "Enter", "2", "Enter", "Enter")
    #expect(session.title.contains("舊書店的燈"))
    try session.press("1", "Enter")
    #expect(session.title.contains("一把油纸扇"))
    try session.press("q", "2", "Enter")
    #expect(session.title.contains("舊書店的燈") && session.bottom == " pages/gone.md")
    try session.press("q")
    #expect(session.title.hasPrefix(" 手艺"))
  }

  @Test func aLongAddressIsShownWhole() throws {
    var session = try Session(Paper.daily(), rows: 12, columns: 20)
    try session.press("6", "Enter", "Enter", "Enter", "2", "Enter")
    let lines = session.screen.split(separator: "\n").map { $0.trimmingPrefix(" ") }
    #expect(lines.joined().hasSuffix("https://paper.example/notes"))
  }

  @Test func backLeadsToWhereOneWas() throws {
    var session = try Session(Paper.daily())
    for back in ["q", "h", "←", "Backspace"] {
      try session.press("g", "j", "Enter", "3", "0", "Enter", "l")
      #expect(session.screen.contains("第31摊今早"))
      try session.press(back)
      #expect(session.title.hasSuffix("30/60"))
      try session.press(back)
      #expect(session.cursorLine.contains("早市"))
    }
    #expect(session.wishes.isEmpty)
    try session.press("q")
    #expect(session.wishes == [.quit])
  }

  @Test func itIsLeftFromAnywhere() throws {
    for keys in [[], ["Enter"], ["Enter", "Enter"], ["?"], ["!"]] {
      var session = try Session(Paper.daily())
      for key in keys { try session.press(key) }
      try session.press("Q")
      #expect(session.wishes == [.quit])
    }
  }

  @Test func theReadingPositionIsKept() throws {
    let paper = try Paper.daily()
    var session = try Session(paper, rows: 12, columns: 40)
    try session.press("G", "Enter", "Enter", "Space", "j", "j")
    let screen = session.screen
    try session.press("Q")
    var later = try Session(paper, rows: 12, columns: 40)
    try later.press("G", "Enter", "Enter")
    #expect(later.screen == screen)
  }
}

struct GoingOnTests {
  @Test func theNextAndThePreviousArticle() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "Enter", "J")
    #expect(session.title.contains("第59摊"))
    try session.press("K", "K")
    #expect(session.title.contains("第60摊") && session.bottom == " 已经是第一个")
    try session.press("J", times: 59)
    #expect(session.title.contains("第1摊"))
    try session.press("J")
    #expect(session.title.contains("第1摊") && session.bottom == " 已经是最后一个")
    try session.press("q")
    #expect(session.title.hasSuffix("60/60") && session.cursorLine.contains("第1摊"))
  }

  @Test func theNextAndThePreviousCategory() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "J")
    #expect(session.title.contains("空栏"))
    try session.press("J")
    #expect(session.title.contains("手艺"))
    try session.press("J")
    #expect(session.title.contains("手艺") && session.bottom == " 已经是最后一个")
    try session.press("K", "K", "K")
    #expect(session.title.contains("早市") && session.bottom == " 已经是第一个")
    try session.press("J", "q")
    #expect(session.cursorLine.contains("空栏"))
  }

  @Test func theNextUnreadInAnyCategory() throws {
    var session = try Session(Paper.daily())
    try session.press("n")
    #expect(session.title.contains("第60摊"))
    try session.press("n", times: 59)
    #expect(session.title.contains("第1摊"))
    try session.press("n")
    #expect(session.title.contains("一把油纸扇"))
    try session.press("K")
    #expect(session.bottom == " 已经是第一个")
    try session.press("J")
    #expect(session.title.contains("舊書店的燈"))
    try session.press("q")
    #expect(session.title.contains("手艺") && session.title.hasSuffix("2/3"))
    try session.press("n", "n")
    #expect(session.title.contains("毛笔") && session.bottom == " 没有未读文章了")
    try session.press("q", "q")
    #expect(session.title.hasSuffix(" 0/63") && session.cursorLine.contains("手艺"))
  }

  @Test func spaceAtTheEndGoesOnToTheNextUnread() throws {
    var session = try Session(Paper.daily(), rows: 12, columns: 40)
    try session.press("G", "Enter", "j", "N", "k", "Enter")
    var pages = 1
    while !session.title.hasSuffix("100%") {
      try session.press("Space")
      pages += 1
      try #require(pages < 20)
    }
    #expect(session.screen.contains("〔完〕") && pages > 3)
    try session.press("Space")
    #expect(session.title.contains("毛笔"))
  }

  @Test func anUnreadArticleUnderTheCursorComesFirst() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "5", "Enter", "n")
    #expect(session.title.contains("第56摊"))
    try session.press("q", "n")
    #expect(session.title.contains("第55摊"))
    try session.press("n", times: 54)
    try session.press("n")
    #expect(session.title.contains("一把油纸扇"))
  }
}

struct MarkTests {
  @Test func openingMarksReadAndTheKeyMarksUnread() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter", "Enter")
    #expect(try paper.library.article(Paper.id("pages/market60.md"))?.isRead == true)
    try session.press("N")
    #expect(session.bottom == " 标为未读")
    #expect(try paper.library.article(Paper.id("pages/market60.md"))?.isRead == false)
    try session.press("q")
    #expect(session.cursorLine.hasPrefix("  1 N "))
    try session.press("N")
    #expect(session.cursorLine.hasPrefix("  1    "))
  }

  @Test func starsAreKeptAndListed() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "m", "j", "Enter", "m")
    #expect(session.title.hasPrefix(" * 早市第59摊"))
    try session.press("q", "q", "G", "k")
    #expect(session.cursorLine.contains("星标") && session.cursorLine.hasSuffix("2"))
    try session.press("Enter")
    #expect(session.title.hasPrefix(" 星标") && session.title.hasSuffix("1/2"))
    try session.press("Enter", "J")
    #expect(session.title.contains("第59摊"))
    try session.press("m", "q", "q")
    #expect(session.cursorLine.contains("星标") && session.cursorLine.hasSuffix("1"))
  }

  @Test func markingAListReadAsksAndIsUndone() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "Enter", "q", "A")
    #expect(session.bottom == " 早市：全部标为已读？(y/n)")
    try session.press("j")
    #expect(session.title.hasSuffix("1/60") && session.screen.contains(" N "))
    try session.press("A", "y")
    #expect(session.bottom == " 标为已读：59 篇" && !session.screen.contains(" N "))
    try session.press("u")
    #expect(
      session.bottom == " 标为未读（撤销）" && session.screen.contains("  2 N ")
        && !session.screen.contains("  1 N "))
    try session.press("q")
    #expect(session.title.hasSuffix("62/63"))
  }

  @Test func aListIsSeenToBeReadBeforeThatIsKept() throws {
    let paper = try Paper.daily()
    var reader = try Session(paper).reader
    _ = reader.update(.key(.character("A")))
    let wishes = reader.update(.key(.character("y")))
    let market = try #require(try paper.library.categories().first)
    #expect(wishes == [.markRead(.category(market.id))])
    #expect(reader.draw().text.contains("标为已读：60 篇"))
    // What the library says meanwhile is of before.
    for effect in reader.update(.key(.character("l"))) {
      _ = try paper.library.answer(effect).map { reader.update($0) }
    }
    #expect(reader.draw().text.contains("第60摊") && !reader.draw().text.contains(" N "))
    _ = reader.update(.key(.character("q")))
    let front = try #require(try paper.library.answer(.loadFront))
    _ = reader.update(front)
    #expect(reader.draw().text.contains(" 0/60") && reader.draw().text.contains(" 3/63"))
    // Where it cannot be, all is as it is kept.
    for effect in reader.update(.refused(wishes[0])) {
      _ = try paper.library.answer(effect).map { reader.update($0) }
    }
    #expect(reader.draw().text.contains("60/60") && reader.draw().text.contains("63/63"))
  }

  @Test func theNextCategoryWithTheOldestFirstIsLeftForTheFrontPage() throws {
    var session = try Session(Paper.daily())
    let front = session.title
    try session.press("j", "Enter", "o", "J", "q")
    #expect(session.title == front)
    try session.press("Enter")
    let first = session.title
    try session.press("q", "k", "Enter", "o", "J", "o")
    #expect(session.title == first, "in its first order again")
  }

  @Test func whereTheOldestComeFirstNothingIsLookedForWider() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "o", "Tab")
    #expect(session.bottom.hasPrefix(" 这里用不上"))
  }

  @Test func theFrontPageMarksTheCategoryUnderTheCursor() throws {
    var session = try Session(Paper.daily())
    try session.press("A")
    #expect(session.bottom == " 早市：全部标为已读？(y/n)")
    try session.press("y")
    #expect(session.cursorLine.hasSuffix("0/60") && session.title.hasSuffix("3/63"))
  }

  @Test func everyMarkIsUndoneNewestFirst() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter", "m", "Enter", "N", "N", "q", "m", "A", "y")
    try session.press("u", times: 6)
    #expect(session.bottom == " 已取消星标（撤销）")
    #expect(try paper.library.article(Paper.id("pages/market60.md"))?.isStarred == false)
    #expect(session.cursorLine.hasPrefix("  1 N "))
    try session.press("u")
    #expect(session.bottom == " 没有可撤销的")
  }
}

struct UndoTests {
  @Test func whatIsUndoneInAnArticleIsAsItWasThere() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter", "Enter", "m")
    #expect(session.title.hasPrefix(" * "))
    try session.press("u")
    #expect(session.title.hasPrefix(" 早市") && session.bottom == " 已取消星标（撤销）")
    try session.press("m")
    #expect(session.title.hasPrefix(" * ") && session.bottom == " 已加星标")
    #expect(try paper.library.article(Paper.id("pages/market60.md"))?.isStarred == true)
    try session.press("N")
    #expect(session.title.hasPrefix(" N* ") && session.bottom == " 标为未读")
    try session.press("u")
    #expect(session.title.hasPrefix(" * "))
    try session.press("N")
    #expect(session.bottom == " 标为未读")
  }
}

struct RedoTests {
  @Test func whatWasUndoneIsRedoneInOrder() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter", "m", "j", "2", "N", "A", "y")
    let (screen, rows) = (session.lines(1...22), try paper.library.articles(.everything, limit: 100))
    try session.press("u", times: 3)
    #expect(session.bottom == " 已取消星标（撤销）" && session.lines(1...22) != screen)
    try session.press("U")
    #expect(session.bottom == " 已加星标（重做）")
    try session.press("2", "U")
    #expect(session.bottom == " 标为已读（重做）" && session.lines(1...22) == screen)
    #expect(try paper.library.articles(.everything, limit: 100) == rows)
    try session.press("U")
    #expect(session.bottom == " 没有可重做的")
    try session.press("u", times: 3)
    #expect(session.bottom == " 已取消星标（撤销）")
  }

  @Test func aNewChangeDropsWhatCouldBeRedone() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "m", "u", "Enter", "U")
    #expect(session.bottom == " 没有可重做的" && session.title.hasPrefix(" 早市"))
    try session.press("u", "U")
    #expect(session.bottom == " 标为已读（重做）")
  }

  @Test func whatIsUndoneWithASearchIsSeenToo() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("/", "扇", "Enter", "w", "Enter", "N", "q", "2", "u")
    #expect(try paper.library.articles(.everything, limit: 100).allSatisfy { !$0.isRead })
    #expect(session.title.hasSuffix("63/63") && !session.lines(1...22).contains { $0.contains("搜索") })
  }

  @Test func aSearchThatWasKeptIsKeptAgain() throws {
    var session = try Session(Paper.daily())
    try session.press("/", "扇", "Enter", "w", "Enter", "u", "q")
    #expect(!session.lines(1...22).contains { $0.contains("搜索") })
    try session.press("U")
    #expect(session.bottom == " 搜索又在首页（重做）" && session.lines(1...22).contains { $0.contains("搜索") })
  }
}

struct UnreadTests {
  @Test func onesWayGoesUpToTheUnreadOnes() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "3", "N", "1", "0", "Enter", "p")
    #expect(session.title.hasPrefix(" 早市第52摊"))
    try session.press("p", "2", "p")
    #expect(session.title.hasPrefix(" 早市第55摊"))
    try session.press("9", "p")
    #expect(session.title.hasPrefix(" 早市第57摊"))
    try session.press("p")
    #expect(session.bottom == " 上面没有未读文章了")
    try session.press("q", "g", "p")
    #expect(session.bottom == " 上面没有未读文章了")
  }

  @Test func amongResultsTooItGoesUp() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "/", "摊", "Enter", "j", "N", "j", "p")
    #expect(session.title.hasPrefix(" 早市第60摊"))
    try session.press("p")
    #expect(session.bottom == " 上面没有未读文章了")
  }
}

struct RefusalTests {
  @Test func aMarkThatCouldNotBeKeptIsNotShown() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter", "Enter", "m")
    #expect(session.title.hasPrefix(" * "))
    try session.take(.refused(.setStarred(Paper.id("pages/market60.md"), true)))
    #expect(session.title.hasPrefix(" 早市"))
    try session.take(.refused(.setRead(Paper.id("pages/market60.md"), true)))
    #expect(session.title.hasPrefix(" N "))
  }

  @Test func anUndoThatFailedCanBeTriedAgain() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "m")
    try session.take(.refused(.undo(.starred(Paper.id("pages/market60.md"), was: false), isLast: true)))
    try session.press("u")
    #expect(session.bottom == " 已取消星标（撤销）")
    try session.press("U", "u")
    let change = Change.starred(Paper.id("pages/market60.md"), was: true)
    try session.take(.refused(.redo(change, isLast: true)))
    try session.press("U")
    #expect(session.bottom == " 已加星标（重做）")
  }

  @Test(arguments: [Command.undo, .redo]) func changesThatCouldNotBeUndoneAreInTheirOrder(command: Command)
    throws
  {
    var session = try Session(Paper.daily())
    try session.press("Enter", "m", "j", "m", "j", "m")
    if command == .redo { try session.press("3", "u") }
    var reader = session.reader
    let asked = reader.update(.perform(command, 3))
    #expect(asked.count == 3)
    for effect in asked { _ = reader.update(.refused(effect)) }
    #expect(reader.update(.perform(command, 3)) == asked)
  }
}

struct HangingTests {
  @Test func aStopThatHangsIsOnTheScreen() throws {
    for columns in [22, 40, 60, 80, 82, 120] {
      var session = try Session(Paper.daily(), rows: 60, columns: columns, setting: Setting(hangs: true))
      try session.press("6", "Enter", "Enter", "Enter")
      let shown = session.screen.filter { !$0.isWhitespace }
      #expect(shown.contains("太老的脆；砍下来锯成一尺二寸的筒，用水煮透，再晾上整整一个冬天，晾好的竹片敲起来声音清亮。"))
      #expect(shown.contains("刷漆的日子不能下雨，也不能有大太阳，"))
    }
  }
}

struct TableTests {
  @Test func aChineseInputMethodLeftOnIsNoHindrance() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter")
    try session.type("？")
    #expect(session.title.contains("按键"))
    try session.press("q")
    try session.type("３ｊ")
    #expect(session.title.hasSuffix("4/60"))
    try session.type("、豆")
    #expect(session.bottom.hasPrefix(" 标题/豆"))
    try session.press("Esc")
    try session.type("：down")
    #expect(session.bottom.hasPrefix(" :down"))
    try session.press("^G")
    try session.type("／？")
    #expect(session.bottom.hasPrefix(" 标题/？"))
  }

  @Test func aCommandThatDoesNothingHereIsNamed() throws {
    var session = try Session(Paper.daily())
    try session.press("m")
    #expect(session.bottom == " 这里用不上：加上或去掉星标")
  }

  @Test func whereNothingIsShownKeysDoNothingThatOneWouldHaveToSee() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter")
    try session.take(.resized(Size(rows: 4, columns: 12)))
    #expect(
      session.screen.split(separator: "\n").joined() == "窗口太小：至少 20×5" || session.screen.contains("窗口太小"))
    try session.press("N", "m", "Enter", ":", "Q")
    #expect(session.wishes == [.quit])
    #expect(try paper.library.count(.starred) == 0)
  }

  @Test func keysThatDestroyElsewhereDoNothing() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter")
    let rows = session.screen.split(separator: "\n").dropLast()
    for key in ["d", "D", "C", "x", "X", "F5", "Del", "Tab"] {
      try session.press(key)
      #expect(session.screen.split(separator: "\n").dropLast() == rows && session.wishes.isEmpty, "\(key)")
      #expect(session.bottom == " 没有这个键：? 看按键", "\(key)")
    }
  }

  @Test func everyWordIsInEveryLanguage() {
    for language in Language.allCases {
      for key in Words.Key.allCases { #expect(!language[key].isEmpty, "\(language) \(key)") }
      for command in Command.allCases { #expect(!language.help(command).isEmpty, "\(language) \(command)") }
    }
    let simplifiedOnly = Set("标读没词链视频页开关错张为从发报语")
    for key in Words.Key.allCases {
      #expect(simplifiedOnly.isDisjoint(with: Language.traditional[key]), "\(key)")
    }
    for command in Command.allCases {
      #expect(simplifiedOnly.isDisjoint(with: Language.traditional.help(command)), "\(command)")
    }
  }

  @Test(arguments: [
    ("zh_CN.UTF-8", Language.simplified), ("zh_SG", .simplified), ("", .simplified), ("C.UTF-8", .simplified),
    ("POSIX", .simplified), ("zh_TW.UTF-8", .traditional), ("zh_HK", .traditional), ("zh_Hant", .traditional),
    ("en_GB.UTF-8", .english), ("de_DE", .english),
  ])
  func theLanguageIsTheLocales(locale: String, language: Language) {
    #expect(Language(locale: locale) == language)
  }

  @Test func helpAndTheLogOpenOverAnythingAndLead() throws {
    for keys in [[], ["Enter"], ["Enter", "Enter"]] {
      for (key, title) in [("?", "按键"), ("!", "记录")] {
        var session = try Session(Paper.daily())
        for key in keys { try session.press(key) }
        let screen = session.screen
        try session.press(key)
        #expect(session.title == " " + title)
        try session.press(key)
        #expect(session.screen == screen)
        try session.press(key, "q")
        #expect(session.screen == screen)
      }
    }
  }
}
