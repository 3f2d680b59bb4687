// The gate, old encodings, and pages made to harm.

import Articles
import Parsing
import Testing

private func text(_ document: Document) -> String {
  var text = ""
  for block in document.blocks { block.forEachSpan { text += $0.text } }
  return text
}

@Suite struct GateTests {
  @Test(arguments: [
    "\u{1B}", "\u{7}", "\u{7F}", "\u{9B}", "\u{85}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{E0041}",
    "\u{2028}", "\u{2029}",
    "\u{FEFF}", "\u{200F}", "\u{0}", "\u{FFFE}", "\u{AD}",
  ])
  func nothingThatMovesATerminalGetsIn(character: String) throws {
    let reference = "&#\(character.unicodeScalars.first?.value ?? 0);"
    for spelling in [character, reference] {
      let page =
        "### 标\(spelling)题\n------\n\n<p><a href='https://example.org/\(spelling)x'>甲\(spelling)乙</a></p><pre>丙\(spelling)丁</pre>"
      let document = try parseArticle(Array(page.utf8), path: "pages/a/1.md")
      var all = document.title + text(document)
      for block in document.blocks {
        block.forEachSpan { if case .link(let address)? = $0.target { all += address } }
        if case .preformatted(let text) = block { all += text }
      }
      #expect(all.contains("example.org") && all.contains("丙"))
      #expect(!all.unicodeScalars.contains(where: { $0 == character.unicodeScalars.first }), "\(reference)")
      #expect(document.title.hasPrefix("标") && document.title.hasSuffix("题"))
      #expect(text(document).hasPrefix("甲"))
    }
  }

  @Test func everyBadSequenceBecomesOneReplacementCharacter() throws {
    let bytes = Array("<p>甲".utf8) + [0xFF] + Array("乙".utf8) + [0xE4, 0xB8] + Array("丙丁戊己庚辛壬癸</p>".utf8)
    #expect(text(try parseArticle(bytes, path: "a.html")) == "甲\u{FFFD}乙\u{FFFD}丙丁戊己庚辛壬癸")
  }

  @Test func nothingIsNormalised() throws {
    #expect(
      text(try parseArticle(Array("<p>e\u{301}\u{FA0A}</p>".utf8), path: "a.html")).unicodeScalars.count == 3)
  }
}

@Suite struct EncodingTests {
  // 今天的茶很好，我们在这里等你。 in GB18030, and 今天的茶很好，我們在這裡等你。 in Big5.
  private static let gb18030: [UInt8] = [
    0xBD, 0xF1, 0xCC, 0xEC, 0xB5, 0xC4, 0xB2, 0xE8, 0xBA, 0xDC, 0xBA, 0xC3, 0xA3, 0xAC, 0xCE, 0xD2, 0xC3,
    0xC7, 0xD4, 0xDA,
    0xD5, 0xE2, 0xC0, 0xEF, 0xB5, 0xC8, 0xC4, 0xE3, 0xA1, 0xA3,
  ]
  private static let big5: [UInt8] = [
    0xA4, 0xB5, 0xA4, 0xD1, 0xAA, 0xBA, 0xAF, 0xF9, 0xAB, 0xDC, 0xA6, 0x6E, 0xA1, 0x41, 0xA7, 0xDA, 0xAD,
    0xCC, 0xA6, 0x62,
    0xB3, 0x6F, 0xB8, 0xCC, 0xB5, 0xA5, 0xA7, 0x41, 0xA1, 0x43,
  ]

  @Test(arguments: [("", gb18030, "今天的茶很好，我们在这里等你。"), ("", big5, "今天的茶很好，我們在這裡等你。")])
  func oldEncodingsAreDetected(head: String, bytes: [UInt8], expected: String) throws {
    let page = Array("\(head)<p>".utf8) + bytes + Array("</p>".utf8)
    #expect(text(try parseArticle(page, path: "a.html")) == expected)
  }

  @Test(arguments: ["# Tea\n\nGood morning. 人话", "# 说起\n\n客人"])
  func textThatIsCutWithinACharacterIsWhatItWas(text: String) throws {
    let shown = try parseArticle(Array(text.utf8.dropLast()), path: "pages/a/1.md").passages.joined()
    #expect(shown.hasSuffix("\u{FFFD}") && shown.contains(text.suffix(2).prefix(1)))
  }

