// A range of rows that is marked as one.

import Articles
import Library
import Reader
import Terminal
import Testing

struct RangeTests {
  /// The rows of the screen that are shown as in the range.
  private func marked(_ session: Session) -> [Int] {
    let surface = session.reader.draw()
    return (1...22).filter { row in
      guard let first = surface.row(row).first else { return false }
      return first.text == ">" && first.style.isReversed
    }
  }

  private func starred(_ paper: Paper) throws -> [String] {
    try paper.library.articles(.starred, limit: 100).map(\.title)
  }

  @Test func itGoesFromWhereItWasBegunToTheCursor() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "4", "Enter", "v")
    #expect(marked(session) == [4] && session.title.hasSuffix("选 1  4/60"))
    try session.press("2", "j")
    #expect(marked(session) == [4, 5, 6] && session.title.hasSuffix("选 3  6/60"))
    try session.press("4", "k")
    #expect(marked(session) == [2, 3, 4] && session.title.hasSuffix("选 3  2/60"))
    try session.press("Esc")
    #expect(marked(session).isEmpty && session.title.hasSuffix(" 2/60") && !session.title.contains("选"))
    try session.press("v", "j", "v", "m")
    #expect(session.bottom == " 已加星标")
  }

  @Test func theBottomLineSaysWhatItIsGoodFor() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "v")
    #expect(session.bottom.hasPrefix(" N 已读  m 星标  + 稍后读  v 清除"))
    try session.press("Esc")
    #expect(session.bottom.hasPrefix(" Enter 打开"))
  }

  @Test(arguments: [false, true]) func itGoesWhereSoManyHundredthsAreAbove(isOfResults: Bool) throws {
    var session = try Session(Paper.daily())
    try session.press("Enter")
    if isOfResults { try session.press("/", "摊", "Enter") }
    try session.press("v", "1", "0", "%")
    #expect(session.title.contains("选 6  6/60"))
  }

  @Test func inResultsItGoesToTheNextAndThePreviousToo() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "/", "摊", "Enter", "v", "3", "J")
    #expect(session.title.contains("选 4  4/"))
    try session.press("2", "K")
    #expect(session.title.contains("选 2  2/"))
  }

  @Test(arguments: ["^Z", "^L", "R"]) func itStaysWhateverIsDoneMeanwhile(key: String) throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "v", "j", key)
    #expect(marked(session) == [1, 2])
  }

  @Test func allOfItIsMarkedAndUndoneAsOne() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter", "v", "j", "j", "m")
    #expect(session.bottom == " 已加星标：3 篇" && marked(session).isEmpty)
    #expect(try starred(paper) == ["早市第60摊", "早市第59摊", "早市第58摊"])
    try session.press("k", "v", "2", "j", "m")
    #expect(session.bottom == " 已加星标")
    #expect(try starred(paper).count == 4)
    try session.press("k", "k", "v", "2", "j", "m")
    #expect(session.bottom == " 已取消星标：3 篇")
    #expect(try starred(paper) == ["早市第60摊"])
    try session.press("3", "u")
    #expect(try starred(paper).isEmpty)
    try session.press("3", "U")
    #expect(try starred(paper) == ["早市第60摊"])
    try session.press("v", "j", "+", "v", "k", "N")
    #expect(session.bottom == " 标为已读：2 篇")
    #expect(try paper.library.count(.queue) == 2)
  }

  @Test(arguments: ["N", "m", "+"])
  func itReachesBeyondWhatIsInMemory(key: String) throws {
    let paper = try Paper.daily()
    try paper.addToMarket(61...1000)
    var session = try Session(paper, rows: 8)
    try session.press("Enter", "2", "Enter", "v", "9", "9", "0", "Enter")
    #expect(session.title.hasSuffix("选 989  990/1000"))
    let market = try #require(try paper.library.categories().first { $0.name == "早市" })
    func changed() throws -> [Int] {
      let rows = try paper.library.articles(.category(market.id), limit: 2000)
      return rows.indices.filter { rows[$0].isRead || rows[$0].isStarred || rows[$0].isQueued }
    }
    try session.press(key)
    #expect(session.bottom.hasSuffix("：989 篇"))
    #expect(try changed() == Array(1...989))
    #expect(session.cursorLine.contains(key == "N" ? " 990  " : key == "m" ? "N* " : "N +"))
    try session.press("u")
    #expect(try changed().isEmpty)
    #expect(session.cursorLine.contains(" 990 N  "))
    try session.press("U")
    #expect(try changed().count == 989)
    try session.press("q")
    #expect(session.cursorLine.contains(key == "N" ? "11/1000" : "1000/1000"))
  }

  @Test func whatCouldNotBeKeptOfItIsNotShown() throws {
    let paper = try Paper.daily()
    try paper.addToMarket(61...400)
    var session = try Session(paper, rows: 8)
    try session.press("Enter", "v", "G")
    var reader = session.reader
    let wishes = reader.update(.key(.character("m")))
    #expect(wishes.count == 1)
    for effect in wishes.flatMap({ reader.update(.refused($0)) }) {
      if let message = try paper.library.answer(effect) { _ = reader.update(message) }
    }
    #expect(!reader.draw().text.contains("N* ") && reader.draw().text.contains("400 N  "))
    #expect(!reader.draw().text.contains("已加星标"))
  }

  @Test func itGoesWithItsArticlesWhenOthersCome() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter", "3", "Enter", "v", "j")
    try paper.addToMarket(61...63)
    try session.take(.arrived)
    #expect(session.title.hasSuffix("选 2  7/63"))
    try session.press("m")
    #expect(try starred(paper) == ["早市第58摊", "早市第57摊"])
  }

  @Test(arguments: ["N", "m", "+"]) func manyResultsAreMarkedAtOnce(key: String) throws {
    let paper = try Paper.daily()
    try paper.addToMarket(61...200)
    var session = try Session(paper)
    try session.press("/")
    try session.type("豆浆")
    try session.press("Enter", "v", "G")
    var reader = session.reader
    #expect(reader.update(.key(.character(Character(key)))).count == 1)
    let lists = [ListSelection.starred, .queue]
    try session.press(key)
    let marked = try lists.map { try paper.library.count($0) }.max() ?? 0
    #expect(key == "N" ? session.bottom.hasPrefix(" 标为已读：") : marked > 50)
    try session.press("u")
    #expect(session.bottom.hasSuffix("（撤销）"))
    #expect(try lists.allSatisfy { try paper.library.count($0) == 0 })
    #expect(try paper.library.articles(.everything, limit: 500).allSatisfy { !$0.isRead })
  }

  @Test func itIsBegunInResultsToo() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("/")
    try session.type("豆浆")
    try session.press("Enter", "j", "v", "2", "j")
    #expect(session.title.contains("选 3  4/"))
    try session.press("m")
    #expect(try starred(paper) == ["早市第59摊", "早市第58摊", "早市第57摊"])
    try session.press("v", "Esc")
    #expect(session.title.contains("豆浆") && !session.title.contains("选"))
  }

  @Test(arguments: [["?", "j", "q"], ["!", "q"], ["S", "q"], ["s"], ["R"], ["^L"]])
  func whatOnlyShowsSomethingElseKeepsIt(keys: [String]) throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "v", "j")
    for key in keys { try session.press(key) }
    #expect(session.title.contains("选 2"))
  }

  @Test func whatLeadsElsewhereEndsIt() throws {
    var session = try Session(Paper.daily())
    for key in ["Enter", "n", "L", "/"] {
      try session.press("Enter", "v", "j", key, "q")
      if key == "/" { try session.press("Esc") }
      #expect(!session.title.contains("选"), "after \(key)")
      session = try Session(Paper.daily())
    }
    try session.press("Enter", "v", "j", ":")
    try session.type("toggle-star")
    try session.press("Enter")
    #expect(session.bottom == " 已加星标：2 篇")
  }
}
