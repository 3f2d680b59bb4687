// HTML to blocks: libxml2's SAX events handed to the block builder. The only user of CLibXML2.
//
// It knows which elements and attributes say what; the builder knows what a document is made of.

import Articles
import CLibXML2

final class HTMLReader {
  /// The attributes of a start tag, names in lower case.
  struct Attributes {
    private let list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?

    init(_ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) { self.list = list }

    /// The value of the attribute, cleaned; empty for one without a value, nil where there is none.
    subscript(name: String) -> String? {
      guard var pointer = list else { return nil }
      while let key = pointer[0] {
        if String(cString: key) == name {
          return pointer[1].map { Gate.clean(String(cString: $0)) } ?? ""
        }
        pointer += 2
      }
      return nil
    }
  }

  private(set) var builder: BlockBuilder
  /// The page's path, for relative addresses.
  private let page: String
  /// The links and pictures met, for pages that are read for those.
  private var links: [MarkdownLink] = []
  /// The text of `<title>`.
  private(set) var title = ""
  /// How many open elements nothing is shown of.
  private var hiddenDepth = 0
  private var isInTitle = false
  private var embed: Embed?
  /// For each open element, what its end has to undo.
  private var open: [BlockBuilder.Opened] = []
  /// Whether the text of a picture's `alt` is its caption: in Markdown, where there is no other.
  private let readsAlt: Bool

  init(page: String, builder: BlockBuilder = BlockBuilder(), readsAlt: Bool = false) {
    self.page = page
    self.builder = builder
    self.readsAlt = readsAlt
  }

  /// Reads markup into the builder. Takes time linear in its length.
  func read(_ markup: String) {
    parse(MarkupFilter.filtered(markup))
    builder.endSegment()
    open = []
    hiddenDepth = 0
  }

  /// Adds a thematic break.
  func appendRule() { builder.append(.rule) }

  /// The text of a piece of markup in one line, without tags.
  static func plainText(_ markup: String) -> String {
    let reader = HTMLReader(page: "")
    reader.read(markup)
    var builder = reader.builder
    return builder.finished().map(\.plainText).joined(separator: " ")
  }

  /// The anchors and pictures of a piece of markup.
  static func links(in markup: String) -> [MarkdownLink] {
    let reader = HTMLReader(page: "")
    reader.read(markup)
    return reader.links
  }

  // MARK: Events

  fileprivate func startElement(_ name: String, _ attributes: Attributes) {
    if hiddenDepth > 0 {
      hiddenDepth += 1
      if name == "source", embed?.address == nil { embed?.address = address(attributes["src"]) }
      if name == "title" { isInTitle = true }
      return
    }
    let meaning = HTMLElement.meaning(name)
    if meaning == .hidden || isHidden(attributes) {
      hiddenDepth = 1
      isInTitle = name == "title"
      return
    }
    let opened = begin(meaning, name, attributes)
    if hiddenDepth == 0 { open.append(opened) }
  }

  fileprivate func endElement(_ name: String) {
    if hiddenDepth > 0 {
      hiddenDepth -= 1
      isInTitle = false
      if hiddenDepth == 0, let embed {
        builder.append(.embed(embed))
        self.embed = nil
      }
    } else if let opened = open.popLast() {
      builder.end(opened)
    }
  }

