// What an anchor of an article leads to.

import Articles

/// What an anchor leads to: a subject term or an address; nil where it leads nowhere.
///
/// A term is `…/term/N`, `…/tag/N` or `…/tags/N` (N the last part of the path, `.html` taken off), and any link
/// with `rel="tag"` (https://microformats.org/wiki/rel-tag), whose key is the `tag` of its query where it has
/// one, or else the last part of its path. `/terms/…` is not one: sites keep their conditions there.
func linkTarget(_ reference: String, relation: String? = nil, on page: String) -> Span.Target? {
  if let key = termKey(reference, isTag: relation?.split(separator: " ").contains("tag") ?? false) {
    return .term(key: Gate.line(cleanDecoded(key)))
  }
  if reference.hasPrefix("/"), !reference.hasPrefix("//") {
    // On a git host `/pages/1.md` is a file of the tree; anything else is of the original's site.
    if case .tree(let path)? = Address(reference, inListing: page), isMarkdown(page), isMarkdown(path) {
      return .link(path)
    }
    return .link(Gate.line(reference))
  }
  return Address(reference, on: page, isAuthors: true).map { .link($0.text) }
}

/// Whether an address is that of a picture, by its name. On wikis `File:name.jpg` is a page.
func leadsToPicture(_ address: String) -> Bool {
  let path = address.withoutQuery
  guard let name = path.utf8.split(separator: UInt8(ascii: "/")).last.map({ Substring($0).lowercased() })
  else { return false }
  return pictures.contains(where: name.hasSuffix) && !name.utf8.contains(UInt8(ascii: ":"))
}

private let pictures = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".bmp"]

private func isMarkdown(_ path: String) -> Bool { path.hasSuffix(".md") || path.hasSuffix(".markdown") }

private func termKey(_ reference: String, isTag: Bool) -> Substring? {
  let path = reference.withoutQuery
  if isTag, let tag = queryValue("tag", in: reference[path.endIndex...]) { return tag }
  let components = path.utf8.split(separator: UInt8(ascii: "/")).suffix(3).map { Substring($0) }
  guard let last = components.last else { return nil }
  let folders = components.dropLast()
  // On a host of code `releases/tag/v1` is a version, not a subject.
  guard isTag || folders.dropLast().last != "releases" else { return nil }
  let folder = folders.last?.lowercased()
  guard isTag || ["term", "tag", "tags"].contains(folder) else { return nil }
  return last.hasSuffix(".html") ? last.dropLast(5) : last.hasSuffix(".htm") ? last.dropLast(4) : last
}

private func queryValue(_ name: String, in query: Substring) -> Substring? {
  guard query.first == "?" else { return nil }
  let parts = query.dropFirst().prefix { $0 != "#" }.split(separator: "&")
  return parts.first { $0.hasPrefix(name + "=") }.map { $0.dropFirst(name.count + 1) }.flatMap {
    $0.isEmpty ? nil : $0
  }
}
