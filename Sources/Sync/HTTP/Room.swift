// How much of what servers send is held in memory at once, whatever they send: bodies that are coming or wait to be
// read count while they are as they were sent, and few are read, made plain and large, at the same time.

import Synchronization

/// The room there is for bodies as they were sent, of all requests of a client together.
final class Room: Sendable {
  private let held = Mutex(0)

  /// Bytes that may be held. Beyond it, what has come least of is given up, to be asked for again.
  private static let most = 32 * 1_048_576

  /// Whether more has come than may be held.
  var isFull: Bool { held.withLock { $0 > Room.most } }
  /// Whether there is enough of it to ask for more.
  var isAmple: Bool { held.withLock { $0 < Room.most / 2 } }

  /// So many bytes came.
  func take(_ bytes: Int) { held.withLock { $0 += bytes } }

  /// So many bytes were read, or given up.
  func leave(_ bytes: Int) { held.withLock { $0 -= bytes } }
}
