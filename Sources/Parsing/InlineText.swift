// Runs of text in one block, white space as CSS Text Level 3 §4.1 has it
// (https://www.w3.org/TR/css-text-3/#white-space-processing).
//
// Works on UTF-8 bytes: a page's text goes through here once, byte by byte, and through the gate.

import Articles

struct InlineText {
  /// Above or below the line, where a terminal has one line only.
  enum Script: Hashable { case raised, lowered }

  /// What white space stands between the last character and the next.
  private enum Gap { case none, space, sourceBreak }

  private(set) var spans: [Span] = []
  private var bytes: [UInt8] = []
  private var gap = Gap.none
  /// Whether white space is kept as it is.
  private(set) var isPreformatted: Bool
  /// Whether nothing but white space stands on the line so far.
  private var isAtLineStart = true
  private var style: Span.Style
  private var target: Span.Target?
  private var script: Script?
  /// What the gap belongs to, where the style or the target has changed since.
  private var gapOwner: Span?

  init(style: Span.Style = [], target: Span.Target? = nil, isPreformatted: Bool = false) {
    self.style = style
    self.target = target
    self.isPreformatted = isPreformatted
  }

  /// Begins anew. What was allocated for the run before is used again: a page may have a million.
  mutating func restart(
    style: Span.Style, target: Span.Target?, script: Script?, isPreformatted: Bool = false
  ) {
    var used = bytes
    bytes = []
    used.removeAll(keepingCapacity: true)
    self = InlineText(style: style, target: target, isPreformatted: isPreformatted)
    (bytes, self.script) = (used, script)
  }

  /// Whether no text has been added.
  var isEmpty: Bool { spans.isEmpty && bytes.isEmpty }

  /// Whether it differs from a run that has just begun.
  var holdsText: Bool { !isEmpty || !isAtLineStart }

  /// White space before any text belongs to none.
  mutating func forgetGap() { (gap, gapOwner) = (.none, nil) }

  /// Whether the last thing added was a line break.
  var endsInBreak: Bool { bytes.last == 0x0A || (bytes.isEmpty && spans.last?.text.utf8.last == 0x0A) }

  /// Whether a line of the source ends with the text so far.
  var endsLine: Bool { gap == .sourceBreak }

  /// Whether the text so far ends in a letter or a figure.
  var endsInWord: Bool { gap == .none && lastScalar.map(InlineText.isOfWord) ?? false }

  /// Whether a text begins with a letter or a figure.
  static func beginsWord(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let lead = text.first else { return false }
    return scalar(Slice(base: text, bounds: 0..<min(length(of: lead), text.count))).map(isOfWord) ?? false
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// Changes the style and the target of the text that follows.
  mutating func set(style: Span.Style, target: Span.Target?) {
    guard style != self.style || target != self.target else { return }
    closeSpan()
    if gap != .none, gapOwner == nil { gapOwner = Span("", style: self.style, target: self.target) }
    self.style = style
    self.target = target
  }

  /// Text that follows stands above or below the line, or on it again.
  mutating func set(script: Script?) {
    closeSpan()
    if gap != .none, gapOwner == nil { gapOwner = Span("", style: style, target: target) }
    self.script = script
  }

  /// A line break the author asked for. White space around it goes.
  mutating func lineBreak() {
    (gap, gapOwner) = (.none, nil)
    guard !isEmpty || isPreformatted else { return }
    bytes.append(0x0A)
    isAtLineStart = true
  }

  /// Adds text. Returns true, having added nothing from `index` on, where the line begins with an indent of wide spaces
  /// after a line break, or of two after one of the source that ends a sentence, or stands behind a blank line that ends
  /// paragraphs: there a new one begins.
  /// - Parameter isHeading: Whether it is one line, whatever its source is.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>, from index: inout Int, isHeading: Bool) -> Bool {
    while index < text.count {
      let length = InlineText.length(of: text[index])
      var end = min(index + length, text.count)
      if isPreformatted {
        appendPreformatted(text[index..<end])
      } else if let space = InlineText.space(text, index) {
        if gap != .sourceBreak { gap = space }
        while end < text.count, text[end] == 0x20 { end += 1 }
      } else if text[index] == FilteredMarkup.blankLine {
        if !isAtLineStart, !isHeading {
          index = end
          return true
        }
      } else if gap == .sourceBreak, !isAtLineStart, !isHeading,
        text[index...].starts(with: InlineText.indent),
        lastScalar.map(InlineText.endsSentence) ?? false
      {
        return true
      } else if isAtLineStart, InlineText.isIndent(text, index) {
        if endsInBreak, text[index] != 0xC2 { return true }
      } else if case let run = InlineText.plain(text, from: index), !run.isEmpty {
        closeGap(before: text[index..<end])
        bytes.append(contentsOf: run)
        isAtLineStart = false
        end = run.endIndex
      } else {
        appendVisible(text[index..<end])
      }
      index = end
    }
    return false
  }

  /// The spans, with nothing at the ends but text.
  mutating func finish() -> [Span] {
    closeSpan()
    while let last = spans.last {
      let text = last.text.trimmingEnd
      if text.isEmpty {
        spans.removeLast()
      } else {
        spans[spans.count - 1].text = text
        break
      }
    }
    return spans
  }

  // MARK: Characters

  private mutating func appendVisible(_ character: Slice<UnsafeBufferPointer<UInt8>>) {
    guard let scalar = InlineText.scalar(character) else { return }
    switch Gate.verdict(scalar) {
    case .drop: return
    case .space:
      if gap == .none { gap = .space }
      return
    case .keep: break
    }
    closeGap(before: character)
    bytes.append(contentsOf: character)
    isAtLineStart = false
  }

