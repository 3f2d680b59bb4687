// Blocks from events: a small state machine with one stack of containers and one run of text in the making.
//
// It knows what a document is made of; it must not know HTML or Markdown.

import Articles

struct BlockBuilder {
  /// What can be opened.
  enum Element: Hashable {
    case paragraph
    case heading(Int)
    case quotation
    case list(start: Int?)
    case item
    case table
    case row
    case cell(isHeader: Bool, columns: Int, rows: Int)
    case tableCaption
    case figure
    case caption
    case preformatted
  }

  /// What an end has to undo.
  enum Opened {
    case nothing
    /// Ends the text in the making.
    case text
    /// Ends a container, by its place in the stack.
    case container(Int)
    case row
    case style(Span.Style)
    case target(Span.Target?)
  }

  /// A container that is open: what it is, and the blocks in it so far.
  private struct Frame {
    var element: Element?
    var blocks: [Block] = []
    var items: [[Block]] = []
    var table = TableDraft()
  }

  /// Containers open at once; deeper ones are read as if they were not there.
  static let deepest = 16

  private var frames = [Frame()]
  private var inline = InlineText()
  private var headingLevel: Int?
  private var styleDepths: [Span.Style.RawValue: Int] = [:]
  private var style: Span.Style = []
  private var target: Span.Target?
  /// Pictures met within a sentence: they follow its paragraph.
  private var waitingFigures: [Figure] = []
  private var breaks = 0

  init() {}

  // MARK: Opening and closing

  /// Opens what an element of one meaning opens.
  mutating func begin(simple meaning: HTMLElement.Meaning) -> Opened {
    switch meaning {
    case .block: return begin(.paragraph)
    case .heading(let level): return begin(.heading(level))
    case .quotation: return begin(.quotation)
    case .item: return begin(.item)
    case .table: return begin(.table)
    case .row: return begin(.row)
    case .tableCaption: return begin(.tableCaption)
    case .figure: return begin(.figure)
    case .caption: return begin(.caption)
    case .preformatted: return begin(.preformatted)
    case .style(let name): return begin(style: name)
    case .lineBreak: lineBreak()
    case .rule: append(.rule)
    case .list, .cell, .anchor, .image, .embed, .source, .hidden: break
    }
    return .nothing
  }

  /// Opens an element.
  mutating func begin(_ element: Element) -> Opened {
    endText()
    switch element {
    case .paragraph: return .text
    case .heading(let level):
      headingLevel = level
      return .text
    case .preformatted:
      inline = InlineText(style: style, target: target, isPreformatted: true)
      return .text
    case .row:
      innermostTable { $0.startRow() }
      return .row
    case .item where frames.last?.element?.isList != true:
      return .text
    default: return push(element)
    }
  }

  /// Starts a style; it ends with what is returned.
  mutating func begin(style name: InlineText.StyleName) -> Opened {
    let added: Span.Style =
      switch name {
      case .strong: .strong
      case .emphasis: .emphasis
      case .underline: .underline
      case .code: .code
      }
    styleDepths[added.rawValue, default: 0] += 1
    setStyle(style.union(added), target)
    return .style(added)
  }

  /// Starts a target; the one before is back when what is returned ends.
  mutating func begin(target new: Span.Target?) -> Opened {
    let before = target
    setStyle(style, new)
    return .target(before)
  }

  /// Undoes an opening.
  mutating func end(_ opened: Opened) {
    switch opened {
    case .nothing: break
    case .text: endText()
    case .row: endText()
    case .container(let depth):
      endText()
      while frames.count > depth { pop() }
    case .style(let ended):
      let depth = (styleDepths[ended.rawValue] ?? 1) - 1
      styleDepths[ended.rawValue] = depth
      if depth == 0 { setStyle(style.subtracting(ended), target) }
    case .target(let before): setStyle(style, before)
    }
  }

  /// Ends whatever is open: a piece of markup is over.
  mutating func endSegment() {
    endText()
    while frames.count > 1 { pop() }
    styleDepths = [:]
    setStyle([], nil)
  }

  /// The blocks. Whatever is open ends.
  mutating func finished() -> [Block] {
    endSegment()
    return frames[0].blocks
  }

  // MARK: Content

