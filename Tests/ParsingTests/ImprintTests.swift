// The day a page was published, as the line under its title or its path gives it.

import Articles
import Parsing
import Testing

private func published(_ body: String, path: String = "pages/a/1.md") throws -> Int? {
  let document = try parseArticle(Array("# 番茄\n\n\(body)\n\n正文。\n".utf8), path: path)
  #expect(document.byline == nil && document.passages.last == "正文。")
  return document.published?.number
}

@Suite struct ImprintTests {
  @Test(arguments: [
    "2021-07-01 来源：园艺报 作者：李四", "来源：园艺报 | 2021-07-01 10:20", "发布时间：2021-07-01 更新时间：2021-07-05",
    "更新时间：2021-07-05　发布时间：2021-07-01", "日期: 2021.07.01\n作者: 李四", "作者：李四\n\n2021年7月1日", "发表于：民國一百一十年七月一日",
    "发表于：民国110年7月1日", "文章日期：2021年7月1日", "*发布于 2021年7月1日*", "##### 2021-07-01", "July 1, 2021",
    "Jul 1st, 2021", "日期：Thu, 01 Jul 2021 05:14:48 +0000", "1 July 2021", "Thu Jul  1 21:37:19 2021",
    "2021年7月1日 星期四 上午10:20 | 来源：园艺报", "2021-07-01T10:20:30+08:00",
    "> 公众号: 园艺报\n> 发布时间: 2021-07-01 10:20:30\n> 原文链接: https://a.example/s?id=1&x=2",
    "- 作者：李四\n- 发布时间：2021-07-01 10:20\n- 原文：<https://a.example/1>",
    "**作者**: Anna B. Smith  \n**发布时间**: 2021-07-01  \n**原文链接**: [看 花](https://a.example/1)",
    "> * 原文：[A garden](https://a.example/1)\n> * 日期：2021年7月1日", "📅 发布日期：2021-07-01", "李四 | 2021-07-01",
    "📅 2021-07-01 | ✍️ 李四", "李四 · 2021-07-01 · 园艺", "2021年7月1日&nbsp;·&nbsp;1 分钟&nbsp;·&nbsp;李四",
    "原创 李四 [园艺报](javascript:void(0);) *2021-07-01 10:20* *北京*",
    "发布时间：2021-07-01 08:30 来源：园艺报 作者：李四 点击：123 次", "发表时间：2021-07-01 08:30:00 评论：3",
    "发布时间：2021-07-01 浏览次数：123",
    "2021-07-01 08:30 来源：园艺报 字号：大 中 小", "2021-07-01 08:30 ｜ 李四 ｜ 字体：大 中 小", "发布时间: 2021-07-01 | 标签: 番茄, 茄子",
    "2021 年 7 月 1 日", "发布时间：2021 年 7 月 1 日 来源：园艺报", "发布：2021-07-01", "> 来源：园艺报 | 发布：2021-07-01 | 作者：李四",
    "发布日期：[2021-07-01]", "刊登时间：2021-07-01", "（2021-07-01）", "( 2021年7月1日 )", "（来源：园艺报 2021年7月1日）",
    "来源：园艺报，2021年7月1日",
    "文/李四 2021-07-01", "2021-07-01 08:30 (北京时间)",
    "<div><span>2021-07-01 08:30</span><span>来源：园艺报</span></div>",
    "<table><tr><td>发布时间：2021-07-01</td><td>来源：园艺报</td></tr></table>",
  ])
  func theLineUnderATitleSaysWhen(line: String) throws {
    #expect(try published(line) == 20_210_701)
  }

  @Test(arguments: [
    "更新时间：2021-07-05", "2021-07-01 今天种了番茄", "作者：李四。2021-07-01", "2021年7月1日是星期四", "采摘：2021-07-01",
    "- 2021-07-01",
    "2021-07-01\n\n甲\n\n2021-07-02", "May be 12, 2021", "1 May be 2021", "Monday in July", "> 2021-07-01",
    "## 2021年7月1日\n\n甲", "图：李四 2021年7月1日",
    "- 作者：李四\n- 2021-07-01", "2021-07-01 10:20，今天种了番茄", "时间：2021-07-01 14:00 河边", "抓取时间：2021-07-01",
    "李四 | 2021-07-01 | 2021-07-02", "2021-07-01 10:20 甲\n\n2021-07-02 11:20 乙", "发布时间：我们问了，是2021-07-01",
  ])
  func aDayInATextIsNotWhenItWasPublished(text: String) throws {
    #expect(try published(text) == nil)
  }

  @Test(arguments: [
    "（1976年7月28日）", "作者：李四，1976年7月28日", "出版时间：1987年3月4日", "北京时间：2024年6月3日 10:20\n\n地点：河边", "图/李四 2021-07-01",
    "<table><tr><td>日期：</td><td>1976年7月28日</td></tr></table>",
  ])
  func theDayOfAFilesNameIsNotOverriddenByWhatThePageIsAbout(line: String) throws {
    #expect(try published(line, path: "a/2024-05-04-x.md") == 20_240_504)
  }

  @Test func theFirstParagraphMayStandUnderAHeading() throws {
    #expect(try published("## 种法\n\n2021-07-01") == 20_210_701)
  }

  /// Old sites lay their pages out in tables, the title in its first row.
  @Test func theTitleMayStandInATableWithTheDay() throws {
    let rows = ["<b>番茄</b>", "2021年7月1日 09:12 本站 记者 李四", "番茄有三种，今年都种了。"].map { "<tr><td>\($0)</td></tr>" }
    let page = "<title>番茄</title><table>\(rows.joined())</table>"
    let document = try parseArticle(Array(page.utf8), path: "a.html")
    #expect(document.published?.number == 20_210_701)
    #expect(document.passages == ["2021年7月1日 09:12 本站 记者 李四", "番茄有三种，今年都种了。"])
  }

  @Test func theDaysOfCommentsAreNoDaysOfAChronicle() throws {
    #expect(try published("2021-07-01\n\n甲\n\n王五 | 2021-07-02 10:20\n\n好。") == 20_210_701)
  }

  @Test func aDayThatIsCalledThatCountsWhateverDaysFollow() throws {
    #expect(try published("发布时间：2021-07-01\n\n甲\n\n2021年6月30日") == 20_210_701)
  }

  @Test(arguments: [
    ("pages/2021/07/01/1.md", 20_210_701), ("pages/2021/07/01.md", 20_210_701),
    ("pages/2021-07-01/2.md", 20_210_701),
    ("20210701-7.md", 20_210_701), ("2021-07-01-tomato/index.md", 20_210_701), ("pages/2021/07/1.md", nil),
    ("pages/20219901-7.md", nil), ("pages/20210701/7.md", 20_210_701), ("pages/20219901/7.md", nil),
    ("notes/20210701093000 番茄.md", 20_210_701), ("202107010930-a.md", 20_210_701), ("20210701256000.md", nil),
    ("202199010930.md", nil), ("pages/a-07012021093000.md", 20_210_701),
    ("pages/a-20210701093000.md", 20_210_701),
    ("pages/a-13322021093000.md", nil), ("pages/21210701/7.md", nil), ("12345678-1.md", nil),
    ("2021/13/01/1.md", nil),
  ])
  func theDayInAPathIsRead(path: String, day: Int?) throws {
    #expect(try published("文", path: path) == day)
  }
}
