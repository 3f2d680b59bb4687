// The command about the configuration: the default one printed, one's own looked through.

import ArgumentParser
import CSample
import Foundation
import Reader

/// Prints the default configuration or a theme, or what is wrong in one's own.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: say(
      "打印默认设置或主题，或检查设置。", "列印預設設定或主題，或檢查設定。",
      "Print the default configuration or a theme, or check one's own."))

  @OptionGroup var common: CommonOptions
  @Flag(
    name: .customLong("default"),
    help: ArgumentHelp(say("打印默认设置，逐项有说明", "列印預設設定，逐項有說明", "Print the default configuration, with comments."))
  )
  var printsDefault = false
  @Flag(help: ArgumentHelp(say("指出设置里的每一处错误", "指出設定裡的每一處錯誤", "Name every mistake in a configuration.")))
  var check = false
  @Option(
    help: ArgumentHelp(
      say("打印一个主题，可照着写自己的", "列印一個主題，可照著寫自己的", "Print a theme, to write one's own by."), valueName: "name"))
  var theme: String?
  @Argument(
    help: ArgumentHelp(
      say("检查哪份；不写就是自己的", "檢查哪份；不寫就是自己的", "The one to check; otherwise one's own."), valueName: "file"))
  var file: String?

  func validate() throws {
    let wishes = [printsDefault, check, theme != nil].count { $0 }
    guard wishes == 1, file == nil || check else {
      throw ValidationError(
        say(
          "要 --default、--theme NAME 或 --check [FILE]", "要 --default、--theme NAME 或 --check [FILE]",
          "it takes --default, --theme NAME, or --check [FILE]"))
    }
  }

  func run() throws {
    if let theme { return try ConfigCommand.show(theme: theme) }
    guard check else { return Output.write(ConfigCommand.defaultText) }
    let path = file ?? common.config, name = path ?? Configuration.usualFile
    guard path != nil || World.mayBeThere(name) else {
      return Output.line(
        say("没有 \(name)，一切照默认", "沒有 \(name)，一切照預設", "there is no \(name); all is as by default"))
    }
    let mistakes = try Configuration.examine(path).mistakes
    for mistake in mistakes { Output.line(mistake.sentence[.ofLocale]) }
    if !mistakes.isEmpty { throw ExitCode(1) }
    Output.line(say("\(name)：没有错误", "\(name)：沒有錯誤", "\(name): nothing is wrong"))
  }

  /// Prints a theme that comes with the program.
  private static func show(theme name: String) throws {
    guard let text = ThemeFile.embedded(name) else { throw Failure(ThemeFile.missing(name)) }
    Output.write(text)
  }

  /// The default configuration, with remarks in the locale's language.
  private static var defaultText: String {
    let place: UInt =
      switch Language.ofLocale {
      case .simplified: 0
      case .traditional: 1
      case .english: 2
      }
    return kanbao_default_configuration(place).text
  }
}
