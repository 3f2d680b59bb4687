// Formulas within a paragraph.
//
// A formula ($x_1$ by Pandoc's rule, $$x_1$$, \(x_1\), \[x_1\]) is no markup. It is told by what only TeX has: between
// two prices, or in a table of them, anything may stand.

extension ParagraphOfChinese {
  /// Takes what stands there for text; references to characters stay what they are.
  mutating func keep(_ range: Range<Int>) {
    var place = range.lowerBound
    while place < range.upperBound {
      if scalars[place] == "&", let end = endOfReference(from: place) {
        place = end
      } else {
        scalars[place] = Verbatim.written(scalars[place])
        place += 1
      }
    }
  }

  private func endOfReference(from start: Int) -> Int? {
    let name = scalars[(start + 1)...].prefix(10).prefix { $0.isFigure || $0.isLetter || $0 == "#" }
    return name.isEmpty || at(name.endIndex) != ";" ? nil : name.endIndex + 1
  }

  /// Where the formula ends that a dollar sign begins; nil where it begins none.
  mutating func formula(at start: Int) -> Int? {
    let length = at(start + 1) == "$" ? 2 : 1
    let first = start + length
    guard !at(first).isWhite || length == 2, let close = closingDollars(length, from: first), close > first
    else {
      return nil
    }
    if length == 1, at(close - 1).isWhite || at(close + 1).isFigure { return nil }
    guard isFormula(first..<close) else { return nil }
    keep(start..<(close + length))
    return close + length
  }

  /// The next dollar signs that are not escaped, one or two of them.
  private mutating func closingDollars(_ length: Int, from start: Int) -> Int? {
    let marks = [Unicode.Scalar](repeating: "$", count: length)
    guard !absent.contains(marks) else { return nil }
    var place = start
    while place < scalars.count {
      if scalars[place] == "$", length == 1 || at(place + 1) == "$" { return place }
      place += scalars[place] == "\\" ? 2 : 1
    }
    absent.insert(marks)
    return nil
  }

  /// Whether what stands between the signs of a formula is one: it has what only formulas have, and nothing that they
  /// have not. Between two prices, or two variables of a shell, anything may stand.
  private func isFormula(_ range: Range<Int>) -> Bool {
    ParagraphOfChinese.hasMarksOfTeX(scalars[range])
      && !range.contains { place in
        switch scalars[place] {
        case "|": at(place - 1) != "\\"
        case "`": true
        case "<": isTag(at: place) || at(place + 1) == "!"
        case "]": at(place + 1) == "("
        case "*": at(place + 1) == "*"
        case ":": at(place + 1) == "/" && at(place + 2) == "/"
        default: false
        }
      }
  }

  /// Where the formula ends that `\(` or `\[` begins; nil where they are brackets that are escaped.
  mutating func bracketedFormula(at start: Int) -> Int? {
    let open = at(start + 1)
    guard open == "(" || open == "[" else { return nil }
    let close: Unicode.Scalar = open == "(" ? ")" : "]"
    guard !absent.contains(["\\", close]) else { return nil }
    var place = start + 2
    while place < scalars.count {
      guard scalars[place] == "\\" else {
        place += 1
        continue
      }
      if at(place + 1) == open { return nil }
      if at(place + 1) == close {
        guard isFormula((start + 2)..<place) else { return nil }
        keep(start..<(place + 2))
        return place + 2
      }
      place += 2
    }
    absent.insert(["\\", close])
    return nil
  }

  /// Whether a line has what only formulas have.
  static func hasMarksOfTeX(_ line: Substring) -> Bool { hasMarksOfTeX(Array(line.unicodeScalars)[...]) }

  /// A command, or what is raised or lowered beside one letter; where Chinese is among it, a command.
  private static func hasMarksOfTeX(_ content: ArraySlice<Unicode.Scalar>) -> Bool {
    func at(_ place: Int) -> Unicode.Scalar { content.indices.contains(place) ? content[place] : " " }
    var hasCommand = false, hasScript = false, hasChinese = false
    var isEscaped = false
    for (place, scalar) in zip(content.indices, content) {
      if scalar == "\n" { return false }
      if isEscaped {
        isEscaped = false
        hasCommand = hasCommand || !scalar.isWhite && !"[]()*_#".unicodeScalars.contains(scalar)
        continue
      }
      isEscaped = scalar == "\\"
      let next = at(place + 1), last = at(place - 1)
      let isBeside = next == "{" || next == "\\" || next.isFigure || next.isLetter
      if scalar == "^" {
        hasScript =
          hasScript || isBeside && (last.isFigure || last.isLetter || ")]}".unicodeScalars.contains(last))
      }
      if scalar == "_" { hasScript = hasScript || isBeside && last.isLetter && !at(place - 2).isLetter }
      hasChinese = hasChinese || InlineText.isWide(scalar)
    }
    return hasCommand || hasScript && !hasChinese
  }
}
