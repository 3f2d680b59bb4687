// The help screen: the keys in force where one came from, then all other commands; and what is looked for among them.

import Hanzi
import Terminal

struct HelpScreen: Sendable {
  /// Where one came from.
  let from: KeyContext
  /// Only what has this in it is shown.
  var filter = ""
  /// Only these commands are shown; nil for all.
  var commands: [Command]?
  var text: TextScreen
}

extension Reader {
  var isHelp: Bool { if case .help = screen { true } else { false } }

  /// Shows help; where it is shown already, leaves it.
  mutating func toggleHelp() -> [Effect] {
    if isHelp { return goBack() }
    let effects = savedPosition
    let entries = helpEntries(from: context, filter: "")
    show(
      text: .help(HelpScreen(from: context, text: TextScreen(entries: entries, columns: size.columns))))
    return effects
  }

  /// Asks what to look for in the help.
  mutating func askHelp() -> [Effect] {
    if case .help(let help) = screen { ask(.help(before: help.filter), help.filter) }
    return []
  }

  /// Shows only what has a text in it, or only some commands.
  mutating func filterHelp(_ filter: String, commands: [Command]? = nil) -> [Effect] {
    guard case .help(var help) = screen else { return [] }
    (help.filter, help.commands) = (filter, commands)
    let entries = helpEntries(from: help.from, filter: filter, commands: commands)
    help.text.replace(entries, columns: size.columns, page: pageRows)
    help.text.scroll(to: 0, page: pageRows)
    screen = .help(help)
    return []
  }

  /// Each command's keys, what it does and its name: first those that do something on a screen, then others by the first
  /// screen on which they do.
  func helpEntries(from screen: KeyContext, filter: String, commands: [Command]? = nil) -> [TextScreen.Entry]
  {
    let allowed = (commands ?? Command.allCases).filter(allows)
    let groups = Dictionary(grouping: allowed) { command in
      let screens = command.screens
      return screens.contains(screen) ? screen : KeyContext.allCases.first(where: screens.contains)
    }
    let sought = SoughtWords(filter)
    var entries: [TextScreen.Entry] = []
    func add(_ all: [TextScreen.Entry], under heading: Words.Key) {
      let found = filter.isEmpty ? all : all.filter { $0.has(sought) }
      if found.isEmpty { return }
      if !entries.isEmpty { entries.append(TextScreen.Entry(label: "", text: "")) }
      entries += [TextScreen.Entry(label: words[heading], text: "")] + found
    }
    for place in [screen] + KeyContext.allCases.filter({ $0 != screen }) {
      guard let commands = groups[place] else { continue }
      add(
        commands.map { entry(for: $0, on: screen) }, under: place == screen ? .keysHere : heading(of: place))
    }
    if commands == nil {
      add(Reader.typed.map { TextScreen.Entry(label: $0, text: words[$1]) }, under: .typedHeading)
    }
    return entries.isEmpty ? [TextScreen.Entry(label: "", text: words[.foundNothing])] : entries
  }

  /// What is typed besides keys: counts, and what a search understands.
  private static let typed: [(example: String, meaning: Words.Key)] = [
    ("5j 3N 7G", .typedCount), ("a b", .typedWords), ("\"a b\"", .typedPhrase), ("-a", .typedWithout),
    ("title: source:", .typedField), ("after: before:", .typedDay), ("is:unread", .typedState),
    ("mayi my", .typedPinyin),
  ]

  private func heading(of screen: KeyContext) -> Words.Key {
    switch screen {
    case .front: .keysOnFront
    case .list: .keysInList
    case .article: .keysInArticle
    case .search: .keysInResults
    case .find: .keysWhileFinding
    case .all, .link, .subjects, .help, .log, .state: .keysElsewhere
    }
  }

  private func entry(for command: Command, on screen: KeyContext) -> TextScreen.Entry {
    let contexts =
      command.screens.contains(screen)
      ? [screen] : KeyContext.allCases.filter { command.screens.contains($0) }
    let keys = contexts.lazy.map { self.keys.keys(for: command, on: $0) }.first { !$0.isEmpty } ?? []
    // A name is not broken where it has a hyphen.
    let name = command.name.replacing("-", with: TextScreen.firmHyphen)
    return TextScreen.Entry(
      label: keys.map(\.description).joined(separator: " "), text: words.help(command) + " (\(name))")
  }
}

extension TextScreen.Entry {
  /// Whether words are in it: in the keys as they are, or in what is said of them.
  fileprivate func has(_ sought: SoughtWords) -> Bool {
    label.contains(sought.text) || sought.occur(in: text.replacing(TextScreen.firmHyphen, with: "-"))
  }
}

/// Words that are looked for in what the program says: in capitals or small letters, in either script, or as pinyin.
struct SoughtWords {
  let text: String
  private let needle: Needle?, pinyin: PinyinNeedle?

  init(_ text: String) {
    self.text = text
    needle = Needle(text)
    pinyin = PinyinNeedle(text)
  }

  func occur(in words: String) -> Bool {
    if words.lowercased().contains(text.lowercased()) { return true }
    let folded = FoldedText(words)
    return needle?.ranges(in: folded).isEmpty == false || pinyin?.occurs(in: folded) == true
  }
}
