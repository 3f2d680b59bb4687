// The foot of a mirror's page: how to share it, its own address, and where the original stands.

import Articles

struct PageFoot {
  /// The markup before the foot.
  let body: String
  /// The address of the original, where the foot gives it.
  private(set) var original: String?
  /// The links of the foot.
  private(set) var links: [PageLink] = []

  /// Divides a piece of HTML at its foot; nil where it has none. The foot begins at a rule that only the
  /// words about sharing or about the original follow, or, without a rule, at the line with those words.
  init?(in html: String, page: String) {
    guard let start = PageFoot.start(in: html, page: page) else { return nil }
    body = String(html[..<start])
    let foot = html[start...]
    original = PageFoot.original(in: foot)
    let shared = foot.unicodeScalars.split { $0.properties.isWhitespace || PageFoot.separators.contains($0) }
      .map(Substring.init).filter { $0.hasPrefix("http://") || $0.hasPrefix("https://") }
    var seen = Set(original.map { [$0] } ?? [])
    for address in shared {
      guard let link = Address(address, on: page)?.text, seen.insert(link).inserted else { continue }
      links.append(PageLink(role: .share, title: "", address: link))
    }
  }

  private static let separators = Set("<>'\"：（）".unicodeScalars)
  private static let marks = [
    "手机上长按", "手機上長按", "原文地址", "原文网址", "原文網址", "原文链接", "原文連結", "原文鏈接",
  ]

  private static func start(in html: String, page: String) -> String.Index? {
    let mark = marks.compactMap { html.lastRange(of: $0)?.lowerBound }.min()
    let ownAddress = page.isEmpty ? nil : html.lastRange(of: "/" + page + ".png")?.lowerBound
    guard let end = mark ?? ownAddress else { return nil }
    if let rule = html[..<end].lastRange(of: "<hr", orUpper: "<HR"), isOnlyMarkup(html[rule.lowerBound..<end])
    {
      return rule.lowerBound
    }
    guard mark != nil, let line = html[..<end].lastIndex(of: "\n") else { return nil }
    return isOnlyMarkup(html[line..<end]) ? line : nil
  }

  /// Whether the stretch from the rule to the mark is short and holds no closing of the article's elements.
  private static func isOnlyMarkup(_ text: Substring) -> Bool {
    text.utf8.count < 600 && !text.contains("</div") && !text.contains("</table")
  }

  private static func original(in foot: Substring) -> String? {
    guard let mark = foot.lastRange(of: "原文") else { return nil }
    let rest = foot[mark.upperBound...]
    guard
      let start = rest.firstRange(of: "http://")?.lowerBound ?? rest.firstRange(of: "https://")?.lowerBound,
      rest[..<start].count <= 40
    else { return nil }
    let address = rest[start...].prefix { !$0.isWhitespace && !"<>\"'".contains($0) }
    return Address(address, on: "")?.text
  }
}

extension StringProtocol {
  /// The last range of `text`, or nil. Bytes are compared, so what joins the text into one character with
  /// its neighbours hides nothing.
  fileprivate func lastRange(of text: String) -> Range<String.Index>? {
    let wanted = Array(text.utf8)
    let offset = utf8.withContiguousStorageIfAvailable { bytes -> Int? in
      guard let first = wanted.first, bytes.count >= wanted.count else { return nil }
      return stride(from: bytes.count - wanted.count, through: 0, by: -1).first { start in
        bytes[start] == first && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
      }
    }
    guard let offset = offset.flatMap({ $0 }) else { return nil }
    let start = utf8.index(startIndex, offsetBy: offset)
    return start..<utf8.index(start, offsetBy: wanted.count)
  }

  /// The last range of either spelling of a tag.
  fileprivate func lastRange(of lower: String, orUpper upper: String) -> Range<String.Index>? {
    [lastRange(of: lower), lastRange(of: upper)].compactMap { $0 }.max { $0.lowerBound < $1.lowerBound }
  }
}
