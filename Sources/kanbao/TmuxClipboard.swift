// Whether tmux hands on what goes to the clipboard by OSC 52: its own settings say.

import Foundation

/// tmux around the program, and what it does with the clipboard.
struct TmuxClipboard {
  private let clipboard: String, passthrough: String

  /// Asks tmux; nil where the program does not run in it.
  init?() {
    guard environment("TMUX") != nil else { return nil }
    clipboard = firstLine(of: "tmux", "show-options", "-sv", "set-clipboard") ?? "?"
    passthrough = firstLine(of: "tmux", "show-options", "-Apv", "allow-passthrough") ?? "off"
  }

  /// Whether it takes what is copied, or hands on what is wrapped.
  var isOpen: Bool { clipboard == "on" || passthrough == "on" || passthrough == "all" }

  /// Its settings, as it calls them.
  var settings: String { "set-clipboard \(clipboard), allow-passthrough \(passthrough)" }

  /// The failure of a copy.
  var failure: Failure { Failure(remedy) }

  /// What to do where it does neither.
  var remedy: Wording {
    let text = "tmux: set-clipboard \(clipboard)"
    return Wording(
      "\(text)；请运行 tmux set -s set-clipboard on", "\(text)；請執行 tmux set -s set-clipboard on",
      "\(text); run: tmux set -s set-clipboard on")
  }
}

/// The first line that a command prints; nil where it is not there, or fails.
func firstLine(of command: String...) -> String? {
  let process = Process(), pipe = Pipe()
  process.executableURL = URL(filePath: "/usr/bin/env")
  (process.arguments, process.standardOutput) = (command, pipe)
  (process.standardInput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
  guard (try? process.run()) != nil else { return nil }
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  let line = String(decoding: data, as: UTF8.self).split(separator: "\n").first
  return process.terminationStatus == 0 ? line.map(String.init) : nil
}
