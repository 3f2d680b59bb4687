// In what CommonMark has read: attributes that programs which make sites let stand right behind a link or a picture, and
// CommonMark has as text: `[name](address){:target="_blank"}` (kramdown), `![name](address){ width=300 }` (Pandoc,
// MkDocs). What only resembles them is the author's.

import CMarkdown

enum AttributeLists {
  /// Whether one may stand in a text.
  static func mayStand(in text: String) -> Bool { text.holds("){") }

  /// Takes them out of a document. Takes time linear in its length.
  static func remove(from document: OpaquePointer) {
    guard let nodes = cmark_iter_new(document) else { return }
    defer { cmark_iter_free(nodes) }
    while case let event = cmark_iter_next(nodes), event != CMARK_EVENT_DONE {
      guard let node = cmark_iter_get_node(nodes), cmark_node_get_type(node) == CMARK_NODE_TEXT,
        let link = cmark_node_previous(node),
        [CMARK_NODE_LINK, CMARK_NODE_IMAGE].contains(cmark_node_get_type(link)),
        let literal = cmark_node_get_literal(node), case let text = String(cString: literal),
        let end = end(of: text)
      else { continue }
      cmark_node_set_literal(node, String(text[end...]))
    }
  }

  /// Where a list ends that a text begins with: `.class`, `#name`, `width=300`, `title="a bridge"`.
  private static func end(of text: String) -> String.Index? {
    guard text.hasPrefix("{") else { return nil }
    let list =
      #/
      (?W) \{ :? \s*
      (?: (?: [.\#][A-Za-z][\w:\-]* | [A-Za-z][\w:\-]*=(?: "[^"]*" | '[^']*' | [\w.%\#\-]+ )) (?: \s+ | (?=\}) ) )+
      \}
      /#
    return text.prefixMatch(of: list)?.range.upperBound
  }
}
