// What comes from elsewhere: other sizes, a sync, hostile text.

import Articles
import Hanzi
import Library
import Reader
import Terminal
import TestSupport
import Testing

struct SyncMessageTests {
  @Test func newArticlesDoNotMoveTheSelection() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter", "1", "0", "Enter")
    let row = session.reader.draw().cursor.row
    try paper.addToMarket(61...63)
    try session.take(.synced(new: 3, failures: 0))
    #expect(session.bottom == " 已更新：+3 篇")
    #expect(session.title.hasSuffix("13/63") && session.cursorLine.contains("第51摊"))
    #expect(session.reader.draw().cursor.row == row)
    try session.press("q")
    #expect(session.title.hasSuffix("66/66"))
  }

  @Test func anArticleStaysOpenAndGoesOnInTheNewList() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try session.press("Enter", "Enter")
    try paper.addToMarket(61...61)
    try session.take(.synced(new: 1, failures: 0))
    #expect(session.title.contains("第60摊"))
    try session.press("K")
    #expect(session.title.contains("第61摊"))
    try session.press("q")
    #expect(session.title.hasSuffix("1/61"))
  }

  @Test func aListThatChangedBehindTheReaderIsReadAgain() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    // More rows than are read at once, so that the rest is read when the cursor comes to it.
    try paper.addToMarket(61...900)
    try session.press("Enter")
    #expect(session.title.hasSuffix("1/900"))
    try session.press("PgDn", times: 15)
    try paper.addToMarket(901...950)
    try session.press("PgDn", times: 30)
    #expect(session.title.hasSuffix("/950"))
    try session.press("G")
    #expect(session.title.hasSuffix("950/950") && session.cursorLine.contains("第1摊"))
    try session.press("g")
    #expect(session.title.hasSuffix(" 1/950"))
    #expect(session.cursorLine.contains("第950摊"))
  }

  @Test func everyRowOfALongListIsThereOnce() throws {
    let paper = try Paper.daily()
    try paper.addToMarket(61...2000)
    var session = try Session(paper)
    try session.press("Enter")
    let all = try paper.library.articles(.category(1), limit: 3000).map(\.title)
    try #require(all.count == 2000)
    for place in 0..<all.count {
      try #require(session.cursorLine.hasSuffix(" " + all[place]), "row \(place + 1)")
      try session.press("j")
    }
    for place in all.indices.reversed() {
      try #require(session.cursorLine.hasSuffix(" " + all[place]), "row \(place + 1), on the way up")
      try session.press("k")
    }
    for place in [1500, 3, 1999, 700, 1100] {
      for digit in String(place) { try session.press(String(digit)) }
      try session.press("Enter")
      #expect(session.cursorLine.hasSuffix(" " + all[place - 1]))
    }
  }

  @Test func syncIsAskedForOnceAndItsCourseIsShown() throws {
    var session = try Session(Paper.daily())
    try session.press("R", "R")
    #expect(session.wishes == [.sync])
    try session.take(.syncing(.example))
    #expect(session.bottom == " 正在更新 晚报  mirror.example  [#         ]  120/632  新到  18   1.2 MB")
    try session.press("R")
    #expect(session.wishes == [.sync] && session.bottom.hasPrefix(" 正在更新 晚报"))
    try session.take(.synced(new: 0, failures: 0))
    #expect(session.bottom == " 已更新：没有新文章")
    try session.press("R")
    #expect(session.wishes == [.sync, .sync])
  }

  @Test func whatFailedIsSaidAndKeptInTheLog() throws {
    var session = try Session(Paper.daily(), rows: 12, columns: 40)
    try session.take(.failed("街坊: /somewhere is gone; name its folder anew with kanbao add"))
    let said = session.screen.split(separator: "\n").suffix(2).map { $0.trimmingPrefix(" ") }
    #expect(said.joined(separator: " ") == "街坊: /somewhere is gone; name its folder anew with kanbao add")
    try session.take(.synced(new: 0, failures: 1))
    #expect(session.bottom == " 有报源更新失败，按 ! 看记录")
    try session.press("!")
    let log = session.screen.split(separator: "\n").dropFirst().dropLast().map { $0.trimmingPrefix(" ") }
    #expect(log.joined(separator: " ") == "街坊: /somewhere is gone; name its folder anew with kanbao add")
  }

  @Test func withoutASourceASyncSaysWhatToDo() throws {
    var session = try Session(Paper())
    try session.press("R")
    try session.take(.synced(new: 0, failures: 0))
    #expect(session.bottom == " 还没有报源。先运行：kanbao add 地址")
  }

  @Test func theSameFailureAgainIsOneLineOfTheLastTime() throws {
    var session = try Session(Paper.daily())
    for minute in 10..<15 { try session.take(.failed("the disk is full", at: "07:\(minute)")) }
    try session.press("!")
    let lines = session.screen.split(separator: "\n").filter { $0.contains("the disk is full") }
    #expect(lines.count == 1 && lines[0].contains("07:14  the disk is full"))
  }
}

