// Storing what a sync brings. Equal content is not written; a batch is stored whole or not at all.

import Articles
import Foundation
import GRDB

extension Library {
  /// Stores a batch of a source in one transaction; its files were read by a `reading`, where that is none of the
  /// source's own.
  /// - Throws: `.noSuchSource`; `.gone`, `.diskFull` and its like, with nothing stored.
  package func store(_ batch: Batch, source: String, mirror: Int64? = nil, reading: Int? = nil)
    throws(LibraryError) -> Stored
  {
    // What is stored in a deleted file is lost with it.
    if isCacheGone { throw .gone(places.cache) }
    return try write { database in
      guard
        let known = try Row.fetchOne(
          database, sql: "SELECT id, reading FROM source WHERE key = ?", arguments: [source])
      else { throw LibraryError.noSuchSource(source) }
      let id: Int64 = known[0]
      let dictionary = try dictionary(of: id, batch, database)
      return try Storing(
        database: database, source: id, key: source, mirror: mirror,
        reading: known[1] == reading ? nil : reading,
        compressor: Compressor(dictionary: dictionary)
      ).store(batch)
    }
  }

  /// The dictionary of a source's documents, made from the first batch that is large enough; empty before.
  private func dictionary(of source: Int64, _ batch: Batch, _ database: Database) throws -> [UInt8] {
    let known = try Data.fetchOne(
      database, sql: "SELECT bytes FROM dictionary WHERE source = ?", arguments: [source])
    if let known { return [UInt8](known) }
    guard batch.articles.count >= Compression.samples.lowerBound else { return [] }
    let made = Compression.dictionary(of: batch.articles.lazy.map(\.body))
    if !made.isEmpty {
      try database.execute(sql: "INSERT INTO dictionary VALUES (?, ?)", arguments: [source, Data(made)])
    }
    return made
  }
}

/// The one category that the folders of years or months in a folder have, as far as it was asked for.
private final class NumberedFolders {
  var categories: [String: Int64?] = [:]
}

/// One transaction of storing.
struct Storing {
  let database: Database
  let source: Int64
  let key: String
  let mirror: Int64?
  /// The reading of its files, where that is another than their source's.
  let reading: Int?
  let compressor: Compressor
  let rows = SearchIndex.NewRows()
  private let numbered = NumberedFolders()

  func store(_ batch: Batch) throws -> Stored {
    var stored = Stored()
    if let page = batch.frontPage { try store(page) }
    var waiting = Set<String>(), changed: [String] = [], folders = Set<String>()
    for listing in batch.listings {
      switch try store(listing.entries, path: listing.path) {
      case .waiting: waiting.insert(listing.path)
      case .changed(let touched):
        changed.append(listing.path)
        folders.formUnion(touched)
      case .same: break
      }
    }
    // Once for all indexes: each would have all pages of the source looked at.
    try place(unlistedOf: folders.filter(assign))
    try store(batch.articles, &stored)
    for index in changed { try settle(index) }
    try settle(batch.articles.map(\.path))
    for (path, state) in batch.files where !waiting.contains(path) { try store(state, path: path) }
    if let mirror, try number("SELECT id FROM mirror WHERE id = ?", [mirror]) == nil {
      stored.lostMirror = true
      return stored
    }
    for (path, version) in batch.versions where !waiting.contains(path) { try store(version, path: path) }
    return stored
  }

  func run(_ sql: String, _ arguments: StatementArguments) throws {
    try database.run(sql, arguments)
  }

  func number(_ sql: String, _ arguments: StatementArguments) throws -> Int64? {
    try Int64.fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
  }

  // MARK: Front page

  /// Categories in order; those that are gone stay after the others, with their articles. A front page that
  /// lists nothing changes no category. One without a name is called as the source is.
  private func store(_ page: FrontPage) throws {
    let links = Library.text(page.links)
    try run(
      "UPDATE source SET links = ?, title = CASE ? WHEN '' THEN title ELSE ? END WHERE id = ? AND (links <> ? OR (? <> '' AND title <> ?))",
      [links, page.title, page.title, source, links, page.title, page.title])
    guard !page.categories.isEmpty else { return }
    let kept = Set(page.categories.map(\.path))
    for path in try String.fetchAll(
      database, sql: "SELECT path FROM category WHERE source = ? AND place < ?",
      arguments: [source, Library.vanishedPlace])
    where !kept.contains(path) {
      try run(
        "UPDATE category SET place = ? WHERE source = ? AND path = ?", [Library.vanishedPlace, source, path])
    }
    for (place, entry) in page.categories.enumerated() {
      try run(
        """
        INSERT INTO category (source, path, grouping, name, place, stamp) VALUES (?, ?, ?, ?, ?, abs(random()))
        ON CONFLICT (source, path) DO UPDATE SET grouping = excluded.grouping, name = excluded.name, place = excluded.place
        WHERE grouping <> excluded.grouping OR name <> excluded.name OR place <> excluded.place
        """, [source, entry.path, entry.group, entry.name.isEmpty ? key : entry.name, place])
    }
  }

