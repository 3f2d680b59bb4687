// A git bundle as a source: a repository in a file.

import Parsing

/// A git bundle: a repository in one file, fetched into a folder of its own, where git verifies every object.
struct BundleTree: Tree {
  private let path: String
  private let tree: GitTree

  /// The bundle at a path.
  init(path: String, folder: String) throws(SyncError) {
    self.path = path
    tree = try GitTree(address: path, settings: SourceSettings(), folder: folder)
  }

  var isAtHand: Bool { true }
  var traffic: Int { 0 }

  func listing(since tip: String?) async throws -> TreeListing {
    do {
      return try await tree.listing(since: tip)
    } catch SyncError.git(let reason) {
      throw SyncError.damagedFile(cleanLine(path), reason: reason)
    } catch let error as SyncError where error.isCut {
      throw SyncError.damagedFile(cleanLine(path), reason: "it is cut short")
    }
  }

  func deliver(_ wanted: [Wanted], to take: @escaping @Sendable (Delivery) async throws -> Void) async throws
  {
    try await tree.deliver(wanted, to: take)
  }
}

extension SyncError {
  fileprivate var isCut: Bool {
    if case .cutShort = self { true } else { false }
  }
}
