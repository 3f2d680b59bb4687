// The reader for strangers, in a real terminal.

import Foundation
import TestSupport
import Testing

/// A machine's newspaper: a cache that strangers read, filled by an account of its own.
struct SharedPaper {
  let cache = Scratch(), owner = Scratch()

  init() throws {
    let places = ["--cache", cache.path, "--data-dir", owner.path]
    try #require(try run(["add", sample, "--name", "样刊"] + places).status == 0)
    try #require(try run(["sync"] + places).status == 0)
  }

  /// Starts the reader as a stranger gets it.
  func start(_ terminal: Terminal, _ arguments: String = "") throws {
    try terminal.type("\(program) --restricted --cache \(cache.path) \(arguments)\n")
  }
}

@Suite(.serialized, .blocking) struct RestrictedTests {
  /// A folder for marks. The program does not make it: who may write there is the administrator's business.
  private let marks = Scratch()

  private func files(_ folder: Scratch) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func aStrangerReadsAndNothingStays() throws {
    let paper = try SharedPaper(), home = Scratch()
    let before = try files(paper.cache)
    let terminal = try Terminal(environment: ["HOME": home.path])
    for _ in 0..<2 {
      try paper.start(terminal)
      try terminal.wait(for: "49/49")
      try terminal.press("Enter", "m", "Enter")
      try terminal.wait(for: "返回")
      try terminal.press("q", "q")
      try terminal.wait(for: "48/49")
      try terminal.press("Q")
      try terminal.waitForShell()
      try terminal.type("clear\n")
    }
    #expect(try files(home) == [])
    #expect(try files(paper.cache) == before)
  }

  @Test func marksAreKeptForTheLogin() throws {
    let paper = try SharedPaper()
    let terminal = try Terminal(environment: ["LOGNAME": "../../etc"])
    try paper.start(terminal, "--marks \(marks.path)")
    try terminal.wait(for: "49/49")
    try terminal.press("Enter", "m", "Q")
    try terminal.waitForShell()
    try paper.start(terminal, "--marks \(marks.path)")
    try terminal.wait("one star") { $0.contains("星标") && $0.contains(/星标 +1/) }
    try terminal.press("Q")
    let folder = try #require(try FileManager.default.contentsOfDirectory(atPath: marks.path).first)
    #expect(try files(marks).allSatisfy { $0.hasPrefix(folder) })
    let attributes = try FileManager.default.attributesOfItem(atPath: marks.path + "/" + folder)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
    #expect(folder == NSUserName())
  }

  @Test func aFolderThatOthersCanReadIsNotUsed() throws {
    let paper = try SharedPaper()
    try FileManager.default.createDirectory(
      atPath: marks.path + "/" + NSUserName(), withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o755])
    let ran = try run(["--restricted", "--cache", paper.cache.path, "--marks", marks.path])
    #expect(ran.status == 1 && ran.errors.contains("不是您一个人的") && !ran.errors.contains(marks.path))
  }

  @Test func whereThingsAreIsNotTold() throws {
    let paper = try SharedPaper()
    let terminal = try Terminal()
    try paper.start(terminal)
    try terminal.wait(for: "49/49")
    try terminal.press("S")
    let state = try terminal.wait(for: "未读/全部")
    #expect(!state.contains("/sample") && !state.contains("地址"))
    try FileManager.default.removeItem(atPath: paper.cache.path + "/cache.sqlite")
    try terminal.press("q", "R")
    try terminal.wait(for: "这里只能阅读")
    try terminal.press("C-z")
    try terminal.press("!")
    let log = try terminal.wait("the log") { $0.hasPrefix(" 记录") }
    #expect(!log.contains(paper.cache.path))
    try terminal.press("Q")
    let nothing = Scratch()
    let ran = try run(["--restricted", "--cache", nothing.path])
    #expect(ran.status == 1 && ran.errors.contains("cache.sqlite") && !ran.errors.contains(nothing.path))
  }

  @Test func itIsNotStopped() throws {
    let paper = try SharedPaper()
    let terminal = try Terminal()
    try paper.start(terminal)
    try terminal.wait(for: "49/49")
    try terminal.press("C-z")
    try terminal.wait(for: "这里只能阅读")
    let process = try #require(processes(with: paper.cache).first)
    #expect(kill(process, SIGTSTP) == 0)
    try terminal.press("Enter")
    try terminal.wait(for: "1/8")
  }

  @Test func whoPressesNoKeyIsLeft() throws {
    let paper = try SharedPaper()
    let terminal = try Terminal()
    try paper.start(terminal, "--marks \(marks.path) --idle-limit 5s")
    try terminal.wait(for: "49/49")
    try terminal.press("Enter", "m", "Enter", "Space")
    try terminal.wait(for: "很久没有按键，已退出")
    try terminal.waitForShell()
    #expect(processes(with: paper.cache).isEmpty)
    try paper.start(terminal, "--marks \(marks.path)")
    try terminal.wait("the star and what was read") { $0.contains("48/49") && $0.contains(/星标 +1/) }
  }

  @Test(arguments: [
    "--restricted", "--marks /tmp", "--restricted --cache /tmp --sample", "--sample --cache /tmp",
    "--restricted --cache /tmp --config /tmp/c",
    "--restricted --cache /tmp --data-dir /tmp", "--idle-limit soon",
  ])
  func wrongOptionsAreRefused(options: String) throws {
    let ran = try run(options.split(separator: " ").map(String.init))
    #expect(ran.status == 2 && ran.errors.split(separator: "\n").count == 1)
  }
}
