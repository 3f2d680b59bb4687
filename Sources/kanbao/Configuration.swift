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
      throw Failure(description: "\(file) cannot be read; check the path given to --config")
    }
    do {
      return try Configuration(TOMLTable(string: text), file: file)
    } catch let error as TOMLParseError {
      throw Failure(description: "\(file): line \(error.source.begin.line): \(error.description)")
    }
  }

  private init() {}

  private init(_ table: TOMLTable, file: String) throws {
    for key in table.keys.sorted() {
      switch key {
      case "language":
        guard let value = table[key]?.string, let language = Language(rawValue: value) else {
          throw Configuration.wrong(file, key, "simplified, traditional or english")
        }
        self.language = language
      case "measure":
        guard let value = table[key]?.int, (10...400).contains(value) else {
          throw Configuration.wrong(file, key, "a number of columns from 10 to 400")
        }
        measure = value
      case "ambiguous-width":
        guard let value = table[key]?.string, let width = AmbiguousWidth(rawValue: value) else {
          throw Configuration.wrong(file, key, "narrow or wide")
        }
        ambiguousWidth = width
      default:
        throw Failure(
          description:
            "\(file): there is no setting “\(key)”; there are language, measure and ambiguous-width")
      }
    }
  }

  private static func wrong(_ file: String, _ key: String, _ wanted: String) -> Failure {
    Failure(description: "\(file): “\(key)” wants \(wanted)")
  }
}
