import Articles
import Testing
import Typesetting

/// Blocks as they look at a measure of 20 columns.
struct BlockTests {
  @Test func paragraphsAreIndentedByTwoCharacters() {
    #expect(
      body([paragraph("今天多云，午后有小雨，出门请带伞。"), paragraph("明天晴。")]) == """
            今天多云，午后有
        小雨，出门请带伞。
            明天晴。
        """)
  }

  @Test func aLineBreakOfTheAuthorsIsKept() {
    #expect(body([paragraph("春眠不觉晓\n处处闻啼鸟")]) == "    春眠不觉晓\n    处处闻啼鸟")
  }

  @Test func aHeadingStandsApart() {
    #expect(
      body([paragraph("一。"), .heading(level: 2, [Span("天气")]), paragraph("二。")]) == """
            一。

        天气

            二。
        """)
  }

  @Test func aQuotationHasABar() {
    #expect(
      body([.quotation([paragraph("学而时习之，不亦说乎？有朋自远方来")])]) == """
        │     学而时习之，不
        │ 亦说乎？有朋自远方
        │ 来
        """)
  }

  @Test func itemsHangOnTheirMarks() {
    let items = [[paragraph("苹果、梨、桃子、葡萄、西瓜")], [paragraph("茶")]]
    #expect(
      body([.list(List(items: items))]) == """
        - 苹果、梨、桃子、葡
          萄、西瓜
        - 茶
        """)
    #expect(
      body([.list(List(start: 9, items: items))]) == """
        9.  苹果、梨、桃子、
            葡萄、西瓜
        10. 茶
        """)
  }

  @Test func aTableThatFitsHasColumns() {
    let table = Table(rows: [
      [.init([Span("城市")], isHeader: true), .init([Span("气温")], isHeader: true)],
      [.init([Span("台北")]), .init([Span("23")])],
    ])
    #expect(
      body([.table(table)]) == """
        城市 │ 气温
        ─────┼─────
        台北 │ 23
        """)
  }

  @Test func aMarkStaysWhereWhatFollowsItHasNoLineForIt() {
    let head = ["站名站名", "到达时间"].map { Table.Cell([Span($0)], isHeader: true) }
    let row = ["上海虹桥", "上午十点"].map { Table.Cell([Span($0)]) }
    let list = List(start: 1, items: [[.table(Table(rows: [head, row]))], [.rule]])
    let lines = body([.list(list)], measure: 14).split(separator: "\n").map {
      $0.replacing(#/ +$/#, with: "")
    }
    #expect(
      lines == [
        "1.", "   站名站名：", "     上海虹桥", "   到达时间：", "     上午十点", "2. ───────────",
      ])
    let deep = (0..<6).reduce([Block.rule]) { inner, _ in [.list(List(items: [inner]))] }
    #expect(body(deep, measure: 10).count { $0 == "-" } == 6)
  }

  @Test func aWordOfATitleIsNotSplitWhereItFits() {
    let word = "FreeHongKongRevolutionOfOurTimesMovement"
    #expect(body([.heading(level: 2, [Span("独立记者专访\(word)组织者")])], measure: 48).contains(word))
  }

  @Test func aTableThatCannotFitBecomesRecords() {
    let cells = { (texts: [String], isHeader: Bool) in
      texts.map { Table.Cell([Span($0)], isHeader: isHeader) }
    }
    let table = Table(rows: [
      cells(["站名", "到达时间", "发车时间"], true), cells(["上海虹桥", "上午十点", "上午十一点"], false),
      cells(["北京南", "下午三点", "下午四点"], false),
    ])
    #expect(
      body([.table(table)]) == """
        站名：上海虹桥
        到达时间：上午十点
        发车时间：上午十一点

        站名：北京南
        到达时间：下午三点
        发车时间：下午四点
        """)
  }

  @Test func whatATerminalCannotShowHasAPlaceAndANumber() {
    let blocks: [Block] = [
      .figure(Figure(caption: [Span("日出")], address: "https://example.org/a.jpg")),
      .embed(Embed(kind: .video, address: "https://example.org/v", title: "片")),
      .figure(Figure(caption: [], address: nil)),
    ]
    #expect(
      body(blocks) == """
        〔图〕日出[1]

        〔视频〕片[2]

        〔图〕
        """)
  }
}
