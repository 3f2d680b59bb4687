// The command that says what is new: a line or a few, for a shell's greeting.

import ArgumentParser
import Library
import Parsing

/// Prints what has come since the reader was open last; nothing where nothing has.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: say(
      "上次打开以来的新文章；没有则不输出。", "上次開啟以來的新文章；沒有則不輸出。",
      "What has come since the reader was open last; nothing where nothing has."))

  @OptionGroup var common: CommonOptions
  @Option(
    help: ArgumentHelp(say("列出最多这么多篇", "列出最多這麼多篇", "Name at most so many of them."))) var limit: Int?
  @Flag(help: ArgumentHelp(say("每行一个 JSON 对象", "每行一個 JSON 物件", "One JSON object a line."))) var json = false

  /// Articles that are named where nobody says how many.
  private static let usualLimit = 3

  func validate() throws { try check(limit: limit) }

  func run() throws {
    try NewCommand.tell(
      World.places(dataDir: common.dataDir, cache: common.cache), limit: limit, asJSON: json)
  }

  /// Prints it, without a look at the configuration: nothing there matters to it.
  static func tell(_ places: LibraryPlaces, limit: Int? = nil, asJSON: Bool = false) throws {
    let limit = limit ?? (asJSON ? Library.mostNews : usualLimit)
    guard let news = try Library.news(in: places, limit: limit), news.count > 0 else { return }
    if asJSON { return try news.articles.forEach { try Output.json(ArticleRecord($0)) } }
    let count = news.count < Library.mostNews ? "\(news.count)" : "\(Library.mostNews - 1)+"
    Output.line(say("看报：新到 \(count) 篇", "看報：新到 \(count) 篇", "Kanbao: \(count) new"))
    for article in news.articles {
      let line = [article.title, article.category].filter { !$0.isEmpty }.joined(separator: " · ")
      Output.write("  \(cleanLine(line))\n")
    }
  }
}
