// The options of the commands that print what is in the library; what they do is in ArticleCommands.swift.

import ArgumentParser
import Library
import Reader

/// Prints the categories.
struct Categories: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "categories",
    abstract: say("列出栏目，带未读数和总数。", "列出欄目，帶未讀數和總數。", "Print the categories, with unread and total counts."),
    discussion: say(
      "配置里没有选的也列出，行末有“不取”。", "設定裡沒有選的也列出，行末有「不取」。",
      "Those that the configuration does not choose are listed as well, and say so at the end."))

  @OptionGroup var common: CommonOptions
  @Flag(help: text("每行一个 JSON 对象", "每行一個 JSON 物件", "One JSON object a line.")) var json = false

  func run() throws { try ArticleCommands(World(common)).categories(json: json) }
}

/// Prints the subjects, or the articles of one.
struct SubjectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "subjects",
    abstract: say(
      "列出主题，文章多的在前；或一个主题的文章。", "列出主題，文章多的在前；或一個主題的文章。",
      "Print the subjects, those with most articles first, or the articles of one."))

  @OptionGroup var common: CommonOptions
  @Argument(help: text("列出这个主题的文章", "列出這個主題的文章", "Print the articles of this subject.")) var name: String?
  @Option(help: text("最多这么多个", "最多這麼多個", "At most so many.")) var limit: Int?
  @Flag(help: text("每行一个 JSON 对象", "每行一個 JSON 物件", "One JSON object a line.")) var json = false

  func validate() throws { try check(limit: limit) }

  func run() throws { try ArticleCommands(World(common)).subjects(self) }
}

/// Prints articles.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: say("列出文章，新的在前。", "列出文章，新的在前。", "Print articles, newest first."),
    discussion: say(
      "--queued 按要读的次序，--history 最近打开的在前。", "--queued 按要讀的次序，--history 最近開啟的在前。",
      "With --queued in the order they are to be read in, with --history those opened last first."))

  @OptionGroup var common: CommonOptions
  @Option(help: text("只要这个报源的", "只要這個報源的", "Of this source only.")) var source: String?
  @Option(
    help: text(
      "只要这个栏目的：名字、组、组/名字或索引的路径", "只要這個欄目的：名字、組、組/名字或索引的路徑",
      "Of this category only: its name, its group, group/name, or its index's path.")) var category: String?
  @Flag(help: text("只要未读的", "只要未讀的", "Unread articles only.")) var unread = false
  @Flag(help: text("只要加星标的", "只要加星標的", "Starred articles only.")) var starred = false
  @Flag(help: text("只要稍后读的", "只要稍後讀的", "Articles of the queue only.")) var queued = false
  @Flag(help: text("只要打开过的", "只要開啟過的", "Articles that were opened only.")) var history = false
  @Option(help: text("最多这么多篇", "最多這麼多篇", "At most so many.")) var limit: Int?
  @Option(help: text("从这个编号的文章之后起", "從這個編號的文章之後起", "Those that follow the article of this id.")) var after:
    String?
  @Flag(help: text("每行一个 JSON 对象", "每行一個 JSON 物件", "One JSON object a line.")) var json = false

  func validate() throws {
    try check(limit: limit)
    if history, category != nil {
      throw ValidationError(
        say(
          "--history 和 --category 只能用一个", "--history 和 --category 只能用一個",
          "--history and --category exclude each other"))
    }
    if let after, !isArticleID(after) {
      throw ValidationError(
        say(
          "--after 要文章编号，十六位十六进制数", "--after 要文章編號，十六位十六進位數",
          "--after wants an article's id, 16 hexadecimal digits"))
    }
  }

  func run() throws { try ArticleCommands(World(common)).list(self) }
}

/// Prints the articles that a query finds.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: say(
      "搜索文章的标题和正文。", "搜尋文章的標題和正文。", "Search the titles and texts of articles."),
    discussion: say(
      "词都要有；“词组”，-不要的词，title: category: source: after:2021-06 after:7d before: is:unread is:starred is:queued",
      "詞都要有；「詞組」，-不要的詞，title: category: source: after:2021-06 after:7d before: is:unread is:starred is:queued",
      "All words; \"phrases\", -without, title: category: source: after:2021-06 after:7d before: is:unread is:starred is:queued"
    )
  )

  @OptionGroup var common: CommonOptions
  // What begins with a dash is a word that must not occur, not an option.
  @Argument(parsing: .allUnrecognized, help: text("找什么", "找什麼", "What to search for.")) var query: [String]
  @Flag(help: text("只找标题", "只找標題", "In titles only.")) var title = false
  @Option(
    help: text(
      "从新到旧 newest，从旧到新 oldest，或按相关 relevance", "從新到舊 newest，從舊到新 oldest，或按相關 relevance",
      "By newest, oldest or relevance."))
  var order = SearchOrder.newest
  @Option(help: text("最多这么多篇", "最多這麼多篇", "At most so many.")) var limit: Int?
  @Flag(help: text("每行一个 JSON 对象", "每行一個 JSON 物件", "One JSON object a line.")) var json = false

  func validate() throws {
    try check(limit: limit)
    if let option = query.prefix(while: { $0 != "--" }).first(where: { $0.hasPrefix("--") }) {
      throw ValidationError(say("没有选项 \(option)", "沒有選項 \(option)", "there is no option \(option)"))
    }
    let typed = words
    if typed.isEmpty {
      let problems = typed.problems.filter { $0 != .nothingToFind }.map(Language.ofLocale.explain)
      throw ValidationError(problems.first ?? say("没有说找什么", "沒有說找什麼", "there is nothing to search for"))
    }
  }

  /// What is searched for. The first `--` is none of it: it says that no options follow.
  var words: SearchQuery {
    var words = query
    if let end = words.firstIndex(of: "--") { words.remove(at: end) }
    return SearchQuery(words.joined(separator: " "))
  }

  func run() throws { try ArticleCommands(World(common)).search(self) }
}

extension SearchOrder: ExpressibleByArgument {
  package init?(argument: String) {
    guard let order = SearchOrder.allCases.first(where: { "\($0)" == argument }) else { return nil }
    self = order
  }
}

/// Prints an article.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: say(
      "按宽度排出文章，或任何 Markdown、HTML 文件。", "按寬度排出文章，或任何 Markdown、HTML 檔。",
      "Print articles, set for a width; or any Markdown or HTML files."))

  @OptionGroup var common: CommonOptions
  @Argument(
    help: ArgumentHelp(
      say("文章编号或它的开头，或文件", "文章編號或它的開頭，或檔案", "An article's id, or how it begins; or a file."),
      valueName: "id|file"))
  var articles: [String]
  @Option(help: text("每行的列数", "每行的欄數", "Columns of a line.")) var width = 80
  @Flag(help: text("每行一个 JSON 对象", "每行一個 JSON 物件", "One JSON object a line.")) var json = false

  func validate() throws {
    guard (10...1000).contains(width) else {
      throw ValidationError(
        say("--width 要 10 到 1000 的数", "--width 要 10 到 1000 的數", "--width wants a number from 10 to 1000"))
    }
  }

  func run() throws { try ArticleCommands.show(self) }
}

/// - Throws: `ValidationError` where no list can be so long.
func check(limit: Int?) throws {
  guard let limit, limit < 0 else { return }
  throw ValidationError(
    say("--limit 不能是负数", "--limit 不能是負數", "--limit wants a number that is not negative"))
}
