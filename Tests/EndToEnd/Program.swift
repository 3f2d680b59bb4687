// The built program, run as a command.

import Foundation
import TestSupport
import Testing

/// The program that was built beside these tests.
let program: String = {
  var folder = Bundle.main.bundleURL
  for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
    folder = URL(filePath: argument).deletingLastPathComponent()
  }
  for candidate in [folder, folder.deletingLastPathComponent(), testBundleFolder] {
    let path = candidate.appending(path: "kanbao").path
    if FileManager.default.isExecutableFile(atPath: path) { return path }
  }
  fatalError("there is no program beside the tests: \(folder.path)")
}()

/// Where the test bundle is, as the kernel knows it: the runner maps it into its memory.
private let testBundleFolder: URL = {
  let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
  let line = maps.split(separator: "\n").first { $0.hasSuffix(".xctest") } ?? ""
  let path = line.drop { $0 != "/" }
  return URL(filePath: String(path)).deletingLastPathComponent()
}()

/// The checkout.
let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// The tree of the sample newspaper.
let sample = checkout.appending(path: "Config/sample").path

/// What a command did.
struct Ran {
  var status: Int32
  var output: String
  var errors: String

  var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// Runs the program to its end, its input empty.
func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Ran {
  try run(program, arguments, environment: environment)
}

/// Runs a command to its end. Not with `Process`, which waits for whatever a command leaves behind (a tmux
/// server) as well; and what it prints goes through files, as a pipe would stay open there.
func run(_ command: String, _ arguments: [String], environment: [String: String] = [:]) throws -> Ran {
  let scratch = Scratch()
  let output = scratch.path + "/out", errors = scratch.path + "/err"
  let process = try start(command, arguments, environment: environment, output: output, errors: errors)
  return Ran(
    status: wait(for: process), output: try String(contentsOfFile: output, encoding: .utf8),
    errors: try String(contentsOfFile: errors, encoding: .utf8))
}

/// Starts a command, its input empty; whoever starts it waits for it.
func start(
  _ command: String, _ arguments: [String], environment: [String: String] = [:], output: String = "/dev/null",
  errors: String = "/dev/null"
) throws -> pid_t {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
  posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT, 0o600)
  // The test's threads block signals; what they start must not.
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var none = sigset_t()
  sigemptyset(&none)
  posix_spawnattr_setsigmask(&attributes, &none)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
  let settings = ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0)=\($1)" }
  var words = ([command] + arguments).map { strdup($0) } + [nil]
  var variables = settings.map { strdup($0) } + [nil]
  defer { (words + variables).forEach { free($0) } }
  var process: pid_t = 0
  let failure = posix_spawnp(&process, command, &actions, &attributes, &words, &variables)
  try #require(failure == 0, "\(command): \(String(cString: strerror(failure)))")
  return process
}

/// Waits for a process; its status, as a shell says it.
func wait(for process: pid_t) -> Int32 {
  var status: Int32 = 0
  while waitpid(process, &status, 0) == -1 && errno == EINTR {}
  return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
}
