// What search takes for the same, and what pinyin finds.

import Testing

@testable import Hanzi

private let lexicon = Lexicon.shared

private func found(_ query: String, in text: String) -> [String] {
  let scalars = Array(text.unicodeScalars)
  return Needle(query)?.ranges(in: FoldedText(text)).map { range in
    String(String.UnicodeScalarView(scalars[range]))
  } ?? []
}

private func spelled(_ pinyin: String, in text: String) -> [String] {
  let scalars = Array(text.unicodeScalars)
  return PinyinNeedle(pinyin)?.ranges(in: FoldedText(text)).map { range in
    String(String.UnicodeScalarView(scalars[range]))
  } ?? []
}

@Suite struct FoldingTests {
  @Test(arguments: [
    "台臺檯颱", "里裡裏", "于於", "着著", "为為爲", "后後", "发發髮", "说說説", "群羣", "峰峯", "啟啓启", "線綫线", "吃喫", "汙污",
    "éÉｅＥe", "５5", "ßß", "ｶカ",
  ])
  func allWaysOfWritingACharacterAreOne(same: String) {
    #expect(Set(same.unicodeScalars.map { lexicon.fold($0.value) }).count == 1)
  }

  @Test func whatIsNotTheSameStaysApart() {
    for pair in ["入人", "土士", "己已", "ab", "12", "がか"] {
      #expect(Set(pair.unicodeScalars.map { lexicon.fold($0.value) }).count == 2, "\(pair)")
    }
  }

  @Test func aFoldedCharacterIsFoldedToItself() {
    for point in UInt32(0)...0xFFFF where !(0xD800...0xDFFF).contains(point) {
      let folded = lexicon.fold(point)
      #expect(lexicon.fold(folded) == folded)
    }
  }

  @Test func aNameHasOneKeyHoweverItIsWritten() {
    #expect(lexicon.key("臺灣 總統府") == lexicon.key("台湾总统府"))
    #expect(lexicon.key("Covid－19") == lexicon.key("COVID-19"))
    #expect(lexicon.key("，。") == "")
  }
}

@Suite struct NeedleTests {
  @Test(arguments: [
    ("台湾", "他住在臺灣。", ["臺灣"]), ("臺灣", "台湾、臺湾", ["台湾", "臺湾"]), ("的", "我的书", ["的"]),
    ("国人", "中国人民，中国，人民", ["国人"]), ("王毅", "王　毅说", ["王　毅"]), ("人民", "人\n民", ["人\n民"]),
    ("5G基站", "建设5G基站和 5G 基站、４Ｇ基站", ["5G基站", "5G 基站"]),
    ("Covid-19", "COVID 19与covid-19", ["COVID 19", "covid-19"]),
    ("covid", "Covid19 and covid", ["Covid", "covid"]), ("ai", "AI said: main ai", ["AI", "ai"]),
    ("cafe", "Café cafés", ["Café", "café"]), ("19", "2019 19", ["19"]), ("人人", "人人人人", ["人人", "人人"]),
    ("，", "你，我", []), ("", "你", []), ("不在", "这里", []), ("e\u{301}t", "ét", ["ét"]),
  ])
  func findsWords(query: String, text: String, expected: [String]) {
    #expect(found(query, in: text) == expected)
  }
}

@Suite struct WithinWordsTests {
  @Test(arguments: [
    ("188", "第1880段，188", ["188", "188"]), ("glish", "ENGLISH english", ["GLISH", "glish"]),
    ("aa", "aaaaa", ["aa", "aa"]),
    ("188段", "第1880段，188段", ["188段"]), ("臺", "台湾", ["台"]), ("xyz", "xy z", []),
  ])
  func partsOfLatinWordsAndNumbersAreFoundInAnArticle(query: String, text: String, expected: [String]) throws
  {
    let scalars = Array(text.unicodeScalars)
    let ranges = try #require(Needle(query)).rangesWithinWords(in: FoldedText(text))
    #expect(ranges.map { String(String.UnicodeScalarView(scalars[$0])) } == expected)
  }
}

@Suite struct PinyinTests {
  @Test(arguments: [
    ("mayi", "蚂蚁集团上市", "蚂蚁"), ("Mǎyǐ", "蚂蚁集团上市", "蚂蚁"), ("nǚ'zǐ", "女子与长城", "女子"),
    ("chóngqìng", "重庆大雨", "重庆"), ("my", "蚂蚁集团上市", "蚂蚁"), ("zhongqing", "重庆大雨", "重庆"),
    ("chongqing", "重庆大雨", "重庆"), ("chongq", "重慶大雨", "重慶"), ("jjsj", "公布经济数据", "经济数据"),
    ("xi'an", "西安城墙", "西安"), ("xian", "西安城墙", "西安"), ("xian", "县城", "县"), ("ma yi", "蚂蚁", "蚂蚁"),
    ("nvren", "女人", "女人"), ("nuren", "女人", "女人"), ("nüren", "女人", "女人"), ("lvse", "綠色", "綠色"),
    ("zengguofan", "曾國藩", "曾國藩"), ("shanxiansheng", "单先生", "单先生"), ("xiexiansheng", "解先生", "解先生"),
    ("yinhanghangzhang", "银行行长", "银行行长"), ("yhhz", "银行行长", "银行行长"), ("zhongguorm", "中國人民", "中國人民"),
    ("zgrm", "中国人民", "中国人民"), ("zhgrm", "中国人民", "中国人民"), ("yinyue", "音乐", "音乐"), ("kuaile", "快乐", "快乐"),
    ("piaojinhui", "朴槿惠", "朴槿惠"), ("taiwan", "臺灣", "臺灣"), ("aoyunhui", "奥运会", "奥运会"), ("ayh", "奥运会", "奥运会"),
    ("changcheng", "长城", "长城"), ("chongdu", "重读", "重读"), ("weichi", "尉迟", "尉迟"), ("yuchi", "尉迟", "尉迟"),
    ("moqi", "万俟", "万俟"), ("zhaiyao", "摘要", "摘要"), ("diyi", "翟一", "翟一"), ("bodong", "薄冬", "薄冬"),
    ("kuilei", "傀儡", "傀儡"), ("diaozhuo", "雕琢", "雕琢"), ("liangli", "靓丽", "靓丽"), ("xinzhuang", "莘庄", "莘庄"),
    ("xiezhai", "血债", "血债"), ("guoyang", "涡阳", "涡阳"), ("qianfu", "纤夫", "纤夫"), ("tubo", "吐蕃", "吐蕃"),
  ])
  func findsWhatIsReadSo(pinyin: String, text: String, expected: String) {
    #expect(spelled(pinyin, in: text) == [expected])
  }

  @Test(arguments: ["m", "i", "iu", "hello!", "重庆", "", "''", String(repeating: "na", count: 60)])
  func whatIsNoPinyinFindsNothing(text: String) {
    #expect(PinyinNeedle(text) == nil)
  }

  @Test func pinyinDoesNotCrossPunctuation() {
    #expect(spelled("mayijituan", in: "蚂蚁，集团") == [])
    #expect(spelled("mayi", in: "妈 以") == ["妈 以"])
  }

  @Test func longInputsAreReadAtOnce() {
    #expect(PinyinNeedle(String(repeating: "na", count: 31) + "ii") == nil)
    #expect((PinyinNeedle(String(repeating: "xian", count: 16))?.ways.count ?? 0) <= 32)
  }
}
