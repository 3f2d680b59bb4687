// Signatures: a number for each name, by which most names that a word or pinyin cannot be in are passed over without
// looking at them.

extension Lexicon {
  /// The signature of a name: a bit for each letter that is in it, or in a reading of one of its characters, and one of
  /// the others for each character. What is found in a name, as a word or as pinyin, has no bit that the name has not.
  package func signature(ofName name: String) -> UInt64 {
    signature(name) { character in
      readings(character).reduce(0) { bits, syllable in
        letters(syllable).reduce(bits) { $0 | bit(ofLetter: UInt32($1)) }
      }
    }
  }

  /// The signature of what is looked for in names.
  package func signature(ofSought text: String) -> UInt64 { signature(text) { _ in 0 } }

  private func signature(_ text: String, _ readings: (UInt32) -> UInt64) -> UInt64 {
    var bits: UInt64 = 0
    for scalar in text.unicodeScalars {
      let point = fold(scalar.value)
      switch kind(scalar) {
      case .letter: bits |= bit(ofLetter: point)
      case .han: bits |= bit(ofCharacter: point) | readings(point)
      case .ignored, .blank, .divider: break
      }
    }
    return bits
  }

  /// v is typed for ü, which is written u: they are one.
  private func bit(ofLetter point: UInt32) -> UInt64 {
    guard (0x61...0x7A).contains(point) else { return bit(ofCharacter: point) }
    return 1 << UInt64((point == 0x76 ? 0x75 : point) - 0x61)
  }

  private func bit(ofCharacter point: UInt32) -> UInt64 { 1 << UInt64(26 + point % 38) }
}
