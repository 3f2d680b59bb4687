// Several sources in one go, a few at once: one that hangs does not hold up the others.

import Library

/// Something a sync of several sources has to tell.
package enum SyncEvent: Sendable {
  /// A source has got this far.
  case progress(source: String, SyncProgress)
  /// A source is done; its report says what came, and what stood in the way.
  case ended(source: String, SyncReport)
  /// What came of a source could not be stored.
  case failed(source: String, any Error)
}

extension SyncEngine {
  /// A source to be synced.
  package struct Job: Sendable {
    /// Its key, and how it is fetched.
    package var source: String, settings: SourceSettings

    /// A source to be synced.
    package init(source: String, settings: SourceSettings) {
      (self.source, self.settings) = (source, settings)
    }
  }

  /// The seconds until each of some sources is due by itself, none or fewer where it is due now; without those that
  /// never are.
  package func waits(for jobs: [Job]) throws -> [(job: Job, seconds: Int64)] {
    let time = now()
    return try jobs.compactMap { job in
      try due(job.source, settings: job.settings).map { (job, $0 - time) }
    }
  }

  /// Sources that are synced at once.
  private static let atOnce = 3

  /// Brings several sources up to date, and then the index of what an older Kanbao stored. What happens is told from
  /// any thread.
  /// - Throws: `CancellationError` alone.
  package func sync(
    _ jobs: [Job], isAsked: Bool, tell: @escaping @Sendable (SyncEvent) -> Void
  ) async throws {
    try await forEach(of: jobs, width: SyncEngine.atOnce) { job in
      do {
        let report = try await sync(job.source, settings: job.settings, isAsked: isAsked) {
          tell(.progress(source: job.source, $0))
        }
        tell(.ended(source: job.source, report))
      } catch let error as CancellationError {
        throw error
      } catch {
        tell(.failed(source: job.source, error))
      }
    }
    try await finishIndex()
  }

  /// A step of it that fails is left to the next sync.
  private func finishIndex() async throws {
    var isChanged = false
    while (try? library.continueIndexing()) == true || (try? library.continueMerging()) == true {
      isChanged = true
      try Task.checkCancellation()
      await Task.yield()
    }
    if isChanged { library.giveRoomBack() }
  }
}
