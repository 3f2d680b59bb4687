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
  let process = try spawn([command] + arguments, environment: environment, output: output, errors: errors)
  return Ran(
    status: wait(for: process), output: try String(contentsOfFile: output, encoding: .utf8),
    errors: try String(contentsOfFile: errors, encoding: .utf8))
}
