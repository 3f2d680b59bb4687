// Letters on what leads somewhere, to go there by typing them. Knows letters; must not know what leads where.

import Typesetting

struct LinkHints: Sendable {
  /// Letters, and what they stand on.
  struct Hint: Hashable, Sendable { let letters: String, lead: SeenLead }

  let hints: [Hint]
  /// The letters typed so far.
  private(set) var typed = ""

  init(_ leads: [SeenLead]) {
    hints = zip(LinkHints.letters(leads.count), leads).map { Hint(letters: $0, lead: $1) }
  }

  /// Those that what has been typed may become.
  var left: [Hint] { hints.filter { $0.letters.hasPrefix(typed) } }

  /// Takes a letter. The hint it completes; nil where more are to come, or none begins so any more.
  mutating func take(_ letter: Character) -> Hint? {
    typed += letter.lowercased()
    return hints.first { $0.letters == typed }
  }

  /// So many sequences of letters of the home row, as short as may be: none is the beginning of another.
  static func letters(_ count: Int) -> [String] {
    var letters = [""], first = 0
    while letters.count - first < max(1, count) || letters[first].isEmpty {
      letters += homeRow.map { letters[first] + String($0) }
      first += 1
    }
    return Array(letters[first..<(first + count)])
  }

  private static let homeRow = Array("asdfghjkl")
}
