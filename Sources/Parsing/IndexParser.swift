// An index page: the listing of one category, with the links between the entries kept apart.

import Articles

struct IndexParser {
  private let text: String
  private let path: String

  init(text: String, path: String) {
    self.text = text
    self.path = path
  }

  func parse() -> IndexPage {
    var page = IndexPage()
    var paths = Set<String>()
    for line in Lines(text[...]) where !line.isBlank {
      let links = LinkLine(heading(line.trimmed).map { $0.text[...] } ?? line).links.filter { !$0.isImage }
      let addresses = links.map { Address($0.address, on: path) }
      let entries = zip(links, addresses).compactMap(entry)
      if entries.count == links.count {
        for entry in entries where paths.insert(entry.path).inserted { page.entries.append(entry) }
      } else {
        page.links += zip(links, addresses).compactMap { link, address in
          address.map { PageLink(title: link.title, address: $0) }
        }
      }
    }
    return page
  }

  /// The entry a link stands for: it leads to an article of the tree.
  private func entry(_ link: MarkdownLink, _ address: Address?) -> IndexPage.Entry? {
    guard case .tree(let path)? = address, pageKind(ofPath: path) == .article else { return nil }
    return IndexPage.Entry(title: link.title, path: path)
  }
}

extension PageLink {
  /// The link of the page at `path`: navigation where it leads to a front page or an index of any tree,
  /// promotion otherwise. Nil where the address leads nowhere.
  init?(_ link: MarkdownLink, on path: String) {
    guard let address = Address(link.address, on: path) else { return nil }
    self.init(title: link.title, address: address)
  }

  /// A link by what its address leads to.
  init(title: String, address: Address) {
    self.init(
      role: address.isNavigation ? .navigation : .promotion, title: title, address: address.text)
  }
}
