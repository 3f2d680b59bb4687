// The commands about articles: categories, list, show.

import Articles
import Foundation
import Hanzi
import Library
import Parsing
import Reader
import Typesetting

/// Whether a text can be an article's id.
func isArticleID(_ text: String) -> Bool { ArticleID(text) != nil }

struct ArticleCommands {
  private let world: World

  init(_ world: World) { self.world = world }

  func categories(json: Bool) throws {
    for category in try world.openLibrary().categories() {
      if json {
        try Output.json(CategoryRecord(category))
      } else {
        let group = category.group.isEmpty ? "" : category.group + "/"
        Output.write(
          "\(category.source)\t\(group)\(category.name)\t\(category.unread)/\(category.total)\t\(category.path)\n"
        )
      }
    }
  }

  /// Prints a list in pages read by key: memory does not grow with it.
  func list(_ options: ListCommand) throws {
    let library = try world.openLibrary()
    let selections = try selections(options, library)
    var left = options.limit ?? .max
    let start = try options.after.map { try key(of: $0, library) }
    for selection in selections {
      var key = start
      while left > 0 {
        let page = try library.articles(
          selection, after: key, limit: min(500, left), unreadOnly: options.unread)
        guard let last = page.last else { break }
        for article in page where matches(article, options) {
          try print(article, json: options.json)
          left -= 1
        }
        key = last.key
      }
    }
  }

  private func key(of id: String, _ library: Library) throws -> ListKey {
    guard let number = ArticleID(id), let article = try library.article(number) else {
      throw Failure(description: "there is no article \(id); see `kanbao list`")
    }
    return article.key
  }

  private func matches(_ article: ArticleSummary, _ options: ListCommand) -> Bool {
    (!options.starred || article.isStarred) && (options.source == nil || article.source == options.source)
  }

  /// The lists that the options name.
  private func selections(_ options: ListCommand, _ library: Library) throws -> [ListSelection] {
    if let source = options.source, try !library.sources().contains(where: { $0.key == source }) {
      throw LibraryError.noSuchSource(source)
    }
    guard let name = options.category else {
      if options.starred { return [.starred] }
      return [options.source.map { .source($0) } ?? .everything]
    }
    let found = try library.categories(source: options.source).filter { category in
      [category.name, category.path, "\(category.group)/\(category.name)"].contains(name)
    }
    guard !found.isEmpty else {
      throw Failure(description: "there is no category \(name); see `kanbao categories`")
    }
    return found.map { .category($0.id) }
  }

  private func print(_ article: ArticleSummary, json: Bool) throws {
    if json {
      try Output.json(ArticleRecord(article))
    } else {
      let flags = (article.isRead ? "-" : "N") + (article.isStarred ? "*" : "-")
      Output.write("\(article.id)\t\(flags)\t\(article.published?.description ?? "-")\t\(article.title)\n")
    }
  }

  // MARK: Show

  static func show(_ options: Show) throws {
    let world = try World(options.common)
    CellWidth.ambiguous = world.configuration.ambiguousWidth
    let (summary, document) = try find(options.article, world)
    if options.json { return try Output.json(DocumentRecord(summary, document)) }
    let about = [document.byline, document.published?.description, summary?.category].compactMap { $0 }
      .filter { !$0.isEmpty }.joined(separator: " · ")
    let text = typeset(
      document, Setting(measure: options.width), about: about, labels: world.preferences.language.labels)
    Output.write(text.allLines().map { $0.text + "\n" }.joined())
  }

  private static func find(_ name: String, _ world: World) throws -> (ArticleSummary?, Document) {
    if let id = ArticleID(name) {
      let library = try world.openLibrary()
      if let summary = try library.article(id), let document = try library.document(id) {
        return (summary, document)
      }
    }
    guard let file = FileHandle(forReadingAtPath: name), let data = try? file.read(upToCount: largestPage + 1)
    else {
      throw Failure(
        description: "there is no article and no readable file \(name); see `kanbao list` for ids")
    }
    do {
      return (nil, try parseArticle([UInt8](data), path: path(of: name)))
    } catch {
      throw Failure(description: "\(name): \(error)")
    }
  }

  /// A loose file's place in a tree, where it lies as a mirror's page would.
  private static func path(of name: String) -> String {
    let components = name.split(separator: "/")
    if let index = components.lastIndex(of: "pages") { return components[index...].joined(separator: "/") }
    return components.last.map(String.init) ?? name
  }
}
