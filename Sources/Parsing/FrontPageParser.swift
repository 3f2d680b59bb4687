// The front page of a mirror, `README.md`, in the two forms met: a group and its categories in one heading
// line, or headings followed by lines of links.

import Articles

struct FrontPageParser {
  private let text: String
  private var page = FrontPage()
  private var group = ""
  private var categoryPaths = Set<String>()
  private var linkAddresses = Set<String>()

  init(text: String) { self.text = text }

  func parse() -> FrontPage {
    var parser = self
    for line in text.split(separator: "\n") { parser.read(line) }
    return parser.page
  }

  private mutating func read(_ line: Substring) {
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
    for link in looseLinks(in: line, outside: parts.outside) { add(link, group: group) }
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
    guard let address = Address(link.address, on: "README.md") else { return }
    if !link.isImage, case .tree(let path) = address, pageKind(ofPath: path) == .index {
      if categoryPaths.insert(path).inserted {
        let name = link.title.isEmpty ? FrontPageParser.stem(path) : link.title
        page.categories.append(.init(group: group, name: name, path: path))
      }
    } else if linkAddresses.insert(address.text).inserted {
      page.links.append(SourceLink(group: group, title: link.title, address: address.text))
    }
  }

  private static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.prefix { $0 != "." })
  }

  /// Links that are not Markdown's: HTML's anchors and pictures, bare web and mail addresses.
  private func looseLinks(in line: Substring, outside: String) -> [MarkdownLink] {
    var links = line.contains("<") ? HTMLReader.links(in: String(line)) : []
    for word in outside.split(whereSeparator: { $0.isWhitespace || "<>()（），。；、\"'“”".contains($0) }) {
      if word.hasPrefix("http://") || word.hasPrefix("https://") {
        links.append(MarkdownLink(title: String(word), address: String(word)))
      } else if let at = word.firstIndex(of: "@"), word[at...].contains("."), at > word.startIndex,
        word.allSatisfy(\.isASCII)
      {
        let address = word.hasPrefix("mailto:") ? String(word) : "mailto:" + word
        links.append(MarkdownLink(title: String(word), address: address))
      }
    }
    return links
  }
}
