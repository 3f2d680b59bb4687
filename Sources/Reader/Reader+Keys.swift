// From keys to commands: counts, sequences, what is pending of both.

import Library
import Terminal

extension Reader {
  mutating func handle(_ typed: Key) -> [Effect] {
    let key = meant(typed)
    if !isDrawn { return unseen(key) }
    notice = nil
    if shownCode != nil {
      shownCode = nil
      return []
    }
    if let question { return answer(question, key) }
    if let prompt { return type(typed, in: prompt) }
    if let hints { return type(key, in: hints) }
    if key == .escape || key == .control("c") || (key == .backspace && pending.isEmpty), isPending {
      return dropPending()
    }
    if key == .escape, hasRange {
      endRange()
      return []
    }
    if key == .escape, isBare, context == .article { return toggleZen() }
    if pending.isEmpty, case .character(let digit) = key, digit.isASCII, digit.isNumber {
      if digits.count < Reader.mostDigits { digits.append(digit) }
      return []
    }
    pending.append(key)
    switch keys.meaning(of: pending, on: context) {
    case .unfinished: return []
    case .nothing:
      _ = dropPending()
      return key == .escape ? [] : say(.unbound)
    case .command(let command):
      let count = Int(digits)
      _ = dropPending()
      return perform(command, count: count)
    }
  }

  /// A key, or where it means nothing the one that an input method has made it of.
  private func meant(_ key: Key) -> Key {
    guard let plain = key.withoutInputMethod, keys.meaning(of: pending + [key], on: context) == .nothing
    else {
      return key
    }
    return plain
  }

  /// What a key does while nothing is shown: nothing that one would have to see.
  private mutating func unseen(_ key: Key) -> [Effect] {
    guard case .command(let command) = keys.meaning(of: [key], on: context) else { return [] }
    return [.quit, .suspend, .redraw].contains(command) ? perform(command) : []
  }

  /// The digits of the highest number that can be typed.
  static let mostDigits = 7
  /// The largest count they make.
  static let mostCount = 9_999_999

  var isPending: Bool { !digits.isEmpty || !pending.isEmpty }

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
    case .list(let list): list.selection.isOldestFirst ? .search : .list
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
    keys.key(for: command, on: context)?.description ?? ":" + command.name
  }

  // MARK: Configured anew

  /// Takes other preferences and keys; all is set and read anew.
  mutating func configure(_ preferences: Preferences, _ keys: KeyTable) -> [Effect] {
    (self.preferences, self.keys) = (preferences, keys)
    forgetVersions()
    _ = resize(to: size)
    if case .help(let help) = screen { _ = filterHelp(help.filter, commands: help.commands) }
    notice = words[.configured]
    return reloadAfterChange()
  }
}
