// The order of articles: by the places their indexes give them, never by when they happened to arrive.

import Library
import Parsing

/// The numbers that the articles of one sync are ordered by, within their days.
struct ArticleOrder: Sendable {
  private var numbers: [String: Int64] = [:]

  /// The order of what a tree lists, and of what its indexes list, whose places these are.
  init(_ listing: TreeListing, _ listed: [String: Int], of source: String, in library: Library) throws {
    let paths = ArticleOrder.fromTheTop(listed.keys, of: listed)
    let others = ArticleOrder.newestFirst(
      listing.files.map(\.path).filter { pageKind(ofPath: $0) == .article && listed[$0] == nil })
    let first = try library.beginOrder(of: source, count: paths.count + others.count)
    // The top of the indexes is newest. Of what no index lists, a higher number stands lower: it is the archive, below
    // what came before. Where there are no indexes, what comes is news.
    for (index, path) in paths.reversed().enumerated() { numbers[path] = first + Int64(index) }
    for (index, path) in others.enumerated() {
      numbers[path] =
        listed.isEmpty ? -first - Int64(others.count - index) : first + Int64(paths.count + index)
    }
  }

  subscript(path: String) -> Int64? { numbers[path] }

  /// Pages from the top of the indexes down, whose places these are; those that no index lists come last.
  static func fromTheTop(_ paths: some Sequence<String>, of listed: [String: Int]) -> [String] {
    paths.map { (place: listed[$0] ?? .max, path: $0) }.sorted { $0 < $1 }.map(\.path)
  }

  /// Pages by the number in their names, the highest first: `pages/nf4778/n11922770.md` is 11922770.
  static func newestFirst(_ paths: [String]) -> [String] {
    paths.map { (number: number($0), path: $0) }.sorted { $0 > $1 }.map(\.path)
  }

  private static func number(_ path: String) -> Int {
    let bytes = path.utf8
    let name = bytes.lastIndex(of: UInt8(ascii: "/")).map { bytes[$0...] } ?? bytes[...]
    let digits = name.drop { !isDigit($0) }.prefix(while: isDigit).prefix(18)
    return digits.reduce(0) { 10 * $0 + Int($1 - UInt8(ascii: "0")) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
