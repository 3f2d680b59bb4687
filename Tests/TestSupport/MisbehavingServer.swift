// A web server that does what it is told, however wrong.

import Foundation
import Synchronization

/// What a server was asked.
package struct Asked: Sendable {
  /// The method and the target of the request line.
  package let method: String, target: String
  /// The header fields by their names in lower case.
  package let fields: [String: String]
}

/// What a server does with a connection, one thing after another.
package enum Doing: Sendable {
  /// Sends bytes.
  case send([UInt8])
  /// Does nothing until the other side goes away.
  case stall
  /// Sends bytes again and again until the other side goes away, with a pause of so many milliseconds.
  case forever([UInt8], pause: UInt32)
  /// Waits until so many requests are at this point.
  case meet(Int)
  /// Closes the connection.
  case close
  /// Closes it as if it had never been.
  case reset

  /// Sends text.
  package static func text(_ text: String) -> Doing { .send(Array(text.utf8)) }

  /// A whole answer.
  package static func answer(
    _ status: Int = 200, _ body: String = "", type: String = "text/plain", _ lines: [String] = []
  ) -> Doing {
    answer(status, Array(body.utf8), type: type, lines)
  }

  /// A whole answer of bytes.
  package static func answer(_ status: Int, _ body: [UInt8], type: String, _ lines: [String]) -> Doing {
    let head = ["HTTP/1.1 \(status) X", "Content-Type: \(type)", "Content-Length: \(body.count)"] + lines
    return .send(Array((head + ["", ""]).joined(separator: "\r\n").utf8) + body)
  }
}

/// A web server on 127.0.0.1, over plain HTTP/1.1; it ends with the value.
package final class MisbehavingServer: Sendable {
  private let listener = Listener()
  private let table: Table

  /// A server that answers requests so. Connections are kept unless it says otherwise.
  package init(_ answer: @escaping @Sendable (Asked) -> [Doing]) {
    table = Table(answer)
    let thread = Thread { [listener, table] in
      while let connection = listener.accept() { table.serve(connection) }
    }
    thread.start()
  }

  /// Its port.
  package var port: UInt16 { listener.port }
  /// The address of its root.
  package var address: String { "http://127.0.0.1:\(port)/" }
  /// What it was asked so far.
  package var asked: [Asked] { table.state.withLock { $0.asked } }
  /// Connections so far, and requests at once at most.
  package var connections: Int { table.state.withLock { $0.connections } }
  package var mostAtOnce: Int { table.state.withLock { $0.mostAtOnce } }

  deinit {
    listener.stop()
    table.stop()
  }
}

/// What the threads of a server share.
private final class Table: Sendable {
  struct State {
    var asked: [Asked] = []
    var open: Set<Int32> = []
    var connections = 0, atOnce = 0, mostAtOnce = 0, meeting = 0
    var isStopped = false
  }

  let state = Mutex(State())
  private let answer: @Sendable (Asked) -> [Doing]

  init(_ answer: @escaping @Sendable (Asked) -> [Doing]) { self.answer = answer }

  func stop() {
    state.withLock { state in
      state.isStopped = true
      for connection in state.open { shutdown(connection, Int32(SHUT_RDWR)) }
    }
  }

  func serve(_ connection: Int32) {
    state.withLock {
      $0.open.insert(connection)
      $0.connections += 1
    }
    Thread.detachNewThread { [self] in
      while let asked = read(connection), doAll(answer(note(asked)), connection) {}
      _ = state.withLock { $0.open.remove(connection) }
      close(connection)
    }
  }

  private func note(_ asked: Asked) -> Asked {
    state.withLock {
      $0.asked.append(asked)
      $0.atOnce += 1
      $0.mostAtOnce = max($0.mostAtOnce, $0.atOnce)
    }
    return asked
  }

  private func doAll(_ doings: [Doing], _ connection: Int32) -> Bool {
    for (place, doing) in doings.enumerated() {
      // What is done before the last thing, so that the next request finds it done.
      if place == doings.count - 1 { state.withLock { $0.atOnce -= 1 } }
      guard `do`(doing, connection) else { return false }
    }
    return true
  }

  /// Does one thing; false when the connection has ended with it.
  private func `do`(_ doing: Doing, _ connection: Int32) -> Bool {
    switch doing {
    case .send(let bytes): return write(bytes, to: connection)
    case .stall:
      var byte: UInt8 = 0
      while recv(connection, &byte, 1, 0) > 0 {}
      return false
    case .forever(let bytes, let pause):
      while write(bytes, to: connection) { if pause > 0 { usleep(pause * 1000) } }
      return false
    case .meet(let count): return meet(count)
    case .close: return false
    case .reset:
      var immediately = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        connection, SOL_SOCKET, SO_LINGER, &immediately, socklen_t(MemoryLayout<linger>.size))
      return false
    }
  }

  private func meet(_ count: Int) -> Bool {
    let ticket = state.withLock { state in
      defer { state.meeting += 1 }
      return state.meeting
    }
    while state.withLock({ $0.meeting / count <= ticket / count && !$0.isStopped }) { usleep(1000) }
    return true
  }

  private func write(_ bytes: [UInt8], to connection: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private func read(_ connection: Int32) -> Asked? {
    var bytes: [UInt8] = [], byte: UInt8 = 0
    while !bytes.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      guard recv(connection, &byte, 1, 0) == 1 else { return nil }
      bytes.append(byte)
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
    let words = (lines.first ?? "").split(separator: " ")
    guard words.count == 3 else { return nil }
    let fields = lines.dropFirst().compactMap { line in
      line.firstIndex(of: ":").map { colon in
        (line[..<colon].lowercased(), line[colon...].dropFirst().trimmingCharacters(in: .whitespaces))
      }
    }
    return Asked(
      method: String(words[0]), target: String(words[1]),
      fields: Dictionary(fields) { first, _ in first })
  }
}