  // MARK: Indexes

  /// What becomes of an index.
  private enum Listed {
    /// No category has it: the front page may name it later, and it is to be read again then.
    case waiting
    /// It lists what it listed before, in the same order.
    case same
    /// It lists something else: the folders of what it lists now and before.
    case changed(folders: Set<String>)
  }

  private func store(_ entries: [IndexPage.Entry], path: String) throws -> Listed {
    guard let category = try number("SELECT id FROM category WHERE source = ? AND path = ?", [source, path])
    else { return .waiting }
    let known = try Row.fetchAll(
      database,
      sql: "SELECT path, title, published FROM listing WHERE category = ? ORDER BY place",
      arguments: [category]
    ).map(IndexPage.Entry.init)
    // What is not said again holds.
    let said = Dictionary(known.map { ($0.path, $0) }) { first, _ in first }
    let entries = entries.map { entry in
      IndexPage.Entry(
        title: entry.title.isEmpty ? said[entry.path]?.title ?? "" : entry.title, path: entry.path,
        published: entry.published ?? said[entry.path]?.published)
    }
    guard entries != known else { return .same }
    try run("DELETE FROM listing WHERE category = ?", [category])
    for (place, entry) in entries.enumerated() {
      try run(
        "INSERT INTO listing VALUES (?, ?, ?, ?, ?, ?)",
        [category, place, entry.path, Storing.folder(entry.path), entry.title, entry.published?.number])
    }
    let before = known.map(\.path), after = entries.map(\.path)
    guard before != after else { return .same }
    for path in Set(before).symmetricDifference(after) {
      if let article = try article(path) {
        try placeInCategories(article.arrival, path: path, rank: article.rank, isNew: false)
      }
    }
    return .changed(folders: Set((before + after).map(Storing.folder)))
  }

  /// Has a folder's unlisted pages belong to the category whose index has most of its pages in the folder. Returns whether
  /// that is another one now.
  private func assign(_ folder: String) throws -> Bool {
    let best = try number(
      """
      SELECT c.id FROM listing l JOIN category c ON c.id = l.category WHERE c.source = ? AND l.folder = ?
      GROUP BY c.id ORDER BY count(*) DESC, c.place LIMIT 1
      """, [source, folder])
    let now = try number("SELECT category FROM folder WHERE source = ? AND name = ?", [source, folder])
    guard let best, best != now else { return false }
    try run("INSERT OR REPLACE INTO folder VALUES (?, ?, ?)", [source, folder, best])
    numbered.categories = [:]
    return true
  }

  /// Has the pages of some folders that no index lists belong to their folders' categories, and those of the folders beside
  /// them that go by theirs.
  private func place(unlistedOf folders: Set<String>) throws {
    if folders.isEmpty { return }
    let parents = Set(folders.filter(Storing.isNumbered).map(Storing.folder))
    let pages = try Row.fetchCursor(
      database,
      sql: """
        SELECT a.arrival, a.path, a.rank FROM article a WHERE a.source = ?
        AND NOT EXISTS (SELECT 1 FROM member m WHERE m.arrival = a.arrival AND m.isListed)
        """, arguments: [source])
    var found: [(arrival: Int64, path: String, rank: Int64)] = []
    while let page = try pages.next() {
      let folder = Storing.folder(page["path"])
      if folders.contains(folder) || Storing.isNumbered(folder) && parents.contains(Storing.folder(folder)) {
        found.append((page["arrival"], page["path"], page["rank"]))
      }
    }
    for page in found {
      try placeInCategories(page.arrival, path: page.path, rank: page.rank, isNew: false)
    }
  }

