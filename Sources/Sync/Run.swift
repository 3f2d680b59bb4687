// One sync of one source under way: its mirrors, and what has become of each.

import Library
import Parsing

struct Run {
  let library: Library
  let source: String
  let settings: SourceSettings
  let open: SyncEngine.Opening
  let now: @Sendable () -> Int64
  let intake: Intake
  let mirrors: [MirrorRecord]
  /// Seconds after which a mirror may be left because it is slow, where there is another to go to.
  let slowAfter: Double

  /// A mirror that has had nothing new is checked against another one after so many seconds.
  private static let longestTrust: Int64 = 3 * 3600
  /// A mirror that has failed for so many seconds is not waited for any more.
  private static let longestAbsence: Int64 = 7 * 86_400

  /// Asks mirrors until one has given all. Returns what stood in the way where none has.
  func askMirrors(isAsked: Bool) async throws -> SyncError? {
    var waiting = orderedMirrors(isAsked: isAsked)
    guard !waiting.isEmpty else { return soonest }
    var behind: [MirrorRecord] = [], slow: [MirrorRecord] = []
    var error: SyncError?
    while !waiting.isEmpty {
      let mirror = waiting.removeFirst()
      error = try await ask(mirror, old: mirrors.count == 1 ? .taken : .refused, others: waiting)
      switch error {
      case nil:
        let lacksPages = await intake.lacksPages
        if let other = lacksPages ? waiting.first : unasked(among: waiting) {
          try await compare(mirror, with: other)
        }
        return nil
      case .behind?: behind.append(mirror)
      case .slow?: slow.append(mirror)
      case .budgetSpent?: return error
      default: break
      }
    }
    // The others were no better: what is slow is waited for.
    for mirror in slow {
      error = try await ask(mirror, old: .refused, others: [])
      if error == nil { return nil }
      if case .behind = error { behind.append(mirror) }
    }
    guard let mirror = behind.first else { return error }
    // All say the same, or those that could say otherwise are gone: it was not the mirrors that went back, but the paper.
    // Where another may come back it is waited for, and meanwhile what is new is taken.
    let isSettled = try mirrors.allSatisfy { other in
      try behind.contains { $0.id == other.id } || isGone(current(other) ?? other)
    }
    return try await ask(mirror, old: isSettled ? .taken : .skipped, others: [])
  }

  /// The mirrors to be asked, the healthiest first.
  private func orderedMirrors(isAsked: Bool) -> [MirrorRecord] {
    mirrors.map { (mirror: $0, health: MirrorHealth($0)) }
      .filter { $0.health.wait(at: now()) == nil || (isAsked && !$0.health.isTold) }
      .enumerated().sorted { left, right in
        let scores = (left.element.health.score, right.element.health.score)
        return scores.0 != scores.1 ? scores.0 > scores.1 : left.offset < right.offset
      }
      .map(\.element.mirror)
  }

  /// All are to be left alone: which of them for the shortest time.
  private var soonest: SyncError? {
    mirrors.compactMap { mirror in MirrorHealth(mirror).wait(at: now()).map { (mirror.address, $0) } }
      .min { $0.1 < $1.1 }.map { SyncError.waiting($0.0, seconds: $0.1) }
  }

  // MARK: One mirror

