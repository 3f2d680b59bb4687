// How wide characters are. Knows code points and the setting for ambiguous ones; must not know what is
// written with them.

import CICU
import Synchronization

/// How wide characters of ambiguous width are (UAX #11: “ ” … — · ① and the like).
package enum AmbiguousWidth: String, Hashable, Sendable, CaseIterable {
  /// One column, as most terminals have them.
  case narrow
  /// Two columns, as terminals set up for Chinese have them.
  case wide
}

/// The one width function of the process, in columns. Typesetting, the Surface and ncurses all ask it.
package enum CellWidth {
  private static let isAmbiguousWide = Atomic<Bool>(false)

  /// How wide ambiguous characters are, for the whole process. Set once, before the first screen.
  package static var ambiguous: AmbiguousWidth {
    get { isAmbiguousWide.load(ordering: .relaxed) ? .wide : .narrow }
    set { isAmbiguousWide.store(newValue == .wide, ordering: .relaxed) }
  }

  /// The columns of a code point: 0, 1 or 2; -1 for controls, as `wcwidth` has it.
  ///
  /// UAX #11 (https://www.unicode.org/reports/tr11/): W and F take two columns, A by the setting, marks and
  /// format characters none. Medial and final jamo join the initial before them and take none.
  package static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20...0x7E: 1
    case 0x4E00...0x9FFF: 2
    case 0: 0
    default: of(ScalarProperties(scalar))
    }
  }

  private static func of(_ properties: ScalarProperties) -> Int {
    properties.isControl ? -1 : properties.columns(ambiguous: ambiguousColumns)
  }

  /// The columns of an ambiguous character.
  static var ambiguousColumns: Int { isAmbiguousWide.load(ordering: .relaxed) ? 2 : 1 }

  /// The columns of a character (UAX #29 grapheme cluster) as the grid shows it: those of its code points
  /// together (นำ and षा have several that take a column); of an emoji those of its first, and two where
  /// a variation selector asks for an emoji, or two regional indicators make a flag.
  package static func of(_ character: Character) -> Int {
    var scalars = character.unicodeScalars.makeIterator()
    guard let first = scalars.next() else { return 0 }
    guard var next = scalars.next() else { return max(0, of(first)) }
    var width = ClusterWidth(ScalarProperties(first), ambiguous: ambiguousColumns)
    while true {
      width.add(next, ScalarProperties(next))
      guard let another = scalars.next() else { return width.columns }
      next = another
    }
  }

  /// The columns a character takes at most, so that even one of a hundred letters fits the narrowest line.
  static let mostOfCharacter = 8

  /// The columns of a text in one line.
  package static func of(_ text: String) -> Int {
    var width = 0
    for character in GridCharacters(text) { width += character.columns }
    return width
  }
}

/// The width of a character as its code points come.
struct ClusterWidth {
  private let first: ScalarProperties
  private let ambiguous: Int
  private var isSecond = true
  /// The columns of the code points so far.
  private(set) var columns: Int

  init(_ first: ScalarProperties, ambiguous: Int) {
    self.first = first
    self.ambiguous = ambiguous
    columns = first.columns(ambiguous: ambiguous)
  }

  /// U+FE0E, which asks for a text's look, changes no width: no terminal shows a wide emoji narrow for it.
  mutating func add(_ scalar: Unicode.Scalar, _ properties: ScalarProperties) {
    if first.isEmoji, isSecond,
      scalar.value == 0xFE0F || first.isRegionalIndicator && properties.isRegionalIndicator
    {
      columns = 2
    } else if !first.isPicture {
      columns = min(CellWidth.mostOfCharacter, columns + properties.columns(ambiguous: ambiguous))
    }
    isSecond = false
  }
}
