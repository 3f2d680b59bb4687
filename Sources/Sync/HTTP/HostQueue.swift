// Who may ask one host, and when: a few at once, the others in line, and nobody while the host asks for patience.

/// The orders for one host.
struct HostQueue {
  private(set) var waiting: [Order] = []
  private(set) var running = 0
  /// What the host said last, over any of its connections.
  let pulse = Pulse()
  private(set) var speaksHTTP2 = false
  /// Fewer at once than usual, since the host asked for patience, or sent more than there is room for. Forgotten when
  /// nobody is in line.
  private var most: Int?
  private var heldUntil: ContinuousClock.Instant?

  /// Requests at once over HTTP/2, for each connection over HTTP/1.1.
  static let streams = 10

  var isIdle: Bool { waiting.isEmpty && running == 0 }
  /// When the next in line may go, where that is not now.
  var wakesAt: ContinuousClock.Instant? { waiting.isEmpty ? nil : heldUntil }

  mutating func enter(_ order: Order) { waiting.append(order) }

  /// The next that may go.
  mutating func next(at now: ContinuousClock.Instant) -> Order? {
    guard let first = waiting.first, heldUntil.map({ $0 <= now }) ?? true else { return nil }
    heldUntil = nil
    let usual = first.request.settings.connections * (speaksHTTP2 ? HostQueue.streams : 1)
    guard running < max(1, min(most ?? usual, usual)) else { return nil }
    running += 1
    return waiting.removeFirst()
  }

  /// One that was under way is done, or given up.
  mutating func leave(speaksHTTP2: Bool? = nil) {
    running -= 1
    if let speaksHTTP2 { self.speaksHTTP2 = speaksHTTP2 }
    if isIdle { most = nil }
  }

  /// One that was under way goes back to the front of the line, nobody goes before a time, and fewer go at once from
  /// now on.
  mutating func hold(_ order: Order, until time: ContinuousClock.Instant) {
    most = max(1, running / 2)
    heldUntil = max(heldUntil ?? time, time)
    running -= 1
    waiting.insert(order, at: 0)
  }

  /// Takes one that waits out of the line.
  mutating func remove(_ id: Int) -> Order? {
    waiting.firstIndex { $0.id == id }.map { waiting.remove(at: $0) }
  }
}

/// What came over one connection, and when last. Answers that share a connection share it: on a slow line one may
/// be silent long while others come.
final class Pulse {
  private(set) var bytes = 0
  private(set) var last = SuspendingClock.now

  func beat(_ count: Int) {
    bytes += count
    last = .now
  }
}
