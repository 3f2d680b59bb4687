// How often something is taken in: what happens meanwhile waits, and is taken in together.

/// A pace that is kept.
struct Pace {
  private let interval: Duration
  /// When it is time again.
  private(set) var next: ContinuousClock.Instant

  init(_ interval: Duration) {
    self.interval = interval
    next = .now
  }

  var isDue: Bool { next <= .now }

  /// It has been done now.
  mutating func step(atLeast longer: Duration = .zero) { next = .now + max(interval, longer) }
}
