// Markdown as it is written in Chinese: emphasis beside its marks, formulas, lines that stay, boxes with a title.

import Articles
import Parsing
import Testing

private func blocks(_ text: String) throws -> [Block] {
  try parseArticle(Array("# 题\n\n\(text)\n".utf8), path: "pages/a/1.md").blocks
}

/// The spans of the first paragraph.
private func spans(_ text: String) throws -> [Span] {
  guard case .paragraph(let spans)? = try blocks(text).first else { return [] }
  return spans
}

private func marked(_ text: String, _ style: Span.Style) throws -> [String] {
  try spans(text).filter { $0.style.contains(style) }.map(\.text)
}

private func item(_ texts: String...) -> [Block] { texts.map { .paragraph([Span($0)]) } }

@Suite struct ChineseEmphasisTests {
  @Test(arguments: [
    ("**注意:**后文", ["注意:"]), ("前**\"引文\"**后面", ["\"引文\""]), ("**说明(abc)**是", ["说明(abc)"]),
    ("数字**100%**的", ["100%"]), ("**好!**后面", ["好!"]), ("**C++**语言", ["C++"]), ("**`code`**后面", ["code"]),
    ("前**[链接](http://a.b)**后面", ["链接"]), ("前**·重·**后", ["·重·"]), ("**$x$**后", ["$x$"]),
    ("**（一）**abc", ["（一）"]), ("前**『甲』**123", ["『甲』"]), ("***“三”***后", ["“三”"]),
    ("**性能**: 运行**10-30%**的测试，节省**70-90%**时间", ["性能", "10-30%", "70-90%"]),
    ("**第一行“\n第二行”**后面", ["第一行“\n第二行”"]), ("前**甲**（乙）后", ["甲"]),
    ("用`**`与**“甲”**后", ["“甲”"]),
  ])
  func whatIsMarkedBesideChineseIsStrong(text: String, strong: [String]) throws {
    #expect(try marked(text, .strong) == strong)
  }

  @Test func aSingleStarStressesBesideChinese() throws {
    #expect(try marked("前*“斜”*后", .emphasis) == ["“斜”"])
    #expect(try spans("~~删。~~后") == [Span("~~删。~~后")])
  }

  @Test(arguments: [
    "a * b", "2**10", "snake__case__x", "5*3*2", "**", "甲**", "于__年__月", "变量__init__的", "第__页，共__页，计__册",
    "王**（男）、李**（女）", "乘3*（4+5）*2", "第__条第__款", "住址：__省__市", "答案是__还是__？", "姓名__性别__", "甲__乙__丙",
    "单价*（数量-1）*折扣", "长*(宽+高)*高", "苹果*（进口）、香蕉*。", "A类*（注1）和B类*，见下。",
  ])
  func whatIsNoEmphasisStays(text: String) throws {
    #expect(try spans(text) == [Span(text)])
  }

  @Test func englishIsReadAsCommonMarkHasIt() throws {
    #expect(try spans("a**“b”**c") == [Span("a**“b”**c")])
    #expect(try spans("a**\"b\"**c **d.**e") == [Span("a**\"b\"**c **d.**e")])
    #expect(try marked("the **bold**, and *more*.", .strong) == ["bold"])
  }

  @Test func aCellAndAnItemHaveMarksOfTheirOwn() throws {
    let cell = { (text: String, style: Span.Style) in Table.Cell([Span(text, style: style)]) }
    let table = try blocks("|甲|乙|\n|--|--|\n|**值：**后|**丙|\n")
    guard case .table(let read)? = table.first else {
      Issue.record("no table")
      return
    }
    #expect(
      read.rows.last == [.init([Span("值：", style: .strong), Span("后")]), cell("**丙", [])])
    #expect(
      try blocks("- **甲：**乙\n- 丙**")
        == [
          .list(
            List(items: [[.paragraph([Span("甲：", style: .strong), Span("乙")])], item("丙**")]))
        ])
  }
}

