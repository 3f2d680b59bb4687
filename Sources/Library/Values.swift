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
  /// The articles of all sources on the subject with this number.
  case subject(Int64)
  /// The starred articles of all sources.
  case starred
  /// The articles that are to be read later, in the order they are to be read in.
  case queue
  /// The articles that were opened, the one opened last first.
  case history
  /// The articles of all sources that arrived after so many had.
  case arrived(after: Int64)
  /// The articles of a list that is in the order of days, the oldest first.
  indirect case oldestFirst(ListSelection)

  /// Whether its articles are not in the order of their days, but in one of its own.
  package var hasOwnOrder: Bool { self == .queue || self == .history }

  /// The same articles in the list's first order.
  package var inFirstOrder: ListSelection { if case .oldestFirst(let list) = self { list } else { self } }

  /// Whether it begins with what others end with.
  package var isOldestFirst: Bool { if case .oldestFirst = self { true } else { false } }

  /// The order of what is found in it.
  package var order: SearchOrder { isOldestFirst ? .oldest : .newest }

  /// The same articles in another order, where they have none of their own.
  package func inOrder(_ order: SearchOrder) -> ListSelection {
    order == .oldest && !hasOwnOrder ? .oldestFirst(inFirstOrder) : inFirstOrder
  }

  /// Whether an article stands before another in it.
  package func hasInOrder(_ one: ListKey, _ other: ListKey) -> Bool {
    isOldestFirst ? other < one : one < other
  }
}

/// The place of an article in lists: they are read on from here.
package struct ListKey: Hashable, Sendable, Comparable {
  /// Orders articles by their days, the highest first.
  let rank: Int64
  /// The article's number in the list it was read from, where that has an order of its own, the highest first.
  var own: Int64?

  /// What orders a list. An article that has no place of its own there stands before all.
  func number(in list: ListSelection) -> Int64 { list.hasOwnOrder ? own ?? .max : rank }

  /// Whether it is the key of an article that a list has, where that is in an order of its own.
  package func isIn(_ list: ListSelection) -> Bool { !list.hasOwnOrder || own != nil }

  /// The key of an article that takes the place of another one in a list with an order of its own.
  package func inPlace(of other: ListKey) -> ListKey { ListKey(rank: rank, own: other.own) }

  /// The key of the same article in a list that is in the order of days.
  package var ofDay: ListKey { ListKey(rank: rank) }

  package static func < (left: ListKey, right: ListKey) -> Bool {
    left.own ?? left.rank > right.own ?? right.rank
  }
}

/// How many articles have the reader's marks.
package struct MarkCounts: Hashable, Sendable {
  /// Articles that are starred, and that are to be read later.
  package var starred: Int, queued: Int
  /// Whether any article has been opened.
  package var hasHistory: Bool

  /// The counts of marks.
  package init(starred: Int = 0, queued: Int = 0, hasHistory: Bool = false) {
    (self.starred, self.queued, self.hasHistory) = (starred, queued, hasHistory)
  }
}

/// A source, with its counts.
package struct SourceSummary: Hashable, Sendable {
  /// Its name and identity.
  package var key: String
  /// What its front page calls itself, and where it is: the addresses of its mirrors, in the reader's order.
  package var title: String, addresses: [String]
  /// Articles it holds, and those of them not read.
  package var total: Int, unread: Int
  /// What the front page links to that is no category.
  package var links: [SourceLink]

  /// A source as it is listed.
  package init(
    key: String, title: String, addresses: [String], total: Int = 0, unread: Int = 0, links: [SourceLink] = []
  ) {
    (self.key, self.title, self.addresses, self.total, self.unread, self.links) = (
      key, title, addresses, total, unread, links
    )
  }
}

/// A category, with its counts.
package struct CategorySummary: Hashable, Sendable {
  /// Its number in this cache.
  package var id: Int64
  /// The key of its source.
  package var source: String
  /// The heading it stands under (empty where it has none), and what it is called.
  package var group: String, name: String
  /// The path of its index: its identity in the source.
  package var path: String
  /// Articles it holds, and those of them not read.
  package var total: Int, unread: Int
  /// Whether it is one of those that are to be fetched.
  package var isChosen: Bool
  /// Whether the front page names it now.
  package var isNamed: Bool

  /// A category as it is listed.
  package init(
    id: Int64, source: String, group: String, name: String, path: String, total: Int, unread: Int,
    isChosen: Bool = true, isNamed: Bool = true
  ) {
    (self.id, self.source, self.group, self.name) = (id, source, group, name)
    (self.path, self.total, self.unread) = (path, total, unread)
    (self.isChosen, self.isNamed) = (isChosen, isNamed)
  }
}

/// A subject: what articles of any source are about.
package struct SubjectSummary: Hashable, Sendable {
  /// Its number in this cache.
  package var id: Int64
  /// What it is called, in the script it was first met in.
  package var name: String
  /// Articles on it.
  package var total: Int

  /// A subject as it is listed.
  package init(id: Int64, name: String, total: Int) { (self.id, self.name, self.total) = (id, name, total) }
}

