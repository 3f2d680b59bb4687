// One key changes the script everywhere.

import Hanzi
import Reader
import Testing

struct ScriptKeyTests {
  @Test func oneKeyChangesTheScriptOfListsTitlesAndTheArticle() throws {
    var session = try Session(Paper.daily())
    try session.press("6", "Enter", "Enter", "s")
    #expect(session.bottom == " 简体")
    #expect(session.screen.contains("旧书店的灯") && session.screen.contains("一把油纸扇的四十道工序"))
    try session.press("s")
    #expect(session.bottom == " 繁体" && session.title.hasPrefix(" 手藝"))
    #expect(session.screen.contains("一把油紙扇的四十道工序"))
    try session.press("Enter")
    #expect(session.title.hasPrefix(" 一把油紙扇的四十道工序"))
    #expect(session.screen.contains("做扇先選竹。三年的毛竹最好"))
    try session.press("s")
    #expect(session.bottom == " 按原文字形")
    #expect(session.title.hasPrefix(" 一把油纸扇") && session.screen.contains("做扇先选竹"))
    try session.press("s", "s", "q", "q")
    #expect(session.screen.contains("見聞") && session.cursorLine.contains("手藝"))
  }

  @Test func theFirstScriptIsTheReadersOwn() throws {
    let paper = try Paper.daily()
    for (preferences, script) in [
      (Preferences(language: .traditional, traditional: .taiwan), " 繁體（臺灣）"),
      (Preferences(language: .traditional, traditional: .taiwan, script: .taiwan), " 簡體"),
      (Preferences(script: .simplified), " 繁体"),
    ] {
      var session = try Session(paper)
      try session.take(.configured(preferences, KeyTable(.kanbao)))
      try session.press("s")
      #expect(session.bottom == script)
    }
  }

  @Test func anotherScriptLeavesTheSentenceAtTheTop() throws {
    var session = try Session(Paper.daily(), rows: 8, columns: 40)
    try session.press("6", "Enter", "Enter", "Enter")
    while !session.screen.split(separator: "\n", omittingEmptySubsequences: false)[1].contains("柿漆") {
      try session.press("j")
      try #require(!session.title.hasSuffix("100%"))
    }
    let (title, top) = (session.title, session.screen.split(separator: "\n")[1])
    try session.press("s", "s")
    #expect(session.screen.split(separator: "\n")[1].contains("柿漆要刷三遍"))
    #expect(session.title.suffix(4) == title.suffix(4))
    try session.press("s")
    #expect(session.screen.split(separator: "\n")[1] == top)
  }
}
