// Line_Break of UAX #14, and the pairs of classes between which no line ends. Knows the rules that look at
// two neighbours and nothing else; those that look further are in LineBreakRules.

/// Line_Break (https://www.unicode.org/reports/tr14/#Table1), with ICU's numbers.
struct LineClass: Hashable {
  let rawValue: UInt8

  static let alphabetic = LineClass(rawValue: 2)
  static let breakBoth = LineClass(rawValue: 3)
  static let breakAfter = LineClass(rawValue: 4)
  static let breakBefore = LineClass(rawValue: 5)
  static let mandatory = LineClass(rawValue: 6)
  static let contingent = LineClass(rawValue: 7)
  static let close = LineClass(rawValue: 8)
  static let mark = LineClass(rawValue: 9)
  static let carriageReturn = LineClass(rawValue: 10)
  static let exclamation = LineClass(rawValue: 11)
  static let glue = LineClass(rawValue: 12)
  static let hyphen = LineClass(rawValue: 13)
  static let ideograph = LineClass(rawValue: 14)
  static let inseparable = LineClass(rawValue: 15)
  static let infix = LineClass(rawValue: 16)
  static let lineFeed = LineClass(rawValue: 17)
  static let nonstarter = LineClass(rawValue: 18)
  static let number = LineClass(rawValue: 19)
  static let open = LineClass(rawValue: 20)
  static let postfix = LineClass(rawValue: 21)
  static let prefix = LineClass(rawValue: 22)
  static let quotation = LineClass(rawValue: 23)
  static let space = LineClass(rawValue: 26)
  static let symbol = LineClass(rawValue: 27)
  static let zeroWidthSpace = LineClass(rawValue: 28)
  static let nextLine = LineClass(rawValue: 29)
  static let wordJoiner = LineClass(rawValue: 30)
  static let syllable = LineClass(rawValue: 31)
  static let closedSyllable = LineClass(rawValue: 32)
  static let leadingJamo = LineClass(rawValue: 33)
  static let trailingJamo = LineClass(rawValue: 34)
  static let vowelJamo = LineClass(rawValue: 35)
  static let closeParenthesis = LineClass(rawValue: 36)
  static let smallKana = LineClass(rawValue: 37)
  static let hebrew = LineClass(rawValue: 38)
  static let regionalIndicator = LineClass(rawValue: 39)
  static let emojiBase = LineClass(rawValue: 40)
  static let emojiModifier = LineClass(rawValue: 41)
  static let joiner = LineClass(rawValue: 42)

  /// A set of classes, a bit each.
  struct Group: ExpressibleByArrayLiteral {
    private var bits: UInt64 = 0

    init(arrayLiteral classes: LineClass...) { for one in classes { insert(one) } }
    init(_ groups: Group...) { for group in groups { bits |= group.bits } }

    func contains(_ one: LineClass) -> Bool { bits >> UInt64(one.rawValue) & 1 != 0 }
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
