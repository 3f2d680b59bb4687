// Articles to be read later, and those that were opened: lists with an order of their own.

import Articles
import Library
import Reader
import Terminal
import Testing

struct QueueTests {
  /// A reader of the daily paper with the 3rd, the 1st and the 5th article of the market in the queue.
  private func queued(_ paper: Paper) throws -> Session {
    var session = try Session(paper)
    try session.press("Enter", "3", "Enter", "+", "1", "Enter", "+", "5", "Enter", "+")
    return session
  }

  /// What the rows of the list shown are called.
  private func titles(_ session: Session) -> [String] {
    session.lines(1...22).compactMap { $0.split(separator: " ").last.map(String.init) }
  }

  @Test func whatIsPutIntoTheQueueIsSeenInEveryList() throws {
    let session = try queued(Paper.daily())
    #expect(session.bottom == " 已放入稍后读")
    let marked = session.lines(1...5).map { $0.contains("+") }
    #expect(marked == [true, false, true, false, true])
    #expect(session.cursorLine.hasPrefix("  5 N + 2024"))
  }

  @Test func anEmptyQueueSaysWhatPutsSomethingIntoIt() throws {
    var session = try Session(Paper.daily())
    try session.press("L")
    #expect(session.lines(2...2)[0].hasSuffix("还没有；在文章上按 + 放进来"))
  }

  @Test func theQueueIsInTheOrderItWasFilledIn() throws {
    var session = try queued(Paper.daily())
    try session.press("L")
    #expect(session.title.hasPrefix(" 稍后读") && session.title.hasSuffix("1/3"))
    #expect(titles(session) == ["早市第58摊", "早市第60摊", "早市第56摊"])
    try session.press("L")
    #expect(session.title.hasPrefix(" 早市") && session.title.hasSuffix("5/60"))
    try session.press("q")
    #expect(session.screen.contains("稍后读"))
    try session.press("G", "k", "Enter")
    #expect(titles(session).count == 3)
  }

  @Test func oneGoesAlongTheQueueAndWhatIsReadStaysInIt() throws {
    let paper = try Paper.daily()
    var session = try queued(paper)
    try session.press("L", "Enter", "J")
    #expect(session.title.contains("第60摊"))
    try session.press("J")
    #expect(session.title.contains("第56摊"))
    try session.press("J")
    #expect(session.bottom == " 已经是最后一个")
    try session.press("2", "K")
    #expect(session.title.contains("第58摊"))
    try session.press("q")
    #expect(titles(session) == ["早市第58摊", "早市第60摊", "早市第56摊"])
    #expect(try paper.library.count(.queue) == 3)
  }

  @Test func theNextUnreadIsTheNextOfTheQueue() throws {
    var session = try queued(Paper.daily())
    try session.press("L", "Enter", "n")
    #expect(session.title.contains("第60摊"))
    try session.press("n")
    #expect(session.title.contains("第56摊"))
  }

  @Test func oneKeyTakesAnArticleOutAndAnotherPutsItBackWhereItWas() throws {
    let paper = try Paper.daily()
    var session = try queued(paper)
    try session.press("L", "j", "Enter", "+")
    #expect(session.bottom == " 已移出稍后读" && !session.title.contains("+"))
    try session.press("J")
    #expect(session.title.contains("第56摊"))
    try session.press("q", "L", "L")
    #expect(titles(session) == ["早市第58摊", "早市第56摊"])
    try session.press("2", "u")
    #expect(session.bottom == " 已放入稍后读（撤销）")
    #expect(titles(session) == ["早市第58摊", "早市第60摊", "早市第56摊"])
    try session.press("U")
    #expect(session.bottom == " 已移出稍后读（重做）" && titles(session).count == 2)
  }

  @Test func anArticleIsMovedInTheQueueAndTheCursorWithIt() throws {
    var session = try queued(Paper.daily())
    try session.press("L", "2", "}")
    #expect(titles(session) == ["早市第60摊", "早市第56摊", "早市第58摊"] && session.title.hasSuffix("3/3"))
    try session.press("}")
    #expect(session.bottom == " 已经是最后一个")
    try session.press("{")
    #expect(titles(session) == ["早市第60摊", "早市第58摊", "早市第56摊"] && session.title.hasSuffix("2/3"))
    try session.press("9", "{")
    #expect(titles(session) == ["早市第58摊", "早市第60摊", "早市第56摊"] && session.title.hasSuffix("1/3"))
    try session.press("2", "u")
    #expect(titles(session) == ["早市第60摊", "早市第56摊", "早市第58摊"])
    try session.press("2", "U")
    #expect(titles(session) == ["早市第58摊", "早市第60摊", "早市第56摊"])
  }

  @Test func nothingIsMovedInAnotherList() throws {
    var session = try queued(Paper.daily())
    let rows = session.lines(1...22)
    try session.press("}")
    #expect(session.lines(1...22) == rows && session.bottom == " 先打开稍后读（L）")
  }

  @Test func aCountPutsSeveralInAndTheyAreTakenOutTogether() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter", "4", "0", "+")
    #expect(session.bottom == " 已放入稍后读：40 篇")
    try session.press("L", "G")
    #expect(session.title.hasSuffix("40/40") && session.cursorLine.contains("第21摊"))
    try session.press("g", "3", "}")
    #expect(session.title.hasSuffix("4/40"))
    try session.press("2", "u")
    #expect(try paper.library.count(.queue) == 0)
  }

  @Test func itCanBeSearchedFor() throws {
    var session = try queued(Paper.daily())
    try session.press("q", "/")
    try session.type("is:queued 豆浆")
    try session.press("Enter")
    #expect(session.title.hasSuffix("/3"))
    try session.press("q", "/")
    try session.type("-is:queued 豆浆")
    try session.press("Enter")
    try session.press("G")
    #expect(session.title.hasSuffix("57/57"))
    try session.press("q", "L", "/", "5", "6")
    #expect(session.title.hasSuffix("1/1"))
  }
}

struct HistoryTests {
  @Test func whatWasOpenedIsThereOnceTheLastFirst() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    #expect(!session.screen.contains("读过的"))
    try session.press("Enter", "Enter", "J", "J", "K", "q", "H")
    #expect(session.title.hasPrefix(" 读过的") && session.title.hasSuffix("1/3"))
    let rows = session.lines(1...3)
    #expect(zip(rows, ["第59摊", "第58摊", "第60摊"]).allSatisfy { $0.contains($1) })
    try session.press("q", "q")
    #expect(session.screen.contains("读过的"))
    try session.press("G", "Enter", "j", "Enter")
    #expect(session.title.contains("第58摊"))
    try session.press("q", "H", "H")
    #expect(session.cursorLine.contains("第58摊") && session.title.hasSuffix("1/3"))
  }

  @Test func itGoesOnWhereOneStopped() throws {
    let paper = try Paper.daily()
    var session = try Session(paper, rows: 12, columns: 40)
    try session.press("G", "Enter", "Enter", "Space", "j", "j")
    let page = session.lines(1...10)
    try session.press("Q")
    var later = try Session(paper, rows: 12, columns: 40)
    try later.press("H", "Enter")
    #expect(later.lines(1...10) == page)
  }

  @Test func itIsReadOnInPages() throws {
    var session = try Session(Paper.daily(), rows: 8, columns: 40)
    try session.press("Enter", "Enter")
    try session.press("J", times: 59)
    try session.press("q", "H")
    for number in 1...60 {
      #expect(session.cursorLine.contains("第\(number)摊"))
      try session.press("j")
    }
    #expect(session.title.hasSuffix("60/60"))
  }
}
