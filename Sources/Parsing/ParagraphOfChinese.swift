// One paragraph of Markdown as it is written in Chinese: emphasis, formulas, and the marks of programs for notes
// (==marked==, [[name of a note|shown]], ![[picture.png]]).
//
// Two asterisks stand between a character and a mark (是**「重」**的, 数字**100%**的), where CommonMark (§6.2) takes them
// for text or turns them round, as no blank sets them off: beside Chinese, pairs are told as CommonMark tells them, with
// a friendlier rule of what may open and close. A control character between asterisks and mark, which the gate takes out
// again, says so to CommonMark. Stars that stand for what is left out of a name (王**（男）、李**（女）) have no partner,
// and stay, and so do those between two figures (5*3*2).
//
// A formula ($x_1$ by Pandoc's rule, $$x_1$$, \(x_1\), \[x_1\]) is no markup. It is told by what only TeX has: between
// two prices, or in a table of them, anything may stand.

struct ParagraphOfChinese {
  private var scalars: [Unicode.Scalar]
  private let keepsLines: Bool
  /// The runs of asterisks, those in code, formulas and addresses left out.
  private var runs: [Range<Int>] = []
  private var joints: Set<Int> = []
  /// What is written in the place of a range, by where it begins, and the places that are not written.
  private var replacements: [Int: String] = [:]
  private var dropped: Set<Int> = []

  /// What was searched for up to the end, and did not stand there: it is not searched for again.
  private var absent: Set<[Unicode.Scalar]> = []
  /// Where a run of so many backticks last stands.
  private var lastTicks: [Int: Int] = [:]

  private static let joint: Unicode.Scalar = "\u{1}"

  /// - Parameter keepsLines: Whether its lines are ended by its author.
  init(_ source: Substring, keepsLines: Bool) {
    scalars = Array(source.unicodeScalars)
    self.keepsLines = keepsLines
    findTicks()
    scan()
    pair()
  }

  /// The paragraph, prepared for CommonMark.
  var written: String {
    var result = String.UnicodeScalarView()
    for (place, scalar) in scalars.enumerated() {
      if let replacement = replacements[place] { result.append(contentsOf: replacement.unicodeScalars) }
      if dropped.contains(place) { continue }
      if joints.contains(place) { result.append(ParagraphOfChinese.joint) }
      if keepsLines, endsLine(place) { result.append(contentsOf: "  ".unicodeScalars) }
      result.append(scalar)
    }
    return String(result)
  }

  /// Whether a line ends at a place without a break of its own.
  private func endsLine(_ place: Int) -> Bool {
    guard scalars[place] == "\r" || scalars[place] == "\n" && at(place - 1) != "\r" else { return false }
    return at(place - 1) != "\\" && !endsWithBreak(before: place)
  }

  private func endsWithBreak(before place: Int) -> Bool {
    let tag = String(String.UnicodeScalarView(scalars[max(0, place - 6)..<place])).lowercased()
    return ["<br>", "<br/>", "<br />"].contains(where: tag.hasSuffix)
  }

  // MARK: Reading

  /// A line feed beyond the ends.
  private func at(_ place: Int) -> Unicode.Scalar { scalars.indices.contains(place) ? scalars[place] : "\n" }

  private mutating func findTicks() {
    var place = 0
    while let start = scalars[place...].firstIndex(of: "`") {
      place = end(of: "`", from: start)
      lastTicks[place - start] = start
    }
  }

  private func end(of mark: Unicode.Scalar, from start: Int) -> Int {
    scalars[start...].firstIndex { $0 != mark } ?? scalars.count
  }

  private mutating func scan() {
    var place = 0
    while place < scalars.count {
      switch scalars[place] {
      case "\\": place = bracketedFormula(at: place) ?? place + 2
      case "$": place = formula(at: place) ?? end(of: "$", from: place)
      case "`": place = endOfCode(from: place)
      case "]" where at(place + 1) == "(": place = next([")"], from: place + 2) ?? place + 2
      case "=" where at(place + 1) == "=" && !dropped.contains(place):
        place = marked(at: place) ?? end(of: "=", from: place)
      case "!" where at(place + 1) == "[" && at(place + 2) == "[": place = picture(at: place) ?? place + 3
      case "[" where at(place + 1) == "[": place = note(at: place) ?? place + 2
      case "<": place = endOfTag(from: place) ?? place + 1
      case ":" where at(place + 1) == "/" && at(place + 2) == "/": place = endOfAddress(from: place)
      case "*":
        let end = end(of: "*", from: place)
        if at(place - 1).isFigure, at(end).isFigure {
          keep(place..<end)
        } else {
          runs.append(place..<end)
        }
        place = end
      default: place += 1
      }
    }
  }

