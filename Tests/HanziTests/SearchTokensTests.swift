// What titles have in common.

import Hanzi
import Testing

struct SearchTokensTests {
  @Test(arguments: [("茶，茶，茶，茶", 1), ("茶茶茶茶", 1), ("茶，馆，茶", 2), ("5G 5G", 1)])
  func whatOccursOftenIsAskedForOnce(text: String, count: Int) throws {
    let needle = try #require(Needle(text))
    #expect(SearchTokens.wanted(needle, inTitle: false).count == count)
  }

  @Test(arguments: [
    ("石桥检修", "水乡的石橋", ["=石桥"]), ("石桥检修", "桥石", []), ("石，桥", "石桥", []),
    ("Café 5G", "CAFE 5g", ["=cafe", "=5g"]),
    ("2024 年", "2024 月", []), ("A 茶", "a 竹", []), ("", "", []),
  ])
  func titlesHavePairsOfCharactersAndWordsInCommon(one: String, other: String, words: [String]) {
    let common = SearchTokens.words(ofTitle: one).intersection(SearchTokens.words(ofTitle: other))
    #expect(common == Set(words))
  }
}
