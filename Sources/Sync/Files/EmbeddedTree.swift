// A tree held in memory as a source: the sample newspaper.

import Articles
import Library
import Parsing

/// A tree held in memory: the sample newspaper.
package struct EmbeddedTree: Tree {
  private let contents: [String: [UInt8]]

  /// A tree of files by their paths.
  package init(_ contents: [String: [UInt8]]) { self.contents = contents }

  package var isAtHand: Bool { true }
  package var traffic: Int { 0 }

  package func listing(since tip: String?) -> TreeListing {
    TreeListing(
      .whole,
      contents.filter { pageKind(ofPath: $0.key) != nil }.map {
        TreeFile(path: $0.key, content: ContentID(of: $0.value))
      })
  }

  package func deliver(_ wanted: [Wanted], to take: @escaping @Sendable (Delivery) async throws -> Void)
    async throws
  {
    try await forEach(of: wanted, width: 4) { file in
      try await take(
        Delivery(file.path, contents[file.path].map { .content($0, version: "") } ?? .missing))
    }
  }
}
