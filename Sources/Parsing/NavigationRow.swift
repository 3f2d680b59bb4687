// Rows of links in a page's text that only lead about its tree: back to the front page, to the next page. They are
// navigation where the text begins or ends; in its middle they are the author's.

import Articles

struct NavigationRow {
  let links: [PageLink]
  /// Whether its words say that it is one, and not only where it leads.
  let isNamed: Bool

  /// Nil where a block holds more than links and what divides them, or none of them is known to be navigation; so with
  /// each item of a list, one of which has to be named so.
  /// - Parameter page: What the page is called, which may stand at the end of the way that leads to it: 首页 > 茶 > 春茶.
  init?(_ block: Block, page: String = "") {
    if case .list(let list) = block {
      let rows = list.items.prefix(NavigationRow.mostItems + 1).compactMap { item in
        item.count == 1 ? NavigationRow(item[0]) : nil
      }
      guard rows.contains(where: \.isNamed), rows.count == list.items.count,
        rows.count <= NavigationRow.mostItems
      else { return nil }
      (links, isNamed) = (rows.flatMap(\.links), true)
      return
    }
    guard let spans = NavigationRow.spans(of: block) else { return nil }
    var found: [MarkdownLink] = []
    var outside = ""
    for span in spans {
      if case .link(let address)? = span.target {
        found.append(MarkdownLink(title: span.text, address: address))
      } else {
        outside += span.text + " "
      }
    }
    guard NavigationRow.divides(outside, page: page[...]) else { return nil }
    let tellsPlace = NavigationRow.tellsPlace(outside)
    guard
      found.isEmpty
        ? tellsPlace && NavigationRow.leadsNowhere(outside)
        : tellsPlace || NavigationRow.isNavigation(found, isHeading: block.isHeading)
          || !block.isHeading && NavigationRow.pointsAside(spans, found)
    else { return nil }
    isNamed = tellsPlace || found.contains { NavigationRow.isNamed($0.title) }
    links = found.compactMap { PageLink($0, on: "") }
  }

  /// The most spans a row has, and the most items a list of them.
  private static let mostSpans = 64, mostItems = 8

  /// Whether a block is the heading of rows of navigation: 链接, 系列文章导航.
  static func isTheirHeading(_ block: Block) -> Bool {
    guard let spans = spans(of: block), spans.allSatisfy({ $0.target == nil }),
      block.isHeading || spans.allSatisfy({ $0.style.contains(.strong) })
    else { return false }
    let name = spans.text.trimming(while: isSeparator).lowercased()
    if ["导航", "導航"].contains(where: name.hasSuffix) { return name.count <= longestHeading }
    return headings.contains(name)
  }

  /// The longest heading of navigation, in characters.
  private static let longestHeading = 8

  private static func spans(of block: Block) -> [Span]? {
    switch block {
    case .paragraph(let spans), .heading(_, let spans): spans.count <= mostSpans ? spans : nil
    case .quotation(let blocks): blocks.count == 1 ? self.spans(of: blocks[0]) : nil
    case .table(let table):
      table.rows.count <= 2 && table.caption.isEmpty && table.rows.joined().count <= mostItems
        ? table.rows.joined().flatMap { $0.spans + [Span(" ")] } : nil
    default: nil
    }
  }

  /// Whether what stands outside of links divides them, or names where they lead or where the reader is.
  private static func divides(_ text: String, page: Substring) -> Bool {
    guard text.utf8.count <= 400 else { return false }
    let way = text[...].trimmed
    // Behind the last link, and a mark.
    let isWay =
      !page.isEmpty && way.hasSuffix(page) && way.dropLast(page.count).last.map(isSeparator) ?? false
    return allWords(of: isWay ? way.dropLast(page.count) : way) {
      places.contains($0) || nothing.contains($0) || names.contains($0)
    }
  }

