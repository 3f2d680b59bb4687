// The characters of a text in turn, as a grid has them. Knows one text; must not know where it is put.

/// The characters of a text (UAX #29 grapheme clusters, as CellText has them) with the columns of each, without making a
/// `Character` of it.
package struct GridCharacters: Sequence, IteratorProtocol {
  /// One character.
  package struct Element {
    /// Its first code point, and whether that is all of it.
    package let first: Unicode.Scalar, isAlone: Bool
    /// Where in the text it is.
    package let range: Range<String.Index>
    /// The columns it takes (`CellWidth.of`).
    package let columns: Int
  }

  private let scalars: String.UnicodeScalarView
  private let ambiguous = CellWidth.ambiguousColumns
  private var rules = ClusterRules()
  /// The code point with which the next character begins, and where that is.
  private var begun: (scalar: Unicode.Scalar, properties: ScalarProperties)?
  private var place: String.Index

  /// The characters of a text.
  package init(_ text: String) {
    scalars = text.unicodeScalars
    place = scalars.startIndex
    begin()
  }

  package mutating func next() -> Element? {
    guard let first = begun else { return nil }
    let start = place
    var width = ClusterWidth(first.properties, ambiguous: ambiguous), isAlone = true
    scalars.formIndex(after: &place)
    while begin() {
      guard let more = begun else { break }
      width.add(more.scalar, more.properties)
      isAlone = false
      scalars.formIndex(after: &place)
    }
    return Element(first: first.scalar, isAlone: isAlone, range: start..<place, columns: width.columns)
  }

  /// Looks at the code point at `place`. Returns whether it belongs to the character before it.
  @discardableResult
  private mutating func begin() -> Bool {
    begun = nil
    guard place < scalars.endIndex else { return false }
    let scalar = scalars[place], properties = ScalarProperties(scalar)
    begun = (scalar, properties)
    return rules.continues(properties)
  }
}
