// An article, set for the screen: its lines, and which of them is on top.

import Articles
import Library
import Typesetting

struct ArticleScreen: Sendable {
  var summary: ArticleSummary
  private(set) var document: Document
  /// The list it is read in: the next and the previous article are those of this list.
  let list: ListSelection
  /// The article as set for the present width.
  private(set) var text: TypesetDocument
  /// The line at the top.
  private(set) var top = 0

  init(
    summary: ArticleSummary, document: Document, list: ListSelection, text: TypesetDocument,
    position: Position?, page: Int
  ) {
    self.summary = summary
    self.document = document
    self.list = list
    self.text = text
    if let position { scroll(to: text.line(at: position), page: page) }
  }

  /// Whether the end is on the screen.
  func isAtEnd(page: Int) -> Bool { top + page >= text.lines.count }

  /// How much has been read, in hundredths.
  func percent(page: Int) -> Int {
    text.lines.isEmpty ? 100 : min(100, (top + page) * 100 / max(1, text.lines.count))
  }

  mutating func scroll(by lines: Int, page: Int) { scroll(to: top + lines, page: page) }

  mutating func scroll(to line: Int, page: Int) {
    top = max(0, min(line, text.lines.count - page))
  }

  /// Set anew for another width: what was at the top stays there.
  mutating func reset(_ text: TypesetDocument, page: Int) {
    let position = self.position
    self.text = text
    scroll(to: text.line(at: position), page: page)
  }

  /// Read again: what was at the top stays there.
  mutating func replace(_ summary: ArticleSummary, _ document: Document, text: TypesetDocument, page: Int) {
    self.summary = summary
    self.document = document
    reset(text, page: page)
  }

  /// Where the reader is.
  var position: Position { text.position(ofLine: top) }
}