  /// Asks a mirror for all it has, once more where it was made anew meanwhile; what stood in the way, where something did.
  private func ask(
    _ mirror: MirrorRecord, old: Pass.Old, others: [MirrorRecord], isAgain: Bool = false
  ) async throws -> SyncError? {
    // It may have been asked before in this run.
    let mirror = try current(mirror) ?? mirror
    var health = MirrorHealth(mirror)
    let begun = SuspendingClock.now
    var tree: (any Tree)?
    func keep() throws {
      health.moved(tree?.traffic ?? 0, at: now())
      try library.setHealth(health.text, of: mirror.id)
    }
    do {
      let allowance = try allowance
      var opened = try open(mirror.address, settings)
      if !others.isEmpty { opened = opened.hastened() }
      tree = opened
      let fastest = others.map { MirrorHealth($0).speed }.max()
      let watch = fastest.map { SpeedWatch(ofOther: $0 > 0 ? $0 : nil, patience: slowAfter) }
      try await Pass(
        library: library, source: source, mirror: mirror, tree: opened, settings: settings, intake: intake,
        now: now(), old: old, allowance: allowance, watch: watch, keepBytes: bytesKeeper(mirror)
      ).run()
      try await noteWhatWasLeftOut(in: &health)
      // A few bytes say more of the distance than of the speed.
      health.succeeded(at: now(), speed: opened.traffic > 50_000 ? speed(of: opened, since: begun) : nil)
      try keep()
      return nil
    } catch let error as SyncError {
      try await intake.flush()
      switch error {
      case .budgetSpent: break
      case .replaced where !isAgain:
        try keep()
        return try await ask(mirror, old: old, others: others, isAgain: true)
      default:
        health.failed(error, at: now())
        if case .slow = error { health.speed = speed(of: tree, since: begun) }
        await intake.failed(MirrorFailure(address: mirror.address, error: error))
      }
      try keep()
      return error
    } catch LibraryError.noSuchMirror where !others.isEmpty {
      // It was removed meanwhile.
      try await intake.flush()
      return .noMirror(shownAddress(mirror.address))
    } catch {
      try? keep()
      throw error
    }
  }

  /// What was left out before, and has come since, is left out no more.
  private func noteWhatWasLeftOut(in health: inout MirrorHealth) async throws {
    let known = try library.fileStates(
      source: source, at: (health.leftOut ?? []).map(\.note.path), reading: readingVersion)
    health.leftOut(await intake.lastNotes, at: now()) { left in
      // Each sync says anew which names it does not know.
      if case .noCategory = left.note.problem { return true }
      guard case .source = left.note.problem, let state = known[left.note.path] else { return false }
      return state.content != nil && state.checked > left.time
    }
  }

  /// A mirror as it is kept now; nil where it was removed.
  private func current(_ mirror: MirrorRecord) throws -> MirrorRecord? {
    try library.mirrors(of: source).first { $0.id == mirror.id }
  }

  /// Bytes a second that a tree has moved.
  private func speed(of tree: (any Tree)?, since begun: SuspendingClock.Instant) -> Double {
    Double(tree?.traffic ?? 0) / max(0.001, (SuspendingClock.now - begun) / .seconds(1))
  }

  /// Keeps the bytes a mirror has moved so far in this run.
  private func bytesKeeper(_ mirror: MirrorRecord) -> @Sendable (Int) -> Void {
    { [library, now] bytes in
      var health = MirrorHealth(mirror)
      health.moved(bytes, at: now())
      try? library.setHealth(health.text, of: mirror.id)
    }
  }

  /// Bytes that may still be moved today.
  private var allowance: Int? {
    get throws {
      guard let limit = settings.dailyBudget else { return nil }
      let spent = try library.mirrors(of: source).reduce(0) { $0 + MirrorHealth($1).bytes(ofDay: now()) }
      guard spent < limit else { throw SyncError.budgetSpent(limit: limit) }
      return limit - spent
    }
  }

  // MARK: Freshness

  /// Whether a mirror has failed for so long that it does not count any more.
  private func isGone(_ mirror: MirrorRecord) -> Bool {
    MirrorHealth(mirror).failingSince.map { now() - $0 >= Run.longestAbsence } ?? false
  }

  /// Another mirror that has not been asked for long: the one asked may have stood still.
  private func unasked(among others: [MirrorRecord]) -> MirrorRecord? {
    others.first { other in
      let asked = MirrorHealth(other).asked
      return asked > now() || now() - asked >= Run.longestTrust
    }
  }

  /// Asks another mirror where one had nothing new, or not all it lists. What it has more, the first was behind.
  private func compare(_ mirror: MirrorRecord, with other: MirrorRecord) async throws {
    let before = await intake.progress
    let lacksPages = await intake.lacksPages
    guard before.new + before.changed == 0 || lacksPages else { return }
    guard try await ask(other, old: .skipped, others: []) == nil else { return }
    let isBehind = await intake.progress.new > before.new
    for (mirror, isLate) in [(mirror, isBehind), (other, false)] {
      guard let record = try current(mirror) else { continue }
      var health = MirrorHealth(record)
      health.staleness = isLate ? health.staleness + 1 : 0
      try library.setHealth(health.text, of: record.id)
    }
  }
}
