// The program: its commands and their options. What each does is in the files beside this one. Each says what it is
// called: otherwise the parser asks Swift for the names of the types at every start, a tenth of the time it takes.

import ArgumentParser
import CHeap
import Glibc
import Hanzi
import Library
import Terminal

@main
struct Kanbao: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kanbao",
    abstract: say("终端里的中文报纸。", "終端機裡的中文報紙。", "A newspaper for Chinese readers, in the terminal."),
    discussion: say(
      "kanbao --sample 看自带的样刊；--data-dir、--cache 和 --config 每条命令都可以带。",
      "kanbao --sample 看內建的樣刊；--data-dir、--cache 和 --config 每條命令都可以帶。",
      "kanbao --sample reads the newspaper that comes with it; every command takes --data-dir, --cache and --config."
    ),
    version: "0.1.0",
    subcommands: [
      Read.self, Add.self, Sources.self, Remove.self, SyncCommand.self, Categories.self, SubjectsCommand.self,
      ListCommand.self, SearchCommand.self, NewCommand.self, Show.self, MarkCommand.self, Import.self,
      ExportCommand.self,
      ConfigCommand.self, DoctorCommand.self,
    ],
    defaultSubcommand: Read.self)

  /// Runs the command; a failure is one line on standard error and status 1, wrong usage status 2.
  static func main() {
    // A file that may not grow is an error like another.
    signal(SIGXFSZ, SIG_IGN)
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      // A shell that greets with it is not to wait for the parser, which takes as long as the answer.
      if arguments == ["new"] {
        try NewCommand.tell(World.places(dataDir: nil, cache: nil))
      } else {
        let words = commandFirst(arguments)
        try checkName(in: words)
        var command = try parseAsRoot(words)
        try command.run()
      }
    } catch {
      end(with: error)
    }
    Output.exit(0)
  }

  /// The options every command takes may stand before the command's name: behind it is where they are parsed.
  private static func commandFirst(_ arguments: [String]) -> [String] {
    var rest = arguments[...]
    var common: [String] = []
    while let option = rest.first, let name = option.split(separator: "=").first,
      ["--data-dir", "--cache", "--config"].contains(name)
    {
      let length = min(option.contains("=") ? 1 : 2, rest.count)
      common += rest.prefix(length)
      rest = rest.dropFirst(length)
    }
    guard let command = rest.first, !command.hasPrefix("-") else { return arguments }
    return [command] + common + rest.dropFirst()
  }

  /// A command there is none of, and help about such a one, are wrong usage, and named; the parser would take its name for
  /// one word too many to the reader, or print the overview.
  private static func checkName(in words: [String]) throws {
    let isHelp = words.first == "help", rest = words.dropFirst(isHelp ? 1 : 0)
    guard let name = rest.first, !name.hasPrefix("-") else { return }
    let names = configuration.subcommands.map { $0._commandName } + ["help"]
    if names.contains(name) {
      guard isHelp, let more = rest.dropFirst().first else { return }
      throw ValidationError(say("多出“\(more)”", "多出「\(more)」", "unexpected “\(more)”"))
    }
    let near = nearest(to: name, among: names)
    let hint = near.map { say("（是不是 \($0)？）", "（是不是 \($0)？）", " (did you mean \($0)?)") } ?? ""
    throw ValidationError(
      say("没有“\(name)”这条命令", "沒有「\(name)」這條命令", "there is no command “\(name)”") + hint)
  }

  /// The command that says how the one that was called is used.
  private static var helpCommand: String {
    let called = commandFirst(Array(CommandLine.arguments.dropFirst())).first ?? ""
    let isCommand = configuration.subcommands.contains { $0._commandName == called }
    return isCommand ? "kanbao help \(called)" : "kanbao --help"
  }

  private static func end(with error: any Error) -> Never {
    if let stopped = error as? Stopped { raise(stopped.signal) }
    switch exitCode(for: error) {
    case .success:
      let text = ParserWords.help(fullMessage(for: error, columns: ParserWords.helpColumns))
      if !text.isEmpty { Output.write(text + "\n") }
      Output.exit(0)
    case .validationFailure:
      Output.fail(
        ParserWords.error(message(for: error))
          + say("；见 \(helpCommand)", "；見 \(helpCommand)", "; see \(helpCommand)"))
      Output.exit(2)
    default:
      if !(error is ExitCode) { Output.fail(error) }
      Output.exit(1)
    }
  }
}

/// A help text in the locale's language.
func text(_ simplified: String, _ traditional: String, _ english: String) -> ArgumentHelp {
  ArgumentHelp(say(simplified, traditional, english))
}

