// `kanbao sync`: one round, or one after another.

import ArgumentParser
import CHeap
import Foundation
import Library
import Reader
import Sync
import Synchronization

struct SyncRounds {
  let world: World
  let library: Library
  let names: [String]
  let json: Bool

  /// Syncs the sources named, or all; one line each. Fails when one of them failed, after trying all.
  func once() throws {
    let sources = try library.sources().map(\.key)
    for name in names where !sources.contains(name) { throw LibraryError.noSuchSource(name) }
    let jobs = try jobs(among: sources, world.configuration.settings)
    let tally = Tally(json: json)
    try stoppable { try await round(of: jobs, isAsked: true, tally) }
    if tally.hasFailed { throw ExitCode.failure }
  }

  /// Syncs them again and again: each when so many seconds have passed since it was last tried.
  func forever(every seconds: Int) throws {
    let settings: @Sendable (String) -> SourceSettings = { [configuration = world.configuration] source in
      var settings = configuration.settings(of: source)
      settings.interval = seconds
      return settings
    }
    try stoppable {
      var missing: [String] = [], rounds = self
      while true {
        // What passes by itself is soon tried again.
        var next = SyncRounds.afterFailure
        do {
          // A file may be deleted at any time: there is another then.
          if rounds.library.areMarksGone { try rounds.library.rescueMarks() }
          if rounds.library.isCacheGone || rounds.library.areMarksGone { rounds = try rounds.reopened }
          next = min(Int64(seconds), try await rounds.turn(settings, &missing))
        } catch SyncError.busy {
          // Another process is at it.
        } catch LibraryError.gone, LibraryError.marksGone {
          // It was deleted meanwhile.
        } catch let error as LibraryError where error.mayPass {
          Output.fail(error)
        }
        try await Task.sleep(for: .seconds(max(next, SyncRounds.shortestSleep)))
      }
    }
  }

  /// Syncs what is due. Returns the seconds until the next one is.
  private func turn(_ settings: (String) -> SourceSettings, _ missing: inout [String]) async throws -> Int64 {
    // The sources are asked for anew each time: some may have come or gone.
    let there = try library.sources().map(\.key)
    let gone = names.filter { !there.contains($0) }
    if let name = gone.first, gone.count == names.count { throw LibraryError.noSuchSource(name) }
    for name in gone where !missing.contains(name) { Output.fail(LibraryError.noSuchSource(name)) }
    missing = gone
    var waits = try world.engine(library).waits(for: jobs(among: there, settings))
    let due = waits.filter { $0.seconds <= 0 }.map(\.job)
    if !due.isEmpty {
      try await round(of: due, isAsked: false, Tally(json: json))
      kanbao_return_heap()
      // What failed just now may be asked again before the others.
      waits = try world.engine(library).waits(for: jobs(among: library.sources().map(\.key), settings))
    }
    return waits.map(\.seconds).filter { $0 > 0 }.min() ?? .max
  }

  private static let shortestSleep: Int64 = 20, afterFailure: Int64 = 60

  /// The same with the library opened anew.
  private var reopened: SyncRounds {
    get throws { SyncRounds(world: world, library: try world.openLibrary(), names: names, json: json) }
  }

  /// The sources named of those there are, or all, and how each is fetched.
  private func jobs(among sources: [String], _ settings: (String) -> SourceSettings) throws
    -> [SyncEngine.Job]
  {
    let chosen = names.isEmpty ? sources : sources.filter(names.contains)
    guard !chosen.isEmpty else {
      throw Failure(
        "还没有报源；先添加一个：kanbao add 地址", "還沒有報源；先新增一個：kanbao add 位址",
        "there is no source yet; add one: kanbao add ADDRESS")
    }
    return chosen.map { SyncEngine.Job(source: $0, settings: settings($0)) }
  }

  private func round(of jobs: [SyncEngine.Job], isAsked: Bool, _ tally: Tally) async throws {
    try await sync(jobs, isAsked: isAsked, tally)
    _ = try library.markIgnored(by: world.configuration.ignored) { !Task.isCancelled }
  }

  private func sync(_ jobs: [SyncEngine.Job], isAsked: Bool, _ tally: Tally) async throws {
    try library.checkItIsOurs()
    guard let lock = try world.syncLockIfFree else { throw SyncError.busy }
    defer {
      tally.finish()
      lock.release()
    }
    let teller = SyncTeller(lock: lock)
    try await world.engine(library).sync(jobs, isAsked: isAsked) { event in
      teller.take(event)
      tally.take(event)
    }
  }
}

/// What a round tells on the terminal, or to a script.
private final class Tally: Sendable {
  private struct State {
    var round = RoundProgress()
    var hasFailed = false
    var lastDrawn = ContinuousClock.now - .seconds(1)
  }

  private let state = Mutex(State())
  private let json: Bool
  /// Whether a bar is shown: somebody is watching.
  private let isWatched =
    isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    && environment("TERM") ?? "dumb" != "dumb"

  init(json: Bool) { self.json = json }

  var hasFailed: Bool { state.withLock { $0.hasFailed } }

  func take(_ event: SyncEvent) {
    state.withLock { state in
      state.round.take(event)
      switch event {
      case .progress:
        guard ContinuousClock.now - state.lastDrawn >= .milliseconds(200) else { return }
        state.lastDrawn = .now
      case .ended(let source, let report):
        clear()
        tell(report, of: source)
        if report.hasFailed { state.hasFailed = true }
      case .failed(let source, let error):
        clear()
        Output.fail("\(source): \(explanation(of: error, in: .ofLocale))")
        state.hasFailed = true
      }
      if state.round.goesOn { draw(state.round) }
    }
  }

  func finish() { clear() }

  private func tell(_ report: SyncReport, of source: String) {
    lines(about: report, in: .ofLocale).forEach { Output.fail("\(source): \($0)") }
    let progress = report.progress
    if json {
      try? Output.json(
        SyncRecord(
          name: source, new: progress.new, changed: progress.changed, bytes: progress.bytes,
          mirror: shownAddress(progress.mirror), error: OrNull(report.error?.description),
          notes: report.notes.map(\.description)))
      return
    }
    guard report.error == nil || progress.new + progress.changed > 0 else { return }
    Output.write(counts(of: progress, source) + "\n")
  }

  // MARK: The bar

  /// Draws the reader's line of a sync: on a terminal that is too narrow for all of it, a shorter one.
  private func draw(_ round: RoundProgress) {
    guard isWatched else { return }
    let status = SyncStatus(round.announcement, isElsewhere: false)
    Output.tell("\r\(status.line(.ofLocale, columns: columns - 1))\u{1B}[K")
  }

  private var columns: Int {
    var size = winsize()
    return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1 ? Int(size.ws_col) : 80
  }

  private func clear() { if isWatched { Output.tell("\r\u{1B}[K") } }
}

/// What came of syncing a source, as JSON.
private struct SyncRecord: Encodable {
  let name: String, new: Int, changed: Int, bytes: Int, mirror: String, error: OrNull, notes: [String]
}
