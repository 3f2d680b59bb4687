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
    for line in set(Document(title: "题", blocks: [.paragraph(spans)]), 40).allLines() {
      #expect(CellWidth.of(line.text) <= 40)
    }
  }

  @Test func aListWithinAnItemKeepsBothMarks() {
    let inner = Block.list(List(items: [[paragraph("甲")], [paragraph("乙")]]))
    #expect(body([.list(List(start: 1, items: [[inner], [paragraph("丙")]]))]) == "1. - 甲\n   - 乙\n2. 丙")
  }

  @Test func blanksOfPreformattedTextAreBlanks() {
    #expect(body([.preformatted("a  b\n\tc")]) == "a  b\n        c")
  }
}
