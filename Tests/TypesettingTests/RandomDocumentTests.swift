import Articles
import Hanzi
import Testing
import Typesetting

/// Documents no author would write, at measures no reader would choose. The seeds are fixed.
struct RandomDocumentTests {
  @Test(arguments: 0..<60) func noLineIsWiderThanTheMeasure(seed: Int) {
    var random = Dice(seed: UInt64(seed))
    let document = random.document()
    for measure in [10, 13, 20, 40, 61, 80] {
      for line in set(document, measure).allLines()
      where CellWidth.of(line.text) > measure {
        Issue.record("\(measure): \(line.text)")
      }
    }
  }

  @Test(arguments: 0..<60) func nothingOfTheTextIsLost(seed: Int) {
    var random = Dice(seed: UInt64(seed))
    let document = random.document()
    let expected = counts(document.blocks.map(plain).joined())
    for measure in [10, 20, 40, 80] {
      let text = set(document, measure).allLines().map(\.text).joined()
      let found = counts(text)
      for (character, count) in expected where found[character, default: 0] < count {
        Issue.record("\(measure): \(character) \(found[character, default: 0]) of \(count)")
      }
    }
  }

  /// How often each character that is no blank occurs.
  private func counts(_ text: String) -> [Character: Int] {
    text.reduce(into: [:]) { if !$1.isWhitespace { $0[$1, default: 0] += 1 } }
  }

  private func plain(_ block: Block) -> String {
    switch block {
    case .quotation(let blocks): return blocks.map(plain).joined()
    case .list(let list): return list.items.joined().map(plain).joined()
    case .preformatted(let text): return text
    case .embed(let embed): return embed.title
    default:
      var text = ""
      block.forEachSpan { text += $0.text }
      return text
    }
  }
}

/// Random documents from a seed (SplitMix64).
struct Dice: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  private static let pieces = [
    "天", "气", "预报", "，", "。", "「", "」", "（", "）", "——", "……", " ", "  ", "Swift", "2026", "3.14", "100%",
    "https://example.org/a/very/long/address?with=query", "é", "e\u{301}", "👍🏽", "🇨🇳", "\u{A0}", "\n", "“", "”",
    "don’t", "！！！！！！！！！！！！",
  ]

  mutating func text() -> String {
    (0..<Int.random(in: 0...40, using: &self)).map { _ in Dice.pieces.randomElement(using: &self) ?? "" }
      .joined()
  }

  mutating func spans() -> [Span] {
    (0..<Int.random(in: 0...4, using: &self)).map { number in
      Span(
        text(),
        target: number == 2 ? .link("https://example.org/\(UInt16.random(in: 0...99, using: &self))") : nil)
    }
  }

  mutating func document() -> Document {
    Document(title: text().filter { $0 != "\n" }, blocks: blocks(depth: 0), original: "https://example.org/o")
  }

  private mutating func blocks(depth: Int) -> [Block] {
    (0..<Int.random(in: 1...5, using: &self)).map { _ in block(depth: depth) }
  }

  private mutating func block(depth: Int) -> Block {
    switch Int.random(in: 0..<(depth < 5 ? 10 : 6), using: &self) {
    case 0, 1: .paragraph(spans())
    case 2: .heading(level: 2, spans())
    case 3: .preformatted(text())
    case 4: .figure(Figure(caption: spans(), address: nil))
    case 5: .table(table())
    case 6: .quotation(blocks(depth: depth + 1))
    case 7: .embed(Embed(kind: .audio, address: "https://example.org/v", title: text()))
    default: .list(list(depth: depth))
    }
  }

  private mutating func list(depth: Int) -> List {
    List(
      start: Bool.random(using: &self) ? Int.random(in: 0...1200, using: &self) : nil,
      items: (0..<Int.random(in: 1...3, using: &self)).map { _ in blocks(depth: depth + 1) })
  }

  private mutating func table() -> Table {
    Table(
      caption: spans(),
      rows: (0..<Int.random(in: 0...4, using: &self)).map { row in
        (0..<Int.random(in: 0...4, using: &self)).map { _ in Table.Cell(spans(), isHeader: row == 0) }
      })
  }
}
