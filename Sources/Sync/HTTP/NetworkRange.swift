// Ranges of addresses, and which of them are nobody's business but this machine's and its neighbours'.

import Glibc

/// A range of IP addresses: those that begin with the same bits.
struct NetworkRange: Sendable {
  private let prefix: [UInt8]
  private let bits: Int

  /// The range `10.0.0.0/8` or `fc00::/7`; nil for anything else.
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/")
    guard parts.count == 2, let prefix = addressBytes(String(parts[0])), let bits = Int(parts[1]),
      (0...prefix.count * 8).contains(bits)
    else { return nil }
    (self.prefix, self.bits) = (prefix, bits)
  }

  /// Whether an address, as 4 or 16 bytes, lies in it.
  func contains(_ address: [UInt8]) -> Bool {
    guard address.count == prefix.count else { return false }
    return (0..<bits).allSatisfy { bit in
      (address[bit / 8] ^ prefix[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
    }
  }

  /// This machine, its network, multicast, and what is no address (RFC 6890, RFC 4193, RFC 6598).
  ///
  /// 198.18.0.0/15 is not here: many readers' proxies give each name an address of it, made up.
  private static let privateRanges: [NetworkRange] = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.168.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "::/128", "::1/128", "fc00::/7",
    "fe80::/10", "fec0::/10", "ff00::/8",
  ].compactMap { NetworkRange($0) }

  /// IPv6 addresses that stand for an IPv4 address, and where it is in them (RFC 4291 §2.5.5, RFC 6052, RFC 3056).
  private static let wrappers: [(range: NetworkRange, at: Int)] = [
    ("::/96", 12), ("::ffff:0:0/96", 12), ("64:ff9b::/96", 12), ("2002::/16", 2),
  ].compactMap { text, place in NetworkRange(text).map { ($0, place) } }

  /// Whether an address is private: not to be led to from elsewhere.
  static func isPrivate(_ address: [UInt8]) -> Bool {
    if privateRanges.contains(where: { $0.contains(address) }) { return true }
    return wrappers.contains { wrapper in
      wrapper.range.contains(address) && isPrivate(Array(address[wrapper.at..<wrapper.at + 4]))
    }
  }

  /// Whether a host of an address is this machine by its name, or private by its number.
  static func isPrivate(host: String) -> Bool {
    let name = host.hasSuffix(".") ? host.dropLast() : host[...]
    if name == "localhost" || name.hasSuffix(".localhost") { return true }
    return addressBytes(String(name)).map(isPrivate) ?? false
  }
}

/// The bytes of a literal IP address, with or without brackets; nil for a name.
func addressBytes(_ text: String) -> [UInt8]? {
  let bare = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
  var short = in_addr(), long = in6_addr()
  if inet_pton(AF_INET, bare, &short) == 1 { return withUnsafeBytes(of: short) { Array($0) } }
  if inet_pton(AF_INET6, bare, &long) == 1 { return withUnsafeBytes(of: long) { Array($0) } }
  return nil
}

/// The bytes of the address in a socket's address; nil where it is no IP address.
func addressBytes(_ address: UnsafePointer<sockaddr>) -> [UInt8]? {
  switch Int32(address.pointee.sa_family) {
  case AF_INET:
    address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
      withUnsafeBytes(of: $0.pointee.sin_addr) { Array($0) }
    }
  case AF_INET6:
    address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
      withUnsafeBytes(of: $0.pointee.sin6_addr) { Array($0) }
    }
  default: nil
  }
}
