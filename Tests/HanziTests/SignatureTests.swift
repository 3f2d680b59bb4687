// Signatures must let no name pass that a search would find.

import Hanzi
import Testing

extension NameSignature {
  /// Whether a name of this signature is looked at for what has the other one, as the library's query has it.
  fileprivate func covers(_ sought: NameSignature) -> Bool {
    characters & sought.characters == sought.characters && letters & sought.letters == sought.letters
  }
}

struct SignatureTests {
  @Test(arguments: [
    ("重庆火锅", "重慶"), ("重庆火锅", "chongqing"), ("重庆火锅", "zhongq"), ("重庆火锅", "cqhg"), ("绿茶", "lvcha"),
    ("绿茶", "lucha"),
    ("Covid-19", "covid"), ("Ｃｏｖｉｄ－１９", "19"), ("Café", "cafe"), ("5G基站", "5g jz"),
  ])
  func aNameHasAllThatIsInWhatFindsIt(name: String, sought: String) {
    let wanted = NameSignature(ofSought: sought)
    #expect(wanted.characters != 0 || wanted.letters != 0)
    #expect(NameSignature(ofName: name).covers(wanted))
  }

  @Test(arguments: [("重庆火锅", "蚂蚁"), ("重庆火锅", "mayi"), ("Covid-19", "基站")])
  func aNameThatLacksSomethingIsPassedOver(name: String, sought: String) {
    #expect(!NameSignature(ofName: name).covers(NameSignature(ofSought: sought)))
  }

  @Test func noNameIsPassedOverInWhichSomethingIsFound() {
    let names = [
      "中国", "西安", "重庆", "绿茶", "旅游", "5G基站", "Covid-19", "长 江", "茶，馆", "北京 大学", "Lu Xun", "鲁迅 Lu", "女儿国",
      "安哥拉",
    ]
    let spelled = [
      "zhongguo", "xi'an", "chongqing", "zhongqing", "lvcha", "luyou", "changjiang", "beijing daxue",
      "nvergvo",
    ]
    let prefixes = spelled.flatMap { text in (1...text.count).map { String(text.prefix($0)) } }
    let others = [
      "zg", "zhg", "chq", "cq", "xan", "bjdx", "beijdx", "agl", "ner", "5", "5g", "covid", "lu", "xun", "國",
      "長江", "a",
    ]
    var found = 0
    for text in prefixes + others {
      let needle = Needle(text), pinyin = PinyinNeedle(text)
      for name in names {
        let isFound =
          needle?.ranges(in: FoldedText(name)).isEmpty == false
          || pinyin?.ranges(in: FoldedText(name)).isEmpty == false
        #expect(
          (pinyin?.occurs(in: FoldedText(name)) ?? false)
            == (pinyin?.ranges(in: FoldedText(name)).isEmpty == false))
        if isFound {
          found += 1
          #expect(
            NameSignature(ofName: name).covers(NameSignature(ofSought: text)),
            "\(text) \(name)")
        }
      }
    }
    #expect(found > 60)
  }
}
