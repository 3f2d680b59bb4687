// Libraries of any size, made from the paragraphs of a mirror's articles.

import Articles
import Dispatch
import Foundation
import Library
import Parsing
import Sync
import Synchronization

/// A library of articles whose paragraphs are drawn from a mirror's, so that words are as frequent as they are there,
/// and no two articles the same. Always the same library for one mirror and number.
struct BigLibrary {
  private let documents: [(folder: String, document: Document)]
  private let categories: [FrontPage.Entry]
  /// Paragraphs of all articles.
  private let paragraphs: [Block]
  /// Characters of an article, about.
  private static let length = 1500

  /// Reads the mirror in a folder.
  init(mirror: String) throws {
    var documents: [(String, Document)] = []
    var categories: [FrontPage.Entry] = []
    for file in try files(ofMirror: mirror) {
      switch pageKind(ofPath: file.path) {
      case .frontPage: categories = try parseFrontPage(file.bytes).categories
      case .article:
        let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
        documents.append((folder, try parseArticle(file.bytes, path: file.path)))
      default: break
      }
    }
    self.documents = documents
    self.categories = categories
    paragraphs = documents.flatMap { _, document in
      document.blocks.filter { if case .paragraph(let spans) = $0 { spans.text.count > 30 } else { false } }
    }
  }

  /// The texts of the mirror's articles, for words to search for.
  var texts: [String] { documents.flatMap { $0.document.passages } }

  /// The names of the subjects of the mirror's articles.
  var subjects: [String] { Set(documents.flatMap { $0.document.terms.map(\.name) }).sorted() }

  /// An article: its title from two others', its paragraphs from any.
  func document(_ number: Int) -> Document {
    var random = SplitMix(UInt64(number))
    let one = documents[Int(random.next() % UInt64(documents.count))].document
    let other = documents[Int(random.next() % UInt64(documents.count))].document
    var blocks: [Block] = []
    var count = 0
    while count < BigLibrary.length {
      let block = paragraphs[Int(random.next() % UInt64(paragraphs.count))]
      blocks.append(block)
      block.forEachText { count += $0.text.unicodeScalars.count }
    }
    let day = Int(random.next() % 7000)
    return Document(
      title: String(one.title.prefix(12) + other.title.suffix(12)),
      published: CalendarDate(year: 2005 + day / 336, month: 1 + day / 28 % 12, day: 1 + day % 28),
      blocks: blocks,
      original: one.original)
  }

  /// Articles ready to be stored, made on all cores.
  func drafts(_ numbers: Range<Int>) -> [ArticleDraft] {
    let drafts = Mutex<[Int: ArticleDraft]>([:])
    DispatchQueue.concurrentPerform(iterations: numbers.count) { place in
      let number = numbers.lowerBound + place
      let draft = ArticleDraft(document(number), path: path(number), source: BigLibrary.source)
      drafts.withLock { $0[number] = draft }
    }
    return drafts.withLock { drafts in numbers.compactMap { drafts[$0] } }
  }

  static let source = "big"
  /// Articles stored at once.
  static let batch = 1000

  private func path(_ number: Int) -> String { "\(documents[number % documents.count].folder)/n\(number).md" }

  /// Stores `count` articles in a new library, each folder's in one category.
  func make(at places: LibraryPlaces, count: Int) throws -> Library {
    let library = try Library(places)
    try library.addSource(key: BigLibrary.source, title: "", addresses: ["/nowhere"])
    let folders = Array(Set(documents.map(\.folder))).sorted()
    var paths: [String: [IndexPage.Entry]] = [:]
    for first in stride(from: 0, to: count, by: BigLibrary.batch) {
      let numbers = first..<min(first + BigLibrary.batch, count)
      var batch = Batch()
      batch.articles = drafts(numbers)
      _ = try library.store(batch, source: BigLibrary.source)
      for number in numbers {
        let folder = documents[number % documents.count].folder
        paths[folder, default: []].append(IndexPage.Entry(title: "", path: path(number)))
      }
    }
    var last = Batch()
    last.frontPage = FrontPage(
      title: "大报",
      categories: folders.enumerated().map { index, folder in
        FrontPage.Entry(
          group: "全部", name: index < categories.count ? categories[index].name : folder,
          path: "indexes/\(index).md")
      })
    for (index, folder) in folders.enumerated() {
      last.listings.append(("indexes/\(index).md", Array((paths[folder] ?? []).suffix(500).reversed())))
    }
    _ = try library.store(last, source: BigLibrary.source)
    // As a sync does at its end.
    while try library.continueMerging() {}
    return library
  }
}

/// Numbers that look random, the same each time (SplitMix64, Steele, Lea, Flood 2014).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
