import Hanzi
import Testing

struct KinsokuTests {
  @Test(arguments: Array("。，、；：？！）》」』”’】〉〕｝］…—·％‰),.;:!?]}%ー々ゝっャ｡､"))
  func aClosingMarkNeverBeginsALine(character: Character) {
    #expect(Kinsoku.mayNotBegin(character))
    #expect(!Kinsoku.mayNotEnd(character))
  }

  @Test(arguments: Array("（「『【《〈〔“‘｛［([{"))
  func anOpeningMarkNeverEndsALine(character: Character) {
    #expect(Kinsoku.mayNotEnd(character))
    #expect(!Kinsoku.mayNotBegin(character))
  }

  @Test(arguments: Array("中a1あア가 \"'-#\u{3000}"))
  func otherCharactersMayStandAnywhere(character: Character) {
    #expect(!Kinsoku.mayNotBegin(character))
    #expect(!Kinsoku.mayNotEnd(character))
  }
}
