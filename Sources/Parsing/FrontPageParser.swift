// The front page of a mirror, `README.md`, in the two forms met: a group and its categories in one heading
// line, or headings followed by lines of links.

import Articles

struct FrontPageParser {
  private let text: String
  private let mirror: String?
  private var page = FrontPage()
  private var group = ""
  private var categoryPaths = Set<String>()
  private var linkAddresses = Set<String>()
  /// The group of the first article it links, whether it is named beside it, whether others have another, and how many
  /// categories stood before it.
  private var entryGroup = "", isNamedBeside = false, hasMoreGroups = false, categoriesBefore = 0
  /// Names that stand beside links, and are not headings of them.
  private var looseGroups = Set<String>()
  /// How far an item of a list without links is indented, and what it says: the items within it are of that group.
  private var itemGroup: (indent: Int, name: String)?
  /// Whether a heading has come that names a part of the page: neither it nor what follows is the title.
  private var hasParts = false

  /// Whether `a/b` is the page `a/b.md`.
  private let hasBareNames: Bool

  init(text: String, mirror: String?, hasBareNames: Bool = false) {
    (self.text, self.mirror, self.hasBareNames) = (text, mirror, hasBareNames)
  }

  func parse() -> FrontPage {
    var parser = self
    let lines = listingLines(of: text), tree = OwnTree(mirror, lines, on: FrontPageParser.path)
    for line in lines { parser.read(line, of: tree) }
    return parser.withItsOwn
  }

  /// With the category of the articles that the page links itself: by the name of their group where it stands beside
  /// others or them, or where the page has no title; without a name where it has neither.
  private var withItsOwn: FrontPage {
    var page = page
    // One name beside links may say anything: two or more are groups.
    if looseGroups.count == 1 {
      for place in page.categories.indices where looseGroups.contains(page.categories[place].group) {
        page.categories[place].group = ""
      }
    }
    let sizes = page.categories.reduce(into: [:]) { $0[$1.group, default: 0] += 1 }
    page.categories = page.categories.map { sizes[$0.group] == 1 ? self.named($0) : $0 }
    guard !page.entries.isEmpty else { return page }
    let isAlone = page.categories.isEmpty && !page.title.isEmpty && !isNamedBeside
    let named = isAlone || hasMoreGroups ? "" : entryGroup
    let own = FrontPage.Entry(
      group: categoriesBefore == 0 ? "" : entryGroup, name: named.isEmpty ? page.title : named,
      path: FrontPageParser.path)
    page.categories.insert(own, at: categoriesBefore)
    return page
  }

  private static let path = "README.md"

  private mutating func read(_ line: ListingLine, of tree: OwnTree) {
    let parts = line.parts, isItem = parts.source[...].itemText != nil
    var group = self.group
    // Whatever else stands at the margin ends what an item holds.
    if !isItem, line.heading != nil || indent(of: parts.source[...]) == 0 { itemGroup = nil }
    if parts.links.isEmpty, line.tags.allSatisfy(\.isImage) {
      if let heading = line.heading {
        startGroup(parts.outside, level: heading.level)
      } else if let name = FrontPageParser.boldName(parts.source), name.isWhole {
        startGroup(name.text, level: 6)
      } else if let item = parts.source[...].itemText, let name = FrontPageParser.groupName(plainText(item)),
        name.count <= FrontPageParser.longestItemName, !name.contains("。"), !name.hasPrefix("[")
      {
        itemGroup = (indent(of: parts.source[...]), name)
      }
      group = self.group
    } else if let heading = line.heading, heading.level == 1, page.title.isEmpty,
      let name = FrontPageParser.groupName(parts.lead),
      !parts.links.contains(where: { path(of: $0, in: tree) != nil })
    {
      // Beside what the paper is called stand pictures that tell how it does, as links.
      startGroup(name, level: 1)
      group = self.group
    } else if line.heading != nil {
      group = FrontPageParser.groupName(parts.lead) ?? group
    } else if let name = FrontPageParser.boldName(parts.leadSource) {
      group = name.text
      itemGroup = nil
    } else if let itemGroup, indent(of: parts.source[...]) <= itemGroup.indent {
      self.itemGroup = nil
    }
    // What an item says that others stand in, or a few words before links, where nothing greater does.
    if group.isEmpty, parts.links.contains(where: { path(of: $0, in: tree).flatMap(pageKind) == .index }) {
      group =
        FrontPageParser.namedBeside(parts, isOfTable: line.isOfTable) ?? (isItem ? itemGroup?.name : nil)
        ?? ""
      if !group.isEmpty { looseGroups.insert(group) }
    }
    let day = line.day
    for link in parts.links { add(link, group: group, lead: parts.lead, on: day, of: tree) }
    for link in line.tags + autolinks(in: parts.source) + bareLinks(in: parts) {
      add(link, group: group, of: tree)
    }
  }

  /// A heading without links: the paper's title when it comes first, or is the great one, a group's otherwise. One that tells when the page was
  /// made is neither, nor is one that is a sentence, or a small one with the marks of one.
  private mutating func startGroup(_ heading: String, level: Int) {
    let name = plainName(heading)
    hasParts = hasParts || namesOfParts.contains(name) || FrontPageParser.isYear(name)
    let isFirst = page.entries.isEmpty || level == 1
    if level <= 3, isFirst, page.title.isEmpty, page.categories.isEmpty, !hasParts {
      page.title = name
    } else if !FrontPageParser.isTimeStamp(name),
      level <= 4 ? !name.hasSuffix("。") : !name.contains(where: "。，；！？".contains)
    {
      group = name
    }
  }

