// The mouse: what a click and a notch of the wheel do where they are.

import Hanzi
import Library
import Reader
import Terminal
import Testing

struct MouseTests {
  private func session(_ columns: Int = 80, rows: Int = 24, _ keys: String...) throws -> Session {
    var session = try Session(Paper.daily(), rows: rows, columns: columns)
    for key in keys { try session.press(key) }
    return session
  }

  @Test func aClickSelectsARowAndAnotherOpensIt() throws {
    var session = try session()
    try session.click("早市")
    #expect(session.title.hasSuffix("1/60"))
    try session.click("早市第55摊")
    #expect(session.title.hasSuffix("6/60") && session.cursorLine.contains("第55摊"))
    try session.click("早市第55摊")
    #expect(session.title.contains("第55摊") && session.screen.contains("豆浆"))
  }

  @Test func aClickOnWhatIsNoRowDoesNothing() throws {
    var session = try session()
    let front = session.screen
    for text in ["看报", "见闻", "打开"] {
      try session.click(text)
      #expect(session.screen == front, "\(text)")
    }
    try session.take(.mouse(MouseEvent(.click, row: 20, column: 3)))
    #expect(session.screen == front)
  }

  @Test func anArticleLeftForACategoryIsGoneBackTo() throws {
    var session = try session(120, "Enter", "Enter", "t", "Enter")
    try session.click("手艺")
    try session.press("Enter", "^O")
    #expect(session.title.contains("第60摊"))
  }

  @Test func theWheelMovesAListByThreeRows() throws {
    var session = try session(80, "Enter")
    try session.wheel(.wheelDown, over: "第60摊")
    #expect(session.title.hasSuffix(" 4/60"))
    for _ in 0..<30 { try session.wheel(.wheelDown, over: "第") }
    #expect(session.title.hasSuffix(" 60/60"))
    try session.wheel(.wheelUp, over: "第")
    #expect(session.title.hasSuffix(" 57/60"))
    // The row clicked is that which is seen, however far the list has gone.
    let row = try #require(session.lines(5...5).first?.split(separator: " ").last)
    try session.click(String(row))
    #expect(session.cursorLine.contains(row))
  }

  @Test func theWheelMovesATextByThreeLines() throws {
    var session = try session(40, rows: 12, "6", "Enter", "Enter", "Enter")
    let first = session.lines(1...10)
    try session.wheel(.wheelDown, over: "记者")
    #expect(session.lines(1...7) == first.suffix(7))
    try session.take(.mouse(MouseEvent(.wheelUp, row: 3, column: 3)))
    #expect(session.lines(1...10) == first)
    try session.press("q", "?")
    let help = session.lines(1...10)
    try session.take(.mouse(MouseEvent(.wheelDown, row: 3, column: 3)))
    #expect(session.lines(1...7) == help.suffix(7))
  }

  @Test(arguments: [40, 80, 120]) func aClickOnALinkFollowsIt(columns: Int) throws {
    var session = try session(columns, "6", "Enter", "Enter", "2", "Enter", "Enter")
    try session.click("館[2]")
    #expect(session.bottom == " pages/gone.md")
    try session.click("巷口")
    #expect(session.title.contains("舊書店的燈"))
    try session.click("隔壁的")
    #expect(session.title.contains("一把油纸扇"))
    try session.press("q", "f")
    try session.click("壁的")
    #expect(session.title.contains("一把油纸扇"))
  }

  @Test func aLinkThatIsClickedIsSelected() throws {
    var session = try session(80, "6", "Enter", "Enter", "Enter")
    try session.click("老师傅")
    #expect(session.bottom == " https://paper.example/notes")
    try session.press("y", "y")
    #expect(session.wishes == [.copy("https://paper.example/notes")])
  }

  @Test func aHitOfTwoLinesIsClickedInEither() throws {
    var session = try session(80, "/")
    try session.type("油条")
    try session.press("Enter", "G", "G", "G")
    let lines = session.lines(1...22)
    for (row, line) in lines.enumerated() where line.contains("早市第") {
      let title = try #require(line.split(separator: " ").last)
      for line in [row + 1, row + 2] where line < 23 {
        try session.press("G")
        try session.take(.mouse(MouseEvent(.click, row: line, column: 20)))
        if session.title.contains("%") { try session.press("q") }
        #expect(session.cursorLine.contains(title))
      }
    }
  }

  @Test func theMouseWaitsWhileSomethingIsTypedOrAsked() throws {
    for keys in [["/"], [":"], ["A"]] {
      var session = try session(80, "Enter")
      for key in keys { try session.press(key) }
      let screen = session.screen
      try session.click("第57摊")
      try session.wheel(.wheelDown, over: "第57摊")
      #expect(session.screen == screen)
    }
  }

  @Test func whatIsTypedOfACountIsForgotten() throws {
    var session = try session(80, "Enter", "1", "2")
    try session.click("第57摊")
    #expect(session.title.hasSuffix(" 4/60") && !session.bottom.hasSuffix("12"))
    try session.press("j")
    #expect(session.title.hasSuffix(" 5/60"))
  }

