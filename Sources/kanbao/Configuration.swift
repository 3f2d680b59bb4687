// The configuration file: TOML, optional. Every mistake is named with its file, its line where the parser knows
// it, and the remedy.

import Foundation
import Hanzi
import Reader
import Sync
import TOMLKit
import Typesetting

/// How wide characters of ambiguous width are, or that the terminal is to be asked.
enum WidthSetting: String, CaseIterable { case narrow, wide, auto }

struct Configuration {
  /// The language of the program's own words; the locale's where nil.
  var language: Language?
  /// How articles are set; its measure is the longest line.
  var setting = Setting()
  /// How wide characters of ambiguous width are.
  var ambiguousWidth = WidthSetting.auto
  /// Which script things are shown in.
  var scripts = Scripts()
  /// How sources are fetched, and how single ones are instead.
  private var sync = SourceSettings(), syncBySource: [String: SourceSettings] = [:]

  private init() {}
}

// MARK: Reading

extension Configuration {
  /// Reads the file at a path; without one, the file in its usual place where there is one.
  /// - Throws: `Failure` that names the file, the line where it can, and the remedy.
  static func read(_ path: String?) throws -> Configuration {
    let file = path ?? World.folder("XDG_CONFIG_HOME", ".config") + "/kanbao/config.toml"
    guard path != nil || access(file, F_OK) == 0 else { return Configuration() }
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw Failure(
        "\(file) 读不了；请检查 --config 给的路径", "\(file) 讀不了；請檢查 --config 給的路徑",
        "\(file) cannot be read; check the path given to --config")
    }
    do {
      return try Configuration(Section(table: TOMLTable(string: text), file: file))
    } catch let error as TOMLParseError {
      let line = error.source.begin.line
      throw Failure(
        "\(file) 第 \(line) 行：\(error.description)", "\(file) 第 \(line) 行：\(error.description)",
        "\(file): line \(line): \(error.description)")
    }
  }

  private init(_ section: Section) throws {
    // What holds for all sources comes before what single ones have instead.
    for key in section.keys.sorted(by: { ($0 == "sources" ? 1 : 0, $0) < ($1 == "sources" ? 1 : 0, $1) }) {
      guard let read = Configuration.settings[key] else {
        throw section.unknown(key, known: Configuration.settings.keys.sorted())
      }
      try read(&self, section, key)
    }
  }

  /// Each setting's name, and how it is read.
  private static let settings: [String: @Sendable (inout Configuration, Section, String) throws -> Void] = [
    "language": { $0.language = try $1.choice($2) },
    "measure": { $0.setting.measure = try $1.number($2, in: 10...400) },
    "kinsoku": { $0.setting.kinsoku = try $1.choice($2) },
    "hanging-punctuation": { $0.setting.hangs = try $1.flag($2) },
    "justified": { $0.setting.isJustified = try $1.flag($2) },
    "autospace": { $0.setting.autospace = try $1.flag($2) },
    "paragraphs": { $0.setting.paragraphs = try $1.choice($2) },
    "ambiguous-width": { $0.ambiguousWidth = try $1.choice($2) },
    "script": { $0.scripts.all = try $1.choice($2) },
    "traditional": { $0.scripts.traditional = try $1.choice($2, among: [.traditional, .taiwan, .hongKong]) },
    "regional-words": { $0.scripts.changesWords = try $1.flag($2) },
    "sync": { configuration, section, key in
      try section.section(key).read(into: &configuration.sync)
    },
    "sources": { try $0.readSources(try $1.section($2)) },
  ]

  private mutating func readSources(_ sources: Section) throws {
    for name in sources.keys {
      let source = try sources.section(name)
      if source.keys.contains("script") { scripts.bySource[name] = try source.choice("script") }
      var settings = sync
      try source.read(into: &settings, besides: ["script"])
      syncBySource[name] = settings
    }
  }

  /// How a source is fetched.
  func settings(of source: String) -> SourceSettings { syncBySource[source] ?? sync }
}

/// A table of the file, and where it stands.
struct Section {
  let table: TOMLTable
  let file: String
  var name = ""

  var keys: [String] { table.keys.sorted() }

  /// One of an enumeration's values.
  func choice<Value: RawRepresentable & CaseIterable>(_ key: String, among values: [Value]? = nil) throws
    -> Value where Value.RawValue == String
  {
    let values = values ?? Array(Value.allCases)
    if let text = table[key]?.string, let value = values.first(where: { $0.rawValue == text }) {
      return value
    }
    let names = values.map(\.rawValue)
    throw wrong(key, names.joined(separator: "、"), names.joined(separator: ", "))
  }

  func number(_ key: String, in range: ClosedRange<Int>) throws -> Int {
    if let number = table[key]?.int, range.contains(number) { return number }
    let bounds = (range.lowerBound, range.upperBound)
    throw wrong(key, "\(bounds.0) – \(bounds.1)", "a number from \(bounds.0) to \(bounds.1)")
  }

  /// A text that `read` understands; `form` says which do.
  func text<Value>(_ key: String, _ form: Wording, _ read: (String) -> Value?) throws -> Value {
    guard let text = table[key]?.string, let value = read(text) else { throw wrong(key, form) }
    return value
  }

  /// A list of texts that `isGood` accepts.
  func texts(_ key: String, _ form: Wording, _ isGood: (String) -> Bool) throws -> [String] {
    if let texts = table[key]?.array?.compactMap(\.string), texts.count == table[key]?.array?.count,
      texts.allSatisfy(isGood)
    {
      return texts
    }
    throw wrong(key, form)
  }

  func flag(_ key: String) throws -> Bool {
    guard let flag = table[key]?.bool else { throw wrong(key, "true、false", "true or false") }
    return flag
  }

  func section(_ key: String) throws -> Section {
    guard let inner = table[key]?.table else { throw wrong(key, "[\(key)]", "a table, [\(key)]") }
    return Section(table: inner, file: file, name: name + key + ".")
  }

  func unknown(_ key: String, known: [String]) -> Failure {
    Failure(
      "\(file)：没有“\(name)\(key)”这项设置；有 \(known.joined(separator: "、"))",
      "\(file)：沒有「\(name)\(key)」這項設定；有 \(known.joined(separator: "、"))",
      "\(file): there is no setting “\(name)\(key)”; there are \(known.joined(separator: ", "))")
  }

  private func wrong(_ key: String, _ wanted: String, _ english: String) -> Failure {
    wrong(key, Wording(" \(wanted)", " \(wanted)", english))
  }

  private func wrong(_ key: String, _ form: Wording) -> Failure {
    Failure(
      "\(file)：“\(name)\(key)”应为\(form.simplified)", "\(file)：「\(name)\(key)」應為\(form.traditional)",
      "\(file): “\(name)\(key)” wants \(form.english)")
  }
}
