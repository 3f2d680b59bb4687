// One pass over one mirror: what it holds, which of that is wanted and in which order, and what came of it.

import Articles
import Library
import Parsing

struct Pass: Sendable {
  let library: Library
  let source: String
  /// The mirror the tree is of; nil for one that came by hand.
  let mirror: MirrorRecord?
  let tree: any Tree
  let settings: SourceSettings
  let intake: Intake
  /// Seconds since 1970.
  let now: Int64
  let old: Old
  /// Bytes that may be moved.
  let allowance: Int?
  let watch: SpeedWatch?
  /// Keeps how many bytes were moved so far.
  var keepBytes: @Sendable (Int) -> Void = { _ in }

  /// What is done with a tree that is behind what is known.
  enum Old: Sendable {
    /// It is taken: nobody has a newer one.
    case taken
    /// It is left, for another.
    case refused
    /// Only what is new in it is taken.
    case skipped
  }

  func run() async throws {
    try ContentID.prepare()
    await intake.begin(mirror, keepBytes: keepBytes)
    let listing = try await tree.listing(since: knownTip)
    await intake.note(listing.notes)
    let isOld = try await readListings(listing)
    let listed = try library.listedPaths(source: source)
    let (plan, known) = try self.plan(listing, listed, isOld: isOld)
    let order = try plan.isEmpty ? nil : ArticleOrder(listing, listed, of: source, in: library)
    await intake.expect(plan.count)
    try await tree.deliver(plan) { try await take($0, known: known[$0.path], order: order?[$0.path]) }
    try await intake.finish(traffic: tree.traffic)
    if order != nil { try library.endOrder(of: source) }
    try library.setReading(readingVersion, of: source)
    if let tip = listing.tip, let mirror { try library.setTip(tipWord(tip), of: mirror.id) }
  }

  // MARK: The tip: only what has changed since need be told, unless more is wanted now than then

  private var flavour: String { "\(settings.includesArchive ? "all" : "listed") \(readingVersion) " }

  private func tipWord(_ tip: String) -> String { flavour + tip }

  private var knownTip: String? {
    mirror.flatMap { $0.tip.hasPrefix(flavour) ? String($0.tip.dropFirst(flavour.count)) : nil }
  }

  private func states(at paths: [String]? = nil) throws -> [String: FileState] {
    try library.fileStates(source: source, at: paths, reading: readingVersion)
  }

  private func versions(at paths: [String]? = nil) throws -> [String: String] {
    try mirror.map { try library.versions(mirror: $0.id, at: paths) } ?? [:]
  }

  // MARK: Listings

  /// The front page, then the indexes. Returns whether the tree is behind what is known; then its front page is not
  /// taken, nor are its indexes.
  private func readListings(_ listing: TreeListing) async throws -> Bool {
    if old == .skipped, try !library.indexPaths(source: source).isEmpty {
      if try await readIndexes(listing) { return true }
    }
    try await readFrontPage(listing)
    return try await readIndexes(listing)
  }

  private func readFrontPage(_ listing: TreeListing) async throws {
    let named = listing.files.first { pageKind(ofPath: $0.path) == .frontPage }
    guard let file = named ?? (listing.extent == .unknown ? TreeFile(path: "README.md") : nil) else { return }
    _ = try await readListings([file], mustBeThere: listing.extent == .unknown)
  }

  /// The indexes the front page names; where the tree tells its files, all that have changed.
  private func readIndexes(_ listing: TreeListing) async throws -> Bool {
    let files =
      listing.extent == .unknown
      ? try library.indexPaths(source: source).filter { pageKind(ofPath: $0) == .index }.map {
        TreeFile(path: $0)
      }
      : listing.files.filter { pageKind(ofPath: $0.path) == .index }
    return try await readListings(files.sorted { $0.path < $1.path }, mustBeThere: false)
  }

