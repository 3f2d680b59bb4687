// What a search of a whole mirror finds: the same as reading every article for the words.

import Articles
import Foundation
import Hanzi
import Library
import Parsing
import Sync
import TestSupport
import Testing

/// Folders of mirrors: the sample newspaper, and those `KANBAO_TEST_MIRRORS` names.
private var mirrors: [String] {
  let sample = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Config/sample")
  let named = ProcessInfo.processInfo.environment["KANBAO_TEST_MIRRORS"] ?? ""
  return [sample.standardizedFileURL.path] + named.split(separator: ":").map(String.init)
}

/// An article as a plain scan reads it.
private struct Text {
  let path: String
  let title: String
  let names: [String]
  let folded: [FoldedText]

  init(path: String, _ document: Document) {
    self.path = path
    title = document.title
    names = [document.title] + document.terms.map(\.name)
    folded = (names + document.passages).map { FoldedText($0) }
  }

  func has(_ word: String) -> Bool {
    guard let needle = Needle(word) else { return false }
    if folded.contains(where: needle.occurs) { return true }
    guard let pinyin = PinyinNeedle(word) else { return false }
    return names.contains { !pinyin.ranges(in: FoldedText($0)).isEmpty }
  }
}

@Suite struct SearchedMirrorTests {
  /// Words as they stand in the texts, and each in another script.
  private func words(_ documents: [Document], count: Int) -> [String] {
    var random = SystemRandomNumberGenerator()
    let converter = ScriptConverter()
    let passages = documents.flatMap { [$0.title] + $0.passages }.filter { $0.count > 6 }
    var words = ["的", "covid", "2021", "zhongguo", "my", "jjsj", "a"]
    while words.count < count, let passage = passages.randomElement(using: &random) {
      let characters = Array(passage)
      let length = Int.random(in: 1...5, using: &random)
      let start = Int.random(in: 0...(characters.count - length), using: &random)
      let word = String(characters[start..<start + length])
      if word.contains(where: { $0.isWhitespace || "\"“”「」『』＂:：-－".contains($0) }) { continue }
      words.append(word)
      words.append(converter.convert(word, to: words.count % 4 < 2 ? .simplified : .taiwan))
    }
    return words
  }

  @Test(arguments: mirrors) func findsWhatAPlainScanFinds(mirror: String) async throws {
    let scratch = Scratch()
    let library = try Library(
      LibraryPlaces(cache: scratch.path + "/cache.sqlite", reader: scratch.path + "/reader.sqlite"))
    try library.addSource(key: "报", title: "", addresses: [mirror])
    let engine = SyncEngine(library: library) { address, _ in try DirectoryTree(path: address) }
    var settings = SourceSettings()
    settings.includesArchive = true
    _ = try await engine.sync("报", settings: settings)
    var documents: [Document] = [], texts: [Text] = []
    for row in try library.articles(.everything, limit: .max) {
      let document = try #require(try library.document(row.id))
      documents.append(document)
      texts.append(Text(path: row.path, document))
    }
    #expect(!texts.isEmpty)
    for word in words(documents, count: 500) {
      var found = Set<String>()
      var request = SearchRequest(SearchQuery(word), limit: 100)
      repeat {
        let page = try library.search(request)
        found.formUnion(page.hits.map(\.article.path))
        request.after = page.next
      } while request.after != nil
      let scanned = Set(texts.filter { $0.has(word) }.map(\.path))
      #expect(found == scanned, "\(word): \(found.symmetricDifference(scanned).sorted().prefix(3))")
    }
  }
}
