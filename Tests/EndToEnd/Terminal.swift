// A real terminal: a tmux server of the test's own, a shell in it, and the program under that shell.

import Foundation
import TestSupport
import Testing

/// One terminal with a shell. It ends with the value, and all that runs in it is hung up.
final class Terminal {
  private let scratch = Scratch()
  private var socket: String { scratch.path + "/tmux" }

  /// - Parameter environment: Added to the shell's environment.
  init(columns: Int = 80, rows: Int = 24, environment: [String: String] = [:]) throws {
    let settings = (["LC_ALL": "C.UTF-8", "PS1": "ready$ "].merging(environment) { $1 })
      .map { "\($0)=\($1)" }
    try tmux(
      [
        "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "env",
      ] + settings + ["bash", "--norc", "--noprofile", "-i"])
    try tmux(["set-option", "-g", "window-size", "manual"])
    try waitForShell()
  }

  deinit { _ = try? tmux(["kill-server"]) }

  /// Types a text as it is.
  func type(_ text: String) throws { try tmux(["send-keys", "-l", text]) }

  /// Types a text in two parts, as a slow line brings it.
  func type(_ text: String, then rest: String) throws {
    try tmux(["send-keys", "-l", text, ";", "run-shell", "sleep 0.1", ";", "send-keys", "-l", rest])
  }

  /// Presses keys by tmux's names: `Enter`, `Space`, `C-z`, `j`.
  func press(_ keys: String...) throws { try tmux(["send-keys"] + keys) }

  /// Pastes a text, marked where the program wishes that.
  func paste(_ text: String) throws {
    let file = scratch.path + "/paste"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    try tmux(["load-buffer", file])
    try tmux(["paste-buffer", "-p", "-r"])
  }

  /// Starts the program with a folder of data.
  func start(_ data: Scratch, _ arguments: String = "") throws {
    try type("\(program) --data-dir \(data.path) \(arguments)\n")
  }

  func resize(columns: Int, rows: Int) throws {
    try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// Sets an option of tmux.
  func set(_ option: [String]) throws { try tmux(option) }

  /// What tmux has in its newest buffer.
  var buffer: String { get throws { try tmux(["show-buffer"]) } }

  /// Hangs up: the terminal goes away under the program.
  func hangUp() throws { try tmux(["kill-server"]) }

  /// The process that runs in it: the shell, or what the shell has made way for.
  var process: pid_t {
    get throws { pid_t(try tmux(["display-message", "-p", "#{pane_pid}"]).filter(\.isNumber)) ?? -1 }
  }

  /// What tmux knows of it, by one of its formats.
  func format(_ format: String) throws -> String { try tmux(["display-message", "-p", format]) }

  /// What is on the screen.
  var screen: String { get throws { try tmux(["capture-pane", "-p"]) } }

  /// The same with the sequences that set colours and attributes.
  var screenWithColors: String { get throws { try tmux(["capture-pane", "-e", "-p"]) } }

  /// The row of the cursor, from 0.
  var cursorRow: Int {
    get throws { Int(try tmux(["display-message", "-p", "#{cursor_y}"]).filter(\.isNumber)) ?? -1 }
  }

  /// The column of the cursor, from 0.
  var cursorColumn: Int {
    get throws { Int(try tmux(["display-message", "-p", "#{cursor_x}"]).filter(\.isNumber)) ?? -1 }
  }

  /// Whether the terminal shows its cursor.
  var showsCursor: Bool {
    get throws { try tmux(["display-message", "-p", "#{cursor_flag}"]).hasPrefix("1") }
  }

  /// Whether the terminal shows its other screen.
  var isOnAlternateScreen: Bool {
    get throws { try tmux(["display-message", "-p", "#{alternate_on}"]).hasPrefix("1") }
  }

  /// Waits until the screen holds a text.
  @discardableResult
  func wait(for text: String, _ source: SourceLocation = #_sourceLocation) throws -> String {
    try wait("“\(text)”", source) { $0.contains(text) }
  }

  /// Waits until the screen is as it should be, and is so at two looks: at one, a frame may be half drawn.
  @discardableResult
  func wait(
    _ what: String, _ source: SourceLocation = #_sourceLocation, until condition: (String) throws -> Bool
  ) throws -> String {
    var last = ""
    try waitUntil("\(what) on the screen") {
      let now = try screen
      defer { last = now }
      return try now == last && condition(now)
    } otherwise: {
      Issue.record("waited in vain for \(what) on\n\(last)", sourceLocation: source)
    }
    return last
  }

  /// Waits until the shell asks for a command: what ran before has ended, and takes no key from the next one.
  @discardableResult
  func waitForShell(_ source: SourceLocation = #_sourceLocation) throws -> String {
    try wait("the shell's prompt", source) { screen in
      let lines = screen.split(separator: "\n")
      return lines.last { !$0.allSatisfy(\.isWhitespace) }?.wholeMatch(of: /ready\$ */) != nil
    }
  }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    try run("tmux", ["-S", socket] + arguments).output
  }
}

/// Why a wait ended.
struct TimedOut: Error { var what: String }

/// Waits for a condition, looking fifty times a second for at most two minutes: it ends what would never come, not what is slow.
func waitUntil(
  _ what: String, within time: Duration = .seconds(120), _ condition: () throws -> Bool,
  otherwise: () -> Void = {}
) throws {
  let limit = ContinuousClock.now + time
  while try !condition() {
    guard ContinuousClock.now < limit else {
      otherwise()
      throw TimedOut(what: what)
    }
    usleep(20_000)
  }
}

/// The processes of the program that run with a folder of data.
func processes(with data: Scratch) -> [pid_t] {
  let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
  return all.compactMap { pid_t($0) }.filter { id in
    guard let command = try? Data(contentsOf: URL(filePath: "/proc/\(id)/cmdline")) else { return false }
    let words = command.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    return words.first == program && words.contains(data.path)
  }
}