  /// Returns whether one of them is behind what is known.
  private func readListings(_ files: [TreeFile], mustBeThere: Bool) async throws -> Bool {
    let paths = files.map(\.path)
    let states = try states(at: paths), versions = try versions(at: paths)
    let wanted = files.filter { !isKnown($0, states, versions) }.map {
      Wanted($0.path, unless: states[$0.path]?.content == nil ? nil : versions[$0.path])
    }
    await intake.expect(wanted.count)
    let gathered = Gathered(atMost: Pass.mostListings)
    try await tree.deliver(wanted) { await gathered.add($0) }
    var batch = Batch()
    var isOld = false
    for delivery in await gathered.deliveries {
      let isNew = try await read(
        delivery, known: states[delivery.path], mustBeThere: mustBeThere, into: &batch)
      isOld = isOld || !isNew
    }
    try await intake.take(listings: batch, count: wanted.count, traffic: tree.traffic)
    return isOld
  }

  /// Bytes of listings that are read in one sync: far more than any mirror has. What is beyond them is asked for again at
  /// the next.
  private static let mostListings = 64 * 1_048_576

  /// Returns false for an index that is behind.
  private func read(
    _ delivery: Delivery, known: FileState?, mustBeThere: Bool, into batch: inout Batch
  ) async throws -> Bool {
    let path = delivery.path
    switch delivery.outcome {
    case .content(let bytes, let version):
      let state = state(of: ContentID(of: bytes), known: known)
      do {
        if state.content != known?.content, try await !parse(bytes, path: path, into: &batch) { return false }
        batch.files[path] = state
        batch.versions[path] = version
      } catch let error as ParsingError {
        await intake.note([SyncNote(path, .page(error))])
      }
    case .unchanged: break
    case .missing where mustBeThere: throw SyncError.status(404, path: path)
    case .missing:
      guard known?.isMissing != true else { break }
      batch.files[path] = state(of: nil, known: known)
      await intake.note([SyncNote(path, .missing(others: 0))])
    case .failed(let error) where mustBeThere: throw error
    case .failed(let error), .failedAmongOthers(let error):
      await intake.note([SyncNote(path, .source(error))])
    }
    return true
  }

