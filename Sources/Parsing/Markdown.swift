// Markdown to HTML, by cmark-gfm; the HTML goes the way of all HTML. The only user of CMarkdown.

import CMarkdown
import Glibc

/// The longest Markdown whose marks are read, in bytes: cmark-gfm takes thirty times a text's memory. Longer
/// text keeps its paragraphs, and shows its marks.
private let longestMarkdown = 1_048_576
/// The columns a table has at most: cmark-gfm's time grows with their square.
private let mostColumns = 256

/// The HTML of a piece of GitHub-flavoured Markdown, raw HTML in it kept.
func markdownHTML(_ text: String) -> String {
  guard text.utf8.count <= longestMarkdown else { return paragraphs(text) }
  cmark_gfm_core_extensions_ensure_registered()
  let options = CMARK_OPT_UNSAFE | CMARK_OPT_FOOTNOTES
  guard let parser = cmark_parser_new(options) else { return "" }
  defer { cmark_parser_free(parser) }
  let tables = hasTooManyColumns(text) ? [] : ["table"]
  for name in tables + ["strikethrough", "autolink", "tasklist"] {
    if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
  }
  var text = text
  text.withUTF8 { bytes in
    bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
  }
  guard let document = cmark_parser_finish(parser) else { return "" }
  defer { cmark_node_free(document) }
  guard let html = cmark_render_html(document, options, cmark_parser_get_syntax_extensions(parser)) else {
    return ""
  }
  defer { free(html) }
  return String(cString: html)
}

private func hasTooManyColumns(_ text: String) -> Bool {
  var columns = 0
  for byte in text.utf8 {
    if byte == UInt8(ascii: "\n") {
      columns = 0
    } else if byte == UInt8(ascii: "|") {
      columns += 1
      if columns > mostColumns { return true }
    }
  }
  return false
}

/// The text as HTML that says only where its paragraphs are.
private func paragraphs(_ text: String) -> String {
  var html = "<p>"
  html.reserveCapacity(text.utf8.count + text.utf8.count / 4)
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    if line.isEmpty { html += "</p><p>" }
    for scalar in line.unicodeScalars {
      switch scalar {
      case "&": html += "&amp;"
      case "<": html += "&lt;"
      default: html.unicodeScalars.append(scalar)
      }
    }
    html += "\n"
  }
  return html + "</p>"
}
