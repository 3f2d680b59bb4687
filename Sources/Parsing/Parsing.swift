// Parsing turns a mirror's bytes into the model's values: what reads them is here; PageWriter and ListingWriter write
// pages for other readers.
//
// It knows the three kinds of page a mirror has, HTML, Markdown and the old encodings of Chinese. It must
// not know files, networks, the library or the screen; it never fetches anything a page names. It never
// throws on bad markup: what a reader could read in a browser is read.

package import Articles

/// What a file of a mirror's tree is, told by its path.
package enum PageKind: Hashable, Sendable {
  /// `README.md` at the root: the categories, and articles.
  case frontPage
  /// A file in the folder `indexes`, at the root or in a folder there: the listing of one category.
  case index
  /// Any other Markdown or HTML file, but what a repository says of itself at its root (`LICENSE.md`), and what programs
  /// have in folders of theirs (`node_modules`): an article, or a listing, which what it holds tells
  /// (`Document.listedPages`).
  case article
}

/// Why a page was refused.
package enum ParsingError: Error, Hashable, Sendable, Codable, CustomStringConvertible {
  /// The page is larger than `limit` bytes.
  case tooLarge(limit: Int)
  /// The page holds no text.
  case empty
  /// The bytes are not text (a picture, an archive).
  case notText

  package var description: String {
    switch self {
    case .tooLarge(let limit): "the page is larger than \(limit / 1_048_576) MB; it was not read"
    case .empty: "the page holds no text"
    case .notText: "the page is not text (a picture or an archive?)"
    }
  }
}

/// The version of how pages are read. To be raised whenever one gives another document than before: pages read
/// by an earlier one are then read again.
package let readingVersion = 11

/// The largest page that is read, in bytes.
package let largestPage = 8 * 1_048_576

/// What the file at `path` of a tree (`/` between components) is, or nil when it is no page.
package func pageKind(ofPath path: String) -> PageKind? {
  guard path.utf8.contains(UInt8(ascii: ".")) else { return nil }
  let components = path.utf8.split(separator: UInt8(ascii: "/"))
  guard let last = components.last, !components.contains(where: { $0.first == UInt8(ascii: ".") }) else {
    return nil
  }
  let name = Substring(last).lowercased()
  guard [".md", ".markdown"].contains(where: name.hasSuffix) || isHTMLFile(path) else { return nil }
  if components.count == 1 {
    return name == "readme.md" ? .frontPage : isOfRepository(Substring(last)) ? nil : .article
  }
  let folders = components.dropLast().map { Substring($0) }
  guard !folders.contains(where: programFolders.contains) else { return nil }
  guard let place = folders.prefix(2).firstIndex(of: "indexes"), folders[0] != "pages" else {
    return .article
  }
  return name == "readme.md" && folders.count == place + 1 ? nil : .index
}

/// Whether a file is what a folder below the root has for its front page, by its name.
package func isReadmeOfFolder(_ path: String) -> Bool { path.lowercased().hasSuffix("/readme.md") }

/// Whether a file is HTML, by its name.
func isHTMLFile(_ path: String) -> Bool {
  [".html", ".htm", ".shtml", ".xhtml"].contains(where: path.lowercased().hasSuffix)
}

/// Whether a file at the root is one by which a repository speaks of itself; README in other languages is. Such names
/// begin with a capital: `history.md` may be an article.
private func isOfRepository(_ name: Substring) -> Bool {
  let stem = name.prefix { $0 != "." }.lowercased()
  return stem.hasPrefix("readme") || stem.hasPrefix("_") || stem == "404"
    || name.first?.isUppercase ?? false && repositoryFiles.contains(stem)
}

/// Folders of site generators' templates and drafts, and of packages, which hold no articles.
private let programFolders: Set<Substring> = ["node_modules", "_includes", "_layouts", "_drafts"]

private let repositoryFiles: Set<String> = [
  "license", "licence", "copying", "notice", "authors", "contributing", "contributors", "code_of_conduct",
  "code-of-conduct", "changelog", "history", "security", "summary",
]

/// Reads the front page of the mirror at an address (nil where it came by hand): whole addresses into its tree are
/// known by that. With `hasBareNames` a link to `a/b` is one to the page `a/b.md`, as docsify has it.
///
/// - Throws: `ParsingError` when the bytes are too many or not text.
package func parseFrontPage(_ bytes: [UInt8], of mirror: String? = nil, hasBareNames: Bool = false)
  throws(ParsingError) -> FrontPage
{
  FrontPageParser(text: try pageText(bytes), mirror: mirror, hasBareNames: hasBareNames).parse()
}

/// Reads the index at `path` of its tree, which the mirror at an address has.
///
/// - Throws: `ParsingError` when the bytes are too many or not text.
package func parseIndex(_ bytes: [UInt8], path: String, of mirror: String? = nil) throws(ParsingError)
  -> IndexPage
{
  IndexParser(text: try pageText(bytes), path: path, mirror: mirror).parse()
}

/// Reads the article at `path` of its tree, or of any Markdown or HTML file (then `path` is its name).
///
/// Takes time linear in the number of bytes.
/// - Parameter listed: How an index lists it; asked only for what the page does not say, its title or its day.
/// - Throws: `ParsingError` when the bytes are too many, not text, or hold none.
package func parseArticle(
  _ bytes: [UInt8], path: String, listed: () -> IndexPage.Entry? = { nil }
) throws(ParsingError) -> Document {
  try ArticleParser(text: try pageText(bytes), path: path).parse(listed: listed)
}

/// Whether a page of Markdown says in the matter before it that its site does not show it yet: `draft: true`,
/// `published: false`.
package func isDraft(_ bytes: [UInt8], path: String) -> Bool {
  // Pages without such matter, and those whose matter has neither word, are told at once.
  let head = bytes.prefix(longestMatter)
  guard !isHTMLFile(path), let first = head.first(where: { $0 > 0x20 && $0 < 0x80 }),
    "-+{".utf8.contains(first),
    ["draft", "published"].contains(where: { head.place(of: Array($0.utf8)) != nil }),
    let text = try? pageText(bytes)
  else { return false }
  return FrontMatter(text)?.matter.isDraft ?? false
}

/// The bytes at the beginning of a page in which a word is looked for that its matter may have.
private let longestMatter = 4096

/// Any text that did not come through a page (a name, an address, a file's path), cleaned by the gate into
/// one line.
package func cleanLine(_ text: String) -> String { Gate.line(text) }

/// A text of several lines, cleaned by the gate; tabs and ends of lines stay.
package func cleanText(_ text: String) -> String { Gate.clean(text) }

private func pageText(_ bytes: [UInt8]) throws(ParsingError) -> String {
  guard bytes.count <= largestPage else { throw .tooLarge(limit: largestPage) }
  // Where git keeps large files elsewhere (https://git-lfs.com), this stands in the page's place.
  guard !bytes.starts(with: "version https://git-lfs.github.com/spec/".utf8) else { throw .notText }
  return Gate.clean(try decodedText(bytes))
}