  /// Adds text.
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while inline.append(bytes, from: &index) { endText() }
    if !inline.endsInBreak && !inline.isEmpty { breaks = 0 }
  }

  /// Adds text.
  mutating func text(_ string: String) {
    var string = string
    string.withUTF8 { text($0) }
  }

  /// A line break; the second in a row ends the paragraph.
  mutating func lineBreak() {
    if inline.endsInBreak && !inline.isPreformatted {
      let level = headingLevel
      endText()
      headingLevel = level
    } else {
      inline.lineBreak()
    }
  }

  /// Adds a block that stands by itself.
  mutating func append(_ block: Block) {
    endText()
    add(block)
  }

  /// Adds a picture: before the text when none has begun, otherwise after its paragraph.
  mutating func figure(_ figure: Figure) {
    if inline.isEmpty {
      add(.figure(figure))
    } else {
      waitingFigures.append(figure)
    }
  }

  // MARK: Text

  private mutating func setStyle(_ style: Span.Style, _ target: Span.Target?) {
    self.style = style
    self.target = target
    inline.set(style: style, target: target)
  }

  private mutating func endText() {
    if let block = textBlock() { add(block) }
    inline = InlineText(style: style, target: target)
    headingLevel = nil
    let figures = waitingFigures
    waitingFigures = []
    for figure in figures { add(.figure(figure)) }
  }

  private mutating func textBlock() -> Block? {
    let spans = inline.finish()
    guard !spans.isEmpty else { return nil }
    if inline.isPreformatted {
      let text = spans.text.trimming { $0 == "\n" }
      return text.isEmpty ? nil : .preformatted(text)
    }
    return headingLevel.map { .heading(level: $0, spans) } ?? .paragraph(spans)
  }

  // MARK: Containers

  private mutating func push(_ element: Element) -> Opened {
    if case .cell = element, !frames.contains(where: { $0.element == .table }) { return .text }
    guard frames.count < BlockBuilder.deepest else { return .text }
    let depth = frames.count
    frames.append(Frame(element: element))
    return .container(depth)
  }

  /// A block goes where its container wants it: outside an item or a cell, one is made for it.
  private mutating func add(_ block: Block) {
    let top = frames.count - 1
    switch frames[top].element {
    case .list: frames[top].items.append([block])
    case .table: frames[top].table.add(loose: block)
    default: frames[top].blocks.append(block)
    }
  }

  private mutating func innermostTable(_ change: (inout TableDraft) -> Void) {
    guard let index = frames.lastIndex(where: { $0.element == .table }) else { return }
    change(&frames[index].table)
  }

  private mutating func pop() {
    guard frames.count > 1, let frame = frames.popLast() else { return }
    switch frame.element {
    case .quotation: if !frame.blocks.isEmpty { add(.quotation(frame.blocks)) }
    case .list(let start): if !frame.items.isEmpty { add(.list(List(start: start, items: frame.items))) }
    case .item: endItem(frame.blocks)
    case .cell(let isHeader, let columns, let rows):
      innermostTable { $0.add(cell: frame.blocks, isHeader: isHeader, columns: columns, rows: rows) }
    case .tableCaption: innermostTable { $0.add(caption: frame.blocks) }
    case .table: for block in frame.table.finished() { add(block) }
    case .figure: for block in captioned(frame.blocks) { add(block) }
    case .caption: endCaption(frame.blocks)
    default: for block in frame.blocks { add(block) }
    }
  }

  private mutating func endItem(_ blocks: [Block]) {
    guard !blocks.isEmpty else { return }
    frames[frames.count - 1].items.append(blocks)
  }

  /// A caption belongs to the picture right before it; one that holds a picture is only a frame around it.
  private mutating func endCaption(_ blocks: [Block]) {
    let top = frames.count - 1
    if !blocks.contains(where: \.isFigure), let caption = joinedSpans(blocks),
      case .figure(var figure)? = frames[top].blocks.last, figure.caption.isEmpty
    {
      figure.caption = caption
      frames[top].blocks[frames[top].blocks.count - 1] = .figure(figure)
    } else {
      for block in blocks { add(block) }
    }
  }
}

extension BlockBuilder.Element {
  fileprivate var isList: Bool {
    if case .list = self { true } else { false }
  }
}

/// The blocks of a figure: paragraphs after a picture without a caption are its caption.
func captioned(_ blocks: [Block]) -> [Block] {
  var result: [Block] = []
  for block in blocks {
    if case .paragraph(let spans) = block, case .figure(var figure)? = result.last, figure.caption.isEmpty {
      figure.caption = spans
      result[result.count - 1] = .figure(figure)
    } else {
      result.append(block)
    }
  }
  return result
}

/// The spans of blocks that are text only, a line break between blocks; nil where one is not.
func joinedSpans(_ blocks: [Block]) -> [Span]? {
  var result: [Span] = []
  for block in blocks {
    switch block {
    case .paragraph(let spans), .heading(_, let spans):
      if !result.isEmpty { result.append(Span("\n")) }
      result += spans
    default: return nil
    }
  }
  return result
}

extension Block {
  var isFigure: Bool {
    if case .figure = self { true } else { false }
  }

  /// The text of a block, for titles.
  var plainText: String {
    if case .preformatted(let text) = self { return text }
    var text = ""
    forEachSpan { text += $0.text }
    return text
  }
}
