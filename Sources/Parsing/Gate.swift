// The one gate: what may not reach a terminal, a file name, a log or an export is taken out here, on the
// way in. Everything else is kept as published; no normalisation is forced.

/// What the gate lets through.
enum Gate {
  /// What becomes of one scalar.
  enum Verdict { case keep, drop, space }

  /// The rule. Dropped: C0 but tab and line feed, DEL, C1; the bidirectional controls (UAX #9 §2: marks,
  /// embeddings, overrides, isolates); tag characters (U+E0000…E007F), interlinear annotation and the
  /// byte-order mark; unassigned noncharacters. Separators of lines, paragraphs
  /// and pages are spaces.
  static func verdict(_ scalar: Unicode.Scalar) -> Verdict {
    switch scalar.value {
    case 0x09, 0x0A: .keep
    case 0x0B, 0x0C, 0x85, 0x2028, 0x2029: .space
    case 0x00...0x1F, 0x7F...0x84, 0x86...0x9F: .drop
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F: .drop
    case 0xFEFF, 0xFFF9...0xFFFB, 0xFDD0...0xFDEF, 0xE0000...0xE007F: .drop
    case let value where value & 0xFFFE == 0xFFFE: .drop
    default: .keep
    }
  }

  /// The text with carriage returns made line feeds and everything the rule names taken out.
  static func clean(_ text: String) -> String {
    var text = text
    let isClean = text.withUTF8 { bytes in !bytes.contains { isSuspicious($0) } }
    if isClean { return text }
    var result = String.UnicodeScalarView()
    var previousWasReturn = false
    for scalar in text.unicodeScalars {
      if scalar == "\r" {
        result.append("\n")
      } else if !(scalar == "\n" && previousWasReturn) {
        switch verdict(scalar) {
        case .keep: result.append(scalar)
        case .space: result.append(" ")
        case .drop: break
        }
      }
      previousWasReturn = scalar == "\r"
    }
    return String(result)
  }

  /// The text as one line: cleaned, white space collapsed to single spaces, none at the ends.
  static func line(_ text: some StringProtocol) -> String {
    clean(String(text)).split(whereSeparator: { $0.isWhitespace && $0 != "\u{3000}" }).joined(separator: " ")
      .trimming(while: { $0 == "\u{3000}" || $0 == " " })
  }

  /// Whether a byte may begin, in UTF-8, a scalar that the rule does not keep.
  private static func isSuspicious(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F, 0xC2, 0xD8, 0xE2, 0xEF, 0xF0...0xFF: true
    default: false
    }
  }
}

extension String {
  /// The text without the characters at both ends for which `condition` holds.
  func trimming(while condition: (Character) -> Bool) -> String {
    guard let first = firstIndex(where: { !condition($0) }),
      let last = lastIndex(where: { !condition($0) })
    else { return "" }
    return String(self[first...last])
  }
}
