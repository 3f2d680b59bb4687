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

/// Hands files on, at most `width` at once, while more are brought: `bring` is given what takes one, and waits there while
/// none can be. The first taker that throws ends it: those under way are cancelled and waited for.
func handOn(
  width: Int, to take: @escaping @Sendable (Delivery) async throws -> Void,
  _ bring: ((Delivery) async throws -> Void) async throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: Void.self) { group in
    var free = width
    try await bring { delivery in
      if free > 0 { free -= 1 } else { try await group.next() }
      group.addTask { try await take(delivery) }
    }
    try await group.waitForAll()
  }
}
