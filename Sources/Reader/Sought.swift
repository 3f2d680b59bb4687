// What is looked for in an article, and where it stands in it. Knows the texts of one document; must not know lines.

import Articles
import Hanzi
import Library
import Typesetting

/// What is looked for in an article.
enum Sought: Hashable, Sendable {
  /// A text that was typed: a word or a part of one, or else pinyin.
  case text(String)
  /// What a search found it by, and whether by pinyin.
  case query(SearchQuery, withPinyin: Bool)

  /// What was typed.
  var text: String {
    switch self {
    case .text(let text): text
    case .query(let query, _): query.text
    }
  }
}

/// The texts of a document, folded once where they are looked through at every key.
struct Searchable: Sendable {
  private let texts: [(start: Position, text: String)]
  private lazy var folded = texts.map { FoldedText($0.text) }

  init(_ document: TypesetDocument) { texts = document.texts }

  /// The passages of what is looked for, in order, and whether they were found by pinyin.
  mutating func passages(of sought: Sought) -> (passages: [Passage], areByPinyin: Bool) {
    switch sought {
    case .text(let text):
      guard let needle = Needle(text) else {
        return (passages(texts.map { $0.text.ranges(ofSigns: text) }), false)
      }
      let words = passages(folded.map { needle.rangesWithinWords(in: $0) })
      guard words.isEmpty, let pinyin = PinyinNeedle(text) else { return (words, false) }
      let readings = passages(folded.map { pinyin.ranges(in: $0) })
      return (readings, !readings.isEmpty)
    case .query(let query, let withPinyin):
      return (
        passages(texts.map { query.ranges(in: $0.text, withPinyin: withPinyin) }), withPinyin
      )
    }
  }

  /// The passages of ranges of each text.
  private func passages(_ ranges: [[Range<Int>]]) -> [Passage] {
    zip(texts, ranges).flatMap { text, ranges in
      ranges.map { range in
        let start = Position(block: text.start.block, offset: text.start.offset + range.lowerBound)
        return Passage(start: start, length: range.count)
      }
    }
  }
}

extension String {
  /// Where signs stand that no word has: ranges of code points.
  fileprivate func ranges(ofSigns signs: String) -> [Range<Int>] {
    signs.isEmpty ? [] : Array(unicodeScalars).ranges(of: Array(signs.unicodeScalars))
  }
}
