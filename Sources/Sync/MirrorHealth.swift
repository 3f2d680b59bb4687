// How a mirror has fared: what its place among a source's mirrors, and the patience with it, are reckoned from. Kept
// across restarts in the cache, as JSON.

import Foundation
package import Library

/// How a mirror has fared. Times are seconds since 1970, 0 for never.
package struct MirrorHealth: Hashable, Sendable, Codable {
  /// How often it succeeds, of late: 0 to 1.
  package var success = 0.5
  /// Bytes a second it delivers, of late; 0 where nothing is known.
  package var speed = 0.0
  /// How many times in a row it was found to be behind.
  package var staleness = 0
  /// How many times in a row it failed.
  package var failures = 0
  /// When it may be asked again, and whether it said so itself.
  package var retryAt: Int64 = 0, isTold = false
  /// When it was last asked, and when it last succeeded.
  package var asked: Int64 = 0, succeeded: Int64 = 0
  /// When it failed first since it last succeeded; nil where it has not.
  package var failingSince: Int64?
  /// Why it failed last; nil where it has succeeded since.
  package var error: SyncError?
  /// The day its bytes are counted for, in days since 1970, and the bytes.
  package var day: Int64 = 0, bytesOfDay = 0

  /// What was left out of what it gave of late, the newest first; nil where nothing was.
  package var leftOut: [LeftOut]?

  /// A file that was left out, and when.
  package struct LeftOut: Hashable, Sendable, Codable {
    /// When, in seconds since 1970.
    package var time: Int64
    /// What and why.
    package var note: SyncNote
  }

  /// A mirror of which nothing is known.
  package init() {}

  /// What was kept of a mirror; what cannot be read is forgotten.
  package init(_ record: MirrorRecord) {
    let data = Data(record.health.utf8)
    self = (try? JSONDecoder().decode(MirrorHealth.self, from: data)) ?? MirrorHealth()
  }

  /// As it is kept.
  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Bytes moved on the day of a time.
  package func bytes(ofDay now: Int64) -> Int {
    day == MirrorHealth.day(of: now) ? min(bytesOfDay, MirrorHealth.mostOfDay) : 0
  }

  /// More bytes than are moved in a day: sums of such numbers stay numbers, whatever a server made git say.
  private static let mostOfDay = 1 << 50

  /// Seconds until it may be asked again; nil where it may be now. A clock that was set back does not lengthen the
  /// wait.
  package func wait(at now: Int64) -> Int? {
    guard retryAt > now, asked <= now, retryAt - now <= 2 * MirrorHealth.longestWait else { return nil }
    return Int(retryAt - now)
  }

  /// How good it is, against the others of its source.
  var score: Double {
    let pace = speed > 0 ? log2(2 + speed / 1000) : 4
    return success * pace / Double(1 + staleness)
  }

  // MARK: What happens to it

  mutating func moved(_ bytes: Int, at now: Int64) {
    bytesOfDay = self.bytes(ofDay: now) + bytes
    day = MirrorHealth.day(of: now)
  }

  mutating func succeeded(at now: Int64, speed measured: Double?) {
    (asked, succeeded, retryAt, failures, error, failingSince) = (now, now, 0, 0, nil, nil)
    success += (1 - success) / 4
    if let measured { speed = speed == 0 ? measured : speed + (measured - speed) / 3 }
  }

  /// It gave all it has, but for some files; `has` says whether one left out before has come since.
  mutating func leftOut(_ notes: [SyncNote], at now: Int64, has: (LeftOut) -> Bool) {
    let old = (leftOut ?? []).filter { known in
      now - known.time < MirrorHealth.longestMemory && !notes.contains { $0.path == known.note.path }
        && !has(known)
    }
    let all = (notes.map { LeftOut(time: now, note: $0) } + old).prefix(MirrorHealth.mostLeftOut)
    leftOut = all.isEmpty ? nil : Array(all)
  }

  private static let mostLeftOut = 5, longestMemory: Int64 = 7 * 86_400

  /// It failed: it is left alone for a time that doubles with each failure, from a minute to a day, give or take a
  /// fifth, or for as long as it asked; where it may be this machine that has failed, to half an hour.
  mutating func failed(_ error: SyncError, at now: Int64, chance: Double = .random(in: 0.8...1.2)) {
    (asked, self.error) = (now, error)
    if case .behind = error {
      staleness += 1
      return
    }
    failures += 1
    // The clock may have been ahead.
    failingSince = min(failingSince ?? now, now)
    success -= success / 3
    let doubled = MirrorHealth.shortestWait << Int64(min(failures - 1, 11))
    let longest = error.mayBeOurs ? MirrorHealth.longestWaitForUs : MirrorHealth.longestWait
    retryAt = now + Int64(Double(min(doubled, longest)) * chance)
    isTold = false
    if case .askedToWait(_, _, let seconds?) = error, seconds > 0 {
      retryAt = now + min(Int64(seconds), MirrorHealth.longestWait)
      isTold = true
    }
    if case .slow = error { retryAt = now }
  }

  private static let shortestWait: Int64 = 60, longestWait: Int64 = 86_400, longestWaitForUs: Int64 = 1800

  private static func day(of time: Int64) -> Int64 { time / 86_400 }

  /// When the day after that of a time begins, in seconds since 1970.
  static func dayAfter(_ time: Int64) -> Int64 { (day(of: time) + 1) * 86_400 }
}
