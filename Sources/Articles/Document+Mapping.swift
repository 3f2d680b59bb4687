// Documents and blocks with something in them changed everywhere: their texts, for another script; their spans
// and addresses, for a page whose links are to be made whole.

extension Document {
  /// The document with `change` made of each of its texts: title, byline, tags, spans, captions. Addresses and keys stay,
  /// and so does code within a text.
  package func changingText(_ change: (String) -> String) -> Document {
    var document = self
    document.title = change(title)
    document.byline = byline.map(change)
    document.tags = tags.map(change)
    document.blocks = blocks.map { block in
      block.mapping(
        spans: { $0.isProse ? Span(change($0.text), style: $0.style, target: $0.target) : $0 }, texts: change,
        addresses: { $0 })
    }
    return document
  }
}

extension Span {
  /// Whether it is words, and neither code nor an address that leads where it says.
  fileprivate var isProse: Bool {
    if style.contains(.code) { return false }
    if case .link? = target { return !text.contains("://") }
    return true
  }
}

extension Block {
  /// The block with every span of it changed, every text that is in no span (preformatted, titles of embeds), and
  /// every address of a picture (and what it leads to) or of an embed; those of inner blocks too.
  package func mapping(
    spans: (Span) -> Span, texts: (String) -> String, addresses: (String?) -> String?
  ) -> Block {
    func inner(_ blocks: [Block]) -> [Block] {
      blocks.map { $0.mapping(spans: spans, texts: texts, addresses: addresses) }
    }
    switch self {
    case .paragraph(let text): return .paragraph(text.map(spans))
    case .heading(let level, let text): return .heading(level: level, text.map(spans))
    case .quotation(let blocks): return .quotation(inner(blocks))
    case .list(let list): return .list(List(start: list.start, items: list.items.map(inner)))
    case .table(var table):
      table.caption = table.caption.map(spans)
      for row in table.rows.indices {
        for cell in table.rows[row].indices {
          table.rows[row][cell].spans = table.rows[row][cell].spans.map(spans)
        }
      }
      return .table(table)
    case .figure(let figure):
      return .figure(
        Figure(
          caption: figure.caption.map(spans), address: addresses(figure.address),
          link: addresses(figure.link)))
    case .embed(let embed):
      return .embed(Embed(kind: embed.kind, address: addresses(embed.address), title: texts(embed.title)))
    case .preformatted(let text): return .preformatted(texts(text))
    case .rule: return self
    }
  }
}
