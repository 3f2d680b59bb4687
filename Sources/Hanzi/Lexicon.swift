// What search knows of single characters: what they are folded to, and how they are read. Index and query go by the
// same tables, which are made when the program is built (CLexicon).

/// What search knows of single characters.
package struct Lexicon: Sendable {
  /// The one lexicon; its tables are unpacked when it is first asked for, in about a millisecond.
  package static let shared = Lexicon()

  /// What a character of a text is to search.
  enum Kind: UInt8 {
    /// Nothing: an accent, a format character.
    case ignored
    /// A character that is a word by itself and joins with its neighbours: Han, kana, hangul, bopomofo.
    case han
    /// A letter or digit of a longer word.
    case letter
    /// White space.
    case blank
    /// Anything else: it stands between words.
    case divider
  }

  /// For each code point of the basic plane: what it is folded to (0 where that is beyond the plane), and its kind.
  private var folds: [UInt16]
  private var kinds: [UInt8]
  /// The few that are beyond it, or are folded to what is.
  private var otherFolds: [UInt32: UInt32] = [:]
  /// For each folded character of the basic plane, the syllable it is most often read as.
  private var readings: [Syllable]
  /// The others, of those that have several.
  private var otherReadings: [UInt32: [Syllable]] = [:]
  /// The letters of each syllable, by its number; and the other way round.
  private(set) var syllableLetters: [[UInt8]] = [[]]
  private var syllables: [String: Syllable] = [:]

  private init() {
    folds = (0...UInt16.max).map { $0 }
    kinds = (0...UInt32(UInt16.max)).map { Unicode.Scalar($0).map { Lexicon.kind($0).rawValue } ?? 0 }
    readings = Array(repeating: .none, count: folds.count)
    readFolds(LexiconTables.folds.description.unicodeScalars)
    readReadings(LexiconTables.readings.description.unicodeScalars)
    for (syllable, characters) in heteronyms {
      guard let syllable = syllables[syllable] else { continue }
      for scalar in characters.unicodeScalars {
        let folded = fold(scalar.value)
        if !readings(folded).contains(syllable) { otherReadings[folded, default: []].append(syllable) }
      }
    }
  }

  /// Reads pairs of a character and what it is folded to.
  private mutating func readFolds(_ table: String.UnicodeScalarView) {
    var from: UInt32?
    for scalar in table {
      if let point = from {
        setFold(point, scalar)
        from = nil
      } else {
        from = scalar.value
      }
    }
  }

  private mutating func setFold(_ point: UInt32, _ folded: Unicode.Scalar) {
    if point <= UInt16.max, folded.value <= UInt16.max {
      folds[Int(point)] = UInt16(folded.value)
      kinds[Int(point)] = Lexicon.kind(folded).rawValue
    } else {
      otherFolds[point] = folded.value
      if point <= UInt16.max { folds[Int(point)] = 0 }
    }
  }

  /// Reads syllables, each followed by the characters that are read so.
  private mutating func readReadings(_ table: String.UnicodeScalarView) {
    var name: [UInt8] = []
    for scalar in table {
      if scalar.isASCII {
        name.append(UInt8(scalar.value))
        continue
      }
      if !name.isEmpty {
        syllables[String(decoding: name, as: UTF8.self)] = Syllable(number: UInt16(syllableLetters.count))
        syllableLetters.append(name)
        name = []
      }
      readings[Int(scalar.value)] = Syllable(number: UInt16(syllableLetters.count - 1))
    }
  }

  private static func kind(_ scalar: Unicode.Scalar) -> Kind {
    if scalar.isASCII {
      return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        ? .letter : scalar.properties.isWhitespace ? .blank : .divider
    }
    switch scalar.value {
    // Most of the basic plane, known without looking it up: Han, Han, hangul; private use.
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3: return .han
    case 0xE000...0xF8FF: return .divider
    default: break
    }
    // The category first, which settles nearly all: each property that is looked up costs as much again.
    switch scalar.properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: return .blank
    case .control where scalar.properties.isWhitespace: return .blank
    case .nonspacingMark, .enclosingMark, .format, .control: return .ignored
    case .otherLetter, .modifierLetter, .letterNumber:
      return ScalarProperties(scalar).isEastAsian ? .han : .letter
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .decimalNumber: return .letter
    case .otherSymbol, .otherNumber, .unassigned: return .divider
    default: return scalar.properties.isAlphabetic ? .letter : .divider
    }
  }

  /// What a code point is folded to.
  func fold(_ point: UInt32) -> UInt32 {
    if point <= UInt16.max, folds[Int(point)] != 0 { return UInt32(folds[Int(point)]) }
    return otherFolds[point] ?? point
  }

  /// What a code point is to search.
  func kind(_ scalar: Unicode.Scalar) -> Kind {
    if scalar.value <= UInt16.max { return Kind(rawValue: kinds[Int(scalar.value)]) ?? .divider }
    return Lexicon.kind(scalar)
  }

  /// How a folded Han character is read, most usual first; empty where that is not known.
  func readings(_ folded: UInt32) -> [Syllable] {
    guard folded <= UInt16.max, readings[Int(folded)] != .none else { return [] }
    return [readings[Int(folded)]] + (otherReadings[folded] ?? [])
  }

  /// Whether a folded Han character has a reading that is as asked.
  func isRead(_ folded: UInt32, _ isWanted: (Syllable) -> Bool) -> Bool {
    guard folded <= UInt16.max, readings[Int(folded)] != .none else { return false }
    return isWanted(readings[Int(folded)]) || otherReadings[folded]?.contains(where: isWanted) ?? false
  }

  /// The first letters of the readings of a folded Han character: a bit for each from a on.
  func initials(_ folded: UInt32) -> UInt32 {
    guard folded <= UInt16.max, readings[Int(folded)] != .none else { return 0 }
    let first = Lexicon.bit(syllableLetters[Int(readings[Int(folded)].number)][0])
    return (otherReadings[folded] ?? []).reduce(first) {
      $0 | Lexicon.bit(syllableLetters[Int($1.number)][0])
    }
  }

  /// What stands for a letter, a to z, among others.
  static func bit(_ letter: UInt8) -> UInt32 { 1 << UInt32(letter - UInt8(ascii: "a")) }

  /// The syllable of these letters, or nil where no character is read so.
  func syllable(_ letters: String) -> Syllable? { syllables[letters] }

  /// The letters of a syllable, a to z.
  func letters(_ syllable: Syllable) -> [UInt8] { syllableLetters[Int(syllable.number)] }

  /// A name as all its ways of writing come to one: script, variants, case, width; without blanks and punctuation.
  package func key(_ name: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in name.unicodeScalars where [.han, .letter].contains(kind(scalar)) {
      if let folded = Unicode.Scalar(fold(scalar.value)) { key.append(folded) }
    }
    return String(key)
  }

  /// The key of a name; the name itself where it has neither letters nor characters.
  package func keyOrName(_ name: String) -> String {
    let key = key(name)
    return key.isEmpty ? name : key
  }
}

/// One syllable of pinyin without its tone; ü is written u.
struct Syllable: Hashable, Sendable {
  let number: UInt16

  /// What no character is read as.
  static let none = Syllable(number: 0)
}
