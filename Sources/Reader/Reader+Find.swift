// Finding in the article shown: what is typed, the passages marked, going from one to the next.

import Articles
import Hanzi
import Terminal

extension Reader {
  /// Asks what to find in the article shown.
  mutating func askFind() -> [Effect] {
    guard case .article(let article) = screen else { return [] }
    ask(.find(from: article.position, before: article.found?.sought))
    return []
  }

  /// Shows the first passage of what has been typed, from where one was.
  mutating func find(_ text: String, from origin: Position) -> [Effect] {
    changeArticle { article, page in
      article.go(to: origin, page: page)
      article.find(text.isEmpty ? nil : .text(text), page: page)
    }
    return []
  }

  /// Keeps what was looked for; where nothing was found, says so and goes back to where one was.
  mutating func acceptFind(_ text: String, from origin: Position) -> [Effect] {
    guard case .article(let article) = screen else { return [] }
    if let found = article.found, !found.passages.isEmpty { return savedPosition }
    _ = cancelFind(from: origin)
    if text.isEmpty { return [] }
    // The keys go on meaning the next and the previous, of which there is none.
    changeArticle { $0.find(.text(text), page: $1) }
    return say(.foundNothing)
  }

  /// Goes back to where one was, and to what was marked then.
  mutating func cancelFind(from origin: Position, before: Sought? = nil) -> [Effect] {
    changeArticle { article, page in
      article.find(before, page: page)
      article.go(to: origin, page: page)
    }
    return []
  }

  /// Shows the next passage found, the one before, or one farther.
  mutating func showMatch(_ step: Int) -> [Effect] {
    if case .article(let article) = screen, article.found?.passages.isEmpty == true {
      return say(.foundNothing)
    }
    var isAround = false
    changeArticle { isAround = $0.showMatch(step, page: $1) }
    if isAround, case .article(let article) = screen, let found = article.found {
      notice = words[step > 0 ? .foundFromStart : .foundFromEnd] + "  " + count(of: found)
    }
    return savedPosition
  }

  /// Whether something is marked as found in the article shown.
  var isFinding: Bool {
    if case .article(let article) = screen { article.found != nil } else { false }
  }

  /// Marks nothing any more; what is seen stays.
  mutating func clearFind() -> [Effect] {
    changeArticle { $0.find(nil, page: $1) }
    return []
  }

  mutating func changeArticle(_ change: (inout ArticleScreen, _ page: Int) -> Void) {
    guard case .article(var article) = screen else { return }
    change(&article, articleRows)
    screen = .article(article)
  }

  /// How many passages were found, which of them is shown, and whether they were found by pinyin.
  func count(of found: ArticleScreen.Found) -> String {
    let count = "\(found.current.map { $0 + 1 } ?? 0)/\(found.passages.count)"
    return found.areByPinyin ? words[.byPinyin] + " " + count : count
  }
}
