// The thread that drives libcurl: takes orders, starts what may start, and ends what is done, overdue or cancelled.

import CCurl
import Glibc

/// All transfers of a client. It lives on one thread, which is in `run` until the client is gone.
final class TransferLoop {
  private let inbox: TransferInbox
  private let patience: Patience
  private let room: Room
  private let multi: UnsafeMutableRawPointer
  private let sockets = Sockets()
  private var running: [UnsafeMutableRawPointer: Transfer] = [:]
  private var hosts: [String: HostQueue] = [:]
  private var lastLook = SuspendingClock.now
  private var mostConnections = 1

  init?(inbox: TransferInbox, patience: Patience, room: Room) {
    curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    guard let multi = curl_multi_init() else { return nil }
    (self.inbox, self.patience, self.room, self.multi) = (inbox, patience, room, multi)
    kanbao_set_together(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    inbox.wakes(multi)
  }

  func run() {
    // A connection that is gone is an error, not a signal; libcurl leaves that to its caller.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    while let messages = inbox.take() {
      for message in messages { take(message) }
      var count: Int32 = 0
      curl_multi_perform(multi, &count)
      finishDone()
      makeRoom()
      look()
      // The last thing before sleep: whatever has ended above has made room.
      startWaiting()
      curl_multi_poll(multi, nil, 0, Int32(idleTime), nil)
    }
    inbox.wakes(nil)
    for transfer in running.values { giveUp(transfer, CancellationError()) }
    curl_multi_cleanup(multi)
  }

  private func take(_ message: TransferInbox.Message) {
    switch message {
    case .send(let order): hosts[order.request.address.place, default: HostQueue()].enter(order)
    case .cancel(let id): cancel(id)
    }
  }

  private func cancel(_ id: Int) {
    if let transfer = running.values.first(where: { $0.order.id == id }) {
      return giveUp(transfer, CancellationError())
    }
    for place in hosts.keys {
      hosts[place]?.remove(id)?.continuation.resume(throwing: CancellationError())
    }
  }

  // MARK: Starting and ending

  private func startWaiting() {
    guard room.isAmple else { return }
    let now = ContinuousClock.now
    for place in hosts.keys {
      while let order = hosts[place]?.next(at: now) { start(order, place) }
    }
  }

  private func start(_ order: Order, _ place: String) {
    guard let host = hosts[place],
      let transfer = Transfer(
        order, patience: order.request.isPatient ? patience : patience.halved, sockets: sockets,
        room: room, pulse: host.pulse, isShared: host.speaksHTTP2)
    else {
      hosts[place]?.leave()
      return order.failForMemory()
    }
    // The line before each host keeps the number; this keeps it when a host gives up HTTP/2 in the middle.
    mostConnections = max(mostConnections, order.request.settings.connections)
    kanbao_set_together(multi, CURLMOPT_MAX_HOST_CONNECTIONS, mostConnections)
    running[transfer.easy] = transfer
    curl_multi_add_handle(multi, transfer.easy)
  }

  private func finishDone() {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
        let transfer = running[easy]
      else { continue }
      finish(transfer, message.pointee.data.result)
    }
  }

  private func finish(_ transfer: Transfer, _ code: CURLcode) {
    let place = transfer.order.request.address.place
    sockets.used(kanbao_socket(transfer.easy), for: transfer.order.request.meter)
    guard code == CURLE_OK else { return giveUp(transfer, transfer.failure(code)) }
    let response = transfer.response
    if let order = transfer.order.paused(by: response, patience) {
      return putBack(transfer, order, until: .now + .seconds(response.retryAfter ?? 0))
    }
    hosts[place]?.leave(speaksHTTP2: transfer.speaksHTTP2)
    remove(transfer)
    // Its body keeps its room until it is read.
    transfer.order.continuation.resume(returning: response)
  }

  private func giveUp(_ transfer: Transfer, _ error: any Error) {
    hosts[transfer.order.request.address.place]?.leave()
    room.leave(transfer.answer.body.count)
    remove(transfer)
    transfer.order.continuation.resume(throwing: error)
  }

  /// Has a request wait to be sent again.
  private func putBack(_ transfer: Transfer, _ order: Order, until time: ContinuousClock.Instant) {
    room.leave(transfer.answer.body.count)
    remove(transfer)
    hosts[order.request.address.place]?.hold(order, until: time)
  }

  /// Asks again later for what least has come of, while more has come than there is room for. One goes on: it ends.
  private func makeRoom() {
    while room.isFull {
      let begun = running.values.filter { !$0.answer.body.isEmpty }
      guard begun.count > 1, let least = begun.min(by: { $0.answer.body.count < $1.answer.body.count }) else {
        return
      }
      putBack(least, least.order, until: .now)
    }
  }

  private func remove(_ transfer: Transfer) {
    running[transfer.easy] = nil
    curl_multi_remove_handle(multi, transfer.easy)
  }

  // MARK: Time

  /// Ends what is overdue, and counts what was moved.
  private func look() {
    let now = SuspendingClock.now
    guard now - lastLook >= lookInterval else { return }
    lastLook = now
    sockets.settle()
    for transfer in running.values {
      if let error = transfer.overdue(at: now) { giveUp(transfer, error) }
    }
  }

  private var lookInterval: Duration {
    max(.milliseconds(5), min(.seconds(1), min(patience.answer, patience.silence, patience.span) / 4))
  }

  /// Milliseconds until something is to be done if nothing happens.
  private var idleTime: Int {
    let now = ContinuousClock.now
    let held = hosts.values.compactMap { $0.wakesAt.map { max(.zero, $0 - now) + .milliseconds(1) } }.min()
    // libcurl (7.88) may leave what came for one HTTP/2 stream lying while another was read, until it is called.
    let isShared = running.values.contains { $0.isShared }
    let look = running.isEmpty ? Duration.seconds(86_400) : isShared ? .milliseconds(10) : lookInterval
    return min(held ?? look, look).milliseconds
  }
}

extension WebAddress {
  /// What requests at once are counted by.
  fileprivate var place: String { "\(scheme)://\(hostAndPort)" }
}

extension Order {
  /// How often a server may ask one request to wait.
  private static let mostPauses = 3

  /// The order again, where the server asks for no more patience than there is.
  fileprivate func paused(by response: HTTPResponse, _ patience: Patience) -> Order? {
    guard response.status == 429 || response.status == 503, let seconds = response.retryAfter,
      .seconds(seconds) <= patience.pause, pauses < Order.mostPauses
    else { return nil }
    var again = self
    again.pauses += 1
    return again
  }
}
