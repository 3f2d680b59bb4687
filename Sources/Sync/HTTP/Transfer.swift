// One request under way: a handle of libcurl's, what it is told, and what it brings.

import CCurl
import Foundation
import Parsing

/// A request under way. It lives on the client's thread.
final class Transfer {
  let order: Order
  let easy: UnsafeMutableRawPointer
  let sockets: Sockets
  private let patience: Patience
  private let room: Room
  private var lines: UnsafeMutablePointer<curl_slist>?
  private var places: UnsafeMutablePointer<curl_slist>?
  private let message: UnsafeMutablePointer<CChar>
  private let begun = SuspendingClock.now

  private(set) var answer = HTTPResponse()
  /// Why it was broken off here.
  private(set) var refusal: SyncError?
  private var headerBytes = 0
  private var hasBody = false

  private let hostPulse: Pulse
  private var pulse: Pulse
  private var spanBegun: SuspendingClock.Instant?
  private var spanBytes = 0

  private static let mostHeaderBytes = 65_536
  /// Seconds that a server may ask one to wait: a day.
  private static let longestPatience = 86_400

  /// - Parameter isShared: whether the host is known to send all over one connection.
  init?(
    _ order: Order, patience: Patience, sockets: Sockets, room: Room, pulse: Pulse, isShared: Bool
  ) {
    guard let easy = curl_easy_init() else { return nil }
    (self.order, self.easy, self.patience) = (order, easy, patience)
    (self.sockets, self.room) = (sockets, room)
    message = .allocate(capacity: Int(CURL_ERROR_SIZE))
    message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    hostPulse = pulse
    self.pulse = isShared ? pulse : Pulse()
    setUp(order.request)
    setCallbacks()
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(lines)
    curl_slist_free_all(places)
    message.deallocate()
  }

  var request: HTTPRequest { order.request }

  /// Whether others share its connection.
  var isShared: Bool { pulse === hostPulse }

  /// What libcurl says went wrong.
  var complaint: String { cleanLine(String(cString: message)) }

  var speaksHTTP2: Bool {
    kanbao_number(easy, CURLINFO_HTTP_VERSION) == CURL_HTTP_VERSION_2_0
  }

  /// The whole answer.
  var response: HTTPResponse {
    var response = answer
    response.status = kanbao_number(easy, CURLINFO_RESPONSE_CODE)
    response.redirect = kanbao_text(easy, CURLINFO_REDIRECT_URL).map { String(cString: $0) }
    if let field = response.fields["retry-after"] {
      // Zero is what libcurl has for what it cannot read, too.
      let seconds = Int(kanbao_size(easy, CURLINFO_RETRY_AFTER))
      response.retryAfter = seconds > 0 ? min(seconds, Transfer.longestPatience) : field == "0" ? 0 : nil
    }
    return response
  }

  // MARK: What libcurl is told

