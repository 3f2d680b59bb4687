// The foot of a mirror's page, the page's own links, and what is neither.

import Articles
import Parsing
import Testing

private let foot = """
  手机上长按并复制下列链接或二维码分享本文章：<br/>
  https://example.org/pages/a/1.md <br/>
  <a href='https://example.org/pages/a/1.md'><img src='https://example.org/pages/a/1.md.png'/></a> <br/>
  原文地址（备用）：https://example.org/post/1

  """

private func mirror(_ body: String) throws -> Document {
  try parseArticle(Array("### 题\n------------------------\n\n\(body)".utf8), path: "pages/a/1.md")
}

private func texts(_ document: Document) -> [String] {
  document.blocks.map { block in
    var text = ""
    block.forEachSpan { text += $0.text }
    return text
  }
}

@Suite struct FootTests {
  @Test func aParagraphThatSpeaksOfTheOriginalIsBody() throws {
    let document = try mirror("<p>一</p><hr/>\n<p>附：原文链接：http://src.org/1</p>\n<p>二，最后一段。</p>\n<hr/>\n\(foot)")
    #expect(texts(document) == ["一", "", "附：原文链接：http://src.org/1", "二，最后一段。"])
    #expect(document.original == "https://example.org/post/1")
  }

  @Test(arguments: ["++++++++++++++++++++++++++++++<br/><br/>\n", "<hr/>\n", ""])
  func aFootThatIsLinksOfMarkdownIsNoText(rule: String) throws {
    let own = "https://example.org/pages/a/1.md"
    let document = try mirror(
      """
      <div>
      <p>一 1+1</p>
      </div>
      \(rule)手机上长按并复制下列链接或二维码分享本文章：<br/>
      [\(own)](\(own))<br/>
      [<img src='\(own).png'/>](\(own))<br/>
      原文地址（备用）：https://example.org/post/1

      """)
    #expect(document.blocks == [.paragraph([Span("一 1+1")])])
    #expect(document.original == "https://example.org/post/1")
  }

  @Test func textBetweenARuleAndTheFootIsBody() throws {
    let document = try mirror("<p>一</p><hr/>\n<p>末段正文…</p>\n原文地址：http://w/1\n")
    #expect(texts(document) == ["一", "", "末段正文…"])
    #expect(document.original == "http://w/1")
  }

  @Test func textOnTheFootsFirstLineIsBody() throws {
    let document = try mirror("<p>一</p>\n正文尾句。\(foot)")
    #expect(texts(document) == ["一", "正文尾句。"])
    #expect(document.links.map(\.role) == [.share, .share])
  }

  @Test func textAfterTheFootIsBody() throws {
    let document = try mirror("<div><p>一</p>\n<hr/>\(foot)<p>二</p><p><img src='http://x/a.jpg'>三</p></div>")
    #expect(texts(document) == ["一", "二", "", "三"])
    #expect(document.original == "https://example.org/post/1")
  }

  @Test(arguments: [
    "手机上长按屏幕三秒即可，老王说：https://a.example/help", "原文链接（某某译，未经许可不得转载，文中观点不代表本站立场）：https://a.example/1",
  ])
  func wordsOfAFootInTheAuthorsTextAreBody(line: String) throws {
    #expect(texts(try mirror("<p>一</p>\n\(line)\n<p>二</p>")) == ["一", line, "二"])
  }

  @Test(arguments: [
    ("一。", "#### [张三](http://a.example/1)、[李四](http://a.example/2)", "张三、李四"),
    ("<p>一。</p>", "#### [张三](http://a.example/1)、[李四](http://a.example/2)", "张三、李四"),
    ("一。", "##### [参见报告](http://a.example/r)", "参见报告"),
  ])
  func aHeadingOfLinksInTheMiddleIsBody(before: String, line: String, text: String) throws {
    #expect(texts(try mirror("\(before)\n\n\(line)\n\n二\n")) == ["一。", text, "二"])
    #expect(texts(try mirror("\(line)\n\n\(before)\n\n\(line)\n")) == ["一。"])
  }

  @Test func whatAMirrorPromotesBetweenPiecesOfHTMLIsNot() throws {
    let document = try mirror("<p>一</p>\n\n#### [📚 来信](http://a.example/1)\n\n<p>二</p>\n")
    #expect(texts(document) == ["一", "二"] && document.links.map(\.title) == ["📚 来信"])
  }

