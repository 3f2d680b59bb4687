// Searching, as one sees it.

import Library
import Reader
import Terminal
import Testing

struct SearchTests {
  /// The list 早市, where ten stalls sell tofu, with a prompt open.
  private func market(_ text: String, rows: Int = 24, columns: Int = 80) throws -> Session {
    let paper = try Paper.daily()
    try paper.rename(50...59, "豆腐")
    var session = try Session(paper, rows: rows, columns: columns)
    try session.press("Enter", "/")
    try session.type(text)
    return session
  }

  /// The front page, with a prompt open.
  private func everything(_ text: String) throws -> Session {
    var session = try Session(Paper.daily())
    try session.press("/")
    try session.type(text)
    return session
  }

  @Test func aListIsFilteredByTitleAtEveryKey() throws {
    var session = try market("")
    #expect(session.bottom == " 标题/" && session.title.hasPrefix(" 早市 ") && session.title.hasSuffix("1/60"))
    try session.type("豆腐")
    #expect(session.bottom.hasPrefix(" 标题/豆腐") && session.bottom.hasSuffix(" 10"))
    #expect(session.lines(1...3).allSatisfy { $0.contains("豆腐第5") })
    try session.type("第57")
    #expect(session.bottom.hasSuffix(" 1") && session.lines(1...1)[0].contains("第57摊"))
    try session.press("^U")
    #expect(session.lines(1...1)[0].contains("第60摊"))
  }

  @Test func enterLeadsToTheResultsAndTheirCommands() throws {
    var session = try market("豆腐")
    try session.press("Enter")
    #expect(session.title.hasPrefix(" 早市 标题/豆腐") && session.title.hasSuffix("1/10"))
    try session.press("j", "m")
    #expect(session.cursorLine.contains("N* ") && session.title.hasSuffix("2/10"))
    try session.press("N")
    #expect(session.cursorLine.contains(" * "))
    try session.press("G", "j")
    #expect(session.title.hasSuffix("10/10"))
    try session.press("3", "Enter", "Enter")
    #expect(session.title.contains("豆腐第57摊"))
    try session.press("q")
    #expect(session.title.hasSuffix("3/10"))
    try session.press("q")
    #expect(session.title.hasPrefix(" 早市 ") && session.title.hasSuffix("1/60"))
  }

  @Test func theNextArticleIsTheNextHit() throws {
    var session = try market("豆腐")
    try session.press("Enter", "Enter", "J")
    #expect(session.title.contains("第58摊"))
    try session.press("J", "K", "n")
    #expect(session.title.contains("第56摊"))
    try session.press("q", "g", "Enter", "K")
    #expect(session.bottom == " 已经是第一个" && session.title.contains("第59摊"))
    try session.press("q", "G", "Enter", "J")
    #expect(session.bottom == " 已经是最后一个")
  }

