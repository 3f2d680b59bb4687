// Addresses in pages: what they lead to, cleaned, with cache-busters gone. A path never leaves the tree.

import Articles

/// An address as a page gives it, understood.
enum Address: Hashable {
  /// A file of the tree, by its path from the root, without query or fragment.
  case tree(String)
  /// A web or mail address.
  case web(String)
  /// A relative reference that leads out of the tree, as written. It is shown, never opened as a file.
  case outside(String)

  /// Understands the address `text` on the page at `page` (a path of the tree; empty for a loose file).
  /// Nil for nothing, for fragments of the page itself, and for schemes that do things (`javascript:`).
  /// - Parameter isAuthors: Whether the author of a text gave it, and not a mirror's generator: on other sites a number
  ///   after `?` may name what is meant.
  init?(_ text: some StringProtocol, on page: String, isAuthors: Bool = false) {
    let squeezed = Address.squeezed(text)
    let isKept = isAuthors && (Address.scheme(of: squeezed) != nil || squeezed.hasPrefix("//"))
    let address = isKept ? squeezed : withoutCacheBuster(squeezed)
    if let scheme = Address.scheme(of: address) {
      guard ["http", "https", "mailto", "ftp"].contains(scheme),
        let whole = Address.withSlashes(address, scheme: scheme)
      else { return nil }
      self = .web(whole)
    } else if address.hasPrefix("//") {
      self = .web("https:" + address)
    } else if address.isEmpty || address.hasPrefix("#") || address.hasPrefix("?") {
      return nil
    } else if let path = Address.path(address, on: page) {
      self = .tree(path)
    } else {
      self = .outside(address)
    }
  }

  /// The same on the front page or an index, where `/pages/1.md` is a file of the tree, as git hosts have it.
  init?(_ text: some StringProtocol, inListing page: String) {
    let trimmed = Address.squeezed(text)
    if trimmed.hasPrefix("/"), !trimmed.hasPrefix("//") {
      self.init(trimmed.drop { $0 == "/" }, on: "")
    } else {
      self.init(trimmed, on: page)
    }
  }

  /// The address as text: a path, or an address as written.
  var text: String {
    switch self {
    case .tree(let text), .web(let text), .outside(let text): text
    }
  }

  /// Whether it leads to the front page or an index of this tree or any other, or to what a repository says of
  /// itself: by a path, by the page of a git host that shows one (`…/blob/master/README.md`), or by a repository's
  /// own page, which shows its README.
  var isNavigation: Bool {
    guard case .tree(let path) = self, !isReadmeOfFolder(path) else {
      return Address.isListing(text)
    }
    return pageKind(ofPath: path).map { $0 != .article } ?? path.lowercased().hasSuffix(".md")
  }

  private static func isListing(_ address: String) -> Bool {
    let path = address.withoutQuery.lowercased()
    if namesListing(path) { return true }
    let parts = path.utf8.split(separator: UInt8(ascii: "/"))
    return parts.count == 4 && path.begins(with: "http") && gitHosts.contains(Substring(parts[1]))
  }

  /// Whether an address in lower case, without query, ends as that of a front page or an index of any tree.
  static func namesListing(_ path: String) -> Bool {
    path.hasSuffix("/readme.md") || path.holds("/indexes/") && (path.hasSuffix(".md") || isHTMLFile(path))
  }

  static let gitHosts: Set<Substring> = [
    "github.com", "www.github.com", "gitlab.com", "gitee.com", "bitbucket.org", "codeberg.org",
  ]

  /// Cleaned, as browsers clean it (WHATWG URL §4.4): white space at both ends goes, line breaks and tabs go
  /// everywhere, a space within is written out. Quotation marks around it were typed by an editor's hand.
  private static func squeezed(_ text: some StringProtocol) -> String {
    if text.isAll(isPlain) { return String(text) }
    let scalars = Gate.clean(String(text)).unicodeScalars
    guard let first = scalars.firstIndex(where: { !isAround($0) }),
      let last = scalars.lastIndex(where: { !isAround($0) })
    else { return "" }
    let inner = scalars[first...last]
    guard inner.contains(where: \.isWhite) else { return String(inner) }
    var result = ""
    for scalar in inner where scalar != "\n" && scalar != "\t" {
      if scalar.isWhite {
        result += percentEncoded(String(scalar)) { _ in false }
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether a byte stays as it is wherever it stands: most addresses have no others.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): false
    default: (0x21...0x7E).contains(byte)
    }
  }

