// From keys to commands: counts, sequences, what is pending of both.

import Terminal

extension Reader {
  mutating func handle(_ key: Key) -> [Effect] {
    notice = nil
    if shownCode != nil {
      shownCode = nil
      return []
    }
    if let question { return answer(question, key) }
    if let prompt { return type(key, in: prompt) }
    if let hints { return type(key, in: hints) }
    if key == .escape || (key == .backspace && pending.isEmpty), isPending { return dropPending() }
    if key == .escape, range != nil {
      endRange()
      return []
    }
    if pending.isEmpty, case .character(let digit) = key, digit.isASCII, digit.isNumber {
      if digits.count < Reader.mostDigits { digits.append(digit) }
      return []
    }
    pending.append(key)
    switch keys.meaning(of: pending, on: context) {
    case .unfinished: return []
    case .nothing: return dropPending()
    case .command(let command):
      let count = Int(digits)
      _ = dropPending()
      return perform(command, count: count)
    }
  }

  /// The digits of the highest number that can be typed.
  static let mostDigits = 7

  private var isPending: Bool { !digits.isEmpty || !pending.isEmpty }

  /// Forgets the digits and keys typed.
  mutating func dropPending() -> [Effect] {
    (digits, pending) = ("", [])
    return []
  }

  /// What has been typed of a count and a sequence.
  var pendingText: String { hints?.typed ?? digits + pending.map(\.description).joined() }

  /// Whose keys hold now.
  var context: KeyContext {
    switch screen {
    case .front: .front
    case .list: .list
    case .article: isFinding ? .find : selectedLink == nil ? .article : .link
    case .search: .search
    case .subjects: .subjects
    case .help: .help
    case .log: .log
    case .state: .state
    }
  }

  /// How the key of a command is called here, or how the command is typed where it has none.
  func key(for command: Command) -> String {
    keys.keys(for: command, on: context).first?.description ?? ":" + command.name
  }

  // MARK: Configured anew

  /// Takes other preferences and keys; all is set and read anew.
  mutating func configure(_ preferences: Preferences, _ keys: KeyTable) -> [Effect] {
    (self.preferences, self.keys) = (preferences, keys)
    _ = resize(to: size)
    if case .help(let help) = screen { _ = filterHelp(help.filter) }
    notice = words[.configured]
    return reloadAfterChange()
  }
}
