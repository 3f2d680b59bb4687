// Markdown as it is written in Chinese, made what CommonMark reads as it is meant.
//
// A paragraph is told by its indent of two wide spaces, without a blank line before it. And two asterisks stand between
// a character and a mark of Chinese punctuation (是**「重」**的), where CommonMark (§6.2) takes them for text, as no blank
// sets them off: a control character between asterisks and mark, which the gate takes out again, tells it otherwise.
// Stars that stand for what is left out of a name (王**（男）、李**（女）) have no partner, and stay.

enum MarkdownOfChinese {
  /// The text, prepared for CommonMark.
  static func prepared(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "*") || $0 == 0xE3 }) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count + 64)
    var fence = OpenFence()
    var isAfterText = false
    for line in Lines(text[...]) {
      if fence.holds(line) {
        result += line
      } else {
        if isAfterText, line.hasPrefix("\u{3000}\u{3000}") { result += "\n" }
        result += line.utf8.contains(UInt8(ascii: "*")) ? withJoints(line) : line
      }
      result += "\n"
      isAfterText = !line.isBlank
    }
    return result
  }

  // MARK: Emphasis

  private static let joint: Unicode.Scalar = "\u{1}"

  /// A run of asterisks in a line, and what stands beside it.
  private struct Stars {
    let range: Range<Int>
    let before: Unicode.Scalar?, after: Unicode.Scalar?

    var needsJointToOpen: Bool { isHan(before) && isOpening(after) }
    var needsJointToClose: Bool { isClosing(before) && isHan(after) }
    /// Whether it can open by itself, or close, as CommonMark has it.
    var opens: Bool { after.map { !$0.isWhite && !isClosing($0) } ?? false }
    var closes: Bool { before.map { !$0.isWhite && !isOpening($0) } ?? false }
  }

  /// A line with a joint where one of a pair of two or three asterisks needs it.
  private static func withJoints(_ line: Substring) -> Substring {
    let scalars = Array(line.unicodeScalars)
    let runs = runs(in: scalars)
    var joints: Set<Int> = []
    for (first, second) in zip(runs, runs.dropFirst()) where first.range.count == second.range.count {
      guard first.needsJointToOpen || first.opens, second.needsJointToClose || second.closes,
        first.needsJointToOpen || second.needsJointToClose, !first.needsJointToClose, !second.needsJointToOpen
      else { continue }
      if first.needsJointToOpen { joints.insert(first.range.upperBound) }
      if second.needsJointToClose { joints.insert(second.range.lowerBound) }
    }
    guard !joints.isEmpty else { return line }
    var result = String.UnicodeScalarView()
    for (place, scalar) in scalars.enumerated() {
      if joints.contains(place) { result.append(joint) }
      result.append(scalar)
    }
    return Substring(String(result))
  }

  /// The runs of two or three asterisks, those in addresses left out.
  private static func runs(in scalars: [Unicode.Scalar]) -> [Stars] {
    var runs: [Stars] = []
    var place = 0
    while place < scalars.count {
      if scalars[place] == "(", place > 0, scalars[place - 1] == "]" {
        place = scalars[place...].firstIndex(of: ")") ?? scalars.count
        continue
      }
      guard scalars[place] == "*" else {
        place += 1
        continue
      }
      let end = scalars[place...].firstIndex { $0 != "*" } ?? scalars.count
      if (2...3).contains(end - place) {
        runs.append(
          Stars(
            range: place..<end, before: place > 0 ? scalars[place - 1] : nil,
            after: end < scalars.count ? scalars[end] : nil))
      }
      place = end
    }
    return runs
  }

  private static func isHan(_ scalar: Unicode.Scalar?) -> Bool { scalar?.properties.isIdeographic ?? false }

  private static func isOpening(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map(openingMarks.contains) ?? false
  }

  private static func isClosing(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map(closingMarks.contains) ?? false
  }

  private static let openingMarks = Set("「『“‘《〈（【〔［｛".unicodeScalars)
  private static let closingMarks = Set("」』”’》〉）】〕］｝。！？，、；：…".unicodeScalars)
}
