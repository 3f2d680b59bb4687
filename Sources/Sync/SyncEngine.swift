// The engine: one source after another, one mirror after another.

import Foundation
package import Library

/// Brings sources up to date.
package actor SyncEngine {
  private let library: Library

  /// Syncs into a library.
  package init(library: Library) { self.library = library }

  /// Brings the source whose key is `source` up to date from one tree, whose address is among the source's.
  ///
  /// Files that have not changed are not read; what was read is stored in batches, each whole, so a sync that is
  /// killed goes on from there the next time.
  /// - Throws: `SyncError` when the tree fails, `LibraryError` when it cannot be stored.
  package func sync(
    _ source: String, from tree: any Tree, at address: String, settings: SourceSettings = SourceSettings(),
    report: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws -> SyncReport {
    guard let mirror = try library.mirrors(of: source).first(where: { $0.address == address }) else {
      throw SyncError.unknownAddress(address)
    }
    let intake = Intake(library: library, source: source, report: report)
    try await Pass(
      library: library, source: source, mirror: mirror, tree: tree, settings: settings, intake: intake,
      now: Int64(Date().timeIntervalSince1970), takesOld: true
    ).run()
    return await intake.result
  }
}
