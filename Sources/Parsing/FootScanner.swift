// Reads what may stand in the foot of a mirror's page, and stops at anything else.

struct FootScanner {
  /// Where the foot begins, and where what surely belongs to it ends.
  let start: Int
  private(set) var end: Int
  /// The address after 原文地址.
  private(set) var original: String?
  /// The addresses in text and tags up to `end`.
  var addresses: [String] { found.filter { $0.place < end }.map(\.address) }

  private let bytes: [UInt8]
  private let page: [UInt8]
  private let limit: Int
  private var position: Int
  private var found: [(place: Int, address: String)] = []
  private var depth = 0
  private var isSharing = false
  private var awaitsOriginal = false

  /// The longest foot that is read, in bytes: addresses may be long.
  private static let longestFoot = 32_768
  /// Bytes between 原文地址 and its colon: `（需翻墙访问）`. More is the author's.
  private static let longestRemark = 48
  private static let sharing = ["手机上长按", "手機上長按"].map { Array($0.utf8) }
  private static let shared = ["分享", "二维码", "二維碼", "链接", "連結", "鏈接"]
  private static let origins = ["原文地址", "原文网址", "原文網址", "原文链接", "原文連結", "原文鏈接"].map { Array($0.utf8) }
  private static let wrappers: Set<String> = [
    "a", "p", "div", "center", "span", "font", "b", "strong", "small", "i", "em", "u",
  ]

  init(_ bytes: [UInt8], from start: Int, page: String) {
    self.bytes = bytes
    self.start = start
    self.page = Array(page.utf8)
    (end, position) = (start, start)
    limit = min(bytes.count, start + FootScanner.longestFoot)
  }

  /// Whether the words of a foot begin at `index`.
  static func isMark(_ bytes: [UInt8], at index: Int) -> Bool { beginsWithMark(bytes[index...]) }

  private static func beginsWithMark(_ bytes: some Collection<UInt8>) -> Bool {
    switch bytes.first {
    case 0xE5: origins.contains { bytes.starts(with: $0) }
    case 0xE6: sharing.contains { bytes.starts(with: $0) }
    default: false
    }
  }

  /// Whether a line begins a foot: it says how to share the page or, where a rule stands before it, gives the address of
  /// the original.
  static func begins(_ line: Substring, isAfterRule: Bool) -> Bool {
    let text = line.utf8.drop { $0 == 0x20 || $0 == 0x09 }
    guard beginsWithMark(text) else { return false }
    var scanner = FootScanner(Array(text), from: 0, page: "")
    scanner.scan()
    return scanner.isSharing || scanner.original != nil && (isAfterRule || text.first == 0xE6)
  }

  /// Whether a line of a page says how to share it.
  static func mayStand(inPage text: String) -> Bool {
    Lines(text[...]).contains { begins($0, isAfterRule: false) }
  }

  /// Whether the words of a foot stand anywhere in a line.
  static func mayStand(in line: Substring) -> Bool {
    let bytes = Array(line.utf8)
    return bytes.indices.contains { isMark(bytes, at: $0) }
  }

  /// Reads as far as the foot goes.
  mutating func scan() {
    readRule()
    while position < limit,
      readSpace() || readTag() || readAddress() || readLink() || readSharing() || readOrigin()
    {}
  }

  private mutating func readSpace() -> Bool {
    guard let space = FootScanner.spaces.first(where: starts(with:)) else { return false }
    position += space.count
    return true
  }

  private static let spaces = [" ", "\n", "\t", "&nbsp;", "\u{A0}", "\u{3000}"].map { Array($0.utf8) }

  /// The line of `+` that once was drawn above it.
  private mutating func readRule() {
    let marks = bytes[position..<limit].prefix { $0 == UInt8(ascii: "+") }
    if marks.count >= FootScanner.ruleOfMarks.count - 1 { position = marks.endIndex }
  }

  /// How such a line begins.
  static let ruleOfMarks = Array("\n++++++++++".utf8)

  // MARK: Tags

