// What a mirror adds to a page, whatever the form of its title: navigation, a foot, a title said twice.

import Articles
import Parsing
import Testing

private func page(_ text: String, path: String = "pages/a/1.md") throws -> Document {
  try parseArticle(Array(text.utf8), path: path)
}

private func mirror(_ body: String) throws -> Document {
  try page("### 番茄\n------------------------\n\n" + body)
}

private func item(_ texts: String...) -> [Block] { texts.map { .paragraph([Span($0)]) } }

private let foot = """
  手机上长按并复制下列链接或二维码分享本文章：<br/>
  https://github.com/x/y/blob/master/pages/a/1.md <br/>
  <a href='https://github.com/x/y/blob/master/pages/a/1.md'><img src='https://e.org/pages/a/1.md.png'/></a> <br/>
  原文地址（需翻墙访问）：https://e.org/1.htm
  """
private let row =
  "#### [首页](https://github.com/x/y/blob/master/README.md) &nbsp;|&nbsp; [蔬菜](../../indexes/a.md)"

@Suite struct TextBehindHTMLTests {
  @Test(arguments: [
    ("<div>\n甲。\n\n</ul>\n\n乙。\n</div>", ["甲。", "乙。"]), ("<div>\n\n[甲](1.md)</div>乙", ["甲", "乙"]),
    ("<div>\n\n~~~~~~~~\n\n甲\n\n</div>", ["~~~~~~~~", "甲"]),
  ])
  func aBoxIsEndedWhereItsTextIs(body: String, shown: [String]) throws {
    #expect(try mirror(body).passages == shown)
  }

  @Test(arguments: ["<b>张</b>**、<b>王</b>**二人。", "<div>\n\n张某：**，你来了。**，你去。\n\n</div>"])
  func starsThatStandForNamesStay(body: String) throws {
    #expect(try mirror(body).passages.joined().count(where: { $0 == "*" }) == 4)
  }

  @Test(arguments: [
    "<div><img src=\"a.jpg\"/></div>\n\n", "<div><img src=\"a.jpg\"/></div><hr/>\n\n",
  ])
  func whatStandsBehindHTMLIsMarkdown(lead: String) throws {
    let document = try mirror(lead + "三月下种。\n\n五月见[豆](2.md)一文。\n\n六月收。\n")
    #expect(document.passages.filter { !$0.isEmpty } == ["三月下种。", "五月见豆一文。", "六月收。"])
    let link = document.blocks.flatMap { block -> [Span] in
      if case .paragraph(let spans) = block { spans } else { [] }
    }
    #expect(link.contains { $0.text == "豆" && $0.target != nil })
  }

  @Test func listsTablesAndQuotationsBehindHTMLAreRead() throws {
    let rest = "- 甲\n- 乙\n\n> 引\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n<https://a.example/1>\n"
    let document = try mirror("<p>一</p>\n\n" + rest)
    #expect(document.blocks.dropFirst() == (try mirror(rest)).blocks[...])
    #expect(document.passages.last == "https://a.example/1")
  }

  @Test func paragraphsWithAnIndentAreParagraphsInHTML() throws {
    #expect(try mirror("<div>\n　　三月下种。\n　　六月收。\n</div>\n").passages == ["三月下种。", "六月收。"])
    #expect(try mirror("<p>三月\n　下种。</p>\n").passages == ["三月　下种。"])
    #expect(try mirror("<p>茶产于\n<u>\n　　　　\n</u>\n省。</p>\n").passages.count == 1)
    #expect(try mirror("<h2>第一章\n　　春茶</h2><p>三月下种。</p>\n").passages == ["第一章　　春茶", "三月下种。"])
    #expect(try page("<h1>茶讯！\n　　老周上市</h1><p>文。</p>", path: "a.html").title == "茶讯！　　老周上市")
    let dated = try page("<h1>春茶</h1><p>发布时间：\n　　2024-05-03</p><p>文。</p>", path: "a.html")
    #expect(dated.published?.number == 20_240_503)
  }

  @Test func aParagraphOfWhatIsNotSeenIsNone() throws {
    #expect(try mirror("<p>三月下种。</p><p>&#8203;</p><p>六月收。</p>\n").passages == ["三月下种。", "六月收。"])
  }