  private mutating func appendPreformatted(_ character: Slice<UnsafeBufferPointer<UInt8>>) {
    guard let scalar = InlineText.scalar(character) else { return }
    switch Gate.verdict(scalar) {
    case .drop: break
    case .space: bytes.append(0x20)
    case .keep: bytes.append(contentsOf: character)
    }
  }

  /// Decides what the white space before a character becomes: nothing at a line's start and where a source
  /// line break stands between two wide characters, one space anywhere else.
  private mutating func closeGap(before character: Slice<UnsafeBufferPointer<UInt8>>) {
    defer { (gap, gapOwner) = (.none, nil) }
    guard gap != .none, !isAtLineStart else { return }
    if gap == .sourceBreak, let next = InlineText.scalar(character), let last = lastScalar,
      InlineText.joins(last, next)
    {
      return
    }
    if var owner = gapOwner {
      owner.text = " "
      append(owner)
    } else {
      bytes.append(0x20)
    }
  }

  /// The last scalar that is more than a variant of the one before it, among the last few: a page may have a million
  /// variants of nothing.
  private var lastScalar: Unicode.Scalar? {
    let text = bytes.isEmpty ? spans.last?.text ?? "" : String(decoding: bytes.suffix(16), as: UTF8.self)
    return text.unicodeScalars.suffix(4).last { !(0xFE00...0xFE0F).contains($0.value) }
  }

  private mutating func closeSpan() {
    guard !bytes.isEmpty else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    bytes.removeAll(keepingCapacity: true)
    append(Span(script.map { scripted(text, $0) } ?? text, style: style, target: target))
  }

  private mutating func append(_ span: Span) {
    if let last = spans.last, last.style == span.style, last.target == span.target {
      spans[spans.count - 1].text += span.text
    } else {
      spans.append(span)
    }
  }

  /// §4.1.3: a segment break between two wide characters goes. Chinese quotation marks, dashes and dots
  /// are of ambiguous width (UAX #11) and count as wide beside a wide character.
  /// So does one beside a zero-width space.
  static func joins(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    if left == "\u{200B}" || right == "\u{200B}" { return true }
    return switch (isWide(left), isWide(right)) {
    case (true, true): true
    case (true, false): isChineseMark(right)
    case (false, true): isChineseMark(left)
    case (false, false): isChineseMark(left) && isChineseMark(right)
    }
  }

  static func isChineseMark(_ scalar: Unicode.Scalar) -> Bool {
    "“”‘’—…·‧".unicodeScalars.contains(scalar)
  }

  /// Han, kana, bopomofo, full-width forms and emoji; not Hangul, whose words are set apart by spaces.
  static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x312F, 0x3190...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFE10...0xFE1F, 0xFE30...0xFE6F,
      0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// The cells that a text takes.
  static func cells(_ text: some Sequence<Unicode.Scalar>) -> Int {
    text.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
  }

  /// The white space that collapses, and whether it is a line break of the source.
  private static func space(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Gap? {
    switch text[index] {
    case 0x20, 0x09: Gap.space
    case 0x0A, 0x0D, 0x0C: .sourceBreak
    default: nil
    }
  }

  private static func endsSentence(_ scalar: Unicode.Scalar) -> Bool {
    "。！？…”』」）!?".unicodeScalars.contains(scalar)
  }

  /// The indent of a paragraph in Chinese: U+3000, twice.
  private static let indent: [UInt8] = [0xE3, 0x80, 0x80, 0xE3, 0x80, 0x80]

  /// U+3000, U+2002, U+2003 or U+00A0: at the start of a line they are an indent.
  private static func isIndent(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let rest = text[index...].prefix(3)
    return rest.starts(with: [0xC2, 0xA0]) || rest.elementsEqual([0xE3, 0x80, 0x80])
      || rest.elementsEqual([0xE2, 0x80, 0x82]) || rest.elementsEqual([0xE2, 0x80, 0x83])
  }

  /// The characters from a place on that the gate lets through and that are no white space: nearly all of a text.
  private static func plain(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Slice<
    UnsafeBufferPointer<UInt8>
  > {
    var end = start
    while end < text.count {
      switch text[end] {
      case 0x21...0x7E: end += 1
      case 0xE3...0xE9 where end + 2 < text.count: end += 3
      // Punctuation: from U+2010 to U+2027, and full width.
      case 0xE2 where end + 2 < text.count && text[end + 1] == 0x80 && (0x90...0xA7).contains(text[end + 2]):
        end += 3
      case 0xEF where end + 2 < text.count && (0xBC...0xBD).contains(text[end + 1]): end += 3
      default: return text[start..<end]
      }
    }
    return text[start..<end]
  }

  private static func length(of lead: UInt8) -> Int {
    switch lead {
    case 0x00...0xBF: 1
    case 0xC0...0xDF: 2
    case 0xE0...0xEF: 3
    default: 4
    }
  }

  private static func scalar(_ character: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
    if character.count == 1, let byte = character.first, byte < 0x80 { return Unicode.Scalar(byte) }
    return String(decoding: character, as: UTF8.self).unicodeScalars.first
  }
}

extension String {
  /// Without white space and ideographic spaces at the end.
  fileprivate var trimmingEnd: String {
    if let last = unicodeScalars.last, !last.isWhite { return self }
    guard let last = unicodeScalars.lastIndex(where: { !$0.isWhite }) else { return "" }
    return String(unicodeScalars[...last])
  }
}
