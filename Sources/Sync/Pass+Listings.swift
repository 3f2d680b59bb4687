// The listings of a pass: the front page, or what stands in for it, then the indexes it names.

import Articles
import Library
import Parsing

/// What some listings brought.
struct ListingRound {
  var batch = Batch()
  var leads: [Lead] = []
  /// The bytes of the front page, where it is new.
  var frontPage: [UInt8] = []
  /// Whether one of them is behind what is known.
  var isOld = false
  /// How many were asked for.
  var count = 0
  /// The indexes that the front page names.
  var named: Set<String> = []
}

/// The further indexes that the index of a category leads to.
struct Lead {
  var category: String, paths: [String]
  /// Whether they are asked for because they failed before, and not because the index leads there now.
  var isAgain = false
}

extension Pass {
  /// The front page, then the indexes, then what else the front page leads to that lists. Returns whether the tree is
  /// behind what is known, and which pages were asked for on the way; where it is behind, its front page is not taken, nor
  /// are its indexes.
  func readListings(_ listing: TreeListing) async throws -> (isOld: Bool, asked: Set<String>) {
    try library.choose(settings.categories, of: source)
    if old == .skipped, try !library.indexPaths(source: source).isEmpty {
      if try await readIndexes(listing) { return (true, []) }
    }
    let before = try ownPages()
    let page = try await readFrontPage(listing)
    try library.choose(settings.categories, of: source)
    let isOld = try await readIndexes(listing)
    let asked = try await isOld ? [] : findListings(listing, besides: before, page)
    try await noteUnknownNames()
    return (isOld, asked)
  }

  /// Returns the front page, or what stands in for it, where it is new.
  func readFrontPage(_ listing: TreeListing) async throws -> FrontPage? {
    guard let file = try frontPageFile(listing) else { return nil }
    let hadCategories = try hasCategories
    var round = try await read([file], mustBeThere: listing.extent == .unknown)
    // That it is known is kept when it is known what lists beside it: a sync that is cut before finds that the next time.
    var pending = Batch()
    swap(&round.batch.files, &pending.files)
    swap(&round.batch.versions, &pending.versions)
    try await intake.take(listings: round.batch, count: round.count, traffic: tree.traffic)
    let page = try await withOthers(round, path: file.path, hadCategories, listing)
    if !pending.files.isEmpty { try await intake.take(listings: pending, count: 0, traffic: tree.traffic) }
    return page
  }

  /// The front page, where it is new, with what lists beside it or in its place.
  private func withOthers(
    _ round: ListingRound, path: String, _ hadCategories: Bool, _ listing: TreeListing
  ) async throws -> FrontPage? {
    let other = try await readOthers(insteadOf: round.batch.frontPage, mayAsk: !hadCategories)
    guard let page = other.isListed ? other.page : round.batch.frontPage else { return nil }
    if let page = try await takeFolders(of: page, listing) { return page }
    if !page.categories.isEmpty { return page }
    let isAlone = !hadCategories && !listing.files.contains { pageKind(ofPath: $0.path) == .article }
    if isAlone, try await takeText(of: page, round.frontPage, path: path) { return page }
    if hadCategories || !tree.isAtHand {
      await intake.note([SyncNote(path, .source(.listsNothing(path)))])
    }
    return page
  }

  /// The file that is the front page; nil where it has not changed, and need not be read again.
  private func frontPageFile(_ listing: TreeListing) throws -> TreeFile? {
    if let file = listing.files.first(where: { pageKind(ofPath: $0.path) == .frontPage }) { return file }
    switch listing.extent {
    case .unknown: return TreeFile(path: "README.md")
    case .changes where isAgain || listing.files.contains(where: { standIns.contains($0.path) }):
      return try states().keys.first { pageKind(ofPath: $0) == .frontPage }.map { TreeFile(path: $0) }
    case .changes, .whole: return nil
    }
  }

