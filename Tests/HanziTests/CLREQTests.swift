import Hanzi
import Testing

/// CLREQ's rules for line start and line end (https://www.w3.org/TR/clreq/#prohibition_rules_for_line_start_end)
/// as a table of cases: what each level says of a line's end before and after a mark between Han.
struct CLREQTests {
  struct Case: CustomTestStringConvertible {
    let kind: String, marks: String
    let begins: [Kinsoku.Level], ends: [Kinsoku.Level]
    var testDescription: String { kind }
  }

  /// `begins`: the levels at which a line may begin with the marks; `ends`: at which it may end with them.
  static let cases = [
    Case(kind: "顿号逗号句号", marks: "、，。．", begins: [], ends: [.strict, .basic]),
    Case(kind: "冒号分号", marks: "：；", begins: [], ends: [.strict, .basic]),
    Case(kind: "叹号问号", marks: "！？‼⁇⁈⁉", begins: [], ends: [.strict, .basic]),
    Case(kind: "结束引号", marks: "”’」』", begins: [], ends: [.strict, .basic]),
    Case(kind: "结束括号", marks: "）］｝〕】〗〙", begins: [], ends: [.strict, .basic]),
    Case(kind: "结束书名号", marks: "》〉", begins: [], ends: [.strict, .basic]),
    Case(kind: "连接号", marks: "–～－", begins: [], ends: [.strict, .basic]),
    Case(kind: "间隔号", marks: "·・‧•", begins: [], ends: [.strict, .basic]),
    Case(kind: "分隔号", marks: "／/", begins: [], ends: [.basic]),
    Case(kind: "破折号省略号", marks: "—⸺─…", begins: [.basic], ends: [.strict, .basic]),
    Case(kind: "开始引号", marks: "“‘「『", begins: [.strict, .basic], ends: []),
    Case(kind: "开始括号", marks: "（［｛〔【〖〘", begins: [.strict, .basic], ends: []),
    Case(kind: "开始书名号", marks: "《〈", begins: [.strict, .basic], ends: []),
    Case(kind: "百分号和单位", marks: "％‰℃", begins: [], ends: [.strict, .basic]),
    Case(kind: "货币号", marks: "￥＄", begins: [.strict, .basic], ends: []),
    Case(kind: "小假名长音号", marks: "ゃッー", begins: [.basic], ends: [.strict, .basic]),
    Case(kind: "叠字号", marks: "々", begins: [], ends: [.strict, .basic]),
  ]

  @Test(arguments: cases, Kinsoku.Level.allCases)
  func aMarkBetweenHanIsKeptWhereItBelongs(of one: Case, level: Kinsoku.Level) {
    for mark in one.marks {
      let units = CellText("中\(mark)文", level: level).units
      #expect((units[1].strength == .opportunity) == one.begins.contains(level), "before \(mark)")
      #expect((units[2].strength == .opportunity) == one.ends.contains(level), "after \(mark)")
      // Not even in a word that is longer than the line.
      if !one.begins.contains(level) { #expect(units[1].strength == .never, "before \(mark)") }
      if !one.ends.contains(level) { #expect(units[2].strength == .never, "after \(mark)") }
    }
  }

  @Test(arguments: Kinsoku.Level.allCases)
  func marksOfTwoCellsAreNotDivided(level: Kinsoku.Level) {
    for mark in ["——", "……", "⋯⋯"] {
      #expect(CellText("中\(mark)文", level: level).units[2].strength == .never, "\(mark)")
    }
  }

  @Test(arguments: [
    "25%", "25％", "25℃", "$100", "￥100", "US$100", "1,234.56", "3.14", "-5°", "24/7", "(2021)", "3′5″",
  ])
  func aNumberIsNotDividedFromItsSigns(number: String) {
    for (index, unit) in CellText("共\(number)文", level: .strict).units.enumerated() {
      if index > 1, index < number.count + 1 {
        #expect(unit.strength != .opportunity, "\(number) at \(index)")
      }
    }
  }

  /// Curly quotes beside Han are brackets, so a line may end before an opening one and after a closing one;
  /// between Latin letters they are apostrophes.
  @Test func curlyQuotesKnowTheirSides() {
    func ends(_ text: String) -> [Int] {
      CellText(text, level: .strict).units.enumerated().dropFirst().filter { $1.strength == .opportunity }
        .map(\.offset)
    }
    #expect(ends("他说“你好”了") == [1, 2, 4, 6])
    #expect(ends("他说“Hi”了") == [1, 2, 6])
    #expect(ends("It’s") == [])
    #expect(ends("他“A”，“B”") == [1, 5])
    #expect(ends("say “hello” now") == [4, 12])
  }
}
