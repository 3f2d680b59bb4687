// When a mirror is too slow to wait for.

/// Watches how fast a mirror delivers, where there is another to go to.
struct SpeedWatch: Sendable {
  /// A machine that slept meanwhile makes no mirror slow.
  private let started = SuspendingClock.now
  private let other: Double?
  /// Seconds that are waited in any case, and that waiting for the rest may take.
  private let patience: Double

  /// The bytes a second of the other mirror; nil where it has not been tried.
  init(ofOther speed: Double?, patience: Double) { (other, self.patience) = (speed, patience) }

  /// Whether it would take much longer to wait for the rest than to change. A mirror that was never tried is worth
  /// a try only where the rest would take long.
  func isHopeless(moved bytes: Int, done: Int, of total: Int) -> Bool {
    let seconds = (SuspendingClock.now - started) / .seconds(1)
    guard seconds > patience, bytes > 0 else { return false }
    let left = done > 0 ? seconds / Double(done) * Double(total - done) : .infinity
    guard let other else { return left > 3 * patience }
    return Double(bytes) / seconds * 4 < other && left > patience
  }
}
