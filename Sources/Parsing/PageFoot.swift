// The foot of a mirror's page: how to share it, its own address, and where the original stands.
//
// Only what is known to stand in a foot goes: a word that `FootScanner` does not know is the author's, before
// the foot as after it.

import Articles

struct PageFoot {
  /// The markup around the foot.
  let body: String
  /// The address of the original, where the foot gives it.
  let original: String?
  /// The links of the foot.
  private(set) var links: [PageLink] = []

  /// Marks that are tried, from the last; an article may speak of 原文地址 too.
  private static let mostMarks = 8
  /// The bytes from where a foot begins to its last mark, at most.
  private static let longestHead = 4096

  /// Takes the foot out of a piece of HTML; nil where it has none.
  init?(in html: String, page: String) {
    var html = html
    guard let foot = PageFoot.find(in: html.withUTF8({ Array($0) }), page: page) else { return nil }
    let start = html.utf8.index(html.startIndex, offsetBy: foot.start)
    body = String(html[..<start]) + html[html.utf8.index(start, offsetBy: foot.end - foot.start)...]
    original = foot.original.flatMap { Address(plainText($0), on: "")?.text }
    var seen = Set(original.map { [$0] } ?? [])
    for address in foot.addresses {
      guard let link = Address(plainText(address), on: page)?.text, seen.insert(link).inserted else {
        continue
      }
      links.append(PageLink(role: .share, title: "", address: link))
    }
  }

  private static func find(in bytes: [UInt8], page: String) -> FootScanner? {
    var end = bytes.count
    for _ in 0..<mostMarks {
      guard let mark = lastMark(in: bytes, before: end) else { break }
      if let foot = foot(in: bytes, at: mark, page: page) { return foot }
      end = mark
    }
    // A foot without words: the page's own address and its picture.
    guard !page.isEmpty, let own = lastRange(of: Array("/\(page).png".utf8), in: bytes) else { return nil }
    return rule(in: bytes, before: own).flatMap { scan(bytes, from: $0, past: own, page: page) }
  }

  /// The foot that holds the mark: from a rule, from the line of an earlier mark, or from the mark's own.
  private static func foot(in bytes: [UInt8], at mark: Int, page: String) -> FootScanner? {
    let rule = rule(in: bytes, before: mark)
    if let foot = rule.flatMap({ scan(bytes, from: $0, past: mark, page: page) }) { return foot }
    let starts = marks(in: bytes, through: mark).flatMap { start in
      [lineStart(in: bytes, of: start)] + (endsSentence(bytes, before: start) ? [start] : [])
    }
    for start in starts where start != rule {
      if let foot = scan(bytes, from: start, past: mark, page: page) { return foot }
    }
    return nil
  }

  private static func scan(_ bytes: [UInt8], from start: Int, past mark: Int, page: String) -> FootScanner? {
    var scanner = FootScanner(bytes, from: start, page: page)
    scanner.scan()
    return scanner.end > mark && !scanner.addresses.isEmpty ? scanner : nil
  }

  // MARK: Where it may begin

  private static func lastMark(in bytes: [UInt8], before end: Int) -> Int? {
    for start in stride(from: end - 1, through: 0, by: -1)
    where bytes[start] == 0xE5 || bytes[start] == 0xE6 {
      if FootScanner.isMark(bytes, at: start) { return start }
    }
    return nil
  }

  /// The marks within a foot's length before `last`, and `last`, in order.
  private static func marks(in bytes: [UInt8], through last: Int) -> [Int] {
    (max(0, last - longestHead)...last).filter { FootScanner.isMark(bytes, at: $0) }.suffix(4)
  }

  private static func rule(in bytes: [UInt8], before mark: Int) -> Int? {
    stride(from: mark - 1, through: max(0, mark - longestHead), by: -1).first { place in
      switch bytes[place] {
      case UInt8(ascii: "<"): ["<hr", "<HR"].contains { bytes[place...].starts(with: $0.utf8) }
      case UInt8(ascii: "+") where place > 0: bytes[(place - 1)...].starts(with: FootScanner.ruleOfMarks)
      default: false
      }
    }
  }

  private static func lineStart(in bytes: [UInt8], of mark: Int) -> Int {
    let start = max(0, mark - longestHead)
    return bytes[start..<mark].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? start
  }

  /// Whether a sentence, an element or nothing ends right before the mark: then it begins something new.
  private static func endsSentence(_ bytes: [UInt8], before mark: Int) -> Bool {
    let before = String(decoding: bytes[max(0, mark - 12)..<mark], as: UTF8.self).unicodeScalars
    guard let last = before.last(where: { !$0.isWhite }) else { return true }
    return "。！？…”」』）】>.!?".unicodeScalars.contains(last)
  }

  /// Where `text` last stands. Bytes are compared, so what joins the text into one character with its
  /// neighbours hides nothing.
  private static func lastRange(of text: [UInt8], in bytes: [UInt8]) -> Int? {
    bytes.indices.last { bytes[$0] == text[0] && bytes[$0...].starts(with: text) }
  }
}
