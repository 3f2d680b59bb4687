// Search: the index finds candidates, newest first, and each is looked at before it is shown, so that a search finds
// what reading every article would find.

import Articles
import Foundation
import GRDB
import Hanzi

/// In which order a search gives what it finds.
package enum SearchOrder: Hashable, Sendable, CaseIterable {
  /// The newest first; of a day, what arrived last.
  case newest
  /// First what has all words in its title, then by how often, in how long a text, the words occur (BM25); of what is
  /// newest, where much is found.
  case relevance
}

/// The place of a hit among those of its search.
package struct SearchKey: Hashable, Sendable {
  /// The row of the index, or the number of hits before and with it, by relevance.
  let number: Int64
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
  /// How much of the library is in the index, 0..<1, while that is made; nil when all is.
  package var progress: Double?

  /// No hits, and no more.
  package init() {}
}

extension Library {
  /// Some of the hits of a search. An empty query finds nothing.
  ///
  /// The time does not grow with the library but with the candidates that have to be looked at: it takes some
  /// milliseconds for a page of hits, and stops with fewer after `patience`.
  package func search(_ request: SearchRequest, patience: Duration = .milliseconds(30)) throws(LibraryError)
    -> SearchPage
  {
    if request.query.isEmpty { return SearchPage() }
    return try read { database in
      let search = try Search(
        database: database, request: request, end: .now + patience)
      var page = request.order == .newest ? try search.newest() : try search.byRelevance()
      page.progress = search.progress
      return page
    }
  }
}

/// One search, under way.
private struct Search {
  let database: Database
  let request: SearchRequest
  let documents: DocumentReader
  let end: ContinuousClock.Instant
  let indexes: [SearchIndex.Record]
  let arrivals: Int64
  /// The categories and sources that the query names, by their numbers.
  private let filter: String

  init(database: Database, request: SearchRequest, end: ContinuousClock.Instant)
    throws
  {
    (self.database, self.request, self.end) = (database, request, end)
    documents = DocumentReader(database)
    indexes = try SearchIndex.records(database)
    arrivals = try Int64.fetchOne(database.cachedStatement(sql: "SELECT arrivals FROM cache")) ?? 0
    filter = try Search.filter(request, database)
  }

  var progress: Double? {
    guard let index = indexes.first, !index.isComplete, arrivals > 0 else { return nil }
    return Double(arrivals + 1 - index.reached) / Double(arrivals + 1)
  }

  // MARK: What is asked

  /// The condition that articles of a list, and of what the query names, fulfil.
  private static func filter(_ request: SearchRequest, _ database: Database) throws -> String {
    var conditions: [String] = []
    switch request.list {
    case .everything: break
    case .source(let key):
      let id = try Int64.fetchOne(database, sql: "SELECT id FROM source WHERE key = ?", arguments: [key])
      conditions.append("a.source = \(id ?? -1)")
    case .category(let id): conditions.append(isMember(of: [id]))
    case .subject(let id):
      conditions.append("EXISTS (SELECT 1 FROM mention n WHERE n.subject = \(id) AND n.rank = a.rank)")
    case .starred: conditions.append(isStarred)
    }
    if let day = request.query.firstDay { conditions.append("a.published >= \(day)") }
    if let day = request.query.lastDay { conditions.append("ifnull(a.published, 0) <= \(day)") }
    for state in request.query.states {
      switch state {
      case .read: conditions.append(isRead)
      case .unread: conditions.append("NOT \(isRead)")
      case .starred: conditions.append(isStarred)
      case .unstarred: conditions.append("NOT \(isStarred)")
      }
    }
    for name in request.query.categories {
      let all = try Row.fetchAll(database, sql: "SELECT id, name FROM category")
      let condition = isMember(of: all.compactMap { name.isIn($0[1]) ? $0[0] : nil })
      conditions.append(name.isExcluded ? "NOT \(condition)" : condition)
    }
    for name in request.query.sources {
      let all = try Row.fetchAll(database, sql: "SELECT id, key, title FROM source")
      let ids = all.compactMap { (name.isIn($0[1]) || name.isIn($0[2])) ? $0[0] as Int64 : nil }
      conditions.append("a.source \(name.isExcluded ? "NOT " : "")IN (\(listed(ids)))")
    }
    return conditions.map { " AND " + $0 }.joined()
  }