  @Test func aRangeGoesToTheRowThatIsClicked() throws {
    var session = try session(80, "Enter", "v")
    try session.click("第58摊")
    try session.press("N")
    #expect(try session.paper.library.sources().map(\.unread) == [60])
  }

  @Test func rowsBehindANoticeAreNotClicked() throws {
    var session = try session(80, "Enter")
    try session.take(.failed(String(repeating: "失败", count: 100)))
    let screen = session.screen
    for row in 21...23 { try session.take(.mouse(MouseEvent(.click, row: row, column: 5))) }
    #expect(session.screen == screen)
  }

  @Test(arguments: [(1, 1), (4, 19), (5, 20)]) func onAnyScreenTheMouseMayBeAnywhere(rows: Int, columns: Int)
    throws
  {
    for keys in [[], ["Enter"], ["Enter", "Enter"], ["Enter", "Enter", "z"], ["?"], ["t"]] {
      var session = try session()
      for key in keys { try session.press(key) }
      try session.take(.resized(Size(rows: rows, columns: columns)))
      for action in [MouseEvent.Action.click, .wheelUp, .wheelDown] {
        for row in [0, 1, 2, 4, 30, 500] {
          try session.take(.mouse(MouseEvent(action, row: row, column: 3)))
          try session.take(.mouse(MouseEvent(action, row: row, column: 900)))
        }
      }
      #expect(session.reader.draw().size == Size(rows: rows, columns: columns))
    }
  }

  @Test func inZenTheFirstAndTheLastRowAreText() throws {
    var session = try session(80, rows: 8, "6", "Enter", "Enter", "Enter", "z")
    while !session.bottom.contains("笔记") { try session.press("j") }
    try session.click("笔记")
    #expect(session.bottom == " https://paper.example/notes")
  }

  // MARK: Panes

  @Test func aCategoryBesideTheListIsGoneTo() throws {
    var session = try session(120, rows: 30, "Enter", "3", "j")
    try session.click("早市 ")
    #expect(session.title.hasSuffix("4/60"))
    try session.click("手艺")
    #expect(session.title.hasPrefix(" 手艺") && session.screen.contains("\n>    手艺"))
    // Where a list was left, it is found again.
    try session.click("早市 ")
    #expect(session.title.hasSuffix("4/60"))
    try session.click("手艺")
    try session.press("q")
    #expect(session.title.contains("看报") && session.cursorLine.contains("手艺"))
  }

  @Test func aCategoryBesideResultsIsGoneTo() throws {
    var session = try session(120, rows: 30, "/")
    try session.type("油条")
    try session.press("Enter")
    try session.click("手艺")
    #expect(session.title.hasPrefix(" 手艺"))
  }

  @Test func aRowBesideTheCategoriesIsTheListsOwn() throws {
    var session = try session(160, rows: 30, "Enter")
    try session.click("早市第52摊")
    #expect(session.title.hasSuffix("9/60") && session.screen.contains("第52摊今早"))
  }

  @Test func theArticleBesideTheListIsOpened() throws {
    var session = try session(160, rows: 30, "Enter", "j")
    try session.click("豆浆")
    #expect(session.title.contains("第59摊") && session.title.hasSuffix("%"))
  }

  @Test func theWheelMovesThePaneItIsOver() throws {
    var session = try session(160, rows: 6, "6", "Enter", "Enter")
    let list = session.title
    #expect(session.lines(1...1)[0].contains("│ ") && session.screen.contains("四十道工序\n"))
    try session.wheel(.wheelDown, over: "本报记者")
    #expect(!session.screen.contains("本报记者") && session.title == list)
    try session.wheel(.wheelUp, over: "做扇")
    #expect(session.screen.contains("本报记者") && session.title == list)
    let side = session.lines(1...1)[0].prefix(20)
    try session.take(.mouse(MouseEvent(.wheelUp, row: 2, column: 2)))
    try session.take(.mouse(MouseEvent(.wheelUp, row: 2, column: 2)))
    #expect(session.lines(1...1)[0].contains("街坊") && session.title == list, "\(side)")
    try session.take(.mouse(MouseEvent(.wheelDown, row: 2, column: 2)))
    #expect(!session.lines(1...1)[0].contains("街坊") && session.title == list)
  }

  @Test func aStrangerClicksAsOneMayType() throws {
    var session = try Session(Paper.daily(), isRestricted: true)
    try session.click("早市")
    try session.click("第60摊")
    try session.click("今早卖")
    try session.wheel(.wheelDown, over: "今早卖")
    #expect(session.title.contains("第60摊") && session.wishes.isEmpty)
  }
}

extension Session {
  /// Clicks on the first of a text on the screen.
  mutating func click(_ text: String) throws { try wheel(.click, over: text) }

  /// Does something with the mouse where a text is.
  mutating func wheel(_ action: MouseEvent.Action, over text: String) throws {
    let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
    for (row, line) in lines.enumerated() {
      guard let found = line.firstRange(of: text) else { continue }
      let column = CellWidth.of(String(line[..<found.lowerBound]))
      return try take(.mouse(MouseEvent(action, row: row, column: column)))
    }
    Issue.record("no “\(text)” on\n\(screen)")
  }
}
