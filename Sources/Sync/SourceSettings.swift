// How a source is to be fetched: what the configuration says of it.

package import Library

/// The settings of one source.
package struct SourceSettings: Hashable, Sendable {
  /// Which proxy is asked.
  package enum Proxy: Hashable, Sendable {
    /// The one the environment names (`https_proxy`, `all_proxy`, `no_proxy` and so on), if any.
    case environment
    /// None, whatever the environment says.
    case none
    /// The one at an address: `http://`, `https://`, `socks5://`, or `socks5h://`, which resolves names itself.
    case address(String)

    /// What the address of a proxy may begin with.
    package static let schemes = ["http", "https", "socks5", "socks5h"]
  }

  /// Seconds between two syncs by themselves; nil for none.
  package var interval: Int? = 3600
  /// The proxy.
  package var proxy = Proxy.environment
  /// Where names are resolved over HTTPS; nil for the system's resolver.
  package var dnsOverHTTPS: String?
  /// What the program calls itself; by itself it tells as little as it can.
  package var userAgent = "Mozilla/5.0"
  /// More header lines, `Name: value`.
  package var headers: [String] = []
  /// A file of certificate authorities, in place of the system's.
  package var certificateAuthorities: String?
  /// Bytes a second at most; nil for no limit.
  package var speedLimit: Int?
  /// Bytes a day at most; nil for no limit.
  package var dailyBudget: Int?
  /// Requests at once to one host.
  package var connections = 6
  /// Articles kept at most, and days they are kept; nil for no limit.
  package var keptArticles: Int?, keptDays: Int?
  /// Whether articles not read may go, too.
  package var dropsUnread = false
  /// Whether pages that no index lists are fetched.
  package var includesArchive = false
  /// Which categories are fetched.
  package var categories = CategoryChoice()

  /// The settings as they are where nobody says otherwise.
  package init() {}
}
