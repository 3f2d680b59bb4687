// An article as Markdown (CommonMark with GitHub's tables): whatever the text says, it is read as text again.

import Articles

struct MarkdownWriter {
  let labels: ExportLabels

  func page(_ document: Document, about: String) -> String {
    var parts = document.title.isEmpty ? [] : ["# " + openEnded(escaped(document.title))]
    if !about.isEmpty { parts.append(line(about)) }
    parts += blocks(document.blocks)
    if let original = document.original {
      parts.append(escaped(labels.original + labels.colon) + link(escaped(original), to: original))
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func blocks(_ blocks: [Block]) -> [String] {
    var parts: [String] = []
    var last: Block?
    for block in blocks {
      let text = self.block(block)
      if text.isEmpty { continue }
      // Two lists would be one without anything between them.
      if case .list(let list) = block, case .list(let before)? = last,
        MarkdownWriter.counts(list) == MarkdownWriter.counts(before)
      {
        parts.append("<!-- -->")
      }
      parts.append(text)
      last = block
    }
    return parts
  }

  private func block(_ block: Block) -> String {
    switch block {
    case .paragraph(let spans): paragraph(spans)
    case .heading(let level, let spans):
      String(repeating: "#", count: max(1, min(level, 6))) + " " + openEnded(inline(spans, lineBreak: " "))
    case .quotation(let inner): within(inner, first: "> ", others: "> ")
    case .list(let list): self.list(list)
    case .table(let table): self.table(table)
    case .figure(let figure):
      placeholder(
        labels.figure,
        inline(figure.leadingCaption, lineBreak: " ")
          + (figure.bareLink.map { link(escaped($0), to: $0) } ?? ""), figure.address)
    case .embed(let embed): placeholder(labels.name(of: embed.kind), escaped(embed.title), embed.address)
    case .preformatted(let text): preformatted(text)
    // Three hyphens behind an item's mark would be a rule in place of the item.
    case .rule: "***"
    }
  }

  private func placeholder(_ name: String, _ text: String, _ address: String?) -> String {
    let name = "〔\(escaped(name))〕"
    return (address.map { link(name, to: $0) } ?? name) + text
  }

  private func preformatted(_ text: String) -> String {
    let fence = fence(around: text, least: 3)
    return "\(fence)\n\(text)\n\(fence)"
  }

  /// Backquotes, more of them than stand together in a text.
  private func fence(around text: String, least: Int) -> String {
    let longest = text.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
    return String(repeating: "`", count: max(least, longest + 1))
  }

  private func within(_ inner: [Block], first: String, others: String) -> String {
    let lines = blocks(inner).joined(separator: "\n\n").split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { ($0 == 0 ? first : others) + $1 }.joined(separator: "\n")
  }

  private func list(_ list: List) -> String {
    list.items.enumerated().map { index, item in
      guard let start = list.start, MarkdownWriter.counts(list) else {
        let text = list.start.map { MarkdownWriter.numbered(item, $0 + index) } ?? item
        return within(text, first: "- ", others: "  ")
      }
      let mark = "\(start + index). "
      return within(item, first: mark, others: String(repeating: " ", count: mark.utf8.count))
    }.joined(separator: "\n")
  }

  /// Whether a list is written as one that counts: Markdown counts from nothing below zero.
  private static func counts(_ list: List) -> Bool { (list.start ?? -1) >= 0 }

  /// An item with its number as text.
  private static func numbered(_ item: [Block], _ number: Int) -> [Block] {
    if case .paragraph(let spans)? = item.first {
      return [.paragraph([Span("\(number). ")] + spans)] + item.dropFirst()
    }
    return [.paragraph([Span("\(number).")])] + item
  }

  /// Markdown knows no table without a head: where the first row is none, the head is empty. It aligns whole columns: as
  /// their last cell is.
  private func table(_ table: Table) -> String {
    let width = table.rows.map(\.count).max() ?? 0
    let caption = line(inline(table.caption, lineBreak: " "), isEscaped: true)
    guard width > 0 else { return caption }
    var rows = table.rows.map { row in row.map { inline($0.spans, lineBreak: "<br>", isInTable: true) } }
    if table.rows[0].contains(where: { !$0.isHeader }) { rows.insert([], at: 0) }
    // Only the head must have all columns: a page may be made of one long row and many short ones.
    rows[0] += Array(repeating: "", count: width - rows[0].count)
    rows.insert(MarkdownWriter.rules(of: table, columns: width), at: 1)
    let lines = rows.map { "| " + $0.joined(separator: " | ") + " |" }
    return (caption.isEmpty ? "" : caption + "\n\n") + lines.joined(separator: "\n")
  }

  private static func rules(of table: Table, columns: Int) -> [String] {
    var rules = Array(repeating: "---", count: columns)
    for row in table.rows {
      for (column, cell) in row.enumerated() {
        rules[column] =
          switch cell.alignment {
          case .center: ":-:"
          case .right: "--:"
          case .left: "---"
          }
      }
    }
    return rules
  }

  // MARK: Text

  private func paragraph(_ spans: [Span]) -> String {
    line(inline(spans, lineBreak: "\\\n"), isEscaped: true)
  }

  /// A heading whose last signs are no end of it.
  private func openEnded(_ text: String) -> String { text.hasSuffix("#") ? text.dropLast() + "\\#" : text }

  private func inline(_ spans: [Span], lineBreak: String, isInTable: Bool = false) -> String {
    spans.indices.map { place in
      let beside = [place - 1, place + 1].filter { spans.indices.contains($0) }
      let isAlone = beside.allSatisfy { spans[$0].style.isEmpty }
      let text = span(spans[place], lineBreak, isAlone: isAlone, isInTable: isInTable)
      // What follows it would be a picture, which is fetched.
      let leads = spans[(place + 1)...].first { !$0.text.isEmpty }?.target != nil
      return leads && text.hasSuffix("!") ? text.dropLast() + "\\!" : text
    }.joined().trimmingPrefix { $0.isWhitespace }.description
  }

  private func span(_ span: Span, _ lineBreak: String, isAlone: Bool, isInTable: Bool) -> String {
    let lines = span.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard span.style.contains(.code) else { return escaped(String(line)) }
      return isInTable ? codeInTable(String(line)) : code(String(line))
    }
    var text = lines.joined(separator: lineBreak)
    if span.style.contains(.underline) { text = "<u>\(text)</u>" }
    if span.style.contains(.emphasis) { text = styled(text, "*", "em", isAlone: isAlone) }
    if span.style.contains(.strong) { text = styled(text, "**", "strong", isAlone: isAlone) }
    if case .link(let address)? = span.target { text = link(text, to: address) }
    return text
  }

  private func code(_ text: String) -> String {
    let fence = fence(around: text, least: 1)
    let isPadded = text.hasPrefix(" ") && text.hasSuffix(" ") && text.contains { $0 != " " }
    let blank = text.hasPrefix("`") || text.hasSuffix("`") || isPadded ? " " : ""
    return text.isEmpty ? "" : fence + blank + text + blank + fence
  }

  /// In a table a bar ends the cell, even in code, but for one behind a backslash. Behind two it ends it again to some who
  /// read it (marked), and not to others (cmark-gfm): such code is HTML.
  private func codeInTable(_ text: String) -> String {
    guard text.contains("\\"), text.contains("|") else { return code(text).replacing("|", with: "\\|") }
    return "<code>" + escaped(text).replacing("\\|", with: "&#124;") + "</code>"
  }

  /// Asterisks beside a mark are none to Markdown where a Chinese character follows, and two pairs of them may be taken
  /// for others: there it is HTML.
  private func styled(_ text: String, _ mark: String, _ element: String, isAlone: Bool) -> String {
    let isPlain = [text.first, text.last].allSatisfy { $0.map { $0.isLetter || $0.isNumber } ?? false }
    return isAlone && isPlain ? mark + text + mark : "<\(element)>\(text)</\(element)>"
  }

  /// A link where the address leads somewhere from outside of the mirror; otherwise its text alone.
  private func link(_ text: String, to address: String) -> String {
    guard isAddress(address) else { return text }
    var target = address
    for (sign, written) in MarkdownWriter.signs { target = target.replacing(sign, with: written) }
    return "[\(text)](<\(target)>)"
  }

  /// Signs that would be none of an address, and what stands for them there: `&` may begin a reference, a bar ends a cell.
  private static let signs = [
    ("\\", "%5C"), ("<", "%3C"), (">", "%3E"), ("|", "%7C"), ("&", "&amp;"),
  ]

  private static let marks = Set(#"\`*_[]<>&~|$"#.unicodeScalars)

  /// A text whose signs are no marks. An address with such signs in it is kept from being made a link, which would have
  /// the backslashes in it.
  private func escaped(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var backslashes: Set<Int> = []
    var isMarkAhead = false
    for place in scalars.indices.reversed() {
      if scalars[place].properties.isWhitespace {
        isMarkAhead = false
      } else if MarkdownWriter.marks.contains(scalars[place]) {
        backslashes.insert(place)
        isMarkAhead = true
      } else if isMarkAhead, MarkdownWriter.makesLink(scalars, place) {
        backslashes.insert(place)
      }
    }
    var result = ""
    for (place, scalar) in scalars.enumerated() {
      if backslashes.contains(place) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// Whether a sign is the one by which an address is known: the colon of `http://`, the dot of `www.`.
  private static func makesLink(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
    switch scalars[place] {
    case ":": scalars[(place + 1)...].starts(with: "//".unicodeScalars)
    case ".": place >= 3 && scalars[(place - 3)..<place].elementsEqual("www".unicodeScalars)
    default: false
    }
  }

  /// A text as a line of its own, which begins no heading, list or rule.
  private func line(_ text: String, isEscaped: Bool = false) -> String {
    let text = isEscaped ? text : escaped(text)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let line = line.trimmingPrefix { $0 == " " || $0 == "\t" }
      if let first = line.first, "#+-=:".contains(first) { return "\\" + line }
      let digits = line.prefix { $0.isASCII && $0.isNumber }
      guard !digits.isEmpty, let mark = line.dropFirst(digits.count).first, mark == "." || mark == ")" else {
        return String(line)
      }
      return digits + "\\" + line.dropFirst(digits.count)
    }.joined(separator: "\n")
  }
}