  private func setUp(_ request: HTTPRequest) {
    let settings = request.settings
    kanbao_set_text(easy, CURLOPT_URL, request.address.text)
    kanbao_restrict(easy)
    kanbao_set_number(easy, CURLOPT_NOSIGNAL, 1)
    // Whether a connection can be shared is known once TLS is there; without TLS, only with the first answer.
    kanbao_set_number(easy, CURLOPT_PIPEWAIT, request.address.scheme == "https" ? 1 : 0)
    kanbao_set_number(easy, CURLOPT_FRESH_CONNECT, request.isFresh ? 1 : 0)
    kanbao_set_number(easy, CURLOPT_CONNECTTIMEOUT_MS, patience.connection.milliseconds)
    kanbao_set_number(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    kanbao_set_size(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(largestPage))
    kanbao_set_text(easy, CURLOPT_USERAGENT, settings.userAgent)
    for line in request.headers + ["Accept:", ContentCoding.accepted] {
      lines = curl_slist_append(lines, line)
    }
    kanbao_set_list(easy, CURLOPT_HTTPHEADER, lines)
    if let user = request.user { kanbao_set_text(easy, CURLOPT_USERNAME, user) }
    if let password = request.password { kanbao_set_text(easy, CURLOPT_PASSWORD, password) }
    // What the environment says has been asked already.
    kanbao_set_text(easy, CURLOPT_PROXY, request.proxy ?? "")
    kanbao_set_text(easy, CURLOPT_NOPROXY, "")
    if let resolver = settings.dnsOverHTTPS { kanbao_set_text(easy, CURLOPT_DOH_URL, resolver) }
    if !request.addresses.isEmpty {
      let address = request.address
      // For as long as it keeps any name.
      let place = "+\(address.host):\(address.realPort):" + request.addresses.joined(separator: ",")
      places = curl_slist_append(nil, place)
      kanbao_set_list(easy, CURLOPT_RESOLVE, places)
    }
    if let file = settings.certificateAuthorities {
      kanbao_set_text(easy, CURLOPT_CAINFO, file)
      kanbao_set_text(easy, CURLOPT_PROXY_CAINFO, file)
    }
    if let limit = settings.speedLimit {
      kanbao_set_size(easy, CURLOPT_MAX_RECV_SPEED_LARGE, curl_off_t(limit))
      kanbao_set_number(easy, CURLOPT_BUFFERSIZE, Transfer.bufferSize(limit))
    }
  }

  /// libcurl waits after each buffer until the average is right again: smaller ones, for shorter waits.
  private static func bufferSize(_ limit: Int) -> Int { max(1024, min(16_384, limit / 4)) }

  private func setCallbacks() {
    let me = Unmanaged.passUnretained(self).toOpaque()
    kanbao_set_pointer(easy, CURLOPT_ERRORBUFFER, message)
    kanbao_set_pointer(easy, CURLOPT_WRITEDATA, me)
    kanbao_set_taker(easy, CURLOPT_WRITEFUNCTION) { bytes, _, count, me in
      Transfer.of(me).takesBody(bytes, count) ? count : 0
    }
    kanbao_set_pointer(easy, CURLOPT_HEADERDATA, me)
    kanbao_set_taker(easy, CURLOPT_HEADERFUNCTION) { bytes, _, count, me in
      Transfer.of(me).takesLine(bytes, count) ? count : 0
    }
    kanbao_set_pointer(easy, CURLOPT_OPENSOCKETDATA, me)
    kanbao_set_opener(easy) { me, _, address in
      address.map { Transfer.of(me).opened($0) } ?? -1
    }
    // Connections outlive transfers, but not the loop's sockets.
    kanbao_set_pointer(easy, CURLOPT_CLOSESOCKETDATA, Unmanaged.passUnretained(sockets).toOpaque())
    kanbao_set_closer(easy) { sockets, socket in
      if let sockets { Unmanaged<Sockets>.fromOpaque(sockets).takeUnretainedValue().closes(socket) }
      return close(socket)
    }
    kanbao_set_pointer(easy, CURLOPT_PREREQDATA, me)
    kanbao_set_checker(easy) { me, address, _, _, _ in
      let isFine = Transfer.of(me).mayAsk(address.map { String(cString: $0) } ?? "")
      return isFine ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }
  }

  private static func of(_ pointer: UnsafeMutableRawPointer?) -> Transfer {
    guard let pointer else { preconditionFailure("libcurl lost a transfer") }
    return Unmanaged<Transfer>.fromOpaque(pointer).takeUnretainedValue()
  }

  // MARK: What it brings

  private func takesBody(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Bool {
    hasBody = true
    pulse.beat(count)
    guard answer.body.count + count <= largestPage else {
      refusal = .tooLarge(request.path, limit: largestPage)
      return false
    }
    room.take(count)
    answer.body += UnsafeRawBufferPointer(start: bytes, count: count)
    return true
  }

  /// A header line. A status line begins another header (after 103); those after the body are of no use.
  private func takesLine(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Bool {
    pulse.beat(count)
    headerBytes += count
    guard headerBytes <= Transfer.mostHeaderBytes else {
      refusal = .garbled(host: request.address.hostAndPort, reason: "its header has no end")
      return false
    }
    let line = String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
    if line.hasPrefix("HTTP/") {
      answer.fields = [:]
      answer.isFramed = !line.hasPrefix("HTTP/1")
      if line.hasPrefix("HTTP/2"), !isShared {
        pulse = hostPulse
        pulse.beat(count)
      }
    } else if !hasBody, let colon = line.firstIndex(of: ":") {
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespacesAndNewlines)
      answer.fields[line[..<colon].lowercased()] = value
    }
    return true
  }

  // MARK: Where it goes

  /// An address of IPv6 is longer than what curl declares: it is read where it is.
  private func opened(_ place: UnsafePointer<curl_sockaddr>) -> Int32 {
    let address = place.pointee
    let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) ?? 0
    let bytes = addressBytes(
      UnsafeRawPointer(place).advanced(by: offset).assumingMemoryBound(to: sockaddr.self))
    if request.avoidsPrivate, bytes.map(NetworkRange.isPrivate) ?? true {
      refuseAddress()
      return -1
    }
    let kind = address.socktype | Int32(SOCK_CLOEXEC.rawValue)
    let opened = socket(address.family, kind, address.`protocol`)
    if opened >= 0 { sockets.opened(opened, for: request.meter) }
    return opened
  }

  /// Whether a connection, perhaps one that was there before, leads to where this request may go.
  private func mayAsk(_ address: String) -> Bool {
    guard request.avoidsPrivate, addressBytes(address).map(NetworkRange.isPrivate) ?? true else {
      return true
    }
    refuseAddress()
    return false
  }

  private func refuseAddress() {
    refusal = .redirectRefused(path: request.path, to: request.address.hostAndPort)
  }

  // MARK: Time

  var connectionSeconds: Int { patience.connection.wholeSeconds }

  /// What to say where it has taken too long; nil where it has not. The connection's time is libcurl's.
  func overdue(at now: SuspendingClock.Instant) -> SyncError? {
    let host = request.address.hostAndPort
    guard let asked else { return nil }
    let heard = max(asked, pulse.last)
    guard headerBytes > 0 else {
      return now - heard > patience.answer
        ? .noAnswer(host: host, seconds: patience.answer.wholeSeconds) : nil
    }
    if now - heard > silence { return .stalled(host: host, seconds: silence.wholeSeconds) }
    guard let spanBegun else {
      (spanBegun, spanBytes) = (now, pulse.bytes)
      return nil
    }
    guard now - spanBegun > patience.span else { return nil }
    if pulse.bytes - spanBytes < leastBytes {
      return .stalled(host: host, seconds: patience.span.wholeSeconds)
    }
    (self.spanBegun, spanBytes) = (now, pulse.bytes)
    return nil
  }

  /// When the request was sent; nil where it was not yet.
  private var asked: SuspendingClock.Instant? {
    let time = kanbao_size(easy, CURLINFO_PRETRANSFER_TIME_T)
    return time > 0 ? begun + .microseconds(Int64(time)) : nil
  }

  private var silence: Duration {
    guard let limit = request.settings.speedLimit else { return patience.silence }
    return max(patience.silence, .seconds(4 * Double(Transfer.bufferSize(limit)) / Double(max(1, limit))))
  }

  private var leastBytes: Int {
    guard let limit = request.settings.speedLimit else { return patience.leastBytes }
    return min(patience.leastBytes, limit * patience.span.wholeSeconds / 2)
  }
}
