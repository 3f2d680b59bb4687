// Only what is unread: of a list, of results; and in which order.

import Library
import Reader
import Terminal
import TestSupport
import Testing

struct UnreadOnlyTests {
  /// A reader of the tea paper whose two newest articles are read.
  private func session() throws -> Session {
    var session = try Session(Paper.tea())
    try session.press("Enter", "2", "N", "g")
    return session
  }

  /// The next visit to the tea paper after some keys in its list.
  private func nextVisit(after keys: String...) throws -> Session {
    let paper = try Paper.tea()
    var session = try Session(paper)
    try session.press("Enter")
    for key in keys { try session.press(key) }
    try paper.library.leave(session.reader.place)
    return try Session(paper, start: .last)
  }

  private func rows(_ session: Session) -> [String] {
    session.lines(1...22).compactMap { $0.split(separator: " ").last.map(String.init) }
  }

  @Test func oneKeyShowsOnlyWhatIsUnreadOfAList() throws {
    var session = try session()
    try session.press(".")
    #expect(session.title.hasPrefix(" 茶 只看未读") && session.cursorLine.contains("茶22"))
    #expect(!session.screen.contains("茶23"))
    try session.press(".")
    #expect(session.title.hasPrefix(" 茶 ") && session.screen.contains("茶23"))
    try session.press(".", "j", "j", "Esc")
    #expect(session.title.hasPrefix(" 茶 ") && session.cursorLine.contains("茶20"))
  }

  @Test func soDoesItFromTheFrontPage() throws {
    var session = try session()
    try session.press("q", ".")
    #expect(session.title.hasPrefix(" 茶 只看未读") && session.cursorLine.contains("茶22"))
    try session.press("q")
    #expect(session.title.hasPrefix(" 看报"))
  }

  @Test func whatIsReadOfItStaysUntilOneComesAgain() throws {
    var session = try session()
    try session.press(".", "Enter", "q")
    #expect(session.cursorLine.contains("茶22") && session.title.hasSuffix("1/22"))
    try session.press("Esc", "g", ".")
    #expect(session.cursorLine.contains("茶21") && session.title.hasSuffix("1/21"))
  }

  @Test func theOldestComesFirstWhereThatIsWanted() throws {
    var session = try session()
    try session.press(".", "o")
    #expect(rows(session).prefix(2) == ["茶1", "茶2"] && session.bottom.contains("o 从新到旧"))
    // One goes along it in its order.
    try session.press("Enter", "J")
    #expect(session.title.contains("茶2"))
    try session.press("n")
    #expect(session.title.contains("茶3"))
    try session.press("q", "G")
    #expect(session.cursorLine.contains("茶22"))
    try session.press("o")
    #expect(session.cursorLine.contains("茶22") && session.title.hasSuffix("1/19"))
  }

  @Test func aWholeListComesOldestFirst() throws {
    var session = try session()
    try session.press("j", "o")
    #expect(session.title.hasPrefix(" 茶 从旧到新") && session.title.hasSuffix("1/24"))
    #expect(rows(session).prefix(2) == ["茶1", "茶2"])
    try session.press("Enter", "J", "J", "q")
    #expect(session.cursorLine.contains("茶3"))
    // In it, only what is unread, and all again; what is looked for in it comes in the same order.
    try session.press(".")
    #expect(session.title.hasPrefix(" 茶 只看未读 从旧到新") && session.cursorLine.contains("茶4"))
    try session.press(".", "/", "茶", "Enter")
    #expect(session.title.contains("/茶") && rows(session).prefix(2) == ["茶1", "茶2"])
  }

  @Test func itsEndIsReadWithoutWhatIsBefore() throws {
    let paper = try Paper.daily()
    try paper.addToMarket(61...400)
    var session = try Session(paper)
    try session.press("Enter", "o")
    var reader = session.reader
    let wishes = reader.update(.key(.character("G")))
    #expect(wishes == [.loadRows(.oldestFirst(.category(1)), .last, limit: 44)])
    try session.press("G")
    #expect(session.title.hasSuffix("400/400") && session.cursorLine.contains("第400摊"))
    try session.press("v", "3", "k", "N", "u")
    #expect(session.bottom == " 标为未读（撤销）" && session.title.hasSuffix("397/400"))
    try session.press("J")
    #expect(session.title.hasPrefix(" 空栏 从旧到新"))
  }

  @Test func theSameKeyLeadsBackToTheList() throws {
    var session = try session()
    try session.press("j", "o", "o")
    #expect(session.title.hasPrefix(" 茶  ") && session.cursorLine.contains("茶23"))
    try session.press("o", "j", "j", "o")
    #expect(session.title.hasPrefix(" 茶  ") && session.cursorLine.contains("茶3"))
    try session.press("o", "A")
    #expect(session.bottom.contains("茶：全部标为已读？"))
    try session.press("n", "Esc")
    #expect(session.title.hasPrefix(" 茶  ") && session.cursorLine.contains("茶3"))
  }

