// Pages that list others, wherever they stand in a tree: told by what they hold, and not by their paths.

import Articles

extension Document {
  /// The articles of its tree that the page at `path` lists, where it is a listing: more of its rows are entries than are
  /// text. Where there are few entries, they stand in a list, and there is next to nothing else: a page that has moved
  /// leads to one, too. None otherwise. Whole addresses are known by the mirror the page is of (nil where it came by hand).
  package func listedPages(path: String, of mirror: String?) -> Set<String> {
    let tree = OwnTree(mirror, [], on: path)
    var listed = Set<String>(), entries = 0, text = 0, notes = 0, isList = true
    for row in blocks.flatMap({ $0.rows(.line) }) {
      if let entry = row.entry(of: tree, on: path) {
        listed.insert(entry)
        entries += 1
        isList = isList && row.kind == .item
        notes += row.lettersBesides
      } else if row.kind == .picture || row.spans.text.letters > Document.longestNote {
        text += 1
      } else {
        notes += row.spans.text.letters
      }
    }
    listed.remove(path)
    // What a folder has for its front page may say where its articles are from.
    let remark = isReadmeOfFolder(path) ? Document.longestNote : Document.longestRemark
    let isShortList = isList && entries == listed.count && text == 0 && notes <= remark
    return listed.count > Document.fewPages && entries >= text || isShortList ? listed : []
  }

  /// Whether the page at `path` says or leads to more than the articles of its tree: what is lost where these alone are
  /// listed.
  package func saysMore(path: String, of mirror: String?) -> Bool {
    let tree = OwnTree(mirror, [], on: path)
    return blocks.flatMap { $0.rows(.line) }.contains { row in
      row.entry(of: tree, on: path) == nil ? row.saysSomething : row.lettersBesides > TextRow.longestLead
    }
  }

  /// Pages that are few for a listing.
  package static let fewPages = 2
  /// Letters of a row that is no text to read: who wrote it, when; and of all that a short list may say: 陆续更新.
  private static let longestNote = 30, longestRemark = 5

  /// Whether it holds text to read, and not only rows of links and notices of a few words.
  package var hasProse: Bool {
    blocks.contains { block in
      guard case .paragraph(let spans) = block else { return false }
      return spans.contains { span in
        span.target == nil && (span.text.utf8.count >= 100 || span.text.contains { "。！？".contains($0) })
      }
    }
  }
}

/// A row of a document: a line of a paragraph, or what stands in its place.
private struct TextRow {
  enum Kind {
    case line
    /// A line of a list, a row of a table, a heading that leads somewhere.
    case item
    /// Or what else is looked at.
    case picture
  }

  let spans: [Span]
  let kind: Kind

  /// Letters beside a link that are no text: a day, an author.
  static let longestLead = 8

  /// The article it stands for: its first link, with next to nothing before it; and, where it is a line of a paragraph,
  /// little behind it.
  func entry(of tree: OwnTree, on page: String) -> String? {
    guard let place = spans.firstIndex(where: { $0.target != nil && !$0.text[...].isBlank }),
      case .link(let address)? = spans[place].target,
      let path = TextRow.article(at: address, of: tree, on: page),
      Array(spans[..<place]).text.letters <= TextRow.longestLead
    else { return nil }
    let linked = spans.text.letters - lettersBesides
    return kind == .item || lettersBesides <= linked + TextRow.longestLead ? path : nil
  }

  /// Whether it is more than links to listings of the tree.
  var saysSomething: Bool {
    kind == .picture
      || spans.contains { span in
        guard case .link(let address)? = span.target else { return !span.text[...].isBlank }
        return !MarkdownLink(title: span.text, address: address).leadsAboutTree
      }
  }

  /// Letters that are in no link.
  var lettersBesides: Int { spans.filter { $0.target == nil }.text.letters }

  private static func article(at address: String, of tree: OwnTree, on page: String) -> String? {
    var path = address
    if address.contains(":") || address.hasPrefix("/") || address.hasPrefix(".") {
      guard case .tree(let own)? = tree.address(address, on: page) else { return nil }
      path = own
    }
    return pageKind(ofPath: path) == .article ? path : nil
  }
}

extension Block {
  /// Its rows; those of its paragraphs are of a kind.
  fileprivate func rows(_ kind: TextRow.Kind) -> [TextRow] {
    switch self {
    case .paragraph(let spans): spans.lines.map { TextRow(spans: $0, kind: kind) }
    case .heading(_, let spans):
      spans.contains { $0.target != nil } ? [TextRow(spans: spans, kind: .item)] : []
    case .quotation(let blocks): blocks.flatMap { $0.rows(kind) }
    case .list(let list): list.items.joined().flatMap { $0.rows(.item) }
    case .table(let table):
      table.rows.filter { !$0.allSatisfy(\.isHeader) }
        .map { TextRow(spans: $0.flatMap(\.spans), kind: .item) }
    case .preformatted(let text): [TextRow(spans: [Span(text)], kind: .line)]
    case .figure, .embed: [TextRow(spans: [], kind: .picture)]
    case .rule: []
    }
  }
}

extension [Span] {
  /// The spans of each line.
  fileprivate var lines: [[Span]] {
    reduce(into: [[]]) { lines, span in
      for (place, line) in span.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if place > 0 { lines.append([]) }
        lines[lines.count - 1].append(Span(String(line), style: span.style, target: span.target))
      }
    }
  }
}

extension String {
  fileprivate var letters: Int { count(where: \.isLetter) }
}
