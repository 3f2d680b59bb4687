// The event loop: wait, take in, update, do, draw once. One thread; the only one that touches the terminal.

import Articles
import Dispatch
import Foundation
import Hanzi
import Library
import Parsing
import Reader
import Sync
import Terminal

final class Application {
  var world: World
  private(set) var library: Library
  let scripts: ScriptChoice
  var widths: TerminalWidths
  let mailbox = Mailbox<Message>()
  /// Where signals come: made when ncurses has set up its own.
  private(set) lazy var poller = Poller()
  private let feed: SyncFeed
  var schedule: SyncSchedule
  private var ending = false
  private let idleLimit: Duration?
  var lastInput = ContinuousClock.now
  private var isLeftIdle = false
  private static let leftIdle = say("很久没有按键，已退出", "很久沒有按鍵，已離開", "left, as no key was pressed for long")
  /// What counts the unread articles of kept searches, and those that are to be counted when the screen is drawn.
  private var counting: BackgroundThread?
  private var uncounted: [SavedSearch] = []
  /// The search that was asked for last and has not been done: while more is typed, none before it is worth doing.
  private var search: Effect?
  /// What nobody waits for: done when the screen has been drawn.
  private var later: [Effect] = []
  /// The article to be shown beside the list, and when it is: moving on first, one reads none of those passed over.
  private var preview: (effect: Effect, due: ContinuousClock.Instant)?
  /// Where the article is being read, until that is kept: before anything else is asked of the library, and soon. Keeping
  /// it waits for the disk, which moving on does not.
  private var position: (effect: Effect, due: ContinuousClock.Instant)?
  /// Whether it was said that the reader's file is gone, and none could be had in its place so far.
  private var isLossTold = false
  private var syncing: Syncing?
  /// A sync that was ended while the program is suspended, and begins again when its end is heard of.
  private var paused: Syncing?

  /// Whether nothing is known to keep what is copied from the clipboard.
  var isClipboardOpen = false

  /// This process' sync: whether it was asked for, and what is told when it has ended.
  private struct Syncing {
    let isAsked: Bool, task: Task<Void, Never>, end: DispatchSemaphore
  }

  /// So long nobody moves before the article selected is shown beside its list.
  private static let rest = Duration.milliseconds(100)

  /// So long it may take until it is kept where the article is being read.
  private static let longestUnsaved = Duration.milliseconds(500)

  /// So long a sync may take to end before the program is suspended.
  private static let patience = DispatchTimeInterval.seconds(2)

  /// The reader on a library of the world.
  /// - Parameter idleLimit: The reader is left when no key was pressed for so long.
  init(_ world: World, _ library: Library, idleLimit: Duration? = nil) {
    self.idleLimit = idleLimit
    self.world = world
    self.library = library
    scripts = ScriptChoice(world.configuration.scripts)
    widths = TerminalWidths(world)
    feed = SyncFeed(world.places, hidesMirrors: world.isRestricted)
    schedule = SyncSchedule(world)
  }

  /// Runs the reader until it is left.
  func run() throws {
    let display = try CursesDisplay(theme: world.configuration.theme)
    defer {
      display.end()
      if isLeftIdle { Output.fail(Application.leftIdle) }
    }
    display.useMouse(world.configuration.usesMouse)
    let poller = poller
    if world.isRestricted { poller.refuseStops() }
    widths.settle(display)
    var reader = Reader(
      size: display.size, preferences: world.preferences, keys: world.configuration.keys,
      isRestricted: world.isRestricted)
    for mistake in world.configuration.mistakes { _ = reader.update(failure(mistake)) }
    for notice in library.notices + world.addSources(to: library) { _ = reader.update(failure(notice)) }
    tellDay(&reader, display)
    perform(reader.firstEffects, &reader, display)
    display.show(reader.draw())
    perform(reader.effectsOnceShown, &reader, display)
    library.prepareToRead()
    let indexing = finishIndex()
    defer { indexing?.cancel() }
    schedule.settle(library)
    while true {
      // First what was typed while the terminal was asked for its width: no poll tells of that.
      takeIn(display, &reader)
      if let idleEnd, idleEnd <= .now {
        end(&reader, display)
        isLeftIdle = true
      }
      if ending { break }
      syncIfDue(&reader, display)
      showPreviewIfDue(&reader, display)
      if let position, position.due <= .now { savePosition(&reader, display) }
      tellDay(&reader, display)
      let busyUntil = display.busyUntil()
      if busyUntil == nil { feed.cost(display.show(reader.draw())) }
      countSearches()
      if !later.isEmpty {
        doLater(&reader, display)
        continue
      }
      poller.wait(
        for: [mailbox] + feed.awaited,
        until: search == nil
          ? [feed.deadline, schedule.next, preview?.due, position?.due, idleEnd, busyUntil].compactMap { $0 }
            .min() : .now)
    }
    syncing?.task.cancel()
    counting?.cancel()
  }

