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
    let set = typeset(document, measure: 30, about: "希望之声 · 2021-11-22", labels: labels)
    #expect(
      set.lines.map(\.text).joined(separator: "\n") == """
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
    #expect(set.links == ["https://example.org/a"])
  }

  @Test func anAddressMetTwiceHasOneNumber() {
    let link = Span("甲", target: .link("https://example.org"))
    let other = Span("乙", target: .link("https://example.net"))
    let document = Document(title: "题", blocks: [.paragraph([link, Span("和"), other, Span("和"), link])])
    #expect(
      typeset(document, measure: 40, labels: labels).links == ["https://example.org", "https://example.net"])
  }

  @Test func anEmptyDocumentIsStillSet() {
    #expect(
      typeset(Document(title: ""), measure: 10, labels: labels).lines.contains { $0.text.contains("完") })
  }
}
