// What blocks say: their text in one run of spans, for captions and cells; their text alone, for titles.

import Articles

/// The blocks of a figure: paragraphs after a picture without a caption are its caption, and so is `caption`,
/// which came before it.
func captioned(_ blocks: [Block], by caption: [Span]) -> [Block] {
  var result: [Block] = []
  var caption = caption
  for block in blocks {
    if case .paragraph(let spans) = block, case .figure(var figure)? = result.last, figure.caption.isEmpty {
      figure.caption = spans
      result[result.count - 1] = .figure(figure)
    } else if case .figure(var figure) = block, figure.caption.isEmpty, !caption.isEmpty {
      figure.caption = caption
      caption = []
      result.append(.figure(figure))
    } else {
      result.append(block)
    }
  }
  return caption.isEmpty ? result : [.paragraph(caption)] + result
}

/// The spans of blocks that are text only, a line break between blocks; nil where one is not.
func joinedSpans(_ blocks: [Block]) -> [Span]? {
  // The usual case shares the spans: a table may have a million cells.
  if blocks.count == 1, case .paragraph(let spans) = blocks[0] { return spans }
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

/// The text of a cell, a line break between its blocks; nil where it holds what is no text.
func cellSpans(_ blocks: [Block]) -> [Span]? {
  var result: [Span] = []
  for block in blocks {
    guard let spans = cellSpans(block) else { return nil }
    if !result.isEmpty, !spans.isEmpty { result.append(Span("\n")) }
    result += spans
  }
  return result
}

private func cellSpans(_ block: Block) -> [Span]? {
  switch block {
  case .paragraph(let spans), .heading(_, let spans): spans
  case .quotation(let blocks): cellSpans(blocks)
  case .list(let list): cellSpans(Array(list.items.joined()))
  case .figure(let figure): figure.caption
  case .preformatted(let text): [Span(text, style: .code)]
  case .rule: []
  case .table, .embed: nil
  }
}

/// The pictures among blocks and in lists and quotations, without the captions that are read elsewhere.
func pictures(in blocks: [Block]) -> [Block] {
  blocks.flatMap { block -> [Block] in
    switch block {
    case .figure(let figure): [.figure(Figure(caption: [], address: figure.address, link: figure.link))]
    case .quotation(let blocks): pictures(in: blocks)
    case .list(let list): pictures(in: Array(list.items.joined()))
    default: []
    }
  }
}

extension Block {
  var isFigure: Bool {
    if case .figure = self { true } else { false }
  }

  var isRule: Bool {
    if case .rule = self { true } else { false }
  }

  /// Whether it is more than a picture, a recording or a rule.
  var isText: Bool {
    switch self {
    case .figure, .rule, .embed: false
    default: true
    }
  }

  /// The text of a block, for titles.
  var plainText: String {
    if case .preformatted(let text) = self { return text }
    var text = ""
    forEachSpan { text += $0.text }
    return text
  }
}
