// Whole screens, compared as text with those in Screens/. With KANBAO_RENEW_SCREENS set they are written
// anew instead, to be looked at before they are committed.

import Articles
import Foundation
import Reader
import Terminal
import Testing

private let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Screens")

private let scenes: [(name: String, keys: [String])] = [
  ("front", []), ("list", ["Enter", "j", "m", "j", "Enter", "q"]), ("list-end", ["Enter", "G"]),
  ("article", ["G", "Enter", "Enter"]), ("article-end", ["G", "Enter", "Enter", "G"]),
  ("help", ["?"]), ("log", ["!"]), ("empty", ["j", "Enter"]), ("question", ["Enter", "A"]),
  ("subjects", ["G", "Enter", "Enter", "t", "j"]),
  ("find", ["G", "Enter", "Enter", "/", "竹"]), ("found", ["G", "Enter", "Enter", "/", "竹", "Enter", "n"]),
  ("filter", ["Enter", "/", "第", "5", "7"]), ("search", ["/", "的"]),
  ("results", ["/", "油", "条", "Enter", "j", "Space", "m"]), ("problem", ["/", "扇", " ", "i", "s", ":", "x"]),
  ("pinyin", ["6", "Enter", "Enter", "/", "s", "h", "a", "n", "Enter"]),
  ("help-of-article", ["6", "Enter", "Enter", "?", "Space"]), ("command", ["Enter", ":", "p", "Tab", "Tab"]),
  ("command-help", ["Enter", ":", "3", "m"]), ("pending", ["Enter", "1", "2", "^X"]),
  ("queue", ["Enter", "+", "2", "j", "+", "j", "m", "L", "2", "j"]),
  ("history", ["Enter", "2", "n", "J", "H"]),
  ("range", ["Enter", "2", "Enter", "v", "3", "j"]), ("marks", ["Enter", "+", "m", "Enter", "q", "q", "G"]),
  ("hints", ["6", "Enter", "Enter", "2", "Enter", "Enter", "q", "k", "Enter", "f"]),
  ("link", ["6", "Enter", "Enter", "Enter", "Tab", "Tab", "Tab"]),
  ("searches", ["/", "扇", "Enter", "w", "Enter", "q", "G"]),
]

private let sizes = [Size(rows: 24, columns: 80), Size(rows: 12, columns: 40), Size(rows: 40, columns: 120)]

struct ScreenTests {
  @Test(arguments: scenes.map(\.name), sizes)
  func aScreenIsAsItShouldBe(name: String, size: Size) throws {
    try check(name, size, .simplified)
  }

  @Test(arguments: scenes.map(\.name), [Language.traditional, .english])
  func aScreenIsInTheReadersLanguage(name: String, language: Language) throws {
    try check(name, sizes[0], language)
  }

  @Test(arguments: ["front", "list", "article", "results"], Language.allCases)
  func aScreenOfAnySizeIsInTheReadersLanguage(name: String, language: Language) throws {
    for size in [sizes[1], sizes[2], Size(rows: 60, columns: 200)] { try check(name, size, language) }
  }

  @Test(arguments: Language.allCases)
  func daysStandInAColumn(language: Language) throws {
    var session = try Session(Paper.daily(), language: language)
    try session.take(.today(try #require(CalendarDate(year: 2024, month: 3, day: 4))))
    try session.press("Enter")
    try compare(session.screen, with: "days-80x24\(suffix(language))")
  }

  @Test(arguments: [sizes[0], sizes[1], Size(rows: 5, columns: 20)], Language.allCases)
  func theCourseOfASyncIsInTheBottomLine(size: Size, language: Language) throws {
    var session = try Session(Paper.daily(), rows: size.rows, columns: size.columns, language: language)
    try session.press("Enter")
    try session.take(.syncing(.example))
    let own = session.screen
    // A key, and what has been said of the change of hands goes.
    var elsewhere = SyncStatus.example
    elsewhere.isElsewhere = true
    try session.take(.syncing(elsewhere))
    try session.press("g")
    try compare(own + "\n" + session.bottom, with: "sync-\(size.columns)x\(size.rows)\(suffix(language))")
  }

  @Test(arguments: [sizes[0], sizes[1], Size(rows: 5, columns: 20)], Language.allCases)
  func howTheSourcesAreIsAScreen(size: Size, language: Language) throws {
    var session = try Session(Paper.daily(), rows: size.rows, columns: size.columns, language: language)
    try session.press("S")
    try session.take(.state(SourceState.examples))
    try compare(session.screen, with: "state-\(size.columns)x\(size.rows)\(suffix(language))")
  }

  @Test func withoutSourcesItSaysWhatToDo() throws {
    let session = try Session(Paper())
    try compare(session.screen, with: "no-sources")
  }

  @Test(arguments: [(4, 80), (24, 19), (1, 1), (5, 19)])
  func aWindowTooSmallIsSaidToBe(rows: Int, columns: Int) throws {
    let session = try Session(Paper.daily(), rows: rows, columns: columns)
    let line = session.screen.prefix { $0 != "\n" }
    #expect("窗口太小：至少 20×5".hasPrefix(line) && line.isEmpty == (columns < 2))
    #expect(try Session(Paper.daily(), rows: 5, columns: 20).screen.contains("街坊"))
  }

  private func check(_ name: String, _ size: Size, _ language: Language) throws {
    var session = try Session(Paper.daily(), rows: size.rows, columns: size.columns, language: language)
    let keys = try #require(scenes.first { $0.name == name }).keys
    for key in keys { try session.press(key) }
    try compare(session.screen, with: "\(name)-\(size.columns)x\(size.rows)\(suffix(language))")
  }

  private func suffix(_ language: Language) -> String { language == .simplified ? "" : "-\(language)" }

  private func compare(_ screen: String, with name: String) throws {
    let file = folder.appending(path: name + ".txt")
    if ProcessInfo.processInfo.environment["KANBAO_RENEW_SCREENS"] != nil {
      try (screen + "\n").write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try screen + "\n" == String(contentsOf: file, encoding: .utf8), "\(name)")
  }
}
