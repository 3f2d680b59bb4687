// Themes in a real terminal, and what is said of wrong ones.

import Foundation
import TestSupport
import Testing

@Suite(.serialized, .blocking) struct ThemeTests {
  private let home = Scratch()

  /// Writes a file of the configuration's folder.
  private func write(_ text: String, _ name: String) throws {
    let file = URL(filePath: home.path + "/kanbao/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  private func check() throws -> Ran {
    try run(["config", "--check"], environment: ["XDG_CONFIG_HOME": home.path, "LC_ALL": "en_GB.UTF-8"])
  }

  /// What the sample's first list looks like in a theme, colours and all.
  private func list(_ theme: String, _ environment: [String: String]) throws -> String {
    try write("theme = \"\(theme)\"\n", "config.toml")
    // `swift test` asks for no colours.
    let surroundings = ["XDG_CONFIG_HOME": home.path, "TERM": "tmux-256color", "NO_COLOR": ""]
      .merging(environment) { $1 }
    let terminal = try Terminal(environment: surroundings)
    try terminal.type("\(program) --sample\n")
    try terminal.wait(for: "49/49")
    try terminal.press("Enter")
    try terminal.wait(for: "1/8")
    return try terminal.screenWithColors
  }

  private static let names = ["terminal", "mono", "dark", "light", "e-ink", "high-contrast"]

  /// What is on the screen, with what sets colours and attributes in brackets: `⟦1;38;5;110⟧`.
  private func colored(_ terminal: Terminal) throws -> String {
    try terminal.screenWithColors.replacing(/\e\[([0-9;]*)m/) { "⟦\($0.1)⟧" }.replacing("\u{E}", with: "")
      .replacing("\u{F}", with: "")
  }

  /// A list with one article read, and the article, in each theme.
  @Test(arguments: names, [(40, 12), (80, 24), (120, 40), (200, 60)])
  func aThemeLooksAsItShould(name: String, size: (columns: Int, rows: Int)) throws {
    try write("theme = \"\(name)\"\n", "config.toml")
    let terminal = try Terminal(
      columns: size.columns, rows: size.rows,
      environment: [
        "XDG_CONFIG_HOME": home.path, "TERM": "tmux-256color", "NO_COLOR": "", "COLORTERM": "truecolor",
      ])
    try terminal.type("\(program) --sample\n")
    try terminal.wait(for: "49/49")
    try terminal.press("Enter", "2", "Enter", "Enter", "Tab")
    try terminal.wait(for: "下一个链接")
    try compare(colored(terminal), with: "Themes/\(name)-article-\(size.columns)x\(size.rows)")
    try terminal.press("q", "j")
    // Where there is room, the article stands beside the list.
    try terminal.wait("the list") { $0.contains("3/8") && (size.columns < 150 || $0.contains("〔完〕")) }
    try compare(colored(terminal), with: "Themes/\(name)-list-\(size.columns)x\(size.rows)")
  }

  @Test(arguments: names)
  func aThemeThatComesWithTheProgramIsRight(name: String) throws {
    try write("theme = \"\(name)\"\n", "config.toml")
    let ran = try check()
    #expect(ran.status == 0, "\(ran.output)")
    // As one's own, too: what is in Config/themes is what a reader copies.
    try write(
      try String(contentsOf: checkout.appending(path: "Config/themes/\(name).toml"), encoding: .utf8),
      "themes/mine.toml")
    try write("theme = \"mine\"\n", "config.toml")
    #expect(try check().status == 0)
  }

  @Test func aThemeIsPrintedToWriteOnesOwnBy() throws {
    let text = try String(contentsOf: checkout.appending(path: "Config/themes/light.toml"), encoding: .utf8)
    #expect(try run(["config", "--theme", "light"]).output == text)
    let none = try run(["config", "--theme", "lihgt"], environment: ["LC_ALL": "en_GB.UTF-8"])
    #expect(none.status == 1 && none.errors.hasSuffix("there is no theme “lihgt”; did you mean light?\n"))
  }

  @Test func whatIsWrongInAThemeIsNamedWithFileAndLine() throws {
    try write("measure = 70\ntheme = \"mine\"\n", "config.toml")
    try write(
      "[link]\ntext = \"blu\"\nbold = 1\n\n[unred]\n[title]\ntxt = \"red\"\n", "themes/mine.toml")
    let ran = try check()
    let file = home.path + "/kanbao/themes/mine.toml"
    #expect(ran.status == 1)
    #expect(
      ran.lines == [
        "\(file): line 2: there is no colour “blu”; did you mean blue?",
        "\(file): line 3: “link.bold” wants true or false",
        "\(file): line 5: there is no setting “unred”; did you mean unread?",
        "\(file): line 7: there is no setting “title.txt”; did you mean text?",
      ])
  }

  @Test(arguments: [("drak", "did you mean dark?"), ("../../x", "there are dark")])
  func aThemeThatIsNotThereIsNamed(name: String, end: String) throws {
    try write("theme = \"\(name)\"\n", "config.toml")
    let ran = try check()
    #expect(ran.status == 1 && ran.output.contains("line 1") && ran.output.contains(end))
  }

  @Test func coloursAreAsGoodAsTheTerminals() throws {
    let direct = try list("dark", ["COLORTERM": "truecolor"])
    #expect(direct.contains("48;2;28;28;30") && direct.contains("2;127;180;202"))
    let palette = try list("dark", ["COLORTERM": ""])
    #expect(palette.contains("48;5;234") && palette.contains("5;110") && !palette.contains("8;2;"))
    let eight = try list("dark", ["COLORTERM": "", "TERM": "screen"])
    #expect(eight.contains("40m") && !eight.contains("8;5;"))
  }

  @Test func withoutColoursTheSelectedRowIsStillSeen() throws {
    for environment in [["NO_COLOR": "1"], ["TERM": "vt100"]] {
      let screen = try list("dark", environment)
      #expect(screen.firstMatch(of: /\e\[[0-9;]*[34][0-8](;|m)/) == nil, "\(environment)")
      #expect(screen.firstMatch(of: /\e\[[0-9;]*7m/) != nil, "\(environment)")
    }
  }

  @Test func rulesHaveAFormForTerminalsWithoutThem() throws {
    try write("panes = \"two\"\nsymbols = \"ascii\"\n", "config.toml")
    let terminal = try Terminal(environment: ["XDG_CONFIG_HOME": home.path])
    try terminal.type("\(program) --sample\n")
    try terminal.wait(for: "49/49")
    try terminal.press("Enter")
    let screen = try terminal.wait(for: "1/8")
    #expect(screen.contains("| 1 N") && !screen.contains("│"))
  }
}
