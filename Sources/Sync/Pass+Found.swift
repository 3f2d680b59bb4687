// Listings that stand elsewhere than in `indexes/`: pages that the front page links as if they were articles, and that
// list articles themselves. Once that is known of one it is the index of a category, and its text an article there.

import Articles
import Library
import Parsing

/// The pages of a round that proved to be listings.
actor FoundListings {
  private(set) var paths = Set<String>()

  /// Takes a page, unless there are too many.
  func add(_ path: String) -> Bool {
    paths.count < FoundListings.most && paths.insert(path).inserted
  }

  /// Each is asked for at each sync: a front page that links more of them is hostile, or no front page.
  private static let most = 200
}

extension Pass {
  /// What the front page lists itself: some of it may be listings.
  func ownPages() throws -> Set<String> {
    let own = try library.indexPaths(source: source).first { pageKind(ofPath: $0) == .frontPage }
    let listed = try own.flatMap { try library.listing(source: source, path: $0) } ?? []
    return Set(listed.filter { pageKind(ofPath: $0) == .article })
  }

  /// The pages that are known to be listings.
  func foundListings() throws -> Set<String> {
    let indexes = try library.indexPaths(source: source, evenGone: true)
    return found.union(indexes.filter { pageKind(ofPath: $0) == .article })
  }

  func hasArticle(at path: String) throws -> Bool {
    try library.article(ArticleID(source: source, path: path)) != nil
  }

  /// Whether a page is a listing: of more than what stands in the front page beside it, or of a folder, by its name.
  /// - Parameter files: What the tree holds, where that is known.
  func isListing(_ document: Document, path: String, besides own: Set<String>, in files: Set<String>?) -> Bool
  {
    let all = document.listedPages(path: path, of: mirror?.address)
    let listed = files.map(all.intersection) ?? all, new = listed.subtracting(own)
    return new.count > Document.fewPages || !listed.isEmpty && (new == listed || isReadmeOfFolder(path))
  }

  /// Reads what the front page has newly come to list, before all other pages: some of it may be categories.
  /// - Parameters:
  ///   - before: What it listed before.
  ///   - page: The front page, where it is new.
  /// - Returns: What was asked for.
  func findListings(_ listing: TreeListing, besides before: Set<String>, _ page: FrontPage?) async throws
    -> Set<String>
  {
    let own = try ownPages(), lists = try foundListings(), states = try states(at: Array(own))
    let skipped = try library.skippedIndexes(source: source)
    let isChosen = !skipped.contains { pageKind(ofPath: $0) == .frontPage }
    // Where it is not chosen, what is wanted may be a listing there.
    let wantsSome = !settings.categories.wanted.isEmpty
    let named = Set((page?.entries ?? []).filter { wantsSome && settings.categories.takes($0) }.map(\.path))
    let paths = own.subtracting(lists).filter {
      (states[$0] == nil || !before.contains($0)) && (isChosen || named.contains($0))
    }
    let wanted = listing.extent == .whole ? paths.intersection(listing.files.map(\.path)) : paths
    if wanted.isEmpty { return [] }
    let listed = try listedPages(besides: lists)
    let pages = ArticleOrder.fromTheTop(wanted, of: listed).map { Wanted($0) }
    let plan = Plan(pages: pages, listed: listed, takesArticles: isChosen)
    try await makeCategories(of: readPages(listing, plan), listing)
    return wanted
  }

  /// Has the front page name as categories what was found, and reads that as their indexes.
  func makeCategories(of found: Set<String>, _ listing: TreeListing) async throws {
    if found.isEmpty { return }
    var again = self
    again.found = found
    _ = try await again.readFrontPage(listing)
    try await readIndexes(found, listing)
  }

  /// Reads pages that have become indexes as such, also where they were read as articles before.
  func readIndexes(_ new: Set<String>, _ listing: TreeListing) async throws {
    if new.isEmpty { return }
    var again = self
    again.found = new
    try library.choose(settings.categories, of: source)
    _ = try await again.readIndexes(listing, only: new)
  }
}

extension FrontPage {
  /// With those of its articles that are listings as categories, in their order. The others stand before them where the
  /// first of all is one of these; behind them otherwise, under a heading: their own, where they have one alone.
  func withCategories(for listings: Set<String>) -> FrontPage {
    let found = entries.filter { listings.contains($0.path) }
    guard let place = categories.firstIndex(where: { pageKind(ofPath: $0.path) == .frontPage }),
      !found.isEmpty
    else { return self }
    var page = self
    page.entries.removeAll { listings.contains($0.path) }
    var own = page.categories[place]
    let groups = Set(page.entries.map(\.group)), group = groups.count == 1 ? groups.first ?? "" : ""
    if !group.isEmpty, !found.contains(where: { $0.group == group }) { own.name = group }
    let isFirst = page.entries.first == entries.first
    if !isFirst { own.group = group.isEmpty ? own.name : group }
    let others = page.entries.isEmpty ? [] : [own]
    page.categories.replaceSubrange(place...place, with: isFirst ? others + found : found + others)
    return page
  }
}
