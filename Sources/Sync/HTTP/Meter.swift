// How many bytes went over the network, and for whom. The kernel counts them, so that what TLS, HTTP/2 and proxies
// add is in it.

import CCurl
import Synchronization

/// Bytes moved for one tree.
final class Meter: Sendable {
  private let bytes = Mutex(0)

  /// All so far.
  var total: Int { bytes.withLock { $0 } }

  func add(_ count: Int) { bytes.withLock { $0 += count } }
}

/// The open sockets of a client, and whose meter each one's bytes go to.
final class Sockets {
  private var accounts: [Int32: Account] = [:]

  private struct Account {
    var meter: Meter
    var seen: UInt64 = 0
  }

  /// A socket was opened.
  func opened(_ socket: Int32, for meter: Meter) { accounts[socket] = Account(meter: meter) }

  /// A socket was used: what it moved since it was last looked at is this meter's.
  func used(_ socket: Int32, for meter: Meter) {
    accounts[socket]?.meter = meter
    settle(socket)
  }

  /// A socket is about to be closed.
  func closes(_ socket: Int32) {
    settle(socket)
    accounts[socket] = nil
  }

  /// Adds to the meters what was moved since the last time.
  func settle() {
    for socket in accounts.keys { settle(socket) }
  }

  private func settle(_ socket: Int32) {
    guard let account = accounts[socket] else { return }
    let moved = kanbao_moved(socket)
    guard moved > account.seen else { return }
    account.meter.add(Int(moved - account.seen))
    accounts[socket]?.seen = moved
  }
}
