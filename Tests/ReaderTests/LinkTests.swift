// Links: letters on them, one selected after another.

import Articles
import Library
import Reader
import Terminal
import Testing

struct LinkTests {
  /// The article with links within the mirror: 扇子鋪 leads to an article, 茶館 to none.
  private func bookshop(_ keys: KeyTable = KeyTable()) throws -> Session {
    var session = try Session(Paper.daily(), keys: keys)
    try session.press("6", "Enter", "Enter", "2", "Enter", "Enter")
    try #require(session.title.contains("舊書店的燈"))
    return session
  }

  /// The texts on the page that are reversed, below the title bar.
  private func reversed(_ session: Session) -> String {
    let surface = session.reader.draw()
    return (1..<(surface.size.rows - 1)).flatMap { surface.row($0) }.filter(\.style.isReversed)
      .compactMap(\.text).reduce(into: "") { $0.append($1) }
  }

  @Test func lettersLeadWhereTheyStand() throws {
    var session = try bookshop()
    try session.press("f")
    #expect(reversed(session) == "as" && session.bottom == " 按字母打开链接，Esc 取消")
    try session.press("a")
    #expect(session.title.contains("一把油纸扇"))
    try session.press("q", "f", "S")
    #expect(session.bottom == " pages/gone.md" && reversed(session) == "")
  }

  @Test(arguments: ["Esc", "Enter", "x", "↓"]) func allElseTakesTheLettersAway(key: String) throws {
    var session = try bookshop()
    let screen = session.screen
    try session.press("f", key)
    #expect(session.screen == screen)
    try session.press("q")
    #expect(session.title.hasPrefix(" 手艺"))
  }

  @Test func subjectsAndRelatedArticlesHaveLettersToo() throws {
    var session = try Session(Paper.tea())
    try session.press("Enter", "Enter")
    try session.press("f")
    let page = session.screen
    #expect(page.contains("相关文章"))
    for letter in ["a", "s"] { #expect(reversed(session).contains(letter)) }
    try session.press("a")
    #expect(session.title.hasPrefix(" 蚂蚁"))
  }

  @Test func onePageOfManyLinksHasAsFewLettersAsSuffice() throws {
    var session = try Session(Paper.links(30))
    try session.press("Enter", "Enter", "f")
    let hints = reversed(session)
    #expect(hints.hasPrefix("dfghjkl") && hints.filter { $0 == "a" }.count > 1)
    try session.press("a")
    #expect(session.bottom.hasSuffix(" a") && reversed(session).count > 9)
    try session.press("a")
    #expect(session.bottom == " https://links.example/8")
    try session.press("f", "d")
    #expect(session.bottom == " https://links.example/1")
  }

  @Test func withoutLinksItSaysSo() throws {
    var session = try Session(Paper.links(0))
    try session.press("Enter", "Enter", "f")
    #expect(session.bottom == " 这一页没有链接")
    try session.press("Tab")
    #expect(session.bottom == " 下面没有链接了")
    try session.press("Shift-Tab")
    #expect(session.bottom == " 上面没有链接了")
  }

  @Test func aLinkIsSelectedAndFollowed() throws {
    var session = try bookshop()
    try session.press("Tab")
    #expect(reversed(session) == "隔壁的扇子鋪[1]" && session.cursorLine.contains("隔壁"))
    try session.press("Tab")
    #expect(reversed(session) == "茶館[2]")
    try session.press("Enter")
    #expect(session.bottom == " pages/gone.md")
    try session.press("Shift-Tab", "Enter")
    #expect(session.title.contains("一把油纸扇") && reversed(session) == "")
    try session.press("q", "Esc")
    #expect(session.title.contains("舊書店的燈") && reversed(session) == "")
    try session.press("Enter")
    #expect(session.title.contains("舊書店的燈"))
  }

  @Test func aSelectedLinkComesIntoView() throws {
    var session = try Session(Paper.links(60), rows: 12, columns: 40)
    try session.press("Enter", "Enter")
    for number in 1...60 {
      try session.press("Tab")
      #expect(reversed(session) == "链[\(number)]")
    }
    try session.press("1", "0", "Shift-Tab")
    #expect(reversed(session) == "链[50]")
    // Out of view, it is left where it is: the page has links of its own.
    try session.press("g", "Enter", "Tab")
    #expect(reversed(session) == "链[1]")
  }

  @Test func aSelectedLinkStaysSelectedAtAnotherWidth() throws {
    var session = try bookshop()
    try session.press("Tab")
    try session.take(.resized(Size(rows: 12, columns: 20)))
    #expect(reversed(session) == "隔壁的扇子鋪[1]")
  }

  @Test func lettersGoWhenThePageIsSetAnew() throws {
    var session = try bookshop()
    try session.press("f")
    try session.take(.resized(Size(rows: 12, columns: 30)))
    #expect(reversed(session) == "")
    try session.press("q")
    #expect(session.title.hasPrefix(" 手艺"))
  }

  @Test func findingGoesOnAtASelectedLink() throws {
    var session = try bookshop()
    try session.press("/")
    try session.type("扇子")
    try session.press("Enter", "Tab")
    #expect(reversed(session) == "隔壁的扇子鋪[1]")
    try session.press("Esc")
    #expect(reversed(session) == "扇子" && session.bottom.contains("1/1"))
    try session.press("Esc")
    #expect(reversed(session) == "")
  }

  @Test(arguments: [
    (Preset.less, "F", "Tab"), (.mutt, "f", "^N"), (.bbs, "F", "Tab"), (.newsboat, "f", "Tab"),
    (.vim, "f", "Tab"),
  ])
  func everyPresetHasThem(preset: Preset, hints: String, next: String) throws {
    var session = try bookshop(KeyTable(preset))
    try session.press(hints)
    #expect(reversed(session) == "as")
    try session.press("Esc", next, "Enter")
    #expect(session.title.contains("一把油纸扇"))
  }
}