  /// The indexes the front page names of the categories chosen; where the tree tells its files, those that have changed,
  /// and those that were there before the front page named them.
  /// - Parameter only: Those that are read; nil for all.
  func readIndexes(_ listing: TreeListing, only: Set<String>? = nil) async throws -> Bool {
    let skipped = try skippedIndexes(listing)
    let named = try library.indexPaths(source: source).filter {
      pageKind(ofPath: $0) != .frontPage && !skipped.contains($0) && only?.contains($0) != false
    }
    let isNamed = Set(named)
    var files = listing.files.filter { isNamed.contains($0.path) }
    if listing.extent != .whole {
      let told = Set(files.map(\.path)), states = try states(at: named)
      let isWanted = { listing.extent == .unknown || isAgain || states[$0] == nil }
      files += named.filter { !told.contains($0) && isWanted($0) }.map { TreeFile(path: $0) }
    }
    let round = try await read(
      files.sorted { $0.path < $1.path }, mustBeThere: false, again: failedLeads(of: named))
    try await intake.take(listings: round.batch, count: round.count, traffic: tree.traffic)
    return round.isOld
  }

  private func read(_ files: [TreeFile], mustBeThere: Bool, again: [Lead] = []) async throws -> ListingRound {
    let paths = files.map(\.path)
    let states = try states(at: paths), versions = try versions(at: paths)
    let wanted = files.filter { isAgain || !isKnown($0, states, versions) }.map {
      Wanted($0.path, unless: isAgain || states[$0.path]?.content == nil ? nil : versions[$0.path])
    }
    var round = ListingRound(count: wanted.count, named: Set(try library.indexPaths(source: source)))
    for delivery in try await gathered(wanted) {
      let isNew = try await read(
        delivery, known: states[delivery.path], mustBeThere: mustBeThere, into: &round)
      if !isNew { round.isOld = true }
    }
    try await follow(round.leads + again, into: &round.batch)
    return round
  }

  /// What came of some listings.
  func gathered(_ wanted: [Wanted]) async throws -> [Delivery] {
    await intake.expect(wanted.count)
    let gathered = Gathered(atMost: Pass.mostListings)
    try await tree.deliver(wanted) { await gathered.add($0) }
    return await gathered.deliveries
  }

  /// Bytes of listings that are read in one sync: far more than any mirror has. What is beyond them is asked for again at
  /// the next.
  private static let mostListings = 64 * 1_048_576

  /// Returns false for an index that is behind.
  private func read(
    _ delivery: Delivery, known: FileState?, mustBeThere: Bool, into round: inout ListingRound
  ) async throws -> Bool {
    let path = delivery.path
    switch delivery.outcome {
    case .content(let bytes, let version):
      let state = state(of: ContentID(of: bytes), known: known)
      do {
        let leads = round.leads.count
        let isNew = isAgain || state.content != known?.content
        if isNew, try await !parse(bytes, path: path, into: &round) { return false }
        // An index of indexes may stay the same while those change: it is read each time.
        let isOfIndexes = round.leads.count > leads && !round.batch.listings.contains { $0.path == path }
        if isOfIndexes { break }
        round.batch.files[path] = state
        round.batch.versions[path] = version
      } catch let error as ParsingError {
        await intake.note([SyncNote(path, .page(error))])
      }
    case .unchanged: break
    case .missing where mustBeThere: throw SyncError.status(404, path: path)
    case .missing:
      guard known?.isMissing != true else { break }
      round.batch.files[path] = state(of: nil, known: known)
      await intake.note([SyncNote(path, .missing(others: 0))])
    case .failed(let error) where mustBeThere: throw error
    case .failed(let error), .failedAmongOthers(let error):
      await intake.note([SyncNote(path, .source(error))])
    }
    return true
  }

