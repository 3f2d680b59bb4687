// A small newspaper in a library of its own, and a reader of it: what a key does can be seen on its screen.

import Articles
import Foundation
import Hanzi
import Library
import Reader
import Terminal
import TestSupport
import Typesetting

/// A library in a folder that goes with it.
final class Paper {
  let library: Library
  private let scratch = Scratch()

  /// A library without sources.
  init() throws {
    library = try Library(
      LibraryPlaces(cache: scratch.path + "/cache.sqlite", reader: scratch.path + "/reader.sqlite"))
  }

  /// The newspaper of these tests: 街坊报 with 早市 (60 short articles, number 60 the newest), 手艺 (three
  /// articles with all that articles have) and 空栏 (none).
  static func daily() throws -> Paper {
    let paper = try Paper()
    try paper.library.addSource(key: "街坊", title: "", addresses: ["/somewhere"])
    var batch = Batch()
    batch.frontPage = FrontPage(
      title: "街坊报",
      categories: [
        FrontPage.Entry(group: "生活", name: "早市", path: "indexes/market.md"),
        FrontPage.Entry(group: "生活", name: "空栏", path: "indexes/empty.md"),
        FrontPage.Entry(group: "见闻", name: "手艺", path: "indexes/crafts.md"),
      ])
    let crafts = [("pages/fan.md", fan), ("pages/note.md", note), ("pages/brush.md", brush)]
    batch.listings = [
      ("indexes/market.md", (1...60).reversed().map { entry("pages/market\($0).md") }),
      ("indexes/crafts.md", crafts.map { entry($0.0) }),
    ]
    batch.articles =
      crafts.map { ArticleDraft($0.1, path: $0.0, source: "街坊") } + (1...60).map { stall($0) }
    _ = try paper.library.store(batch, source: "街坊")
    return paper
  }

  /// A newspaper of tea: 24 articles in 茶, number 24 the newest. All are about 茶馆, every third about 蚂蚁, every eighth
  /// about 重庆; the second leads to others by links.
  static func tea() throws -> Paper {
    let paper = try Paper()
    try paper.library.addSource(key: "茶报", title: "", addresses: ["https://mirror.example/tea"])
    var batch = Batch()
    batch.frontPage = FrontPage(
      title: "茶报", categories: [FrontPage.Entry(group: "", name: "茶", path: "indexes/tea.md")])
    batch.listings = [("indexes/tea.md", (1...24).reversed().map { entry("pages/\($0).md") })]
    batch.articles = (1...24).map { ArticleDraft(tea($0), path: "pages/\($0).md", source: "茶报") }
    _ = try paper.library.store(batch, source: "茶报")
    return paper
  }

  /// The same with so many more subjects, 90 in an article.
  static func subjects(_ count: Int) throws -> Paper {
    let paper = try Paper.tea()
    var batch = Batch()
    batch.articles = (1...count / 90).map { number in
      let spans = (1...90).map { Span("题\(number * 90 + $0)", target: .term(key: "\($0)")) }
      return ArticleDraft(
        Document(title: "多", blocks: [.paragraph(spans)]), path: "pages/many\(number).md", source: "茶报")
    }
    _ = try paper.library.store(batch, source: "茶报")
    return paper
  }

  private static func tea(_ number: Int) -> Document {
    var subjects = [(name: "茶馆", key: "1")]
    if number % 3 == 0 { subjects.insert(("蚂蚁", "2"), at: 0) }
    if number % 8 == 0 { subjects.append(("重慶", "3")) }
    var spans = subjects.flatMap { [Span("说"), Span($0.name, target: .term(key: $0.key))] }
    if number == 2 {
      let addresses = [
        "pages/3.md", "https://tea.example/4.html#top", "https://mirror.example/tea/pages/5.md",
        "https://elsewhere.example/",
      ]
      spans += addresses.map { Span("见", target: .link($0)) }
    }
    let lines = (1...6).map { Block.paragraph([Span("第\(number)篇的第\($0)段。")]) }
    return Document(
      title: "茶\(number)", published: CalendarDate(year: 2024, month: 5, day: number),
      blocks: [.paragraph(spans)] + lines, original: "https://tea.example/\(number).html")
  }

