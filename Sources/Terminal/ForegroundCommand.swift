// A command that has the terminal for a while. Knows how it is started, fed and waited for; must not know what it does.

import CNcurses
import CProcess
import Glibc

/// How a command ended.
package enum CommandEnd: Hashable, Sendable {
  /// With an exit status.
  case exited(Int)
  /// By a signal, its own or because the terminal is gone.
  case ended(signal: Int)
  /// It could not be started, and why (`errno`).
  case notStarted(Int32)
}

extension CursesDisplay {
  /// Gives the terminal to a command until it ends, and then until Enter is pressed where `afterwards` has a line to be
  /// printed that asks for it. Frames are drawn anew after it.
  ///
  /// The command is of the same job: `^Z` stops both, and `^C` is the command's alone. Where the terminal is hung up or
  /// this program is to end, the command is told so, and is not waited for.
  /// - Parameters:
  ///   - words: The command and its arguments, as they are.
  ///   - input: What it can read from its standard input; the terminal's keys where nil.
  package func lend(
    to words: [String], input: [UInt8]? = nil, _ poller: Poller, afterwards: (CommandEnd) -> String?
  ) -> CommandEnd {
    awaitAnswers()
    kanbao_leave()
    kanbao_ignore_quit(true)
    let end = poller.run(words, input: input)
    kanbao_ignore_quit(false)
    _ = poller.takeInterrupt()
    if let line = afterwards(end) {
      writeAll(Array(line.utf8), to: STDOUT_FILENO)
      poller.waitForEnter()
    }
    redraw()
    return end
  }
}

extension Poller {
  fileprivate func run(_ words: [String], input: [UInt8]?) -> CommandEnd {
    var ends: [Int32] = [-1, -1], process: pid_t = 0
    if input != nil, !kanbao_feeding_pipe(&ends) { return .notStarted(errno) }
    let error = withWords(words) { kanbao_spawn($0, ends[0], &process) }
    if ends[0] >= 0 { close(ends[0]) }
    guard error == 0 else {
      if ends[1] >= 0 { close(ends[1]) }
      return .notStarted(error)
    }
    return wait(for: process, feeding: input ?? [], into: ends[1])
  }

  private func wait(for process: pid_t, feeding input: [UInt8], into pipe: Int32) -> CommandEnd {
    var pipe = pipe, left = input[...]
    let descriptor = kanbao_process_descriptor(process)
    defer { for open in [pipe, descriptor] where open >= 0 { close(open) } }
    while true {
      if pipe >= 0, !feed(&left, into: pipe) {
        close(pipe)
        pipe = -1
      }
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) != 0 {
        let outcome = Int(kanbao_outcome(status))
        return outcome < 0 ? .ended(signal: -outcome) : .exited(outcome)
      }
      // Without a descriptor of the process it is looked after ten times a second.
      wait(for: descriptor, orToWriteTo: pipe, milliseconds: descriptor < 0 ? 100 : -1)
      if let signal = end {
        kill(process, signal.rawValue)
        return .ended(signal: Int(signal.rawValue))
      }
    }
  }

  /// Writes what the command takes now. Whether there is more.
  private func feed(_ left: inout ArraySlice<UInt8>, into pipe: Int32) -> Bool {
    while !left.isEmpty {
      let count = left.withUnsafeBytes { write(pipe, $0.baseAddress, $0.count) }
      if count < 0 { return errno == EAGAIN || errno == EINTR }
      left = left.dropFirst(count)
    }
    return false
  }

  /// Waits for a line from the terminal, or for a signal that is answered.
  fileprivate func waitForEnter() {
    var bytes = [UInt8](repeating: 0, count: 256)
    while end == nil, !takeInterrupt() {
      wait(for: STDIN_FILENO, orToWriteTo: -1, milliseconds: -1)
      var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&input, 1, 0) > 0 else { continue }
      let count = read(STDIN_FILENO, &bytes, bytes.count)
      if count <= 0 || bytes.prefix(count).contains(0x0A) { return }
    }
  }
}

/// Starts a program apart from the terminal. Returns how it ended, when it has: not for the thread that draws.
package func runApart(_ words: [String]) -> CommandEnd {
  var process: pid_t = 0
  let error = withWords(words) { kanbao_spawn_apart($0, &process) }
  guard error == 0 else { return .notStarted(error) }
  var status: Int32 = 0
  while waitpid(process, &status, 0) < 0, errno == EINTR {}
  let outcome = Int(kanbao_outcome(status))
  return outcome < 0 ? .ended(signal: -outcome) : .exited(outcome)
}

/// Calls `body` with words as C has them: pointers to them, and null behind the last.
private func withWords(_ words: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Int32)
  -> Int32
{
  var pointers = words.map { strdup($0) } + [nil]
  defer { pointers.forEach { free($0) } }
  return body(&pointers)
}
