// A file that holds a tree: which kind it is, told by its first bytes, and whether it is still the same.

import Foundation
import Library
import Parsing
import Synchronization

/// A git bundle or a tar as a source: read again when the file has changed.
final class FileTree: Tree {
  private let path: String
  private let scratch: String
  private let opened = Mutex<(any Tree)?>(nil)

  /// The file at a path; a bundle is fetched into a folder of its own.
  init(path: String, scratch: String) { (self.path, self.scratch) = (path, scratch) }

  var isAtHand: Bool { true }
  var traffic: Int { 0 }

  func listing(since tip: String?) async throws -> TreeListing {
    let state = try fileVersion(path)
    if tip == state { return TreeListing(.changes, tip: state) }
    let tree = try openTree(inFile: path, scratch: scratch)
    var listing = try await tree.listing(since: nil)
    listing.tip = state
    opened.withLock { $0 = tree }
    return listing
  }

  func deliver(_ wanted: [Wanted], to take: @escaping @Sendable (Delivery) async throws -> Void) async throws
  {
    guard !wanted.isEmpty else { return }
    if opened.withLock({ $0 == nil }) { _ = try await listing(since: nil) }
    try await opened.withLock { $0 }?.deliver(wanted, to: take)
  }
}

/// The tree in a file: a git bundle or a tar. A bundle is fetched into the folder `scratch`, which is made for it, and
/// is the caller's to remove.
/// - Throws: `SyncError.missing`, `.unreadable`, `.unknownFile`, and `.damagedFile` for a tar that is not sound, `.noMirror`.
package func openTree(inFile path: String, scratch: String) throws(SyncError) -> any Tree {
  try ContentID.prepare()
  guard let file = fopen(path, "rb") else {
    throw .unreadable(cleanLine(path), reason: String(cString: strerror(errno)))
  }
  defer { fclose(file) }
  var start = [UInt8](repeating: 0, count: 16)
  let count = fread(&start, 1, start.count, file)
  guard count > 0 else {
    let reason = ferror(file) != 0 ? String(cString: strerror(errno)) : "it is empty"
    throw .unreadable(cleanLine(path), reason: reason)
  }
  if start.starts(with: Array("# v2 git bundle".utf8)) || start.starts(with: Array("# v3 git bundle".utf8)) {
    return try BundleTree(path: path, folder: scratch)
  }
  return try ArchiveTree(path: path)
}
