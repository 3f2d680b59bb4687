// Questions for the addresses of hosts and the answers to them, in the form of DNS (RFC 1035 §4).

import Foundation

enum NameQuestion {
  /// The types of the records that have addresses: of IPv4, of IPv6.
  static let types: [UInt8] = [1, 28]

  /// The question for the records of a type; nil for what is no name of DNS.
  static func bytes(_ host: String, type: UInt8) -> [UInt8]? {
    let labels = host.utf8.split(separator: UInt8(ascii: "."))
    guard host.utf8.count <= 253, labels.allSatisfy({ $0.count <= 63 && $0.allSatisfy { $0 < 0x80 } }) else {
      return nil
    }
    return [0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0] + labels.flatMap { [UInt8($0.count)] + $0 } + [
      0, 0, type, 0, 1,
    ]
  }

  /// The addresses that an answer gives, as far as it is whole.
  static func addresses(in answer: [UInt8]) -> [String] {
    var rest = Rest(answer)
    guard rest.take(4) != nil, let questions = rest.number(), let records = rest.number(), rest.take(4) != nil
    else { return [] }
    for _ in 0..<questions { guard rest.passName(), rest.take(4) != nil else { return [] } }
    var addresses: [String] = []
    for _ in 0..<records {
      guard rest.passName(), let type = rest.number(), rest.take(6) != nil, let size = rest.number(),
        let data = rest.take(size)
      else { break }
      if let address = text(of: data, type: type) { addresses.append(address) }
    }
    return addresses
  }

  private static func text(of data: ArraySlice<UInt8>, type: Int) -> String? {
    switch (type, data.count) {
    case (1, 4): return data.map(String.init).joined(separator: ".")
    case (28, 16):
      let bytes = Array(data)
      return stride(from: 0, to: 16, by: 2).map {
        String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16)
      }
      .joined(separator: ":")
    default: return nil
    }
  }

  /// What is left of an answer.
  private struct Rest {
    private var bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
      guard bytes.count >= count else { return nil }
      defer { bytes = bytes.dropFirst(count) }
      return bytes.prefix(count)
    }

    mutating func number() -> Int? { take(2).map { $0.reduce(0) { $0 << 8 | Int($1) } } }

    /// Passes over a name: labels up to an empty one, or to what says where the rest of it is.
    mutating func passName() -> Bool {
      while let size = take(1)?.first {
        if size == 0 { return true }
        if size >= 0xC0 { return take(1) != nil }
        guard take(Int(size)) != nil else { return false }
      }
      return false
    }
  }
}
