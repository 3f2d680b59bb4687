// The commands about articles: categories, subjects, list, search, show.

import Articles
import Foundation
import Hanzi
import Library
import Parsing
import Reader
import Sync
import Typesetting

/// Whether a text can be an article's id.
func isArticleID(_ text: String) -> Bool { ArticleID(text) != nil }

struct ArticleCommands {
  let world: World

  init(_ world: World) { self.world = world }

  /// Prints the categories, those too that are not fetched, or that the front page names no more: of these it says so.
  /// That is as the configuration has it now, and not only from the next sync on.
  func categories(json: Bool) throws {
    let library = try world.openLibrary()
    let skipped = say("不取", "不取", "not fetched"),
      gone = say("首页不再列出", "首頁不再列出", "no longer on the front page")
    try world.chooseCategories(of: library)
    for category in try library.categories(all: true) {
      if json {
        try Output.json(CategoryRecord(category))
      } else {
        let group = category.group.isEmpty ? "" : category.group + "/"
        let counts = "\(category.unread)/\(category.total)"
        let row = [category.source, group + category.name, counts, category.path]
        let state = category.isNamed ? (category.isChosen ? nil : skipped) : gone
        Output.row(row + (state.map { [$0] } ?? []))
      }
    }
  }

  /// Prints a list.
  func list(_ options: ListCommand) throws {
    let library = try world.openLibrary()
    let lists = try selections(options, library).map { list in
      let start = try options.after.map { try key(of: $0, in: list, library) }
      return PagedList(selection: list, unreadOnly: options.unread, after: start)
    }
    try print(lists, of: library, limit: options.limit, json: options.json) { matches($0, options) }
  }

  /// Prints the articles of lists that match, in their order, in pages read by key: memory does not grow with them.
  private func print(
    _ lists: [PagedList], of library: Library, limit: Int?, json: Bool,
    where matches: (ArticleSummary) -> Bool = { _ in true }
  ) throws {
    var lists = lists
    for list in lists.indices { try lists[list].fill(from: library) }
    var left = limit ?? .max
    var last: ArticleID?
    // Of several categories of one name, the list whose next article is the newest goes on.
    while left > 0, let newest = PagedList.newest(of: lists),
      let article = try lists[newest].take(from: library)
    {
      guard article.id != last, matches(article) else { continue }
      try print(article, json: json)
      last = article.id
      left -= 1
    }
  }

  private func key(of id: String, in list: ListSelection, _ library: Library) throws -> ListKey {
    guard let number = ArticleID(id), let article = try library.article(number, in: list) else {
      throw Failure(
        "没有编号为 \(id) 的文章；见 kanbao list", "沒有編號為 \(id) 的文章；見 kanbao list",
        "there is no article \(id); see `kanbao list`")
    }
    guard article.key.isIn(list) else {
      throw Failure(
        "这个列表里没有编号为 \(id) 的文章", "這個列表裡沒有編號為 \(id) 的文章", "there is no article \(id) in this list")
    }
    return article.key
  }

  private func matches(_ article: ArticleSummary, _ options: ListCommand) -> Bool {
    (!options.starred || article.isStarred) && (!options.queued || article.isQueued)
      && (options.source == nil || article.source == options.source)
  }

  /// The lists that the options name.
  private func selections(_ options: ListCommand, _ library: Library) throws -> [ListSelection] {
    if let source = options.source, try !library.sources().contains(where: { $0.key == source }) {
      throw LibraryError.noSuchSource(source)
    }
    guard let name = options.category else {
      if options.history { return [.history] }
      if options.queued { return [.queue] }
      if options.starred { return [.starred] }
      return [options.source.map { .source($0) } ?? .everything]
    }
    let found = try library.categories(source: options.source, all: true).filter { $0.isCalled(name) }
    guard !found.isEmpty else {
      throw Failure(
        "没有叫 \(name) 的栏目；见 kanbao categories", "沒有叫 \(name) 的欄目；見 kanbao categories",
        "there is no category \(name); see `kanbao categories`")
    }
    return found.map { .category($0.id) }
  }

  // MARK: Subjects

  /// Prints the subjects by the number of their articles or, where one is named, its articles.
  func subjects(_ options: SubjectsCommand) throws {
    let library = try world.openLibrary()
    if let name = options.name {
      guard let subject = try library.subject(named: name) else {
        throw Failure(
          "没有叫 \(name) 的主题；见 kanbao subjects", "沒有叫 \(name) 的主題；見 kanbao subjects",
          "there is no subject \(name); see `kanbao subjects`")
      }
      let list = PagedList(selection: .subject(subject.id), unreadOnly: false, after: nil)
      return try print([list], of: library, limit: options.limit, json: options.json)
    }
    var left = options.limit ?? .max
    var key: SubjectKey?
    while left > 0 {
      let page = try library.subjects(after: key, limit: min(left, ArticleCommands.subjectsAtOnce))
      guard let last = page.last else { break }
      for subject in page { try print(subject, json: options.json) }
      (left, key) = (left - page.count, last.key)
    }
  }

  private static let subjectsAtOnce = 500

  private func print(_ subject: SubjectSummary, json: Bool) throws {
    if json {
      try Output.json(SubjectRecord(subject))
    } else {
      Output.row(["\(subject.total)", subject.name])
    }
  }

  // MARK: Search

