// An article as a file: what stands in it, and that other programs read the same text again.

import Articles
import Exporting
import Foundation
import Parsing
import Testing

private let labels = ExportLabels(
  original: "原文", links: "链接", figure: "图", video: "视频", audio: "音频", frame: "网页", colon: "：")

private let hostile = [
  "# 标题", "- 项", "+ 项", "1. 一", "12) 二", "=====", "---", "> 引", "    四格", "[链](https://evil.example)",
  "![图](x)",
  "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;&amp;", "a*b*c _d_ **e** ~~f~~",
  "`code` ``x``",
  "a | b", "\\# \\\\", "\"引\" '号'", "https://bare.example/x", "|", "```", "$x$", ":-",
]

/// A document with all that documents have, whose texts are these.
private func document(_ texts: [String]) -> Document {
  let spans = texts.enumerated().map { index, text in
    Span(
      text, style: Span.Style(rawValue: UInt8(index % 16)),
      target: index % 5 == 0 ? .link("https://paper.example/\(index)?a=1&b=(2)") : nil)
  }
  return Document(
    title: texts[0], byline: "本报",
    blocks: spans.map { .paragraph([$0]) } + [
      .paragraph(spans.flatMap { [$0, Span("与")] }), .heading(level: 2, [spans[1]]),
      .quotation([.paragraph([spans[2]]), .paragraph([spans[3]])]),
      .list(List(start: 3, items: spans.prefix(3).map { [.paragraph([$0])] })),
      .list(List(items: [[.paragraph([spans[4]]), .list(List(items: [[.paragraph([spans[5]])]]))]])),
      .table(
        Table(rows: [
          [Table.Cell([spans[0]], isHeader: true), Table.Cell([spans[6]], isHeader: true)],
          [Table.Cell([spans[7]]), Table.Cell([Span("上\n下")])], [Table.Cell([spans[8]])],
        ])),
      .figure(Figure(caption: [spans[9]], address: "https://paper.example/picture.jpg")),
      .preformatted(texts.joined(separator: "\n")), .rule,
      .embed(Embed(kind: .video, address: nil, title: texts[1])),
    ], original: "https://paper.example/original?x=1&y=2")
}

/// A text without what marks and breaks lines.
private func bare(_ text: String) -> String { text.filter { !$0.isWhitespace } }

struct ExportTests {
  @Test func textIsWhatOneWouldType() {
    let document = Document(
      title: "桥",
      blocks: [
        .paragraph([Span("见"), Span("账本", target: .link("https://paper.example/a")), Span("。\n又一行")]),
        .quotation([.paragraph([Span("甲")]), .paragraph([Span("乙")])]),
        .list(
          List(
            start: 1,
            items: [[.paragraph([Span("选竹")])], [.paragraph([Span("破篾")]), .paragraph([Span("细")])]])),
        .table(Table(rows: [[Table.Cell([Span("煮")]), Table.Cell([Span("2")])]])),
        .figure(Figure(caption: [Span("院子")], address: "https://paper.example/b.jpg")),
      ], original: "https://paper.example/")
    let text = """
      桥

      样刊 · 2024

      见账本[1]。
      又一行

      > 甲
      >\u{20}
      > 乙

      1. 选竹
      2. 破篾
         
         细

      煮\t2

      〔图〕院子[2]

      链接：
      [1] https://paper.example/a
      [2] https://paper.example/b.jpg

      原文：https://paper.example/

      """
    #expect(export(document, as: .text, about: "样刊 · 2024", labels: labels) == text)
    #expect(plainText(of: document.blocks.prefix(1), labels: labels) == "见账本。\n又一行")
  }

  @Test(arguments: [(ExportFormat.markdown, "x.md"), (.html, "x.html")])
  func otherProgramsReadTheSameText(format: ExportFormat, path: String) throws {
    for texts in [hostile, ["甲乙", "“引”。", "A b", "（括）", "一", "二", "三", "四", "五", "六"]] {
      let document = document(texts)
      let page = export(document, as: format, about: "约", labels: labels)
      let again = try parseArticle(Array(page.utf8), path: path)
      let read = bare(again.title + again.passages.joined())
      var rest = read[...]
      for passage in [document.title] + document.passages where !bare(passage).isEmpty {
        let place = rest.range(of: bare(passage))
        #expect(place != nil, "“\(passage)” in \(page)")
        rest = rest[(place?.upperBound ?? rest.startIndex)...]
      }
    }
  }

