// Markdown to HTML, by cmark-gfm; the HTML goes the way of all HTML. What CommonMark reads otherwise than it is meant is
// made what it reads before, stage by stage; what it would cost, and whether it is given to cmark-gfm at all, is told by
// MarkdownBounds and MarkdownPieces. It, MarkdownAddresses, AttributeLists and CharacterReference use CMarkdown.

import CMarkdown
import Glibc

/// To be called before anything is given to cmark-gfm, which keeps its extensions in tables for all threads: two that fill
/// them at a time spoil them.
func prepareMarkdown() { _ = extensionsRegistered }

private let extensionsRegistered: Void = cmark_gfm_core_extensions_ensure_registered()

/// The HTML of a piece of GitHub-flavoured Markdown, raw HTML in it kept.
///
/// Text whose marks would cost too much (`MarkdownBounds`) keeps its paragraphs, and shows its marks.
func markdownHTML(_ text: String) -> String {
  let bounds = MarkdownBounds(text)
  guard bounds.isReadable else { return paragraphs(text) }
  prepareMarkdown()
  return MarkdownPieces(text).pieces.map { $0.isReadable ? html(of: $0.text, bounds) : paragraphs($0.text) }
    .joined()
}

/// The HTML of the parts of one page's Markdown, between which its HTML stands. What one part defines, the links and
/// notes, is known in all; the notes stand at the end of the last.
func markdownHTML(parts: [String]) -> [String] {
  // A character that the gate lets into no page.
  let divider = "\u{2}"
  let text = parts.joined(separator: "\n\n\(divider)\n\n")
  guard parts.count > 1, text.utf8.count <= MarkdownPieces.longest(text),
    parts.contains(where: { Lines($0[...]).contains(where: MarkdownPieces.defines) })
  else { return parts.map(markdownHTML) }
  let html = markdownHTML(text)
  let read = html.split(separator: "<p>\(divider)</p>\n", omittingEmptySubsequences: false)
  // A fence that is never closed, or a part that is not read, takes in what follows.
  let isRead = read.count == parts.count && !read.contains { $0.contains(divider) }
  return isRead ? read.map(String.init) : parts.map(markdownHTML)
}

/// The HTML of a text that cmark-gfm can bear.
private func html(of text: String, _ bounds: MarkdownBounds) -> String {
  let stages = [
    IndentedBoxes.atMargin, TagPairs.withoutTags, withoutDialects, WideRows.kept, IndentedProse.atMargin,
    MarkdownOfChinese.prepared, MarkupInMarkdown.asInBrowsers,
  ]
  let prepared = stages.reduce(text) { $1($0) }
  let html = rendered(prepared, bounds)
  return LoneNotes.asText(in: prepared, html: html).map { rendered($0, bounds) } ?? html
}

/// The HTML of Markdown as cmark-gfm has it.
private func rendered(_ markdown: String, _ bounds: MarkdownBounds) -> String {
  // A single tilde is a range: 5~10度.
  let options = CMARK_OPT_UNSAFE | CMARK_OPT_FOOTNOTES | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE
  guard let parser = cmark_parser_new(options) else { return "" }
  defer { cmark_parser_free(parser) }
  for name in bounds.extensions {
    if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
  }
  var text = markdown
  text.withUTF8 { bytes in
    bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
  }
  guard let document = cmark_parser_finish(parser) else { return "" }
  defer { cmark_node_free(document) }
  MarkdownAddresses.part(in: document)
  if AttributeLists.mayStand(in: markdown) { AttributeLists.remove(from: document) }
  guard let html = cmark_render_html(document, options, cmark_parser_get_syntax_extensions(parser)) else {
    return ""
  }
  defer { free(html) }
  return Verbatim.restored(String(cString: html))
}

/// The text as HTML that says only where its headings and paragraphs are. Tags and references in it stay what they are.
private func paragraphs(_ text: String) -> String {
  var html = "<p>"
  html.reserveCapacity(text.utf8.count + text.utf8.count / 4)
  var isAfterBlank = false
  var fence = OpenFence()
  for line in Lines(text[...]) {
    let isCode = fence.takes(line)
    if line.isBlank {
      isAfterBlank = true
    } else if !isCode, let heading = heading(line) {
      html += "</p><h\(heading.level)>\(heading.text)</h\(heading.level)><p>"
      isAfterBlank = false
    } else {
      if isAfterBlank, leadingElement(line)?.isBlock != true { html += "</p><p>" }
      isAfterBlank = false
      html += line
      html += "\n"
    }
  }
  return html + "</p>"
}
