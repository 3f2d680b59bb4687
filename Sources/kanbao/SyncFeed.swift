// What syncs tell the reader: this process' through a mailbox, another's through its lock file and the cache, which
// the kernel watches, as it does the marks of another reader of the same library. While nothing happens nothing is
// done; while much happens it is taken in at a pace.

import Library
import Reader
import Sync
import Terminal

/// Tells the reader of syncs, and of marks made elsewhere. Not `Sendable`: the event loop has it.
final class SyncFeed {
  /// Where this process' sync puts how far it has got.
  let reports = Mailbox<SyncStatus>()

  private let cache: String
  /// Whether it is none of the reader's business which mirrors others sync from.
  private let hidesMirrors: Bool
  private let watcher: FileWatcher?
  private let journal: String
  /// Watches the reader's own file; nil where its marks are in memory.
  private let marksWatcher: FileWatcher?
  /// How often it looks at what syncs say, and how often the reader reads again what they have stored.
  private var looking = Pace(.milliseconds(500)), reading = Pace(.seconds(1))
  /// Whether one more look is wanted without anything having happened: a process that is killed lets go of its
  /// lock a moment after the last that is heard of it.
  private var looksAgain = true
  private var isSyncing = false, isBusyElsewhere = false
  /// Whether something was stored that the reader has not read yet, and whether it has just read it.
  private var isStale = false, hasJustRead = false
  /// Articles that were new in this process' sync when they were last read.
  private var newSeen = 0
  /// Articles in the library when nobody was syncing; nil before the first look.
  private var totalAtRest: Int?

  /// Bytes a second that counts and rows which change while a sync goes on may cost on the wire, beside its status;
  /// and how seldom they are read for that at most.
  private static let budget = 100, longestPause = Duration.seconds(5)

  /// Watches the files of a library.
  init(_ places: LibraryPlaces, hidesMirrors: Bool) {
    (cache, self.hidesMirrors) = (places.cache, hidesMirrors)
    let (folder, name) = SyncFeed.parts(of: cache)
    journal = name + "-wal"
    watcher = FileWatcher(folder: folder, names: [name, journal, SyncLock.file(of: name)])
    let marks = SyncFeed.parts(of: places.reader)
    marksWatcher = places.keepsMarks ? FileWatcher(folder: marks.folder, names: [marks.name + "-wal"]) : nil
  }

  private static func parts(of path: String) -> (folder: String, name: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return (parts.dropLast().joined(separator: "/") + "/", parts.last.map(String.init) ?? "")
  }

  /// What the loop waits for. While it is too soon for another look, nothing is.
  var awaited: [any Awaited] {
    guard looking.isDue else { return [] }
    let awaited: [(any Awaited)?] = [isSyncing ? reports : watcher, marksWatcher]
    return awaited.compactMap(\.self)
  }

  /// When the loop is to come back in any case; nil for never.
  var deadline: ContinuousClock.Instant? {
    let deadlines = [looking.isDue && !looksAgain ? nil : looking.next, isStale ? reading.next : nil]
    return deadlines.compactMap { $0 }.min()
  }

  /// This process' sync begins.
  func begin() { (isSyncing, looksAgain, newSeen) = (true, false, 0) }

  /// This process' sync has ended, and the reader reads everything again.
  func end(_ library: Library) {
    _ = reports.drain()
    _ = watcher?.take()
    (isSyncing, isStale, isBusyElsewhere, looksAgain) = (false, false, false, true)
    totalAtRest = SyncFeed.total(library)
    reading.step()
  }

  /// This process' sync cannot begin, because another process is at it.
  func refuse() -> Message {
    (isSyncing, isBusyElsewhere, looksAgain) = (false, true, true)
    return .syncing(SyncStatus(SyncLock.holder(cache: cache) ?? SyncAnnouncement(), isElsewhere: true))
  }

  /// What is to be told now.
  func news(of library: Library) -> [Message] {
    var news: [Message] = []
    if looking.isDue { news += isSyncing ? lookAtReports() : lookAround(library) }
    if let marks = marksWatcher?.take(), !marks.isEmpty, library.isMarkedElsewhere { isStale = true }
    if isStale, reading.isDue {
      (isStale, hasJustRead) = (false, true)
      reading.step()
      news.append(.arrived)
    }
    return news
  }

  /// Showing what was told cost so many bytes: the more it is, the longer until the reader reads again.
  func cost(_ bytes: Int) {
    guard hasJustRead else { return }
    hasJustRead = false
    reading.step(atLeast: min(SyncFeed.longestPause, .seconds(1) * bytes / SyncFeed.budget))
  }

  private func lookAtReports() -> [Message] {
    guard let status = reports.drain().last else { return [] }
    looking.step()
    if status.new > newSeen { isStale = true }
    newSeen = status.new
    return [.syncing(status)]
  }

  private func lookAround(_ library: Library) -> [Message] {
    let changes = watcher?.take()
    guard changes != nil || looksAgain else { return [] }
    looking.step()
    if changes?.contains(journal) == true { isStale = true }
    let holder = SyncLock.holder(cache: cache)
    looksAgain = changes != nil || holder != nil && watcher == nil
    if let holder {
      totalAtRest = totalAtRest ?? SyncFeed.total(library)
      isBusyElsewhere = true
      var status = SyncStatus(holder, isElsewhere: true)
      if hidesMirrors { status.mirror = "" }
      return [.syncing(status)]
    }
    return isBusyElsewhere || isStale || totalAtRest == nil ? rest(library) : []
  }

  /// Nobody else is syncing (any more): what has come since nobody did is said.
  private func rest(_ library: Library) -> [Message] {
    let total = SyncFeed.total(library)
    let new = max(0, (total ?? 0) - (totalAtRest ?? total ?? 0))
    let hasEnded = isBusyElsewhere || new > 0
    (totalAtRest, isBusyElsewhere) = (total, false)
    guard hasEnded else { return [] }
    isStale = false
    reading.step()
    return [.synced(new: new, failures: 0)]
  }

  private static func total(_ library: Library) -> Int? {
    (try? library.sources())?.reduce(0) { $0 + $1.total }
  }
}

extension SyncStatus {
  /// What is announced of a sync.
  init(_ announcement: SyncAnnouncement, isElsewhere: Bool) {
    self.init(isElsewhere: isElsewhere)
    (source, mirror) = (announcement.source, announcement.mirror)
    (new, bytes) = (announcement.new, announcement.bytes)
    (done, total) = (announcement.done, announcement.total)
  }
}
