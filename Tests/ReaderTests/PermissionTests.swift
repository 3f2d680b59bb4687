// What a stranger may do: read, and nothing that leads out of the reader.

import Library
import Reader
import Terminal
import Testing

struct PermissionTests {
  /// Ways to screens, from the front page.
  private static let ways: [[String]] = [[], ["Enter"], ["Enter", "Enter"], ["t"], ["?"], ["!"], ["S"]]

  private func stranger(_ way: [String]) throws -> Session {
    var session = try Session(Paper.tea(), isRestricted: true)
    for key in way { try session.press(key) }
    return session
  }

  @Test(arguments: Command.allCases) func noCommandAsksForMoreThanReading(command: Command) throws {
    for way in PermissionTests.ways {
      var session = try stranger(way)
      try session.press(":")
      try session.type(command.name)
      try session.press("Enter")
      #expect(session.wishes.allSatisfy { $0.isForStrangers }, "\(way)")
    }
  }

  @Test func noKeyAsksForMoreThanReading() throws {
    let letters = (0x21...0x7E).map { String(Unicode.Scalar($0)) }
    let controls = (0x41...0x5A).map { "^" + String(Unicode.Scalar($0)) }
    let keys = (letters + controls).compactMap(Key.init(name:)).map { [$0] }
    let sequences = Preset.kanbao.bindings.map(\.keys.keys).filter { $0.count > 1 }
    for way in PermissionTests.ways {
      for sequence in keys + sequences {
        var session = try stranger(way)
        for key in sequence { try session.take(.key(key)) }
        #expect(session.wishes.allSatisfy { $0.isForStrangers }, "\(way) \(sequence)")
      }
    }
  }

  @Test(arguments: ["sync", "source", "suspend"]) func whatIsNotForStrangersIsSaidAndNotOffered(name: String)
    throws
  {
    var session = try stranger([])
    try session.press(":")
    try session.type(name)
    try session.press("Enter")
    #expect(session.bottom == " 这里只能阅读" && session.wishes.isEmpty)
    try session.press(":")
    try session.type(String(name.dropLast()))
    try session.press("Tab")
    #expect(session.bottom == " :" + name.dropLast())
    try session.press("Esc", "?", "/")
    try session.type("(\(name))")
    #expect(!session.lines(1...22).contains { $0.contains("(\(name))") })
    #expect(!session.bottom.contains("更新"))
  }

  @Test func aStrangerReadsAndMarks() throws {
    var session = try stranger(["Enter", "m", "Enter", "q", "q"])
    #expect(session.title.hasSuffix("23/24") && session.screen.contains("星标"))
    try session.press("u")
    #expect(session.bottom.hasSuffix("（撤销）"))
  }
}
