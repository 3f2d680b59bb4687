// Finding in an article, as one sees it.

import Reader
import Terminal
import Testing

/// What stands reversed in the page of a screen, in order: all of it, and what of it is bold.
private func marked(_ surface: Surface, bold: Bool = false) -> [String] {
  var texts: [String] = []
  for row in 1..<(surface.size.rows - 1) {
    var isOn = false
    for cell in surface.row(row) {
      let wasOn = isOn
      isOn = cell.style.isReversed && (!bold || cell.style.isBold)
      guard isOn, let text = cell.text else { continue }
      if wasOn, !texts.isEmpty { texts[texts.count - 1].append(text) } else { texts.append(String(text)) }
    }
  }
  return texts
}

struct FindTests {
  /// The article with all that articles have.
  private func fan(rows: Int = 24, columns: Int = 80) throws -> Session {
    var session = try Session(Paper.daily(), rows: rows, columns: columns)
    try session.press("G", "Enter", "Enter")
    #expect(session.title.contains("油纸扇"))
    return session
  }

  @Test func whatIsTypedIsMarkedAtOnceAndCounted() throws {
    var session = try fan(rows: 40)
    try session.press("/")
    #expect(session.bottom == " /")
    try session.type("竹")
    #expect(session.bottom.hasSuffix(" 1/8") && session.bottom.hasPrefix(" /竹 "))
    #expect(marked(session.reader.draw()) == Array(repeating: "竹", count: 8))
    #expect(marked(session.reader.draw(), bold: true).count == 1)
    try session.type("片")
    #expect(session.bottom.hasSuffix(" 1/2"))
    try session.press("Backspace", "Backspace")
    #expect(marked(session.reader.draw()).isEmpty && session.bottom == " /")
  }

  @Test(arguments: ["Esc", "^C", "Backspace"]) func whatWasFoundStaysWhereNothingElseIsLookedFor(key: String)
    throws
  {
    var session = try fan(rows: 40)
    try session.press("/")
    try session.type("竹")
    try session.press("Enter", "n")
    let screen = session.screen
    try session.press("/")
    if key != "Backspace" { try session.type("纸") }
    try session.press(key)
    #expect(marked(session.reader.draw()) == Array(repeating: "竹", count: 8))
    try session.press("n")
    #expect(session.title == screen.prefix { $0 != "\n" })
  }

  @Test func signsAreFoundAsTheyAre() throws {
    var session = try fan(rows: 40)
    try session.press("/")
    try session.type("，")
    #expect(marked(session.reader.draw()).allSatisfy { $0 == "，" } && !marked(session.reader.draw()).isEmpty)
  }

  @Test func whereNothingIsFoundTheKeysGoOnMeaningThat() throws {
    var session = try fan()
    try session.press("/")
    try session.type("没有的")
    try session.press("Enter")
    #expect(session.bottom.contains("找不到"))
    for key in ["n", "N"] {
      try session.press("j", key)
      #expect(session.title.contains("油纸扇") && session.bottom.contains("找不到"))
    }
    try session.press("Esc", "n")
    #expect(!session.title.contains("油纸扇"))
  }

  @Test func theCursorStandsWhereOneTypes() throws {
    var session = try fan()
    #expect(!session.reader.draw().showsCursor)
    try session.press("/")
    try session.type("竹片")
    try session.press("←")
    #expect(session.reader.draw().cursor == (23, 4) && session.reader.draw().showsCursor)
    try session.press("Enter")
    #expect(!session.reader.draw().showsCursor)
  }