@Suite struct FormulaTests {
  @Test(arguments: [
    #"设 $\{x\}$，$\|a\|$ 与 $x_{1}^{*}$ 与 $y_{2}^{*}$"#, #"有 \(x_1*y*z\) 及 \[a_1\]，$$a_i * b_i * c$$。"#,
    "若 $p<q,r>s$", "价 $5 和 $10", "价$5，$10", "变量$甲", "$$$", "$ a_1 $", #"$a\$b_1_$"#, "只有 $x_1",
  ])
  func aFormulaIsShownAsItIsWritten(text: String) throws {
    #expect(try spans(text) == [Span(text)])
  }

  @Test func whatStandsAroundAFormulaIsRead() throws {
    #expect(
      try spans("**$5**与**$6**，`$a`，见[$x_1$](http://a.b/$c_1_d$)，\\[注\\]")
        == [
          Span("$5", style: .strong), Span("与"), Span("$6", style: .strong), Span("，"),
          Span("$a", style: .code),
          Span("，见"), Span("$x_1$", target: .link("http://a.b/$c_1_d$")), Span("，[注]"),
        ])
    #expect(try blocks("```\n$$\n**a**\n$$\n```") == [.preformatted("$$\n**a**\n$$")])
    #expect(try marked("**HK$**，**US$**", .strong) == ["HK$", "US$"])
    #expect(try spans("<b>$1</b>和<b>$</b>").map(\.text) == ["$1", "和", "$"])
  }

  /// Two prices, two variables of a shell: what stands between them is read.
  @Test(arguments: [
    ("[$a](http://u) 和 [$b](http://v)", ["$a", "$b"]),
    ("见[$HOME](http://a.b)或[$PATH](http://a.c)", ["$HOME", "$PATH"]),
    ("变量$a和[链接](http://a.b/x)，$b", ["链接"]), ("价 $name 和 [链接](http://a.b/$x) 还有 $y", ["链接"]),
  ])
  func linksBetweenDollarsAreLinks(text: String, links: [String]) throws {
    #expect(try spans(text).filter { $0.target != nil }.map(\.text) == links)
  }

  @Test(arguments: ["shell里$HOME和**重要**，$PATH", "变量$i、**$j**、$k", "US$5 **涨** 到 US$", "$$$ 级餐厅，**贵**，$$ 级便宜"])
  func emphasisBetweenDollarsIsEmphasis(text: String) throws {
    #expect(try spans(text).contains { $0.style.contains(.strong) })
  }

  @Test func aReferenceInAFormulaIsItsCharacter() throws {
    #expect(try spans("$a_1 &lt; b$ 与 $c_1 &amp; d$") == [Span("$a_1 < b$ 与 $c_1 & d$")])
  }

  @Test(arguments: [
    (#"\[--name=value\] 选项"#, "[--name=value] 选项"), (#"\[foo_bar\] 与 \[x=1\]"#, "[foo_bar] 与 [x=1]"),
    (#"\(^_^\)"#, "(^_^)"), (#"\(as of 2020 a=b\)"#, "(as of 2020 a=b)"), (#"\(见 a_b 函数\)"#, "(见 a_b 函数)"),
  ])
  func bracketsThatAreEscapedAreBrackets(text: String, shown: String) throws {
    #expect(try spans(text).map(\.text).joined() == shown)
  }

  @Test func aPictureIsNoFormulaForADollar() throws {
    guard case .figure(let figure)? = try blocks("![$100 bill](http://a.b/c.png)").first else {
      Issue.record("no figure")
      return
    }
    #expect(figure.address == "http://a.b/c.png")
  }

  @Test func anAddressIsAsItIsWritten() throws {
    #expect(try spans("[甲][a]\n\n[a]: /x/5*3*2") == [Span("甲", target: .link("/x/5*3*2"))])
  }

  @Test(arguments: [
    "$$\nx\n= y\n+ z\n$$", "$$ x \\\\\n= y\n~~~\n1 $$", "\\[\nx\n= y^2\n- z\n\\]",
    "\\begin{align*}\nx &= y \\\\\n- z\n\\end{align*}",
  ])
  func aFormulaInLinesOfItsOwnKeepsThem(text: String) throws {
    #expect(try blocks("前\n\(text)\n后") == item("前") + [.preformatted(text)] + item("后"))
    let quoted = text.split(separator: "\n", omittingEmptySubsequences: false).map { "> " + $0 }
    #expect(try blocks(quoted.joined(separator: "\n")) == [.quotation([.preformatted(text)])])
    let indented = text.replacing("\n", with: "\n  ")
    #expect(try blocks("- 甲\n\n  \(indented)") == [.list(List(items: [item("甲") + [.preformatted(text)]]))])
  }

  @Test func whatNothingClosesIsNoFormula() throws {
    #expect(try blocks("$$\n甲\n\n# 乙").last == .heading(level: 1, [Span("乙")]))
    #expect(try blocks("\\[\n甲\n\\]\n\n丙") == item("[\n甲\n]", "丙"))
    // A line outside of the item ends it.
    #expect(try blocks("- 甲\n  $$\nx\n  $$\n\n乙").last == .paragraph([Span("乙")]))
  }

  @Test(arguments: [
    ("|HK$|US$|\n|--|--|\n|1|2|", 2), ("|价格($)|甲|\n|--|--|\n|总额($)|2|", 2),
    ("|a|$HOME/x|\n|--|--|\n|b|$HOME/y|", 2), ("|项目|价格|\n|--|--|\n|甲|5$|\n|乙|6$|\n|丙|7$|", 4),
    ("|变量|说明|\n|--|--|\n|$name|甲|\n|$age|乙|", 3), ("|命令|含义|\n|--|--|\n|$|尾|\n|^|头|\n|$|尾|", 4),
    ("|店|价|\n|--|--|\n|甲|$|\n|乙|$$|\n|丙|$$$|", 4), ("|$x_1$|$y_1$|\n|--|--|\n|a|b|", 2),
  ])
  func dollarsInCellsLeaveATableATable(text: String, rows: Int) throws {
    guard case .table(let table)? = try blocks(text).first else {
      Issue.record("no table")
      return
    }
    #expect(table.rows.count == rows && table.rows.allSatisfy { $0.count == 2 })
  }

  @Test(arguments: ["<div>\n$$\nx\n$$\n</div>", "<p>\n$$\nx\n$$\n</p>"])
  func inHTMLThereAreNoFences(text: String) throws {
    #expect(try blocks(text) == item("$$ x $$"))
  }

  @Test func whatIsNoFormulaOfLinesIsNone() throws {
    let text = "$$ 是进程号。\n\n## 标题\n\n**粗** 的进程号是 $$\n\n后"
    #expect(try blocks(text).count == 4)
  }
}

@Suite struct ShortLineTests {
  @Test(arguments: [
    "姓名：张三\n性别：男", "电话：\n12345678", "白日依山尽，\n黄河入海流。", "**甲：**早。\n**乙：**早。",
    "锦瑟无端五十弦，一弦一柱思华年。\n庄生晓梦迷蝴蝶，望帝春心托杜鹃。",
  ])
  func linesThatAreAllShortStay(text: String) throws {
    let shown = text.replacing("**", with: "")
    #expect(try blocks(text).map(\.plainText) == [shown])
    #expect(try blocks(text.replacing("\n", with: "\r\n")).map(\.plainText) == [shown])
    #expect(try blocks(text.replacing("\n", with: "<br>\n")).map(\.plainText) == [shown])
    #expect(try blocks(text.replacing("\n", with: "\\\n")).map(\.plainText) == [shown])
    #expect(
      try blocks("> " + text.replacing("\n", with: "\n> ")).map(\.plainText) == [shown])
  }

  @Test func aSongWithALongLineKeepsItsLines() throws {
    let song = "［主歌］\n种下一颗番茄呀×4\n浇上一点水\n等到夏天的时候它就会结出红红的果子，挂满整个阳台"
    #expect(try blocks(song).map(\.plainText) == [song])
    let line = String(repeating: "茶", count: 20)
    #expect(try blocks("\(line)\n\(line)\n\(line)\n短") == item("\(line)\(line)\(line)短"))
    #expect(try blocks("短\n\(line)\n\(line)\n短") == item("短\(line)\(line)短"))
  }

  private static let long = String(repeating: "茶", count: 30)

  @Test(arguments: [
    "①\(long)\n②\(long)", "一、\(long)\n二、\(long)", "（1）\(long)\n（2）\(long)", "1.\(long)\n2.\(long)",
    "第一条 \(long)\n第二条 \(long)", "•\(long)\n•\(long)", "步骤：\n1、\(long)\n2、\(long)",
    "问：\(long)\n答：\(long)", "**问**：\(long)\n**答**：\(long)", "——\(long)\n——好。", "“你去哪里？”\n\(long)\n“好。”",
  ])
  func listsByHandAndSpeechesKeepTheirLines(text: String) throws {
    #expect(try blocks(text).map(\.plainText) == [text.replacing("**", with: "")])
  }

  @Test(arguments: ["\(long)\n三五元\(long)", "\(long)\n（\(long)）\n\(long)", "茶\n\(long)\n\(long)\n\(long)\n茶"])
  func linesThatAreFullAreJoined(text: String) throws {
    #expect(try blocks(text).map(\.plainText) == [text.replacing("\n", with: "")])
  }

  @Test func aWrappedParagraphIsJoined() throws {
    let line = String(repeating: "茶", count: 17)
    #expect(try blocks(line + "\n短") == item(line + "短"))
    #expect(try blocks("one two\nthree") == item("one two three"))
    #expect(try blocks("今天天气很好，我们去公园里玩\n耍，大家都很高兴。") == item("今天天气很好，我们去公园里玩耍，大家都很高兴。"))
    #expect(try blocks("甲乙丙\n丁\n===").first == .heading(level: 1, [Span("甲乙丙丁")]))
    #expect(try blocks("<p>甲\n乙</p>") == item("甲乙"))
    #expect(try blocks("　　甲\n乙") == item("甲乙"))
    #expect(try blocks("    甲\n    乙") == [.preformatted("甲\n乙")])
    #expect(try blocks("<pre>\n甲\n\n乙\n丙\n\n__丁__戊\n</pre>") == [.preformatted("甲\n\n乙\n丙\n\n__丁__戊")])
    #expect(try blocks("> ```\n> 甲\n> 乙\n> ```") == [.quotation([.preformatted("甲\n乙")])])
    #expect(try blocks("甲\n===") == [.heading(level: 1, [Span("甲")])])
  }
}