  @Test func theCaptionOfAFigureComesBeforeWhatItsPictureIsCalled() throws {
    let figure = "<figure><img alt=\"花\" src=\"a.jpg\"><figcaption>河边的花圃</figcaption></figure>"
    let document = try page("# 番茄\n\n\(figure)\n\n三月下种。\n")
    #expect(document.passages == ["河边的花圃", "三月下种。"])
    let inner = "<figure><img src=\"a.jpg\"><figcaption>甲说</figcaption></figure>"
    let all = try page("# 番茄\n\n<figure>\(inner)<figcaption>总说</figcaption></figure>\n\n三月下种。\n")
    #expect(all.passages == ["甲说", "总说", "三月下种。"])
  }

  @Test(arguments: ["++++++++++++++++++++++++++++++<br/><br/>\n", "++++++++++++++++++++++++++++++\n\n", ""])
  func aFootBehindABlankLineIsNoText(rule: String) throws {
    let words = "手机上长按并复制下列链接或二维码分享本文章：<br/>\n"
    for gap in ["", "\n&nbsp;\n\n"] {
      let document = try mirror(
        "<p>一</p>\n\n\(rule)\(words)\(gap)https://github.com/x/y/blob/master/pages/a/1.md\n")
      #expect(document.passages == ["一"], "\(rule)\(gap)")
    }
  }

  @Test(arguments: [
    ("<p>", ""), ("<p>", "</p>"), ("<div>", "</div>"), ("<center>", "</center>"), ("<span>", "</span>"),
    ("<b>", "</b>"), ("<font color=red>", "</font>"), ("<font><p>", ""),
  ])
  func aBlankLineBetweenTextEndsAParagraph(start: String, end: String) throws {
    #expect(try mirror("\(start)甲\n\n乙\n \n丙\(end)\n\n丁\n").passages == ["甲", "乙", "丙", "丁"])
    guard !end.isEmpty else { return }
    // Where markup divides the text, or it is indented, a generator has put it.
    let markup = "\(start)甲\n\n  乙<i>\n\n丙</i>\n\n丁\(end)\n\n<p>戊</p>\n"
    #expect(try mirror(markup).passages == ["甲乙丙丁", "戊"])
    #expect(try mirror("<h2>甲\n\n乙</h2>\n").passages.count == 1)
  }

  @Test(arguments: [
    "<details>\n<summary>答案</summary>\n\nX\n\n</details>", "<div>\n\nX\n\n</div>",
    "<div><center>\n\nX\n\n</center>\n</div>", "<p>甲\n\nX\n\n<p>乙",
  ])
  func markdownBehindABlankLineInABoxIsRead(box: String) throws {
    for text in ["- **甲**\n- [乙](x.md)", "## 甲\n\n乙", "![图注](a.jpg)", "> 引", "|甲|乙|\n|-|-|\n|1|2|"] {
      let document = try mirror(box.replacing("X", with: text) + "\n\n末\n")
      let own = try mirror(text).blocks
      #expect(document.blocks.contains(own[0]) && document.blocks.contains(own[own.count - 1]), "\(text)")
      #expect(document.passages.last == "末")
    }
  }

  @Test func starsInABoxMayStandForNames() throws {
    #expect(try mirror("<div>\n\n张**与李**获奖\n\n</div>\n").passages == ["张**与李**获奖"])
  }

