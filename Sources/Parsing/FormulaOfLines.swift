// A formula in lines of its own.

/// A formula that begins a line and goes on over the next ones, as code, so that its lines stay.
struct FormulaOfLines {
  let written: String
  /// The lines after it.
  let rest: Lines

  /// Lines beyond which it is none.
  private static let mostLines = 100

  /// What a formula begins with and what ends it: `$$`, `\[`, `\begin{align}`.
  private static func marks(_ text: Substring) -> (open: String, close: String)? {
    if text.begins(with: "$$") { return ("$$", "$$") }
    if text.begins(with: "\\[") { return ("\\[", "\\]") }
    guard text.begins(with: "\\begin{"), let end = text.firstIndex(of: "}") else { return nil }
    let name = text[...end].dropFirst("\\begin".count)
    return ("\\begin" + name, "\\end" + name)
  }

  /// Nil where a line begins none, or it has no end.
  init?(_ line: Substring, before following: Lines) {
    let margin = Substring(line.utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ">") })
    let text = line[margin.endIndex...]
    guard let (open, close) = FormulaOfLines.marks(text),
      !text.dropFirst(open.count).contains(close), margin.reversed().prefix(while: { $0 == " " }).count < 4
    else { return nil }
    var lines = following
    var body = [text]
    var isClosed = false
    while !isClosed, body.count < FormulaOfLines.mostLines, let next = lines.next() {
      // A line outside of the quotation or the item would end it.
      guard next.hasPrefix(margin), !next.isBlank, heading(next) == nil else { return nil }
      let part = next.dropFirst(margin.count), text = part.trimmed
      isClosed = text.hasSuffix(close)
      guard isClosed ? text == close || !text.hasPrefix(open) : !text.contains(close) && !text.hasPrefix(open)
      else { return nil }
      body.append(part)
    }
    guard isClosed, open == "$$" || body.contains(where: ParagraphOfChinese.hasMarksOfTeX) else { return nil }
    let fence = margin + "~~~"
    written = ([fence] + body.map { margin + Verbatim.written($0) } + [fence]).joined(separator: "\n")
    rest = lines
  }
}
