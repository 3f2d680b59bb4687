// A page as it is read: what Parsing makes, Library keeps and Typesetting sets. Knows nothing of HTML,
// Markdown or cells.

/// One article, parsed: its head, its body and the links of the page around it.
package struct Document: Hashable, Sendable {
  /// The title in one line.
  package var title: String
  /// Who published it, from the dateline (an agency: 大纪元), or nil where the page does not say.
  package var byline: String?
  /// The day in the dateline, or nil where there is none.
  package var published: CalendarDate?
  /// The body, in order.
  package var blocks: [Block]
  /// The page's own links (navigation, promotion, share), in order. Never part of the body.
  package var links: [PageLink]
  /// The address of the original, or nil where the page does not give it.
  package var original: String?
  /// What the page says, apart from its text, that it is filed under: each a term of its own name.
  package var tags: [String]

  /// A document of its parts; what is not given is empty.
  package init(
    title: String, byline: String? = nil, published: CalendarDate? = nil, blocks: [Block] = [],
    links: [PageLink] = [], original: String? = nil, tags: [String] = []
  ) {
    self.title = title
    self.byline = byline
    self.published = published
    self.blocks = blocks
    self.links = links
    self.original = original
    self.tags = tags
  }
}

/// One block of a document.
package indirect enum Block: Hashable, Sendable {
  /// Text. A span may contain `\n`, a line break the author asked for.
  case paragraph([Span])
  /// A heading within the body; level 1...6.
  case heading(level: Int, [Span])
  /// A quotation.
  case quotation([Block])
  /// A list.
  case list(List)
  /// A table of data.
  case table(Table)
  /// A picture, which a terminal shows as its caption and address.
  case figure(Figure)
  /// Text whose white space counts; lines divided by `\n`, the last without one.
  case preformatted(String)
  /// A thematic break.
  case rule
  /// A video, a sound or an embedded frame: only its address is kept.
  case embed(Embed)
}

/// A list: ordered (with the number of its first item) or unordered.
package struct List: Hashable, Sendable {
  /// The number of the first item, or nil for an unordered list.
  package var start: Int?
  /// The items, each a sequence of blocks.
  package var items: [[Block]]

  /// A list of items; `start` numbers the first, nil makes it unordered.
  package init(start: Int? = nil, items: [[Block]]) {
    self.start = start
    self.items = items
  }
}

/// A table: a caption and rows of cells. Rows may differ in length.
package struct Table: Hashable, Sendable {
  /// Where in its column a cell's text stands.
  package enum Alignment: String, Hashable, Sendable, CaseIterable { case left, center, right }

  /// One cell: what it says, whether it is the header of its row or column, and where its text stands.
  package struct Cell: Hashable, Sendable {
    /// The text in it.
    package var spans: [Span]
    /// Whether it names its row or column.
    package var isHeader: Bool
    /// Where in its column the text stands; left where the page does not say.
    package var alignment: Alignment

    /// A cell of text.
    package init(_ spans: [Span], isHeader: Bool = false, alignment: Alignment = .left) {
      self.spans = spans
      self.isHeader = isHeader
      self.alignment = alignment
    }
  }

  /// What it is called; empty where the page does not say.
  package var caption: [Span]
  /// The cells, row by row; rows may differ in length.
  package var rows: [[Cell]]

  /// A table of rows of cells.
  package init(caption: [Span] = [], rows: [[Cell]]) {
    self.caption = caption
    self.rows = rows
  }
}

/// A picture: its caption (may be empty), its address (may be nil when the page gives none), and what it leads to.
package struct Figure: Hashable, Sendable {
  /// What stands under it; empty where the page has none.
  package var caption: [Span]
  /// The picture's address; nil where the page names none.
  package var address: String?
  /// What it leads to, where it stands in a link; nil otherwise.
  package var link: String?

  /// A picture of which the caption is shown.
  package init(caption: [Span], address: String?, link: String? = nil) {
    (self.caption, self.address, self.link) = (caption, address, link)
  }

  /// The caption, leading where the picture leads.
  package var leadingCaption: [Span] {
    guard let link else { return caption }
    return caption.map { Span($0.text, style: $0.style, target: $0.target ?? .link(link)) }
  }

  /// What it leads to, where no caption leads there.
  package var bareLink: String? { caption.isEmpty ? link : nil }
}

/// A placeholder for what a terminal cannot show.
package struct Embed: Hashable, Sendable {
  /// What it is.
  package enum Kind: String, Hashable, Sendable, CaseIterable { case video, audio, frame }

  /// What it is.
  package var kind: Kind
  /// Its address, or nil when the page gives none.
  package var address: String?
  /// Its title or description; empty where there is none.
  package var title: String

  /// What stands in the place of something that a terminal cannot show.
  package init(kind: Kind, address: String?, title: String = "") {
    self.kind = kind
    self.address = address
    self.title = title
  }
}

