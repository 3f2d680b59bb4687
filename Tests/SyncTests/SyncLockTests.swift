// One syncer at a time, and what the others see of it.

import Foundation
import Sync
import TestSupport
import Testing

struct SyncLockTests {
  private let scratch = Scratch()
  private var cache: String { scratch.path + "/cache.sqlite" }
  private var file: URL { URL(filePath: SyncLock.file(of: cache)) }
  private let example = SyncAnnouncement(
    source: "晚报", mirror: "mirror.example", new: 18, done: 120, total: 632, bytes: 1_234_567)

  @Test func whoeverComesSecondIsRefused() throws {
    let lock = try SyncLock(cache: cache)
    #expect(throws: SyncError.busy) { _ = try SyncLock(cache: cache) }
    lock.release()
    _ = try SyncLock(cache: cache)
  }

  @Test func aLockThatGoesAwayIsReleased() throws {
    do { _ = try SyncLock(cache: cache) }
    #expect(SyncLock.holder(cache: cache) == nil)
  }

  @Test func theOthersSeeWhatTheHolderTells() throws {
    #expect(SyncLock.holder(cache: cache) == nil)
    let lock = try SyncLock(cache: cache)
    #expect(SyncLock.holder(cache: cache) == SyncAnnouncement())
    lock.announce(example)
    #expect(SyncLock.holder(cache: cache) == example)
    lock.release()
    #expect(SyncLock.holder(cache: cache) == nil)
    #expect(try Data(contentsOf: file).isEmpty)
    lock.announce(example)
    #expect(try Data(contentsOf: file).isEmpty)
  }

  @Test func itIsWrittenTwiceASecondAtMost() throws {
    let lock = try SyncLock(cache: cache)
    lock.announce(example)
    lock.announce(SyncAnnouncement())
    #expect(SyncLock.holder(cache: cache) == example)
    // Half a second later it is: what waits for that gives up after ten.
    for _ in 0..<1000 where SyncLock.holder(cache: cache) != SyncAnnouncement() {
      usleep(10_000)
      lock.announce(SyncAnnouncement())
    }
    #expect(SyncLock.holder(cache: cache) == SyncAnnouncement())
  }

  @Test func whatAKilledProcessLeftIsNobodys() throws {
    try Data("{\"source\":\"晚报\",\"mirror\":\"\",\"new\":1,\"done\":1,\"total\":2,\"bytes\":3}\n".utf8).write(
      to: file)
    #expect(SyncLock.holder(cache: cache) == nil)
    let lock = try SyncLock(cache: cache)
    #expect(SyncLock.holder(cache: cache) == SyncAnnouncement())
    lock.release()
  }

  @Test func aFileThatCanOnlyBeReadIsEnough() throws {
    let lock = try SyncLock(cache: cache)
    lock.announce(example)
    chmod(file.path, 0o400)
    #expect(SyncLock.holder(cache: cache) == example)
  }

  @Test func longNamesFitIntoALine() throws {
    let lock = try SyncLock(cache: cache)
    let long = String(repeating: "\\\"長", count: 400)
    lock.announce(
      SyncAnnouncement(
        source: long, mirror: long, new: 1, done: 999_999_999_999, total: 1, bytes: 999_999_999_999))
    #expect(try Data(contentsOf: file).count <= 512)
    let seen = try #require(SyncLock.holder(cache: cache))
    #expect(seen.new == 1 && !seen.source.isEmpty && long.hasPrefix(seen.source))
  }

  @Test(arguments: [
    "", "\n", "{}", "{}\n", "[1]\n", "null\n", "{\"source\":1}\n", "\u{0}\u{0}\n",
    String(repeating: "[", count: 5000),
    "{\"source\":\"a\",\"mirror\":\"\",\"new\":-1,\"done\":1,\"total\":2,\"bytes\":3}\n",
    "{\"source\":\"a\",\"mirror\":\"\",\"new\":1,\"done\":1,\"total\":1e30,\"bytes\":3}\n",
    "{\"source\":\"a\",\"mirror\":\"\",\"new\":1,\"done\":9223372036854775807,\"total\":2,\"bytes\":3}\n",
    "{\"source\":\"a\",\"mirror\":\"\",\"new\":1,\"done\":1,\"total\":2,\"bytes\":3}",
  ]) func whatIsNoAnnouncementTellsNothing(text: String) throws {
    let lock = try SyncLock(cache: cache)
    let handle = try FileHandle(forWritingTo: file)
    try handle.write(contentsOf: Data(text.utf8))
    #expect(SyncLock.holder(cache: cache) == SyncAnnouncement())
    lock.release()
  }

  @Test func controlCharactersInItDoNotReachTheScreen() throws {
    let lock = try SyncLock(cache: cache)
    let text =
      "{\"source\":\"a\\u001b[2Jb\",\"mirror\":\"x\\ny\\u202e\",\"new\":1,\"done\":1,\"total\":2,\"bytes\":3}\n"
    try FileHandle(forWritingTo: file).write(contentsOf: Data(text.utf8))
    let seen = try #require(SyncLock.holder(cache: cache))
    #expect(seen.total == 2)
    for scalar in (seen.source + seen.mirror).unicodeScalars {
      #expect(![.control, .format].contains(scalar.properties.generalCategory), "\(scalar.value)")
    }
    lock.release()
  }
}
