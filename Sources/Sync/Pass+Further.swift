// Listings beyond those that the front page names: the further pages of an index, and what stands in for a front page
// that lists nothing. A tree may be hostile: each is asked for once in a pass, and no more than some.

import Articles
import Library
import Parsing

extension Pass {
  /// Further indexes that are read in one round, for all categories. The rest are read the next time.
  private static let mostFurther = 200

  /// The indexes that an index leads to and the front page does not name.
  func leads(of page: IndexPage, besides named: Set<String>) -> [String] {
    page.links.map(\.address).filter { path in
      pageKind(ofPath: path) == .index && isSound(path) && !named.contains(path)
    }
  }

  /// What failed at the last sync of what the indexes of some categories lead to.
  func failedLeads(of categories: [String]) throws -> [Lead] {
    guard let mirror, settings.includesArchive || tree.isAtHand else { return [] }
    let failed = try library.failedListings(mirror: mirror.id)
    return categories.compactMap { category in
      failed[category].map { Lead(category: category, paths: $0, isAgain: true) }
    }
  }

  /// Reads the indexes that those of categories lead on to. What they list belongs to the first category that leads
  /// there, below what that lists itself; what was listed before stays below.
  func follow(_ leads: [Lead], into batch: inout Batch) async throws {
    var asked = Set(leads.map(\.category)), room = Pass.mostFurther
    let order = try leads.isEmpty ? [] : library.indexPaths(source: source), named = Set(order)
    let leadsOf = Dictionary(grouping: leads, by: \.category)
    for category in order {
      guard let leads = leadsOf[category] else { continue }
      var entries: [IndexPage.Entry] = []
      var waiting = leads.flatMap(\.paths), isWhole = true
      while !waiting.isEmpty {
        try Task.checkCancellation()
        let all = waiting.filter { asked.insert($0).inserted }, wave = Array(all.prefix(room))
        waiting = []
        room -= wave.count
        for path in all.dropFirst(wave.count) { leaveForLater(path, of: category, in: &batch) }
        let pages = try await furtherPages(wave, of: category, into: &batch)
        if pages.count < all.count { isWhole = false }
        for page in pages {
          entries += page.entries
          waiting += self.leads(of: page, besides: named)
        }
        if let allowance, tree.traffic > allowance {
          throw SyncError.budgetSpent(limit: settings.dailyBudget ?? allowance)
        }
      }
      try await add(
        entries, isWhole: isWhole, isBelow: leads.allSatisfy(\.isAgain), to: category, in: &batch)
    }
  }

  /// Further indexes that have changed, read, in the order asked for. One that failed is kept as one that is not there,
  /// with its category in place of a version where it may come the next time: `failedLeads` finds it.
  private func furtherPages(
    _ paths: [String], of category: String, into batch: inout Batch
  ) async throws -> [IndexPage] {
    let states = try states(at: paths), versions = try versions(at: paths)
    var pages: [String: IndexPage] = [:]
    let wanted = paths.map { Wanted($0, unless: states[$0]?.content == nil ? nil : versions[$0]) }
    let deliveries: [Delivery]
    do {
      deliveries = try await gathered(wanted)
    } catch let error as SyncError {
      // What the front page names can be had all the same.
      await intake.note([SyncNote(paths.first ?? "", .source(error))])
      for path in paths { leaveForLater(path, of: category, in: &batch) }
      return []
    }
    for delivery in deliveries {
      let path = delivery.path, known = states[path]
      switch delivery.outcome {
      case .content(let bytes, let version):
        pages[path] = try? parseIndex(bytes, path: path, of: mirror?.address)
        let state = state(of: ContentID(of: bytes), known: known)
        if state.content != known?.content { batch.files[path] = state }
        batch.versions[path] = version
      case .unchanged: break
      case .missing:
        batch.versions[path] = Pass.noVersion
        guard known?.isMissing != true else { break }
        batch.files[path] = state(of: nil, known: known)
        await intake.note([SyncNote(path, .missing(others: 0))])
      case .failed(let error), .failedAmongOthers(let error):
        batch.files[path] = state(of: nil, known: known)
        batch.versions[path] = error.isLasting ? Pass.noVersion : category
        await intake.note([SyncNote(path, .source(error))])
      }
    }
    return paths.compactMap { pages[$0] }
  }

  /// A further index that has not come now: it is kept as one that is not there, to be found by `failedLeads`.
  private func leaveForLater(_ path: String, of category: String, in batch: inout Batch) {
    (batch.files[path], batch.versions[path]) = (state(of: nil, known: nil), category)
  }

  /// - Parameters:
  ///   - isWhole: Whether all further indexes came: otherwise what was listed before stays in its order.
  ///   - isBelow: Whether only such came as had failed before: what is new in them is no news.
  private func add(
    _ further: [IndexPage.Entry], isWhole: Bool, isBelow: Bool, to category: String, in batch: inout Batch
  ) async throws {
    let place = batch.listings.firstIndex { $0.path == category }
    var entries = place.map { batch.listings[$0].entries } ?? []
    let before = (try library.listing(source: source, path: category) ?? []).map {
      IndexPage.Entry(title: "", path: $0)
    }
    let known = Set(isWhole ? [] : before.map(\.path))
    let new = further.filter { !known.contains($0.path) }
    var listed = Set(entries.map(\.path))
    entries += (isBelow ? before + new : new + before).filter { listed.insert($0.path).inserted }
    // Its own text stays the last.
    if let own = entries.firstIndex(where: { $0.path == category }) {
      entries.append(entries.remove(at: own))
    }
    if entries.isEmpty {
      await intake.note([SyncNote(category, .noEntries)])
    } else if let place {
      batch.listings[place].entries = entries
    } else {
      batch.listings.append((category, entries))
    }
  }

