// When the reader syncs by itself: the intervals of the sources, and the mirrors' need of rest.

import Foundation
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
    guard !library.isReadOnly, let first = (try? dues(library))?.map(\.time).min() else {
      next = nil
      return
    }
    // The first one, on opening, comes at once; those after it keep a distance.
    let wait = Duration.seconds(first - Int64(Date().timeIntervalSince1970))
    next = .now + max(wait, next == nil ? .zero : SyncSchedule.pause)
  }

  /// What is due now is tried again in a while, unless `settle` says otherwise before.
  mutating func postpone() { next = .now + SyncSchedule.pause }

  /// All sources.
  func allJobs(_ library: Library) throws -> [SyncEngine.Job] { try library.sources().map { job($0.key) } }

  /// The sources that are due now.
  func dueJobs(_ library: Library) throws -> [SyncEngine.Job] {
    let now = Int64(Date().timeIntervalSince1970)
    return try dues(library).filter { $0.time <= now }.map { job($0.source) }
  }

  private func job(_ source: String) -> SyncEngine.Job {
    SyncEngine.Job(source: source, settings: world.configuration.settings(of: source))
  }

  private func dues(_ library: Library) throws -> [(source: String, time: Int64)] {
    let engine = world.engine(library)
    return try library.sources().compactMap { source in
      let due = try engine.due(source.key, settings: world.configuration.settings(of: source.key))
      return due.map { (source.key, $0) }
    }
  }
}
