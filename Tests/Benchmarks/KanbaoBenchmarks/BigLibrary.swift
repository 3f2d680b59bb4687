// Libraries of any size, made from the articles of a mirror.

import Articles
import Foundation
import Library
import Parsing
import Sync

/// A library made from a mirror's articles again and again: other titles, other days, the same texts.
struct BigLibrary {
  private let documents: [(folder: String, document: Document)]
  private let categories: [FrontPage.Entry]

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
  }

  /// Stores `count` articles in a new library, each folder's in one category.
  func make(at places: LibraryPlaces, count: Int) throws -> Library {
    let library = try Library(places)
    let source = "big"
    try library.addSource(key: source, title: "", addresses: ["/nowhere"])
    let folders = Array(Set(documents.map(\.folder))).sorted()
    var paths: [String: [IndexPage.Entry]] = [:]
    var number = 0
    while number < count {
      var batch = Batch()
      for _ in 0..<min(1000, count - number) {
        let (folder, original) = documents[number % documents.count]
        var document = original
        let round = number / documents.count
        if round > 0 { document.title += " · \(round)" }
        document.published = CalendarDate(
          year: 2000 + round % 20, month: 1 + round / 20 % 12, day: 1 + number % 28)
        let path = "\(folder)/n\(number).md"
        batch.articles.append(ArticleDraft(document, path: path, source: source))
        paths[folder, default: []].append(IndexPage.Entry(title: document.title, path: path))
        number += 1
      }
      _ = try library.store(batch, source: source)
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
    _ = try library.store(last, source: source)
    return library
  }
}
