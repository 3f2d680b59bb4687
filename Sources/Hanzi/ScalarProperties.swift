// What is known of one code point: ICU's properties and kinsoku's, packed in 32 bits, so that a text of any
// length is looked through without a call. Knows nothing of what stands beside it.

import CICU

struct ScalarProperties: Equatable {
  /// CICU's 22 bits, and kinsoku's above them.
  private let bits: UInt32

  init(_ scalar: Unicode.Scalar) { bits = kanbao_properties_of(scalar.value) }

  /// The properties with those of kinsoku.
  init(_ scalar: Unicode.Scalar, kinsoku: [Kinsoku.Class]) {
    let marks = scalar.value < UInt32(kinsoku.count) ? kinsoku[Int(scalar.value)].rawValue : 0
    bits = kanbao_properties_of(scalar.value) | UInt32(marks) << 22
  }

  /// U+0000 stands for the end of a text.
  static let none = ScalarProperties("\u{0}")

  /// A plain Han character.
  static let han = ScalarProperties("一")

  private func has(_ flag: Int) -> Bool { bits & UInt32(flag) != 0 }

  /// The columns: 0, 1 or 2.
  func columns(ambiguous: Int) -> Int {
    if isControl { return 0 }
    let width = Int(bits) & kanbao_width_mask
    return width == kanbao_width_ambiguous ? ambiguous : width
  }

  var isControl: Bool { has(kanbao_control) }
  var lineClass: LineClass { LineClass(rawValue: UInt8(Int(bits) >> kanbao_line_shift & kanbao_line_mask)) }
  var clusterClass: ClusterClass {
    ClusterClass(rawValue: UInt8(Int(bits) >> kanbao_cluster_shift & kanbao_cluster_mask))
  }
  var isPictographic: Bool { has(kanbao_pictographic) }
  var isEmoji: Bool { has(kanbao_emoji) }
  /// Whether it is a picture, or half a flag: digits are none, though emoji are made of them.
  var isPicture: Bool { isEmoji && (isPictographic || isRegionalIndicator) }
  var isUnassigned: Bool { has(kanbao_unassigned) }
  /// East_Asian_Width F, W or H.
  var isEastAsian: Bool { has(kanbao_east_asian) }
  var isInitialQuote: Bool { has(kanbao_initial_quote) }
  var isFinalQuote: Bool { has(kanbao_final_quote) }
  var isRegionalIndicator: Bool { lineClass == .regionalIndicator }
  /// A letter of Chinese or Japanese.
  var isHan: Bool { has(kanbao_han) }
  /// A letter or digit of one column.
  var isLetter: Bool { has(kanbao_letter) }
  var kinsoku: Kinsoku.Class { Kinsoku.Class(rawValue: UInt8(truncatingIfNeeded: bits >> 22)) }
}
