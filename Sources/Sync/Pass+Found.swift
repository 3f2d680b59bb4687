// Listings that stand elsewhere than in `indexes/`: pages that the front page links as if they were articles, and that
// list articles themselves. Each is a category, once it was read; from then on it is an index as others are.

import Articles
import Library
import Parsing

/// The pages of a round that proved to be listings.
actor FoundListings {
  private(set) var pages: [String: ReadPage] = [:]

  func add(_ page: ReadPage) { pages[page.path] = page }
}

extension Pass {
  /// What the front page lists itself: some of it may be listings.
  func ownPages() throws -> Set<String> {
    let own = try library.indexPaths(source: source).first { pageKind(ofPath: $0) == .frontPage }
    return try own.map { Set(try library.listing(source: source, path: $0) ?? []) } ?? []
  }

  /// The pages that are categories.
  func pagesOfLinks() throws -> Set<String> {
    Set(try library.indexPaths(source: source, evenGone: true).filter { pageKind(ofPath: $0) == .article })
  }

  /// What a page lists, where it is a listing and not of what the front page lists beside it.
  func entries(of document: Document, _ bytes: [UInt8], path: String, besides own: Set<String>)
    -> [IndexPage.Entry]
  {
    guard own.contains(path), document.isListing,
      let page = try? parseIndex(bytes, path: path, of: mirror?.address)
    else { return [] }
    let new = page.entries.count { !own.contains($0.path) }
    return 2 * new > page.entries.count ? page.entries : []
  }

  /// Takes the text of a page of links, where it has one: it is the last article of its category.
  func takeText(_ document: Document, path: String, _ entries: inout [IndexPage.Entry], _ batch: inout Batch)
  {
    guard document.saysMore || entries.isEmpty else { return }
    batch.articles.append(ArticleDraft(document, path: path, source: source))
    entries.append(.init(title: document.title, path: path))
  }

  /// Takes what was found, where the front page still leads there.
  func take(_ found: [ReadPage], into batch: inout Batch) {
    for page in found {
      guard let document = page.document else { continue }
      var entries = page.entries
      takeText(document, path: page.path, &entries, &batch)
      batch.listings.append((page.path, entries))
      batch.files[page.path] = page.state
      batch.versions[page.path] = page.version
    }
  }
}

extension FrontPage {
  /// With those of its articles that are listings as categories, in their order; the others stand before them where the
  /// first of all is one of these, and behind them otherwise.
  func withCategories(for listings: Set<String>) -> FrontPage {
    let found = entries.filter { listings.contains($0.path) }
    guard let place = categories.firstIndex(where: { pageKind(ofPath: $0.path) == .frontPage }),
      !found.isEmpty
    else { return self }
    var page = self
    page.entries.removeAll { listings.contains($0.path) }
    let own = page.entries.isEmpty ? [] : [page.categories[place]]
    let all = page.entries.first == entries.first ? own + found : found + own
    page.categories.replaceSubrange(place...place, with: all)
    return page
  }
}
