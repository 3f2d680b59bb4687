// Where what is delivered comes together: pages are stored as they come, some at once, and what came is counted.

import Articles
import Library
import Parsing

/// What one sync has brought so far. Its mirrors, one after another, add to it.
actor Intake {
  private let library: Library
  private let source: String
  private let report: @Sendable (SyncProgress) -> Void
  private var batch = Batch()
  /// How many pages the batch has, and the bytes of what is to be stored of them.
  private var batched = 0, batchedBytes = 0
  /// How many batches there were before it.
  private var batchesBefore = 0
  /// The batch before, until what came of it is counted: meanwhile pages go on coming in.
  private var storing: Task<Stored, any Error>?
  /// Whether it is still being stored.
  private var isStoring = false
  private var lastReported: ContinuousClock.Instant?
  private(set) var progress = SyncProgress()
  /// What was reported last.
  private var reported: SyncProgress?
  private var notes: [SyncNote] = [], failures: [MirrorFailure] = []
  /// Of the notes, how many are of mirrors before.
  private var notesBefore = 0
  /// Pages a mirror could not give, by their paths: another may. No note where they are listed, but not there.
  private var lacking: [String: (note: SyncNote?, mirror: Int64?)] = [:]
  /// Whether the mirror they come from was removed meanwhile.
  private(set) var lostMirror = false
  /// The mirror the versions are of, and the bytes that were moved before it.
  private var mirror: Int64?
  private var bytesBefore = 0
  /// Keeps how many bytes the mirror has moved so far.
  private var keepBytes: @Sendable (Int) -> Void = { _ in }

  /// Pages that are worth a transaction, and how long one waits for so many. What comes while a batch is stored makes
  /// the next one larger, up to the most: a large one costs less for each page.
  private static let enoughPages = 100, mostPages = 200, mostBytes = 4 * 1_048_576
  private static let longestWait = Duration.milliseconds(500)
  /// Reports come at most so often.
  private static let reportInterval = Duration.milliseconds(100)

  init(library: Library, source: String, report: @escaping @Sendable (SyncProgress) -> Void) {
    (self.library, self.source, self.report) = (library, source, report)
  }

  /// From here on, things come from this mirror. What it has moved is kept with what it has brought: a sync that is
  /// killed has cost that, too.
  func begin(_ mirror: MirrorRecord?, keepBytes: @escaping @Sendable (Int) -> Void) {
    self.mirror = mirror?.id
    self.keepBytes = keepBytes
    lostMirror = false
    notesBefore = notes.count
    bytesBefore = progress.bytes
    progress.mirror = mirror?.address ?? ""
    progress.done = 0
    progress.total = 0
    tell()
  }

  /// So many files are to come.
  func expect(_ count: Int) { progress.total += count }

  func note(_ notes: [SyncNote]) { self.notes += notes }

  func failed(_ failure: MirrorFailure) { failures.append(failure) }

  /// Stores listings at once: what follows depends on them.
  func take(listings: Batch, count: Int, traffic: Int) throws {
    add(try library.store(listings, source: source, mirror: mirror, reading: readingVersion))
    progress.done += count
    moved(traffic)
  }

  /// Takes a page in; it is stored with others, soon.
  func take(_ page: ReadPage, traffic: Int) async throws {
    if let draft = page.draft {
      batch.articles.append(draft)
      batchedBytes += draft.size
    }
    batch.files[page.path] = page.state
    if let version = page.version { batch.versions[page.path] = version }
    // A page that came: what a mirror before said of it holds no more.
    if page.draft != nil { lacking[page.path] = nil }
    if let note = page.note {
      if case .source = note.problem { lacking[page.path] = (note, mirror) } else { notes.append(note) }
    }
    if page.isMissing { lacking[page.path] = (nil, mirror) }
    batched += 1
    progress.done += 1
    if batched == 1 { storeSoon() }
    if isDue { try await storeBatch() }
    moved(traffic)
  }

  /// Stores what has come.
  func flush() async throws {
    try await endStoring()
    if batched > 0 { try await storeBatch() }
    try await endStoring()
  }

  private var isDue: Bool {
    if batched >= Intake.mostPages || batchedBytes >= Intake.mostBytes { return true }
    return !isStoring && batched >= Intake.enoughPages
  }

  /// Has the batch that begins stored in a while, whether more comes or not: a line may be silent for long.
  private func storeSoon() {
    let number = batchesBefore
    Task {
      try await Task.sleep(for: Intake.longestWait)
      guard number == batchesBefore else { return }
      // What stands in the way is told by who stores next.
      try await storeBatch()
      try await endStoring()
    }
  }

  /// Begins to store what has come, when what came before is stored.
  private func storeBatch() async throws {
    try await endStoring()
    // While one waited, another may have begun.
    guard batched > 0, storing == nil else { return }
    let full = batch, library = library, source = source, mirror = mirror
    (batch, batched, batchedBytes) = (Batch(), 0, 0)
    batchesBefore += 1
    isStoring = true
    storing = Task.detached {
      let result = Result {
        try library.store(full, source: source, mirror: mirror, reading: readingVersion)
      }
      await self.hasStored()
      return try result.get()
    }
  }

  private func hasStored() { isStoring = false }

  private func endStoring() async throws {
    while let task = storing {
      let stored = try await task.value
      guard storing == task else { continue }
      storing = nil
      add(stored)
      keepBytes(progress.bytes - bytesBefore)
      lastReported = nil
    }
  }

  /// The mirror is done with.
  func finish(traffic: Int) async throws {
    try await flush()
    moved(traffic)
    report(progress)
  }

  /// What came of the sync: one note stands for all pages that are listed, but not there.
  var result: SyncReport {
    SyncReport(progress: progress, notes: notes + pageNotes { _ in true }, failures: failures)
  }

  /// What the mirror that was asked last could not give.
  var lastNotes: [SyncNote] { notes.dropFirst(notesBefore) + pageNotes { $0 == mirror } }

  /// The notes about pages of some mirrors.
  private func pageNotes(of isWanted: (Int64?) -> Bool) -> [SyncNote] {
    let wanted = lacking.filter { isWanted($0.value.mirror) }
    let single = wanted.values.compactMap(\.note).sorted { $0.path < $1.path }
    let gone = wanted.filter { $0.value.note == nil }.keys
    return single + (gone.min().map { [SyncNote($0, .missing(others: gone.count - 1))] } ?? [])
  }

  /// Whether pages that are listed were not there, or could not be had.
  var lacksPages: Bool { !lacking.isEmpty }

  private func add(_ stored: Stored) {
    if stored.lostMirror { lostMirror = true }
    progress.new += stored.new
    progress.changed += stored.changed
    notes += stored.refused.map { SyncNote($0, .identityTaken) }
  }

  /// The mirror has moved so many bytes.
  func moved(_ bytes: Int) {
    progress.bytes = bytesBefore + bytes
    tell()
  }

  private func tell() {
    if progress == reported { return }
    let now = ContinuousClock.now
    if let lastReported, now - lastReported < Intake.reportInterval { return }
    lastReported = now
    reported = progress
    report(progress)
  }
}

/// A page that was delivered, read.
struct ReadPage: Sendable {
  var path: String
  var state: FileState?
  var version: String?
  var draft: ArticleDraft?
  var note: SyncNote?
  var isMissing = false
  /// What it says, where that is new.
  var document: Document?
}