/// The options every command takes.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      say("资料都放在这个文件夹下", "資料都放在這個資料夾下", "Keep everything under this folder."), valueName: "dir"))
  var dataDir: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      say(
        "文章取自这个文件夹，全机共用", "文章取自這個資料夾，全機共用",
        "The articles are in this folder, for all accounts of the machine."),
      valueName: "dir"))
  var cache: String?

  @Option(
    name: .long, help: ArgumentHelp(say("读这份设置", "讀這份設定", "Read this configuration."), valueName: "file"))
  var config: String?

  func validate() throws {
    for (option, value) in [("--data-dir", dataDir), ("--cache", cache), ("--config", config)]
    where value == "" {
      throw ValidationError(say("\(option) 是空的", "\(option) 是空的", "\(option) is empty"))
    }
  }

  /// A command with those that were given, as it is typed to a shell.
  func line(_ command: String) -> String {
    let given = [("--data-dir", dataDir), ("--cache", cache), ("--config", config)]
    return "kanbao " + command
      + given.compactMap { option, value in value.map { " \(option) \(shellWord($0))" } }.joined()
  }
}

/// A text as one word of a shell's, quoted where it has to be.
func shellWord(_ text: String) -> String {
  let isPlain = !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || "@%_+=:,./-".contains($0) }
  return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
}

/// Adds a source.
struct Add: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: say(
      "添加报源：网址、git 地址、文件夹或打包的镜像。", "新增報源：網址、git 位址、資料夾或打包的鏡像。",
      "Add a source: a web address, one git takes, a folder, or a file."))

  @OptionGroup var common: CommonOptions
  @Argument(
    help: ArgumentHelp(
      say("地址；同一报源可以有几个", "位址；同一報源可以有幾個", "Its address; the same source may have several."),
      valueName: "address"))
  var addresses: [String]
  @Option(help: text("叫什么；不写就用它的刊名", "叫什麼；不寫就用它的刊名", "What to call it; otherwise its title."))
  var name: String?
  @Option(
    help: ArgumentHelp(
      say("加到这个已有的报源", "加到這個已有的報源", "Add the addresses to this source."), valueName: "name"))
  var to: String?
  @Flag(help: text("每行一个 JSON 对象", "每行一個 JSON 物件", "One JSON object a line.")) var json = false

  func validate() throws {
    guard name != nil, to != nil else { return }
    throw ValidationError(
      say("--name 和 --to 只能用一个", "--name 和 --to 只能用一個", "--name and --to exclude each other"))
  }

  func run() throws { try SourceCommands(common).add(addresses, name: name, to: to, json: json) }
}

/// Prints the sources.
struct Sources: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources", abstract: say("列出报源。", "列出報源。", "Print the sources."))

  @OptionGroup var common: CommonOptions
  @Flag(help: text("每行一个 JSON 对象", "每行一個 JSON 物件", "One JSON object a line.")) var json = false

  func run() throws { try SourceCommands(common).list(json: json) }
}

/// Removes a source.
struct Remove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: say(
      "删去报源和取来的文章；标记还在。", "刪去報源和取來的文章；標記還在。", "Remove a source and what was fetched of it; marks stay."))

  @OptionGroup var common: CommonOptions
  @Argument(help: text("它的名字", "它的名字", "Its name.")) var name: String
  @Option(help: text("只删这一个地址", "只刪這一個位址", "Remove this address only.")) var address: String?

  func run() throws { try SourceCommands(common).remove(name, address: address) }
}

/// Brings sources up to date.
struct SyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: say("更新报源。", "更新報源。", "Bring sources up to date."))

  @OptionGroup var common: CommonOptions
  @Argument(help: text("报源的名字；不写就是全部", "報源的名字；不寫就是全部", "Their names; all when none is given.")) var names:
    [String] = []
  @Option(
    help: ArgumentHelp(
      say(
        "一直更新下去，每隔这么久一次：30m、1h、1d", "一直更新下去，每隔這麼久一次：30m、1h、1d",
        "Go on for ever, once in so long: 30m, 1h, 1d."),
      valueName: "interval")) var every: String?
  @Flag(help: text("每行一个 JSON 对象", "每行一個 JSON 物件", "One JSON object a line.")) var json = false

  func validate() throws {
    guard let every else { return }
    guard case .some(.some) = Section.seconds(every) else {
      throw ValidationError(
        say(
          "--every 要 30m、1h、1d 这样的时间", "--every 要 30m、1h、1d 這樣的時間",
          "--every wants a time such as 30m, 1h or 1d"))
    }
  }

  func run() throws {
    kanbao_keep_buffers()
    let world = try World(common)
    let library = try world.openLibrary()
    defer { library.close() }
    let rounds = SyncRounds(world: world, library: library, names: names, json: json)
    if let seconds = every.flatMap(Section.seconds) ?? nil {
      try rounds.forever(every: seconds)
    } else {
      try rounds.once()
    }
  }
}
