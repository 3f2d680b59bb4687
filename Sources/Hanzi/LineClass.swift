// Line_Break of UAX #14, and the pairs of classes between which no line ends. Knows the rules that look at
// two neighbours and nothing else; those that look further are in LineBreakRules.

/// Line_Break (https://www.unicode.org/reports/tr14/#Table1), with ICU's numbers.
struct LineClass: Hashable {
  let rawValue: UInt8

  static var alphabetic: LineClass { LineClass(rawValue: 2) }
  static var breakBoth: LineClass { LineClass(rawValue: 3) }
  static var breakAfter: LineClass { LineClass(rawValue: 4) }
  static var breakBefore: LineClass { LineClass(rawValue: 5) }
  static var mandatory: LineClass { LineClass(rawValue: 6) }
  static var contingent: LineClass { LineClass(rawValue: 7) }
  static var close: LineClass { LineClass(rawValue: 8) }
  static var mark: LineClass { LineClass(rawValue: 9) }
  static var carriageReturn: LineClass { LineClass(rawValue: 10) }
  static var exclamation: LineClass { LineClass(rawValue: 11) }
  static var glue: LineClass { LineClass(rawValue: 12) }
  static var hyphen: LineClass { LineClass(rawValue: 13) }
  static var ideograph: LineClass { LineClass(rawValue: 14) }
  static var inseparable: LineClass { LineClass(rawValue: 15) }
  static var infix: LineClass { LineClass(rawValue: 16) }
  static var lineFeed: LineClass { LineClass(rawValue: 17) }
  static var nonstarter: LineClass { LineClass(rawValue: 18) }
  static var number: LineClass { LineClass(rawValue: 19) }
  static var open: LineClass { LineClass(rawValue: 20) }
  static var postfix: LineClass { LineClass(rawValue: 21) }
  static var prefix: LineClass { LineClass(rawValue: 22) }
  static var quotation: LineClass { LineClass(rawValue: 23) }
  static var space: LineClass { LineClass(rawValue: 26) }
  static var symbol: LineClass { LineClass(rawValue: 27) }
  static var zeroWidthSpace: LineClass { LineClass(rawValue: 28) }
  static var nextLine: LineClass { LineClass(rawValue: 29) }
  static var wordJoiner: LineClass { LineClass(rawValue: 30) }
  static var syllable: LineClass { LineClass(rawValue: 31) }
  static var closedSyllable: LineClass { LineClass(rawValue: 32) }
  static var leadingJamo: LineClass { LineClass(rawValue: 33) }
  static var trailingJamo: LineClass { LineClass(rawValue: 34) }
  static var vowelJamo: LineClass { LineClass(rawValue: 35) }
  static var closeParenthesis: LineClass { LineClass(rawValue: 36) }
  static var smallKana: LineClass { LineClass(rawValue: 37) }
  static var hebrew: LineClass { LineClass(rawValue: 38) }
  static var regionalIndicator: LineClass { LineClass(rawValue: 39) }
  static var emojiBase: LineClass { LineClass(rawValue: 40) }
  static var emojiModifier: LineClass { LineClass(rawValue: 41) }
  static var joiner: LineClass { LineClass(rawValue: 42) }

  /// A set of classes, a bit each.
  struct Group: ExpressibleByArrayLiteral {
    private var bits: UInt64 = 0

    init(arrayLiteral classes: LineClass...) { for one in classes { insert(one) } }
    init(_ groups: Group...) { for group in groups { bits |= group.bits } }

    @inline(__always) func contains(_ one: LineClass) -> Bool { bits >> UInt64(one.rawValue) & 1 != 0 }
    mutating func insert(_ one: LineClass) { bits |= 1 << UInt64(one.rawValue) }
    mutating func formUnion(_ other: Group) { bits |= other.bits }
    static let all: Group = {
      var group: Group = []
      group.bits = .max
      return group
    }()
  }

  /// What ends a line by itself.
  static let hardBreaks: Group = [.mandatory, .carriageReturn, .lineFeed, .nextLine]
  static let letters: Group = [.alphabetic, .hebrew]
  static let ideographs: Group = [.ideograph, .emojiBase, .emojiModifier]
  static let jamo: Group = [.leadingJamo, .vowelJamo, .trailingJamo, .syllable, .closedSyllable]
  /// LB13: not before these, even after spaces.
  static let closers: Group = [.close, .closeParenthesis, .exclamation, .infix, .symbol]
}

/// Which pairs of neighbours no line ends between.
struct LinePairs: Sendable {
  private var after = [LineClass.Group](repeating: [], count: 64)

  func holds(_ left: LineClass, _ right: LineClass) -> Bool {
    after[Int(left.rawValue)].contains(right)
  }

  private mutating func hold(_ left: LineClass.Group, _ right: LineClass.Group) {
    for index in after.indices where left.contains(LineClass(rawValue: UInt8(index))) {
      after[index].formUnion(right)
    }
  }

  /// LB14 and LB19 to LB29, as far as they are about two neighbours.
  static let standard: LinePairs = {
    var pairs = LinePairs()
    pairs.hold([.open, .quotation, .breakBefore], .all)
    pairs.hold(.all, [.quotation, .breakAfter, .hyphen, .nonstarter, .inseparable])
    pairs.hold([.close, .closeParenthesis], [.nonstarter])
    pairs.hold([.breakBoth], [.breakBoth])
    pairs.hold([.symbol], [.hebrew])
    pairs.hold(LineClass.letters, LineClass.Group([.number, .prefix, .postfix], LineClass.letters))
    pairs.hold([.number], LineClass.Group([.number], LineClass.letters))
    pairs.hold([.prefix], LineClass.Group(LineClass.ideographs, LineClass.jamo))
    pairs.hold(LineClass.Group(LineClass.ideographs, LineClass.jamo), [.postfix])
    pairs.hold([.prefix, .postfix], LineClass.Group([.number], LineClass.letters))
    pairs.hold([.open, .hyphen], [.number])
    pairs.hold([.leadingJamo], [.leadingJamo, .vowelJamo, .syllable, .closedSyllable])
    pairs.hold([.vowelJamo, .syllable], [.vowelJamo, .trailingJamo])
    pairs.hold([.trailingJamo, .closedSyllable], [.trailingJamo])
    pairs.hold([.infix], LineClass.letters)
    pairs.hold([.emojiBase], [.emojiModifier])
    return pairs
  }()
}