  /// Prints what a query finds, as it is found. What is wrong with the query is said, and its words are searched for.
  func search(_ options: SearchCommand) throws {
    let library = try world.openLibrary()
    let query = options.words
    for problem in query.problems { Output.fail(Language.ofLocale.explain(problem)) }
    var left = options.limit ?? .max
    var request = SearchRequest(query, isTitlesOnly: options.title, order: options.order, limit: 0)
    var progress: Double?
    while left > 0 {
      request.limit = min(left, ArticleCommands.hitsAtOnce)
      let page = try library.search(request)
      for hit in page.hits { try print(hit, json: options.json) }
      (left, progress, request.after) = (left - page.hits.count, page.progress, page.next)
      if page.next == nil { break }
    }
    if let progress { Output.fail(incomplete(progress)) }
  }

  private func incomplete(_ progress: Double) -> String {
    let percent = "\(Int(progress * 100))%"
    return say(
      "索引才做到 \(percent)，找到的可能不全；看报或更新时会做完", "索引才做到 \(percent)，找到的可能不全；看報或更新時會做完",
      "the index is only \(percent) made, there may be more; reading or syncing completes it")
  }

  private static let hitsAtOnce = 500

  private func print(_ hit: SearchHit, json: Bool) throws {
    if json { try Output.json(HitRecord(hit)) } else { try print(hit.article, json: false) }
  }

  private func print(_ article: ArticleSummary, json: Bool) throws {
    if json {
      try Output.json(ArticleRecord(article))
    } else {
      let flags =
        (article.isRead ? "-" : "N") + (article.isStarred ? "*" : "-") + (article.isQueued ? "+" : "-")
      Output.row(["\(article.id)", flags, article.published?.description ?? "-", article.title])
    }
  }

  // MARK: Show

  static func show(_ options: Show) throws {
    let world = try World(options.common)
    CellWidth.ambiguous = world.configuration.ambiguousWidth == .wide ? .wide : .narrow
    var library: Library?
    for (place, name) in options.articles.enumerated() {
      let (summary, document) = try find(name, world, &library)
      if options.json {
        try Output.json(DocumentRecord(summary, document))
        continue
      }
      let about = about(document, day: document.published?.description, in: summary?.home ?? "")
      let text = typeset(
        document, world.preferences.setting.within(options.width), about: about,
        labels: world.preferences.language.labels)
      Output.write((place > 0 ? "\n" : "") + text.allLines().map { $0.text + "\n" }.joined())
    }
  }

  /// The article of an id, or a file's.
  /// - Parameter library: Opened when it is first needed: a file is shown without one.
  private static func find(_ name: String, _ world: World, _ library: inout Library?) throws -> (
    ArticleSummary?, Document
  ) {
    // A file may be called like the beginning of an id.
    let isFile = FileManager.default.fileExists(atPath: name)
    if ArticleID(name) != nil || !isFile, ArticleID.range(ofBeginning: name) != nil {
      let opened = try library ?? world.openLibrary()
      library = opened
      if let summary = try article(name, of: opened), let document = try opened.document(summary.id) {
        return (summary, document)
      }
    }
    guard isFile, let file = FileHandle(forReadingAtPath: name),
      let data = try? file.read(upToCount: largestPage + 1) ?? Data()
    else {
      throw Failure(
        "没有文章 \(name)，也没有可读的文件叫这个名字；编号见 kanbao list", "沒有文章 \(name)，也沒有可讀的檔案叫這個名字；編號見 kanbao list",
        "there is no article and no readable file \(name); see `kanbao list` for ids")
    }
    do {
      return (nil, try parseArticle([UInt8](data), path: path(of: name)))
    } catch {
      let line = { (language: Language) in "\(name): \(explanation(of: error, in: language))" }
      throw Failure(line(.simplified), line(.traditional), line(.english))
    }
  }

  /// The article of an id, or of what an id begins with; nil where there is none.
  /// - Throws: `Failure` where several begin so.
  static func article(_ name: String, of library: Library) throws -> ArticleSummary? {
    let found = try library.articles(beginningWith: name, limit: 2)
    if found.count > 1 {
      throw Failure(
        "不止一篇文章的编号以 \(name) 开头", "不止一篇文章的編號以 \(name) 開頭", "several articles have ids that begin with \(name)")
    }
    return found.first
  }

  /// A loose file's place in a tree, where it lies as a mirror's page would.
  private static func path(of name: String) -> String {
    let components = name.split(separator: "/")
    if let index = components.lastIndex(of: "pages") { return components[index...].joined(separator: "/") }
    return components.last.map(String.init) ?? name
  }
}

/// A list read on in pages.
private struct PagedList {
  let selection: ListSelection
  let unreadOnly: Bool
  /// The article before the next page.
  private var key: ListKey?
  private var page: ArraySlice<ArticleSummary> = []

  private static let pageSize = 500

  init(selection: ListSelection, unreadOnly: Bool, after key: ListKey?) {
    (self.selection, self.unreadOnly, self.key) = (selection, unreadOnly, key)
  }

  var next: ArticleSummary? { page.first }

  /// The list whose next article is the newest; nil when all are at their ends.
  static func newest(of lists: [PagedList]) -> Int? {
    let keys = lists.indices.compactMap { index in lists[index].next.map { (key: $0.key, index: index) } }
    return keys.min { $0.key < $1.key }?.index
  }

  /// Takes the next article, and reads the page after it when it was the last of its own.
  mutating func take(from library: Library) throws -> ArticleSummary? {
    let article = page.popFirst()
    if page.isEmpty, article != nil { try fill(from: library) }
    return article
  }

  mutating func fill(from library: Library) throws {
    page = try library.articles(
      selection, after: key, limit: PagedList.pageSize, unreadOnly: unreadOnly)[...]
    key = page.last?.key ?? key
  }
}