  /// Where code ends that a run of backticks begins; where the run does, if it begins none.
  private func endOfCode(from start: Int) -> Int {
    let length = end(of: "`", from: start) - start
    var place = start + length
    guard let last = lastTicks[length], last > start else { return place }
    while let next = scalars[place...].firstIndex(of: "`") {
      place = end(of: "`", from: next)
      if place - next == length { break }
    }
    return place
  }

  /// Where a tag ends, or an address in angle brackets.
  private mutating func endOfTag(from start: Int) -> Int? {
    if isTag(at: start) { return next([">"], from: start) }
    let end = scalars[(start + 1)...].firstIndex { $0.isWhite || $0 == "<" || $0 == ">" }
    return end.flatMap { scalars[$0] == ">" && scalars[start..<$0].contains(":") ? $0 : nil }
  }

  /// Whether a tag that HTML knows begins at a place.
  private func isTag(at place: Int) -> Bool {
    let beginning = scalars[place..<min(place + 16, scalars.count)]
    return leadingElement(Substring(String(String.UnicodeScalarView(beginning)))) != nil
  }

  /// Where an address ends: before Chinese, a blank or a mark that may stand around it.
  private func endOfAddress(from start: Int) -> Int {
    scalars[start...].firstIndex { !$0.isASCII || $0.isWhite || "*<>()[]`\"".unicodeScalars.contains($0) }
      ?? scalars.count
  }

  /// Where the next of some marks stands.
  private mutating func next(_ marks: [Unicode.Scalar], from start: Int) -> Int? {
    guard start < scalars.count, !absent.contains(marks) else { return nil }
    let place = scalars[start...].indices.first { place in
      scalars[place] == marks[0] && (marks.count == 1 || at(place + 1) == marks[1])
    }
    if place == nil { absent.insert(marks) }
    return place
  }

  // MARK: Marks of notes

  /// Takes the marks off what is marked, `==marked==`: beside one of them stands Chinese and no operand before the first,
  /// nor a blank within, for two signs of equality may compare. Gives where it begins, so that it is read, too.
  private mutating func marked(at start: Int) -> Int? {
    let first = start + 2
    guard end(of: "=", from: start) == first, !at(first).isWhite, at(start - 1) != "\\",
      let close = next(["=", "="], from: first), close > first, end(of: "=", from: close) == close + 2,
      !at(close - 1).isWhite, !at(first).isASCII || !at(close - 1).isASCII,
      !isOperand(at(start - 1)), !scalars[first..<close].contains(where: \.isWhite)
    else { return nil }
    dropped.formUnion([start, start + 1, close, close + 1])
    return first
  }

  /// Whether what stands before a sign shows that it belongs to a formula, to code or to an address.
  private func isOperand(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      && (scalar.properties.isAlphabetic || scalar.isFigure || "$/_.)=".unicodeScalars.contains(scalar))
  }

  /// The longest name of a note.
  private static let longestName = 200

  /// What stands between the brackets of a link to a note, where its name is shown, and the place after it.
  private func name(at start: Int) -> (name: Range<Int>, shown: Range<Int>, end: Int)? {
    let first = start + 2
    let inner = scalars[min(first, scalars.count)...].prefix(ParagraphOfChinese.longestName)
    guard let close = inner.firstIndex(where: { "[]\n".unicodeScalars.contains($0) }), close > first,
      at(close) == "]", at(close + 1) == "]", !at(first).isWhite, !at(close - 1).isWhite
    else { return nil }
    let bar = scalars[first..<close].firstIndex(of: "|")
    guard let bar else { return (first..<close, first..<close, close + 2) }
    guard bar > first, bar + 1 < close else { return nil }
    return (first..<(at(bar - 1) == "\\" ? bar - 1 : bar), (bar + 1)..<close, close + 2)
  }

