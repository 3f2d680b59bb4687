// HTML made safe for a SAX parser, in one linear pass over the bytes.
//
// libxml2 compares every attribute of a tag with all before it, and every end tag with all open elements:
// quadratic on hostile pages. It also drops `<中文` as a bogus tag where HTML (WHATWG §13.2.5.6) has text.
// So comments go, a `<` that begins no tag is text, and so is a tag which the page only speaks of; end tags nothing was
// opened for go, and tags that, never ended, would hide the rest of the page; tags with absurd attributes lose them,
// character references become characters, and past a depth no page of people has, containers are flattened.

struct MarkupFilter {
  /// Attributes of one tag beyond which all are dropped.
  static let mostAttributes = 64
  /// Bytes of one tag beyond which its attributes are dropped.
  static let longestTag = 65_536
  /// Elements open at once beyond which inline elements are dropped and blocks become paragraphs.
  static let deepest = 512

  /// A tag: where its `>` is, and whether its attributes can be read.
  private struct Tag {
    var end: Int
    var isSound: Bool
  }

  /// A list that is open: whether an item of it is, and whether it stands in a list without an item around it. There
  /// libxml2 would end the outer one: it gets a box.
  private struct OpenList {
    var isInItem = false
    let isBoxed: Bool
  }

  let input: UnsafeBufferPointer<UInt8>
  /// Whether tags are written; otherwise only the text, its characters as they are.
  private let writesTags: Bool
  /// Whether blank lines of the text end paragraphs.
  private var endsAtBlankLines = false
  private var output: FilteredMarkup
  private var position = 0
  /// The elements that are open, by their names: the number of each that may be hidden.
  private var open: [String: [Int?]] = [:]
  /// The lists that are open.
  private var lists: [OpenList] = []
  private var depth = 0
  /// The block that is open, where nothing has ended it and none has begun since.
  private var openBlock: String?
  /// Bytes that do not occur any more after a place already searched: never searched for again, or a page
  /// of unclosed tags would be read to its end for each.
  var absent = Set<UInt8>()
  /// Where elements that need an end have their last.
  private var lastEnds: [String: Int] = [:]
  /// Whether a quotation mark once hid the end of a tag up to the end of the page: then they count no more.
  private var quotesMislead = false

  /// The elements that frame a whole page are opened once, for pieces of pages too.
  private static let frame = Array("<html><body>".utf8)

  /// The markup, filtered.
  /// - Parameter endsAtBlankLines: Whether a blank line of its text ends a paragraph.
  static func filtered(_ markup: String, endsAtBlankLines: Bool = false) -> FilteredMarkup {
    var markup = markup
    return markup.withUTF8 { bytes in
      var filter = MarkupFilter(input: bytes, writesTags: true, FilteredMarkup(capacity: bytes.count))
      filter.endsAtBlankLines = endsAtBlankLines
      filter.output.append(markup: frame)
      filter.run()
      return filter.output
    }
  }

  /// Lines of markup, each filtered by itself, an empty comment after each.
  static func filtered(lines: [Substring]) -> FilteredMarkup {
    var output = FilteredMarkup()
    output.append(markup: frame)
    for var line in lines {
      line.withUTF8 { bytes in
        var filter = MarkupFilter(input: bytes, writesTags: true, FilteredMarkup())
        swap(&filter.output, &output)
        filter.run()
        swap(&filter.output, &output)
      }
      output.append(markup: "<!---->".utf8)
    }
    return output
  }

  /// The text of the markup: no tags, references decoded, a space where an element begins a line.
  static func text(of markup: String) -> String {
    var markup = markup
    return markup.withUTF8 { bytes in
      var filter = MarkupFilter(input: bytes, writesTags: false, FilteredMarkup())
      filter.run()
      return filter.output.allText
    }
  }

  private init(input: UnsafeBufferPointer<UInt8>, writesTags: Bool, _ output: FilteredMarkup) {
    (self.input, self.writesTags, self.output) = (input, writesTags, output)
  }

  private mutating func run() {
    while position < input.count {
      let bracket = next(UInt8(ascii: "<"), from: position) ?? input.count
      writeLines(position..<bracket)
      position = bracket
      if position < input.count { readBracket() }
    }
    if writesTags { output.endPiece() }
  }

