// Search: candidates come in the order of lists, and each is looked at before it is shown, so that a search finds what
// reading every article would find. Where words are asked for, the index finds the candidates, or else the list has them.

import Articles
import Foundation
import GRDB
import Hanzi

/// One search, under way.
struct Search {
  let database: Database
  let request: SearchRequest
  let documents: DocumentReader
  let end: ContinuousClock.Instant
  let indexes: [SearchIndex.Record]
  let arrivals: Int64
  /// The newest index is asked for articles that arrived from then on. It may have got further since the search began: its
  /// next page would pass over what came in before the row where it goes on.
  let reached: Int64
  /// The ranks asked for: of the days, both included, and of what comes after the hit to go on after.
  private(set) var ranks: Range<Int64>
  /// What else is asked for than words: conditions on a row of an index, which follow its number, conditions on an
  /// article `a`, and what these ask for.
  private(set) var ofRow: [String] = [], ofArticle: [String] = [], arguments: StatementArguments = []
  /// The rows of short lists that are asked for.
  private var rowsOfLists: [[Int64]] = []

  init(
    database: Database, documents: DocumentReader, request: SearchRequest, end: ContinuousClock.Instant
  ) throws {
    (self.database, self.documents, self.request, self.end) = (database, documents, request, end)
    indexes = try SearchIndex.records(database)
    arrivals = try Int64.fetchOne(database.cachedStatement(sql: "SELECT arrivals FROM cache")) ?? 0
    reached = max(indexes.first?.reached ?? .max, request.after?.reached ?? 0)
    let today = CalendarDate.today
    let first = request.query.firstDays.map { Int64($0.number(on: today)) << 32 }.max() ?? 0
    let end = request.query.lastDays.map { Int64($0.number(on: today) + 1) << 32 }.min() ?? .max
    ranks = first..<max(first, end)
    if let after = request.after, !after.isCount {
      ranks = ranks.clamped(to: request.order == .oldest ? after.number + 1..<Int64.max : 0..<after.number)
    }
    try narrow()
  }

  /// Whether an index that is asked has all articles.
  var isAllIndexed: Bool { indexes.contains(where: \.isComplete) }

  /// How much of the library is in the index; nil where that finds all, or what it has not is read.
  var progress: Double? {
    guard hasWords, request.order == .relevance, !isAllIndexed, arrivals > 0 else { return nil }
    return indexes.first.map { Double(arrivals + 1 - $0.reached) / Double(arrivals + 1) } ?? 0
  }

  var hasWords: Bool { request.query.hasWords }

  // MARK: What is asked

  /// Narrows the search to the list and to the days, categories, sources and states that the query names.
  private mutating func narrow() throws {
    if hasWords, request.list != .everything { try narrow(to: request.list) }
    for state in request.query.states {
      switch state {
      case .read: ofArticle.append(ListQuery.isRead)
      case .unread: ofArticle.append("NOT \(ListQuery.isRead)")
      case .starred: try narrow(to: .starred)
      case .unstarred: try narrow(to: .starred, isExcluded: true)
      case .queued: try narrow(to: .queue)
      case .unqueued: try narrow(to: .queue, isExcluded: true)
      }
    }
    for name in request.query.categories {
      let all = try Row.fetchAll(database, sql: "SELECT id, name FROM category WHERE isChosen OR total > 0")
      let condition = Search.isMember(of: name.meant(among: all.map { ($0[0], [$0[1]]) }))
      ofArticle.append(name.isExcluded ? "NOT \(condition)" : condition)
    }
    for name in request.query.sources {
      let all = try Row.fetchAll(database, sql: "SELECT id, key, title FROM source")
      let ids = name.meant(among: all.map { ($0[0], [$0[1], $0[2]]) })
      ofArticle.append("a.source \(name.isExcluded ? "NOT " : "")IN (\(Search.listed(ids)))")
    }
  }

  /// Articles of a short list.
  private static let short = 1000

  /// To see of each candidate whether it is in a list takes a look at its article, and there may be a million of them: a
  /// short list is read beforehand.
  private mutating func narrow(to list: ListSelection, isExcluded: Bool = false) throws {
    let rows = list.rows, not = isExcluded ? "NOT " : ""
    let first = try Int64.fetchAll(
      database, sql: "SELECT a.row \(rows.sql) LIMIT \(Search.short + 1)", arguments: rows.arguments)
    if first.count <= Search.short {
      if !isExcluded { rowsOfLists.append(first) }
      ofRow.append("\(not)IN (\(Search.listed(first)))")
    } else {
      ofArticle.append(not + rows.hasArticle)
      arguments += rows.arguments
    }
  }

