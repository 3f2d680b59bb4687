// Web addresses, taken apart by the same hand that connects: what is checked is what is asked.

import Articles
import CCurl

/// An address of the web: http or https, nothing else. What of it can be shown holds no name and no password.
struct WebAddress: Hashable, Sendable {
  /// `http` or `https`.
  let scheme: String
  /// The host in lower case; an IPv6 address has brackets.
  let host: String
  /// The port, where it is not the scheme's own.
  let port: Int?
  /// The path, percent signs and all.
  let path: String
  /// The whole address, without name, password and fragment.
  let text: String
  /// Whether there is a query or a fragment.
  let hasMore: Bool
  /// The name and the password in it.
  let user: String?, password: String?

  /// Understands an address; nil where it is none of the web.
  init?(_ text: String) {
    guard let parts = curl_url() else { return nil }
    defer { curl_url_cleanup(parts) }
    func part(_ name: CURLUPart) -> String? {
      var value: UnsafeMutablePointer<CChar>?
      guard kanbao_url_get(parts, name, &value) == CURLUE_OK, let value else { return nil }
      defer { curl_free(value) }
      return String(cString: value)
    }
    guard curl_url_set(parts, CURLUPART_URL, text, UInt32(CURLU_URLENCODE)) == CURLUE_OK,
      let scheme = part(CURLUPART_SCHEME), scheme == "http" || scheme == "https",
      let host = part(CURLUPART_HOST), !host.isEmpty
    else { return nil }
    (self.scheme, self.host) = (scheme, host.lowercased())
    port = part(CURLUPART_PORT).flatMap { Int($0) }.flatMap { $0 == (scheme == "http" ? 80 : 443) ? nil : $0 }
    path = part(CURLUPART_PATH) ?? "/"
    hasMore = part(CURLUPART_QUERY) != nil || part(CURLUPART_FRAGMENT) != nil
    (user, password) = (part(CURLUPART_USER), part(CURLUPART_PASSWORD))
    for hidden in [CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS, CURLUPART_FRAGMENT] {
      curl_url_set(parts, hidden, nil, 0)
    }
    guard let shown = part(CURLUPART_URL) else { return nil }
    self.text = shown
  }

  /// The port that is connected to.
  var realPort: Int { port ?? (scheme == "http" ? 80 : 443) }

  /// The host, and its port where it is not the usual one: what messages name.
  var hostAndPort: String { port.map { "\(host):\($0)" } ?? host }

  /// Whether it is the place at another address, or the same one made safe: what is told to the one may be told to
  /// the other.
  func isSamePlace(as other: WebAddress) -> Bool {
    host == other.host
      && (scheme == other.scheme && port == other.port
        || scheme == "https" && other.scheme == "http" && port == nil && other.port == nil)
  }

  /// The address of a file below this one, by its path from here; nil for a path that leads elsewhere.
  func file(_ path: String) -> WebAddress? {
    let names = path.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = names.allSatisfy { name in
      !name.isEmpty && name != "." && name != ".." && !name.utf8.contains { $0 < 0x20 || $0 == 0x7F }
    }
    guard isPlain else { return nil }
    return WebAddress((text.hasSuffix("/") ? String(text.dropLast()) : text) + WebAddress.ending(path))
  }

  /// The address below which the file at this one has a path; nil where it has another.
  func root(ofFile path: String) -> WebAddress? {
    let ending = WebAddress.ending(path)
    return text.hasSuffix(ending) ? WebAddress(String(text.dropLast(ending.count))) : nil
  }

  /// A path as it stands at the end of an address.
  private static func ending(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false)
      .map { "/" + percentEncoded($0, keeping: plainBytes.contains) }.joined()
  }
}

/// What stands in a component of a path as it is (RFC 3986 §3.3).
private let plainBytes = Set(
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._~!$&'()*+,;=:@".utf8)
