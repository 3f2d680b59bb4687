import Articles
import Hanzi
import Testing
import Typesetting

/// What went wrong once, by its symptom.
struct KnownFaultTests {
  @Test func theTenthLinkDoesNotPassTheMeasure() {
    let spans = (0..<12).map {
      Span("甲", target: .link("https://example.org/\($0)/" + String(repeating: "a", count: 60)))
    }
    for line in typeset(Document(title: "题", blocks: [.paragraph(spans)]), measure: 40, labels: labels).lines
    {
      #expect(CellWidth.of(line.text) <= 40)
    }
  }

  @Test func aListWithinAnItemKeepsBothMarks() {
    let inner = Block.list(List(items: [[paragraph("甲")], [paragraph("乙")]]))
    #expect(body([.list(List(start: 1, items: [[inner], [paragraph("丙")]]))]).contains("1."))
  }

  @Test func blanksOfPreformattedTextAreBlanks() {
    #expect(body([.preformatted("a  b\n\tc")]) == "a  b\n        c")
  }

  @Test func aPlaceInATableIsFoundAgain() {
    let rows = (0..<50).map { [Table.Cell([Span("第\($0)行")]), Table.Cell([Span("甲乙丙")])] }
    let document = Document(title: "题", blocks: [.table(Table(rows: rows))])
    let wide = typeset(document, measure: 40, labels: labels)
    let narrow = typeset(document, measure: 12, labels: labels)
    let line = wide.lines.firstIndex { $0.text.contains("第30行") } ?? 0
    #expect(narrow.lines[narrow.line(at: wide.position(ofLine: line))].text.contains("第30行"))
  }

  @Test func aPlaceInPreformattedTextIsFoundAgain() {
    let text = (0..<50).map { "line \($0) " + String(repeating: "x", count: 40) }.joined(separator: "\n")
    let document = Document(title: "题", blocks: [.preformatted(text)])
    let wide = typeset(document, measure: 80, labels: labels)
    let narrow = typeset(document, measure: 15, labels: labels)
    let line = wide.lines.firstIndex { $0.text.contains("line 30 ") } ?? 0
    let text30 = narrow.lines[narrow.line(at: wide.position(ofLine: line))].text
    #expect(text30.replacing("\u{A0}", with: " ").contains("line 30"))
  }
}
