import Hanzi
import Testing

/// Widths with ambiguous characters narrow, the setting of a process that says nothing. Tests never change
/// the setting: it is the whole process's, and tests run side by side.
struct CellWidthTests {
  @Test(
    arguments: [
      ("a", 1), ("~", 1), (" ", 1), ("é", 1), ("e\u{301}", 1), ("\u{AD}", 1), ("Я", 1),
      ("中", 2), ("㐀", 2), ("𠮷", 2), ("豈", 2), ("あ", 2), ("ー", 2), ("ア", 2), ("가", 2), ("㈱", 2),
      ("，", 2), ("。", 2), ("「", 2), ("！", 2), ("　", 2), ("￥", 2), ("｡", 1), ("ｱ", 1), ("￠", 2),
      ("“", 1), ("…", 1), ("—", 1), ("·", 1), ("①", 1), ("─", 1), ("│", 1),
      ("😀", 2), ("⌚", 2), ("❤", 1), ("❤\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2),
      ("👍🏽", 2), ("👨‍👩‍👧", 2), ("🇨🇳", 2),
      ("\u{301}", 0), ("\u{200B}", 0), ("\u{200D}", 0), ("\u{FEFF}", 0), ("\u{302A}", 0), ("\u{3099}", 0),
      ("\u{1100}\u{1161}\u{11A8}", 2), ("\u{1160}", 0), ("\u{E000}", 1),
    ] as [(Character, Int)])
  func aCharacterTakesItsColumns(character: Character, columns: Int) {
    #expect(CellWidth.of(character) == columns)
  }

  @Test(arguments: [0x01, 0x07, 0x0A, 0x1B, 0x7F, 0x80, 0x9F] as [UInt32])
  func controlsHaveNoWidthAsWcwidthSaysIt(point: UInt32) throws {
    #expect(CellWidth.of(try #require(Unicode.Scalar(point))) == -1)
  }

  @Test func aTextIsAsWideAsItsCharacters() {
    #expect(CellWidth.of("") == 0)
    #expect(CellWidth.of("希望之声2021年6月23日") == 21)
    #expect(CellWidth.of("中e\u{301}文") == 5)
    #expect(CellWidth.of(String("abc中".dropFirst())) == 4)
  }

  /// UAX #11 over all code points: none is wider than two columns, none narrower than a control.
  @Test func everyCodePointHasAWidth() {
    for point in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(point) else { continue }
      let width = CellWidth.of(scalar)
      if !(-1...2).contains(width) { Issue.record("U+\(String(point, radix: 16)): \(width)") }
    }
  }

  /// The fast paths say what the properties say. (Swift may know newer characters than ICU: not those.)
  @Test func marksTakeNoColumn() {
    for point in UInt32(0x300)...0xFFFF {
      guard let scalar = Unicode.Scalar(point) else { continue }
      guard let age = scalar.properties.age, age.major < 15 else { continue }
      let category = scalar.properties.generalCategory
      if category == .nonspacingMark || category == .enclosingMark, CellWidth.of(scalar) != 0 {
        Issue.record("U+\(String(point, radix: 16))")
      }
    }
  }
}