  @Test func whatComesWhileAnotherScreenIsShownIsThereAfterwards() throws {
    var session = try market("豆腐", rows: 6)
    try session.press("Enter")
    #expect(session.title.hasSuffix("1/8+"))
    var reader = session.reader
    let asked = reader.update(.key(.character("G")))
    for key in ["?", "q"] {
      _ = try reader.update(.key(#require(Key(name: key))))
      if key == "?" { try asked.compactMap(session.paper.library.answer).forEach { _ = reader.update($0) } }
    }
    #expect(reader.draw().text.prefix { $0 != "\n" }.hasSuffix("10/10"))
  }

  @Test func whatIsWrongWithAQueryStandsOverThatPromptAlone() throws {
    var session = try market("豆腐 before:明天")
    #expect(session.lines(22...22)[0].contains("明天"))
    try session.press("Enter", "w")
    #expect(!session.lines(22...22)[0].contains("明天"))
  }

  @Test(arguments: [("-纸扇", "書店"), ("－“纸扇”", "書店"), ("纸扇", "油纸扇"), ("-书店 \"纸扇\"", "油纸扇")])
  func narrowingByTitleExcludesToo(words: String, title: String) throws {
    var session = try everything("扇")
    try session.press("Enter")
    #expect(session.title.hasSuffix("1/2"))
    try session.press("&")
    try session.type(words)
    try session.press("Enter")
    #expect(session.title.hasSuffix("1/1") && session.cursorLine.contains(title))
  }

  @Test func tabLooksWider() throws {
    var session = try market("油条")
    #expect(session.bottom.hasSuffix(" 0") && session.screen.contains("找不到"))
    try session.press("Tab")
    #expect(session.bottom.hasPrefix(" 全文/油条"))
    #expect(session.lines(2...2)[0].contains("今早卖的是豆浆和油条"))
    try session.press("Backspace", "Backspace")
    try session.type("竹")
    #expect(session.screen.contains("找不到"))
    try session.press("Tab")
    #expect(session.bottom.hasPrefix(" 全部/竹") && session.screen.contains("油纸扇"))
    try session.press("Tab")
    #expect(session.bottom.hasPrefix(" 标题/竹"))
  }

  @Test func theFrontPageSearchesEverything() throws {
    var session = try everything("")
    #expect(session.bottom == " 全部/" && session.screen.contains("早市"))
    try session.type("毛竹")
    #expect(session.screen.contains("一把油纸扇") && session.screen.contains("三年的毛竹最好"))
    try session.press("Enter", "q")
    #expect(session.title.hasPrefix(" 看报"))
  }

  @Test func whatMatchedStandsOutInTitlesAndTexts() throws {
    var session = try market("摊")
    try session.press("Enter", "j")
    func cells(_ text: Character, row: Int) -> [Style] {
      session.reader.draw().row(row).filter { $0.text == text }.map(\.style)
    }
    #expect(cells("摊", row: 1).map(\.isReversed) == [true] && cells("第", row: 1).map(\.isReversed) == [false])
    // In the row of the cursor, which is reversed itself, the other way round.
    #expect(cells("摊", row: 2).map(\.isReversed) == [false] && cells("第", row: 2).map(\.isReversed) == [true])
    try session.press("/", "^U", "Tab")
    try session.type("油条")
    #expect(cells("油", row: 2).map(\.isReversed) == [true] && cells("油", row: 2).map(\.isBold) == [true])
    #expect(cells("豆", row: 2).map(\.isReversed) == [false])
  }

  @Test func anArticleFoundByItsTextIsOpenedThere() throws {
    var session = try everything("刨刀")
    try session.take(.resized(Size(rows: 12, columns: 40)))
    try session.press("Enter", "Enter")
    #expect(session.screen.contains("刨刀") && session.bottom.contains("/刨刀 1/1"))
    try session.press("n")
    #expect(session.bottom.contains("又从头找起"))
    try session.press("Esc", "q")
    #expect(session.title.contains("全部/刨刀"))
  }

  @Test func anArticleFoundByItsTitleIsOpenedWhereItWasLeft() throws {
    var session = try market("第57", rows: 12, columns: 40)
    try session.press("Enter", "Enter")
    #expect(!session.bottom.contains("1/1") && session.title.contains("第57摊"))
  }

  @Test func slashChangesTheQueryAndEscPutsItBack() throws {
    var session = try market("豆腐")
    try session.press("Enter", "/")
    #expect(session.bottom.hasPrefix(" 标题/豆腐"))
    try session.type("第57")
    #expect(session.title.hasSuffix("1/1"))
    try session.press("Esc")
    #expect(session.title.hasPrefix(" 早市 标题/豆腐 ") && session.title.hasSuffix("1/10"))
    try session.press("Esc")
    #expect(session.title.hasPrefix(" 早市 ") && session.title.hasSuffix("1/60"))
  }

  @Test func escInANewSearchLeadsBack() throws {
    var session = try market("豆腐")
    try session.press("Esc")
    #expect(session.title.hasSuffix("1/60"))
    try session.press("/", "Enter")
    #expect(session.title.hasSuffix("1/60") && !session.reader.draw().showsCursor)
  }

  @Test func anAmpersandKeepsWhatHasAWord() throws {
    var session = try market("")
    try session.press("Esc", "&")
    try session.type("豆腐")
    #expect(session.bottom.hasPrefix(" &豆腐") && session.bottom.hasSuffix(" 10"))
    try session.press("Enter")
    #expect(session.title.hasPrefix(" 早市 &豆腐") && session.title.hasSuffix("1/10"))
    // Nothing was chosen: the cursor is where it was.
    try session.press("Esc")
    #expect(session.title.hasSuffix("1/60"))
    try session.press("&")
    try session.type("豆腐")
    try session.press("Enter", "j", "j")
    let found = session.cursorLine.split(separator: " ").last
    try session.press("Esc")
    #expect(session.cursorLine.split(separator: " ").last == found && session.title.hasSuffix("/60"))
  }

  @Test func theNextUnreadOfResultsMayStandAboveTheCursor() throws {
    var session = try market("豆腐")
    try session.press("Enter", "5", "G", "n", "q", "n")
    #expect(session.title.contains("豆腐第54摊"))
    for number in [53, 52, 51, 50, 59, 58, 57, 56] {
      try session.press("n")
      #expect(session.title.contains("豆腐第\(number)摊"))
    }
    try session.press("n")
    #expect(session.bottom == " 找到的都读过了")
  }

  @Test(arguments: [["n"], ["Space"]]) func theNextUnreadIsAnotherThanTheArticleOneIsIn(keys: [String]) throws
  {
    var session = try market("豆腐")
    try session.press("Enter", "Enter", "N")
    for key in keys { try session.press(key) }
    #expect(session.title.contains("豆腐第58摊"))
    try session.press("q", "k")
    #expect(session.cursorLine.contains(" N "))
    // Around the end it is one before, and where there is none other it is said.
    try session.press("G", "Enter", "N", "n")
    #expect(session.title.contains("豆腐第59摊"))
    try session.press("q", "v", "G", "N", "3", "Enter", "Enter", "N", "n")
    #expect(session.bottom == " 找到的都读过了" && session.title.hasPrefix(" N 豆腐第57摊"))
  }

  @Test func anArticleFoundByItsTextKeepsThePlaceItWasLeftAt() throws {
    var session = try Session(Paper.daily(), rows: 8, columns: 40)
    try session.press("6", "Enter", "Enter", "Enter", "G")
    let end = session.lines(1...6)
    func again() throws {
      try session.press("q", "q", "6", "Enter", "Enter", "Enter")
    }
    try session.press("q", "q", "/")
    try session.type("毛竹")
    try session.press("Enter", "Enter")
    #expect(session.bottom.contains("/毛竹") && session.lines(1...6) != end)
    try session.press("q")
    try again()
    #expect(session.lines(1...6) == end)
    // Who has moved there stays where he went.
    try session.press("q", "q", "/")
    try session.type("毛竹")
    try session.press("Enter", "Enter", "j", "k")
    let moved = session.lines(2...6)
    try session.press("q")
    try again()
    #expect(session.lines(2...6) == moved)
  }

  @Test func aSearchIsTypedBehindItsNameToo() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", ":")
    try session.type("search 第57摊")
    try session.press("Enter")
    #expect(session.title.hasPrefix(" 早市 标题/第57摊") && session.title.hasSuffix("1/1"))
    try session.press(":")
    try session.type("search 第58摊")
    try session.press("Enter")
    #expect(session.title.hasPrefix(" 早市 标题/第58摊 ") && session.title.hasSuffix("1/1"))
    try session.press("!", ":")
    try session.type("search 第58摊")
    try session.press("Enter")
    #expect(session.bottom.hasPrefix(" 这里用不上"))
  }

  @Test func anAmpersandNarrowsResults() throws {
    var session = try everything("摊")
    try session.press("Enter", "&")
    try session.type("第57摊")
    try session.press("Enter")
    #expect(session.title.contains("全部/摊 &第57摊") && session.title.hasSuffix("1/1"))
    try session.press("&", "^U", "Enter")
    #expect(session.title.contains("全部/摊 ") && !session.title.contains("&"))
  }

  @Test func pinyinFindsTitlesAndSaysSo() throws {
    var session = try everything("zhupian")
    #expect(session.screen.contains("找不到") && !session.screen.contains("拼音"))
    session = try Session(Paper.daily())
    try session.press("6", "Enter", "Enter", "/")
    try session.type("shan")
    #expect(session.lines(1...1)[0].contains("油纸扇") && session.lines(1...1)[0].hasSuffix("拼音"))
  }

  @Test func whatIsWrongWithAQueryIsSaidAndItsWordsAreSearchedFor() throws {
    var session = try everything("竹 before:明天")
    #expect(session.lines(22...22)[0].contains("日期写作") && session.screen.contains("油纸扇"))
    try session.press("Enter")
    #expect(session.bottom.hasSuffix("：明天") && session.title.hasSuffix("1/1"))
  }

  @Test(arguments: [
    ("竹 nosuch:thing", "没有这个字段：nosuch"), ("竹 “急不得", "引号没有另一半"), ("竹 after:x", "：x"), ("竹 is:x", "unread"),
  ])
  func aProblemIsNamed(text: String, problem: String) throws {
    var session = try everything(text)
    #expect(session.lines(22...22)[0].contains(problem))
    try session.press("Enter")
    #expect(session.bottom.contains(problem))
  }

  @Test(arguments: [("，", "没有可以找的字词"), ("after:abc", "：abc"), ("is:foo", "：foo")])
  func aQueryInWhichNothingIsRightIsTypedOn(text: String, problem: String) throws {
    var session = try everything("竹")
    try session.press("Enter", "/", "^U")
    try session.type(text)
    let standsOut = { (session: Session) in session.reader.draw().row(22).contains { $0.style.isReversed } }
    #expect(!standsOut(session))
    try session.press("Enter")
    #expect(session.lines(22...22)[0].contains(problem) && session.bottom.hasPrefix(" 全部/" + text))
    #expect(standsOut(session))
    try session.press("Esc")
    #expect(session.title.contains("全部/竹"))
  }

  @Test func aSearchForAStateNeedsNoWord() throws {
    var session = try everything("is:unread")
    try session.press("Enter", "Enter", "q", "q")
    #expect(session.title.hasSuffix("62/63"))
    try session.press("/")
    try session.type("is:read")
    #expect(session.bottom.hasSuffix(" 1") && session.screen.contains("油纸扇"))
  }

  @Test func theOrderChanges() throws {
    var session = try market("豆腐")
    try session.press("Enter")
    #expect(session.bottom.contains("o 按相关"))
    try session.press("o")
    #expect(session.bottom.contains("o 从旧到新") && session.title.hasSuffix("1/10"))
  }

  @Test func moreIsAskedForAsOneGoesDown() throws {
    var session = try market("摊", rows: 12, columns: 40)
    #expect(session.bottom.hasSuffix(" 20+"))
    try session.press("Enter", "Space", "Space")
    #expect(!session.title.hasSuffix("20+"))
    for _ in 0..<60 { try session.press("j") }
    #expect(session.title.hasSuffix("60/60") && session.cursorLine.contains("第1摊"))
    try session.press("b", "b", "b", "b", "b", "b", "b")
    #expect(session.title.hasSuffix("1/60"))
  }

  @Test func oneGoesToARowThatHasNotBeenReadYet() throws {
    var session = try market("摊", rows: 12, columns: 40)
    try session.press("Enter", "G")
    #expect(session.title.hasSuffix("60/60") && session.cursorLine.contains("第1摊"))
    session = try market("摊", rows: 12, columns: 40)
    try session.press("Enter", "4", "5", "j")
    #expect(session.title.contains(" 46/"))
    session = try market("摊", rows: 12, columns: 40)
    try session.press("Enter", ":")
    try session.type("50")
    try session.press("Enter")
    #expect(session.title.contains(" 50/"))
  }

  @Test func nothingMovesOnTheWayToTheEnd() throws {
    let paper = try Paper.daily()
    try paper.addToMarket(61...1000)
    var session = try Session(paper, rows: 6)
    try session.press("Enter", "/")
    try session.type("摊")
    try session.press("Enter")
    var reader = session.reader
    let before = reader.draw().text
    var effects = reader.update(.key(.character("G"))), answers = 0
    while let effect = effects.first, case .search = effect, let message = try paper.library.answer(effect) {
      #expect(reader.draw().text == before)
      effects = reader.update(message)
      answers += 1
    }
    #expect(answers > 1 && reader.draw().text.prefix { $0 != "\n" }.hasSuffix("1000/1000"))
  }

  @Test func allThatWasFoundIsMarkedReadAtOnce() throws {
    let paper = try Paper.daily()
    try paper.addToMarket(61...400)
    var session = try Session(paper, rows: 6, isRestricted: true)
    try session.press("Enter", "N", "/")
    try session.type("摊")
    try session.press("Enter", "A", "n")
    #expect(session.bottom == " 已取消")
    try session.press("A")
    #expect(session.bottom.hasPrefix(" 早市 标题/摊 400 篇：全部标为已读？"))
    try session.press("y")
    #expect(session.bottom == " 标为已读：399 篇" && !session.screen.contains("N  "))
    try session.press("u", "q", "q")
    #expect(session.screen.contains("399/400"))
  }

  @Test func oneHitIsAskedAboutAsOne() throws {
    var session = try Session(Paper.daily(), language: .english)
    try session.press("Enter", "/")
    try session.type("第57摊")
    try session.press("Enter", "A")
    #expect(session.bottom.contains(" 1 article: mark all read?"))
  }

  @Test func whatIsToBeMarkedIsMarkedWhenItHasCome() throws {
    let paper = try Paper.daily()
    try paper.addToMarket(61...400)
    var session = try Session(paper, rows: 6)
    try session.press("Enter", "/")
    try session.type("摊")
    try session.press("Enter")
    var reader = session.reader
    var effects = reader.update(.key(.character("A")))
    let draw = { reader.draw().text }
    #expect(draw().contains("8+ 篇：全部标为已读？"))
    effects += reader.update(.key(.character("y")))
    while let effect = effects.first, case .search = effect, let message = try paper.library.answer(effect) {
      effects = reader.update(message)
    }
    #expect(draw().contains("标为已读：400 篇"))
  }

  @Test func aRangeToTheEndHasAllHits() throws {
    var session = try market("摊", rows: 12, columns: 40)
    try session.press("Enter", "v", "G", "N")
    #expect(session.bottom.contains("60"))
    try session.press("q", "q")
    #expect(session.screen.contains("0/60"))
  }

  @Test func pagesOfTwoLineHitsFollowEachOther() throws {
    var session = try everything("油条")
    try session.press("Enter")
    var seen: [Substring] = []
    for _ in 0..<7 {
      let shown = session.screen.split(separator: "\n").filter { $0.contains("早市第") }
      #expect(seen.isEmpty || seen.last == shown.first || seen.contains(shown[0]))
      seen += shown.filter { !seen.contains($0) }
      #expect(session.cursorLine.contains("早市第"))
      try session.press("Space")
    }
    #expect(seen.count == 60)
  }

  @Test func anAnswerToAnOlderQueryIsDropped() throws {
    var session = try market("豆腐")
    let before = session.screen
    let older = SearchRequest(SearchQuery("第"), isTitlesOnly: true, limit: 44)
    try session.take(.hits(older, session.paper.library.search(older)))
    #expect(session.screen == before)
  }

  @Test func newArticlesAndMarksShowInResults() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter", "/")
    try session.type("摊")
    try session.press("Enter", "j", "j")
    try paper.addToMarket(61...62)
    try session.take(.arrived)
    #expect(session.cursorLine.contains("第58摊") && session.title.contains("5/"))
  }

