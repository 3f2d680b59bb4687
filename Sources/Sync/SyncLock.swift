// One syncer at a time: a lock the kernel lets go of when its holder dies. Others see who holds it, and what it
// tells of its work, without touching it.

import CFileLock
import Glibc
import Synchronization

/// The right to sync a library, held until it is released or the process ends.
package final class SyncLock: Sendable {
  private struct State {
    /// The lock file; nil when the lock has been released.
    var descriptor: Int32?
    var lastAnnounced: ContinuousClock.Instant?
  }

  private let state: Mutex<State>

  /// Announcements are written at most so often.
  private static let interval = Duration.milliseconds(500)

  /// Takes the lock of the cache at a path. It is this process' from then on; where the cache is shared, all accounts
  /// of the machine may read what it tells.
  /// - Throws: `SyncError.busy` when another process has it, `.unreadable` when the file cannot be made or locked.
  package init(cache: String, isShared: Bool = false) throws(SyncError) {
    let path = SyncLock.file(of: cache)
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .unreadable(path, reason: String(cString: strerror(errno))) }
    guard kanbao_take_lock(descriptor) else {
      let reason = errno
      close(descriptor)
      guard reason == EAGAIN || reason == EACCES else {
        throw .unreadable(path, reason: String(cString: strerror(reason)))
      }
      throw .busy
    }
    if isShared { fchmod(descriptor, 0o644) }
    // What a holder that was killed has left.
    ftruncate(descriptor, 0)
    state = Mutex(State(descriptor: descriptor))
  }

  /// The lock of the cache at a path; nil when another process has it.
  /// - Throws: `SyncError.unreadable` when the file cannot be made or locked.
  package static func ifFree(cache: String, isShared: Bool = false) throws(SyncError) -> SyncLock? {
    do {
      return try SyncLock(cache: cache, isShared: isShared)
    } catch {
      if error == .busy { return nil }
      throw error
    }
  }

  deinit { release() }

  /// The path of a cache's lock file.
  package static func file(of cache: String) -> String { cache + ".lock" }

  /// Tells other processes how far the sync has got. May be called from any thread, and as often as one likes:
  /// twice a second it is written, otherwise dropped.
  package func announce(_ announcement: SyncAnnouncement) {
    state.withLock { state in
      if let last = state.lastAnnounced, ContinuousClock.now - last < SyncLock.interval { return }
      SyncLock.write(announcement, &state)
    }
  }

  /// Tells them in any case: after this nothing may happen for long.
  package func announceAtOnce(_ announcement: SyncAnnouncement) {
    state.withLock { SyncLock.write(announcement, &$0) }
  }

  private static func write(_ announcement: SyncAnnouncement, _ state: inout State) {
    guard let descriptor = state.descriptor else { return }
    state.lastAnnounced = .now
    // In one piece. What is left of a longer line before it stands behind the line's end, where nobody looks.
    let line = announcement.line
    pwrite(descriptor, line, line.count, 0)
  }

  /// Lets go of the lock; nothing afterwards.
  package func release() {
    state.withLock { state in
      guard let descriptor = state.descriptor else { return }
      state.descriptor = nil
      ftruncate(descriptor, 0)
      kanbao_release_lock(descriptor)
      close(descriptor)
    }
  }

  /// What the holder of a cache's lock tells: nil where nobody holds it, whatever is in the file, and an empty
  /// announcement where its holder tells nothing that can be understood. To be asked only where this process does
  /// not hold it. The file need not be writable.
  package static func holder(cache: String) -> SyncAnnouncement? {
    // Not blocking: the file may be anything.
    let descriptor = open(file(of: cache), O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard kanbao_is_locked(descriptor) else { return nil }
    var bytes = [UInt8](repeating: 0, count: SyncAnnouncement.longestLine)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return SyncAnnouncement(line: Array(bytes.prefix(max(0, count)))) ?? SyncAnnouncement()
  }
}
