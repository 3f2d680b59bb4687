// Whole addresses in a listing that lead into its own tree: by the address of the mirror, or by a page of a git host.
// What surely belongs to another repository stays an address of the web.

import Articles

/// What tells which whole addresses are files of the tree a listing is of.
struct OwnTree {
  /// The mirror's address without its scheme, with a slash at its end; nil where it is none of the web.
  private let root: String?
  /// The repository it is of, where its address tells.
  private let repository: Repository?
  /// The repository that the listing can only mean, where its address does not tell.
  private var meant: Repository?

  /// Knows the tree at a mirror's address (nil where it has none) by a listing's lines: where links into the folders of a
  /// tree are all into one repository, and none is a path, it is this one.
  init(_ mirror: String?, _ lines: [ListingLine], on page: String) {
    root = mirror.flatMap(OwnTree.place).map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    repository = mirror.flatMap { Repository(ofMirror: $0) }
    var named: [Repository: Set<String>] = [:]
    for link in lines.lazy.flatMap({ $0.parts.links + $0.tags }) {
      switch Address(link.address, inListing: page) {
      case .web(let address)?:
        if let (repository, path) = Repository.file(at: address), OwnTree.isOfMirror(path) {
          named[repository, default: []].insert(path)
        }
      case .tree(let path)? where OwnTree.isOfMirror(path): return
      default: break
      }
    }
    // One link alone may be what a paper recommends of another.
    if named.count == 1, let (only, paths) = named.first,
      repository?.name == only.name || repository == nil && paths.count > 1
    {
      meant = only
    }
  }

  /// Understands the address `text` in the listing at `page`.
  func address(_ text: String, on page: String) -> Address? {
    guard let given = Address(text, inListing: page) else { return nil }
    guard let path = path(given, written: text, on: page),
      pageKind(ofPath: path) != nil || path.lowercased().hasSuffix("readme.md")
    else { return given }
    return .tree(path)
  }

  /// The README in the folder that an address in the listing at `page` leads to, as git hosts show it there; nil where it
  /// leads to no folder, or to one that holds no articles.
  func readme(inFolderAt text: String, on page: String) -> String? {
    let written = text.withoutQuery[...].trimmed
    guard written.hasSuffix("/") || written.contains("/tree/"),
      let given = Address(text, inListing: page)
    else { return nil }
    let own: String? = if case .tree(let path) = given { path } else { nil }
    guard let folder = path(given, written: text, on: page) ?? own, pageKind(ofPath: folder) == nil else {
      return nil
    }
    let readme = folder + "/README.md"
    return pageKind(ofPath: readme) == .article ? readme : nil
  }

  /// The path in the tree, understood, that an address leads to otherwise than by a path.
  private func path(_ given: Address, written text: String, on page: String) -> String? {
    guard let reference = reference(given, isOfRoot: text[...].trimmed.hasPrefix("/"), on: page),
      case .tree(let path)? = Address(reference, on: "")
    else { return nil }
    return path
  }

  /// The path in the tree, as it is written, that an address leads to otherwise than by a path.
  private func reference(_ address: Address, isOfRoot: Bool, on page: String) -> String? {
    switch address {
    case .web(let whole):
      if let (repository, path) = Repository.file(at: whole) { return isOwn(repository) ? path : nil }
      guard let root, let place = OwnTree.place(whole), place.hasPrefix(root) else { return nil }
      return String(place.dropFirst(root.count))
    case .outside(let text):
      // As a git host resolves it, whose page of a file is four folders below the host's root.
      let marks = ["\u{1}owner", "\u{1}name", "\u{1}view", "\u{1}branch"]
      guard case .tree(let path)? = Address(text, on: (marks + [page]).joined(separator: "/")) else {
        return nil
      }
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count > 4, parts[0] == marks[0], parts[1] == marks[1], OwnTree.views.contains(parts[2])
      else {
        return nil
      }
      return OwnTree.written(parts[4...])
    case .tree(let path):
      let parts = path.split(separator: "/")
      if parts.count > 3, OwnTree.views.contains(parts[0]),
        OwnTree.isOfMirror(parts[2...].joined(separator: "/"))
      {
        return OwnTree.written(parts[2...])
      }
      guard isOfRoot else { return nil }
      if parts.count > 5, OwnTree.views.contains(parts[2]) {
        let repository = Repository(owner: parts[0], name: parts[1])
        return isOwn(repository) ? OwnTree.written(parts[4...]) : nil
      }
      guard let root, let folder = root.firstIndex(of: "/"), path.hasPrefix(root[folder...].dropFirst()),
        root[folder...].count > 1
      else { return nil }
      return OwnTree.written(path.dropFirst(root[folder...].count - 1).split(separator: "/"))
    }
  }

