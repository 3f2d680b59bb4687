// What wakes the program: keys, signals, messages from other threads. One `poll` waits for all of them.

import CNcurses
import Glibc
import Synchronization

/// A signal the program answers.
package enum Signal: Int32, Hashable, Sendable {
  // By their numbers on Linux.
  case windowChanged = 28  // SIGWINCH
  case hangUp = 1
  case interrupt = 2
  case terminate = 15
  case goOn = 18
}

/// A pipe that never blocks, for waking a `poll`.
private struct WakePipe: Sendable {
  let reader: Int32, writer: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    _ = kanbao_pipe(&ends)
    (reader, writer) = (ends[0], ends[1])
  }
}

/// Something that can wake the poller: a mailbox, a file watcher.
package protocol Awaited {
  /// Readable when something has happened.
  var descriptor: Int32 { get }
}

/// Messages from other threads: posting one wakes the poller.
package final class Mailbox<Message: Sendable>: Awaited, Sendable {
  private let messages = Mutex<[Message]>([])
  private let pipe = WakePipe()

  /// An empty mailbox.
  package init() {}

  /// Puts a message in. May be called on any thread.
  package func post(_ message: Message) {
    let wasEmpty = messages.withLock { messages in
      messages.append(message)
      return messages.count == 1
    }
    if wasEmpty {
      var byte: UInt8 = 0
      _ = write(pipe.writer, &byte, 1)
    }
  }

  /// Takes all messages out, in order.
  package func drain() -> [Message] {
    _ = readAll(from: pipe.reader)
    return messages.withLock { messages in
      let all = messages
      messages = []
      return all
    }
  }

  /// Readable while there are messages.
  package var descriptor: Int32 { pipe.reader }
}

/// Waits for keys, signals, and whatever else is awaited.
package final class Poller {
  private let signals = WakePipe()
  /// `poll` does not count the time a machine sleeps with its lid closed: this rings as soon as it is awake again.
  private let alarm = kanbao_alarm()
  /// Signals that came while a command had the terminal, and are not answered yet.
  private var kept: [Signal] = []

  /// Has the program's signals delivered here.
  package init() { kanbao_signals_to(signals.writer) }

  /// Has the process never stop: for where nobody is to get at what is under the program.
  package func refuseStops() { signal(SIGTSTP, SIG_IGN) }

  /// Parks until something happens, or until the deadline.
  package func wait(for awaited: [any Awaited], until deadline: ContinuousClock.Instant? = nil) {
    let left = deadline.map { max(0, (ContinuousClock.now.duration(to: $0) / .milliseconds(1)).rounded(.up)) }
    let milliseconds = left.map { Int32(min($0, Double(Int32.max))) } ?? -1
    if milliseconds > 0 { kanbao_alarm_in(alarm, Int64(milliseconds)) }
    let ringing = milliseconds > 0 ? [alarm] : []
    var descriptors = ([STDIN_FILENO, signals.reader] + ringing + awaited.map(\.descriptor)).map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    _ = poll(&descriptors, nfds_t(descriptors.count), milliseconds)
  }

  /// The signals that have come, in order.
  package func takeSignals() -> [Signal] {
    defer { kept = [] }
    return kept + drainedSignals
  }

  private var drainedSignals: [Signal] {
    readAll(from: signals.reader).compactMap { Signal(rawValue: Int32($0)) }
  }

  // MARK: While a command has the terminal

  /// Waits until a descriptor is readable, another takes what is written, or a signal comes; the latter is kept.
  func wait(for readable: Int32, orToWriteTo writable: Int32, milliseconds: Int32) {
    var descriptors = [signals.reader, readable].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    descriptors.append(pollfd(fd: writable, events: Int16(POLLOUT), revents: 0))
    _ = poll(&descriptors, nfds_t(descriptors.count), milliseconds)
    kept += drainedSignals
  }

  /// The signal that has come to end the program.
  var end: Signal? { kept.first { $0 == .hangUp || $0 == .terminate } }

  /// Whether `^C` was pressed since this was asked last.
  func takeInterrupt() -> Bool {
    defer { kept.removeAll { $0 == .interrupt } }
    return kept.contains(.interrupt)
  }
}
