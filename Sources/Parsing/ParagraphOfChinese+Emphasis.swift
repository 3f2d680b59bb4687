// Emphasis beside Chinese.
//
// Two asterisks stand between a character and a mark (是**「重」**的, 数字**100%**的), where CommonMark (§6.2) takes them
// for text or turns them round, as no blank sets them off: beside Chinese, pairs are told as CommonMark tells them, with
// a friendlier rule of what may open and close. A control character between asterisks and mark, which the gate takes out
// again, says so to CommonMark. Stars that stand for what is left out of a name (王**（男）、李**（女）) have no partner,
// and stay, and so do those between two figures (5*3*2).

extension ParagraphOfChinese {
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
  mutating func pair() {
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
