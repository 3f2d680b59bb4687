// An index page: the listing of one category, with the links between the entries kept apart.

import Articles

struct IndexParser {
  private let text: String
  private let path: String
  private let mirror: String?

  init(text: String, path: String, mirror: String?) {
    (self.text, self.path, self.mirror) = (text, path, mirror)
  }

  func parse() -> IndexPage {
    let lines = listingLines(of: text), tree = OwnTree(mirror, lines, on: path)
    return page(of: lines.map { line in Row(line) { tree.address($0, on: path) } })
  }

  private func page(of rows: [Row]) -> IndexPage {
    var page = IndexPage()
    var paths = Set<String>()
    // Beside other links a page is an entry where it is one of the kind that the other lines list: not the mirror's own.
    let folders = Set(rows.flatMap { row in row.links.filter(\.isSure).compactMap(\.folder) }).union(["pages"]
    )
    let hasEntries = rows.contains { row in row.links.contains(where: \.isSure) }
    let hasOthers = rows.contains { row in row.links.contains(where: \.isBesides) }
    for row in rows {
      for link in row.links + row.tags {
        let isOfTheirs = link.folder.map(folders.contains) ?? false
        let isAlone = link.isTag ? !hasEntries && !hasOthers : !hasEntries && link.isBesides
        if let entry = link.entry, link.isSure || link.isBesides && isOfTheirs || isAlone {
          if paths.insert(entry.path).inserted { page.entries.append(entry) }
        } else if let address = link.address, !link.isTag || address.isNavigation {
          page.links.append(PageLink(title: link.title, address: address))
        }
      }
    }
    return page
  }
}

/// The links of one line.
private struct Row {
  struct Link {
    var title: String
    var address: Address?
    /// The entry it stands for, where it leads to an article of the tree.
    var entry: IndexPage.Entry?
    /// Whether it is an entry wherever it leads in the tree.
    var isSure = false
    /// Whether nothing in its line leads about the tree, as in a mirror's own rows of links.
    var isBesides = false
    var isTag = false

    /// The folder at the tree's root that the entry is in; empty for the root.
    var folder: Substring? { entry.map { $0.path.contains("/") ? $0.path.prefix { $0 != "/" } : "" } }
  }

  private(set) var links: [Link]
  private(set) var tags: [Link]

  init(_ line: ListingLine, address: (String) -> Address?) {
    let parts = line.parts, day = line.day
    func link(_ link: MarkdownLink) -> Link {
      let target = address(link.address), title = plainName(link.title)
      var result = Link(title: title, address: target)
      if case .tree(let path)? = target, pageKind(ofPath: path) == .article {
        result.entry = IndexPage.Entry(title: title, path: path, published: day)
      }
      return result
    }
    links = parts.links.filter { !$0.isImage }.map(link)
    tags = line.tags.filter { !$0.isImage }.map(link)
    let leadsAbout = (links + tags).contains { $0.address?.isNavigation ?? false }
    // Beside its entry, which comes first, a line may lead elsewhere.
    let isEntrysLine = !(parts.isRow && !line.isOfTable) && !parts.lead.contains(where: \.isLetter)
    let isAll = links.allSatisfy { $0.entry != nil }
    for place in links.indices where links[place].entry != nil {
      links[place].isSure = isAll || (isEntrysLine && place == 0)
      links[place].isBesides = !leadsAbout
    }
    for place in tags.indices {
      tags[place].isTag = true
      tags[place].isBesides = !leadsAbout
    }
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
