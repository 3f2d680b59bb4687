// A text as search sees it, and what a word of a query finds in it.

/// A text folded: without script, variants, case, width and accents, with the place of each character in the original.
///
/// White space between Han characters is left out (old pages break lines there, and names are set with a gap);
/// elsewhere a run of it, or of punctuation, is one divider.
package struct FoldedText: Sendable {
  /// The folded code points, those of Latin words with `letter` added; 0 stands for punctuation, 0x20 for white space
  /// between words.
  private(set) var points: [UInt32] = []
  /// For each, how many code points of the original stand before it.
  private(set) var places: [Int32] = []

  static let divider: UInt32 = 0, blank: UInt32 = 0x20, letter: UInt32 = 1 << 31

  /// Folds a text. Takes time linear in it, about 10 ns a character.
  package init(_ text: String) {
    points.reserveCapacity(text.utf8.count / 2)
    places.reserveCapacity(text.utf8.count / 2)
    FoldedText.forEachPoint(of: text) { point, place in
      points.append(point)
      places.append(place)
    }
  }

  /// Calls `body` with the folded code points of a text in order, each with how many of the original stand before it.
  @inline(__always) static func forEachPoint(
    of text: String, _ body: (_ point: UInt32, _ place: Int32) -> Void
  ) {
    let lexicon = Lexicon.shared
    var place: Int32 = -1
    var isAfterBlank = false, isAfterHan = false, isAfterDivider = false
    for scalar in text.unicodeScalars {
      place += 1
      switch lexicon.kind(scalar) {
      case .ignored: continue
      case .blank:
        isAfterBlank = true
        continue
      case .divider:
        if !isAfterDivider { body(divider, place) }
        (isAfterHan, isAfterDivider) = (false, true)
      case .han:
        if isAfterBlank, !isAfterHan, !isAfterDivider { body(blank, place) }
        body(lexicon.fold(scalar.value), place)
        (isAfterHan, isAfterDivider) = (true, false)
      case .letter:
        if isAfterBlank, !isAfterDivider { body(blank, place) }
        body(lexicon.fold(scalar.value) | letter, place)
        (isAfterHan, isAfterDivider) = (false, false)
      }
      isAfterBlank = false
    }
  }

  /// The range of the original that a range of `points`, not empty, stands for.
  func original(_ range: Range<Int>) -> Range<Int> {
    Int(places[range.lowerBound])..<Int(places[range.upperBound - 1]) + 1
  }

  /// How many characters count.
  package var count: Int { points.count }
}

/// One word of a text: a Han character, or a run of letters and digits.
enum SearchUnit: Hashable, Sendable {
  case han(UInt32)
  case word([UInt32])
}

extension FoldedText {
  /// Calls `body` with the words of the text in order, each with its place in `points`.
  func forEachUnit(_ body: (SearchUnit, Int) -> Void) {
    var place = 0
    while place < points.count {
      let start = place
      while place < points.count, points[place] >= FoldedText.letter { place += 1 }
      if place > start {
        body(.word(Array(points[start..<place])), start)
      } else {
        if points[place] > FoldedText.blank { body(.han(points[place]), place) }
        place += 1
      }
    }
  }
}

/// What a word or phrase of a query finds: its Han characters one after the other, its Latin words whole, the last of
/// them also as the beginning of a longer one where it has three letters or more, and no digits. Between a Latin word and what stands
/// beside it there may be punctuation or a blank (Covid-19, 5G 基站); between Han characters nothing but blanks, or where
/// the query has punctuation (早市，夜市) any or none.
package struct Needle: Hashable, Sendable {
  /// Folded words, and nothing between them.
  let units: [SearchUnit]
  /// Those before which there may be punctuation, by their indexes.
  private let isLoose: [Bool]

  private static let shortestBeginning = 3

  /// What a text finds; nil where there is nothing in it to find.
  package init?(_ text: String) {
    let text = FoldedText(text)
    var units: [SearchUnit] = [], isLoose: [Bool] = []
    text.forEachUnit { unit, place in
      let isBesideWord = [unit, units.last].contains { if case .word? = $0 { true } else { false } }
      isLoose.append(!units.isEmpty && (isBesideWord || text.points[place - 1] == FoldedText.divider))
      units.append(unit)
    }
    if units.isEmpty { return nil }
    (self.units, self.isLoose) = (units, isLoose)
  }

  /// Two Han characters that must stand one after the other, the second of which is at an index; nil where there are none.
  func pair(endingAt index: Int) -> [UInt32]? {
    guard index > 0, index < units.count, !isLoose[index], case .han(let one) = units[index - 1],
      case .han(let other) = units[index]
    else { return nil }
    return [one, other]
  }

  /// Whether a word of it is also found as the beginning of a longer one.
  func mayGoOn(_ index: Int) -> Bool {
    guard index == units.count - 1, case .word(let letters) = units[index] else { return false }
    return letters.count >= Needle.shortestBeginning
      && letters.allSatisfy { Unicode.Scalar($0 & ~FoldedText.letter)?.properties.numericType == nil }
  }

  /// Where it occurs: ranges of code points of the original, in order, none overlapping another.
  package func ranges(in text: FoldedText) -> [Range<Int>] {
    var found: [Range<Int>] = []
    find(in: text) { range in
      found.append(text.original(range))
      return true
    }
    return found
  }

  /// Where a single Latin word or number occurs, within longer ones, too; of anything else where it occurs.
  package func rangesWithinWords(in text: FoldedText) -> [Range<Int>] {
    guard units.count == 1, case .word(let letters) = units[0] else { return ranges(in: text) }
    return text.points.ranges(of: letters).map(text.original)
  }

  /// Where it occurs first, as a range of code points of the original; nil where it does not.
  package func firstRange(in text: FoldedText) -> Range<Int>? {
    var first: Range<Int>?
    find(in: text) { range in
      first = text.original(range)
      return false
    }
    return first
  }

  /// Whether it occurs.
  package func occurs(in text: FoldedText) -> Bool { firstRange(in: text) != nil }

  /// Calls `body` with each occurrence, as a range of the folded text, until it says to stop.
  private func find(in text: FoldedText, _ body: (Range<Int>) -> Bool) {
    let first: UInt32 =
      switch units[0] {
      case .han(let point): point
      case .word(let points): points[0]
      }
    text.points.withUnsafeBufferPointer { points in
      var place = 0
      while place < points.count {
        if points[place] == first, let end = end(points, from: place) {
          guard body(place..<end) else { return }
          place = end
        } else {
          place += 1
        }
      }
    }
  }

  /// Where an occurrence that begins at a place ends.
  private func end(_ points: UnsafeBufferPointer<UInt32>, from start: Int) -> Int? {
    var place = start
    for (index, unit) in units.enumerated() {
      if isLoose[index] { skip(points, &place) }
      switch unit {
      case .han(let point):
        guard place < points.count, points[place] == point else { return nil }
        place += 1
      case .word(let letters):
        guard place + letters.count <= points.count, place == 0 || points[place - 1] < FoldedText.letter,
          zip(letters, points[place...]).allSatisfy(==)
        else { return nil }
        place += letters.count
        let isWhole = place == points.count || points[place] < FoldedText.letter
        guard isWhole || mayGoOn(index) else { return nil }
      }
    }
    return place
  }

  /// Passes over punctuation and blanks.
  private func skip(_ points: UnsafeBufferPointer<UInt32>, _ place: inout Int) {
    while place < points.count, points[place] <= FoldedText.blank { place += 1 }
  }
}
