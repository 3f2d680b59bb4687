// The cursor, which leads those who read by ear, by touch or with a magnifier; and what waits for their answer.

import Reader
import Terminal
import Testing

struct CursorTests {
  private func cell(_ session: Session) -> (row: Int, column: Int) { session.reader.draw().cursor }

  @Test func itStandsAtThePassageFound() throws {
    var session = try Session(Paper.daily())
    try session.press("G", "Enter", "Enter", "/", "竹", "Enter")
    var last = cell(session)
    for _ in 0..<3 {
      let lines = session.lines(0...23)
      #expect(lines[last.row].contains("竹"))
      try session.press("n")
      #expect(cell(session) != last)
      last = cell(session)
    }
  }

  @Test func itWaitsBehindAQuestion() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "A")
    #expect(cell(session).row == 23 && session.reader.draw().showsCursor)
    try session.press("j")
    #expect(session.bottom == " 已取消" && cell(session).row == 1)
    #expect(!session.reader.draw().showsCursor)
  }

  @Test func itIsSeenWhereThatIsWanted() throws {
    var session = try Session(Paper.daily()) { $0.showsCursor = true }
    try session.press("Enter", "j")
    #expect(session.reader.draw().showsCursor && cell(session).row == 2)
  }

  @Test func aMarkGoesOnWhereThatIsWanted() throws {
    var session = try Session(Paper.daily()) { $0.goesOnAfterMark = true }
    try session.press("Enter", "N", "N", "m")
    #expect(session.title.hasSuffix("4/60") && session.bottom == " 已加星标")
    #expect(session.lines(1...3).map { $0.contains("N") } == [false, false, true])
    // Neither after a count nor in an article.
    try session.press("2", "N", "Enter", "N", "q")
    #expect(session.title.hasSuffix("4/60"))
  }

  @Test func oneIsAskedBeforeTheReaderIsLeftWhereThatIsWanted() throws {
    var session = try Session(Paper.daily()) { $0.confirmsQuit = true }
    try session.press("q", "n")
    #expect(session.bottom == " 已取消" && session.wishes.isEmpty)
    try session.press("q")
    #expect(session.bottom == " 退出看报？(y/n)")
    try session.press("y")
    #expect(session.wishes == [.quit])
  }
}
