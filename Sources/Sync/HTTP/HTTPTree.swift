// A tree on a web server or CDN. Nothing lists it: its files are asked for by their paths, each with what the server
// said of it the last time, so that what has not changed does not come again.

import CCurl
import Foundation
import Parsing
import Synchronization

/// The root of a tree on any web server.
package final class HTTPTree: Tree {
  private let root: WebAddress
  private let settings: SourceSettings
  private let proxies: ProxyChoice
  private let client: HTTPClient
  private let names: NameResolver?
  private let meter: Meter
  private let pace: Pace?
  /// Whether there is no other mirror to go to: a slow one is then borne longer.
  private let isPatient: Bool
  private let mishaps = Mutex(Mishaps())
  /// Where the server leads to from the root for good, once it has done so: files are asked for there, and not for each
  /// here first.
  private let lead = Mutex<WebAddress?>(nil)

  /// Files that failed, one after another.
  private struct Mishaps {
    var count = 0
    /// So many, and the mirror may have failed.
    var patience = 3
    /// Whether it has: told, or being found out.
    var verdict: Task<Bool, Never>?
  }

  /// The longest patience: where so many files in a row fail the mirror has, whatever its front page says. Two that fail
  /// are these files' fault.
  private static let longestPatience = 48, fewest = 2
  /// Redirects followed for one file.
  private static let mostRedirects = 5

  /// The tree whose root is at an address, with or without a slash at its end. A name and a password in it are
  /// sent, and never shown.
  /// - Throws: `SyncError.unknownAddress` when the address is none of the web or has a query, `.proxy` when that of
  ///   the proxy is none.
  package init(
    address: String, settings: SourceSettings, client: HTTPClient,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(SyncError) {
    guard kanbao_has_curl() else { throw .missing("libcurl") }
    guard let root = WebAddress(address), !root.hasMore else { throw .unknownAddress(shownAddress(address)) }
    (self.root, self.settings, self.client) = (root, settings, client)
    meter = Meter()
    proxies = try ProxyChoice(settings.proxy, environment: environment)
    names = NameResolver(
      settings, proxies, environment: try ProxyChoice(.environment, environment: environment), client: client,
      meter: meter)
    pace = settings.speedLimit.map { Pace(bytesPerSecond: $0) }
    isPatient = true
  }

  private init(hastening tree: HTTPTree) {
    (root, settings, proxies, client) = (tree.root, tree.settings, tree.proxies, tree.client)
    (names, meter, pace, isPatient) = (tree.names, tree.meter, tree.pace, false)
  }

  package func hastened() -> any Tree { HTTPTree(hastening: self) }

  package var isAtHand: Bool { false }
  package var traffic: Int { meter.total }

  package func listing(since tip: String?) -> TreeListing { TreeListing(.unknown) }

  package func deliver(_ wanted: [Wanted], to take: @escaping @Sendable (Delivery) async throws -> Void)
    async throws
  {
    // The client lets as many go at once as are allowed; with a limit of speed, one after another.
    let width = pace == nil ? settings.connections * HostQueue.streams : 1
    try await forEach(of: wanted, width: max(1, width)) { [self] file in
      do {
        let failure = try await bring(file) { outcome in
          mishaps.withLock { $0.count = 0 }
          do { try await take(Delivery(file.path, outcome)) } catch { throw TakerFailure(error: error) }
        }
        if let failure { try await take(Delivery(file.path, failure)) }
      } catch let failure as TakerFailure {
        throw failure.error
      }
    }
  }

  /// Takes in what came of one file; only a few are at it at once.
  private typealias Taker = (Delivery.Outcome) async throws -> Void

  /// What a taker has thrown: that says nothing of the mirror.
  private struct TakerFailure: Error { let error: any Error }

  // MARK: One file

  /// Has what comes of a file taken. Where the server or the line failed, it is asked for once more, over a connection
  /// of its own. Returns what is to be said where it cannot be had.
  private func bring(_ file: Wanted, to take: Taker) async throws -> Delivery.Outcome? {
    do {
      do {
        try await paced(file, isFresh: false, take)
      } catch let error as SyncError where error.mayPass && (isPatient || !error.isSilence) {
        try await paced(file, isFresh: true, take)
      }
      return nil
    } catch let error as SyncError {
      if error.isTheMirrors || pageKind(ofPath: file.path) == .frontPage { throw error }
      guard error.isMishap else { return .failed(error) }
      let (isOneTooMany, isAmongOthers) = await mishap(error)
      try Task.checkCancellation()
      if isOneTooMany { throw error }
      return isAmongOthers ? .failedAmongOthers(error) : .failed(error)
    }
  }

  /// Whether a file that failed means that the mirror has; and if not, whether others before it failed. Where no other
  /// mirror is left to ask it may be these files alone, which would keep all others from coming, today and the next time:
  /// the front page tells. All that fail meanwhile wait for what it says.
  private func mishap(_ error: SyncError) async -> (isOneTooMany: Bool, isAmongOthers: Bool) {
    let (count, verdict) = mishaps.withLock { mishaps in
      mishaps.count += 1
      if mishaps.verdict == nil, mishaps.count >= mishaps.patience {
        let patience = mishaps.patience
        mishaps.verdict = Task { [self] in await hasFailed(error, patience: patience) }
      }
      return (mishaps.count, mishaps.verdict)
    }
    guard let verdict else { return (false, count > HTTPTree.fewest) }
    let isOneTooMany = await withTaskCancellationHandler {
      await verdict.value
    } onCancel: {
      verdict.cancel()
    }
    return (isOneTooMany, count > HTTPTree.fewest)
  }

  private func hasFailed(_ error: SyncError, patience: Int) async -> Bool {
    guard isPatient, !error.isSilence, patience < HTTPTree.longestPatience else { return true }
    do {
      let page = Wanted("README.md")
      try await paced(page, isFresh: true) { outcome in try HTTPTree.checkIsThere(outcome, page) }
    } catch {
      return true
    }
    return mishaps.withLock { mishaps in
      // Meanwhile many may have failed.
      guard mishaps.count < HTTPTree.longestPatience else { return true }
      (mishaps.patience, mishaps.verdict) = (min(2 * patience, HTTPTree.longestPatience), nil)
      return false
    }
  }

  private static func checkIsThere(_ outcome: Delivery.Outcome, _ file: Wanted) throws(SyncError) {
    if case .missing = outcome { throw .status(404, path: file.path) }
  }

  private func paced(_ file: Wanted, isFresh: Bool, _ take: Taker) async throws {
    guard let pace else { return try await fetch(file, isFresh: isFresh, take) }
    try await pace.wait()
    let before = meter.total
    defer { pace.moved(meter.total - before) }
    try await fetch(file, isFresh: isFresh, take)
  }

  private func fetch(_ file: Wanted, isFresh: Bool, _ take: Taker) async throws {
    if let led = lead.withLock({ $0 }) {
      do {
        return try await fetch(file, below: led, isFresh: isFresh) { outcome in
          try HTTPTree.checkIsThere(outcome, file)
          try await take(outcome)
        }
      } catch let error as SyncError where error.isThePlaces {
        // Not all of the tree may be there.
        lead.withLock { $0 = nil }
      }
    }
    try await fetch(file, below: root, isFresh: isFresh, take)
  }

  private func fetch(_ file: Wanted, below root: WebAddress, isFresh: Bool, _ take: Taker) async throws {
    let path = cleanLine(file.path), validator = file.version.flatMap { Validator(version: $0) }
    guard let first = root.file(file.path) else {
      throw SyncError.unreadable(path, reason: "its path leads nowhere in a tree")
    }
    let headers = validator.map { [$0.header] } ?? []
    try await follow(first, path, headers, isFresh: isFresh) { answer in
      let outcome = try outcome(of: answer, asked: first, path, isConditional: validator != nil)
      // One page that has moved leads nobody else away.
      if pageKind(ofPath: file.path) == .frontPage, answer.isForGood, answer.address != first,
        answer.response.status < 400
      {
        lead.withLock { $0 = answer.address.root(ofFile: file.path) }
      }
      try await take(outcome)
    }
  }

  /// What was answered in the end, and where: by way of redirects that are all for good, or not.
  private struct Answer {
    var response: HTTPResponse
    var address: WebAddress
    var isForGood: Bool
  }

  /// Asks at an address and, as far as redirects may be followed, where they lead; the answer in the end is read.
  private func follow(
    _ first: WebAddress, _ path: String, _ headers: [String], isFresh: Bool,
    read: (Answer) async throws -> Void
  ) async throws {
    var address = first, isForGood = true
    var seen: Set<WebAddress> = []
    while true {
      guard seen.insert(address).inserted, seen.count <= HTTPTree.mostRedirects + 1 else {
        throw SyncError.redirectLoop(path: path)
      }
      let redirect: (target: String, isForGood: Bool)? = try await client.send(
        request(address, path, headers, isFresh: isFresh)
      ) { response in
        if let target = response.redirect, (300...399).contains(response.status) {
          return (target, [301, 308].contains(response.status))
        }
        try await read(Answer(response: response, address: address, isForGood: isForGood))
        return nil
      }
      guard let redirect else { return }
      isForGood = isForGood && redirect.isForGood
      address = try redirected(from: address, to: redirect.target, path: path)
    }
  }

  /// Where the repository is that a server leads to from the tree's root, for git: it would follow to any place.
  /// - Throws: `SyncError` where that is nowhere one may go; `CancellationError`.
  func movedRepository() async throws -> String {
    let names = "/info/refs?service=git-upload-pack", shown = shownAddress(root.text)
    guard var address = WebAddress(root.text + names) else { throw SyncError.unknownAddress(shown) }
    // The second version of git's protocol has no list of names.
    try await follow(address, shown, ["Git-Protocol: version=2"], isFresh: false) { address = $0.address }
    guard address.text.hasSuffix(names) else {
      throw SyncError.redirectRefused(path: shown, to: shownAddress(address.text))
    }
    return String(address.text.dropLast(names.count))
  }

  private func request(_ address: WebAddress, _ path: String, _ headers: [String], isFresh: Bool)
    async throws -> HTTPRequest
  {
    let isHome = address.isSamePlace(as: root), proxy = proxies.proxy(for: address)
    return HTTPRequest(
      address: address, path: path, headers: headers + (isHome ? settings.headers : []),
      user: isHome ? root.user : nil, password: isHome ? root.password : nil, proxy: proxy,
      addresses: proxy == nil ? try await names?.addresses(of: address.host) ?? [] : [], settings: settings,
      avoidsPrivate: address.host != root.host && proxy == nil, isFresh: isFresh,
      isPatient: isPatient, meter: meter)
  }

  /// Where a redirect leads, if it may. The client keeps names from leading to private addresses.
  private func redirected(from address: WebAddress, to target: String, path: String) throws(SyncError)
    -> WebAddress
  {
    guard let next = WebAddress(target) else { throw .redirectRefused(path: path, to: shownAddress(target)) }
    let isSafe = next.scheme == "https" || address.scheme == "http"
    let isHome = next.host == root.host
    guard isSafe, isHome || !NetworkRange.isPrivate(host: next.host), next.host.utf8.allSatisfy({ $0 < 0x80 })
    else { throw .redirectRefused(path: path, to: cleanLine("\(next.scheme)://\(next.hostAndPort)")) }
    return next
  }

  private func outcome(
    of answer: Answer, asked: WebAddress, _ path: String, isConditional: Bool
  ) throws(SyncError) -> Delivery.Outcome {
    let response = answer.response, address = answer.address
    switch response.status {
    case 200:
      let check = PageCheck(response, path: path)
      guard address.lastName == asked.lastName else { throw .notThePage(path: path) }
      guard !check.isEmpty else { throw .empty(path: path) }
      guard check.isThePage else { throw .notThePage(path: path) }
      return .content(response.body, version: Validator(response)?.version ?? "")
    case 304 where isConditional: return .unchanged
    case 404, 410: return .missing
    case 407:
      throw .proxy(
        host: proxies.proxy(for: address).map(ProxyChoice.host) ?? address.hostAndPort,
        reason: "it answers 407")
    case 429, 503:
      throw .askedToWait(
        status: response.status, host: address.hostAndPort, seconds: response.retryAfter)
    case let status: throw .status(status, path: path)
    }
  }
}

extension WebAddress {
  /// The name of the file, without what writing it in an address adds.
  fileprivate var lastName: String? { path.split(separator: "/").last?.removingPercentEncoding }
}

extension SyncError {
  /// Whether it may be different at once, over another connection.
  fileprivate var mayPass: Bool {
    switch self {
    case .noAnswer, .stalled, .cutShort, .garbled, .status(500...599, _): true
    default: false
    }
  }

  /// Whether nothing came: to ask again is to wait again.
  fileprivate var isSilence: Bool {
    switch self {
    case .noAnswer, .stalled: true
    default: false
    }
  }

  /// Whether no other file of the mirror can be had either.
  fileprivate var isTheMirrors: Bool {
    switch self {
    case .nameNotFound, .refused, .unreachable, .noConnection, .handshakeCut, .certificate, .proxy: true
    // Without a time it may be this one file that the server cannot give.
    case .askedToWait(_, _, let seconds): seconds != nil
    default: false
    }
  }

  /// Whether the file may be had where it was asked for before all was led elsewhere.
  fileprivate var isThePlaces: Bool {
    switch self {
    case .status(400...499, _), .notThePage, .empty, .redirectLoop, .redirectRefused: true
    default: false
    }
  }

  /// Whether several in a row mean that the mirror has failed.
  fileprivate var isMishap: Bool {
    switch self {
    case .tooLarge, .unreadable: false
    default: true
    }
  }
}