  @Test(arguments: [("摊", false), ("摊 is:unread", true)])
  func resultsAreSearchedAgainForMarksThatMatterOnly(text: String, isSearched: Bool) throws {
    var session = try market(text)
    try session.press("Enter", "j", "2", "N")
    var reader = session.reader
    var left = reader.update(.key(.character("u"))), asked: [Effect] = []
    while !left.isEmpty {
      asked.append(left.removeFirst())
      if let message = try session.paper.library.answer(asked[asked.count - 1]) {
        left += reader.update(message)
      }
    }
    #expect(asked.contains { if case .search = $0 { true } else { false } } == isSearched)
    #expect(reader.draw().text.split(separator: "\n")[1...4].allSatisfy { $0.contains(" N ") })
    // For another script they are.
    try session.press("s", "s")
    #expect(session.screen.contains("攤"))
  }

  @Test func oneStaysAtAHitHoweverManyComeBeforeIt() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter", "/")
    try session.type("摊")
    try session.press("Enter", "j", "j")
    let row = session.reader.draw().cursor.row
    try paper.addToMarket(61...400)
    try session.take(.arrived)
    #expect(session.cursorLine.contains("第58摊") && session.title.contains("343/"))
    #expect(session.reader.draw().cursor.row == row)
  }

  @Test func anotherWidthKeepsTheHit() throws {
    var session = try everything("油条")
    try session.press("Enter", "j", "j", "j", "j")
    let title = session.cursorLine
    try session.take(.resized(Size(rows: 8, columns: 60)))
    #expect(session.cursorLine.prefix(30) == title.prefix(30))
  }
}

