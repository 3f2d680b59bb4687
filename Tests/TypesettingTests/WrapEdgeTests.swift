import Articles
import Hanzi
import Testing
import Typesetting

/// The edges of wrapping that every program of cells has to learn. Measures are 10 columns where none is given.
struct WrapEdgeTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let lines: [String]

    init(_ name: String, _ text: String, _ lines: [String]) {
      (testDescription, self.text, self.lines) = (name, text, lines)
    }
  }

  static let cases = [
    Case("empty", "", [""]),
    Case("only spaces", "     ", [""]),
    Case("only newlines", "\n\n", [""]),
    Case("a double width with one column left", "123456789中", ["123456789", "中"]),
    Case("a double width with two columns left", "12345678中文", ["12345678中", "文"]),
    Case("zero width at the edge", "一二三四五\u{200B}六", ["一二三四五\u{200B}", "六"]),
    Case("a combining mark at the edge", "123456789e\u{301}x", ["123456789e\u{301}", "x"]),
    Case(
      "marks stacked at the edge", "123456789e\u{301}\u{302}\u{303}x",
      ["123456789e\u{301}\u{302}\u{303}", "x"]),
    Case("a joined emoji at the edge", "123456789👨‍👩‍👧", ["123456789", "👨‍👩‍👧"]),
    Case("a flag at the edge", "123456789🇨🇳", ["123456789", "🇨🇳"]),
    Case("flags in a row", "🇨🇳🇨🇳🇨🇳🇨🇳🇨🇳🇨🇳", ["🇨🇳🇨🇳🇨🇳🇨🇳🇨🇳", "🇨🇳"]),
    Case("an emoji with its selector at the edge", "123456789❤\u{FE0F}", ["123456789", "❤\u{FE0F}"]),
    Case("a keycap at the edge", "一二三四 1\u{FE0F}\u{20E3}", ["一二三四", "1\u{FE0F}\u{20E3}"]),
    Case("jamo at the edge", "123456789\u{1100}\u{1161}\u{11A8}", ["123456789", "\u{1100}\u{1161}\u{11A8}"]),
    Case("a no-break space", "abcd cdef\u{A0}gh", ["abcd", "cdef\u{A0}gh"]),
    Case("a word joiner", "一二三四五\u{2060}六", ["一二三四", "五\u{2060}六"]),
    Case("a zero-width space inside a word", "abcdef\u{200B}ghijkl", ["abcdef\u{200B}", "ghijkl"]),
    Case("a word longer than the line", "abcdefghijklmno", ["abcdefghij", "klmno"]),
    Case("a word longer than the line, after another", "ab cdefghijklmno", ["ab", "cdefghijkl", "mno"]),
    Case("a hyphen", "well-known-word", ["well-", "known-word"]),
    Case("a soft hyphen", "abcdef\u{AD}ghijkl", ["abcdef\u{AD}", "ghijkl"]),
    Case("an address", "http://a.example/b/c?d=e", ["http://", "a.example/", "b/c?d=e"]),
    Case("a tab", "一二\t三四五", ["一二 三四", "五"]),
    Case("spaces at the edge", "一二三四五   六", ["一二三四五", "六"]),
    Case("spaces before a newline at the edge", "一二三四五   \n六", ["一二三四五", "六"]),
    Case("a newline at the edge", "一二三四五\n六", ["一二三四五", "六"]),
    Case("a blank line of the author's", "一\n\n二", ["一", "", "二"]),
    Case("an ideographic space at the edge", "一二三四五　六", ["一二三四五", "六"]),
    Case("a control", "一二三四\u{1}五六", ["一二三四\u{1}五", "六"]),
    Case("private use", "\u{E000}\u{E001}23456789中", ["\u{E000}\u{E001}23456789", "中"]),
    Case("marks longer than the line", "！！！！！！！！", ["！！！！！", "！！！"]),
    Case("opening marks longer than the line", "「『「『「『「『", ["「『「『「", "『「『"]),
    Case("Thai, which is not looked up", "สวัสดีครับผม", ["สวัสดีครับผม"]),
    Case("Hangul between syllables", "가나다라마바사", ["가나다라마", "바사"]),
  ]

  @Test(arguments: cases) func edges(of one: Case) {
    #expect(typeset(one.text, measure: 10).map(\.text) == one.lines || one.lines == paragraphLines(one.text))
  }

  @Test func indentsWiderThanTheMeasureLeaveRoomForText() {
    let deep = (0..<30).reduce(paragraph("甲乙丙丁戊己庚")) { block, _ in .quotation([.list(List(items: [[block]]))])
    }
    let lines = set(Document(title: "", blocks: [deep]), 20).allLines()
    #expect(lines.allSatisfy { CellWidth.of($0.text) <= 20 })
    #expect(withoutBlanks(lines.map(\.text).joined()).contains("甲乙丙丁戊"))
  }
}

