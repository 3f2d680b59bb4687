// An article on its way into the cache.

package import Articles
import Hanzi

/// An article ready to be stored: encoded and hashed, before the transaction.
package struct ArticleDraft: Sendable {
  let id: ArticleID
  let path: String, title: String
  let published: CalendarDate?
  let hash: Int64
  /// The document's bytes, not compressed.
  let body: [UInt8]
  /// What the index holds of it.
  let tokens: [SearchToken]
  /// What connects it with others.
  let connections: Connections
  /// Its place among those of its day, the highest newest: a number of those `beginOrder` gave; nil where it is to
  /// be the order of arrival.
  package var order: Int64?

  /// Bytes of what is to be stored of it.
  package var size: Int { body.count + tokens.count * MemoryLayout<SearchToken>.size }

  /// Whether what it says is more than can be read again.
  package var isTooLarge: Bool { body.count > ArticleDraft.mostBytes }

  /// The bytes of the largest document that is stored, not compressed.
  package static let mostBytes = 64 * 1_048_576

  /// Makes the article at `path` of the source whose key is `source` ready: encoded and hashed.
  package init(_ document: Document, path: String, source: String) {
    id = ArticleID(source: source, path: path)
    self.path = path
    title = document.title
    published = document.published
    // The page's own links come and go with every visit of the generator: they are no change.
    let (bytes, common, others) = DocumentCoding.encode(
      document, orWith: document.links.filter { $0.role == .share })
    body = bytes
    tokens = SearchIndex.tokens(of: document, source: source)
    connections = Connections(document, path: path)
    let content = fnv1a(others, after: fnv1a(common, after: fnv1a(Array(document.title.utf8) + [0])))
    hash = Int64(bitPattern: content) ^ Int64(document.published?.number ?? 0)
  }
}
