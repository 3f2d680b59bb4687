// What is known of a terminal and a locale without starting anything on them.

import CNcurses
import Glibc

/// What terminfo says of a terminal's type.
package struct TerminalType: Hashable, Sendable {
  /// How many colours it has; 0 for none.
  package let colors: Int

  /// Nil where terminfo does not know the type, or it cannot move its cursor.
  package init?(_ name: String) {
    let colors = kanbao_terminal_colors(name)
    guard colors >= 0 else { return nil }
    self.colors = Int(colors)
  }

  /// Whether a type is of the old terminals: they have few signs, and show what of a sequence they do not know.
  package static func isOld(_ name: String) -> Bool {
    ["linux", "ansi", "cons", "vt1", "vt2"].contains(where: name.hasPrefix)
  }

  /// Whether the terminal says that it has true colours, by the variable COLORTERM.
  package static var saysTrueColors: Bool {
    let value = getenv("COLORTERM").map { String(cString: $0) }
    return value == "truecolor" || value == "24bit"
  }
}

/// The characters of the locale that the environment names.
package enum LocaleCharacters: Hashable, Sendable {
  case utf8
  /// Others, by their name.
  case another(String)
  /// There is no such locale on this machine.
  case missing

  /// Those of the environment as it is. Sets the locale of the process.
  package static var now: LocaleCharacters {
    guard let name = kanbao_locale_characters().map({ String(cString: $0) }) else { return .missing }
    return name == "UTF-8" ? .utf8 : .another(name)
  }
}
