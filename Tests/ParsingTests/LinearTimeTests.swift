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

@Suite struct LinearTimeTests {
  private static let mirror = "### 题\n------------------------\n\n"
  private static let table =
    String(repeating: "|a", count: 255) + "|\n" + String(repeating: "|-", count: 255) + "|\n"

  static let pages: [HostilePage] =
    [
      "<a", "<div ", "<?", "<!", "<![CDATA[", "<p title='", "<a b='\"c=\"", "</div ", "<a b=\"'><a b='\">",
      "&nbsp",
      "&#x4e00", "&a",
    ].map { HostilePage(name: $0, page: "<p>末</p>" + String(repeating: $0, count: 80_000)) } + [
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
      HostilePage(name: "blank lines", page: String(repeating: "\n", count: 1_000_000) + "末"),
      HostilePage(
        name: "one character of many accents", page: "末a" + String(repeating: "\u{301}", count: 300_000)),
      HostilePage(
        name: "marks of feet", page: mirror + "<p>末" + String(repeating: "<hr>原文地址", count: 20_000)),
    ]

  @Test(arguments: pages)
  func aPageMadeToTakeForeverIsReadInTimeLinearInItsLength(_ hostile: HostilePage) throws {
    for path in ["a.html", "pages/a/1.md"] {
      var document: Document?
      let duration = try ContinuousClock().measure {
        document = try parseArticle(Array(hostile.page.utf8), path: path)
      }
      // Unoptimised and beside other tests; the square took minutes.
      #expect(duration < .seconds(15))
      let isWhole = document.map { text($0).contains("末") } ?? false
      #expect(isWhole)
    }
  }

  @Test(arguments: ["#### [a]((b)", "<a href=x>", "<div>\n", "a@b.c ", "[a](b) "])
  func listingsMadeToTakeForeverAreReadInLinearTime(part: String) throws {
    for page in [String(repeating: part, count: 20_000), String(repeating: part + "\n", count: 20_000)] {
      let duration = try ContinuousClock().measure {
        _ = try parseFrontPage(Array(page.utf8))
        _ = try parseIndex(Array(page.utf8), path: "indexes/a.md")
      }
      #expect(duration < .seconds(15))
    }
  }
}
