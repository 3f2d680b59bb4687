import Articles
import Testing
import Typesetting

struct ArticleTests {
  @Test func anArticleIsSetWithItsHeadAndFoot() {
    let document = Document(
      title: "小雪", byline: "希望之声", published: CalendarDate(year: 2021, month: 11, day: 22),
      blocks: [
        .paragraph([
          Span("小雪是第二十个"), Span("节气", target: .term(key: "7")), Span("，见"),
          Span("历书", target: .link("https://example.org/a")), Span("。"),
        ])
      ], original: "https://example.org/o")
    let article = set(document, Setting(measure: 30), about: "希望之声 · 2021-11-22")
    #expect(
      article.allLines().map(\.text).joined(separator: "\n") == """
                     小雪
            希望之声 · 2021-11-22

            小雪是第二十个节气，见历书
        [1]。

                    〔完〕

        词条：节气

        链接：
        [1] https://example.org/a

        原文：https://example.org/o
        """)
    #expect(article.links == ["https://example.org/a"])
  }

  @Test func anAddressMetTwiceHasOneNumber() {
    let link = Span("甲", target: .link("https://example.org"))
    let other = Span("乙", target: .link("https://example.net"))
    let document = Document(title: "题", blocks: [.paragraph([link, Span("和"), other, Span("和"), link])])
    #expect(set(document, 40).links == ["https://example.org", "https://example.net"])
  }

  @Test func anEmptyDocumentIsStillSet() {
    #expect(set(Document(title: ""), 10).allLines().map(\.text) == ["  〔完〕"])
  }
}
