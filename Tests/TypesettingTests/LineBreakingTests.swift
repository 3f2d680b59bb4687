import Hanzi
import Testing
import Typesetting

/// Where lines end. Each text is set for the measure it is given with.
struct LineBreakingTests {
  private func lines(_ text: String, _ measure: Int = 10) -> [String] {
    typeset(text, measure: measure).map(\.text)
  }

  @Test func aFullLineIsFull() {
    #expect(lines("一二三四五六七八九十") == ["一二三四五", "六七八九十"])
    #expect(lines("一二三四五六七八九十", 11) == ["一二三四五", "六七八九十"])
    #expect(lines("一二三四五") == ["一二三四五"])
    #expect(lines("") == [""])
  }

  @Test(arguments: Array("。，、；：？！）》」』”’】…—·％"))
  func aClosingMarkNeverStartsALine(mark: Character) {
    let lines = lines("一二三四五\(mark)六七八九")
    #expect(lines.first == "一二三四")
    #expect(lines.dropFirst().first?.hasPrefix("五\(mark)") == true)
  }

  @Test(arguments: Array("（「『【《〈〔“‘"))
  func anOpeningMarkNeverEndsALine(mark: Character) {
    #expect(lines("一二三四\(mark)五六七八").first == "一二三四")
  }

  @Test func severalMarksGoDownTogether() {
    #expect(lines("一二三四五。」六") == ["一二三四", "五。」六"])
    #expect(lines("一二三「『四五") == ["一二三", "「『四五"])
  }

  @Test func aDashAndAnEllipsisAreNotDivided() {
    #expect(lines("一二三四——五") == ["一二三四——", "五"])
    #expect(lines("一二三四五……六") == ["一二三四", "五……六"])
  }

  @Test func aConnectorIsWithWhatItConnectsAndASignWithItsNumber() {
    #expect(lines("大约有80万－300万人") == ["大约有80", "万－300万", "人"])
    #expect(lines("冬天的气温 －5度") == ["冬天的气温", "－5度"])
    #expect(lines("早上到晚上 － 周末") == ["早上到晚", "上 － 周末"])
    #expect(lines("我们的约翰•史密斯") == ["我们的约", "翰•史密斯"])
    #expect(lines("一二三四五──六七八") == ["一二三四", "五──六七八"])
  }

  @Test func marksLongerThanALineAreDivided() {
    let lines = lines(String(repeating: "！", count: 12))
    #expect(lines.joined() == String(repeating: "！", count: 12))
    #expect(lines.allSatisfy { CellWidth.of($0) <= 10 })
  }

  @Test func wordsAndNumbersStayWhole() {
    #expect(lines("中文 Swift语言") == ["中文 Swift", "语言"])
    #expect(lines("中文字hello你") == ["中文字", "hello你"])
    #expect(lines("共计三1234.56元") == ["共计三", "1234.56元"])
    #expect(lines("It’s don’t") == ["It’s don’t"])
    #expect(lines("abcd don’t") == ["abcd don’t"])
    #expect(lines("abcde don’t") == ["abcde", "don’t"])
  }

  @Test func aWordLongerThanALineIsDividedAtTheMeasure() {
    #expect(lines("abcdefghijklmnopqrstuvwxy") == ["abcdefghij", "klmnopqrst", "uvwxy"])
  }

  @Test func blanksAtALinesEndVanish() {
    #expect(lines("一二三四五   六") == ["一二三四五", "六"])
    #expect(lines("hello     world") == ["hello", "world"])
    #expect(lines("一二  ") == ["一二"])
  }

  @Test func aNoBreakSpaceHoldsTogether() {
    #expect(lines("abcd cdef\u{A0}gh") == ["abcd", "cdef\u{A0}gh"])
  }

  @Test func aGraphemeIsNeverDivided() {
    #expect(lines("123456789e\u{301}x").joined() == "123456789e\u{301}x")
    #expect(lines("123456789e\u{301}x").first == "123456789e\u{301}")
    #expect(lines("12345678👍🏽👍🏽") == ["12345678👍🏽", "👍🏽"])
  }

  @Test func wideCharactersDoNotPassAnOddMeasure() {
    for measure in 10...21 {
      let lines = lines("天气预报说明天有雨，请带伞（大伞）出门；Rain in 2026年。", measure)
      #expect(lines.allSatisfy { CellWidth.of($0) <= measure })
    }
  }

  @Test func aMeasureTooNarrowIsWidened() {
    #expect(lines("一二三四五六", 1) == ["一二三四五", "六"])
    #expect(lines("一二三四五六", -5) == ["一二三四五", "六"])
  }
}
