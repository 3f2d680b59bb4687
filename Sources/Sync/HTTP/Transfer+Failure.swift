// What libcurl's failures mean to a reader.

import CCurl
import Glibc
import Parsing

extension SyncError {
  /// Whether words of libcurl's about a TLS handshake say that the connection ended, by OpenSSL or by GnuTLS; and not
  /// that the other side speaks otherwise.
  static func tellsOfACutHandshake(_ words: String) -> Bool {
    ["SSL_ERROR_SYSCALL", "unexpected eof", "non-properly terminated", "pull function", "reset by peer"]
      .contains(where: words.contains)
  }
}

extension Transfer {
  /// What went wrong, when libcurl says so.
  func failure(_ code: CURLcode) -> SyncError {
    if let refusal { return refusal }
    let host = request.address.hostAndPort
    return switch code {
    // Which of the two names it was, its words say and its codes do not.
    case CURLE_COULDNT_RESOLVE_PROXY,
      CURLE_COULDNT_RESOLVE_HOST where isAboutProxy:
      proxyFailure("its name is not found")
    case CURLE_COULDNT_RESOLVE_HOST: .nameNotFound(host: request.address.host)
    case CURLE_PROXY where kanbao_number(easy, CURLINFO_PROXY_ERROR) == Int(CURLPX_RESOLVE_HOST.rawValue):
      .nameNotFound(host: request.address.host)
    case CURLE_PROXY: proxyFailure(complaint)
    case CURLE_COULDNT_CONNECT: connectionFailure
    case CURLE_OPERATION_TIMEDOUT: timeFailure
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR:
      .certificate(host: untrustedHost, reason: complaint)
    case CURLE_SSL_CONNECT_ERROR where SyncError.tellsOfACutHandshake(complaint): .handshakeCut(host: host)
    case CURLE_SSL_CACERT_BADFILE:
      .unreadable(
        request.settings.certificateAuthorities ?? "", reason: "it holds no certificates that can be read")
    case CURLE_FILESIZE_EXCEEDED: .tooLarge(request.path, limit: largestPage)
    case CURLE_RECV_ERROR: receptionFailure
    case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      .cutShort(host: host)
    default: .garbled(host: host, reason: words(for: code))
    }
  }

  /// Whether libcurl complains of the proxy by its name.
  private var isAboutProxy: Bool {
    guard let name = request.proxyHost?.split(separator: ":").first else { return false }
    return complaint.hasSuffix(": " + name) && name != request.address.host[...]
  }

  private func words(for code: CURLcode) -> String {
    complaint.isEmpty ? String(cString: curl_easy_strerror(code)) : complaint
  }

  /// Whose certificate is not trusted: a proxy's that speaks TLS itself, as long as it has not let one through.
  private var untrustedHost: String {
    let isAtProxy =
      request.proxy?.lowercased().hasPrefix("https://") == true
      && kanbao_number(easy, CURLINFO_HTTP_CONNECTCODE) == 0
    return isAtProxy ? request.proxyHost ?? request.address.hostAndPort : request.address.hostAndPort
  }

  private func proxyFailure(_ reason: String) -> SyncError {
    .proxy(host: request.proxyHost ?? request.address.hostAndPort, reason: reason)
  }

  private var connectionFailure: SyncError {
    let host = request.address.hostAndPort, reason = Int32(kanbao_number(easy, CURLINFO_OS_ERRNO))
    if request.proxy != nil {
      return proxyFailure(reason == 0 ? words(for: CURLE_COULDNT_CONNECT) : String(cString: strerror(reason)))
    }
    return switch reason {
    case ECONNREFUSED: .refused(host: host)
    case ETIMEDOUT: .noConnection(host: host, seconds: connectionSeconds)
    default: .unreachable(host: host)
    }
  }

  private var timeFailure: SyncError {
    let isConnected = kanbao_size(easy, CURLINFO_CONNECT_TIME_T) > 0
    if request.proxy != nil, !isConnected {
      return proxyFailure("no connection within \(connectionSeconds) s")
    }
    return .noConnection(host: request.address.hostAndPort, seconds: connectionSeconds)
  }

  private var receptionFailure: SyncError {
    let refused = kanbao_number(easy, CURLINFO_HTTP_CONNECTCODE)
    if request.proxy != nil, refused >= 300 { return proxyFailure("it answers \(refused)") }
    let host = request.address.hostAndPort
    // Lengths of pieces that are no numbers; a piece that is too short is a partial file.
    if complaint.contains("chunked-encoding") { return .garbled(host: host, reason: complaint) }
    return .cutShort(host: host)
  }
}
