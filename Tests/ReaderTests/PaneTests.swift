// Panes: what stands beside a list, when, and what it costs.

import Library
import Reader
import Terminal
import Testing

struct PaneTests {
  private func list(_ columns: Int, _ panes: PaneChoice = .auto, rows: Int = 40) throws -> Session {
    var session = try Session(Paper.daily(), rows: rows, columns: columns, panes: panes)
    try session.press("Enter")
    return session
  }

  /// The rules in the first row below the title.
  private func rules(_ session: Session) -> Int { session.lines(1...1)[0].count { $0 == "│" } }

  @Test(arguments: [
    (80, PaneChoice.auto, 0), (99, .auto, 0), (100, .auto, 1), (149, .auto, 1), (150, .auto, 2),
    (300, .auto, 2),
    (200, .one, 0), (200, .two, 1), (80, .two, 1), (100, .three, 2), (80, .three, 1), (49, .three, 0),
    (20, .two, 0),
  ])
  func besideAListStandsWhatThereIsRoomForOrIsWished(columns: Int, panes: PaneChoice, count: Int) throws {
    #expect(try rules(list(columns, panes)) == count)
  }

  @Test func whatIsNotAListHasTheWholeScreen() throws {
    var session = try Session(Paper.daily(), rows: 40, columns: 200)
    #expect(rules(session) == 0)
    for keys in [["Enter", "Enter"], ["q", "t"], ["q", "?"], ["q", "!"]] {
      for key in keys { try session.press(key) }
      #expect(rules(session) == 0, "\(keys)")
    }
  }

  @Test func theCategoryOfTheListIsMarkedBesideIt() throws {
    var session = try list(120)
    #expect(session.screen.contains("\n>    早市"))
    try session.press("J", "J")
    #expect(session.screen.contains("\n>    手艺"))
    // The keys go to the list.
    try session.press("j")
    #expect(session.title.hasSuffix("2/3") && session.screen.contains("\n>    手艺"))
    // Nor is it the list it was opened from that is marked.
    try session.press("Enter", "q", "H")
    #expect(session.screen.contains("\n>读过的") && !session.screen.contains("\n>    手艺"))
  }

  @Test func theSelectedRowIsABarOrHasAnArrow() throws {
    func list(_ selectedRow: SelectedRow) throws -> Session {
      var session = try Session(Paper.daily(), selectedRow: selectedRow)
      try session.press("Enter", "j")
      return session
    }
    func bars(_ session: Session) -> [Int] {
      let surface = session.reader.draw()
      return (1..<surface.size.rows).filter { surface.row($0).contains { $0.style.isReversed } }
    }
    var session = try list(.bar)
    #expect(bars(session) == [2] && !session.screen.contains("\n>"))
    session = try list(.arrow)
    #expect(bars(session).isEmpty && session.cursorLine.hasPrefix("> 2 N "))
    try session.press("j", "m")
    #expect(bars(session).isEmpty && session.cursorLine.hasPrefix("> 3 N*"))
    // A range stands out as it does otherwise.
    try session.press("v", "j")
    #expect(bars(session) == [3, 4])
    try session.press("v", "q")
    #expect(bars(session).isEmpty && session.cursorLine.hasPrefix(">    早市"))
    try session.press("t")
    #expect(bars(session).isEmpty && session.cursorLine.hasPrefix(">"))
  }

  @Test func theCountsBesideAListAreThoseOfNow() throws {
    var session = try list(120)
    #expect(session.screen.contains("60/60"))
    try session.press("Enter", "q")
    #expect(session.screen.contains("59/60"))
    try session.press("j", "N")
    #expect(session.screen.contains("58/60"))
    try session.press("u")
    #expect(session.screen.contains("59/60"))
    try session.press("A", "y")
    #expect(session.screen.contains(" 0/60"))
  }

  @Test func theArticleSelectedStandsBesideTheListAndIsNotRead() throws {
    var session = try list(160)
    #expect(session.screen.contains("第60摊今早"))
    try session.press("j")
    #expect(session.screen.contains("第59摊今早") && !session.screen.contains("第60摊今早"))
    #expect(try session.paper.library.sources().map(\.unread) == [63])
    try session.press("q", "J")
    #expect(!session.screen.contains("今早"))
  }

  @Test func besideResultsStandsTheOneSelected() throws {
    var session = try Session(Paper.daily(), rows: 40, columns: 160)
    try session.press("/")
    try session.type("皮纸")
    #expect(session.screen.contains("做扇先选竹"))
    try session.type("没有")
    #expect(!session.screen.contains("做扇先选竹"))
  }

  @Test func whatIsBesideAListFollowsTheScriptAndTheWidth() throws {
    var session = try Session(Paper.daily(), rows: 40, columns: 160)
    try session.press("6", "Enter", "Enter", "j")
    #expect(session.screen.contains("巷口的舊書店"))
    try session.press("s")
    #expect(session.screen.contains("巷口的旧书店"))
    for columns in [150, 200, 160] {
      // Whatever lies over the list meanwhile.
      try session.press("?")
      try session.take(.resized(Size(rows: 40, columns: columns)))
      try session.press("q")
      var fresh = try Session(Paper.daily(), rows: 40, columns: columns)
      try fresh.press("6", "Enter", "Enter", "j", "s")
      #expect(session.lines(1...38) == fresh.lines(1...38))
    }
  }

  @Test func anArticlePassedOverIsNotShown() throws {
    let session = try list(160)
    var reader = session.reader
    let asked = (1...3).flatMap { _ in reader.update(.key(.character("j"))) }
    #expect(asked.count == 3)
    let before = reader.draw().text
    let passed = try #require(try session.paper.library.answer(asked[0]))
    #expect(reader.update(passed).isEmpty)
    #expect(reader.draw().text == before)
    let last = try #require(try session.paper.library.answer(asked[2]))
    #expect(reader.update(last).isEmpty)
    #expect(reader.draw().text.contains("第57摊今早"))
  }

  @Test func goingBackToTheOneShownAsksForNothing() throws {
    let session = try list(160)
    var reader = session.reader
    #expect(reader.update(.key(.character("j"))).count == 1)
    #expect(reader.update(.key(.character("k"))).isEmpty)
    #expect(reader.update(.key(.character("j"))).count == 1)
  }

  @Test func oneLineDownBesideOtherPanesChangesTwoRows() throws {
    var session = try list(200, .two, rows: 60)
    var leaps = 0
    for step in 1..<60 {
      let before = session.reader.draw()
      try session.press("j")
      let after = session.reader.draw()
      let changed = (1..<59).count { before.row($0) != after.row($0) }
      if changed > 2 { leaps += 1 } else { #expect(changed == 2, "step \(step)") }
      #expect(session.cursorLine.contains("第\(60 - step)摊"))
    }
    #expect(leaps == 1)
  }

  @Test func resultsOfTwoLinesLeapAsWell() throws {
    var session = try Session(Paper.daily(), rows: 24, columns: 120)
    try session.press("/")
    try session.type("油条")
    try session.press("Enter")
    let tops = try (1..<60).map { step in
      try session.press("j")
      #expect(session.cursorLine.contains("第\(60 - step)摊"))
      return session.lines(1...1)[0]
    }
    #expect(Set(tops).count < 12)
    for step in (0..<59).reversed() {
      try session.press("k")
      #expect(session.cursorLine.contains("第\(60 - step)摊"))
    }
    #expect(session.title.hasSuffix("1/60"))
  }
}
