// Who is told how far a sync has got: the reader of this process, where there is one, and the other processes.

import Foundation
import Reader
import Sync
import Synchronization
import Terminal

/// Tells of one run of several sources. May be told of them from any thread.
final class SyncTeller: Sendable {
  private struct State {
    var round = RoundProgress()
    var new = 0, failures = 0
  }

  private let mailbox: Mailbox<Message>?
  private let reports: Mailbox<SyncStatus>?
  private let lock: SyncLock
  private let language: Language
  private let state = Mutex(State())

  /// Tells those who look at the lock and, where there is a reader, its mailboxes.
  init(
    mailbox: Mailbox<Message>? = nil, reports: Mailbox<SyncStatus>? = nil, lock: SyncLock,
    language: Language = .ofLocale
  ) {
    (self.mailbox, self.reports, self.lock, self.language) = (mailbox, reports, lock, language)
  }

  func take(_ event: SyncEvent) {
    switch event {
    case .progress: tell(event)
    case .ended(let source, let report):
      tell(event)
      state.withLock { $0.new += report.progress.new }
      lines(about: report, in: language).forEach { log(source, $0) }
      if report.hasFailed { state.withLock { $0.failures += 1 } }
    case .failed(let source, let error):
      tell(event)
      state.withLock { $0.failures += 1 }
      log(source, explanation(of: error, in: language))
    }
  }

  /// The message that it is over.
  var end: Message { state.withLock { .synced(new: $0.new, failures: $0.failures) } }

  private func log(_ source: String, _ line: String) {
    mailbox?.post(.failed(source + language[.colon] + line, at: timeOfDay()))
  }

  /// Something has happened to a source: how far all have got is told.
  private func tell(_ event: SyncEvent) {
    let announcement = state.withLock { state in
      state.round.take(event)
      return state.round.announcement
    }
    if case .progress = event { lock.announce(announcement) } else { lock.announceAtOnce(announcement) }
    reports?.post(SyncStatus(announcement, isElsewhere: false))
  }
}

/// How far the syncs of several sources have got.
struct RoundProgress {
  private var progress: [String: SyncProgress] = [:]
  /// Those that go on, the latest to tell last.
  private var going: [String] = []
  /// The latest to tell.
  private var latest = ""

  /// Whether any goes on.
  var goesOn: Bool { !going.isEmpty }

  /// Takes in what happened to one of them.
  mutating func take(_ event: SyncEvent) {
    let source: String
    switch event {
    case .progress(let name, let now): (source, progress[name]) = (name, now)
    case .ended(let name, let report): (source, progress[name]) = (name, report.progress)
    case .failed(let name, _): source = name
    }
    latest = source
    going.removeAll { $0 == source }
    if case .progress = event { going.append(source) }
  }

  /// How far they have got together. The latest to tell is named, of those that go on where any does.
  var announcement: SyncAnnouncement {
    func sum(_ number: (SyncProgress) -> Int) -> Int { progress.values.reduce(0) { $0 + number($1) } }
    let source = going.last ?? latest
    return SyncAnnouncement(
      source: source, mirror: host(ofMirror: progress[source]?.mirror ?? ""), new: sum(\.new),
      done: sum(\.done), total: sum(\.total), bytes: sum(\.bytes))
  }
}

/// What a sync or an import of a source has brought, as a sentence of the locale's language.
func counts(of progress: SyncProgress, _ source: String) -> String {
  let new = progress.new, changed = progress.changed
  return say(
    "\(source)：新到 \(new) 篇，更改 \(changed) 篇", "\(source)：新到 \(new) 篇，更改 \(changed) 篇",
    "\(source): \(new) new, \(changed) changed")
}

extension SyncReport {
  /// Whether something stood in the way. That its mirrors are left alone for a while is no failure.
  var hasFailed: Bool {
    if case .waiting? = error { false } else { error != nil }
  }
}

/// What a report has to say besides numbers: what was left out, which mirrors failed, and why.
func lines(about report: SyncReport, in language: Language) -> [String] {
  lines(about: report.notes, in: language)
    + report.failures.filter { $0.error != report.error }.map { failure in
      let line = explanation(of: failure.error, in: language), address = shownAddress(failure.address)
      return line.hasPrefix(address) ? line : "\(address): \(line)"
    } + (report.error.map { [explanation(of: $0, in: language)] } ?? [])
}

/// The lines about files that were left out: of many for one reason, the first few and how many more there are. Several
/// mirrors may have had the same to say.
private func lines(about notes: [SyncNote], in language: Language) -> [String] {
  let few = 3
  var counts: [String: Int] = [:], lines: [String] = [], lasts: [String: Int] = [:], told = Set<SyncNote>()
  for note in notes where told.insert(note).inserted {
    let line = explanation(of: note, in: language)
    let reason = line.replacingOccurrences(of: note.path, with: "")
    counts[reason, default: 0] += 1
    guard counts[reason, default: 0] <= few else { continue }
    lasts[reason] = lines.count
    lines.append(line)
  }
  for (reason, count) in counts where count > few {
    guard let last = lasts[reason] else { continue }
    let more = count - few
    lines[last] += Wording("（另有 \(more) 个也是）", "（另有 \(more) 個也是）", " (and \(more) more)")[language]
  }
  return lines
}

/// What a mirror is called in few words: its host; nothing where it is on this machine.
func host(ofMirror address: String) -> String {
  address.hasPrefix("/") ? "" : URL(string: address)?.host() ?? shownAddress(address)
}
