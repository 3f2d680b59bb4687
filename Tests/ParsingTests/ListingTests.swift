// Front pages and indexes.

import Articles
import Parsing
import Testing

/// A front page with a title, and a text below it.
private func daily(_ text: String) throws -> FrontPage {
  try parseFrontPage(Array("# 日报\n\n\(text)".utf8))
}

@Suite struct ListingTests {
  @Test(arguments: [
    "- 新报\n  - [茶](indexes/a.md)\n  - [米](indexes/b.md)\n- 老报\n  - [桥](indexes/c.md)\n",
    "新报：[茶](indexes/a.md)、[米](indexes/b.md)\n\n老报：[桥](indexes/c.md)\n",
    "- 新报：[茶](indexes/a.md)、[米](indexes/b.md)\n- 老报: [桥](indexes/c.md)\n",
    "【新报】[茶](indexes/a.md) [米](indexes/b.md)\n\n【老报】[桥](indexes/c.md)\n",
    "| 报 | 栏 |\n|---|---|\n| 新报 | [茶](indexes/a.md) [米](indexes/b.md) |\n| 老报 | [桥](indexes/c.md) |\n",
    "#### 新报 － [茶](indexes/a.md) ｜ [米](indexes/b.md)\n#### 老报 － [桥](indexes/c.md)\n",
  ])
  func groupsAreWrittenInManyWays(text: String) throws {
    let page = try daily(text)
    #expect(page.title == "日报")
    #expect(page.categories.map { "\($0.group) \($0.name)" } == ["新报 茶", "新报 米", "老报 桥"])
  }

