// What goes over the wire to a terminal: no more than what is seen to change, and nothing while nothing does.

import Foundation
import TestSupport
import Testing

@Suite(.serialized, .blocking) struct WireTests {
  /// What a step of a script has cost.
  private struct Step: Decodable {
    var keys: String
    /// What was sent, and what the cells that changed cost.
    var bytes: Int, least: Int
    var seconds: Double
    var screen: String
  }

  /// Reads the sample newspaper at the end of a line with a delay (milliseconds, each way) and a rate (bytes a second,
  /// 0 for any number).
  private func read(_ script: [[String: Any]], delay: Int, rate: Int) throws -> [Step] {
    let data = Scratch()
    return try read(
      [["expect": "/49"]] + script, delay: delay, rate: rate, ["--sample", "--data-dir", data.path])
  }

  private func read(_ script: [[String: Any]], delay: Int, rate: Int, _ arguments: [String]) throws -> [Step]
  {
    let steps = try JSONSerialization.data(withJSONObject: script)
    let ran = try run(
      "/usr/bin/python3",
      [
        checkout.appending(path: "Tests/Fixtures/wire.py").path, "24", "80", "\(delay)", "\(rate)",
        String(decoding: steps, as: UTF8.self), program,
      ] + arguments)
    try #require(ran.status == 0, "\(ran.errors)")
    return try JSONDecoder().decode([Step].self, from: Data(ran.output.utf8))
  }

  /// Showing and hiding the cursor, and where it is left: what a screen costs beside its cells.
  private let besides = 32

  @Test func noScreenCostsMuchMoreThanTheCellsThatChange() throws {
    let script: [[String]] = [
      [
        "g", "\r", "j", "j", "k", " ", "j", "j", "b", "G", "k", "g", "m", "u", "U", "N", "+", "v", "j",
        "\u{1B}",
      ],
      ["\r", "j", "j", " ", "b", "G", "g", "/", "石", "\r", "n", "\u{1B}", "s", "s", "s", "J", "K", "n", "q"],
      [
        "/", "石", "桥", "\r", "j", "\r", "q", "q", "?", "j", " ", "q", "t", "j", "q", "L", "q", "H", "j", "q",
        "q",
      ],
      [":", "h", "\u{1B}", "!", "q", "S", "q"],
    ]
    for step in try read(script.joined().map { ["keys": $0] }, delay: 20, rate: 40_000) {
      #expect(Double(step.bytes) <= 1.3 * Double(step.least + besides), "\(step)")
    }
  }

  @Test func onASlowLineKeysTypedAheadAreTakenTogether() throws {
    let steps = try read(
      [
        ["keys": "g\r", "expect": "1/49"], ["keys": String(repeating: "j", count: 40), "expect": "41/49"],
        ["keys": "\r", "expect": "%"], ["keys": "   "], ["keys": "q", "expect": "/49"],
      ], delay: 300, rate: 2000)
    // The first of the keys may be taken alone.
    for step in steps { #expect(Double(step.bytes) <= 1.3 * Double(step.least) + 300, "\(step)") }
  }

  @Test func aHeldKeySendsNoMoreThanItsRows() throws {
    let steps = try read(
      [
        ["keys": "g\r", "expect": "1/49"], ["keys": "j", "expect": "2/49"],
        ["keys": String(repeating: "j", count: 15), "at": 0.03, "expect": "17/49"],
      ], delay: 300, rate: 2000)
    #expect(steps[3].bytes <= 15 * (steps[2].bytes + besides))
  }

  /// Of sixty rows gone through in two seconds the line bears every seventh; more would be seen late.
  @Test func whatIsSeenOfAHeldKeyDoesNotLag() throws {
    let steps = try read(
      [
        ["keys": "g\r", "expect": "1/49"], ["keys": "j", "expect": "2/49"], ["keys": "g", "expect": "1/49"],
        [
          "keys": String(repeating: "j", count: 45) + String(repeating: "k", count: 15), "at": 0.03,
          "expect": "31/49",
        ],
        ["keys": "q"],
      ], delay: 300, rate: 2000)
    #expect(steps[4].bytes < 60 * steps[2].bytes / 3, "\(steps[4])")
  }

  @Test func withAnArrowARowDownIsAFewBytes() throws {
    let data = Scratch(), file = data.path + "/config.toml"
    try "selected-row = \"arrow\"\n".write(toFile: file, atomically: true, encoding: .utf8)
    let down = ["keys": "j", "expect": "2/8"]
    let steps = try read(
      [["expect": "/49"], ["keys": "\r", "expect": "1/8"], down], delay: 0, rate: 0,
      ["--sample", "--data-dir", data.path, "--config", file])
    #expect(steps[2].bytes <= 60, "\(steps[2])")
  }

  /// So that a line has one packet of it to carry, and a terminal nothing half drawn to show: before more is written,
  /// keys are looked for.
  @Test func aFrameIsOneWrite() throws {
    let trace = Scratch(), terminal = try Terminal()
    try terminal.type("strace -o \(trace.path)/calls -e trace=write,?poll,ppoll \(program) --sample\n")
    for (key, screen) in [("", "49/49"), ("Enter", "1/8"), ("G", "8/8"), ("Enter", "返回")] {
      if !key.isEmpty { try terminal.press(key) }
      try terminal.wait(for: screen)
    }
    try terminal.press("Q")
    try terminal.waitForShell()
    let calls = try String(contentsOfFile: trace.path + "/calls", encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("write(1, ") || $0.contains("poll(") }.map { $0.hasPrefix("write") }
    let begin = try #require(calls.firstIndex(of: false)), end = try #require(calls.lastIndex(of: false))
    let looked = calls[begin...end]
    #expect(looked.count { $0 } >= 4)
    #expect(zip(looked, looked.dropFirst()).allSatisfy { !($0 && $1) })
  }

  @Test func nothingIsSentWhileNothingHappens() throws {
    let steps = try read(
      [
        ["wait": 2], ["keys": "\r", "expect": "/8"], ["wait": 2], ["keys": "\r", "expect": "%"], ["wait": 2],
      ],
      delay: 0, rate: 0)
    for step in [steps[1], steps[3], steps[5]] { #expect(step.bytes == 0, "\(step)") }
  }

  @Test func theProgressOfASyncCostsLittle() throws {
    let server = MisbehavingServer { asked in
      switch asked.target {
      case "/README.md": [.answer(200, "#### 生活 &nbsp;-&nbsp; [饮食](indexes/food.md)\n")]
      case "/indexes/food.md": [.answer(200, "#### [豆花](../pages/food/1.md)\n")]
      default:
        [
          .text("HTTP/1.1 200 X\r\nContent-Type: text/plain\r\nContent-Length: 4000000\r\n\r\n"),
          .forever(Array(repeating: 0x61, count: 700), pause: 20),
        ]
      }
    }
    let data = Scratch()
    try #require(
      try run(["add", server.address, "--name", "晚报", "--data-dir", data.path]).status == 0)
    let steps = try read(
      [["expect": "正在更新"], ["wait": 8]], delay: 0, rate: 0, ["--data-dir", data.path])
    #expect(steps[1].bytes > 0 && Double(steps[1].bytes) < 200 * steps[1].seconds, "\(steps[1])")
  }
}
