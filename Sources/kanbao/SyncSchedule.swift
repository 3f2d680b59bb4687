// When the reader syncs by itself: the intervals of the sources, and the mirrors' need of rest.

import Library
import Sync

struct SyncSchedule {
  private let world: World
  /// When a sync is due; nil for never.
  private(set) var next: ContinuousClock.Instant?

  /// How long another process that is syncing is waited for, and the least between two of one's own.
  private static let pause = Duration.seconds(60)

  /// Nothing is due before `settle`.
  init(_ world: World) { self.world = world }

  var isDue: Bool { next.map { $0 <= .now } ?? false }

  /// Reckons when the next sync is due. Costs a row for each mirror.
  mutating func settle(_ library: Library) {
    if library.isReadOnly {
      next = nil
      return
    }
    // What cannot be told now may be told in a while.
    guard let waits = try? waits(library) else { return postpone() }
    guard let first = waits.map(\.seconds).min() else {
      next = nil
      return
    }
    // The first one, on opening, comes at once; those after it keep a distance.
    next = .now + max(.seconds(first), next == nil ? .zero : SyncSchedule.pause)
  }

  /// What is due now is tried again in a while, unless `settle` says otherwise before.
  mutating func postpone() { next = .now + SyncSchedule.pause }

  /// All sources.
  func allJobs(_ library: Library) throws -> [SyncEngine.Job] {
    try library.sources().map {
      SyncEngine.Job(source: $0.key, settings: world.configuration.settings(of: $0.key))
    }
  }

  /// The sources that are due now.
  func dueJobs(_ library: Library) throws -> [SyncEngine.Job] {
    try waits(library).filter { $0.seconds <= 0 }.map(\.job)
  }

  private func waits(_ library: Library) throws -> [(job: SyncEngine.Job, seconds: Int64)] {
    try world.engine(library).waits(for: allJobs(library))
  }
}
