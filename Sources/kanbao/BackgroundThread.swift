// Work beside the reader, on a thread of its own. A task would do, but the pool that tasks run on wakes the process
// every second from its first task on (libdispatch's monitor, seen in /proc/PID/task/*/status).

import Foundation

/// A thread that does something of little urgency and then ends.
struct BackgroundThread {
  private let thread: Thread

  /// Starts. The work asks now and then whether it is still wanted, and ends where it is not.
  init(_ work: @escaping @Sendable (_ isWanted: () -> Bool) -> Void) {
    thread = Thread { work { !Thread.current.isCancelled } }
    thread.qualityOfService = .background
    thread.start()
  }

  /// Whether the work has been done, or left off.
  var hasEnded: Bool { thread.isFinished }

  /// The work is not wanted any more.
  func cancel() { thread.cancel() }
}