@Suite struct DialectTests {
  private static let title = Block.paragraph([Span("标题", style: .strong)])

  @Test(arguments: [
    ("> [!NOTE]\n> 内容", "NOTE"), ("> [!warning]+ 自定标题\n> 内容", "自定标题"), (">[!tip|右]- 题\n>内容", "题"),
  ])
  func aQuotationMayHaveATitle(text: String, title: String) throws {
    #expect(try blocks(text) == [.quotation([.paragraph([Span(title, style: .strong)])] + item("内容"))])
  }

  @Test(arguments: [
    "::: tip 标题\n内容\n:::", ":::tip[标题]\n\n内容\n\n:::\n", "::: 标题\n内容\n:::", "::: {.a #b} 标题\n内容\n:::",
    "前\n::: tip 标题\n内容\n:::",
  ])
  func aBoxMayHaveATitle(text: String) throws {
    #expect(try blocks(text).suffix(2) == [DialectTests.title] + item("内容"))
  }

  @Test func aBoxWithoutATitleIsCalledWhatItIs() throws {
    #expect(
      try blocks(":::: warning\n::: tip\n内容\n:::\n::::\n:::").map(\.plainText) == [
        "warning", "tip", "内容", ":::",
      ])
  }

  @Test func namesOfHeadingsAndThePlaceOfTheContentsGo() throws {
    #expect(
      try blocks("## 甲 {#a .b}\n\n[toc]\n\n## 乙 {.c} ##\n\n[TOC]\n\n## {丙}")
        == [
          .heading(level: 2, [Span("甲")]), .heading(level: 2, [Span("乙 {.c}")]),
          .heading(level: 2, [Span("{丙}")]),
        ])
    #expect(try blocks("```\n::: tip\n[toc]\n## a {#b}\n```") == [.preformatted("::: tip\n[toc]\n## a {#b}")])
    #expect(try blocks("见 [toc]") == item("见 [toc]"))
    for name in ["{#a-1}", "{: #a .b}", "{ #甲 }", ":id=甲-1"] {
      #expect(try blocks("## 甲 " + name) == [.heading(level: 2, [Span("甲")])])
    }
    for title in ["{#if ...}", "集合 {.1, .2}", "\\frac{.5}", "正则 a{.b}", "{: }", "a :id=b/c"] {
      #expect(try blocks("## " + title) == [.heading(level: 2, [Span(title)])])
    }
    for title in ["iPhone手机", "C++ 入门"] {
      #expect(try blocks(":::" + title + "\n内容\n:::").first == .paragraph([Span(title, style: .strong)]))
    }
  }
}

