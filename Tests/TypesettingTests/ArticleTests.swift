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

            小雪是第二十个节气，见历
        书[1]。

                    〔完〕

        链接：
        [1] https://example.org/a

        原文：https://example.org/o

        主题：节气[2]
        """)
    #expect(article.links == ["https://example.org/a"] && article.terms == ["7"])
  }

  @Test func aSubjectThatIsLinkedUnderSeveralAddressesStandsOnceAtTheEnd() {
    let names = ["桥", "橋", "石拱桥", "桥", "Go", "go", "¿", "¡"]
    let spans = zip(names, 1...).map { Span($0, target: .term(key: "\($1)")) }
    let article = set(Document(title: "", blocks: [.paragraph(spans)]), Setting())
    #expect(article.terms == ["1", "3", "5", "7", "8"])
    #expect(article.allLines().map(\.text).last == "主题：桥[1]、石拱桥[2]、Go[3]、¿[4]、¡[5]")
  }

  @Test(arguments: 10...40) func theNumberOfALinkStaysWithIt(measure: Int) {
    let spans = (0..<9).flatMap { [Span("街角的"), Span("茶馆", target: .link("https://example.org/\($0)"))] }
    let lines = set(Document(title: "题", blocks: [.paragraph(spans)]), measure).allLines().map(\.text)
    let text = lines.prefix { !$0.contains("〔完〕") }
    #expect(text.joined().contains("[9]"))
    #expect(!text.contains { $0.hasPrefix("[") })
  }

  @Test func theNumberOfALinkThatFillsTheLineBeginsTheNext() {
    let link = Span("abcdefghij", target: .link("https://example.org"))
    let lines = set(
      Document(title: "", blocks: [.paragraph([link])]), Setting(measure: 10, paragraphs: .spaced))
    #expect(lines.allLines().map(\.text).prefix(2) == ["abcdefghij", "[1]"])
  }

  @Test func whatIsAddedAtTheEndMovesNothingThatIsSet() {
    var article = set(
      Document(
        title: "题",
        blocks: [
          .paragraph([
            Span("见"), Span("甲", target: .link("https://example.org")), Span("的"),
            Span("乙", target: .term(key: "1")),
          ])
        ]), 16)
    let before = article.allLines().map(\.text)
    article.append(["第一篇的题目很长", "第二篇"], under: "相关文章")
    let lines = article.allLines().map(\.text)
    #expect(Array(lines.prefix(before.count)) == before)
    #expect(
      lines.dropFirst(before.count) == ["", "相关文章：", "[3] 第一篇的题目", "    很长", "[4] 第二篇"])
    var place = article.lastTop(page: 3)
    #expect(article.lines(from: place, count: 3).map(\.text) == Array(lines.suffix(3)))
    #expect(article.isAtEnd(place, page: 3) && article.percent(place, page: 3) == 100)
    let position = article.position(of: place)
    place = article.place(of: position)
    #expect(article.position(of: place) == position)
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
