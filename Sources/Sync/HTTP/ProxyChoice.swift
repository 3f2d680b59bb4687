// Which proxy a request goes through: the one that is set, or the one the environment names.

import Parsing

/// The proxies for web addresses.
struct ProxyChoice: Sendable {
  private let setting: SourceSettings.Proxy
  private let environment: [String: String]

  /// - Throws: `SyncError.proxy` when the address that is set is none of a proxy.
  init(_ setting: SourceSettings.Proxy, environment: [String: String]) throws(SyncError) {
    (self.setting, self.environment) = (setting, environment)
    guard case .address(let address) = setting, let scheme = address.firstRange(of: "://") else { return }
    let known = SourceSettings.Proxy.schemes
    guard known.contains(address[..<scheme.lowerBound].lowercased()) else {
      throw .proxy(
        host: ProxyChoice.host(of: address), reason: "it begins with none of \(known.joined(separator: ", "))"
      )
    }
  }

  /// The address of the proxy for a web address; nil for none.
  ///
  /// The environment is read as curl reads it (https://everything.curl.dev/usingcurl/proxies/env.html): `HTTP_PROXY`
  /// in capitals is not, since a web server sets it to what a stranger sends.
  func proxy(for address: WebAddress) -> String? {
    switch setting {
    case .none: return nil
    case .address(let proxy): return proxy
    case .environment:
      let names = address.scheme == "http" ? ["http_proxy"] : ["https_proxy", "HTTPS_PROXY"]
      let proxies = (names + ["all_proxy", "ALL_PROXY"]).compactMap { environment[$0] }
      guard let proxy = proxies.first(where: { !$0.isEmpty }), !isExempt(address.host) else { return nil }
      return proxy
    }
  }

  private func isExempt(_ host: String) -> Bool {
    let list = ["no_proxy", "NO_PROXY"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    return list.split { $0 == "," || $0 == " " }.contains { entry in
      if entry == "*" { return true }
      if let range = NetworkRange(entry), let address = addressBytes(host) { return range.contains(address) }
      let name = (entry.hasPrefix(".") ? entry.dropFirst() : entry).lowercased()
      return host == name || host == "[\(name)]" || host.hasSuffix("." + name)
    }
  }

  /// A proxy's host and port, for messages: without scheme, name and password.
  static func host(of address: String) -> String {
    let rest = address.firstRange(of: "://").map { address[$0.upperBound...] } ?? address[...]
    // A password may hold a slash that nobody has encoded.
    let place = rest.lastIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest
    return String(place.prefix { $0 != "/" })
  }
}

/// A proxy's address as it may be shown: without the name and password, however it is written.
package func shownProxy(_ address: String) -> String {
  let scheme = address.firstRange(of: "://").map { address[..<$0.upperBound] } ?? ""
  return cleanLine(scheme + ProxyChoice.host(of: address))
}