  // MARK: In the place of a front page

  /// Reads what lists where the front page does not: each is asked for once for each front page, and the one that lists
  /// at every sync. Returns whether there is one, and what it says, where that is new.
  /// - Parameters:
  ///   - page: The front page, where it is new.
  ///   - mayAsk: Whether others may be asked for: where it listed before, it is being mended.
  func readOthers(insteadOf page: FrontPage?, mayAsk: Bool) async throws -> (isListed: Bool, page: FrontPage?)
  {
    let states = try states(at: standIns), versions = try versions(at: standIns)
    let listing = standIns.first { states[$0]?.content != nil }
    var batch = Batch()
    if let page, !page.categories.isEmpty {
      guard let listing else { return (false, nil) }
      batch.files[listing] = state(of: nil, known: states[listing])
      try await intake.take(listings: batch, count: 0, traffic: tree.traffic)
      return (false, nil)
    }
    let isAsked = mayAsk && page != nil
    var isListed = false, count = 0
    for path in standIns where listing.map({ $0 == path }) ?? isAsked {
      let known = states[path]
      let wanted = [Wanted(path, unless: isAgain || known?.content == nil ? nil : versions[path])]
      count += 1
      guard case .content(let bytes, let version)? = try await outcome(of: wanted) else {
        isListed = isListed || known?.content != nil
        continue
      }
      let state = state(of: ContentID(of: bytes), known: known)
      let hasBareNames = path == sideBar
      guard var other = try? parseFrontPage(bytes, of: mirror?.address, hasBareNames: hasBareNames),
        !other.categories.isEmpty
      else { continue }
      isListed = true
      guard isAgain || state.content != known?.content else { break }
      try rename(&other)
      guard try take(other, into: &batch) else { break }
      batch.files[path] = state
      batch.versions[path] = version
      break
    }
    if count > 0 { try await intake.take(listings: batch, count: count, traffic: tree.traffic) }
    return (isListed, batch.frontPage)
  }

  /// Folders that are asked for a README where the tree does not tell what it holds.
  private static let mostFolders = 20

  /// Takes as categories those folders that a front page leads to whose README lists, where the page names no indexes; on
  /// the web, where it lists nothing at all. Returns the page with them; nil where there are none.
  func takeFolders(of page: FrontPage, _ listing: TreeListing) async throws -> FrontPage? {
    guard !page.folders.isEmpty, page.categories.allSatisfy({ pageKind(ofPath: $0.path) != .index })
    else { return nil }
    let files = try filesThere(listing)
    var folders =
      if let files {
        page.folders.filter { files.contains($0.path) }
      } else {
        page.categories.isEmpty ? Array(page.folders.prefix(Pass.mostFolders)) : []
      }
    if folders.isEmpty { return nil }
    let known = try foundListings()
    let wanted = folders.filter { !known.contains($0.path) }.map { Wanted($0.path) }
    var new = Set<String>()
    for delivery in try await outcomes(of: wanted) {
      if case .content(let bytes, _) = delivery.outcome,
        let document = try? parseArticle(bytes, path: delivery.path),
        isListing(document, path: delivery.path, besides: [], in: files)
      {
        new.insert(delivery.path)
      }
    }
    folders.removeAll { !known.contains($0.path) && !new.contains($0.path) }
    var page = page, batch = Batch()
    page.categories += folders
    if !folders.isEmpty { _ = try take(page, into: &batch) }
    try await intake.take(listings: batch, count: wanted.count, traffic: tree.traffic)
    try await readIndexes(new, listing)
    return folders.isEmpty ? nil : page
  }

  /// The files that a tree holds; nil where it does not tell.
  private func filesThere(_ listing: TreeListing) throws -> Set<String>? {
    let told = Set(listing.files.map(\.path))
    switch listing.extent {
    case .unknown: return nil
    case .whole: return told
    case .changes: return told.union(try states().filter { !$0.value.isMissing }.keys)
    }
  }

  /// What came of some files that need not be there. Where a web server answers with a page of its own for each, none is.
  private func outcomes(of wanted: [Wanted]) async throws -> [Delivery] {
    do {
      return try await gathered(wanted)
    } catch SyncError.notThePage {
      return []
    }
  }

  /// What came of a file that need not be there.
  private func outcome(of wanted: [Wanted]) async throws -> Delivery.Outcome? {
    do {
      return try await gathered(wanted).first?.outcome
    } catch is SyncError {
      return nil
    }
  }

  /// Whether the library has categories of the source, and not only the front page's text.
  var hasCategories: Bool {
    get throws {
      let paths = try library.indexPaths(source: source)
      guard paths.count == 1, let only = paths.first else { return !paths.isEmpty }
      return try library.listing(source: source, path: only) != paths
    }
  }

  /// Takes a front page that lists nothing as the only article, where it has text. Returns whether it has.
  func takeText(of page: FrontPage, _ bytes: [UInt8], path: String) async throws -> Bool {
    guard let document = try? parseArticle(bytes, path: path), document.hasProse else { return false }
    var page = page, batch = Batch()
    page.categories = [.init(group: "", name: page.title.isEmpty ? document.title : page.title, path: path)]
    batch.frontPage = page
    batch.listings = [(path, [.init(title: document.title, path: path)])]
    batch.articles = [ArticleDraft(document, path: path, source: source)]
    try await intake.take(listings: batch, count: 0, traffic: tree.traffic)
    return true
  }

  /// The paper is called what its front page calls it, not `Summary`.
  private func rename(_ page: inout FrontPage) throws {
    let title = try library.sources().first { $0.key == source }?.title ?? ""
    guard !title.isEmpty else { return }
    for place in page.categories.indices where page.categories[place].name == page.title {
      page.categories[place].name = title
    }
    page.title = ""
  }
}
