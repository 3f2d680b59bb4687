// Sync brings a source up to date: it asks a tree what it holds, reads what changed and stores it. This
// file and `Tree` are the whole API.
//
// Sync knows trees, pages and the library. It must not know the reader's state, screens or marks.

import Articles
package import Library
package import Parsing

/// How far a sync has got.
package struct SyncProgress: Hashable, Sendable {
  /// Files looked at so far, of how many.
  package var done = 0, total = 0
  /// Articles that were new, and that changed.
  package var new = 0, changed = 0
}

/// What came of a sync.
package struct SyncReport: Hashable, Sendable {
  /// How far it came, and what it stored.
  package var progress = SyncProgress()
  /// What could not be read; the rest was.
  package var notes: [SyncNote] = []
}

/// A file that had to be left out, and why.
package struct SyncNote: Hashable, Sendable, CustomStringConvertible {
  /// Why.
  package enum Problem: Hashable, Sendable, CustomStringConvertible {
    /// It is no page that can be read.
    case page(ParsingError)
    /// The system does not give its bytes.
    case unreadable(reason: String)
    /// Its name is not UTF-8, or holds what the gate takes out.
    case name
    /// It is in folders within folders, more than a mirror has.
    case tooDeep
    /// Another article has the identity its path makes.
    case identityTaken

    package var description: String {
      switch self {
      case .page(let error): error.description
      case .unreadable(let reason): reason
      case .name: "a file of this name is not read"
      case .tooDeep: "a folder this deep is not read"
      case .identityTaken: "its identity is taken by another article; it was not stored"
      }
    }
  }

  /// The file's path in the tree, cleaned.
  package var path: String
  /// Why it was left out.
  package var problem: Problem

  /// A note about the file at a path.
  package init(_ path: String, _ problem: Problem) { (self.path, self.problem) = (cleanLine(path), problem) }

  package var description: String { "\(path): \(problem)" }
}

/// Why a source could not be brought up to date.
package enum SyncError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The address is none that Kanbao reads.
  case unknownAddress(String)
  /// The folder is not there or cannot be read.
  case unreadable(String, reason: String)
  /// The folder holds no mirror.
  case noMirror(String)
  /// Another process is syncing this library.
  case busy

  package var description: String {
    switch self {
    case .unknownAddress(let address):
      "\(address) is no folder; give the path of a folder that holds a mirror"
    case .unreadable(let path, let reason):
      "\(path) cannot be read: \(reason); check the path and the permissions"
    case .noMirror(let path):
      "\(path) holds no mirror: there is neither README.md nor a page in a folder below"
    case .busy: "another process is syncing this library; try again when it is done"
    }
  }
}

/// Brings sources up to date, one at a time.
package actor SyncEngine {
  private let library: Library
  /// Articles stored at once.
  private static let batchSize = 200

  /// Syncs into a library.
  package init(library: Library) { self.library = library }

  /// Brings the source whose key is `source` up to date from a tree.
  ///
  /// Files that have not changed are not read; what was read is stored in batches, each whole, so a sync
  /// that is killed goes on from there the next time.
  /// - Throws: `SyncError` when the tree cannot be read, `LibraryError` when it cannot be stored.
  package func sync(
    _ source: String, from tree: any Tree, report: @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws -> SyncReport {
    let listing = try tree.files()
    var run = SyncRun(
      source: source, tree: tree, known: try library.fileStates(source: source, reading: readingVersion))
    run.report.notes += listing.notes
    let files = listing.files.filter { run.known[$0.path]?.isSame(as: $0) != true }
    run.report.progress.total = files.count
    let lists = files.filter { pageKind(ofPath: $0.path) != .article }
    try store(lists.sorted { run.isBefore($0, $1) }, &run)
    let pages = run.inOrderOfArrival(
      files.filter { pageKind(ofPath: $0.path) == .article }, listed: try library.listedPaths(source: source))
    try await storePages(pages, &run, report: report)
    try library.setReading(readingVersion, of: source)
    return run.report
  }

  /// The front page, then the indexes it names.
  private func store(_ files: [TreeFile], _ run: inout SyncRun) throws {
    guard !files.isEmpty else { return }
    var batch = Batch()
    for file in files { run.readListing(file, into: &batch) }
    run.add(try library.store(batch, source: run.source))
    run.report.progress.done += files.count
  }

  /// Pages in batches; while one is stored the next is read.
  private func storePages(
    _ pages: [TreeFile], _ run: inout SyncRun, report: @Sendable (SyncProgress) -> Void
  ) async throws {
    let batches = stride(from: 0, to: pages.count, by: SyncEngine.batchSize).map {
      Array(pages[$0..<min($0 + SyncEngine.batchSize, pages.count)])
    }
    var next = batches.first.map { [run] batch in Task { await run.read(batch) } }
    defer { next?.cancel() }
    for index in batches.indices {
      guard let pages = await next?.value else { return }
      next = index + 1 < batches.count ? Task { [run] in await run.read(batches[index + 1]) } : nil
      try Task.checkCancellation()
      var batch = Batch()
      for page in pages { run.take(page, into: &batch) }
      run.add(try library.store(batch, source: run.source))
      run.report.progress.done += pages.count
      report(run.report.progress)
    }
  }
}
