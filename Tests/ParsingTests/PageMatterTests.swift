// What a page says of itself: the matter before it, the head of its HTML, the part that is its own text.

import Articles
import Parsing
import Testing

private func page(_ text: String, path: String = "a.md") throws -> Document {
  try parseArticle(Array(text.utf8), path: path)
}

private func item(_ texts: String...) -> [Block] { texts.map { .paragraph([Span($0)]) } }

@Suite struct FrontMatterTests {
  @Test(arguments: [
    "---\n{\"dg-publish\":true,\"title\":\"甲, 乙\",\"date\":\"2015-03-04\",\"tags\":[\"茶\",\"水\"]}\n---\n正文",
    "{\n  \"title\": \"甲, \\u4e59\",\n  \"date\": \"2015-03-04\",\n  \"tags\": [\"茶\", \"水\"],\n  \"a\": {\"b\": 1}\n}\n\n正文",
    "title: 甲, 乙\ndate: 2015-03-04 10:20:30\ntags: 茶, 水\n---\n正文",
    "layout: post\ntitle: 甲, 乙\ncreated: 2015-03-04\ntags:\n- 茶\n- 水\n---\n\n正文\n",
    "---\n标题: 甲, 乙\n日期: 2015-03-04\n标签: [茶, 水]\n---\n正文",
    "---\ntitle: 甲, 乙\ndescription: 第一行\n第二行没有缩进\n# 注\ndate: 2015-03-04\ntags: [茶, 水]\n---\n正文",
    "---\ntitle:\n  甲, 乙\ndate: 2015-03-04\ntags: 茶, 水\n---\n正文",
    "---\ntitle: \"\\u7532, \\u4e59\"\ncreated: 2015-03-04\nupdated: 2019-01-01\ntags: 茶, 水\n---\n正文",
    "---\ncreated: 2011-01-01\ndate: 2015-03-04\ntitle: 甲, 乙\ncategory: 茶\ntag: \"[[b|水]]\"\n---\n正文",
    "---\n\"title\": \"甲, 乙\"\n\"published_at\": \"2015-03-04T07:00:00.000Z\"\n\"tags\": [茶, 水]\n---\n正文",
    "---\ntitle: 甲, 乙\ncreatedAt: 2015-03-04\ntags: 茶, 水\n---\n\nimport A from '@site/a';\nimport \"./b.css\"\n\n正文",
    "Title: 甲, 乙\nDate: 2015-03-04 10:20\nCategory: 茶\nTags: 水\nSlug: bridge\nSummary: 一句话。\n\n正文",
    "---\n\nlayout: post\n\ntitle: 甲, 乙\n\ndate: 2015-03-04 10:20\n\ntags: 茶, 水\n\n---\n\n正文",
    "---\ntitle: 甲, 乙\ndate: Wed, 04 Mar 2015 10:20:30 +0000\ntags: 茶, 水\n---\n正文",
  ])
  func itIsReadHoweverItIsWritten(text: String) throws {
    let document = try page(text)
    #expect(document.title == "甲, 乙" && document.tags == ["茶", "水"])
    #expect(document.published?.number == 20_150_304)
    #expect(document.blocks == item("正文"))
  }

  @Test(arguments: [
    "---\ntitle: 桥\nfrom: https://a.example/1?id=2\n---\n", "#! https://a.example/1?id=2\n# 桥\n\n",
    "---\ntitle: 桥\nurl: https://cache.example/9\noriginal_url: \"https://a.example/1?id=2\"\n---\n",
    "---\ntitle: 桥\nurl: /bridge/\nsource: https://a.example/1?id=2\n---\n",
  ])
  func whereAPageWasTakenFromIsItsOriginal(matter: String) throws {
    let document = try page(matter + "正文")
    #expect(document.title == "桥" && document.original == "https://a.example/1?id=2")
    #expect(document.blocks == item("正文"))
  }

  @Test(arguments: ["import 是引入的意思。", "import 'a' 是一句话。", "甲\nimport 'a'"])
  func textThatSpeaksOfImportsStays(text: String) throws {
    #expect(try page("---\ntitle: 桥\n---\n\n\(text)").passages == [text])
  }

