// What the program prints: complete, in UTF-8, cleaned; and how it ends.

import Foundation
import Parsing
import Terminal

enum Output {
  /// Writes a text to standard output, cleaned, all of it. A reader that has gone away (`| head`) ends the program
  /// quietly; a full disk ends it with an error.
  static func write(_ text: String) {
    guard !writeAll(Array(cleanText(text).utf8), to: STDOUT_FILENO) else { return }
    if errno != EPIPE { fail(outputError(Reasons.wording(ofError: errno))) }
    exit(1)
  }

  private static func outputError(_ reason: Wording) -> String {
    say(
      "写不了标准输出：\(reason.simplified)", "寫不了標準輸出：\(reason.traditional)",
      "standard output cannot be written: \(reason.english)")
  }

  /// Writes the line about an error to standard error.
  static func fail(_ error: any Error) { fail(explanation(of: error, in: .ofLocale)) }

  /// Writes one cleaned line to standard error.
  static func fail(_ message: String) {
    let line = cleanLine(message)
    tell("kanbao: " + (line.hasPrefix("Error: ") ? String(line.dropFirst(7)) : line) + "\n")
  }

  /// Writes a text to standard error, as it is; where that is gone, nobody is left to be told.
  static func tell(_ text: String) { writeAll(Array(text.utf8), to: STDERR_FILENO) }

  /// Writes one cleaned line to standard output.
  static func line(_ text: String) { write(cleanLine(text) + "\n") }

  /// Writes one line of columns to standard output, each cleaned, with tabs between them.
  static func row(_ columns: [String]) { write(columns.map(cleanLine).joined(separator: "\t") + "\n") }

  /// Bytes for people: `640 B`, `12 kB`, `3.4 MB`.
  static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<1000: "\(bytes) B"
    case ..<1_000_000: "\(bytes / 1000) kB"
    default: "\(bytes / 1_000_000).\(bytes / 100_000 % 10) MB"
    }
  }

  /// Ends the program, and nothing else: threads may be at work, or on their way out, and what libraries clean up when a
  /// program ends (OpenSSL's tables, say) would be taken from under them.
  static func exit(_ status: Int32) -> Never { _exit(status) }

  /// A value as one line of JSON, keys in the order of the alphabet.
  static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    write(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n")
  }
}