  private mutating func readBracket() {
    switch byte(at: position + 1) {
    case UInt8(ascii: "!"), UInt8(ascii: "?"): skipDeclaration()
    case UInt8(ascii: "/") where isLetter(at: position + 2): readEndTag()
    case UInt8(ascii: "/") where byte(at: position + 2) == UInt8(ascii: ">"): position += 3
    case _ where isLetter(at: position + 1): readStartTag()
    default: writeBracket()
    }
  }

  /// A `<` that begins nothing is text.
  private mutating func writeBracket() {
    output.append(text: "<".utf8)
    position += 1
  }

  // MARK: Comments and declarations

  private mutating func skipDeclaration() {
    guard !starts(with: "<!--", at: position) else { return skipComment() }
    guard let end = next(UInt8(ascii: ">"), from: position) else { return writeBracket() }
    position = end + 1
  }

  /// `-->` and `--!>` close a comment, and `<!-->` and `<!--->` are closed ones (WHATWG §13.2.5.43 to .51).
  /// One that is never closed runs to the end, as in a browser.
  private mutating func skipComment() {
    let start = position + 4
    for empty in [">", "->"] where starts(with: empty, at: start) {
      position = start + empty.utf8.count
      return
    }
    var search = start
    while let end = next(UInt8(ascii: ">"), from: search) {
      let last = byte(at: end - 1) == UInt8(ascii: "!") ? end - 2 : end - 1
      if last > start, byte(at: last) == UInt8(ascii: "-"), byte(at: last - 1) == UInt8(ascii: "-") {
        position = end + 1
        return
      }
      search = end + 1
    }
    position = input.count
  }

  // MARK: Tags

  private mutating func readEndTag() {
    guard let end = next(UInt8(ascii: ">"), from: position) else { return writeBracket() }
    let name = name(at: position + 2)
    position = end + 1
    let traits = HTMLElement.traits(name), isBlock = traits?.isBlock ?? false
    let isEndedAlready = name != openBlock
    if isBlock { openBlock = nil }
    // A browser begins the paragraph anew that is ended a second time.
    if name == "p", isEndedAlready { writeBreaks(2) }
    if let entry = open.index(forKey: name), let box = open.values[entry].popLast() {
      // libxml2 has ended the heading where a block began in it.
      if isEndedAlready, traits?.isHeading ?? false { writeBreaks(2) }
      if let box { output.endBox(box) }
      if open.values[entry].isEmpty || traits?.closesItself != true { depth -= 1 }
      writeEndTag(name, isBlock: isBlock)
      endList(traits?.meaning)
    } else if traits?.isBox ?? false {
      // It may have begun before Markdown that stands in it.
      writeBreaks(2)
    } else if name == "br" {
      writeBreaks(1)
    }
  }

  private mutating func readStartTag() {
    let name = name(at: position + 1)
    guard let tag = tag(from: position + 1 + name.utf8.count) else { return writeBracket() }
    let start = position
    let traits = HTMLElement.traits(name)
    let isHidden = traits?.meaning == .hidden, isRawText = traits?.isRawText ?? false
    let isEndless = traits?.needsEnd ?? false && lastEnd(of: name) < tag.end
    if isEndless, isSpokenOf(name, to: tag.end, isRawText: isRawText) { return writeBracket() }
    if name == "rp" { return readParenthesis(from: tag.end + 1) }
    position = tag.end + 1
    if traits?.isFrame ?? false { return }
    // Browsers, too, hide a script that is never ended up to the end of the page: pages are cut off in one.
    let isCutOff = isHidden && byte(at: tag.end - 1) != UInt8(ascii: "/")
    if isRawText, !isEndless || isCutOff { return readRawText(name, isShown: !isHidden) }
    // What hides its content and is never ended would hide the rest of the page.
    if isEndless, traits?.meaning != .embed { return }
    let isBlock = traits?.isBlock ?? false
    if isBlock { openBlock = name }
    if traits?.isVoid ?? false {
      copy(name, from: start, tag, isBlock: isBlock || name == "br")
      // libxml2 does not know all of them as empty: they would swallow what follows.
      if traits?.isLateVoid ?? false { writeEndTag(name, isBlock: false) }
    } else if isEndless {
      copy(name, from: start, tag, isBlock: isBlock)
      while case let source = ink(from: position), byte(at: source) == UInt8(ascii: "<"),
        self.name(at: source + 1) == "source"
      {
        position = source
        readStartTag()
      }
      writeEndTag(name, isBlock: isBlock)
    } else if depth < MarkupFilter.deepest {
      enter(name, closesItself: traits?.closesItself ?? false)
      beginList(traits?.meaning)
      let box = copy(name, from: start, tag, isBlock: isBlock)
      open[name, default: []].append(box)
    } else if isBlock {
      writeBreaks(2)
    }
  }

