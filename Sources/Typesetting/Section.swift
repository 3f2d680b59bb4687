// A piece of a document that is set by itself, and what stands left of it. Knows no lines.

import Articles

/// What stands before every line of a section: bars of quotations and indents of lists.
struct Prefix: Hashable, Sendable {
  var runs: [Run] = []
  var columns = 0
}

/// A piece of a document that is set when it comes into view: a block, an item's block, a row of a table.
struct Section: Sendable {
  enum Content: Sendable {
    case text([Span], Look)
    /// What the program says.
    case words([Run], isCentred: Bool)
    /// Something that is shown by its name, its caption and the number of its address.
    case placeholder(name: String, caption: [Span], addresses: [String])
    case preformatted(Substring)
    case rule
    /// A row of the table at an index of the outline.
    case row(Int, table: Int)
    /// A marker whose item has no text.
    case nothing
  }

  enum Look: Sendable { case paragraph, heading, title, caption }

  var content: Content
  /// The place in the document it begins at.
  var position: Position
  /// Code points before it in the whole document.
  var before = 0
  var prefix = Prefix()
  /// The prefix of the first line, where a list's marker stands in it.
  var first: [Run]?
  /// Markers there is no room to hang: they go in front of the text.
  var runIn: [Run] = []
  /// What stands left in the blank line before it; nil where it has none.
  var gap: Prefix?

  /// Whether a page never ends with it.
  var keepsWithNext: Bool {
    switch content {
    case .text(_, .heading), .text(_, .caption): true
    default: false
    }
  }
}