  fileprivate func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if hiddenDepth == 0 {
      builder.text(bytes)
    } else if isInTitle {
      title += String(decoding: bytes, as: UTF8.self)
    }
  }

  private func begin(_ meaning: HTMLElement.Meaning?, _ name: String, _ attributes: Attributes)
    -> BlockBuilder.Opened
  {
    switch meaning {
    case .image: return image(attributes)
    case .embed: return startEmbed(name, attributes)
    case .anchor: return anchor(attributes)
    case .list(let isOrdered):
      return builder.begin(.list(start: isOrdered ? Int(attributes["start"] ?? "") ?? 1 : nil))
    case .cell(let isHeader):
      let spans = ["colspan", "rowspan"].map { Int(attributes[$0] ?? "") ?? 1 }
      return builder.begin(.cell(isHeader: isHeader, columns: spans[0], rows: spans[1]))
    case .block where isCaption(attributes): return builder.begin(.caption)
    case let meaning?: return builder.begin(simple: meaning)
    case nil: return .nothing
    }
  }

  private func anchor(_ attributes: Attributes) -> BlockBuilder.Opened {
    guard let reference = attributes["href"] else { return .nothing }
    links.append(MarkdownLink(title: "", address: reference))
    return builder.begin(target: linkTarget(reference, relation: attributes["rel"], on: page))
  }

  private func image(_ attributes: Attributes) -> BlockBuilder.Opened {
    let classes = attributes["class"]?.split(separator: " ") ?? []
    let isPoint = ["width", "height"].contains { name in
      attributes[name].map { ["0", "1", "0px", "1px"].contains($0) } ?? false
    }
    let alt = attributes["alt"] ?? ""
    if classes.contains("emoji") || classes.contains("wp-smiley") {
      builder.text(alt)
    } else if !isPoint, let reference = attributes["src"] ?? attributes["data-src"] {
      links.append(MarkdownLink(title: alt, address: reference, isImage: true))
      let caption = readsAlt && !alt.isEmpty ? [Span(Gate.line(alt))] : []
      builder.figure(Figure(caption: caption, address: address(reference)))
    }
    return .nothing
  }

  private func startEmbed(_ name: String, _ attributes: Attributes) -> BlockBuilder.Opened {
    let kind: Embed.Kind = name == "video" ? .video : name == "audio" ? .audio : .frame
    let reference = attributes["src"] ?? attributes["data"] ?? attributes["data-src"]
    let found = Embed(
      kind: kind, address: address(reference), title: Gate.line(attributes["title"] ?? ""))
    embed = found
    hiddenDepth = 1
    return .nothing
  }

  private func address(_ reference: String?) -> String? {
    reference.flatMap { Address($0, on: page)?.text ?? ($0.hasPrefix("/") ? $0 : nil) }
  }

  // MARK: Attributes

  private func isHidden(_ attributes: Attributes) -> Bool {
    if attributes["hidden"] != nil { return true }
    if let style = attributes["style"], style.lowercased().filter({ $0 != " " }).contains("display:none") {
      return true
    }
    return attributes["class"]?.split(separator: " ").contains { isAdvertising($0) } ?? false
  }

  private func isAdvertising(_ token: Substring) -> Bool {
    let token = token.lowercased()
    if ["ad", "ads", "advertisement", "advert", "adsbygoogle"].contains(token) { return true }
    return ["ad_", "ads_", "ad-", "ads-", "google-ad", "advert-"].contains { token.hasPrefix($0) }
  }

  private func isCaption(_ attributes: Attributes) -> Bool {
    attributes["class"]?.split(separator: " ").contains { token in
      token != "wp-caption" && (token.hasSuffix("caption") || token.hasSuffix("caption-text"))
    } ?? false
  }

  // MARK: libxml2

  private func parse(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    var handler = htmlSAXHandler()
    handler.startElement = { context, name, attributes in
      HTMLReader.of(context)?.startElement(name.map { String(cString: $0) } ?? "", Attributes(attributes))
    }
    handler.endElement = { context, name in
      HTMLReader.of(context)?.endElement(name.map { String(cString: $0) } ?? "")
    }
    handler.characters = { context, bytes, count in
      HTMLReader.of(context)?.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    handler.ignorableWhitespace = handler.characters
    let reader = Unmanaged.passUnretained(self).toOpaque()
    bytes.withUnsafeBufferPointer { bytes in
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

/// What an anchor leads to: a subject term (`/term/11852`, `…/tag/%E8%8C%B6.html`, `rel="tag"`), or an
/// address; nil where it leads nowhere.
func linkTarget(_ reference: String, relation: String? = nil, on page: String) -> Span.Target? {
  let path = reference.prefix { $0 != "?" && $0 != "#" }
  let components = path.split(separator: "/")
  if components.count >= 2, let last = components.last {
    let folder = components[components.count - 2].lowercased()
    let isTag = ["tag", "tags"].contains(folder) || relation?.split(separator: " ").contains("tag") ?? false
    if folder == "term" || folder == "terms" || isTag {
      let key = last.hasSuffix(".html") ? last.dropLast(5) : last.hasSuffix(".htm") ? last.dropLast(4) : last
      return .term(key: Gate.line(percentDecoded(key)))
    }
  }
  if reference.hasPrefix("/"), !reference.hasPrefix("//") { return .link(Gate.line(reference)) }
  return Address(reference, on: page).map { .link($0.text) }
}
