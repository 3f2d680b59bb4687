// What the one who syncs tells the other processes of the host, as one line of the lock file. Whoever reads it
// trusts nothing of it: another account may have written it.

import Foundation
import Parsing

/// How far a sync has got, for other processes.
package struct SyncAnnouncement: Hashable, Sendable, Codable {
  /// The source that is brought up to date, and the host or the address of its mirror; empty where not known.
  package var source = "", mirror = ""
  /// Articles that were new in this run.
  package var new = 0
  /// Files looked at so far, of how many; no total while it is not known.
  package var done = 0, total = 0
  /// Bytes received and sent.
  package var bytes = 0

  /// A sync that has just begun.
  package init() {}

  /// How far a source's sync has got.
  package init(source: String, mirror: String, new: Int, done: Int, total: Int, bytes: Int) {
    (self.source, self.mirror) = (source, mirror)
    (self.new, self.done, self.total, self.bytes) = (new, done, total, bytes)
  }

  /// Bytes of a line at most, its end among them.
  static let longestLine = 512
  /// Bytes of a text that are told at most; both fit into a line even where each needs an escape.
  private static let longestText = 80
  /// Numbers beyond are not believed, and lead to no overflow.
  private static let believable = 0...1_000_000_000_000

  /// The line that says so.
  var line: [UInt8] {
    var short = self
    short.source = SyncAnnouncement.short(source)
    short.mirror = SyncAnnouncement.short(mirror)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let text = (try? encoder.encode(short)) ?? Data("{}".utf8)
    return Array(text) + [UInt8(ascii: "\n")]
  }

  /// What a line says; nil where it is none of ours, or not whole.
  init?(line bytes: [UInt8]) {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")),
      let told = try? JSONDecoder().decode(SyncAnnouncement.self, from: Data(bytes[..<end])),
      [told.new, told.done, told.total, told.bytes].allSatisfy(SyncAnnouncement.believable.contains)
    else { return nil }
    self = told
    source = SyncAnnouncement.short(told.source)
    mirror = SyncAnnouncement.short(told.mirror)
  }

  private static func short(_ text: String) -> String {
    var short = cleanLine(text)
    while short.utf8.count > longestText { short.removeLast() }
    return short
  }
}
