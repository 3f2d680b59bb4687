// How a text is set: what a reader chooses. Knows no text.

package import Hanzi

/// How paragraphs are told apart.
package enum ParagraphStyle: String, Hashable, Sendable, CaseIterable {
  /// The first line begins two full-width cells further in (段首缩进).
  case indented
  /// A blank line stands between them.
  case spaced
}

/// How a text is set.
package struct Setting: Hashable, Sendable {
  /// The width of a line in columns; at least `narrowestMeasure` is used.
  package var measure: Int
  /// What may not begin or end a line.
  package var kinsoku: Kinsoku.Level
  /// Whether a 。，、 that finds no room may hang in the two columns right of the measure.
  package var hangs: Bool
  /// Whether columns left over are spread over the gaps beside Latin words and digits, one a gap at most.
  package var isJustified: Bool
  /// Whether a column is left between Han and Latin letters or digits where the text has none.
  package var autospace: Bool
  /// How paragraphs are told apart.
  package var paragraphs: ParagraphStyle
  /// Whether bars, rules and tables are drawn with box drawing characters; with ASCII otherwise.
  package var boxes: Bool

  /// A way of setting; `measure` in columns.
  package init(
    measure: Int = 80, kinsoku: Kinsoku.Level = .strict, hangs: Bool = false, isJustified: Bool = false,
    autospace: Bool = false, paragraphs: ParagraphStyle = .indented, boxes: Bool = true
  ) {
    self.measure = max(narrowestMeasure, measure)
    self.kinsoku = kinsoku
    self.hangs = hangs
    self.isJustified = isJustified
    self.autospace = autospace
    self.paragraphs = paragraphs
    self.boxes = boxes
  }
}

extension Setting {
  /// The columns right of the measure that marks may hang in.
  static let hangingMargin = 2

  /// The columns a line takes at most, hanging marks and all.
  package var columns: Int { measure + (hangs ? Setting.hangingMargin : 0) }

  /// The same for lines that take so many columns at most, hanging marks and all.
  package func within(_ columns: Int) -> Setting {
    var setting = self
    setting.measure = max(narrowestMeasure, columns - (hangs ? Setting.hangingMargin : 0))
    return setting
  }

  /// The same where the right edge is not even and nothing may stand right of it: in the cells of a table, in
  /// headings and in what is centred.
  var ragged: Setting {
    var setting = self
    setting.hangs = false
    setting.isJustified = false
    return setting
  }
}

/// The narrowest measure, in columns.
package let narrowestMeasure = 10
