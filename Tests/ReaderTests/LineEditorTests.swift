import Hanzi
import Reader
import Terminal
import Testing

struct LineEditorTests {
  /// A line after keys, by their names or as text where no key is called so, with | for the cursor.
  private func line(_ keys: [String], from text: String = "", history: [String] = []) -> String {
    var line = LineEditor(text, history: history)
    for key in keys {
      if let key = Key(name: key) { _ = line.take(key) } else { line.insert(key) }
    }
    return line.before + "|" + line.after
  }

  @Test(arguments: [
    (["石桥"], "石桥|"), (["石桥", "←", "拱"], "石拱|桥"), (["石桥", "^B", "^B", "^B", "a"], "a|石桥"),
    (["石桥", "^A", "→"], "石|桥"), (["石桥", "Home", "^F", "^F", "^F"], "石桥|"), (["石桥", "^A", "^E"], "石桥|"),
    (["石桥", "Backspace"], "石|"), (["石桥", "Home", "Del"], "|桥"), (["石桥", "←", "^D"], "石|"),
    (["石桥", "Home", "Backspace"], "|石桥"), (["石桥", "Del"], "石桥|"), (["石桥ab", "←", "^U"], "|b"),
    (["石桥ab", "Home", "→", "^K"], "石|"), (["Home", "Backspace", "^W", "^K", "Del"], "|"),
  ])
  func keysEdit(keys: [String], expected: String) { #expect(line(keys) == expected) }

  @Test(arguments: [
    ("石桥 拱", "石桥 |"), ("石桥  ", "|"), ("Covid疫情", "Covid|"), ("疫情Covid-19", "疫情|"),
    ("title:石桥", "title:|"), ("-\"石桥\"", "-\"石桥|"), ("石桥　拱桥", "石桥　|"),
  ])
  func aWordEndsAtABlankAndWhereHanAndLatinMeet(text: String, expected: String) {
    #expect(line(["^W"], from: text) == expected)
  }

  @Test(arguments: ["é", "👨‍👩‍👧", "🇨🇳", "葛\u{E0100}", "각"])
  func whatIsOneCharacterToTheReaderIsOneToTheKeys(character: String) {
    #expect(line(["a", character, "Backspace"]) == "a|")
    #expect(line(["a", character, "Home", "→", "Del"]) == "a|")
    #expect(line([character, "←", "b"]) == "b|" + character)
  }

  @Test func aMarkTypedAfterItsLetterJoinsIt() {
    #expect(line(["e", "\u{301}", "Backspace"]) == "|")
  }

  @Test func linesTypedBeforeComeBack() {
    let history = ["一", "二", "三"]
    #expect(line(["↑"], history: history) == "三|")
    #expect(line(["↑", "^P", "↑", "↑"], history: history) == "一|")
    #expect(line(["新", "↑", "↑", "^N", "↓", "↓"], history: history) == "新|")
    #expect(line(["↑", "x", "↑", "↓"], history: history) == "三x|")
  }

  @Test func aHistoryHasEachLineOnceTheNewestLast() {
    var history = LineHistory()
    for line in ["一", "二", "", "一", "三"] { history.keep(line) }
    #expect(history.lines == ["二", "一", "三"])
    for number in 1...1000 { history.keep("\(number)") }
    #expect(history.lines.count == 100 && history.lines.last == "1000")
  }

  @Test func lineEndsOfWhatIsPastedAreBlanks() {
    #expect(line(["石桥\n拱桥\r\n\t账本"]) == "石桥 拱桥  账本|")
  }

  @Test func aLineIsBounded() {
    #expect(line([String(repeating: "桥", count: 5000), "a"]).count == LineEditor.longest + 1)
  }

  @Test(arguments: 2...30)
  func theCursorIsAlwaysSeenAndNoCharacterIsCut(columns: Int) {
    let text = "石桥abc的账本，一共 three hundred 三百零七个👨‍👩‍👧"
    var line = LineEditor(text)
    for _ in 0...text.count {
      let (shown, cursor) = line.shown(columns: columns)
      #expect(text.contains(shown) && CellWidth.of(shown) <= columns && cursor < columns)
      _ = line.take(.left)
    }
  }

  @Test func aLineThatFitsIsShownWhole() {
    var line = LineEditor("石桥的账本")
    #expect(line.shown(columns: 11) == ("石桥的账本", 10))
    #expect(line.shown(columns: 10) == ("桥的账本", 8))
    _ = line.take(.home)
    #expect(line.shown(columns: 11) == ("石桥的账本", 0))
    #expect(line.shown(columns: 7) == ("石桥的", 0))
  }
}
