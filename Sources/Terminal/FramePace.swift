// Frames no faster than the line carries them. Keys that come fast, as of one held down, are followed by frames; on a
// slow line these would pile up, and what is seen would lag farther and farther behind. So each of them asks the
// terminal for an answer, and how long answers take says how many frames the line has room for. Knows time and
// numbers; must not know what is asked, nor what a frame is.

/// Tells when the next frame may be sent.
package struct FramePace: Sendable {
  /// When the questions were asked that have not been answered, and whether nothing else was under way then.
  private var asked: [(time: ContinuousClock.Instant, isAlone: Bool)] = []
  /// How many may be under way at once.
  private var room = 1.0
  /// What the line takes for a question and its answer where nothing waits in it.
  private var quickest: Duration?
  private var lastFrame: ContinuousClock.Instant?
  /// Whether the terminal has left questions unanswered.
  private var isSilent = false

  /// Frames nearer to each other than this follow keys that come fast.
  private static let near = Duration.milliseconds(250)
  /// So long an answer may take before none is expected: of a terminal that has answered before, and of one that has not.
  private static let patience = Duration.seconds(5), firstPatience = Duration.seconds(2)
  /// Frames that wait in the line: with fewer there is room for more, with more there is room for fewer.
  private static let waiting = 0.5...1.5
  /// The most frames under way at once.
  private static let mostRoom = 32.0

  /// A pace that knows nothing yet.
  package init() {}

  /// When to look again where no frame may be sent now; nil where one may. An answer may come before.
  package mutating func wait(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    guard let first = asked.first else { return nil }
    if now - first.time >= patience {
      (asked, isSilent) = ([], true)
      return nil
    }
    return asked.count < Int(room) ? nil : first.time + patience
  }

  private var patience: Duration { quickest == nil ? FramePace.firstPatience : FramePace.patience }

  /// A frame is sent. Returns whether an answer is to be asked for behind it.
  package mutating func send(at now: ContinuousClock.Instant) -> Bool {
    let isNear = lastFrame.map { now - $0 < FramePace.near } ?? false
    lastFrame = now
    guard !isSilent, isNear || !asked.isEmpty else { return false }
    asked.append((now, asked.isEmpty))
    return true
  }

  /// An answer has come. How many frames wait in the line is how much longer it took than it would without them, as in
  /// TCP Vegas (Brakmo and Peterson 1995).
  package mutating func answer(at now: ContinuousClock.Instant) {
    isSilent = false
    guard !asked.isEmpty else {
      // It was waited for in vain, but there is one.
      quickest = quickest ?? FramePace.firstPatience
      return
    }
    let question = asked.removeFirst(), took = now - question.time
    let least = question.isAlone ? took : min(took, quickest ?? took)
    quickest = least
    let waiting = room * (1 - least / took)
    if waiting < FramePace.waiting.lowerBound { room = min(room + 0.5, FramePace.mostRoom) }
    if waiting > FramePace.waiting.upperBound { room = max(1, room - 1) }
  }

  /// Whether answers are under way.
  package var isWaiting: Bool { !asked.isEmpty }
}