  /// Whether all words of a text are such. Each is looked at before the next is found, and no further than a name may
  /// reach: the text of an article is none of navigation by its first.
  private static func allWords(of text: Substring, are isSuch: (Substring) -> Bool) -> Bool {
    var rest = text.drop(while: isSeparator)
    while !rest.isEmpty {
      let word = rest.prefix(longestName).prefix { !isSeparator($0) }
      guard isSuch(word) else { return false }
      rest = rest[word.endIndex...].drop(while: isSeparator)
    }
    return true
  }

  /// More characters than any word has that divides links.
  private static let longestName = 20

  /// Whether words without links say that nothing stands there: 上一篇：没有了.
  private static func leadsNowhere(_ text: String) -> Bool {
    text.split(whereSeparator: isSeparator).contains(where: nothing.contains)
  }

  /// Whether one or two links to pages beside this have arrows at their ends: ← 甲 | 乙 →.
  private static func pointsAside(_ spans: [Span], _ links: [MarkdownLink]) -> Bool {
    let ends = [spans.first, spans.last].map {
      $0?.target == nil ? $0?.text[...].trimmed.unicodeScalars : nil
    }
    let first = ends[0]?.first, last = ends[1]?.last { $0 != "\u{FE0F}" }
    return
      (first.map { "←⬅".unicodeScalars.contains($0) } ?? false
      || last.map { "→➡".unicodeScalars.contains($0) } ?? false)
      && links.count <= 2
      && links.allSatisfy { !$0.address.contains("://") && pageKind(ofPath: "a/" + $0.address) == .article }
  }

  /// Whether words beside links say where in the tree the reader is: 您的位置, 上一篇.
  private static func tellsPlace(_ text: String) -> Bool {
    text.split(whereSeparator: isSeparator).contains { places.contains($0) || next.contains($0.lowercased()) }
  }

  private static func isSeparator(_ character: Character) -> Bool {
    // A sign may be told to be shown as a picture.
    character.isWhitespace || character.unicodeScalars.first.map(separators.contains) ?? false
  }

  private static func isNavigation(_ links: [MarkdownLink], isHeading: Bool) -> Bool {
    let leadsAway = links.count == 1 && !leadsToListing(links[0].address)
    // A heading that leads away may be the title of the page, and an author has a 主页, too.
    let mayBeAnything = leadsAway && (isHeading || links[0].address.contains("://"))
    if links.contains(where: { isNamed($0.title) }), !mayBeAnything { return true }
    // To a mirror's repository one returns; what else is called so may be spoken of.
    if leadsAway, !isHeading, leadsBack(links[0].title),
      Address(links[0].address, on: "")?.isNavigation ?? false
    {
      return true
    }
    if isHeading, links.allSatisfy(\.leadsAboutTree) { return true }
    // What leads to another tree's front page, or into one, is what the author speaks of.
    return links.contains {
      leadsToListing($0.address) && $0.leadsAboutTree && (links.count > 1 || !$0.address.contains("#"))
    }
  }

  /// Whether an address is that of a listing, and not of a repository as a whole.
  private static func leadsToListing(_ address: String) -> Bool {
    let path = address.withoutQuery.lowercased()
    if path.contains("://") || path.hasPrefix("../") { return Address.namesListing(path) }
    return [.frontPage, .index].contains(pageKind(ofPath: path))
  }

  /// Whether what a link is called says that it leads about the tree: 首页, 上一篇.
  static func isNamed(_ title: String) -> Bool {
    guard title.utf8.count <= 200 else { return false }
    let words = title.split(whereSeparator: isSeparator)
    guard let first = words.first, !words.joined().isEmpty else { return false }
    // What the next page is called may follow: 下一篇：番茄.
    if next.contains(first.lowercased()) { return true }
    let name = words.joined(separator: " ").lowercased()
    if names.contains(name[...]) { return true }
    return name.hasPrefix("返回") && name.count <= 8 && listings.contains(where: name.contains)
  }

