// A content's identity, computed: the same that git gives it.

import CCrypto
package import Library

extension ContentID {
  /// The identity of some bytes: SHA-1 over `blob`, their number, NUL and the bytes, which is what git calls the
  /// blob. So a page fetched in one way is known when it is met in another.
  package init(of bytes: [UInt8]) {
    let whole = Array("blob \(bytes.count)\0".utf8) + bytes
    var digest = [UInt8](repeating: 0, count: Int(SHA_DIGEST_LENGTH))
    _ = SHA1(whole, whole.count, &digest)
    self.init(digest)
  }
}
