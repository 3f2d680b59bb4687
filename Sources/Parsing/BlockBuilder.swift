// Blocks from events: a small state machine with one stack of containers and one run of text in the making.
//
// It knows what a document is made of; it must not know HTML or Markdown.

import Articles

struct BlockBuilder {
  /// A container that is open: what it is, and the blocks in it so far.
  private struct Frame {
    var element: Element?
    var blocks: [Block] = []
    var items: [[Block]] = []
    var table = TableDraft()
    /// A caption that came before its picture.
    var caption: [Span] = []
    /// What the last picture is called where it has no other caption.
    var alternative: [Span] = []
  }

  /// Containers open at once; deeper ones are read as if they were not there.
  static let deepest = 16

  private var frames = [Frame()]
  private var inline = InlineText()
  private var headingLevel: Int?
  private var styleDepths: [Span.Style.RawValue: Int] = [:]
  private var style: Span.Style = []
  private var target: Span.Target?
  private var script: InlineText.Script?
  private var quotationDepth = 0
  /// Pictures met within a sentence: they follow its paragraph.
  private var waitingFigures: [Figure] = []

  init() {}

  // MARK: Opening and closing

  /// Opens an element.
  mutating func begin(_ element: Element) -> Opened {
    endText()
    switch element {
    case .paragraph: return .text
    case .tableCaption where !frames.contains(where: { $0.element == .table }): return .text
    case .heading(let level):
      headingLevel = level
      return .text
    case .preformatted:
      inline.restart(style: style, target: target, script: script, isPreformatted: true)
      return .text
    case .row:
      innermostTable { $0.startRow() }
      return .text
    case .item(let number):
      guard case .list(let numbering)? = frames.last?.element else { return .text }
      if let number, numbering != nil { restartList(at: number) }
      return push(element)
    default: return push(element)
    }
  }

