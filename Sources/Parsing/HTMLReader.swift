// HTML to blocks: libxml2's SAX events handed to the block builder. With
// `HTMLAttributes` and `CharacterReference` the only user of CLibXML2.
//
// It knows which elements and attributes say what; the builder knows what a document is made of.

import Articles
import CLibXML2

final class HTMLReader {
  private(set) var builder = BlockBuilder()
  /// What is being parsed.
  private var filtered = FilteredMarkup()
  /// The page's path, for relative addresses.
  private let page: String
  /// Takes the links of pages that are read for those.
  private var collector: LinkCollector?
  /// The text of the first `<title>` of the page itself: drawings have titles too.
  private(set) var title = ""
  /// How many open elements nothing is shown of.
  private var hiddenDepth = 0
  private var isInTitle = false
  private var embed: Embed?
  /// For each open element, what its end has to undo.
  private var open: [BlockBuilder.Opened] = []
  /// How many elements are open around the drawing (`<svg>`) that is being read.
  private var drawingDepth: Int?
  /// Whether the text of a picture's `alt` is its caption: in Markdown, where there is no other.
  private var readsAlt = false

  /// What may hold the text of a page alone, the narrowest first; last what may leave out its lead and its pictures.
  enum Part: CaseIterable { case article, main, role, body }

  /// Which part alone is read; nil for the whole page.
  var readsPart: Part?
  /// Whether nothing is read of what frames the text of a site: menus, side bars, feet.
  var hidesFrame = false
  /// How many elements are open around that part, while it is read; and whether it has been.
  private var partDepth: Int?
  private var hasReadPart = false
  /// How many of each there are.
  private(set) var parts: [Part: Int] = [:]
  /// What the page says of itself.
  private(set) var matter = PageMatter()

  /// The formula that is read, how many elements are open around it, and whether nothing stands after the last one.
  private var formula: FormulaText?
  private var formulaDepth = 0
  private var isAfterFormula = false
  /// A picture that may be a character of the text, until it is seen whether text follows.
  private var sign: (text: String, figure: Figure)?
  /// Whether a box to tick stands right before.
  private var isAfterBox = false

  init(page: String) { self.page = page }

  /// Reads markup into the builder. Takes time linear in its length.
  /// - Parameter endsAtBlankLines: Whether blank lines end its paragraphs, as they do in Markdown that the markup stands in.
  func read(_ markup: String, readsAlt: Bool = false, endsAtBlankLines: Bool = false) {
    self.readsAlt = readsAlt
    parse(MarkupFilter.filtered(markup, endsAtBlankLines: endsAtBlankLines))
    endFormula()
    endSign()
    builder.endSegment()
    open = []
    hiddenDepth = 0
    drawingDepth = nil
  }

  /// The blocks read. Whatever is open ends.
  func finished() -> [Block] { builder.finished() }

  /// Adds a thematic break.
  func appendRule() { builder.append(.rule) }

  /// The anchors and pictures of lines of markup, line by line.
  static func links(inLines lines: [Substring]) -> [[MarkdownLink]] {
    guard !lines.isEmpty else { return [] }
    let reader = HTMLReader(page: "")
    reader.collector = LinkCollector()
    reader.parse(MarkupFilter.filtered(lines: lines))
    return reader.collector?.lines ?? []
  }

  // MARK: Events

  fileprivate func startElement(_ name: String, _ attributes: HTMLAttributes) {
    if hasReadPart { return }
    endSign()
    if hiddenDepth > 0 {
      hiddenDepth += 1
      if name == "source", embed?.address == nil { embed?.address = address(attributes["src"]) }
      return
    }
    let traits = HTMLElement.traits(name), meaning = traits?.meaning
    // A formula that nothing ends does not take what follows.
    if traits?.isBlock ?? false {
      endFormula()
      isAfterFormula = false
    }
    if formula != nil, FormulaText.isSource(name, attributes) { return beginInFormula(name) }
    let isTitle = name == "title" && drawingDepth == nil && title.isEmpty
    // In Markdown that has begun it is none of the page's.
    let isText = isTitle && readsAlt && !builder.isAtBeginning
    let isHidden =
      meaning == .hidden && !isText || isHidden(name, attributes)
      || isAfterFormula && attributes["aria-hidden"] == "true" || hidesFrame && traits?.isOfSite ?? false
    if isHidden {
      hiddenDepth = 1
      isInTitle = isTitle
      return
    }
    if name == "math" && collector == nil || formula != nil { return beginInFormula(name) }
    if name == "svg", drawingDepth == nil { drawingDepth = open.count }
    matter.read(name, attributes)
    countParts(name, attributes)
    let opened = begin(meaning, name, attributes)
    if hiddenDepth == 0 { open.append(opened) }
  }

