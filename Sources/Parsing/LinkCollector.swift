// The anchors and pictures of lines of markup, for pages that are read for those.

struct LinkCollector {
  /// The links of each line that has ended.
  private(set) var lines: [[MarkdownLink]] = []
  private var links: [MarkdownLink] = []
  private var isInAnchor = false

  mutating func beginAnchor(_ address: String) {
    links.append(MarkdownLink(title: "", address: address))
    isInAnchor = true
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard isInAnchor, let last = links.indices.last else { return }
    links[last].title += String(decoding: bytes, as: UTF8.self)
  }

  mutating func endAnchor() {
    guard isInAnchor, let last = links.indices.last else { return }
    links[last].title = Gate.line(links[last].title)
    isInAnchor = false
  }

  /// A picture. In an anchor it names what the anchor leads to.
  mutating func picture(_ address: String, title: String) {
    if isInAnchor, let last = links.indices.last, links[last].title.isEmpty { links[last].title = title }
    endAnchor()
    links.append(MarkdownLink(title: title, address: address, isImage: true))
  }

  mutating func endLine() {
    endAnchor()
    lines.append(links)
    links = []
  }
}
