// What is opened while blocks are built, and what its end has to undo.

import Articles

extension BlockBuilder {
  /// What can be opened.
  enum Element: Hashable {
    case paragraph
    case heading(Int)
    case quotation
    /// Unordered without a numbering.
    case list(Numbering?)
    /// With the number it gives itself.
    case item(number: Int?)
    case table
    case row
    case cell(TableDraft.CellTraits)
    case tableCaption
    case figure
    case caption
    case preformatted
  }

  /// How an ordered list counts; from one, or down to it, where it does not say.
  struct Numbering: Hashable {
    var start: Int?
    var isReversed = false
  }

  /// What an end has to undo.
  enum Opened {
    case nothing
    /// Ends the text in the making.
    case text
    /// Ends a container, by its place in the stack.
    case container(Int)
    case style(Span.Style)
    case target(Span.Target?)
    case script(InlineText.Script?)
    case tableFoot
    /// Adds text.
    case closing(String)
    case quotationMark
  }
}
