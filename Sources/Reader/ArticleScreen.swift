// An article, set for the screen: the lines that are seen, and which of them is on top.

import Articles
import Library
import Typesetting

struct ArticleScreen: Sendable {
  var summary: ArticleSummary
  private(set) var document: Document
  /// The list it is read in: the next and the previous article are those of this list.
  let list: ListSelection
  /// The article as set for the present width.
  private var text: TypesetDocument
  /// The line at the top.
  private var top: Place
  /// The lines of the page.
  private(set) var shown: [Line] = []
  /// Where the reader is: what was at the top when the reader last moved. Setting the text anew keeps it, so
  /// that a screen made narrow and wide again shows the same line.
  private(set) var position = Position(block: -1, offset: 0)
  /// Whether the end is on the screen.
  private(set) var isAtEnd = false
  /// How much has been read, in hundredths.
  private(set) var percent = 0

  init(
    summary: ArticleSummary, document: Document, list: ListSelection, text: TypesetDocument,
    position: Position?, page: Int
  ) {
    self.summary = summary
    self.document = document
    self.list = list
    self.text = text
    self.position = position ?? self.position
    top = self.text.place(of: self.position)
    settle(page)
    shown = self.text.page(from: top, count: page)
  }

  /// The addresses of the article; the link numbered n is the one at n - 1.
  var links: [String] { text.links }

  mutating func scroll(by lines: Int, page: Int) {
    top = text.place(top, movedBy: lines, page: page)
    position = text.position(of: top)
    settle(page)
    shown = text.lines(from: top, count: page)
  }

  /// Turns pages; two lines of the last one stay in view.
  mutating func turn(_ pages: Int, page: Int) {
    top = text.turned(top, by: pages, page: page)
    position = text.position(of: top)
    settle(page)
    shown = text.page(from: top, count: page)
  }

  /// Set anew for another width: what was at the top stays there.
  mutating func reset(_ text: TypesetDocument, page: Int) {
    self.text = text
    top = self.text.place(of: position)
    settle(page)
    shown = self.text.lines(from: top, count: page)
  }

  /// Read again: what was at the top stays there.
  mutating func replace(_ summary: ArticleSummary, _ document: Document, text: TypesetDocument, page: Int) {
    self.summary = summary
    self.document = document
    reset(text, page: page)
  }

  /// Looks at the page whose first line is `top`, or at the last page.
  private mutating func settle(_ page: Int) {
    top = text.place(top, movedBy: 0, page: page)
    isAtEnd = text.isAtEnd(top, page: page)
    percent = text.percent(top, page: page)
  }
}
