// Pages that a front page links as it links articles, and that turn out to be lists of others: these are indexes,
// wherever they stand in the tree and whatever they are called.

import Articles
import Library
import Parsing

extension Pass {
  /// Pages of a front page that are looked at for whether they are lists: where it links more, it is itself the list.
  private static let mostLists = 40

  /// A front page with those of its pages as categories that are lists of what it does not list itself. They are looked at
  /// while none of them was read as an article. Those that are none are asked for once more, with all articles, among which
  /// they have their order.
  func withLists(_ page: FrontPage, in round: inout ListingRound) async throws -> FrontPage {
    let paths = page.entries.map(\.path), states = try states(at: paths)
    var lists = Set(try paths.filter { try library.listing(source: source, path: $0) != nil })
    let new = paths.filter { states[$0] == nil && !lists.contains($0) }
    let named = Set(paths + page.categories.map(\.path))
    let isLookedAt = new.count <= Pass.mostLists && new.count + lists.count == paths.count
    for delivery in isLookedAt ? try await gathered(new.map { Wanted($0) }, in: &round) : [] {
      guard case .content(let bytes, _) = delivery.outcome,
        let list = parseList(bytes, path: delivery.path, of: mirror?.address)
      else { continue }
      if !list.pages.isSubset(of: named), try !hasArticle(at: delivery.path) { lists.insert(delivery.path) }
    }
    return page.with(lists)
  }

  /// Whether a page was read as an article before: it stays one.
  private func hasArticle(at path: String) throws -> Bool {
    try library.document(ArticleID(source: source, path: path)) != nil
  }
}

extension FrontPage {
  /// The page with some of its articles as categories, by their paths, below the category of the others.
  fileprivate func with(_ lists: Set<String>) -> FrontPage {
    guard let own = categories.firstIndex(where: { pageKind(ofPath: $0.path) == .frontPage }) else {
      return self
    }
    var page = self
    page.entries.removeAll { lists.contains($0.path) }
    page.categories.insert(contentsOf: entries.filter { lists.contains($0.path) }, at: own + 1)
    if page.entries.isEmpty { page.categories.remove(at: own) }
    return page
  }
}

extension IndexPage {
  /// The articles and indexes of its tree that it links.
  fileprivate var pages: Set<String> {
    Set(entries.map(\.path) + links.map(\.address).filter { pageKind(ofPath: $0) == .index })
  }
}
