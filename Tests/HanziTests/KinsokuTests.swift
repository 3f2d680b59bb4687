import Hanzi
import Testing

/// Whether no line may begin with a character by the strict rules: the line breaker has it so behind a blank, where by
/// UAX #14 alone a line may end.
func mayNotBegin(_ character: Character) -> Bool { holds("中 \(character)") }

/// Whether no line may end with a character, in the same way.
func mayNotEnd(_ character: Character) -> Bool { holds("\(character) 中") }

private func holds(_ text: String) -> Bool { CellText(text, level: .strict).units.last?.strength == .never }

struct KinsokuTests {
  @Test(arguments: Array("。，、；：？！）》」』”’】〉〕｝］…—·％‰),.;:!?]}%ー々ゝっャ｡､"))
  func aClosingMarkNeverBeginsALine(character: Character) {
    #expect(mayNotBegin(character))
    #expect(!mayNotEnd(character))
  }

  @Test(arguments: Array("（「『【《〈〔“‘｛［([{"))
  func anOpeningMarkNeverEndsALine(character: Character) {
    #expect(mayNotEnd(character))
    #expect(!mayNotBegin(character))
  }

  @Test(arguments: Array("中a1あア가\"'-#\u{3000}"))
  func otherCharactersMayStandAnywhere(character: Character) {
    #expect(!mayNotBegin(character))
    #expect(!mayNotEnd(character))
  }
}
