// Links between articles: which article of the library an address leads to.

package import Articles
import GRDB

extension Library {
  /// The article that an address in another article leads to: a path of the same tree, also as sites write it, from their
  /// root or without the ending; the address of an article's original, or that of its page on a mirror. Of several with
  /// one original, the one of the same source, then the newest. Nil where the library has none.
  package func article(linkedBy address: String, in id: ArticleID) throws(LibraryError) -> ArticleID? {
    try read { database in
      let home = try Row.fetchOne(
        database.cachedStatement(
          sql: "SELECT s.id, s.key, a.path FROM article a JOIN source s ON s.id = a.source WHERE a.id = ?"),
        arguments: [id.number])
      guard let home else { return nil }
      let paths =
        address.contains(":")
        ? try Library.paths(of: address, database).flatMap { mirror in
          Library.ways(of: mirror.path).map { (source: mirror.source, path: $0) }
        }
        : Library.files(meantBy: address, on: home[2]).map { (source: home[1], path: $0) }
      let known = try Library.article(knownBy: WebPage.hash(address), preferring: home[0], database)
      return try known ?? paths.firstNonNil { try Library.article($0.path, of: $0.source, database) }
    }
  }

  /// The files that a path on a page of a tree may mean, the likeliest first: a site has `/tea/1` or `1.html` for
  /// `docs/tea/1.md`, and `/tea/` for `tea/index.md`.
  private static func files(meantBy address: String, on page: String) -> [String] {
    var paths = [address]
    if address.hasPrefix("/") {
      let path = address.dropFirst().withoutQuery
      let folders = page.split(separator: "/").dropLast().map(String.init)
      paths = (0...folders.count).map { count in
        (folders.prefix(count) + [percentDecoded(String(path)) ?? String(path)]).joined(separator: "/")
      }
    }
    return paths.flatMap(ways)
  }

  /// A path, and those of files that a site shows there.
  private static func ways(of path: String) -> [String] {
    let stem = path.hasSuffix("/") ? String(path.dropLast()) : path
    let page = (stem.hasSuffix(".html") ? String(stem.dropLast(5)) : stem) + ".md"
    return [stem, page] + pagesOfFolders.map { "\(stem)/\($0)" }
  }

  /// What a site shows at the address of a folder.
  private static let pagesOfFolders = ["index.md", "README.md", "index.html", "_index.md"]

  private static func article(knownBy hash: Int64, preferring source: Int64, _ database: Database) throws
    -> ArticleID?
  {
    let statement = try database.cachedStatement(
      sql: """
        SELECT a.id FROM address d JOIN article a ON a.arrival = d.arrival WHERE d.hash = ?
        ORDER BY a.source = ? DESC, a.rank DESC LIMIT 1
        """)
    return try Int64.fetchOne(statement, arguments: [hash, source]).map(ArticleID.init(number:))
  }

  private static func article(_ path: String, of source: String, _ database: Database) throws -> ArticleID? {
    let id = ArticleID(source: source, path: path)
    let statement = try database.cachedStatement(sql: "SELECT path FROM article WHERE id = ?")
    return try String.fetchOne(statement, arguments: [id.number]) == path ? id : nil
  }

  /// What an address is on the mirrors of the sources: those it lies under, and the paths there.
  private static func paths(of address: String, _ database: Database) throws -> [(
    source: String, path: String
  )] {
    let page = WebPage.normal(address)
    let mirrors = try Row.fetchAll(
      database.cachedStatement(sql: "SELECT s.key, m.address FROM mirror m JOIN source s ON s.id = m.source"))
    return mirrors.compactMap { mirror in
      let folder = WebPage.normal(mirror[1]) + "/"
      return page.hasPrefix(folder) ? (mirror[0], String(page.dropFirst(folder.count))) : nil
    }
  }
}