  @Test func aLineThatBeginsWithAnInlineTagMayBeMarkdown() throws {
    let blocks = try mirror("<b>问：</b>见[甲](x.md)，**乙**。\n").blocks
    let link = Span("甲", target: .link("pages/a/x.md"))
    #expect(
      blocks == [
        .paragraph([
          Span("问：", style: .strong), Span("见"), link, Span("，"), Span("乙", style: .strong), Span("。"),
        ])
      ])
    #expect(try mirror("<img src=a.jpg> **甲**\n").passages.last == "甲")
    let note = "<u>茶</u>\n\n<u>茶</u>开了[^n]。\n\n<p>乙</p>\n\n丙[^m]。\n\n[^n]: 注一。\n\n[^m]: 注二。\n"
    #expect(try mirror(note).passages.prefix(4) == ["茶", "茶开了〔1〕。", "乙", "丙〔2〕。"])
    #expect(try mirror("<font>张**与李**获奖</font>\n").passages == ["张**与李**获奖"])
  }

  @Test func captionsRulesAndCodeBehindHTMLAreRead() throws {
    #expect(try mirror("<img src=a.jpg>\n\n*图注*\n").passages.last == "图注")
    #expect(try mirror("<p>甲</p>\n\n* * *\n\n乙\n").blocks == item("甲") + [.rule] + item("乙"))
    #expect(try mirror("<p>甲</p>\n\n用 `<div>` 做。\n").passages == ["甲", "用 <div> 做。"])
    #expect(try mirror("<p>甲</p>\n\n*注 2*3\n").passages == ["甲", "*注 2*3"])
  }

  @Test func aTagMayHaveBlankLines() throws {
    let picture = "<img src=\"a.jpg\" alt=\"乙\n\n丙\">"
    let document = try mirror("<p>甲。</p>\n\(picture)\n<p>丁。</p>\n")
    #expect(document.passages.filter { !$0.isEmpty } == ["甲。", "丁。"] && document.blocks.count == 3)
  }

  @Test func aHeadingBehindManyBareLinesIsOne() throws {
    let lines = String(repeating: "字。\n\n", count: 2100)
    let blocks = try mirror("<p>甲</p>\n\n\(lines)<p>乙</p>\n\n## 尾\n\n文。\n").blocks
    #expect(blocks.suffix(2) == [.heading(level: 2, [Span("尾")]), .paragraph([Span("文。")])])
  }

  @Test func aHeadingBehindManyPiecesIsOne() throws {
    let parts = String(repeating: "<p>甲</p>\n\n## 乙\n\n文。\n\n", count: 2100)
    #expect(
      try mirror(parts).blocks.suffix(2) == [.heading(level: 2, [Span("乙")]), .paragraph([Span("文。")])])
  }

  @Test func marksBehindTheMarkOfAnItemAreTheAuthors() throws {
    #expect(try mirror("<p>甲。</p>\n\n* 注：a*b*c\n\n乙。\n").passages == ["甲。", "* 注：a*b*c", "乙。"])
  }

  @Test func rowsOfNavigationBehindHTMLAreNoText() throws {
    #expect(try mirror("<p>三月下种。</p>\n\n[← 上一篇](2.md) | [下一篇 →](3.md)\n").passages == ["三月下种。"])
  }

  @Test func bareLinesBehindHTMLAreParagraphsOfHTML() throws {
    let text = "清晨，老周开门。<br/>\n\n    邻居来了。<br/>\n\n他说：5*3*2=30，王*与李*\n---\n完\n"
    let passages = try mirror("<p>一</p>\n\n" + text).passages
    #expect(passages == ["一", "清晨，老周开门。\n邻居来了。", "他说：5*3*2=30，王*与李*", "完"])
  }

  @Test(arguments: [
    "<style>\n.a { color: red }\n\n/** 页脚 **/\n.b { color: blue }\n</style>\n",
    "<script>\nvar a = 1;\n\n/** 甲 **/\nx[i](y.z);\n\n# 乙\n</script>\n",
  ])
  func whatIsNotShownStaysSo(code: String) throws {
    #expect(try mirror("<p>一</p>\n\n\(code)\n<p>二</p>\n").passages == ["一", "二"])
  }

  @Test func marksWithinAnOpenElementAreTheAuthors() throws {
    let rows = "<table><tr><td>\n\n李**与王**\n\n</td><td>[注](一)</td></tr></table>\n"
    guard case .table(let table)? = try mirror("<div>\n" + rows + "\n</div>").blocks.first else {
      Issue.record("no table")
      return
    }
    #expect(table.rows.first?.map(\.spans.text) == ["李**与王**", "[注](一)"])
  }
}

@Suite struct DefinitionTests {
  @Test(arguments: [
    "番茄[^1]。\n\n<table><tr><td>表</td></tr></table>\n\n后文[^2]。\n\n------------------------\n\n[^1]: 注一。\n[^2]: 注二。\n",
    "番茄[^1]。\n\n------------------------\n\n后文[^2]。\n\n[^1]: 注一。\n[^2]: 注二。\n",
    "番茄[^1]。\n\n#### [首页](../../README.md)\n\n后文[^2]。\n\n[^1]: 注一。\n[^2]: 注二。\n",
  ])
  func aNoteIsFoundPastWhatDividesAPage(body: String) throws {
    let document = try mirror(body)
    #expect(document.blocks.first == .paragraph([Span("番茄〔1〕。")]))
    #expect(document.blocks.contains(.paragraph([Span("后文〔2〕。")])))
    #expect(document.blocks.last == .list(List(start: 1, items: [item("注一。"), item("注二。")])))
  }