  private static func leadsBack(_ title: String) -> Bool {
    let name = title.trimming(while: isSeparator)
    return ["返回", "回"].contains(where: name.hasPrefix) && isNamed(name)
  }

  private static let separators = Set("|｜-–—_•·・:：/／\\、，,;；>»<«*＊【】[]（）()‹›←→↑⬅➡⬆🏠🔙".unicodeScalars)
  private static let next: Set<String> = [
    "上一篇", "下一篇", "上一期", "下一期", "上一页", "下一页", "上一頁", "下一頁", "上一章", "下一章", "上一节", "下一节", "上一節", "下一節",
  ]
  private static let names: Set<Substring> = Set(
    [
      "首页", "首頁", "主页", "主頁", "回首页", "回首頁", "目录", "目錄", "回目录", "回目錄", "总目录", "總目錄", "上一级", "上一級", "返回",
      "返回顶部", "返回頂部", "回到顶部", "回到頂部", "top", "back to top",
      "home", "back", "previous", "prev", "next", "previous page", "next page", "back to index",
    ]).union(next.map { $0[...] })
  private static let headings: Set<String> = ["links", "链接", "鏈接", "連結"]
  private static let listings = [
    "首页", "首頁", "主页", "主頁", "目录", "目錄", "列表", "栏目", "欄目", "上一", "上级", "上級", "顶部", "頂部",
  ]
  private static let places: Set<Substring> = [
    "正文", "当前位置", "當前位置", "您的位置", "你的位置", "您现在的位置", "你现在的位置", "您現在的位置",
  ]
  /// What stands beside 下一篇 on the last page.
  private static let nothing: Set<Substring> = ["没有了", "沒有了", "无", "無"]
}

extension Document {
  /// Takes the rows of navigation off the beginning of the text. A page that holds nothing else keeps them.
  mutating func takeLeadingNavigation() { take(rows(in: blocks.indices)) }

  /// Takes the rows of navigation off both ends of the text, and the heading of those that are named so. A page that holds
  /// nothing else keeps them.
  mutating func takeNavigation() {
    takeLeadingNavigation()
    // Notes come at the end, below what stands there.
    let hasNotes = blocks.last?.isNotes ?? false && refersToNotes
    let rows = rows(in: blocks.indices.reversed().drop { hasNotes && blocks[$0].isNotes })
    take(rows.reversed())
    guard rows.last?.row.isNamed ?? false, let last = blocks.last, NavigationRow.isTheirHeading(last),
      blocks.dropLast().contains(where: \.isText)
    else { return }
    blocks.removeLast()
  }

  /// The rows of navigation that stand before any other text; none where there is no other.
  private func rows(in places: some Sequence<Int>) -> [(place: Int, row: NavigationRow)] {
    var rows: [(place: Int, row: NavigationRow)] = []
    let name = title.isEmpty ? nameOfHeading : title
    for place in places where blocks[place].isText {
      guard let row = NavigationRow(blocks[place], page: name) else { return rows }
      rows.append((place, row))
    }
    return []
  }

  /// What the first heading says, where a page has no other title.
  private var nameOfHeading: String {
    let heading = blocks.firstNonNil { if case .heading(_, let spans) = $0 { spans } else { nil as [Span]? } }
    return heading.map { Gate.line($0.text) } ?? ""
  }

  private mutating func take(_ rows: [(place: Int, row: NavigationRow)]) {
    for (_, row) in rows { links += row.links }
    for (place, _) in rows.reversed() { blocks.remove(at: place) }
  }
}

extension Document {
  /// Whether its text has marks of notes.
  fileprivate var refersToNotes: Bool { passages.contains { $0.contains("〔1〕") } }
}

extension Block {
  /// Whether it may be the notes of a page.
  fileprivate var isNotes: Bool {
    if case .list(let list) = self { list.start == 1 } else { false }
  }

  fileprivate var isHeading: Bool {
    if case .heading = self { true } else { false }
  }
}