  /// Whether the page only speaks of the tag that begins here, which nothing ends: it is bare, and stands in running text
  /// or alone in what holds it; or Chinese follows, where code would or past a space.
  private func isSpokenOf(_ name: String, to end: Int, isRawText: Bool) -> Bool {
    guard end == position + 1 + name.utf8.count else { return false }
    let after = ink(from: end + 1)
    if byte(at: after) == UInt8(ascii: "<") {
      if byte(at: after + 1) == UInt8(ascii: "/") { return true }
      if isLetter(at: after + 1), !isRawText { return false }
    }
    if byte(at: after) >= 0x80, isRawText || byte(at: end + 1) == 0x20 { return true }
    let before = ink(from: position - 1, by: -1)
    return before < 0 ? !writesTags : input[before] != UInt8(ascii: ">")
  }

  /// `<rp>`, which need not be ended: a parenthesis for browsers that know no readings. Before anything longer it is text.
  private mutating func readParenthesis(from start: Int) {
    let end = next(UInt8(ascii: "<"), from: start) ?? input.count
    let text = MarkupFilter.text(of: String(decoding: input[start..<end], as: UTF8.self))
    if text[...].trimmed.unicodeScalars.count > 2 { return writeBracket() }
    position = end
  }

  /// Where the last end tag of an element begins, before all where it has none.
  private mutating func lastEnd(of name: String) -> Int {
    if let last = lastEnds[name] { return last }
    var last = -1, search = 0
    while let bracket = find(UInt8(ascii: "<"), in: search..<input.count) {
      search = bracket + 1
      if byte(at: search) == UInt8(ascii: "/"), self.name(at: search + 1) == name { last = bracket }
    }
    lastEnds[name] = last
    return last
  }

  /// A `<p>` closes the `<p>` before it: a thousand never closed are no deeper than one.
  private mutating func enter(_ name: String, closesItself: Bool) {
    if let entry = open.index(forKey: name), let box = open.values[entry].last {
      if let box, closesItself { output.endBox(box) }
      if closesItself { return }
    }
    depth += 1
  }

  private mutating func beginList(_ meaning: HTMLElement.Meaning?) {
    switch meaning {
    case .list:
      let isBoxed = lists.last.map { !$0.isInItem } ?? false
      if isBoxed { writeTag("<div>") }
      lists.append(OpenList(isBoxed: isBoxed))
    case .item: if !lists.isEmpty { lists[lists.count - 1].isInItem = true }
    default: break
    }
  }

  private mutating func endList(_ meaning: HTMLElement.Meaning?) {
    switch meaning {
    case .list: if lists.popLast()?.isBoxed ?? false { writeTag("</div>") }
    case .item: if !lists.isEmpty { lists[lists.count - 1].isInItem = false }
    default: break
    }
  }

  /// Writes a tag, and returns its number where it has an attribute that may hide its element.
  @discardableResult
  private mutating func copy(_ name: String, from start: Int, _ tag: Tag, isBlock: Bool) -> Int? {
    guard writesTags, tag.isSound, tag.end - start <= MarkupFilter.longestTag else {
      writeTag("<\(name)>", isBlock: isBlock)
      return nil
    }
    writeTag("<\(name)")
    var box: Int?
    var attributes = AttributeScanner(input, from: start + 1 + name.utf8.count, to: tag.end)
    while let attribute = attributes.next() {
      if box == nil, mayHide(attribute.name) { box = output.beginBox() }
      output.append(markup: " ".utf8)
      output.append(markup: input[attribute.name])
      guard let value = attribute.value else { continue }
      output.append(markup: "=\"".utf8)
      write(value, inValue: true)
      output.append(markup: "\"".utf8)
    }
    writeTag(attributes.isClosed ? "/>" : ">")
    return box
  }

  /// Whether the attribute of a name may hide an element.
  private func mayHide(_ name: Range<Int>) -> Bool {
    func isCalled(_ word: String) -> Bool {
      name.count == word.utf8.count && input[name].elementsEqual(word.utf8) { $0 | 0x20 == $1 }
    }
    return isCalled("class") || isCalled("style") || isCalled("hidden")
  }

