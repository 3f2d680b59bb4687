// Whether a mirror can be reached: asked the way a sync begins, and for no more than a first answer.

import Foundation
import Library
import Parsing

extension Transports {
  /// Finds out whether the mirror at an address that `find` gave answers within some seconds: on the web its front page
  /// is asked for, of a repository which commit is current; a folder or a file is looked at. Nothing is kept of it.
  /// Returns how long it took.
  /// - Throws: `SyncError`, `ParsingError`, `CancellationError`.
  package func reach(_ address: String, settings: SourceSettings, seconds: Int) async throws -> Duration {
    let begun = ContinuousClock.now
    switch try tree(at: address, settings: settings) {
    case let tree as HTTPTree:
      guard try await Transports.hasFrontPage(tree, address, seconds) else {
        throw SyncError.noMirror(shownAddress(address))
      }
    case let tree as GitTree: try await tree.reach(seconds: seconds)
    case let tree where tree.isAtHand:
      guard access(address, R_OK) == 0 else {
        throw SyncError.unreadable(cleanLine(address), reason: String(cString: strerror(errno)))
      }
    default: break
    }
    return .now - begun
  }

  /// Whether a tree on the web has a front page, as far as it says so in time.
  private static func hasFrontPage(_ tree: HTTPTree, _ address: String, _ seconds: Int) async throws -> Bool {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask { try await tree.frontPage() != nil }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        let host = WebAddress(address)?.hostAndPort ?? shownAddress(address)
        throw tree.traffic == 0
          ? SyncError.noConnection(host: host, seconds: seconds) : .noAnswer(host: host, seconds: seconds)
      }
      defer { group.cancelAll() }
      return try await group.next() ?? false
    }
  }
}
