// Character references (`&nbsp;`, `&#8212;`, `&copy`) as browsers read them (WHATWG HTML §13.2.5.72 to .80,
// https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state).
//
// libxml2 is not asked: it wants every semicolon, knows the names of HTML 4 only, takes 128 to 159 for
// controls where the web means windows-1252, and ends an attribute at a reference to a control.

import CLibXML2
import CMarkdown

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
    let name = name(bytes, start..<end)
    if next == UInt8(ascii: ";"), let scalar = names[name] ?? later(name) { return (scalar, end + 1) }
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
    (0xA0...0xFF).contains(scalar.value)
      || ["amp", "AMP", "lt", "LT", "gt", "GT", "quot", "QUOT"].contains(name)
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

  /// HTML 4's names, from libxml2's table; the two brackets are other characters since. Those in capitals may stand
  /// without a semicolon, too.
  private static let names: [String: Unicode.Scalar] = {
    var names: [String: Unicode.Scalar] = [
      "AMP": "&", "LT": "<", "GT": ">", "QUOT": "\"", "COPY": "©", "REG": "®",
    ]
    for value: UInt32 in 34...9830 {
      guard let entry = htmlEntityValueLookup(value), let name = entry.pointee.name else { continue }
      names[String(cString: name)] = Unicode.Scalar(value)
    }
    return names.merging(["lang": "⟨", "rang": "⟩"]) { $1 }
  }()

  /// What a name stands for that came with HTML 5, as cmark-gfm knows all of them; nil for the few that stand for two
  /// characters, and for none.
  private static func later(_ name: String) -> Unicode.Scalar? {
    let reference = "&\(name);"
    prepareMarkdown()
    guard let document = cmark_parse_document(reference, reference.utf8.count, 0) else { return nil }
    defer { cmark_node_free(document) }
    guard let text = cmark_node_first_child(cmark_node_first_child(document)), cmark_node_next(text) == nil,
      let scalars = cmark_node_get_literal(text).map({ String(cString: $0).unicodeScalars }),
      scalars.count == 1
    else { return nil }
    return scalars.first
  }
}