  @Test(arguments: [
    Block.heading(level: 2, [Span("排名 #")]),
    .table(
      Table(rows: [
        [.init([Span("甲")], isHeader: true), .init([Span("乙")], isHeader: true, alignment: .center)],
        [.init([Span("x|y", style: .code)]), .init([Span("u|v")], alignment: .center)],
      ])),
    .paragraph([Span("一", style: .code), Span("\n"), Span("二 #", style: .code)]),
    .paragraph([Span("看!"), Span("这里", target: .link("https://paper.example/a?b=1&copy;=2"))]),
    .table(
      Table(rows: [
        [.init([Span("甲")], isHeader: true), .init([Span("乙")], isHeader: true)],
        [.init([Span("链", target: .link("https://paper.example/?t=A%7CB"))]), .init([Span("右")])],
      ])),
    .paragraph([Span("见 http://a.example/b_c*d，www.a_b.example 和 ftp://a.example/~x")]),
    .list(List(items: [[.rule], [.paragraph([Span("条")]), .rule]])),
    .table(
      Table(rows: [
        [.init([Span("甲")], isHeader: true), .init([Span("乙")], isHeader: true)],
        [.init([Span(#"a\|b"#, style: .code)]), .init([Span(#"c:\d"#, style: .code)])],
        [.init([Span(#"\||\"#, style: .code)]), .init([Span(#"<i>\|*"#, style: .code)])],
      ])),
  ])
  func whatMarkdownTakesForItsOwnIsWrittenAsText(block: Block) throws {
    let document = Document(title: "榜 #", blocks: [block, .paragraph([Span("后")])])
    let page = export(document, as: .markdown, about: "", labels: labels)
    let read = try parseArticle(Array(page.utf8), path: "x.md")
    #expect(read.title == "榜 #" && read.blocks == document.blocks)
  }

  @Test func numbersBelowZeroAreWrittenAsText() throws {
    let list = Block.list(List(start: -1, items: [[.paragraph([Span("甲")])], [.preformatted("乙")]]))
    let page = export(Document(title: "榜", blocks: [list]), as: .markdown, about: "", labels: labels)
    let read = try parseArticle(Array(page.utf8), path: "x.md").blocks
    #expect(
      read == [
        .list(List(items: [[.paragraph([Span("-1. 甲")])], [.paragraph([Span("0.")]), .preformatted("乙")]]))
      ])
  }

  @Test func aTableOfOneLongRowAndManyShortOnesIsNoLongerForIt() {
    let cell = Table.Cell([Span("甲")])
    let table = Table(rows: [Array(repeating: cell, count: 2000)] + Array(repeating: [cell], count: 2000))
    let page = export(Document(title: "表", blocks: [.table(table)]), as: .markdown, about: "", labels: labels)
    #expect(page.utf8.count < 100_000)
  }

  @Test func aBarBehindABackslashOfCodeEndsNoCellForAnyReader() {
    let row = [Table.Cell([Span(#"a\|b"#, style: .code)]), Table.Cell([Span("c|d", style: .code)])]
    let page = export(
      Document(title: "表", blocks: [.table(Table(rows: [row]))]), as: .markdown, about: "", labels: labels)
    #expect(page.contains(#"| <code>a\\&#124;b</code> | `c\|d` |"#))
  }

  @Test(arguments: ["# 摊位", "1. 摊位", "- 摊位", "+ 摊位", "=== 摊位", "> 摊位"])
  func aTablesCaptionIsText(caption: String) throws {
    let row = [Table.Cell([Span("煮")], isHeader: true), Table.Cell([Span("炒")], isHeader: true)]
    for rows in [[row], []] {
      let table = Block.table(Table(caption: [Span(caption)], rows: rows))
      let page = export(Document(title: "表", blocks: [table]), as: .markdown, about: "", labels: labels)
      let read = try parseArticle(Array(page.utf8), path: "x.md")
      #expect(read.blocks.first == .paragraph([Span(caption)]), "\(page)")
    }
  }

  @Test func aListThatCountsFromBelowZeroIsNoPartOfTheOneBesideIt() throws {
    let lists = [nil, -1, 2, -3].map { Block.list(List(start: $0, items: [[.paragraph([Span("项")])]])) }
    let page = export(Document(title: "榜", blocks: lists), as: .markdown, about: "", labels: labels)
    let read = try parseArticle(Array(page.utf8), path: "x.md").blocks
    #expect(
      read
        == [(nil, "项"), (nil, "-1. 项"), (2, "项"), (nil, "-3. 项")].map {
          .list(List(start: $0, items: [[.paragraph([Span($1)])]]))
        })
  }

  @Test func aBarInAnAddressEndsNoCell() {
    let row = [
      Table.Cell([Span("链", target: .link("https://paper.example/?t=A|B"))]), Table.Cell([Span("右")]),
    ]
    let page = export(
      Document(title: "表", blocks: [.table(Table(rows: [row]))]), as: .markdown, about: "", labels: labels)
    #expect(page.contains("| [链](<https://paper.example/?t=A%7CB>) | 右 |"))
  }

  @Test func listsBesideEachOtherStayApart() throws {
    let lists = [3, 2, 1].map { Block.list(List(start: $0, items: [[.paragraph([Span("项")])]])) }
    let page = export(Document(title: "榜", blocks: lists), as: .markdown, about: "", labels: labels)
    #expect(try parseArticle(Array(page.utf8), path: "x.md").blocks == lists)
  }

  @Test func theSampleNewspaperIsReadTheSame() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Config/sample")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
      pageKind(ofPath: $0) == .article
    }
    #expect(!paths.isEmpty)
    for path in paths {
      let document = try parseArticle(Array(Data(contentsOf: folder.appending(path: path))), path: path)
      for (format, name) in [(ExportFormat.markdown, "x.md"), (.html, "x.html")] {
        let page = export(document, as: format, about: "约", labels: labels)
        let read = bare(try parseArticle(Array(page.utf8), path: name).passages.joined())
        for passage in document.passages.map(bare) where !passage.isEmpty {
          #expect(read.contains(passage), "\(path) as \(format)")
        }
      }
      let text = bare(export(document, as: .text, about: "", labels: labels))
      for character in document.title where !character.isWhitespace { #expect(text.contains(character)) }
    }
  }

  @Test func aPageOfHTMLFetchesAndRunsNothing() {
    let page = export(document(hostile), as: .html, about: "<b>", labels: labels).lowercased()
    for word in ["<script", "<img", "<iframe", "<link", "<video", "javascript:", "<b>"] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("default-src 'none'"))
    #expect(page.contains("href=\"https://paper.example/original?x=1&amp;y=2\""))
  }

  @Test(arguments: ["javascript:alert(1)", "pages/fan.md", "data:text/html,x", "https://", "//x.example/"])
  func whatLeadsNowhereFromOutsideIsNoLink(address: String) {
    let document = Document(title: "题", blocks: [.paragraph([Span("甲", target: .link(address))])])
    #expect(!isAddress(address))
    #expect(!export(document, as: .html, about: "", labels: labels).contains("href"))
    #expect(!export(document, as: .markdown, about: "", labels: labels).contains("]("))
  }

  @Test(arguments: [
    ("a.md", ExportFormat.markdown), ("a.MARKDOWN", .markdown), ("a.html", .html), ("a.Htm", .html),
    ("a.txt", .text),
    ("md", .text), ("a.pdf", .text),
  ])
  func theEndingSaysAsWhat(name: String, format: ExportFormat) {
    #expect(ExportFormat(fileName: name) == format)
  }

  @Test(arguments: [
    ("一座石桥的账本", "一座石桥的账本.txt"), ("../../etc/passwd", "etc-passwd.txt"), (".hidden", "hidden.txt"),
    ("-rf x", "rf x.txt"), ("~/x", "x.txt"), ("a/b:c?", "a-b-c-.txt"), ("…", "….txt"), ("  . ", "无题.txt"),
    ("", "无题.txt"),
    ("a\u{1B}[31m\n", "a-[31m-.txt"),
  ])
  func aTitleBecomesAHarmlessName(title: String, name: String) {
    #expect(fileName(title, ending: ".txt", otherwise: "无题") == name)
  }

  @Test func aLongTitleFitsIntoAName() {
    let name = fileName(String(repeating: "长", count: 300), ending: ".txt", otherwise: "无题")
    #expect(name.utf8.count <= 210 && name.hasPrefix("长长") && name.hasSuffix(".txt"))
  }
}
