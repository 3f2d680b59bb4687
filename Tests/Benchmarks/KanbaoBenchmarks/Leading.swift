// What leads from an article to others, measured on the big library: subjects, found by their names among 50,000, and
// related articles.

import Articles
import Benchmark
import Foundation
import Library

/// Makes a library of 50,000 subjects, whose names are joined from the names in a mirror's articles.
func makeLibraryOfSubjects(mirror: String, at places: LibraryPlaces) throws -> Library {
  let names = try BigLibrary(mirror: mirror).subjects
  let library = try Library(places)
  try library.addSource(key: BigLibrary.source, title: "", addresses: ["/nowhere"])
  var random = SplitMix(1), batch = Batch()
  for _ in 0..<10 {
    batch.articles = (0..<100).map { _ in
      let spans = (0..<100).map { place in
        let name = [2, 3].map { names[Int(random.next() % UInt64(names.count))].prefix($0) }.joined()
        return Span(name + String(random.next() % 20), target: .term(key: "\(place)"))
      }
      return ArticleDraft(
        Document(title: "", blocks: [.paragraph(spans)]), path: "\(random.next()).md",
        source: BigLibrary.source)
    }
    _ = try library.store(batch, source: BigLibrary.source)
  }
  return library
}

func leadingBenchmarks(
  _ library: @escaping @Sendable () -> Library, ofSubjects: @escaping @Sendable () -> Library
) {
  for (name, texts) in [
    ("a character", ["中", "人", "国", "大"]), ("a word", ["中国", "北京", "神韵", "香港"]), ("no name has it", ["鑫龘"]),
    ("pinyin, each letter of it", ["z", "zh", "zho", "zhon", "zhong", "m", "ma", "may", "mayi", "jjsj"]),
  ] {
    Benchmark("Subjects: 50,000 filtered by \(name)") { benchmark in
      let library = ofSubjects(), text = texts[benchmark.currentIteration % texts.count]
      benchmark.startMeasurement()
      blackHole(try library.subjects(matching: text, limit: 200))
    }
  }

  Benchmark("Subjects: their number and the first screen of 50,000") { benchmark in
    let library = ofSubjects()
    benchmark.startMeasurement()
    blackHole((try library.subjectCount(), try library.subjects(limit: 96)))
  }

  for (name, isOfTitle) in [("subjects", false), ("words of the title", true)] {
    Benchmark("Related articles by \(name)") { benchmark in
      let library = library()
      let some = try library.articles(
        .everything, offset: 97 * benchmark.currentIteration % 20_000, limit: 100)
      let article = try some.first { try library.subjects(of: $0.id).isEmpty == isOfTitle }
      benchmark.startMeasurement()
      if let article { blackHole(try library.related(to: article.id, limit: 5)) }
    }
  }
}