  @Test func anAddressIsFoundPastWhatDividesAPage() throws {
    let document = try mirror("见[番茄网][1]。\n\n<p>一段</p>\n\n[后文][1]。\n\n[1]: https://e.org/1")
    let target = Span.Target.link("https://e.org/1")
    #expect(
      document.blocks == [
        .paragraph([Span("见"), Span("番茄网", target: target), Span("。")]), .paragraph([Span("一段")]),
        .paragraph([Span("后文", target: target), Span("。")]),
      ])
  }

  @Test func aNoteThatNothingRefersToIsText() throws {
    #expect(try mirror("正文。\n\n[^1]: 注一没有引用。\n").blocks == item("正文。", "〔注1〕注一没有引用。"))
    #expect(try mirror("[^1]: 注一。\n[^2]: 注二。\n").blocks == item("〔注1〕注一。", "〔注2〕注二。"))
    let second = try mirror("正文[^甲]。\n\n[^甲]: 第一个。\n\n[^甲]: 第二个。\n")
    #expect(
      second.blocks == item("正文〔1〕。", "〔注〕第二个。") + [.list(List(start: 1, items: [item("第一个。")]))])
    #expect(try mirror("```\n[^1]: 注\n```\n").blocks == [.preformatted("[^1]: 注")])
  }
}

@Suite struct MirrorTitleTests {
  @Test(arguments: ["<!--\n[^1]: 旧的\n-->", "    [^1]: 例子", "> ```\n> [^1]: 例子\n> ```"])
  func aNoteIsShownThoughAnExampleOfItComesFirst(example: String) throws {
    let document = try parseArticle(
      Array("# 番茄\n\n\(example)\n\n正文[^1]。\n\n[^1]: 真的注。\n".utf8), path: "pages/a/1.md")
    let passages = document.passages.joined(separator: "\n")
    #expect(passages.contains("正文〔1〕。") && passages.contains("真的注。") && !passages.contains("[^1]: 真的"))
  }

  @Test func markupInAFenceHidesNothingAfterIt() throws {
    let page = "# 番茄\n\n```\n<div>\n```\n\n[^1]: 没有引用的注。\n\n| a | b |\n|---|---|\n| 1 | 2 | 余 |\n"
    let text = try parseArticle(Array(page.utf8), path: "pages/a/1.md").passages.joined(separator: "\n")
    #expect(text.contains("没有引用的注。") && text.contains("余"))
  }

  @Test func theFurtherParagraphsOfALoneNoteAreText() throws {
    let document = try parseArticle(Array("# 番茄\n\n[^1]: 第一段注。\n\n    第二段注。\n".utf8), path: "pages/a/1.md")
    #expect(document.blocks == [.paragraph([Span("〔注1〕第一段注。")]), .paragraph([Span("第二段注。")])])
  }

  @Test(arguments: [
    "    | a | b |\n    |---|---|\n    | 1 | 2 | 3 |", "<pre>\n| a | b |\n|---|---|\n| 1 | 2 | 3 |\n</pre>",
  ])
  func aTableInCodeStaysAsItIs(code: String) throws {
    let document = try parseArticle(Array("# 番茄\n\n甲\n\n\(code)\n".utf8), path: "pages/a/1.md")
    #expect(document.passages.joined().contains("|---|---|\n| 1 | 2 | 3 |"))
  }

  @Test(arguments: [
    "目录：[第一章 花](ch1.md) [第二章 草](ch2.md)", "[返回故乡](poem.md)", "[主页](https://author.example.org/)",
    "[花的清单](https://github.com/a/b/blob/master/README.md)、[草的研究](https://example.org/x)",
  ])
  func linksOfTheAuthorsAtTheEndAreText(line: String) throws {
    let document = try parseArticle(Array("# 番茄\n\n正文。\n\n\(line)\n".utf8), path: "pages/a/1.md")
    #expect(document.passages.count == 2)
  }