  private static let isRead = "EXISTS (SELECT 1 FROM marks.read r WHERE r.id = a.id)"
  private static let isStarred = "EXISTS (SELECT 1 FROM marks.star t WHERE t.id = a.id)"

  private static func isMember(of categories: [Int64]) -> String {
    "EXISTS (SELECT 1 FROM member m WHERE m.arrival = a.arrival AND m.category IN (\(listed(categories))))"
  }

  private static func listed(_ numbers: [Int64]) -> String { numbers.map(String.init).joined(separator: ",") }

  /// What FTS5 is asked for: articles with all words, or with all of them in the title.
  private func match(inTitle: Bool = false) -> String {
    var parts = request.query.terms.filter { !$0.isExcluded }.map {
      match($0, inTitle: inTitle || isOfTitle($0))
    }
    if case .source(let key) = request.list {
      parts.append(Search.quoted(SearchTokens.wanted(source: SearchIndex.tag(key))))
    }
    return parts.isEmpty ? Search.quoted(SearchTokens.wanted(source: nil)) : parts.joined(separator: " AND ")
  }

  private func match(_ term: SearchQuery.Term, inTitle: Bool) -> String {
    var ways = [SearchTokens.wanted(term.needle, inTitle: inTitle)]
    if let pinyin = term.pinyin { ways += SearchTokens.wanted(pinyin) }
    let parts = Set(ways.map { "(" + $0.map(Search.quoted).joined(separator: " AND ") + ")" })
    return "(" + parts.sorted().joined(separator: " OR ") + ")"
  }

  /// No token has a quotation mark in it.
  private static func quoted(_ wanted: SearchTokens.Wanted) -> String {
    "\"\(wanted.token)\"\(wanted.isBeginning ? "*" : "")"
  }

  private func isOfTitle(_ term: SearchQuery.Term) -> Bool { term.isOfTitle || request.isTitlesOnly }

  // MARK: Candidates

  /// A row of an index, and what is known of its article.
  private struct Candidate {
    let row: Int64
    let summary: ArticleSummary
    let source: Int64
    let body: Data
  }

  /// Candidates in the order of the rows, newest first, from below a row on, of all indexes there are. What an older
  /// index holds counts where the newest has not got to.
  private func candidates(below row: Int64, matching match: String) throws -> Candidates {
    var cursors: [Candidates.Source] = []
    for (place, index) in indexes.enumerated() {
      let limit = place == 0 ? "" : " AND a.arrival < \(indexes[0].reached)"
      let least = request.query.firstDay.map { SearchIndex.firstRow(ofDay: $0) } ?? 0
      let statement = try database.makeStatement(
        sql: """
          \(ListQuery.columns), i.rowid, a.source, d.body FROM \(index.table) i
          CROSS JOIN article a ON a.row = i.rowid JOIN document d ON d.arrival = a.arrival
          WHERE \(index.table) MATCH ? AND i.rowid < ? AND i.rowid >= ?\(limit)\(filter) ORDER BY i.rowid DESC
          """)
      try cursors.append(Candidates.Source(Row.fetchCursor(statement, arguments: [match, row, least])))
    }
    return Candidates(cursors)
  }

  /// The row that all hits are below: of the last day that is asked for, and of the key.
  private var upperRow: Int64 {
    let lastDay = request.query.lastDay.map(SearchIndex.endOfRows) ?? .max
    return request.order == .newest ? min(request.after?.number ?? .max, lastDay) : lastDay
  }

  /// The candidates of several indexes, merged.
  private struct Candidates {
    final class Source {
      private let cursor: RowCursor
      private(set) var row: Row?

      init(_ cursor: RowCursor) throws {
        self.cursor = cursor
        row = try cursor.next()
      }

