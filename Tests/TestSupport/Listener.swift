// Sockets of this machine, as plain as they are.

import Foundation

/// A socket that listens on 127.0.0.1, on a port of its own; closed with the value.
package final class Listener: Sendable {
  package let descriptor: Int32
  package let port: UInt16

  package init(backlog: Int32 = 128) {
    (descriptor, port) = boundSocket()
    guard listen(descriptor, backlog) == 0 else { fatalError("nobody can listen: \(errno)") }
  }

  /// Waits for a connection; nil when it is closed.
  package func accept() -> Int32? {
    let connection = Foundation.accept(descriptor, nil, nil)
    guard connection >= 0 else { return nil }
    _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
    return connection
  }

  /// The next connection, waited for on a thread of its own: those that tests run on are few, and must not be held.
  package var connection: Int32? {
    get async {
      await withCheckedContinuation { continuation in
        Thread { continuation.resume(returning: self.accept()) }.start()
      }
    }
  }

  /// Nobody is waited for any more.
  package func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  deinit { close(descriptor) }
}

/// Ends a connection when the other side has begun to speak.
package func cutAfterFirstWords(_ connection: Int32) {
  var bytes = [UInt8](repeating: 0, count: 4096)
  _ = read(connection, &bytes, bytes.count)
  close(connection)
}

/// A connection to a port of this machine; closed with the value.
package final class Connection: Sendable {
  package let descriptor: Int32

  /// Nil where nobody listens.
  package init?(to port: UInt16) {
    let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue | UInt32(SOCK_CLOEXEC.rawValue)), 0)
    var address = loopback(port: port)
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(made, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    descriptor = made
    if status != 0 { return nil }
  }

  deinit { close(descriptor) }
}

/// A socket on a port of its own that nobody else is given; where it is shared, to those who do so as well.
func boundSocket(isShared: Bool = false) -> (descriptor: Int32, port: UInt16) {
  let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue | UInt32(SOCK_CLOEXEC.rawValue)), 0)
  var address = loopback(port: 0), shared: Int32 = isShared ? 1 : 0
  setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &shared, socklen_t(MemoryLayout<Int32>.size))
  var size = socklen_t(MemoryLayout<sockaddr_in>.size)
  let isBound = withUnsafeMutablePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(made, $0, size) == 0 && getsockname(made, $0, &size) == 0
    }
  }
  guard isBound else { fatalError("no port to listen on: \(errno)") }
  return (made, UInt16(bigEndian: address.sin_port))
}

private func loopback(port: UInt16) -> sockaddr_in {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = port.bigEndian
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  return address
}
