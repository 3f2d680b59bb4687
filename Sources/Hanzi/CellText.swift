// A text taken apart for setting: characters with their columns, and how well a line may end before each.
// Knows one text; must not know measures, documents or styles.

/// A text as cells see it, in arrays: made once, in time linear in the text (about 20 ns a character), and
/// then set at any measure.
package struct CellText: Sendable {
  /// One character: an extended grapheme cluster (UAX #29).
  package struct Unit: Sendable {
    /// Bytes of UTF-8, and code points, before it in the text.
    package let byte: Int32, scalar: Int32
    /// The columns it takes; a tab is set as one blank.
    package fileprivate(set) var columns: UInt8
    /// How well a line may end before it.
    package fileprivate(set) var strength: BreakStrength
    /// What it is to a line.
    package var kind: Kind
    /// What it is written in.
    package let script: Script
  }

  /// What a character is to a line.
  package enum Kind: UInt8, Sendable {
    /// Something to be seen.
    case plain
    /// A blank that vanishes at a line's end: space, tab, ideographic space.
    case blank
    /// The end of a line.
    case newline
    /// A stop that may hang in the margin (CLREQ, "Hanging punctuation at line end").
    case hanging
    /// Another mark that may not begin a line.
    case closing
  }

  /// What a character is written in, as far as spacing goes (CSS Text 4, `text-autospace`).
  package enum Script: UInt8, Sendable {
    /// A letter of Chinese or Japanese.
    case han
    /// A letter or digit of one column.
    case latin
    case none
  }

  /// The text.
  package let text: String
  /// Its characters, in order.
  package private(set) var units: [Unit] = []
  /// The bytes and code points of the text.
  package let bytes: Int32, scalars: Int32

  /// Takes a text apart by the rules of a level; nil is CLREQ's 不处理, UAX #14 as it is.
  package init(_ text: String, level: Kinsoku.Level?) {
    var text = text
    text.makeContiguousUTF8()
    self.text = text
    let table = Kinsoku.table
    let han = ScalarProperties.han
    var properties: [ScalarProperties] = []
    properties.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      let isHan = (0x4E00...0x9EFF).contains(scalar.value)
      properties.append(isHan ? han : ScalarProperties(scalar, kinsoku: table))
    }
    bytes = Int32(clamping: text.utf8.count)
    scalars = Int32(clamping: properties.count)
    divide(properties, level)
  }

  private mutating func divide(_ properties: [ScalarProperties], _ level: Kinsoku.Level?) {
    units.reserveCapacity(properties.count)
    var clusters = ClusterRules(), lines = LineBreakRules(properties, level: level)
    let ambiguous = CellWidth.ambiguousColumns
    let han = ScalarProperties.han
    var width = ClusterWidth(.none, ambiguous: ambiguous)
    var byte: Int32 = 0, index = 0
    for scalar in text.unicodeScalars {
      let own = properties[index]
      let strength = lines.strength(before: index)
      if clusters.continues(own) {
        width.add(scalar, own)
        units[units.count - 1].columns = UInt8(width.columns)
        // A blank that carries a mark is seen.
        if units[units.count - 1].kind == .blank, width.columns > 0 { units[units.count - 1].kind = .plain }
      } else {
        width = ClusterWidth(own, ambiguous: ambiguous)
        let kind = own == han ? Kind.plain : CellText.kind(of: scalar, own)
        units.append(
          Unit(
            byte: byte, scalar: Int32(index), columns: scalar == "\t" ? 1 : UInt8(width.columns),
            strength: strength, kind: kind, script: own.isHan ? .han : own.isLetter ? .latin : .none))
      }
      byte += Int32(UTF8.width(scalar))
      index += 1
    }
  }

  private static func kind(of scalar: Unicode.Scalar, _ own: ScalarProperties) -> Kind {
    switch scalar.value {
    case 0x20, 0x09, 0x3000: return .blank
    default: break
    }
    if LineClass.hardBreaks.contains(own.lineClass) { return .newline }
    if own.kinsoku.contains(.hangs) { return .hanging }
    return own.kinsoku.contains(.neverFirstBasic) ? .closing : .plain
  }

  /// Has a line begin with the unit at a byte of the text only where nothing else is possible.
  package mutating func hold(at byte: Int32) {
    var low = 0, high = units.count
    while low < high {
      let middle = (low + high) / 2
      if units[middle].byte < byte { low = middle + 1 } else { high = middle }
    }
    guard low < units.count, units[low].byte == byte, units[low].strength == .opportunity else { return }
    units[low].strength = .emergency
  }

  /// The text of the units of a range: a piece of `text` as it is.
  package func piece(_ range: Range<Int>) -> String {
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: Int(byte(before: range.lowerBound)))
    let end = bytes.index(bytes.startIndex, offsetBy: Int(byte(before: range.upperBound)))
    return String(text[start..<end])
  }

  /// Bytes before the unit at an index, or of the whole text where it is past the last.
  package func byte(before index: Int) -> Int32 { index < units.count ? units[index].byte : bytes }

  /// Code points before the unit at an index, or of the whole text where it is past the last.
  package func scalar(before index: Int) -> Int32 { index < units.count ? units[index].scalar : scalars }
}
