// The event loop: wait, take in, update, do, draw once. One thread; the only one that touches the terminal.

import Articles
import CHeap
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
  var reader: Reader
  let display: CursesDisplay
  /// Where signals come: made when ncurses has set up its own.
  let poller: Poller
  let mailbox = Mailbox<Message>()
  let scripts: ScriptChoice
  var widths: TerminalWidths
  let sync: BackgroundSync
  private var ending = false
  private let idleLimit: Duration?
  var lastInput = ContinuousClock.now
  private var isLeftIdle = false
  /// Why marks were not kept, where that came out when there was no screen any more to say it on.
  private var untold: LibraryError?
  private static let leftIdle = say("很久没有按键，已退出", "很久沒有按鍵，已離開", "left, as no key was pressed for long")
  private let beside: BackgroundWork
  /// Kept searches whose unread articles are to be counted when the screen is drawn.
  private var uncounted: [SavedSearch] = []
  /// The search that was asked for last and has not been done: while more is typed, none before it is worth doing.
  private var search: Effect?
  /// Done one by one when the screen has been drawn, each before the next frame. While many articles are being marked, what
  /// changes marks waits here, too; what is read meanwhile is read again then.
  private var putOff = PutOff()
  /// Where one is, as that was kept last, and when it is to be kept again.
  private var placeKept: Leaving?, placeDue: ContinuousClock.Instant?
  /// Whether it was said that the reader's file is gone, and none could be had in its place so far.
  private var isLossTold = false
  /// Whether all that was taken in is on the screen.
  private var isShown = false
  /// The day that the reader knows of.
  private var day: CalendarDate?
  /// Whether keys are left that were typed ahead.
  private var isBehind = false
  /// Whether nothing is known to keep what is copied from the clipboard.
  var isClipboardOpen = false

  /// So long keys typed ahead are taken in before the screen is drawn.
  private static let longestUnseen = Duration.milliseconds(100)

  /// So long it may take until it is kept where one is: each time, other readers of the same marks look up.
  private static let longestUnkept = Duration.seconds(3)

  /// Reads a library of the world until the reader is left.
  /// - Parameter idleLimit: The reader is left when no key was pressed for so long.
  static func run(_ world: World, _ library: Library, idleLimit: Duration? = nil) throws {
    kanbao_keep_heap()
    let application = try Application(world, library, idleLimit: idleLimit)
    defer {
      application.display.end()
      if application.isLeftIdle { Output.fail(leftIdle) }
      if let error = application.untold {
        Output.fail(explanation(of: error, in: world.preferences.language))
      }
    }
    application.begin()
    application.loop()
  }

  /// The reader on its first screen, which is not drawn.
  private init(_ world: World, _ library: Library, idleLimit: Duration?) throws {
    (self.world, self.library, self.idleLimit) = (world, library, idleLimit)
    scripts = ScriptChoice(world.configuration.scripts)
    widths = TerminalWidths(world)
    sync = BackgroundSync(world, mailbox)
    beside = BackgroundWork(mailbox)
    display = try CursesDisplay(theme: world.configuration.theme)
    display.useMouse(world.configuration.usesMouse)
    poller = Poller()
    if world.isRestricted { poller.refuseStops() }
    widths.settle(display)
    reader = Reader(
      size: display.size, preferences: world.preferences, keys: world.configuration.keys,
      isRestricted: world.isRestricted)
  }

  /// Draws the first screen.
  private func begin() {
    for mistake in world.configuration.mistakes { _ = reader.update(failure(mistake)) }
    for notice in library.notices + world.addSources(to: library) { _ = reader.update(failure(notice)) }
    tellDay()
    perform(reader.firstEffects)
    display.show(reader.draw())
    perform(reader.effectsOnceShown)
    keepPlace()
    library.prepareToRead()
    sync.settle(library)
    beside.finishIndex(of: library)
    ignoreUnwanted()
  }

  private func loop() {
    while true {
      // First what was typed while the terminal was asked for its width: no poll tells of that.
      takeIn()
      if let idleEnd, idleEnd <= .now {
        ending = true
        isLeftIdle = true
      }
      if ending { break }
      tellDay()
      let busyUntil = display.busyUntil()
      if !isShown, busyUntil == nil {
        sync.feed.cost(display.show(reader.draw()))
        isShown = true
        perform(reader.noteShown())
      }
      doWhatIsDue()
      if !isShown, busyUntil == nil { continue }
      beside.count(uncounted, in: library)
      uncounted = []
      if !beside.isMarking, let effect = putOff.next() {
        answer(effect)
        continue
      }
      let deadlines = [
        isBehind || search != nil ? .now : nil, putOff.aheadDue,
        beside.isMarking ? nil : putOff.positionDue,
        beside.isMarking ? nil : placeDue,
        sync.next, sync.feed.deadline,
        idleEnd,
        busyUntil,
      ]
      poller.wait(
        for: [mailbox] + sync.feed.awaited + beside.awaited, until: deadlines.compactMap(\.self).min())
    }
    catchUp()
    while beside.isMarking {
      beside.waitUntilMarked()
      takeInMarked()
      catchUp()
    }
    if reader.place != placeKept { keepPlace() }
    sync.cancel()
    beside.cancel()
  }

  /// What comes after the keys and what they show: what others tell, and what is due by the clock. It may wait for the disk.
  private func doWhatIsDue() {
    takeInMessages()
    syncIfDue()
    if let effect = putOff.takeAhead(), reader.isAwaited(effect) { ask(effect) }
    if !beside.isMarking { keepPlaceIfDue() }
  }

  /// Takes in signals and keys typed ahead; of keys that take long only some, so that what they do is seen.
  private func takeIn() {
    let end = ContinuousClock.now + Application.longestUnseen
    isBehind = false
    let signals = poller.takeSignals()
    // Of several sizes only the last is worth setting everything for.
    if signals.contains(.windowChanged) { handle(.resized(display.resized())) }
    for signal in signals {
      switch signal {
      case .windowChanged: break
      case .goOn:
        display.redraw()
        isShown = false
      case .hangUp, .terminate, .interrupt: ending = true
      }
    }
    while !ending {
      if ContinuousClock.now > end {
        isBehind = true
        return
      }
      let input = display.nextInput()
      if input != .none { lastInput = .now }
      switch input {
      case .key(.control("c")) where !reader.isAsking:
        perform(reader.noteVisit())
        ending = true
      case .key(let key): take(.key(key))
      case .mouse(let event): take(.mouse(event))
      case .paste(let text): handle(.paste(cleanLine(text)))
      case .width(let width):
        let isAsSupposed = width == CellWidth.ambiguous
        widths.learn(width)
        if isAsSupposed { continue }
        display.redraw()
        handle(.resized(display.resized()))
      case .none:
        doSearch()
        return
      case .closed: ending = true
      }
    }
  }

  /// A key typed ahead of a search's results waits for them, unless it goes into the line that is searched for; so does
  /// the mouse.
  private func take(_ input: Message) {
    if !reader.isTyping { doSearch() }
    handle(input)
  }

  private func doSearch() {
    guard let effect = search else { return }
    search = nil
    ask(effect)
  }

  private func takeInMarked() {
    guard let (effect, answer) = beside.takeMarked() else { return }
    if ending, case .failure(let error) = answer { untold = error }
    attempt(effect) { try answer.get() }
  }

  private func takeInMessages() {
    takeInMarked()
    let areMarksGone = library.areMarksGone
    if areMarksGone, !isLossTold { handle(failure(LibraryError.marksGone(world.places.reader))) }
    if areMarksGone || library.isCacheGone { reopen() }
    for message in mailbox.drain() {
      if case .synced = message, let next = sync.end(library) {
        handle(next)
        handle(.arrived)
        ignoreUnwanted()
      } else {
        handle(message)
      }
    }
    for message in sync.feed.news(of: library) {
      handle(message)
      if case .arrived = message { ignoreUnwanted() }
    }
  }

  /// Has what is not wanted of what has come be marked read, beside the reader.
  /// - Parameter isAnew: Whether the searches are others now, or the library is; otherwise what is at it goes on.
  func ignoreUnwanted(isAnew: Bool = false) {
    beside.ignore(world.configuration.ignored, in: library, isAnew: isAnew)
  }

  /// When the reader is left if no key is pressed before.
  private var idleEnd: ContinuousClock.Instant? { idleLimit.map { lastInput + $0 } }

  private func keepPlaceIfDue() {
    if reader.place == placeKept {
      placeDue = nil
    } else if placeDue.map({ $0 <= .now }) == true {
      keepPlace()
    } else {
      placeDue = placeDue ?? .now + Application.longestUnkept
    }
  }

  /// Keeps where one is. Where that cannot be, the next visit begins elsewhere, and that is all.
  private func keepPlace() {
    (placeKept, placeDue) = (reader.place, nil)
    try? library.leave(reader.place)
  }

  func handle(_ message: Message) {
    isShown = false
    perform(reader.update(message))
  }

  // MARK: Effects

  private func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case _ where world.isRestricted && !effect.isForStrangers:
        handle(.refused(effect))
        handle(.failed(world.preferences.language[.notForStrangers]))
      case .search: search = effect
      case .source: readConfiguration()
      default: if !putOff.take(effect) { ask(effect) }
      }
    }
  }

  /// Answers an effect when all that was put off has been done.
  private func ask(_ effect: Effect) {
    catchUp()
    if beside.isMarking, effect.changesMarks { putOff.add(effect) } else { answer(effect) }
  }

  private func answer(_ effect: Effect) {
    if effect.marksMany {
      beside.mark(effect, in: library)
    } else {
      attempt(effect) { try result(of: effect) }
    }
  }

  /// Hands the answer to an effect to the reader, or says why there is none.
  private func attempt(_ effect: Effect, _ answer: () throws -> Message?) {
    do {
      if let message = try answer() { handle(message) }
    } catch {
      handle(.refused(effect))
      handle(failure(error))
      switch error {
      case LibraryError.setAside, LibraryError.marksGone: reopen()
      default: break
      }
    }
  }

  /// A cache that was damaged is out of the way, or a file was deleted: from here on the reader reads a new cache, to be
  /// filled by a sync, or what another process has made of it, and keeps its marks in the file that is there.
  private func reopen() {
    do {
      if library.areMarksGone { try library.rescueMarks() }
      library = try Library(world.places)
    } catch {
      // What is here can be read on, and it is tried again. That nothing can be marked is said, once.
      if library.areMarksGone, !isLossTold {
        isLossTold = true
        handle(failure(error))
      }
      return
    }
    isLossTold = false
    sync.settle(library)
    handle(.arrived)
    ignoreUnwanted(isAnew: true)
  }

  /// Does all that was put off, as far as it need not wait.
  private func catchUp() {
    while !beside.isMarking, let effect = putOff.nextAtOnce() { answer(effect) }
  }

  /// Starts the sync that is due by itself, where one is.
  private func syncIfDue() {
    do {
      if let message = try sync.startIfDue(library) { handle(message) }
    } catch {
      handle(failure(error))
    }
  }

  /// The day may be another one whenever something is drawn; nobody waits for it to be.
  private func tellDay() {
    guard let today = CalendarDate.today, today != day else { return }
    day = today
    handle(.today(today))
  }

  func failure(_ error: any Error) -> Message {
    let line = cleanLine(world.withoutPlaces(explanation(of: error, in: world.preferences.language)))
    return .failed(line, at: timeOfDay())
  }

  /// Does what the reader wants; the answer is a message.
  private func result(of effect: Effect) throws -> Message? {
    switch effect {
    case .setScript(let script): scripts.choose(script)
    case .countSearches(let searches): uncounted += searches
    case .sync: return try sync.start(library, isAsked: true)
    case .loadState:
      return .state(
        try stateEntries(of: library, world.configuration, in: world.preferences.language))
    case .redraw: display.redraw()
    case .suspend:
      keepPlace()
      sync.pause()
      display.suspend()
      lastInput = .now
      return .resized(display.resized())
    case .copy, .browse, .save, .pipe, .page, .edit: return try handOut(effect)
    case .quit: ending = true
    default: return try library.answer(effect).map(scripts.convert)
    }
    return nil
  }
}
