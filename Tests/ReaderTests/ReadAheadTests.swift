// The article selected is read while nobody presses a key: it opens at once, and as it is by then.

import Articles
import Library
import Reader
import Terminal
import Testing

@Suite struct ReadAheadTests {
  /// What Enter asks of the library before the article is on the screen.
  private func asked(_ session: Session) -> [Effect] {
    var reader = session.reader
    return reader.update(.key(.enter)).filter {
      switch $0 {
      case .open, .openHit: true
      default: false
      }
    }
  }

  @Test(arguments: [80, 160]) func theArticleSelectedOpensAtOnce(columns: Int) throws {
    var session = try Session(Paper.daily(), columns: columns)
    try session.press("Enter", "j")
    #expect(asked(session) == [])
    try session.press("Enter")
    #expect(session.title.contains("早市第59摊") && session.screen.contains("第59摊今早"))
    #expect(try session.paper.library.sources().map(\.unread) == [62])
  }

  @Test func aHitOpensAtOnceAtWhatWasFound() throws {
    var session = try Session(Paper.daily(), rows: 12, columns: 40)
    try session.press("/")
    try session.type("刨刀")
    try session.press("Enter")
    #expect(asked(session) == [])
    try session.press("Enter")
    #expect(session.screen.contains("把用了三十年的刨刀磨好"))
  }

  @Test func oneThatNobodyRestedOnIsAskedFor() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter")
    var reader = session.reader
    _ = reader.update(.key(.character("j")))
    #expect(reader.update(.key(.enter)) == [.open(Paper.id("pages/market59.md"), in: try list(session))])
  }

  @Test func itOpensAsItIsWhenItIsOpened() throws {
    var session = try Session(Paper.daily(), rows: 12, columns: 40)
    try session.press("Enter", "m")
    #expect(asked(session) == [])
    try session.press("Enter")
    #expect(session.title.contains("*"))
    try session.press("q")
    try session.paper.rename(60...60, "夜市")
    try session.take(.arrived)
    try session.press("Enter")
    #expect(session.screen.contains("夜市第60摊"))
    // Where it was left, although the library had not been asked again.
    try session.press("q", "q", "6", "Enter", "Enter", "Enter", "Space", "Space")
    let left = session.lines(1...10)
    try session.press("q")
    #expect(asked(session) == [])
    try session.press("Enter")
    #expect(session.lines(1...10) == left)
  }

  @Test func whereItIsLeftIsKnownAtOnce() throws {
    // Typed ahead: it was never on the screen.
    var session = try Session(Paper.daily(), rows: 12, columns: 40)
    try session.press("6", "Enter", "Enter")
    try session.typeAhead("Enter", "j", "j", "j", "j", "q")
    #expect(asked(session) == [])
    try session.press("Enter")
    let left = session.lines(1...10)
    #expect(!left.contains { $0.contains("一把油纸扇") })
    // Under another screen: it is read ahead for the list that lies over it.
    try session.press("*", "q", "j", "j")
    let further = session.lines(1...10)
    #expect(further != left)
    try session.press("q", "Enter")
    #expect(session.lines(1...10) == further)
  }

  private func list(_ session: Session) throws -> ListSelection {
    .category(try #require(try session.paper.library.categories().first).id)
  }
}
