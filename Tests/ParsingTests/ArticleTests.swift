// Article pages: title, dateline, blocks, spans, links, foot.

import Articles
import Parsing
import Testing

private func article(_ text: String, path: String = "pages/a/1.md") throws -> Document {
  try parseArticle(Array(text.utf8), path: path)
}

/// A page in a mirror's form around a body.
private func mirrorPage(_ body: String) -> String {
  """
  ### 茶馆的早晨
  ------------------------

  #### [首页](../../README.md) &nbsp;|&nbsp; [生活](../../indexes/生活.md) &nbsp;|&nbsp; [读者来信](https://example.org/letters?05040302)



  \(body)
  <hr/>
  手机上长按并复制下列链接或二维码分享本文章：<br/>
  https://example.org/pages/a/1.md <br/>
  <a href='https://example.org/pages/a/1.md'><img src='https://example.org/pages/a/1.md.png'/></a> <br/>
  原文地址（备用）：https://example.org/post/1


  ------------------------
  #### [首页](../../README.md)  &nbsp;|&nbsp; [生活](../../indexes/生活.md)


  <img src='http://example.org/pages/a/1.md' width='0px' height='0px'/>
  """
}

private func paragraphs(_ document: Document) -> [String] {
  document.blocks.compactMap { block in
    if case .paragraph(let spans) = block { spans.text } else { nil }
  }
}

