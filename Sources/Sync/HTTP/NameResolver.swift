// Asks for the addresses of hosts over HTTPS (RFC 8484), where libcurl would ask by another way than the source's: it gives
// its questions no proxy but the environment's (dohprobe in its lib/doh.c).

import Foundation

/// A resolver over HTTPS. All who ask for a host at about the same time share one answer.
actor NameResolver {
  private let address: String
  private let request: HTTPRequest
  private let client: HTTPClient
  private var known: [String: (answer: Task<[String], any Error>, time: ContinuousClock.Instant)] = [:]

  /// As long as libcurl keeps a name.
  private static let lifetime = Duration.seconds(60)

  /// Nil where libcurl may ask by itself.
  init?(
    _ settings: SourceSettings, _ proxies: ProxyChoice, environment: ProxyChoice, client: HTTPClient,
    meter: Meter
  ) {
    guard let text = settings.dnsOverHTTPS, let address = WebAddress(text) else { return nil }
    let proxy = proxies.proxy(for: address)
    guard proxy != environment.proxy(for: address) else { return nil }
    var settings = settings
    (settings.dnsOverHTTPS, settings.speedLimit) = (nil, nil)
    request = HTTPRequest(
      address: address, path: address.text, headers: ["Accept: application/dns-message"], proxy: proxy,
      settings: settings, meter: meter)
    (self.address, self.client) = (address.text + (address.hasMore ? "&" : "?"), client)
  }

  /// The addresses of a host; none for what is no name of DNS.
  /// - Throws: `SyncError`; `.nameNotFound` where it has none. `CancellationError`.
  func addresses(of host: String) async throws -> [String] {
    guard addressBytes(host) == nil, NameQuestion.bytes(host, type: 1) != nil else { return [] }
    if let (answer, time) = known[host], .now - time < NameResolver.lifetime { return try await answer.value }
    let answer = Task { try await ask(host) }
    known[host] = (answer, .now)
    do {
      return try await withTaskCancellationHandler {
        try await answer.value
      } onCancel: {
        answer.cancel()
      }
    } catch {
      known[host] = nil
      throw error
    }
  }

  private func ask(_ host: String) async throws -> [String] {
    var addresses: [String] = []
    for type in NameQuestion.types { addresses += try await ask(host, type: type) }
    guard !addresses.isEmpty else { throw SyncError.nameNotFound(host: host) }
    return addresses
  }

  private func ask(_ host: String, type: UInt8) async throws -> [String] {
    // In the alphabet for addresses (RFC 4648 §5).
    let question = Data(NameQuestion.bytes(host, type: type) ?? []).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    var request = request
    guard let asked = WebAddress(address + "dns=" + question) else { return [] }
    request.address = asked
    return try await client.send(request) { $0.status == 200 ? NameQuestion.addresses(in: $0.body) : [] }
  }
}
