// How fast frames follow each other on lines of all kinds.

import Terminal
import Testing

struct FramePaceTests {
  /// A line that takes a while for a question and its answer, and carries so many frames a second.
  private struct Line {
    let delay: Duration, frames: Double
    /// When it has carried all that was sent, and when the answers come.
    private var free = ContinuousClock.now, answers: [ContinuousClock.Instant] = []

    init(_ delay: Duration, frames: Double) { (self.delay, self.frames) = (delay, frames) }

    mutating func carry(_ now: ContinuousClock.Instant, asks: Bool) {
      free = max(free, now) + .seconds(1 / frames)
      if asks { answers.append(free + delay) }
    }

    mutating func takeAnswers(_ now: ContinuousClock.Instant) -> [ContinuousClock.Instant] {
      let come = answers.filter { $0 <= now }
      answers.removeAll { $0 <= now }
      return come
    }

    /// How long after now all that was sent is seen.
    func lag(_ now: ContinuousClock.Instant) -> Duration { max(.zero, free - now) + delay / 2 }
  }

  /// Holds a key for ten seconds, thirty times a second. How many frames were sent in the last five of them, and the
  /// longest that one of them was under way.
  private func hold(_ line: Line) -> (frames: Int, lag: Duration) {
    var line = line, pace = FramePace(), frames = 0, longest = Duration.zero
    let start = ContinuousClock.now
    for tick in 0..<1000 {
      let now = start + .milliseconds(10 * tick)
      for answer in line.takeAnswers(now) { pace.answer(at: answer) }
      guard tick % 3 == 0, pace.wait(at: now) == nil else { continue }
      line.carry(now, asks: pace.send(at: now))
      if tick >= 500 {
        frames += 1
        longest = max(longest, line.lag(now))
      }
    }
    return (frames, longest)
  }

  @Test func aFastLineHasEveryFrame() {
    #expect(hold(Line(.milliseconds(1), frames: 10_000)).frames == 167)
    #expect(hold(Line(.milliseconds(100), frames: 10_000)).frames == 167)
    #expect(hold(Line(.milliseconds(600), frames: 10_000)).frames > 150)
  }

  @Test(arguments: [2.0, 4, 8, 16]) func aSlowLineHasAsManyAsItCarries(frames: Double) {
    let (sent, lag) = hold(Line(.milliseconds(600), frames: frames))
    #expect(Double(sent) > 0.7 * 5 * frames && Double(sent) <= 1.1 * 5 * frames + 2, "\(sent)")
    #expect(lag < .milliseconds(300) + .seconds(6 / frames), "\(lag)")
  }

  /// What becomes of a frame.
  private enum Frame { case held, sent, sentWithAQuestion }

  private func show(_ pace: inout FramePace, _ now: ContinuousClock.Instant) -> Frame {
    if pace.wait(at: now) != nil { return .held }
    return pace.send(at: now) ? .sentWithAQuestion : .sent
  }

  @Test func nobodyIsAskedWhereKeysComeOneByOne() {
    var pace = FramePace(), now = ContinuousClock.now
    for _ in 0..<10 {
      let frame = show(&pace, now)
      #expect(frame == .sent && !pace.isWaiting)
      now += .milliseconds(300)
    }
  }

  @Test func aTerminalThatDoesNotAnswerIsWaitedForOnce() {
    var pace = FramePace(), now = ContinuousClock.now, seen: [Frame] = []
    for wait in [0, 1, 1, 500, 2000, 1, 1] {
      now += .milliseconds(wait)
      seen.append(show(&pace, now))
    }
    #expect(seen == [.sent, .sentWithAQuestion, .held, .held, .sent, .sent, .sent])
    // One that was only slow is asked again, and waited for.
    pace.answer(at: now)
    seen = []
    for wait in [1, 2000, 1000, 5000] {
      now += .milliseconds(wait)
      seen.append(show(&pace, now))
    }
    #expect(seen == [.sentWithAQuestion, .held, .held, .sent])
  }
}
