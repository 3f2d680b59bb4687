import Articles
import Hanzi
import Testing
import Typesetting

struct TableTests {
  private func table(_ rows: [[String]], hasHead: Bool = true) -> Block {
    .table(
      Table(
        rows: rows.enumerated().map { index, row in
          row.map { Table.Cell([Span($0)], isHeader: hasHead && index == 0) }
        }))
  }

  @Test func aTableIsDrawnInASCIIWhereThereAreNoBoxes() {
    #expect(
      body([table([["城市", "气温"], ["台北", "23"]])], Setting(measure: 20, boxes: false)) == """
        城市 | 气温
        -----+-----
        台北 | 23
        """)
  }

  @Test func textsStandInTheirColumnsAsThePageHasThem() {
    let cells = { (texts: [String], isHeader: Bool) in
      zip(texts, [Table.Alignment.left, .center, .right]).map {
        Table.Cell([Span($0)], isHeader: isHeader, alignment: $1)
      }
    }
    let rows = [
      cells(["城市", "天气", "气温"], true), cells(["台北", "多云转晴", "9"], false),
      cells(["高雄", "晴", "123456"], false), cells(["", "", "7"], false),
    ]
    #expect(
      body([.table(Table(rows: rows))], Setting(measure: 40)) == """
        城市 │   天气   │   气温
        ─────┼──────────┼───────
        台北 │ 多云转晴 │      9
        高雄 │    晴    │ 123456
             │          │      7
        """)
  }

  @Test func cellsAreWrappedByTheSameRulesAndRowsDividedByRulers() {
    #expect(
      body([table([["城市", "天气"], ["台北", "多云，午后有小雨。出门请带伞"], ["高雄", "晴"]])], Setting(measure: 21)) == """
        城市 │ 天气
        ─────┼───────────────
        台北 │ 多云，午后有小
             │ 雨。出门请带伞
        ─────┼───────────────
        高雄 │ 晴
        """)
  }

  @Test func nothingHangsOutOfACell() {
    let rows = [["城市城市", "天气天气天气天气天气天气天。"], ["台北。", "晴。"]]
    let lines = body([table(rows, hasHead: false)], Setting(measure: 19, hangs: true)).split(separator: "\n")
    let cells = lines.filter { $0.contains("│") }.map { String($0.prefix { $0 != "│" }) }
    #expect(cells.allSatisfy { CellWidth.of($0) == 9 })
  }

  @Test func addedBlanksAreCountedIntoAColumn() {
    let text = body(
      [table([["中a中a中a中a中a", "b"], [String(repeating: "c", count: 20), "d"]], hasHead: false)],
      Setting(measure: 60, autospace: true))
    #expect(text.contains("中 a 中 a 中 a 中 a 中 a │ b"))
  }

  @Test func raggedRowsHaveEmptyCells() {
    #expect(
      body([table([["甲", "乙", "丙"], ["一"], ["二", "三"]], hasHead: false)]) == """
        甲 │ 乙 │ 丙
        一 │    │
        二 │ 三 │
        """)
  }

  @Test func aTableInAQuotationHasItsBar() {
    #expect(
      body([.quotation([table([["城市", "气温"], ["台北", "23"]])])]) == """
        │ 城市 │ 气温
        │ ─────┼─────
        │ 台北 │ 23
        """)
  }

  @Test func aTableOfAThousandRowsIsSetRowByRow() {
    let rows = (0..<1000).map { ["第\($0)行", "甲乙丙丁"] }
    var article = set(Document(title: "题", blocks: [table(rows, hasHead: false)]), 40)
    let place = article.place(of: Position(block: 0, offset: 0))
    #expect(article.text(at: article.place(place, movedBy: 700, page: 20)).contains("第700行"))
    #expect(article.lines(from: article.lastTop(page: 20), count: 1).first?.text.contains("行") == true)
  }

  @Test func englishRecordsHaveAnEnglishColon() {
    var english = labels
    english.colon = ": "
    let blocks = [table([["Station name", "Arrival time"], ["Hongqiao", "ten o’clock"]])]
    let lines = typeset(Document(title: "T", blocks: blocks), Setting(measure: 14), labels: english)
      .allLines()
    #expect(lines.contains { $0.text.hasPrefix("Station name:") })
  }
}