  /// Takes the brackets off a link to a note; the place from which what is shown is read.
  private mutating func note(at start: Int) -> Int? {
    guard let (name, shown, end) = name(at: start), !"([:".unicodeScalars.contains(at(end)),
      at(start - 1) != "!", !isOperand(at(start - 1)), !scalars[name].allSatisfy(\.isFigure),
      !scalars[name].contains(where: { ",;，；".unicodeScalars.contains($0) })
    else { return nil }
    dropped.formUnion(start..<shown.lowerBound)
    dropped.formUnion(shown.upperBound..<end)
    return end
  }

  /// Makes a picture of `![[name.png]]`.
  private mutating func picture(at start: Int) -> Int? {
    guard let (name, _, end) = name(at: start + 1) else { return nil }
    let address = String(String.UnicodeScalarView(scalars[name]))
    guard leadsToPicture(address), !address.contains(where: { "<>".contains($0) }) else { return nil }
    replacements[start] = "![](<\(address)>)"
    dropped.formUnion(start..<end)
    return end
  }

  // MARK: Formulas

  /// Takes what stands there for text; references to characters stay what they are.
  private mutating func keep(_ range: Range<Int>) {
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
  private mutating func formula(at start: Int) -> Int? {
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
  private mutating func bracketedFormula(at start: Int) -> Int? {
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

  // MARK: Emphasis

  /// A run of asterisks, and what stands beside it.
  private struct Stars {
    let range: Range<Int>
    let before: Unicode.Scalar, after: Unicode.Scalar

    /// Whether CommonMark has it open, or close.
    var opensByItself: Bool { !after.isWhite && (!after.isMark || before.isWhite || before.isMark) }
    var closesByItself: Bool { !before.isWhite && (!before.isMark || after.isWhite || after.isMark) }
    var opens: Bool {
      opensByItself || isBesideChinese(before, inner: after) && !after.isWhite && !after.isClosing
    }
    var closes: Bool {
      closesByItself || isBesideChinese(after, inner: before) && !before.isWhite && !before.isOpening
    }

    /// A single one may be a product's, or a note's: Chinese stands outside of the quotation it marks.
    private func isBesideChinese(_ outer: Unicode.Scalar, inner: Unicode.Scalar) -> Bool {
      guard range.count > 1 else { return InlineText.isWide(outer) && quotationMarks.contains(inner) }
      return InlineText.isWide(before) || InlineText.isWide(after)
    }
  }

  /// Finds the pairs, and sets a joint where one of a pair needs it.
  private mutating func pair() {
    var open: [Int: [Stars]] = [:]
    for range in runs where range.count <= 3 {
      let stars = Stars(range: range, before: at(range.lowerBound - 1), after: at(range.upperBound))
      if stars.closes, let first = open[range.count]?.last, mayPair(first, stars) {
        if !first.opensByItself { joints.insert(first.range.upperBound) }
        if !stars.closesByItself { joints.insert(range.lowerBound) }
        for length in open.keys {
          while let last = open[length]?.last, last.range.lowerBound >= first.range.lowerBound {
            open[length]?.removeLast()
          }
        }
      } else if stars.opens {
        open[range.count, default: []].append(stars)
      }
    }
  }

  /// Two that open only as they stand before a mark are of two names.
  private func mayPair(_ first: Stars, _ second: Stars) -> Bool {
    first.opensByItself || second.opensByItself || !second.opens
  }
}

extension Unicode.Scalar {
  fileprivate var isFigure: Bool { (0x30...0x39).contains(value) }

  fileprivate var isLetter: Bool { isASCII && properties.isAlphabetic }

  /// Whether CommonMark takes it for punctuation.
  fileprivate var isMark: Bool {
    if isASCII { return (0x21...0x7E).contains(value) && !isFigure && !isLetter }
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }

  fileprivate var isOpening: Bool { openingMarks.contains(self) }
  fileprivate var isClosing: Bool { closingMarks.contains(self) }
}

private let quotationMarks = Set("「」『』“”‘’《》".unicodeScalars)
private let openingMarks = Set("「『“‘《〈（【〔［｛([{<".unicodeScalars)
private let closingMarks = Set("」』”’》〉）】〕］｝。！？，、；：…)]},.!?:;%".unicodeScalars)
