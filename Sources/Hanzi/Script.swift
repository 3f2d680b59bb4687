// Simplified and traditional script, by phrase and not by character (头发 is 頭髮, 发展 is 發展), through OpenCC.
// The only user of COpenCC.

import COpenCC
import Glibc

/// The script a text is shown in.
package enum Script: String, Hashable, Sendable, CaseIterable {
  /// As it was published.
  case published
  /// Simplified, as in Mainland China.
  case simplified
  /// Traditional in OpenCC's own standard, as in Taiwan, as in Hong Kong.
  case traditional, taiwan, hongKong = "hong-kong"
}

/// Converts texts to scripts. A C handle: one thread uses it.
package final class ScriptConverter {
  /// Whether words change with the region (软件 and 軟體), and not characters alone.
  private let changesWords: Bool
  /// OpenCC's converters by their configurations, each opened when it is first needed: that takes up to 20 ms.
  private var converters: [String: opencc_t?] = [:]

  /// Where `changesWords`, the words of the script's region are used as well as its characters.
  package init(changesWords: Bool = false) { self.changesWords = changesWords }

  deinit {
    for case let converter? in converters.values { opencc_close(converter) }
  }

  /// A text in a script: 5,000 characters take a few milliseconds. As it was where there is nothing to change,
  /// or OpenCC's dictionaries are not installed.
  package func convert(_ text: String, to script: Script) -> String {
    guard let name = configuration(of: script), text.utf8.contains(where: { $0 >= 0x80 }),
      let converter = converter(name)
    else { return text }
    var text = text
    return text.withUTF8 { bytes -> String? in
      bytes.withMemoryRebound(to: CChar.self) { bytes in
        guard let converted = opencc_convert_utf8(converter, bytes.baseAddress, bytes.count) else {
          return nil
        }
        defer { opencc_convert_utf8_free(converted) }
        return String(cString: converted)
      }
    } ?? text
  }

  /// OpenCC's name for a way to a script, whatever the text is written in; nil for none.
  private func configuration(of script: Script) -> String? {
    switch script {
    case .published: nil
    case .simplified: changesWords ? "tw2sp.json" : "t2s.json"
    case .traditional: "s2t.json"
    case .taiwan: changesWords ? "s2twp.json" : "s2tw.json"
    case .hongKong: "s2hk.json"
    }
  }

  private func converter(_ name: String) -> opencc_t? {
    if let known = converters[name] { return known }
    // What opencc_open() gives where it fails is (opencc_t)-1.
    let opened = opencc_open(name).flatMap { Int(bitPattern: $0) == -1 ? nil : $0 }
    kanbao_give_memory_back()
    converters[name] = .some(opened)
    return opened
  }
}
