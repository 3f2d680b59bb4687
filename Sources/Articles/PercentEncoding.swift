// Addresses as text: their escapes (RFC 3986 §2.1), and what stands before the query.

/// The text with its escapes (`%E8%8C%B6`) made what they stand for; nil where that is not UTF-8. What looks like an
/// escape and is none stays.
package func percentDecoded(_ text: String) -> String? {
  guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
  var bytes: [UInt8] = []
  var rest = text.utf8[...]
  while let byte = rest.popFirst() {
    let digits = rest.prefix(2)
    if byte == UInt8(ascii: "%"), digits.count == 2,
      let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    {
      bytes.append(value)
      rest = rest.dropFirst(2)
    } else {
      bytes.append(byte)
    }
  }
  return String(validating: bytes, as: UTF8.self)
}

/// The text with the bytes of its UTF-8 escaped that are not to be kept.
package func percentEncoded(_ text: some StringProtocol, keeping isKept: (UInt8) -> Bool) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var bytes: [UInt8] = []
  for byte in text.utf8 {
    if isKept(byte) {
      bytes.append(byte)
    } else {
      bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

// For each of the two and not for all of `StringProtocol`: another module would pay for that at every byte.

extension String {
  /// An address without its query and its fragment.
  package var withoutQuery: Substring { self[...].withoutQuery }
}

extension Substring {
  /// An address without its query and its fragment.
  package var withoutQuery: Substring {
    self[..<(utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? endIndex)]
  }
}
