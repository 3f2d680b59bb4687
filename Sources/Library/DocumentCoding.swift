// Documents as bytes: a compact form. The title and the date are columns and not repeated here.
//
// Decoding is total: damaged bytes give nil, never a trap, and never more memory than the bytes ask for.

import Articles

enum DocumentCoding {
  /// The bytes of a document, and those it would have with other links, after the `common` ones that both begin with.
  static func encode(_ document: Document, orWith links: [PageLink]) -> (
    bytes: [UInt8], common: [UInt8], others: [UInt8]
  ) {
    var common = ByteWriter(), own = ByteWriter(), others = ByteWriter()
    common.put(document)
    own.put(document.links, document.tags)
    others.put(links, document.tags)
    return (common.bytes + own.bytes, common.bytes, others.bytes)
  }

  /// The document in bytes that `encode` made.
  static func decode(_ bytes: [UInt8], title: String, published: CalendarDate?) -> Document? {
    var reader = ByteReader(bytes)
    return reader.document(title: title, published: published)
  }
}

/// Writes numbers as variable-length integers (LEB128), texts as their length and UTF-8.
private struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func put(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func put(_ text: String) {
    put(text.utf8.count)
    bytes += text.utf8
  }

  mutating func put(_ text: String?) {
    put(text == nil ? 0 : 1)
    if let text { put(text) }
  }

  mutating func put<Element>(_ list: [Element], _ body: (inout ByteWriter, Element) -> Void) {
    put(list.count)
    for element in list { body(&self, element) }
  }

  /// Puts a document but for its links and tags.
  mutating func put(_ document: Document) {
    put(document.byline)
    put(document.original)
    put(document.blocks) { $0.put($1) }
  }

  mutating func put(_ links: [PageLink], _ tags: [String]) {
    put(links) { writer, link in
      writer.put(PageLink.Role.allCases.firstIndex(of: link.role) ?? 0)
      writer.put(link.title)
      writer.put(link.address)
    }
    if !tags.isEmpty { put(tags) { $0.put($1) } }
  }

  mutating func put(_ spans: [Span]) {
    put(spans) { writer, span in
      let kind =
        switch span.target {
        case nil: 0
        case .link: 1
        case .term: 2
        }
      writer.put(Int(span.style.rawValue) << 2 | kind)
      writer.put(span.text)
      switch span.target {
      case nil: break
      case .link(let text)?, .term(let text)?: writer.put(text)
      }
    }
  }

  mutating func put(_ block: Block) {
    switch block {
    case .paragraph(let spans):
      put(0)
      put(spans)
    case .heading(let level, let spans):
      put(1)
      put(level)
      put(spans)
    case .quotation(let blocks):
      put(2)
      put(blocks) { $0.put($1) }
    case .list(let list):
      put(3)
      put(list.start.map(String.init))
      put(list.items) { $0.put($1) { $0.put($1) } }
    case .table(let table):
      put(4)
      put(table.caption)
      put(table.rows) { writer, row in
        writer.put(row) { writer, cell in
          let alignment = Table.Alignment.allCases.firstIndex(of: cell.alignment) ?? 0
          writer.put(alignment << 1 | (cell.isHeader ? 1 : 0))
          writer.put(cell.spans)
        }
      }
    case .figure(let figure):
      put(figure.link == nil ? 5 : 9)
      put(figure.caption)
      put(figure.address)
      if let link = figure.link { put(link) }
    case .preformatted(let text):
      put(6)
      put(text)
    case .rule: put(7)
    case .embed(let embed):
      put(8)
      put(Embed.Kind.allCases.firstIndex(of: embed.kind) ?? 0)
      put(embed.address)
      put(embed.title)
    }
  }
}

