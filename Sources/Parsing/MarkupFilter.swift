// HTML made safe for a SAX parser, in one linear pass over the bytes.
//
// libxml2 compares every attribute of a tag with all before it, and every end tag with all open elements:
// quadratic on hostile pages. It also drops `<中文` as a bogus tag where HTML (WHATWG §13.2.5.6) has text.
// So comments go, a `<` that begins no tag becomes `&lt;`, end tags nothing was opened for go, tags with
// absurd attributes lose them, and past a depth no page of people has, containers are flattened.

struct MarkupFilter {
  /// Attributes of one tag beyond which all are dropped.
  static let mostAttributes = 64
  /// Bytes of one tag beyond which its attributes are dropped.
  static let longestTag = 65_536
  /// Elements open at once beyond which inline elements are dropped and blocks become paragraphs.
  static let deepest = 512

  private let input: [UInt8]
  private var output: [UInt8] = []
  private var position = 0
  private var open: [String: Int] = [:]
  private var depth = 0
  /// Quotation marks that do not occur any more after a place already searched.
  private var absentQuotes = Set<UInt8>()

  /// Elements that frame a whole page: `frame` opens them once, for pieces of pages too.
  private static let framing: Set<String> = ["html", "head", "body"]
  private static let frame = Array("<html><body>".utf8)

  /// The markup, filtered.
  static func filtered(_ markup: String) -> [UInt8] {
    var filter = MarkupFilter(input: Array(markup.utf8))
    filter.run()
    return filter.output
  }

  private init(input: [UInt8]) {
    self.input = input
    output.reserveCapacity(input.count + input.count / 16)
    output += MarkupFilter.frame
  }

  private mutating func run() {
    while position < input.count {
      guard let bracket = next(UInt8(ascii: "<"), from: position) else {
        output += input[position...]
        return
      }
      output += input[position..<bracket]
      position = bracket
      readBracket()
    }
  }

  private mutating func readBracket() {
    let following = position + 1 < input.count ? input[position + 1] : 0
    switch following {
    case UInt8(ascii: "!"): skipDeclaration()
    case UInt8(ascii: "?"): skip(through: next(UInt8(ascii: ">"), from: position))
    case UInt8(ascii: "/") where isLetter(at: position + 2): readEndTag()
    case UInt8(ascii: "/") where position + 2 < input.count && input[position + 2] == UInt8(ascii: ">"):
      position += 3
    case _ where isLetter(at: position + 1): readStartTag()
    default:
      output += Array("&lt;".utf8)
      position += 1
    }
  }

  // MARK: Comments and declarations

  /// A comment that is never closed runs to the end, as in a browser (WHATWG §13.2.5.45).
  private mutating func skipDeclaration() {
    let isComment = input[position...].starts(with: Array("<!--".utf8))
    guard isComment else { return skip(through: next(UInt8(ascii: ">"), from: position)) }
    var search = position + 4
    while let end = next(UInt8(ascii: ">"), from: search) {
      if end >= position + 6, input[end - 1] == UInt8(ascii: "-"), input[end - 2] == UInt8(ascii: "-") {
        return skip(through: end)
      }
      search = end + 1
    }
    position = input.count
  }

  private mutating func skip(through end: Int?) {
    position = end.map { $0 + 1 } ?? position + 1
  }

  // MARK: Tags

  private mutating func readEndTag() {
    let name = name(at: position + 2)
    guard let end = next(UInt8(ascii: ">"), from: position) else {
      position = input.count
      return
    }
    position = end + 1
    let count = open[name] ?? 0
    if count > 0 {
      open[name] = count - 1
      if count == 1 || !HTMLElement.closesItself.contains(name) { depth -= 1 }
      output += Array("</\(name)>".utf8)
    } else if name == "p" || name == "br" {
      output += Array("<br/>".utf8)
    }
  }

  private mutating func readStartTag() {
    let name = name(at: position + 1)
    guard let tag = tagEnd(from: position + 1 + name.utf8.count) else {
      output += Array("&lt;".utf8)
      position += 1
      return
    }
    let start = position
    position = tag.end + 1
    if MarkupFilter.framing.contains(name) { return }
    if HTMLElement.rawText.contains(name) { return readRawText(name, start: start) }
    guard !HTMLElement.void.contains(name) else { return copy(name, from: start, tag) }
    guard depth < MarkupFilter.deepest else {
      if HTMLElement.isBlock(name) { output += Array("<br/><br/>".utf8) }
      return
    }
    let count = open[name, default: 0]
    open[name] = count + 1
    // A `<p>` closes the `<p>` before it: a thousand never closed are no deeper than one.
    if count == 0 || !HTMLElement.closesItself.contains(name) { depth += 1 }
    copy(name, from: start, tag)
  }

  private mutating func copy(_ name: String, from start: Int, _ tag: (end: Int, attributes: Int)) {
    if tag.attributes > MarkupFilter.mostAttributes || tag.end - start > MarkupFilter.longestTag {
      output += Array("<\(name)>".utf8)
    } else {
      output += input[start...tag.end]
    }
  }

  /// Script and style: their content is not markup, and nothing of it is shown.
  private mutating func readRawText(_ name: String, start: Int) {
    var search = position
    while let bracket = next(UInt8(ascii: "<"), from: search) {
      search = bracket + 1
      if search < input.count, input[search] == UInt8(ascii: "/"), self.name(at: search + 1) == name {
        return skip(through: next(UInt8(ascii: ">"), from: search))
      }
    }
    position = input.count
  }

  /// Where the tag ends whose attributes begin at `start`, and how many it seems to have. A quotation mark
  /// that nothing closes does not hide the tag's end.
  private mutating func tagEnd(from start: Int) -> (end: Int, attributes: Int)? {
    var index = start
    var attributes = 0
    var afterEquals = false
    while index < input.count {
      let byte = input[index]
      switch byte {
      case UInt8(ascii: ">"): return (index, attributes)
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if afterEquals, let close = closingQuote(byte, from: index + 1) { index = close }
        afterEquals = false
      case UInt8(ascii: "="): afterEquals = true
      case 0x20, 0x09, 0x0A, UInt8(ascii: "/"): attributes += afterEquals ? 0 : 1
      default: afterEquals = false
      }
      index += 1
    }
    return nil
  }

  private mutating func closingQuote(_ quote: UInt8, from start: Int) -> Int? {
    guard !absentQuotes.contains(quote) else { return nil }
    let close = next(quote, from: start)
    if close == nil { absentQuotes.insert(quote) }
    return close
  }

  // MARK: Bytes

  private func next(_ byte: UInt8, from start: Int) -> Int? {
    start < input.count ? input[start...].firstIndex(of: byte) : nil
  }

  private func isLetter(at index: Int) -> Bool {
    index < input.count && (0x61...0x7A).contains(input[index] | 0x20)
  }

  /// The element's name in lower case.
  private func name(at start: Int) -> String {
    guard start < input.count else { return "" }
    let end =
      input[start...].firstIndex { !($0 > 0x2F && $0 != 0x3E && $0 != 0x3C && $0 < 0x80) } ?? input.count
    return String(decoding: input[start..<min(end, start + 32)].map(lowercase), as: UTF8.self)
  }

  private func lowercase(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
