// When a mirror is too slow to wait for.

/// Watches how fast a mirror delivers, where another is known to be faster.
struct SpeedWatch: Sendable {
  private let started = ContinuousClock.now
  private let other: Double

  /// The bytes a second of the other mirror.
  init(ofOther speed: Double) { other = speed }

  /// Whether it would take much longer to wait for the rest than to change.
  func isHopeless(moved bytes: Int, done: Int, of total: Int) -> Bool {
    let seconds = (ContinuousClock.now - started) / .seconds(1)
    guard seconds > SpeedWatch.patience, bytes > 0 else { return false }
    let speed = Double(bytes) / seconds
    let left = done > 0 ? Double(bytes) / Double(done) * Double(total - done) / speed : .infinity
    return speed * 4 < other && left > SpeedWatch.patience
  }

  /// Seconds that are waited in any case, and that waiting for the rest may take.
  private static let patience = 8.0
}
