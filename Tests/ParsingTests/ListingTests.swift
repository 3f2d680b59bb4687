// Front pages and indexes.

import Articles
import Parsing
import Testing

@Suite struct ListingTests {
  @Test func groupsOfOneLineEach() throws {
    let page = try parseFrontPage(
      Array(
        """
        #### 生活 &nbsp;-&nbsp; [饮食](indexes/饮食.md?t=09301139) &nbsp;|&nbsp; [园艺](indexes/园艺.md?t=09301139)

        #### 科学 &nbsp;-&nbsp; [饮食](indexes/S饮食.md?t=09301139) &nbsp;|&nbsp; [特稿](pages/x/1.md?t=09301139) &nbsp;|&nbsp; [友站](../../../basic/blob/master/README.md?t=09301139)

        <img src="https://example.org/1.png" width="260px"/> 来信：<a href="mailto:paper@example.org">编辑部</a>
        """.utf8))
    #expect(
      page.categories == [
        .init(group: "生活", name: "饮食", path: "indexes/饮食.md"),
        .init(group: "生活", name: "园艺", path: "indexes/园艺.md"),
        .init(group: "科学", name: "饮食", path: "indexes/S饮食.md"),
      ])
    #expect(
      page.links.map(\.address) == [
        "pages/x/1.md", "../../../basic/blob/master/README.md", "https://example.org/1.png",
        "mailto:paper@example.org",
      ])
    #expect(page.links.prefix(2).map(\.group) == ["科学", "科学"])
  }

  @Test func aTitleAndLinesOfLinks() throws {
    let page = try parseFrontPage(
      Array(
        "### 看报样刊\n\n####  [甲](indexes/1.md?t=07210801) &nbsp;|&nbsp; [乙](indexes/2.md?t=07210801) \n".utf8))
    #expect(page.title == "看报样刊")
    #expect(
      page.categories == [
        .init(group: "", name: "甲", path: "indexes/1.md"), .init(group: "", name: "乙", path: "indexes/2.md"),
      ])
  }

  @Test func aFrontPageWithoutIndexesIsOneItself() throws {
    let page = try parseFrontPage(
      Array(
        "### 小报\n\n- [春笋](posts/a.md)\n- [夏雨](/posts/b.md) [友站](http://a.example/)\n- [春笋](posts/a.md)\n".utf8
      ))
    #expect(page.categories == [.init(group: "", name: "小报", path: "README.md")])
    #expect(page.entries == [.init(title: "春笋", path: "posts/a.md"), .init(title: "夏雨", path: "posts/b.md")])
    #expect(page.links.map(\.address) == ["http://a.example/"])
    let elsewhere = try parseFrontPage(
      Array("[一](https://a.example/news/a.html) [二](mailto:a@b.html) ![三](a.md)".utf8))
    #expect(elsewhere.entries.isEmpty && elsewhere.categories.isEmpty && elsewhere.links.count == 3)
  }

  @Test(
    arguments: [
      ("README.md", .frontPage), ("indexes/a.md", .index), ("pages/a/1.md", .article), ("a.md", .article),
      ("zh/Part/README.md", .article), ("index.html", .article), ("LICENSE.md", nil),
      ("readme.zh-CN.md", nil),
      ("indexes/README.md", nil), ("pages/1.md.png", nil), (".github/x.md", nil),
    ] as [(String, PageKind?)])
  func aFilesPathTellsWhatItIs(path: String, kind: PageKind?) {
    #expect(pageKind(ofPath: path) == kind)
  }

  @Test func anIndexListsEachArticleOnceInOrder() throws {
    let page = try parseIndex(
      Array(
        """
        ####  [首页](../README.md?t=10261602) &nbsp;|&nbsp; [别处](../../../../a/blob/master/README.md?t=10261602)

        #### [第一[图]](../pages/s/3.md?t=10261602)
        #### [第二 &amp; 半](../pages/s/2.md?t=10261602)
        #### [推广](http://example.org/youtube.html?10261602)
        #### [第一](../pages/s/3.md?t=10261602)
        <img src='http://example.org/indexes/s.md' width='0px' height='0px'/>
        """.utf8), path: "indexes/s.md")
    #expect(
      page.entries == [
        .init(title: "第一[图]", path: "pages/s/3.md"), .init(title: "第二 & 半", path: "pages/s/2.md"),
      ])
    #expect(
      page.links == [
        PageLink(role: .navigation, title: "首页", address: "README.md"),
        PageLink(role: .navigation, title: "别处", address: "../../../../a/blob/master/README.md"),
        PageLink(role: .promotion, title: "推广", address: "http://example.org/youtube.html"),
      ])
  }

  @Test(arguments: [
    "#### [一](../pages/1.md) [分享](https://t.example/?u=1)",
    "| 2021 | [一](../pages/1.md) | [源](http://x.example) |",
    "<li><a href=\"../pages/1.md\">一</a></li>", "<math><a href=\"../pages/1.md\">一</a>",
    "- [一](<../pages/1.md>)", "- [一](/pages/1.md)",
    "- [![图](../x.png)一](../pages/1.md)", "[![一](../x.png)](../pages/1.md)",
  ])
  func anEntryIsFoundHoweverItIsWritten(line: String) throws {
    let page = try parseIndex(Array("# 目录\n\n\(line)\n".utf8), path: "indexes/s.md")
    #expect(page.entries.map(\.path) == ["pages/1.md"])
    #expect(page.entries.map(\.title) == ["一"])
  }

  @Test(arguments: [
    "#### [使用指南](../guide/vpn.md) | [推特](https://t.example/x)",
    "<p>站务：<a href=\"../guide/help.html\">帮助</a></p>",
    "- 见 [指南](../guide/vpn.md) 和 [推特](https://t.example/x)",
  ])
  func linksOfTheMirrorsOwnAreNoEntries(line: String) throws {
    let page = try parseIndex(Array("#### [一](../pages/1.md)\n\n\(line)\n".utf8), path: "indexes/s.md")
    #expect(page.entries.map(\.path) == ["pages/1.md"])
  }

  @Test func everyWayToWriteALinkIsASourcesLink() throws {
    let page = try parseFrontPage(
      Array(
        "见 <http://auto.example/> 和 <a href=\"http://h/\">锚<b>点</b></a> x@y.z <b@c.d> http://bare/ <a href=http://i/><img src=http://p/ alt=图></a>"
          .utf8))
    #expect(
      Set(page.links.map { "\($0.title) \($0.address)" }) == [
        "http://auto.example/ http://auto.example/", "锚点 http://h/", "x@y.z mailto:x@y.z",
        "b@c.d mailto:b@c.d",
        "http://bare/ http://bare/", "图 http://i/", "图 http://p/",
      ])
  }

  @Test func aBracketWithoutALinkHidesNoLaterLink() throws {
    let page = try parseIndex(Array("#### x](y) [第一](../pages/s/1.md)".utf8), path: "indexes/s.md")
    #expect(page.entries == [.init(title: "第一", path: "pages/s/1.md")])
  }

  @Test(arguments: [
    ("../../etc/passwd.md", []), ("../pages/../../x.md", []), ("/pages/s/1.md", ["pages/s/1.md"]),
    ("/../pages/s/1.md", []),
    ("javascript:alert(1).md", []),
    ("..\\pages\\1.md", []), ("../pages/%2e%2e/%2e%2e/%2e%2e/x.md", []),
    ("../pages/s/1.md#top", ["pages/s/1.md"]),
  ])
  func noEntryLeavesTheTree(address: String, paths: [String]) throws {
    let page = try parseIndex(Array("#### [x](\(address))".utf8), path: "indexes/s.md")
    #expect(page.entries.map(\.path) == paths)
  }
}
