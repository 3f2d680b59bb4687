// A content's identity, computed and written: the same as git's.

import CCrypto
package import Library

extension ContentID {
  /// Asks for the library that identities are made with.
  /// - Throws: `SyncError.missing`.
  static func prepare() throws(SyncError) {
    guard kanbao_has_crypto() else { throw .missing("libcrypto") }
  }

  /// The identity of some bytes: SHA-1 over `blob`, their number, NUL and the bytes, which is what git calls the
  /// blob. So a page fetched in one way is known when it is met in another.
  package init(of bytes: [UInt8]) {
    let whole = Array("blob \(bytes.count)\0".utf8) + bytes
    var digest = [UInt8](repeating: 0, count: Int(SHA_DIGEST_LENGTH))
    guard SHA1(whole, whole.count, &digest) != nil else {
      preconditionFailure("ContentID.prepare() comes first")
    }
    self.init(digest)
  }
}

extension ContentID {
  /// An identity written as 40 hexadecimal digits; nil for anything else.
  init?(hexadecimal digits: some Collection<UInt8>) {
    let values = digits.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    guard digits.count == 40, values.count == 40 else { return nil }
    self.init(stride(from: 0, to: 40, by: 2).map { UInt8(16 * values[$0] + values[$0 + 1]) })
  }

  /// 40 hexadecimal digits, as git writes it.
  var hexadecimal: String {
    bytes.reduce(into: "") { text, byte in text += (byte < 16 ? "0" : "") + String(byte, radix: 16) }
  }
}
