// Where tests wait for other programs.

import Dispatch
package import Testing

/// Gives each test a thread of its own. A test that waits for a program or a screen blocks its thread, and of those
/// that all tests share there are as few as processors: two such tests, and whatever else runs, with its deadlines,
/// stands still meanwhile.
package struct BlockingTrait: SuiteTrait, TestTrait, TestScoping {
  package var isRecursive: Bool { true }

  @concurrent package func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @concurrent @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(OwnThread()) { try await body() }
  }
}

extension Trait where Self == BlockingTrait {
  /// The tests block their threads.
  package static var blocking: BlockingTrait { BlockingTrait() }
}

/// A thread for the jobs of one task, one after the other.
private final class OwnThread: TaskExecutor {
  private let queue = DispatchQueue(label: "test")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
