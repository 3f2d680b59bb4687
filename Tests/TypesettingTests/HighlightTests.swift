import Articles
import Foundation
import Parsing
import TestSupport
import Testing
import Typesetting

/// Passages of a document, highlighted. Where lines end must not depend on them.
struct MarkTests {
  /// Passages of every text, some of them next to each other.
  private func passages(_ document: TypesetDocument, _ random: inout Dice) -> [Passage] {
    document.texts.flatMap { start, text in
      var passages: [Passage] = []
      var place = 0
      let length = text.unicodeScalars.count
      while place < length {
        let next = min(length, place + Int.random(in: 1...7, using: &random))
        if Bool.random(using: &random) {
          let start = Position(block: start.block, offset: start.offset + place)
          passages.append(Passage(start: start, length: next - place))
        }
        place = next
      }
      return passages
    }
  }

  private func check(_ document: Document, _ setting: Setting, seed: Int) {
    var random = Dice(seed: UInt64(seed))
    let plain = set(document, setting)
    var marked = plain
    marked.highlight(passages(plain, &random), current: nil)
    let lines = marked.allLines()
    #expect(lines.map(\.text) == plain.allLines().map(\.text))
    #expect(lines.map(\.position) == plain.allLines().map(\.position))
    marked.highlight([], current: nil)
    #expect(marked.allLines() == plain.allLines())
  }

  @Test(arguments: 0..<60) func noLineEndsElsewhere(seed: Int) {
    var random = Dice(seed: UInt64(seed) + 500)
    let document = random.document()
    for measure in [10, 17, 40, 80] {
      check(
        document, Setting(measure: measure, isJustified: seed % 2 == 0, autospace: seed % 3 == 0), seed: seed)
    }
  }

  @Test func noLineOfAPageEndsElsewhere() throws {
    let documents = try samplePages()
    #expect(!documents.isEmpty)
    for (index, document) in documents.enumerated() {
      check(document, Setting(measure: [20, 40, 61, 80][index % 4]), seed: index)
    }
  }

  private static let everywhere = Document(
    title: "桥在题里",
    blocks: [
      .paragraph([Span("段里的"), Span("桥", style: .strong), Span("，再一座", target: .link("a")), Span("桥")]),
      .heading(level: 2, [Span("节里的桥")]), .quotation([.paragraph([Span("引文的桥")])]),
      .list(List(start: 1, items: [[.paragraph([Span("一")])], [.paragraph([Span("项里的桥")])]])),
      .figure(Figure(caption: [Span("图下的桥")], address: "b")), .preformatted("甲\n\t桥"),
      .table(
        Table(
          caption: [Span("表上的桥")],
          rows: [
            [Table.Cell([Span("桥")], isHeader: true), Table.Cell([Span("长")], isHeader: true)],
            [Table.Cell([Span("石桥")]), Table.Cell([Span("三百座桥")])],
          ])), .embed(Embed(kind: .video, address: nil, title: "影片里的桥")),
    ])

  /// Every 桥 of a document.
  private func bridges(_ document: TypesetDocument) -> [Passage] {
    document.texts.flatMap { start, text in
      text.unicodeScalars.enumerated().filter { $0.element == "桥" }.map {
        Passage(start: Position(block: start.block, offset: start.offset + $0.offset), length: 1)
      }
    }
  }

  @Test(arguments: [10, 80]) func passagesAreMarkedWhereverTheyStand(measure: Int) {
    var document = set(MarkTests.everywhere, measure)
    let passages = bridges(document)
    #expect(passages.count == 13)
    document.highlight(passages, current: nil)
    let runs = document.allLines().flatMap(\.runs)
    #expect(runs.allSatisfy { $0.highlight == nil ? !$0.text.contains("桥") : $0.text == "桥" })
    #expect(runs.count { $0.highlight == .found } == 13)
  }

  @Test(arguments: [10, 80]) func theOneLookedAtIsInItsLine(measure: Int) {
    var document = set(MarkTests.everywhere, measure)
    let passages = bridges(document)
    var last = document.first
    for (index, passage) in passages.enumerated() {
      document.highlight(passages, current: index)
      let place = document.placeOfCurrentPassage(from: passage.start)
      let line = document.lines(from: place, count: 1).first
      #expect(line?.runs.contains { $0.highlight == .current } == true)
      #expect(place >= last)
      last = place
    }
  }

  @Test func aRecordsHeadIsMarkedInEveryRecord() {
    let rows = (0...2).map { row in
      (0...1).map { Table.Cell([Span(row == 0 ? "很长的列名第\($0)" : "很长很长的内容")], isHeader: row == 0) }
    }
    var document = set(Document(title: "", blocks: [.table(Table(rows: rows))]), 16)
    document.highlight([Passage(start: Position(block: 0, offset: 10), length: 2)], current: 0)
    let marked = document.allLines().flatMap(\.runs).filter { $0.highlight != nil }.map(\.text)
    #expect(marked == ["列名", "列名"])
  }

  private func samplePages() throws -> [Document] {
    let tree = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Config/sample").path
    let paths = FileManager.default.enumerator(atPath: tree)?.compactMap { $0 as? String } ?? []
    return try paths.filter { pageKind(ofPath: $0) == .article }.sorted().map { path in
      try parseArticle([UInt8](FileManager.default.contents(atPath: "\(tree)/\(path)") ?? Data()), path: path)
    }
  }
}
