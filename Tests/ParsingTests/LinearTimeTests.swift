// Pages whose reading once took time that grew with the square of their length, or room that grew with a
// product of what they hold.

import Articles
import Parsing
import Testing

private func text(_ document: Document) -> String {
  var text = document.title
  for block in document.blocks { block.forEachSpan { text += $0.text } }
  return text
}

// The limit ends what would take forever: the squares took minutes.
@Suite(.timeLimit(.minutes(5))) struct LinearTimeTests {
  private static let mirror = "### 题\n------------------------\n\n"
  private static let table =
    String(repeating: "|a", count: 255) + "|\n" + String(repeating: "|-", count: 255) + "|\n"

  static let pages: [HostilePage] =
    [
      "<a", "<div ", "<?", "<!", "<![CDATA[", "<p title='", "<a b='\"c=\"", "</div ", "<a b=\"'><a b='\">",
      "&nbsp",
      "&#x4e00", "&a", "<math>", "<math><mfrac>", "<msup><mi>a", "<mi>a</mi>", "<article>",
      "<time itemprop=datePublished>",
    ].map { HostilePage(name: $0, page: "<p>末</p>" + String(repeating: $0, count: 80_000)) }
    + [
      "$", "$$ ", "$a ", "$a_1$", "$<p", "$$\n", "$$a\n", "\\(", "\\[a_1\\)", "\\[\n", "`", "`` ` ", "甲**“",
      "”**甲", "甲__乙",
      "](", "甲*“甲", "甲://", "甲\n", "> [!a]\n", "::: a\n", "## a {#b\n", "- a\n{:toc}\n", "{: .a\n",
      "2021-07-01 a | ", "甲<a ", "==甲", "[[甲", "![[甲.png",
      "[^a]: b\n",
      "!!! a\n    ", "{% a %}\n", "[a](b){: c", "    今天种了番茄\n",
      "|a|b|\n|-|-|\n|1|2|3|\n", "手机上长按分享：http://a.b\n",
    ].map { HostilePage(name: $0, page: "末\n\n" + String(repeating: $0, count: 40_000)) } + [
      HostilePage(
        name: "a formula in a formula", page: "<p>末<math>" + String(repeating: "<mfrac><mi>a", count: 80_000)),
      HostilePage(
        name: "brackets before the only end of a tag",
        page: "末\n\n" + String(repeating: "甲<x", count: 80_000) + ">"),
      HostilePage(
        name: "an object never closed", page: "{\"title\":" + String(repeating: "[", count: 400_000) + "末"),
      HostilePage(
        name: "blank lines within HTML", page: mirror + "<p>末" + String(repeating: "\n", count: 800_000) + "。"
      ),
      HostilePage(
        name: "rows of navigation",
        page: "末\n\n" + String(repeating: "[首页](../README.md) | [乙](a.md)\n\n", count: 20_000)),
      HostilePage(
        name: "rows of navigation before a title",
        page: String(repeating: "#### [首页](../README.md)\n---\n", count: 20_000) + mirror + "末"),
      HostilePage(
        name: "an address in a title",
        page: "### 末[x](" + String(repeating: ".", count: 80_000) + "\n------------------------\n\n末"),
      HostilePage(
        name: "blanks after a box's kind", page: "末\n\n!!! a" + String(repeating: " ", count: 80_000) + "。"),
      HostilePage(
        name: "attributes that nothing ends",
        page: "末\n\n[a](b){:" + String(repeating: " .a  b=\"c\"", count: 40_000)),
      HostilePage(
        name: "marks in a title",
        page: "### 末" + String(repeating: " **a _b [c](d", count: 20_000) + "\n------------------------\n\n末"),
      HostilePage(
        name: "notes between rules",
        page: mirror + String(repeating: "a[^1]\n\n----------\n\n[^1]: b\n\n", count: 10_000) + "末"),
      HostilePage(
        name: "a link line half open",
        page: mirror + "#### " + String(repeating: "[a]((b)", count: 20_000) + "\n\n末"),
      HostilePage(
        name: "lines of links half open",
        page: mirror + String(repeating: "#### [a]((b)\n", count: 20_000) + "\n末"),
      HostilePage(
        name: "a wide table of short rows",
        page: "# 题\n\n末\n\n" + table + String(repeating: "|x\n", count: 16_000)),
      HostilePage(
        name: "a long address referred to often",
        page: "末\n\n[a]: http://" + String(repeating: "x", count: 5000) + "\n\n"
          + String(repeating: "[a] ", count: 10_000)),
      HostilePage(name: "mail addresses half made", page: "末\n\n" + String(repeating: "a@", count: 200_000)),
      HostilePage(
        name: "footnotes referred to often", page: "[^a]: 末\n\n" + String(repeating: "x[^a] ", count: 50_000)),
      HostilePage(
        name: "Markdown and HTML by turns",
        page: mirror + String(repeating: "<p>x</p>\n\n# x\n\n", count: 20_000) + "末"),
      HostilePage(
        name: "declarations in Markdown",
        page: "末\n\n" + String(repeating: "x <? <!A <![CDATA[ ", count: 20_000)),
      HostilePage(name: "pictures half made", page: "末\n\n" + String(repeating: "![[]()", count: 80_000)),
      HostilePage(
        name: "emphasis that crosses",
        page: "末\n\n" + String(repeating: "_*a", count: 60_000) + String(repeating: "*_", count: 60_000)),
      HostilePage(
        name: "the same in items that are none",
        page: "末\n\nx\n" + String(repeating: "2. _*a[*_\n", count: 40_000)),
      HostilePage(
        name: "lists in lists",
        page: "末\n\n" + String(repeating: "- ", count: 5000) + "a" + String(repeating: "\n", count: 200_000)),
      HostilePage(
        name: "quotations in quotations",
        page: "末\n\n" + String(repeating: ">", count: 50_000) + String(repeating: "b\n", count: 50_000)),
      HostilePage(
        name: "empty items",
        page: "末\n\n" + String(repeating: String(repeating: "[", count: 1000) + "a\n*  \n", count: 400)),
      HostilePage(
        name: "many paragraphs of escapes",
        page: "末\n\n" + String(repeating: "　　" + String(repeating: "\\!", count: 200) + "\n\n", count: 18_000)
      ),
      HostilePage(
        name: "an address in parentheses", page: "末\n\nwww.a.b/" + String(repeating: ")", count: 400_000)),
      HostilePage(
        name: "addresses in Chinese", page: "末\n\n" + String(repeating: "http://a。", count: 50_000)),
      HostilePage(
        name: "parentheses before Chinese",
        page: "末\n\nhttp://a.b/" + String(repeating: ")", count: 400_000) + "。"),
      HostilePage(
        name: "variants of nothing",
        page: mirror + "<p>末\u{200B}" + String(repeating: "\n<b></b>\u{FE0F}", count: 60_000)),
      HostilePage(name: "blank lines", page: String(repeating: "\n", count: 1_000_000) + "末"),
      HostilePage(
        name: "one character of many accents", page: "末a" + String(repeating: "\u{301}", count: 300_000)),
      HostilePage(
        name: "bare lines behind a bracket",
        page: mirror + "<b>末</b> <\n\n" + String(repeating: "字\n\n", count: 200_000)),
      HostilePage(
        name: "lists behind the mark of a note",
        page: "<p>末〔1〕</p>" + String(repeating: "<ol><li>a</li></ol>", count: 60_000)),
      HostilePage(
        name: "marks of feet", page: mirror + "<p>末" + String(repeating: "<hr>原文地址", count: 20_000)),
    ]

  @Test(arguments: pages)
  func aPageMadeToTakeForeverIsReadInTimeLinearInItsLength(_ hostile: HostilePage) throws {
    for path in ["a.html", "pages/a/1.md"] {
      #expect(text(try parseArticle(Array(hostile.page.utf8), path: path)).contains("末"))
    }
  }

  @Test func namesMadeToTakeForeverAreReadInLinearTime() throws {
    let more = (0..<60_000).map { "[更多](indexes/\($0).md)\n" }.joined()
    #expect(try parseFrontPage(Array("# 报\n\n## 甲\n\n\(more)".utf8)).categories.count == 60_000)
    let title = String(repeating: "元", count: 400_000) + "12345"
    #expect(
      try parseIndex(Array("[\(title)](../pages/a/1.md)".utf8), path: "indexes/a.md").entries.count == 1)
  }

  @Test(arguments: [
    "[甲](a.md) 12345二", "２０２１年",
    "#### [a]((b)", "<a href=x>", "<div>\n", "a@b.c ", "[a](b) ", "[", "[a", "[a][b", "<!--", "<!-- -->",
    "```\n", "~~~", "](a)[",
    "[a]: b\n", "**", "**a", "<h1>", "a\n-\n",
  ])
  func listingsMadeToTakeForeverAreReadInLinearTime(part: String) throws {
    for page in [String(repeating: part, count: 20_000), String(repeating: part + "\n", count: 20_000)] {
      _ = try parseFrontPage(Array(page.utf8))
      _ = try parseIndex(Array(page.utf8), path: "indexes/a.md")
    }
  }
}