  @Test(arguments: [
    ("source: httpd 手册", nil), ("source: https://a.example/1, https://b.example/2", "https://a.example/1"),
    ("link: https://a.example/1 （节选）", "https://a.example/1"),
  ])
  func anOriginalIsOneAddressAndNothingElse(line: String, original: String?) throws {
    #expect(try page("---\ntitle: 桥\n\(line)\n---\n正文").original == original)
  }

  @Test func picturesOfAPageAreNotWhereItWasTakenFrom() throws {
    let document = try page("---\ntitle: 桥\nsource: https://a.example/1\n---\n![图一](/images/a.png)\n")
    #expect(document.original == "https://a.example/1")
    #expect(document.blocks == [.figure(Figure(caption: [Span("图一")], address: "/images/a.png"))])
  }

  @Test func linesBeforeABlankOneAreMatterWhereAllAreKnown() throws {
    let document = try page("title: 枚举\nauthor: 张三\n\n正文。\n")
    #expect(document.title == "枚举" && document.byline == "张三" && document.blocks == item("正文。"))
    #expect(try page("日期: 下雨的一天\n\n正文。\n").blocks.count == 2)
    #expect(try page("date: 2020-01-02\nfrom: 老家\n\n正文。\n").passages.contains { $0.contains("老家") })
  }

  @Test(arguments: [
    ("author: \n  - \"[[张三]]\"", "张三"), ("author:\n  - name: 张三\n    url: http://a.b\n  - name: 李四", "张三、李四"),
    ("作者: 张三", "张三"), ("author: \"[[a/张三|张三]]\"", "张三"), ("author: \"\\ud83c\\udf75\\u8336\"", "🍵茶"),
  ])
  func itsAuthorIsNamedAsReadersKnowHim(matter: String, author: String) throws {
    #expect(try page("---\n\(matter)\n---\n正文").byline == author)
  }

  @Test(arguments: [
    "---\n甲: 乙\n---\n\n正文", "甲: 乙\n---\n\n正文", "title: 甲\n\n正文", "title: 甲\n正文\n---\n\n尾", "{\"a\": 1}\n\n正文",
    "{\"title\": 1} 正文", "{正文", "---\nnote: 甲\n一行正文\n---\n\n尾",
    "---\n作者: 张三\n\n正文第一段很长。\n\n---\n\n尾", "---\ntitle: 甲\n\n第一段。\n\n第二段。\n---\n\n尾",
    "---\ntags: 茶\n# 标题一\n正文\n---\n尾", "日期: 春天的一个早晨\n\n正文",
    "Title: 桥\nDate: 一首写日子的诗\n\n正文", "title: 桥\ndate: 2020-01-02 下雨\n\n正文",
    "标签: 这一天我们去了河边，天气很好。\n作者: 张三说：今天\n\n正文", "title: 桥\ntags: 这一天我们去了河边，天气很好。\n\n正文",
    "---\n\nNote: 一句话\n\n---\n\n正文", "---\n\n作者: 张三\n日期: 春天\n\n- 一项\n\n---\n\n正文",
    "Author: 为什么修桥\nAuthor: 因为有河\n\n正文", "#! http 协议怎么用\n\n正文", "#! https://a.example/1 这是一段话\n\n正文",
  ])
  func anArticleThatBeginsAlikeIsNotCut(text: String) throws {
    let document = try page(text)
    let shown = ([document.title] + document.passages).joined()
    let first = text.unicodeScalars.filter { !$0.isASCII }.map(String.init).joined()
    #expect(shown.unicodeScalars.filter { !$0.isASCII }.map(String.init).joined().contains(first))
  }
}

