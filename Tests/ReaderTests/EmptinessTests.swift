// What is said where there are no rows, and what a prompt leaves to the terminal.

import Library
import Reader
import Terminal
import Testing

struct EmptinessTests {
  @Test func whatIsSaidOfAnEmptyListIsNotCut() throws {
    var session = try Session(Paper.daily(), rows: 8, columns: 20)
    try session.press("L")
    #expect(page(session) == "还没有；在文章上按+放进来")
  }

  @Test func norOfResultsAndSubjects() throws {
    var session = try Session(Paper.daily(), rows: 8, columns: 20, language: .english)
    try session.press("Enter", "6", "0", "N", ".")
    #expect(page(session) == "Nomoreunreadarticles")
  }

  /// The page without its blanks.
  private func page(_ session: Session) -> String {
    session.lines(1...6).joined().filter { !$0.isWhitespace }
  }

  @Test(arguments: [("^Z", Effect.suspend), ("^L", .redraw)])
  func theTerminalIsHadInAPromptToo(key: String, wish: Effect) throws {
    var session = try Session(Paper.daily())
    try session.press("/")
    try session.type("豆")
    let screen = session.screen
    try session.press(key)
    #expect(session.wishes == [wish] && session.screen == screen)
  }
}