  @Test func aRowOfNavigationBeforeTheTitleLeavesThePageItsTitle() throws {
    for rule in ["", "------------------------\n\n"] {
      let document = try page("\(row)\n\n\(rule)### 番茄\n------------------------\n\n正文。")
      #expect(document.title == "番茄" && document.blocks == item("正文。"))
      #expect(document.links.map(\.title) == ["首页", "蔬菜"])
    }
  }

  @Test(arguments: [
    ("[番茄](https://e.org/1)", "番茄"), ("**番茄** _过冬_", "番茄 过冬"), ("![](http://e.org/a.png) 番茄", "番茄"),
    ("张**（男）与李**获奖", "张**（男）与李**获奖"), ("*ST番茄与*ST茄子", "*ST番茄与*ST茄子"), ("[组图](上)番茄", "[组图](上)番茄"),
    ("a_b_c 与 5*3*2", "a_b_c 与 5*3*2"), ("`番茄` &amp; 茄子", "番茄 & 茄子"),
  ])
  func aTitleHasNoMarksOfMarkdown(source: String, title: String) throws {
    #expect(try page("### \(source)\n------------------------\n\n正文。").title == title)
  }

  @Test func aTitleLeadsToItsOwnPlace() throws {
    let document = try page("### [番茄](https://e.org/1)\n------------------------\n\n正文。")
    #expect(document.links == [PageLink(role: .share, title: "番茄", address: "https://e.org/1")])
    #expect(document.original == "https://e.org/1")
  }

  @Test(arguments: [
    "https://github.com/o/r/blob/master/pages/a/1.md", "https://mirror.example/pages/a/1.md?t=07210801",
    "2.md",
  ])
  func aTitleThatLeadsToAMirrorNamesNoOriginal(address: String) throws {
    #expect(try page("# [番茄](\(address))\n\n正文。").original == nil)
  }

  @Test func aFirstLineThatSaysTheTitleIsShownOnce() throws {
    let text = "番茄\n\n·李四·\n\n番茄要浇水。"
    #expect(try page("---\ntitle: 番茄\n---\n\n\(text)").passages == ["·李四·", "番茄要浇水。"])
    #expect(try page(text, path: "a/番茄.md").passages == ["·李四·", "番茄要浇水。"])
    // Verse may be called by its first line.
    let verse = ["番茄", "番茄红了", "雨停了", "今年的番茄真多。"]
    #expect(try page(verse.joined(separator: "\n\n"), path: "a/番茄.md").passages == verse)
    #expect(try page("1\n\n番茄要浇水。", path: "a/1.md").passages == ["1", "番茄要浇水。"])
  }

  @Test func aTitleMayComeAfterWhoWroteThePage() throws {
    #expect(try mirror("<p>李四 提交</p>\n<h1>番茄</h1>\n<p>正文。</p>").passages == ["李四 提交", "正文。"])
    #expect(try mirror("<p>种了。</p>\n<h1>番茄</h1>\n<p>正文。</p>").passages == ["种了。", "番茄", "正文。"])
  }

  @Test(arguments: ["# 番茄\n\n正文。", "<h1>番茄</h1>\n<p>正文。</p>", "\(row)\n\n## 番茄\n\n正文。"])
  func aTitleThatTheBodyRepeatsIsShownOnce(body: String) throws {
    let document = try mirror(body)
    #expect(document.title == "番茄" && document.blocks == item("正文。"))
  }
}

@Suite struct TitleBehindWordsTests {
  @Test(arguments: [
    "2021-07-01", "作者：李四", "栏目：蔬菜", "园艺报 2021-07-01", "<div align=\"right\">2021-07-01</div>",
    "[首页](../../README.md) > [蔬菜](../../indexes/a.md) > 番茄",
  ])
  func aTitleMayStandBehindAFewWords(words: String) throws {
    let document = try page("\(words)\n\n# 番茄\n\n三月下种。\n\n六月收。\n", path: "pages/a/k.md")
    #expect(document.title == "番茄" && document.passages.suffix(2) == ["三月下种。", "六月收。"])
  }
}

extension TitleBehindWordsTests {
  @Test(arguments: ["李四\n\n# 赏析", "李四\n\n# 背景", "红枣糕\n\n# 做法", "- 甲\n- 乙\n\n# 番茄", "    code\n\n# 番茄"])
  func aPartBehindAFewWordsIsNoTitle(text: String) throws {
    #expect(try page("\(text)\n\n三月下种。\n\n六月收。\n", path: "pages/a/k.md").title == "k")
    #expect(try page("\(text)\n\n三月下种。\n\n六月收。\n", path: "pages/静夜思.md").title == "静夜思")
  }
}

