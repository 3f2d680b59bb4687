// One syncer at a time: a lock the kernel lets go of when its holder dies.

import Glibc

/// Holds the right to sync a library until it is released or the process ends.
package struct SyncLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock of the cache at a path.
  /// - Throws: `SyncError.busy` when another process has it, `.unreadable` when the file cannot be made.
  package init(cache: String) throws(SyncError) {
    let path = cache + ".lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .unreadable(path, reason: String(cString: strerror(errno))) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .busy
    }
  }

  deinit { close(descriptor) }
}
