// Commands in results that need hits which have not come yet.

import Articles
import Library
import Reader
import Terminal
import Testing

struct AwaitedHitsTests {
  /// The results of a search of 早市 for all its 60 stalls, of which 20 are in memory.
  private func results(columns: Int = 40) throws -> Session {
    var session = try Session(Paper.daily(), rows: 12, columns: columns)
    try session.press("Enter", "/", "摊", "Enter")
    #expect(session.title.hasSuffix("1/20+"))
    return session
  }

  @Test(arguments: [
    (["3", "0", "J"], "第30摊"), (["3", "0", "n"], "第30摊"), (["9", "9", "J"], "第1摊"), (["9", "9", "n"], "第1摊"),
  ])
  func fromAnArticleOneGoesBeyondWhatIsInMemory(keys: [String], title: String) throws {
    var session = try results()
    try session.press("Enter")
    for key in keys { try session.press(key) }
    #expect(session.title.contains(title))
  }

  @Test(arguments: [
    (["3", "0", "J"], " 31/"), (["1", "0", "0", "%"], " 60/60"), (["5", "0", "%"], " 30/60"),
    (["4", "Space"], " 37/"), (["9", "9", "Space"], " 60/60"), (["4", "0", "n", "q"], " 40/"),
  ])
  func soDoesOneInResults(keys: [String], place: String) throws {
    var session = try results()
    for key in keys { try session.press(key) }
    #expect(session.title.contains(place))
    #expect(!session.bottom.contains("还在找"))
  }

  @Test func whereAllAreReadInMemoryTheNextUnreadIsFoundBeyond() throws {
    var session = try results()
    try session.press("2", "0", "N", "n")
    #expect(session.title.contains("第40摊"))
  }

  /// Presses a key of results whose search is not answered until `answer` is called.
  private struct Waiting {
    var reader: Reader, effects: [Effect] = []
    let paper: Paper

    mutating func press(_ names: String...) throws {
      for name in names { effects += try reader.update(.key(#require(Key(name: name)))) }
    }

    mutating func answer() throws {
      while !effects.isEmpty {
        let message = try paper.library.answer(effects.removeFirst())
        effects += message.map { reader.update($0) } ?? []
      }
    }

    var title: String { String(reader.draw().text.prefix { $0 != "\n" }) }
    var bottom: String { String(reader.draw().text.split(separator: "\n").last ?? "") }
  }

  @Test(arguments: ["J", "n"]) func nothingMovesWhileOneWaits(key: String) throws {
    var session = try results()
    try session.press("Enter")
    var waiting = Waiting(reader: session.reader, paper: session.paper)
    try waiting.press("3", "0", key)
    #expect(waiting.bottom == " 还在找" && waiting.title.contains("第60摊"))
    // What is asked anew goes on from the article shown.
    try waiting.press("2", "J")
    try waiting.answer()
    #expect(waiting.title.contains("第58摊") && !waiting.bottom.contains("还在找"))
  }

  @Test func oneWhoGoesBackIsNotCalledOn() throws {
    var session = try results()
    try session.press("Enter")
    var waiting = Waiting(reader: session.reader, paper: session.paper)
    try waiting.press("3", "0", "J", "q")
    try waiting.answer()
    #expect(waiting.title.hasPrefix(" 早市 标题/摊"))
    #expect(waiting.title.contains(" 1/"))
  }

  @Test func aRangeIsMarkedWhenItsEndHasCome() throws {
    let session = try results()
    var waiting = Waiting(reader: session.reader, paper: session.paper)
    try waiting.press("v", "1", "0", "0", "%", "m")
    #expect(waiting.bottom == " 还在找，找完再按")
    try waiting.answer()
    try waiting.press("m")
    #expect(waiting.bottom == " 已加星标：60 篇")
  }

  @Test(arguments: ["q", "Esc", "Q", "/", "&", "Tab", "o", "."])
  func whatWouldEndAMarkingIsDoneOnlyWhenItIsAskedForAgain(key: String) throws {
    var session = try results()
    var waiting = Waiting(reader: session.reader, paper: session.paper)
    try waiting.press("A", "y")
    let title = waiting.title
    try waiting.press(key)
    #expect(waiting.title == title && waiting.bottom == " 停下了：还没找完，什么也没标记")
    try waiting.answer()
    #expect(try session.paper.library.unread() == 63)
    try waiting.press(key)
    #expect(!waiting.bottom.contains("停下了"))
    try session.press("A", "y")
    #expect(session.bottom == " 标为已读：60 篇")
  }

  @Test func aClickOnACategoryEndsAMarkingAsWell() throws {
    let session = try results(columns: 120)
    var waiting = Waiting(reader: session.reader, paper: session.paper)
    try waiting.press("A", "y")
    let lines = session.screen.split(separator: "\n", omittingEmptySubsequences: false)
    let click = Message.mouse(
      MouseEvent(.click, row: try #require(lines.firstIndex { $0.contains("手艺") }), column: 6))
    waiting.effects += waiting.reader.update(click)
    #expect(waiting.bottom == " 停下了：还没找完，什么也没标记")
    waiting.effects += waiting.reader.update(click)
    try waiting.answer()
    #expect(waiting.title.hasPrefix(" 手艺"))
  }

  @Test func whereNothingIsAboveNothingIsWaitedFor() throws {
    let session = try results()
    var waiting = Waiting(reader: session.reader, paper: session.paper)
    try waiting.press("j", "0", "%")
    #expect(waiting.title.hasSuffix(" 1/20+"))
  }
}

extension Library {
  /// How many articles are unread.
  fileprivate func unread() throws -> Int { try sources().reduce(0) { $0 + $1.unread } }
}
