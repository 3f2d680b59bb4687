// The order of articles: by the places their indexes give them, never by when they happened to arrive.

import Library
import Parsing

/// The numbers that the articles of one sync are ordered by, within their days.
struct ArticleOrder: Sendable {
  private var numbers: [String: Int64] = [:]

  /// The order of what a tree lists, and of what its indexes list, whose places these are.
  init(_ listing: TreeListing, _ listed: [String: Int], of source: String, in library: Library) throws {
    let paths = listed.keys.sorted { ArticleOrder.isBefore($0, $1, listed) }
    let pages = listing.files.map(\.path).filter { pageKind(ofPath: $0) == .article && listed[$0] == nil }
    let others = pages.sorted(by: ArticleOrder.isNewer)
    let first = try library.beginOrder(of: source, count: paths.count + others.count)
    // The top of the indexes is newest; of what no index lists, a higher number stands lower.
    for (index, path) in paths.reversed().enumerated() { numbers[path] = first + Int64(index) }
    for (index, path) in others.enumerated() { numbers[path] = first + Int64(paths.count + index) }
  }

  subscript(path: String) -> Int64? { numbers[path] }

  /// Whether a page stands higher than another in the indexes, whose places these are.
  static func isBefore(_ left: String, _ right: String, _ listed: [String: Int]) -> Bool {
    (listed[left] ?? .max, left) < (listed[right] ?? .max, right)
  }

  /// Whether the number in a page's name is higher: `pages/nf4778/n11922770.md` is 11922770.
  static func isNewer(_ left: String, _ right: String) -> Bool {
    (number(left), left) > (number(right), right)
  }

  private static func number(_ path: String) -> Int {
    let name = path.split(separator: "/").last ?? ""
    return Int(name.drop { !$0.isNumber }.prefix { $0.isASCII && $0.isNumber }.prefix(18)) ?? 0
  }
}
