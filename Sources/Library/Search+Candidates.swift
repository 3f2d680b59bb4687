// The articles that a search looks at, in the order of lists. A list has them so; an index has them by their days, and
// those of a day are put in order as they come.

import Articles
import GRDB

extension Search {
  /// An article that may be what is asked for.
  struct Candidate {
    let summary: ArticleSummary
    let source: Int64, arrival: Int64
  }

  /// The candidates from where the request goes on, the newest first or the oldest.
  /// - Parameter inTitle: Whether all words are to stand in the title.
  func candidates(inTitle: Bool = false) throws -> Candidates {
    let match = match(inTitle: inTitle)
    let streams =
      hasWords ? try indexes.flatMap { try [dated($0, match), undated($0, match)] } : [try ofList()]
    let article = try database.cachedStatement(
      sql: "\(ListQuery.columns), a.source, a.arrival FROM article a WHERE a.rank = ?")
    return Candidates(streams: streams, sign: sign, article: article)
  }

  /// Whether the oldest come first; the sign that has numbers rise in the order of the search; the same in SQL.
  private var isAscending: Bool { request.order == .oldest }
  private var sign: Int64 { isAscending ? 1 : -1 }
  private var direction: String { isAscending ? "ASC" : "DESC" }

  /// The articles of the list that is searched.
  private func ofList() throws -> CandidateStream {
    let rows = request.list.rows, number = request.list.hasOwnOrder ? "a.rank" : rows.number
    let sql = """
      SELECT \(number), CASE WHEN \(wanted()) THEN a.rank END \(rows.sql)
      AND \(number) >= \(ranks.lowerBound) AND \(number) < \(ranks.upperBound) ORDER BY \(number) \(direction)
      """
    return try stream(sql, arguments + rows.arguments)
  }

  /// What an index finds of the articles that have a date: they have rows of their day, or of later ones where there are
  /// too many of it.
  private func dated(_ index: SearchIndex.Record, _ match: String) throws -> CandidateStream {
    var rows =
      max(SearchIndex.datedRows, SearchIndex.firstRow(ofDay: Int(ranks.lowerBound >> 32)))..<Int64.max
    if let row = request.after?.row {
      rows = rows.clamped(to: isAscending ? row..<Int64.max : 0..<row + 1)
    } else if ranks.upperBound < .max {
      rows = rows.clamped(to: 0..<SearchIndex.endOfRows(ofDay: Int((ranks.upperBound - 1) >> 32)))
    }
    // CASE and not AND: SQLite would look at the articles of all rows. The sign keeps it from asking the index anew for
    // each row of a short list.
    let sql = """
      SELECT i.rowid, CASE WHEN \(Search.all(ofRow.map { "+i.rowid " + $0 })) THEN
        (SELECT a.rank FROM article a WHERE a.row = i.rowid AND \(Search.all(held(by: index) + ofArticle))) END
      FROM \(index.table) i WHERE \(index.table) MATCH ? AND i.rowid >= \(rows.lowerBound)
      AND i.rowid < \(rows.upperBound) ORDER BY i.rowid \(direction)
      """
    return try stream(sql, arguments + [match], ofRows: true)
  }

  /// What an index finds of the articles without a date, which stand among all others: SQLite sorts them, about 600 in a
  /// millisecond.
  private func undated(_ index: SearchIndex.Record, _ match: String) throws -> CandidateStream {
    let sql = """
      SELECT a.rank, CASE WHEN \(wanted(held(by: index))) THEN a.rank END
      FROM \(index.table) i CROSS JOIN article a ON a.row = i.rowid
      WHERE \(index.table) MATCH ? AND i.rowid < \(SearchIndex.datedRows)
      AND a.rank >= \(ranks.lowerBound) AND a.rank < \(ranks.upperBound) ORDER BY a.rank \(direction)
      """
    return try stream(sql, arguments + [match])
  }

  /// What is asked of what an index finds: what an older one holds counts where the newest has not got to.
  private func held(by index: SearchIndex.Record) -> [String] {
    (index.id == indexes[0].id ? [] : ["a.arrival < \(indexes[0].reached)"])
      + ["a.rank >= \(ranks.lowerBound)", "a.rank < \(ranks.upperBound)"]
  }

  /// What is asked of an article `a`.
  private func wanted(_ others: [String] = []) -> String {
    Search.all(ofRow.map { "a.row " + $0 } + others + ofArticle)
  }

  private static func all(_ conditions: [String]) -> String {
    conditions.isEmpty ? "TRUE" : conditions.joined(separator: " AND ")
  }

