// Pages in Markdown, and HTML in them.

import Articles
import Foundation
import Parsing
import Testing

private func article(_ text: String) throws -> Document {
  try parseArticle(Array(text.utf8), path: "pages/a/1.md")
}

private func item(_ texts: String...) -> [Block] { texts.map { .paragraph([Span($0)]) } }

@Suite struct MarkdownTests {
  @Test func whatAPictureOfMarkdownSaysIsItsCaptionOnEveryPage() throws {
    let figure = Block.figure(Figure(caption: [Span("茶壶")], address: "https://example.org/pot.jpg"))
    for head in ["# 泡茶\n\n", "### 泡茶\n------\n\n"] {
      #expect(try article(head + "![茶壶](https://example.org/pot.jpg)\n").blocks == [figure])
    }
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
    #expect(document.blocks.count == 1)
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

  @Test(arguments: ["他说：5*3*2=30，C:\\*.\\*", "王*与李*"])
  func textOfAPageOfHTMLIsNoMarkdown(text: String) throws {
    let document = try article("### 题\n------\n\n<p>一</p>\n\n\(text)\n")
    #expect(document.blocks.last == .paragraph([Span(text.replacing("\\\\", with: "\\"))]))
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

  @Test func aPageThatBeginsWithARuleIsReadFromThere() throws {
    let document = try article("---\n\n## 要闻\n\n- 甲\n\n---\n\n正文\n")
    #expect(document.blocks == [.list(List(items: [item("甲")])), .rule, .paragraph([Span("正文")])])
    #expect(try article("+++\ntitle = \"茶\"\n+++\n\n正文\n").title == "茶")
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
