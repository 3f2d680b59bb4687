// Who is told how far a sync has got: the reader of this process, where there is one, and the other processes.

import Foundation
import Reader
import Sync
import Synchronization
import Terminal

/// Tells of one run, source after source.
final class SyncTeller: Sendable {
  private struct Sum {
    var source = ""
    /// What the sources before have brought, and what this one has so far.
    var newBefore = 0, bytesBefore = 0, new = 0, bytes = 0
  }

  private let reports: Mailbox<SyncStatus>?
  private let lock: SyncLock
  private let sum = Mutex(Sum())

  /// Tells those who look at the lock and, where there is a reader, its mailbox.
  init(reports: Mailbox<SyncStatus>?, lock: SyncLock) { (self.reports, self.lock) = (reports, lock) }

  /// The sync of a source has got this far. May be called from any thread, and as often as one likes.
  func tell(_ progress: SyncProgress, of source: String) {
    let (new, bytes) = sum.withLock { sum in
      if sum.source != source {
        (sum.newBefore, sum.bytesBefore) = (sum.newBefore + sum.new, sum.bytesBefore + sum.bytes)
        sum.source = source
      }
      (sum.new, sum.bytes) = (progress.new, progress.bytes)
      return (sum.newBefore + sum.new, sum.bytesBefore + sum.bytes)
    }
    let announcement = SyncAnnouncement(
      source: source, mirror: SyncTeller.host(of: progress.mirror), new: new, done: progress.done,
      total: progress.total, bytes: bytes)
    lock.announce(announcement)
    reports?.post(SyncStatus(announcement, isElsewhere: false))
  }

  /// What a mirror is called in few words: its host; nothing where it is a folder.
  private static func host(of address: String) -> String {
    address.hasPrefix("/") ? "" : URL(string: address)?.host() ?? address
  }
}
