// What a reader waits for, measured. Reported, never passed or failed:
//   KANBAO_BENCHMARKS=1 swift package --disable-sandbox benchmark
// KANBAO_BENCHMARK_MIRROR names a mirror's folder to use in place of the sample newspaper, and
// KANBAO_BENCHMARK_LIBRARY a folder where the library of 100,000 articles is kept for other meters, and
// KANBAO_BENCHMARK_ARTICLES another number of articles for it.

import Articles
import Benchmark
import Foundation
import Library
import Parsing
import Reader
import Sync
import Terminal
import Typesetting

private let environment = ProcessInfo.processInfo.environment

private let mirror =
  environment["KANBAO_BENCHMARK_MIRROR"]
  ?? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Config/sample").path

private let scratch = NSTemporaryDirectory() + "/kanbao-benchmark-\(getpid())"

/// The library of 100,000 articles: made when the first benchmark wants it, or found where it is kept.
private let bigLibrary: Library = {
  let folder = environment["KANBAO_BENCHMARK_LIBRARY"] ?? scratch + "/big"
  let places = LibraryPlaces(cache: folder + "/cache.sqlite", reader: folder + "/reader.sqlite")
  do {
    if FileManager.default.fileExists(atPath: places.cache) { return try Library(places) }
    let count = environment["KANBAO_BENCHMARK_ARTICLES"].flatMap { Int($0) } ?? 100_000
    return try BigLibrary(mirror: mirror).make(at: places, count: count)
  } catch { fatalError("\(error)") }
}()

/// The library of 50,000 subjects: made when the first benchmark wants it.
private let libraryOfSubjects: Library = {
  let folder = scratch + "/subjects"
  let places = LibraryPlaces(cache: folder + "/cache.sqlite", reader: folder + "/reader.sqlite")
  do { return try makeLibraryOfSubjects(mirror: mirror, at: places) } catch { fatalError("\(error)") }
}()

/// The mirror's pages, parsed when the first benchmark wants them.
private let corpus: Corpus = {
  do { return try Corpus(mirror: mirror, folder: scratch) } catch { fatalError("\(error)") }
}()

/// A reader whose wishes a library fulfils at once.
private struct Session {
  var reader = Reader(size: Size(rows: 24, columns: 80))
  let library: Library

  init(_ library: Library) throws {
    self.library = library
    try perform(reader.firstEffects)
  }

  mutating func press(_ key: Key) throws {
    try perform(reader.update(.key(key)))
    try perform(reader.noteShown())
  }

  private mutating func perform(_ effects: [Effect]) throws {
    for effect in effects {
      if let message = try library.answer(effect) { try perform(reader.update(message)) }
    }
  }
}

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .peakMemoryResident], maxDuration: .seconds(3), maxIterations: 10_000)

  Benchmark("Sync: a mirror's directory into a new library") { benchmark in
    for round in benchmark.scaledIterations {
      let folder = "\(scratch)/sync-\(round)"
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let library = try Library(
        LibraryPlaces(cache: folder + "/cache.sqlite", reader: folder + "/reader.sqlite"))
      try library.addSource(key: "a", title: "", addresses: [mirror])
      let engine = SyncEngine(library: library) { address, _ in try DirectoryTree(path: address) }
      benchmark.startMeasurement()
      _ = try await engine.sync("a")
      benchmark.stopMeasurement()
    }
  }

  Benchmark("Parsing and setting: all pages of a mirror, 80 columns") { benchmark in
    let labels = Language.simplified.labels
    let pages = try files(ofMirror: mirror).filter { pageKind(ofPath: $0.path) == .article }
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      for page in pages {
        let document = try parseArticle(page.bytes, path: page.path)
        blackHole(typeset(document, Setting(measure: 80), labels: labels).allLines())
      }
    }
  }

  settingBenchmarks { corpus }
  searchBenchmarks(mirror: mirror, scratch: scratch) { bigLibrary }
  leadingBenchmarks {
    bigLibrary
  } ofSubjects: {
    libraryOfSubjects
  }

  Benchmark("Reader: open 100,000 articles' library, first screen") { benchmark in
    let library = bigLibrary
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(try Session(library).reader.draw()) }
  }

  Benchmark("Reader: a key in a list of 100,000 articles' library") { benchmark in
    var session = try Session(bigLibrary)
    try session.press(.enter)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      try session.press(.character("j"))
      blackHole(session.reader.draw())
    }
  }

  Benchmark("Reader: a page of a list of 100,000 articles' library") { benchmark in
    var session = try Session(bigLibrary)
    try session.press(.enter)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      try session.press(.pageDown)
      blackHole(session.reader.draw())
    }
  }

  Benchmark("Reader: open the next article") { benchmark in
    var session = try Session(bigLibrary)
    try session.press(.enter)
    try session.press(.enter)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      try session.press(.character("J"))
      blackHole(session.reader.draw())
    }
  }
}
