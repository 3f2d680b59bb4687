// What is new when one comes back.

import Reader
import Testing

struct NewsTests {
  @Test(arguments: [
    (Language.simplified, "看报  新到 5 篇"), (.traditional, "看報  新到 5 篇"), (.english, "Kanbao  New: 5"),
  ])
  func onReturnTheFrontPageSaysHowMuchIsNew(language: Language, title: String) throws {
    let paper = try Paper.daily()
    var session = try Session(paper, language: language)
    #expect(!session.title.contains("5"))
    try session.press("Q")
    try paper.addToMarket(61...65)
    session = try Session(paper, language: language)
    #expect(session.title.hasPrefix(" " + title))
    try session.press("Q")
    #expect(!(try Session(paper, language: language).title.contains(title)))
  }

  @Test func whatCameWhileOneWasReadingIsNotNewOnReturn() throws {
    let paper = try Paper.daily()
    var session = try Session(paper)
    try paper.addToMarket(61...65)
    try session.take(.arrived)
    try session.press("q")
    #expect(!(try Session(paper).title.contains("新到")))
  }
}