  /// A newspaper of one article of so many paragraphs, each with a link.
  static func links(_ count: Int) throws -> Paper {
    let paper = try Paper()
    try paper.library.addSource(key: "链报", title: "", addresses: ["/elsewhere"])
    var batch = Batch()
    batch.frontPage = FrontPage(
      title: "链报", categories: [FrontPage.Entry(group: "", name: "链", path: "indexes/links.md")])
    batch.listings = [("indexes/links.md", [entry("pages/links.md")])]
    let blocks = (1..<(count + 1)).map { number in
      Block.paragraph([Span("第\(number)个"), Span("链", target: .link("https://links.example/\(number)"))])
    }
    batch.articles = [
      ArticleDraft(Document(title: "链", blocks: blocks), path: "pages/links.md", source: "链报")
    ]
    _ = try paper.library.store(batch, source: "链报")
    return paper
  }

  /// Puts new articles on top of 早市.
  func addToMarket(_ numbers: ClosedRange<Int>) throws {
    var batch = Batch()
    batch.listings = [
      ("indexes/market.md", (1...numbers.upperBound).reversed().map { Paper.entry("pages/market\($0).md") })
    ]
    batch.articles = numbers.map { Paper.stall($0) }
    _ = try library.store(batch, source: "街坊")
  }

  /// Has one of the short articles be of another day.
  func redate(_ number: Int, to day: CalendarDate?) throws {
    let document = Document(title: "早市第\(number)摊", published: day, blocks: [.paragraph([Span("改过的。")])])
    var batch = Batch()
    batch.articles = [ArticleDraft(document, path: "pages/market\(number).md", source: "街坊")]
    _ = try library.store(batch, source: "街坊")
  }

  /// Has some of the short articles be of another name.
  func rename(_ numbers: ClosedRange<Int>, _ name: String) throws {
    var batch = Batch()
    batch.articles = numbers.map { Paper.stall($0, name) }
    _ = try library.store(batch, source: "街坊")
  }

  /// Has the front page name more categories, before those it has.
  func addCategoriesAbove() throws {
    var batch = Batch()
    let new = (1...3).map { FrontPage.Entry(group: "头版", name: "要闻\($0)", path: "indexes/top\($0).md") }
    batch.frontPage = FrontPage(
      title: "街坊报",
      categories: new
        + (try library.categories()).map {
          FrontPage.Entry(group: $0.group, name: $0.name, path: $0.path)
        })
    _ = try library.store(batch, source: "街坊")
  }

  private static func entry(_ path: String) -> IndexPage.Entry { IndexPage.Entry(title: path, path: path) }

  static func id(_ path: String) -> ArticleID { ArticleID(source: "街坊", path: path) }

  /// One of the short articles.
  private static func stall(_ number: Int, _ name: String = "早市") -> ArticleDraft {
    let day = CalendarDate(year: 2024, month: 1 + (number - 1) / 28, day: 1 + (number - 1) % 28)
    return ArticleDraft(
      Document(
        title: "\(name)第\(number)摊", published: day, blocks: [.paragraph([Span("第\(number)摊今早卖的是豆浆和油条。")])]),
      path: "pages/market\(number).md", source: "街坊")
  }

  private static let fan = Document(
    title: "一把油纸扇的四十道工序", byline: "本报记者 林晚", published: CalendarDate(year: 2024, month: 5, day: 3),
    blocks: [
      .figure(Figure(caption: [Span("竹骨晾在院子里")], address: "https://paper.example/fan.jpg")),
      .paragraph([
        Span("做扇先选竹。三年的"), Span("毛竹", target: .term(key: "/term/1")),
        Span("最好，太嫩的软，太老的脆；砍下来锯成一尺二寸的筒，用水煮透，再晾上整整一个冬天，晾好的竹片敲起来声音清亮。"),
      ]),
      .heading(level: 2, [Span("糊面")]),
      .paragraph([
        Span("纸用皮纸，"), Span("柿漆", style: .strong), Span("要刷三遍。刷漆的日子不能下雨，也不能有大太阳，"),
        Span("老师傅的笔记", target: .link("https://paper.example/notes")), Span("里写得明白。"),
      ]),
      .quotation([.paragraph([Span("“急不得，”周师傅说，“扇子是等出来的。”")])]),
      .list(
        List(
          start: 1,
          items: [[.paragraph([Span("选竹")])], [.paragraph([Span("破篾")])], [.paragraph([Span("糊面")])]])),
      .table(
        Table(rows: [
          [Table.Cell([Span("工序")], isHeader: true), Table.Cell([Span("天数")], isHeader: true)],
          [Table.Cell([Span("煮竹")]), Table.Cell([Span("2")])],
          [Table.Cell([Span("晾竹")]), Table.Cell([Span("90")])],
        ])),
      .paragraph(
        [Span("如今会做的人只剩七位，最年轻的也有五十八岁。去年冬天，镇上的小学开了一门课，二十个孩子每周三下午来削竹片。")]),
      .paragraph([Span("周师傅把用了三十年的刨刀磨好，摆在桌上。孩子们问，哪一步最难？他想了想，说：每一步都要等前一步干透。")]),
    ], original: "https://paper.example/fan.html")
  private static let note = Document(
    title: "舊書店的燈", published: CalendarDate(year: 2024, month: 5, day: 2),
    blocks: [
      .paragraph([
        Span("巷口的舊書店每晚亮燈到九點，老闆說，總有人下了班才想起要找一本書。"),
        Span("隔壁的扇子鋪", target: .link("pages/fan.md")), Span("與"),
        Span("茶館", target: .link("pages/gone.md")), Span("早就關了。"),
      ])
    ])
  private static let brush = Document(
    title: "毛笔与 hair brushes：两种刷子", blocks: [.paragraph([Span("一支笔，一把刷子。")])])
}

