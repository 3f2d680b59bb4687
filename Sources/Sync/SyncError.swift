// What can go wrong between a source and the library, each with its remedy. What is kept across restarts (why a
// mirror failed last) is kept as JSON of this.

import Foundation

/// Why a source, or one mirror of it, could not be brought up to date; `description` is one line.
package enum SyncError: Error, Hashable, Sendable, Codable, CustomStringConvertible {
  // MARK: Any source

  /// The address is none that Kanbao reads.
  case unknownAddress(String)
  /// The folder or file is not there or cannot be read.
  case unreadable(String, reason: String)
  /// There is no mirror at the address: neither a front page nor an article.
  case noMirror(String)
  /// The front page names no category.
  case listsNothing(String)
  /// A page is larger than `limit` bytes.
  case tooLarge(String, limit: Int)
  /// The mirror is behind what is already here.
  case behind(String)
  /// The mirror delivers much more slowly than another.
  case slow(String)
  /// The bytes allowed for a day are used up.
  case budgetSpent(limit: Int)
  /// The mirror failed lately, or asked to be left alone: it is tried again in so many seconds.
  case waiting(String, seconds: Int)
  /// Another process is syncing this library.
  case busy
  /// A library of the system that is needed for this is not installed.
  case missing(String)

  // MARK: The network: `host` is the one that was talked to

  case nameNotFound(host: String)
  case refused(host: String)
  case unreachable(host: String)
  /// No connection within so many seconds.
  case noConnection(host: String, seconds: Int)
  /// The connection was cut before it was encrypted, as those are that somebody on the way does not want.
  case handshakeCut(host: String)
  /// Connected, but not one byte of an answer within so many seconds.
  case noAnswer(host: String, seconds: Int)
  /// The answer stopped in the middle for so many seconds.
  case stalled(host: String, seconds: Int)
  /// The answer ended before its end.
  case cutShort(host: String)
  /// The certificate is not one to trust.
  case certificate(host: String, reason: String)
  /// The proxy is not there, or does not let one through.
  case proxy(host: String, reason: String)
  /// What came is no HTTP, or no git.
  case garbled(host: String, reason: String)

  // MARK: HTTP

  /// The server refuses a file: the status (401, 403, 404, 410, 5xx) and the file's path.
  case status(Int, path: String)
  /// The server asks for patience (429, 503): in how many seconds to come again, where it says.
  case askedToWait(status: Int, host: String, seconds: Int?)
  /// Redirected in a circle, or too often.
  case redirectLoop(path: String)
  /// Redirected to where Kanbao does not go: from https to http, or to a private address.
  case redirectRefused(path: String, to: String)
  /// Something else than the page came: a block page, a log-in, a captive portal.
  case notThePage(path: String)
  /// A page came that holds nothing.
  case empty(path: String)

  // MARK: git

  case gitMissing
  /// git would have to ask for a name or a password.
  case gitPassword(String)
  /// The history was made anew while it was read, and what had been listed is there no more.
  case replaced(String)
  /// git failed: its own last line.
  case git(String)

  // MARK: Files that hold a tree

  /// The file is none that holds a tree.
  case unknownFile(String)
  /// The bundle or archive is damaged or cut short.
  case damagedFile(String, reason: String)
  /// The file cannot be written.
  case unwritable(String, reason: String)

  /// Whether the description begins with the path of a file.
  package var namesAFile: Bool {
    switch self {
    case .unreadable, .listsNothing, .tooLarge, .status, .redirectLoop, .redirectRefused, .notThePage, .empty:
      true
    default: false
    }
  }

  /// Whether a file that fails so will fail again: it is asked for seldom then.
  var isLasting: Bool {
    switch self {
    case .tooLarge, .redirectLoop, .redirectRefused: true
    case .status(let status, _): (400..<500).contains(status)
    default: false
    }
  }

  /// Whether this machine or its network may have failed, and not the mirror: without a network each of them fails so,
  /// and to ask again costs next to nothing.
  var mayBeOurs: Bool {
    switch self {
    case .nameNotFound, .unreachable, .proxy, .unreadable, .unwritable, .missing, .gitMissing: true
    default: false
    }
  }

  /// So many bytes, as a budget is written.
  package static func amount(_ bytes: Int) -> String {
    bytes % 1_000_000 == 0 ? "\(bytes / 1_000_000) MB" : "\(max(1, bytes / 1000)) kB"
  }

  /// A time to wait, in the unit one would say it in, rounded up.
  package static func time(_ seconds: Int) -> (count: Int, unit: TimeUnit) {
    let unit = TimeUnit.allCases.last { seconds / 2 >= $0.rawValue } ?? .second
    return (seconds / unit.rawValue + (seconds % unit.rawValue > 0 ? 1 : 0), unit)
  }

  /// Units of time, in seconds.
  package enum TimeUnit: Int, CaseIterable, Sendable {
    case second = 1, minute = 60, hour = 3600, day = 86_400
  }

  /// Whether what is at an address is not told there, but asked for by its name.
  package static func isOnTheWeb(_ address: String) -> Bool {
    ["http://", "https://"].contains(where: address.hasPrefix)
  }

  private static func time(_ seconds: Int) -> String {
    let (count, unit) = time(seconds)
    return switch unit {
    case .second: "\(count) s"
    case .minute: "\(count) min"
    case .hour: "\(count) h"
    case .day: "\(count) days"
    }
  }

  package var description: String {
    switch self {
    case .unknownAddress(let address):
      "\(address) is no source; give a folder, a web address (https://…), or an address git takes"
    case .unreadable(let path, let reason):
      "\(path) cannot be read: \(reason); check the path and the permissions"
    case .noMirror(let address) where SyncError.isOnTheWeb(address):
      "\(address) holds no mirror: its front page would be README.md"
    case .noMirror(let address): "\(address) holds no mirror: there is neither README.md nor a page below"
    case .listsNothing(let path): "\(path) names no category; what is here stays as it was"
    case .tooLarge(let path, let limit): "\(path) is larger than \(limit / 1_048_576) MB; it was not read"
    case .behind(let mirror): "\(mirror) is behind what is already here; another mirror is asked"
    case .slow(let mirror): "\(mirror) is much slower than another mirror, which is asked"
    case .budgetSpent(let limit):
      "today's \(SyncError.amount(limit)) are used up; it goes on tomorrow, or with a larger daily-budget"
    case .waiting(let mirror, let seconds):
      "\(mirror) failed lately or asked for patience; it is tried again in \(SyncError.time(seconds))"
    case .missing(let library): "\(library) is missing; install it with the system's packages"
    case .busy: "another process is syncing this library; try again when it is done"
    case .nameNotFound(let host):
      "the name \(host) is not found; check the address, or set a proxy or dns-over-https"
    case .refused(let host): "\(host) refuses the connection; check the address and the port"
    case .unreachable(let host): "there is no way to \(host); check the network"
    case .noConnection(let host, let seconds):
      "no connection to \(host) within \(seconds) s; it may be blocked: set a proxy or add another mirror"
    case .handshakeCut(let host):
      "the connection to \(host) was cut as it began; it may be blocked: set a proxy or add another mirror"
    case .noAnswer(let host, let seconds):
      "\(host) did not answer within \(seconds) s; it is tried again later"
    case .stalled(let host, let seconds): "\(host) sent nothing for \(seconds) s; it is tried again later"
    case .cutShort(let host): "\(host) broke off in the middle of an answer; it is tried again later"
    case .certificate(let host, let reason):
      "the certificate of \(host) is not to be trusted: \(reason); check the clock, the address, or set ca-file"
    case .proxy(let host, let reason): "the proxy \(host) does not work: \(reason); check the setting proxy"
    case .garbled(let host, let reason): "\(host) answered what is no answer: \(reason)"
    case .status(let status, let path) where status >= 500:
      "\(path): the server says \(status); it is tried again later"
    case .status(let status, let path): "\(path): the server says \(status); check the address"
    case .askedToWait(let status, let host, let seconds):
      "\(host) asks for patience (\(status)); it is tried again \(seconds.map { "in \(SyncError.time($0))" } ?? "later")"
    case .redirectLoop(let path): "\(path): the server leads in a circle; check the address"
    case .redirectRefused(let path, let address):
      "\(path): the server leads to \(address), where Kanbao does not go"
    case .notThePage(let path):
      "\(path): another page came in its place (a block page or a log-in?); check the network"
    case .empty(let path): "\(path): the server sends an empty page; it is asked for again later"
    case .gitMissing: "git is missing; install git, or use a web address of the mirror"
    case .gitPassword(let address):
      "\(address) asks for a name or password; set up git's credentials for it, or use another address"
    case .replaced(let address): "\(address) was made anew while it was read; the next sync reads on"
    case .git(let line): "git failed: \(line)"
    case .unknownFile(let path):
      "\(path) is neither a tar nor a git bundle; get it again, or read a single page with kanbao show"
    case .damagedFile(let path, let reason): "\(path) is damaged: \(reason); get it again"
    case .unwritable(let path, let reason):
      "\(path) cannot be written: \(reason); check the path, the permissions and the space left"
    }
  }
}
