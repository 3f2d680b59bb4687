// Which elements of HTML are open, line after line: for whoever divides or reads a page by its lines.

/// The block elements, comments and preformatted text open at the end of a line.
struct OpenElements {
  private(set) var depth = 0
  /// Those of them that are boxes around text of any kind.
  private var boxes = 0
  private(set) var isInComment = false
  private(set) var isInPreformatted = false
  /// The paragraph, and the elements within lines, that are open.
  private(set) var isInParagraph = false
  private var inlineDepth = 0

  /// Whether nothing is open at all.
  var isNothing: Bool { depth == 0 && isOnlyBoxes && !isInParagraph }

  /// Whether nothing is open but boxes around text of any kind, and paragraphs.
  var isOnlyBoxes: Bool { depth == boxes && inlineDepth == 0 && !isInComment && !isInPreformatted }

  /// Whether a block element or a comment is open: what comes next stands in it.
  var isOpen: Bool { depth > 0 || isInComment }

  private static let longestName = 12

  mutating func read(_ line: Substring) {
    var line = line
    line.withUTF8 { bytes in
      var index = 0
      while index < bytes.count { index = isInComment ? readComment(bytes, index) : readText(bytes, index) }
    }
  }

  private mutating func readComment(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    guard let end = bytes.place(of: UInt8(ascii: ">"), in: start..<bytes.count) else { return bytes.count }
    let last = end > start && bytes[end - 1] == UInt8(ascii: "!") ? end - 2 : end - 1
    isInComment = !(last > start && bytes[last] == UInt8(ascii: "-") && bytes[last - 1] == UInt8(ascii: "-"))
    return end + 1
  }

  private mutating func readText(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    guard let bracket = bytes.place(of: UInt8(ascii: "<"), in: start..<bytes.count) else {
      return bytes.count
    }
    if bytes[bracket...].starts(with: "<!--".utf8) {
      isInComment = true
      return bracket + 2
    }
    let isEnd = bracket + 1 < bytes.count && bytes[bracket + 1] == UInt8(ascii: "/")
    let first = isEnd ? bracket + 2 : bracket + 1
    var end = first
    while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
    if end > first, end - first <= OpenElements.longestName {
      readTag(String(decoding: bytes[first..<end], as: UTF8.self).lowercased(), isEnd: isEnd)
    }
    return max(end, bracket + 1)
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  private mutating func readTag(_ name: String, isEnd: Bool) {
    guard let traits = HTMLElement.traits(name) else { return }
    let step = isEnd ? -1 : 1
    if traits.isCounted {
      isInParagraph = false
      depth = max(0, depth + step)
      // The end of what is not open ends the last that is.
      boxes = min(depth, traits.isBox ? max(0, boxes + step) : boxes)
      if name == "pre" { isInPreformatted = !isEnd }
    } else if name == "p" {
      isInParagraph = !isEnd
    } else if !traits.isVoid, !traits.closesItself {
      inlineDepth = max(0, inlineDepth + step)
    }
  }
}
