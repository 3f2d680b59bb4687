import Hanzi
import Testing

/// The rarer kin of the marks.
struct KinsokuKinTests {
  @Test(arguments: Array("〜‥⋯︰﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞﹂﹄︶︸︺︼︾﹀｣｠〉ｧｨｩｪｫｬｭｮｯｰㇰㇿゎ‼⁇⁈⁉ˉˇ"))
  func aRarerClosingMarkNeverBeginsALine(character: Character) { #expect(mayNotBegin(character)) }

  @Test(arguments: Array("｢｟〈﹙﹛﹝﹁﹃︵︷︹︻︽︿"))
  func aRarerOpeningMarkNeverEndsALine(character: Character) { #expect(mayNotEnd(character)) }

  /// Standardised variation sequences choose where in its cell a mark stands; it stays the same mark.
  @Test func aMarkWithAVariationSelectorIsStillTheMark() {
    #expect(mayNotBegin("，\u{FE00}"))
    #expect(mayNotEnd("“\u{FE01}"))
  }
}
