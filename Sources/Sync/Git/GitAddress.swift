// An address that git takes: what it is, which host it names, and what of it may be shown.

import Foundation
import Library
import Parsing

struct GitAddress: Hashable, Sendable {
  /// The address as git gets it; a path is absolute.
  let text: String
  /// The folder on this machine, or the bundle, where it is one.
  let path: String?
  /// The address without a name or password, for messages.
  let shown: String
  /// The host that is talked to; the path where there is none.
  let host: String
  /// Whether ssh is asked.
  let isSSH: Bool
  /// The name and, where there is one, the password that stood in a web address: `text` is without them, for git
  /// would hand it on where every account of the machine can read it.
  private(set) var login: [String] = []

  private static let schemes = ["https", "http", "ssh", "git", "git+ssh", "ssh+git", "file"]

  /// - Throws: `SyncError.unknownAddress` for what is none: an option, a helper of git's (`ext::`), a path where
  ///   nothing is.
  init(_ address: String) throws(SyncError) {
    guard !address.isEmpty, !address.hasPrefix("-"), cleanLine(address) == address else {
      throw .unknownAddress(shownAddress(address))
    }
    if let mark = address.firstRange(of: "://") {
      let scheme = address[..<mark.lowerBound].lowercased()
      guard GitAddress.schemes.contains(scheme) else { throw .unknownAddress(shownAddress(address)) }
      let rest = address[mark.upperBound...]
      let authority = rest.prefix { $0 != "/" }
      let user = authority.lastIndex(of: "@").map { authority[...$0] } ?? ""
      shown = shownAddress(address)
      isSSH = scheme.contains("ssh")
      // ssh takes no password, and git would give it to ssh where every account of the machine can read it.
      if isSSH, user.contains(":") { throw .gitPassword(shown) }
      if scheme.hasPrefix("http"), !user.isEmpty {
        text = withoutCredentials(address)
        let parts = user.dropLast().split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        login = parts.map { $0.removingPercentEncoding ?? String($0) }
      } else {
        text = address
      }
      path = scheme == "file" ? String(rest.drop { $0 != "/" }) : nil
      host = path ?? GitAddress.withoutPort(authority.dropFirst(user.count))
    } else if FileManager.default.fileExists(atPath: address) {
      let whole = address.hasPrefix("/") ? address : FileManager.default.currentDirectoryPath + "/" + address
      (text, path, shown, host, isSSH) = (whole, whole, whole, whole, false)
    } else {
      // user@host:folder, as ssh's own copy has it.
      let before = address.prefix { $0 != ":" }
      guard before.endIndex < address.endIndex, !before.contains("/"), !before.isEmpty,
        !address[before.endIndex...].hasPrefix("::")
      else { throw .unknownAddress(shownAddress(address)) }
      let host = before.lastIndex(of: "@").map { before[before.index(after: $0)...] } ?? before
      guard !host.hasPrefix("-"), !host.isEmpty else { throw .unknownAddress(shownAddress(address)) }
      (text, path, shown, isSSH, self.host) = (address, nil, address, true, String(host))
    }
  }

  /// The address that a server leads to from here; name and password go along where it is the same server.
  func moved(to text: String) throws(SyncError) -> GitAddress {
    var next = try GitAddress(text)
    if next.server == server { next.login = login }
    return next
  }

  private static func withoutPort(_ authority: Substring) -> String {
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") { return String(authority[...end]) }
    return String(authority.prefix { $0 != ":" })
  }

  /// Its scheme and host, as git's configuration names a server.
  var server: String? {
    guard let mark = text.firstRange(of: "://") else { return nil }
    return String(text[..<mark.upperBound]) + text[mark.upperBound...].prefix { $0 != "/" }
  }

  /// Whether nobody on the way can read what is said.
  var isEncrypted: Bool { isSSH || text.lowercased().hasPrefix("https:") }

  /// Whether a web server is asked.
  var isWeb: Bool { text.lowercased().hasPrefix("http") && server != nil }

  /// Whether it is a file: a bundle.
  var isFile: Bool {
    var isFolder: ObjCBool = false
    guard let path else { return false }
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
  }

  /// A line of git's, with the name and password gone wherever the address stands in it.
  func hidingCredentials(_ line: String) -> String {
    line.replacingOccurrences(of: text, with: shown)
  }
}
