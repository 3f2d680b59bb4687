// The front page of a mirror, `README.md`, in the two forms met: a group and its categories in one heading
// line, or headings followed by lines of links.

import Articles

struct FrontPageParser {
  private let text: String
  private var page = FrontPage()
  private var group = ""
  private var categoryPaths = Set<String>()
  private var linkAddresses = Set<String>()
  /// Those of them that are paths of articles.
  private var articles = Set<String>()

  init(text: String) { self.text = text }

  func parse() -> FrontPage {
    var parser = self
    for (line, tags) in linesWithTags(of: text) { parser.read(line, tags: tags) }
    return parser.page.categories.isEmpty ? parser.listing : parser.page
  }

  /// Where no link leads to an index, the page itself is one: of the articles it links.
  private var listing: FrontPage {
    var listing = page
    listing.links = page.links.filter { link in
      guard articles.contains(link.address) else { return true }
      listing.entries.append(.init(title: link.title, path: link.address))
      return false
    }
    if !listing.entries.isEmpty {
      let name = page.title.isEmpty ? FrontPageParser.stem(FrontPageParser.path) : page.title
      listing.categories = [.init(group: "", name: name, path: FrontPageParser.path)]
    }
    return listing
  }

  private static let path = "README.md"

  private mutating func read(_ line: Substring, tags: [MarkdownLink]) {
    let heading = heading(line.trimmed)
    let parts = LinkLine(heading.map { $0.text[...] } ?? line)
    var group = self.group
    if let heading {
      if parts.links.isEmpty {
        startGroup(parts.outside, level: heading.level)
      } else if let own = FrontPageParser.groupName(parts.lead) {
        group = own
      }
    }
    for link in parts.links { add(link, group: group) }
    for link in tags + autolinks(in: parts.source) + bareLinks(in: parts) { add(link, group: group) }
  }

  /// A heading without links: the paper's title when it comes first, a group's otherwise.
  private mutating func startGroup(_ name: String, level: Int) {
    if level <= 3, page.title.isEmpty, page.categories.isEmpty {
      page.title = name
    } else {
      group = level <= 4 ? name : group
    }
  }

  /// `希望之声 -` before the first link names the group; a line's lead of marks only does not.
  private static func groupName(_ lead: String) -> String? {
    let name = lead.trimming { $0.isWhitespace || "-–—|:：·*".contains($0) }
    return name.isEmpty ? nil : name
  }

  private mutating func add(_ link: MarkdownLink, group: String) {
    guard let address = Address(link.address, inListing: FrontPageParser.path) else { return }
    let kind: PageKind? =
      if !link.isImage, case .tree(let path) = address { pageKind(ofPath: path) } else { nil }
    if kind == .index {
      if categoryPaths.insert(address.text).inserted {
        let name = link.title.isEmpty ? FrontPageParser.stem(address.text) : link.title
        page.categories.append(.init(group: group, name: name, path: address.text))
      }
    } else if linkAddresses.insert(address.text).inserted {
      if kind == .article { articles.insert(address.text) }
      page.links.append(SourceLink(group: group, title: link.title, address: address.text))
    }
  }

  private static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.prefix { $0 != "." })
  }

  /// `<http://example.org/>`, `<paper@example.org>` (CommonMark §6.5).
  private func autolinks(in text: String) -> [MarkdownLink] {
    text.utf8.split(separator: UInt8(ascii: "<")).dropFirst(text.utf8.first == UInt8(ascii: "<") ? 0 : 1)
      .compactMap { part in
        guard let end = part.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        return bareLink(Substring(part[..<end]))
      }
  }

  /// Web and mail addresses in running text.
  private func bareLinks(in line: LinkLine) -> [MarkdownLink] {
    let marks = [UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "&")]
    guard line.source.utf8.contains(where: marks.contains) else { return [] }
    return line.outside.unicodeScalars.split { $0.isWhite || FrontPageParser.ends.contains($0) }
      .compactMap { bareLink(Substring($0)) }
  }

  private static let ends = Set("<>()（），。；、\"'“”".unicodeScalars)

  private func bareLink(_ word: Substring) -> MarkdownLink? {
    if word.hasPrefix("http://") || word.hasPrefix("https://") || word.hasPrefix("mailto:") {
      return MarkdownLink(
        title: plainText(word.hasPrefix("m") ? word.dropFirst(7) : word), address: String(word))
    }
    guard let at = word.utf8.firstIndex(of: UInt8(ascii: "@")), at > word.startIndex,
      word.utf8[at...].contains(UInt8(ascii: ".")), word.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    return MarkdownLink(title: String(word), address: "mailto:" + word)
  }
}
