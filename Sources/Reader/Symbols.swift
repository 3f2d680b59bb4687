// The program's own signs, in forms for terminals with and without box drawing.

import Hanzi
import Typesetting

/// The signs the program draws with.
package enum Symbols: String, CaseIterable, Hashable, Sendable {
  case unicode, ascii

  /// Between two panes: of one column wherever it is shown.
  var rule: String { self == .unicode && CellWidth.of("│") == 1 ? "│" : "|" }
  /// Whether half a cell can be drawn, in one column.
  var hasHalfBlocks: Bool { self == .unicode && CellWidth.of("▀") == 1 }
  /// Where a text goes on that does not fit.
  var ellipsis: Character { self == .unicode ? "…" : "~" }
}

extension Preferences {
  /// The same with other signs.
  package func drawn(with symbols: Symbols) -> Preferences {
    var preferences = self
    preferences.symbols = symbols
    preferences.setting.boxes = symbols == .unicode
    return preferences
  }
}