  private static func isMember(of categories: [Int64]) -> String {
    "EXISTS (SELECT 1 FROM member m WHERE m.arrival = a.arrival AND m.category IN (\(listed(categories))))"
  }

  private static func listed(_ numbers: [Int64]) -> String { numbers.map(String.init).joined(separator: ",") }

  /// What an index is asked for: articles with all words, or with all of them in the title.
  func match(inTitle: Bool = false) -> Match {
    var parts = request.query.terms.filter { !$0.isExcluded }.map {
      match($0, inTitle: inTitle || request.isOfTitle($0))
    }
    if case .source(let key) = request.list { parts.append(.token(SearchTokens.wanted(source: key))) }
    parts += rowsOfLists.map { .rows($0) }
    return .all(Set(parts))
  }

  func match(_ term: SearchQuery.Term, inTitle: Bool) -> Match {
    let readings = term.pinyin.map { SearchTokens.wanted($0) } ?? []
    let word = SearchTokens.wanted(term.needle, isOfTitle: inTitle)
    let ways = [word.map { Match.token($0) }] + readings.map { $0.map { Match.token($0) } }
    return .any(Set(ways.map { .all(Set($0)) }))
  }

  // MARK: Hits

  /// The hits in the order of lists.
  /// - Parameter known: The arrivals of those that are left out.
  func byDay(besides known: Set<Int64> = []) throws -> SearchPage {
    var page = SearchPage()
    var candidates = try candidates()
    while let candidate = try candidates.next(passing: { _ in ContinuousClock.now <= end }) {
      if !known.contains(candidate.arrival), let found = try look(at: candidate),
        let hit = try hit(found, SearchKey(number: candidate.rank))
      {
        page.hits.append(hit)
      }
      if page.hits.count >= request.limit || ContinuousClock.now > end { break }
    }
    if !candidates.isAtEnd {
      page.next = candidates.key
      page.next?.reached = reached
    }
    return page
  }

  /// What is shown of an article that was found.
  func hit(_ found: Found, _ key: SearchKey) throws -> SearchHit? {
    try ListQuery.summary(ofArrival: found.candidate.arrival, database).map {
      SearchHit(
        article: $0, excerpt: Search.excerpt(found.shown, found.body), isByPinyin: found.isByPinyin, key: key)
    }
  }

  /// What of an article answers the search; nil where nothing does.
  private func look(at candidate: Candidate) throws -> Found? {
    let look = Look(at: candidate, for: request)
    if let found = look.byTitle { return found }
    return try document(of: candidate).flatMap { look.find(in: $0, counting: false) }
  }

  /// The coded document of an article; nil where it has none.
  func document(of candidate: Candidate) throws -> [UInt8]? {
    let stored = try Data.fetchOne(
      database.cachedStatement(sql: "SELECT body FROM document WHERE arrival = ?"),
      arguments: [candidate.arrival])
    return try stored.flatMap { try documents.plain($0, of: candidate.source, database) }
  }

  /// Characters of an excerpt before the first word, and in all.
  private static let before = 20, longest = 80

  private static func excerpt(_ needles: [Needle], _ body: FoldedPassages) -> String {
    if needles.isEmpty { return "" }
    var body = body
    for place in body.indices {
      guard let first = needles.firstNonNil({ $0.firstRange(in: body[place]) }) else { continue }
      return excerpt(of: body.passages[place].unicodeScalars, from: max(0, first.lowerBound - before))
    }
    return ""
  }

  /// Part of a passage in one line, with an ellipsis at an end where there is more of it.
  private static func excerpt(of passage: String.UnicodeScalarView, from start: Int) -> String {
    let rest = passage.dropFirst(start), part = rest.prefix(longest)
    let line = part.split(whereSeparator: \.properties.isWhitespace).map(String.init).joined(separator: " ")
    let ellipsis = String(SearchHit.ellipsis)
    return (start > 0 ? ellipsis : "") + line + (part.endIndex < rest.endIndex ? ellipsis : "")
  }
}
