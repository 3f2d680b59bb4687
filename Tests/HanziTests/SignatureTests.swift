// Signatures must let no name pass that a search would find.

import Hanzi
import Testing

struct SignatureTests {
  @Test(arguments: [
    ("重庆火锅", "重慶"), ("重庆火锅", "chongqing"), ("重庆火锅", "zhongq"), ("重庆火锅", "cqhg"), ("绿茶", "lvcha"),
    ("绿茶", "lucha"),
    ("Covid-19", "covid"), ("Ｃｏｖｉｄ－１９", "19"), ("Café", "cafe"), ("5G基站", "5g jz"),
  ])
  func aNameHasAllThatIsInWhatFindsIt(name: String, sought: String) {
    let wanted = Lexicon.shared.signature(ofSought: sought)
    #expect(wanted != 0 && wanted & Lexicon.shared.signature(ofName: name) == wanted)
  }

  @Test(arguments: [("重庆火锅", "蚂蚁"), ("重庆火锅", "mayi"), ("Covid-19", "基站")])
  func aNameThatLacksSomethingIsPassedOver(name: String, sought: String) {
    let wanted = Lexicon.shared.signature(ofSought: sought)
    #expect(wanted & Lexicon.shared.signature(ofName: name) != wanted)
  }
}
