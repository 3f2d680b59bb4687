// Typesetting sets a document in lines for a measure: this file is the whole API, with `Setting` and
// `TypesetDocument`.
//
// It knows documents and how wide characters are. It must not know screens, keys, files or the library; it
// changes nothing of the text but where lines end and, where that is wished, the blanks beside Latin words.

package import Articles
import Hanzi

/// A stretch of a line in one look.
package struct Run: Hashable, Sendable {
  /// What the stretch is to the reader.
  package enum Ink: Hashable, Sendable { case normal, faint, link, term }
  /// That it is of a passage looked for: one of them, or the one that is looked at; or that it is of the link selected.
  package enum Highlight: Hashable, Sendable { case found, current, selected }
  /// Where the stretch leads.
  package enum Target: Hashable, Sendable {
    /// To an address, or a path within the tree.
    case link(String)
    /// To a subject, by the key of its term.
    case term(key: String)
    /// To what a list names that was appended to the document: its place in the list, from 0.
    case item(Int)

    init(_ target: Span.Target) {
      switch target {
      case .link(let address): self = .link(address)
      case .term(let key): self = .term(key: key)
      }
    }
  }

  /// The characters, without line breaks.
  package var text: String
  /// How they stand out.
  package var style: Span.Style
  /// What they are.
  package var ink: Ink
  /// Where they lead; nil for what leads nowhere.
  package var target: Target?
  /// Whether it was looked for, or is selected; nil where it was not.
  package var highlight: Highlight?

  /// A run of characters set alike.
  package init(_ text: String, style: Span.Style = [], ink: Ink = .normal, target: Target? = nil) {
    self.text = text
    self.style = style
    self.ink = ink
    self.target = target
  }
}

/// One line, at most as wide as the measure, and two columns more where a stop hangs.
package struct Line: Hashable, Sendable {
  /// Blank columns before the text.
  package var indent: Int
  /// What stands in it from left to right; none in a blank line.
  package var runs: [Run]
  /// The place in the document its text begins at.
  package var position: Position

  /// The text with its indent.
  package var text: String {
    String(repeating: " ", count: runs.isEmpty ? 0 : indent) + runs.reduce("") { $0 + $1.text }
  }

  /// Where the character in a column leads; nil where nothing does. Columns count from 0, left of the indent.
  package func target(atColumn column: Int) -> Run.Target? {
    var end = indent
    for run in runs {
      let start = end
      end += CellWidth.of(run.text)
      if (start..<end).contains(column) { return run.target }
    }
    return nil
  }
}

/// The words a set article needs that are not in the document.
package struct Labels: Hashable, Sendable {
  /// The mark of the end, and what stands before terms, links and the original's address.
  package var end: String, terms: String, links: String, original: String
  /// What stands for a picture, and for what a terminal cannot show.
  package var figure: String, video: String, audio: String, frame: String
  /// What stands between a name and what it names, and between the members of a series.
  package var colon: String, comma: String

  /// Labels in the reader's language.
  package init(
    end: String, terms: String, links: String, original: String, figure: String, video: String, audio: String,
    frame: String, colon: String = "：", comma: String = "、"
  ) {
    (self.end, self.terms, self.links, self.original) = (end, terms, links, original)
    (self.figure, self.video, self.audio, self.frame) = (figure, video, audio, frame)
    (self.colon, self.comma) = (colon, comma)
  }
}

/// Makes an article ready to be set: title, a line of what is known about it, body, end mark, terms, links,
/// original. Nothing is set but what is asked for; only the links are numbered at once.
///
/// - Parameters:
///   - setting: How it is set.
///   - about: What the line under the title says (byline, date, category); none where empty.
///   - labels: The words between the document's.
/// Takes time linear in the text, about 1 ns a byte.
package func typeset(_ document: Document, _ setting: Setting, about: String = "", labels: Labels)
  -> TypesetDocument
{
  var setting = setting
  setting.measure = max(narrowestMeasure, setting.measure)
  var outline = Outline(setting, labels)
  outline.add(document, about: about)
  return TypesetDocument(outline)
}

/// What the line under an article's title says of it: who published it, when, and where it is kept.
package func about(_ document: Document, day: String?, in category: String) -> String {
  [document.byline, day, category].compactMap { $0 }.filter { !$0.isEmpty }
    .joined(separator: " · ")
}

/// Sets a plain text: each of its lines wrapped to the measure.
package func typeset(_ text: String, measure: Int) -> [Line] {
  let setting = Setting(measure: measure)
  return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
    let text = RunText([Run(String(line))], setting.kinsoku)
    return LineBreaker(setting).lines(of: text, from: Position(block: 0, offset: 0))
  }
}
