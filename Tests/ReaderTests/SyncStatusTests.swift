// The course of a sync on the screen: what is shown of it, what it costs, and what it leaves alone.

import Articles
import Hanzi
import Library
import Reader
import Terminal
import TestSupport
import Testing

extension SyncStatus {
  static var example: SyncStatus {
    var status = SyncStatus()
    (status.source, status.mirror) = ("晚报", "mirror.example")
    (status.new, status.done, status.total, status.bytes) = (18, 120, 632, 1_234_567)
    return status
  }
}

extension SourceState {
  static let examples = [
    SourceState(
      source: "街坊",
      lines: [
        Line("上次成功", "2024-05-03 07:10"), Line("镜像", "https://mirror.example/paper"),
        Line("失败", "https://other.example/paper：30 秒内连不上，也许被封锁；请设置 proxy，或添加别的镜像"),
        Line("今天", "1.2 MB"),
      ]),
    SourceState(source: "晚报", lines: [Line("上次成功", "—"), Line("今天", "0 MB")]),
  ]
}

struct SyncStatusTests {
  @Test(arguments: [(1, " Synced: +1 article"), (2, " Synced: +2 articles")])
  func oneArticleIsNotSeveral(new: Int, words: String) throws {
    var session = try Session(Paper.daily(), language: .english)
    try session.press("R")
    try session.take(.syncing(SyncStatus()))
    try session.take(.synced(new: new, failures: 0))
    #expect(session.bottom == words)
  }

  @Test func theEndOfASyncThatWasAskedForIsToldThoughItHadBegunByItself() throws {
    for (keys, isTold) in [([], false), (["R"], true)] {
      var session = try Session(Paper.daily())
      try session.take(.syncing(SyncStatus()))
      for key in keys { try session.press(key) }
      try session.take(.synced(new: 0, failures: 0))
      #expect(session.bottom.contains("没有新文章") == isTold)
    }
  }

  @Test func aStarCountsNoKeptSearchAnewThatDoesNotAskForStars() throws {
    var session = try Session(Paper.daily(), columns: 120)
    for query in ["豆浆", "is:starred 豆浆"] {
      try session.press("/")
      try session.type(query)
      try session.press("Enter", "w", "Enter", "q")
    }
    try session.press("Enter")
    var reader = session.reader
    var counted: [String] = []
    var effects = reader.update(.key(.character("m")))
    while !effects.isEmpty {
      let effect = effects.removeFirst()
      if case .countSearches(let searches) = effect { counted += searches.map(\.query) }
      if let answer = try session.paper.library.answer(effect) { effects += reader.update(answer) }
    }
    #expect(counted == ["is:starred 豆浆"])
  }

  @Test(arguments: [80, 40, 20], Language.allCases)
  func fromOneReportToTheNextFewCellsChange(columns: Int, language: Language) throws {
    var session = try Session(Paper.daily(), rows: 12, columns: columns, language: language)
    var status = SyncStatus.example
    try session.take(.syncing(status))
    var before = session.reader.draw()
    var most = 0
    while status.done < status.total {
      status.done = min(status.total, status.done + 7)
      status.new += 5
      status.bytes += 67_891
      try session.take(.syncing(status))
      let after = session.reader.draw()
      let changed = zip(before.cells, after.cells).count { $0 != $1 }
      most = max(most, changed)
      before = after
    }
    #expect((1...16).contains(most), "\(most)")
  }

  @Test func anyStatusFitsAnyScreen() throws {
    var random = Dice(seed: 11)
    let names = ["", "晚报", String(repeating: "長", count: 200), "a\u{301}\u{1B}[2J", "mirror.example"]
    let numbers = [0, 1, 9, 10, 999, 1000, 123_456, 999_999_999_999, -5, .max]
    for _ in 0..<2000 {
      var status = SyncStatus(isElsewhere: Bool.random(using: &random))
      status.source = names.randomElement(using: &random) ?? ""
      status.mirror = names.randomElement(using: &random) ?? ""
      status.new = numbers.randomElement(using: &random) ?? 0
      status.total = numbers.randomElement(using: &random) ?? 0
      status.done = min(status.total, numbers.randomElement(using: &random) ?? 0)
      if status.done > Int.max / 100 { status.done = 0 }
      status.bytes = numbers.randomElement(using: &random) ?? 0
      let language = Language.allCases.randomElement(using: &random) ?? .english
      let size = Size(rows: 5, columns: Int.random(in: 20...130, using: &random))
      var reader = Reader(size: size, preferences: Preferences(language: language))
      _ = reader.update(.syncing(status))
      let bottom = reader.draw().row(4).compactMap(\.text)
      #expect(bottom.contains { $0 != " " }, "\(status) \(size)")
      #expect(reader.draw().row(4).first?.text == " " && reader.draw().row(4).last?.text == " ", "\(status)")
    }
  }

  @Test func aNoticeStandsUntilTheNextKeyAndThenTheStatusAgain() throws {
    var session = try Session(Paper.daily())
    try session.take(.syncing(.example))
    try session.press("G", "u")
    #expect(session.bottom == " 没有可撤销的")
    try session.take(.syncing(.example))
    #expect(session.bottom == " 没有可撤销的")
    try session.press("3")
    #expect(session.bottom.hasSuffix(" 3"))
    try session.press("Esc")
    #expect(session.bottom.hasPrefix(" 正在更新 晚报"))
  }