@Suite struct PageHeadTests {
  @Test(arguments: [
    "<meta property=\"article:published_time\" content=\"2021-06-03T08:00:00+08:00\">",
    "<meta property=bytedance:published_time content=2021-06-03T08:00:00+08:00>",
    "<meta name=PubDate content=2021/6/3>", "<meta name=\"DC.date.issued\" content=\"2021-06-03\">",
    "<meta name=date content='2021-06-03'><meta name=pubdate content='2022-01-01'>",
    "<p><time itemprop=datePublished datetime=2021-06-03>上周</time>",
    "<p><time class='entry-date published' datetime=2021-06-03>上周</time><time class=updated datetime=2022-01-01>",
    "<script type=\"application/ld+json\">{\"@type\":\"Article\",\"datePublished\" : \"2021-06-03T01:00Z\"}</script>",
  ])
  func theDayOfAPageIsInItsHead(markup: String) throws {
    let text = "<head>\(markup)<title>题</title></head><p>【大报2020年1月2日讯】正文"
    let document = try page(text, path: "2019-01-02-a.html")
    #expect(document.published?.number == 20_210_603 && document.byline == "大报")
    // What stands before the page counts before it.
    let both = try page("---\ndate: 2018-01-01\n---\n\n<meta name=date content=2021-06-03>\n\n正文")
    #expect(both.published?.number == 20_180_101)
  }

  @Test func theOnlyDayThatTimesGiveIsThatOfThePage() throws {
    let time = "<p><time datetime=\"2021-06-03T08:00\">20 分钟前</time></p>"
    #expect(try page("\(time)\n<p>正文", path: "2019-01-02-a.html").published?.number == 20_210_603)
    #expect(try page("\(time)\n<p>【大报2020年1月2日讯】正文", path: "a.html").published?.number == 20_200_102)
    let others = time.replacing("06-03", with: "06-04")
    #expect(try page("\(time)\n<p>正文\n\(others)", path: "a.html").published == nil)
  }

  @Test(arguments: [
    ("<meta name=author content=' 张三 '>", "张三"), ("<meta name=author content=http://a.b/c>", nil),
    ("<meta name=author>", nil), ("<meta name=generator content=甲>", nil),
  ])
  func theAuthorOfAPageIsInItsHead(markup: String, author: String?) throws {
    #expect(try page("<head>\(markup)</head><p>正文", path: "a.html").byline == author)
  }

  @Test(arguments: [
    "<article><h1>题</h1><p>正文有几句话，比别的都长。</article>",
    "<div role=main><h1>题</h1><p>正文有几句话，比别的都长。</div>",
    "<h1>题</h1><div itemprop='articleBody'><p>正文有几句话，比别的都长。</div>",
    "<div role=main><article><h1>题</h1><div itemprop=articleBody><p>正文有几句话，比别的都长。</div></article><p>评论</div>",
  ])
  func thePartOfAPageThatHoldsItsTextIsReadAlone(markup: String) throws {
    let text = "<title>题 | 站名</title><nav>导航</nav>\(markup)<footer>页脚</footer>"
    let document = try page(text, path: "a.html")
    #expect(document.title == "题" && document.blocks == item("正文有几句话，比别的都长。"))
  }

  @Test(arguments: [
    "<article><p>甲</article><article><p>乙</article><p>丙", "<article><p>甲</article><p>乙丙丁戊己庚辛壬癸",
  ])
  func aPartThatIsNotTheWholeTextSaysNothing(markup: String) throws {
    #expect(try page(markup, path: "a.html").passages.count > 1)
  }

  @Test(arguments: [
    ("题 | 站", "<p>站</p><h2>题</h2>", "题", ["站", "文"]), ("题_站", "<p>站</p><h1>题</h1>", "题", ["站", "文"]),
    ("题 | 站", "<p>站</p><h3>题</h3>", "题 | 站", ["站", "题", "文"]),
    ("题目 | 站", "<p>站</p><h2>题</h2>", "题目 | 站", ["站", "题", "文"]),
  ])
  func aTitleMayStandAfterOtherText(title: String, markup: String, shown: String, texts: [String]) throws {
    let document = try page("<title>\(title)</title>\(markup)<p>文", path: "a.html")
    #expect(document.title == shown && document.passages == texts)
  }
}

