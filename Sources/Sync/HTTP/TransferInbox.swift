// What tasks hand to the client's thread, and how they wake it.

import CCurl
import Synchronization

/// A request and who waits for its answer.
struct Order: Sendable {
  let id: Int
  let request: HTTPRequest
  let continuation: CheckedContinuation<HTTPResponse, any Error>
  /// How often the server has asked for patience.
  var pauses = 0

  /// Answers that there is no memory for it.
  func failForMemory() {
    continuation.resume(
      throwing: SyncError.garbled(host: request.address.hostAndPort, reason: "no memory"))
  }
}

/// Messages to the client's thread.
final class TransferInbox: Sendable {
  enum Message: Sendable {
    case send(Order)
    case cancel(Int)
  }

  private struct State {
    var messages: [Message] = []
    var lastID = 0
    var isStarted = false
    var isStopped = false
  }

  private let state = Mutex(State())
  /// The multi handle as a number: it belongs to the thread, and only waking it is allowed to others. Its lock is not that
  /// of the messages, which whoever is woken takes at once.
  private let multi = Mutex<UInt>(0)

  /// A number no other order has.
  func nextID() -> Int {
    state.withLock {
      $0.lastID += 1
      return $0.lastID
    }
  }

  /// Hands an order to the thread. Returns whether that is to be started.
  func put(_ order: Order) -> Bool {
    defer { wake() }
    return state.withLock { state in
      state.messages.append(.send(order))
      defer { state.isStarted = true }
      return !state.isStarted
    }
  }

  /// The order of a number is not wanted any more.
  func cancel(_ id: Int) {
    state.withLock { $0.messages.append(.cancel(id)) }
    wake()
  }

  /// The thread cannot go on: what it was told, which is for it to answer. The next order starts another.
  func giveUp() -> [Message] {
    state.withLock { state in
      defer { (state.messages, state.isStarted) = ([], false) }
      return state.messages
    }
  }

  /// The messages since the last time, in order; nil when the client is gone.
  func take() -> [Message]? {
    state.withLock { state in
      defer { state.messages = [] }
      return state.isStopped ? nil : state.messages
    }
  }

  /// Has the thread look at what it may do.
  func wake() {
    multi.withLock { multi in
      guard let multi = UnsafeMutableRawPointer(bitPattern: multi) else { return }
      curl_multi_wakeup(multi)
    }
  }

  /// Ends the thread.
  func stop() {
    state.withLock { $0.isStopped = true }
    wake()
  }

  /// Says what is to be woken; nil for nothing any more.
  func wakes(_ multi: UnsafeMutableRawPointer?) {
    let number = UInt(bitPattern: multi)
    self.multi.withLock { $0 = number }
  }
}
