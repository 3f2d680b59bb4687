// A source of the library as a tar that another Kanbao reads: a tree in a mirror's form.

package import Articles
package import Library
import Parsing

/// What came of an export.
package struct ExportReport: Hashable, Sendable {
  /// Articles that were written.
  package var articles = 0
  /// What could not be; the rest was.
  package var notes: [SyncNote] = []
}

/// Writes a source of a library to a tar.
package struct Export {
  private let library: Library
  private let source: SourceSummary
  private let since: CalendarDate?

  /// The articles of a source; with `since`, those published on that day or later, and those without a day.
  package init(_ source: SourceSummary, of library: Library, since: CalendarDate? = nil) {
    (self.source, self.library, self.since) = (source, library, since)
  }

  /// Writes `README.md`, the indexes, the pages and a `MANIFEST` of all of them. The pages have the paths they had, so
  /// that articles keep their identities. Memory grows with the number of articles, not with their text.
  /// - Throws: `SyncError.missing`; `.unwritable`, after which no file is left; `LibraryError`.
  package func write(to path: String, _ compression: TarCompression) throws -> ExportReport {
    try ContentID.prepare()
    let tar = try TarWriter(path: path, compression)
    var manifest = Manifest()
    var report = ExportReport()
    func add(_ name: String, _ bytes: [UInt8]) throws {
      try tar.add(name, bytes)
      manifest.add(name, ContentID(of: bytes))
    }
    // Of one moment: what a sync brings meanwhile is neither listed nor written.
    let articles = try self.articles()
    // Two paths may be one to Swift, and not to a file system: é is written in two ways.
    let titles = Dictionary(articles.map { ($0.path, $0.title) }) { first, _ in first }
    let categories = try library.categories(source: source.key)
    func entries(of path: String) throws -> [IndexPage.Entry] {
      try (library.listing(source: source.key, path: path) ?? []).compactMap { path in
        titles[path].map { IndexPage.Entry(title: $0, path: path) }
      }
    }
    var frontPage = frontPage(categories)
    for category in categories {
      if pageKind(ofPath: category.path) == .frontPage {
        frontPage.entries = try entries(of: category.path).map {
          .init(group: "", name: $0.title, path: $0.path)
        }
      } else if titles[category.path] == nil {
        // One that is an article, too, is written as that.
        try add(category.path, writeIndex(entries(of: category.path), path: category.path))
      }
    }
    // A front page that lists nothing, and is an article instead, is written as that.
    let isText =
      titles["README.md"] != nil && categories.allSatisfy { pageKind(ofPath: $0.path) == .frontPage }
    if !isText { try add("README.md", writeFrontPage(frontPage)) }
    for article in articles {
      try Task.checkCancellation()
      if !isText, article.path == "README.md" {
        report.notes.append(SyncNote(article.path, .identityTaken))
        continue
      }
      do {
        guard let document = try library.document(article.id) else { continue }
        try add(article.path, writeArticle(document, path: article.path))
        report.articles += 1
      } catch LibraryError.damagedArticle {
        report.notes.append(
          SyncNote(article.path, .source(.unreadable(article.path, reason: "it is damaged"))))
      }
    }
    try tar.add(Manifest.name, manifest.bytes)
    try tar.finish()
    return report
  }

  private func frontPage(_ categories: [CategorySummary]) -> FrontPage {
    FrontPage(
      title: source.title.isEmpty ? source.key : source.title,
      categories: categories.map { .init(group: $0.group, name: $0.name, path: $0.path) })
  }

  /// What is to be written.
  private func articles() throws -> [(id: ArticleID, path: String, title: String)] {
    let isWanted = { (article: ArticleSummary) in
      guard let since, let day = article.published else { return true }
      return day >= since
    }
    return try library.articles(.source(source.key), limit: .max).filter(isWanted).map {
      ($0.id, $0.path, $0.title)
    }
  }
}