  /// 茶館 and 今天關門，明天開門，老闆說。 in GB18030, where characters of traditional script are none of the common ones.
  @Test func traditionalCharactersInGB18030AreRead() throws {
    let title: [UInt8] = [0xB2, 0xE8, 0xF0, 0x5E]
    let body: [UInt8] = [
      0xBD, 0xF1, 0xCC, 0xEC, 0xEA, 0x50, 0xE9, 0x54, 0xA3, 0xAC, 0xC3, 0xF7, 0xCC, 0xEC, 0xE9, 0x5F, 0xE9,
      0x54,
      0xA3, 0xAC, 0xC0, 0xCF, 0xE9, 0x9B, 0xD5, 0x66, 0xA1, 0xA3,
    ]
    let document = try parseArticle(Array("# ".utf8) + title + Array("\n\n".utf8) + body, path: "a.md")
    #expect(document.title == "茶館" && document.passages == ["今天關門，明天開門，老闆說。"])
  }

  @Test(arguments: [0, 8])
  func pagesOfUTF16AreReadWithoutAMark(shift: UInt16) throws {
    let bytes = "# 一天\n\n今天的茶很好，我们在这里等你。\n".utf16.flatMap {
      [UInt8($0 >> shift & 0xFF), UInt8($0 >> (8 - shift) & 0xFF)]
    }
    let document = try parseArticle(bytes, path: "a.md")
    #expect(document.title == "一天" && document.passages == ["今天的茶很好，我们在这里等你。"])
  }

  // 张三李四 and 台风登陆浙江沿海 列车停运 in GB18030, 颱風登陸浙江沿海 列車停駛 in Big5: names and headlines without
  // a single one of the commonest characters.
  @Test(arguments: [
    ([0xD5, 0xC5, 0xC8, 0xFD, 0xC0, 0xEE, 0xCB, 0xC4], "张三李四"),
    (
      [
        0xCC, 0xA8, 0xB7, 0xE7, 0xB5, 0xC7, 0xC2, 0xBD, 0xD5, 0xE3, 0xBD, 0xAD, 0xD1, 0xD8, 0xBA, 0xA3, 0x20,
        0xC1,
        0xD0, 0xB3, 0xB5, 0xCD, 0xA3, 0xD4, 0xCB,
      ], "台风登陆浙江沿海 列车停运"
    ),
    (
      [
        0xBB, 0xE4, 0xAD, 0xB7, 0xB5, 0x6E, 0xB3, 0xB0, 0xAE, 0xFD, 0xA6, 0xBF, 0xAA, 0x75, 0xAE, 0xFC, 0x20,
        0xA6,
        0x43, 0xA8, 0xAE, 0xB0, 0xB1, 0xBE, 0x70,
      ], "颱風登陸浙江沿海 列車停駛"
    ),
  ])
  func textWithoutCommonCharactersIsDetected(bytes: [UInt8], expected: String) throws {
    #expect(
      text(try parseArticle(Array("<p>".utf8) + bytes + Array("</p>".utf8), path: "a.html")) == expected)
  }

  @Test func wordsOfWesternEuropeAreNotTakenForChinese() throws {
    let page =
      Array("<p>caf".utf8) + [0xE9] + Array(" d".utf8) + [0xE9] + Array("j".utf8) + [0xE0]
      + Array(" vu</p>".utf8)
    #expect(text(try parseArticle(page, path: "a.html")) == "caf\u{FFFD} d\u{FFFD}j\u{FFFD} vu")
  }

  @Test func aDeclaredEncodingIsBelieved() throws {
    let page =
      Array("<meta charset=\"gb2312\"><p>".utf8) + EncodingTests.gb18030.prefix(4) + Array("</p>".utf8)
    #expect(text(try parseArticle(page, path: "a.html")) == "今天")
  }

  /// An old page that was brought into UTF-8 as it was, and cut by bytes.
  @Test func mostlyUTF8IsReadAsThatWhateverIsDeclared() throws {
    let sentence = Array("今天的早市有豆浆，也有油条。".utf8)
    let page =
      Array("<meta charset=\"gb2312\"><p>".utf8) + sentence + sentence.prefix(2) + Array("</p>".utf8)
    #expect(text(try parseArticle(page, path: "a.html")) == "今天的早市有豆浆，也有油条。\u{FFFD}")
  }

  @Test func aByteOrderMarkIsNoText() throws {
    let page = [0xEF, 0xBB, 0xBF] + Array("### 题\n-----\n\n<p>文</p>".utf8)
    #expect(try parseArticle(page, path: "pages/a/1.md").title == "题")
  }
}

/// A page of megabytes, shown in reports by its name alone.
struct HostilePage: Sendable, CustomTestStringConvertible {
  var name: String
  var page: String

  var testDescription: String { name }
}

