// In what CommonMark has read: bare addresses in Chinese text. cmark-gfm has an address go on to the next blank, and
// Chinese has none: in 见https://example.org/a，以及www.example.org。 it ends before the comma, and another begins after
// it.

import CMarkdown

enum MarkdownAddresses {
  /// Parts the links of a document that are bare addresses from the text they took with them.
  static func part(in document: OpaquePointer) {
    guard let nodes = cmark_iter_new(document) else { return }
    defer { cmark_iter_free(nodes) }
    while case let event = cmark_iter_next(nodes), event != CMARK_EVENT_DONE {
      // On the way out a link has been passed, and what is made of it is not met again.
      guard event == CMARK_EVENT_EXIT, let node = cmark_iter_get_node(nodes),
        cmark_node_get_type(node) == CMARK_NODE_LINK, let text = bareAddress(node),
        text.utf8.contains(where: { $0 >= 0x80 })
      else { continue }
      part(node, text)
    }
  }

  /// The text of a link that is all its address, and that nothing marks as one: cmark-gfm has it begin where its text does.
  private static func bareAddress(_ link: OpaquePointer) -> String? {
    guard let child = cmark_node_first_child(link), cmark_node_next(child) == nil,
      cmark_node_get_start_column(child) == cmark_node_get_start_column(link),
      let literal = cmark_node_get_literal(child), let url = cmark_node_get_url(link)
    else { return nil }
    let text = String(cString: literal), address = String(cString: url)
    return address == text || address == "http://" + text ? text : nil
  }

  private static func part(_ link: OpaquePointer, _ text: String) {
    let pieces = pieces(of: text)
    guard pieces.count > 1 else { return }
    for (piece, isAddress) in pieces.reversed() {
      guard let written = cmark_node_new(CMARK_NODE_TEXT) else { continue }
      cmark_node_set_literal(written, piece)
      if isAddress, let part = cmark_node_new(CMARK_NODE_LINK) {
        cmark_node_set_url(part, piece.lowercased().hasPrefix("www.") ? "http://" + piece : piece)
        cmark_node_append_child(part, written)
        cmark_node_insert_after(link, part)
      } else {
        cmark_node_insert_after(link, written)
      }
    }
    cmark_node_unlink(link)
    cmark_node_free(link)
  }

  /// What stands in a text, all of it in order: addresses, and what is between them.
  private static func pieces(of text: String) -> [(String, isAddress: Bool)] {
    let scalars = Array(text.unicodeScalars)
    var pieces: [(String, isAddress: Bool)] = []
    var start = 0, isAddress = true
    func add(upTo end: Int) {
      guard start < end else { return }
      var piece = String.UnicodeScalarView()
      piece.append(contentsOf: scalars[start..<end])
      pieces.append((String(piece), isAddress))
      start = end
    }
    for place in scalars.indices.dropFirst() {
      if isAddress, ends(scalars, at: place) {
        add(upTo: withoutMarks(scalars, start..<place))
        isAddress = false
      }
      if !isAddress, begins(scalars, at: place) {
        add(upTo: place)
        isAddress = true
      }
    }
    add(upTo: scalars.count)
    return pieces
  }

  /// Whether an address ends before a place: at a mark of Chinese, or where Chinese follows a letter or a digit. After
  /// other signs Chinese is part of it (/wiki/北京).
  private static func ends(_ scalars: [Unicode.Scalar], at place: Int) -> Bool {
    guard scalars[place].value >= 0x80 else { return false }
    if scalars[place].isChineseMark { return true }
    return scalars[place].properties.isIdeographic && isLetterOrDigit(scalars[place - 1])
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
  }

  /// Where an address ends that marks of the sentence stand behind: they are none of it, as GFM has it for those before
  /// a blank, nor is a parenthesis that closes none of it.
  private static func withoutMarks(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> Int {
    var end = range.upperBound
    var unopened = scalars[range].reduce(0) { $0 + ($1 == ")" ? 1 : $1 == "(" ? -1 : 0) }
    while end > range.lowerBound + 1 {
      let last = scalars[end - 1]
      if last == ")", unopened > 0 { unopened -= 1 } else if !marks.contains(last) { break }
      end -= 1
    }
    return end
  }

  private static let marks = Set("?!.,:;*_~'\"".unicodeScalars)

  private static let beginnings = ["https://", "http://", "www."].map { Array($0.unicodeScalars) }

  private static func begins(_ scalars: [Unicode.Scalar], at place: Int) -> Bool {
    !isLetterOrDigit(scalars[place - 1])
      && beginnings.contains { beginning in
        scalars[place...].starts(with: beginning) { $0 == $1 || $0.properties.lowercaseMapping == String($1) }
      }
  }
}

extension Unicode.Scalar {
  /// Whether it is punctuation as Chinese is written with, which no address has as it is.
  fileprivate var isChineseMark: Bool {
    switch value {
    // Quotation marks, dashes, ellipses; CJK punctuation; the marks among the full-width forms.
    case 0x2014...0x201F, 0x2026, 0x3000...0x3003, 0x3008...0x301F, 0xFF01...0xFF0F, 0xFF1A...0xFF20,
      0xFF3B...0xFF40, 0xFF5B...0xFF65:
      true
    default: false
    }
  }
}
