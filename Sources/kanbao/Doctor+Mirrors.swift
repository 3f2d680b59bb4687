// What the doctor finds of where the sources come from: the first mirror of each is asked, all at once.

import Dispatch
import Library
import Sync

extension Doctor {
  /// Seconds that one mirror is waited for, and all together.
  private static let patience = 5, longest = 10

  /// Whether the first mirror of each source can be reached; nothing where another account syncs the library.
  func mirrors(of library: Library?) throws -> [Finding] {
    guard !isOffline, library?.isReadOnly != true else { return [] }
    let mirrors = try firstMirrors(of: library)
    let done = DispatchSemaphore(value: 0)
    let transports = world.transports
    let asked = mirrors.map { source, address in
      let outcome = Outcome<Duration>(), settings = world.configuration.settings(of: source)
      let task = Task.detached {
        do {
          outcome.set(
            .success(try await transports.reach(address, settings: settings, seconds: Doctor.patience)))
        } catch {
          outcome.set(.failure(error))
        }
        done.signal()
      }
      return (source: source, address: address, outcome: outcome, task: task)
    }
    // What does not end in time (a name that is looked up, a folder on a network) is not waited for.
    let deadline = DispatchTime.now() + .seconds(Doctor.longest)
    for _ in asked where done.wait(timeout: deadline) == .timedOut { break }
    return asked.map { mirror in
      mirror.task.cancel()
      return Doctor.finding(mirror.source, mirror.address, mirror.outcome)
    }
  }

  /// The sources of the library, and those of the configuration, which come into it when it is opened next.
  private func firstMirrors(of library: Library?) throws -> [(source: String, address: String)] {
    let there = try library?.sources() ?? []
    let coming = world.configuration.sources.filter { source in !there.contains { $0.key == source.name } }
    return there.compactMap { source in source.addresses.first.map { (source.key, $0) } }
      + coming.compactMap { source in
        source.addresses.first.flatMap { MirrorAddress.forms(of: World.expanded($0)).first }.map {
          (source.name, $0)
        }
      }
  }

  private static func finding(_ source: String, _ address: String, _ outcome: Outcome<Duration>) -> Finding {
    let shown = shownAddress(address)
    do {
      let time = Int(try outcome.get() / .milliseconds(1))
      return Finding(
        .mirrors,
        Wording(
          "\(source)：\(shown) 通，\(time) 毫秒", "\(source)：\(shown) 通，\(time) 毫秒",
          "\(source): \(shown) can be reached, in \(time) ms"))
    } catch {
      let late = SyncError.noAnswer(host: shown, seconds: longest)
      let reason = (error is CancellationError ? late : error).sentences
      return Finding(
        .mirrors,
        wrong: Wording(
          "\(source)：\(reason.simplified)", "\(source)：\(reason.traditional)",
          "\(source): \(reason.english)"))
    }
  }
}
