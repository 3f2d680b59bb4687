// Addresses that the terminal itself can open: OSC 8. Knows what may stand in the sequence; must not know where addresses
// come from. (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda)

/// Some columns of a row that are a hyperlink, on a terminal that knows them.
package struct Hyperlink: Hashable, Sendable {
  /// Where it stands on the screen.
  package let row: Int, columns: Range<Int>
  /// Where it leads: printable ASCII without blanks, which ends no sequence.
  package let address: String

  /// The bytes of an address at most: some terminals take no more than about 2080.
  package static let most = 2000

  /// A hyperlink to an address, of which all but printable ASCII is escaped. Nil where that is empty or too long.
  package init?(row: Int, columns: Range<Int>, address: String) {
    let escaped = address.utf8.map { byte in
      (0x21...0x7E).contains(byte) ? String(Unicode.Scalar(byte)) : Hyperlink.escape(byte)
    }.joined()
    guard !escaped.isEmpty, escaped.utf8.count <= Hyperlink.most else { return nil }
    (self.row, self.columns, self.address) = (row, columns, escaped)
  }

  private static func escape(_ byte: UInt8) -> String {
    "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  /// Whether a terminal of this type may be sent it: those that do not know the sequence ignore it, but for the old ones,
  /// which show it, and GNU screen, which shows what of it is longer than it reads.
  func isTaken(by term: String) -> Bool {
    if TerminalType.isOld(term) { return false }
    return !term.hasPrefix("screen") || address.utf8.count <= 700
  }
}