  /// Makes the index of what an older Kanbao stored, beside the reader. A step of it that fails is left to the next sync.
  private func finishIndex() -> BackgroundThread? {
    guard library.lacksIndex else { return nil }
    return BackgroundThread { [library] isWanted in
      while isWanted(), (try? library.continueIndexing()) == true {}
    }
  }

  /// Takes in all that has happened: signals, keys typed ahead, messages.
  private func takeIn(_ display: CursesDisplay, _ reader: inout Reader) {
    let signals = poller.takeSignals()
    // Of several sizes only the last is worth setting everything for.
    if signals.contains(.windowChanged) { handle(.resized(display.resized()), &reader, display) }
    for signal in signals {
      switch signal {
      case .windowChanged: break
      case .goOn: display.redraw()
      case .hangUp, .terminate, .interrupt: end(&reader, display)
      }
    }
    while !ending {
      let input = display.nextInput()
      if input != .none { lastInput = .now }
      switch input {
      case .key(.control("c")) where !reader.isAsking: end(&reader, display)
      case .key(let key): take(.key(key), &reader, display)
      case .mouse(let event): take(.mouse(event), &reader, display)
      case .paste(let text): handle(.paste(cleanLine(text)), &reader, display)
      case .width(let width):
        let isAsSupposed = width == CellWidth.ambiguous
        widths.learn(width)
        if isAsSupposed { continue }
        display.redraw()
        handle(.resized(display.resized()), &reader, display)
      case .none:
        doSearch(&reader, display)
        takeInMessages(display, &reader)
        return
      case .closed: end(&reader, display)
      }
    }
  }

  /// A key typed ahead of a search's results waits for them, unless it goes into the line that is searched for; so does
  /// the mouse.
  private func take(_ input: Message, _ reader: inout Reader, _ display: CursesDisplay) {
    if !reader.isTyping { doSearch(&reader, display) }
    handle(input, &reader, display)
  }

  private func doSearch(_ reader: inout Reader, _ display: CursesDisplay) {
    guard let effect = search else { return }
    search = nil
    answer(effect, &reader, display)
  }

  private func takeInMessages(_ display: CursesDisplay, _ reader: inout Reader) {
    if library.areMarksGone, !isLossTold {
      handle(failure(LibraryError.marksGone(world.places.reader)), &reader, display)
    }
    if library.isCacheGone || library.areMarksGone { reopen(&reader, display) }
    for message in mailbox.drain() {
      if case .synced = message {
        feed.end(library)
        schedule.settle(library)
        syncing = nil
        if goOn(&reader, display) { continue }
      }
      handle(message, &reader, display)
    }
    for message in feed.news(of: library) { handle(message, &reader, display) }
  }

  /// When the reader is left if no key is pressed before.
  private var idleEnd: ContinuousClock.Instant? { idleLimit.map { lastInput + $0 } }

  private func end(_ reader: inout Reader, _ display: CursesDisplay) {
    perform(reader.lastEffects, &reader, display)
    savePosition(&reader, display)
    ending = true
  }

  private func savePosition(_ reader: inout Reader, _ display: CursesDisplay) {
    guard let effect = position?.effect else { return }
    position = nil
    answer(effect, &reader, display)
  }

  func handle(
    _ message: Message, _ reader: inout Reader, _ display: CursesDisplay
  ) {
    perform(reader.update(message), &reader, display)
  }

  // MARK: Effects

  private func perform(
    _ effects: [Effect], _ reader: inout Reader, _ display: CursesDisplay
  ) {
    for effect in effects {
      switch effect {
      case _ where world.isRestricted && !effect.isForStrangers:
        handle(.refused(effect), &reader, display)
        handle(.failed(world.preferences.language[.notForStrangers]), &reader, display)
      case .search: search = effect
      case .loadPreview: preview = (effect, .now + Application.rest)
      case .source: readConfiguration(&reader, display)
      case .savePosition: position = (effect, position?.due ?? .now + Application.longestUnsaved)
      default:
        savePosition(&reader, display)
        answer(effect, &reader, display)
      }
    }
  }

  private func answer(_ effect: Effect, _ reader: inout Reader, _ display: CursesDisplay) {
    attempt(effect, &reader, display) { try result(of: effect, display) }
  }

  /// Hands the answer to an effect to the reader, or says why there is none.
  private func attempt(
    _ effect: Effect, _ reader: inout Reader, _ display: CursesDisplay, _ answer: () throws -> Message?
  ) {
    do {
      if let message = try answer() { handle(message, &reader, display) }
    } catch {
      handle(.refused(effect), &reader, display)
      handle(failure(error), &reader, display)
      switch error {
      case LibraryError.setAside, LibraryError.marksGone: reopen(&reader, display)
      default: break
      }
    }
  }