/// What is done with a line that does not come out even.
struct AdjustmentTests {
  private let hanging = Setting(measure: 10, hangs: true)

  @Test func aStopHangsInTheMarginWhereThatIsWished() {
    #expect(paragraphLines("一二三四五。六七", hanging) == ["一二三四五。", "六七"])
    #expect(paragraphLines("一二三四五，六七", hanging) == ["一二三四五，", "六七"])
    #expect(paragraphLines("一二三四五、六七", hanging) == ["一二三四五、", "六七"])
    #expect(paragraphLines("一二三四五。", hanging) == ["一二三四五。"])
    #expect(paragraphLines("一二三四五。\n六", hanging) == ["一二三四五。", "六"])
    #expect(paragraphLines("123456789。六", hanging) == ["123456789。", "六"])
  }

  /// CLREQ: no other mark hangs, and none of several in succession.
  @Test func nothingElseHangs() {
    #expect(paragraphLines("一二三四五；六七", hanging) == ["一二三四", "五；六七"])
    #expect(paragraphLines("一二三四」。六七", hanging) == ["一二三", "四」。六七"])
    #expect(paragraphLines("一二三四五。」六", hanging) == ["一二三四", "五。」六"])
    #expect(paragraphLines("一二三四五六。", hanging) == ["一二三四五", "六。"])
  }

  @Test func whatIsLeftOverIsSpreadBesideLatinWords() {
    let setting = Setting(measure: 20, isJustified: true)
    #expect(paragraphLines("我用Swift写程序一二三四五", setting) == ["我用Swift 写程序一二", "三四五"])
    #expect(
      paragraphLines("The paper is set in lines of cells", setting) == [
        "The paper is  set in", "lines of cells",
      ])
  }

  @Test func aLineThatCannotComeOutEvenIsLeftAsItIs() {
    let setting = Setting(measure: 11, isJustified: true)
    #expect(paragraphLines("一二三四五六七八九", setting) == ["一二三四五", "六七八九"])
    #expect(paragraphLines("一 二三四五六七", setting).first == "一 二三四五")
  }

  @Test func aBlankStandsWhereScriptsMeet() {
    let setting = Setting(measure: 20, autospace: true)
    #expect(paragraphLines("我用Swift写2026年", setting) == ["我用 Swift 写 2026", "年"])
    #expect(paragraphLines("我用 Swift 写", setting) == ["我用 Swift 写"])
    #expect(paragraphLines("共25%的，A股", setting) == ["共 25%的，A 股"])
    #expect(paragraphLines("一二三四五六七八九十Swift", setting) == ["一二三四五六七八九十", "Swift"])
  }

  @Test func paragraphsAreToldApartByABlankLineWhereThatIsWished() {
    let blocks = [paragraph("一。"), paragraph("二。")]
    #expect(body(blocks, Setting(measure: 20)) == "    一。\n    二。")
    #expect(body(blocks, Setting(measure: 20, paragraphs: .spaced)) == "一。\n\n二。")
  }
}