@Suite struct TitleWithoutBlankTests {
  @Test(arguments: ["#番茄", "###番茄", "###番茄\n------------------------"])
  func aHeadingMayLackItsBlank(title: String) throws {
    let document = try page("\(title)\n\n三月下种。\n", path: "pages/a/k.md")
    #expect(document.title == "番茄" && document.blocks == item("三月下种。"))
  }

  @Test(arguments: ["#番茄 #茄子", "#番茄#", "#番茄\n三月下种。", "#1 番茄"])
  func aTopicIsNoTitle(line: String) throws {
    let document = try page("\(line)\n\n六月收。\n", path: "pages/a/k.md")
    #expect(document.title == "k" && document.passages[0].hasPrefix("#"))
  }

  @Test func aTagBeforeTheTitleIsNone() throws {
    for title in ["# 番茄", "## 番茄", "<h1>番茄</h1>", "番茄\n==="] {
      let document = try page("#种菜\n\n\(title)\n\n三月下种。\n", path: "pages/a/k.md")
      #expect(document.title != "种菜" && document.passages.contains("#种菜"))
    }
    #expect(try page("#日记\n\n三月下种。\n", path: "a/五月.md").title == "五月")
  }
}

@Suite struct NavigationTests {
  @Test(arguments: [
    (
      "[返回首页](../../README.md) | [返回目录](../../indexes/a.md)",
      "[上一篇](2.md) | [返回首页](../../README.md) | [下一篇](3.md)"
    ),
    ("[首页](../../README.md) > [栏](../../indexes/a.md) > 正文", "上一篇：[茄子](2.md)　下一篇：没有了"),
    ("### [返回首页](../../README.md)", "#### [返回首页](../../README.md)"),
    (row, row),
    ("[首页](../../README.md) > [蔬菜](../../indexes/a.md) > 番茄", "上一篇：没有了\n\n下一篇：[茄子](3.md)"),
    (row, "← [豆](2.md) | [茄子](3.md) →"), (row, "> [上一篇](2.md) | [目录](../../indexes/a.md) | [下一篇](3.md)"),
    (row, "| [上一篇](2.md) | [目录](../../indexes/a.md) | [下一篇](3.md) |\n|:--|:--:|--:|"),
    (row, "[返回首页](https://github.com/x/y)"), (row, "#### [🏠 首页](../../README.md) | [⬆️ 返回顶部](#top)"),
  ])
  func navigationAtTheEndsIsNoText(first: String, last: String) throws {
    for title in ["### 番茄\n------------------------", "# 番茄", "番茄\n===", "### 番茄"] {
      let document = try page("\(title)\n\n\(first)\n\n正文一。\n\n正文二。\n\n\(last)\n")
      #expect(document.title == "番茄" && document.blocks == item("正文一。", "正文二。"))
      #expect(document.links.count >= 2)
    }
  }

  @Test func navigationBeforeTheNotesIsNoText() throws {
    let body = "正文一[^1]。\n\n[^1]: 注文。\n\n---\n\n[返回目录](../../indexes/a.md) · [返回首页](../../README.md)\n"
    let notes = Block.list(List(start: 1, items: [item("注文。")]))
    #expect(try page("# 番茄\n\n" + body).blocks == item("正文一〔1〕。") + [.rule, notes])
  }

  @Test func aListOfNavigationAndItsHeadingAreNoText() throws {
    let list = "* [目录](<preface.md>)\n* 上一章: [黄瓜](<01.md>)\n* 下一节：[茄子](<03.md>)\n"
    #expect(try page("# 番茄\n\n番茄要水。\n\n## links\n\n\(list)").blocks == item("番茄要水。"))
    let series = "# 番茄\n\n番茄要水。\n\n**系列文章导航：**\n- 上一篇：[黄瓜](/1/)\n- 下一篇：[茄子](/2/)\n"
    #expect(try page(series).blocks == item("番茄要水。"))
    let books = "# 番茄\n\n番茄要水。\n\n## 链接\n\n* [菜谱](https://a.example/1)\n* 上一版：[旧谱](https://a.example/2)\n"
    #expect(try page(books).blocks.count == 3)
  }