@Suite struct MarkOfParagraphTests {
  @Test(arguments: [
    "!> 甲", "?> 甲", "甲\n{: .red}", "甲\n{:.red #a width=\"300\"}", "{: .red}\n甲", "* 目录\n{:toc}\n\n甲",
    "{:.b}\n- 目录\n{:toc}\n\n甲",
    "甲\n\n1. TOC\n{:toc}\n",
  ])
  func whatMarksAParagraphIsNoText(text: String) throws {
    #expect(try blocks(text) == item("甲"))
  }

  @Test(arguments: [
    "甲\n!> 乙", "a ?> 乙", "{:ok, pid}", "{:ok}", "{:toc} 甲", "```\n{: .a}\n!> b\n```", "    {:toc}", "{: a=b}",
    "!>甲",
  ])
  func whatOnlyResemblesAMarkStays(text: String) throws {
    let shown = try parseArticle(Array(text.utf8), path: "a.md").passages.joined()
    #expect(shown.filter { !"` \n".contains($0) } == text.filter { !"` \n".contains($0) })
  }

  @Test func ofAListOfSeveralItemsNoneIsThePlaceOfTheContents() throws {
    #expect(try blocks("- 甲\n- 乙\n{:toc}") == [.list(List(items: [item("甲"), item("乙")]))])
  }
}

