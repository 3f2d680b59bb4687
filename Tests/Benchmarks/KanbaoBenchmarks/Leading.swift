// What leads from an article to others, measured on the big library: subjects, found by their names among 50,000, and
// related articles.

import Articles
import Benchmark
import Foundation
import Library

/// A library of 50,000 subjects whose names are joined from the names in a mirror's articles.
private func manySubjects(mirror: String, scratch: String) throws -> Library {
  let names = try BigLibrary(mirror: mirror).subjects
  let folder = "\(scratch)/subjects"
  try? FileManager.default.removeItem(atPath: folder)
  let library = try Library(
    LibraryPlaces(cache: folder + "/cache.sqlite", reader: folder + "/reader.sqlite"))
  try library.addSource(key: BigLibrary.source, title: "", addresses: ["/nowhere"])
  var random = SplitMix(1), batch = Batch()
  while try library.subjectCount() < 50_000, names.count > 200 {
    batch.articles = (0..<100).map { _ in
      let spans = (0..<100).map { place in
        let name = [0, 1].map { _ in names[Int(random.next() % UInt64(names.count))].prefix(4) }.joined()
        return Span(name, target: .term(key: "\(place)"))
      }
      return ArticleDraft(
        Document(title: "", blocks: [.paragraph(spans)]), path: "\(random.next()).md",
        source: BigLibrary.source)
    }
    _ = try library.store(batch, source: BigLibrary.source)
  }
  return library
}

func leadingBenchmarks(mirror: String, scratch: String, _ library: @escaping @Sendable () -> Library) {
  for (name, texts) in [
    ("a character", ["中", "人", "国", "大"]), ("a word", ["中国", "北京", "蚂蚁", "香港"]), ("no name has it", ["鑫龘"]),
    ("pinyin, each letter of it", ["z", "zh", "zho", "zhon", "zhong", "m", "ma", "may", "mayi", "jjsj"]),
  ] {
    Benchmark("Subjects: 50,000 filtered by \(name)") { benchmark in
      let library = try manySubjects(mirror: mirror, scratch: scratch)
      var place = 0
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        blackHole(try library.subjects(matching: texts[place % texts.count], limit: 200))
        place += 1
      }
    }
  }

  Benchmark("Subjects: their number and the first screen") { benchmark in
    let library = library()
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      blackHole((try library.subjectCount(), try library.subjects(limit: 96)))
    }
  }

  for (name, isOfTitle) in [("subjects", false), ("words of the title", true)] {
    Benchmark("Related articles by \(name)") { benchmark in
      let library = library()
      let articles = try library.articles(.everything, offset: 5000, limit: 2000).filter {
        try library.subjects(of: $0.id).isEmpty == isOfTitle
      }
      var place = 0
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations where !articles.isEmpty {
        blackHole(try library.related(to: articles[place % articles.count].id, limit: 5))
        place += 1
      }
    }
  }
}
