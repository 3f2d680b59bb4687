// Typesetting sets a document in lines for a measure: this file is the whole API.
//
// It knows documents and how wide characters are. It must not know screens, keys, files or the library; it
// changes nothing of the text but where lines end.

package import Articles

/// A stretch of a line in one look.
package struct Run: Hashable, Sendable {
  /// What the stretch is to the reader.
  package enum Ink: Hashable, Sendable { case normal, faint, link, term }

  /// The characters, without line breaks.
  package var text: String
  /// How they are marked.
  package var style: Span.Style
  /// What they are.
  package var ink: Ink

  /// A run of characters set alike.
  package init(_ text: String, style: Span.Style = [], ink: Ink = .normal) {
    self.text = text
    self.style = style
    self.ink = ink
  }
}

/// One line, at most as wide as the measure.
package struct Line: Hashable, Sendable {
  /// Blank columns before the text.
  package var indent: Int
  /// What stands in it from left to right; none in a blank line.
  package var runs: [Run]
  /// The place in the document its text begins at.
  package var position: Position

  /// The text with its indent, without trailing blanks.
  package var text: String {
    String(repeating: " ", count: runs.isEmpty ? 0 : indent) + runs.reduce("") { $0 + $1.text }
  }
}

/// A document set for a measure.
package struct TypesetDocument: Sendable {
  /// The lines, in order.
  package internal(set) var lines: [Line] = []
  /// The addresses of the document, in the order of the text: the link numbered n is the one at n - 1.
  package internal(set) var links: [String] = []

  /// The place the line at an index begins at. Indices past the ends stand for the first and last line.
  package func position(ofLine index: Int) -> Position {
    lines.isEmpty ? Position(block: -1, offset: 0) : lines[max(0, min(index, lines.count - 1))].position
  }

  /// The index of the line that holds a place: the last that begins at it or before.
  package func line(at position: Position) -> Int {
    var low = 0, high = lines.count
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].position <= position { low = middle + 1 } else { high = middle }
    }
    // Of several lines at one place (blank lines before a block, rows of a table) the first with text is meant.
    var index = max(0, low - 1)
    while index > 0, lines[index - 1].position == lines[index].position { index -= 1 }
    while index + 1 < lines.count, lines[index].runs.isEmpty,
      lines[index + 1].position == lines[index].position
    {
      index += 1
    }
    return index
  }
}

/// The words a set article needs that are not in the document.
package struct Labels: Hashable, Sendable {
  /// The mark of the end, and what stands before terms, links and the original's address.
  package var end: String, terms: String, links: String, original: String
  /// What stands for a picture, and for what a terminal cannot show.
  package var figure: String, video: String, audio: String, frame: String

  /// Labels in the reader's language.
  package init(
    end: String, terms: String, links: String, original: String, figure: String, video: String, audio: String,
    frame: String
  ) {
    (self.end, self.terms, self.links, self.original) = (end, terms, links, original)
    (self.figure, self.video, self.audio, self.frame) = (figure, video, audio, frame)
  }
}

/// The narrowest measure, in columns.
package let narrowestMeasure = 10

/// Sets a whole article: title, a line of what is known about it, body, end mark, terms, links, original.
///
/// - Parameters:
///   - measure: The width of a line in columns; at least `narrowestMeasure` is used.
///   - about: What the line under the title says (byline, date, category); none where empty.
/// Takes time linear in the text.
package func typeset(_ document: Document, measure: Int, about: String = "", labels: Labels)
  -> TypesetDocument
{
  var setter = ArticleSetter(measure: max(narrowestMeasure, measure), labels: labels)
  setter.set(document, about: about)
  return setter.finished()
}

/// Sets a plain text: each of its lines wrapped to the measure.
package func typeset(_ text: String, measure: Int) -> [Line] {
  text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
    LineBreaker(measure: max(narrowestMeasure, measure)).lines(
      of: [Run(String(line))], from: Position(block: 0, offset: 0))
  }
}