  /// Returns false for an index that is behind.
  private func parse(_ bytes: [UInt8], path: String, into round: inout ListingRound) async throws -> Bool {
    if pageKind(ofPath: path) == .frontPage {
      let page = try parseFrontPage(bytes, of: mirror?.address)
      round.frontPage = bytes
      return try take(page, into: &round.batch)
    }
    var page = try parseIndex(bytes, path: path, of: mirror?.address)
    let isOfCategory = try library.listing(source: source, path: path) != nil
    let leads = isOfCategory ? leads(of: page, besides: round.named) : []
    var text: ArticleDraft?
    if pageKind(ofPath: path) == .article, leads.isEmpty || !page.entries.isEmpty {
      let document = try parseArticle(bytes, path: path), others = try foundListings()
      page.entries.removeAll { others.contains($0.path) }
      if try document.saysMore(path: path, of: mirror?.address) || page.entries.isEmpty
        || hasArticle(at: path)
      {
        // It is an article, too: what it says beside its links is told nowhere else.
        page.entries.append(.init(title: document.title, path: path))
        text = ArticleDraft(document, path: path, source: source)
        text?.order = 0
      }
    }
    if !leads.isEmpty, page.entries.isEmpty || settings.includesArchive || tree.isAtHand {
      round.leads.append(Lead(category: path, paths: leads))
    } else if page.entries.isEmpty, isOfCategory {
      await intake.note([SyncNote(path, .noEntries)])
    }
    // One that lists nothing changes no category.
    guard try page.entries.isEmpty || take(page.entries, of: path, into: &round.batch) else { return false }
    if let text { round.batch.articles.append(text) }
    return true
  }

  /// Takes a front page, and what it lists itself. Returns false where that is behind.
  func take(_ page: FrontPage, into batch: inout Batch) throws -> Bool {
    let page = page.withCategories(for: try foundListings())
    batch.frontPage = page
    guard let own = page.categories.first(where: { pageKind(ofPath: $0.path) == .frontPage }) else {
      return true
    }
    // Beside categories it recommends articles, now these and now those: that says nothing of its age.
    return try take(
      page.entries.map(IndexPage.Entry.init), of: own.path, mayBeBehind: page.categories.count == 1,
      into: &batch)
  }

  /// Takes what an index lists. Returns false for one that is behind.
  private func take(
    _ entries: [IndexPage.Entry], of path: String, mayBeBehind: Bool = true, into batch: inout Batch
  ) throws -> Bool {
    var entries = entries
    let before = try library.listing(source: source, path: path) ?? []
    if mayBeBehind, try isBehind(entries.map(\.path), before) {
      if let mirror, old == .refused { throw SyncError.behind(mirror.address) }
      if old == .skipped { return false }
    }
    if mirror == nil {
      // What came by hand may be a part: what was listed stays so, below.
      let listed = Set(entries.map(\.path))
      let others = listed.union(pageKind(ofPath: path) == .frontPage ? try foundListings() : [])
      entries += before.filter { !others.contains($0) }.map { IndexPage.Entry(title: "", path: $0) }
    }
    batch.listings.append((path, entries))
    return true
  }

  /// An index is behind when what is on top of it is known, but it does not list what was on top of it before.
  private func isBehind(_ entries: [String], _ before: [String]) throws -> Bool {
    guard let top = before.first, let newest = entries.first, !entries.contains(top) else { return false }
    return try before.contains(newest) || states(at: [newest])[newest]?.content != nil
  }
}

/// Deliveries, gathered.
private actor Gathered {
  private(set) var deliveries: [Delivery] = []
  /// Bytes of contents that there is room for.
  private var room: Int
  private let most: Int

  init(atMost most: Int) { (self.most, room) = (most, most) }

  func add(_ delivery: Delivery) {
    var delivery = delivery
    if case .content(let bytes, _) = delivery.outcome {
      room -= bytes.count
      if room < 0 { delivery.outcome = .failed(.tooLarge(delivery.path, limit: most)) }
    }
    deliveries.append(delivery)
  }
}
