import Hanzi
import Testing

struct GridCharactersTests {
  @Test(arguments: [
    "", "看报 Kanbao", "e\u{301}e\u{301}\u{323}o", "นำ้ำ षा क्‍ष", "👨‍👩‍👧👍🏽❤\u{FE0F}🇨🇳🇨", "각\u{1100}\u{1161}\u{11A8}가",
    "a\r\nb\u{202E}c\u{200B}\u{200D}x", "\u{301}", "葛\u{E0100}飾区", "1\u{FE0F}\u{20E3}①“……”",
  ])
  func theyAreThoseThatTextsAreSetIn(text: String) {
    let characters = Array(GridCharacters(text)), units = CellText(text, level: nil).units
    #expect(characters.map(\.bytes.lowerBound) == units.map { Int($0.byte) })
    #expect(characters.map(\.columns) == units.map { Int($0.columns) })
    let parts = characters.map {
      text[text.index(afterBytes: $0.bytes.lowerBound)..<text.index(afterBytes: $0.bytes.upperBound)]
    }
    #expect(parts.joined() == text)
    for (character, part) in zip(characters, parts) {
      let scalars = part.unicodeScalars
      #expect(scalars.first == character.first && (scalars.count == 1) == character.isAlone)
    }
  }
}
