// Which known pages a mirror that cannot say what has changed is asked about again.

import Library

/// A page is looked at again when as much time has passed since the last look as half of the time it had stayed the
/// same by then, at least an hour: often while it is new, rarely later. The same goes for pages that were not there.
struct Recheck {
  /// Seconds since 1970.
  let now: Int64

  private static let shortest: Int64 = 3600
  /// Pages asked about at most in one sync. Each costs some 230 bytes over HTTP/2 where it has not changed, 330 over
  /// HTTP/1.1: less than 20 kB in all.
  private static let most = 60

  /// The paths that are due among those listed, the most overdue first.
  func due(among listed: [String: Int], _ states: [String: FileState]) -> [String] {
    listed.keys.compactMap { path in states[path].map { (path, urgency($0)) } }
      .filter { $0.1 >= 1 }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
      .prefix(Recheck.most).map(\.0)
  }

  /// The time since the last look in parts of the time to wait; a clock set back makes a page due.
  private func urgency(_ state: FileState) -> Double {
    guard state.checked <= now, state.since <= state.checked else { return 1 }
    return Double(now - state.checked) / Double(max(Recheck.shortest, (state.checked - state.since) / 2))
  }
}
