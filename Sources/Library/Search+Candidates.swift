// The articles that a search looks at, in the order of lists. A list has them so; an index has them by their days, and
// those of a day are put in order as they come.

import Articles
import GRDB

extension Search {
  /// An article that may be what is asked for, with what is needed to look at it. What lists show of it takes longer to
  /// read: that is read of those that are shown.
  struct Candidate {
    let rank: Int64, arrival: Int64, source: Int64
    let title: String, published: CalendarDate?
  }

  /// The candidates from where the request goes on, the newest first or the oldest.
  /// - Parameter inTitle: Whether all words are to stand in the title.
  func candidates(inTitle: Bool = false) throws -> Candidates {
    let match = match(inTitle: inTitle)
    var streams: [CandidateStream] = []
    if hasWords {
      streams = try indexes.map { try dated($0, match) }
      if try SearchIndex.hasUndated(database) { streams += try indexes.map { try undated($0, match) } }
    }
    if !hasWords || reached > 1 && !indexes.dropFirst().contains(where: \.isComplete) {
      streams.append(try ofList())
    }
    let article = try database.cachedStatement(
      sql: "SELECT rank, arrival, source, title, published FROM article WHERE rank = ?")
    let start = isAscending ? ranks.lowerBound : 1 - ranks.upperBound
    return Candidates(streams: streams, sign: sign, start: start, article: article)
  }

  /// Whether the oldest come first; the sign that has numbers rise in the order of the search; the same in SQL.
  private var isAscending: Bool { request.order == .oldest }
  private var sign: Int64 { isAscending ? 1 : -1 }
  private var direction: String { isAscending ? "ASC" : "DESC" }

  /// The articles of the list that is searched; where words are asked for, those that no index has.
  private func ofList() throws -> CandidateStream {
    let rows = request.list.rows, number = request.list.hasOwnOrder ? "a.rank" : rows.number
    let others = hasWords ? ["a.arrival < \(reached)"] : []
    let sql = """
      SELECT \(number), CASE WHEN \(wanted(others)) THEN a.rank END \(rows.sql)
      AND \(number) >= \(ranks.lowerBound) AND \(number) < \(ranks.upperBound) ORDER BY \(number) \(direction)
      """
    return try stream(sql, arguments + rows.arguments)
  }

  /// What an index finds of the articles that have a date: they have rows of their day, or of later ones where there are
  /// too many of it.
  private func dated(_ index: SearchIndex.Record, _ match: Match) throws -> CandidateStream {
    var rows =
      max(SearchIndex.datedRows, SearchIndex.firstRow(ofDay: Int(ranks.lowerBound >> 32)))..<Int64.max
    if let row = request.after?.row {
      rows = rows.clamped(to: isAscending ? row..<Int64.max : 0..<row + 1)
    } else if ranks.upperBound < .max {
      rows = rows.clamped(to: 0..<SearchIndex.endOfRows(ofDay: Int((ranks.upperBound - 1) >> 32)))
    }
    let found = try SearchIndex.rows(of: match, in: index, rows, isAscending: isAscending, database)
    let statement = try database.makeStatement(
      sql: """
        SELECT i.value, (SELECT a.rank FROM article a WHERE a.row = i.value AND \(wanted(held(by: index))))
        FROM json_each(?) i
        """)
    var count = Search.fewRows
    var known: (day: Int64, rank: Int64)?
    return try CandidateStream(
      sign: sign,
      next: { [arguments] in
        let rows = try found.next(count)
        count = min(2 * count, Search.manyRows)
        if rows.isEmpty { return [] }
        let found = try Row.fetchCursor(statement, arguments: arguments + [Search.json(rows)])
        return try Array(found.map { ($0[0], $0[1]) })
      },
      nextRank: { [database, isAscending] row in
        let day = Int64(SearchIndex.day(ofRow: row))
        if !isAscending { return (day + 1) << 32 - 1 }
        if let known, known.day == day { return known.rank }
        // Some of an earlier day may have had no room there.
        let rank = min(day << 32, try SearchIndex.leastRank(inDayOf: row, database) ?? .max)
        known = (day, rank)
        return rank
      })
  }

  /// Rows that are looked up at once, first and at most.
  private static let fewRows = 32, manyRows = 4096

  private static func json(_ rows: [Int64]) -> String {
    "[" + rows.map(String.init).joined(separator: ",") + "]"
  }

