// A mirror that does what a test says: for what real servers do only now and then.

import Library
import Sync
import Synchronization

/// A mirror in memory, which a test may change and break.
final class ScriptedMirror: Sendable {
  struct State {
    var files: [String: [UInt8]] = [:]
    /// Thrown when it is asked what it holds.
    var listingError: SyncError?
    /// Thrown when so many files have been delivered.
    var deliveryError: (after: Int, SyncError)?
    /// Files that cannot be had, and why.
    var broken: [String: SyncError] = [:]
    /// What was asked for, in order.
    var wanted: [String] = []
    /// Bytes each file is said to cost.
    var cost = 0
  }

  let state = Mutex(State())

  func set(_ path: String, _ text: String) { state.withLock { $0.files[path] = Array(text.utf8) } }

  /// What was asked for since the last time.
  func takeWanted() -> [String] {
    state.withLock { state in
      defer { state.wanted = [] }
      return state.wanted
    }
  }

  /// The same as a tree that says what it holds.
  var whole: EmbeddedTree { EmbeddedTree(state.withLock { $0.files }) }

  /// A front page, an index that lists some numbers, and their pages.
  func publish(_ numbers: [Int], text: (Int) -> String = { "第\($0)篇的正文。" }) {
    set("README.md", "### 日报\n\n#### 生活 &nbsp;-&nbsp; [饮食](indexes/food.md?t=1)\n")
    set("indexes/food.md", numbers.map { "#### [第\($0)篇](../pages/food/\($0).md?t=2)\n" }.joined())
    for number in numbers {
      set("pages/food/\(number).md", "### 第\(number)篇\n------------------------\n\n<p>\(text(number))</p>\n")
    }
  }
}

/// A visit to a scripted mirror: it cannot say what it holds, as a web mirror.
final class ScriptedTree: Tree {
  private let mirror: ScriptedMirror
  private let moved = Mutex(0)

  init(_ mirror: ScriptedMirror) { self.mirror = mirror }

  var isAtHand: Bool { false }
  var traffic: Int { moved.withLock { $0 } }

  func listing(since tip: String?) async throws -> TreeListing {
    if let error = mirror.state.withLock({ $0.listingError }) { throw error }
    return TreeListing(.unknown)
  }

  func deliver(_ wanted: [Wanted], to take: @escaping @Sendable (Delivery) async throws -> Void) async throws
  {
    for file in wanted {
      if let error = mirror.state.withLock({ $0.broken[file.path] }) {
        mirror.state.withLock { $0.wanted.append(file.path) }
        try await take(Delivery(file.path, .failed(error)))
        continue
      }
      let bytes: [UInt8]? = try mirror.state.withLock { state in
        if let (after, error) = state.deliveryError {
          if after == 0 { throw error }
          state.deliveryError = (after - 1, error)
        }
        state.wanted.append(file.path)
        moved.withLock { $0 += state.cost }
        return state.files[file.path]
      }
      let version = bytes.map { ContentID(of: $0).bytes.description }
      let outcome: Delivery.Outcome =
        bytes.map { file.version == version ? .unchanged : .content($0, version: version ?? "") } ?? .missing
      try await take(Delivery(file.path, outcome))
    }
  }
}
