// Work on many things, a few at a time.

/// Does `body` for each element in about their order, at most `width` at once. The first that throws ends it: those
/// under way are cancelled and waited for.
func forEach<Element: Sendable>(
  of elements: [Element], width: Int, _ body: @escaping @Sendable (Element) async throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: Void.self) { group in
    var rest = elements.makeIterator()
    for _ in 0..<width {
      guard let element = rest.next() else { break }
      group.addTask { try await body(element) }
    }
    while try await group.next() != nil {
      guard let element = rest.next() else { continue }
      group.addTask { try await body(element) }
    }
  }
}

/// Files that a stream brings one after another, handed on a few at once.
actor Bunch {
  private let take: @Sendable (Delivery) async throws -> Void
  private var waiting: [Delivery] = []
  private var bytes = 0

  /// Files, and bytes, that wait for others at most.
  private static let mostFiles = 32, mostBytes = 1_048_576

  init(to take: @escaping @Sendable (Delivery) async throws -> Void) { self.take = take }

  /// Takes a file in; it is handed on with others, soon.
  func add(_ delivery: Delivery) async throws {
    waiting.append(delivery)
    if case .content(let content, _) = delivery.outcome { bytes += content.count }
    if waiting.count >= Bunch.mostFiles || bytes >= Bunch.mostBytes { try await flush() }
  }

  /// Hands on what waits.
  func flush() async throws {
    let ready = waiting
    (waiting, bytes) = ([], 0)
    try await forEach(of: ready, width: 4, take)
  }
}