  /// What an index finds of the articles without a date, which stand among all others: SQLite sorts them, about 600 in a
  /// millisecond.
  private func undated(_ index: SearchIndex.Record, _ match: Match) throws -> CandidateStream {
    let found = try SearchIndex.rows(
      of: match, in: index, 0..<SearchIndex.datedRows, isAscending: true, database)
    let sql = """
      SELECT a.rank, CASE WHEN \(wanted(held(by: index))) THEN a.rank END
      FROM json_each(?) i CROSS JOIN article a ON a.row = i.value
      WHERE a.rank >= \(ranks.lowerBound) AND a.rank < \(ranks.upperBound) ORDER BY a.rank \(direction)
      """
    return try stream(sql, arguments + [Search.json(try found.next(.max))])
  }

  /// What is asked of what an index finds: what an older one holds counts where the newest has not got to.
  private func held(by index: SearchIndex.Record) -> [String] {
    ["a.arrival \(index.id == indexes[0].id ? ">=" : "<") \(reached)"]
      + ["a.rank >= \(ranks.lowerBound)", "a.rank < \(ranks.upperBound)"]
  }

  /// What is asked of an article `a`.
  private func wanted(_ others: [String] = []) -> String {
    let conditions = ofRow.map { "a.row " + $0 } + others + ofArticle
    return conditions.isEmpty ? "TRUE" : conditions.joined(separator: " AND ")
  }

  private func stream(_ sql: String, _ arguments: StatementArguments) throws -> CandidateStream {
    let cursor = try Row.fetchCursor(database.makeStatement(sql: sql), arguments: arguments)
    return try CandidateStream(
      sign: sign, next: { try cursor.next().map { [($0[0], $0[1])] } ?? [] }, nextRank: nil)
  }
}

/// The candidates of several streams, merged. Those that the lists, days and marks asked for keep out are passed over one
/// by one, and not by SQLite: there may be a million, and somebody waits.
struct Candidates {
  let streams: [CandidateStream]
  /// 1 or -1: what has ranks rise in the order of the search.
  let sign: Int64
  /// What no candidate comes before.
  let start: Int64
  /// What reads an article by its rank.
  let article: Statement
  /// Candidates that were passed over.
  private var passed = 0

  init(streams: [CandidateStream], sign: Int64, start: Int64, article: Statement) {
    (self.streams, self.sign, self.start, self.article) = (streams, sign, start, article)
  }

  var isAtEnd: Bool { streams.allSatisfy(\.isAtEnd) }

  /// Where to go on. A stream that was not read far begins before what was asked for.
  var key: SearchKey {
    let next = max(start, streams.map(\.least).min() ?? .max)
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
      rank: found[0], arrival: found[1], source: found[2], title: found[3],
      published: (found[4] as Int?).flatMap { CalendarDate(number: $0) })
  }
}

/// The candidates that one index or list has: of each row its place, and the rank of an article that is wanted.
final class CandidateStream {
  typealias Place = (place: Int64, rank: Int64?)

  /// Reads the next rows; none at the end.
  private let next: () throws -> [Place]
  private let sign: Int64
  /// Those that were read, the first one last.
  private var read: [Place] = []
  /// The rank that no candidate from a row of an index on comes before; nil where the places are ranks.
  private let nextRank: ((_ row: Int64) throws -> Int64)?
  /// The row that comes next, with a place that rises; nil at the end.
  private var row: (place: Int64, rank: Int64?)?
  /// No candidate from that row on comes before it.
  private var horizon = Int64.max
  /// Candidates whose turn has not come, the first one last when the horizon is beyond it; ranks rise in their order.
  private var waiting: [(rank: Int64, place: Int64)] = []

  init(
    sign: Int64, next: @escaping () throws -> [Place], nextRank: ((_ row: Int64) throws -> Int64)?
  ) throws {
    (self.sign, self.next, self.nextRank) = (sign, next, nextRank)
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
    if read.isEmpty { read = try next().reversed() }
    if let (place, rank) = read.popLast() {
      row = (sign * place, rank.map { sign * $0 })
      horizon = sign * (try nextRank?(place) ?? place)
    } else {
      (row, horizon) = (nil, .max)
    }
    if horizon != before { waiting.sort { $0.rank > $1.rank } }
  }
}
