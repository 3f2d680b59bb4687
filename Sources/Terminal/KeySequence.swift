// Keys pressed one after another, and how they are written: `j`, `gg`, `^X^R`, `<C-x>s`, `<Space>`. Knows two notations
// for the same keys, that of the help screen and that of vim; must not know what any key does.

import Hanzi

/// Keys pressed one after another.
package struct KeySequence: Hashable, Sendable, CustomStringConvertible {
  /// The keys, in order; never none.
  package let keys: [Key]

  /// Why a text names no keys that can be bound.
  package enum Mistake: Error, Hashable {
    /// There is nothing in it.
    case empty
    /// No key is called so; the name nearest to it, where one is near.
    case unknown(String, nearest: String?)
    /// It begins with a digit, and digits typed first are a count.
    case digit
    /// It goes on after Esc, or goes on with it, which drops what was typed.
    case escape
    /// `^C` has a meaning of its own.
    case interrupt
  }

  /// Reads keys as they are written: characters one by one, `^F`, `<C-f>`, `<Space>`, or a name alone as the help screen
  /// writes it (`Space`, `PgDn`, `F1`). Keys that terminals send alike are one (`^I` and `Tab`).
  /// - Throws: `Mistake`.
  package init(_ text: String) throws(Mistake) {
    if !text.hasPrefix("^"), let key = Key(name: text) {
      keys = [key.asSent]
    } else {
      var keys: [Key] = [], rest = text[...]
      while !rest.isEmpty { keys.append(try KeySequence.takeKey(from: &rest).asSent) }
      self.keys = keys
    }
    try check()
  }

  private func check() throws(Mistake) {
    guard let first = keys.first else { throw .empty }
    if case .character(let digit) = first, digit.isASCII, digit.isNumber { throw .digit }
    for case .character(let character) in keys {
      let unseen = character.unicodeScalars.first {
        KeySequence.unseen.contains($0.properties.generalCategory)
      }
      if let unseen { throw .unknown("U+" + String(unseen.value, radix: 16, uppercase: true), nearest: nil) }
    }
    if keys.count > 1, keys.contains(.escape) { throw .escape }
    if keys.contains(.control("c")) { throw .interrupt }
  }

  /// Takes the first key off a text.
  private static func takeKey(from rest: inout Substring) throws(Mistake) -> Key {
    let first = rest.removeFirst()
    if first == "<", let end = rest.firstIndex(of: ">"), end > rest.startIndex {
      let name = String(rest[..<end])
      rest = rest[rest.index(after: end)...]
      if let key = key(inBrackets: name) { return key }
      throw .unknown("<\(name)>", nearest: nearest(to: name, among: names).map { "<\($0)>" })
    }
    if first == "^", let letter = rest.first {
      rest.removeFirst()
      return try control(letter)
    }
    return .character(first)
  }

  /// What no key types, and nothing would be seen of.
  private static let unseen: Set<Unicode.GeneralCategory> = [
    .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator,
  ]

  /// Names that stand in angle brackets.
  private static let names = [
    "Space", "Enter", "CR", "Tab", "S-Tab", "BS", "Backspace", "Esc", "Up", "Down", "Left", "Right", "Home",
    "End", "PageUp", "PageDown", "PgUp", "PgDn", "Insert", "Ins", "Delete", "Del", "lt",
  ]

  private static func key(inBrackets name: String) -> Key? {
    switch name.lowercased() {
    case "space": .character(" ")
    case "enter", "cr", "return": .enter
    case "tab": .tab
    case "s-tab", "shift-tab": .backtab
    case "bs", "backspace": .backspace
    case "esc": .escape
    case "up", "↑": .up
    case "down", "↓": .down
    case "left", "←": .left
    case "right", "→": .right
    case "home": .home
    case "end": .end
    case "pageup", "pgup": .pageUp
    case "pagedown", "pgdn": .pageDown
    case "insert", "ins": .insert
    case "delete", "del": .delete
    case "lt": .character("<")
    case let name where name.hasPrefix("c-"): try? control(withName: name.dropFirst(2))
    case let name where name.hasPrefix("f") && name.count > 1: Key(name: name.uppercased())
    default: name.count == 1 ? name.first.map(Key.character) : nil
    }
  }

  private static func control(withName name: Substring) throws(Mistake) -> Key {
    if name == "space" { return .control("@") }
    guard name.count == 1, let letter = name.first else { throw .unknown(String(name), nearest: nil) }
    return try control(letter)
  }

  /// A character with Control: one of the 32 that terminals can send.
  private static func control(_ letter: Character) throws(Mistake) -> Key {
    let small = Character(letter.lowercased())
    guard small.isASCII, small.isLetter || "@[\\]^_".contains(small) else {
      throw .unknown("^\(letter)", nearest: nil)
    }
    return .control(small)
  }

  /// As the help screen writes it; read again it is the same.
  package var description: String {
    guard keys.count > 1 else { return keys.first?.description ?? "" }
    let plain = keys.map { $0.description.count > 2 ? "<\($0)>" : $0.description }.joined()
    if (try? KeySequence(plain))?.keys == keys { return plain }
    return keys.map { $0 == .character("<") ? "<lt>" : "<\($0.inBrackets)>" }.joined()
  }
}

extension Key {
  /// The key as terminals send it: some with Control are keys of their own.
  fileprivate var asSent: Key {
    switch self {
    case .control("i"): .tab
    case .control("m"), .control("j"): .enter
    case .control("["): .escape
    case .control("h"): .backspace
    default: self
    }
  }

  /// What stands for it in angle brackets.
  fileprivate var inBrackets: String {
    if case .control(let letter) = self { "C-\(letter)" } else { description }
  }
}
