// Character references (`&nbsp;`, `&#8212;`, `&copy`) as browsers read them (WHATWG HTML §13.2.5.72 to .80,
// https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state).
//
// libxml2 is not asked: it wants every semicolon, knows the names of HTML 4 only, takes 128 to 159 for
// controls where the web means windows-1252, and ends an attribute at a reference to a control.

import CLibXML2

enum CharacterReference {
  /// The character that the reference at `ampersand` stands for, and where the text goes on; nil where none
  /// stands there.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, at ampersand: Int, inAttribute: Bool)
    -> (scalar: Unicode.Scalar, end: Int)?
  {
    let start = ampersand + 1
    guard start < bytes.count else { return nil }
    if bytes[start] == UInt8(ascii: "#") { return numeric(bytes, from: start + 1) }
    return named(bytes, from: start, inAttribute: inAttribute)
  }

  // MARK: By number

  private static func numeric(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int)
    -> (scalar: Unicode.Scalar, end: Int)?
  {
    let isHexadecimal = start < bytes.count && bytes[start] | 0x20 == UInt8(ascii: "x")
    let first = isHexadecimal ? start + 1 : start
    var value: UInt32 = 0
    var index = first
    while index < bytes.count, let digit = digit(bytes[index], isHexadecimal: isHexadecimal) {
      // Any number of digits is one reference; beyond Unicode they no longer matter.
      value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x110000)
      index += 1
    }
    guard index > first else { return nil }
    if index < bytes.count, bytes[index] == UInt8(ascii: ";") { index += 1 }
    return (character(value), index)
  }

  private static func digit(_ byte: UInt8, isHexadecimal: Bool) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46 where isHexadecimal: UInt32(byte - 0x37)
    case 0x61...0x66 where isHexadecimal: UInt32(byte - 0x57)
    default: nil
    }
  }

  private static func character(_ value: UInt32) -> Unicode.Scalar {
    if (0x80...0x9F).contains(value) { return windows1252[Int(value) - 0x80] }
    return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  /// What old editors meant by 128 to 159 (§13.2.5.80).
  private static let windows1252 = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

  // MARK: By name

  /// The longest name that is read.
  private static let longestName = 32
  /// The longest of the names that may stand without a semicolon (`brvbar`, `frac12`).
  private static let longestBareName = 6

  private static func named(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, inAttribute: Bool)
    -> (scalar: Unicode.Scalar, end: Int)?
  {
    var end = start
    while end < bytes.count, end - start < longestName, isAlphanumeric(bytes[end]) { end += 1 }
    guard end > start else { return nil }
    let next = end < bytes.count ? bytes[end] : 0
    if next == UInt8(ascii: ";"), let scalar = names[name(bytes, start..<end)] { return (scalar, end + 1) }
    return bare(bytes, start..<end, inAttribute: inAttribute)
  }

  /// A name without its semicolon. In an attribute it must not go on: `?a=1&copy=2` is an address.
  private static func bare(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, inAttribute: Bool)
    -> (scalar: Unicode.Scalar, end: Int)?
  {
    guard range.count >= 2 else { return nil }
    for end in stride(
      from: min(range.upperBound, range.lowerBound + longestBareName), to: range.lowerBound, by: -1)
    {
      let name = name(bytes, range.lowerBound..<end)
      guard let scalar = names[name], isBareName(name, scalar) else { continue }
      let next = end < bytes.count ? bytes[end] : 0
      return inAttribute && (isAlphanumeric(next) || next == UInt8(ascii: "=")) ? nil : (scalar, end)
    }
    return nil
  }

  /// Latin-1's names and the marks of markup are read without a semicolon, as they always were.
  private static func isBareName(_ name: String, _ scalar: Unicode.Scalar) -> Bool {
    if (0xA0...0xFF).contains(scalar.value) { return !["half", "circledR"].contains(name) }
    return ["amp", "AMP", "lt", "LT", "gt", "GT", "quot", "QUOT"].contains(name)
  }

  private static func name(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  /// HTML 4's names, from libxml2's table, and those of HTML 5 that are met in pages or stand for what a
  /// keyboard has; the other two thousand are mathematics nobody has seen in a newspaper.
  private static let names: [String: Unicode.Scalar] = {
    var names: [String: Unicode.Scalar] = [:]
    for value: UInt32 in 34...9830 {
      guard let entry = htmlEntityValueLookup(value), let name = entry.pointee.name else { continue }
      names[String(cString: name)] = Unicode.Scalar(value)
    }
    for line in later.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard let scalar = fields.first.flatMap({ UInt32($0, radix: 16) }).flatMap(Unicode.Scalar.init)
      else { continue }
      for name in fields.dropFirst() { names[String(name)] = scalar }
    }
    return names
  }()

  /// A code point, then its names.
  private static let later = """
    9 Tab
    A NewLine
    21 excl
    22 QUOT
    23 num
    24 dollar
    25 percnt
    26 AMP
    28 lpar
    29 rpar
    2A ast midast
    2B plus
    2C comma
    2E period
    2F sol
    3A colon
    3B semi
    3C LT
    3D equals
    3E GT
    3F quest
    40 commat
    5B lsqb lbrack
    5C bsol
    5D rsqb rbrack
    5F lowbar
    60 grave
    7B lcub lbrace
    7C verbar vert
    7D rcub rbrace
    A0 NonBreakingSpace
    A9 COPY
    AE REG circledR
    B7 centerdot CenterDot
    BD half
    101 amacr
    113 emacr
    11B ecaron
    12B imacr
    14D omacr
    16B umacr
    2002 ensp
    2004 emsp13
    2005 emsp14
    2007 numsp
    2008 puncsp
    200A hairsp VeryThinSpace
    200B ZeroWidthSpace
    2010 hyphen dash
    2015 horbar
    2016 Vert Verbar
    2018 OpenCurlyQuote
    2019 CloseCurlyQuote rsquor
    201A lsquor
    201C OpenCurlyDoubleQuote
    201D CloseCurlyDoubleQuote rdquor
    201E ldquor
    2022 bullet
    2025 nldr
    2026 mldr
    2060 NoBreak
    2116 numero
    2117 copysr
    2122 TRADE
    2153 frac13
    2154 frac23
    2155 frac15
    215B frac18
    215C frac38
    215D frac58
    215E frac78
    2264 leq
    2265 geq
    25A1 squ square Square
    25AA squf blacksquare
    25CB cir
    25EF bigcirc xcirc
    2605 starf bigstar
    2606 star
    260E phone
    2640 female
    2642 male
    2713 check checkmark
    2717 cross
    27E8 lang langle
    27E9 rang rangle
    """
}
