// What the full-text index holds of an article, and what of it a query asks for: in one place, so that they agree.
//
// The index is a set of tokens for each article. It finds candidates: whoever asks it looks at their texts, too.
//
//   台  台灣→台湾     each Han character, and each pair of neighbours
//   covid            each Latin word, each number
//   =台  =台湾  =covid the same of the title
//   ~ma  ~ma'yi      readings of the characters of the title and the terms, and of neighbours
//   -my  -myj        initials of two and of three neighbours of these
//   @  @12           every article; every article of a source

/// The tokens of articles and queries.
package enum SearchTokens {
  /// Another where tokens are made otherwise: an index made by another version is to be made anew.
  package static let version = Int64(1) << 32 | Int64(LexiconTables.version)

  /// Characters that are part of tokens besides letters and digits, as FTS5's `ascii` tokenizer is to be told.
  package static let marks = "=~-@'"

  /// Letters of a Latin word that count.
  private static let longestWord = 40

  /// The tokens of an article, each once, divided by blanks, as UTF-8: of its title, its terms and its body's passages,
  /// and of the source that has it, by a tag of ASCII letters and digits. Takes time linear in the text.
  package static func of(title: String, terms: [String], passages: [String], source: String) -> [UInt8] {
    let lexicon = Lexicon.shared
    var tokens = TokenSet()
    let title = FoldedText(title, lexicon)
    tokens.add(title, mark: nil)
    tokens.add(title, mark: UInt8(ascii: "="))
    for passage in passages { tokens.add(FoldedText(passage, lexicon), mark: nil) }
    tokens.addReadings(title, lexicon)
    for term in terms { tokens.addReadings(FoldedText(term, lexicon), lexicon) }
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
    var wanted: [Wanted] = []
    for (index, unit) in needle.units.enumerated() {
      switch unit {
      case .han(let point):
        let isAlone = needle.units.count == 1 || !needle.hasHan(beside: index)
        if isAlone { wanted.append(Wanted(token: mark + text([point]))) }
        if index + 1 < needle.units.count, case .han(let next) = needle.units[index + 1] {
          wanted.append(Wanted(token: mark + text([point, next])))
        }
      case .word(let points):
        wanted.append(
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
      if way.count == 1 {
        switch way[0] {
        case .full(let syllable): return [Wanted(token: "~" + letters(syllable))]
        case .initial(let letters), .beginning(let letters):
          return [Wanted(token: "~" + String(decoding: letters, as: UTF8.self), isBeginning: true)]
        }
      }
      var wanted = zip(way, way.dropFirst()).compactMap { pair -> Wanted? in
        guard case (.full(let one), .full(let other)) = pair else { return nil }
        return Wanted(token: "~\(letters(one))'\(letters(other))")
      }
      let initials = way.map(initial)
      let length = min(3, initials.count)
      for start in 0...(initials.count - length) {
        wanted.append(Wanted(token: "-" + String(decoding: initials[start..<start + length], as: UTF8.self)))
      }
      return wanted
    }
  }

  /// The token that every article of a source has; of all sources where nil.
  package static func wanted(source: String?) -> Wanted { Wanted(token: source.map { "@\($0)" } ?? "@") }

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
    /// Characters and pairs of the body; of the title: one in the upper half, the one before it, if any, in the lower.
    private var pairs: [UInt64] = [], titlePairs: [UInt64] = []
    private var others: Set<[UInt8]> = []

    mutating func add(_ text: FoldedText, mark: UInt8?) {
      var found: [UInt64] = []
      found.reserveCapacity(2 * text.points.count)
      var before: UInt32?, placeBefore = -2
      text.forEachUnit { unit, place in
        switch unit {
        case .han(let point):
          found.append(UInt64(point) << 32)
          if placeBefore == place - 1, let before { found.append(UInt64(before) << 32 | UInt64(point)) }
          before = point
          placeBefore = place
        case .word(let points):
          others.insert((mark.map { [$0] } ?? []) + SearchTokens.text(points.prefix(longestWord)).utf8)
        }
      }
      if mark == nil { pairs += found } else { titlePairs += found }
    }

    /// The readings of each character, of each two neighbours, and the initials of each two and three.
    mutating func addReadings(_ text: FoldedText, _ lexicon: Lexicon) {
      var runs: [[Syllable]] = []
      for point in text.points {
        let readings = point < FoldedText.letter ? lexicon.readings(point) : []
        runs.append(readings)
        for syllable in readings { others.insert([UInt8(ascii: "~")] + lexicon.letters(syllable)) }
      }
      for place in runs.indices.dropLast() {
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

    func written(with more: [String]) -> [UInt8] {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(7 * pairs.count)
      for (pairs, mark) in [(pairs, nil), (titlePairs, UInt8(ascii: "="))] {
        var last: UInt64?
        for pair in pairs.sorted() where pair != last {
          if let mark { bytes.append(mark) }
          TokenSet.append(UInt32(pair >> 32), to: &bytes)
          TokenSet.append(UInt32(truncatingIfNeeded: pair), to: &bytes)
          bytes.append(0x20)
          last = pair
        }
      }
      for token in others {
        bytes += token
        bytes.append(0x20)
      }
      for token in more {
        bytes += token.utf8
        bytes.append(0x20)
      }
      return bytes
    }

    /// A code point in UTF-8; nothing for 0.
    private static func append(_ point: UInt32, to bytes: inout [UInt8]) {
      if point != 0, let scalar = Unicode.Scalar(point) { bytes += UTF8.encode(scalar) ?? .init() }
    }
  }
}

extension Needle {
  /// Whether a Han character stands before or after a unit.
  fileprivate func hasHan(beside index: Int) -> Bool {
    [index - 1, index + 1].contains { place in
      if units.indices.contains(place), case .han = units[place] { true } else { false }
    }
  }
}
