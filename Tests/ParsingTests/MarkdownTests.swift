// Pages in Markdown, and HTML in them.

import Articles
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
      |---|---|
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
            [.init([Span("茶")], isHeader: true), .init([Span("度")], isHeader: true)],
            [.init([Span("绿")]), .init([Span("80")])],
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

  @Test func boxesOfTasksAreKept() throws {
    let document = try article("# 题\n\n- [x] 甲\n- [ ] 乙\n")
    #expect(document.blocks == [.list(List(items: [item("☑ 甲"), item("☐ 乙")]))])
  }

  @Test func footnotesAreMarkedAndDoNotLeadBack() throws {
    let document = try article("# 题\n\n甲[^1]乙\n\n[^1]: 注\n")
    #expect(document.blocks == item("甲[1]乙") + [.list(List(start: 1, items: [item("注")]))])
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
