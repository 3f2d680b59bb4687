// Web addresses of pages, told apart only where the page is another: what a link says and what a page says of
// itself differ in scheme, fragment and escapes, and git hosts show one file at several addresses.

import Articles

enum WebPage {
  /// The hash of an address, the same for all addresses of one page.
  static func hash(_ address: String) -> Int64 {
    Int64(bitPattern: fnv1a(Array(withoutTitle(normal(address)).utf8)))
  }

  /// An address without what makes no difference: the scheme, a user and `www.`, the fragment, escapes, slashes at the
  /// end, a git host's way of showing a file; its host in small letters.
  static func normal(_ address: String) -> String {
    var bytes = address.utf8[...]
    if let scheme = bytes.indices.first(where: { bytes[$0...].starts(with: "://".utf8) }) {
      bytes = bytes[scheme...].dropFirst(3)
    }
    bytes = bytes.prefix { $0 != UInt8(ascii: "#") }
    while bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    var host = Substring(bytes.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") })
    var path = Substring(bytes[host.endIndex...])
    if let user = host.utf8.firstIndex(of: UInt8(ascii: "@")) { host = host[host.index(after: user)...] }
    // git@host.example:paper.git
    if let colon = host.utf8.firstIndex(of: UInt8(ascii: ":")),
      !host[colon...].dropFirst().allSatisfy(\.isNumber)
    {
      path = "/" + host[colon...].dropFirst() + path
      host = host[..<colon]
    }
    let name = host.lowercased()
    let whole = percentDecoded(String(path)) ?? String(path)
    return file(onHost: name.hasPrefix("www.") ? String(name.dropFirst(4)) : name, whole)
  }

  /// The host and the path of a file, without the branch and the way in which git hosts show it:
  /// `/o/r/blob/master/x`, `/o/r/-/raw/main/x`, `/o/r/src/branch/main/x`, and hosts for plain files.
  private static func file(onHost host: String, _ path: String) -> String {
    var parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst()
      .map { Substring($0) }[...]
    // raw.githubusercontent.com/o/r/master/x, cdn.jsdelivr.net/gh/o/r@master/x
    if host == "raw.githubusercontent.com", parts.count >= 3 {
      let branch = parts.startIndex + 2
      return (["github.com"] + parts[..<branch] + parts[(branch + 1)...]).joined(separator: "/")
    }
    if host == "cdn.jsdelivr.net", parts.first == "gh", parts.count >= 3 {
      parts = parts.dropFirst()
      parts[parts.startIndex + 1] = parts[parts.startIndex + 1].prefix { $0 != "@" }
      return (["github.com"] + parts).joined(separator: "/")
    }
    guard parts.count >= 2 else { return host + path }
    let owner = parts.removeFirst(), repository = parts.removeFirst()
    let name = repository.hasSuffix(".git") ? repository.dropLast(4) : repository
    if parts.first == "-" { parts.removeFirst() }
    if let way = parts.first, ["blob", "raw", "tree"].contains(way), parts.count >= 2 {
      parts = parts.dropFirst(2)
    } else if parts.starts(with: ["src", "branch"]), parts.count >= 3 {
      parts = parts.dropFirst(3)
    }
    return ([host[...], owner, name] + parts).joined(separator: "/")
  }

  /// An address without the title before the number of its page, where the number is what counts: papers that publish
  /// 2020/2/1/老茶馆-400552.html link to 2020/2/1/400552.html as well. A title in ASCII is left: there `a-1` and `b-1` are
  /// two pages.
  private static func withoutTitle(_ address: String) -> String {
    let bytes = address.utf8
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")),
      let dash = bytes.lastIndex(of: UInt8(ascii: "-")),
      slash < dash, bytes[slash..<dash].contains(where: { $0 >= 0x80 })
    else { return address }
    let number = address[dash...].dropFirst().prefix { $0.isASCII && $0.isNumber }
    let rest = address[number.endIndex...]
    guard !number.isEmpty, rest.isEmpty || rest.first == "." else { return address }
    return String(address[...slash] + number + rest)
  }
}