/// A reader whose wishes the paper's library fulfils at once.
struct Session {
  private(set) var reader: Reader
  let paper: Paper
  private let converter = ScriptConverter()
  private var script = Script.published
  /// What the reader wanted of the world and the library does not do, in order.
  private(set) var wishes: [Effect] = []

  init(
    _ paper: Paper, rows: Int = 24, columns: Int = 80, language: Language = .simplified,
    setting: Setting = Setting(), keys: KeyTable = KeyTable(), panes: PaneChoice = .auto,
    selectedRow: SelectedRow = .bar, isRestricted: Bool = false, start: Start = .front,
    likes: (inout Preferences) -> Void = { _ in }
  ) throws {
    self.paper = paper
    var preferences = Preferences(
      language: language, setting: setting, panes: panes, selectedRow: selectedRow, start: start)
    likes(&preferences)
    reader = Reader(
      size: Size(rows: rows, columns: columns), preferences: preferences, keys: keys,
      isRestricted: isRestricted)
    try perform(reader.firstEffects + reader.effectsOnceShown)
    try perform(reader.noteShown())
  }

  /// Presses keys, by their names: `j`, `^D`, `Enter`.
  mutating func press(_ names: String...) throws {
    for name in names {
      guard let key = Key(name: name) else { fatalError("no key is called \(name)") }
      try take(.key(key))
    }
  }

  mutating func press(_ name: String, times: Int) throws {
    for _ in 0..<times { try press(name) }
  }

  /// Types a text, key by key.
  mutating func type(_ text: String) throws {
    for scalar in text.unicodeScalars { try take(.key(.character(Character(scalar)))) }
  }

  /// Types keys ahead, by their names: the screen is drawn when all have been taken in.
  mutating func typeAhead(_ names: String...) throws {
    for name in names {
      guard let key = Key(name: name) else { fatalError("no key is called \(name)") }
      try perform(reader.update(.key(key)))
    }
    try perform(reader.noteShown())
  }

  mutating func take(_ message: Message) throws {
    try perform(reader.update(message))
    try perform(reader.noteShown())
  }

  /// What answers an effect. A search has the time it needs, whatever else the machine does.
  private func answer(_ effect: Effect) throws -> Message? {
    guard case .search(let request) = effect else { return try paper.library.answer(effect) }
    return .hits(request, try paper.library.search(request, patience: .seconds(60)))
  }

  private mutating func perform(_ effects: [Effect]) throws {
    for effect in effects {
      if case .setScript(let new) = effect { script = new }
      if let message = try answer(effect) {
        try perform(reader.update(message.converted { text, _ in converter.convert(text, to: script) }))
      }
      switch effect {
      case .countSearches(let searches):
        for search in searches {
          let count = try paper.library.unreadCount(of: search, limit: Reader.mostCounted)
          try perform(reader.update(.searchCount(search.id, count ?? 0)))
        }
      case .copy, .browse, .save, .pipe, .page, .edit: wishes.append(effect)
      case .quit:
        // As the event loop does.
        try paper.library.leave(reader.place)
        wishes.append(effect)
      case .sync, .loadState, .source, .redraw, .suspend: wishes.append(effect)
      default: break
      }
    }
  }

  var screen: String { reader.draw().text }

  private var lines: [Substring] { screen.split(separator: "\n", omittingEmptySubsequences: false) }

  /// Rows of the screen.
  func lines(_ rows: ClosedRange<Int>) -> [Substring] { Array(lines[rows]) }

  var title: String { String(lines[0]) }
  var bottom: String { String(lines[lines.count - 1]) }
  /// The row the terminal's cursor is on.
  var cursorLine: String { String(lines[reader.draw().cursor.row]) }
}
