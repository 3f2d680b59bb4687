// Documents come back as they went in, whatever they were compressed with.

import Articles
import GRDB
import Library
import TestSupport
import Testing

@Suite struct CompressionTests {
  /// Articles as like and as unlike as a newspaper's.
  private func articles(_ numbers: ClosedRange<Int>) -> [ArticleDraft] {
    numbers.map { draft("pages/food/\($0).md", document($0)) }
  }

  private func document(_ number: Int) -> Document {
    let words = ["面要醒半个时辰", "水开了再下", "火不能太大", "盐最后放", "葱花切细一点", "汤要慢慢熬"]
    let text = (0..<40).map { words[(number * 7 + $0 * number) % words.count] + "\($0 * number)" }.joined(
      separator: "，")
    return Document(title: "第\(number)号", byline: "样刊社", blocks: [.paragraph([Span(text)])])
  }

  private func expectAll(_ numbers: ClosedRange<Int>, in library: Library) throws {
    for number in numbers {
      #expect(try library.document(id("pages/food/\(number).md")) == document(number))
    }
  }

  @Test func articlesStoredBeforeAndAfterASourceHasItsDictionaryAreWhole() throws {
    let scratch = Scratch()
    let library = try library(scratch, food: ["pages/food/1.md"], articles: articles(1...5))
    try expectAll(1...5, in: library)
    for numbers in [6...150, 151...153] {
      var batch = Batch()
      batch.articles = articles(numbers)
      #expect(try library.store(batch, source: source).new == numbers.count)
    }
    try expectAll(1...153, in: library)
    let cache = try DatabaseQueue(path: scratch.places.cache)
    #expect(try cache.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM dictionary") } == 1)
  }

  @Test func aSourceInThePlaceOfAnotherIsRead() throws {
    let scratch = Scratch()
    let library = try library(scratch)
    for numbers in [1...100, 101...200] {
      var batch = Batch()
      batch.articles = articles(numbers)
      _ = try library.store(batch, source: source)
      try expectAll(numbers, in: library)
      try library.removeSource(source)
      try library.addSource(key: source, title: "", addresses: ["/somewhere"])
    }
  }
}
