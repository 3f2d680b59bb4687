// The event loop: wait, take in, update, do, draw once. One thread; the only one that touches the terminal.

import Articles
import Foundation
import Hanzi
import Library
import Reader
import Sync
import Terminal

final class Application {
  private let world: World
  private let mailbox = Mailbox<Message>()
  private var ending = false
  private var syncing: Task<Void, Never>?

  init(_ world: World) {
    self.world = world
  }

  /// Runs the reader on the library of the world until it is left.
  func run() throws { try run(world.openLibrary()) }

  func run(_ library: Library) throws {
    CellWidth.ambiguous = world.configuration.ambiguousWidth
    let display = try CursesDisplay()
    defer { display.end() }
    let poller = Poller()
    var reader = Reader(size: display.size, preferences: world.preferences)
    for notice in library.notices { _ = reader.update(.failed(notice)) }
    perform(reader.firstEffects, &reader, library, display)
    display.show(reader.draw())
    while !ending {
      poller.wait(for: mailbox)
      takeIn(poller, display, &reader, library)
      if !ending { display.show(reader.draw()) }
    }
    syncing?.cancel()
  }

  /// Takes in all that has happened: signals, keys typed ahead, messages.
  private func takeIn(_ poller: Poller, _ display: CursesDisplay, _ reader: inout Reader, _ library: Library)
  {
    for signal in poller.takeSignals() {
      switch signal {
      case .windowChanged: handle(.resized(display.resized()), &reader, library, display)
      case .goOn: display.redraw()
      case .hangUp, .terminate, .interrupt: end(&reader, library, display)
      }
    }
    while !ending {
      switch display.nextInput() {
      case .key(.control("c")): end(&reader, library, display)
      case .key(let key): handle(.key(key), &reader, library, display)
      case .none:
        for message in mailbox.drain() { handle(message, &reader, library, display) }
        return
      case .closed: end(&reader, library, display)
      }
    }
  }

  private func end(_ reader: inout Reader, _ library: Library, _ display: CursesDisplay) {
    perform(reader.lastEffects, &reader, library, display)
    ending = true
  }

  private func handle(
    _ message: Message, _ reader: inout Reader, _ library: Library, _ display: CursesDisplay
  ) {
    perform(reader.update(message), &reader, library, display)
  }

  // MARK: Effects

  private func perform(
    _ effects: [Effect], _ reader: inout Reader, _ library: Library, _ display: CursesDisplay
  ) {
    for effect in effects {
      do {
        if let message = try result(of: effect, library, display) {
          handle(message, &reader, library, display)
        }
      } catch {
        handle(.failed("\(error)"), &reader, library, display)
      }
    }
  }

  /// Does what the reader wants; the answer is a message.
  private func result(of effect: Effect, _ library: Library, _ display: CursesDisplay) throws -> Message? {
    switch effect {
    case .sync: startSync(library)
    case .redraw: display.redraw()
    case .suspend:
      display.suspend()
      return .resized(display.resized())
    case .quit: ending = true
    default: return try library.answer(effect)
    }
    return nil
  }

  /// Syncs all sources beside the reader; what happens comes through the mailbox.
  private func startSync(_ library: Library) {
    let mailbox = mailbox
    let cache = world.places.cache
    mailbox.post(.syncing(""))
    syncing = Task.detached {
      var new = 0
      var failures = 0
      do {
        let lock = try SyncLock(cache: cache)
        for source in try library.sources() {
          do {
            let report = try await Syncing.run(source, library) { progress in
              mailbox.post(.syncing("\(source.key) \(progress.done)/\(progress.total)"))
            }
            new += report.progress.new
            for note in report.notes { mailbox.post(.failed("\(source.key): \(note)")) }
          } catch {
            failures += 1
            mailbox.post(.failed("\(source.key): \(error)"))
          }
        }
        _ = consume lock
      } catch {
        failures += 1
        mailbox.post(.failed("\(error)"))
      }
      mailbox.post(.synced(new: new, failures: failures))
    }
  }
}
