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
    let characters = GridCharacters(self).lazy.map { (columns: $0.columns, end: $0.bytes.upperBound) }
    guard let end = cut(characters, at: columns, from: 0) else { return self }
    return columns < CellWidth.of(ellipsis) ? "" : self[..<index(afterBytes: end)] + String(ellipsis)
  }
}

/// The end of what is left of a text in at most so many columns, so that an ellipsis of either form fits behind it; nil
/// where all of it fits. The text comes as the columns of its characters and where each of them ends.
func cut<Place>(_ text: some Sequence<(columns: Int, end: Place)>, at columns: Int, from start: Place)
  -> Place?
{
  let ellipsis = CellWidth.of(Symbols.unicode.ellipsis)
  var width = 0
  var end = start
  for character in text {
    width += character.columns
    if width <= columns - ellipsis { end = character.end }
    if width > columns { return end }
  }
  return nil
}