  static func folder(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  // MARK: Articles

  /// Stores articles, and takes what is new of them into the index.
  private func store(_ drafts: [ArticleDraft], _ stored: inout Stored) throws {
    if drafts.isEmpty { return }
    let index = try SearchIndex.current(database)
    var entries: [SearchIndex.Entry] = []
    for draft in drafts {
      let new = stored.new
      guard let (arrival, row) = try store(draft, &stored) else { continue }
      entries.append(
        SearchIndex.Entry(arrival: arrival, row: row, tokens: draft.tokens, isChange: stored.new == new))
    }
    try SearchIndex.take(in: entries, index, database)
  }

  /// The article at a path, where it is here.
  func article(_ path: String) throws -> (arrival: Int64, rank: Int64, isDated: Bool)? {
    let statement = try database.cachedStatement(
      sql: "SELECT arrival, rank, published IS NOT NULL FROM article WHERE source = ? AND id = ? AND path = ?"
    )
    let id = ArticleID(source: key, path: path).number
    return try Row.fetchOne(statement, arguments: [source, id, path]).map { ($0[0], $0[1], $0[2]) }
  }

  /// Returns the article's place in the cache and its row in the indexes, where there is anything new in it.
  private func store(_ draft: ArticleDraft, _ stored: inout Stored) throws -> (arrival: Int64, row: Int64)? {
    let statement = try database.cachedStatement(
      sql: "SELECT source, path, hash, rank, arrival, published, row FROM article WHERE id = ?")
    guard let known = try Row.fetchOne(statement, arguments: [draft.id.number]) else {
      stored.new += 1
      return try insert(draft)
    }
    guard known["source"] == source, known["path"] == draft.path else {
      stored.refused.append(draft.path)
      return nil
    }
    guard known["hash"] != draft.hash else { return nil }
    let before: Int64 = known["rank"]
    let day = draft.published.map { Int64($0.number) } ?? before >> 32
    let rank =
      day == before >> 32 ? before : try free(day << 32 | before & 0xFFFF_FFFF, besides: [known["arrival"]])
    let row: Int64 =
      known["published"] == draft.published?.number
      ? known["row"] : try rows.next(draft.published, database)
    try run(
      "UPDATE article SET title = ?, published = ?, hash = ?, rank = ?, row = ? WHERE id = ?",
      [draft.title, draft.published?.number, draft.hash, rank, row, draft.id.number])
    try run(
      "UPDATE document SET body = ? WHERE arrival = ?",
      [Data(compressor.compress(draft.body)), known["arrival"] as Int64])
    if rank != before {
      try run("UPDATE member SET rank = ? WHERE arrival = ?", [rank, known["arrival"] as Int64])
      try run("UPDATE mention SET rank = ? WHERE arrival = ?", [rank, known["arrival"] as Int64])
    }
    try Library.connect(known["arrival"], draft.connections, ofDocument: draft.hash, database)
    stored.changed += 1
    return (known["arrival"], row)
  }

  private func insert(_ draft: ArticleDraft) throws -> (arrival: Int64, row: Int64) {
    try run("UPDATE cache SET arrivals = arrivals + 1", [])
    let arrival = try number("SELECT arrivals FROM cache", []) ?? 0
    let rank = try rank(draft, arrival: arrival)
    let row = try rows.next(draft.published, database)
    try run(
      "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        arrival, draft.id.number, source, draft.path, draft.title, draft.published?.number, rank, draft.hash,
        row,
      ])
    try run("INSERT INTO document VALUES (?, ?)", [arrival, Data(compressor.compress(draft.body))])
    try placeInCategories(arrival, path: draft.path, rank: rank, isNew: true)
    try Library.connect(arrival, draft.connections, ofDocument: draft.hash, database)
    return (arrival, row)
  }

  /// The day, then the order: the higher above where an index lists the article, the lower where none does, below all
  /// that are listed. `settle` has the last word on what is listed.
  private func rank(_ draft: ArticleDraft, arrival: Int64) throws -> Int64 {
    let day = draft.published.map { Int64($0.number) } ?? 0
    let isListed = try number(
      """
      SELECT EXISTS (
        SELECT 1 FROM listing l JOIN category c ON c.id = l.category WHERE l.path = ? AND c.source = ?)
      """, [draft.path, source])
    // When the last number is given, the first come round again: whoever has one of them is of a day long past.
    let order = (draft.order ?? arrival) % Storing.orders
    return try free(
      day << 32 | (isListed == 1 ? Storing.listed + order : Storing.listed - 1 - order), besides: [])
  }

