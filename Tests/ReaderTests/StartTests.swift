// What is shown first: the front page, or what the configuration says.

import Articles
import Library
import Reader
import Terminal
import Testing

struct StartTests {
  private func session(_ paper: Paper, _ start: Start) throws -> Session { try Session(paper, start: start) }

  @Test func theListAndTheRowThatWereLeft() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter", "4", "2", "Enter")
    let seen = (session.title, session.cursorLine)
    try session.press("Q")
    session = try self.session(paper, .last)
    #expect((session.title, session.cursorLine) == seen)
    try session.press("q")
    #expect(session.title.hasPrefix(" 看报") && session.cursorLine.contains("早市"))
  }

  @Test func theArticleThatWasLeftWhereOneStopped() throws {
    let paper = try Paper.daily()
    var session = try Session(paper, rows: 12, columns: 40)
    try session.press("G", "Enter", "Enter", "Space", "j", "j")
    let screen = session.screen
    try session.press("?")
    try paper.library.leave(session.reader.place)
    session = try Session(paper, rows: 12, columns: 40, start: .last)
    #expect(session.screen == screen)
    try session.press("q")
    #expect(session.title.hasPrefix(" 手艺") && session.title.hasSuffix("1/3"))
  }

  @Test func theArticleThatWasLeftThoughItsListIsEmptyByNow() throws {
    let paper = try Paper.tea()
    var session = try Session(paper)
    try session.press("Enter", "2", "Enter", "m", "*", "Enter", "m")
    let title = session.title
    try session.press("Q")
    session = try self.session(paper, .last)
    #expect(title.contains("茶23") && session.title == title)
    try session.press("q")
    #expect(session.screen.contains("这里没有文章"))
    try session.press("Q")
    #expect(try self.session(paper, .last).title.hasPrefix(" 看报"))
  }

  @Test(arguments: ["L", "H", "t"])
  func listsOfAllSourcesToo(key: String) throws {
    let paper = try Paper.tea()
    var session = try Session(paper)
    try session.press("Enter", "2", "+", "Enter", "q", key)
    if key == "t" { try session.press("Enter") }
    let screen = session.screen
    try session.press("Q")
    session = try self.session(paper, .last)
    #expect(session.screen == screen)
  }

  @Test(arguments: [["Tab"], ["Tab", "Tab"], []])
  func theResultsThatWereLeft(scope: [String]) throws {
    let paper = try Paper.daily()
    try paper.rename(50...59, "豆腐")
    var session = try Session(paper)
    try session.press("Enter", "/")
    try session.type("豆腐")
    for key in scope { try session.press(key) }
    try session.press("Enter", "j", "j")
    let results = session.screen
    #expect(results.contains("3/10"))
    try session.press("Q")
    session = try self.session(paper, .last)
    #expect(session.screen == results)
    try session.press("Enter")
    let article = session.screen
    #expect(article.contains("豆腐第57摊"))
    try session.press("Q")
    session = try self.session(paper, .last)
    #expect(session.screen == article)
    try session.press("q")
    // The article that was opened is read now.
    #expect(session.screen == results.replacing("N   2024-03-01 豆腐第57摊", with: "    2024-03-01 豆腐第57摊"))
    try session.press("q")
    #expect(session.title.hasPrefix(" 看报"))
  }

  @Test func anArticleOfTheResultsWhereOneStopped() throws {
    let paper = try Paper.daily()
    var session = try Session(paper, rows: 12, columns: 40)
    try session.press("/")
    try session.type("扇")
    try session.press("Enter", "Enter", "G")
    let screen = session.lines(1...10)
    try session.press("Q")
    session = try Session(paper, rows: 12, columns: 40, start: .last)
    #expect(session.lines(1...10) == screen)
  }

  @Test func aSubjectIsCalledByItsNameUnderAnArticleOfIt() throws {
    let paper = try Paper.tea()
    var session = try Session(paper)
    try session.press("t", "Enter")
    let name = try #require(session.title.split(separator: " ").first)
    for keys in [["Enter"], ["/", "茶", "Enter"]] {
      for key in keys { try session.press(key) }
      try session.press("Q")
      session = try self.session(paper, .last)
      if keys.count == 1 { try session.press("q") }
      #expect(session.title.hasPrefix(" \(name) "), "\(keys)")
    }
  }

  @Test func theFrontPageWhereItWasLeftThere() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    #expect(try self.session(paper, .last).screen == session.screen)
    try session.press("Enter", "q", "Q")
    #expect(try self.session(paper, .last).screen == session.screen)
  }

  @Test func theQueueWhereThereIsOne() throws {
    let paper = try Paper.daily()
    #expect(try session(paper, .queue).title.hasPrefix(" 看报"))
    _ = try paper.library.setQueued(Paper.id("pages/fan.md"), true)
    let session = try session(paper, .queue)
    #expect(session.title.hasPrefix(" 稍后读") && session.cursorLine.contains("油纸扇"))
  }

  @Test func whatHasComeSinceLastTime() throws {
    let paper = try Paper.daily()
    #expect(try session(paper, .new).title.hasPrefix(" 看报"))
    var session = try Session(paper)
    try session.press("Q")
    #expect(try self.session(paper, .new).title.hasPrefix(" 看报"))
    try paper.addToMarket(61...63)
    session = try self.session(paper, .new)
    #expect(session.title.hasPrefix(" 上次以来新到的") && session.title.hasSuffix("1/3"))
    #expect(session.cursorLine.contains("第63摊"))
    try session.press("n", "n")
    #expect(session.title.contains("第62摊"))
    try session.press("Q")
    session = try self.session(paper, .new)
    #expect(session.title.hasPrefix(" 看报"))
    try session.press("i")
    #expect(session.lines(2...2)[0].hasSuffix("上次以来没有新文章"))
  }

  /// A line that has dropped is noticed late: what came meanwhile nobody has seen.
  @Test func whatComesWhileNobodyIsThereStaysNew() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try paper.addToMarket(61...62)
    try session.take(.arrived)
    try paper.library.leave(session.reader.place)
    session = try self.session(paper, .front)
    #expect(session.title.hasPrefix(" 看报  新到 2 篇"))
    try paper.addToMarket(63...63)
    try session.take(.arrived)
    try session.press("j")
    #expect(try !self.session(paper, .front).title.contains("新到"))
  }

  @Test func oneKeyShowsWhatHasComeSinceLastTime() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("i")
    #expect(session.bottom == " 没有新文章")
    try session.press("Q")
    try paper.addToMarket(61...63)
    session = try self.session(paper, .front)
    #expect(session.title.hasPrefix(" 看报  新到 3 篇") && session.bottom.contains("i 新到"))
    try session.press("Enter", "i")
    #expect(session.title.hasPrefix(" 上次以来新到的") && session.title.hasSuffix("1/3"))
    // What comes meanwhile is among it.
    try paper.addToMarket(64...64)
    try session.take(.arrived)
    #expect(session.title.hasSuffix("2/4"))
    try session.press("i")
    #expect(session.title.hasPrefix(" 早市"))
  }
}
