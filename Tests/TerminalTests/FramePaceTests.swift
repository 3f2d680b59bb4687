// How fast frames follow each other on lines of all kinds.

import Terminal
import Testing

struct FramePaceTests {
  /// A line that takes a while for a question and its answer, and carries so many frames a second.
  private struct Line {
    let delay: Duration, frames: Double
    /// When it has carried all that was sent, and when the answers come.
    private var free = ContinuousClock.now - .seconds(60), answers: [ContinuousClock.Instant] = []

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
    let start = ContinuousClock.now, first = start - .seconds(10)
    line.carry(first, asks: pace.send(at: first))
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

  /// What becomes of frames, each so many milliseconds after the one before.
  private func show(_ pace: inout FramePace, _ now: inout ContinuousClock.Instant, _ waits: [Int]) -> [Frame]
  {
    waits.map { wait in
      now += .milliseconds(wait)
      return show(&pace, now)
    }
  }

  @Test func afterTheFirstFrameNobodyIsAskedWhereKeysComeOneByOne() {
    var pace = FramePace(), now = ContinuousClock.now
    let first = show(&pace, now)
    now += .milliseconds(100)
    pace.answer(at: now)
    let others = show(&pace, &now, [200, 300, 400, 300])
    #expect(first == .sentWithAQuestion && others == [.sent, .sent, .sent, .sent])
  }

  @Test func aTerminalThatDoesNotAnswerIsNeverWaitedFor() {
    var pace = FramePace(), now = ContinuousClock.now
    let seen = show(&pace, &now, [0, 1, 1, 30, 30, 2000, 1, 6000, 1])
    #expect(seen == [.sentWithAQuestion] + Array(repeating: .sent, count: 8))
    #expect(pace.answersBy.map { $0 < now } ?? true)
    // It was only slow.
    pace.answer(at: now)
    let others = show(&pace, &now, [1, 1])
    #expect(others == [.sentWithAQuestion, .held])
  }

  @Test func aTerminalThatAnswersNoMoreIsWaitedForOnce() {
    var pace = FramePace(), now = ContinuousClock.now
    _ = show(&pace, now)
    pace.answer(at: now + .milliseconds(10))
    let seen = show(&pace, &now, [100, 1, 2000, 3000, 1, 1, 1])
    #expect(seen == [.sentWithAQuestion, .held, .held, .sent, .sent, .sent, .sent])
    pace.answer(at: now)
    let again = show(&pace, now)
    #expect(again == .sentWithAQuestion)
  }
}
