// A TOML text that may be broken, made whole by taking out what is: so all that is wrong in it is named at once, and what
// its settings say is looked at, too.

import TOMLKit

/// A text on its way to be TOML.
struct SettingDraft {
  private(set) var lines: [[Unicode.Scalar]]
  /// What was found wrong, and where.
  private(set) var faults: [(place: TextPlace, wording: Wording)] = []

  /// Faults looked for in one file.
  private static let most = 20
  private static let tooMany = Wording(
    "错太多，其余的没有查；改好这些再查一次", "錯太多，其餘的沒有查；改好這些再查一次",
    "too many mistakes: the rest was not looked at; mend these and check again")
  /// What a table is called whose header was taken out: what stands below it is of no other.
  private static let nameless = "\u{1}"

  /// A text as it was written.
  init(_ text: String) {
    lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
  }

  /// The text as it is now, its lines where they were.
  var text: String { SettingDraft.text(of: lines[...]) }

  /// The text that lines make.
  static func text(of lines: ArraySlice<[Unicode.Scalar]>) -> String {
    var text = String.UnicodeScalarView()
    for line in lines { text += line + ["\n"] }
    return String(text)
  }

  /// Whether a table is one whose header was taken out.
  static func isNameless(_ table: String) -> Bool { table.hasPrefix(nameless) }

  /// The settings of what is TOML; what is not is taken out, and noted. Of a text with too many faults, nothing, and that
  /// is noted, too.
  mutating func parse() -> TOMLTable {
    takeOutNames()
    takeOutEnds()
    while faults.count < SettingDraft.most {
      do {
        return try TOMLTable(string: text)
      } catch let error as TOMLParseError {
        guard takeOut(error) else { break }
      } catch {
        break
      }
    }
    if faults.count >= SettingDraft.most, let last = faults.map(\.place).max() {
      faults.append((last, SettingDraft.tooMany))
    }
    lines = []
    return TOMLTable()
  }

  /// Takes out what the parser stumbled over. Returns whether that was anything.
  private mutating func takeOut(_ error: TOMLParseError) -> Bool {
    let place = TextPlace(line: error.source.begin.line, column: error.source.begin.column)
    let statements = SettingStatement.all(in: lines)
    // What is left open may have led the parser on for many lines.
    let open = statements.first { $0.open.map { $0.place <= place } ?? false }
    guard let statement = open ?? statements.first(where: { $0.lines.contains(place.line) }) else {
      faults.append((place, SettingFault(error, place, nil, lines).wording))
      return clear(place.line...place.line)
    }
    let fault = SettingFault(error, place, statement, lines)
    faults.append((fault.place, fault.wording))
    return clear(statement.lines, isHeader: statement.isHeader)
  }

  /// Takes out headers whose name begins with what no bare name has: the parser (toml++ 3) ends the process over them.
  private mutating func takeOutNames() {
    for statement in SettingStatement.all(in: lines) where statement.isHeader {
      let line = lines[statement.lines.lowerBound - 1]
      let bracket = line.firstIndex(of: "[") ?? 0
      let name = line[bracket...].dropFirst(line[bracket...].starts(with: ["[", "["]) ? 2 : 1)
      let begin = name.firstIndex { $0 != " " && $0 != "\t" } ?? line.count
      let first = begin < line.count ? line[begin] : "\n"
      guard !SettingFault.isOfBareName(first), !"\"']".unicodeScalars.contains(first) else { continue }
      let place = TextPlace(line: statement.lines.lowerBound, column: begin + 1)
      let fault = SettingFault(named: line[begin...], place, statement)
      faults.append((fault.place, fault.wording))
      _ = clear(statement.lines, isHeader: true)
    }
  }

  /// Takes out lines with a NUL, at which the parser would take the text to end.
  private mutating func takeOutEnds() {
    for (index, line) in lines.enumerated() {
      guard let place = line.firstIndex(of: "\0") else { continue }
      faults.append(
        (
          TextPlace(line: index + 1, column: place + 1),
          Wording("有空字符（NUL）；请删去", "有空字元（NUL）；請刪去", "there is a NUL; take it out")
        ))
      _ = clear(index + 1...index + 1)
    }
  }

  /// Empties lines; a table's header leaves one without a name. Returns whether there was anything.
  private mutating func clear(_ numbers: ClosedRange<Int>, isHeader: Bool = false) -> Bool {
    guard numbers.upperBound <= lines.count, numbers.contains(where: { !lines[$0 - 1].isEmpty }) else {
      return false
    }
    for number in numbers { lines[number - 1] = [] }
    if isHeader {
      lines[numbers.lowerBound - 1] = Array("[\"\\u0001\(numbers.lowerBound)\"]".unicodeScalars)
    }
    return true
  }
}