@Suite struct HTMLFormulaTests {
  @Test(arguments: [
    ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "1/2"),
    ("<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mi>b</mi></mfrac>", "(a+1)/b"),
    ("<msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><msub><mi>y</mi><mn>1</mn></msub>", "x²+y₁"),
    ("<msqrt><mi>x</mi></msqrt>", "√x"), ("\n <mi>x</mi>\n <mo>=</mo>\n <mi>y</mi>\n", "x=y"),
    (
      "<semantics><mrow><mi>E</mi></mrow><annotation encoding='application/x-tex'>E=mc^2</annotation></semantics>",
      "E=mc^2"
    ),
    ("<mi>x</mi><annotation encoding='application/mathml-content'>y</annotation>", "x"),
  ])
  func aFormulaIsReadOnce(markup: String, shown: String) throws {
    let hidden = "<span class=katex-html aria-hidden=true><span>x</span>y</span>"
    for text in ["<p>甲<math>\(markup)</math>乙", "<p>甲<span><b><math>\(markup)</math></b>\(hidden)</span>乙"] {
      #expect(try page(text, path: "a.html").passages == ["甲\(shown)乙"])
    }
  }

  @Test func aFormulaThatNothingEndsTakesNothing() throws {
    #expect(try page("<p>甲<math><mi>x</mi><p>乙</p><p>丙</p>", path: "a.html").passages == ["甲x", "乙", "丙"])
    #expect(try page("<p>甲<math><mi>x</mi>", path: "a.html").passages == ["甲x"])
    // Beside no formula it is text.
    #expect(try page("<p>甲<span aria-hidden=true>乙</span>", path: "a.html").passages == ["甲乙"])
  }

  @Test(arguments: [
    ("---\ntitle: 甲\ndraft: true\n---\n\n文", true), ("+++\ntitle = \"甲\"\ndraft = true\n+++\n\n文", true),
    ("---\ntitle: 甲\npublished: false\n---\n\n文", true),
    ("{\n  \"title\": \"甲\",\n  \"draft\": true\n}\n\n文", true),
    ("\u{FEFF}---\ndate: 2020-01-02\ndraft: \"True\" \n---\n文", true),
    ("---\ntitle: 甲\ndraft: false\n---\n文", false),
    ("---\ntitle: 甲\npublished: 2015-03-04\n---\n文", false),
    ("---\ntitle: draft\ndescription: \"draft: true\"\n---\n文", false),
    ("# 甲\n\n---\n\ndraft: true\n\n---\n\n文", false), ("draft: true", false), ("", false),
  ])
  func aDraftSaysSo(text: String, isOne: Bool) {
    #expect(isDraft(Array(text.utf8), path: "a.md") == isOne)
    #expect(!isDraft(Array(text.utf8), path: "a.html"))
  }

  /// Sites have such pages for addresses of before.
  @Test func aPageThatOnlyLeadsToAnotherIsNone() throws {
    let head = "<title>http://a.b/</title><meta http-equiv=Refresh content='0; URL=http://a.b/'>"
    #expect(throws: ParsingError.empty) { try page(head, path: "a.html") }
    #expect(try page(head + "<p>甲", path: "a.html").passages == ["甲"])
    #expect(try page("<title>甲</title>", path: "a.html").title == "甲")
  }

  @Test(arguments: [
    "<img src='http://a.b/equation?tex=x' alt='x^2'>",
    "<img src='http://a.b/c.svg' class=mwe-math-fallback alt='x^2'>",
    "<img src='http://a.b/c.png' alt='x^2' eeimg=1>",
  ])
  func aPictureOfAFormulaIsItsText(markup: String) throws {
    #expect(try page("<p>甲\(markup)乙", path: "a.html").blocks == item("甲x^2乙"))
  }

  @Test func aPictureInMarkdownMaySayAFormula() throws {
    #expect(try page("# 题\n\n甲![$x_1$ 与 $y_2^*$](http://a.b/c.png)乙").blocks == item("甲$x_1$ 与 $y_2^*$乙"))
    #expect(
      try page("# 题\n\n甲![价格表](http://a.b/c.png)乙").blocks
        == item("甲乙") + [.figure(Figure(caption: [Span("价格表")], address: "http://a.b/c.png"))])
  }
}
