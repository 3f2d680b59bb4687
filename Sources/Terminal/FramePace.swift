// Frames no faster than the line carries them. Keys that come fast, as of one held down, are followed by frames; on a
// slow line these would pile up, and what is seen would lag farther and farther behind. So each of them asks the
// terminal for an answer, and how long answers take says how many frames the line has room for. The first frame of all
// asks, too: a terminal that does not answer it is never waited for. Knows time and numbers; must not know what is
// asked, nor what a frame is.

/// Tells when the next frame may be sent.
package struct FramePace: Sendable {
  /// When the questions were asked that have not been answered, and whether nothing else was under way then.
  private var asked: [(time: ContinuousClock.Instant, isAlone: Bool)] = []
  /// How many may be under way at once.
  private var room = 1.0
  /// What the line takes for a question and its answer where nothing waits in it; nil while no answer has come.
  private var quickest: Duration?
  /// When the last frame was sent, and whether an answer was asked for behind it.
  private var last: (time: ContinuousClock.Instant, isAsked: Bool)?

  /// Frames nearer to each other than this, or than the line lets them be, follow keys that come fast.
  private static let near = Duration.milliseconds(250)
  /// So long an answer may take before no more is waited for any.
  private static let patience = Duration.seconds(5)
  /// So long after it was asked for an answer is waited for by who has nothing else to do.
  private static let lastPatience = Duration.seconds(1)
  /// Frames that wait in the line: with fewer there is room for more, with more there is room for fewer.
  private static let waiting = 0.5...1.5
  /// The most frames under way at once.
  private static let mostRoom = 32.0

  /// A pace that knows nothing yet.
  package init() {}

  /// When to look again where no frame may be sent now; nil where one may. An answer may come before.
  package mutating func wait(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    guard quickest != nil, let first = asked.first else { return nil }
    if now - first.time >= FramePace.patience {
      (asked, quickest) = ([], nil)
      return nil
    }
    return asked.count < Int(room) ? nil : first.time + FramePace.patience
  }

  /// A frame is sent. Returns whether an answer is to be asked for behind it.
  package mutating func send(at now: ContinuousClock.Instant) -> Bool {
    let isAsked = asks(at: now)
    if isAsked { asked.append((now, asked.isEmpty && last?.isAsked ?? true)) }
    last = (now, isAsked)
    return isAsked
  }

  private func asks(at now: ContinuousClock.Instant) -> Bool {
    guard let last else { return true }
    guard let quickest else { return false }
    return !asked.isEmpty || now - last.time < max(FramePace.near, quickest + quickest)
  }

  /// An answer has come. How many frames wait in the line is how much longer it took than it would without them, as in
  /// TCP Vegas (Brakmo and Peterson 1995).
  package mutating func answer(at now: ContinuousClock.Instant) {
    // One that is not waited for any more took so long at least.
    let question = asked.isEmpty ? (time: now - FramePace.patience, isAlone: true) : asked.removeFirst()
    let took = now - question.time
    let least = question.isAlone ? took : min(took, quickest ?? took)
    quickest = least
    let waiting = room * (1 - least / took)
    if waiting < FramePace.waiting.lowerBound { room = min(room + 0.5, FramePace.mostRoom) }
    if waiting > FramePace.waiting.upperBound { room = max(1, room - 1) }
  }

  /// How long answers that are under way are worth waiting for by who has nothing else to do; nil where none are.
  package var answersBy: ContinuousClock.Instant? { asked.last.map { $0.time + FramePace.lastPatience } }
}
