// Themes as files: those that come with the program, embedded in it, and one's own beside the configuration.

import CSample
import Foundation
import Terminal

enum ThemeFile {
  /// The theme where none is named.
  static var usual: Theme { theme("terminal")?.theme ?? Theme() }

  /// The same, whatever one has of that name oneself.
  static var embeddedUsual: Theme {
    embedded("terminal").map { read($0, "terminal.toml") }?.theme ?? Theme()
  }

  /// The names of those that come with the program.
  static var names: [String] {
    (0..<Int(kanbao_theme_count)).map {
      String(String(cString: kanbao_theme_at(UInt($0)).path).dropLast(".toml".count))
    }
  }

  /// The theme of a name, one's own before those that come with the program, and what is wrong in it; nil where there is
  /// none.
  static func theme(_ name: String) -> (theme: Theme, mistakes: [Mistake])? {
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }) else {
      return nil
    }
    let file = World.folder("XDG_CONFIG_HOME", ".config") + "/kanbao/themes/\(name).toml"
    guard World.mayBeThere(file) else { return embedded(name).map { read($0, name + ".toml") } }
    guard let bytes = FileManager.default.contents(atPath: file),
      let text = String(validating: bytes, as: UTF8.self)
    else {
      let what = Wording(
        "读不了这个主题，或它不是 UTF-8", "讀不了這個主題，或它不是 UTF-8", "the theme cannot be read, or is not UTF-8")
      return (embeddedUsual, [Mistake(file: file, line: nil, what)])
    }
    return read(text, file)
  }

  /// What is said where there is no theme of a name.
  static func missing(_ name: String) -> Wording {
    let what = Wording("没有主题“\(name)”", "沒有主題「\(name)」", "there is no theme “\(name)”")
    return what + Mistake.suggestion(for: name, among: names)
  }

  /// The text of one that comes with the program; nil where none is called so.
  static func embedded(_ name: String) -> String? {
    names.firstIndex(of: name).map { kanbao_theme_at(UInt($0)).text }
  }

  private static func read(_ text: String, _ file: String) -> (theme: Theme, mistakes: [Mistake]) {
    let section = Section(text: text, file: file)
    var theme = Theme()
    let mistakes = section.mistakes { role in
      guard let ink = Style.Ink.ofThemes.first(where: { $0.name == role }) else {
        return [section.unknown(role, known: Style.Ink.ofThemes.map(\.name))]
      }
      var look = Theme.Look()
      let table = try section.section(role)
      let mistakes = table.mistakes { key in try read(key, of: table, into: &look) }
      theme.looks[ink] = look
      return mistakes
    }
    return (theme, section.faults + mistakes)
  }

  private static func read(_ key: String, of table: Section, into look: inout Theme.Look) throws -> [Mistake]
  {
    switch key {
    case "text": look.text = try colors(key, table)
    case "back": look.back = try colors(key, table)
    case "bold": look.isBold = try table.flag(key)
    case "underlined": look.isUnderlined = try table.flag(key)
    case "dim": look.isDim = try table.flag(key)
    default: return [table.unknown(key, known: ["text", "back", "bold", "underlined", "dim"])]
    }
    return []
  }

  private static func colors(_ key: String, _ table: Section) throws -> [Color] {
    let form = Wording(
      "颜色：default、\(example)", "顏色：default、\(example)", "colours: default, \(example)")
    let words = try table.text(key, form) { $0.split(separator: " ").map(String.init) }
    return try words.map { word in
      if let color = Color(word) { return color }
      let what = Wording("没有颜色“\(word)”", "沒有顏色「\(word)」", "there is no colour “\(word)”")
      let nearest = Mistake.question(of: word, among: Color.names)
      throw table.mistake(key, nearest.map { what + $0 } ?? what + Wording("；", "；", "; ") + form)
    }
  }

  private static let example = "red, bright-red, 0–255, #rrggbb"
}