  @Test(arguments: [
    "## 茶 [更多](indexes/a.md)\n\n- [甲](pages/a/1.md)\n",
    "### 茶\n\n- [甲](pages/a/1.md)\n- [更多...](indexes/a.md)\n",
    "### 茶\n\n[进入 >>](indexes/a.md)\n", "* 茶 → [进入](indexes/a.md)\n",
  ])
  func aCategoryBehindMoreIsCalledAsItsGroup(text: String) throws {
    let page = try daily(text)
    #expect(
      page.categories.first { $0.path == "indexes/a.md" } == .init(group: "", name: "茶", path: "indexes/a.md")
    )
  }

  @Test(arguments: [
    ("## 新报\n\n导航：[茶](indexes/a.md) | [米](indexes/b.md)\n", ["新报 茶", "新报 米"]),
    ("- 新报\n  - [茶](indexes/a.md)\n- **老报**\n  - [米](indexes/b.md)\n", [" 茶", "老报 米"]),
    ("2. 国际\n  - [茶](indexes/a.md)\n\n其他\n\n  - [米](indexes/b.md)\n", [" 茶", " 米"]),
    ("## 新报\n\n- [茶](indexes/a.md)\n- [更多](indexes/c.md)\n", ["新报 茶", "新报 更多"]),
    ("| 每天更新 | [茶](indexes/a.md) |\n|---|---|\n| 一 | [米](indexes/b.md) |\n", [" 茶", " 米"]),
    ("- 请收藏本页\n\n    [茶](indexes/a.md) | [米](indexes/b.md)\n", [" 茶", " 米"]),
    ("请看：[茶](indexes/a.md)\n\n[米](indexes/b.md)\n", [" 茶", " 米"]),
    ("- 本站说明\n  - [茶](indexes/a.md)\n", [" 茶"]),
    ("推荐：[甲](pages/a/1.md)、[乙](pages/a/2.md)\n", [" 日报"]),
  ])
  func whatStandsBesideLinksMayBeNoGroup(text: String, names: [String]) throws {
    let page = try daily(text)
    #expect(page.categories.map { "\($0.group) \($0.name)" } == names)
  }

  @Test func aCategoryMayBeCalledReading() throws {
    let page = try daily("## 生活\n\n[阅读](indexes/a.md)\n")
    #expect(page.categories == [.init(group: "生活", name: "阅读", path: "indexes/a.md")])
  }

  @Test func picturesBesideTheTitleAreNoPartOfIt() throws {
    let badge = "[![Build](x.svg)](https://ci.example/)"
    let page = try parseFrontPage(Array("# 日报 \(badge)\n\n## 新报\n\n[茶](indexes/a.md)\n".utf8))
    #expect(page.title == "日报")
    #expect(page.categories == [.init(group: "新报", name: "茶", path: "indexes/a.md")])
  }

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
        .init(group: "科学", name: "科学", path: "README.md"),
      ])
    #expect(page.entries.map(IndexPage.Entry.init) == [.init(title: "特稿", path: "pages/x/1.md")])
    #expect(
      page.links.map(\.address) == [
        "../../../basic/blob/master/README.md", "https://example.org/1.png",
        "mailto:paper@example.org",
      ])
    #expect(page.links.first?.group == "科学")
  }

  @Test func aLinkToAFolderLeadsToTheReadmeInIt() throws {
    let text = """
      # 小报

      - [一](2020/) [二](./2021/?t=07210801) [三](../../tree/main/2022) [四](/2023/03/)
      - [](https://github.com/o/r/tree/main/2024)
      - [图](a.png) [站](https://elsewhere.example/x/) [上](../x/) [码](node_modules/) [页](2025) [篇](a.md)
      """
    let mirror = "https://github.com/o/r"
    let page = try parseFrontPage(Array(text.utf8), of: mirror)
    #expect(
      page.folders.map(\.path) == ["2020", "2021", "2022", "2023/03", "2024"].map { $0 + "/README.md" })
    #expect(page.folders.map(\.name) == ["一", "二", "三", "四", "2024"])
    #expect(page.entries.map(\.path) == ["a.md"])
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

  @Test func aSentenceIsNoGroupAndAPartNoTitle() throws {
    let notice = try parseFrontPage(
      Array("### 小报\n\n#### 本报每天都出，欢迎来信。\n\n#### [花](indexes/a.md) | [菜](indexes/b.md)\n".utf8))
    #expect(notice.title == "小报" && notice.categories.map(\.group) == ["", ""])
    let part = try parseFrontPage(Array("## 简介\n\n每月一期。\n\n## 期刊\n\n- [一](a.md)\n".utf8))
    #expect(part.title.isEmpty && part.categories.map(\.name) == ["期刊"])
    #expect(try parseFrontPage(Array("- [一](a.md)\n".utf8)).categories.map(\.name) == [""])
  }

  @Test(arguments: ["## 关于", "# 小报\n\n## 关于", "# 小报\n\n#### 国际。要闻"])
  func aPartAndAHeadingWithAStopWithinAreGroups(
    headings: String
  ) throws {
    let page = try parseFrontPage(Array("\(headings)\n- [乙](indexes/b.md)\n".utf8))
    #expect(page.categories.map(\.group) == [headings.hasSuffix("关于") ? "关于" : "国际。要闻"])
  }

  @Test(arguments: ["## 简介\n\n每月一期。\n\n## 期刊\n\n- [一](a.md)\n", "# 小报\n\n- [一](a.md)\n"])
  func whatAFrontPagesOwnArticlesAreCalledComesBack(text: String) throws {
    var page = try parseFrontPage(Array(text.utf8))
    page.title = "小报"
    #expect(try parseFrontPage(writeFrontPage(page)) == page)
  }

  @Test func aFrontPageWithoutIndexesIsOneItself() throws {
    let page = try parseFrontPage(
      Array(
        "### 小报\n\n- [春笋](posts/a.md)\n- [夏雨](/posts/b.md) [友站](http://a.example/)\n- [春笋](posts/a.md)\n".utf8
      ))
    #expect(page.categories == [.init(group: "", name: "小报", path: "README.md")])
    #expect(
      page.entries.map(IndexPage.Entry.init) == [
        .init(title: "春笋", path: "posts/a.md"), .init(title: "夏雨", path: "posts/b.md"),
      ])
    #expect(page.links.map(\.address) == ["http://a.example/"])
    let elsewhere = try parseFrontPage(
      Array("[一](https://a.example/news/a.html) [二](mailto:a@b.html) ![三](a.md)".utf8))
    #expect(elsewhere.entries.isEmpty && elsewhere.categories.isEmpty && elsewhere.links.count == 3)
  }

  @Test func aHeadingAfterArticlesIsNoTitle() throws {
    let list = "<ul>\n<li><a href=\"/a/1.md\">春笋</a></li>\n</ul>\n"
    let text = "<h3><a href=\"/a/\">蔬菜</a></h3>\n\(list)<h3>旧文</h3>\n\(list.replacing("1", with: "2"))"
    let page = try parseFrontPage(Array(text.utf8))
    #expect(page.title.isEmpty && page.entries.map(\.path) == ["a/1.md", "a/2.md"])
    #expect(try parseFrontPage(Array("[甲](a/1.md)\n\n# 小报\n".utf8)).title == "小报")
  }

  @Test func aYearIsNoTitle() throws {
    let years = "# 2021年\n\n[甲](a/1.md)\n\n# 2020\n\n[乙](a/2.md)\n"
    #expect(try parseFrontPage(Array(years.utf8)).title.isEmpty)
    #expect(try parseFrontPage(Array("# 小报\n\n\(years)".utf8)).title == "小报")
  }

  @Test(
    arguments: [
      ("README.md", .frontPage), ("indexes/a.md", .index), ("pages/a/1.md", .article), ("a.md", .article),
      ("zh/Part/README.md", .article), ("index.html", .article), ("LICENSE.md", nil),
      ("readme.zh-CN.md", nil),
      ("indexes/README.md", nil), ("docs/indexes/a.md", .index), ("docs/indexes/README.md", nil),
      ("indexes/2020/README.md", .index), ("pages/indexes/a.md", .article), ("pages/1.md.png", nil),
      (".github/x.md", nil), ("history.md", .article), ("a/LICENSE.md", .article), ("a/1.shtml", .article),
      ("_posts/a.md", .article), ("_drafts/a.md", nil), ("_layouts/post.html", nil),
      ("site/node_modules/x/README.md", nil),
    ] as [(String, PageKind?)])
  func aFilesPathTellsWhatItIs(path: String, kind: PageKind?) {
    #expect(pageKind(ofPath: path) == kind)
  }

  @Test func whatStandsForAFileThatGitKeepsElsewhereIsNoPage() {
    let text = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n"
    #expect(throws: ParsingError.notText) { try parseArticle(Array(text.utf8), path: "pages/1.md") }
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

  @Test(arguments: [
    "#### [一](../pages/1.md) | [视频](https://v.example/watch?v=x)",
    "| 七月 | [一](../pages/1.md) | [源](https://y.example) |",
    "七月 | [一](../pages/1.md) | [源](https://y.example)",
    "#### 热 [一](../pages/1.md) [视频](https://y.example)", "蔬菜: [一](../pages/1.md) [图](1.jpg)",
    "一、[一](../pages/1.md)（[源](https://y.example)）",
    "- July 1, 2021: [一](../pages/1.md) ([original](https://e.example/1))",
    "[源](https://y.example) [一](../pages/1.md)", "[一][a]\n\n[a]: ../pages/1.md",
    "[一][]\n\n[一]: <../pages/1.md> \"题\"", "- [一\n](../pages/1.md)", "<ok href=\"../pages/1.md\">一</ok>",
  ])
  func whatStandsBesideAnEntryOrHowItIsWrittenHidesItNot(line: String) throws {
    for text in [line, "#### [二](../pages/2.md)\n\n\(line)"] {
      let page = try parseIndex(Array("# 目录\n\n\(text)\n".utf8), path: "indexes/s.md")
      #expect(page.entries.contains(.init(title: "一", path: "pages/1.md")))
    }
  }

  @Test func aRowAboutTheTreeHasNoEntries() throws {
    let page = try parseIndex(
      Array(
        "[首页](../README.md) | [推荐](../pages/1.md) | [推特](https://t.example/)\n\n- [二](../pages/2.md)\n".utf8),
      path: "indexes/s.md")
    #expect(page.entries.map(\.path) == ["pages/2.md"])
  }

  @Test func blanksInTheNameOfAPageBelongToIt() throws {
    let page = try parseIndex(
      Array(
        "- [一](../pages/2021/7月1日 己.md)\n- [二](../pages/2.md \"题目\")\n- [三](https://a.example b.md)\n".utf8),
      path: "indexes/s.md")
    #expect(page.entries.map(\.path) == ["pages/2021/7月1日 己.md", "pages/2.md"])
    #expect(page.links.map(\.address) == ["https://a.example"])
  }

  @Test func whatAMirrorHasTakenBackIsNotListed() throws {
    let text = """
      #### [一](../pages/1.md) <!-- 新 -->
      <!-- #### [撤稿](../pages/2.md) -->
      <!--
      #### [旧稿](../pages/3.md)
      -->
      ```markdown
      #### [样例](../pages/4.md)
      ```
      #### [五](../pages/5.md)
      <!-- 未完
      ```
      #### [六](../pages/6.md)
      """
    let page = try parseIndex(Array(text.utf8), path: "indexes/s.md")
    #expect(page.entries.map(\.title) == ["一", "五", "六"])
    let front = try parseFrontPage(
      Array(
        "#### [花](indexes/a.md)\n<!--\n#### [旧栏](indexes/old.md)\n-->\n~~~\n[样例](indexes/b.md)\n~~~\n".utf8))
    #expect(front.categories.map(\.name) == ["花"])
  }

  @Test(arguments: [
    "[**蔬菜**](indexes/a.md)", "[*蔬菜*](indexes/a.md)", "[~~蔬菜~~](indexes/a.md)", "[`蔬菜`](indexes/a.md)",
  ])
  func namesHaveNoMarksOfEmphasis(line: String) throws {
    #expect(try parseFrontPage(Array("#### \(line)\n".utf8)).categories.map(\.name) == ["蔬菜"])
  }

  @Test func nothingIsTakenForAMarkThatIsNone() throws {
    let page = try parseFrontPage(
      Array("- [a*b](indexes/a.md)\n- [x_y](indexes/b.md)\n- [*](indexes/c.md)\n".utf8))
    #expect(page.categories.map(\.name) == ["a*b", "x_y", "*"])
  }

  @Test(arguments: [
    "蔬菜类\n---\n\n[番茄](indexes/a.md)", "<h2 align=\"left\">蔬菜类</h2>\n\n[番茄](indexes/a.md)",
    "**蔬菜类**：[番茄](indexes/a.md)", "- **蔬菜类**: [番茄](indexes/a.md)", "**蔬菜类**\n\n- [番茄](indexes/a.md)",
    "#### 花卉类\n\n##### 蔬菜类\n\n[番茄](indexes/a.md)",
    "## **蔬菜类**\n\n#### 更新于 2021-07-01 10:00\n\n[番茄](indexes/a.md)",
    "## 蔬菜类\n\n##### 打不开时，请换一个地址。\n\n[番茄](indexes/a.md)",
  ])
  func aGroupIsFoundHoweverItIsWritten(text: String) throws {
    let page = try daily(text + "\n")
    #expect(page.title == "日报")
    #expect(page.categories == [.init(group: "蔬菜类", name: "番茄", path: "indexes/a.md")])
  }

  @Test func frontMatterIsNoHeading() throws {
    let page = try parseFrontPage(Array("---\nlayout: page\n---\n\n[番茄](indexes/a.md)\n".utf8))
    #expect(page.title.isEmpty && page.categories.map(\.group) == [""])
  }

  @Test func articlesBesideIndexesAreACategoryOfTheirOwn() throws {
    let page = try parseFrontPage(
      Array("#### 推荐 - [黄瓜](pages/x/9.md) | [豆](special/doc.md)\n\n#### 栏 - [蔬菜](indexes/a.md)\n".utf8))
    #expect(
      page.categories == [
        .init(group: "", name: "推荐", path: "README.md"), .init(group: "栏", name: "蔬菜", path: "indexes/a.md"),
      ])
    #expect(page.entries.map(\.path) == ["pages/x/9.md", "special/doc.md"])
    let again = try parseFrontPage(writeFrontPage(page))
    #expect(Set(again.categories.map(\.name)) == ["推荐", "蔬菜"] && again.entries == page.entries)
  }

  private static let ownAddresses = [
    "https://raw.githubusercontent.com/gardener/paper/master/indexes/a.md",
    "https://raw.githubusercontent.com/gardener/paper/refs/heads/main/indexes/a.md?t=07210801",
    "https://github.com/gardener/paper/blob/master/indexes/a.md",
    "https://cdn.jsdelivr.net/gh/gardener/paper@master/indexes/a.md",
    "https://gitlab.com/gardener/paper/-/blob/master/indexes/a.md",
    "https://codeberg.org/gardener/paper/src/branch/main/indexes/a.md", "../../blob/master/indexes/a.md",
    "../../raw/master/indexes/a.md", "blob/master/indexes/a.md", "/gardener/paper/blob/master/indexes/a.md",
  ]

  @Test(
    arguments: ownAddresses,
    [
      nil, "https://github.com/gardener/paper", "git+https://github.com/Gardener/paper.git",
      "git@github.com:gardener/paper.git", "https://raw.githubusercontent.com/gardener/paper/master",
      "https://cdn.jsdelivr.net/gh/gardener/paper@master", "https://paper.example/",
    ])
  func wholeAddressesIntoTheOwnTreeAreUnderstood(address: String, mirror: String?) throws {
    // Where nothing tells which repository it is, a path alone does not.
    if address.hasPrefix("/"), mirror.map({ !$0.contains("ardener") }) ?? true { return }
    let other = address.replacing("a.md", with: "b.md")
    let page = try parseFrontPage(Array("#### [蔬菜](\(address)) | [花卉](\(other))\n".utf8), of: mirror)
    #expect(page.categories.map(\.name) == ["蔬菜", "花卉"])
    #expect(page.categories.map(\.path) == ["indexes/a.md", "indexes/b.md"])
  }

  @Test(arguments: [
    "http://host.example:8000/paper/pages/a/1.md", "//host.example:8000/paper/pages/a/1.md",
    "/paper/pages/a/1.md?t=07210801",
    "https://user@HOST.example:8000/paper/pages/a/1.md",
  ])
  func theMirrorsOwnAddressIsUnderstood(address: String) throws {
    let text = "#### [一](\(address))\n\n#### [二](../pages/a/2.md)\n"
    let page = try parseIndex(
      Array(text.utf8), path: "indexes/a.md", of: "http://host.example:8000/paper")
    #expect(page.entries.map(\.path) == ["pages/a/1.md", "pages/a/2.md"])
  }

  @Test(
    arguments: [
      ("https://github.com/gardener/other/blob/master/pages/a/1.md", "https://github.com/gardener/paper"),
      ("https://github.com/gardener/other/blob/master/pages/a/1.md", nil),
      ("../../../../other/blob/master/pages/a/1.md", "https://github.com/gardener/paper"),
      ("http://host.example/papers/pages/a/1.md", "http://host.example/paper"),
      ("http://host.example/paper/../pages/a/1.md", "http://host.example/paper"),
      ("http://host.example/paper/%2e%2e/pages/a/1.md", "http://host.example/paper"),
      ("https://github.com/gardener/paper/blob/master/../../../x/1.md", "https://github.com/gardener/paper"),
    ] as [(String, String?)])
  func anotherTreesPageStaysALink(address: String, mirror: String?) throws {
    let page = try parseIndex(
      Array("#### [二](../pages/a/2.md)\n\n#### [一](\(address))\n".utf8), path: "indexes/a.md", of: mirror)
    #expect(page.entries.map(\.path) == ["pages/a/2.md"])
    #expect(page.links.map(\.title) == ["一"])
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

  @Test func whatLooksLikeADefinitionIsNone() throws {
    let page = try parseIndex(Array("[快讯]: [花](../pages/s/1.md)\n".utf8), path: "indexes/s.md")
    #expect(page.entries.map(\.path) == ["pages/s/1.md"])
    let front = try parseFrontPage(Array("[公告]: 今日起改版，见 [花](indexes/a.md)\n".utf8))
    #expect(front.categories.map(\.path) == ["indexes/a.md"])
  }

  @Test func aCommentInATitleIsPartOfIt() throws {
    let lines = ["HTML 的 <!-- 记号", "草", "箭头 --> 记号"].enumerated()
      .map { "#### [\($0.element)](../pages/s/\($0.offset).md)\n" }.joined()
    #expect(try parseIndex(Array(lines.utf8), path: "indexes/s.md").entries.count == 3)
  }

  /// As CommonMark has it: otherwise a page of 8 MB made one of gigabytes.
  @Test func linksThatAreWrittenShortMakeNoListingOfManyTimesItsSize() throws {
    func paths(_ uses: Int, length: Int = 2000) throws -> [String] {
      let long = "../pages/s/\(String(repeating: "x", count: length)).md",
        other = "../pages/s/\(String(repeating: "y", count: 1900))2.md"
      let text = "[a]: \(long)\n[b]: \(other)\n" + String(repeating: "#### [a]\n", count: uses) + "#### [b]\n"
      return try parseIndex(Array(text.utf8), path: "indexes/s.md").entries.map { String($0.path.suffix(4)) }
    }
    #expect(try paths(20) == ["x.md", "2.md"])
    #expect(try paths(200) == ["x.md"])
    #expect(try paths(1, length: 3000) == ["2.md"])
  }

  @Test func aLinkToAnotherPapersArticleIsNoEntry() throws {
    let page = try parseIndex(
      Array("[别家好文](https://github.com/o2/r2/blob/main/pages/2.md)\n".utf8), path: "indexes/s.md")
    #expect(page.entries.isEmpty)
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
