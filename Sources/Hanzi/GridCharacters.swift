// The characters of a text in turn, as a grid has them. Knows one text; must not know where it is put.

/// The characters of a text (UAX #29 grapheme clusters, as CellText has them) with the columns of each, without making a
/// `Character` of it.
package struct GridCharacters: Sequence, IteratorProtocol {
  /// One character.
  package struct Element {
    /// Its first code point, and whether that is all of it.
    package let first: Unicode.Scalar, isAlone: Bool
    /// Where in the text it is, in bytes of UTF-8.
    package let bytes: Range<Int>
    /// The columns it takes (`CellWidth.of`).
    package let columns: Int
  }

  private var scalars: String.UnicodeScalarView.Iterator
  private let ambiguous = CellWidth.ambiguousColumns
  private var rules = ClusterRules()
  /// The code point with which the next character begins, and the bytes before it.
  private var begun: (scalar: Unicode.Scalar, properties: ScalarProperties)?
  private var place = 0

  /// The characters of a text.
  package init(_ text: String) {
    scalars = text.unicodeScalars.makeIterator()
    begin()
  }

  package mutating func next() -> Element? {
    guard let first = begun else { return nil }
    let start = place
    var width = ClusterWidth(first.properties, ambiguous: ambiguous), isAlone = true
    place += UTF8.width(first.scalar)
    while begin() {
      guard let more = begun else { break }
      width.add(more.scalar, more.properties)
      isAlone = false
      place += UTF8.width(more.scalar)
    }
    return Element(first: first.scalar, isAlone: isAlone, bytes: start..<place, columns: width.columns)
  }

  /// Looks at the next code point. Returns whether it belongs to the character before it.
  @discardableResult
  private mutating func begin() -> Bool {
    guard let scalar = scalars.next() else {
      begun = nil
      return false
    }
    let properties = ScalarProperties(scalar)
    begun = (scalar, properties)
    return rules.continues(properties)
  }
}

extension String {
  /// The place that so many bytes of UTF-8 of the text are before.
  package func index(afterBytes count: Int) -> Index { utf8.index(startIndex, offsetBy: count) }
}