      func advance() throws { row = try cursor.next() }
      var number: Int64 { row?[9] ?? .min }
    }

    private let sources: [Source]

    init(_ sources: [Source]) { self.sources = sources }

    var isAtEnd: Bool { sources.allSatisfy { $0.row == nil } }

    func next() throws -> Candidate? {
      guard let source = sources.max(by: { $0.number < $1.number }), let row = source.row else { return nil }
      let candidate = Candidate(row: row[9], summary: ListQuery.summary(row), source: row[10], body: row[11])
      try source.advance()
      return candidate
    }
  }

  // MARK: Hits

  func newest() throws -> SearchPage {
    var page = SearchPage()
    let candidates = try candidates(below: upperRow, matching: match())
    while let candidate = try candidates.next() {
      if let found = try look(at: candidate) {
        page.hits.append(found.hit(SearchKey(number: candidate.row)))
      }
      if page.hits.count >= request.limit || ContinuousClock.now > end {
        page.next = candidates.isAtEnd ? nil : SearchKey(number: candidate.row)
        break
      }
    }
    return page
  }

  /// What a look at a candidate found.
  private struct Found {
    let summary: ArticleSummary
    let excerpt: String
    let isByPinyin: Bool, isInTitle: Bool
    /// For each word, how often it occurs; and the length of the text.
    let counts: [Int], length: Int

    func hit(_ key: SearchKey) -> SearchHit {
      SearchHit(article: summary, excerpt: excerpt, isByPinyin: isByPinyin, key: key)
    }
  }

  /// Whether an article is what is asked for; nil where it is not.
  private func look(at candidate: Candidate, counting: Bool = false) throws -> Found? {
    let summary = candidate.summary
    let terms = request.query.terms
    let title = FoldedText(summary.title, .shared)
    let wanted = terms.filter { !$0.isExcluded }
    let isInTitle = wanted.allSatisfy { $0.needle.occurs(in: title) || $0.isSpelled(in: [summary.title]) }
    if isInTitle, !counting, terms.allSatisfy(isOfTitle), wanted.count == terms.count {
      let isByPinyin = !wanted.allSatisfy { $0.needle.occurs(in: title) }
      return Found(
        summary: summary, excerpt: "", isByPinyin: isByPinyin, isInTitle: true, counts: [], length: 0)
    }
    guard
      let document = try documents.document(
        candidate.body, of: candidate.source, title: summary.title, published: summary.published)
    else { return nil }
    let body = FoldedPassages(document.passages)
    let names = [summary.title] + document.terms.map(\.name)
    var isByPinyin = false
    var counts: [Int] = []
    for term in terms {
      let places = isOfTitle(term) ? 0..<0 : body.indices
      var count =
        counting
        ? places.reduce(term.needle.ranges(in: title).count) { $0 + term.needle.ranges(in: body[$1]).count }
        : 0
      if !counting,
        term.needle.occurs(in: title) || places.contains(where: { term.needle.occurs(in: body[$0]) })
      {
        count = 1
      }
      if count == 0, !term.isExcluded, term.isSpelled(in: names) { (count, isByPinyin) = (1, true) }
      if (count > 0) == term.isExcluded { return nil }
      if !term.isExcluded { counts.append(count) }
    }
    var shown = wanted.filter { !isOfTitle($0) }.map(\.needle)
    if isByPinyin, !isInTitle {
      // What is read so is shown where it stands in the text.
      let spelled = names.filter { name in wanted.contains { $0.isSpelled(in: [name]) } }
      shown += spelled.compactMap { Needle($0, .shared) }
    }
    return Found(
      summary: summary, excerpt: excerpt(shown, body), isByPinyin: isByPinyin, isInTitle: isInTitle,
      counts: counts, length: counting ? body.indices.reduce(0) { $0 + body[$1].count } : 0)
  }

  /// Characters of an excerpt before the first word, and in all.
  private static let before = 20, longest = 80

