// The addresses of mirrors: which transport each is for, as far as its form tells, and the forms it is kept in. Nobody is
// asked here.

import Foundation
import Library
import Parsing

/// What addresses of mirrors mean.
package enum MirrorAddress {
  /// The ways a mirror is reached.
  package enum Kind: Hashable, Sendable {
    case web, git, file, folder
  }

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

  static func kind(of address: String) -> Kind {
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

  /// An address that is for git, as git takes it.
  static func forGit(_ address: String) -> String {
    address.hasPrefix(gitMark + "http") ? String(address.dropFirst(gitMark.count)) : address
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
}

/// An address as it may be shown: without the name and password some hold, cleaned.
package func shownAddress(_ address: String) -> String {
  cleanLine(withoutCredentials(address))
}