/// Searches kept under a name.
struct SavedSearchTests {
  /// A search of the titles of 早市 for ten stalls that sell tofu, with the prompt for its name open.
  private func kept(_ paper: Paper) throws -> Session {
    try paper.rename(50...59, "豆腐")
    var session = try Session(paper)
    try session.press("Enter", "/")
    try session.type("豆腐")
    try session.press("Enter", "w")
    return session
  }

  @Test func aSearchIsKeptOnTheFrontPageWithItsUnreadCount() throws {
    var session = try kept(Paper.daily())
    #expect(session.bottom == " 名字：豆腐")
    try session.press("^U")
    try session.type("豆腐摊")
    try session.press("Enter")
    #expect(session.bottom == " 已存入首页：豆腐摊" && session.title.hasPrefix(" 豆腐摊"))
    try session.press("Enter", "q", "q", "q", "G", "k")
    #expect(session.lines(1...22).contains { $0.contains("搜索") } && session.cursorLine.contains("豆腐摊"))
    #expect(session.cursorLine.hasSuffix(" 9"))
    try session.press("Enter")
    #expect(session.title.hasPrefix(" 豆腐摊") && session.title.hasSuffix("1/10"))
    try session.press("q")
    #expect(session.cursorLine.contains("豆腐摊"))
  }

