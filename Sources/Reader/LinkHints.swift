// Letters on what leads somewhere, to go there by typing them. Knows letters; must not know what leads where.

import Terminal
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

extension Reader {
  /// Shows letters on all that leads somewhere on the page.
  mutating func showHints() -> [Effect] {
    changeArticle { article, _ in article.showHints() }
    return hints == nil ? say(.noLinkHere) : []
  }

  /// The letters shown; nil where none are.
  var hints: LinkHints? { if case .article(let article) = screen { article.hints } else { nil } }

  /// A key while letters are shown: a letter goes on, all else takes them away.
  mutating func type(_ key: Key, in hints: LinkHints) -> [Effect] {
    var hints = hints
    var chosen: LinkHints.Hint?
    if case .character(let letter) = key { chosen = hints.take(letter) }
    let goesOn = hints.typed != self.hints?.typed && chosen == nil && !hints.left.isEmpty
    changeArticle { article, _ in article.hints = goesOn ? hints : nil }
    return chosen.map { follow($0.lead.target) } ?? []
  }

  /// Selects the link after the one that is selected, the one before, or one farther.
  mutating func selectLink(_ step: Int) -> [Effect] {
    var isThere = false
    changeArticle { isThere = $0.selectLink(step, page: $1) }
    return isThere ? savedPosition : say(step > 0 ? .noLinkBelow : .noLinkAbove)
  }

  /// Where the link leads that is selected and on the page; nil where none is.
  var selectedLink: Run.Target? {
    if case .article(let article) = screen { article.selectedLink } else { nil }
  }

  mutating func deselectLink() -> [Effect] {
    changeArticle { article, _ in article.deselectLink() }
    return []
  }
}
