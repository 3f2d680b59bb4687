import Hanzi
import Testing

/// The rarer kin of the marks.
struct KinsokuKinTests {
  @Test(arguments: Array("〜‥⋯︰﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞﹂﹄︶︸︺︼︾﹀｣｠〉ｧｨｩｪｫｬｭｮｯｰㇰㇿゎ‼⁇⁈⁉ˉˇ"))
  func aRarerClosingMarkNeverBeginsALine(character: Character) { #expect(Kinsoku.mayNotBegin(character)) }

  @Test(arguments: Array("｢｟〈﹙﹛﹝﹁﹃︵︷︹︻︽︿"))
  func aRarerOpeningMarkNeverEndsALine(character: Character) { #expect(Kinsoku.mayNotEnd(character)) }

  /// Standardised variation sequences choose where in its cell a mark stands; it stays the same mark.
  @Test func aMarkWithAVariationSelectorIsStillTheMark() {
    #expect(Kinsoku.mayNotBegin("，\u{FE00}"))
    #expect(Kinsoku.mayNotEnd("“\u{FE01}"))
  }
}
