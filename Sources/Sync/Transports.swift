// Opens trees by the addresses of their mirrors, and finds out what is at an address by asking there.

import Articles
import Foundation
import Library
import Parsing

/// Opens trees by their addresses.
package struct Transports: Sendable {
  private let folder: String
  private let embedded: @Sendable (String) -> EmbeddedTree?
  private let client = HTTPClient()

  /// Transports that keep what they must in a folder, and know some trees that are part of the program.
  package init(
    folder: String, embedded: @escaping @Sendable (_ address: String) -> EmbeddedTree? = { _ in nil }
  ) {
    (self.folder, self.embedded) = (folder, embedded)
  }

  /// The tree at an address that `find` gave.
  /// - Throws: `SyncError`.
  package func tree(at address: String, settings: SourceSettings) throws(SyncError) -> any Tree {
    if let tree = embedded(address) { return tree }
    switch MirrorAddress.kind(of: address) {
    case .web: return try HTTPTree(address: address, settings: settings, client: client)
    case .git:
      let plain = MirrorAddress.forGit(address)
      return try GitTree(address: plain, settings: settings, folder: place("git", address)) { [client] in
        try await HTTPTree(address: plain, settings: settings, client: client).movedRepository()
      }
    case .file: return FileTree(path: address, scratch: place("files", address))
    case .folder: return try DirectoryTree(path: address)
    }
  }

  /// Finds out what is at an address, by asking there. A web address may be the root of a tree or a repository of
  /// git's: which, is kept in the address.
  /// - Throws: `SyncError`, `ParsingError`.
  package func find(_ address: String, settings: SourceSettings) async throws -> FoundMirror {
    let address = MirrorAddress.plain(address)
    guard MirrorAddress.kind(of: address) == .web else { return try await read(address, settings) }
    var failure: SyncError?
    for way in MirrorAddress.forms(of: address) {
      do {
        return try await read(way, settings)
      } catch let error as SyncError {
        guard error.leavesItOpen else { throw error }
        failure = failure ?? error
      }
    }
    throw failure ?? SyncError.noMirror(shownAddress(address))
  }

  private static let keeping = ["git", "files"]

  /// Whether something is kept for an address.
  private func isKept(_ address: String) -> Bool {
    Transports.keeping.contains { FileManager.default.fileExists(atPath: place($0, address)) }
  }

  /// Removes what was kept for an address.
  package func forget(_ address: String) {
    for kind in Transports.keeping { try? FileManager.default.removeItem(atPath: place(kind, address)) }
  }

  private func read(_ address: String, _ settings: SourceSettings) async throws -> FoundMirror {
    let front: FrontPage?
    let isKnown = isKept(address)
    do {
      front = try await tree(at: address, settings: settings).frontPage()
    } catch {
      if !isKnown { forget(address) }
      throw error
    }
    let kind = MirrorAddress.kind(of: address)
    if front == nil, kind == .web { throw SyncError.noMirror(shownAddress(address)) }
    return FoundMirror(kind: kind, address: address, frontPage: front)
  }

  /// Where the transport of an address keeps what it must.
  private func place(_ kind: String, _ address: String) -> String {
    "\(folder)/\(kind)/\(String(fnv1a(Array(address.utf8)), radix: 16))"
  }
}

extension SyncError {
  /// Whether a mirror that cannot be had now may be had at another time, or from another place.
  package var isOfTheMoment: Bool {
    switch self {
    case .nameNotFound, .refused, .unreachable, .noConnection, .handshakeCut, .noAnswer, .stalled, .cutShort,
      .askedToWait:
      true
    case .status(let status, _): status >= 500
    default: false
    }
  }

  /// Whether there may be something of another kind at a web address.
  fileprivate var leavesItOpen: Bool {
    switch self {
    case .status, .noMirror, .notThePage, .empty, .git, .gitPassword, .garbled, .redirectRefused,
      .unknownAddress:
      true
    default: false
    }
  }
}
