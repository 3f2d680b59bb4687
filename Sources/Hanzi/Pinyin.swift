// Pinyin typed on a keyboard that knows no Chinese, and what it finds in a text.

/// Latin input read as pinyin: whole syllables (`mayi`), the last of them perhaps not finished (`chongq`), or initials
/// (`my`), or syllables and then initials (`zhongguorm`). Blanks and apostrophes divide syllables (`xi'an`); ü is
/// typed as v or u.
package struct PinyinNeedle: Hashable, Sendable {
  /// One syllable of the input.
  enum Unit: Hashable, Sendable {
    case full(Syllable)
    /// The first letter of a syllable, or two where it begins with zh, ch or sh.
    case initial([UInt8])
    /// The beginning of the last syllable.
    case beginning([UInt8])
  }

  /// The ways to read the input, most likely first; each reads all of it.
  let ways: [[Unit]]

  /// The letter that all ways begin with, as a bit.
  private let initial: UInt32

  /// Ways that are looked for at most, and letters that are read.
  private static let mostWays = 32, mostLetters = 64, longestSyllable = 6

  /// What an input finds; nil where it cannot be pinyin or has fewer than two letters.
  package init?(_ text: String) {
    var parts: [[UInt8]] = []
    for part in text.lowercased().split(whereSeparator: { " '’".contains($0) }) {
      var letters: [UInt8] = []
      for scalar in part.unicodeScalars {
        switch scalar {
        case "v": letters.append(UInt8(ascii: "u"))
        case "a"..."z": letters.append(UInt8(scalar.value))
        case "\u{300}", "\u{301}", "\u{304}", "\u{308}", "\u{30C}": continue
        default:
          guard let letter = PinyinNeedle.marked[scalar] else { return nil }
          letters.append(letter)
        }
      }
      parts.append(letters)
    }
    let count = parts.reduce(0) { $0 + $1.count }
    guard (2...PinyinNeedle.mostLetters).contains(count) else { return nil }
    var ways: [[Unit]] = [[]]
    for (index, part) in parts.enumerated() {
      let readings = PinyinNeedle.ways(part, isLast: index == parts.count - 1)
      ways = Array(ways.lazy.flatMap { way in readings.map { way + $0 } }.prefix(PinyinNeedle.mostWays))
    }
    // One initial alone would find nearly everything.
    ways.removeAll { if $0.count == 1, case .initial = $0[0] { true } else { false } }
    if ways.isEmpty { return nil }
    self.ways = ways
    initial = Lexicon.bit(parts.joined().first ?? UInt8(ascii: "a"))
  }

  /// Letters with the marks of tones, and ü.
  private static let marked = Dictionary(
    uniqueKeysWithValues: zip(
      "āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ".unicodeScalars, "aaaaeeeeiiiioooouuuuuuuuunnnm".utf8))

  /// The ways to read a part without a divider in it: syllables, then initials. From its end on, so that no rest is
  /// read twice.
  private static func ways(_ letters: [UInt8], isLast: Bool) -> [[Unit]] {
    let end = letters.count
    var initials: [[[Unit]]] = Array(repeating: [[]], count: end + 1)
    var ways = initials
    for place in stride(from: end - 1, through: 0, by: -1) {
      initials[place] = firstInitials(letters[place...]).flatMap { initial in
        initials[place + initial.count].map { [.initial(initial)] + $0 }
      }
      let syllables = stride(from: min(longestSyllable, end - place), through: 1, by: -1).lazy
        .compactMap { length in
          Lexicon.shared.syllable(String(decoding: letters[place..<place + length], as: UTF8.self))
            .map { ($0, place + length) }
        }
      var found: [[Unit]] = syllables.flatMap { syllable, rest in ways[rest].map { [.full(syllable)] + $0 } }
      let rest = Array(letters[place...])
      if isLast, rest.count > 1, Lexicon.shared.hasSyllable(beginningWith: rest) {
        found.append([.beginning(rest)])
      }
      ways[place] = Array((found + initials[place]).prefix(mostWays))
      initials[place] = Array(initials[place].prefix(mostWays))
    }
    return ways[0]
  }

  /// What letters may begin with as an initial. No syllable begins with i or u.
  private static func firstInitials(_ letters: ArraySlice<UInt8>) -> [[UInt8]] {
    let pair = Array(letters.prefix(2))
    if pair.first == UInt8(ascii: "i") || pair.first == UInt8(ascii: "u") { return [] }
    return (["zh", "ch", "sh"].contains { Array($0.utf8) == pair } ? [pair] : []) + [Array(pair.prefix(1))]
  }

  /// Where it is found in a text: ranges of code points of the original, in order, none overlapping another.
  package func ranges(in text: FoldedText) -> [Range<Int>] {
    let lexicon = Lexicon.shared
    var found: [Range<Int>] = []
    var place = 0
    while place < text.points.count {
      if let way = way(at: place, in: text, lexicon) {
        found.append(text.original(place..<place + way.count))
        place += way.count
      } else {
        place += 1
      }
    }
    return found
  }

  /// Whether it is found in a text.
  package func occurs(in text: FoldedText) -> Bool {
    let lexicon = Lexicon.shared
    return text.points.indices.contains { way(at: $0, in: text, lexicon) != nil }
  }

  /// The likeliest way in which it is found at a place; nil where it is not.
  private func way(at place: Int, in text: FoldedText, _ lexicon: Lexicon) -> [Unit]? {
    guard lexicon.initials(text.points[place]) & initial != 0 else { return nil }
    return ways.first { fits($0, text, at: place, lexicon) }
  }

  private func fits(_ way: [Unit], _ text: FoldedText, at place: Int, _ lexicon: Lexicon) -> Bool {
    guard place + way.count <= text.points.count else { return false }
    for (index, unit) in way.enumerated() {
      // A letter of a Latin word is far above all characters that are read.
      let isRead = lexicon.isRead(text.points[place + index]) { syllable in
        switch unit {
        case .full(let wanted): syllable == wanted
        case .initial(let letters), .beginning(let letters): lexicon.letters(syllable).starts(with: letters)
        }
      }
      if !isRead { return false }
    }
    return true
  }
}

extension Lexicon {
  /// Whether a syllable begins with these letters.
  func hasSyllable(beginningWith letters: [UInt8]) -> Bool {
    syllableLetters.contains { $0.starts(with: letters) }
  }
}
