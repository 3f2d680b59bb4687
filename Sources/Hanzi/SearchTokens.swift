// What the full-text index holds of an article, and what of it a query asks for: in one place, so that they agree.
//
// The index is a set of tokens for each article. It finds candidates: whoever asks it looks at their texts, too. So
// tokens are numbers, and two may have one: some more articles are looked at then.
//
//   台  台灣→台湾     each Han character, and each pair of neighbours, of the text and of the terms
//   covid            the first letters of each Latin word, of each number
//   =台  =台湾  =covid the same of the title
//   ~ma  ~ma'yi      readings of the characters of the title and the terms, and of neighbours
//   _zh  _zho        beginnings of these readings, of two letters or more
//   -my  -myj        initials of two and of three neighbours of these
//   @12              every article of a source

/// One word of the index, as a number of `bits` bits. In their order characters stand before their pairs, and short
/// words before those that they begin.
package struct SearchToken: Hashable, Comparable, Sendable {
  /// The number.
  package let number: UInt64

  /// Bits of a token.
  package static let bits = 46
  /// Bits of what follows the kind.
  private static let valueBits = 42

  /// What comes after all tokens.
  package static let end = SearchToken(number: .max)

  /// A token with a number that an index keeps.
  package init(number: UInt64) { self.number = number }

  package static func < (one: SearchToken, other: SearchToken) -> Bool { one.number < other.number }

  private enum Kind: UInt64 {
    case han, hanOfTitle, word, wordOfTitle, name
  }

  private init(_ kind: Kind, _ value: UInt64) {
    number = kind.rawValue << SearchToken.valueBits | value
  }

  /// A Han character, or a pair of neighbours.
  fileprivate static func han(_ one: UInt32, _ other: UInt32 = 0, isOfTitle: Bool) -> SearchToken {
    SearchToken(isOfTitle ? .hanOfTitle : .han, UInt64(one) << 21 | UInt64(other))
  }

  /// Letters of a word that count, and the bits of one.
  private static let mostLetters = 7, letterBits = 6

  /// A word.
  fileprivate static func word(_ letters: [UInt32], isOfTitle: Bool) -> SearchToken {
    words(from: letters, isOfTitle: isOfTitle).lowerBound
  }

  /// All words that begin with some letters.
  fileprivate static func words(from letters: [UInt32], isOfTitle: Bool) -> ClosedRange<SearchToken> {
    let first = letters.prefix(mostLetters), rest = letterBits * (mostLetters - first.count)
    let value = first.reduce(0) { $0 << letterBits | number(ofLetter: $1 & ~FoldedText.letter) } << rest
    let kind = isOfTitle ? Kind.wordOfTitle : .word
    return SearchToken(kind, value)...SearchToken(kind, value | (1 << rest - 1))
  }

  /// A letter in six bits; 0 is none. Those that are not of ASCII share what is left.
  private static func number(ofLetter point: UInt32) -> UInt64 {
    switch point {
    case 0x30...0x39: UInt64(point - 0x30 + 1)
    case 0x61...0x7A: UInt64(point - 0x61 + 11)
    default: UInt64(37 + point % 27)
    }
  }

  /// What has a name of some parts, and no order.
  fileprivate static func named(_ mark: Unicode.Scalar, _ parts: some Sequence<UInt64>) -> SearchToken {
    var hash = UInt64(mark.value) &* 0x9E37_79B9_7F4A_7C15
    for part in parts {
      hash = (hash ^ part) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return SearchToken(.name, hash & (1 << valueBits - 1))
  }

  fileprivate static func named(_ mark: Unicode.Scalar, _ bytes: some Sequence<UInt8>) -> SearchToken {
    named(mark, bytes.lazy.map(UInt64.init))
  }

  fileprivate static func named(_ mark: Unicode.Scalar, _ syllables: Syllable...) -> SearchToken {
    named(mark, syllables.lazy.map { UInt64($0.number) })
  }
}

/// The tokens of articles and queries.
package enum SearchTokens {
  /// Another where tokens are made otherwise: an index made by another version is to be made anew.
  package static let version = Int64(4) << 32 | Int64(LexiconTables.version)

  /// The tokens of an article, each once, in no order: of its title, its terms and its body's passages, and of the source
  /// that has it, by its key. Takes time linear in the text.
  package static func of(title: String, terms: [String], passages: [String], source: String) -> [SearchToken]
  {
    var tokens = TokenSet(ofBytes: passages.reduce(0) { $0 + $1.utf8.count })
    let title = FoldedText(title)
    tokens.add(title)
    tokens.add(title, isOfTitle: true)
    for passage in passages { tokens.add(passage: passage) }
    tokens.addReadings(title)
    for term in terms {
      let term = FoldedText(term)
      tokens.add(term)
      tokens.addReadings(term)
    }
    tokens.insert(wanted(source: source))
    return tokens.all
  }

  /// The token that every article of a source has, which is given by its key.
  package static func wanted(source key: String) -> SearchToken { .named("@", key.utf8) }

  /// For each word of a needle, tokens one of which every article has in which it is found; those of the title where it is to
  /// be found there. Each once: what occurs often is asked for once.
  package static func wanted(_ needle: Needle, isOfTitle: Bool) -> Set<ClosedRange<SearchToken>> {
    var wanted: Set<ClosedRange<SearchToken>> = []
    for (index, unit) in needle.units.enumerated() {
      switch unit {
      case .han(let point):
        if let next = needle.pair(endingAt: index + 1) {
          wanted.insert(one(.han(next[0], next[1], isOfTitle: isOfTitle)))
        } else if needle.pair(endingAt: index) == nil {
          wanted.insert(one(.han(point, isOfTitle: isOfTitle)))
        }
      case .word(let letters):
        if needle.mayGoOn(index) {
          wanted.insert(SearchToken.words(from: letters, isOfTitle: isOfTitle))
        } else {
          wanted.insert(one(.word(letters, isOfTitle: isOfTitle)))
        }
      }
    }
    return wanted
  }

  /// For each way to read pinyin, the tokens that every article has whose title or terms are read so.
  package static func wanted(_ needle: PinyinNeedle) -> [Set<SearchToken>] {
    needle.ways.map { way in
      let pairs = zip(way, way.dropFirst()).compactMap { pair -> SearchToken? in
        guard case (.full(let one), .full(let other)) = pair else { return nil }
        return .named("~", one, other)
      }
      // A syllable that stands in no pair is asked for by itself.
      let alone = way.indices.filter { !isInPair($0, of: way) }.compactMap { token(of: way[$0]) }
      var wanted = Set(pairs + alone)
      let initials = way.map(initial), length = min(3, initials.count)
      if length > 1 {
        for start in 0...(initials.count - length) {
          wanted.insert(.named("-", initials[start..<start + length]))
        }
      }
      return wanted
    }
  }

  /// The token of a syllable by itself; nil where it is no more than one letter.
  private static func token(of unit: PinyinNeedle.Unit) -> SearchToken? {
    switch unit {
    case .full(let syllable): .named("~", syllable)
    case .initial(let letters), .beginning(let letters): letters.count > 1 ? .named("_", letters) : nil
    }
  }

  /// Whether a syllable is whole, and so is one beside it.
  private static func isInPair(_ place: Int, of way: [PinyinNeedle.Unit]) -> Bool {
    func isFull(_ place: Int) -> Bool {
      if way.indices.contains(place), case .full = way[place] { true } else { false }
    }
    return isFull(place) && (isFull(place - 1) || isFull(place + 1))
  }

  /// The tokens by which a title has words in common with others: each pair of neighbouring Han characters, each Latin
  /// word of two letters or more; no numbers.
  package static func words(ofTitle title: String) -> Set<SearchToken> {
    var words: Set<SearchToken> = []
    var before: UInt32 = 0, placeBefore = -2
    FoldedText(title).forEachUnit { unit, place in
      switch unit {
      case .han(let point):
        if placeBefore == place - 1 { words.insert(.han(before, point, isOfTitle: true)) }
        before = point
        placeBefore = place
      case .word(let letters):
        if letters.count > 1, !letters.allSatisfy(isNumeric) { words.insert(.word(letters, isOfTitle: true)) }
      }
    }
    return words
  }

  private static func isNumeric(_ letter: UInt32) -> Bool {
    Unicode.Scalar(letter & ~FoldedText.letter)?.properties.numericType != nil
  }

  private static func one(_ token: SearchToken) -> ClosedRange<SearchToken> { token...token }

  private static func initial(_ unit: PinyinNeedle.Unit) -> UInt8 {
    switch unit {
    case .full(let syllable): Lexicon.shared.letters(syllable)[0]
    case .initial(let letters), .beginning(let letters): letters[0]
    }
  }

  /// The tokens of one article. (Set takes ten times as long.)
  private struct TokenSet {
    /// Each token's number where its hash has it, or behind; no number is 0.
    private var slots: [UInt64]
    private(set) var all: [SearchToken] = []

    /// Made for a text of so many bytes: it need not grow for most.
    init(ofBytes length: Int) {
      let bits = Int.bitWidth - 1 - min(length, 65_536).leadingZeroBitCount
      slots = Array(repeating: 0, count: 1 << max(11, bits))
    }

    mutating func insert(_ token: SearchToken) {
      if 2 * all.count >= slots.count { grow() }
      let mask = slots.count - 1
      var slot = Int(truncatingIfNeeded: (token.number &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
      while slots[slot] != 0 {
        if slots[slot] == token.number { return }
        slot = (slot + 1) & mask
      }
      slots[slot] = token.number
      all.append(token)
    }

    private mutating func grow() {
      let old = all
      slots = Array(repeating: 0, count: 2 * slots.count)
      all.removeAll(keepingCapacity: true)
      old.forEach { insert($0) }
    }

    /// The words of a text as far as it has been read.
    private struct Words {
      /// The Han character that came last, where nothing came behind it.
      var before: UInt32 = 0
      /// The letters of the word that may go on.
      var letters: [UInt32] = []
    }

    mutating func add(_ text: FoldedText, isOfTitle: Bool = false) {
      var words = Words()
      for point in text.points { take(point, &words, isOfTitle: isOfTitle) }
      take(FoldedText.divider, &words, isOfTitle: isOfTitle)
    }

    /// Adds a text of which nothing else is wanted.
    mutating func add(passage: String) {
      var words = Words()
      FoldedText.forEachPoint(of: passage) { point, _ in take(point, &words, isOfTitle: false) }
      take(FoldedText.divider, &words, isOfTitle: false)
    }

    private mutating func take(_ point: UInt32, _ words: inout Words, isOfTitle: Bool) {
      if point >= FoldedText.letter {
        words.letters.append(point)
        words.before = 0
        return
      }
      if !words.letters.isEmpty {
        insert(.word(words.letters, isOfTitle: isOfTitle))
        words.letters.removeAll(keepingCapacity: true)
      }
      guard point > FoldedText.blank else { return words.before = 0 }
      insert(.han(point, isOfTitle: isOfTitle))
      if words.before > 0 { insert(.han(words.before, point, isOfTitle: isOfTitle)) }
      words.before = point
    }

    /// The readings of each character, of each two neighbours, and the initials of each two and three.
    mutating func addReadings(_ text: FoldedText) {
      let lexicon = Lexicon.shared
      let runs = text.points.map { $0 < FoldedText.letter ? lexicon.readings($0) : [] }
      let initials = runs.map { $0.map { lexicon.letters($0)[0] } }
      for place in runs.indices {
        for syllable in runs[place] {
          insert(.named("~", syllable))
          let letters = lexicon.letters(syllable)
          for count in 2..<max(2, letters.count) { insert(.named("_", letters.prefix(count))) }
        }
        guard place + 1 < runs.count else { break }
        for one in runs[place] {
          for other in runs[place + 1] { insert(.named("~", one, other)) }
        }
        for one in initials[place] {
          for other in initials[place + 1] {
            insert(.named("-", [one, other]))
            guard place + 2 < runs.count else { continue }
            for last in initials[place + 2] { insert(.named("-", [one, other, last])) }
          }
        }
      }
    }
  }
}