  @Test func moreThanCanBeSaidIsMany() throws {
    let paper = try Paper.daily()
    try paper.addToMarket(61...140)
    var session = try Session(paper)
    try session.press("/")
    try session.type("摊")
    try session.press("Enter", "w", "Enter", "q", "G")
    #expect(session.cursorLine.hasSuffix("99+"))
  }

  @Test func itIsRenamedAndRemovedAndBothAreUndone() throws {
    var session = try kept(Paper.daily())
    try session.press("Enter", "q", "q", "G", "w", "^U")
    try session.type("新名")
    try session.press("Enter")
    #expect(session.cursorLine.contains("新名"))
    try session.press("W")
    #expect(!session.screen.contains("新名") && !session.lines(1...22).contains { $0.contains("搜索") })
    try session.press("u")
    #expect(session.screen.contains("新名"))
    try session.press("u")
    #expect(session.screen.contains(" 豆腐 "))
    try session.press("u")
    #expect(!session.lines(1...22).contains { $0.contains("搜索") })
  }

  @Test func aNameOfNothingChangesNothing() throws {
    var session = try kept(Paper.daily())
    try session.press("^U", "Enter", "q", "q")
    #expect(!session.lines(1...22).contains { $0.contains("搜索") })
  }

  @Test func itIsThereWhenTheReaderBeginsAgain() throws {
    let paper = try Paper.daily()
    var first = try kept(paper)
    try first.press("Enter")
    let second = try Session(paper)
    #expect(second.lines(1...22).contains { $0.contains("搜索") } && second.screen.contains("豆腐"))
  }

