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

/// Lets a few through at once; the others wait in line.
actor Turnstile {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// One that lets so many through at once.
  init(width: Int) { free = width }

  fileprivate func enter() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  fileprivate func leave() {
    if waiting.isEmpty {
      free += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}

/// One file's turn at a turnstile.
struct Turn {
  private let turnstile: Turnstile
  private var isIn = false

  /// A turn that has not come yet.
  init(at turnstile: Turnstile) { self.turnstile = turnstile }

  /// Waits until it comes, unless it has.
  mutating func begin() async {
    if !isIn { await turnstile.enter() }
    isIn = true
  }

  /// Lets the next one through. To be called after `begin`, whatever happens.
  mutating func end() async {
    if isIn { await turnstile.leave() }
    isIn = false
  }
}
