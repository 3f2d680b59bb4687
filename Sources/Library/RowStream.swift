// What an index finds: rows in the order of a search, found as far as they are asked for.

import GRDB
import Hanzi

/// Rows that are to be found: those with one of some tokens, those named, those with all of some matches or with any.
indirect enum Match: Hashable {
  case token(ClosedRange<SearchToken>)
  case rows([Int64])
  case all(Set<Match>)
  case any(Set<Match>)

  static func token(_ token: SearchToken) -> Match { .token(token...token) }
}

/// Places that rise in the order of a search: rows, with their sign turned where it is the newest that come first.
protocol RowStream: AnyObject {
  /// The first place that is left; `.max` at the end.
  var place: Int64 { get }
  /// Passes over the places before one.
  func advance(to place: Int64) throws
}

extension SearchIndex {
  /// The rows of an index that match, of some rows: the newest first, or the oldest.
  static func rows(
    of match: Match, in index: Record, _ rows: Range<Int64>, isAscending: Bool, _ database: Database
  ) throws -> Rows {
    let segments = try Segments(index: index.id, database: database).serving()
    let places = isAscending ? rows : 1 - rows.upperBound..<1 - rows.lowerBound
    let source = RowSource(segments: segments, rows: rows, isAscending: isAscending, database: database)
    return Rows(
      try source.stream(match, from: places.lowerBound), end: places.upperBound, isAscending: isAscending)
  }

  /// The rows that a stream has before an end.
  struct Rows {
    private let stream: any RowStream
    private let end: Int64
    private let isAscending: Bool

    fileprivate init(_ stream: any RowStream, end: Int64, isAscending: Bool) {
      (self.stream, self.end, self.isAscending) = (stream, end, isAscending)
    }

    /// The next row; nil at the end.
    func next() throws -> Int64? {
      let place = stream.place
      if place >= end { return nil }
      try stream.advance(to: place + 1)
      return isAscending ? place : -place
    }

    /// So many of the next rows, or as many as there are.
    func next(_ count: Int) throws -> [Int64] {
      var rows: [Int64] = []
      while rows.count < count, let row = try next() { rows.append(row) }
      return rows
    }
  }
}

/// Makes the streams of a search.
private struct RowSource {
  let segments: [Segment]
  let rows: Range<Int64>
  let isAscending: Bool
  let database: Database

  func stream(_ match: Match, from place: Int64) throws -> any RowStream {
    switch match {
    case .token(let tokens) where tokens.lowerBound == tokens.upperBound:
      any(
        of: try segments.map {
          try SegmentRows($0, tokens.lowerBound, isAscending: isAscending, from: place, database)
        })
    case .token(let tokens): ListedRows(places(of: try self.rows(tokens)), from: place)
    case .rows(let rows): ListedRows(places(of: rows), from: place)
    case .all(let matches): try all(of: matches.map { try stream($0, from: place) }, from: place)
    case .any(let matches): any(of: try matches.map { try stream($0, from: place) })
    }
  }

  // What one stream has, any of it and all of it have. It is asked for each row: to ask by way of others takes longer than
  // the stream does.

  private func any(of streams: [any RowStream]) -> any RowStream {
    streams.count == 1 ? streams[0] : AnyOf(streams)
  }

  private func all(of streams: [any RowStream], from place: Int64) throws -> any RowStream {
    streams.count == 1 ? streams[0] : try AllOf(streams, from: place)
  }

  /// The rows that have one of many tokens. Each article may have hundreds of them: a row is kept once.
  private func rows(_ tokens: ClosedRange<SearchToken>) throws -> [Int64] {
    var found: [Int64] = [], ofToken: [Int64] = [], most = 100_000
    for segment in segments {
      var reader = try SegmentReader(segment, from: tokens.lowerBound, database)
      while reader.token <= tokens.upperBound {
        ofToken.removeAll(keepingCapacity: true)
        try reader.take(into: &ofToken)
        found += ofToken.lazy.filter(rows.contains)
        if found.count > most {
          found.sortUniquely()
          most = max(most, 2 * found.count)
        }
      }
    }
    return found
  }

  /// The places of those that are asked for.
  private func places(of found: [Int64]) -> [Int64] {
    found.lazy.filter(rows.contains).map { isAscending ? $0 : -$0 }.sorted()
  }
}

/// The places that one segment has for a token, read a block at a time.
private final class SegmentRows: RowStream {
  private let segment: Segment, token: SearchToken
  private let isAscending: Bool
  private let database: Database
  /// Those of a block that are left, from `next` on; none at the end.
  private var places: [Int64] = []
  private var next = 0

  init(
    _ segment: Segment, _ token: SearchToken, isAscending: Bool, from place: Int64, _ database: Database
  ) throws {
    (self.segment, self.token, self.isAscending, self.database) = (segment, token, isAscending, database)
    try read(from: place)
  }

  var place: Int64 { next < places.count ? places[next] : .max }

  func advance(to place: Int64) throws {
    if let last = places.last, last < place { return try read(from: place) }
    while next < places.count, places[next] < place { next += 1 }
  }

  /// Reads the block that has the first place from one on.
  private func read(from place: Int64) throws {
    let row = isAscending ? place : -place
    var key = (token: Int64(bitPattern: token.number), row: row)
    places.removeAll(keepingCapacity: true)
    next = 0
    if let last = try StoredBlock.last(of: segment, upTo: key, database) {
      key = last.key
      take(last.block, from: place)
    }
    // Where the token's rows begin, or go on, in the next block.
    if places.isEmpty, isAscending, let next = try StoredBlock.next(of: segment, after: key, database) {
      take(next.block, from: place)
    }
  }

  private func take(_ block: PostingBlock, from place: Int64) {
    var block = block
    while block.token < token { block.skip() }
    if block.token == token { block.take(into: &places) }
    if !isAscending {
      places.reverse()
      for index in places.indices { places[index] = 0 &- places[index] }
    }
    places.removeAll { $0 < place }
  }
}

/// Places that are known.
private final class ListedRows: RowStream {
  private let places: [Int64]
  private var next = 0

  init(_ places: [Int64], from place: Int64) {
    self.places = places
    advance(to: place)
  }

  var place: Int64 { next < places.count ? places[next] : .max }

  func advance(to place: Int64) {
    while next < places.count, places[next] < place { next += 1 }
  }
}

/// What one stream or another has.
private final class AnyOf: RowStream {
  private let streams: [any RowStream]
  private(set) var place: Int64

  init(_ streams: [any RowStream]) {
    self.streams = streams
    place = streams.lazy.map(\.place).min() ?? .max
  }

  func advance(to place: Int64) throws {
    if self.place >= place { return }
    var first = Int64.max
    for stream in streams {
      if stream.place < place { try stream.advance(to: place) }
      first = min(first, stream.place)
    }
    self.place = first
  }
}

/// What all streams have; nothing where there are none.
private final class AllOf: RowStream {
  private let streams: [any RowStream]
  private(set) var place: Int64

  init(_ streams: [any RowStream], from place: Int64) throws {
    self.streams = streams
    self.place = streams.isEmpty ? .max : place - 1
    try advance(to: place)
  }

  func advance(to place: Int64) throws {
    if self.place >= place { return }
    self.place = place
    var agreed = 0
    while agreed < streams.count {
      for stream in streams {
        try stream.advance(to: self.place)
        if stream.place > self.place { (self.place, agreed) = (stream.place, 0) }
        agreed += 1
        if agreed == streams.count { break }
      }
    }
  }
}
