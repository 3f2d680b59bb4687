// The built program, run as a command.

import Foundation
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

/// A new folder, gone with the value.
final class Scratch {
  let path: String

  init() {
    var template = Array((NSTemporaryDirectory() + "/kanbao-test-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else { fatalError("no temporary folder: \(errno)") }
    path = String(cString: made)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// What a command did.
struct Ran {
  var status: Int32
  var output: String
  var errors: String

  var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// Runs the program to its end, its input empty.
func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Ran {
  let process = Process()
  process.executableURL = URL(filePath: program)
  process.arguments = arguments
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  let scratch = Scratch()
  let output = scratch.path + "/out", errors = scratch.path + "/err"
  for path in [output, errors] { try Data().write(to: URL(filePath: path)) }
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = FileHandle(forWritingAtPath: output)
  process.standardError = FileHandle(forWritingAtPath: errors)
  try process.run()
  process.waitUntilExit()
  return Ran(
    status: process.terminationStatus, output: try String(contentsOfFile: output, encoding: .utf8),
    errors: try String(contentsOfFile: errors, encoding: .utf8))
}