/// Reads what `ByteWriter` wrote; nil wherever the bytes do not make sense.
private struct ByteReader {
  private let bytes: [UInt8]
  private var place = 0
  private var depth = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func number() -> Int? {
    var value: UInt64 = 0, shift: UInt64 = 0
    while place < bytes.count, shift < 64 {
      let byte = bytes[place]
      place += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int(truncatingIfNeeded: value) }
      shift += 7
    }
    return nil
  }

  mutating func text() -> String? {
    guard let count = number(), count >= 0, count <= bytes.count - place else { return nil }
    defer { place += count }
    return String(decoding: bytes[place..<(place + count)], as: UTF8.self)
  }

  /// A text that may be missing: the outer nil is damage.
  mutating func optionalText() -> String?? {
    switch number() {
    case 0: .some(nil)
    case 1: text().map { .some($0) }
    default: nil
    }
  }

  /// A list of elements that take a byte each at least.
  mutating func list<Element>(_ body: (inout ByteReader) -> Element?) -> [Element]? {
    guard let count = number(), count >= 0, count <= bytes.count - place else { return nil }
    var list: [Element] = []
    for _ in 0..<count {
      guard let element = body(&self) else { return nil }
      list.append(element)
    }
    return list
  }

  mutating func document(title: String, published: CalendarDate?) -> Document? {
    guard let byline = optionalText(), let original = optionalText(), let blocks = list({ $0.block() }),
      let links = list({ $0.link() }), let tags = place == bytes.count ? [] : list({ $0.text() })
    else { return nil }
    return Document(
      title: title, byline: byline, published: published, blocks: blocks, links: links, original: original,
      tags: tags)
  }

  private mutating func link() -> PageLink? {
    guard let role = number(), PageLink.Role.allCases.indices.contains(role), let title = text(),
      let address = text()
    else { return nil }
    return PageLink(role: PageLink.Role.allCases[role], title: title, address: address)
  }

  private mutating func spans() -> [Span]? { list { $0.span() } }

  private mutating func span() -> Span? {
    guard let look = number(), let text = text() else { return nil }
    let style = Span.Style(rawValue: UInt8(truncatingIfNeeded: look >> 2))
    switch look & 3 {
    case 0: return Span(text, style: style)
    case 1: return self.text().map { Span(text, style: style, target: .link($0)) }
    case 2: return self.text().map { Span(text, style: style, target: .term(key: $0)) }
    default: return nil
    }
  }

  private mutating func block() -> Block? {
    depth += 1
    defer { depth -= 1 }
    guard depth < 64 else { return nil }
    switch number() {
    case 0: return spans().map { .paragraph($0) }
    case 1:
      guard let level = number(), let spans = spans() else { return nil }
      return .heading(level: level, spans)
    case 2: return list { $0.block() }.map { .quotation($0) }
    case 3:
      guard let start = optionalText(), let items = list({ $0.list { $0.block() } }) else { return nil }
      return .list(List(start: start.flatMap { Int32($0) }.map(Int.init), items: items))
    case 4:
      guard let caption = spans(), let rows = list({ $0.list { $0.cell() } }) else { return nil }
      return .table(Table(caption: caption, rows: rows))
    case 5: return figure().map { .figure($0) }
    case 6: return text().map { .preformatted($0) }
    case 7: return .rule
    case 8:
      guard let kind = number(), Embed.Kind.allCases.indices.contains(kind), let address = optionalText(),
        let title = text()
      else { return nil }
      return .embed(Embed(kind: Embed.Kind.allCases[kind], address: address, title: title))
    case 9:
      guard var figure = figure(), let link = text() else { return nil }
      figure.link = link
      return .figure(figure)
    default: return nil
    }
  }

  private mutating func figure() -> Figure? {
    guard let caption = spans(), let address = optionalText() else { return nil }
    return Figure(caption: caption, address: address)
  }

  private mutating func cell() -> Table.Cell? {
    let alignments = Table.Alignment.allCases
    guard let look = number(), alignments.indices.contains(look >> 1), let spans = spans() else { return nil }
    return Table.Cell(spans, isHeader: look & 1 == 1, alignment: alignments[look >> 1])
  }
}