@Suite struct NoteDialectTests {
  private static let title = Block.paragraph([Span("标题", style: .strong)])

  @Test(arguments: [
    "!!! note \"标题\"\n    内容\n\n    - 甲\n\n后", "??? tip \"标题\"\n\n    内容\n\n    - 甲\n\n后",
    "???+ tip inline \"标题\"\n\t内容\n\n\t- 甲\n\n后", "{% note info \"标题\" %}\n内容\n\n- 甲\n{% endnote %}\n\n后",
    "{% note 标题 %}\n内容\n\n- 甲\n{% endnote %}\n\n后", "{{< box title=\"标题\" >}}\n内容\n\n- 甲\n{{< /box >}}\n\n后",
    "/// note | 标题\n\n内容\n\n- 甲\n\n///\n\n后", "///// details-a | 标题\n内容\n\n- 甲\n/////\n后",
    "???+note \"标题\"\n    内容\n\n    - 甲\n\n后", "!!!tip \"标题\"\n    内容\n\n    - 甲\n\n后",
    "{{% box \"标题\" %}}\n内容\n\n- 甲\n{{% /box %}}\n\n后",
  ])
  func aBoxMayBeToldByItsIndentOrByTags(text: String) throws {
    #expect(
      try blocks(text) == [NoteDialectTests.title] + item("内容") + [.list(List(items: [item("甲")]))]
        + item("后"))
  }

  @Test func boxesStandInBoxes() throws {
    #expect(
      try blocks("!!! note\n    甲\n\n    ??? tip \"\"\n        乙\n\n    丙\n\n丁").map(\.plainText)
        == ["note", "甲", "乙", "丙", "丁"])
    #expect(try blocks("{% hint style=\"info\" %}\n甲\n{% endhint %}") == item("甲"))
    #expect(try blocks("{% highlight js %}\n**甲**\n{% endhighlight %}") == [.preformatted("**甲**")])
  }

  @Test func ofTheValuesOfATagOnlyATitleIsShown() throws {
    #expect(try blocks("{{< q author=\"甲\" source=\"乙\" >}}\n丙\n{{< /q >}}") == item("丙"))
    #expect(
      try blocks("{{< q type=\"a\" title=\"甲\" >}}\n丙\n{{< /q >}}")
        == [.paragraph([Span("甲", style: .strong)])] + item("丙"))
  }

  @Test func tagsThatAreWrittenAboutStay() throws {
    #expect(try blocks("{% if a %}\n甲\n{% endif %}").map(\.plainText).joined().contains("{% endif"))
    let code = "{% note %}\n甲\n{% endnote %}"
    let lines = code.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
    #expect(try blocks("乙\n\n\(lines)").last == .preformatted(code))
  }

  @Test(arguments: [
    "!!! 注意\n正文", "!!! note", "??? 什么", "{% note %}\n甲", "甲\n{% endnote %}", "{{< x >}}", "/// note", "///",
    "///|\n///", "/// A\n///",
  ])
  func whatIsNoBoxStays(text: String) throws {
    #expect(try blocks(text).map(\.plainText).joined(separator: "\n").count == text.count)
    #expect(try blocks("```\n{% note %}\n{% endnote %}\n!!! a\n    b\n```").count == 1)
  }

  @Test(arguments: [
    ("这是==高亮==的", "这是高亮的"), ("==高亮。==", "高亮。"), ("去[[茶馆]]喝茶", "去茶馆喝茶"), ("[[豆花|豆花一篇]]和[[茶]]", "豆花一篇和茶"),
    ("a == b 与 c == 丁", "a == b 与 c == 丁"), ("a==b==c", "a==b==c"), ("===甲===", "===甲==="),
    ("[[1]]", "[[1]]"),
    ("[[ -f 甲 ]]", "[[ -f 甲 ]]"), ("甲[[乙", "甲[[乙"), ("`==甲==`和`[[乙]]`", "==甲==和[[乙]]"),
    ("==甲\n\n乙==", "==甲乙=="), ("如果 a==甲 或 b==乙", "如果 a==甲 或 b==乙"), ("若 甲==乙 且 丙==丁", "若 甲==乙 且 丙==丁"),
    ("a==甲或b==乙", "a==甲或b==乙"), ("arr[[甲]]", "arr[[甲]]"), ("见 http://x.org/[[甲]]", "见 http://x.org/[[甲]]"),
    ("[[甲，乙]]", "[[甲，乙]]"),
  ])
  func marksOfNotesAreNoText(text: String, shown: String) throws {
    #expect(try blocks(text).map(\.plainText).joined() == shown)
  }

  @Test func emphasisAndLinksAreReadInWhatIsMarked() throws {
    #expect(
      try spans("==**甲**，见[乙](http://a.b)。==")
        == [Span("甲", style: .strong), Span("，见"), Span("乙", target: .link("http://a.b")), Span("。")])
    #expect(try spans("[[甲]](http://a.b)") == [Span("[甲]", target: .link("http://a.b"))])
    #expect(
      try blocks("![[图 一.png|300]]")
        == [.figure(Figure(caption: [], address: "pages/a/图 一.png"))])
  }
}

extension Block {
  /// The text of a block and of those in it.
  fileprivate var plainText: String {
    var text = ""
    forEachSpan { text += $0.text }
    return text
  }
}
