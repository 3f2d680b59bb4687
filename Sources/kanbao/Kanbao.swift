// The program: its commands and their options. What each does is in the files beside this one.

import ArgumentParser

@main
struct Kanbao: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kanbao",
    abstract: "A terminal newspaper for Chinese readers. 终端里的中文报纸。",
    version: "0.1.0",
    subcommands: [
      Read.self, Add.self, Sources.self, Remove.self, SyncCommand.self, Categories.self, ListCommand.self,
      Show.self,
    ],
    defaultSubcommand: Read.self)

  /// Runs the command; a failure is one line on standard error and status 1, wrong usage status 2.
  static func main() {
    do {
      var command = try parseAsRoot(commandFirst(Array(CommandLine.arguments.dropFirst())))
      try command.run()
    } catch {
      end(with: error)
    }
  }

  /// The options every command takes may stand before the command's name: behind it is where they are parsed.
  private static func commandFirst(_ arguments: [String]) -> [String] {
    var rest = arguments[...]
    var common: [String] = []
    while let option = rest.first, let name = option.split(separator: "=").first,
      name == "--data-dir" || name == "--config"
    {
      let length = min(option.contains("=") ? 1 : 2, rest.count)
      common += rest.prefix(length)
      rest = rest.dropFirst(length)
    }
    guard let command = rest.first, !command.hasPrefix("-") else { return arguments }
    return [command] + common + rest.dropFirst()
  }

  private static func end(with error: any Error) -> Never {
    switch exitCode(for: error) {
    case .success:
      let text = fullMessage(for: error)
      if !text.isEmpty { Output.write(text + "\n") }
      Output.exit(0)
    case .validationFailure:
      Output.fail("\(message(for: error)); see kanbao --help")
      Output.exit(2)
    default:
      if !(error is ExitCode) { Output.fail("\(error)") }
      Output.exit(1)
    }
  }
}

/// The options every command takes.
struct CommonOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Keep everything under this folder. 资料目录", valueName: "dir"))
  var dataDir: String?

  @Option(name: .long, help: ArgumentHelp("Read this configuration. 配置文件", valueName: "file"))
  var config: String?
}

/// Opens the reader.
struct Read: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Open the reader (what `kanbao` alone does). 打开阅读界面")

  @OptionGroup var common: CommonOptions

  @Flag(help: "Read the newspaper that comes with Kanbao. 看自带的样刊")
  var sample = false

  func run() throws {
    if sample {
      try Sample.read(common)
    } else {
      try Application(World(common)).run()
    }
  }
}

/// Adds a source.
struct Add: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Add a source: a folder that holds a mirror. 添加报源")

  @OptionGroup var common: CommonOptions
  @Argument(help: "A path, or file:// and a path.") var address: String
  @Option(help: "What to call it; otherwise its title.") var name: String?

  func run() throws { try SourceCommands(World(common)).add(address, name: name) }
}

/// Prints the sources.
struct Sources: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Print the sources. 列出报源")

  @OptionGroup var common: CommonOptions
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws { try SourceCommands(World(common)).list(json: json) }
}

/// Removes a source.
struct Remove: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Remove a source and what was fetched of it. 删除报源")

  @OptionGroup var common: CommonOptions
  @Argument(help: "Its name.") var name: String

  func run() throws { try SourceCommands(World(common)).remove(name) }
}

/// Brings sources up to date.
struct SyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Bring sources up to date. 更新")

  @OptionGroup var common: CommonOptions
  @Argument(help: "Their names; all when none is given.") var names: [String] = []

  func run() throws { try SourceCommands(World(common)).sync(names) }
}

/// Prints the categories.
struct Categories: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Print the categories. 列出栏目")

  @OptionGroup var common: CommonOptions
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws { try ArticleCommands(World(common)).categories(json: json) }
}

/// Prints articles.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Print articles, newest first. 列出文章")

  @OptionGroup var common: CommonOptions
  @Option(help: "Of this source only.") var source: String?
  @Option(help: "Of this category only: its name, group/name, or its index's path.") var category: String?
  @Flag(help: "Unread articles only.") var unread = false
  @Flag(help: "Starred articles only.") var starred = false
  @Option(help: "At most so many.") var limit: Int?
  @Option(help: "Those that follow the article of this id.") var after: String?
  @Flag(help: "One JSON object a line.") var json = false

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit wants a number that is not negative") }
    if let after, !isArticleID(after) {
      throw ValidationError("--after wants an article's id, 16 hexadecimal digits")
    }
  }

  func run() throws { try ArticleCommands(World(common)).list(self) }
}

/// Prints an article.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print an article, set for a width; or any Markdown or HTML file. 显示文章")

  @OptionGroup var common: CommonOptions
  @Argument(help: ArgumentHelp("An article's id, or a file.", valueName: "id|file")) var article: String
  @Option(help: "Columns of a line.") var width = 80
  @Flag(help: "One JSON object.") var json = false

  func validate() throws {
    guard (10...1000).contains(width) else { throw ValidationError("--width wants a number from 10 to 1000") }
  }

  func run() throws { try ArticleCommands.show(self) }
}
