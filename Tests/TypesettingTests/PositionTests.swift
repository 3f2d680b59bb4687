import Articles
import Testing
import Typesetting

/// A reading position is found again whatever the measure.
struct PositionTests {
  static let document = Document(
    title: "题",
    blocks: (0..<30).map { paragraph(String(repeating: "春眠不觉晓，处处闻啼鸟。", count: 1 + $0 % 5)) })

  @Test(arguments: [10, 20, 33, 40, 80])
  func theSentenceAtTheTopStaysThere(measure: Int) {
    let before = typeset(PositionTests.document, measure: 40, labels: labels)
    let after = typeset(PositionTests.document, measure: measure, labels: labels)
    for line in before.lines.indices where before.lines[line].text.contains("春") {
      let position = before.position(ofLine: line)
      let found = after.line(at: position)
      #expect(after.position(ofLine: found) <= position)
      if found + 1 < after.lines.count { #expect(after.position(ofLine: found + 1) > position) }
    }
  }

  @Test func placesOutsideAreTheEnds() {
    let set = typeset(PositionTests.document, measure: 40, labels: labels)
    #expect(set.position(ofLine: -5) == set.position(ofLine: 0))
    #expect(set.position(ofLine: .max) == set.position(ofLine: set.lines.count - 1))
    #expect(set.line(at: Position(block: -9, offset: 0)) == 0)
  }
}