  private func excerpt(_ needles: [Needle], _ body: FoldedPassages) -> String {
    if needles.isEmpty { return "" }
    for place in body.indices {
      guard let first = needles.lazy.compactMap({ $0.firstRange(in: body[place]) }).first else { continue }
      return Search.excerpt(
        of: Array(body.passages[place].unicodeScalars), from: max(0, first.lowerBound - Search.before))
    }
    return ""
  }

  /// Part of a passage in one line, with an ellipsis at an end where there is more of it.
  private static func excerpt(of passage: [Unicode.Scalar], from start: Int) -> String {
    let end = min(passage.count, start + longest)
    let line = String(String.UnicodeScalarView(passage[start..<end])).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    return (start > 0 ? "…" : "") + line + (end < passage.count ? "…" : "")
  }

  // MARK: Relevance

  /// Candidates that are looked at for their relevance, of those with all words in the title, and of the others.
  private static let pool = 120
  /// BM25 (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009): how soon more of a word counts no more,
  /// and how much the length of a text counts.
  private static let saturation = 1.2, lengthWeight = 0.75

  func byRelevance() throws -> SearchPage {
    var found: [(found: Found, row: Int64)] = []
    var rows = Set<Int64>()
    for inTitle in [true, false] {
      let candidates = try candidates(below: upperRow, matching: match(inTitle: inTitle))
      var looked = 0
      while looked < Search.pool, let candidate = try candidates.next() {
        looked += 1
        guard !rows.contains(candidate.row), let one = try look(at: candidate, counting: true) else {
          continue
        }
        rows.insert(candidate.row)
        found.append((one, candidate.row))
      }
    }
    let weights = try weights()
    let average = Double(found.reduce(0) { $0 + $1.found.length }) / Double(max(1, found.count))
    let scored = found.map { one, row in
      let norm = 1 - Search.lengthWeight + Search.lengthWeight * Double(one.length) / max(1, average)
      let score = zip(one.counts, weights).reduce(0.0) { sum, term in
        let count = Double(term.0)
        return sum + term.1 * count * (Search.saturation + 1) / (count + Search.saturation * norm)
      }
      return (one: one, row: row, score: score)
    }.sorted { ($0.one.isInTitle ? 1 : 0, $0.score, $0.row) > ($1.one.isInTitle ? 1 : 0, $1.score, $1.row) }
    var page = SearchPage()
    let first = Int(request.after?.number ?? 0)
    for (place, scored) in scored.enumerated().dropFirst(first).prefix(request.limit) {
      page.hits.append(scored.one.hit(SearchKey(number: Int64(place + 1))))
    }
    if first + request.limit < scored.count { page.next = page.hits.last?.key }
    return page
  }

  /// Articles that are counted at most to know how rare a word is.
  private static let mostCounted = 10_000

  /// How much each word counts: the rarer, the more (BM25's inverse document frequency).
  private func weights() throws -> [Double] {
    guard let index = indexes.first else { return [] }
    return try request.query.terms.filter { !$0.isExcluded }.map { term in
      let count = try Int.fetchOne(
        database.cachedStatement(
          sql:
            "SELECT count(*) FROM (SELECT 1 FROM \(index.table) WHERE \(index.table) MATCH ? LIMIT \(Search.mostCounted))"
        ),
        arguments: [match(term, inTitle: isOfTitle(term))])
      let holding = Double(count ?? 0)
      return log(1 + (max(Double(arrivals), holding) - holding + 0.5) / (holding + 0.5))
    }
  }
}

/// The passages of an article, each folded when it is first looked at: mostly a word is found in one of the first.
private final class FoldedPassages {
  let passages: [String]
  private var folded: [FoldedText?]

  init(_ passages: [String]) {
    self.passages = passages
    folded = Array(repeating: nil, count: passages.count)
  }

  var indices: Range<Int> { passages.indices }

  subscript(place: Int) -> FoldedText {
    if let known = folded[place] { return known }
    let made = FoldedText(passages[place], .shared)
    folded[place] = made
    return made
  }
}