  @Test func nAndNGoOnAndAround() throws {
    var session = try fan(rows: 12, columns: 40)
    try session.press("/")
    try session.type("竹")
    try session.press("Enter")
    var counts = [session.bottom]
    for key in ["n", "n", "n", "N", "n", "n", "n", "n", "n", "n", "N"] {
      try session.press(key)
      counts.append(session.bottom)
      #expect(marked(session.reader.draw(), bold: true) == ["竹"], "after \(key)")
    }
    let numbers = counts.compactMap { $0.firstMatch(of: #/(\d+)\/8/#)?.output.1 }
    #expect(numbers == ["1", "2", "3", "4", "3", "4", "5", "6", "7", "8", "1", "8"])
    #expect(counts[10].contains("又从头找起") && counts[11].contains("又从文末找起"))
    #expect(session.title.contains("油纸扇"))
  }

  @Test func onesOwnPlaceComesBackWithEsc() throws {
    var session = try fan(rows: 12, columns: 40)
    try session.press("j", "j", "j")
    let before = session.screen
    try session.press("/")
    try session.type("刨刀")
    #expect(session.screen.contains("刨刀") && !before.contains("刨刀"))
    try session.press("Esc")
    #expect(session.screen == before)
  }

  @Test func escClearsWhatWasFoundAndStays() throws {
    var session = try fan(rows: 12, columns: 40)
    try session.press("/")
    try session.type("刨刀")
    try session.press("Enter")
    let page = session.screen.split(separator: "\n").dropLast()
    #expect(marked(session.reader.draw()) == ["刨刀"])
    try session.press("Esc")
    #expect(marked(session.reader.draw()).isEmpty)
    #expect(session.screen.split(separator: "\n").dropLast() == page)
    try session.press("N")
    #expect(session.bottom == " 标为未读")
  }

  @Test func nGoesOnFromWhereOneHasGone() throws {
    var session = try fan(rows: 12, columns: 40)
    try session.press("/")
    try session.type("竹")
    try session.press("Enter", "G", "N")
    #expect(session.bottom.contains("8/8"))
    try session.press("g", "n")
    #expect(session.bottom.contains("1/8"))
  }

  @Test func nothingFoundIsSaid() throws {
    var session = try fan()
    let before = session.screen
    try session.press("/")
    try session.type("没有的")
    #expect(session.bottom.hasSuffix("0/0"))
    try session.press("Enter")
    #expect(session.bottom == " 找不到")
    try session.press("Esc")
    #expect(session.screen == before)
  }

  @Test func pinyinFindsWhatIsNoWord() throws {
    var session = try fan(rows: 40)
    try session.press("/")
    try session.type("zhupian")
    #expect(session.bottom.hasSuffix("拼音 1/2"))
    #expect(marked(session.reader.draw()) == ["竹片", "竹片"])
  }

  @Test func eitherScriptFindsTheOther() throws {
    var session = try fan()
    try session.press("/")
    try session.type("師傅")
    #expect(marked(session.reader.draw(), bold: true) == ["师傅"])
  }

  @Test(arguments: ["竹骨晾", "油纸扇", "晾竹", "90", "糊面", "等出来"])
  func titlesCaptionsCellsAndQuotationsAreLookedThrough(text: String) throws {
    var session = try fan()
    try session.press("/")
    try session.type(text)
    #expect(marked(session.reader.draw(), bold: true).joined().contains(text))
  }

  @Test func whatIsPastedIsTypedAndWithoutAPromptIsNothing() throws {
    var session = try fan()
    let before = session.screen
    try session.take(.paste("Q竹片q"))
    #expect(session.screen == before && session.wishes.isEmpty)
    try session.press("/")
    try session.take(.paste("竹片"))
    #expect(session.bottom.hasPrefix(" /竹片") && session.bottom.hasSuffix("1/2"))
  }

  @Test func whatWasLookedForComesBackWithTheArrow() throws {
    var session = try fan()
    try session.press("/")
    try session.type("竹片")
    try session.press("Enter", "/", "↑")
    #expect(session.bottom.hasPrefix(" /竹片") && session.bottom.hasSuffix("1/2"))
  }

  @Test func itStaysMarkedInAnotherWidthAndScript() throws {
    var session = try fan(rows: 40)
    try session.press("/")
    try session.type("刨刀")
    try session.press("Enter")
    try session.take(.resized(Size(rows: 30, columns: 100)))
    #expect(marked(session.reader.draw()) == ["刨刀"])
    try session.press("s", "s")
    #expect(session.screen.contains("油紙扇"))
    #expect(marked(session.reader.draw()) == ["刨刀"])
  }

  @Test func backspaceInAnEmptyLineLeavesIt() throws {
    var session = try fan()
    let before = session.screen
    try session.press("/", "Backspace")
    #expect(session.screen == before)
  }
}
