// What a server says of a file so that it need not send it again (RFC 9110 §8.8).

/// An ETag or, where there is none, the time of change.
struct Validator: Hashable, Sendable {
  /// It, as one line that is remembered.
  let version: String

  private static let tag = "etag ", date = "date "
  private static let longest = 256

  /// What an answer says; nil for nothing that could be sent back, and where nothing says where its body ends: half of
  /// it would be taken for the file for ever. With an ETag the time is of no use: servers are to ignore it then
  /// (RFC 9110 §13.1.3).
  init?(_ response: HTTPResponse) {
    guard response.saysItsEnd else { return nil }
    if let tag = response.fields["etag"], !tag.isEmpty {
      self.init(version: Validator.tag + tag)
    } else if let date = response.fields["last-modified"], !date.isEmpty {
      self.init(version: Validator.date + date)
    } else {
      return nil
    }
  }

  /// What was remembered; nil for what is no such line.
  init?(version: String) {
    guard version.hasPrefix(Validator.tag) || version.hasPrefix(Validator.date),
      version.utf8.count <= Validator.longest, version.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
    else { return nil }
    self.version = version
  }

  /// The header line that asks for the file unless it is still so.
  var header: String {
    guard version.hasPrefix(Validator.tag) else {
      return "If-Modified-Since: \(version.dropFirst(Validator.date.count))"
    }
    let tag = version.dropFirst(Validator.tag.count)
    return "If-None-Match: " + ([tag] + Validator.uncompressed(tag)).joined(separator: ", ")
  }

  /// The tag a file has where it is not compressed. Apache adds to it how it compresses one (`"5f-gzip"`), and does not
  /// know that tag when it is asked (https://httpd.apache.org/docs/2.4/mod/mod_deflate.html#deflatealteretag): without
  /// this all would come again each time.
  private static func uncompressed(_ tag: Substring) -> [Substring] {
    ["-gzip\"", "-br\"", "-zstd\""].filter(tag.hasSuffix).map { tag.dropLast($0.count) + "\"" }
  }
}
