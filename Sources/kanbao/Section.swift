// A table of the configuration file: its values, read as what they are to be.

import Foundation
import TOMLKit

/// A table of the file, and where it stands.
struct Section {
  private let table: TOMLTable
  private let lines: SettingLines
  /// The file's path.
  let file: String
  /// The names that lead to the table.
  private var path: [String] = []

  /// What in the file is no TOML; the rest is read without.
  private(set) var faults: [Mistake] = []

  /// The whole of a file.
  init(text: String, file: String) {
    var draft = SettingDraft(text)
    table = draft.parse()
    lines = SettingLines(draft.text)
    self.file = file
    faults = draft.faults.map {
      Mistake(file: file, line: $0.place.line, column: $0.place.column, $0.wording)
    }
  }

  private init(_ table: TOMLTable, _ lines: SettingLines, _ file: String, _ path: [String]) {
    (self.table, self.lines, self.file, self.path) = (table, lines, file, path)
  }

  /// The names in it, in the order of their lines.
  var keys: [String] {
    let named = table.keys.filter { !SettingDraft.isNameless($0) }
    return named.sorted { (line(of: $0) ?? 0, $0) < (line(of: $1) ?? 0, $1) }
  }

  /// The line that a key stands on.
  func line(of key: String) -> Int? { lines.line(of: path + [key]) }

  // MARK: Values

  /// One of an enumeration's values.
  func choice<Value: RawRepresentable & CaseIterable>(_ key: String, among values: [Value]? = nil)
    throws
    -> Value where Value.RawValue == String
  {
    let values = values ?? Array(Value.allCases)
    let text = table[key]?.string
    if let value = values.first(where: { $0.rawValue == text }) { return value }
    let names = values.map(\.rawValue)
    let form = Wording(
      " " + names.joined(separator: "、"), " " + names.joined(separator: "、"), names.joined(separator: ", "))
    throw wrong(key, form, text.flatMap { Mistake.question(of: $0, among: names) })
  }

  func number(_ key: String, in range: ClosedRange<Int>) throws -> Int {
    if let number = table[key]?.int, range.contains(number) { return number }
    let bounds = " \(range.lowerBound) – \(range.upperBound)"
    throw wrong(key, Wording(bounds, bounds, "a number from \(range.lowerBound) to \(range.upperBound)"))
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
    guard let flag = table[key]?.bool else {
      throw wrong(key, Wording(" true、false", " true、false", "true or false"))
    }
    return flag
  }

  func section(_ key: String) throws -> Section {
    guard let inner = table[key]?.table else {
      let name = "[\((path + [key]).joined(separator: "."))]"
      throw wrong(key, Wording("表 \(name)", "表 \(name)", "a table, \(name)"))
    }
    return Section(inner, lines, file, path + [key])
  }

  // MARK: Mistakes

  /// Does something for each key; what is wrong with one does not keep the others from being read.
  func mistakes(_ read: (String) throws -> [Mistake]) -> [Mistake] {
    keys.flatMap { key in
      do {
        return try read(key)
      } catch {
        return [error as? Mistake ?? mistake(key, Wording("\(error)", "\(error)", "\(error)"))]
      }
    }
  }

  /// Something wrong with a key.
  func mistake(_ key: String, _ wording: Wording, isHarmless: Bool = false) -> Mistake {
    Mistake(file: file, line: line(of: key), wording, isHarmless: isHarmless)
  }

  /// A key that nothing is known of. What it says is passed over.
  func unknown(_ key: String, known: [String]) -> Mistake {
    let name = fullName(key)
    let what = Wording("没有“\(name)”这项设置", "沒有「\(name)」這項設定", "there is no setting “\(name)”")
    return mistake(key, what + Mistake.suggestion(for: key, among: known), isHarmless: true)
  }

  private func wrong(_ key: String, _ form: Wording, _ suggestion: Wording? = nil) -> Mistake {
    let name = fullName(key)
    let what = Wording(
      "“\(name)”应为\(form.simplified)", "「\(name)」應為\(form.traditional)", "“\(name)” wants \(form.english)")
    return mistake(key, suggestion.map { what + $0 } ?? what)
  }

  private func fullName(_ key: String) -> String { (path + [key]).joined(separator: ".") }
}
