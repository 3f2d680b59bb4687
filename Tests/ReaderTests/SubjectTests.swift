// Subjects, links and related articles, as keys lead along them.

import Articles
import Hanzi
import Library
import Reader
import Terminal
import Testing

struct SubjectTests {
  /// A reader on an article of the newspaper of tea.
  private func reading(_ number: Int, rows: Int = 24, columns: Int = 80) throws -> Session {
    var session = try Session(Paper.tea(), rows: rows, columns: columns)
    try session.press("Enter")
    for digit in String(25 - number) { try session.press(String(digit)) }
    try session.press("Enter", "Enter")
    #expect(session.title.hasPrefix(" 茶\(number) "))
    return session
  }

  /// The name and the count in the row the cursor is on.
  private func selected(_ session: Session) -> String {
    session.cursorLine.split(separator: " ").joined(separator: " ")
  }

  // MARK: The screen of subjects

  @Test func allSubjectsAreListedByTheNumberOfTheirArticles() throws {
    var session = try Session(Paper.tea())
    try session.press("t")
    #expect(session.title.hasPrefix(" 主题") && session.title.hasSuffix("1/3"))
    #expect(selected(session) == "1 茶馆 24")
    try session.press("j")
    #expect(selected(session) == "2 蚂蚁 8")
    try session.press("3", "Enter")
    #expect(selected(session) == "3 重慶 3")
    try session.press("9", "Enter")
    #expect(session.bottom == " 没有这一行")
    try session.press("t")
    #expect(session.title.hasPrefix(" 看报"))
  }

  @Test func thoseOfTheArticleComeFirstAndAreNotCounted() throws {
    var session = try reading(24)
    try session.press("t")
    #expect(session.title.hasSuffix(" 3"))
    #expect(selected(session) == "蚂蚁 8")
    try session.press("j", "j")
    #expect(selected(session) == "重慶 3")
    try session.press("1", "Enter")
    #expect(selected(session) == "1 茶馆 24")
    try session.press("q")
    #expect(session.title.hasPrefix(" 茶24 "))
  }

  @Test func aSubjectIsAListOfItsArticlesNewestFirst() throws {
    var session = try reading(16)
    try session.press("t", "j", "Enter")
    #expect(session.title.hasPrefix(" 重慶") && session.title.hasSuffix("1/3"))
    #expect(session.cursorLine.contains("茶24"))
    try session.press("j", "j", "Enter")
    #expect(session.title.hasPrefix(" 茶8 "))
    try session.press("q")
    #expect(session.title.hasSuffix("3/3"))
    try session.press("q", "q")
    #expect(session.title.hasPrefix(" 茶16 "))
    try session.press("q")
    #expect(session.title.hasPrefix(" 茶 ") && session.title.hasSuffix("9/24"))
  }

  @Test(arguments: [
    ("蚂蚁", "1 蚂蚁 8"), ("螞", "1 蚂蚁 8"), ("mayi", "1 蚂蚁 8"), ("cq", "1 重慶 3"), ("cha", "1 茶馆 24"),
  ])
  func subjectsAreFoundAsOneTypes(text: String, row: String) throws {
    var session = try reading(24)
    try session.press("t", "/")
    for character in text { try session.press(String(character)) }
    #expect(session.bottom.hasSuffix(" 1"))
    try session.press("Enter")
    #expect(session.title.hasPrefix(" 主题  /\(text)") && session.title.hasSuffix("1/1"))
    #expect(selected(session) == row)
    try session.press("Esc")
    #expect(session.title.hasSuffix(" 3"))
  }

  @Test func whatIsFoundGoesWhenNothingIsTypedAnyMore() throws {
    var session = try Session(Paper.tea())
    try session.press("t", "/", "z", "z", "z", "Enter")
    #expect(session.screen.contains("找不到") && session.title.hasSuffix("0"))
    try session.press("/", "x", "Esc")
    #expect(session.title.hasPrefix(" 主题  /zzz"))
    try session.press("/", "^U", "Enter")
    #expect(session.title.hasSuffix("1/3"))
  }

  @Test func whereNothingIsLookedForAnyMoreTheSubjectFoundStaysSelected() throws {
    var session = try Session(Paper.tea())
    try session.press("t", "/")
    try session.type("重")
    try session.press("Enter", "Esc")
    #expect(selected(session) == "3 重慶 3" && session.title.hasSuffix("3/3"))
    // One that is not in memory is not.
    session = try Session(Paper.subjects(900))
    try session.press("t", "/")
    try session.type("题899")
    try session.press("Enter", "Esc")
    #expect(session.title.hasSuffix(" 1/903"))
  }

  @Test func aSubjectHasNoNextOnTheFrontPage() throws {
    var session = try Session(Paper.tea())
    for key in ["J", "K"] {
      try session.press("t", "Enter", key)
      #expect(session.bottom.hasPrefix(" 这里用不上") && session.title.hasPrefix(" 茶馆"))
    }
  }

