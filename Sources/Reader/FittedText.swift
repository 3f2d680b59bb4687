// Texts in the columns there are.

import Hanzi

extension Reader {
  /// A text in at most so many columns, a sign in place of what does not fit.
  func fitted(_ text: String, _ columns: Int) -> String {
    text.fitted(columns, preferences.symbols.ellipsis)
  }
}

extension String {
  /// The text in at most `columns` columns, an ellipsis in place of what does not fit. Looks no farther than that.
  func fitted(_ columns: Int, _ ellipsis: Character = Symbols.unicode.ellipsis) -> String {
    guard let end = cut(at: columns) else { return self }
    return columns < CellWidth.of(ellipsis) ? "" : self[..<end] + String(ellipsis)
  }
}

extension Collection<Character> {
  /// The end of what is left of a text in at most so many columns, so that an ellipsis of either form fits behind it; nil
  /// where all of it fits.
  func cut(at columns: Int) -> Index? {
    let ellipsis = CellWidth.of(Symbols.unicode.ellipsis)
    var width = 0
    var end = startIndex
    for index in indices {
      width += CellWidth.of(self[index])
      if width <= columns - ellipsis { end = self.index(after: index) }
      if width > columns { return end }
    }
    return nil
  }
}
