import Articles
import Hanzi
import Typesetting

/// What a set document must say, read from the document by other means than Typesetting's: every character of
/// its body that is no blank, in order, with the marks that setting adds.
struct Reading {
  private var numbers: [String: Int] = [:]
  /// Which tables are read as records, a bit each in their order: a table's form is found by setting it.
  private let records: UInt64
  private var tables = 0

  init(records: UInt64 = 0) { self.records = records }

  mutating func text(_ blocks: [Block]) -> String { blocks.reduce(into: "") { $0 += text($1) } }

  mutating func text(_ block: Block) -> String {
    switch block {
    case .paragraph(let spans), .heading(_, let spans): return text(spans)
    case .quotation(let blocks): return text(blocks)
    case .list(let list):
      return list.items.enumerated().reduce(into: "") { result, item in
        result += (list.start.map { "\($0 + item.offset)." } ?? "-") + text(item.element)
      }
    case .table(let table): return text(table)
    case .figure(let figure):
      return placeholder(
        "图", figure.leadingCaption, [figure.address, figure.caption.isEmpty ? figure.link : nil])
    case .preformatted(let text): return text
    case .rule: return ""
    case .embed(let embed):
      let name = [Embed.Kind.video: "视频", .audio: "音频", .frame: "网页"][embed.kind] ?? ""
      return placeholder(name, [Span(embed.title)], [embed.address])
    }
  }

  private mutating func placeholder(_ name: String, _ caption: [Span], _ addresses: [String?]) -> String {
    "〔\(name)〕" + text(caption) + addresses.compactMap { $0 }.map { number($0) }.joined()
  }

  private mutating func text(_ spans: [Span]) -> String {
    var result = ""
    for (index, span) in spans.enumerated() {
      result += span.text
      let next = index + 1 < spans.count ? spans[index + 1].target : nil
      if case .link(let address)? = span.target, next != span.target { result += number(address) }
    }
    return result
  }

  private mutating func number(_ address: String) -> String {
    let number = numbers[address] ?? numbers.count + 1
    numbers[address] = number
    return "[\(number)]"
  }

  private mutating func text(_ table: Table) -> String {
    let caption = text(table.caption)
    let rows = table.rows.map { row in row.map { text($0.spans) } }
    tables += 1
    guard records >> UInt64(tables - 1) & 1 != 0 else { return caption + rows.joined().joined() }
    let hasHead = rows.count > 1 && !rows[0].isEmpty && table.rows[0].allSatisfy(\.isHeader)
    let head = hasHead ? rows[0] : []
    var result = caption
    for (index, row) in rows.dropFirst(hasHead ? 1 : 0).enumerated() {
      for column in 0..<max(row.count, index == 0 ? head.count : 0) {
        let value = column < row.count ? row[column] : ""
        let name = column < head.count && !head[column].isEmpty ? head[column] + "：" : ""
        if !value.isEmpty || index == 0 { result += name + value }
      }
    }
    return result
  }
}

extension Block {
  /// How many tables are in the block.
  var tables: Int {
    switch self {
    case .table: 1
    case .quotation(let blocks): blocks.reduce(0) { $0 + $1.tables }
    case .list(let list): list.items.joined().reduce(0) { $0 + $1.tables }
    default: 0
    }
  }
}

/// A text without blanks, and without the bars and rulers that setting draws.
func withoutBlanks(_ text: String) -> String {
  let drawn: Set<Unicode.Scalar> = ["│", "─", "┼", "|", "+", "-", "=", "\u{200B}"]
  return String(
    String.UnicodeScalarView(
      text.unicodeScalars.filter { !$0.properties.isWhitespace && !drawn.contains($0) }))
}

/// What is wrong with a set document, in words; nothing where all is well.
struct Inspection {
  let setting: Setting
  private(set) var faults: [String] = []

  init(_ setting: Setting) { self.setting = setting }

  /// No line is wider than the measure, and two columns more where a stop hangs.
  mutating func inspectWidths(_ lines: [Line]) {
    for line in lines {
      let excess = CellWidth.of(line.text) - setting.measure
      let hangs = setting.hangs && line.text.last.map { "。，、".contains($0) } ?? false
      if excess > (hangs ? 2 : 0) { faults.append("too wide by \(excess): \(line.text)") }
    }
  }

  /// No character is lost, added or moved. A table's cells stand side by side or as records, so of a block with
  /// tables only the characters are compared, in the form each table was given.
  mutating func inspectText(_ block: Block, _ lines: [Line]) {
    let found = withoutBlanks(lines.map(\.text).joined())
    var plain = Reading()
    let expected = withoutBlanks(plain.text(block))
    if found == expected { return }
    let sorted = found.sorted()
    for records in UInt64(0)..<(1 << UInt64(min(4, block.tables))) where block.tables > 0 {
      var reading = Reading(records: records)
      if withoutBlanks(reading.text(block)).sorted() == sorted { return }
    }
    faults.append("not the text: \(firstDifference(found, expected))")
  }

  /// No line that is not forced to begins with a closing mark or ends with an opening one; `lines` are those of
  /// one text that its author did not break.
  mutating func inspectBreaks(_ lines: [String]) {
    for (line, next) in zip(lines, lines.dropFirst()) {
      guard let last = line.last, let first = next.first else { continue }
      if isKept(last, first) { continue }
      let text = Array(line) + [first]
      if zip(text, text.dropFirst()).contains(where: {
        isKept($0, $1) && $1 != " " && !isGlue($0) && !isGlue($1)
      }) {
        faults.append("a mark is misplaced: \(line)/\(next)")
      }
    }
  }

  /// Whether kinsoku lets a line end between two characters: the line breaker does even with a blank between them.
  private func isKept(_ last: Character, _ first: Character) -> Bool {
    CellText("\(last) \(first)", level: setting.kinsoku).units.last?.strength != .never
  }

  private func isGlue(_ character: Character) -> Bool { "\u{A0}\u{2060}\u{202F} …—".contains(character) }
}

private func firstDifference(_ found: String, _ expected: String) -> String {
  let found = Array(found), expected = Array(expected)
  let index = zip(found, expected).prefix { $0 == $1 }.count
  func part(_ text: [Character]) -> String { String(text[max(0, index - 10)..<min(text.count, index + 20)]) }
  return "at \(index): …\(part(found))… for …\(part(expected))…"
}

extension Block {
  /// The texts of paragraphs and headings in the block, each line its author broke by itself.
  var texts: [String] {
    switch self {
    case .paragraph(let spans), .heading(_, let spans): spans.text.split(separator: "\n").map(String.init)
    case .quotation(let blocks): blocks.flatMap(\.texts)
    case .list(let list): list.items.joined().flatMap(\.texts)
    default: []
    }
  }
}
