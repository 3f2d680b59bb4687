// Exporting writes an article as a file that other programs read: plain text, Markdown, HTML. This file is the whole API,
// with `fileName`.
//
// It knows documents. It must not know files, screens or the library. What it writes fetches nothing when it is opened:
// of pictures there is the address, no more.

package import Articles

/// What an article is written as.
package enum ExportFormat: Hashable, Sendable, CaseIterable {
  case text, markdown, html

  /// What the end of a file's name asks for: `.md` and `.markdown`, `.html` and `.htm`; text in all other cases.
  package init(fileName: String) {
    let name = fileName.lowercased()
    if [".md", ".markdown"].contains(where: name.hasSuffix) {
      self = .markdown
    } else if [".html", ".htm"].contains(where: name.hasSuffix) {
      self = .html
    } else {
      self = .text
    }
  }
}

/// The words an exported article needs that are not in the document.
package struct ExportLabels: Hashable, Sendable {
  /// What stands before the original's address, and before those of the links.
  package var original: String, links: String
  /// What stands for a picture, and for what a text cannot show.
  package var figure: String, video: String, audio: String, frame: String
  /// What stands between a name and what it names.
  package var colon: String

  /// Labels in the reader's language.
  package init(
    original: String, links: String, figure: String, video: String, audio: String, frame: String,
    colon: String
  ) {
    (self.original, self.links, self.figure, self.video) = (original, links, figure, video)
    (self.audio, self.frame, self.colon) = (audio, frame, colon)
  }

  func name(of kind: Embed.Kind) -> String {
    switch kind {
    case .video: video
    case .audio: audio
    case .frame: frame
    }
  }
}

/// An article as the text of a file: its title, a line about it where there is one, its body, the original's address.
/// Lines end where the document's do, paragraphs are apart by a blank line.
package func export(_ document: Document, as format: ExportFormat, about: String, labels: ExportLabels)
  -> String
{
  switch format {
  case .text: TextWriter(labels: labels).page(document, about: about)
  case .markdown: MarkdownWriter(labels: labels).page(document, about: about)
  case .html: HTMLWriter(labels: labels).page(document, about: about)
  }
}

/// Some blocks of a document as plain text, without its title and the addresses of its links.
package func plainText(of blocks: some Sequence<Block>, labels: ExportLabels) -> String {
  TextWriter(labels: labels).text(Array(blocks))
}

/// Whether an address leads out to the web or to a mailbox, so that another program can make something of it.
package func isAddress(_ text: String) -> Bool {
  let text = text.lowercased()
  return ["https://", "http://", "mailto:"].contains { text.hasPrefix($0) && text.utf8.count > $0.utf8.count }
}
