// A line typed at `:`, as a count, a command's name and what follows it; and what a name stands for. Knows names; must
// not know what commands do.

import Hanzi

/// A line typed at `:`: `down`, `5down`, `5`, `help page-down`.
struct TypedCommand: Hashable {
  /// The number before the name; nil where there is none. One too large to type as keys is the largest.
  var count: Int?
  /// The name as it is typed: whole, a part, or wrong.
  var name: String
  /// What follows the name; nil where no blank follows it.
  var argument: String?

  init(_ text: String) {
    let line = text.drop { $0 == " " || $0 == ":" }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty { count = min(Int(digits) ?? .max, Reader.mostCount) }
    let parts = line.dropFirst(digits.count).drop { $0 == " " }
      .split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    name = parts.first.map(String.init) ?? ""
    if parts.count > 1 { argument = parts[1].trimmingPrefix { $0 == " " }.description }
  }

  /// What a name stands for.
  enum Meaning: Hashable {
    case command(Command)
    /// Several commands whose names begin so.
    case several([Command])
    /// None; the nearest right name, where one is near.
    case unknown(nearest: String?)
  }

  /// What a name stands for: a command by its whole name, by letters no other name begins with, or by what vi calls it.
  static func meaning(of name: String) -> Meaning {
    if let command = Command(name: name) ?? short[name] { return .command(command) }
    let begun = Command.allCases.filter { $0.name.hasPrefix(name) }
    switch begun.count {
    case 0: return .unknown(nearest: nearest(to: name, among: Command.allCases.map(\.name)))
    case 1: return .command(begun[0])
    default: return .several(begun)
    }
  }

  /// Names that stay short, whatever commands are to come.
  private static let short: [String: Command] = ["q": .quit, "h": .help]

  /// The commands that the name, or a name after `help`, may become, of some.
  func candidates(of commands: [Command]) -> [Command] {
    guard let argument else { return commands.filter { $0.name.hasPrefix(name) } }
    return isForHelp ? Command.allCases.filter { $0.name.hasPrefix(argument) } : []
  }

  /// Whether it asks what is said of a command.
  var isForHelp: Bool { TypedCommand.meaning(of: name) == .command(.help) }

  /// The line with the name, or the name after `help`, completed.
  func completed(_ command: Command) -> String {
    (count.map(String.init) ?? "") + (argument == nil ? command.name : name + " " + command.name)
  }
}
