// Which kind of file a tree came in, told by its first bytes.

import Foundation
import Parsing

/// The tree in a file: a git bundle or a tar. A bundle is fetched into the folder `scratch`, which is made for it, and
/// is the caller's to remove.
/// - Throws: `SyncError.unreadable`, and `.damagedFile` for a tar that is not sound, `.noMirror`.
package func openTree(inFile path: String, scratch: String) throws(SyncError) -> any Tree {
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
