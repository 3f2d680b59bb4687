// The engine: which of a source's mirrors is asked, in which order, and what a failure of one means.

import Articles
import Foundation
package import Library

/// Brings sources up to date.
package struct SyncEngine: Sendable {
  /// Opens the tree at an address.
  package typealias Opening = @Sendable (_ address: String, SourceSettings) throws -> any Tree

  let library: Library
  private let open: Opening
  let now: @Sendable () -> Int64
  private let slowAfter: Double

  /// An engine that syncs into a library.
  /// - Parameters:
  ///   - now: The time, in seconds since 1970.
  ///   - slowAfter: Seconds after which a mirror may be left because it is slow, where there is another to go to.
  ///   - open: Opens the tree at an address.
  package init(
    library: Library, now: @escaping @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970) },
    slowAfter: Double = 8, open: @escaping Opening
  ) {
    (self.library, self.now, self.slowAfter, self.open) = (library, now, slowAfter, open)
  }

  /// Brings a source up to date. Its mirrors are asked one after another, the healthiest first, until one has given
  /// all it holds; each goes on where the one before it failed. Files that have not changed are not read; what was
  /// read is stored in batches, each whole, so a sync that is killed goes on from there the next time.
  ///
  /// - Parameters:
  ///   - source: The source's key.
  ///   - isAsked: Whether a person asked for it: then mirrors that failed lately are asked as well.
  /// - Returns: What came of it; its `error` where no mirror gave all.
  /// - Throws: `LibraryError` when it cannot be stored, `CancellationError`.
  package func sync(
    _ source: String, settings: SourceSettings = SourceSettings(), isAsked: Bool = true,
    report: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws -> SyncReport {
    let intake = Intake(library: library, source: source, report: report)
    let run = Run(
      library: library, source: source, settings: settings, open: open, now: now, intake: intake,
      mirrors: try library.mirrors(of: source), slowAfter: slowAfter)
    return try await keeping(intake) {
      let error = try await run.askMirrors(isAsked: isAsked)
      // What nobody could bring back stays.
      if error == nil { try library.prune(source, settings, now: now()) }
      var report = await intake.result
      report.error = error
      return report
    }
  }

  /// What a sync gives; what has come is kept, whatever ends it.
  private func keeping(_ intake: Intake, _ sync: () async throws -> SyncReport) async throws -> SyncReport {
    do {
      return try await sync()
    } catch {
      try? await intake.flush()
      throw error
    }
  }

  /// Adds to a source what a tree holds that came by hand. What is known already is not doubled, and what is newer
  /// here stays.
  /// - Throws: `SyncError` when the tree cannot be read, `LibraryError` when it cannot be stored.
  package func sync(
    _ source: String, importing tree: any Tree, settings: SourceSettings = SourceSettings(),
    report: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws -> SyncReport {
    let intake = Intake(library: library, source: source, report: report)
    var settings = settings
    settings.includesArchive = true
    let pass = Pass(
      library: library, source: source, mirror: nil, tree: tree, settings: settings, intake: intake,
      now: now(), old: .skipped, allowance: nil, watch: nil)
    return try await keeping(intake) {
      try await pass.run()
      return await intake.result
    }
  }

  /// When a source is to be synced by itself, in seconds since 1970; nil for never. Costs a row for each mirror.
  package func due(_ source: String, settings: SourceSettings) throws -> Int64? {
    guard let interval = settings.interval else { return nil }
    let healths = try library.mirrors(of: source).map(MirrorHealth.init)
    let time = now()
    guard let last = healths.map(\.asked).max() else { return nil }
    if let limit = settings.dailyBudget, healths.reduce(0, { $0 + $1.bytes(ofDay: time) }) >= limit {
      return MirrorHealth.dayAfter(time)
    }
    // Where all have failed, it is the first that may be asked again, and no whole interval.
    if healths.allSatisfy({ $0.failures > 0 }) {
      return healths.map { time + Int64($0.wait(at: time) ?? 0) }.min()
    }
    return last > time ? time : last + Int64(interval)
  }
}

extension Library {
  fileprivate func prune(_ source: String, _ settings: SourceSettings, now: Int64) throws {
    guard settings.keptArticles != nil || settings.keptDays != nil else { return }
    var day: CalendarDate?
    if let days = settings.keptDays, let newest = try newestDay(source: source) {
      // A clock may be years ahead. By the newest article it is at least so late.
      day = CalendarDate(dayCount: min(Int(now / 86_400), newest.dayCount) - days)
    }
    try prune(source: source, keeping: settings.keptArticles, before: day, evenUnread: settings.dropsUnread)
    giveRoomBack()
  }
}
