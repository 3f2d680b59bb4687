// A block of postings: which rows have which tokens, in bytes.
//
//   block   base, then runs in the order of their tokens
//   run     token less that of the run before (the first: less the block's), number of rows, first row less base,
//           each further row less the one before
//
// Rows are given by the numbers that the block's segment has for them (`RowNumbers`).
//
// All are variable-length integers: seven bits a byte, the lowest first, the highest bit set but for the last. Bytes that
// are no block give some numbers and an end.

import Hanzi

/// How a segment numbers the rows of the index: each day has no more of them than its fullest day needs. So the rows of a
/// paper of some articles a day are close together, and their differences a byte shorter.
struct RowNumbers {
  /// Bits of a row's place within its day.
  let dayBits: Int

  init(dayBits: Int) { self.dayBits = min(max(0, dayBits), SearchIndex.dayBits) }

  /// The shortest that hold some rows.
  init(holding rows: some Sequence<Int64>) {
    let places = rows.reduce(0) { $0 | $1 & RowNumbers.placeMask }
    dayBits = Int64.bitWidth - places.leadingZeroBitCount
  }

  private static let placeMask: Int64 = 1 << SearchIndex.dayBits - 1

  /// The number of a row that is held. Numbers have the order of the rows.
  func number(ofRow row: Int64) -> Int64 {
    (row &>> SearchIndex.dayBits) &<< dayBits | row & RowNumbers.placeMask
  }

  /// The row with a number.
  func row(_ number: Int64) -> Int64 {
    (number &>> dayBits) &<< SearchIndex.dayBits | number & (1 &<< dayBits - 1)
  }
}

/// Reads the runs of a block one after the other.
struct PostingBlock {
  private let bytes: [UInt8]
  private let rows: RowNumbers
  private var place = 0
  private var base: Int64 = 0
  /// The token of the run that comes next; `.end` where there is none.
  private(set) var token: SearchToken
  private var count: UInt64 = 0

  /// One without a run.
  static let empty = PostingBlock([], first: .end, rows: RowNumbers(dayBits: 0))

  /// A block whose first run is of a token.
  init(_ bytes: [UInt8], first: SearchToken, rows: RowNumbers) {
    (self.bytes, self.rows, token) = (bytes, rows, first)
    base = Int64(truncatingIfNeeded: number())
    readOn()
  }

  /// Passes over the run that comes next.
  mutating func skip() {
    while count > 0, place < bytes.count {
      if bytes[place] < 0x80 { count -= 1 }
      place += 1
    }
    readOn()
  }

  /// Adds the rows of the run that comes next, which rise, and passes over it.
  mutating func take(into rows: inout [Int64]) {
    var last = base
    while count > 0, place < bytes.count {
      last &+= Int64(truncatingIfNeeded: number())
      rows.append(self.rows.row(last))
      count -= 1
    }
    readOn()
  }

  private mutating func readOn() {
    guard place < bytes.count else { return token = .end }
    token = SearchToken(number: token.number &+ number())
    count = number()
  }

  @inline(__always) private mutating func number() -> UInt64 {
    var number: UInt64 = 0, shift: UInt64 = 0
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return number
  }
}

/// Makes blocks of runs.
struct PostingBlockWriter {
  /// Bytes of a block at most: one has a page of the file for itself.
  static let most = 4000

  private let rows: RowNumbers
  /// The number of the row that none comes before.
  private let base: Int64
  /// What is done with each block: it begins with a token and a row.
  private let write: (_ token: SearchToken, _ row: Int64, _ bytes: [UInt8]) throws -> Void
  private var bytes: [UInt8] = []
  private var first: (token: SearchToken, row: Int64)?
  private var last = SearchToken(number: 0)
  /// Blocks that were written.
  private(set) var count = 0

  /// - Parameter least: The row that none comes before.
  init(
    _ rows: RowNumbers, least: Int64,
    _ write: @escaping (_ token: SearchToken, _ row: Int64, _ bytes: [UInt8]) throws -> Void
  ) {
    (self.rows, self.write) = (rows, write)
    base = rows.number(ofRow: least)
    bytes.reserveCapacity(PostingBlockWriter.most)
  }

  /// Adds the rows of a token, which rise. Tokens come in their order.
  mutating func add(_ token: SearchToken, _ rows: Swift.Span<Int64>) throws {
    var start = 0
    while start < rows.count {
      let rest = rows.extracting(start...)
      let part = rest.extracting(first: fitting(rest))
      if part.isEmpty {
        try finish()
        continue
      }
      append(token, part)
      start += part.count
    }
  }

  private mutating func append(_ token: SearchToken, _ rows: Swift.Span<Int64>) {
    bytes.append(addingCapacity: (3 + rows.count) * PostingBlockWriter.longest) { bytes in
      if first == nil {
        first = (token, rows[0])
        PostingBlockWriter.append(UInt64(bitPattern: base), to: &bytes)
        last = token
      }
      PostingBlockWriter.append(token.number - last.number, to: &bytes)
      PostingBlockWriter.append(UInt64(rows.count), to: &bytes)
      var before = base
      for place in rows.indices {
        let number = self.rows.number(ofRow: rows[place])
        PostingBlockWriter.append(UInt64(bitPattern: number &- before), to: &bytes)
        before = number
      }
    }
    last = token
  }

  /// Writes what is left.
  mutating func finish() throws {
    guard let first else { return }
    try write(first.token, first.row, bytes)
    count += 1
    self.first = nil
    bytes.removeAll(keepingCapacity: true)
  }

  /// How many of the rows the block has room for.
  private func fitting(_ rows: Swift.Span<Int64>) -> Int {
    let room = PostingBlockWriter.most - bytes.count - 3 * PostingBlockWriter.longest
    if rows.count * PostingBlockWriter.longest <= room { return rows.count }
    var size = 0, before = base
    for place in rows.indices {
      let number = self.rows.number(ofRow: rows[place])
      size += PostingBlockWriter.length(UInt64(bitPattern: number &- before))
      if size > room { return place }
      before = number
    }
    return rows.count
  }

  private static let longest = 10

  private static func length(_ number: UInt64) -> Int { max(1, (70 - number.leadingZeroBitCount) / 7) }

  private static func append(_ number: UInt64, to bytes: inout OutputSpan<UInt8>) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
