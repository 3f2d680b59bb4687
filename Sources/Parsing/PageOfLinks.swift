// Pages that list others, wherever they stand in a tree: told by what they hold, and not by their paths.

import Articles

extension Document {
  /// Whether it is a listing: it links articles of its tree, and says little else than what they are called. Where they
  /// are one or two, they stand in a list, and it says nothing else: a page that has moved leads to one, too.
  package var isListing: Bool {
    let rows = rows
    // Most pages link none: their letters are not counted.
    guard rows.contains(where: { $0.spans.contains { $0.entryPath != nil } }) else { return false }
    var paths = Set<String>(), listed = 0, others = 0, isList = true
    for row in rows {
      let entries = row.spans.filter { $0.entryPath != nil }
      paths.formUnion(entries.compactMap(\.entryPath))
      isList = isList && (row.isItem || entries.isEmpty)
      let letters = row.spans.text.letters, linked = entries.text.letters
      let isEntry = row.isItem && row.spans.first { $0.text.letters > 0 }?.entryPath != nil
      listed += isEntry ? letters : linked
      others += isEntry ? 0 : max(0, letters - linked - (linked > 0 ? Document.longestLead : 0))
    }
    return paths.count > Document.few ? listed >= others : !paths.isEmpty && isList && others == 0
  }

  /// Articles that are few for a listing, and letters beside a link that are no text: a day, an author.
  private static let few = 2, longestLead = 8

  /// Whether it holds text to read, and not only rows of links and notices of a few words.
  package var hasProse: Bool {
    blocks.contains { block in
      if case .paragraph(let spans) = block { spans.isProse } else { false }
    }
  }

  /// Whether it says or leads to more than the articles of its tree: what is lost where these alone are listed.
  package var saysMore: Bool {
    rows.contains { $0.spans.isProse || $0.spans.contains(where: \.leadsElsewhere) }
  }

  private var rows: [TextRow] { blocks.flatMap { $0.rows(isItem: false) } }
}

/// A row of a document's text: a line of a paragraph or of an item, a row of a table, a heading that leads somewhere.
private struct TextRow {
  let spans: [Span]
  /// Whether it stands in a list or a table.
  let isItem: Bool
}

extension Block {
  fileprivate func rows(isItem: Bool) -> [TextRow] {
    switch self {
    case .paragraph(let spans): spans.lines.map { TextRow(spans: $0, isItem: isItem) }
    case .heading(_, let spans):
      spans.contains { $0.target != nil } ? [TextRow(spans: spans, isItem: true)] : []
    case .quotation(let blocks): blocks.flatMap { $0.rows(isItem: isItem) }
    case .list(let list): list.items.joined().flatMap { $0.rows(isItem: true) }
    case .table(let table):
      table.rows.filter { !$0.allSatisfy(\.isHeader) }
        .map { TextRow(spans: $0.flatMap(\.spans), isItem: true) }
    case .figure(let figure): [TextRow(spans: figure.leadingCaption, isItem: isItem)]
    case .preformatted(let text): [TextRow(spans: [Span(text)], isItem: false)]
    case .rule, .embed: []
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

  /// Whether they are text to read: a sentence, or many words.
  fileprivate var isProse: Bool {
    contains { span in
      span.target == nil && (span.text.utf8.count >= 100 || span.text.contains { "。！？".contains($0) })
    }
  }
}

extension Span {
  /// The article of the tree that it leads to.
  fileprivate var entryPath: String? {
    guard case .link(let path)? = target, !path.utf8.contains(UInt8(ascii: ":")), !path.hasPrefix("."),
      !path.hasPrefix("/"), pageKind(ofPath: path) == .article
    else { return nil }
    return path
  }

  /// Whether it leads neither to an article of the tree nor to a listing there.
  fileprivate var leadsElsewhere: Bool {
    guard case .link(let address)? = target, entryPath == nil else { return false }
    return !MarkdownLink(title: text, address: address).leadsAboutTree
  }
}

extension String {
  fileprivate var letters: Int { count(where: \.isLetter) }
}