  @Test func theOriginalsAddressIsDecoded() throws {
    for address in [
      "http://a.b/c?x=1&amp;y=2", "<a href='http://a.b/c?x=1&amp;y=2'>http://a.b/c?x=1&amp;y=2</a>",
    ] {
      #expect(try mirror("<p>一</p>\n原文地址：\(address)\n").original == "http://a.b/c?x=1&y=2")
    }
  }
}

@Suite struct PageLinkTests {
  @Test func aHeadingWithTextBesideItsLinksIsBody() throws {
    for title in ["# 题\n---\n", "### 题\n------------------------\n"] {
      let document = try parseArticle(
        Array("\(title)\n正文\n\n#### 参见 [手册](http://z/) 第三章\n".utf8), path: "pages/a/1.md")
      #expect(document.title == "题")
      #expect(
        document.blocks.last
          == .heading(level: 4, [Span("参见 "), Span("手册", target: .link("http://z/")), Span(" 第三章")]))
      #expect(document.links.isEmpty)
    }
  }

  @Test(arguments: [
    ("../../README.md", PageLink.Role.navigation), ("../../indexes/a.md", .navigation),
    ("../../../../../basic/blob/master/README.md?n1", .navigation),
    ("https://github.com/a/b/blob/master/README.md#x", .navigation), ("https://github.com/a/b", .navigation),
    ("https://github.com/a/b/blob/master/indexes/x.md", .navigation),
    ("https://github.com/a/b/wiki", .promotion),
    ("https://github.com/a/b/blob/master/pages/s/1.md", .promotion), ("https://example.org/a/b", .promotion),
    ("../b/2.md", .promotion),
  ])
  func linksToFrontPagesAndIndexesAreNavigation(address: String, role: PageLink.Role) throws {
    let document = try mirror("#### [甲](\(address)) &nbsp;|&nbsp; [乙](http://x/)\n\n<p>文</p>")
    #expect(document.links.map(\.role) == [role, .promotion])
  }
}

@Suite struct ShortRuleTests {
  @Test(arguments: ["---", "----", "------------------------"])
  func aMirrorsPageIsOneWhateverItsRulesLength(rule: String) throws {
    let page =
      "### 题\n\(rule)\n\n#### [首页](../../README.md) &nbsp;|&nbsp; [别报](http://other.example/)\n\n<div>\n\n    正文\n\n</div>\n<hr/>\n\(foot)"
    let document = try parseArticle(Array(page.utf8), path: "pages/a/1.md")
    #expect(document.title == "题" && document.blocks == [.paragraph([Span("正文")])])
    #expect(document.links.map(\.role).prefix(2) == [.navigation, .promotion])
    #expect(document.original == "https://example.org/post/1")
  }

  @Test func aHeadingOverAShortRuleIsNoMirrorsWhereTextFollows() throws {
    let page = "### 说明\n---\n\n#### 参见 [手册](http://z.example/) 第三章\n\n正文\n"
    let document = try parseArticle(Array(page.utf8), path: "pages/a/1.md")
    #expect(texts(document).joined().contains("参见手册第三章") || texts(document).joined().contains("参见 手册 第三章"))
  }
}

@Suite struct CarelessFootTests {
  @Test(arguments: [32_740, 32_750, 32_760, 32_768, 33_000])
  func aFootOfBlanksWithoutEndIsReadToItsEnd(blanks: Int) throws {
    let page =
      "### 题\n------------------------\n\n<p>末</p>\n<hr/>\n原文地址：http://example.org/1\n"
      + String(repeating: " ", count: blanks) + "原文地址"
    let document = try parseArticle(Array(page.utf8), path: "pages/a/1.md")
    #expect(document.blocks.first == .paragraph([Span("末")]))
  }

  @Test(arguments: ["9223372036854775807", "-9223372036854775808", "4000000000", "x"])
  func aListsNumbersAreThoseOfPagesOfPeople(number: String) throws {
    for list in [
      "<ol start=\(number)><li>甲<li>乙</ol>", "<ol><li value=\(number)>甲<li>乙</ol>",
      "<ol reversed start=\(number)><li>甲<li>乙</ol>",
    ] {
      let document = try parseArticle(Array(list.utf8), path: "a.html")
      for case .list(let list) in document.blocks {
        #expect((list.start ?? 1).magnitude <= 1_000_000)
      }
      #expect(document.blocks.count >= 1)
    }
  }
}
