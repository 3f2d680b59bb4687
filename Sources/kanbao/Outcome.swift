// What came of work on another thread.

import Synchronization

final class Outcome<Value: Sendable>: Sendable {
  private let state = Mutex<Result<Value, any Error>?>(nil)

  func set(_ result: Result<Value, any Error>) { state.withLock { $0 = result } }

  func get() throws -> Value {
    guard let result = state.withLock({ $0 }) else { throw CancellationError() }
    return try result.get()
  }
}
