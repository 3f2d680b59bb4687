// The pages of a mirror in a folder, as bytes.

import Foundation
import Parsing

/// All pages of the mirror in a folder, by their paths in it.
func files(ofMirror folder: String) throws -> [(path: String, bytes: [UInt8])] {
  try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().filter { pageKind(ofPath: $0) != nil }
    .map { (path: $0, bytes: [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + $0)))) }
}
