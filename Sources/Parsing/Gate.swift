// The one gate: what may not reach a terminal, a file name, a log or an export is taken out here, on the
// way in. Everything else is kept as published; no normalisation is forced.

/// What the gate lets through.
enum Gate {
  /// What becomes of one scalar.
  enum Verdict { case keep, drop, space }

  /// The rule. Dropped: C0 but tab and line feed, DEL, C1; the bidirectional controls (UAX #9 §2: marks,
  /// embeddings, overrides, isolates); tag characters (U+E0000…E007F), interlinear annotation and the
  /// byte-order mark; the soft hyphen, which terminals show; unassigned noncharacters. Separators of lines, paragraphs
  /// and pages are spaces.
  static func verdict(_ scalar: Unicode.Scalar) -> Verdict {
    switch scalar.value {
    case 0x09, 0x0A: .keep
    case 0x0B, 0x0C, 0x85, 0x2028, 0x2029: .space
    case 0x00...0x1F, 0x7F...0x84, 0x86...0x9F, 0xAD: .drop
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F: .drop
    case 0xFEFF, 0xFFF9...0xFFFB, 0xFDD0...0xFDEF, 0xE0000...0xE007F: .drop
    case let value where value & 0xFFFE == 0xFFFE: .drop
    default: .keep
    }
  }

  /// The text with carriage returns made line feeds and everything the rule names taken out. A text that
  /// needs neither, and most do not, is given back as it is.
  static func clean(_ text: String) -> String {
    var text = text
    return text.withUTF8 { mayChange($0) ? cleaned($0) : nil } ?? text
  }

  private static func cleaned(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var kept = 0
    var index = 0
    while index < bytes.count {
      let (scalar, length) = scalar(bytes, at: index)
      let next = index + length
      if let change = replacement(scalar, before: next < bytes.count ? bytes[next] : 0) {
        result += bytes[kept..<index]
        result += change.utf8
        kept = next
      }
      index = next
    }
    result += bytes[kept...]
    return String(decoding: result, as: UTF8.self)
  }

  /// The scalar at a place of valid UTF-8, and its length in bytes.
  private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (Unicode.Scalar, Int) {
    let lead = UInt32(bytes[index])
    if lead < 0x80 { return (Unicode.Scalar(bytes[index]), 1) }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = lead & (0x7F >> UInt32(length))
    for place in (index + 1)..<(index + length) { value = value << 6 | UInt32(bytes[place] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  /// Whether the bytes may hold anything the rule names: no text without them is looked at by scalars.
  private static func mayChange(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      // Han, and ASCII: nearly all of a text.
      if (0xE3...0xE9).contains(byte) {
        index += 3
        continue
      }
      if (0x20...0x7E).contains(byte) {
        index += 1
        continue
      }
      switch byte {
      case 0x09, 0x0A: break
      case 0x00...0x1F, 0x7F, 0xD8, 0xF0...0xFF: return true
      case 0xC2 where bytes[index + 1] < 0xA0 || bytes[index + 1] == 0xAD: return true
      // U+2000 to U+207F, of which the quotation marks, dashes and dots are not meant.
      case 0xE2 where bytes[index + 1] == 0x80 && !(0x90...0xA7).contains(bytes[index + 2]): return true
      case 0xE2 where bytes[index + 1] == 0x81: return true
      case 0xEF where bytes[index + 1] == 0xB7 || bytes[index + 1] == 0xBB: return true
      case 0xEF where bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xB9: return true
      default: break
      }
      index += 1
    }
    return false
  }

  /// What a scalar becomes; nil where it stays.
  private static func replacement(_ scalar: Unicode.Scalar, before next: UInt8) -> String? {
    if scalar == "\r" { return next == UInt8(ascii: "\n") ? "" : "\n" }
    switch verdict(scalar) {
    case .keep: return nil
    case .space: return " "
    case .drop: return ""
    }
  }

  /// The text as one line: cleaned, white space collapsed to single spaces, none at the ends. By scalars:
  /// one character may be megabytes of accents.
  static func line(_ text: some StringProtocol) -> String {
    var text = String(text)
    if text.withUTF8(isLine) { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    var waiting: [Unicode.Scalar] = []
    for scalar in clean(text).unicodeScalars {
      if scalar == "\u{3000}" {
        waiting.append(scalar)
      } else if scalar.isWhite {
        if waiting.last != " " { waiting.append(" ") }
      } else {
        if !waiting.isEmpty, !result.isEmpty {
          for space in waiting { result += UTF8.encode(space) ?? .init() }
        }
        waiting.removeAll(keepingCapacity: true)
        result += UTF8.encode(scalar) ?? .init()
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether the bytes surely are a line already: most titles are.
  private static func isLine(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var last: UInt8 = 0x20
    for byte in bytes {
      switch byte {
      case 0x20 where last == 0x20: return false
      case 0x80 where last == 0xE3: return false
      case 0x00..<0x20, 0x7F, 0xC2, 0xD8, 0xE1, 0xE2, 0xEF...0xFF: return false
      default: last = byte
      }
    }
    return last != 0x20
  }
}
