// The reader's own sync, beside it: by key and by interval, and put off while the program is suspended.

import CHeap
import Dispatch
import Library
import Reader
import Sync
import Terminal

/// Syncs of this process' reader. What happens in one comes through the mailbox and the feed. Not `Sendable`: the event
/// loop has it.
final class BackgroundSync {
  /// What the reader is told of this process' syncs, and of others'.
  let feed: SyncFeed
  private var world: World
  private let mailbox: Mailbox<Message>
  private var schedule: SyncSchedule
  private var running: Running?
  /// Whether the sync was asked for that was ended as the program was suspended; it begins again when its end is heard
  /// of.
  private var isPausedAsked: Bool?

  /// A sync under way: whether it was asked for, and what is told when it has ended.
  private struct Running {
    let isAsked: Bool, task: Task<Void, Never>, end: DispatchSemaphore
  }

  /// So long a sync may take to end before the program is suspended.
  private static let patience = DispatchTimeInterval.seconds(2)

  /// Nothing is due before `settle`.
  init(_ world: World, _ mailbox: Mailbox<Message>) {
    (self.world, self.mailbox) = (world, mailbox)
    feed = SyncFeed(world.places, hidesMirrors: world.isRestricted)
    schedule = SyncSchedule(world)
  }

  /// Goes by another configuration from now on.
  func configure(_ world: World, _ library: Library) {
    self.world = world
    schedule = SyncSchedule(world)
    settle(library)
  }

  /// Reckons when the next sync is due. Costs a row for each mirror.
  func settle(_ library: Library) { schedule.settle(library) }

  /// When a sync is due by itself; nil for never.
  var next: ContinuousClock.Instant? { schedule.next }

  /// Starts the sync that is due by itself, where one is.
  func startIfDue(_ library: Library) throws -> Message? {
    guard schedule.isDue else { return nil }
    schedule.postpone()
    return try start(library, isAsked: false)
  }

  /// Syncs the sources: all or, where nobody asked, those that are due. Where another process does that already, the
  /// message tells of its sync.
  func start(_ library: Library, isAsked: Bool) throws -> Message? {
    try library.checkItIsOurs()
    let jobs = try isAsked ? schedule.allJobs(library) : schedule.dueJobs(library)
    guard isAsked || !jobs.isEmpty else {
      // Another process has been at it meanwhile.
      settle(library)
      return nil
    }
    guard let lock = try world.syncLockIfFree else {
      return isAsked ? feed.refuse() : nil
    }
    feed.begin()
    let mailbox = mailbox, engine = world.engine(library)
    let teller = SyncTeller(
      mailbox: mailbox, reports: feed.reports, lock: lock, language: world.preferences.language)
    let end = DispatchSemaphore(value: 0)
    let task = Task.detached {
      try? await engine.sync(jobs, isAsked: isAsked, tell: teller.take)
      kanbao_return_heap()
      lock.release()
      mailbox.post(teller.end)
      end.signal()
    }
    running = Running(isAsked: isAsked, task: task, end: end)
    return .syncing(SyncStatus())
  }

  /// The end of a sync has been heard of. Returns the beginning of the next, where that one was only paused.
  func end(_ library: Library) -> Message? {
    feed.end(library)
    settle(library)
    running = nil
    guard let isAsked = isPausedAsked else { return nil }
    isPausedAsked = nil
    return try? start(library, isAsked: isAsked)
  }

  /// Ends the sync before the program is suspended: a process that sleeps would keep all others from it.
  func pause() {
    guard let running else { return }
    // What has ended, though that is not heard of yet, is not begun again.
    if running.end.wait(timeout: .now()) == .success {
      running.end.signal()
      return
    }
    running.task.cancel()
    isPausedAsked = running.isAsked
    _ = running.end.wait(timeout: .now() + BackgroundSync.patience)
  }

  /// Ends the sync, as the reader is left.
  func cancel() { running?.task.cancel() }
}
