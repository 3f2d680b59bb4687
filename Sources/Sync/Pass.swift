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
  /// The pages that proved to be listings just now.
  var found = Set<String>()
  /// Whether the front page is read once more, for these.
  var isAgain: Bool { !found.isEmpty }

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
    async let _ = tellTraffic()
    let listing = try await tree.listing(since: knownTip)
    await intake.note(listing.notes)
    if let mirror, listing.extent == .changes, !listing.files.isEmpty {
      // What is taken of them is ahead of the tip that they are told since. Where this pass is cut, and they are taken back
      // meanwhile, no change would tell that: the next one looks at all.
      try library.setTip("", of: mirror.id)
    }
    if try expectsAll(of: listing) {
      // Which are the newest the listings tell; most likely it is those of the highest numbers.
      let pages = listing.files.map(\.path).filter { pageKind(ofPath: $0) == .article }
      await tree.expect(ArticleOrder.newestFirst(pages))
    }
    let (isOld, asked) = try await readListings(listing)
    let late = try await readPages(listing, plan(listing, besides: asked, isOld: isOld))
    if !late.isEmpty {
      try await makeCategories(of: late, listing)
      _ = try await readPages(listing, plan(listing, besides: asked, isOld: isOld))
    }
    try await intake.finish(traffic: tree.traffic)
    try library.endOrder(of: source)
    try library.setReading(readingVersion, of: source)
    if let tip = listing.tip, let mirror { try library.setTip(tipWord(tip), of: mirror.id) }
  }

  /// How often it is told what is moved while nothing comes of it.
  private static let tellingInterval = Duration.seconds(1)

  /// Tells what is moved until the pass is over: much may have to come before there is something to take in.
  private func tellTraffic() async throws {
    while true {
      try await Task.sleep(for: Pass.tellingInterval)
      await intake.moved(tree.traffic)
    }
  }

  /// Whether all pages of a tree are to be read: where nothing of the source is here, and all is wanted.
  private func expectsAll(of listing: TreeListing) throws -> Bool {
    try listing.extent == .whole && settings.includesArchive && settings.categories.isAll
      && !library.hasFiles(source: source)
  }

  /// Reads pages. Returns those among what the front page lists that are listings: they are not taken.
  func readPages(_ listing: TreeListing, _ plan: Plan) async throws -> Set<String> {
    if plan.pages.isEmpty { return [] }
    let order = try ArticleOrder(listing, plan.listed, of: source, in: library)
    let own = try plan.findsListings ? ownPages() : [], found = FoundListings()
    let files = own.isEmpty || listing.extent != .whole ? nil : Set(listing.files.map(\.path))
    await intake.expect(plan.pages.count)
    try await tree.deliver(plan.pages) { delivery in
      // Before a page is read, which takes long, others get their turn: those that have the next ones come.
      try await checkMirror()
      var page = read(delivery, known: plan.known[delivery.path])
      if let document = page.document, own.contains(page.path),
        isListing(document, path: page.path, besides: own, in: files), await found.add(page.path)
      {
        page = ReadPage(path: page.path)
      } else if !plan.takesArticles {
        page = ReadPage(path: page.path)
      }
      if let document = page.document {
        let draft = ArticleDraft(document, path: page.path, source: source)
        if draft.isTooLarge {
          page.note = SyncNote(page.path, .source(.tooLarge(page.path, limit: ArticleDraft.mostBytes)))
        } else {
          page.draft = draft
          page.draft?.order = order[page.path]
        }
      }
      try await take(page)
    }
    try await intake.flush()
    return await found.paths
  }

  // MARK: The tip: only what has changed since need be told, unless more is wanted now than then

  private var flavour: String {
    "\(settings.includesArchive ? "all" : "listed")\(settings.categories.mark) \(readingVersion) "
  }

  private func tipWord(_ tip: String) -> String { flavour + tip }

  private var knownTip: String? {
    mirror.flatMap { $0.tip.hasPrefix(flavour) ? String($0.tip.dropFirst(flavour.count)) : nil }
  }

  func states(at paths: [String]? = nil) throws -> [String: FileState] {
    try library.fileStates(source: source, at: paths, reading: readingVersion)
  }

  func versions(at paths: [String]? = nil) throws -> [String: String] {
    try mirror.map { try library.versions(mirror: $0.id, at: paths) } ?? [:]
  }

  // MARK: The plan

  /// What is to be read.
  struct Plan {
    /// The pages, in order.
    var pages: [Wanted]
    /// What is known of them.
    var known: [String: FileState] = [:]
    /// All pages that are listed, by the places they have.
    var listed: [String: Int]
    /// Whether what is a listing is told, and not taken; and whether what is none is taken.
    var findsListings = true, takesArticles = true
  }

  /// The pages that are wanted, in order: what is new, from the top of all indexes down; what has changed, the unread
  /// before the read; what is to be looked at again; what no index lists. Without those that were asked for.
  private func plan(_ listing: TreeListing, besides asked: Set<String>, isOld: Bool) throws -> Plan {
    let lists = try foundListings(), others = asked.union(lists), all = try listedPages(besides: lists)
    let listed = all.filter { !asked.contains($0.key) }
    let pages = listing.files.filter { pageKind(ofPath: $0.path) == .article && !others.contains($0.path) }
    let states = try states(at: listing.extent == .whole ? nil : Array(listed.keys) + pages.map(\.path))
    let versions = try listing.extent == .whole ? versions() : [:]
    let stale = try library.pages(
      pages.filter { !isKnown($0, states, versions) }.map(\.path), of: source, in: settings.categories)
    let isStale = Set(stale)
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
    return Plan(pages: plan, known: states, listed: all, findsListings: !isOld)
  }

  /// The pages that indexes list, with their places, but those that are indexes themselves.
  func listedPages(besides lists: Set<String>) throws -> [String: Int] {
    try library.listedPaths(source: source).filter { !lists.contains($0.key) }
  }

  /// Whether a file is as it was when it was last read.
  func isKnown(_ file: TreeFile, _ states: [String: FileState], _ versions: [String: String]) -> Bool {
    guard let state = states[file.path], let known = state.content else { return false }
    if let content = file.content { return content == known }
    return !file.version.isEmpty && versions[file.path] == file.version
  }

  func state(of content: ContentID?, known: FileState?) -> FileState {
    let isSame = known != nil && known?.content == content
    return FileState(content: content, since: isSame ? known?.since ?? now : now, checked: now)
  }

  // MARK: Pages

  /// What is kept as a page's version where a mirror was asked for it, and had it not.
  static let noVersion = "none"

  /// Ends the pass where nobody wants it any more, or its mirror was removed meanwhile.
  private func checkMirror() async throws {
    try Task.checkCancellation()
    if let mirror, await intake.lostMirror {
      throw LibraryError.noSuchMirror(shownAddress(mirror.address), of: source)
    }
  }

  private func take(_ page: ReadPage) async throws {
    // What has come is paid for.
    try await intake.take(page, traffic: tree.traffic)
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

  private func read(_ delivery: Delivery, known: FileState?) -> ReadPage {
    var page = ReadPage(path: delivery.path)
    switch delivery.outcome {
    case .content(let bytes, let version):
      page.state = state(of: ContentID(of: bytes), known: known)
      page.version = version
      guard page.state?.content != known?.content, !isDraft(bytes, path: delivery.path) else { break }
      do {
        page.document = try parseArticle(bytes, path: delivery.path) {
          try? library.listedEntry(source: source, path: delivery.path)
        }
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
  var isMissing: Bool { content == nil }
}
