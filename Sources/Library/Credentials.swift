// The name and the password that an address may hold: they are the reader's alone, and are never shown, nor kept where
// another account may read.

/// An address without the name and the password in it. Without a scheme, as proxies may be written, `name:password@host`
/// has them, and git's `name@host:path` has none.
package func withoutCredentials(_ address: String) -> String {
  guard let scheme = address.firstRange(of: "://") else {
    guard let at = address.lastIndex(of: "@"), address[..<at].contains(":"), !address[..<at].contains("/")
    else { return address }
    return String(address[address.index(after: at)...])
  }
  let rest = address[scheme.upperBound...]
  let place = rest.prefix { $0 != "/" }
  var at = place.lastIndex(of: "@")
  if at == nil, !place.hasPrefix("["), let colon = place.firstIndex(of: ":"),
    !place[place.index(after: colon)...].allSatisfy(\.isNumber)
  {
    // What should be a port is none: a password with a slash in it.
    at = rest.lastIndex(of: "@")
  }
  guard let at else { return address }
  return String(address[..<scheme.upperBound]) + address[address.index(after: at)...]
}