  /// A cache that was damaged is out of the way, or a file was deleted: from here on the reader reads a new cache, to be
  /// filled by a sync, or what another process has made of it, and keeps its marks in the file that is there.
  private func reopen(_ reader: inout Reader, _ display: CursesDisplay) {
    do {
      if library.areMarksGone { try library.rescueMarks() }
      library = try Library(world.places)
    } catch {
      // What is here can be read on, and it is tried again. That nothing can be marked is said, once.
      if library.areMarksGone, !isLossTold {
        isLossTold = true
        handle(failure(error), &reader, display)
      }
      return
    }
    isLossTold = false
    schedule.settle(library)
    handle(.arrived, &reader, display)
  }

  private func doLater(_ reader: inout Reader, _ display: CursesDisplay) {
    let effects = later
    later = []
    for effect in effects {
      attempt(effect, &reader, display) { try library.answer(effect).map(scripts.convert) }
    }
  }

  /// The day may be another one whenever something is drawn; nobody waits for it to be.
  private func tellDay(_ reader: inout Reader, _ display: CursesDisplay) {
    if let day = CalendarDate.today { handle(.today(day), &reader, display) }
  }

  private func showPreviewIfDue(_ reader: inout Reader, _ display: CursesDisplay) {
    guard let preview, preview.due <= .now else { return }
    self.preview = nil
    answer(preview.effect, &reader, display)
  }

  func failure(_ error: any Error) -> Message {
    .failed(cleanLine(world.withoutPlaces(explanation(of: error, in: world.preferences.language))))
  }

  /// Does what the reader wants; the answer is a message.
  private func result(of effect: Effect, _ display: CursesDisplay) throws -> Message? {
    switch effect {
    case .setScript(let script): scripts.choose(script)
    case .countSearches(let searches): uncounted = searches
    case .loadRelated: later.append(effect)
    case .sync: return try startSync(isAsked: true)
    case .loadState:
      return .state(
        try stateEntries(of: library, world.configuration, in: world.preferences.language))
    case .redraw: display.redraw()
    case .suspend:
      pauseSync()
      display.suspend()
      lastInput = .now
      return .resized(display.resized())
    case .copy, .browse, .save, .pipe, .page, .edit: return try handOut(effect, display)
    case .quit: ending = true
    default: return try library.answer(effect).map(scripts.convert)
    }
    return nil
  }

  /// Counts what is unread of kept searches, beside the reader; what comes of it comes through the mailbox.
  private func countSearches() {
    if uncounted.isEmpty { return }
    counting?.cancel()
    counting = BackgroundThread { [uncounted, library, mailbox] isWanted in
      for search in uncounted {
        let count = try? library.unreadCount(of: search, limit: Reader.mostCounted, isWanted: isWanted)
        guard let count else { return }
        mailbox.post(.searchCount(search.id, count))
      }
    }
    uncounted = []
  }

  // MARK: Sync

  /// Starts the sync that is due by itself, where one is.
  private func syncIfDue(_ reader: inout Reader, _ display: CursesDisplay) {
    guard schedule.isDue else { return }
    schedule.postpone()
    do {
      if let message = try startSync(isAsked: false) { handle(message, &reader, display) }
    } catch {
      handle(failure(error), &reader, display)
    }
  }

  /// Syncs the sources beside the reader, all or, where nobody asked, those that are due; what happens comes through
  /// the mailbox and the feed. Where another process does that already, the message tells of its sync.
  private func startSync(isAsked: Bool) throws -> Message? {
    try library.checkItIsOurs()
    let jobs = try isAsked ? schedule.allJobs(library) : schedule.dueJobs(library)
    guard isAsked || !jobs.isEmpty else { return nil }
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
      lock.release()
      mailbox.post(teller.end)
      end.signal()
    }
    syncing = Syncing(isAsked: isAsked, task: task, end: end)
    return .syncing(SyncStatus())
  }

  /// Ends this process' sync before the program is suspended: a process that sleeps would keep all others from it.
  private func pauseSync() {
    guard let syncing else { return }
    syncing.task.cancel()
    paused = syncing
    _ = syncing.end.wait(timeout: .now() + Application.patience)
  }

  /// Begins a sync again that was ended for a suspension. Returns whether there was one, and it goes on.
  private func goOn(_ reader: inout Reader, _ display: CursesDisplay) -> Bool {
    guard let isAsked = paused?.isAsked else { return false }
    paused = nil
    guard let message = try? startSync(isAsked: isAsked) else { return false }
    handle(message, &reader, display)
    handle(.arrived, &reader, display)
    return true
  }
}