  /// Whether nothing of an element is shown by what its attributes say. What nothing ends would hide the rest of the page,
  /// and what is only called by a name that is known may be called so for another reason: then its text tells.
  private func isHidden(_ name: String, _ attributes: HTMLAttributes) -> Bool {
    guard let hiding = attributes.hiding else { return false }
    if HTMLElement.traits(name)?.isVoid ?? false { return hiding != .lineNumbers }
    let number = attributes[FilteredMarkup.boxNumber].flatMap { Int($0) }
    guard let text = number.flatMap(filtered.text(ofBox:)) else { return false }
    return switch hiding {
    case .asked, .backReference: true
    case .advertising: !HTMLReader.holdsText.contains(name) && text.count <= HTMLReader.longestAdvertisement
    case .lineNumbers:
      text.count <= HTMLReader.longestNumbers && text.allSatisfy { $0 <= 0x20 || (0x30...0x39).contains($0) }
        && (name == "pre" || builder.isInCode || text.contains(0x0A))
    }
  }

  /// What holds the text of a page, whatever it is called.
  private static let holdsText: Set<String> = ["article", "main", "body"]
  /// The bytes of text that a box of advertising has at most, two hundred characters of Chinese, and the numbers of the
  /// lines of code.
  private static let longestAdvertisement = 600, longestNumbers = 65_536

  private func countParts(_ name: String, _ attributes: HTMLAttributes) {
    for part in Part.allCases where HTMLReader.isPart(part, name, attributes) {
      parts[part, default: 0] += 1
      guard part == readsPart else { continue }
      builder = BlockBuilder()
      partDepth = open.count
    }
  }

  private static func isPart(_ part: Part, _ name: String, _ attributes: HTMLAttributes) -> Bool {
    switch part {
    case .main: name == "main"
    case .body: attributes["itemprop"] == "articleBody"
    case .article: name == "article"
    case .role: attributes["role"] == "main"
    }
  }

  // MARK: Formulas

  private func beginInFormula(_ name: String) {
    if formula == nil { (formula, formulaDepth) = (FormulaText(), open.count) }
    formula?.begin(name)
    open.append(.nothing)
  }

  private func endFormula() {
    guard let text = formula?.text else { return }
    formula = nil
    builder.text(text)
    isAfterFormula = true
  }

  fileprivate func endElement(_ name: String) {
    if name != "img" { endSign() }
    if hiddenDepth > 0 {
      hiddenDepth -= 1
      if hiddenDepth == 0 { endHidden() }
    } else if !hasReadPart, let opened = open.popLast() {
      formula?.end()
      if open.count == formulaDepth { endFormula() }
      builder.end(opened)
      hasReadPart = open.count == partDepth
      if case .target = opened { collector?.endAnchor() }
      if open.count == drawingDepth { drawingDepth = nil }
    }
  }

  private func endHidden() {
    isInTitle = false
    if let embed { builder.append(.embed(embed)) }
    embed = nil
  }

  fileprivate func characters(_ marks: UnsafeBufferPointer<UInt8>) { filtered.withText(of: marks, text) }

