// Colours by their names, and what becomes of them on terminals that have fewer.

import Terminal
import Testing

struct ThemeTests {
  @Test(arguments: [
    ("default", Color.standard), ("black", .palette(0)), ("red", .palette(1)), ("white", .palette(7)),
    ("bright-black", .palette(8)), ("bright-white", .palette(15)), ("0", .palette(0)), ("255", .palette(255)),
    ("#1c1c1e", .rgb(28, 28, 30)), ("#FFFFFF", .rgb(255, 255, 255)),
  ])
  func aColourHasSeveralNames(text: String, color: Color) {
    #expect(Color(text) == color)
  }

  @Test(arguments: ["", "rot", "256", "-1", "#fff", "#gggggg", "#1c1c1e0", "Red", "bright red", "１２"])
  func whatIsNoColourIsNone(text: String) {
    #expect(Color(text) == nil)
  }

  @Test(arguments: [
    ("#1c1c1e", Color.Depth.direct, Int32(0x1C1C1E)), ("#1c1c1e", .palette, 234), ("#ff0000", .palette, 196),
    ("#ff0000", .sixteen, 9), ("#ff0000", .eight, 1), ("#000000", .palette, 16), ("#ff0000", .none, -1),
    ("234", .palette, 234), ("234", .sixteen, 0), ("196", .direct, 0xFF0000), ("bright-red", .palette, 9),
    ("bright-red", .sixteen, 9), ("bright-red", .eight, 1), ("bright-red", .direct, 0xFF0000),
    ("bright-black", .eight, -1), ("red", .direct, 1), ("default", .direct, -1), ("red", .none, -1),
  ])
  func aTerminalShowsTheNearestItHas(text: String, depth: Color.Depth, number: Int32) throws {
    #expect(try #require(Color(text)).number(at: depth) == number)
  }

  @Test func ofSeveralColoursTheFirstThatIsThereIsTaken() throws {
    var theme = Theme()
    var look = Theme.Look()
    look.text = try ["#1f5f8b", "24", "magenta"].map { try #require(Color($0)) }
    theme.looks[.link] = look
    #expect(theme.colors(of: .link, at: .direct).text == 0x1F5F8B)
    #expect(theme.colors(of: .link, at: .palette).text == 24)
    #expect(theme.colors(of: .link, at: .eight).text == 5)
    #expect(theme.colors(of: .link, at: .none) == (-1, -1))
  }

  @Test func anInkWithoutColoursHasThoseOfPlainText() throws {
    var theme = Theme()
    var normal = Theme.Look(), link = Theme.Look()
    (normal.text, normal.back) = ([.palette(7)], [.palette(0)])
    link.text = [.palette(6)]
    (theme.looks[.normal], theme.looks[.link]) = (normal, link)
    #expect(theme.colors(of: .title, at: .eight) == (7, 0))
    #expect(theme.colors(of: .link, at: .eight) == (6, 0))
  }
}
