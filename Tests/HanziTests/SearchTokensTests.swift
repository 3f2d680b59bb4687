// What titles have in common.

import Hanzi
import Testing

struct SearchTokensTests {
  @Test(arguments: [("茶，茶，茶，茶", 1), ("茶茶茶茶", 1), ("茶，馆，茶", 2), ("5G 5G", 1)])
  func whatOccursOftenIsAskedForOnce(text: String, count: Int) throws {
    let needle = try #require(Needle(text))
    #expect(SearchTokens.wanted(needle, isOfTitle: false).count == count)
  }

  @Test(arguments: [
    ("石桥检修", "水乡的石橋", ["石桥"]), ("石桥检修", "桥石", []), ("石，桥", "石桥", []),
    ("Café 5G", "CAFE 5g", ["cafe", "5g"]), ("Library", "Libraries", []),
    ("2024 年", "2024 月", []), ("A 茶", "a 竹", []), ("", "", []),
  ])
  func titlesHavePairsOfCharactersAndWordsInCommon(one: String, other: String, words: [String]) {
    let common = SearchTokens.words(ofTitle: one).intersection(SearchTokens.words(ofTitle: other))
    #expect(common == words.reduce(into: []) { $0.formUnion(SearchTokens.words(ofTitle: $1)) })
  }

  /// A word of a query finds each word that it begins, however long both are.
  @Test(arguments: [
    ("lib", "Library"), ("library", "library"), ("librar", "librarians"), ("librarian", "librarians"),
    ("字体", "新字體"), ("5g", "5G"), ("ｌｉｂ", "lib"), ("éco", "Ecologie"), ("при", "привет"),
  ])
  func anArticleHasTheTokensOfWhatIsFoundInIt(word: String, text: String) throws {
    let needle = try #require(Needle(word))
    #expect(needle.occurs(in: FoldedText(text)))
    for isOfTitle in [false, true] {
      let has = SearchTokens.of(title: isOfTitle ? text : "", terms: [], passages: [text], source: "报")
      let wanted = SearchTokens.wanted(needle, isOfTitle: isOfTitle)
      #expect(wanted.allSatisfy { tokens in has.contains { tokens.contains($0) } })
    }
  }

  @Test func aLongTextHasAllOfItsTokensEachOnce() throws {
    let text = String(String.UnicodeScalarView((0x4E00...0x9FA5).compactMap(Unicode.Scalar.init)))
    let tokens = SearchTokens.of(title: "", terms: [], passages: [text, text], source: "报")
    let has = Set(tokens), characters = Array(text)
    #expect(has.count == tokens.count)
    for place in stride(from: 0, to: characters.count - 1, by: 97) {
      let needle = try #require(Needle(String(characters[place...place + 1])))
      let wanted = SearchTokens.wanted(needle, isOfTitle: false)
      #expect(!wanted.isEmpty && wanted.allSatisfy { has.contains($0.lowerBound) })
    }
  }
}
