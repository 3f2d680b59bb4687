// Which transport an address is for.

import Articles
import Foundation
import Library
import Parsing

/// What was found at an address.
package struct FoundMirror: Hashable, Sendable {
  /// The ways a mirror is reached.
  package enum Kind: Hashable, Sendable {
    case web, git, file, folder
  }

  /// How it is reached, and the address it is kept by.
  package var kind: Kind, address: String
  /// What its front page calls itself (empty where it does not), and how many categories it names.
  package var title: String, categories: Int
  /// The last part of its address: a name, where it has no title.
  package var name: String
}

/// Opens trees by their addresses.
package struct Transports: Sendable {
  private let folder: String
  private let embedded: [String: EmbeddedTree]
  private let client: HTTPClient

  /// Transports that keep what they must in a folder, and know some trees that are part of the program.
  package init(folder: String, embedded: [String: EmbeddedTree] = [:]) {
    (self.folder, self.embedded, client) = (folder, embedded, HTTPClient())
  }

  /// The tree at an address that `find` gave.
  /// - Throws: `SyncError`.
  package func tree(at address: String, settings: SourceSettings) throws(SyncError) -> any Tree {
    if let tree = embedded[address] { return tree }
    switch Transports.kind(of: address) {
    case .web: return try HTTPTree(address: address, settings: settings, client: client)
    case .folder: return try DirectoryTree(path: address)
    case .git, .file: throw .unknownAddress(shownAddress(address))
    }
  }

  /// Finds out what is at an address, by asking there.
  /// - Throws: `SyncError`, `ParsingError`.
  package func find(_ address: String, settings: SourceSettings) async throws -> FoundMirror {
    let tree = try tree(at: address, settings: settings)
    let front = try await tree.frontPage()
    return FoundMirror(
      kind: Transports.kind(of: address), address: address, title: front?.title ?? "",
      categories: front?.categories.count ?? 0,
      name: address.split(separator: "/").last.map(String.init) ?? "mirror")
  }

  private static func kind(of address: String) -> FoundMirror.Kind {
    address.hasPrefix("http://") || address.hasPrefix("https://") ? .web : .folder
  }
}

/// An address as it may be shown: without the name and password some hold, cleaned.
package func shownAddress(_ address: String) -> String {
  guard let scheme = address.firstRange(of: "://"),
    let at = address[scheme.upperBound...].prefix(while: { $0 != "/" }).lastIndex(of: "@")
  else { return cleanLine(address) }
  return cleanLine(String(address[..<scheme.upperBound]) + address[address.index(after: at)...])
}
