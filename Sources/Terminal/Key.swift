// Keys, and their names as help and configuration write them.

/// A key.
package enum Key: Hashable, Sendable, CustomStringConvertible {
  /// One that types a character.
  case character(Character)
  /// A letter or sign with Control, as its small letter.
  case control(Character)
  /// Those that move and edit.
  case up, down, left, right, home, end, pageUp, pageDown, insert, delete
  /// Those on every keyboard that type nothing to be seen.
  case enter, tab, backtab, backspace, escape
  /// A function key, F1 to F63.
  case function(Int)

  /// Its name: `j`, `^F`, `Space`, `PgDn`, `F1`.
  package var description: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "^" + character.uppercased()
    case .function(let number): "F\(number)"
    default: Key.names.first { $0.key == self }?.name ?? "?"
    }
  }

  /// The key of a name, or nil where no key is called so.
  package init?(name: String) {
    if let named = Key.names.first(where: { $0.name == name }) {
      self = named.key
    } else if name == "Space" {
      self = .character(" ")
    } else if name.count == 1, let character = name.first {
      self = .character(character)
    } else if name.count == 2, name.hasPrefix("^"), let character = name.last {
      self = .control(Character(character.lowercased()))
    } else if name.hasPrefix("F"), let number = Int(name.dropFirst()), (1...63).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }

  /// The key that a Chinese input method makes this character of when it is left on; nil where it is none of its
  /// punctuation or wide forms.
  package var withoutInputMethod: Key? {
    guard case .character(let character) = self, !character.isASCII,
      let scalar = character.unicodeScalars.first
    else { return nil }
    if let plain = Key.punctuation[character] { return .character(plain) }
    guard (0xFF01...0xFF5E).contains(scalar.value), character.unicodeScalars.count == 1 else { return nil }
    return Unicode.Scalar(scalar.value - 0xFEE0).map { .character(Character($0)) }
  }

  /// What stands on the keys of a Chinese input method beside the wide forms of ASCII.
  private static let punctuation: [Character: Character] = [
    "\u{3000}": " ", "、": "/", "。": ".", "【": "[", "】": "]", "「": "{", "」": "}", "《": "<", "》": ">",
    "“": "\"",
    "”": "\"", "‘": "'", "’": "'", "·": "`", "￥": "$", "…": "^", "—": "_",
  ]

  private static let names: [(key: Key, name: String)] = [
    (.up, "↑"), (.down, "↓"), (.left, "←"), (.right, "→"), (.home, "Home"), (.end, "End"), (.pageUp, "PgUp"),
    (.pageDown, "PgDn"), (.insert, "Ins"), (.delete, "Del"), (.enter, "Enter"), (.tab, "Tab"),
    (.backtab, "Shift-Tab"), (.backspace, "Backspace"), (.escape, "Esc"),
  ]
}
