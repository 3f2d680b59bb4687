// The bare repository that holds what was fetched of a source: how it is made, mended, kept small, filled and read.

import Foundation
import Library
import Parsing

/// Fetches into one bare repository, and reads it.
actor GitRepository {
  /// How much of the history and of the contents a server makes one take.
  enum Way: String {
    /// The last commit, and of its contents those asked for.
    case pages
    /// The last commit with all its contents: the server knows no filters.
    case contents
    /// Everything: the server is a plain web server.
    case history
  }

  /// The address that was given, and the one it has led to.
  let given: GitAddress
  private(set) var address: GitAddress
  private let moved: (@Sendable () async throws -> String)?
  let folder: String
  let settings: SourceSettings
  let patience: Int
  let meter: ByteMeter
  /// The tip that was listed last, and the contents of its files by their paths, once they were asked for.
  private var tip: String?
  private var contents: [String: ContentID] = [:]
  private var knowsAll = false
  /// The contents that are here; nil before it was asked.
  var here: Set<ContentID>?
  /// The pages to be fetched together with the first that is wanted of them, and those that may come along.
  private var together: Set<String> = []
  private var expected: [String] = []

  /// How many contents are asked for next.
  private var portion = GitPortion(of: 0, isCounted: true)
  /// How fast came what was fetched last, from the moment it was asked for.
  private var bytesPerSecond: Double?
  /// Packs from which on the repository is made small again.
  static let mostPacks = 48
  static let reference = "refs/kanbao/tip"

  init(
    address: GitAddress, settings: SourceSettings, folder: String, patience: Int, meter: ByteMeter,
    moved: (@Sendable () async throws -> String)?
  ) {
    (given, self.address, self.moved) = (address, address, moved)
    (self.settings, self.folder) = (settings, folder)
    (self.patience, self.meter) = (patience, meter)
  }

  /// The same, which waits for a server a third as long.
  nonisolated var hastened: GitRepository {
    GitRepository(
      address: given, settings: settings, folder: folder, patience: max(1, patience / 3), meter: meter,
      moved: moved)
  }

  // MARK: What it holds

  /// Fetches the last commit and lists it: what changed since `known`, where that is still here.
  func listing(since known: String?) async throws -> TreeListing {
    let held = try await prepare()
    do {
      return try await following { try await list(since: known, held: held) }
    } catch let error as SyncError {
      guard held != nil, try await isDamaged(after: error) else { throw error }
      // Whatever ails the folder, it is only a cache.
      try await create()
      return try await following { try await list(since: nil, held: nil) }
    }
  }

  /// Does something with the server; where that says that the repository is elsewhere now, there. git itself would
  /// follow to any host, with all it is told for this one.
  func following<Value>(_ work: () async throws -> Value) async throws -> Value {
    do {
      return try await work()
    } catch let error as SyncError {
      guard case .status(300...399, _) = error, let moved, address == given else { throw error }
      address = try await address.moved(to: moved())
      return try await work()
    }
  }

  private func list(since known: String?, held: String?) async throws -> TreeListing {
    let before = way
    var listing = try await held == nil && known == nil ? listAll() : listNews(since: known, held: held)
    tip = listing.tip
    (contents, knowsAll, together, expected) = ([:], false, [], [])
    if let held, let tip, try await isRewritten(from: held, to: tip) {
      listing.notes.append(SyncNote(address.shown, .rewrittenHistory))
    }
    if held == nil || way != before, way != .pages, address.path == nil {
      listing.notes.append(SyncNote(address.shown, way == .history ? .wholeHistory : .allContents))
    }
    remember(listing)
    return listing
  }

  /// Fetches the commit that is there now and lists it, where nothing is known of any.
  private func listAll() async throws -> TreeListing {
    try await fetchTip()
    async let all = tree(of: GitRepository.reference)
    let tip = try await currentTip()
    forgetOldEnds(before: tip)
    return try await TreeListing(.whole, all.files, notes: all.notes, tip: tip)
  }

  /// The changes since `known`, where that is still here, or all.
  private func listNews(since known: String?, held: String?) async throws -> TreeListing {
    let tip = try await newTip(held)
    if let changes = try await changes(from: known, to: tip) { return changes }
    let all = try await tree(of: tip)
    return TreeListing(.whole, all.files, notes: all.notes, tip: tip)
  }

  /// The commit that is there now, fetched unless it is the one that is held.
  private func newTip(_ held: String?) async throws -> String {
    let offered = held == nil ? nil : try await offeredTip
    if let held, offered == held { return held }
    try await fetchTip(offered)
    let tip = try await currentTip()
    forgetOldEnds(before: tip)
    return tip
  }

  private func changes(from known: String?, to tip: String) async throws -> TreeListing? {
    guard let known, ContentID(hexadecimal: Array(known.utf8)) != nil else { return nil }
    if known == tip { return TreeListing(.changes, tip: tip) }
    let (ending, bytes) = try await local.output(["diff-tree", "-r", "-z", "--no-renames", known, tip])
    guard ending.isSuccess else { return nil }
    let changes = GitListing(changes: bytes)
    return TreeListing(.changes, changes.files, notes: changes.notes, tip: tip)
  }

  private func tree(of tip: String) async throws -> GitListing {
    let (ending, bytes): (Git.Ending, [UInt8])
    do {
      (ending, bytes) = try await local.output(["ls-tree", "-r", "-z", tip])
    } catch SyncError.tooLarge(_, let limit) {
      throw SyncError.tooLarge(address.shown, limit: limit)
    }
    guard ending.isSuccess else { throw failure(ending).error }
    return GitListing(tree: bytes)
  }

  private func currentTip() async throws -> String {
    let name = GitRepository.reference + "^{commit}"
    let (ending, bytes) = try await local.output(["rev-parse", "-q", "--verify", name])
    let word = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    guard ending.isSuccess, ContentID(hexadecimal: Array(word.utf8)) != nil else {
      throw failure(ending).error
    }
    return word
  }

  /// Keeps the contents of a listing, and which of them are fetched together: all listings of pages; and where only
  /// changes are told, and not so many that the newest of them had better come first, all of them, for what changes on a
  /// mirror is news. Where some categories alone are chosen, nothing is fetched but what is asked for.
  private func remember(_ listing: TreeListing) {
    for file in listing.files { contents[file.path] = file.content }
    knowsAll = listing.extent == .whole
    guard settings.categories.isAll else { return }
    let paths = listing.files.map(\.path)
    if listing.extent == .changes, paths.count <= GitPortion.least {
      together = Set(paths)
    } else {
      together = Set(paths.filter { [.frontPage, .index].contains(pageKind(ofPath: $0)) })
    }
  }

  /// Keeps which pages will most likely be asked for.
  func expect(_ paths: [String]) { if settings.dailyBudget == nil { expected = paths } }

  /// What comes along with the first of `together`: the pages expected, as many as come soon, for to ask for the listings
  /// alone costs as much as some pages.
  private var companions: [String] {
    let soon = GitPortion.soon(of: expected.count, bytesPerSecond: bytesPerSecond)
    return Array(expected.prefix(max(soon, GitRepository.fewestExpected)))
  }

  /// Pages that come in about the time it takes to ask.
  private static let fewestExpected = 16

  // MARK: Delivering

  /// Fetches what is not here of the files, many at once, and delivers them. A damaged folder is made anew, for the next
  /// time.
  func deliver(_ wanted: [Wanted], to take: @escaping @Sendable (Delivery) async throws -> Void) async throws
  {
    guard !wanted.isEmpty else { return }
    do {
      try await fetchAndDeliver(wanted, to: take)
    } catch let error as SyncError {
      if try await isDamaged(after: error) { try await create() }
      throw error
    }
  }

  private func fetchAndDeliver(
    _ wanted: [Wanted], to take: @escaping @Sendable (Delivery) async throws -> Void
  ) async throws {
    try await know(wanted.map(\.path))
    for path in wanted.map(\.path) where contents[path] == nil { try await take(Delivery(path, .missing)) }
    let known = wanted.compactMap { file in contents[file.path].map { (path: file.path, content: $0) } }
    let git = local, isCounted = settings.dailyBudget != nil
    portion = GitPortion(of: known.count, isCounted: isCounted, bytesPerSecond: bytesPerSecond)
    var rest = known[...]
    var part = portion.next(of: &rest)
    // What is here of the first is taken in while the others come.
    let here = here ?? [], ready = part.filter { here.contains($0.content) }
    if ready.isEmpty {
      try await fetch(part)
    } else {
      rest = (part.filter { !here.contains($0.content) } + rest)[...]
      part = ready
    }
    while !part.isEmpty {
      let next = portion.next(of: &rest)
      // What has come is taken in while the next comes, and also where that does not. What is counted comes when it is known
      // what there was before it.
      async let ahead = isCounted ? .success(true) : asked(for: next)
      try await GitContents(git: git).deliver(part, to: take)
      if try await !ahead.get() { try await fetchAll() }
      if isCounted { try await fetch(next) }
      part = next
    }
  }

  /// Has the contents known of paths that no change told.
  private func know(_ paths: [String]) async throws {
    guard !knowsAll, let tip, paths.contains(where: { contents[$0] == nil }) else { return }
    for file in try await tree(of: tip).files { contents[file.path] = file.content }
    knowsAll = true
  }

  private typealias Part = [(path: String, content: ContentID)]

  private func fetch(_ part: Part) async throws {
    if try await !ask(for: part) { try await fetchAll() }
  }

  private func asked(for part: Part) async -> Result<Bool, any Error> {
    do { return .success(try await ask(for: part)) } catch { return .failure(error) }
  }

  /// Fetches what is not here of some files, and what belongs to it. Returns whether the server lets one ask for that.
  private func ask(for part: Part) async throws -> Bool {
    let begin = SuspendingClock.now
    var fetched = part.count
    defer { portion.took(SuspendingClock.now - begin, for: fetched) }
    guard way == .pages, !part.isEmpty else { return true }
    var wants = part.map(\.content)
    let isTogether = part.contains { together.contains($0.path) }
    if isTogether { wants += (Array(together) + companions).compactMap { contents[$0] } }
    let missing = try await missing(among: wants)
    fetched = missing.count
    guard !missing.isEmpty else { return true }
    let lines = missing.map { $0.hexadecimal + "\n" }.joined()
    var git = remote
    git.configuration += filtered + [("fetch.negotiationAlgorithm", "noop")]
    let ending = try await fetch(
      git, ["--filter=blob:none", "--stdin", "origin"], input: Array(lines.utf8))
    meter.add(50 * missing.count)
    if ending.isSuccess {
      here?.formUnion(missing)
      if isTogether { (together, expected) = ([], []) }
      return true
    }
    if isTogether, !expected.isEmpty {
      // For the sake of what nobody asked for nothing fails.
      expected = []
      return try await ask(for: part)
    }
    let failure = failure(ending)
    guard failure.refusesObjects else { throw failure.error }
    return false
  }

  /// What sends no contents by themselves sends what its branches hold, but nothing that belongs to a commit which is
  /// here: the repository is made anew, so nothing may be read in it meanwhile.
  /// - Throws: `SyncError.replaced` where another commit is current by now: what was listed may be there no more.
  private func fetchAll() async throws {
    if let tip, try await hasMoved(from: tip) { throw SyncError.replaced(address.shown) }
    try await create()
    try set(.contents)
    try await fetchTip()
  }

  /// The contents that are not here, each once.
  private func missing(among contents: [ContentID]) async throws -> [ContentID] {
    if here == nil { here = try await listed() }
    var seen = here ?? []
    return contents.filter { seen.insert($0).inserted }
  }

  /// All that is here. To ask for each content that is wanted would have git look for new packs at every one that is not.
  private func listed() async throws -> Set<ContentID> {
    let (ending, bytes) = try await local.output([
      "cat-file", "--batch-all-objects", "--batch-check=%(objectname)", "--buffer",
    ])
    guard ending.isSuccess else { throw failure(ending).error }
    return Set(bytes.split(separator: 10).compactMap { ContentID(hexadecimal: $0) })
  }

  // MARK: Fetching

  /// Fetches the last commit the way the server is known to allow, or else finds out which it does. By its id, where
  /// that is known, it is had without asking for names.
  private func fetchTip(_ id: String? = nil) async throws {
    var id = id
    while true {
      let ending = try await fetchTipOnce(id)
      if way == .pages, ending.messages.contains(where: { $0.contains("filtering not recognized") }) {
        try set(.contents)
      }
      if ending.isSuccess { return }
      let failure = failure(ending)
      if id != nil, failure.refusesObjects {
        // The branch has moved on since it was looked at.
        id = nil
      } else if failure.lacksShallow, way != .history {
        try set(.history)
      } else {
        throw failure.error
      }
    }
  }

  private func fetchTipOnce(_ id: String?) async throws -> Git.Ending {
    var git = remote
    let name: String
    if let id, way != .history { name = id } else { name = try await head }
    var arguments = ["--force", "origin", "+\(name):" + GitRepository.reference]
    if way == .pages {
      git.configuration += filtered
      arguments.insert("--filter=blob:none", at: 0)
    }
    if way != .history { arguments.insert("--depth=1", at: 0) }
    let before = way == .history ? diskUse : 0
    let ending = try await fetch(git, arguments)
    if way == .history { meter.add(max(0, diskUse - before)) }
    return ending
  }

  /// The branch that is read: the one that is current there. A bundle may have none such.
  private var head: String {
    get async throws {
      guard address.isFile else { return "HEAD" }
      let (ending, bytes) = try await local.output(["bundle", "list-heads", address.text])
      guard ending.isSuccess else { throw failure(ending).error }
      let names = String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap {
        $0.split(separator: " ").last.map(String.init)
      }
      let usual = ["HEAD", "refs/heads/main", "refs/heads/master"]
      guard let name = usual.first(where: names.contains) ?? names.first else {
        throw SyncError.noMirror(address.shown)
      }
      return name
    }
  }

  private func fetch(_ git: Git, _ arguments: [String], input: [UInt8] = []) async throws -> Git.Ending {
    let meter = meter, before = meter.bytes, begin = SuspendingClock.now
    var git = git
    git.variables.merge(try await sshVariables) { $1 }
    defer {
      meter.endPack()
      let time = (SuspendingClock.now - begin) / .seconds(1)
      if meter.bytes > before { bytesPerSecond = Double(meter.bytes - before) / time }
    }
    let ending = try await git.run(
      ["fetch", "--progress", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"] + arguments,
      input: input, progress: { meter.read($0) })
    if ending.isSuccess { meter.add(costOfAsking) }
    return ending
  }

  func failure(_ ending: Git.Ending) -> GitFailure {
    GitFailure(address: address, ending: ending, patience: patience, hadBegun: meter.bytes > 0)
  }
}
