// Pages of the sample newspaper as a real terminal shows them, compared as text with those in Pages/.

import TestSupport
import Testing

@Suite(.serialized, .blocking) struct PageTests {
  /// The articles: what a file is called, the row of the category on the front page, the headline.
  private static let articles = [
    (name: "teahouse", category: "3", title: "茶館裡的一個下午"), (name: "pickles", category: "3", title: "泡菜坛子的学问"),
    (name: "bridge", category: "5", title: "一座石桥的账本"), (name: "weather", category: "8", title: "家庭气象站的一年"),
  ]

  @Test(arguments: articles.map(\.name), [(40, 24), (80, 24), (160, 50)])
  func aPageIsSetAsItShouldBe(name: String, size: (columns: Int, rows: Int)) throws {
    let article = try #require(PageTests.articles.first { $0.name == name })
    let data = Scratch()
    let terminal = try Terminal(columns: size.columns, rows: size.rows)
    try terminal.type("\(program) --sample --data-dir \(data.path)\n")
    try terminal.wait(for: "49/49")
    try terminal.press(article.category, "Enter", "Enter")
    // Where there is room, the categories stand left of the list.
    let panes = try terminal.wait(for: article.title).split { $0 == "\n" || $0 == "│" }
    let row = try #require(panes.first { $0.contains(article.title) }?.split(separator: " ").first)
    try terminal.type(String(row))
    try terminal.press("Enter", "Enter")
    let file = "Pages/\(name)-\(size.columns)x\(size.rows)"
    // What is related to the article comes after it, and a busy terminal shows it line by line.
    let kept = keptScreen(file)
    let page = try terminal.wait(file) {
      $0.hasPrefix(" \(article.title)") && $0.contains("返回")
        && (renewsScreens ? !kept.contains("相关文章") || $0.contains("相关文章") : $0 == kept)
    }
    try compare(page, with: file)
  }
}