  private static func isAround(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isWhite || quotationMarks.contains(scalar)
  }

  private static let quotationMarks = Set("\"'`“”„‟‘’‚‛«»＂".unicodeScalars)

  /// `https:/x` and `https:x` are what browsers make of them, `https://x`; nil for a scheme alone.
  private static func withSlashes(_ address: String, scheme: String) -> String? {
    guard scheme == "http" || scheme == "https" else { return address }
    let rest = address.utf8.dropFirst(scheme.utf8.count + 1)
    let body = rest.drop { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    if body.isEmpty { return nil }
    let hasTwo = rest.count - body.count == 2 && rest.first == UInt8(ascii: "/")
    return hasTwo ? address : "\(scheme)://\(Substring(body))"
  }

  /// The scheme (RFC 3986 §3.1) in lower case, where there is one.
  private static func scheme(of address: String) -> String? {
    guard let colon = address.utf8.firstIndex(of: UInt8(ascii: ":")), let first = address.utf8.first,
      (0x61...0x7A).contains(first | 0x20)
    else { return nil }
    let scheme = address.utf8[..<colon]
    guard scheme.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) || (0x2B...0x39).contains($0) }) else {
      return nil
    }
    return Substring(scheme).lowercased()
  }

  /// The path from the tree's root that a relative reference names (RFC 3986 §5.2.4), or nil where it leads
  /// out of the tree or from the root of a web site.
  private static func path(_ reference: String, on page: String) -> String? {
    let relative = reference.withoutQuery.utf8
    guard relative.first != UInt8(ascii: "/"), !relative.contains(UInt8(ascii: "\\")) else { return nil }
    var path = page.utf8.lastIndex(of: UInt8(ascii: "/")).map { Array(page.utf8[..<$0]) } ?? []
    for part in relative.split(separator: UInt8(ascii: "/")) {
      switch Substring(part) {
      case ".": continue
      case "..":
        if path.isEmpty { return nil }
        path.removeSubrange((path.lastIndex(of: UInt8(ascii: "/")) ?? 0)...)
      case let name:
        let name = cleanDecoded(name)
        // A path is a line, and what no file of a tree is called is none.
        if name == ".." || name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 < 0x20 }) { return nil }
        if !path.isEmpty { path.append(UInt8(ascii: "/")) }
        path += name.utf8
      }
    }
    return path.isEmpty ? nil : String(decoding: path, as: UTF8.self)
  }
}

/// `?t=07210801`, `?10261602`: a query of nothing but a time stamp is there to defeat caches and is no
/// part of an address.
package func withoutCacheBuster(_ address: String) -> String {
  guard address.holds(UInt8(ascii: "?")), let mark = address.utf8.firstIndex(of: UInt8(ascii: "?")) else {
    return address
  }
  let query = address[address.utf8.index(after: mark)...].prefix { $0 != "#" }
  let stamp = query.hasPrefix("t=") ? query.dropFirst(2) : query
  guard (6...14).contains(stamp.utf8.count), stamp.utf8.allSatisfy({ (0x30...0x39).contains($0) })
  else { return address }
  return String(address[..<mark]) + address[query.endIndex...]
}

/// The text with `%E8%8C%B6` made what it stands for, cleaned; as it was where that is not UTF-8.
func cleanDecoded(_ text: some StringProtocol) -> String {
  guard text.holds(UInt8(ascii: "%")) else { return String(text) }
  return percentDecoded(String(text)).map(Gate.clean) ?? String(text)
}

/// The address `reference` of a page whose original stands at `original`, made whole where it begins with
/// the site's root (`/mh/glossary.html`); as it was otherwise.
func completed(_ reference: String, original: String?) -> String {
  guard reference.hasPrefix("/"), let original, let scheme = original.firstRange(of: "://") else {
    return reference
  }
  let host = original[scheme.upperBound...].prefix { $0 != "/" }
  // RFC 1035 §2.3.4; a longer one on every link would make gigabytes of a page.
  guard host.utf8.count <= 253 else { return reference }
  return original[..<scheme.upperBound] + host + reference
}
