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
  /// or OpenCC's dictionaries are not installed. Where a text is traditional already, characters stay that simplified text
  /// has for several (余, 里): `isTraditional` is asked whether it is, where it does not tell by itself.
  package func convert(_ text: String, to script: Script, isTraditional: () -> Bool = { false }) -> String {
    guard let name = configuration(of: script) else { return text }
    guard script != .simplified, let shelter = Shelter(text) else { return converted(text, name) }
    let leaning = leaning(of: text)
    guard leaning > 0 || leaning == 0 && isTraditional() else { return converted(text, name) }
    return shelter.restored(converted(shelter.text, name))
  }

  /// How much more of a text is traditional than simplified, in characters; 0 where it tells nothing. It is told by the
  /// beginning.
  package func leaning(of text: String) -> Int {
    let start = String(text.unicodeScalars.prefix(ScriptConverter.telling))
    return changed(start, "t2s.json").count
      - changed(start, "s2t.json").count { !ScriptConverter.ofBothScripts.contains($0) }
  }

  /// The characters of a text that tell what it is written in: one in five does.
  private static let telling = 60

  /// Characters that simplified text has for several, and traditional text as one of these: they tell nothing. Those that
  /// OpenCC changes alone and Big5 has among its 5,401 common ones, and those that it changes in words.
  fileprivate static let ofBothScripts = Set(
    "丑丰于云仆伙余佣准几凶划占台吁后咨咸唇夸尸岩岳峰帘干并床征愿托挂斗晒朴杠杰栗涌游灶痴皂秘筑粽群肴腌苧范荐虱辟郁采里雇霉"
      .unicodeScalars
  ).union(
    "只系制松表面谷胡姜出卷困回才向舍沈冬周志板布幸弦御扎据旋札术核注淀漓炮熏累症着秋种胜致须饥弄曲杆"
      .unicodeScalars)

  /// The characters of a text that another stands for in a conversion.
  private func changed(_ text: String, _ name: String) -> [Unicode.Scalar] {
    zip(text.unicodeScalars, converted(text, name).unicodeScalars).compactMap { $0 == $1 ? nil : $0 }
  }

  private func converted(_ text: String, _ name: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }),
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

/// A text in which characters of both scripts are sheltered from OpenCC: others stand in their places, that nobody uses.
private struct Shelter {
  let text: String
  private var sheltered: [Unicode.Scalar] = []

  /// The first of the characters that stand in: Unicode leaves them to private use, and more than are needed follow.
  private static let first: UInt32 = 0xF_0000

  /// Nil where there is nothing to shelter, or where such characters are in use.
  init?(_ text: String) {
    var result = String.UnicodeScalarView(), places: [Unicode.Scalar: UInt32] = [:]
    for scalar in text.unicodeScalars {
      if scalar.value >= Shelter.first { return nil }
      guard ScriptConverter.ofBothScripts.contains(scalar) else {
        result.append(scalar)
        continue
      }
      let place = places[scalar] ?? UInt32(places.count)
      if places.updateValue(place, forKey: scalar) == nil { sheltered.append(scalar) }
      result.append(Unicode.Scalar(Shelter.first + place) ?? scalar)
    }
    if sheltered.isEmpty { return nil }
    self.text = String(result)
  }

  /// A text with the characters in their places again.
  func restored(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(scalar.value >= Shelter.first ? sheltered[Int(scalar.value - Shelter.first)] : scalar)
    }
    return String(result)
  }
}
