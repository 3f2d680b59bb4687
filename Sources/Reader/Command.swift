// What a reader can do, in one table: the keys, the help screen, the bottom line and (later) the
// configuration come from here.

package import Terminal

/// Everything a key can ask for.
package enum Command: String, CaseIterable, Hashable, Sendable {
  case down, up, pageDown, pageUp, halfPageDown, halfPageUp, first, last
  case open, back, quit
  case next, previous, nextUnread
  case toggleRead, toggleStar, markListRead, undo
  case search, narrow, widen, order, keepSearch, dropSearch, clear
  case subjects, previousOfSubject, nextOfSubject, firstOfSubject, goBack
  case script, sync, state, help, log, redraw, suspend

  /// The keys a command has unless the configuration says otherwise, most telling first.
  package var keys: [Key] {
    switch self {
    case .down: [.character("j"), .down]
    case .up: [.character("k"), .up]
    case .pageDown: [.character(" "), .pageDown, .control("f")]
    case .pageUp: [.character("b"), .pageUp, .control("b"), .character("-")]
    case .halfPageDown: [.control("d")]
    case .halfPageUp: [.control("u")]
    case .first: [.character("g"), .home]
    case .last: [.character("G"), .end]
    case .open: [.enter, .character("l"), .right]
    case .back: [.character("q"), .character("h"), .left, .backspace]
    case .quit: [.character("Q")]
    case .next: [.character("J")]
    case .previous: [.character("K")]
    case .nextUnread: [.character("n")]
    case .toggleRead: [.character("N")]
    case .toggleStar: [.character("m")]
    case .markListRead: [.character("A")]
    case .undo: [.character("u")]
    case .search: [.character("/")]
    case .narrow: [.character("&")]
    case .widen: [.tab]
    case .order: [.character("o")]
    case .keepSearch: [.character("w")]
    case .dropSearch: [.character("W")]
    case .clear: [.escape]
    case .subjects: [.character("t")]
    case .previousOfSubject: [.character("[")]
    case .nextOfSubject: [.character("]")]
    case .firstOfSubject: [.character("=")]
    case .goBack: [.control("o")]
    case .script: [.character("s")]
    case .sync: [.character("R")]
    case .state: [.character("S")]
    case .help: [.character("?")]
    case .log: [.character("!")]
    case .redraw: [.control("l")]
    case .suspend: [.control("z")]
    }
  }
}

/// Which command a key means.
package struct KeyTable: Sendable {
  private var commands: [Key: Command] = [:]

  /// The keys as they come.
  package init() {
    for command in Command.allCases {
      for key in command.keys { commands[key] = command }
    }
  }

  /// The command of a key, or nil where it has none.
  package subscript(key: Key) -> Command? { commands[key] }
}
