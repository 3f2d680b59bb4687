// A reader that nobody touches does nothing. KANBAO_TEST_IDLE says how many seconds are watched.

import Foundation
import TestSupport
import Testing

@Suite(.serialized, .blocking) struct IdleTests {
  private static let seconds =
    ProcessInfo.processInfo.environment["KANBAO_TEST_IDLE"].flatMap { UInt32($0) } ?? 3

  @Test(arguments: [["Enter"], ["Enter", "Enter"]], [true, false])
  func anIdleReaderWaitsInOnePoll(way: [String], isRestricted: Bool) throws {
    let paper = try SharedPaper(), trace = Scratch()
    try "[sync]\ninterval = \"never\"\n"
      .write(toFile: paper.owner.path + "/config.toml", atomically: false, encoding: .utf8)
    let terminal = try Terminal()
    let own = "--data-dir \(paper.owner.path) --config \(paper.owner.path)/config.toml"
    let reader = "\(program) --cache \(paper.cache.path) \(isRestricted ? "--restricted" : own)"
    try terminal.type("strace -f -o \(trace.path)/calls \(reader)\n")
    try terminal.wait(for: "49/49")
    for key in way { try terminal.press(key) }
    try terminal.wait("what the keys led to") { !$0.contains("49/49") }
    func calls() throws -> [Substring] {
      try String(contentsOfFile: trace.path + "/calls", encoding: .utf8).split(separator: "\n")
    }
    // What a key has begun comes to its end, three seconds later: nothing happens in four.
    try waitUntil("the reader to come to rest") {
      let before = try calls().count
      usleep(4_000_000)
      return try calls().count == before
    }
    let before = try calls()
    sleep(IdleTests.seconds)
    #expect(try calls().dropFirst(before.count) == [], "\(way)")
    #expect(before.last?.contains(" poll(") == true)
  }
}
