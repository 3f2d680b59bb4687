// Zen: nothing on the screen but the text.

import Reader
import Terminal
import Testing

struct ZenTests {
  private func reading(rows: Int = 12, columns: Int = 120) throws -> Session {
    var session = try Session(Paper.daily(), rows: rows, columns: columns)
    try session.press("6", "Enter", "Enter", "Enter", "z", "k")
    return session
  }

  @Test func onlyTheTextIsShownInTheMiddle() throws {
    let session = try reading()
    #expect(session.title.trimmingPrefix { $0 == " " } == "一把油纸扇的四十道工序")
    #expect(!session.screen.contains("返回") && !session.bottom.isEmpty)
    #expect(
      session.lines(1...11).allSatisfy { $0.isEmpty || $0.hasPrefix(String(repeating: " ", count: 20)) })
  }

  @Test func theSameKeyBringsTheBarsBackAndWhatWasReadStays() throws {
    var session = try reading()
    try session.press("j", "j", "j")
    let first = session.title
    try session.press("z")
    #expect(session.title.contains("%") && session.bottom.contains("返回"))
    #expect(session.lines(1...1)[0] == first)
    try session.press("z")
    #expect(session.title == first)
  }

  @Test func theWayBackIsSaidOnceAndEscapeIsOneToo() throws {
    var session = try Session(Paper.daily())
    try session.press("6", "Enter", "Enter", "Enter", "z")
    #expect(session.bottom == " 只看正文；z 或 Esc 返回")
    try session.press("j")
    #expect(!session.screen.contains("返回"))
    try session.press("/", "竹", "Enter", "Esc")
    #expect(!session.screen.contains("返回"))
    try session.press("Esc")
    #expect(session.title.contains("%") && session.bottom.contains("返回"))
  }

  @Test func pagesAreOfAllRows() throws {
    var session = try reading()
    let last = session.lines(10...11)
    try session.press("Space")
    #expect(session.lines(0...1) == last)
  }

  @Test func promptsAndNoticesAreSeenAndGoAgain() throws {
    var session = try reading()
    let screen = session.screen
    try session.press("m")
    #expect(session.bottom == " 已加星标")
    try session.press("j", "k")
    #expect(session.screen == screen)
    try session.press("/", "竹")
    #expect(session.bottom.hasPrefix(" /竹"))
    try session.press("Esc")
    #expect(session.screen == screen)
    try session.press("3")
    #expect(session.bottom.hasSuffix(" 3"))
    try session.press("Esc", ":")
    try session.type("zen")
    try session.press("Enter")
    #expect(session.bottom.contains("返回"))
  }

  @Test func listsKeepTheirBars() throws {
    var session = try reading()
    try session.press("q")
    #expect(session.title.hasPrefix(" 手艺") && session.bottom.contains("返回"))
    try session.press("j", "Enter")
    #expect(!session.screen.contains("返回"))
  }
}