  /// Script, style and `<xmp>`: their content is not markup, and nothing of the first two is shown.
  private mutating func readRawText(_ name: String, isShown: Bool) {
    let start = position
    var search = start, end = input.count
    position = end
    while let bracket = next(UInt8(ascii: "<"), from: search) {
      search = bracket + 1
      if byte(at: search) == UInt8(ascii: "/"), self.name(at: search + 1) == name {
        end = bracket
        position = next(UInt8(ascii: ">"), from: search).map { $0 + 1 } ?? input.count
        break
      }
    }
    guard isShown else { return }
    writeTag("<pre>")
    for scalar in String(decoding: input[start..<end], as: UTF8.self).unicodeScalars {
      write(scalar, inValue: false)
    }
    writeEndTag("pre", isBlock: true)
  }

  /// The tag whose attributes begin at `start`; nil where it has no end.
  private mutating func tag(from start: Int) -> Tag? {
    guard let nearest = next(UInt8(ascii: ">"), from: start) else { return nil }
    if !quotesMislead {
      if let tag = quotedTag(from: start) { return tag }
      quotesMislead = true
    }
    return Tag(end: nearest, isSound: false)
  }

  /// The tag as its quotation marks have it. One that nothing closes does not hide the tag's end.
  private mutating func quotedTag(from start: Int) -> Tag? {
    var index = start
    var attributes = 0
    var isSound = true
    var afterEquals = false
    while index < input.count {
      let byte = input[index]
      switch byte {
      case UInt8(ascii: ">"):
        return Tag(end: index, isSound: isSound && attributes <= MarkupFilter.mostAttributes)
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if afterEquals, let close = next(byte, from: index + 1) {
          index = close
        } else if afterEquals {
          isSound = false
        }
        afterEquals = false
      case UInt8(ascii: "="): afterEquals = true
      case 0x20, 0x09, 0x0A, UInt8(ascii: "/"): attributes += afterEquals ? 0 : 1
      default: afterEquals = false
      }
      index += 1
    }
    return nil
  }

  // MARK: Writing

  /// Writes text, and where blank lines end paragraphs those between two lines of it, the second of which begins at the
  /// margin: what generators make of HTML has them among its indents, too, where they end nothing.
  private mutating func writeLines(_ range: Range<Int>) {
    guard endsAtBlankLines else { return write(range, inValue: false) }
    var start = range.lowerBound, search = start
    while let feed = find(0x0A, in: search..<range.upperBound) {
      search = feed + 1
      guard search < range.upperBound, !isSpace(at: search) else { continue }
      let last = ink(from: feed, by: -1)
      guard last >= range.lowerBound, input[(last + 1)..<feed].contains(0x0A) else { continue }
      write(start..<search, inValue: false)
      output.append(text: CollectionOfOne(FilteredMarkup.blankLine))
      start = search
    }
    write(start..<range.upperBound, inValue: false)
  }

  /// Writes text, or the value of an attribute; its character references decoded.
  private mutating func write(_ range: Range<Int>, inValue: Bool) {
    var start = range.lowerBound
    while let ampersand = find(UInt8(ascii: "&"), in: start..<range.upperBound) {
      append(input[start..<ampersand], inValue: inValue)
      start = ampersand + 1
      if let found = CharacterReference.read(input, at: ampersand, inAttribute: inValue),
        found.end <= range.upperBound
      {
        write(found.scalar, inValue: inValue)
        start = found.end
      } else {
        append("&".utf8, inValue: inValue)
      }
    }
    append(input[start..<range.upperBound], inValue: inValue)
  }

  /// Writes a character. The gate's rule holds for references too.
  private mutating func write(_ scalar: Unicode.Scalar, inValue: Bool) {
    switch Gate.verdict(scalar) {
    case .drop: break
    case .space: append(" ".utf8, inValue: inValue)
    case .keep: append(String(scalar).utf8, inValue: inValue)
    }
  }

  private mutating func append(_ bytes: some Sequence<UInt8>, inValue: Bool) {
    if inValue { output.append(value: bytes) } else { output.append(text: bytes) }
  }

  private mutating func writeEndTag(_ name: String, isBlock: Bool) {
    writeTag("</\(name)>", isBlock: isBlock)
  }

  private mutating func writeBreaks(_ count: Int) {
    for _ in 0..<count { writeTag("<br/>", isBlock: true) }
  }

  /// Writes a tag, or where only the text is wanted a space for one that begins a line.
  private mutating func writeTag(_ tag: String, isBlock: Bool = false) {
    if writesTags {
      output.append(markup: tag.utf8)
    } else if isBlock {
      output.append(text: " ".utf8)
    }
  }
}