  @Test func whereNoListIsBelowTheKeyTurnsTheOrder() throws {
    var session = try Session(Paper.tea())
    try session.press("Enter", "o", "w")
    try session.type("旧茶")
    try session.press("Enter", "q", "q", "g", "j", "j", "Enter")
    #expect(session.title.hasPrefix(" 旧茶") && rows(session).first == "茶1")
    try session.press("o")
    #expect(session.title.hasPrefix(" 茶 ") && rows(session).first == "茶24")
  }

  @Test func whatIsUnreadOfAListInThatOrderComesBackAsItWas() throws {
    var session = try nextVisit(after: "o", ".")
    #expect(session.title.hasPrefix(" 茶 只看未读 从旧到新"))
    try session.press(".")
    #expect(session.title.hasPrefix(" 茶 从旧到新") && session.title.hasSuffix("/24"))
  }

  @Test func whatHasAnOrderOfItsOwnKeepsIt() throws {
    var session = try session()
    try session.press("+", "L", "o")
    #expect(session.bottom.hasPrefix(" 这里用不上"))
    session = try nextVisit(after: "+", "j", "+", "L", ".", "o")
    #expect(session.title.hasPrefix(" 稍后读 只看未读 从旧到新"))
    try session.press(".")
    #expect(session.title.hasPrefix(" 稍后读  ") && rows(session).prefix(2) == ["茶24", "茶23"])
  }

  @Test func oneComesBackToItWithTheNextVisit() throws {
    var session = try nextVisit(after: "o", "j")
    #expect(session.title.hasPrefix(" 茶 从旧到新") && session.cursorLine.contains("茶2"))
    try session.press("o")
    #expect(session.title.hasPrefix(" 茶  ") && session.cursorLine.contains("茶2"))
  }

  @Test func allOfItIsMarkedAtOnce() throws {
    var session = try session()
    try session.press(".", "A")
    #expect(session.bottom.contains("茶：全部标为已读？"))
    try session.press("y")
    #expect(session.bottom.contains("标为已读：") && session.screen.contains("没有未读文章了"))
    #expect(!session.screen.contains("找不到"))
    try session.press("u", "q")
    #expect(session.lines(1...5).map { $0.contains("N") } == [false, false, true, true, true])
  }

  @Test func widenedItIsLeftByTheSameKey() throws {
    var session = try session()
    for tabs in 1...2 {
      try session.press(".")
      try session.press("Tab", times: tabs)
      try session.press(".")
      #expect(session.title.hasPrefix(" 茶 ") && session.screen.contains("茶23"))
    }
  }

  @Test func itIsTheSameWhenOneComesBack() throws {
    let paper = try Paper.tea()
    var session = try Session(paper)
    try session.press("Enter", "2", "N", ".", "j", "Q")
    let screen = session.screen
    session = try Session(paper, start: .last)
    #expect(session.screen == screen)
    try session.press("Esc")
    #expect(session.title.hasPrefix(" 茶 ") && session.cursorLine.contains("茶21"))
  }

  @Test func resultsAreNarrowedToo() throws {
    var session = try session()
    try session.press("/")
    try session.type("茶")
    try session.press("Enter")
    #expect(session.title.hasSuffix("1/24"))
    try session.press(".")
    #expect(session.title.hasSuffix("1/22"))
    try session.press("j", ".")
    #expect(session.title.hasSuffix("4/24") && session.cursorLine.contains("茶21"))
  }

  @Test func oneStaysAtTheArticleSelected() throws {
    var session = try session()
    try session.press("5", "Enter", ".")
    #expect(session.title.hasSuffix("3/22") && session.cursorLine.contains("茶20"))
    try session.press("j", ".")
    #expect(session.title.hasSuffix("6/24") && session.cursorLine.contains("茶19"))
  }

  @Test func whereThatIsReadOneGoesToTheNextUnreadOrElseTheOneAbove() throws {
    var session = try session()
    try session.press("1", "0", "Enter", "N", ".")
    #expect(session.cursorLine.contains("茶14"))
    try session.press(".", "G", "N", ".")
    #expect(session.cursorLine.split(separator: " ").last == "茶2")
  }

  @Test func itIsFoundHoweverFarDownItIs() throws {
    let paper = try Paper.daily()
    try paper.addToMarket(61...400)
    var session = try Session(paper)
    try session.press("Enter", "3", "0", "0", "Enter", ".")
    #expect(session.title.contains(" 300/") && session.cursorLine.contains("第101摊"))
  }
}