  @Test func anotherProcessThatSyncsIsShownAndNotAskedAgain() throws {
    var session = try Session(Paper.daily())
    var status = SyncStatus.example
    status.isElsewhere = true
    try session.take(.syncing(status))
    #expect(session.bottom.hasPrefix(" 别处更新 晚报"))
    try session.press("R")
    #expect(session.wishes.isEmpty && session.bottom == " 另一进程正在更新；新到的文章会自动出现")
    try session.press("j")
    #expect(session.bottom.hasPrefix(" 别处更新 晚报"))
    try session.take(.synced(new: 3, failures: 0))
    #expect(session.bottom == " 已更新：+3 篇")
    try session.press("R")
    #expect(session.wishes == [.sync])
  }

  @Test func aSyncThatAnotherProcessIsFasterWithIsSaidToBeElsewhere() throws {
    var session = try Session(Paper.daily())
    try session.press("R")
    try session.take(.syncing(SyncStatus(isElsewhere: true)))
    #expect(session.bottom == " 另一进程正在更新；新到的文章会自动出现")
  }

  @Test func anotherProcessThatBroughtNothingLeavesTheLineAsItWas() throws {
    var session = try Session(Paper.daily())
    let before = session.bottom
    try session.take(.syncing(SyncStatus(isElsewhere: true)))
    try session.take(.synced(new: 0, failures: 0))
    #expect(session.bottom == before)
  }

  @Test func aSyncThatCannotBeginCanBeAskedForAgain() throws {
    var session = try Session(Paper.daily())
    try session.press("R")
    try session.take(.refused(.sync))
    try session.press("R")
    #expect(session.wishes == [.sync, .sync])
  }
}

struct ArrivalTests {
  @Test(arguments: [1, 8, 22, 30, 60]) func theSelectedRowStaysWhereItIsOnTheScreen(number: Int) throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter")
    try session.press("j", times: number - 1)
    let row = session.reader.draw().cursor.row, line = session.cursorLine.suffix(6)
    for last in [61, 75, 200] {
      try paper.addToMarket(61...last)
      try session.take(.arrived)
      #expect(session.reader.draw().cursor.row == row && session.cursorLine.hasSuffix(line))
      #expect(session.title.hasSuffix("\(number + last - 60)/\(last)"))
      let rows = session.screen.split(separator: "\n", omittingEmptySubsequences: false)[1...22]
      #expect(rows.allSatisfy { $0.contains("早市第") }, "\(session.screen)")
    }
  }

  @Test func anArticleThatMovesInTheListIsFollowed() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter", "j", "j")
    #expect(session.cursorLine.hasSuffix("第58摊"))
    let row = session.reader.draw().cursor.row
    try paper.redate(58, to: CalendarDate(year: 2023, month: 1, day: 1))
    try session.take(.arrived)
    #expect(session.title.hasSuffix("60/60") && session.cursorLine.hasSuffix("第58摊"))
    #expect(!session.screen.contains("\n\n"))
    try paper.redate(58, to: CalendarDate(year: 2024, month: 2, day: 10))
    try session.take(.arrived)
    #expect(session.cursorLine.hasSuffix("第58摊") && session.reader.draw().cursor.row >= row)
    #expect(!session.screen.contains("\n\n"))
  }

  @Test func theTextThatIsReadDoesNotMove() throws {
    let paper = try Paper.daily()
    var session = try Session(paper, rows: 12, columns: 40)
    try session.press("G", "Enter", "Enter", "Space")
    let before = session.screen
    try paper.addToMarket(61...99)
    try session.take(.arrived)
    #expect(session.screen == before)
  }

  @Test func theFrontPageCountsWhatHasCome() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    let row = session.reader.draw().cursor.row
    try paper.addToMarket(61...70)
    try session.take(.arrived)
    #expect(session.title.hasSuffix("73/73") && session.cursorLine.hasSuffix("70/70"))
    #expect(session.reader.draw().cursor.row == row && session.bottom.contains("Enter"))
  }

  @Test func categoriesThatComeAboveDoNotMoveTheSelectedOne() throws {
    let paper = try Paper.daily()
    var session = try Session(paper, rows: 8)
    try session.press("G")
    let row = session.reader.draw().cursor.row, line = session.cursorLine
    try paper.addCategoriesAbove()
    try session.take(.arrived)
    #expect(session.cursorLine == line && session.reader.draw().cursor.row == row)
  }
}

struct StateScreenTests {
  @Test func itIsReadAgainWhileItIsShown() throws {
    var session = try Session(Paper.daily())
    try session.take(.syncing(.example))
    #expect(session.wishes.isEmpty)
    try session.press("S")
    try session.take(.state(SourceState.examples))
    try session.take(.syncing(.example))
    try session.take(.arrived)
    try session.take(.synced(new: 1, failures: 0))
    #expect(session.wishes == [.loadState, .loadState, .loadState, .loadState])
    try session.press("S")
    #expect(session.title.hasPrefix(" 看报"))
    try session.take(.state(SourceState.examples))
    #expect(session.title.hasPrefix(" 看报"))
  }

  @Test func itScrollsAndStaysScrolledWhenItIsReadAgain() throws {
    var session = try Session(Paper.daily(), rows: 5, columns: 40)
    try session.press("S")
    try session.take(.state(SourceState.examples))
    try session.press("j", "j")
    let before = session.screen
    try session.take(.state(SourceState.examples))
    #expect(session.screen == before && !before.contains("街坊"))
    try session.take(.state([]))
    #expect(session.screen.contains("还没有报源"))
  }
}
