// What `--json` prints: one object a line, every field always there, but for those of an article's blocks and spans,
// which have what they have.

import Articles
import Library

/// A text or null: what is not known is said, not left out.
struct OrNull: Encodable {
  private let text: String?

  init(_ text: String?) { self.text = text }

  func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    try value.encode(text)
  }
}

struct CategoryRecord: Encodable {
  let source: String, group: String, name: String, path: String
  let total: Int, unread: Int
  let chosen: Bool, gone: Bool

  init(_ category: CategorySummary) {
    (source, group, name, path) = (category.source, category.group, category.name, category.path)
    (total, unread) = (category.total, category.unread)
    (chosen, gone) = (category.isChosen, !category.isNamed)
  }
}

struct SubjectRecord: Encodable {
  let name: String
  let total: Int

  init(_ subject: SubjectSummary) { (name, total) = (subject.name, subject.total) }
}

struct ArticleRecord: Encodable {
  let id: String
  let source: String, group: String, category: String, path: String, title: String
  let published: OrNull
  let read: Bool, starred: Bool, queued: Bool

  init(_ article: ArticleSummary) {
    id = article.id.description
    (source, group, category) = (article.source, article.group, article.category)
    (path, title, published) = (article.path, article.title, OrNull(article.published?.description))
    (read, starred, queued) = (article.isRead, article.isStarred, article.isQueued)
  }
}

/// An article that was searched for: the fields of an article, and what it was found by.
struct HitRecord: Encodable {
  private let hit: SearchHit

  init(_ hit: SearchHit) { self.hit = hit }

  private enum Field: String, CodingKey { case excerpt, matched }

  func encode(to encoder: any Encoder) throws {
    try ArticleRecord(hit.article).encode(to: encoder)
    var fields = encoder.container(keyedBy: Field.self)
    try fields.encode(hit.excerpt, forKey: .excerpt)
    try fields.encode(hit.isByPinyin ? "pinyin" : "word", forKey: .matched)
  }
}

struct DocumentRecord: Encodable {
  private let summary: ArticleSummary?
  private let document: Document

  init(_ summary: ArticleSummary?, _ document: Document) {
    self.summary = summary
    self.document = document
  }

  private enum Field: String, CodingKey {
    case id, source, group, category, path, title, published, read, starred, queued, byline, original, blocks,
      links, terms
    case pageLinks
  }

  func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Field.self)
    try fields.encode(summary?.id.description, forKey: .id)
    try fields.encode(summary?.source, forKey: .source)
    try fields.encode(summary?.group, forKey: .group)
    try fields.encode(summary?.category, forKey: .category)
    try fields.encode(summary?.path, forKey: .path)
    try fields.encode(document.title, forKey: .title)
    try fields.encode(document.published?.description, forKey: .published)
    try fields.encode(summary?.isRead ?? false, forKey: .read)
    try fields.encode(summary?.isStarred ?? false, forKey: .starred)
    try fields.encode(summary?.isQueued ?? false, forKey: .queued)
    try fields.encode(document.byline, forKey: .byline)
    try fields.encode(document.original, forKey: .original)
    try fields.encode(document.blocks.map(BlockRecord.init), forKey: .blocks)
    try fields.encode(links, forKey: .links)
    try fields.encode(document.terms.map { TermRecord(text: $0.name, key: $0.key) }, forKey: .terms)
    try fields.encode(document.links.map(PageLinkRecord.init), forKey: .pageLinks)
  }

  /// The links of the body, in the order of the text.
  private var links: [LinkRecord] {
    var links: [LinkRecord] = []
    for block in document.blocks {
      block.forEachText { spans in
        for run in spans.runs {
          if case .link(let address)? = run.target {
            links.append(LinkRecord(text: run.text, address: address))
          }
        }
      }
    }
    return links
  }
}

private struct LinkRecord: Encodable { let text: String, address: String }
private struct TermRecord: Encodable { let text: String, key: String }

private struct PageLinkRecord: Encodable {
  let role: String, text: String, address: String

  init(_ link: PageLink) { (role, text, address) = (link.role.rawValue, link.title, link.address) }
}

/// A block: its kind, its text (a line for each item or inner block, tabs between a row's cells), and what the
/// kind has.
private struct BlockRecord: Encodable {
  var kind: String
  var text: String
  var level: Int?
  var start: Int?
  var blocks: [BlockRecord]?
  var items: [[BlockRecord]]?
  var rows: [[CellRecord]]?
  var caption: String?
  var address: String?, link: String?

  private static func lines(_ texts: [String]) -> String { texts.joined(separator: "\n") }

  struct CellRecord: Encodable { let text: String, header: Bool, alignment: String }

  init(_ block: Block) {
    text = ""
    switch block {
    case .paragraph(let spans): (kind, text) = ("paragraph", spans.text)
    case .heading(let level, let spans): (kind, self.level, text) = ("heading", level, spans.text)
    case .quotation(let inner):
      let inner = inner.map(BlockRecord.init)
      (kind, blocks, text) = ("quotation", inner, BlockRecord.lines(inner.map(\.text)))
    case .list(let list):
      let items = list.items.map { $0.map(BlockRecord.init) }
      (kind, start, self.items) = ("list", list.start, items)
      text = BlockRecord.lines(items.joined().map(\.text))
    case .table(let table):
      (kind, caption) = ("table", table.caption.text)
      rows = table.rows.map {
        $0.map { CellRecord(text: $0.spans.text, header: $0.isHeader, alignment: $0.alignment.rawValue) }
      }
      text = BlockRecord.lines(table.rows.map { $0.map(\.spans.text).joined(separator: "\t") })
    case .figure(let figure):
      (kind, caption, address, link) = ("figure", figure.caption.text, figure.address, figure.link)
      text = figure.caption.text
    case .preformatted(let content): (kind, text) = ("preformatted", content)
    case .rule: kind = "rule"
    case .embed(let embed): (kind, text, address) = (embed.kind.rawValue, embed.title, embed.address)
    }
  }
}
