// Which categories of a source are fetched: the names that the reader gives, and which categories they mean.

package import Articles
import Hanzi

/// A choice among the categories of a source.
package struct CategoryChoice: Hashable, Sendable {
  /// The names of those that are chosen; all are where there is none.
  package var wanted: [String] = []
  /// The names of those that are not, even where `wanted` means them.
  package var skipped: [String] = []

  /// The choice of all.
  package init() {}

  /// Whether it is the choice of all.
  package var isAll: Bool { wanted.isEmpty && skipped.isEmpty }

  /// Whether it takes what belongs to no category: where some alone are wanted, it does not.
  var takesOthers: Bool { wanted.isEmpty }

  /// Whether it takes what a front page names, as a category.
  package func takes(_ entry: FrontPage.Entry) -> Bool {
    takes(
      CategorySummary(
        id: 0, source: "", group: entry.group, name: entry.name, path: entry.path, total: 0, unread: 0))
  }

  func takes(_ category: CategorySummary) -> Bool {
    (wanted.isEmpty || wanted.contains(where: category.isCalled))
      && !skipped.contains(where: category.isCalled)
  }

  /// A name as all its ways of writing come to one, as in a search; what has neither letters nor characters stays.
  static func key(_ name: some StringProtocol) -> String { Lexicon.shared.keyOrName(String(name)) }
}

extension CategorySummary {
  /// Whether a name means it: its own, that of its heading, `heading/name`, or the path of its index. It may be in either
  /// script.
  package func isCalled(_ text: String) -> Bool {
    func isSame(_ one: some StringProtocol, _ other: String) -> Bool {
      CategoryChoice.key(one) == CategoryChoice.key(other)
    }
    if text.isEmpty { return false }
    // A name may have a slash of its own.
    return text == path || isSame(text, name) || isSame(text, group)
      || text.indices.contains { place in
        "/／".contains(text[place]) && isSame(text[..<place], group)
          && isSame(text[text.index(after: place)...], name)
      }
  }

  /// What may be said for it.
  var names: [String] { group.isEmpty ? [name] : [name, group, "\(group)/\(name)"] }
}
