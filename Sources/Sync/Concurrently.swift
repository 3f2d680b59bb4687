// Work on many things, a few at a time.

/// Does `body` for each element in about their order, at most `width` at once. The first that throws ends it: those
/// under way are cancelled and waited for.
func forEach<Element: Sendable>(
  of elements: [Element], width: Int, _ body: @escaping @Sendable (Element) async throws -> Void
) async throws {
  try await handOn(width: width, to: body) { hand in
    for element in elements { try await hand(element) }
  }
}

/// Hands elements on, at most `width` at once, while more are brought: `bring` is given what takes one, and waits there
/// while none can be. The first taker that throws ends it: those under way are cancelled and waited for.
func handOn<Element: Sendable>(
  width: Int = 4, to take: @escaping @Sendable (Element) async throws -> Void,
  _ bring: ((Element) async throws -> Void) async throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: Void.self) { group in
    var free = width
    try await bring { element in
      if free > 0 { free -= 1 } else { try await group.next() }
      group.addTask { try await take(element) }
    }
    while try await group.next() != nil {}
  }
}
