// What the library gives and takes.

package import Articles

/// Which articles a list holds.
package enum ListSelection: Hashable, Sendable {
  /// All articles of all sources.
  case everything
  /// All articles of the source with this key.
  case source(String)
  /// The articles of the category with this number.
  case category(Int64)
  /// The starred articles of all sources.
  case starred
}

/// The place of an article in every list, newest first: lists are read on from here.
package struct ListKey: Hashable, Sendable, Comparable {
  let rank: Int64

  package static func < (left: ListKey, right: ListKey) -> Bool { left.rank > right.rank }
}

/// A source, with its counts.
package struct SourceSummary: Hashable, Sendable {
  /// Its name and identity.
  package var key: String
  package var title: String, address: String
  package var total: Int, unread: Int
  /// What the front page links to that is no category.
  package var links: [SourceLink]

  package init(
    key: String, title: String, address: String, total: Int = 0, unread: Int = 0, links: [SourceLink] = []
  ) {
    (self.key, self.title, self.address, self.total, self.unread, self.links) = (
      key, title, address, total, unread, links
    )
  }
}

/// A category, with its counts.
package struct CategorySummary: Hashable, Sendable {
  /// Its number in this cache.
  package var id: Int64
  /// The key of its source.
  package var source: String
  package var group: String, name: String
  /// The path of its index: its identity in the source.
  package var path: String
  package var total: Int, unread: Int

  package init(id: Int64, source: String, group: String, name: String, path: String, total: Int, unread: Int)
  {
    (self.id, self.source, self.group, self.name) = (id, source, group, name)
    (self.path, self.total, self.unread) = (path, total, unread)
  }
}

/// An article as lists show it.
package struct ArticleSummary: Hashable, Sendable {
  package var id: ArticleID
  package var source: String
  /// The name and the group of its category; empty where it has none.
  package var category: String, group: String
  package var path: String, title: String
  package var published: CalendarDate?
  package var isRead: Bool, isStarred: Bool
  /// Its place in lists.
  package var key: ListKey

  package init(
    id: ArticleID, source: String, category: String, group: String, path: String, title: String,
    published: CalendarDate?, isRead: Bool, isStarred: Bool, rank: Int64
  ) {
    (self.id, self.source, self.category, self.group) = (id, source, category, group)
    (self.path, self.title, self.published) = (path, title, published)
    (self.isRead, self.isStarred, key) = (isRead, isStarred, ListKey(rank: rank))
  }
}

/// A change of marks that can be undone.
package enum Change: Hashable, Sendable {
  case read(ArticleID, was: Bool)
  case starred(ArticleID, was: Bool)
  /// Articles marked read together.
  case batch(Int64)
}

/// What a file of a source looked like when it was last read.
package struct FileState: Hashable, Sendable {
  /// Bytes; time of the last change in nanoseconds; a hash of the content.
  package var size: Int64, modified: Int64, hash: Int64

  package init(size: Int64, modified: Int64, hash: Int64) {
    (self.size, self.modified, self.hash) = (size, modified, hash)
  }
}

/// What a sync stores at once: all of it or, when it fails or is killed, nothing.
package struct Batch: Sendable {
  /// A new front page.
  package var frontPage: FrontPage?
  /// New indexes, by their paths.
  package var listings: [(path: String, entries: [IndexPage.Entry])] = []
  /// New articles, oldest first: what comes later in a batch stands before it in lists of one day.
  package var articles: [ArticleDraft] = []
  /// The states of the files read.
  package var files: [String: FileState] = [:]

  package init() {}
}

/// What storing a batch did.
package struct Stored: Hashable, Sendable {
  /// Articles that are new, and that changed.
  package var new = 0, changed = 0
  /// What was refused, one line each.
  package var refused: [String] = []
}
