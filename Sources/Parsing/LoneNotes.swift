// After CommonMark has read a page: footnotes that nothing refers to. cmark-gfm drops them, and the second one of a
// label: here they are text that stays where it stands, as the notes of an article's second part do whose text is in
// the first. What shows how notes are written, in code, in a comment or in a quotation, is none.

enum LoneNotes {
  /// The Markdown with the definition of each note made text that its HTML does not show; nil where there is none.
  /// Takes time linear in both.
  static func asText(in markdown: String, html: String) -> String? {
    guard markdown.holds("[^") else { return nil }
    var shown = labels(in: html)
    var result = ""
    var verbatim = VerbatimLines()
    var isChanged = false, isInNote = false
    for line in Lines(markdown[...]) {
      if !verbatim.takes(line), !isDeep(line), let (start, label) = definition(line),
        shown.remove(label) == nil
      {
        (isChanged, isInNote) = (true, true)
        result += text(line, from: start, number: label)
      } else {
        isInNote = isInNote && (line.isBlank || isDeep(line))
        // The further paragraphs of a note are indented.
        result += isInNote && !line.isBlank ? line.trimmed : line
      }
      result += "\n"
    }
    return isChanged ? result : nil
  }

  /// The labels of the notes that a page of HTML shows.
  private static func labels(in html: String) -> Set<String> {
    let mark = "<li id=\"fn-"
    var labels: Set<String> = []
    for line in Lines(html[...]) where line.begins(with: mark) {
      labels.insert(folded(cleanDecoded(line.dropFirst(mark.count).prefix { $0 != "\"" })))
    }
    return labels
  }

  /// Where a line defines a note, and its label.
  private static func definition(_ line: Substring) -> (start: Substring.Index, label: String)? {
    let text = Substring(line.utf8.drop { " -+*.)0123456789".utf8.contains($0) })
    guard text.begins(with: "[^"), let end = text.firstIndex(of: "]"), text[end...].dropFirst().first == ":"
    else {
      return nil
    }
    let label = text[..<end].dropFirst(2)
    guard !label.isEmpty, !label.contains(where: \.isWhitespace) else { return nil }
    return (text.startIndex, folded(Verbatim.restored(String(label))))
  }

  /// Labels are the same whatever the case of their letters.
  private static func folded(_ label: String) -> String { label.lowercased() }

  /// The line as text, a paragraph of its own where it stands in no list. The number of a note is shown, for its mark may
  /// stand on another page.
  private static func text(_ line: Substring, from start: Substring.Index, number label: String) -> String {
    let margin = line[..<start]
    let number = label.allSatisfy(\.isFigure) ? label : ""
    let note = line[start...].drop { $0 != "]" }.dropFirst(2).trimmed
    let isPlain = margin.allSatisfy { $0 == " " }
    return (isPlain ? margin + "\n" : "") + margin + "〔注\(number)〕" + note
  }
}