  @Test(arguments: [["."], ["o"]]) func whatCameSinceTheLastVisitIsNotKept(keys: [String]) throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Q")
    try paper.addToMarket(61...65)
    session = try Session(paper)
    try session.press("i")
    for key in keys { try session.press(key) }
    let title = session.title
    #expect(title.hasPrefix(" 上次以来新到的"))
    try session.press("w")
    #expect(session.bottom.hasPrefix(" 这里用不上") && session.title == title)
    #expect(try paper.library.savedSearches().isEmpty)
  }

  @Test func itsOldNameAndItsNewOneAreSaidToBeOthers() throws {
    var session = try kept(Paper.daily())
    try session.press("Enter", "w")
    try session.type("摊")
    try session.press("Enter", "u")
    #expect(session.bottom == " 搜索已改名（撤销）" && session.title.hasPrefix(" 豆腐 "))
    try session.press("U")
    #expect(session.bottom == " 搜索已改名（重做）" && session.title.hasPrefix(" 豆腐摊"))
  }

  @Test func whereItGoesTheCursorStaysOnTheFrontPage() throws {
    var session = try kept(Paper.daily())
    try session.press("Enter", "q", "q", "m", "G", "W")
    // Above it the heading went as well.
    #expect(!session.screen.contains("豆腐") && !session.cursorLine.contains("早市"))
    #expect(session.cursorLine.contains("读过的") || session.cursorLine.contains("手艺"))
  }

  @Test func keysOfSearchesDoNothingElsewhere() throws {
    var session = try Session(Paper.daily())
    let before = session.screen.split(separator: "\n").dropLast()
    for key in ["w", "W", "o", "Tab", "Esc"] {
      try session.press(key)
      #expect(session.screen.split(separator: "\n").dropLast() == before, "after \(key)")
    }
  }
}
