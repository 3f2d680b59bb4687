// What git's own words mean: its last lines on standard error to a SyncError.

import Foundation
import Parsing

/// How git failed at an address.
struct GitFailure {
  let address: GitAddress
  let ending: Git.Ending
  /// The seconds it may be silent.
  let patience: Int
  /// Whether anything had come before it failed.
  let hadBegun: Bool

  /// What went wrong.
  var error: SyncError {
    let host = address.host
    if ending.wasSilent {
      return hadBegun
        ? .stalled(host: host, seconds: patience) : .noAnswer(host: host, seconds: patience)
    }
    for line in ending.messages.reversed() {
      if let error = GitFailure.known(line, address) { return error }
    }
    return GitFailure.cuts.contains(where: says) ? .cutShort(host: host) : .git(line)
  }

  /// Whether the server cannot send a part of its history (a plain web server).
  var lacksShallow: Bool { says("does not support shallow") }

  /// Whether the server sends only what its branches name.
  var refusesObjects: Bool { says("unadvertised object") || says("not our ref") }

  private func says(_ words: String) -> Bool { ending.messages.contains { $0.contains(words) } }

  /// git's own last word: its first line that says it is the matter, or else its last.
  private var line: String {
    let words = ["fatal: ", "error: "]
    // What ssh says before this is the reason.
    let messages = ending.messages.prefix { !$0.contains("Could not read from remote repository") }
    let said = messages.isEmpty ? ending.messages : Array(messages)
    let found = said.last { line in words.contains(where: line.hasPrefix) } ?? said.last ?? ""
    let bare = words.reduce(found) { $0.hasPrefix($1) ? String($0.dropFirst($1.count)) : $0 }
    return cleanLine(address.hidingCredentials(bare))
  }

  // MARK: Lines

  private static func known(_ line: String, _ address: GitAddress) -> SyncError? {
    let host = address.host
    func has(_ words: String...) -> Bool { words.contains(where: line.contains) }
    if has("resolve proxy", "from proxy after CONNECT", "SOCKS") {
      return .proxy(host: host, reason: reason(line, address))
    }
    if has("Could not resolve host", "Unable to look up", "Name or service not known") {
      return .nameNotFound(host: host)
    }
    if has(
      "could not read Username", "could not read Password", "Authentication failed", "Permission denied (")
    {
      return .gitPassword(address.shown)
    }
    if has("SSL certificate", "certificate verification", "peer certificate") {
      return .certificate(host: host, reason: reason(line, address))
    }
    if has("gnutls_handshake", "SSL_connect"), SyncError.tellsOfACutHandshake(line) {
      return .handshakeCut(host: host)
    }
    if has("Connection refused", "Couldn't connect to server") { return .refused(host: host) }
    if has("unreachable", "No route to host") { return .unreachable(host: host) }
    if has("Operation too slow") { return .stalled(host: host, seconds: slowSeconds) }
    if has("timed out", "Timeout was reached") { return .noConnection(host: host, seconds: slowSeconds) }
    if let status = status(line) { return error(ofStatus: status, address) }
    if has("couldn't find remote ref HEAD") { return .noMirror(address.shown) }
    if has("does not appear to be a git repository", "repository not exported") {
      return address.path != nil
        ? .unknownAddress(address.shown)
        : .unreadable(address.shown, reason: "the server has no such repository")
    }
    if has("transport '") { return .unknownAddress(address.shown) }
    if has("lacks these prerequisite commits") {
      return .damagedFile(address.shown, reason: "it holds only what came after an earlier bundle")
    }
    if has("dubious ownership") {
      return .unreadable(address.shown, reason: "it belongs to another account")
    }
    if has("No space left on device") { return .unwritable("git", reason: "No space left on device") }
    if has("is this a git repository?", "bad line length", "invalid server response", "protocol error") {
      return .garbled(host: host, reason: reason(line, address))
    }
    return nil
  }

  /// What follows whatever went wrong: only said where nothing else is.
  private static let cuts = [
    "early EOF", "hung up", "unexpected disconnect", "transfer closed", "RPC failed", "reset by peer",
    "non-properly terminated", "Connection closed by", "unexpected TLS packet", "Empty reply from server",
  ]

  /// `The requested URL returned error: 404`, and what git makes of it.
  private static func status(_ line: String) -> Int? {
    if line.hasPrefix("fatal: repository '"), line.hasSuffix("' not found") { return 404 }
    guard let mark = line.firstRange(of: "returned error: ") else { return nil }
    return Int(line[mark.upperBound...].prefix { $0.isASCII && $0.isNumber })
  }

  private static func error(ofStatus status: Int, _ address: GitAddress) -> SyncError {
    switch status {
    case 401: .gitPassword(address.shown)
    case 429, 503: .askedToWait(status: status, host: address.host, seconds: nil)
    default: .status(status, path: address.shown)
    }
  }

  /// What stands after the last colon: the reason, without the address, and without the files of a certificate's
  /// authorities (`… failed. CAfile: none CRLfile: none`).
  private static func reason(_ line: String, _ address: GitAddress) -> String {
    let files = line.firstRange(of: " CAfile: ")?.lowerBound ?? line.endIndex
    let parts = address.hidingCredentials(String(line[..<files])).components(separatedBy: ": ")
    return cleanLine(parts.last ?? line)
  }

  /// After so many seconds of next to nothing, git itself gives up (`http.lowSpeedTime`).
  static let slowSeconds = 60
}
