// Which categories a pass reads, of those that the front page names.

import Articles
import Library

extension Pass {
  /// Notes the names in the choice that mean nothing which the front page names now.
  func noteUnknownNames() async throws {
    let unknown = try library.unknownNames(in: settings.categories, of: source)
    await intake.note(unknown.map { SyncNote($0.name, .noCategory(nearest: $0.nearest)) })
  }

  /// The indexes that are not read: of the categories that are not chosen. Where pages are read that no index lists,
  /// these tell which of them belong to such a category.
  func skippedIndexes(_ listing: TreeListing) throws -> Set<String> {
    let readsUnlisted = listing.extent != .unknown && (settings.includesArchive || tree.isAtHand)
    return readsUnlisted ? [] : try library.skippedIndexes(source: source)
  }
}

extension CategoryChoice {
  /// What tells it from another; nothing for the choice of all.
  var mark: String {
    guard !isAll else { return "" }
    let names = wanted.joined(separator: "\n") + "\n\n" + skipped.joined(separator: "\n")
    return "-" + String(fnv1a(Array(names.utf8)), radix: 16)
  }
}
