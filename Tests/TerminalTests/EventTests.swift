import Glibc
import Terminal
import Testing

/// What wakes the program. Serialized: signals and their pipe are the process's.
@Suite(.serialized)
struct EventTests {
  @Test func messagesComeOutInOrderOnce() {
    let mailbox = Mailbox<Int>()
    for number in 1...1000 { mailbox.post(number) }
    #expect(mailbox.drain() == Array(1...1000))
    #expect(mailbox.drain().isEmpty)
    mailbox.post(7)
    #expect(mailbox.drain() == [7])
  }

  @Test func messagesOfManyTasksAllArrive() async {
    let mailbox = Mailbox<Int>()
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<8 { group.addTask { for number in 0..<500 { mailbox.post(task * 500 + number) } } }
    }
    #expect(mailbox.drain().sorted() == Array(0..<4000))
  }

  @Test func aSignalIsReportedOnce() {
    let poller = Poller()
    // To the process, as a terminal does it: threads of the test's own block signals.
    kill(getpid(), SIGWINCH)
    #expect(taken(from: poller, count: 1) == [.windowChanged])
    #expect(poller.takeSignals().isEmpty)
    kill(getpid(), SIGTERM)
    kill(getpid(), SIGHUP)
    #expect(taken(from: poller, count: 2) == [.terminate, .hangUp])
    for number in [SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGCONT] { signal(number, SIG_DFL) }
  }

  // Without its deadline it would not end.
  @Test(.timeLimit(.minutes(1))) func aWaitEndsAtItsDeadline() {
    let mailbox = Mailbox<Int>()
    Poller().wait(for: [mailbox], until: .now + .milliseconds(30))
    #expect(mailbox.drain().isEmpty)
    for number in [SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGCONT] { signal(number, SIG_DFL) }
  }

  /// The signals that come within a second, until there are enough.
  private func taken(from poller: Poller, count: Int) -> Set<Signal> {
    var signals = Set<Signal>()
    for _ in 0..<1000 where signals.count < count {
      usleep(1000)
      signals.formUnion(poller.takeSignals())
    }
    return signals
  }
}
