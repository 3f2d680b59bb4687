// What is asked of a web server at once, and what it answers: one step, no redirect followed.

/// A request for one file.
struct HTTPRequest: Sendable {
  /// What is asked for.
  var address: WebAddress
  /// The file's path in its tree, for messages.
  var path: String
  /// Header lines.
  var headers: [String] = []
  /// A name and a password for the server.
  var user: String?, password: String?
  /// The proxy's address.
  var proxy: String?
  /// The addresses of the host, where libcurl need not find them out.
  var addresses: [String] = []
  /// The settings of the source it is for.
  var settings: SourceSettings
  /// Whether private addresses are not to be connected to.
  var avoidsPrivate = false
  /// Whether a connection of its own is made, since one in use may be dead.
  var isFresh = false
  /// Whether the answer is waited for as long as it may take, and not half as long.
  var isPatient = true
  /// Where the bytes are counted.
  var meter: Meter

  /// The proxy's host and port, for messages.
  var proxyHost: String? { proxy.map { ProxyChoice.host(of: $0) } }
}

/// What a server answered. The body is whole, as far as HTTP can tell, and as it was sent: still compressed.
struct HTTPResponse: Sendable {
  /// The status: 200, 304, 404.
  var status = 0
  /// The header fields by their names in lower case; of several with a name, the last.
  var fields: [String: String] = [:]
  /// The body's bytes.
  var body: [UInt8] = []
  /// Where it redirects to, made whole.
  var redirect: String?
  /// Seconds after which to come again, where it says so.
  var retryAfter: Int?
  /// Whether the version of HTTP itself says where a body ends.
  var isFramed = false

  /// Whether the body ends of itself (RFC 9112 §6.3), and not with the connection, which may have been cut.
  var saysItsEnd: Bool {
    isFramed || ["content-length", "transfer-encoding", "content-encoding"].contains { fields[$0] != nil }
  }
}

/// How long is waited for what, as long as the machine is awake.
package struct Patience: Sendable {
  /// For a connection: name, TCP, proxy and TLS together.
  package var connection = Duration.seconds(10)
  /// For the first byte of an answer, once it was asked for.
  package var answer = Duration.seconds(15)
  /// For the next byte.
  package var silence = Duration.seconds(10)
  /// In each span of this length an answer must bring this many bytes: a server that trickles holds nobody for ever.
  package var span = Duration.seconds(60), leastBytes = 6000
  /// What a server may ask for between two requests (`Retry-After`); one that asks for more is left.
  package var pause = Duration.seconds(10)

  /// As long as a slow line in a far country needs.
  package init() {}

  /// Less, where there is another mirror to go to: half of it, and of a trickle a sixth.
  var halved: Patience {
    var short = self
    short.connection = connection / 2
    short.answer = answer / 2
    short.silence = silence / 2
    short.span = span / 6
    short.leastBytes = leastBytes / 6
    return short
  }
}

extension Duration {
  /// In whole seconds, at least one, for messages.
  var wholeSeconds: Int { Int(max(1, components.seconds)) }
  /// In milliseconds.
  var milliseconds: Int {
    Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
