// A line as words, without a shell. Knows blanks and quotation marks; must not know what the words are for.

/// A line as the words a shell makes of it: blanks divide them, but not within '…' and "…" nor behind a backslash. All
/// else stands for itself. Nil where a quotation mark has no second, or a backslash nothing behind it.
package func commandWords(_ line: String) -> [String]? {
  var words: [String] = [], word: String?
  var quote: Character?
  var rest = line[...]
  while let character = rest.popFirst() {
    switch (character, quote) {
    case ("\\", nil), ("\\", "\""):
      guard let next = rest.popFirst() else { return nil }
      let isEscaped = quote == nil || "\"\\$`".contains(next)
      word = (word ?? "") + (isEscaped ? "" : "\\") + String(next)
    case ("'", nil), ("\"", nil):
      quote = character
      word = word ?? ""
    case (let end, let begin?) where end == begin: quote = nil
    case (" ", nil), ("\t", nil):
      if let whole = word { words.append(whole) }
      word = nil
    default: word = (word ?? "") + String(character)
    }
  }
  if let whole = word { words.append(whole) }
  return quote == nil ? words : nil
}
