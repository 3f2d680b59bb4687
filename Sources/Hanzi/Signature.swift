// Signatures: two numbers for each name, by which most names that a word or pinyin cannot be in are passed over without
// looking at them.

/// What can be found in a name, or what of that a text looks for: a bit for each thing, which others may share. What is
/// found in a name, as a word or as pinyin, has no bit that the name has not.
package struct NameSignature: Hashable, Sendable {
  /// Of the Han characters.
  package private(set) var characters: UInt64 = 0
  /// Of letters that follow each other, or come first: in a word, in how a character is read, and from one character to
  /// the next as they may be typed.
  package private(set) var letters: UInt64 = 0

  /// The signature of a name.
  package init(ofName name: String) {
    let lexicon = Lexicon.shared, text = FoldedText(name)
    add(text, withWords: true)
    var before: [[UInt8]] = []
    for point in text.points {
      let readings = point < FoldedText.letter ? lexicon.readings(point).map(lexicon.letters) : []
      for reading in readings {
        addRun(reading.map(UInt32.init))
        for end in before.flatMap(NameSignature.ends) { addLetters(end, UInt32(reading[0])) }
      }
      before = readings
    }
  }

  /// The signature of what is looked for in names. What can be no pinyin is in names that have such words.
  package init(ofSought text: String) {
    add(FoldedText(text), withWords: PinyinNeedle(text) == nil)
  }

  private mutating func add(_ text: FoldedText, withWords: Bool) {
    text.forEachUnit { unit, _ in
      switch unit {
      case .han(let point): characters |= NameSignature.bit(UInt64(point))
      case .word(let points):
        let word = points.map { $0 & ~FoldedText.letter }
        addRun(word)
        if withWords { addLetters(NameSignature.word, word[0]) }
      }
    }
  }

  private mutating func addRun(_ letters: [UInt32]) {
    var before: UInt32 = 0
    for letter in letters {
      addLetters(before, letter)
      before = letter
    }
  }

  /// v is typed for ü, which is written u: they are one.
  private mutating func addLetters(_ first: UInt32, _ second: UInt32) {
    let (first, second) = (first == 0x76 ? 0x75 : first, second == 0x76 ? 0x75 : second)
    letters |= NameSignature.bit(UInt64(first) << 32 | UInt64(second))
  }

  /// The letters with which the typing of a syllable may end before the next is typed: its last, or that of an initial.
  private static func ends(_ syllable: [UInt8]) -> [UInt32] {
    let isPair = syllable.count > 1 && syllable[1] == UInt8(ascii: "h")
    return ([syllable[0], syllable[syllable.count - 1]] + (isPair ? [syllable[1]] : [])).map(UInt32.init)
  }

  /// What stands before the first letter of a word.
  private static let word: UInt32 = 1

  private static func bit(_ thing: UInt64) -> UInt64 { 1 << ((thing &* 0x9E37_79B9_7F4A_7C15) >> 58) }
}
