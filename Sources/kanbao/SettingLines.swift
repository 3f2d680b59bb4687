// On which line of a TOML text each of its keys stands: the parser keeps that to itself. It is meant for a text
// that the parser has taken; for any other it gives no line, or a wrong one, and still ends.

/// The lines of a TOML text's keys.
struct SettingLines {
  private var lines: [[String]: Int] = [:]
  /// The names that lead to the last table.
  private(set) var table: [String] = []
  /// The names that lead to the first key or table.
  private(set) var first: [String] = []
  private var rest: ArraySlice<UInt8>
  private var number = 1

  /// The lines of a text, from 1.
  init(_ text: String) {
    rest = Array(text.utf8)[...]
    while skipBlank(), let first = rest.first {
      if first == UInt8(ascii: "[") {
        while take("[") {}
        table = takeKey()
        note(table)
        skip(until: "\n")
      } else if !takePair(in: table) {
        skip(until: "\n")
      }
    }
  }

  /// The line a key stands on, by the names that lead to it; nil where it is not in the text.
  func line(of path: [String]) -> Int? { lines[path] }

  private mutating func note(_ path: [String]) {
    if first.isEmpty { first = path }
    // The same table may be named again by those within it: its first line is where it begins.
    for length in path.indices where lines[Array(path[...length])] == nil {
      lines[Array(path[...length])] = number
    }
  }

  // MARK: Reading

  /// Takes `key = value`. Returns false where there is none.
  private mutating func takePair(in table: [String]) -> Bool {
    let key = takeKey()
    guard !key.isEmpty, take("=") else { return false }
    note(table + key)
    takeValue(table + key)
    return true
  }

  /// Takes a value; the keys within it are noted.
  private mutating func takeValue(_ path: [String]) {
    skipSpaces()
    switch rest.first {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = takeString()
    case UInt8(ascii: "["):
      rest.removeFirst()
      while skipBlank(), !rest.isEmpty, !take("]") {
        let before = rest.count
        takeValue(path)
        if !take(","), rest.count == before { rest.removeFirst() }
      }
    case UInt8(ascii: "{"):
      rest.removeFirst()
      while skipBlank(), !rest.isEmpty, !take("}") {
        let before = rest.count
        _ = takePair(in: path)
        if !take(","), rest.count == before { rest.removeFirst() }
      }
    default: while let next = rest.first, !",]}#\n".utf8.contains(next) { rest.removeFirst() }
    }
  }

  /// Takes the parts of a key: bare or quoted, dots between.
  private mutating func takeKey() -> [String] {
    var parts: [String] = []
    repeat {
      skipSpaces()
      if rest.first == UInt8(ascii: "\"") || rest.first == UInt8(ascii: "'") {
        parts.append(takeString())
      } else {
        let bare = rest.prefix { $0 > 0x20 && !".=]#,{}[".utf8.contains($0) }
        if bare.isEmpty { break }
        rest = rest.dropFirst(bare.count)
        parts.append(String(decoding: bare, as: UTF8.self))
      }
      skipSpaces()
    } while take(".")
    return parts
  }

  /// Takes a string: of one line or several, with escapes or without.
  private mutating func takeString() -> String {
    let quote = rest.removeFirst(), three = [quote, quote]
    let isLong = rest.starts(with: three)
    if isLong { rest = rest.dropFirst(2) }
    var bytes: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == quote, !isLong || rest.starts(with: three) {
        if isLong { rest = rest.dropFirst(2) }
        break
      }
      if byte == UInt8(ascii: "\n") { number += 1 }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        bytes += takeEscape()
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Takes what follows a backslash.
  private mutating func takeEscape() -> [UInt8] {
    guard let letter = rest.popFirst() else { return [] }
    let length = [UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8][letter] ?? 0
    guard length > 0 else {
      if letter == UInt8(ascii: "\n") { number += 1 }
      return [[UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13][letter] ?? letter]
    }
    let digits = String(decoding: rest.prefix(length), as: UTF8.self)
    rest = rest.dropFirst(length)
    return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init).map { Array(String($0).utf8) } ?? []
  }

  // MARK: Skipping

  /// Takes a character, and the spaces before it. Returns whether it is there.
  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpaces()
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func skipSpaces() { rest = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }

  private mutating func skip(until end: Unicode.Scalar) { rest = rest.drop { $0 != UInt8(ascii: end) } }

  /// Skips spaces, comments and line ends. Returns true, for conditions.
  @discardableResult
  private mutating func skipBlank() -> Bool {
    while true {
      skipSpaces()
      switch rest.first {
      case UInt8(ascii: "#"): skip(until: "\n")
      case UInt8(ascii: "\n"):
        rest.removeFirst()
        number += 1
      default: return true
      }
    }
  }
}
