// Web addresses of pages, told apart only where the page is another: what a link says and what a page says of
// itself differ in scheme, fragment and escapes.

import Articles

enum WebPage {
  /// The hash of an address, the same for all addresses of one page.
  static func hash(_ address: String) -> Int64 { Int64(bitPattern: fnv1a(Array(normal(address).utf8))) }

  /// An address without what makes no difference: the scheme and `www.`, the fragment, escapes, slashes at the end;
  /// its host in small letters.
  static func normal(_ address: String) -> String {
    var rest = address[...]
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    rest = rest.prefix { $0 != "#" }
    while rest.hasSuffix("/") { rest.removeLast() }
    let host = rest.prefix { $0 != "/" && $0 != "?" }
    let name = host.lowercased()
    let path = String(rest[host.endIndex...])
    return (name.hasPrefix("www.") ? String(name.dropFirst(4)) : name)
      + withoutTitle(percentDecoded(path) ?? path)
  }

  /// A path without the title before the number of its page: 明慧网 publishes 2020/2/1/唐山地震-400552.html and
  /// links to 2020/2/1/400552.html.
  private static func withoutTitle(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), let dash = path.lastIndex(of: "-"), slash < dash,
      path[slash..<dash].unicodeScalars.contains(where: { !$0.isASCII })
    else { return path }
    let number = path[dash...].dropFirst().prefix { $0.isASCII && $0.isNumber }
    let extent = path[number.endIndex...]
    guard !number.isEmpty, extent.isEmpty || extent.first == "." else { return path }
    return String(path[...slash] + number + extent)
  }
}