  /// What git hosts call the pages of a file.
  fileprivate static let views: Set<Substring> = ["blob", "raw", "tree", "src"]

  private func isOwn(_ other: Repository) -> Bool { other == repository || other == meant }

  private static func isOfMirror(_ path: String) -> Bool {
    ["indexes/", "pages/"].contains(where: path.hasPrefix)
      && pageKind(ofPath: String(path.withoutQuery)) != nil
  }

  private static func written(_ parts: some Sequence<Substring>) -> String {
    parts.map { percentEncoded($0) { (0x2D...0x7E).contains($0) && $0 != UInt8(ascii: "?") } }.joined(
      separator: "/")
  }

  /// An address of the web without its scheme, its host in lower case; nil for any other.
  fileprivate static func place(_ address: String) -> String? {
    guard let mark = address.firstRange(of: "://") else { return nil }
    let rest = address[mark.upperBound...].withoutQuery
    let host = rest.prefix { $0 != "/" }
    let name = host.lastIndex(of: "@").map { host[host.index(after: $0)...] } ?? host
    return name.isEmpty ? nil : name.lowercased() + rest[host.endIndex...]
  }
}

/// A repository of a git host.
private struct Repository: Hashable {
  let owner: String, name: String

  init(owner: some StringProtocol, name: some StringProtocol) {
    let name = name.lowercased()
    self.owner = owner.lowercased()
    self.name = name.hasSuffix(".git") ? String(name.dropLast(4)) : name
  }

  /// The repository a mirror is of, by its address: one that git takes, or one of the files of a repository.
  init?(ofMirror mirror: String) {
    if let (repository, _) = Repository.file(at: mirror + "/README.md") {
      self = repository
      return
    }
    let secure = mirror.drop { $0 != "@" }.dropFirst().replacing(":", with: "/")
    let place = OwnTree.place(mirror) ?? String(secure)
    let parts = place.split(separator: "/")
    guard parts.count == 3 else { return nil }
    let isGit = !mirror.hasPrefix("http") || mirror.hasSuffix(".git") || Address.gitHosts.contains(parts[0])
    guard isGit else { return nil }
    self.init(owner: parts[1], name: parts[2])
  }

  /// The repository of a file, and the file's path in it as it is written, by an address of a git host or of what serves
  /// the files of one.
  static func file(at address: String) -> (Repository, path: String)? {
    guard let place = OwnTree.place(address) else { return nil }
    var parts = place.split(separator: "/")[...]
    guard let host = parts.popFirst() else { return nil }
    if host == "cdn.jsdelivr.net" || host == "fastly.jsdelivr.net", parts.count > 3, parts.first == "gh" {
      let name = parts[parts.startIndex + 2].prefix { $0 != "@" }
      return (Repository(owner: parts[parts.startIndex + 1], name: name), path(parts.dropFirst(3)))
    }
    guard parts.count > 3 else { return nil }
    let owner = parts.removeFirst(), name = parts.removeFirst()
    let repository = Repository(owner: owner, name: name)
    if host == "raw.githubusercontent.com" || host == "raw.githack.com" || host == "rawcdn.githack.com" {
      if parts.starts(with: ["refs", "heads"]) { parts = parts.dropFirst(2) }
      return (repository, path(parts.dropFirst()))
    }
    if parts.first == "-" { parts = parts.dropFirst() }
    guard let view = parts.popFirst(), OwnTree.views.contains(view), parts.count > 1 else { return nil }
    if ["branch", "commit", "tag"].contains(parts.first), parts.count > 2 { parts = parts.dropFirst() }
    return (repository, path(parts.dropFirst()))
  }

  private static func path(_ parts: ArraySlice<Substring>) -> String { parts.joined(separator: "/") }
}
