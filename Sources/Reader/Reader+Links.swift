// Links of the article shown: letters on them to follow, going from one to the next.

import Terminal
import Typesetting

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
