// What is pasted, as a terminal sends it between the marks of bracketed paste. Knows the mark of the end; must not
// know what a text may hold.

/// A paste that comes byte by byte, up to the mark of its end.
/// (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h2-Bracketed-Paste-Mode)
package struct PastedText {
  private var bytes: [UInt8] = []
  /// The bytes of the mark that have come.
  private var matched = 0

  /// `ESC [ 2 0 1 ~`.
  private static let end: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]

  /// The bytes that are kept; what comes after them is let go until the mark.
  package static let most = 65_536

  /// A paste of which nothing has come.
  package init() {}

  /// Takes the next byte. Returns whether the paste goes on after it.
  package mutating func take(_ byte: UInt8) -> Bool {
    if byte != PastedText.end[matched] {
      for byte in PastedText.end[..<matched] { keep(byte) }
      matched = 0
    }
    if byte == PastedText.end[matched] { matched += 1 } else { keep(byte) }
    return matched < PastedText.end.count
  }

  private mutating func keep(_ byte: UInt8) {
    if bytes.count < PastedText.most { bytes.append(byte) }
  }

  /// What has come. At the limit the last character, which may be cut off, is left out; bytes that are no UTF-8 are
  /// U+FFFD.
  package var text: String {
    var whole = bytes[...]
    if bytes.count == PastedText.most, let lead = bytes.suffix(4).lastIndex(where: { $0 & 0xC0 != 0x80 }),
      bytes[lead] >= 0xC0
    {
      whole = bytes[..<lead]
    }
    return String(decoding: whole, as: UTF8.self)
  }
}
