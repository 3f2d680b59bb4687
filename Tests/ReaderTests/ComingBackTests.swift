// What is seen of a screen when what lay over it is gone: it is as the library is now.

import Library
import Reader
import Terminal
import Testing

struct ComingBackTests {
  @Test func marksMadeOverAListAreSeenInIt() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "v", "2", "j", "+", "L", "A", "y", "q")
    #expect(session.title.contains("早市"))
    #expect(session.lines(1...3).allSatisfy { !$0.contains("N") && $0.contains("+") })
  }

  @Test func aListIsOpenedAgainWhereItWasLeft() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter", "3", "1", "G")
    let row = session.cursorLine
    try session.press("q", "Enter")
    #expect(session.cursorLine == row && session.title.hasSuffix("31/60"))
    // With what stands around it.
    #expect(session.lines(1...1)[0].hasPrefix(" 20 ") && session.lines(22...22)[0].hasPrefix(" 41 "))
    try session.press("J", "K")
    #expect(session.cursorLine == row && session.title.hasSuffix("31/60"))
    // What is new stands at the top.
    try paper.addToMarket(61...66)
    try session.press("q")
    try session.take(.synced(new: 6, failures: 0))
    try session.press("Enter")
    #expect(session.title.hasSuffix("1/66"))
  }

  @Test func whereTheArticleHasGoneTheNextOneIsSelected() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter", "v", "G", "+", "L", "3", "1", "G")
    try session.press("j")
    let next = try #require(session.cursorLine.split(separator: " ").last)
    try session.press("k")
    try session.press("+", "q", "L")
    #expect(session.title.hasSuffix("31/59") && session.cursorLine.hasSuffix(" \(next)"))
  }

  @Test(arguments: ["h", "←", "Backspace"]) func backFromTheFrontPageDoesNotLeave(key: String) throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", key, key)
    #expect(session.wishes.isEmpty && session.bottom == " 这里就是首页；q 退出")
    try session.press("q")
    #expect(session.wishes == [.quit])
  }

  @Test func whatCameMeanwhileIsInTheListBelow() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter", "L")
    try paper.addToMarket(61...66)
    try session.take(.arrived)
    try session.press("q")
    #expect(session.title.hasSuffix("7/66"))
    try session.press("g")
    #expect(session.cursorLine.contains("第66摊"))
  }

  @Test func resultsAreFoundAnewToo() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("/")
    try session.type("豆浆 is:unread")
    try session.press("Enter")
    let before = session.title
    try session.press("H", "q")
    #expect(session.title == before)
    try session.press("L")
    _ = try paper.library.markRead(.everything)
    try session.take(.arrived)
    try session.press("q")
    #expect(session.title != before && !session.screen.contains("第60摊"))
  }

  @Test func subjectsFarDownAreThereAgain() throws {
    var session = try Session(Paper.subjects(90), rows: 12)
    try session.press("t", "5", "Space")
    let rows = session.lines(1...10)
    #expect(rows.allSatisfy { !$0.isEmpty })
    try session.press("Enter", "N", "u", "q")
    #expect(session.lines(1...10) == rows)
  }

  @Test func aSubjectThatIsSelectedStaysSoWhenOthersCome() throws {
    var session = try Session(Paper.subjects(90))
    try session.press("t", "/")
    try session.type("题")
    try session.press("Enter", "4", "j")
    let row = session.cursorLine
    try session.take(.arrived)
    #expect(session.cursorLine == row)
  }

  @Test func aSearchThatIsNotChangedAfterAllKeepsItsPlace() throws {
    var session = try Session(Paper.daily())
    try session.press("/")
    try session.type("豆浆")
    try session.press("Enter", "3", "0", "j")
    let (title, row) = (session.title, session.cursorLine)
    for prompt in ["/", "&"] {
      try session.press(prompt)
      try session.type("x")
      try session.press("Esc")
      #expect(session.title == title && session.cursorLine == row)
    }
  }

  @Test func theProgramsOwnTextsLieInOnePlace() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "?", "!", "?", "S", "!", "?", "q")
    #expect(session.title.contains("早市"))
    for key in ["?", "!", "S", "t"] {
      try session.press(key, "Esc")
      #expect(session.title.contains("早市"), "\(key)")
    }
  }

  @Test func anArticleOfTheSameVersionIsNotReadAgain() throws {
    let paper = try Paper.daily()
    let article = try #require(try paper.library.articles(.everything, limit: 1).first)
    let same = try paper.library.answer(.reread(article.id, version: article.version))
    guard case .document(_, nil)? = same else {
      Issue.record("\(String(describing: same))")
      return
    }
    let other = try paper.library.answer(.reread(article.id, version: 0))
    guard case .document(_, _?)? = other else {
      Issue.record("\(String(describing: other))")
      return
    }
  }
}