  /// 2021, 2021年: that of what is listed below.
  private static func isYear(_ name: String) -> Bool {
    Int(name.hasSuffix("年") ? name.dropLast() : name[...]).map(Dateline.yearsOfPages.contains) ?? false
  }

  /// `更新于 2021-07-01 10:00`.
  private static func isTimeStamp(_ name: String) -> Bool {
    let text = name.lowercased()
    return text.contains { $0.isASCII && $0.isNumber } && ["更新", "updated"].contains(where: text.contains)
  }

  /// `希望之声 -` before the first link names the group; a line's lead of marks only does not.
  private static func groupName(_ lead: String) -> String? {
    let name = lead.trimming { $0.isWhitespace || "-–—－|｜:：·*→›>»".contains($0) }
    return name.isEmpty ? nil : plainName(name)
  }

  /// The name that stands before the links of a line, as what they are of: 新报：, 【新报】, or in a cell of its own.
  private static func namedBeside(_ parts: LinkLine, isOfTable: Bool) -> String? {
    let lead = parts.lead[...].trimmed, item = lead.itemText ?? lead
    guard item.count <= longestNameBeside, let name = groupName(String(item)),
      name.contains(where: \.isLetter)
    else { return nil }
    let isNamed = item.hasSuffix("：") || item.hasSuffix(":") || item.hasPrefix("【") && item.hasSuffix("】")
    let cells = item.split(separator: "|").filter { !$0.isBlank }
    guard isNamed || isOfTable && cells.count == 1, name.count > 1, !name.contains("更新") else { return nil }
    return name.trimming { "【】".contains($0) }
  }

  /// The longest of such a name, in characters, and of one that an item is.
  private static let longestNameBeside = 16, longestItemName = 30

  /// The name in bold that a line begins with, behind the mark of a list, and whether it is all of it.
  private static func boldName(_ text: String) -> (text: String, isWhole: Bool)? {
    let line = text[...].trimmed, item = line.first.map("-+*".contains) == true ? line.dropFirst() : line
    let bold = item.hasPrefix(" ") ? item.trimmed : line
    for mark in ["**", "__"] where bold.hasPrefix(mark) {
      let rest = bold.dropFirst(2)
      guard let end = rest.firstRange(of: mark), let name = groupName(plainText(rest[..<end.lowerBound]))
      else {
        continue
      }
      let after = String(rest[end.upperBound...]).trimming { $0.isWhitespace || "-–—|:：·".contains($0) }
      if after.isEmpty { return (name, rest[end.upperBound...].isBlank) }
    }
    return nil
  }

  private mutating func add(
    _ link: MarkdownLink, group: String, lead: String = "", on day: CalendarDate? = nil, of tree: OwnTree
  ) {
    guard var address = tree.address(link.address, on: FrontPageParser.path) else { return }
    if hasBareNames, case .tree(let path) = address, !path.contains(".") { address = .tree(path + ".md") }
    let kind: PageKind? =
      if !link.isImage, case .tree(let path) = address { pageKind(ofPath: path) } else { nil }
    if kind == .index {
      if categoryPaths.insert(address.text).inserted {
        page.categories.append(named(entry(link, at: address.text, group), lead: lead))
      }
    } else if linkAddresses.insert(address.text).inserted {
      if kind == .article {
        addEntry(entry(link, at: address.text, group, on: day))
      } else {
        page.links.append(SourceLink(group: group, title: link.title, address: address.text))
        if !link.isImage, let readme = tree.readme(inFolderAt: link.address, on: FrontPageParser.path),
          categoryPaths.insert(readme).inserted
        {
          page.folders.append(entry(link, at: readme, group))
        }
      }
    }
  }

  /// A category by what stands before its link, where that says 更多 alone: 茶 → 更多.
  private func named(_ category: FrontPage.Entry, lead: String) -> FrontPage.Entry {
    guard callsForMore(category.name), let name = FrontPageParser.groupName(lead),
      name.contains(where: \.isLetter), name != category.group
    else { return category }
    return FrontPage.Entry(group: category.group, name: name, path: category.path)
  }

  /// A category that is alone in its group, as that where it is called 更多.
  private func named(_ category: FrontPage.Entry) -> FrontPage.Entry {
    guard callsForMore(category.name), !category.group.isEmpty else { return category }
    return FrontPage.Entry(group: "", name: category.group, path: category.path)
  }

  private mutating func addEntry(_ entry: FrontPage.Entry) {
    if page.entries.isEmpty {
      (entryGroup, isNamedBeside) = (entry.group, entry.group != group)
      categoriesBefore = page.categories.count
    }
    if entry.group != entryGroup { hasMoreGroups = true }
    page.entries.append(entry)
  }

  private func entry(_ link: MarkdownLink, at path: String, _ group: String, on day: CalendarDate? = nil)
    -> FrontPage.Entry
  {
    let name = link.title.isEmpty ? FrontPageParser.stem(path) : plainName(link.title)
    return FrontPage.Entry(group: group, name: name, path: path, published: day)
  }

  /// Where in the tree a link leads; nil where it leads away.
  private func path(of link: MarkdownLink, in tree: OwnTree) -> String? {
    if case .tree(let path)? = tree.address(link.address, on: FrontPageParser.path) { path } else { nil }
  }

  /// The name of a file, or of the folder whose README it is.
  private static func stem(_ path: String) -> String {
    let parts = path.split(separator: "/"), name = parts.last ?? ""
    if parts.count > 1, name == FrontPageParser.path { return String(parts[parts.count - 2]) }
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
