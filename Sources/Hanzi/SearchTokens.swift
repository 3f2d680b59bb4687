// What the full-text index holds of an article, and what of it a query asks for: in one place, so that they agree.
//
// The index is a set of tokens for each article. It finds candidates: whoever asks it looks at their texts, too.
//
//   台  台灣→台湾     each Han character, and each pair of neighbours, of the text and of the terms
//   covid            each Latin word, each number
//   =台  =台湾  =covid the same of the title
//   ~ma  ~ma'yi      readings of the characters of the title and the terms, and of neighbours
//   _zh  _zho        beginnings of these readings, of two letters or more
//   -my  -myj        initials of two and of three neighbours of these
//   @  @12           every article; every article of a source

/// The tokens of articles and queries.
package enum SearchTokens {
  /// Another where tokens are made otherwise: an index made by another version is to be made anew.
  package static let version = Int64(3) << 32 | Int64(LexiconTables.version)

  /// Characters that are part of tokens besides letters and digits, as FTS5's `ascii` tokenizer is to be told.
  package static let marks = "=~-_@'"

  /// Letters of a Latin word that count.
  private static let longestWord = 40

  /// The tokens of an article, each once, divided by blanks: of its title, its terms and its body's passages,
  /// and of the source that has it, by a tag of ASCII letters and digits. Takes time linear in the text.
  package static func of(title: String, terms: [String], passages: [String], source: String) -> String {
    var tokens = TokenSet()
    let title = FoldedText(title)
    tokens.add(title, mark: nil)
    tokens.add(title, mark: UInt8(ascii: "="))
    for passage in passages { tokens.add(FoldedText(passage), mark: nil) }
    tokens.addReadings(title)
    for term in terms {
      let term = FoldedText(term)
      tokens.add(term, mark: nil)
      tokens.addReadings(term)
    }
    return tokens.written(with: ["@", "@\(source)"])
  }

  /// What one word of the index is asked for.
  package struct Wanted: Hashable, Sendable {
    /// The token.
    package var token: String
    /// Whether tokens that begin with it will do.
    package var isBeginning = false
  }

  /// The tokens that every article has in which a needle is found; those of the title where it is to be found there.
  package static func wanted(_ needle: Needle, inTitle: Bool) -> [Wanted] {
    let mark = inTitle ? "=" : ""
    var wanted: [Wanted] = [], known: Set<Wanted> = []
    func add(_ token: Wanted) {
      // What occurs often is asked for once.
      if known.insert(token).inserted { wanted.append(token) }
    }
    for (index, unit) in needle.units.enumerated() {
      switch unit {
      case .han(let point):
        let next = needle.pair(endingAt: index + 1)
        if next == nil, needle.pair(endingAt: index) == nil { add(Wanted(token: mark + text([point]))) }
        if let next { add(Wanted(token: mark + text(next))) }
      case .word(let points):
        add(
          Wanted(
            token: mark + text(points.prefix(longestWord)),
            isBeginning: needle.mayGoOn(index) && points.count <= longestWord))
      }
    }
    return wanted
  }

  /// For each way to read pinyin, the tokens that every article has whose title or terms are read so.
  package static func wanted(_ needle: PinyinNeedle) -> [[Wanted]] {
    needle.ways.map { way in
      let pairs = zip(way, way.dropFirst()).compactMap { pair -> Wanted? in
        guard case (.full(let one), .full(let other)) = pair else { return nil }
        return Wanted(token: "~\(letters(one))'\(letters(other))")
      }
      // A syllable that stands in no pair is asked for by itself.
      var wanted = pairs + way.indices.filter { !isInPair($0, of: way) }.compactMap { self.wanted(way[$0]) }
      guard way.count > 1 else { return wanted }
      let initials = way.map(initial)
      let length = min(3, initials.count)
      for start in 0...(initials.count - length) {
        wanted.append(Wanted(token: "-" + String(decoding: initials[start..<start + length], as: UTF8.self)))
      }
      return wanted
    }
  }

  /// The token of a syllable by itself; nil where it is no more than one letter.
  private static func wanted(_ unit: PinyinNeedle.Unit) -> Wanted? {
    switch unit {
    case .full(let syllable): Wanted(token: "~" + letters(syllable))
    case .initial(let letters), .beginning(let letters):
      letters.count > 1 ? Wanted(token: "_" + String(decoding: letters, as: UTF8.self)) : nil
    }
  }

  /// Whether a syllable is whole, and so is one beside it.
  private static func isInPair(_ place: Int, of way: [PinyinNeedle.Unit]) -> Bool {
    func isFull(_ place: Int) -> Bool {
      if way.indices.contains(place), case .full = way[place] { true } else { false }
    }
    return isFull(place) && (isFull(place - 1) || isFull(place + 1))
  }

  /// The token that every article of a source has; of all sources where nil.
  package static func wanted(source: String?) -> Wanted { Wanted(token: source.map { "@\($0)" } ?? "@") }

  /// The tokens by which a title has words in common with others: each pair of neighbouring Han characters, each Latin
  /// word of two letters or more; no numbers.
  package static func words(ofTitle title: String) -> Set<String> {
    var words: Set<String> = []
    var before: UInt32 = 0, placeBefore = -2
    FoldedText(title).forEachUnit { unit, place in
      switch unit {
      case .han(let point):
        if placeBefore == place - 1 { words.insert("=" + text([before, point])) }
        before = point
        placeBefore = place
      case .word(let points):
        let word = text(points.prefix(longestWord))
        if word.count > 1, !word.allSatisfy(\.isNumber) { words.insert("=" + word) }
      }
    }
    return words
  }

  private static func letters(_ syllable: Syllable) -> String {
    String(decoding: Lexicon.shared.letters(syllable), as: UTF8.self)
  }

  private static func initial(_ unit: PinyinNeedle.Unit) -> UInt8 {
    switch unit {
    case .full(let syllable): Lexicon.shared.letters(syllable)[0]
    case .initial(let letters), .beginning(let letters): letters[0]
    }
  }

  private static func text(_ points: some Sequence<UInt32>) -> String {
    var text = String.UnicodeScalarView()
    for point in points { Unicode.Scalar(point & ~FoldedText.letter).map { text.append($0) } }
    return String(text)
  }

  /// The tokens of one article.
  private struct TokenSet {
    /// Characters and pairs of the text, and of the title.
    private var pairs = PairSet(), titlePairs = PairSet()
    private var others: Set<[UInt8]> = []

    mutating func add(_ text: FoldedText, mark: UInt8?) {
      if mark == nil { pairs.reserve(text.count) } else { titlePairs.reserve(text.count) }
      var before: UInt32 = 0, placeBefore = -2
      text.forEachUnit { unit, place in
        switch unit {
        case .han(let point):
          let pair = placeBefore == place - 1 ? UInt64(before) << 32 | UInt64(point) : nil
          if mark == nil {
            pairs.insert(UInt64(point))
            if let pair { pairs.insert(pair) }
          } else {
            titlePairs.insert(UInt64(point))
            if let pair { titlePairs.insert(pair) }
          }
          before = point
          placeBefore = place
        case .word(let points):
          others.insert((mark.map { [$0] } ?? []) + SearchTokens.text(points.prefix(longestWord)).utf8)
        }
      }
    }

    /// The readings of each character, of each two neighbours, and the initials of each two and three.
    mutating func addReadings(_ text: FoldedText) {
      let lexicon = Lexicon.shared
      let runs = text.points.map { $0 < FoldedText.letter ? lexicon.readings($0) : [] }
      for place in runs.indices {
        for syllable in runs[place] {
          let letters = lexicon.letters(syllable)
          others.insert([UInt8(ascii: "~")] + letters)
          for count in 2..<max(2, letters.count) {
            others.insert([UInt8(ascii: "_")] + letters.prefix(count))
          }
        }
        guard place + 1 < runs.count else { break }
        for one in runs[place] {
          for other in runs[place + 1] {
            others.insert(
              [UInt8(ascii: "~")] + lexicon.letters(one) + [UInt8(ascii: "'")] + lexicon.letters(other))
          }
        }
        let initials = runs[place..<min(place + 3, runs.count)].map { Set($0.map { lexicon.letters($0)[0] }) }
        for one in initials[0] {
          for other in initials[1] {
            others.insert([UInt8(ascii: "-"), one, other])
            if initials.count > 2 {
              for last in initials[2] { others.insert([UInt8(ascii: "-"), one, other, last]) }
            }
          }
        }
      }
    }

    func written(with more: [String]) -> String {
      let room = 7 * pairs.count + 8 * titlePairs.count + others.reduce(0) { $0 + $1.count + 1 }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(room + 32)
      for pair in pairs.sorted() { TokenSet.append(pair, mark: nil, to: &bytes) }
      for pair in titlePairs.sorted() { TokenSet.append(pair, mark: UInt8(ascii: "="), to: &bytes) }
      for token in others + more.map({ Array($0.utf8) }) {
        bytes += token
        bytes.append(0x20)
      }
      return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ pair: UInt64, mark: UInt8?, to bytes: inout [UInt8]) {
      if let mark { bytes.append(mark) }
      if pair > UInt32.max { append(UInt32(pair >> 32), to: &bytes) }
      append(UInt32(truncatingIfNeeded: pair), to: &bytes)
      bytes.append(0x20)
    }

    /// A code point in UTF-8. No Han character is ASCII.
    private static func append(_ point: UInt32, to bytes: inout [UInt8]) {
      func rest(_ shift: UInt32) -> UInt8 { UInt8(0x80 | point >> shift & 0x3F) }
      switch point {
      case 0..<0x800: bytes.append(UInt8(0xC0 | point >> 6))
      case 0x800..<0x10000:
        bytes.append(UInt8(0xE0 | point >> 12))
        bytes.append(rest(6))
      default:
        bytes.append(UInt8(0xF0 | point >> 18))
        bytes.append(rest(12))
        bytes.append(rest(6))
      }
      bytes.append(rest(0))
    }
  }

  /// A set of numbers that are not 0: characters (one in the lower half) and pairs of them. Set takes ten times as long.
  private struct PairSet {
    private var slots: [UInt64] = Array(repeating: 0, count: 64)
    private(set) var count = 0

    /// Makes room for the characters of a text and their pairs.
    mutating func reserve(_ characters: Int) {
      let wanted = 2 * (count + 2 * characters)
      guard wanted > slots.count else { return }
      var size = slots.count
      while size < wanted { size *= 2 }
      let old = slots
      slots = Array(repeating: 0, count: size)
      count = 0
      for number in old where number != 0 { insert(number) }
    }

    /// There must be room for it.
    mutating func insert(_ number: UInt64) {
      let mask = slots.count - 1
      var slot = Int(truncatingIfNeeded: (number &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
      while slots[slot] != 0 {
        if slots[slot] == number { return }
        slot = (slot + 1) & mask
      }
      slots[slot] = number
      count += 1
    }

    /// In order: FTS5 takes the tokens of many articles in a fifth faster where all have one order.
    func sorted() -> [UInt64] { slots.filter { $0 != 0 }.sorted() }
  }
}