/// An article as lists show it.
package struct ArticleSummary: Hashable, Sendable {
  /// Which article it is.
  package var id: ArticleID
  /// The key of its source.
  package var source: String
  /// The name and the group of its category; empty where it has none.
  package var category: String, group: String
  /// The page's path in the tree, and the headline.
  package var path: String, title: String
  /// The day it was published; nil where the page does not say.
  package var published: CalendarDate?
  /// The reader's marks.
  package var isRead: Bool, isStarred: Bool, isQueued: Bool
  /// Its place in lists.
  package var key: ListKey
  /// Another number where its text has changed; 0 where it is not known.
  package var version: Int64 = 0

  /// An article as lists show it; `rank` orders the lists, the highest first.
  package init(
    id: ArticleID, source: String, category: String, group: String, path: String, title: String,
    published: CalendarDate?, isRead: Bool, isStarred: Bool, isQueued: Bool, rank: Int64
  ) {
    (self.id, self.source, self.category, self.group) = (id, source, category, group)
    (self.path, self.title, self.published) = (path, title, published)
    (self.isRead, self.isStarred, self.isQueued) = (isRead, isStarred, isQueued)
    key = ListKey(rank: rank)
  }
}

/// A mark of the reader's.
package enum Mark: Hashable, Sendable { case read, starred, queued }

/// Articles that follow each other in a list.
package struct ListRange: Hashable, Sendable {
  /// The list, and the first article that is meant, in its order.
  package var list: ListSelection, first: ListKey
  /// The last one; nil where there are so many.
  package var last: ListKey?, count: Int?

  /// The articles of a list from one to another.
  package init(_ list: ListSelection, _ first: ListKey, _ last: ListKey) {
    (self.list, self.first, self.last) = (list, first, last)
  }

  /// So many articles of a list from one on.
  package init(_ list: ListSelection, from first: ListKey, count: Int) {
    (self.list, self.first, self.count) = (list, first, count)
  }
}

/// A change of marks that can be undone.
package enum Change: Hashable, Sendable {
  /// An article was marked read or unread; whether it was read before.
  case read(ArticleID, was: Bool)
  /// An article was starred or unstarred; whether it was starred before.
  case starred(ArticleID, was: Bool)
  /// Articles were put into the queue, or taken out.
  case queued([QueueRank])
  /// Articles were moved in the queue.
  case moved([QueueRank])
  /// A search was kept, or no more; whether it was before.
  case search(Int64, wasKept: Bool)
  /// A search was renamed; what it was called before.
  case searchName(Int64, was: String)
  /// Articles were marked read, or starred, together, or no more; whether they were before.
  case many(Mark, [ArticleID], was: Bool)
}

/// The rank an article had in the queue before a change: nil where it was not in it.
package struct QueueRank: Hashable, Sendable {
  /// The article.
  package var id: ArticleID
  /// Its rank before; the highest is read first.
  package var was: Int64?

  /// An article's rank.
  package init(_ id: ArticleID, was: Int64?) { (self.id, self.was) = (id, was) }
}

/// A content's identity: what two files have in common whose bytes are the same.
package struct ContentID: Hashable, Sendable {
  /// 20 bytes.
  package let bytes: [UInt8]

  /// An identity by its bytes.
  package init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// What is known of a file of a source.
package struct FileState: Hashable, Sendable {
  /// The content that was last read; nil where the file was listed, but not there, or not to be had.
  package var content: ContentID?
  /// Since when it is so, and when a mirror last said so: seconds since 1970.
  package var since: Int64, checked: Int64

  /// What is known of a file.
  package init(content: ContentID?, since: Int64, checked: Int64) {
    (self.content, self.since, self.checked) = (content, since, checked)
  }
}

/// A mirror of a source, with what sync keeps of it.
package struct MirrorRecord: Hashable, Sendable {
  /// Its number in this cache, and where it is.
  package var id: Int64, address: String
  /// What names the state of its tree that was last synced whole; empty where there is none.
  package var tip: String
  /// How it has fared, in words that only sync reads.
  package var health: String
}

/// What a sync stores at once: all of it or, when it fails or is killed, nothing.
package struct Batch: Sendable {
  /// A new front page.
  package var frontPage: FrontPage?
  /// New indexes, by their paths.
  package var listings: [(path: String, entries: [IndexPage.Entry])] = []
  /// New articles. Those of one day stand in lists as their index has them.
  package var articles: [ArticleDraft] = []
  /// What is known now of files.
  package var files: [String: FileState] = [:]
  /// The versions that the mirror gave of files.
  package var versions: [String: String] = [:]

  /// An empty batch.
  package init() {}
}

/// What storing a batch did.
package struct Stored: Hashable, Sendable {
  /// Articles that are new, and that changed.
  package var new = 0, changed = 0
  /// The paths of articles whose identity another has; they were not stored.
  package var refused: [String] = []
  /// Whether the mirror they came from was removed meanwhile.
  package var lostMirror = false
}