/// A run of text in one style with one target.
package struct Span: Hashable, Sendable {
  /// How a run is set; several may hold at once.
  package struct Style: OptionSet, Hashable, Sendable {
    /// The bits of the set.
    package let rawValue: UInt8
    /// The set of these bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Of strong importance; set in bold.
    package static let strong = Style(rawValue: 1)
    /// Stressed; set in italics where the terminal has them.
    package static let emphasis = Style(rawValue: 2)
    /// Underlined.
    package static let underline = Style(rawValue: 4)
    /// Of a computer: blanks in it are kept.
    package static let code = Style(rawValue: 8)
  }

  /// What a run leads to.
  package enum Target: Hashable, Sendable {
    /// An address, or a path within the tree.
    case link(String)
    /// A subject term; the key is what the site calls it by (`11852`, `%E7%A5…`), the name is the text.
    case term(key: String)
  }

  /// The characters.
  package var text: String
  /// How it is marked.
  package var style: Style
  /// What it leads to; nil for plain text.
  package var target: Target?

  /// A piece of text, all of it marked alike.
  package init(_ text: String, style: Style = [], target: Target? = nil) {
    self.text = text
    self.style = style
    self.target = target
  }
}

/// A link of the page itself, outside the body.
package struct PageLink: Hashable, Sendable {
  /// What the link is there for.
  package enum Role: String, Hashable, Sendable, CaseIterable { case navigation, promotion, share }

  /// What the page has it for.
  package var role: Role
  /// What it says.
  package var title: String
  /// Where it leads: a path in the tree or a web address.
  package var address: String

  /// A link of the page's own.
  package init(role: Role, title: String, address: String) {
    self.role = role
    self.title = title
    self.address = address
  }
}

extension [Span] {
  /// The text of all spans, in order, without styles.
  package var text: String { reduce(into: "") { $0 += $1.text } }
}

extension Document {
  /// The terms of the body in the order of their first appearance, then the tags, each key once. The name is the text of
  /// all spans that lead there together, however they are marked.
  package var terms: [(name: String, key: String)] {
    var seen = Set<String>()
    var terms: [(name: String, key: String)] = []
    for block in blocks {
      block.forEachText { spans in
        for run in spans.runs {
          if case .term(let key)? = run.target, seen.insert(key).inserted { terms.append((run.text, key)) }
        }
      }
    }
    for tag in tags where seen.insert(tag).inserted { terms.append((tag, tag)) }
    return terms
  }
}

extension Document {
  /// Every text of the body in reading order: paragraphs, headings, captions, cells, preformatted text, titles of
  /// embeds. Its title is none of them.
  package var passages: [String] {
    var passages: [String] = []
    for block in blocks { block.forEachPassage { passages.append($0) } }
    return passages
  }
}

extension [Span] {
  /// The spans without their styles, adjacent ones of one target joined: one run for each link or term.
  package var runs: [Span] {
    reduce(into: []) { runs, span in
      if let last = runs.last, last.target == span.target {
        runs[runs.count - 1].text += span.text
      } else {
        runs.append(Span(span.text, target: span.target))
      }
    }
  }
}

extension Block {
  /// Calls `body` with every text of the block and of the blocks in it, in reading order: a paragraph, a
  /// heading, a caption or a cell each.
  package func forEachText(_ body: ([Span]) -> Void) {
    switch self {
    case .paragraph(let spans), .heading(_, let spans): body(spans)
    case .quotation(let blocks): blocks.forEach { $0.forEachText(body) }
    case .list(let list): list.items.joined().forEach { $0.forEachText(body) }
    case .table(let table):
      body(table.caption)
      table.rows.joined().forEach { body($0.spans) }
    case .figure(let figure): body(figure.caption)
    case .preformatted, .rule, .embed: break
    }
  }

  /// Calls `body` with every text of the block and of the blocks in it, those that are in no span too.
  fileprivate func forEachPassage(_ body: (String) -> Void) {
    switch self {
    case .quotation(let blocks): blocks.forEach { $0.forEachPassage(body) }
    case .list(let list): list.items.joined().forEach { $0.forEachPassage(body) }
    case .preformatted(let text): body(text)
    case .embed(let embed): body(embed.title)
    case .paragraph, .heading, .table, .figure, .rule: forEachText { body($0.text) }
    }
  }

  /// Calls `body` with every span of the block and of the blocks in it, in reading order.
  package func forEachSpan(_ body: (Span) -> Void) { forEachText { $0.forEach(body) } }
}

/// A place in a document that does not depend on how it is set: a code point of one of its blocks.
package struct Position: Hashable, Sendable, Comparable {
  /// The index of the block in the document; -1 before the first.
  package var block: Int
  /// Code points before the place in that block, its spans and inner blocks taken together.
  package var offset: Int

  /// A place: a block, and the code points before it in the block.
  package init(block: Int, offset: Int) {
    self.block = block
    self.offset = offset
  }

  package static func < (left: Position, right: Position) -> Bool {
    (left.block, left.offset) < (right.block, right.offset)
  }
}
