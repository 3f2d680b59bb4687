// A document written as a page and read again: the same document, whatever it says.

import Articles
import Foundation
import Parsing
import Testing

private let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// Folders of mirrors: the sample newspaper, and those `KANBAO_TEST_MIRRORS` names.
private var mirrors: [String] {
  let named = ProcessInfo.processInfo.environment["KANBAO_TEST_MIRRORS"] ?? ""
  return [checkout.appending(path: "Config/sample").path] + named.split(separator: ":").map(String.init)
}

private func pages(in folder: String) -> [String] {
  let files = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
  return files.filter { pageKind(ofPath: $0) == .article }.sorted()
}

/// The document as far as it is written: without the links of the page that come and go.
private func written(_ document: Document) -> Document {
  var document = document
  document.links = document.links.filter { $0.role == .share }
  return document
}

private func again(_ document: Document, path: String = "pages/food/1.md") throws -> Document {
  written(try parseArticle(writeArticle(document, path: path), path: path))
}

private let hostile = [
  "#### 标题", "# [链](x.md)", "-----------------------", "---", "<b>不是粗体</b>", "&lt;&amp;&#65;&nbsp;",
  "a < b > c & d",
  "原文地址：http://example.org/1", "手机上长按并复制下列链接或二维码分享本文章：http://example.org/2",
  "原文地址（需翻墙访问）： http://example.org/3", "](x) [y](z)", "\\# \\\\ `code` *星* _底_", "\"引\" '号'", "<!-- 注 -->",
  "【茶报2021年6月23日】早晨", "http://example.org/pages/food/1.md.png", "~~~", "```", "<hr/>原文链接：", "]]>", "<", "&",
]

@Suite struct PageWriterTests {
  @Test(arguments: mirrors)
  func everyPageOfAMirrorComesBackAsItWas(folder: String) throws {
    var different: [String] = []
    for path in pages(in: folder) {
      let bytes = Array(try Data(contentsOf: URL(filePath: folder + "/" + path)))
      guard let document = try? parseArticle(bytes, path: path) else { continue }
      if try again(document, path: path) != written(document) { different.append(path) }
    }
    #expect(different.isEmpty)
  }

  @Test(arguments: ["pages/food/1.md", "pages/food/1.html", "loose.md"])
  func everyKindOfBlockAndSpanComesBack(path: String) throws {
    let styles: [Span.Style] = [
      [], .strong, .emphasis, .underline, .code, [.strong, .emphasis, .underline, .code],
    ]
    let spans =
      styles.enumerated().map { Span("第\($0)段 ", style: $1) } + [
        Span("链", target: .link("https://example.org/a?b=1&c=2#d")),
        Span("页", target: .link("pages/sky/2.md")),
        Span("邮", style: .strong, target: .link("mailto:a@example.org")),
        Span("词", target: .term(key: "11852")),
        Span("词", style: .strong, target: .term(key: "茶 馆/早.html")), Span("第一行\n第二行"),
      ]
    let text: [Block] = [.paragraph(spans)]
    let document = Document(
      title: "茶馆",
      blocks: [
        .paragraph(spans), .heading(level: 2, spans), .heading(level: 6, [Span("小")]),
        .quotation([.paragraph(spans), .quotation(text), .rule]),
        .list(List(items: [text, [.paragraph([Span("甲")]), .list(List(start: -3, items: [text]))]])),
        .list(List(start: 7, items: [text])), .rule,
        .table(
          Table(
            caption: [Span("表")],
            rows: [
              [.init([Span("列")], isHeader: true), .init(spans, alignment: .right)],
              [.init([]), .init([Span("值")])],
            ])),
        .table(Table(rows: [[.init([Span("一")]), .init([Span("二")])], [.init([Span("三")]), .init([])]])),
        .figure(Figure(caption: spans, address: "https://example.org/茶.jpg")),
        .figure(Figure(caption: [Span("上"), Span("\n"), Span("下")], address: "images/a b%.png")),
        .figure(Figure(caption: [], address: nil)),
        .preformatted("  第一行\n\n# 第二行\t<b>\n-----------"),
        .paragraph([
          Span("码  ", style: .code), Span("链\n  行", style: .code, target: .link("http://example.org/")),
        ]),
        .embed(Embed(kind: .video, address: "https://example.org/v.mp4", title: "片 \"名\"")),
        .embed(Embed(kind: .audio, address: nil)),
        .embed(Embed(kind: .frame, address: "https://example.org/f", title: "框")), .paragraph([Span("完")]),
      ])
    #expect(try again(document, path: path) == document)
  }

