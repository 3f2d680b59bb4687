// Listings beyond those that the front page names: the further pages of an index, and what stands in for a front page
// that lists nothing. A tree may be hostile: each is asked for once in a pass, and no more than some.

import Articles
import Library
import Parsing

extension Pass {
  /// Further indexes that are read in one round, for all categories.
  private static let mostFurther = 200

  /// The indexes that an index leads to and the front page does not name.
  func leads(of page: IndexPage) throws -> [String] {
    let named = Set(try library.indexPaths(source: source))
    return page.links.map(\.address).filter { path in
      pageKind(ofPath: path) == .index && isSound(path) && !named.contains(path)
    }
  }

  /// Reads the indexes that those of categories lead on to. What they list belongs to the first category that leads
  /// there, below what that lists itself; what was listed before stays below.
  func followLeads(in round: inout ListingRound) async throws {
    var asked = Set(round.leads.map(\.category))
    let order = try round.leads.isEmpty ? [] : library.indexPaths(source: source)
    for category in order {
      guard let paths = round.leads.first(where: { $0.category == category })?.paths else { continue }
      var further = Further()
      var waiting = paths
      while !waiting.isEmpty, asked.count < Pass.mostFurther {
        try Task.checkCancellation()
        if let allowance, tree.traffic > allowance / 2 {
          // The other half is for what is new.
          (further.isWhole, further.lacksSome) = (false, true)
          break
        }
        let wave = waiting.filter { asked.insert($0).inserted }.prefix(Pass.mostFurther)
        waiting = []
        for page in try await read(Array(wave), into: &further, in: &round) {
          further.entries += page.entries
          waiting += try leads(of: page)
        }
      }
      try await add(further, to: category, in: &round.batch)
    }
  }

  /// Further indexes that have changed, read, in the order asked for.
  private func read(
    _ paths: [String], into further: inout Further, in round: inout ListingRound
  ) async throws -> [IndexPage] {
    let states = try states(at: paths), versions = try versions(at: paths)
    let wanted = paths.map { Wanted($0, known: states[$0], version: versions[$0]) }
    let deliveries: [Delivery]
    do {
      deliveries = try await gathered(wanted, in: &round)
    } catch let error as SyncError {
      // What the front page names can be had all the same.
      await intake.note([SyncNote(paths.first ?? "", .source(error))])
      (further.isWhole, further.lacksSome) = (false, true)
      return []
    }
    var pages: [String: IndexPage] = [:]
    for delivery in deliveries {
      let path = delivery.path, known = states[path]
      switch delivery.outcome {
      case .content(let bytes, let version):
        pages[path] = try? parseIndex(bytes, path: path, of: mirror?.address)
        let state = state(of: ContentID(of: bytes), known: known)
        if state.content != known?.content { further.files[path] = state }
        further.versions[path] = version
      case .failed(let error) where !error.isLasting, .failedAmongOthers(let error):
        further.lacksSome = true
        await intake.note([SyncNote(path, .source(error))])
      default: await noteLack(of: delivery, known: known, in: &round.batch)
      }
    }
    if pages.count < paths.count { further.isWhole = false }
    return paths.compactMap { pages[$0] }
  }

  private func add(_ further: Further, to category: String, in batch: inout Batch) async throws {
    if further.lacksSome {
      // They are found by the index that leads to them: it is read again at the next sync.
      batch.files[category] = nil
      batch.versions[category] = nil
    } else {
      batch.files.merge(further.files) { $1 }
      batch.versions.merge(further.versions) { $1 }
    }
    let place = batch.listings.firstIndex { $0.path == category }
    var entries = place.map { batch.listings[$0].entries } ?? []
    let before = try library.listing(source: source, path: category) ?? []
    let known = Set(further.isWhole ? [] : before)
    let new = further.entries.filter { !known.contains($0.path) }
    var listed = Set(entries.map(\.path))
    entries += (new + before.map { IndexPage.Entry(title: "", path: $0) }).filter {
      listed.insert($0.path).inserted
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

  /// Where those stand that `README.md` does not name: as books have it, in another language, as sites have it.
  private static let others = [
    "SUMMARY.md", "README.zh-CN.md", "README.zh-TW.md", "README.zh.md", "index.md",
  ]

  /// Reads what lists where the front page does not: each is asked for once for each front page, and the one that lists
  /// at every sync. Returns whether there is one.
  /// - Parameters:
  ///   - page: The front page, where it is new.
  ///   - mayAsk: Whether others may be asked for: where it listed before, it is being mended.
  func readOthers(insteadOf page: FrontPage?, mayAsk: Bool) async throws -> Bool {
    let states = try states(at: Pass.others), versions = try versions(at: Pass.others)
    let listing = Pass.others.first { states[$0]?.content != nil }
    var round = ListingRound()
    if let page, !page.categories.isEmpty {
      guard let listing else { return false }
      round.batch.files[listing] = state(of: nil, known: states[listing])
      try await intake.take(listings: round.batch, count: 0, traffic: tree.traffic)
      return false
    }
    let isAsked = mayAsk && page != nil
    var isListed = false
    for path in Pass.others where listing.map({ $0 == path }) ?? isAsked {
      let known = states[path]
      let wanted = Wanted(path, known: known, version: versions[path])
      guard case .content(let bytes, let version)? = try await outcome(of: wanted, in: &round) else {
        isListed = isListed || known?.content != nil
        continue
      }
      let state = state(of: ContentID(of: bytes), known: known)
      guard var other = try? parseFrontPage(bytes, of: mirror?.address), !other.categories.isEmpty else {
        continue
      }
      isListed = true
      guard state.content != known?.content else { break }
      try rename(&other)
      guard try await take(other, into: &round) else { break }
      round.batch.files[path] = state
      round.batch.versions[path] = version
      break
    }
    if round.asked > 0 {
      try await intake.take(listings: round.batch, count: round.asked, traffic: tree.traffic)
    }
    return isListed
  }

  /// What came of a file that need not be there.
  private func outcome(of wanted: Wanted, in round: inout ListingRound) async throws -> Delivery.Outcome? {
    do {
      return try await gathered([wanted], in: &round).first?.outcome
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
    guard let document = try? parseArticle(bytes, path: path), document.blocks.contains(where: \.isProse)
    else {
      return false
    }
    var page = page, batch = Batch()
    page.categories = [.init(group: "", name: page.title.isEmpty ? document.title : page.title, path: path)]
    batch.frontPage = page
    batch.listings = [(path, [IndexPage.Entry(title: document.title, path: path)])]
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

/// What the indexes brought that one of a category leads on to.
private struct Further {
  var entries: [IndexPage.Entry] = []
  var files: [String: FileState] = [:], versions: [String: String] = [:]
  /// Whether all of them are new: otherwise what was listed before stays in its order.
  var isWhole = true
  /// Whether some could not be had now that may be had later.
  var lacksSome = false
}

extension Block {
  /// Whether it is text to read, and not a row of links or a notice of a few words.
  fileprivate var isProse: Bool {
    guard case .paragraph(let spans) = self else { return false }
    return spans.contains { span in
      span.target == nil && (span.text.utf8.count >= 100 || span.text.contains { "。！？".contains($0) })
    }
  }
}