  /// Starts a style; it ends with what is returned.
  mutating func begin(style added: Span.Style) -> Opened {
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

  /// Starts text above or below the line.
  mutating func begin(script new: InlineText.Script) -> Opened {
    let before = script
    setScript(new)
    return .script(before)
  }

  /// Adds text before what follows, and after it when what is returned ends.
  mutating func begin(between before: String, and after: String) -> Opened {
    text(before)
    return .closing(after)
  }

  /// Quotation marks, single ones within double ones.
  mutating func beginQuotation() -> Opened {
    quotationDepth += 1
    text(quotationDepth % 2 == 1 ? "“" : "‘")
    return .quotationMark
  }

  /// Rows that follow stand last in their table, until what is returned ends.
  mutating func beginTableFoot() -> Opened {
    endText()
    innermostTable { $0.isInFoot = true }
    return .tableFoot
  }

  /// Undoes an opening.
  mutating func end(_ opened: Opened) {
    switch opened {
    case .nothing: break
    case .text: endText()
    case .container(let depth):
      endText()
      while frames.count > depth { pop() }
    case .style(let ended):
      let depth = (styleDepths[ended.rawValue] ?? 1) - 1
      styleDepths[ended.rawValue] = depth
      if depth == 0 { setStyle(style.subtracting(ended), target) }
    case .target(let before): setStyle(style, before)
    case .script(let before): setScript(before)
    case .tableFoot:
      endText()
      innermostTable { $0.isInFoot = false }
    case .closing(let after):
      text(after)
    case .quotationMark:
      text(quotationDepth % 2 == 1 ? "”" : "’")
      quotationDepth -= 1
    }
  }

  /// Ends whatever is open: a piece of markup is over.
  mutating func endSegment() {
    endText()
    while frames.count > 1 { pop() }
    styleDepths = [:]
    quotationDepth = 0
    setScript(nil)
    setStyle([], nil)
  }

  /// Whether the blocks so far hold more than pictures and rules.
  var hasText: Bool { frames[0].blocks.contains(where: \.isText) }

  /// Whether nothing stands after a picture.
  var isAfterPicture: Bool { inline.isEmpty && frames.last?.blocks.last?.isFigure ?? false }

  /// Whether nothing has been added so far but pictures and rules.
  var isAtBeginning: Bool { inline.isEmpty && frames.count == 1 && !hasText }

  /// Whether a word stands right before.
  var isInWord: Bool { inline.endsInWord }

  /// Whether what comes next stands in code, or in a table, as code does that has the numbers of its lines beside it.
  var isInCode: Bool { inline.isPreformatted || frames.contains { $0.element == .table } }

  /// The blocks. Whatever is open ends.
  mutating func finished() -> [Block] {
    endSegment()
    return frames[0].blocks
  }

  // MARK: Content

  /// Adds text.
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while inline.append(bytes, from: &index, isHeading: headingLevel != nil) { endText() }
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

  /// Adds a picture: before the text when none has begun, otherwise after its paragraph; where it may divide the
  /// paragraph, between its lines.
  mutating func figure(_ figure: Figure, mayDivide: Bool = false) {
    var figure = figure
    if case .link(let address)? = target, figure.address != address {
      if leadsToPicture(address) {
        // It leads to itself, larger.
        figure.address = address
      } else {
        figure.link = address
      }
    }
    if mayDivide, inline.endsLine, headingLevel == nil { endText() }
    frames[frames.count - 1].alternative = mayDivide ? figure.caption : []
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

  private mutating func setScript(_ new: InlineText.Script?) {
    script = new
    inline.set(script: new)
  }

  private mutating func endText() {
    guard inline.holdsText || headingLevel != nil || !waitingFigures.isEmpty || inline.isPreformatted else {
      return inline.forgetGap()
    }
    if let block = textBlock() { add(block) }
    inline.restart(style: style, target: target, script: script)
    headingLevel = nil
    let figures = waitingFigures
    waitingFigures = []
    for figure in figures { add(.figure(figure)) }
  }

  private mutating func textBlock() -> Block? {
    let spans = inline.finish()
    guard spans.contains(where: \.isVisible) else { return nil }
    if inline.isPreformatted { return preformatted(spans) }
    return headingLevel.map { .heading(level: $0, spans) } ?? .paragraph(spans)
  }

  /// Preformatted text; with links in it a paragraph of code, for only spans have targets.
  private func preformatted(_ spans: [Span]) -> Block? {
    guard spans.contains(where: { $0.target != nil }) else {
      let text = spans.text.trimming { $0 == "\n" }
      return text.isEmpty ? nil : .preformatted(text)
    }
    var spans = spans
    spans[0].text = String(spans[0].text.drop { $0 == "\n" })
    return .paragraph(spans.map { Span($0.text, style: $0.style.union(.code), target: $0.target) })
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
  private mutating func add(_ block: Block) { add(block, to: frames.count - 1) }

  private mutating func add(_ block: Block, to frame: Int) {
    switch frames[frame].element {
    case .list:
      if case .list = block, let last = frames[frame].items.indices.last {
        // A list that stands between items, as editors write it, belongs to the one before.
        frames[frame].items[last].append(block)
      } else {
        frames[frame].items.append([block])
      }
    case .table: frames[frame].table.add(loose: block)
    default: if !caption(block, in: frame) { frames[frame].blocks.append(block) }
    }
  }

  /// Takes what is printed right behind a picture, and repeats what it is called, for its caption; true where nothing else
  /// is to be done with it. A text that goes on after the same words stays one, and the picture does without them.
  private mutating func caption(_ block: Block, in frame: Int) -> Bool {
    guard case .paragraph(let spans) = block, !frames[frame].alternative.isEmpty,
      case .figure(var figure)? = frames[frame].blocks.last, figure.caption == frames[frame].alternative,
      let rest = PictureCaption.rest(of: spans.text, after: figure.caption.text)
    else { return false }
    let isCaption = PictureCaption.mayEnd(rest)
    figure.caption = isCaption ? spans : []
    frames[frame].alternative = []
    frames[frame].blocks[frames[frame].blocks.count - 1] = .figure(figure)
    return isCaption
  }

  /// An item that gives its own number, other than the next, begins a list of its own.
  private mutating func restartList(at number: Int) {
    let top = frames.count - 1
    guard top > 0, case .list(let numbering?) = frames[top].element, !numbering.isReversed else { return }
    let items = frames[top].items
    guard items.isEmpty || number != (numbering.start ?? 1) + items.count else { return }
    if !items.isEmpty { add(.list(List(start: numbering.start ?? 1, items: items)), to: top - 1) }
    frames[top].items = []
    frames[top].element = .list(Numbering(start: number))
  }

  private mutating func endList(_ items: [[Block]], _ numbering: Numbering?) {
    guard !items.isEmpty else { return }
    guard let numbering, numbering.isReversed else {
      return add(.list(List(start: numbering.map { $0.start ?? 1 }, items: items)))
    }
    // A list only counts up: each item of one that counts down is a list of its own.
    let start = numbering.start ?? items.count
    for (index, item) in items.enumerated() { add(.list(List(start: start - index, items: [item]))) }
  }

  private mutating func innermostTable(_ change: (inout TableDraft) -> Void) {
    guard let index = frames.lastIndex(where: { $0.element == .table }) else { return }
    change(&frames[index].table)
  }

  private mutating func pop() {
    guard frames.count > 1, let frame = frames.popLast() else { return }
    switch frame.element {
    case .quotation: if !frame.blocks.isEmpty { add(.quotation(frame.blocks)) }
    case .list(let numbering): endList(frame.items, numbering)
    case .item: endItem(frame.blocks)
    case .cell(let traits): innermostTable { $0.add(cell: frame.blocks, traits) }
    case .tableCaption: innermostTable { $0.add(caption: frame.blocks) }
    case .table: for block in frame.table.finished() { add(block) }
    case .figure: for block in captioned(frame.blocks, by: frame.caption) { add(block) }
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
      case .figure(var figure)? = frames[top].blocks.last,
      figure.caption.isEmpty || figure.caption == frames[top].alternative
    {
      figure.caption = caption
      frames[top].alternative = []
      frames[top].blocks[frames[top].blocks.count - 1] = .figure(figure)
    } else if frames[top].element == .figure, frames[top].caption.isEmpty, frames[top].blocks.isEmpty,
      let caption = joinedSpans(blocks)
    {
      frames[top].caption = caption
    } else {
      for block in blocks { add(block) }
    }
  }
}

extension Span {
  /// Whether anything of it is seen: editors leave U+200B where a paragraph is empty.
  fileprivate var isVisible: Bool { text.unicodeScalars.contains { $0 != "\u{200B}" && $0 != "\u{FEFF}" } }
}
