// Search, measured on the big library: what one waits for at each key, and what the index costs.

import Articles
import Benchmark
import Foundation
import Library

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

func searchBenchmarks(mirror: String, scratch: String, _ library: @escaping @Sendable () -> Library) {
  let screen = 24
  /// One search for each iteration, of the queries in turn.
  func measure(
    _ name: String, order: SearchOrder = .newest, _ queries: @escaping @Sendable () throws -> [String]
  ) {
    Benchmark("Search: \(name)") { benchmark in
      let library = library(), queries = try queries()
      var place = 0
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        let request = SearchRequest(SearchQuery(queries[place % queries.count]), order: order, limit: screen)
        blackHole(try library.search(request, patience: .seconds(10)))
        place += 1
      }
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

  Benchmark(
    "Search: articles of 1,500 characters stored and indexed",
    configuration: .init(metrics: [.wallClock, .throughput, .peakMemoryResident], maxDuration: .seconds(20))
  ) { benchmark in
    let maker = try BigLibrary(mirror: mirror)
    let folder = "\(scratch)/indexing"
    try? FileManager.default.removeItem(atPath: folder)
    let library = try Library(
      LibraryPlaces(cache: folder + "/cache.sqlite", reader: folder + "/reader.sqlite"))
    try library.addSource(key: BigLibrary.source, title: "", addresses: ["/nowhere"])
    var first = 0
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      var batch = Batch()
      batch.articles = maker.drafts(first..<first + BigLibrary.batch)
      _ = try library.store(batch, source: BigLibrary.source)
      first += BigLibrary.batch
    }
  }
}