  /// Returns false for an index that is behind.
  private func parse(_ bytes: [UInt8], path: String, into batch: inout Batch) async throws -> Bool {
    if pageKind(ofPath: path) == .frontPage {
      let page = try parseFrontPage(bytes, of: mirror?.address)
      if page.categories.isEmpty, try !tree.isAtHand || !library.indexPaths(source: source).isEmpty {
        await intake.note([SyncNote(path, .source(.listsNothing(path)))])
      }
      batch.frontPage = page
      guard let own = page.categories.first(where: { pageKind(ofPath: $0.path) == .frontPage }) else {
        return true
      }
      // Beside categories it recommends articles, now these and now those: that says nothing of its age.
      return try take(page.entries, of: own.path, mayBeBehind: page.categories.count == 1, into: &batch)
    }
    let page = try parseIndex(bytes, path: path, of: mirror?.address)
    if page.entries.isEmpty, try library.listing(source: source, path: path) != nil {
      await intake.note([SyncNote(path, .noEntries)])
      return true
    }
    return try take(page.entries, of: path, into: &batch)
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
      entries += before.filter { !listed.contains($0) }.map { IndexPage.Entry(title: "", path: $0) }
    }
    batch.listings.append((path, entries))
    return true
  }

  /// An index is behind when what is on top of it is known, but it does not list what was on top of it before.
  private func isBehind(_ entries: [String], _ before: [String]) throws -> Bool {
    guard let top = before.first, let newest = entries.first, !entries.contains(top) else { return false }
    return try before.contains(newest) || states(at: [newest])[newest]?.content != nil
  }

  // MARK: The plan

  /// The pages that are wanted, in order: what is new, from the top of all indexes down; what has changed, the unread
  /// before the read; what is to be looked at again; what no index lists. With it, what is known of them.
  private func plan(_ listing: TreeListing, _ listed: [String: Int], isOld: Bool) throws
    -> ([Wanted], known: [String: FileState])
  {
    let pages = listing.files.filter { pageKind(ofPath: $0.path) == .article }
    let states = try states(at: listing.extent == .whole ? nil : Array(listed.keys) + pages.map(\.path))
    let versions = try listing.extent == .whole ? versions() : [:]
    let stale = pages.filter { !isKnown($0, states, versions) }.map(\.path), isStale = Set(stale)
    let changed = isOld ? [] : stale.filter { states[$0] != nil }
    let read = try library.readPaths(source: source, among: changed)
    var new = stale.filter { states[$0] == nil && listed[$0] != nil }
    if listing.extent != .whole {
      new += listed.keys.filter { states[$0] == nil && !isStale.contains($0) }
    }
    if listing.extent == .unknown, mirror != nil {
      // What another mirror did not have, this one may.
      let lacking = listed.keys.filter { states[$0]?.isMissing == true }
      let asked = try self.versions(at: lacking)
      new += lacking.filter { asked[$0] == nil }
    }
    var paths = ArticleOrder.fromTheTop(new, of: listed)
    paths += ArticleOrder.fromTheTop(changed.filter { !read.contains($0) }, of: listed)
    paths += ArticleOrder.fromTheTop(changed.filter(read.contains), of: listed)
    if settings.includesArchive || tree.isAtHand {
      paths += ArticleOrder.newestFirst(stale.filter { states[$0] == nil && listed[$0] == nil })
    }
    var plan = paths.map { Wanted($0) }
    if listing.extent == .unknown {
      let asked = Set(paths)
      let due = Recheck(now: now).due(among: listed, states).filter { !asked.contains($0) }
      let known = try self.versions(at: due)
      plan += due.map { Wanted($0, unless: known[$0]) }
    }
    return (plan, states)
  }

  /// Whether a file is as it was when it was last read.
  private func isKnown(_ file: TreeFile, _ states: [String: FileState], _ versions: [String: String]) -> Bool
  {
    guard let state = states[file.path], let known = state.content else { return false }
    if let content = file.content { return content == known }
    return !file.version.isEmpty && versions[file.path] == file.version
  }

  private func state(of content: ContentID?, known: FileState?) -> FileState {
    let isSame = known != nil && known?.content == content
    return FileState(content: content, since: isSame ? known?.since ?? now : now, checked: now)
  }

  // MARK: Pages

  /// What is kept as a page's version where a mirror was asked for it, and had it not.
  private static let noVersion = "none"

  private func take(_ delivery: Delivery, known: FileState?, order: Int64?) async throws {
    try Task.checkCancellation()
    if let mirror, await intake.lostMirror {
      throw LibraryError.noSuchMirror(shownAddress(mirror.address), of: source)
    }
    // What has come is paid for.
    try await intake.take(read(delivery, known: known, order: order), traffic: tree.traffic)
    if let allowance, tree.traffic > allowance {
      throw SyncError.budgetSpent(limit: settings.dailyBudget ?? allowance)
    }
    if let watch, let mirror {
      let progress = await intake.progress
      if watch.isHopeless(moved: tree.traffic, done: progress.done, of: progress.total) {
        throw SyncError.slow(mirror.address)
      }
    }
  }

  private func read(_ delivery: Delivery, known: FileState?, order: Int64?) -> ReadPage {
    var page = ReadPage(path: delivery.path)
    switch delivery.outcome {
    case .content(let bytes, let version):
      page.state = state(of: ContentID(of: bytes), known: known)
      page.version = version
      guard page.state?.content != known?.content else { break }
      do {
        let document = try parseArticle(bytes, path: delivery.path)
        page.draft = ArticleDraft(document, path: delivery.path, source: source)
        page.draft?.order = order
      } catch {
        page.note = SyncNote(delivery.path, .page(error))
      }
    case .unchanged: page.state = state(of: known?.content, known: known)
    case .missing:
      // What is here stays here: only what never came is kept as missing.
      page.state = state(of: known?.content, known: known)
      page.isMissing = known == nil
      if page.state?.isMissing == true { page.version = Pass.noVersion }
    case .failed(let error):
      if error.isLasting {
        page.state = state(of: known?.content, known: known)
        if page.state?.isMissing == true { page.version = Pass.noVersion }
      }
      if known?.isMissing != true { page.note = SyncNote(delivery.path, .source(error)) }
    case .failedAmongOthers(let error): page.note = SyncNote(delivery.path, .source(error))
    }
    return page
  }
}

extension FileState {
  /// Whether it was asked for and not had.
  fileprivate var isMissing: Bool { content == nil }
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