@Suite struct ArticleTests {
  @Test func aMirrorPageIsItsBodyWithTheRestApart() throws {
    let document = try article(mirrorPage("<div>\n <p>\n  【样刊社2024年3月5日】早上好。\n </p>\n</div>"))
    #expect(document.title == "茶馆的早晨")
    #expect(document.byline == "样刊社")
    #expect(document.published == CalendarDate(year: 2024, month: 3, day: 5))
    #expect(document.blocks == [.paragraph([Span("【样刊社2024年3月5日】早上好。")])])
    #expect(document.original == "https://example.org/post/1")
    #expect(
      document.links == [
        PageLink(role: .navigation, title: "首页", address: "README.md"),
        PageLink(role: .navigation, title: "生活", address: "indexes/生活.md"),
        PageLink(role: .promotion, title: "读者来信", address: "https://example.org/letters"),
        PageLink(role: .share, title: "", address: "https://example.org/pages/a/1.md"),
        PageLink(role: .share, title: "", address: "https://example.org/pages/a/1.md.png"),
        PageLink(role: .navigation, title: "首页", address: "README.md"),
        PageLink(role: .navigation, title: "生活", address: "indexes/生活.md"),
      ])
  }

  @Test func sourceLineBreaksBetweenHanVanish() throws {
    let document = try article(
      mirrorPage("<p>\n  要求\n  <ok href=\"/term/11852\">\n   阿里巴巴\n  </ok>\n  、\n</p>"))
    #expect(paragraphs(document) == ["要求阿里巴巴、"])
    #expect(document.terms.map(\.name) == ["阿里巴巴"])
    #expect(document.terms.map(\.key) == ["11852"])
  }

  @Test(arguments: [
    ("Hello\n   world", "Hello world"), ("他说：\n“早。”\n她笑", "他说：“早。”她笑"), ("乘\nG20\n去", "乘 G20 去"),
    ("　　开头　中间", "开头　中间"), ("&emsp;&emsp;开头", "开头"), ("&ensp;&ensp;&ensp;开头", "开头"),
    ("a &nbsp; b", "a \u{A0} b"), ("한국\n어", "한국 어"), ("1 &lt; 2", "1 < 2"),
    ("小于 < 大于 <中文>", "小于 < 大于 <中文>"),
  ])
  func whiteSpaceIsAsCSSHasIt(source: String, shown: String) throws {
    #expect(paragraphs(try article(mirrorPage("<p>\(source)</p>"))) == [shown])
  }

  @Test func paragraphsNeverClosedStayParagraphs() throws {
    let document = try article(
      mirrorPage("<div>\n 一\n <p>\n  二\n  <p>\n   三<br/>四<br/><br/>五\n  </p>\n </p>\n</div>"))
    #expect(paragraphs(document) == ["一", "二", "三\n四", "五"])
  }

  @Test func everyKindOfBlockIsKept() throws {
    let document = try article(
      mirrorPage(
        """
        <h3>小标题</h3>
        <blockquote><p>引文</p></blockquote>
        <ol start="3"><li>一<ul><li>甲</li></ul></li><li>二</li></ol>
        <table><caption>票价</caption><tr><th>站</th><th>元</th></tr><tr><td>东</td><td>5</td></tr></table>
        <figure><img src="https://example.org/a.jpg"/><figcaption>图注</figcaption></figure>
        <pre>
        a
          b
        </pre>
        <hr/>
        <video width="400"><source src="https://example.org/v.mp4"/>No video here.</video>
        <iframe src="https://example.org/frame" title="地图"></iframe>
        <p>完</p>
        """))
    #expect(
      document.blocks == [
        .heading(level: 3, [Span("小标题")]),
        .quotation([.paragraph([Span("引文")])]),
        .list(
          List(
            start: 3,
            items: [
              [.paragraph([Span("一")]), .list(List(items: [[.paragraph([Span("甲")])]]))],
              [.paragraph([Span("二")])],
            ])),
        .table(
          Table(
            caption: [Span("票价")],
            rows: [
              [.init([Span("站")], isHeader: true), .init([Span("元")], isHeader: true)],
              [.init([Span("东")]), .init([Span("5")])],
            ])),
        .figure(Figure(caption: [Span("图注")], address: "https://example.org/a.jpg")),
        .preformatted("a\n  b"),
        .rule,
        .embed(Embed(kind: .video, address: "https://example.org/v.mp4")),
        .embed(Embed(kind: .frame, address: "https://example.org/frame", title: "地图")),
        .paragraph([Span("完")]),
      ])
  }

  @Test func stylesAndTargetsMakeSpans() throws {
    let document = try article(
      mirrorPage(
        "<p>甲<b>乙<i>丙</i></b><u>丁</u><a href=\"https://example.org/x?t=01020304\">戊</a>"
          + "<ok href=\"https://example.org/tag/%E8%8C%B6.html\">茶</ok><a href=\"/about\">己</a></p>"))
    #expect(
      document.blocks == [
        .paragraph([
          Span("甲"), Span("乙", style: .strong), Span("丙", style: [.strong, .emphasis]),
          Span("丁", style: .underline), Span("戊", target: .link("https://example.org/x?t=01020304")),
          Span("茶", target: .term(key: "茶")), Span("己", target: .link("https://example.org/about")),
        ])
      ])
  }

  @Test func scriptsStylesAdvertisingAndHiddenTextAreNotShown() throws {
    let document = try article(
      mirrorPage(
        "<p>前</p><script>var a = '<p>坏</p>';</script><style>p{}</style>"
          + "<div class=\"AD_Embed__Wrap-sc x\"><p>广告</p></div><p style=\"display: none\">藏</p>"
          + "<noscript>无</noscript><!-- 注 --><p>后</p>"))
    #expect(paragraphs(document) == ["前", "后"])
  }

  @Test func aPictureLaidOutInATableIsAFigureWithItsCaption() throws {
    let document = try article(
      mirrorPage(
        "<table><tr><td><img src=\"https://example.org/a.jpg\"/></td></tr><tr><td>桥</td></tr></table><p>文</p>"
      ))
    #expect(
      document.blocks == [
        .figure(Figure(caption: [Span("桥")], address: "https://example.org/a.jpg")), .paragraph([Span("文")]),
      ])
  }

  @Test(arguments: [
    "<img src=https://example.org/a.jpg><div id=imgcaption><span>桥</span></div>",
    "<figure><img src=https://example.org/a.jpg></figure><br/> <span class=caption>桥</span>",
  ])
  func aCaptionIsFoundWhateverElementHoldsIt(box: String) throws {
    let document = try article("<div>\(box)</div><p>一个<span class=caption>词</span>。</p>", path: "a.html")
    #expect(
      document.blocks == [
        .figure(Figure(caption: [Span("桥")], address: "https://example.org/a.jpg")),
        .paragraph([Span("一个词。")]),
      ])
  }

  @Test func indentedHTMLAfterBlankLinesIsNotCode() throws {
    let document = try article(
      mirrorPage("<div>\n\n\n     <p>\n\n       一\n\n     </p>\n</div>\n\n      <p>二</p>"))
    #expect(paragraphs(document) == ["一", "二"])
  }

  @Test func promotionBeforeALongStyleSheetIsApart() throws {
    let style =
      "<style>\n" + String(repeating: ".a { color: red }\n.b > p { margin: 0 }\n", count: 90) + "</style>"
    let document = try article(
      """
      ### [茶馆](http://a.b/c)
      ------------------------

      正文一。

      #### [推广](https://e.org/x)

      \(style)
      """)
    #expect(document.blocks == [.paragraph([Span("正文一。")])])
    #expect(document.links.last?.title == "推广")
  }

  @Test func promotionBetweenPartsOfTheBodyIsApart() throws {
    let document = try article(
      mirrorPage(
        "<div>一</div><hr/>\n\n#### [ 📚 看书](https://example.org/b) &nbsp;|&nbsp; [x](https://example.org/c)\n\n<div>二</div>"
      ))
    #expect(document.blocks == [.paragraph([Span("一")]), .rule, .paragraph([Span("二")])])
    #expect(
      document.links.contains(PageLink(role: .promotion, title: "📚 看书", address: "https://example.org/b")))
  }

  @Test func aPlainHTMLFileIsRead() throws {
    let document = try article(
      "<!DOCTYPE html><html><head><title>桥</title></head><body><h1>桥</h1><p>石桥。</p></body></html>",
      path: "bridge.html")
    #expect(document.title == "桥")
    #expect(document.blocks == [.paragraph([Span("石桥。")])])
  }
}