  private func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if hasReadPart { return }
    if hiddenDepth == 0, formula != nil {
      formula?.add(bytes)
    } else if hiddenDepth == 0 {
      endSign(before: bytes)
      isAfterBox = isAfterBox && bytes.allSatisfy { $0 <= 0x20 }
      if isAfterFormula, !bytes.allSatisfy({ $0 <= 0x20 }) { isAfterFormula = false }
      builder.text(bytes)
      collector?.text(bytes)
    } else if isInTitle {
      title += String(decoding: bytes, as: UTF8.self)
    }
  }

  fileprivate func comment() { collector?.endLine() }

  private func begin(_ meaning: HTMLElement.Meaning?, _ name: String, _ attributes: HTMLAttributes)
    -> BlockBuilder.Opened
  {
    defer { isAfterBox = meaning == .input && isAfterBox }
    switch meaning {
    // Where items have blank lines between them, CommonMark puts the box before the paragraph that it is of.
    case .block(.paragraph) where isAfterBox && name == "p": return .text
    case .block(.paragraph) where attributes.isCaption: return builder.begin(.caption)
    case .block(let element): return builder.begin(element)
    case .list(let isOrdered): return builder.begin(.list(isOrdered ? numbering(attributes) : nil))
    case .item: return builder.begin(.item(number: attributes.number("value")))
    case .cell(let isHeader):
      return builder.begin(
        .cell(
          TableDraft.CellTraits(
            isHeader: isHeader, alignment: attributes.alignment, columns: attributes.number("colspan") ?? 1,
            rows: attributes.number("rowspan") ?? 1)))
    case .tableFoot: return builder.beginTableFoot()
    case .style(let style): return builder.begin(style: style)
    // Numbers in square brackets are those of links.
    case .script where attributes.classes.contains("footnote-ref"):
      return builder.begin(between: "〔", and: "〕")
    case .script(let script): return builder.begin(script: script)
    case .between(let before, let after): return builder.begin(between: before, and: after)
    case .quoted: return builder.beginQuotation()
    case .anchor: return anchor(attributes)
    case .embed: return startEmbed(name, attributes)
    case .image: image(attributes)
    case .input: input(attributes)
    case .lineBreak: builder.lineBreak()
    case .rule: builder.append(.rule)
    case nil where name == "span" && builder.isAfterPicture && attributes.isCaption:
      return builder.begin(.caption)
    case .hidden, nil: break
    }
    return .nothing
  }

  private func numbering(_ attributes: HTMLAttributes) -> BlockBuilder.Numbering {
    BlockBuilder.Numbering(start: attributes.number("start"), isReversed: attributes["reversed"] != nil)
  }

  private func anchor(_ attributes: HTMLAttributes) -> BlockBuilder.Opened {
    guard let reference = attributes["href"] else { return .nothing }
    collector?.beginAnchor(reference)
    return builder.begin(target: linkTarget(reference, relation: attributes["rel"], on: page))
  }

  private func image(_ attributes: HTMLAttributes) {
    let classes = attributes.classes
    let alt = attributes["alt"] ?? ""
    if classes.contains("emoji") || classes.contains("wp-smiley") || attributes.isFormula {
      builder.text(alt)
    } else if !attributes.isPoint, let reference = attributes.picture {
      collector?.picture(reference, title: alt)
      let caption = readsAlt ? PictureCaption.text(alt, of: reference) : ""
      let spans = caption.isEmpty ? [] : [Span(caption)]
      let figure = Figure(caption: spans, address: address(reference))
      if PictureCaption.isSign(caption) { return begin(sign: caption, figure) }
      builder.figure(figure, mayDivide: readsAlt)
    }
  }

  // MARK: Characters that are pictures

  private func begin(sign text: String, _ figure: Figure) {
    if builder.isInWord { sign = (text, figure) } else { builder.figure(figure, mayDivide: true) }
  }

  /// Adds what waits for the text behind it: between two words it is a part of them, but where that repeats it.
  private func endSign(before bytes: UnsafeBufferPointer<UInt8>? = nil) {
    guard let (text, figure) = sign else { return }
    sign = nil
    if let bytes, InlineText.beginsWord(bytes), !bytes.starts(with: text.utf8) {
      builder.text(text)
    } else {
      builder.figure(figure, mayDivide: true)
    }
  }

  /// A box to tick is shown as what it says; there is nothing else in a form to read.
  private func input(_ attributes: HTMLAttributes) {
    if attributes["type"]?.lowercased() == "checkbox" {
      builder.text(attributes["checked"] == nil ? "☐" : "☑")
      isAfterBox = true
    }
  }

  private func startEmbed(_ name: String, _ attributes: HTMLAttributes) -> BlockBuilder.Opened {
    let kind: Embed.Kind = name == "video" ? .video : name == "audio" ? .audio : .frame
    let reference = attributes["src"] ?? attributes["data"] ?? attributes["data-src"]
    embed = Embed(kind: kind, address: address(reference), title: Gate.line(attributes["title"] ?? ""))
    hiddenDepth = 1
    return .nothing
  }

  private func address(_ reference: String?) -> String? {
    reference.flatMap { Address($0, on: page)?.text ?? ($0.hasPrefix("/") ? $0 : nil) }
  }

  // MARK: libxml2

  private func parse(_ filtered: FilteredMarkup) {
    self.filtered = filtered
    defer { self.filtered = FilteredMarkup() }
    var handler = htmlSAXHandler()
    handler.startElement = { context, name, attributes in
      HTMLReader.of(context)?.startElement(name.map { String(cString: $0) } ?? "", HTMLAttributes(attributes))
    }
    handler.endElement = { context, name in
      HTMLReader.of(context)?.endElement(name.map { String(cString: $0) } ?? "")
    }
    handler.characters = { context, bytes, count in
      HTMLReader.of(context)?.characters(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    handler.comment = { context, _ in HTMLReader.of(context)?.comment() }
    handler.ignorableWhitespace = handler.characters
    let reader = Unmanaged.passUnretained(self).toOpaque()
    filtered.markup.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { bytes in
        guard
          let parser = htmlCreatePushParserCtxt(&handler, reader, nil, 0, nil, XML_CHAR_ENCODING_UTF8)
        else { return }
        htmlCtxtUseOptions(
          parser,
          Int32(
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
              | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOIMPLIED.rawValue | HTML_PARSE_IGNORE_ENC.rawValue))
        htmlParseChunk(parser, bytes.baseAddress, Int32(bytes.count), 1)
        htmlFreeParserCtxt(parser)
      }
    }
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> HTMLReader? {
    context.map { Unmanaged<HTMLReader>.fromOpaque($0).takeUnretainedValue() }
  }
}
