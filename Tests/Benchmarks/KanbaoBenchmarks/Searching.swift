// Search, measured on the big library: what one waits for at each key, and what the index costs.

import Articles
import Benchmark
import Foundation
import Library
import Synchronization

/// Words of the mirror as they stand in its texts, so that frequent ones come often.
private func words(_ texts: [String], length: ClosedRange<Int>, count: Int) -> [String] {
  var random = SplitMix(UInt64(length.lowerBound))
  let texts = texts.filter { $0.count > 20 }
  var words: [String] = []
  while words.count < count, !texts.isEmpty {
    let text = Array(texts[Int(random.next() % UInt64(texts.count))])
    let length = length.lowerBound + Int(random.next() % UInt64(length.count))
    let start = Int(random.next() % UInt64(text.count - length))
    let word = text[start..<start + length]
    if word.allSatisfy({ $0.isLetter && !$0.isASCII }) { words.append(String(word)) }
  }
  return words
}

/// Queries, made when the first of them is wanted.
private final class Queries: Sendable {
  private let made = Mutex<[String]>([])
  private let make: @Sendable () throws -> [String]

  init(_ make: @escaping @Sendable () throws -> [String]) { self.make = make }

  /// The queries in turn.
  func query(_ number: Int) throws -> String {
    try made.withLock { queries in
      if queries.isEmpty { queries = try make() }
      return queries[number % queries.count]
    }
  }
}

func searchBenchmarks(mirror: String, scratch: String, _ library: @escaping @Sendable () -> Library) {
  let screen = 24
  /// One search for each iteration, of the queries in turn.
  func measure(
    _ name: String, order: SearchOrder = .newest, _ make: @escaping @Sendable () throws -> [String]
  ) {
    let queries = Queries(make)
    Benchmark("Search: \(name)") { benchmark in
      let library = library()
      let query = SearchQuery(try queries.query(benchmark.currentIteration))
      benchmark.startMeasurement()
      blackHole(
        try library.search(SearchRequest(query, order: order, limit: screen), patience: .seconds(10)))
    }
  }
  let texts: @Sendable () throws -> [String] = { try BigLibrary(mirror: mirror).texts }
  measure("的") { ["的"] }
  measure("words of two characters") { words(try texts(), length: 2...2, count: 500) }
  measure("words of three to six characters") { words(try texts(), length: 3...6, count: 500) }
  measure("two words of two characters") {
    let words = words(try texts(), length: 2...2, count: 1000)
    return zip(words.prefix(500), words.suffix(500)).map { "\($0) \($1)" }
  }
  measure("no article has it") { words(try texts(), length: 5...5, count: 500).map { String($0.reversed()) } }
  measure("pinyin, each letter of it") {
    ["zhongguo", "jjsj", "beijing", "mayi", "xianggang", "zgrm"].flatMap { word in
      (2...word.count).map { String(word.prefix($0)) }
    }
  }
  measure("words of two characters, by relevance", order: .relevance) {
    words(try texts(), length: 2...2, count: 500)
  }

  let size = 100
  Benchmark(
    "Search: \(size) articles of 1,500 characters stored and indexed, the next made meanwhile",
    configuration: .init(
      metrics: [.wallClock, .peakMemoryResident], maxDuration: .seconds(20), maxIterations: 500)
  ) { benchmark in
    let maker = try BigLibrary(mirror: mirror)
    let folder = "\(scratch)/indexing"
    try? FileManager.default.removeItem(atPath: folder)
    let library = try Library(
      LibraryPlaces(cache: folder + "/cache.sqlite", reader: folder + "/reader.sqlite"))
    try library.addSource(key: BigLibrary.source, title: "", addresses: ["/nowhere"])
    var drafts = maker.drafts(0..<size)
    for round in 1...50 {
      let batch = drafts
      benchmark.startMeasurement()
      async let next = maker.drafts(round * size..<(round + 1) * size)
      var stored = Batch()
      stored.articles = batch
      _ = try library.store(stored, source: BigLibrary.source)
      drafts = await next
      benchmark.stopMeasurement()
    }
  }
}
