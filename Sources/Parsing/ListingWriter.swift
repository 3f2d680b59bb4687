// A front page and an index in a mirror's form: the inverse of `parseFrontPage` and `parseIndex`.

package import Articles

/// Writes a front page: its title, each group with its categories, and the articles it lists itself. `parseFrontPage`
/// gives them again; links that are neither are not written.
package func writeFrontPage(_ page: FrontPage) -> [UInt8] {
  var text = page.title.isEmpty ? "" : "### \(listed(page.title))\n\n"
  for entry in page.categories where pageKind(ofPath: entry.path) != .frontPage {
    let link = "[\(listed(entry.name))](\(reference(entry.path, depth: 0)))"
    text += entry.group.isEmpty ? "#### \(link)\n\n" : "#### \(listed(entry.group)) &nbsp;-&nbsp; \(link)\n\n"
  }
  // The articles are known as a category by their group's name, where that is not the title.
  let own = page.categories.first { pageKind(ofPath: $0.path) == .frontPage && $0.name != page.title }
  return Array(text.utf8)
    + writeIndex(page.entries.map(IndexPage.Entry.init), path: "README.md", group: own?.name)
}

/// Writes an index: its entries, in order. `parseIndex(_:path:)` with the same path gives them again.
package func writeIndex(_ entries: [IndexPage.Entry], path: String) -> [UInt8] {
  writeIndex(entries, path: path, group: nil)
}

private func writeIndex(_ entries: [IndexPage.Entry], path: String, group: String?) -> [UInt8] {
  let depth = path.utf8.count { $0 == UInt8(ascii: "/") }
  let lead = group.map { "\(listed($0)) &nbsp;-&nbsp; " } ?? ""
  return entries.reduce(into: []) { bytes, entry in
    bytes += "#### \(lead)[\(listed(entry.title))](\(reference(entry.path, depth: depth)))\n\n".utf8
  }
}

/// A title in a line of links: brackets are what a link is known by.
private func listed(_ title: String) -> String {
  title.unicodeScalars.reduce(into: "") { text, scalar in
    switch scalar {
    case "\\": text += "\\\\"
    case "&", "<", ">", "[", "]", "(", ")", "#", "|", "-", "!": text += "&#\(scalar.value);"
    default: text.unicodeScalars.append(scalar)
    }
  }
}

/// The way to a file of the tree, from a page so deep in it.
private func reference(_ path: String, depth: Int) -> String {
  let way = String(repeating: "../", count: depth)
  return way
    + percentEncoded(path) { byte in
      switch byte {
      case 0x2D...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x7E: true
      default: false
      }
    }
}
