// Where a line may end: the rules of UAX #14 (https://www.unicode.org/reports/tr14/, Unicode 15.0) with the
// numbers of its example 7, and over them kinsoku.
//
// Ours and not ICU's break iterator, because that wants UTF-16, costs a call for every opportunity, and its
// rules for Chinese cannot be told of kinsoku's levels, of the quotation marks’ sides, or where a word that
// fits no line may be divided. Here a text of Han runs through one comparison a character. What is not here is
// a dictionary: Thai, Lao, Khmer and Burmese are divided at spaces, or where a line is full.

/// How well a line may end somewhere.
package enum BreakStrength: UInt8, Sendable {
  /// Only where nothing else is possible.
  case never
  /// Inside a word or number that is longer than the line.
  case emergency
  case opportunity
}

/// Goes through a text, code point by code point.
struct LineBreakRules {
  private let scalars: [ScalarProperties]
  /// Nil for UAX #14 as it is.
  private let level: Kinsoku.Level?
  private let pairs = LinePairs.standard
  private let han = ScalarProperties.han, hardBreaks = LineClass.hardBreaks
  private let first: Kinsoku.Class, lastOfLine: Kinsoku.Class
  /// The class before the place, marks left out, and the last that is no space.
  private var last = LineClass.mandatory, base = LineClass.mandatory
  /// The code point that `base` is of.
  private var baseProperties = ScalarProperties.none
  private var isAfterJoiner = false, isAfterHebrewHyphen = false
  private var indicators = 0
  private var number = Number.none

  /// Where a number stands (LB25): nowhere, in its digits, or behind the bracket that closes it.
  private enum Number { case none, digits, closed }

  init(_ scalars: [ScalarProperties], level: Kinsoku.Level?) {
    self.scalars = scalars
    self.level = level
    first = level == nil ? [] : level == .strict ? .neverFirst : .neverFirstBasic
    lastOfLine = level == nil ? [] : level == .strict ? .neverLast : .neverLastBasic
  }

  /// How well a line may end before the code point at `index`. To be asked of each, in order.
  mutating func strength(before index: Int) -> BreakStrength {
    let properties = scalars[index]
    if properties == han, baseProperties == han, last == .ideograph, !isAfterJoiner { return .opportunity }
    var next = resolved(index)
    if next == .mark || next == .joiner {
      if attaches(index) {
        isAfterJoiner = next == .joiner
        return .never
      }
      let isJoiner = next == .joiner
      next = .alphabetic
      defer { isAfterJoiner = isJoiner }
      return advance(index, next)
    }
    return advance(index, next)
  }

  private mutating func advance(_ index: Int, _ next: LineClass) -> BreakStrength {
    let strength = index == 0 ? .never : kept(decide(index, next), index, next)
    follow(next, scalars[index])
    return strength
  }

  /// LB9: whether a mark joins what is before it.
  private func attaches(_ index: Int) -> Bool {
    index > 0 && last != .space && last != .zeroWidthSpace && !hardBreaks.contains(last)
  }

  // MARK: Classes in their context

  /// The class of a code point where it stands. Quotation marks of two forms beside full-width characters are
  /// brackets (CLREQ), and so are no reason to hold on to the character on their other side.
  private func resolved(_ index: Int) -> LineClass {
    let properties = scalars[index]
    let own = properties.lineClass
    if own == .smallKana { return level == .basic ? .ideograph : .nonstarter }
    guard own == .quotation, level != nil, properties.isInitialQuote || properties.isFinalQuote,
      isFullWidth(index - 1) || isFullWidth(index + 1)
    else { return own }
    return properties.isInitialQuote ? .open : .close
  }

  private func isFullWidth(_ index: Int) -> Bool {
    scalars.indices.contains(index) && scalars[index].isEastAsian
  }

  /// The class after `index`, marks left out.
  private func following(_ index: Int) -> LineClass {
    var index = index + 1
    while index < scalars.count {
      let next = resolved(index)
      if next != .mark, next != .joiner { return next }
      index += 1
    }
    return .mandatory
  }

  // MARK: Rules

