// `kanbao sync`: one round, or one after another.

import ArgumentParser
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
    let sources = try chosen
    let tally = Tally(sources: sources.map(\.key), json: json, library: library)
    try stoppable {
      try await round(of: sources, isAsked: true, settings: world.configuration.settings, tally)
    }
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
      while true {
        let now = Int64(Date().timeIntervalSince1970)
        let engine = world.engine(library)
        // The sources are asked for anew each time: some may have come or gone.
        let dues = try chosen.map { ($0, try engine.due($0.key, settings: settings($0.key)) ?? .max) }
        let due = dues.filter { $0.1 <= now }.map(\.0)
        if !due.isEmpty {
          do {
            let tally = Tally(sources: due.map(\.key), json: json, library: library)
            try await round(of: due, isAsked: false, settings: settings, tally)
          } catch SyncError.busy {
            // Another process is at it.
          }
        }
        let next = min(dues.map(\.1).filter { $0 > now }.min() ?? .max, now + Int64(seconds))
        try await Task.sleep(for: .seconds(max(next - now, SyncRounds.shortestSleep)))
      }
    }
  }

  private static let shortestSleep: Int64 = 20

  private var chosen: [SourceSummary] {
    get throws {
      let sources = try library.sources()
      for name in names where !sources.contains(where: { $0.key == name }) {
        throw LibraryError.noSuchSource(name)
      }
      let chosen = names.isEmpty ? sources : sources.filter { names.contains($0.key) }
      guard !chosen.isEmpty else {
        throw Failure(
          "还没有报源；先添加一个：kanbao add 地址", "還沒有報源；先添加一個：kanbao add 位址",
          "there is no source yet; add one: kanbao add ADDRESS")
      }
      return chosen
    }
  }

  private func round(
    of sources: [SourceSummary], isAsked: Bool, settings: (String) -> SourceSettings, _ tally: Tally
  ) async throws {
    try library.checkItIsOurs()
    guard let lock = try world.syncLockIfFree else { throw SyncError.busy }
    defer {
      tally.finish()
      lock.release()
    }
    let teller = SyncTeller(lock: lock)
    try await world.engine(library).sync(
      sources.map { SyncEngine.Job(source: $0.key, settings: settings($0.key)) }, isAsked: isAsked
    ) { event in
      teller.take(event)
      tally.take(event)
    }
  }
}

/// What a round tells on the terminal, or to a script.
private final class Tally: Sendable {
  private struct State {
    var progress: [String: SyncProgress] = [:]
    var hasFailed = false
    var lastDrawn = ContinuousClock.now - .seconds(1)
  }

  private let state = Mutex(State())
  private let sources: [String]
  private let json: Bool
  private let library: Library
  /// Whether a bar is shown: somebody is watching.
  private let isWatched = isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) == 1

  init(sources: [String], json: Bool, library: Library) {
    (self.sources, self.json, self.library) = (sources, json, library)
  }

  var hasFailed: Bool { state.withLock { $0.hasFailed } }

  func take(_ event: SyncEvent) {
    state.withLock { state in
      switch event {
      case .progress(let source, let progress):
        state.progress[source] = progress
        guard ContinuousClock.now - state.lastDrawn >= .milliseconds(200) else { return }
        state.lastDrawn = .now
        draw(state, source)
      case .ended(let source, let report):
        clear()
        tell(report, of: source)
        if report.error != nil { state.hasFailed = true }
      case .failed(let source, let error):
        clear()
        Output.fail("\(source): \(explanation(of: error, in: .ofLocale))")
        state.hasFailed = true
      }
    }
  }

  func finish() { clear() }

  private func tell(_ report: SyncReport, of source: String) {
    lines(about: report, in: .ofLocale).forEach { Output.fail("\(source): \($0)") }
    let new = report.progress.new, changed = report.progress.changed
    if json {
      try? Output.json(
        SyncRecord(
          name: source, new: new, changed: changed, bytes: report.progress.bytes,
          mirror: shownAddress(report.progress.mirror), error: report.error?.description,
          notes: report.notes.map(\.description)))
      return
    }
    guard report.error == nil || new + changed > 0 else { return }
    Output.write(
      say(
        "\(source)：新到 \(new) 篇，更改 \(changed) 篇\n", "\(source)：新到 \(new) 篇，更改 \(changed) 篇\n",
        "\(source): \(new) new, \(changed) changed\n"))
  }

  // MARK: The bar

  /// Draws the reader's line of a sync: on a terminal that is too narrow for all of it, a shorter one.
  private func draw(_ state: State, _ latest: String) {
    guard isWatched, let progress = state.progress[latest] else { return }
    let all = state.progress.values
    let status = SyncStatus(
      SyncAnnouncement(
        source: latest, mirror: host(ofMirror: progress.mirror), new: all.reduce(0) { $0 + $1.new },
        done: all.reduce(0) { $0 + $1.done }, total: all.reduce(0) { $0 + $1.total },
        bytes: all.reduce(0) { $0 + $1.bytes }), isElsewhere: false)
    write("\r\(status.line(.ofLocale, columns: columns - 1))\u{1B}[K")
  }

  private var columns: Int {
    var size = winsize()
    return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1 ? Int(size.ws_col) : 80
  }

  private func clear() { if isWatched { write("\r\u{1B}[K") } }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

/// What came of syncing a source, as JSON.
private struct SyncRecord: Encodable {
  let name: String, new: Int, changed: Int, bytes: Int, mirror: String, error: String?, notes: [String]

  private enum Field: String, CodingKey { case name, new, changed, bytes, mirror, error, notes }

  func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: Field.self)
    try fields.encode(name, forKey: .name)
    try fields.encode(new, forKey: .new)
    try fields.encode(changed, forKey: .changed)
    try fields.encode(bytes, forKey: .bytes)
    try fields.encode(mirror, forKey: .mirror)
    try fields.encode(error, forKey: .error)
    try fields.encode(notes, forKey: .notes)
  }
}