  @Test(arguments: [
    "## 各省\n\n* [甲省](https://a.example/1)：无\n* [乙省](https://a.example/2)：没有了\n",
    "## 链接\n\n- [数组](../array/README.md)\n- [链表](../list/README.md)\n",
    "## 导航\n\n[甲省](https://a.example/1)：无\n",
  ])
  func aListOfTheAuthorsAtTheEndIsText(list: String) throws {
    let text = try page("# 番茄\n\n番茄要水。\n").blocks, all = try page("# 番茄\n\n番茄要水。\n\n\(list)\n末。\n").blocks
    #expect(try page("# 番茄\n\n番茄要水。\n\n\(list)").blocks == all.dropLast() && all.count == text.count + 3)
  }

  @Test(arguments: [
    "→ [他的另一首诗](2.md)", "[甲](1.md) → [乙](2.md)", "«[红楼](../b/3.md)»、«[水浒](../b/4.md)»", "## → [甲](1.md)",
  ])
  func arrowsOfTheAuthorsStay(text: String) throws {
    #expect(try page("# 番茄\n\n番茄要水。\n\n\(text)\n").blocks.count == 2)
  }

  @Test func aListOfPartsBeforeTheTextStays() throws {
    let parts = "- [序](../README.md)\n- [上册](indexes/a.md)\n"
    #expect(try page("# 番茄\n\n\(parts)\n番茄要水。\n").blocks.count == 2)
  }

  @Test(arguments: ["返回目录", "回到顶部\n", "[返回顶部](https://movie.example/back)", "### 回到目录"])
  func whatMayLeadToTheBeginningOfAPageStays(text: String) throws {
    #expect(try page("# 月刊\n\n### getDir()\n\n\(text)\n").blocks.count == 2)
    #expect(try page("# 月刊\n\n### getDir()\n\n\(text)\n\n末。\n").blocks.count == 3)
  }

  @Test(arguments: ["一、", "（一）", "第一章 ", "1. ", "01 "]) func theFirstOfSeveralPartsIsNoTitle(number: String)
    throws
  {
    let second = number.replacing("一", with: "二").replacing("1", with: "2")
    let text = "# \(number)桥\n\n甲。\n\n# \(second)账\n\n乙。\n"
    #expect(try page(text, path: "石桥的账本.md").title == "石桥的账本")
    #expect(try page(text, path: "石桥的账本.md").passages.count == 4)
    #expect(try page(text, path: "12.md").title == "\(number)桥")
    #expect(try page("# \(number)桥\n\n甲。\n\n# 账\n\n乙。\n", path: "石桥的账本.md").title == "\(number)桥")
  }

  @Test func aPartsNameIsThatOfAPageOnlyWhereItIsTheWholeOfIt() throws {
    #expect(try page("## 前言\n\n甲。\n\n## 造桥\n\n乙。\n", path: "石桥的账本.md").title == "石桥的账本")
    #expect(try page("## 前言\n\n甲。\n\n### 造桥\n\n乙。\n", path: "石桥的账本.md").title == "前言")
  }

  @Test(arguments: [
    "> * 原文地址：[A Bridge](https://a.example/1)\n> * 译者：[李四](https://b.example)",
    "[A Bridge](https://a.example/1)",
    "![桥](a.png)\n\n> 读桥",
  ])
  func aPagesTitleMayComeAfterWhatItWasMadeOf(matter: String) throws {
    let document = try page("\(matter)\n\n# 石桥的账本\n\n一段。\n\n## 一\n\n二段。\n")
    #expect(document.title == "石桥的账本" && document.blocks.count { $0 == .paragraph([Span("一段。")]) } == 1)
    #expect(!document.passages.contains("石桥的账本"))
    // One of several parts is no title, nor is one after text.
    #expect(try page("\(matter)\n\n# 上\n\n一段。\n\n# 下\n\n二段。\n").title == "1")
    #expect(try page("一段。\n\n# 附\n\n二段。\n").title == "1")
  }

  @Test func navigationInHTMLIsNoText() throws {
    let document = try mirror(
      "<p><a href='../../README.md'>返回首页</a></p>\n<p>正文。</p>\n<p><a href='2.md'>下一篇：茄子</a></p>")
    #expect(document.blocks == item("正文。"))
  }

