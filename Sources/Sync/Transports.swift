// Which transport an address is for: told by its form or, where that leaves it open, by asking there.

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
  /// Whether it was reached.
  package var isSeen = true

  /// The last part of its address: a name, where it has no title.
  package var name: String {
    let last = address.split { $0 == "/" || $0 == ":" }.last.map(String.init) ?? ""
    return String(last.hasSuffix(".git") ? last.dropLast(4) : last[...])
  }
}

extension FoundMirror {
  /// A mirror that cannot be had now, in the likeliest form of its address.
  package init(unseen address: String) {
    self.init(
      kind: Transports.kind(of: address), address: Transports.forms(of: address).first ?? address, title: "",
      categories: 0,
      isSeen: false)
  }
}

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
    switch Transports.kind(of: address) {
    case .web: return try HTTPTree(address: address, settings: settings, client: client)
    case .git:
      let isMarked = address.hasPrefix(Transports.gitMark + "http")
      let plain = isMarked ? String(address.dropFirst(Transports.gitMark.count)) : address
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
    let address = Transports.plain(address)
    guard Transports.kind(of: address) == .web else { return try await read(address, settings) }
    var failure: SyncError?
    for way in Transports.forms(of: address) {
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
    let kind = Transports.kind(of: address)
    if front == nil, kind == .web { throw SyncError.noMirror(shownAddress(address)) }
    return FoundMirror(
      kind: kind, address: address, title: front?.title ?? "", categories: front?.categories.count ?? 0)
  }

  // MARK: Addresses

  /// Stands before a web address that is a repository's.
  private static let gitMark = "git+"
  private static let gitSchemes = ["git+http", "ssh", "git", "git+ssh", "ssh+git"]

  /// Whether an address is one a source may have, by its form alone: nobody is asked, and a path may lead nowhere yet.
  package static func takes(_ given: String) -> Bool {
    let address = plain(given)
    guard let mark = address.firstRange(of: "://") else {
      return kind(of: address) != .git || (try? GitAddress(address)) != nil
    }
    let rest = address[mark.upperBound...]
    let host = rest.prefix { $0 != "/" }.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    switch kind(of: address) {
    case .web: return !host.isEmpty && !rest.contains { $0 == "?" || $0 == "#" }
    case .git: return !host.isEmpty
    case .file, .folder: return FileManager.default.fileExists(atPath: address)
    }
  }

  fileprivate static func kind(of address: String) -> FoundMirror.Kind {
    if let mark = address.firstRange(of: "://") {
      let scheme = address[..<mark.lowerBound].lowercased()
      if scheme == "http" || scheme == "https" { return .web }
      return gitSchemes.contains { scheme == $0 || scheme == $0 + "s" } ? .git : .folder
    }
    var information = stat()
    guard stat(address, &information) == 0 else {
      // user@host:folder, as ssh's own copy has it.
      let host = address.prefix { $0 != ":" }
      return host.count < address.count && !host.contains("/") && !host.isEmpty ? .git : .folder
    }
    if information.st_mode & S_IFMT == S_IFREG { return .file }
    let isBare = access(address + "/HEAD", F_OK) == 0 && access(address + "/objects", F_OK) == 0
    return isBare ? .git : .folder
  }

  /// The form an address is kept in: with a slash at its end it is no other one, nor is a path by way of links or dots.
  /// Of a web address what names the front page is left out, and what defeats caches.
  package static func plain(_ address: String) -> String {
    if kind(of: address) != .web, let path = realpath(address, nil) {
      defer { free(path) }
      return String(cString: path)
    }
    guard let mark = address.firstRange(of: "://"), [.web, .git].contains(kind(of: address)) else {
      return withoutSlashes(address[...])
    }
    let scheme = address[..<mark.lowerBound].lowercased() + "://"
    guard kind(of: address) == .web else { return scheme + withoutSlashes(address[mark.upperBound...]) }
    let place = withoutCacheBuster(String(address[mark.upperBound...]))[...]
    let isFrontPage = place.lowercased().hasSuffix("/readme.md")
    let root = withoutSlashes(isFrontPage ? place.dropLast("readme.md".count) : place)
    return scheme + root
  }

  private static func withoutSlashes(_ address: Substring) -> String {
    String(address.reversed().drop { $0 == "/" }.reversed())
  }

  /// The forms in which an address may be kept, the likeliest first: one of the web may be a repository's, and is where it
  /// ends as those do.
  package static func forms(of address: String) -> [String] {
    let address = plain(address)
    guard kind(of: address) == .web else { return [address] }
    let ways = [address, gitMark + address]
    return address.hasSuffix(".git") ? ways.reversed() : ways
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
    case .nameNotFound, .refused, .unreachable, .noConnection, .noAnswer, .stalled, .cutShort, .askedToWait:
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

/// An address as it may be shown: without the name and password some hold, cleaned.
package func shownAddress(_ address: String) -> String {
  cleanLine(withoutCredentials(address))
}
