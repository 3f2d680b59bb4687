// When a mirror is too slow to wait for.

/// Watches how fast a mirror delivers, where there is another to go to.
struct SpeedWatch: Sendable {
  private let started = ContinuousClock.now
  private let other: Double?

  /// Seconds that are waited in any case, and that waiting for the rest may take.
  private static let patience = 8.0

  /// The bytes a second of the other mirror; nil where it has not been tried.
  init(ofOther speed: Double?) { other = speed }

  /// Seconds since it began.
  var seconds: Double { (ContinuousClock.now - started) / .seconds(1) }

  /// Whether it would take much longer to wait for the rest than to change. A mirror that was never tried is worth
  /// a try only where the rest would take long.
  func isHopeless(moved bytes: Int, done: Int, of total: Int) -> Bool {
    let seconds = seconds
    guard seconds > SpeedWatch.patience, bytes > 0 else { return false }
    let left = done > 0 ? seconds / Double(done) * Double(total - done) : .infinity
    guard let other else { return left > 3 * SpeedWatch.patience }
    return Double(bytes) / seconds * 4 < other && left > SpeedWatch.patience
  }
}
