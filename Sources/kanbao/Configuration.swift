// The configuration file: TOML, optional. Every mistake is named with its file and line.

import Foundation
import Hanzi
import Reader
import TOMLKit

struct Configuration {
  /// The language of the program's own words; the locale's where nil.
  var language: Language?
  /// The longest line of an article, in columns.
  var measure = 80
  /// How wide characters of ambiguous width are.
  var ambiguousWidth = AmbiguousWidth.narrow

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
      return try Configuration(TOMLTable(string: text), file: file)
    } catch let error as TOMLParseError {
      let line = error.source.begin.line
      throw Failure(
        "\(file) 第 \(line) 行：\(error.description)", "\(file) 第 \(line) 行：\(error.description)",
        "\(file): line \(line): \(error.description)")
    }
  }

  private init() {}

  private init(_ table: TOMLTable, file: String) throws {
    for key in table.keys.sorted() {
      switch key {
      case "language":
        guard let value = table[key]?.string, let language = Language(rawValue: value) else {
          throw Configuration.wrong(
            file, key,
            Wording(
              "simplified、traditional 或 english", "simplified、traditional 或 english",
              "simplified, traditional or english"))
        }
        self.language = language
      case "measure":
        guard let value = table[key]?.int, (10...400).contains(value) else {
          throw Configuration.wrong(
            file, key, Wording("10 到 400 的列数", "10 到 400 的欄數", "a number of columns from 10 to 400"))
        }
        measure = value
      case "ambiguous-width":
        guard let value = table[key]?.string, let width = AmbiguousWidth(rawValue: value) else {
          throw Configuration.wrong(file, key, Wording("narrow 或 wide", "narrow 或 wide", "narrow or wide"))
        }
        ambiguousWidth = width
      default:
        let names = "language, measure, ambiguous-width"
        throw Failure(
          "\(file)：没有“\(key)”这项设置；有 \(names)", "\(file)：沒有「\(key)」這項設定；有 \(names)",
          "\(file): there is no setting “\(key)”; there are \(names)")
      }
    }
  }

  private static func wrong(_ file: String, _ key: String, _ wanted: Wording) -> Failure {
    Failure(
      "\(file)：“\(key)”应为 \(wanted.simplified)", "\(file)：「\(key)」應為 \(wanted.traditional)",
      "\(file): “\(key)” wants \(wanted.english)")
  }
}
