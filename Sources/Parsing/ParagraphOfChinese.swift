// One paragraph of Markdown as it is written in Chinese: emphasis, formulas, and the marks of programs for notes
// (==marked==, [[name of a note|shown]], ![[picture.png]]).

struct ParagraphOfChinese {
  var scalars: [Unicode.Scalar]
  private let keepsLines: Bool
  /// The runs of asterisks, those in code, formulas and addresses left out.
  var runs: [Range<Int>] = []
  var joints: Set<Int> = []
  /// What is written in the place of a range, by where it begins, and the places that are not written.
  private var replacements: [Int: String] = [:]
  private var dropped: Set<Int> = []

  /// What was searched for up to the end, and did not stand there: it is not searched for again.
  var absent: Set<[Unicode.Scalar]> = []
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
  func at(_ place: Int) -> Unicode.Scalar { scalars.indices.contains(place) ? scalars[place] : "\n" }

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
  func isTag(at place: Int) -> Bool {
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
}

extension Unicode.Scalar {
  var isFigure: Bool { (0x30...0x39).contains(value) }

  var isLetter: Bool { isASCII && properties.isAlphabetic }
}
