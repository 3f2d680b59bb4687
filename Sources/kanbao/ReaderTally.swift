// What a sync beside the reader tells it.

import Reader
import Sync
import Synchronization
import Terminal

final class ReaderTally: Sendable {
  private struct State {
    var new = 0, failures = 0
  }

  private let state = Mutex(State())
  private let mailbox: Mailbox<Message>
  private let language: Language

  init(mailbox: Mailbox<Message>, language: Language) { (self.mailbox, self.language) = (mailbox, language) }

  func take(_ event: SyncEvent) {
    switch event {
    case .progress(let source, let progress):
      mailbox.post(.syncing("\(source) \(progress.done)/\(progress.total)"))
    case .ended(let source, let report):
      state.withLock { $0.new += report.progress.new }
      for note in report.notes { log(source, explanation(of: note, in: language)) }
      for failure in report.failures where failure.error != report.error {
        log(source, "\(shownAddress(failure.address)): \(explanation(of: failure.error, in: language))")
      }
      if let error = report.error { fail(error, of: source) }
    case .failed(let source, let error): fail(error, of: source)
    }
  }

  func fail(_ error: any Error, of source: String? = nil) {
    guard !(error is CancellationError) else { return }
    state.withLock { $0.failures += 1 }
    log(source, explanation(of: error, in: language))
  }

  /// The message that it is over.
  var end: Message { state.withLock { .synced(new: $0.new, failures: $0.failures) } }

  private func log(_ source: String?, _ line: String) {
    mailbox.post(.failed(source.map { "\($0): \(line)" } ?? line))
  }
}
