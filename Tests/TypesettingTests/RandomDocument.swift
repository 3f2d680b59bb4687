// Random documents.

import Articles
import TestSupport

extension Dice {
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
    switch Int.random(in: 0..<(depth < 3 ? 10 : 5), using: &self) {
    case 0, 1: .paragraph(spans())
    case 2: .heading(level: 2, spans())
    case 3: .preformatted(text())
    case 4:
      .figure(
        Figure(
          caption: spans(), address: nil, link: Bool.random(using: &self) ? "https://example.org/l" : nil))
    case 5: .quotation(blocks(depth: depth + 1))
    case 6: .embed(Embed(kind: .audio, address: "https://example.org/v", title: text()))
    case 7 where depth == 0: .table(table())
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
        (0..<Int.random(in: 0...4, using: &self)).map { _ in
          Table.Cell(spans(), isHeader: row == 0, alignment: .allCases.randomElement(using: &self) ?? .left)
        }
      })
  }
}
