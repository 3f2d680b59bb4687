import Testing
import Typesetting

/// Marks that a blank keeps apart from their text are marks still.
struct BlankAtBreakTests {
  private func lines(_ text: String) -> [String] { typeset(text, measure: 10).map(\.text) }

  @Test func aClosingMarkAfterABlankNeverStartsALine() {
    #expect(lines("一二三四五 ！六").allSatisfy { !$0.hasPrefix("！") })
    #expect(lines("一二三四五   。").allSatisfy { !$0.hasPrefix("。") })
  }

  @Test func anOpeningMarkBeforeABlankNeverEndsALine() {
    #expect(lines("一二三四（ 五六").allSatisfy { !$0.hasSuffix("（") })
    #expect(lines("一二三（   五六").allSatisfy { !$0.hasSuffix("（") })
  }
}