struct SizeTests {
  @Test func aWindowThatHeldAllOfTheArticleLosesNoPlace() throws {
    var session = try Session(Paper.daily(), rows: 12, columns: 40)
    try session.press("G", "Enter", "Enter", "Space", "Space")
    let screen = session.screen
    for (rows, columns) in [(100, 120), (12, 40)] {
      try session.take(.resized(Size(rows: rows, columns: columns)))
    }
    #expect(session.screen == screen)
  }

  @Test func theSentenceAtTheTopStaysThere() throws {
    var session = try Session(Paper.daily(), rows: 12, columns: 40)
    try session.press("G", "Enter", "Enter")
    while !session.screen.split(separator: "\n", omittingEmptySubsequences: false)[1].contains("柿漆") {
      try session.press("j")
      try #require(!session.title.hasSuffix("100%"))
    }
    for (rows, columns) in [(20, 30), (8, 60), (12, 22), (6, 120), (12, 40)] {
      try session.take(.resized(Size(rows: rows, columns: columns)))
      let top = session.screen.split(separator: "\n", omittingEmptySubsequences: false)[1]
      #expect(top.contains("纸用皮纸"), "\(rows)x\(columns): \(top)")
    }
  }

  @Test func anySizeOnAnyScreenFits() throws {
    var random = Dice(seed: 7)
    for keys in [[], ["Enter", "G"], ["G", "Enter", "Enter", "Space"], ["?"], ["!"]] {
      var session = try Session(Paper.daily())
      for key in keys { try session.press(key) }
      for _ in 0..<200 {
        let size = Size(
          rows: Int.random(in: 1...100, using: &random), columns: Int.random(in: 1...300, using: &random))
        try session.take(.resized(size))
        if Bool.random(using: &random) {
          try session.press(["j", "k", "Space", "b", "g", "G"].randomElement(using: &random) ?? "j")
        }
        let surface = session.reader.draw()
        #expect(surface.size == size)
        #expect(surface.cursor.row < size.rows && surface.cursor.column < size.columns)
        if size.rows >= 5, size.columns >= 20 {
          let lines = surface.text.split(separator: "\n", omittingEmptySubsequences: false)
          #expect(!lines[0].isEmpty && !lines[lines.count - 1].isEmpty, "\(size)")
        }
      }
      // Back at the size it had, the reader is still there.
      try session.take(.resized(Size(rows: 24, columns: 80)))
      #expect(session.screen.split(separator: "\n").count > 2)
    }
  }
}

struct HostileTests {
  @Test func noTitleReachesPastItsRow() throws {
    let hostile = [
      "\u{1B}]0;owned\u{7}\u{1B}[2J", "a\nb\r\nc\u{85}d\u{2028}e", String(repeating: "長", count: 5000),
      "z" + String(repeating: "\u{301}", count: 3000), "\u{202E}txt.exe", "\u{200D}\u{FE0F}", "👨‍👩‍👧‍👦🇨🇳🇨", "",
    ]
    let paper = try Paper()
    try paper.library.addSource(key: "恶", title: "", addresses: ["/somewhere"])
    var batch = Batch()
    batch.frontPage = FrontPage(
      title: hostile[0],
      categories: hostile.map { FrontPage.Entry(group: $0, name: $0, path: "indexes/\($0.hashValue).md") })
    batch.articles = hostile.enumerated().map { place, text in
      ArticleDraft(
        Document(title: text, byline: text, blocks: [.paragraph([Span(text, target: .link(text))])]),
        path: "pages/\(place).md", source: "恶")
    }
    _ = try paper.library.store(batch, source: "恶")
    for size in [Size(rows: 24, columns: 80), Size(rows: 5, columns: 20), Size(rows: 12, columns: 40)] {
      var session = try Session(paper, rows: size.rows, columns: size.columns)
      try check(session)
      try session.press("g", "Enter")
      for _ in hostile {
        try session.press("Enter")
        try check(session)
        try session.press("G")
        try check(session)
        try session.press("q")
        try check(session)
        try session.press("j")
      }
    }
  }

  private func check(_ session: Session) throws {
    let surface = session.reader.draw()
    let lines = surface.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == surface.size.rows)
    for line in lines { #expect(CellWidth.of(String(line)) <= surface.size.columns) }
    for scalar in surface.text.unicodeScalars where scalar != "\n" {
      #expect(scalar.properties.generalCategory != .control && scalar.value != 0x2028, "\(scalar.value)")
    }
  }
}
