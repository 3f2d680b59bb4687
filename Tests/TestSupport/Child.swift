// A server of its own process, for one test.

import Foundation

/// A running command; it is ended with the value.
package final class Child {
  private let process: pid_t
  private var isOver = false

  /// Starts a command; what it prints goes to a file.
  package init(_ command: [String], output: String) throws {
    process = try spawn(command, output: output, errors: output)
  }

  /// Whether it has ended by itself.
  package var hasEnded: Bool {
    var information = siginfo_t()
    return waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT) != 0
      || information.si_signo == SIGCHLD
  }

  /// Waits for its end and gives its status.
  package func wait() -> Int32 {
    isOver = true
    return TestSupport.wait(for: process)
  }

  deinit {
    guard !isOver else { return }
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }
}

/// A port of this machine nobody listens on: of those below 1024 that nothing uses.
package let deadPort: UInt16 = 1

/// Starts a server on a port that nobody else is given meanwhile, and waits until it can be connected to. It must set
/// `SO_REUSEADDR`, as servers do.
package func startServer(output: String, _ command: (UInt16) throws -> [String]) throws -> (Child, UInt16) {
  let (kept, port) = boundSocket(isShared: true)
  defer { close(kept) }
  let child = try Child(command(port), output: output)
  while !child.hasEnded {
    if canConnect(port) { return (child, port) }
    usleep(2000)
  }
  let said = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
  throw ServerFailure(words: said)
}

/// A server that does not start, and what it said.
package struct ServerFailure: Error { let words: String }

private func canConnect(_ port: UInt16) -> Bool { Connection(to: port) != nil }

/// Starts a command with nothing on its input; whoever starts it waits for it. What it prints is added to two files,
/// which may be the same.
package func spawn(
  _ command: [String], environment: [String: String] = [:], output: String = "/dev/null",
  errors: String = "/dev/null"
) throws -> Int32 {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
  posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_APPEND, 0o600)
  // Nothing else that is open here, a lock above all, is to be held by it.
  for descriptor in Int32(3)..<64 { posix_spawn_file_actions_addclose(&actions, descriptor) }
  // The test's threads block signals; what they start must not.
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var none = sigset_t()
  sigemptyset(&none)
  posix_spawnattr_setsigmask(&attributes, &none)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
  let settings = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0)=\($1)" }
  var words = command.map { strdup($0) } + [nil]
  var variables = settings.map { strdup($0) } + [nil]
  defer { (words + variables).forEach { free($0) } }
  var process: pid_t = 0
  let failure = posix_spawnp(&process, command[0], &actions, &attributes, &words, &variables)
  guard failure == 0 else {
    throw ServerFailure(words: "\(command[0]): \(String(cString: strerror(failure)))")
  }
  return process
}

/// Waits for a process; its status, as a shell says it.
package func wait(for process: Int32) -> Int32 {
  var status: Int32 = 0
  while waitpid(process, &status, 0) == -1 && errno == EINTR {}
  return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
}
