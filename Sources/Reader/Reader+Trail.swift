// Ways back and across: the articles that were left, links between articles, what is related to one.

import Articles
import Library
import Typesetting

/// An article that was left for another.
struct Stop: Hashable, Sendable { let id: ArticleID, list: ListSelection }

extension Reader {
  /// Articles related to one that are shown at its end at most.
  static let mostRelated = 5
  /// Articles that one can go back to, and screens that are kept.
  private static let longestTrail = 100, mostScreens = 20

  /// Follows a link, a subject or a related article of the article shown, by its number.
  mutating func follow(_ number: Int, from article: ArticleScreen) -> [Effect] {
    article.target(number).map { follow($0, from: article) } ?? say(.noLink)
  }

  /// Follows a stretch of the article shown.
  mutating func follow(_ target: Run.Target) -> [Effect] {
    guard case .article(let article) = screen, let target = article.target(target) else {
      return say(.noLink)
    }
    return follow(target, from: article)
  }

  private func follow(_ target: ArticleScreen.Target, from article: ArticleScreen) -> [Effect] {
    let id = article.summary.id
    switch target {
    case .link(let address): return savedPosition + [.openLink(in: id, address: address)]
    case .term(let key): return savedPosition + [.openSubject(of: id, key: key)]
    case .related(let id): return savedPosition + [.openRelated(id)]
    }
  }

  /// Shows the article that a link leads to, over the one that has the link: back leads there.
  mutating func show(linked summary: ArticleSummary, _ document: Document, at position: Position?) -> [Effect]
  {
    guard case .article(let from) = screen else { return [] }
    leaveArticle(for: summary.id)
    var summary = summary
    summary.key = summary.key.inPlace(of: from.summary.key)
    push(.article(opened(summary, document, at: position, of: from.list)))
    return []
  }

  /// The screen has been drawn: an article on it has been seen. What is related to it is looked for, and it is read from
  /// now on. One that was opened and left by keys typed ahead nobody has seen. Of a list the next page is read, too.
  package mutating func noteShown() -> [Effect] {
    isDrawn && shownCode == nil ? noteSeen() + rowsAhead() : []
  }

  private mutating func rowsAhead() -> [Effect] {
    guard case .list(var list) = screen, let request = list.missingAhead(page: pageRows) else { return [] }
    screen = .list(list)
    return [load(request, of: list.selection)]
  }

  /// The article shown has been seen, if it was not before.
  mutating func noteSeen() -> [Effect] {
    guard case .article(var article) = screen, !article.isSeen else { return [] }
    article.isSeen = true
    screen = .article(article)
    let id = article.summary.id
    mark(id) { $0.isRead = true }
    if ahead?.id == id { ahead?.isStale = true }
    return [.loadRelated(id), .markOpened(id)]
  }

  mutating func show(related articles: [ArticleSummary], to id: ArticleID) -> [Effect] {
    for index in screens.indices {
      guard case .article(var article) = screens[index], article.summary.id == id else { continue }
      article.show(related: articles, under: words[.related], page: articleRows)
      screens[index] = .article(article)
    }
    return []
  }

  // MARK: Back

  /// Puts a screen over those there are; of too many, those left first go, but not the first list.
  mutating func push(_ screen: Screen) {
    screens.append(screen)
    if screens.count > Reader.mostScreens { screens.remove(at: 2) }
  }

  /// Shows a text of the program itself: in place of one that is shown already, over anything else.
  mutating func show(text screen: Screen) {
    if self.screen.text == nil { push(screen) } else { self.screen = screen }
  }

  /// Notes which article is left for another one, or for the list it is in.
  mutating func leaveArticle(for next: ArticleID? = nil) {
    leave(next == nil ? screen.stop : lastStop, for: next)
  }

  /// Notes which article lies under what is shown, as all of it is left.
  mutating func leaveScreens() { leave(lastStop, for: nil) }

  private var lastStop: Stop? { screens.last { $0.stop != nil }?.stop }

  private mutating func leave(_ stop: Stop?, for next: ArticleID?) {
    guard let stop, stop.id != next, stop != trail.last else { return }
    trail.append(stop)
    trail.removeFirst(max(0, trail.count - Reader.longestTrail))
  }

  /// Goes back to the article that was shown before this screen.
  mutating func goBackToArticle() -> [Effect] {
    let shown = screen.stop
    if shown == nil, let below = screens.lastIndex(where: { $0.stop != nil }) { return goBack(to: below) }
    while let stop = trail.popLast() {
      if stop.id == shown?.id { continue }
      if let below = screens.lastIndex(where: { $0.stop == stop }) { return goBack(to: below) }
      return savedPosition + [.openAgain(stop.id, in: stop.list)]
    }
    return say(.noEarlierPlace)
  }

  private mutating func goBack(to index: Int) -> [Effect] {
    let effects = savedPosition
    screens.removeSubrange((index + 1)...)
    return effects + refreshedAfterBack()
  }

  /// Shows an article that was left, over the results of the search that has it, or else over its list.
  mutating func show(
    returned summary: ArticleSummary, _ document: Document, at position: Position?, of list: ListSelection
  ) -> [Effect] {
    let article = opened(summary, document, at: position, of: list)
    if let index = lastSearch, case .search(let search) = screens[index], search.has(summary.id) {
      return show(article, overSearchAt: index)
    }
    let (new, effects) = placed(article)
    screens = new
    return effects
  }
}

extension Screen {
  /// The article on it, as one goes back to it.
  fileprivate var stop: Stop? {
    if case .article(let article) = self { Stop(id: article.summary.id, list: article.list) } else { nil }
  }
}
