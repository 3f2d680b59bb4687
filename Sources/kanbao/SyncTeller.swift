// Who is told how far a sync has got: the reader of this process, where there is one, and the other processes.

import Foundation
import Reader
import Sync
import Synchronization
import Terminal

/// Tells of one run, source after source.
final class SyncTeller: Sendable {
  private let reports: Mailbox<SyncStatus>?
  private let lock: SyncLock
  /// What the sources before have brought.
  private let before = Mutex((new: 0, bytes: 0))

  init(reports: Mailbox<SyncStatus>?, lock: SyncLock) { (self.reports, self.lock) = (reports, lock) }

  /// The sync of a source has got this far. May be called from any thread.
  func tell(_ progress: SyncProgress, of source: String) {
    let (new, bytes) = before.withLock { ($0.new + progress.new, $0.bytes + progress.bytes) }
    let announcement = SyncAnnouncement(
      source: source, mirror: SyncTeller.host(of: progress.mirror), new: new, done: progress.done,
      total: progress.total, bytes: bytes)
    lock.announce(announcement)
    reports?.post(SyncStatus(announcement, isElsewhere: false))
  }

  /// The sync of a source has ended, having got this far.
  func finish(_ progress: SyncProgress) {
    before.withLock { $0 = ($0.new + progress.new, $0.bytes + progress.bytes) }
  }

  /// What a mirror is called in few words: its host; nothing where it is a folder.
  private static func host(of address: String) -> String {
    address.hasPrefix("/") ? "" : URL(string: address)?.host() ?? address
  }
}
