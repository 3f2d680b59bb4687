// The command line at `:`: completed by Tab, then done.

import Hanzi
import Terminal

extension Reader {
  /// Asks for a command; a count typed before stands in the line already.
  mutating func askCommand(_ count: Int?) -> [Effect] {
    ask(.command, count.map(String.init) ?? "")
    return []
  }

  /// The commands that do something on the screen shown.
  private var commandsHere: [Command] {
    Command.allCases.filter { $0.screens.contains(context) && allows($0) }
  }

  /// The commands that the line may become, of those that do something on the screen shown: by their names or, where
  /// none is called so, by what they do.
  func candidates(for text: String) -> [Command] {
    let line = TypedCommand(text), all = commandsHere
    let named = line.candidates(of: all)
    guard named.isEmpty else { return named }
    guard let argument = line.argument else { return commands(thatDo: line.name, of: all) }
    return line.isForHelp ? commands(thatDo: argument, of: Command.allCases) : []
  }

  /// The commands that do what is said in some words.
  private func commands(thatDo text: String, of commands: [Command]) -> [Command] {
    let sought = SoughtWords(text)
    return commands.filter { sought.occur(in: words.help($0)) }
  }

  /// What a name stands for. What is typed in letters is one, and nothing is done by mistake; Chinese is what some
  /// commands do.
  private func meaning(of name: String, among commands: [Command]) -> TypedCommand.Meaning {
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return TypedCommand.meaning(of: name) }
    let meant = self.commands(thatDo: name, of: commands)
    return switch meant.count {
    case 0: .unknown(nearest: nil)
    case 1: .command(meant[0])
    default: .several(meant)
    }
  }

  /// Puts the next candidate into the line, or the one before.
  mutating func complete(_ prompt: Prompt, _ step: Int) -> [Effect] {
    var prompt = prompt
    var completion =
      prompt.completion ?? Completion(text: prompt.line.text, candidates: candidates(for: prompt.line.text))
    guard !completion.candidates.isEmpty else { return [] }
    completion.move(step)
    prompt.line.replace(with: completion.line)
    prompt.completion = completion
    self.prompt = prompt
    return []
  }

  /// Does what the line says.
  mutating func acceptCommand(_ text: String) -> [Effect] {
    let line = TypedCommand(text)
    guard !line.name.isEmpty else { return line.count.map { go(toNumber: $0) } ?? [] }
    switch meaning(of: line.name, among: commandsHere) {
    case .command(let command): return perform(command, line)
    case .several(let commands):
      notice = words[.severalCommands] + words[.colon] + commands.map(\.name).joined(separator: "  ")
    case .unknown(let nearest):
      notice = words[.unknownCommand] + words[.colon] + line.name + question(of: nearest)
    }
    return []
  }

  private mutating func perform(_ command: Command, _ line: TypedCommand) -> [Effect] {
    let argument = line.argument ?? ""
    if command == .help, !argument.isEmpty { return showHelp(of: argument) }
    let takesArgument = [.save, .pipe, .search, .narrow].contains(command)
    if command == .search || command == .narrow, !argument.isEmpty, command.screens.contains(context) {
      var effects = perform(command)
      prompt?.line.replace(with: "")
      effects += paste(argument)
      guard let prompt else { return effects }
      return effects + self.type(.enter, in: prompt)
    }
    if takesArgument, !argument.isEmpty, command.screens.contains(context), allows(command) {
      return handOut(for: command == .save ? .save(as: argument) : .pipe(to: argument))
    }
    guard argument.isEmpty || takesArgument else {
      notice = words[.noArgument] + words[.colon] + command.name
      return []
    }
    return perform(command, count: line.count)
  }

  /// Says that a command does nothing on the screen shown.
  mutating func say(notHere command: Command) -> [Effect] {
    notice = words[.notHere] + words[.colon] + words.help(command)
    return []
  }

  /// The help screen with what is said of one command.
  private mutating func showHelp(of name: String) -> [Effect] {
    switch meaning(of: name, among: Command.allCases) {
    case .command(let command): return showHelp(of: [command])
    case .several(let commands): return showHelp(of: commands)
    case .unknown(let nearest):
      notice = words[.unknownCommand] + words[.colon] + name + question(of: nearest)
      return []
    }
  }

  private mutating func showHelp(of commands: [Command]) -> [Effect] {
    let effects = isHelp ? [] : toggleHelp()
    return effects + filterHelp("", commands: commands)
  }

  /// Asks whether a name was meant.
  private func question(of name: String?) -> String {
    name.map { words[.semicolon] + words[.didYouMean] + $0 + words[.questionMark] } ?? ""
  }
}

/// Candidates that Tab goes through.
struct Completion: Hashable, Sendable {
  /// What was typed, and what it may become.
  let text: String, candidates: [Command]
  /// The one in the line; nil before the first.
  private(set) var place: Int?

  init(text: String, candidates: [Command]) { (self.text, self.candidates) = (text, candidates) }

  /// Goes on to the next candidate or the one before, around the ends. There must be candidates.
  mutating func move(_ step: Int) {
    let next = place.map { $0 + step } ?? (step > 0 ? 0 : -1)
    place = (next + candidates.count) % candidates.count
  }

  /// The line with the candidate in it.
  var line: String { place.map { TypedCommand(text).completed(candidates[$0]) } ?? text }
}
