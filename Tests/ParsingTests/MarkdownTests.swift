// Pages in Markdown, and HTML in them.

import Articles
import Foundation
import Parsing
import Testing

private func article(_ text: String) throws -> Document {
  try parseArticle(Array(text.utf8), path: "pages/a/1.md")
}

private func item(_ texts: String...) -> [Block] { texts.map { .paragraph([Span($0)]) } }

extension Block {
  /// What the items of a list say.
  fileprivate var passagesOfItems: [String] {
    guard case .list(let list) = self else { return [] }
    return list.items.joined().map { block in
      if case .paragraph(let spans) = block { spans.map(\.text).joined() } else { "" }
    }
  }
}

@Suite struct MarkdownTests {
  @Test func whatAPictureOfMarkdownSaysIsItsCaptionOnEveryPage() throws {
    let figure = Block.figure(Figure(caption: [Span("茶壶")], address: "https://example.org/pot.jpg"))
    for head in ["# 泡茶\n\n", "### 泡茶\n------\n\n"] {
      #expect(try article(head + "![茶壶](https://example.org/pot.jpg)\n").blocks == [figure])
    }
  }

  @Test(arguments: ["<script> 标签不要放在开头。", "<textarea>里可以打字。", "<title> 标签只有一个。"])
  func aLineThatSpeaksOfATagBeginsNoHTML(line: String) throws {
    #expect(
      try article("# 标签\n\n\(line)\n\n- 甲\n\n后。").blocks == item(line) + [
        .list(List(items: [item("甲")])), .paragraph([Span("后。")]),
      ])
  }

  @Test func aPageOfPlainMarkdownIsRead() throws {
    let document = try article(
      """
      # 泡茶

      水**烧开**，见[说明](../b/2.md?t=05040302)。

      - 绿茶
      - 红茶

      | 茶 | 度 |
      |---|--:|
      | 绿 | 80 |

      ![茶壶](https://example.org/pot.jpg)
      """)
    #expect(document.title == "泡茶")
    #expect(
      document.blocks == [
        .paragraph([
          Span("水"), Span("烧开", style: .strong), Span("，见"), Span("说明", target: .link("pages/b/2.md")),
          Span("。"),
        ]),
        .list(List(items: [[.paragraph([Span("绿茶")])], [.paragraph([Span("红茶")])]])),
        .table(
          Table(rows: [
            [.init([Span("茶")], isHeader: true), .init([Span("度")], isHeader: true, alignment: .right)],
            [.init([Span("绿")]), .init([Span("80")], alignment: .right)],
          ])),
        .figure(Figure(caption: [Span("茶壶")], address: "https://example.org/pot.jpg")),
      ])
  }

  @Test func markdownWithinElementsIsRead() throws {
    let document = try article(
      """
      # 前

      <details>
      <summary>概</summary>

      **内** [链](http://x/)

      - 甲
      - 乙

      </details>

      <div align=center>

      # 题

      ![图](http://x/a.png)

      </div>
      """)
    #expect(
      document.blocks == [
        .paragraph([Span("概")]),
        .paragraph([Span("内", style: .strong), Span(" "), Span("链", target: .link("http://x/"))]),
        .list(List(items: [item("甲"), item("乙")])), .heading(level: 1, [Span("题")]),
        .figure(Figure(caption: [Span("图")], address: "http://x/a.png")),
      ])
  }

  @Test func indentedMarkupWithinElementsIsNotCode() throws {
    let document = try article("# 题\n\n<div>\n\n     <p>\n\n       一\n\n     </p>\n</div>\n\n二\n")
    #expect(document.blocks == item("一", "二"))
  }

  @Test func anElementWithinAnItemDoesNotEndTheList() throws {
    let document = try article("# 题\n\n- 甲\n    <div>\n    <p>乙</p>\n    </div>\n- 丙\n")
    #expect(document.blocks == [.list(List(items: [item("甲", "乙"), item("丙")]))])
  }

  @Test(arguments: [
    "<img src=\"a.jpg\">", "<br>", "<!-- more -->", "<b>小题</b>", "<hr>", "<a name=\"x\"></a>",
    "<center>中</center>",
  ])
  func markdownAfterALineOfMarkupIsRead(line: String) throws {
    let document = try article(
      "### 题\n------\n\n一**粗**。\n\n\(line)\n\n二**粗**，见[链](http://a.example)。\n\n- 三\n\n四\n")
    let bold = { (text: String) in [Span(text), Span("粗", style: .strong)] }
    #expect(document.blocks.first == .paragraph(bold("一") + [Span("。")]))
    #expect(
      document.blocks.suffix(3) == [
        .paragraph(bold("二") + [Span("，见"), Span("链", target: .link("http://a.example")), Span("。")]),
        .list(List(items: [item("三")])), .paragraph([Span("四")]),
      ])
  }

  @Test func markupThatGoesOnAfterABlankLineIsMarkup() throws {
    let document = try article("### 题\n------\n\n<p>一\n\n*二\n\n<b>三\n\n_四_</b></p>\n")
    #expect(document.passages == ["一", "*二三", "_四_"])
  }

  @Test func emphasisBesideChineseMarksIsMeant() throws {
    let document = try article("# 题\n\n这是**「重要」**的，还有**重要。**然后。`是**「码」**的`\n")
    #expect(
      document.blocks == [
        .paragraph([
          Span("这是"), Span("「重要」", style: .strong), Span("的，还有"), Span("重要。", style: .strong), Span("然后。"),
          Span("是**「码」**的", style: .code),
        ])
      ])
  }

  @Test(arguments: [
    "嫌疑人张**、李**、王**已归案。", "李**（女，35岁）、王**（男，40岁）", "张三*，李四*，王五。", "3*（4+5）*2",
    "[乘](http://a.example/甲**（乙）**丙)",
  ])
  func starsOfTheAuthorsStay(text: String) throws {
    let document = try article("# 题\n\n\(text)\n")
    guard case .paragraph(let spans)? = document.blocks.first else {
      Issue.record("no paragraph")
      return
    }
    if case .link(let address)? = spans.first?.target {
      #expect(address.removingPercentEncoding == "http://a.example/甲**（乙）**丙")
    } else {
      #expect(spans == [Span(text)])
    }
  }

  @Test(arguments: ["他说：5*3*2=30，C:\\*.\\*", "王*与李*", "[编者按]: 今天种番茄。"])
  func textOfAPageOfHTMLIsNoMarkdown(text: String) throws {
    let document = try article("### 题\n------\n\n<p>一</p>\n\n\(text)\n")
    #expect(document.blocks.last == .paragraph([Span(text.replacing("\\\\", with: "\\"))]))
  }

  @Test(arguments: [
    "{:target=\"_blank\"}", "{: .red #x width=\"300\" }", "{ .md-button }", "{target=_blank}",
    "{: rel='x y'}",
  ])
  func attributesBehindALinkAreNoText(list: String) throws {
    let link = Span("桥", target: .link("https://a.example/b"))
    #expect(
      try article("# 题\n\n[桥](https://a.example/b)\(list)有账，[桥](https://a.example/b)\(list)\n").blocks == [
        .paragraph([link, Span("有账，"), link])
      ])
    #expect(
      try article("# 题\n\n![石桥](/a.png)\(list)\n").blocks == [
        .figure(Figure(caption: [Span("石桥")], address: "/a.png"))
      ])
  }

  @Test(arguments: [
    "集合 f(x){0, 1} 与 g(x){y = 1}", "写成 `[a](b){: .c}`", "写成 ``[a](b){: .c}``", "见（一）{注}",
    "a =3 与 a[0](b =1)",
    "{:ok, pid}", "{:4_104:}", "(x){:error}", "if(a){b=c} f(){x=1;} f(x){.hot} $(a){b=1}", "图 {: .tip }",
    "<code>A_{:,1}</code>", "$\\mathbf{R}_{:,j}(x){.a}$", "<pre>[a](b){.c}</pre>",
    "> ```\n> [a](b){.c}\n> ```",
    "    [a](b){.c}\n", "{{ site.url }}/a 与 {% img /a.png %}",
  ])
  func bracesOfTheAuthorsStay(text: String) throws {
    let shown = text.replacing(#/<.*?>|`|> |^ +|\n/#, with: "")
    #expect(try article("# 题\n\n\(text)\n").passages == [shown])
  }

  @Test func bracesBehindALinkThatAreNoAttributesStay() throws {
    for braces in ["{注}", "{:ok, pid}", "{}", "{a = 1}", "{a=注}", "{.a注}", "{i=i+1}", "{.a", " {.a}", "{.1}"]
    {
      #expect(try article("# 题\n\n[桥](https://a.example/b)\(braces)\n").passages == ["桥\(braces)"])
    }
  }

  @Test func tabsAndBoxesOfChineseKindsHaveTitles() throws {
    let document = try article("# 题\n\n!!! 例题\n    甲。\n\n=== \"乙\"\n    丙。\n\n=== 丁\n")
    #expect(document.passages == ["例题", "甲。", "乙", "丙。", "=== 丁"])
    let lemma = try article("# 题\n\n!!! 第二部分 引理 3\n    缩进的话。\n")
    #expect(lemma.passages.joined().hasPrefix("!!! 第二部分 引理 3") && lemma.passages.joined().hasSuffix("缩进的话。"))
    #expect(try article("# 题\n\n!!! 引理 \"三\"\n    甲。\n").passages == ["三", "甲。"])
    #expect(try article("# 题\n\n!!! 太好了\n\n    真的很好。\n").passages == ["!!! 太好了", "真的很好。"])
    #expect(try article("# 题\n\n:::: 甲\n\n乙\n").passages == [":::: 甲", "乙"])
  }

  @Test func aTitleIsThePagesOnlyWhereItComesFirst() throws {
    #expect(try article("<title>甲</title>\n\n正文。\n").title == "甲")
    let document = try article("# 题\n\n<title>甲</title>\n\n正文。\n")
    #expect(document.title == "题" && document.passages == ["甲", "正文。"])
  }

  @Test(arguments: ["价格![元](y.png)不变", "价格元![不](y.png)变"])
  func aPictureThatIsACharacterStaysInItsSentence(line: String) throws {
    #expect(try article("# 题\n\n\(line)。\n").passages.first == "价格元不变。")
  }

  @Test(arguments: [
    "甲。![茶馆](y.png)", "甲\n![茶馆](y.png)\n乙", "如![图](y.png)", "![茶馆](y.png)\n\n乙",
    "图为![茶](y.png)", "喝![茶](y.png)茶",
  ])
  func aPictureBesideASentenceIsOne(line: String) throws {
    #expect(
      try article("# 题\n\n\(line)\n").blocks.contains {
        if case .figure(let figure) = $0 { !figure.caption.isEmpty } else { false }
      })
  }

  @Test(arguments: [
    ("在这里插入图片描述", "/a.png", ""), ("image-20210301123456", "/x/image-20210301123456.png", ""),
    ("桥20080512", "/%E6%A1%A520080512.png?x=1", "桥20080512"), ("桥.png", "/桥.png", "桥.png"),
    ("图片里的桥", "/a.png", "图片里的桥"),
  ])
  func aPlaceholderIsNoCaption(alt: String, address: String, caption: String) throws {
    guard case .figure(let figure)? = try article("# 题\n\n![\(alt)](<\(address)>)\n").blocks.first else {
      Issue.record("no picture")
      return
    }
    #expect(figure.caption.map(\.text).joined() == caption)
  }

  @Test(arguments: ["[TOC]", "[[_TOC_]]", "@[TOC](文章目录)"]) func thePlaceOfATableOfContentsIsNoText(
    line: String
  ) throws {
    #expect(try article("# 题\n\n\(line)\n\n正文。\n").blocks == item("正文。"))
  }

  @Test func aNoteOfALongPageIsNotLost() throws {
    let paragraphs = String(repeating: String(repeating: "茶", count: 1000) + "\n\n", count: 250)
    let document = try article("# 题\n\n开头[^1]有注。\n\n\(paragraphs)[^1]: 注文在此\n")
    #expect(document.passages.joined().contains("注文在此"))
  }

  @Test func anIndentOfWideSpacesBeginsAParagraph() throws {
    let document = try article("# 题\n\n　　一段\n接着\n　　二段\n")
    #expect(document.blocks == [.paragraph([Span("一段接着")]), .paragraph([Span("二段")])])
  }

  @Test func aLongPageIsReadInPieces() throws {
    let section = "## 第二节\n\n**粗**的一段。\n\n- 甲\n- 乙\n\n" + String(repeating: "茶", count: 1000) + "\n\n"
    let document = try article("# 题\n\n" + String(repeating: section, count: 400))
    #expect(document.title == "题" && document.blocks.count == 1600)
    #expect(document.blocks.suffix(4) == document.blocks.prefix(4))
  }

  @Test func anAddressOfALongPageIsKnownInAllOfIt() throws {
    let section = "## 第二节\n\n**粗**的[一段][r]，[^无]。\n\n" + String(repeating: "茶", count: 1000) + "\n\n"
    let sections = String(repeating: section, count: 400)
    let document = try article("# 题\n\n[r]: http://x/ \"名\"\n\n\(sections)[注]: 是 文字\n\n[r]: http://y/\n")
    #expect(document.title == "题" && document.blocks.count == 1201)
    let link = Span("一段", target: .link("http://x/"))
    #expect(
      document.blocks[1197...].prefix(2) == [
        .heading(level: 2, [Span("第二节")]),
        .paragraph([Span("粗", style: .strong), Span("的"), link, Span("，[^无]。")]),
      ])
    #expect(document.passages.last == "[注]: 是 文字")
  }

  @Test func aLongPageOfOneListIsReadInPieces() throws {
    let items = (1...7000).map { "\($0). **茶**" + String(repeating: "馆", count: 40) }.joined(separator: "\n")
    let blocks = try article("# 题\n\n\(items)\n").blocks
    let starts = blocks.map { if case .list(let list) = $0 { list.start ?? 0 } else { 0 } }
    #expect(starts.count == 2 && starts.first == 1 && starts.allSatisfy { $0 > 0 })
    #expect(blocks.flatMap(\.passagesOfItems).count == 7000)
  }

  @Test func aPageOfThousandsOfNotesIsRead() throws {
    let text = (1...3000).map { "茶[^\($0)]。" }.joined(separator: "\n\n")
    let notes = (1...3000).map { "[^\($0)]: 注\($0)" }.joined(separator: "\n")
    let long = String(repeating: "馆", count: 1000)
    let document = try article("# 题\n\n\(text)\n\n\(notes)\(long)\n")
    #expect(document.blocks.count == 3001 && document.passages[2999] == "茶〔3000〕。")
  }

  @Test func whatTheMarksOfAPageCostHidesNoHeading() throws {
    let marks = String(repeating: "*a _b ", count: 40_000)
    let blocks = try article("# 题\n\n## 节\n\n\(marks)\n\n## 末节\n\n末\n").blocks
    #expect(
      blocks.first == .heading(level: 2, [Span("节")])
        && blocks.suffix(2).first == .heading(level: 2, [Span("末节")]))
  }

  @Test func whatWasTakenBackIsToldFromTheRest() throws {
    for text in ["价~~100~~80元", "价<del>100</del>80元", "价<s>100</s>80元"] {
      #expect(try article("# 题\n\n\(text)\n").blocks == [.paragraph([Span("价~~100~~80元")])])
    }
  }

  @Test func aLongerFenceHoldsAShorterOne() throws {
    let document = try article("### 题\n------\n\n````\n```\n<div>码</div>\n```\n````\n\n后\n")
    #expect(document.blocks == [.preformatted("```\n<div>码</div>\n```"), .paragraph([Span("后")])])
  }

  @Test(arguments: [
    ("title: >-\n  折叠的\n  标题", "折叠的 标题"), ("title: \"他说：\\\"好\\\"\"", "他说：\"好\""),
    ("title: '他''s' # 注", "他's"),
    ("title: 茶 # 注", "茶"), ("tags: [\n  甲\n]\ntitle: 茶", "茶"), ("\"title\": 茶", "茶"),
  ])
  func theMatterBeforeAPageIsReadAsItsWritersMeanIt(matter: String, title: String) throws {
    let document = try article("---\n\(matter)\n---\n\n正文\n")
    #expect(document.title == title)
    #expect(document.blocks == [.paragraph([Span("正文")])])
  }

  @Test(arguments: [
    ("author: 李四\ntags: [茶, \"水, 土\"]\ncategories: 史", "李四", ["茶", "水, 土", "史"]),
    ("authors:\n  - 李四\n  - 王五\ntags:\n- 茶\n- '水'\n- [史, 茶]", "李四、王五", ["茶", "水", "史"]),
    ("author:\n  name: 李四\ntags: 茶, 水\nlayout: post", "李四", ["茶", "水"]),
    ("tags: [\n  茶,\n  水\n]\ndate: 2020-01-01", nil, ["茶", "水"]),
    (
      "author: \"记者: 张三\"\ntags: [\"a\\\\\", 'b, c', \"AI: x\"]\ncategory: ~", "记者: 张三",
      ["a\\", "b, c", "AI: x"]
    ),
    ("tags: null\ncategories: [[\"科技\",\"互联网\"]]", nil, ["科技", "互联网"]),
  ])
  func thePageIsFiledUnderWhatItsMatterSays(matter: String, byline: String?, tags: [String]) throws {
    let document = try article("---\n\(matter)\n---\n\n正文\n")
    #expect(document.byline == byline && document.tags == tags)
    #expect(document.terms.map(\.name) == tags && document.blocks == item("正文"))
  }

  @Test func theDayOfAPageIsWhatItsMatterSaysThenItsTextThenItsName() throws {
    let text = "\n【大報1936年5月3日訊】正文\n"
    let day = { (text: String, path: String) in
      try parseArticle(Array(text.utf8), path: path).published.map { "\($0)" }
    }
    #expect(try day("---\ndate: 2019-10-07\n---\n" + text, "_posts/2020-01-02-a.md") == "2019-10-07")
    #expect(try day("---\ndate: 20191007\n---\n" + text, "a.md") == "2019-10-07")
    #expect(try day("# 题\n\n正文\n", "posts/2019/10/07-a.md") == "2019-10-07")
    #expect(try day("# 题\n\n正文\n", "posts/2019/10/107-a.md") == nil)
    #expect(try day("# 题\n" + text, "_posts/2020-01-02-a.md") == "1936-05-03")
    #expect(try day("# 题\n\n正文\n", "_posts/2020-01-02-a.md") == "2020-01-02")
    #expect(try day("# 新闻（20220101）\n\n正文\n", "news/20220101.md") == "2022-01-01")
    #expect(try day("# 新闻\n\n正文\n", "news/20220101.md") == nil)
    #expect(try day("---\npublishDate: 2021-02-03\n---\n\n正文\n", "a.md") == "2021-02-03")
  }

  @Test(arguments: [
    "### [首页](../README.md)\n---\n# 真题\n正文\n", "### [首页](../../README.md)\n------------\n\n# 真题\n\n正文\n",
  ])
  func navigationIsNoTitle(page: String) throws {
    let document = try article(page)
    #expect(document.title == "真题" && document.blocks == item("正文"))
  }

  @Test func aTitleMayLeadToARepository() throws {
    #expect(try article("# [说明](https://github.com/a/b)\n\n正文\n").title == "说明")
    let links = String(repeating: "# [首页](../README.md)\n\n", count: 20_000)
    #expect(try article(links + "# 真题\n\n正文\n").title == "真题")
  }

  @Test(arguments: [#"当 <a x=y=z 时"#, #"写 \<a href=b=c>"#]) func whatIsNoTagStaysAsItIs(text: String) throws {
    let shown = text.replacing("\\", with: "")
    #expect(try article("# 题\n\n\(text)\n").blocks == item(shown))
  }

  @Test func aTildeIsARange() throws {
    #expect(try article("# 题\n\n气温5~10度，风力3~4级，~~旧~~新\n").blocks == item("气温5~10度，风力3~4级，~~旧~~新"))
  }

  @Test(arguments: [
    "<a href=http://a.example/?id=1 target=_blank>文</a>", "<A href=http://a.example/?id=1>文</A>",
    "<a title=\"x=y\" href=http://a.example/?id=1>文</a>",
  ])
  func aTagIsOneAsBrowsersReadIt(tag: String) throws {
    #expect(
      try article("# 题\n\n\(tag)\n").blocks
        == [.paragraph([Span("文", target: .link("http://a.example/?id=1"))])])
    #expect(try article("# 题\n\n    \(tag)\n").blocks == [.preformatted(tag)])
    #expect(try article("# 题\n\n`\(tag)`\n").blocks == [.paragraph([Span(tag, style: .code)])])
  }

  @Test func aPictureBetweenLinesDividesThem() throws {
    let picture = Block.figure(Figure(caption: [], address: "https://a.example/p.png"))
    #expect(
      try article("# 题\n\n甲\n![](https://a.example/p.png)\n乙\n").blocks == item("甲") + [picture] + item("乙"))
    #expect(try article("# 题\n\n甲![](https://a.example/p.png)乙\n").blocks == item("甲乙") + [picture])
  }

  @Test func aFileFromTheRootIsOneOfTheTree() throws {
    let document = try article("# 题\n\n[甲](/pages/b/2.md#x)[乙](/about)\n")
    #expect(
      document.blocks
        == [
          .paragraph([
            Span("甲", target: .link("pages/b/2.md")), Span("乙", target: .link("/about")),
          ])
        ])
  }

  @Test func aPageThatBeginsWithARuleIsReadFromThere() throws {
    let document = try article("---\n\n## 要闻\n\n- 甲\n\n---\n\n正文\n")
    #expect(document.blocks == [.list(List(items: [item("甲")])), .rule, .paragraph([Span("正文")])])
    #expect(try article("+++\ntitle = \"茶\"\n+++\n\n正文\n").title == "茶")
  }

  @Test(arguments: [
    "\n\n茶馆外景", "\n*茶馆外景*", "\n\n<center>茶馆外景</center>", "\n\n▲茶馆外景", "\n\n茶馆外景。", "\n\n△ 茶馆外景（张三摄）",
  ])
  func thePrintedCaptionOfAPictureIsShownOnce(caption: String) throws {
    let text = caption.replacing(#/[\n*]|<\/?center>/#, with: "")
    #expect(try article("# 题\n\n![茶馆外景](a.jpg)\(caption)\n\n正文。").passages == [text, "正文。"])
    let line = "<p align=center><img src=a.jpg alt=茶馆外景><br><em>\(text)</em></p>"
    #expect(try article("# 题\n\n\(line)\n\n正文。").passages == [text, "正文。"])
  }

  @Test func aTextThatBeginsAsAPictureIsCalledIsNoCaption() throws {
    let blocks = try article("# 题\n\n![茶馆](a.jpg)\n\n茶馆在城南，有三层楼。\n\n![茶馆](b.jpg)\n\n老茶馆。").blocks
    #expect(
      blocks == [
        .figure(Figure(caption: [], address: "pages/a/a.jpg"))
      ] + item("茶馆在城南，有三层楼。") + [.figure(Figure(caption: [Span("茶馆")], address: "pages/a/b.jpg"))]
        + item("老茶馆。"))
  }

  @Test func aBoxStandsBeforeWhatItIsOfWhereItemsHaveBlankLinesBetweenThem() throws {
    let list = Block.list(List(start: nil, items: [item("☐ 甲"), item("☑ 乙")]))
    #expect(try article("# 题\n\n- [ ] 甲\n\n- [x] 乙\n").blocks == [list])
  }

  @Test func boxesOfTasksAreKept() throws {
    let document = try article("# 题\n\n- [x] 甲\n- [ ] 乙\n")
    #expect(document.blocks == [.list(List(items: [item("☑ 甲"), item("☐ 乙")]))])
  }

  @Test(arguments: [
    (
      "见https://example.org/a下载应用，或www.example.net/b、http://a.example/c（完）",
      ["https://example.org/a", "http://www.example.net/b", "http://a.example/c"]
    ),
    ("https://zh.example.org/wiki/北京。", ["https://zh.example.org/wiki/%E5%8C%97%E4%BA%AC"]),
    ("网站https://茶.example/更多", ["https://%E8%8C%B6.example/%E6%9B%B4%E5%A4%9A"]),
    ("“https://example.org”——完", ["https://example.org"]),
    (
      "(https://example.org/a)，\"https://example.org/b\"，https://example.org/c.，https://example.org/d(e)。",
      ["https://example.org/a", "https://example.org/b", "https://example.org/c", "https://example.org/d(e)"]
    ),
    (
      "见http://a.example/，HTTPS://b.example/c、WWW.c.example。",
      ["http://a.example/", "HTTPS://b.example/c", "http://WWW.c.example"]
    ),
  ])
  func anAddressEndsBeforeTheChineseAfterIt(line: String, addresses: [String]) throws {
    let block = try #require(try article("# 页\n\n\(line)\n").blocks.first)
    guard case .paragraph(let spans) = block else {
      Issue.record("no paragraph: \(block)")
      return
    }
    #expect(spans.map(\.text).joined() == line)
    #expect(
      spans.compactMap { span in if case .link(let address)? = span.target { address } else { nil } }
        == addresses)
  }

  @Test(arguments: [
    "[https://zh.example.org/wiki/2019年香港](https://zh.example.org/wiki/2019年香港)",
    "<https://zh.example.org/wiki/2019年香港>",
    "[https://zh.example.org/wiki/2019年香港](https://zh.example.org/wiki/2019年香港 \"题\")",
  ])
  func anAddressThatIsMarkedAsOneIsTakenWhole(line: String) throws {
    let block = try #require(try article("# 页\n\n\(line)\n").blocks.first)
    #expect(
      block
        == .paragraph([
          Span(
            "https://zh.example.org/wiki/2019年香港",
            target: .link("https://zh.example.org/wiki/2019%E5%B9%B4%E9%A6%99%E6%B8%AF"))
        ]))
  }

  @Test(arguments: [
    "|茶|度|\n|---|---|\n|绿|80|余|\n|红|95|", "茶|度\n--|--\n绿|80|余\n红|95",
    "|茶|度|\n|:--|:--|\n|绿|80|余\n|红|95|\n\n后|a|b|c|d",
  ])
  func aRowLongerThanItsTablesHeadIsKeptWhole(text: String) throws {
    guard case .table(let table)? = try article("# 题\n\n\(text)\n").blocks.first else {
      Issue.record("no table")
      return
    }
    #expect(
      table.rows.map { $0.map(\.spans.text).filter { !$0.isEmpty } } == [
        ["茶", "度"], ["绿", "80", "余"], ["红", "95"],
      ])
    #expect(table.rows.allSatisfy { $0.count == 3 })
  }

  @Test func footnotesAreMarkedAndDoNotLeadBack() throws {
    let document = try article("# 题\n\n甲[^1]乙\n\n[^1]: 注\n")
    #expect(document.blocks == item("甲〔1〕乙") + [.list(List(start: 1, items: [item("注")]))])
  }

  @Test func theMatterBeforeAPageIsNoText() throws {
    let document = try article("---\ntitle: \"茶\"\ndate: 2024-03-05T08:00:00Z\ntags:\n  - a\n---\n\n正文\n")
    #expect(document.title == "茶")
    #expect(document.published?.number == 20_240_305)
    #expect(document.blocks == item("正文"))
    #expect(try article("---\n\n他说：早。\n\n---\n\n正文\n").blocks.count == 3)
  }

  @Test func aPageOfMarkupTooLongForMarkdownShowsNoTags() throws {
    let line = "<p>茶 &amp; 水</p>\n"
    let document = try article(String(repeating: line, count: 30_000))
    let isRead = document.blocks.allSatisfy { $0 == .paragraph([Span("茶 & 水")]) }
    #expect(isRead)
    #expect(document.blocks.count == 30_000)
  }
}
