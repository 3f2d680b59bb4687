// What is searched for, and what a search finds.

import GRDB

/// In which order a search gives what it finds.
package enum SearchOrder: Hashable, Sendable, CaseIterable {
  /// As in the list of all: the newest first.
  case newest
  /// The other way round.
  case oldest
  /// First what has all words in its title, then by how often, in how long a text, the words occur (BM25); of what is
  /// newest, where much is found.
  case relevance

  /// The number that the reader's file keeps, under a name of the time when there were two.
  var number: Int {
    switch self {
    case .newest: 0
    case .relevance: 1
    case .oldest: 2
    }
  }

  /// The order of a number that was kept; by the newest for any other.
  init(number: Int) { self = SearchOrder.allCases.first { $0.number == number } ?? .newest }
}

/// The place of a hit among those of its search.
package struct SearchKey: Hashable, Sendable {
  /// The rank, or the number of hits before and with it.
  let number: Int64
  /// Whether it is the number of hits: of one of those that are the most to the point.
  var isCount = false
  /// The row of an index from which the hits after it are found; nil where that is to be looked for.
  var row: Int64?
  /// The articles that the newest index was asked for: those that arrived from then on.
  var reached: Int64?
}

/// What is searched for.
package struct SearchRequest: Hashable, Sendable {
  /// The query.
  package var query: SearchQuery
  /// Only articles of this list.
  package var list: ListSelection
  /// Whether only titles are looked at, and terms where words are pinyin.
  package var isTitlesOnly: Bool
  /// In which order.
  package var order: SearchOrder
  /// The hit to go on after; nil for the first ones.
  package var after: SearchKey?
  /// How many hits at most.
  package var limit: Int

  /// The first hits of a query.
  package init(
    _ query: SearchQuery, in list: ListSelection = .everything, isTitlesOnly: Bool = false,
    order: SearchOrder = .newest, after: SearchKey? = nil, limit: Int
  ) {
    (self.query, self.list, self.isTitlesOnly) = (query, list, isTitlesOnly)
    (self.order, self.after, self.limit) = (order, after, limit)
  }
}

/// An article that was found.
package struct SearchHit: Hashable, Sendable {
  /// What lists show of it.
  package var article: ArticleSummary
  /// The text around the first word that was found in the body, in one line of some 80 characters; empty where the body has none.
  package var excerpt: String
  /// What stands in an excerpt for text before it or after it.
  package static let ellipsis: Character = "…"
  /// Whether it was found by pinyin and not as a word.
  package var isByPinyin: Bool
  /// Its place in the search.
  package var key: SearchKey

  /// A hit.
  package init(article: ArticleSummary, excerpt: String, isByPinyin: Bool, key: SearchKey) {
    (self.article, self.excerpt, self.isByPinyin, self.key) = (article, excerpt, isByPinyin, key)
  }
}

/// Some of the hits of a search.
package struct SearchPage: Hashable, Sendable {
  /// The hits, in order.
  package var hits: [SearchHit] = []
  /// What to go on after; nil when there are no more. There may be more even where there are fewer hits than were
  /// asked for: a search stops after some milliseconds.
  package var next: SearchKey?
  /// How much of the library is in the index, 0..<1, while that is made and more may be found when it is; nil otherwise.
  package var progress: Double?

  /// No hits, and no more.
  package init() {}
}

extension Library {
  /// Some of the hits of a search. An empty query finds nothing.
  ///
  /// The time does not grow with the library but with the candidates that have to be looked at: it takes some
  /// milliseconds for a page of hits, and stops with fewer after `patience`. How relevant a hit is is known only when all
  /// are looked at: so that is asked of the newest candidates, and the others follow, the newest first. Articles without a
  /// day stand among all others: what an index finds of them is sorted first, some 600 in a millisecond.
  package func search(_ request: SearchRequest, patience: Duration = .milliseconds(30)) throws(LibraryError)
    -> SearchPage
  {
    if request.query.isEmpty { return SearchPage() }
    return try read { database in
      let search = try Search(
        database: database, documents: documents, request: request, end: .now + patience)
      var page = request.order == .relevance ? try search.byRelevance() : try search.byDay()
      page.progress = search.progress
      return page
    }
  }
}
