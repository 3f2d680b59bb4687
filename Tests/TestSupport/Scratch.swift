// A folder for one test.

import Foundation

/// A new folder, gone with the value.
package final class Scratch: Sendable {
  /// Its absolute path.
  package let path: String

  /// Makes it where temporary things go.
  package init() {
    var template = Array((NSTemporaryDirectory() + "/kanbao-test-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else { fatalError("no temporary folder: \(errno)") }
    path = String(cString: made)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
