// A document with every text in it changed, and nothing else: to show it in another script.

extension Document {
  /// The document with `change` made of each of its texts: title, byline, spans, captions; addresses and keys
  /// stay.
  package func changingText(_ change: (String) -> String) -> Document {
    var document = self
    document.title = change(title)
    document.byline = byline.map(change)
    document.blocks = blocks.map { $0.changingText(change) }
    return document
  }
}

extension Block {
  fileprivate func changingText(_ change: (String) -> String) -> Block {
    switch self {
    case .paragraph(let spans): return .paragraph(spans.changingText(change))
    case .heading(let level, let spans): return .heading(level: level, spans.changingText(change))
    case .quotation(let blocks): return .quotation(blocks.map { $0.changingText(change) })
    case .list(let list):
      return .list(List(start: list.start, items: list.items.map { $0.map { $0.changingText(change) } }))
    case .table(let table):
      let rows = table.rows.map {
        $0.map { Table.Cell($0.spans.changingText(change), isHeader: $0.isHeader) }
      }
      return .table(Table(caption: table.caption.changingText(change), rows: rows))
    case .figure(let figure):
      return .figure(Figure(caption: figure.caption.changingText(change), address: figure.address))
    case .preformatted(let text): return .preformatted(change(text))
    case .embed(let embed):
      return .embed(Embed(kind: embed.kind, address: embed.address, title: change(embed.title)))
    case .rule: return self
    }
  }
}

extension [Span] {
  fileprivate func changingText(_ change: (String) -> String) -> [Span] {
    map { Span(change($0.text), style: $0.style, target: $0.target) }
  }
}
