// Tables: what is data, what only arranges, and where every cell stands.

import Articles
import Parsing
import Testing

private func html(_ markup: String) throws -> [Block] {
  try parseArticle(Array(markup.utf8), path: "a.html").blocks
}

private func cell(_ text: String, isHeader: Bool = false) -> Table.Cell {
  Table.Cell(text.isEmpty ? [] : [Span(text)], isHeader: isHeader)
}

@Suite struct TableTests {
  @Test func aCellOverRowsAndColumnsFillsItsRectangle() throws {
    #expect(
      try html("<table><tr><td rowspan=2 colspan=2>大<td>1</tr><tr><td>2</tr><tr><td>a<td>b<td>c</tr></table>")
        == [
          .table(
            Table(rows: [
              [cell("大"), cell(""), cell("1")], [cell(""), cell(""), cell("2")],
              [cell("a"), cell("b"), cell("c")],
            ]))
        ])
  }

  @Test func aListOrAPictureInOneCellLeavesATableATable() throws {
    #expect(
      try html(
        "<table><tr><td>站<td>元</tr><tr><td>东<td><ul><li>甲<li>乙</ul></tr><tr><td>图<td><img src=http://x/a.png></tr></table>"
      ) == [
        .table(
          Table(rows: [
            [cell("站"), cell("元")], [cell("东"), Table.Cell([Span("甲"), Span("\n"), Span("乙")])],
            [cell("图"), cell("")],
          ])),
        .figure(Figure(caption: [], address: "http://x/a.png")),
      ])
  }

  @Test func picturesAndTheirCaptionsInATableAreStillLaidOut() throws {
    #expect(
      try html("<table><tr><td><img src=http://x/a.png></td><td>注</td></tr></table>")
        == [.figure(Figure(caption: [Span("注")], address: "http://x/a.png"))])
    #expect(try html("<table><tr><td>一</td></tr><tr><td>二</td></tr></table>").count == 2)
  }

  @Test func aColumnUnderAHeaderIsATable() throws {
    #expect(
      try html("<table><tr><th>名</tr><tr><td>甲</tr></table>")
        == [.table(Table(rows: [[cell("名", isHeader: true)], [cell("甲")]]))])
  }

  @Test func oneRowOrColumnOfParagraphsOnlyArranges() throws {
    let paragraphs = ["甲", "乙"].map { Block.paragraph([Span($0)]) }
    let figure = Block.figure(Figure(caption: [], address: "http://x/a.png"))
    let cell = "<td><p>甲</p><img src=http://x/a.png><p>乙</p></td>"
    let text = [paragraphs[0], figure, paragraphs[1]]
    #expect(
      try html("<table><tr>\(cell)<td>旁</td></tr></table>") == text + [.paragraph([Span("旁")])])
    #expect(
      try html("<table><tr><th>题</th></tr><tr>\(cell)</tr></table>") == [.paragraph([Span("题")])] + text)
  }

  @Test(arguments: [
    #"<td align="Right">9"#, #"<td align=left style="color: red; text-align : right">9"#,
    #"<td style="TEXT-ALIGN:right;">9"#,
  ])
  func aCellKeepsItsAlignment(markup: String) throws {
    let aligned = Table.Cell([Span("9")], alignment: .right)
    #expect(
      try html("<table><tr><td>东<td align=justify>西\(markup)</tr></table>")
        == [.table(Table(rows: [[cell("东"), cell("西"), aligned]]))])
  }

  @Test func theFootOfATableStandsLast() throws {
    #expect(
      try html("<table><tfoot><tr><td>合<td>9</tr></tfoot><tbody><tr><td>东<td>9</tr></tbody></table>")
        == [.table(Table(rows: [[cell("东"), cell("9")], [cell("合"), cell("9")]]))])
  }

  @Test func aCaptionBeforeItsPictureIsItsCaption() throws {
    #expect(
      try html("<figure><figcaption>注</figcaption><img src=http://x/c.png></figure>")
        == [.figure(Figure(caption: [Span("注")], address: "http://x/c.png"))])
  }
}
