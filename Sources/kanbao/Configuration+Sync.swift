// The settings about fetching: `[sync]` for all sources, `[sources."…"]` for single ones.

import Foundation
import Sync

extension Section {
  /// Reads the settings about fetching over those there are; what is wrong with them.
  func read(into settings: inout SourceSettings) -> [Mistake] {
    mistakes { key in try readSync(key, into: &settings) }
  }

  /// Reads one of them; `others` are read elsewhere.
  func readSync(_ key: String, into settings: inout SourceSettings, besides others: [String] = [])
    throws -> [Mistake]
  {
    guard let read = Section.syncSettings[key] else {
      return [unknown(key, known: (others + Section.syncSettings.keys).sorted())]
    }
    try read(&settings, self, key)
    return []
  }

  /// Each setting's name, and how it is read.
  private static let syncSettings:
    [String: @Sendable (inout SourceSettings, Section, String) throws -> Void] = [
      "interval": { $0.interval = try $1.text($2, duration, Section.seconds) },
      "proxy": { $0.proxy = try $1.text($2, proxies, Section.proxy) },
      "dns-over-https": { $0.dnsOverHTTPS = try $1.text($2, secureAddress, Section.secureAddress) },
      "user-agent": { $0.userAgent = try $1.text($2, header, Section.headerValue) },
      "headers": { $0.headers = try $1.texts($2, headers, Section.isHeader) },
      "ca-file": { $0.certificateAuthorities = try $1.text($2, file, World.expanded) },
      "speed-limit": { $0.speedLimit = try $1.text($2, size, Section.bytes) },
      "daily-budget": { $0.dailyBudget = try $1.text($2, size, Section.bytes) },
      "connections": { $0.connections = try $1.number($2, in: 1...32) },
      "keep-articles": { $0.keptArticles = try $1.number($2, in: 1...100_000_000) },
      "keep-days": { $0.keptDays = try $1.number($2, in: 1...100_000) },
      "drop-unread": { $0.dropsUnread = try $1.flag($2) },
      "archive": { $0.includesArchive = try $1.flag($2) },
    ]

  // MARK: Forms of texts

  private static let duration = Wording(
    " \"30m\"、\"1h\"、\"1d\" 或 \"never\"", " \"30m\"、\"1h\"、\"1d\" 或 \"never\"",
    "\"30m\", \"1h\", \"1d\" or \"never\"")
  private static let size = Wording(
    " \"500 kB\"、\"20 MB\" 这样的大小", " \"500 kB\"、\"20 MB\" 這樣的大小", "a size such as \"500 kB\" or \"20 MB\"")
  private static let proxies = Wording(
    " \"environment\"、\"none\"，或 http://、https://、socks5://、socks5h:// 地址",
    " \"environment\"、\"none\"，或 http://、https://、socks5://、socks5h:// 位址",
    "\"environment\", \"none\", or an address with http://, https://, socks5:// or socks5h://")
  private static let secureAddress = Wording(" https:// 地址", " https:// 位址", "an address with https://")
  private static let header = Wording("一行文字", "一行文字", "one line of text")
  private static let headers = Wording("“名字: 值”的列表", "「名字: 值」的列表", "a list of \"Name: value\"")
  private static let file = Wording("文件路径", "檔案路徑", "the path of a file")

  /// `90s`, `30m`, `1h`, `1d`: at least a minute; nil inside for `never`.
  static func seconds(_ text: String) -> Int?? {
    if text == "never" { return .some(nil) }
    return time(text).flatMap { $0 >= 60 ? $0 : nil }
  }

  /// The seconds of a time such as `20s`, `30m`, `2h` or `1d`; nil where it is none.
  static func time(_ text: String) -> Int? {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let unit = text.last.flatMap({ units[$0] }), let number = Int(text.dropLast()),
      (1...100_000).contains(number)
    else { return nil }
    return number * unit
  }

  /// `800 B`, `500 kB`, `20 MB`, `1 GB`: powers of ten.
  private static func bytes(_ text: String) -> Int? {
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(number.count).trimmingCharacters(in: .whitespaces).lowercased()
    let units = ["b": 1.0, "kb": 1e3, "mb": 1e6, "gb": 1e9]
    guard let value = Double(number), let factor = units[unit], value * factor >= 1, value * factor <= 1e15
    else {
      return nil
    }
    return Int(value * factor)
  }

  private static func proxy(_ text: String) -> SourceSettings.Proxy? {
    switch text {
    case "environment": return .environment
    case "none": return SourceSettings.Proxy.none
    default:
      guard let url = URL(string: text), let scheme = url.scheme,
        SourceSettings.Proxy.schemes.contains(scheme), url.host() != nil
      else { return nil }
      return .address(text)
    }
  }

  private static func secureAddress(_ text: String) -> String? {
    guard let url = URL(string: text), url.scheme == "https", url.host() != nil else { return nil }
    return text
  }

  private static func headerValue(_ text: String) -> String? {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F } ? text : nil
  }

  private static func isHeader(_ text: String) -> Bool {
    guard headerValue(text) != nil, let colon = text.firstIndex(of: ":"), colon > text.startIndex else {
      return false
    }
    return text[..<colon].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
  }
}
