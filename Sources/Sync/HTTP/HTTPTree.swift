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
  private let meter = Meter()
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
    proxies = try ProxyChoice(settings.proxy, environment: environment)
    pace = settings.speedLimit.map { Pace(bytesPerSecond: $0) }
    isPatient = true
  }

  private init(hastening tree: HTTPTree) {
    (root, settings, proxies, client) = (tree.root, tree.settings, tree.proxies, tree.client)
    (pace, isPatient) = (tree.pace, false)
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
      var turn = client.turn()
      do {
        let outcome = try await outcome(of: file, &turn)
        try await take(Delivery(file.path, outcome))
      } catch {
        await turn.end()
        throw error
      }
      await turn.end()
    }
  }

  // MARK: One file

  /// What comes of a file. Where the server or the line failed, it is asked for once more, over a connection of its
  /// own.
  private func outcome(of file: Wanted, _ turn: inout Turn) async throws -> Delivery.Outcome {
    do {
      let outcome: Delivery.Outcome
      do {
        outcome = try await paced(file, isFresh: false, &turn)
      } catch let error as SyncError where error.mayPass && (isPatient || !error.isSilence) {
        await turn.end()
        outcome = try await paced(file, isFresh: true, &turn)
      }
      mishaps.withLock { $0.count = 0 }
      return outcome
    } catch let error as SyncError {
      if error.isTheMirrors || pageKind(ofPath: file.path) == .frontPage { throw error }
      guard error.isMishap else { return .failed(error) }
      await turn.end()
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
    var turn = client.turn()
    let answer = try? await paced(Wanted("README.md"), isFresh: true, &turn)
    await turn.end()
    switch answer {
    case .content?, .unchanged?:
      return mishaps.withLock { mishaps in
        // Meanwhile many may have failed.
        guard mishaps.count < HTTPTree.longestPatience else { return true }
        (mishaps.patience, mishaps.verdict) = (min(2 * patience, HTTPTree.longestPatience), nil)
        return false
      }
    default: return true
    }
  }

  private func paced(_ file: Wanted, isFresh: Bool, _ turn: inout Turn) async throws -> Delivery.Outcome {
    guard let pace else { return try await fetch(file, isFresh: isFresh, &turn) }
    try await pace.wait()
    let before = meter.total
    defer { pace.moved(meter.total - before) }
    return try await fetch(file, isFresh: isFresh, &turn)
  }

  private func fetch(_ file: Wanted, isFresh: Bool, _ turn: inout Turn) async throws -> Delivery.Outcome {
    guard let led = lead.withLock({ $0 }) else {
      return try await fetch(file, below: root, isFresh: isFresh, &turn)
    }
    do {
      let outcome = try await fetch(file, below: led, isFresh: isFresh, &turn)
      guard case .missing = outcome else { return outcome }
    } catch let error as SyncError where !error.mayPass && !error.isTheMirrors {
    }
    // Not all of the tree may be there.
    lead.withLock { $0 = nil }
    await turn.end()
    return try await fetch(file, below: root, isFresh: isFresh, &turn)
  }

  private func fetch(
    _ file: Wanted, below root: WebAddress, isFresh: Bool, _ turn: inout Turn
  ) async throws -> Delivery.Outcome {
    let path = cleanLine(file.path), validator = file.version.flatMap { Validator(version: $0) }
    guard let first = root.file(file.path) else {
      throw SyncError.unreadable(path, reason: "its path leads nowhere in a tree")
    }
    let headers = validator.map { [$0.header] } ?? []
    let answer = try await follow(first, path, headers, isFresh: isFresh, &turn)
    let outcome = try outcome(of: answer, asked: first, path, isConditional: validator != nil)
    if answer.isForGood, answer.address != first, answer.response.status < 400 {
      lead.withLock { $0 = answer.address.root(ofFile: file.path) }
    }
    return outcome
  }

  /// What was answered in the end, and where: by way of redirects that are all for good, or not.
  private struct Answer {
    var response: HTTPResponse
    var address: WebAddress
    var isForGood: Bool
  }

  /// Asks at an address and, as far as redirects may be followed, where they lead.
  private func follow(
    _ first: WebAddress, _ path: String, _ headers: [String], isFresh: Bool, _ turn: inout Turn
  ) async throws -> Answer {
    var address = first, isForGood = true
    var seen: Set<WebAddress> = []
    while true {
      guard seen.insert(address).inserted, seen.count <= HTTPTree.mostRedirects + 1 else {
        throw SyncError.redirectLoop(path: path)
      }
      let response = try await client.send(request(address, path, headers, isFresh: isFresh), &turn)
      guard let target = response.redirect, (300...399).contains(response.status) else {
        return Answer(response: response, address: address, isForGood: isForGood)
      }
      await turn.end()
      isForGood = isForGood && [301, 308].contains(response.status)
      address = try redirected(from: address, to: target, path: path)
    }
  }

  /// Where the repository is that a server leads to from the tree's root, for git: it would follow to any place.
  /// - Throws: `SyncError` where that is nowhere one may go; `CancellationError`.
  func movedRepository() async throws -> String {
    let names = "/info/refs?service=git-upload-pack", shown = shownAddress(root.text)
    guard let first = WebAddress(root.text + names) else { throw SyncError.unknownAddress(shown) }
    var turn = client.turn()
    // The second version of git's protocol has no list of names.
    let address = try await follow(first, shown, ["Git-Protocol: version=2"], isFresh: false, &turn).address
    await turn.end()
    guard address.text.hasSuffix(names) else {
      throw SyncError.redirectRefused(path: shown, to: shownAddress(address.text))
    }
    return String(address.text.dropLast(names.count))
  }

  private func request(_ address: WebAddress, _ path: String, _ headers: [String], isFresh: Bool)
    -> HTTPRequest
  {
    let isHome = address.isSamePlace(as: root), proxy = proxies.proxy(for: address)
    return HTTPRequest(
      address: address, path: path, headers: headers + (isHome ? settings.headers : []),
      user: isHome ? root.user : nil, password: isHome ? root.password : nil, proxy: proxy,
      settings: settings, avoidsPrivate: address.host != root.host && proxy == nil, isFresh: isFresh,
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

  /// Whether several in a row mean that the mirror has failed.
  fileprivate var isMishap: Bool {
    switch self {
    case .tooLarge, .unreadable: false
    default: true
    }
  }
}
