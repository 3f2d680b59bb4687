// The bare repository that holds what was fetched of a source: how it is made, mended, kept small, filled and read.

import Foundation
import Library
import Parsing

/// Fetches into one bare repository, and reads it.
actor GitRepository {
  /// How much of the history and of the contents a server makes one take.
  enum Way: String, CaseIterable {
    /// The last commit, and of its contents those asked for.
    case pages
    /// The last commit with all its contents: the server knows no filters.
    case contents
    /// Everything: the server is a plain web server.
    case history
  }

  let address: GitAddress
  private let folder: String
  private let settings: SourceSettings
  private let patience: Int
  private let meter: ByteMeter
  /// The tip that was listed last, and the contents of its files by their paths, once they were asked for.
  private var tip: String?
  private var contents: [String: ContentID] = [:]
  private var knowsAll = false
  /// The pages to be fetched together with the first that is wanted of them.
  private var together: [Set<String>] = []

  /// Contents asked for in one request at most: a line that is cut loses no more, and the newest come first.
  private static let mostWants = 1000
  /// Packs from which on the repository is made small again.
  private static let mostPacks = 48
  private static let reference = "refs/kanbao/tip"

  init(
    address: GitAddress, settings: SourceSettings, folder: String, patience: Int, meter: ByteMeter
  ) {
    (self.address, self.settings, self.folder) = (address, settings, folder)
    (self.patience, self.meter) = (patience, meter)
  }

  // MARK: What it holds

  /// Fetches the last commit and lists it: what changed since `known`, where that is still here.
  func listing(since known: String?) async throws -> TreeListing {
    let isNew = try await prepare()
    do {
      return try await list(since: known, isNew: isNew)
    } catch let error as SyncError where !isNew && error.mayBeOurs {
      // Whatever ails the folder, it is only a cache.
      try await create()
      return try await list(since: nil, isNew: true)
    }
  }

  private func list(since known: String?, isNew: Bool) async throws -> TreeListing {
    let before = way
    try await fetchTip(isNew: isNew)
    let tip = try await currentTip()
    self.tip = tip
    forgetOldEnds(before: tip)
    (contents, knowsAll, together) = ([:], false, [])
    var listing = try await changes(from: known, to: tip)
    if listing == nil {
      let all = try await tree(of: tip)
      listing = TreeListing(.whole, all.files, notes: all.notes, tip: tip)
    }
    guard var listing else { return TreeListing(.unknown) }
    if isNew || way != before, way != .pages, address.path == nil {
      listing.notes.append(SyncNote(address.shown, way == .history ? .wholeHistory : .allContents))
    }
    remember(listing)
    return listing
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
    let (ending, bytes) = try await local.output(["ls-tree", "-r", "-z", tip])
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
  /// changes are told, all of them, for what changes on a mirror is news.
  private func remember(_ listing: TreeListing) {
    for file in listing.files { contents[file.path] = file.content }
    knowsAll = listing.extent == .whole
    let listings = Set(listing.files.map(\.path).filter { pageKind(ofPath: $0) != .article })
    if listing.extent == .changes, listing.files.count <= GitRepository.mostWants {
      together = [Set(listing.files.map(\.path))]
    } else {
      together = [listings]
    }
  }

  // MARK: Delivering

  /// Fetches what is not here of the files, a thousand at once, and delivers them.
  func deliver(_ wanted: [Wanted], to take: @escaping @Sendable (Delivery) async throws -> Void) async throws
  {
    guard !wanted.isEmpty else { return }
    try await know(wanted.map(\.path))
    for path in wanted.map(\.path) where contents[path] == nil { try await take(Delivery(path, .missing)) }
    let known = wanted.compactMap { file in contents[file.path].map { (path: file.path, content: $0) } }
    for start in stride(from: 0, to: known.count, by: GitRepository.mostWants) {
      let part = Array(known[start..<min(start + GitRepository.mostWants, known.count)])
      try await fetch(contentsFor: part)
      try await GitContents(git: local).deliver(part, to: take)
    }
  }

  /// Has the contents known of paths that no change told.
  private func know(_ paths: [String]) async throws {
    guard !knowsAll, let tip, paths.contains(where: { contents[$0] == nil }) else { return }
    for file in try await tree(of: tip).files { contents[file.path] = file.content }
    knowsAll = true
  }

  private func fetch(contentsFor part: [(path: String, content: ContentID)]) async throws {
    guard way == .pages else { return }
    var wants = part.map(\.content)
    if let group = together.firstIndex(where: { group in part.contains { group.contains($0.path) } }) {
      wants += together.remove(at: group).compactMap { contents[$0] }
    }
    let missing = try await missing(among: wants)
    guard !missing.isEmpty else { return }
    let lines = missing.map { $0.hexadecimal + "\n" }.joined()
    var git = remote
    git.configuration += filtered + [("fetch.negotiationAlgorithm", "noop")]
    let ending = try await fetch(
      git, ["--filter=blob:none", "--stdin", "origin"], input: Array(lines.utf8))
    meter.add(50 * missing.count)
    guard !ending.isSuccess else { return }
    let failure = failure(ending)
    guard failure.refusesObjects else { throw failure.error }
    // It sends what its branches hold, and nothing by itself.
    set(.contents)
    try await fetchTip(isNew: false)
  }

  /// The contents that are not here.
  private func missing(among contents: [ContentID]) async throws -> [ContentID] {
    let lines = contents.map { $0.hexadecimal + "\n" }.joined()
    let (ending, bytes) = try await local.output(["cat-file", "--batch-check"], input: Array(lines.utf8))
    guard ending.isSuccess else { throw failure(ending).error }
    var seen = Set<ContentID>()
    return bytes.split(separator: 10).compactMap { line in
      guard line.suffix(8).elementsEqual(" missing".utf8) else { return nil }
      return ContentID(hexadecimal: line.dropLast(8)).flatMap { seen.insert($0).inserted ? $0 : nil }
    }
  }

  // MARK: Fetching

  /// Fetches the last commit the way the server is known to allow, or else finds out which it does.
  private func fetchTip(isNew: Bool) async throws {
    while true {
      let ending = try await fetchTip()
      if way == .pages, ending.messages.contains(where: { $0.contains("filtering not recognized") }) {
        set(.contents)
      }
      if ending.isSuccess { return }
      let failure = failure(ending)
      guard failure.lacksShallow, way != .history else { throw failure.error }
      set(.history)
    }
  }

  private func fetchTip() async throws -> Git.Ending {
    var git = remote
    var arguments = ["--force", "origin", "+\(try await head):" + GitRepository.reference]
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
    let meter = meter
    var git = git
    git.variables.merge(try await sshVariables) { $1 }
    defer { meter.endPack() }
    return try await git.run(
      ["fetch", "--progress", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"] + arguments,
      input: input, progress: { meter.read($0) })
  }

  private func failure(_ ending: Git.Ending) -> GitFailure {
    GitFailure(address: address, ending: ending, patience: patience, hadBegun: meter.bytes > 0)
  }
}

// MARK: - git, for here and for there

extension GitRepository {
  /// git, for what is here: it never asks a server for what is missing.
  private var local: Git { Git(folder: folder) }

  /// git, for what is at the address.
  private var remote: Git {
    var git = Git(folder: folder)
    git.patience = patience
    git.configuration = [
      ("remote.origin.url", address.text), ("http.lowSpeedLimit", "10"),
      ("http.lowSpeedTime", "\(GitFailure.slowSeconds)"), ("http.userAgent", settings.userAgent),
    ]
    switch settings.proxy {
    case .environment: break
    case .none: git.configuration.append(("http.proxy", ""))
    case .address(let proxy): git.configuration.append(("http.proxy", proxy))
    }
    if !address.login.isEmpty, let host = address.server {
      git.configuration.append(("credential.\(host).helper", GitRepository.helper))
      git.variables = [
        "KANBAO_GIT_NAME": address.login.first ?? "",
        "KANBAO_GIT_PASSWORD": address.login.dropFirst().first ?? "",
      ]
    }
    for header in settings.headers { git.configuration.append(("http.extraHeader", header)) }
    if let file = settings.certificateAuthorities { git.configuration.append(("http.sslCAInfo", file)) }
    if address.path != nil {
      // A folder of this machine needs nobody's leave to be read in part.
      git.configuration.append(("remote.origin.uploadpack", "git -c uploadpack.allowFilter=true upload-pack"))
    }
    return git
  }

  /// What tells git the name and the password: from its environment, which nobody else can read.
  private static let helper = """
    !f() { test "$1" = get && printf 'username=%s\\npassword=%s\\n' "$KANBAO_GIT_NAME" "$KANBAO_GIT_PASSWORD"; }; f
    """

  /// How ssh is run: without questions, where the reader has not said how.
  private var sshVariables: [String: String] {
    get async throws {
      let environment = ProcessInfo.processInfo.environment
      guard address.isSSH, environment["GIT_SSH_COMMAND"] == nil, environment["GIT_SSH"] == nil,
        try await local.output(["config", "--get", "core.sshCommand"]).bytes.isEmpty
      else { return [:] }
      return ["GIT_SSH_COMMAND": "ssh -oBatchMode=yes"]
    }
  }

  /// What tells git that the server has what is missing here.
  private var filtered: [(key: String, value: String)] {
    [("remote.origin.promisor", "true"), ("remote.origin.partialclonefilter", "blob:none")]
  }
}

// MARK: - The folder

extension GitRepository {
  /// Makes the folder ready; true when the repository is new.
  private func prepare() async throws -> Bool {
    guard FileManager.default.fileExists(atPath: folder + "/HEAD") else {
      try await create()
      return true
    }
    removeLeftovers()
    let (ending, bytes) = try await local.output(["rev-parse", "-q", "--verify", GitRepository.reference])
    if !ending.isSuccess, !ending.messages.isEmpty {
      // It is no repository any more.
      try await create()
      return true
    }
    if packs > GitRepository.mostPacks, !bytes.isEmpty { try await makeSmall() }
    return bytes.isEmpty
  }

  /// Makes an empty repository, in place of any other.
  private func create() async throws {
    try? FileManager.default.removeItem(atPath: folder)
    try await initialise(folder)
  }

  private func initialise(_ path: String) async throws {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw SyncError.unreadable(cleanLine(path), reason: error.localizedDescription)
    }
    let (ending, _) = try await Git(folder: path).output([
      "init", "--quiet", "--bare", "--template=", "--initial-branch=kanbao",
    ])
    guard ending.isSuccess else { throw failure(ending).error }
  }

  /// What a git that was killed leaves lying. Only one process syncs a library.
  private func removeLeftovers() {
    let files = FileManager.default
    for place in ["", "/refs/kanbao", "/objects/pack"] {
      for name in (try? files.contentsOfDirectory(atPath: folder + place)) ?? []
      where name.hasSuffix(".lock") || name.hasPrefix("tmp_") {
        try? files.removeItem(atPath: "\(folder)\(place)/\(name)")
      }
    }
  }

  private var packs: Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/objects/pack")) ?? []
    return names.count { $0.hasSuffix(".pack") }
  }

  /// Keeps of the repository what the next fetch builds on: the last commit and its folders. The contents are in the
  /// library. Where the server sends all contents, it takes them for known: they stay.
  private func makeSmall() async throws {
    guard way == .pages else {
      var git = local
      git.configuration = [("gc.pruneExpire", "now"), ("gc.reflogExpire", "now")]
      _ = try await git.output(["gc", "--quiet"])
      return
    }
    let aside = folder + ".new"
    try? FileManager.default.removeItem(atPath: aside)
    try await initialise(aside)
    var git = Git(folder: aside)
    git.configuration =
      [
        ("remote.origin.url", folder),
        ("remote.origin.uploadpack", "git -c uploadpack.allowFilter=true upload-pack"),
      ] + filtered
    let name = GitRepository.reference
    let ending = try await git.run([
      "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--depth=1", "--filter=blob:none", "origin",
      "+\(name):\(name)",
    ])
    guard ending.isSuccess else { throw failure(ending).error }
    try? FileManager.default.removeItem(atPath: folder)
    guard rename(aside, folder) == 0 else {
      throw SyncError.unreadable(cleanLine(folder), reason: String(cString: strerror(errno)))
    }
  }

  /// The history ends at the tip. Every end that ever was would be told the server at every fetch, 52 bytes each.
  private func forgetOldEnds(before tip: String) {
    let file = folder + "/shallow"
    guard FileManager.default.fileExists(atPath: file) else { return }
    try? (tip + "\n").write(toFile: file, atomically: true, encoding: .utf8)
  }

  /// The bytes in the folder of objects.
  private var diskUse: Int {
    let objects = URL(filePath: folder + "/objects")
    let files = FileManager.default.enumerator(at: objects, includingPropertiesForKeys: [.fileSizeKey])
    return (files?.allObjects ?? []).reduce(0) { total, file in
      total + (((file as? URL).flatMap { try? $0.resourceValues(forKeys: [.fileSizeKey]).fileSize }) ?? 0)
    }
  }

  /// The way this server is known to allow, kept in the folder.
  private var way: Way {
    if address.isFile { return .history }
    let word = try? String(contentsOfFile: folder + "/kanbao-way", encoding: .utf8)
    return word.flatMap(Way.init) ?? .pages
  }

  private func set(_ way: Way) {
    try? way.rawValue.write(toFile: folder + "/kanbao-way", atomically: true, encoding: .utf8)
  }
}

extension SyncError {
  /// Whether it may come from what is in the repository's folder, and not from the server.
  fileprivate var mayBeOurs: Bool {
    if case .git = self { true } else { false }
  }
}