@Suite struct DatelineTests {
  @Test(arguments: [
    ("【明慧网二零二零年六月二十日】", "明慧网", 20_200_620), ("【某网二○二一年十二月三十一日】", "某网", 20_211_231),
    ("【大纪元2019年09月14日讯】", "大纪元", 20_190_914), ("【新唐人北京时间2021年06月23日讯】", "新唐人", 20_210_623),
    ("【某报二〇二四年十月十日电】", "某报", 20_241_010), ("【某报2024-02-29】", "某报", 20_240_229),
    ("【某報２０２４年１月２日訊】", "某報", 20_240_102), ("【某报二零二四年一月廿三日】", "某报", 20_240_123),
  ])
  func aDatelineSaysWhoAndWhen(text: String, agency: String, date: Int) throws {
    let document = try article("<p>\(text)正文</p>", path: "a.html")
    #expect(document.byline == agency)
    #expect(document.published?.number == date)
    #expect(paragraphs(document) == ["\(text)正文"])
  }

  @Test(arguments: [("台北【某報2024年3月5日訊】", "某報"), ("【图】【某报2024年3月5日】", "某报"), ("【公元二零二四年三月五日】", nil)])
  func aDatelineOpensTheTextAfterAPlaceAtMost(text: String, agency: String?) throws {
    let document = try article("<p>\(text)正文</p>", path: "a.html")
    #expect(document.byline == agency)
    #expect(document.published?.number == 20_240_305)
  }

  @Test(arguments: [
    ("2024年3月5日", 20_240_305), ("2024-03-05 10:20", 20_240_305), ("发布时间：2024/3/5 下午3时", 20_240_305),
    ("（某社2024年3月5日电）早上好。", 20_240_305), ("[某報2024年3月5日訊] 早上好。", 20_240_305), ("【某報民國113年3月5日】", 20_240_305),
  ])
  func aDayIsReadInOtherFormsToo(text: String, date: Int) throws {
    let document = try article("<p>\(text)</p><p>正文</p>", path: "a.html")
    #expect(document.published?.number == date)
    #expect(paragraphs(document) == [text, "正文"])
  }

