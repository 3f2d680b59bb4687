// Where characters end: UAX #29's extended grapheme clusters (https://www.unicode.org/reports/tr29/, Unicode
// 15.0, as ICU's properties are). Our own, because Swift's Character cannot be had without making each one.

/// Grapheme_Cluster_Break, with ICU's numbers.
struct ClusterClass: Equatable {
  let rawValue: UInt8
  static var other: ClusterClass { ClusterClass(rawValue: 0) }
  static var control: ClusterClass { ClusterClass(rawValue: 1) }
  static var carriageReturn: ClusterClass { ClusterClass(rawValue: 2) }
  static var extend: ClusterClass { ClusterClass(rawValue: 3) }
  static var leading: ClusterClass { ClusterClass(rawValue: 4) }
  static var lineFeed: ClusterClass { ClusterClass(rawValue: 5) }
  static var syllable: ClusterClass { ClusterClass(rawValue: 6) }
  static var closedSyllable: ClusterClass { ClusterClass(rawValue: 7) }
  static var trailing: ClusterClass { ClusterClass(rawValue: 8) }
  static var vowel: ClusterClass { ClusterClass(rawValue: 9) }
  static var spacingMark: ClusterClass { ClusterClass(rawValue: 10) }
  static var prepend: ClusterClass { ClusterClass(rawValue: 11) }
  static var regionalIndicator: ClusterClass { ClusterClass(rawValue: 12) }
  static var joiner: ClusterClass { ClusterClass(rawValue: 17) }

  var isControl: Bool { self == .control || self == .carriageReturn || self == .lineFeed }
}

/// Goes through a text and says of each code point whether it belongs to the character before it.
struct ClusterRules {
  private var last = ClusterClass.control
  /// After a pictograph and its modifiers, and after the joiner that follows them (GB11).
  private var isPictograph = false, isJoined = false
  /// Regional indicators in a row.
  private var indicators = 0

  @inline(__always)
  mutating func continues(_ properties: ScalarProperties) -> Bool {
    let isPlain = properties.clusterClass == .other && !properties.isPictographic
    return isPlain && last == .other && !isPictograph ? false : goesOn(properties)
  }

  private mutating func goesOn(_ properties: ScalarProperties) -> Bool {
    let next = properties.clusterClass
    let result = joins(next, properties)
    isJoined = next == .joiner && isPictograph
    isPictograph = properties.isPictographic || isPictograph && next == .extend
    indicators = next == .regionalIndicator ? indicators + 1 : 0
    last = next
    return result
  }

  private func joins(_ next: ClusterClass, _ properties: ScalarProperties) -> Bool {
    if last == .carriageReturn, next == .lineFeed { return true }
    if last.isControl || next.isControl { return false }
    if next == .extend || next == .joiner || next == .spacingMark || last == .prepend { return true }
    if isJoined, properties.isPictographic { return true }
    if next == .regionalIndicator { return last == .regionalIndicator && indicators % 2 == 1 }
    return joinsSyllable(next)
  }

  /// GB6 to GB8.
  private func joinsSyllable(_ next: ClusterClass) -> Bool {
    switch last {
    case .leading: next == .leading || next == .vowel || next == .syllable || next == .closedSyllable
    case .syllable, .vowel: next == .vowel || next == .trailing
    case .closedSyllable, .trailing: next == .trailing
    default: false
    }
  }
}