@Suite struct HostilePageTests {
  private static let million = 1_000_000
  static let pages: [HostilePage] = [
    HostilePage(
      name: "4 MB of text", page: "<p>" + String(repeating: "茶馆的早晨，", count: 4 * million / 18) + "末</p>"),
    HostilePage(name: "100,000 nested div", page: String(repeating: "<div>", count: 100_000) + "末"),
    HostilePage(
      name: "100,000 nested b",
      page:
        String(repeating: "<b>", count: 100_000) + "末" + String(repeating: "</b>", count: 100_000)
    ),
    HostilePage(
      name: "100,000 nested tables", page: String(repeating: "<table><tr><td>", count: 100_000) + "末"),
    HostilePage(name: "100,000 nested lists", page: String(repeating: "<ul><li>", count: 100_000) + "末"),
    HostilePage(
      name: "100,000 nested quotations", page: String(repeating: "<blockquote>", count: 100_000) + "末"),
    HostilePage(
      name: "b closed under tables",
      page:
        String(repeating: "<b>", count: 500) + "<table>" + String(repeating: "</b>", count: million) + "末"
    ),
    HostilePage(
      name: "100,000 attributes",
      page: "<p " + (0..<100_000).map { "a\($0)=1" }.joined(separator: " ") + ">末</p>"),
    HostilePage(
      name: "tags of many attributes",
      page:
        String(repeating: "<p a b c d e f g h i j k l m n o p q r s t u v w x y z>", count: 50_000) + "末"
    ),
    HostilePage(
      name: "an unclosed comment", page: "<p>末</p><!-- " + String(repeating: "x --", count: million)),
    HostilePage(
      name: "many unclosed comments", page: "<p>末</p>" + String(repeating: "<!-- ", count: 800_000)),
    HostilePage(
      name: "an unclosed quote", page: "<p>末</p><a href=\"" + String(repeating: "x>", count: million)),
    HostilePage(name: "many unclosed quotes", page: String(repeating: "<a href=\"'>", count: 300_000) + "末"),
    HostilePage(name: "unclosed scripts", page: "<p>末</p>" + String(repeating: "<script>", count: 400_000)),
    HostilePage(name: "brackets", page: String(repeating: "<", count: 4 * million) + "末"),
    HostilePage(
      name: "open brackets of links",
      page:
        "### 题\n------\n#### " + String(repeating: "[", count: 2 * million) + "\n\n<p>末</p>"
    ),
    HostilePage(
      name: "links half made",
      page: "### 题\n------\n#### " + String(repeating: "[](", count: million) + "\n\n<p>末</p>"),
    HostilePage(name: "Markdown emphasis", page: String(repeating: "*a **b ", count: 500_000) + "末"),
    HostilePage(
      name: "a Markdown table of many columns",
      page: "# 题\n\n" + ["|a", "|-", "|末"].map { String(repeating: $0, count: 20_000) + "|\n" }.joined()
        + String(repeating: String(repeating: "|b", count: 20_000) + "|\n", count: 30)),
    HostilePage(name: "Markdown quotations", page: String(repeating: ">", count: 100_000) + " 末"),
    HostilePage(
      name: "spans of a table",
      page: String(repeating: "<table><tr><td colspan=1000 rowspan=1000>x", count: 20_000) + "末"
    ),
  ]

  @Test(arguments: pages)
  func aPageMadeToHarmIsReadToItsEnd(_ hostile: HostilePage) throws {
    for path in ["a.html", "pages/a/1.md"] {
      let document = try parseArticle(Array(hostile.page.utf8), path: path)
      let isWhole = "\(document.title)\(text(document))".contains("末") || hasDeepText(document)
      #expect(isWhole)
    }
  }

  @Test func longMarkdownKeepsItsText() throws {
    let lines = (0..<200_000).map { "第\($0)行 a < b & c" }
    let document = try parseArticle(
      Array("# 题\n\n\(lines.joined(separator: "\n\n"))\n".utf8), path: "pages/a/1.md")
    let paragraphs = document.blocks.map { block in
      if case .paragraph(let spans) = block { spans.map(\.text).joined() } else { "" }
    }
    // In a report the whole text would be unreadable.
    let isWhole = paragraphs.suffix(lines.count) == lines[...]
    #expect(isWhole)
  }

  @Test func randomBytesAreReadOrRefused() {
    var state: UInt64 = 42
    for _ in 0..<200 {
      let bytes = (0..<2000).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 33)
      }
      do {
        let document = try parseArticle(bytes, path: "pages/a/1.md")
        #expect(!text(document).unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
      } catch {
        #expect(error == .notText || error == .empty)
      }
    }
  }

  @Test func aPageTooLargeIsRefusedWithAReason() {
    #expect(throws: ParsingError.tooLarge(limit: largestPage)) {
      try parseArticle([UInt8](repeating: 0x61, count: largestPage + 1), path: "a.html")
    }
  }

  private func hasDeepText(_ document: Document) -> Bool { "\(document.blocks)".contains("末") }
}
