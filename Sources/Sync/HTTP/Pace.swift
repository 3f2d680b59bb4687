// A limit of speed over many small files: libcurl's own works within one file only.

import Synchronization

/// Waits between files, so that on the average no more bytes come in a second than allowed.
final class Pace: Sendable {
  private let bytesPerSecond: Int
  private let next = Mutex(ContinuousClock.now)

  init(bytesPerSecond: Int) { self.bytesPerSecond = max(1, bytesPerSecond) }

  /// Waits until the next file may be asked for.
  func wait() async throws {
    try await Task.sleep(until: next.withLock { $0 }, clock: .continuous)
    next.withLock { $0 = max($0, .now) }
  }

  /// So many bytes were moved for the last one.
  func moved(_ bytes: Int) {
    next.withLock { $0 += .seconds(Double(bytes) / Double(bytesPerSecond)) }
  }
}