  @Test(arguments: hostile)
  func noTextIsTakenForMarkup(text: String) throws {
    for published in [nil, CalendarDate(year: 2021, month: 6, day: 23)] {
      for original in [nil, "https://example.org/a\\b?c=1&d='e'\"f"] {
        var document = Document(
          title: text,
          blocks: [
            .paragraph([Span(text)]), .heading(level: 3, [Span(text, style: .strong)]), .preformatted(text),
            .rule,
            .paragraph([Span("行\n" + text)]),
            .table(
              Table(rows: [[.init([Span(text)]), .init([Span(text, style: .code)])]])),
            .rule, .paragraph([Span(text, target: .link("http://example.org/pages/food/1.md.png"))]),
          ])
        let read = try again(document)
        // A dateline in the text says who and when.
        (document.byline, document.published) = (read.byline, published ?? read.published)
        if text.hasPrefix("【") { document.published = read.published }
        document.original = original.map { $0.replacing("\"", with: "") }
        #expect(try again(document) == document)
      }
    }
  }

  @Test func theFootComesBack() throws {
    let share = ["https://example.org/pages/food/1.md", "http://example.org/二?x=1"].map {
      PageLink(role: .share, title: "", address: $0)
    }
    for original in [nil, "https://example.org/1.html"] {
      for links in [[], share, Array(share.prefix(1))] {
        for blocks in [[], [Block.paragraph([Span("正文")])], [.paragraph([Span("见 http://example.org/")])]] {
          let document = Document(title: "题", blocks: blocks, links: links, original: original)
          #expect(try again(document) == document)
        }
      }
    }
  }

  @Test func aTitleThatLeadsToTheArticleComesBack() throws {
    let page = "# [茶馆 & 书](https://example.org/1)\n\n正文。\n\n## [茶馆 & 书](https://example.org/1)\n\n完。\n"
    let document = try parseArticle(Array(page.utf8), path: "posts/1.md")
    #expect(document.links.count == 1)
    #expect(try again(document, path: "posts/1.md") == written(document))
  }

  @Test func aDayThatTheTextDoesNotGiveComesBack() throws {
    let document = Document(
      title: "题", published: CalendarDate(year: 2020, month: 2, day: 29), blocks: [.paragraph([Span("正文")])])
    #expect(try again(document) == document)
  }

  @Test(arguments: [[], [Block.paragraph([Span("【茶报2021年6月23日】早晨")])]])
  func whatAPageIsFiledUnderComesBack(blocks: [Block]) throws {
    let document = Document(
      title: "题", byline: "李\"四\"、王五", published: CalendarDate(year: 2020, month: 2, day: 29),
      blocks: blocks + [.paragraph([Span("正文")])], tags: ["茶, 水", "C:\\茶]", "史"])
    #expect(try again(document) == document)
  }

  @Test func aFrontPageThatListsArticlesComesBack() throws {
    let page = FrontPage(
      title: "小报", categories: [.init(group: "", name: "小报", path: "README.md")],
      entries: [
        .init(group: "", name: "春[笋]", path: "posts/a b.md"),
        .init(group: "", name: "夏雨", path: "posts/b.md"),
      ])
    #expect(try parseFrontPage(writeFrontPage(page)) == page)
  }

  @Test func listingsComeBack() throws {
    let names = hostile + ["饮食", "a|b - c", "(甲)[乙]"]
    let page = FrontPage(
      title: "日报 [一] & <二>",
      categories: names.enumerated().map {
        .init(group: $0 == 0 ? "" : "组 - \($1)", name: cleanLine($1), path: "indexes/\($0) 索引%?#.md")
      })
    let read = try parseFrontPage(writeFrontPage(page))
    #expect(read.title == page.title)
    #expect(read.categories.map(\.name) == page.categories.map(\.name))
    #expect(read.categories.map(\.path) == page.categories.map(\.path))
    let entries = names.enumerated().map {
      IndexPage.Entry(title: cleanLine($1), path: "pages/茶 馆/\($0)(1).md")
    }
    #expect(
      try parseIndex(writeIndex(entries, path: "indexes/1.md"), path: "indexes/1.md").entries == entries)
  }
}