  @Test func aPaperWithoutSubjectsSaysSo() throws {
    var session = try Session(Paper())
    try session.press("t")
    #expect(session.screen.contains("没有主题"))
    try session.press("j", "Enter", "G", "Space", "g")
    #expect(session.screen.contains("没有主题"))
  }

  @Test func manySubjectsAreReadInPages() throws {
    var session = try Session(Paper.subjects(900))
    try session.press("t")
    var seen: [String] = []
    for _ in 1...903 {
      seen.append(String(try #require(session.cursorLine.split(separator: " ").dropFirst().first)))
      try session.press("j")
    }
    #expect(Set(seen).count == 903)
    for name in seen.reversed() {
      #expect(session.cursorLine.contains(" \(name) "))
      try session.press("k")
    }
    try session.press("G")
    #expect(session.title.hasSuffix("903/903") && session.cursorLine.contains(" \(seen[902]) "))
    try session.press("4", "5", "0", "Enter")
    #expect(session.cursorLine.contains(" \(seen[449]) "))
  }

  // MARK: Along a subject

  @Test func bracketsGoAlongTheFirstSubjectOfTheArticleAndSayWhich() throws {
    var session = try reading(12)
    try session.press("]")
    #expect(session.title.hasPrefix(" 茶9 ") && session.bottom == " 主题：蚂蚁")
    try session.press("[", "[")
    #expect(session.title.hasPrefix(" 茶15 "))
    try session.press("=")
    #expect(session.title.hasPrefix(" 茶24 ") && session.bottom == " 主题：蚂蚁")
    try session.press("=")
    #expect(session.title.hasPrefix(" 茶24 ") && session.bottom == " 主题：蚂蚁  已经是第一个")
    try session.press("]", times: 7)
    try session.press("]")
    #expect(session.title.hasPrefix(" 茶3 ") && session.bottom == " 主题：蚂蚁  已经是最后一个")
    try session.press("J")
    #expect(session.title.hasPrefix(" 茶2 "))
    try session.press("q")
    #expect(session.title.hasPrefix(" 茶 "))
  }

  @Test func theyGoAlongTheSubjectThroughWhichOneCame() throws {
    var session = try reading(24)
    try session.press("t", "j", "j", "Enter", "Enter", "]")
    #expect(session.title.hasPrefix(" 茶16 ") && session.bottom == " 主题：重慶")
    try session.press("]")
    #expect(session.title.hasPrefix(" 茶8 "))
    try session.press("q")
    #expect(session.title.hasPrefix(" 重慶"))
  }

  @Test func anArticleWithoutSubjectsLeadsNowhere() throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "Enter", "]")
    #expect(session.bottom == " 这篇文章没有主题")
  }

  // MARK: Links

  @Test(arguments: [("1", "茶3"), ("2", "茶4"), ("3", "茶5")])
  func aLinkToAnArticleOfTheLibraryOpensIt(number: String, title: String) throws {
    var session = try reading(2)
    try session.press(number, "Enter")
    #expect(session.title.hasPrefix(" \(title) "))
    try session.press("^O")
    #expect(session.title.hasPrefix(" 茶2 "))
  }

  @Test func aLinkThatLeadsElsewhereIsOnlyShown() throws {
    var session = try reading(2)
    try session.press("4", "Enter")
    #expect(session.title.hasPrefix(" 茶2 ") && session.bottom == " https://elsewhere.example/")
    #expect(session.wishes.isEmpty)
  }

  @Test func theSubjectsAtTheEndAreFollowedByTheirNumbers() throws {
    var session = try reading(24)
    try session.press("G")
    #expect(session.screen.contains("主题：蚂蚁[1]、茶馆[2]、重慶[3]"))
    try session.press("3", "Enter")
    #expect(session.title.hasPrefix(" 重慶") && session.title.hasSuffix("1/3"))
    try session.press("q")
    #expect(session.title.hasPrefix(" 茶24 "))
  }

  @Test func inAnotherScriptSubjectsAreTheSame() throws {
    var session = try reading(24)
    try session.press("s", "s", "G")
    #expect(session.screen.contains("螞蟻[1]、茶館[2]"))
    try session.press("1", "Enter")
    #expect(session.title.hasPrefix(" 螞蟻") && session.title.hasSuffix("1/8"))
    try session.press("s")
    #expect(session.title.hasPrefix(" 蚂蚁"))
    try session.press("q", "t", "/", "螞", "蟻", "Enter")
    #expect(selected(session) == "1 蚂蚁 8")
  }

  // MARK: Back

  @Test func backLeadsFromArticleToArticleAsDeepAsOneWent() throws {
    var session = try reading(2)
    try session.press("1", "Enter", "[", "J", "t", "1", "Enter", "Enter", "Enter")
    #expect(session.title.hasPrefix(" 茶24 "))
    for title in ["茶5", "茶6", "茶3", "茶2"] {
      try session.press("^O")
      #expect(session.title.hasPrefix(" \(title) "))
    }
    try session.press("^O")
    #expect(session.bottom == " 没有更早到过的地方" && session.title.hasPrefix(" 茶2 "))
  }