  /// The first rank from one on that no article has but these, by their arrivals: two days may have the same lower
  /// halves, and an article may come from one to the other.
  func free(_ rank: Int64, besides own: Set<Int64>) throws -> Int64 {
    let holder = try database.cachedStatement(sql: "SELECT arrival FROM article WHERE rank = ?")
    var rank = rank
    while let arrival = try Int64.fetchOne(holder, arguments: [rank]), !own.contains(arrival) { rank += 1 }
    return rank
  }

  /// What begins the lower halves of the ranks of what was listed when it arrived; and how many are given on either side
  /// of it, with room above them for those that are taken.
  private static let listed: Int64 = 1 << 31, orders: Int64 = 0x7FFF_0000

  /// The category of a folder's unlisted pages: its own or, where it has none and is called by a year or a month, the one
  /// that all folders beside it have that are called so: an index may list the newest alone, pages/a/2024 and not pages/a/2023.
  private func category(ofFolder folder: String) throws -> Int64? {
    let own = try number("SELECT category FROM folder WHERE source = ? AND name = ?", [source, folder])
    let parent = Storing.folder(folder)
    if own != nil || parent.isEmpty || !Storing.isNumbered(folder) { return own }
    if let known = numbered.categories[parent] { return known }
    let statement = try database.cachedStatement(
      sql: "SELECT name, category FROM folder WHERE source = ? AND name > ? AND name < ?")
    // "0" comes after "/".
    let beside = try Row.fetchAll(statement, arguments: [source, parent + "/", parent + "0"]).filter { row in
      Storing.folder(row[0]) == parent && Storing.isNumbered(row[0])
    }
    let found = Set(beside.map { $0[1] as Int64 }), category = found.count == 1 ? found.first : nil
    numbered.categories[parent] = .some(category)
    return category
  }

  /// Whether a folder is called by a year or a month.
  private static func isNumbered(_ folder: String) -> Bool {
    let name = folder.split(separator: "/").last ?? "", number = Int(name) ?? 0
    return name.utf8.count == 4 && (1900...2099).contains(number)
      || name.utf8.count == 2 && (1...12).contains(number)
  }

  /// Makes an article a member of the categories that list it or, when none does, of its folder's.
  private func placeInCategories(_ arrival: Int64, path: String, rank: Int64, isNew: Bool) throws {
    let listed = try Int64.fetchAll(
      database.cachedStatement(
        sql:
          "SELECT c.id FROM listing l JOIN category c ON c.id = l.category WHERE l.path = ? AND c.source = ?"),
      arguments: [path, source])
    let folder = try listed.isEmpty ? category(ofFolder: Storing.folder(path)) : nil
    let wanted = Set(listed + (folder.map { [$0] } ?? []))
    let now: Set<Int64> =
      isNew
      ? []
      : Set(
        try Int64.fetchAll(
          database.cachedStatement(sql: "SELECT category FROM member WHERE arrival = ?"), arguments: [arrival]
        ))
    for category in now.subtracting(wanted) {
      try run("DELETE FROM member WHERE category = ? AND rank = ?", [category, rank])
    }
    for category in wanted {
      try run(
        """
        INSERT INTO member VALUES (?, ?, ?, ?)
        ON CONFLICT (category, rank) DO UPDATE SET isListed = excluded.isListed WHERE isListed <> excluded.isListed
        """, [category, rank, arrival, !listed.isEmpty])
    }
    guard !isNew else { return }
    for category in now.symmetricDifference(wanted) {
      try run("UPDATE category SET stamp = abs(random()) WHERE id = ?", [category])
    }
  }

  // MARK: Files

  private func store(_ state: FileState, path: String) throws {
    try run(
      """
      INSERT INTO file VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (source, path) DO UPDATE
      SET content = excluded.content, since = excluded.since, checked = excluded.checked, reading = excluded.reading
      WHERE content IS NOT excluded.content OR since <> excluded.since OR checked <> excluded.checked
        OR reading IS NOT excluded.reading
      """, [source, path, state.content.map { Data($0.bytes) }, state.since, state.checked, reading])
  }

  private func store(_ version: String, path: String) throws {
    guard let mirror else { return }
    try run(
      """
      INSERT INTO version VALUES (?, ?, ?) ON CONFLICT (mirror, path) DO UPDATE SET version = excluded.version
      WHERE version <> excluded.version
      """, [mirror, path, version])
  }
}
