// The statements of a TOML text that may be broken: where each begins and ends, and what it leaves open. Up to the
// first mistake this is exact; beyond it, it is what was most likely meant: one mistake is not to hide the others.

/// A place in a text: its line and column, from 1, in code points.
struct TextPlace: Comparable {
  let line: Int, column: Int

  static func < (one: TextPlace, other: TextPlace) -> Bool {
    (one.line, one.column) < (other.line, other.column)
  }
}

/// A table's header, or a key with its value.
struct SettingStatement {
  /// The lines it stands on, from 1.
  var lines: ClosedRange<Int>
  /// Whether it is the header of a table.
  let isHeader: Bool
  /// The quotation mark or bracket that has no second, and where it stands.
  var open: (mark: Unicode.Scalar, place: TextPlace)?

  /// The statements of a text's lines, in order; blank lines and comments belong to none.
  static func all(in lines: [[Unicode.Scalar]]) -> [SettingStatement] {
    var statements: [SettingStatement] = []
    var index = 0
    while index < lines.count {
      let start = lines[index].first { !isBlank($0) }
      guard let start, start != "#" else {
        index += 1
        continue
      }
      let statement = SettingStatement(lines, from: index, isHeader: start == "[")
      statements.append(statement)
      index = statement.lines.upperBound
    }
    return statements
  }

  private init(_ lines: [[Unicode.Scalar]], from first: Int, isHeader: Bool) {
    var marks = OpenMarks()
    var end = first
    repeat {
      marks.take(lines[end], number: end + 1)
      end += 1
    } while !isHeader && marks.goOn && end < lines.count
      && !(marks.areOfList && SettingStatement.begins(lines[end]))
    if marks.isInLongText, let place = marks.all.last?.place {
      end = (place.line..<end).first { SettingStatement.begins(lines[$0]) } ?? end
    }
    (self.lines, self.isHeader, open) = (first + 1...end, isHeader, marks.all.last)
  }

  /// Whether a line within a list is none of the list: no value is followed by `=`, and no list holds a bare word.
  private static func begins(_ line: [Unicode.Scalar]) -> Bool {
    let text = String(String.UnicodeScalarView(line))
    let key = #/\s*(?:[\w\-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w\-]+|"[^"]*"|'[^']*'))*\s*=/#
    let header = #/\s*\[\s*(?!true|false|inf|nan)[A-Za-z_]/#
    return text.prefixMatch(of: key) != nil || text.prefixMatch(of: header) != nil
  }
}

/// The quotation marks and brackets that are open.
private struct OpenMarks {
  private(set) var all: [(mark: Unicode.Scalar, place: TextPlace)] = []
  /// Whether the last is the beginning of a text of several lines.
  private(set) var isInLongText = false

  /// Whether what is open may be closed on the next line.
  var goOn: Bool { isInLongText || areOfList }

  var areOfList: Bool { !isInLongText && all.last?.mark == "[" }

  mutating func take(_ line: [Unicode.Scalar], number: Int) {
    var column = 0
    func hasThree(_ mark: Unicode.Scalar) -> Bool { line[column...].starts(with: [mark, mark, mark]) }
    while column < line.count {
      let mark = line[column]
      if isInLongText, let quote = all.last?.mark {
        if hasThree(quote) {
          all.removeLast()
          isInLongText = false
          // Up to two of the same before the end are the text's.
          column += min(5, line[column...].prefix { $0 == quote }.count)
        } else {
          column += mark == "\\" && quote == "\"" ? 2 : 1
        }
        continue
      }
      let place = TextPlace(line: number, column: column + 1)
      switch mark {
      case "#": return
      case "\"", "'":
        isInLongText = hasThree(mark)
        guard let end = isInLongText ? column + 3 : OpenMarks.end(of: mark, in: line, from: column + 1) else {
          return all.append((mark, place))
        }
        if isInLongText { all.append((mark, place)) }
        column = end
      case "[", "{":
        all.append((mark, place))
        column += 1
      case "]" where all.last?.mark == "[", "}" where all.last?.mark == "{":
        all.removeLast()
        column += 1
      default: column += 1
      }
    }
  }

  /// Where the text is over that began before; nil where it is not in its line.
  private static func end(of quote: Unicode.Scalar, in line: [Unicode.Scalar], from start: Int) -> Int? {
    var column = start
    while column < line.count {
      if line[column] == quote { return column + 1 }
      column += line[column] == "\\" && quote == "\"" ? 2 : 1
    }
    return nil
  }
}

/// Whether TOML passes over a character between two words; a byte order mark may begin a file.
func isBlank(_ character: Unicode.Scalar) -> Bool { [" ", "\t", "\r", "\u{FEFF}"].contains(character) }