  @Test(arguments: [
    "[番茄网](https://e.org)", "[项目](https://github.com/a/b)",
    "[说明](https://github.com/a/b/blob/master/README.md)",
    "见[首页](../../README.md)。", "[何时种](../../../README.md#何时种)", "[种法](../b/2.md) | [浇水](../b/3.md)",
  ])
  func whatTheAuthorLeadsToIsText(text: String) throws {
    for title in ["### 番茄\n------------------------", "# 番茄"] {
      let document = try page("\(title)\n\n\(text)\n\n正文。\n\n\(text)\n")
      #expect(document.blocks.count == 3)
    }
    #expect(try page("# 番茄\n\n[首页](../README.md)\n").blocks.count == 1)
  }

  @Test func aHeadingThatLeadsToAFileOfTheTreeIsText() throws {
    #expect(try page("# 番茄\n\n正文。\n\n## [全文](全文.pdf)\n").passages == ["正文。", "全文"])
  }

  @Test func aHeadingOfTheAuthorsInTheMiddleStays() throws {
    for heading in ["#### [另一](../b/2.md)", "#### [甲](../b/2.md) | [乙](https://e.org)"] {
      #expect(try mirror("正文一。\n\n\(heading)\n\n正文二。").blocks.count == 3)
    }
    #expect(try mirror("正文一。\n\n\(row)\n\n正文二。").blocks == item("正文一。", "正文二。"))
  }
}

@Suite struct MarkdownFootTests {
  @Test(arguments: ["### 番茄\n------------------------", "# 番茄", "## 番茄", "番茄\n===", "### 番茄"])
  func aFootIsReadInMarkdownToo(title: String) throws {
    for rule in ["------------------------\n", "<hr/>\n", ""] {
      for end in [
        "", "\n\n------------------------\n\(row)\n\n<img src='http://e.org/1' width='0px' height='0px'/>\n",
      ] {
        let document = try page("\(title)\n\n\(row)\n\n正文一。\n\n正文**二**。\n\n\(rule)\(foot)\(end)")
        #expect(document.title == "番茄")
        #expect(
          document.blocks
            == item("正文一。") + [.paragraph([Span("正文"), Span("二", style: .strong), Span("。")])])
        #expect(document.original == "https://e.org/1.htm")
        #expect(document.links.filter { $0.role == .share }.count == 2)
      }
    }
  }

  @Test func theOriginalsAddressAfterARuleIsAFoot() throws {
    let document = try mirror("正文。\n\n------------------------\n原文地址：https://e.org/1.htm\n")
    #expect(document.blocks == item("正文。") && document.original == "https://e.org/1.htm")
  }

  @Test(arguments: [
    "> 本文由 [剪报](https://c.example/) 转码， 原文地址 [e.org](https://e.org/gb/18/5/18/1)\n\n正文。",
    "正文。\n\n原文链接：https://e.org/gb/18/5/18/1\n\n---\n#### [目录](../../README.md)",
    "版权声明：可以转载。\n原文链接：https://e.org/gb/18/5/18/1\n\n正文。", "- 作者：李四\n- 原文：<https://e.org/gb/18/5/18/1>\n\n正文。",
  ])
  func theTextMaySayWhereItIsFrom(text: String) throws {
    let document = try page("## 番茄\n\n\(text)")
    #expect(document.original == "https://e.org/gb/18/5/18/1" && document.published?.number == 20_180_518)
  }

  @Test(arguments: [
    "原文链接 [这里](https://e.org/1) 说得好。", "原文如此。\n[这里](https://e.org/1)", "我的原文链接：https://e.org/1",
    "一。\n\n二。\n\n三。\n\n原文：https://e.org/1\n\n四。\n\n五。",
  ])
  func aLinkThatATextSpeaksOfIsNoOriginal(text: String) throws {
    #expect(try page("## 番茄\n\n\(text)").original == nil)
  }

  @Test(arguments: ["原文地址：https://e.org/1.htm", "手机上长按番茄，分享给邻居吧。"])
  func wordsOfAFootInAPageOfMarkdownAreText(line: String) throws {
    for title in ["# 番茄", "### 番茄\n------------------------"] {
      let text = try page("\(title)\n\n\(line)\n\n正文。\n").passages.joined()
      #expect(text.contains(line))
    }
  }
}