  private func stream(_ sql: String, _ arguments: StatementArguments, ofRows: Bool = false) throws
    -> CandidateStream
  {
    let cursor = try Row.fetchCursor(database.makeStatement(sql: sql), arguments: arguments)
    guard ofRows else { return try CandidateStream(cursor, sign: sign, nextRank: nil) }
    var known: (day: Int64, rank: Int64)?
    return try CandidateStream(cursor, sign: sign) { [database, isAscending] row in
      let day = Int64(SearchIndex.day(ofRow: row))
      if !isAscending { return (day + 1) << 32 - 1 }
      if let known, known.day == day { return known.rank }
      // Some of an earlier day may have had no room there.
      let rank = min(day << 32, try SearchIndex.leastRank(inDayOf: row, database) ?? .max)
      known = (day, rank)
      return rank
    }
  }
}

/// The candidates of several streams, merged. Those that the lists, days and marks asked for keep out are passed over one
/// by one, and not by SQLite: there may be a million, and somebody waits.
struct Candidates {
  let streams: [CandidateStream]
  /// 1 or -1: what has ranks rise in the order of the search.
  let sign: Int64
  /// What reads an article by its rank.
  let article: Statement
  /// Candidates that were passed over.
  private var passed = 0

  init(streams: [CandidateStream], sign: Int64, article: Statement) {
    (self.streams, self.sign, self.article) = (streams, sign, article)
  }

  var isAtEnd: Bool { streams.allSatisfy(\.isAtEnd) }

  /// Where to go on.
  var key: SearchKey {
    let next = streams.map(\.least).min() ?? .max
    return SearchKey(number: sign * (next - 1), row: streams.compactMap(\.leastRow).min().map { sign * $0 })
  }

  /// The next candidate; nil where there is none, or more are to be passed over before it than may be. It is asked for
  /// each whether it may, with how many were so far.
  mutating func next(passing mayPass: (_ count: Int) -> Bool) throws -> Search.Candidate? {
    for stream in streams {
      let isReady = try stream.advance {
        passed += 1
        return mayPass(passed)
      }
      if !isReady { return nil }
    }
    let first = streams.min { $0.head ?? .max < $1.head ?? .max }
    guard let head = first?.takeHead(), let found = try Row.fetchOne(article, arguments: [sign * head]) else {
      return nil
    }
    return Search.Candidate(
      summary: ListQuery.summary(found), source: found[ListQuery.width], arrival: found[ListQuery.width + 1])
  }
}

/// The candidates that one statement finds: of each row its place, and the rank of an article that is wanted.
final class CandidateStream {
  private let cursor: RowCursor
  private let sign: Int64
  /// The rank that no candidate from a row of an index on comes before; nil where the places are ranks.
  private let nextRank: ((_ row: Int64) throws -> Int64)?
  /// The row that comes next, with a place that rises; nil at the end.
  private var row: (place: Int64, rank: Int64?)?
  /// No candidate from that row on comes before it.
  private var horizon = Int64.max
  /// Candidates whose turn has not come, the first one last when the horizon is beyond it; ranks rise in their order.
  private var waiting: [(rank: Int64, place: Int64)] = []

  init(_ cursor: RowCursor, sign: Int64, nextRank: ((_ row: Int64) throws -> Int64)?) throws {
    (self.cursor, self.sign, self.nextRank) = (cursor, sign, nextRank)
    try readOn()
  }

  /// The candidate that comes first of all; nil where that is not known.
  var head: Int64? { waiting.last.flatMap { $0.rank < horizon ? $0.rank : nil } }

  var isAtEnd: Bool { row == nil && waiting.isEmpty }

  /// What no candidate that is left comes before.
  var least: Int64 { head ?? horizon }

  /// The first row of an index that is left.
  var leastRow: Int64? {
    nextRank == nil ? nil : (waiting.map(\.place) + (row.map { [$0.place] } ?? [])).min()
  }

  func takeHead() -> Int64? { head.flatMap { _ in waiting.popLast()?.rank } }

  /// Reads on until the first candidate is known. Returns false where it is not, as no more may be passed over: asked for
  /// each, it is heeded where a day is done.
  func advance(_ mayPass: () -> Bool) throws -> Bool {
    let begun = horizon
    while head == nil, let (place, rank) = row {
      if let rank { waiting.append((rank, place)) }
      try readOn()
      if rank == nil, !mayPass(), waiting.isEmpty, horizon > begun { return row == nil }
    }
    return true
  }

  private func readOn() throws {
    let before = horizon
    if let next = try cursor.next() {
      let place: Int64 = next[0], rank: Int64? = next[1]
      row = (sign * place, rank.map { sign * $0 })
      horizon = sign * (try nextRank?(place) ?? place)
    } else {
      (row, horizon) = (nil, .max)
    }
    if horizon != before { waiting.sort { $0.rank > $1.rank } }
  }
}