  /// LB4 to LB31.
  private func decide(_ index: Int, _ next: LineClass) -> BreakStrength {
    if hardBreaks.contains(last) {
      return last == .carriageReturn && next == .lineFeed ? .never : .opportunity
    }
    if hardBreaks.contains(next) || next == .space || next == .zeroWidthSpace { return .never }
    if base == .zeroWidthSpace { return .opportunity }
    if isAfterJoiner || next == .wordJoiner || last == .wordJoiner || last == .glue { return .never }
    if next == .glue, last != .space, last != .breakAfter, last != .hyphen { return .never }
    if LineClass.closers.contains(next) { return .emergency }
    return last == .space ? afterSpaces(next) : besides(index, next)
  }

  /// LB14 to LB18.
  private func afterSpaces(_ next: LineClass) -> BreakStrength {
    switch (base, next) {
    case (.open, _), (.quotation, .open), (.close, .nonstarter), (.closeParenthesis, .nonstarter),
      (.breakBoth, .breakBoth):
      .emergency
    default: .opportunity
    }
  }

  /// LB19 to LB31.
  private func besides(_ index: Int, _ next: LineClass) -> BreakStrength {
    if next == .contingent || last == .contingent {
      return next == .quotation || last == .quotation || last == .open ? .emergency : .opportunity
    }
    if last == next, next == .inseparable || next == .breakBoth { return .never }
    if isAfterHebrewHyphen { return .emergency }
    if level == .basic, next == .inseparable, baseProperties.isEastAsian, base != .open {
      return .opportunity
    }
    if pairs.holds(last, next) || holdsNumber(index, next) || holdsBracket(index, next) { return .emergency }
    if next == .regionalIndicator, last == next, indicators % 2 == 1 { return .never }
    if next == .emojiModifier, baseProperties.isPictographic, baseProperties.isUnassigned { return .never }
    return .opportunity
  }

  /// LB25: `(PR | PO)? (OP | HY)? NU (NU | SY | IS)* (CL | CP)? (PR | PO)?` is one.
  private func holdsNumber(_ index: Int, _ next: LineClass) -> Bool {
    switch next {
    case .number: number == .digits
    case .prefix, .postfix: number != .none
    case .open, .hyphen: (last == .prefix || last == .postfix) && following(index) == .number
    default: false
    }
  }

  /// LB30: a bracket that is not full-width belongs to the word beside it.
  private func holdsBracket(_ index: Int, _ next: LineClass) -> Bool {
    let isWord = { LineClass.letters.contains($0) || $0 == .number }
    if next == .open {
      return isWord(last) && !scalars[index].isEastAsian && scalars[index].lineClass == .open
    }
    return last == .closeParenthesis && isWord(next) && !baseProperties.isEastAsian
  }

  /// Kinsoku: what may not begin or end a line. Spaces between vanish at a line's end, so it is the characters
  /// around them that count.
  private func kept(_ strength: BreakStrength, _ index: Int, _ next: LineClass) -> BreakStrength {
    guard level != nil, strength != .never, !hardBreaks.contains(last) else { return strength }
    let properties = scalars[index]
    if !properties.kinsoku.isDisjoint(with: first), !isSign(index) { return .never }
    if !baseProperties.kinsoku.isDisjoint(with: lastOfLine) { return .never }
    // A solidus between Latin words or in an address may end a line, between Han it may not (strict).
    if level == .strict, base == .symbol, last != .space, properties.isEastAsian { return .never }
    return strength
  }

  /// Whether a connector stands before something and behind nothing: 气温 －5℃.
  private func isSign(_ index: Int) -> Bool {
    guard scalars[index].kinsoku.contains(.sign), last == .space else { return false }
    return ![.space, .breakAfter, .mandatory].contains(following(index))
  }

  // MARK: State

  private mutating func follow(_ next: LineClass, _ properties: ScalarProperties) {
    isAfterJoiner = false
    isAfterHebrewHyphen = last == .hebrew && (next == .hyphen || next == .breakAfter)
    indicators = next == .regionalIndicator ? indicators + 1 : 0
    switch next {
    case .number: number = .digits
    case .symbol, .infix: number = number == .digits ? .digits : .none
    case .close, .closeParenthesis: number = number == .digits ? .closed : .none
    default: number = .none
    }
    last = next
    if next != .space {
      base = next
      baseProperties = properties
    }
  }
}
