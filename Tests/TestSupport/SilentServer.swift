// A server that takes a connection and says nothing.

import Foundation

/// Takes one connection on 127.0.0.1 and never answers.
package final class SilentServer: Sendable {
  private let listener: Int32
  /// Where it listens.
  package let port: UInt16

  /// Listens.
  package init() throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    port = freePort()
    var address = loopback(port)
    let isBound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isBound, listen(listener, 4) == 0 else { throw ShellFailure(command: "listen") }
  }

  deinit { close(listener) }

  /// Waits until somebody has connected; the connection stays open.
  package func waitForConnection() {
    var poller = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
    poll(&poller, 1, -1)
  }

  /// Takes the connection and waits until the other end leaves it.
  package func hasBeenLeft() -> Bool {
    let connection = accept(listener, nil, nil)
    defer { close(connection) }
    var buffer = [UInt8](repeating: 0, count: 1024)
    while true {
      let count = read(connection, &buffer, buffer.count)
      if count <= 0 { return true }
    }
  }
}
