// Search: the index finds candidates in the order of their days, and each is looked at before it is shown, so that a
// search finds what reading every article would find.

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
  /// The days asked for, both included, as `CalendarDate.number`; nil where there is no such bound.
  private let firstDay: Int?, lastDay: Int?
  /// What else is asked for than words: conditions on a row `i` of an index, conditions on its article `a`, and what they
  /// ask for.
  private var ofRow: [String] = [], ofArticle: [String] = [], arguments: StatementArguments = []

  init(database: Database, request: SearchRequest, end: ContinuousClock.Instant)
    throws
  {
    (self.database, self.request, self.end) = (database, request, end)
    documents = DocumentReader(database)
    indexes = try SearchIndex.records(database)
    arrivals = try Int64.fetchOne(database.cachedStatement(sql: "SELECT arrivals FROM cache")) ?? 0
    let today = CalendarDate.today
    firstDay = request.query.firstDays.map { $0.number(on: today) }.max()
    lastDay = request.query.lastDays.map { $0.number(on: today) }.min()
    try narrow()
  }

  var progress: Double? {
    guard let index = indexes.first, !index.isComplete, arrivals > 0 else { return nil }
    return Double(arrivals + 1 - index.reached) / Double(arrivals + 1)
  }

  // MARK: What is asked

  /// Narrows the search to the list and to the days, categories, sources and states that the query names.
  private mutating func narrow() throws {
    if request.list != .everything { try narrow(to: request.list) }
    if let firstDay { ofArticle.append("a.published >= \(firstDay)") }
    if let lastDay { ofArticle.append("ifnull(a.published, 0) <= \(lastDay)") }
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
      let all = try Row.fetchAll(database, sql: "SELECT id, name FROM category")
      let condition = Search.isMember(of: all.compactMap { name.isIn($0[1]) ? $0[0] : nil })
      ofArticle.append(name.isExcluded ? "NOT \(condition)" : condition)
    }
    for name in request.query.sources {
      let all = try Row.fetchAll(database, sql: "SELECT id, key, title FROM source")
      let ids = all.compactMap { (name.isIn($0[1]) || name.isIn($0[2])) ? $0[0] as Int64 : nil }
      ofArticle.append("a.source \(name.isExcluded ? "NOT " : "")IN (\(Search.listed(ids)))")
    }
  }

  /// Articles of a short list.
  private static let short = 1000

  /// To see of each candidate whether it is in a list takes a look at its article, and there may be a million of them: a
  /// short list is read beforehand.
  private mutating func narrow(to list: ListSelection, isExcluded: Bool = false) throws {
    let rows = list.rows, not = isExcluded ? "NOT " : ""
    let count = try Int.fetchOne(
      database, sql: "SELECT count(*) FROM (SELECT 1 \(rows.sql) LIMIT \(Search.short + 1))",
      arguments: rows.arguments)
    if let count, count <= Search.short {
      // The sign keeps SQLite from asking the index anew for each row of the list.
      ofRow.append("\(not)+i.rowid IN (SELECT a.row \(rows.sql))")
    } else {
      ofArticle.append(not + rows.hasArticle)
    }
    arguments += rows.arguments
  }

  private static func isMember(of categories: [Int64]) -> String {
    "EXISTS (SELECT 1 FROM member m WHERE m.arrival = a.arrival AND m.category IN (\(listed(categories))))"
  }

  private static func listed(_ numbers: [Int64]) -> String { numbers.map(String.init).joined(separator: ",") }

  private static func all(_ conditions: [String]) -> String {
    conditions.isEmpty ? "TRUE" : conditions.joined(separator: " AND ")
  }

  /// What FTS5 is asked for: articles with all words, or with all of them in the title.
  func match(inTitle: Bool = false) -> String {
    var parts = request.query.terms.filter { !$0.isExcluded }.map {
      match($0, inTitle: inTitle || isOfTitle($0))
    }
    if case .source(let key) = request.list {
      parts.append(Search.quoted(SearchTokens.wanted(source: SearchIndex.tag(key))))
    }
    return parts.isEmpty ? Search.quoted(SearchTokens.wanted(source: nil)) : parts.joined(separator: " AND ")
  }

  func match(_ term: SearchQuery.Term, inTitle: Bool) -> String {
    var ways = [SearchTokens.wanted(term.needle, inTitle: inTitle)]
    if let pinyin = term.pinyin { ways += SearchTokens.wanted(pinyin) }
    let parts = Set(ways.map { "(" + $0.map(Search.quoted).joined(separator: " AND ") + ")" })
    return "(" + parts.sorted().joined(separator: " OR ") + ")"
  }

  /// No token has a quotation mark in it.
  private static func quoted(_ wanted: SearchTokens.Wanted) -> String {
    "\"\(wanted.token)\"\(wanted.isBeginning ? "*" : "")"
  }

  func isOfTitle(_ term: SearchQuery.Term) -> Bool { term.isOfTitle || request.isTitlesOnly }

  // MARK: Candidates

  /// A row of an index, and what is known of its article.
  struct Candidate {
    let row: Int64
    let summary: ArticleSummary
    let source: Int64
    let body: Data
  }

  /// Candidates in the order of the rows, the newest first or the oldest, of all indexes there are; by day, from where the
  /// request goes on. What an older index holds counts where the newest has not got to.
  func candidates(matching match: String) throws -> Candidates {
    var first = firstDay.map { SearchIndex.firstRow(ofDay: $0) } ?? 0
    var end = lastDay.map(SearchIndex.endOfRows) ?? .max
    switch request.order {
    case .newest: end = min(request.after?.number ?? .max, end)
    case .oldest: first = max((request.after?.number ?? -1) + 1, first)
    case .relevance: break
    }
    let isAscending = request.order == .oldest
    let cursors = try indexes.enumerated().map { place, index in
      let ofArticle = (place == 0 ? [] : ["a.arrival < \(indexes[0].reached)"]) + ofArticle
      let known = "EXISTS (SELECT 1 FROM article a WHERE a.row = i.rowid AND \(Search.all(ofArticle)))"
      // Not AND: SQLite would look at the articles of all rows.
      let isWanted = """
        CASE WHEN \(Search.all(ofRow)) THEN \(ofArticle.isEmpty ? "TRUE" : known) ELSE FALSE END
        """
      let statement = try database.makeStatement(
        sql: """
          SELECT i.rowid, \(isWanted) FROM \(index.table) i
          WHERE \(index.table) MATCH ? AND i.rowid >= ? AND i.rowid < ?
          ORDER BY i.rowid \(isAscending ? "ASC" : "DESC")
          """)
      return try Row.fetchCursor(statement, arguments: arguments + [match, first, end])
    }
    return try Candidates(cursors, isAscending: isAscending, database)
  }

  /// The candidates of several indexes, merged. Those that the lists, days and marks asked for keep out are passed over
  /// one by one, and not by SQLite: there may be a million, and somebody waits.
  struct Candidates {
    private let sources: [Source]
    private let isAscending: Bool
    private let article: Statement
    /// The row that was come to last.
    private(set) var reached: Int64 = 0
    /// Candidates that were passed over.
    private var passed = 0

    /// The rows that an index has, and whether they are wanted.
    private final class Source {
      private let cursor: RowCursor
      private(set) var row: Int64?
      private(set) var isWanted = false

      init(_ cursor: RowCursor) throws {
        self.cursor = cursor
        try advance()
      }

      func advance() throws {
        let next = try cursor.next()
        (row, isWanted) = (next?[0], next?[1] ?? false)
      }
    }

    init(_ cursors: [RowCursor], isAscending: Bool, _ database: Database) throws {
      self.isAscending = isAscending
      sources = try cursors.map(Source.init)
      article = try database.cachedStatement(
        sql: """
          \(ListQuery.columns), a.source, d.body FROM article a JOIN document d ON d.arrival = a.arrival
          WHERE a.row = ?
          """)
    }

    var isAtEnd: Bool { sources.allSatisfy { $0.row == nil } }

    /// The index whose row comes next.
    private var nextSource: Source? {
      isAscending
        ? sources.min { $0.row ?? .max < $1.row ?? .max } : sources.max { $0.row ?? .min < $1.row ?? .min }
    }

    /// The next candidate; nil where there is none, or more are to be passed over before it than may be. It is asked for
    /// each whether it may, with how many were so far.
    mutating func next(passing mayPass: (_ count: Int) -> Bool) throws -> Candidate? {
      while let source = nextSource, let row = source.row {
        let isWanted = source.isWanted
        reached = row
        try source.advance()
        // An article that has another row now leaves its former one behind in the index.
        if isWanted, let found = try Row.fetchOne(article, arguments: [row]) {
          return Candidate(
            row: row, summary: ListQuery.summary(found), source: found[ListQuery.width],
            body: found[ListQuery.width + 1])
        }
        passed += 1
        if !mayPass(passed) { return nil }
      }
      return nil
    }
  }

  // MARK: Hits

  func byDay() throws -> SearchPage {
    var page = SearchPage()
    var candidates = try candidates(matching: match())
    while let candidate = try candidates.next(passing: { _ in ContinuousClock.now <= end }) {
      if let found = try look(at: candidate) {
        page.hits.append(found.hit(SearchKey(number: candidate.row)))
      }
      if page.hits.count >= request.limit || ContinuousClock.now > end { break }
    }
    if !candidates.isAtEnd { page.next = SearchKey(number: candidates.reached) }
    return page
  }

  /// What a look at a candidate found.
  struct Found {
    let summary: ArticleSummary
    /// What is shown of it, and where.
    let shown: [Needle], body: FoldedPassages
    let isByPinyin: Bool, isInTitle: Bool
    /// For each word, how often it occurs; and the length of the text.
    let counts: [Int], length: Int

    func hit(_ key: SearchKey) -> SearchHit {
      SearchHit(article: summary, excerpt: Search.excerpt(shown, body), isByPinyin: isByPinyin, key: key)
    }
  }

  /// Whether an article is what is asked for; nil where it is not.
  func look(at candidate: Candidate, counting: Bool = false) throws -> Found? {
    let summary = candidate.summary
    let terms = request.query.terms
    let title = FoldedText(summary.title)
    let wanted = terms.filter { !$0.isExcluded }
    let isInTitle = wanted.allSatisfy { $0.needle.occurs(in: title) || $0.isSpelled(in: [title]) }
    if isInTitle, !counting, terms.allSatisfy(isOfTitle), wanted.count == terms.count {
      let isByPinyin = !wanted.allSatisfy { $0.needle.occurs(in: title) }
      return Found(
        summary: summary, shown: [], body: FoldedPassages([]), isByPinyin: isByPinyin, isInTitle: true,
        counts: [], length: 0)
    }
    guard
      let document = try documents.document(
        candidate.body, of: candidate.source, title: summary.title, published: summary.published)
    else { return nil }
    let body = FoldedPassages(document.passages)
    let names = document.terms.map(\.name)
    lazy var spelling = [title] + names.map { FoldedText($0) }
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
      // What an article is about need not stand in its text.
      if count == 0, !isOfTitle(term), spelling.dropFirst().contains(where: term.needle.occurs) { count = 1 }
      if count == 0, !term.isExcluded, term.isSpelled(in: term.isOfTitle ? [title] : spelling) {
        (count, isByPinyin) = (1, true)
      }
      if (count > 0) == term.isExcluded { return nil }
      if !term.isExcluded { counts.append(count) }
    }
    var shown = wanted.filter { !isOfTitle($0) }.map(\.needle)
    if isByPinyin, !isInTitle {
      // What is read so is shown where it stands in the text.
      let spelled = zip([summary.title] + names, spelling).filter { _, name in
        wanted.contains { $0.isSpelled(in: [name]) }
      }
      shown += spelled.compactMap { Needle($0.0) }
    }
    return Found(
      summary: summary, shown: shown, body: body, isByPinyin: isByPinyin, isInTitle: isInTitle,
      counts: counts, length: counting ? body.indices.reduce(0) { $0 + body[$1].count } : 0)
  }

  /// Characters of an excerpt before the first word, and in all.
  private static let before = 20, longest = 80

  private static func excerpt(_ needles: [Needle], _ body: FoldedPassages) -> String {
    if needles.isEmpty { return "" }
    for place in body.indices {
      guard let first = needles.lazy.compactMap({ $0.firstRange(in: body[place]) }).first else { continue }
      return excerpt(of: body.passages[place].unicodeScalars, from: max(0, first.lowerBound - before))
    }
    return ""
  }

  /// Part of a passage in one line, with an ellipsis at an end where there is more of it.
  private static func excerpt(of passage: String.UnicodeScalarView, from start: Int) -> String {
    let rest = passage.dropFirst(start), part = rest.prefix(longest)
    let line = String(part).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let ellipsis = String(SearchHit.ellipsis)
    return (start > 0 ? ellipsis : "") + line + (part.endIndex < rest.endIndex ? ellipsis : "")
  }
}

/// The passages of an article, each folded when it is first looked at: mostly a word is found in one of the first.
final class FoldedPassages {
  let passages: [String]
  private var folded: [FoldedText?]

  init(_ passages: [String]) {
    self.passages = passages
    folded = Array(repeating: nil, count: passages.count)
  }

  var indices: Range<Int> { passages.indices }

  subscript(place: Int) -> FoldedText {
    if let known = folded[place] { return known }
    let made = FoldedText(passages[place])
    folded[place] = made
    return made
  }
}