  @Test func backGoesToWhereTheArticleWasLeft() throws {
    var session = try reading(24, rows: 8)
    try session.press("j", "j", "j")
    let page = session.screen.split(separator: "\n").dropFirst().dropLast()
    try session.press("]", "^O")
    #expect(session.screen.split(separator: "\n").dropFirst().dropLast() == page)
  }

  @Test func backFromAResultOfASearchLeadsToTheResultBefore() throws {
    var session = try Session(Paper.tea())
    try session.press("Enter", "/", "茶", "Enter")
    let results = session.title
    try session.press("Enter", "J", "]")
    try session.press("^O", "^O")
    #expect(session.title.hasPrefix(" 茶24 "))
    try session.press("J")
    #expect(session.title.hasPrefix(" 茶23 "))
    try session.press("K", "q")
    #expect(session.title == results)
  }

  @Test func backLeadsToAnArticleThatWasClosed() throws {
    var session = try reading(12)
    try session.press("J", "q", "3", "G", "Enter", "^O")
    #expect(session.title.hasPrefix(" 茶11 "))
    try session.press("^O")
    #expect(session.title.hasPrefix(" 茶12 "))
  }

  @Test func aHundredArticlesCanBeGoneBackTo() throws {
    var session = try reading(24)
    for _ in 1...3 {
      try session.press("J", times: 23)
      try session.press("K", times: 23)
    }
    for _ in 1...100 {
      try session.press("^O")
      #expect(session.bottom != " 没有更早到过的地方")
    }
    try session.press("^O")
    #expect(session.bottom == " 没有更早到过的地方")
  }

  // MARK: Related

  @Test func relatedArticlesAreListedAtTheEndAndFollowedByTheirNumbers() throws {
    var session = try reading(24)
    try session.press("G")
    #expect(session.screen.contains("相关文章：") && session.screen.contains("[8] "))
    let line = try #require(session.screen.split(separator: "\n").first { $0.contains("[4] ") })
    let title = line.split(separator: " ")[1]
    try session.press("4", "Enter")
    #expect(session.title.hasPrefix(" \(title) "))
    try session.press("q")
    #expect(session.title.hasPrefix(" 茶24 "))
    try session.press("9", "Enter")
    #expect(session.bottom == " 没有这个链接")
  }

  @Test func theTextDoesNotMoveWhenTheyCome() throws {
    let paper = try Paper.tea()
    var reader = Reader(size: Size(rows: 8, columns: 40))
    let id = ArticleID(source: "茶报", path: "pages/24.md")
    let list = ListSelection.category(try #require(try paper.library.categories().first).id)
    let summary = try #require(try paper.library.article(id))
    let document = try #require(try paper.library.document(id))
    _ = reader.update(.article(summary, document, nil, in: list))
    #expect(reader.noteShown() == [.loadRelated(id), .markOpened(id)])
    let before = reader.draw().text
    #expect(reader.update(.related(id, try paper.library.related(to: id, limit: 5))).isEmpty)
    let after = reader.draw().text
    #expect(before.split(separator: "\n").dropFirst() == after.split(separator: "\n").dropFirst())
    _ = reader.update(.key(.character("G")))
    #expect(reader.draw().text.contains("[8] ") && reader.draw().text.contains("100%"))
    let end = reader.draw().text
    _ = reader.update(.resized(Size(rows: 24, columns: 80)))
    #expect(reader.draw().text.contains("相关文章："))
    _ = reader.update(.resized(Size(rows: 8, columns: 40)))
    #expect(reader.draw().text == end)
  }
  @Test func anArticleLeftAtItsEndIsSeenThereAgain() throws {
    let paper = try Paper.tea()
    let id = ArticleID(source: "茶报", path: "pages/24.md")
    let list = ListSelection.category(try #require(try paper.library.categories().first).id)
    let summary = try #require(try paper.library.article(id))
    let document = try #require(try paper.library.document(id))
    let related = Message.related(id, try paper.library.related(to: id, limit: 5))
    let size = Size(rows: 14, columns: 40)
    func lines(_ reader: Reader) -> [Substring] {
      Array(reader.draw().text.split(separator: "\n").dropFirst().dropLast())
    }
    var left = Reader(size: size)
    _ = left.update(.article(summary, document, nil, in: list))
    _ = left.update(related)
    let effects = left.update(.key(.character("G")))
    guard case .savePosition(_, let position)? = effects.first else { throw NoPosition() }
    var reader = Reader(size: size)
    _ = reader.update(.article(summary, document, position, in: list))
    let before = lines(reader)
    #expect(!before.isEmpty && Array(lines(left).prefix(before.count)) == before)
    _ = reader.update(related)
    #expect(lines(reader) == lines(left))
    // Where nothing comes, the page is full.
    _ = reader.update(.related(id, []))
    #expect(lines(reader).count > before.count)
  }

  private struct NoPosition: Error {}
}
