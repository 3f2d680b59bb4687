// Asks web servers, over connections that are kept and shared. libcurl does it, on one thread of the client's own;
// this file is what the rest of Sync sees of it.

import Foundation
import Parsing

/// A client of web servers. It asks what it is told to, and nothing besides: no cookie, no file of passwords, no
/// certificate's issuer, and no redirect is followed.
package final class HTTPClient: Sendable {
  private let inbox = TransferInbox()
  private let room = Room()
  private let readers = Turnstile(width: 4)
  private let patience: Patience

  /// A client that waits so long.
  package init(patience: Patience = Patience()) { self.patience = patience }

  deinit { inbox.stop() }

  /// Sends a request, waits for the whole answer, whatever its status, and has it read, with its body made plain: few
  /// are read at once.
  ///
  /// At most `connections` of the source's settings are under way at one host; over HTTP/2, where they share a
  /// connection, ten times as many. A server that asks for a little patience gets it.
  /// - Throws: `SyncError` where there is no whole answer; `CancellationError`, at once; what `read` throws.
  func send<Value>(
    _ request: HTTPRequest, read: (HTTPResponse) async throws -> Value
  ) async throws -> Value {
    let response = try await answer(to: request)
    return try await readers.pass { try await read(plain(response, of: request)) }
  }

  private func plain(_ response: HTTPResponse, of request: HTTPRequest) throws(SyncError) -> HTTPResponse {
    defer {
      room.leave(response.body.count)
      inbox.wake()
    }
    return try decoded(response, of: request)
  }

  private func answer(to request: HTTPRequest) async throws -> HTTPResponse {
    let id = inbox.nextID()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        if inbox.put(Order(id: id, request: request, continuation: continuation)) { start() }
        if Task.isCancelled { inbox.cancel(id) }
      }
    } onCancel: {
      inbox.cancel(id)
    }
  }

  private func start() {
    let thread = Thread { [inbox, patience, room] in
      if let loop = TransferLoop(inbox: inbox, patience: patience, room: room) { return loop.run() }
      for case .send(let order) in inbox.giveUp() { order.failForMemory() }
    }
    thread.name = "kanbao-http"
    thread.start()
  }

  private func decoded(_ response: HTTPResponse, of request: HTTPRequest) throws(SyncError) -> HTTPResponse {
    let host = request.address.hostAndPort
    guard let name = response.fields["content-encoding"]?.lowercased(), name != "identity", !name.isEmpty,
      response.status == 200
    else { return response }
    guard let coding = ContentCoding(rawValue: name == "x-gzip" ? "gzip" : name) else {
      throw .garbled(host: host, reason: "compressed as \(cleanLine(name)), which nobody asked for")
    }
    var plain = response
    do {
      plain.body = try coding.plain(response.body, limit: largestPage)
    } catch {
      switch error {
      case .cutShort: throw .cutShort(host: host)
      case .damaged: throw .garbled(host: host, reason: "it is not \(name), as it says")
      case .tooLarge: throw .tooLarge(request.path, limit: largestPage)
      }
    }
    return plain
  }
}
