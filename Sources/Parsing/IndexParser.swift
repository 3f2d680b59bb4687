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
    var tagged: [IndexPage.Entry] = []
    for (line, tags) in linesWithTags(of: text) {
      let parts = LinkLine(heading(line.trimmed).map { $0.text[...] } ?? line)
      let links = parts.links.filter { !$0.isImage }
      let addresses = links.map { Address($0.address, inListing: path) }
      let entries = zip(links, addresses).map(entry)
      // Beside its entry, which comes first, a line may lead elsewhere; a row of links has no entries.
      let isEntrysLine =
        !(parts.isRow && !line.trimmed.hasPrefix("|")) && !parts.lead.contains(where: \.isLetter)
      let isAll = entries.allSatisfy { $0 != nil }
      for (place, link) in links.enumerated() {
        if let entry = entries[place], isAll || (isEntrysLine && place == 0) {
          if paths.insert(entry.path).inserted { page.entries.append(entry) }
        } else if let address = addresses[place] {
          page.links.append(PageLink(title: link.title, address: address))
        }
      }
      tagged += tags.filter { !$0.isImage }.compactMap { entry($0, Address($0.address, inListing: path)) }
    }
    // Anchors are entries where there are no others: beside those they are the mirror's own links.
    if page.entries.isEmpty { page.entries = tagged.filter { paths.insert($0.path).inserted } }
    return page
  }

  /// The entry a link stands for: it leads to an article of the tree.
  private func entry(_ link: MarkdownLink, _ address: Address?) -> IndexPage.Entry? {
    guard case .tree(let path)? = address, pageKind(ofPath: path) == .article else { return nil }
    return IndexPage.Entry(title: link.title, path: path)
  }
}

extension MarkdownLink {
  /// Whether it leads to the front page or an index of its own tree, by a path.
  var leadsAboutTree: Bool { !address.contains("://") && Address(address, on: "")?.isNavigation ?? false }
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