  @Test(arguments: [
    "1904.8.22 – 1997.2.19", "（见2024年3月5日）", "2024年3月5日是星期二", "时候：2024年3月5日", "[2024年3月5日] 早上好。",
    "【认清中共】", "【2024年13月1日】", "2024年3月5日", "【某报二零二四年二月三十日】", "【视频】2024年3月5日", "【IP 2001.10.10.1】",
    "【訊】文中提到【1999年1月1日】",
    "文中提到【1999年1月1日】", "他说，【某报2024年3月5日】",
  ])
  func nothingIsGuessedWhereThereIsNone(text: String) throws {
    let document = try article("<p>\(text)正文</p>", path: "a.html")
    #expect(document.published == nil)
    #expect(document.byline == nil)
  }

  @Test(
    arguments: [
      ("(2018年11月27日) 画报（12月14日更新）", "a.md", 20_181_127), ("来信选（2020/12/10）", "a.md", 20_201_210),
      ("【选】来信（2020/12/10）", "a.md", 20_201_210),
      ("早报 2024-05-01", "a.md", 20_240_501), ("2024-05-01｜早报", "a.md", 20_240_501),
      ("早报", "news/051-2026-03-21-bridge.md", 20_260_321), ("早报", "daily_2026-03-22.md", 20_260_322),
      ("早报", "2023/20231018 A Bridge.md", 20_231_018), ("园艺节（1937年12月13日）", "a.md", nil),
      ("2019年8月3日下午的一场雨", "a.md", nil), ("型号 2001-10-1234", "a.md", nil), ("早报", "x2026-03-222.md", nil),
      ("早报 2024年5月1日", "a.md", 20_240_501), ("早报", "20231018.x.md", 20_231_018),
      ("修桥记（1999年4月25日）", "2024-06-04-x.md", 20_240_604), ("回忆 2008-05-12", "20240604-1.md", 20_240_604),
      ("回忆 2008-05-12", "2024/06/04/1.md", 20_240_604), ("早报 2024-05-01", "x-2026-03-22.md", 20_240_501),
      ("编辑器 2020.1.1", "a.md", nil), ("编辑器 2020-1-1", "a.md", nil), ("日程 2100-01-01", "a.md", nil),
      ("早报", "20991231 x.md", nil), ("桥", "bridge-1989-06-04.md", nil), ("桥", "bridge_1937-12-13_x.md", nil),
      ("桥", "19890604.x.md", nil),
    ] as [(String, String, Int?)])
  func aDayInTheTitleOrTheNameIsThatOfThePage(title: String, path: String, day: Int?) throws {
    #expect(try article("# \(title)\n\n正文。\n", path: path).published?.number == day)
  }

  @Test(
    arguments: [
      ("https://a.example/gb/19/7/2/n1.htm", 20_190_702), ("https://a.example/gb/4/11/19/n7.htm", 20_041_119),
      ("https://a.example/2018/8/15/bridge-1.html", 20_180_815),
      ("https://a.example/a/bridge-20180831/20180831/4552.html", 20_180_831),
      ("https://a.example/99/06/04/1.html", 19_990_604),
      ("https://a.example/garden/tea-09302019110343.html", 20_190_930),
      ("https://a.example/12/45/67/1.html", nil), ("https://a.example/news/12/3/4/55.html", nil),
      ("https://a.example/20991231/1.html", nil), ("https://a.example/2020.3/1/a.html", nil),
      ("https://a.example/20180831", nil), ("https://a.example/post/51880731/", nil),
    ] as [(String, Int?)])
  func aPageWithoutADayHasThatOfItsOriginalsAddress(address: String, day: Int?) throws {
    let text = "### 题\n----------\n\n<p>正文。</p>\n<hr/>\n原文地址：\(address)\n"
    #expect(try article(text).published?.number == day)
  }

  @Test func theFirstDayOfAChronicleIsNotThatOfThePage() throws {
    let document = try article("<p>1989年6月4日</p><p>一</p><p>1990年1月1日</p><p>二</p>", path: "a.html")
    #expect(document.published == nil)
  }

  @Test func aDatelineMayFollowOtherBrackets() throws {
    for text in ["（综合）北京【某社2021年3月3日讯】正文。", "(未完【某社2021年3月3日讯】正文。"] {
      let document = try article("<p>\(text)</p>", path: "a.html")
      #expect(text.hasPrefix("(") || document.published?.number == 20_210_303)
    }
  }
}
