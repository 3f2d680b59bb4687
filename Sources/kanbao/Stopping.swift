// Work that a signal ends in good order: what is under way is stored or left out whole, then the signal has its way.

import Dispatch
import Foundation

/// Runs asynchronous work to its end, for commands that have nothing else to do.
func waiting<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
  try run(work).value
}

/// What ends a command whose work was ended by a signal: the process ends as by the signal itself.
struct Stopped: Error { let signal: Int32 }

/// The same, ended by SIGINT, SIGTERM and SIGHUP: the work is cancelled and waited for, for a while. Who sends a second
/// SIGINT or SIGTERM does not want to wait.
/// - Throws: `Stopped`; what the work throws.
func stoppable<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
  let running = run(work)
  let signals = [SIGINT, SIGTERM, SIGHUP].filter { number in
    // What was ignored from outside (nohup) stays ignored.
    let before = signal(number, SIG_IGN)
    return unsafeBitCast(before, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self)
  }
  let caught = Outcome<Int32>()
  let sources = signals.map { number in
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      caught.set(.success(number))
      [SIGINT, SIGTERM].filter(signals.contains).forEach { signal($0, SIG_DFL) }
      running.task.cancel()
      // Whatever it is at can be broken off, too.
      DispatchQueue.global().asyncAfter(deadline: .now() + longestFarewell) {
        signal(number, SIG_DFL)
        // Not to this thread, which takes no signals.
        kill(getpid(), number)
      }
    }
    source.resume()
    return source
  }
  defer {
    sources.forEach { $0.cancel() }
    signals.forEach { signal($0, SIG_DFL) }
  }
  let result = Result { try running.value }
  if let number = try? caught.get() { throw Stopped(signal: number) }
  return try result.get()
}

/// Seconds that work which was cancelled is waited for.
private let longestFarewell = 10.0

/// Work on other threads, which can be waited for.
private struct Running<Value: Sendable> {
  let task: Task<Void, Never>
  let done: DispatchSemaphore
  let outcome: Outcome<Value>

  var value: Value {
    get throws {
      done.wait()
      return try outcome.get()
    }
  }
}

private func run<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) -> Running<Value> {
  let done = DispatchSemaphore(value: 0)
  let outcome = Outcome<Value>()
  let task = Task.detached {
    do { outcome.set(.success(try await work())) } catch { outcome.set(.failure(error)) }
    done.signal()
  }
  return Running(task: task, done: done, outcome: outcome)
}
