// A line in which something stands out. Knows code points and columns; must not know what is marked, nor how.

import Hanzi

/// A text of one line with stretches of it marked.
struct MarkedText: Sendable {
  private var characters: [(text: Character, isMarked: Bool)]

  /// A text and its marks: ranges of code points, in order. A character is marked where its first code point is.
  init(_ text: String, _ marks: [Range<Int>]) {
    characters = []
    var place = 0
    var marks = marks[...]
    for character in text {
      while let mark = marks.first, mark.upperBound <= place { marks.removeFirst() }
      characters.append((character, marks.first?.contains(place) == true))
      place += character.unicodeScalars.count
    }
  }

  private init(_ characters: [(text: Character, isMarked: Bool)]) { self.characters = characters }

  /// The text in stretches, marked and not, in turn.
  var parts: [(text: String, isMarked: Bool)] {
    characters.reduce(into: []) { parts, character in
      if let last = parts.last, last.isMarked == character.isMarked {
        parts[parts.count - 1].text.append(character.text)
      } else {
        parts.append((String(character.text), character.isMarked))
      }
    }
  }

  /// The text in at most so many columns, an ellipsis in place of what does not fit at its end.
  func fitted(_ columns: Int, _ ellipsis: Character) -> MarkedText {
    let places = characters.lazy.enumerated().map {
      (columns: CellWidth.of($0.element.text), end: $0.offset + 1)
    }
    guard let end = cut(places, at: columns, from: 0) else { return self }
    return MarkedText(columns < CellWidth.of(ellipsis) ? [] : characters[..<end] + [(ellipsis, false)])
  }

  /// The text in at most so many columns, so that the first mark is seen, with a third of the columns before it.
  func aroundFirst(_ columns: Int, _ ellipsis: Character) -> MarkedText {
    guard let first = characters.firstIndex(where: \.isMarked) else { return fitted(columns, ellipsis) }
    let end = characters[first...].firstIndex { !$0.isMarked } ?? characters.endIndex
    if CellWidth.of(String(characters[..<end].map(\.text))) < columns { return fitted(columns, ellipsis) }
    var start = first, width = CellWidth.of(ellipsis)
    while start > 0, width + CellWidth.of(characters[start - 1].text) <= columns / 3 {
      start -= 1
      width += CellWidth.of(characters[start].text)
    }
    return MarkedText([(ellipsis, false)] + characters[start...]).fitted(columns, ellipsis)
  }
}