  private mutating func readTag() -> Bool {
    guard bytes[position] == UInt8(ascii: "<"),
      let close = bytes[position..<limit].firstIndex(of: UInt8(ascii: ">"))
    else { return false }
    let tag = bytes[(position + 1)..<close], isEnd = tag.first == UInt8(ascii: "/")
    let name = String(
      decoding: tag.drop { $0 == UInt8(ascii: "/") }.prefix {
        (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20)
      }, as: UTF8.self
    ).lowercased()
    guard accepts(tag, called: name, isEnd: isEnd) else { return false }
    noteAddress(in: tag)
    position = close + 1
    if FootScanner.wrappers.contains(name) { depth += isEnd ? -1 : 1 }
    // What opens here may be the author's, as long as nothing of the foot stands in it.
    if end > start, isEnd || !FootScanner.wrappers.contains(name) { end = position }
    return true
  }

  private func accepts(_ tag: ArraySlice<UInt8>, called name: String, isEnd: Bool) -> Bool {
    switch name {
    case "br": true
    case "hr": position == start
    case "img": isSharing || tag.place(of: page) != nil
    default: FootScanner.wrappers.contains(name) && (depth > 0 || !isEnd)
    }
  }

  private mutating func noteAddress(in tag: ArraySlice<UInt8>) {
    guard let start = tag.place(of: FootScanner.scheme) else { return }
    let before = start > tag.startIndex ? tag[start - 1] : 0x20
    let isQuoted = before == UInt8(ascii: "\"") || before == UInt8(ascii: "'")
    note(tag[start...].prefix { isQuoted ? $0 != before : $0 != 0x20 && !(0x09...0x0D).contains($0) })
  }

  private static let scheme = Array("http".utf8)

  // MARK: Text

  private mutating func readAddress() -> Bool {
    guard starts(with: "http://".utf8) || starts(with: "https://".utf8) else { return false }
    let address = bytes[position..<limit].prefix { !FootScanner.endsAddress($0) }
    note(address)
    position = address.endIndex
    end = position
    return true
  }

  private static func endsAddress(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, UInt8(ascii: "<"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    default: false
    }
  }

  /// `[https://…](https://…)`, `[<img src="….png"/>](https://…)`: how a page is shared, in Markdown.
  private mutating func readLink() -> Bool {
    guard isSharing, bytes[position] == UInt8(ascii: "[") else { return false }
    let line = String(decoding: bytes[position..<limit].prefix { $0 != 0x0A }, as: UTF8.self)
    guard let link = line.prefixMatch(of: #/\[(?:https?://[^\]\s]*|<img [^<>]*>)\]\((https?://[^)\s]*)\)/#)
    else {
      return false
    }
    note(link.output.1.utf8)
    position += link.output.0.utf8.count
    end = position
    return true
  }

  private mutating func note(_ bytes: some Collection<UInt8>) {
    let address = String(decoding: bytes, as: UTF8.self)
    if awaitsOriginal { original = address }
    awaitsOriginal = false
    found.append((position, address))
  }

  /// `手机上长按并复制下列链接或二维码分享本文章：`
  private mutating func readSharing() -> Bool {
    guard FootScanner.sharing.contains(where: starts(with:)), let close = colon(within: 120) else {
      return false
    }
    let words = String(decoding: bytes[position..<close], as: UTF8.self)
    guard FootScanner.shared.contains(where: words.holds) else { return false }
    position = close
    end = close
    isSharing = true
    return true
  }

  /// `原文地址（需翻墙访问）：`
  private mutating func readOrigin() -> Bool {
    guard let word = FootScanner.origins.first(where: starts(with:)) else { return false }
    let after = position + word.count
    guard after < limit else { return false }
    let rest = String(decoding: bytes[after..<min(limit, position + 120)], as: UTF8.self)
    guard let first = rest.unicodeScalars.first, "（(：: ".unicodeScalars.contains(first),
      let close = colon(within: FootScanner.longestRemark + word.count)
    else { return false }
    position = close
    end = close
    isSharing = false
    awaitsOriginal = true
    return true
  }

  /// The place after the first colon of the text here, no farther than `length` bytes.
  private func colon(within length: Int) -> Int? {
    for index in position..<min(limit, position + length) {
      switch bytes[index] {
      case UInt8(ascii: "<"), UInt8(ascii: "\n"): return nil
      case UInt8(ascii: ":"): return index + 1
      case 0xEF where bytes[index...].starts(with: "：".utf8): return index + 3
      default: break
      }
    }
    return nil
  }

  private func starts(with text: some Collection<UInt8>) -> Bool { bytes[position...].starts(with: text) }
}
