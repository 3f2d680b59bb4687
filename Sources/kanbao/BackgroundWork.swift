// What is done with the library beside the reader: each kind on a thread of its own, and none in the way of a key. What comes
// of it comes through the mailbox.

import Dispatch
import Library
import Reader
import Synchronization
import Terminal

/// The work beside one reader. Not `Sendable`: the event loop has it.
final class BackgroundWork {
  /// What came of marking many articles.
  typealias Marked = (effect: Effect, answer: Result<Message?, LibraryError>)

  private let mailbox: Mailbox<Message>
  private let marked = Mailbox<Marked>()
  private let hasMarked = DispatchSemaphore(value: 0)
  /// Whether many articles are being marked, or what came of it has not been taken.
  private(set) var isMarking = false
  private var indexing: BackgroundThread?, counting: BackgroundThread?, ignoring: BackgroundThread?
  private let uncounted = Uncounted()

  init(_ mailbox: Mailbox<Message>) { self.mailbox = mailbox }

  /// Makes the index of what an older Kanbao stored. A step of it that fails is left to the next sync.
  func finishIndex(of library: Library) {
    guard library.lacksIndex else { return }
    indexing = BackgroundThread { isWanted in
      while isWanted(), (try? library.continueIndexing()) == true {}
    }
  }

  /// Counts what is unread of kept searches, and of those that were to be counted before and have not been.
  func count(_ searches: [SavedSearch], in library: Library) {
    if searches.isEmpty { return }
    counting?.cancel()
    uncounted.add(searches)
    counting = BackgroundThread { [mailbox, uncounted] isWanted in
      while isWanted(), let search = uncounted.first {
        let count = try? library.unreadCount(of: search, limit: Reader.mostCounted, isWanted: isWanted)
        guard let count, isWanted() else { return }
        uncounted.remove(search)
        mailbox.post(.searchCount(search.id, count))
      }
    }
  }

  /// Marks read what some searches find of what has come.
  /// - Parameter isAnew: Whether the searches are others now, or the library is; otherwise what is at it goes on.
  func ignore(_ queries: [String], in library: Library, isAnew: Bool) {
    if isAnew { ignoring?.cancel() }
    guard !queries.isEmpty, isAnew || ignoring?.hasEnded != false else { return }
    ignoring = BackgroundThread { [mailbox] isWanted in
      if (try? library.markIgnored(by: queries, isWanted: isWanted)) == true { mailbox.post(.arrived) }
    }
  }

  /// Keeps marks of many articles, all or none. It cannot be called off.
  func mark(_ effect: Effect, in library: Library) {
    isMarking = true
    _ = BackgroundThread { [marked, hasMarked] _ in
      let answer = Result { () throws(LibraryError) in try library.beside().answer(effect) }
      marked.post((effect, answer))
      hasMarked.signal()
    }
  }

  /// Waits until what is being marked has been.
  func waitUntilMarked() {
    hasMarked.wait()
    hasMarked.signal()
  }

  /// What the loop waits for.
  var awaited: [any Awaited] { isMarking ? [marked] : [] }

  /// What came of marking, once it has been done.
  func takeMarked() -> Marked? {
    guard isMarking, let done = marked.drain().first else { return nil }
    hasMarked.wait()
    isMarking = false
    return done
  }

  /// Nothing of it is wanted any more.
  func cancel() { [indexing, counting, ignoring].forEach { $0?.cancel() } }
}

/// Kept searches that are to be counted, each once.
private final class Uncounted: Sendable {
  private let searches = Mutex<[SavedSearch]>([])

  var first: SavedSearch? { searches.withLock { $0.first } }

  func add(_ new: [SavedSearch]) {
    searches.withLock { searches in
      for search in new {
        searches.removeAll { $0.id == search.id }
        searches.append(search)
      }
    }
  }

  func remove(_ search: SavedSearch) { searches.withLock { $0.removeAll { $0.id == search.id } } }
}
