import Articles
import Testing
import Typesetting

/// A reading position is found again whatever the setting.
struct PositionTests {
  static let document = Document(
    title: "题",
    blocks: (0..<30).map { paragraph(String(repeating: "春眠不觉晓，处处闻啼鸟。", count: 1 + $0 % 5)) })

  @Test(arguments: [10, 20, 33, 40, 80])
  func theSentenceAtTheTopStaysThere(measure: Int) {
    var before = set(PositionTests.document, 40), after = set(PositionTests.document, measure)
    let places = after.places
    for place in before.places where before.text(at: place).contains("春") {
      let position = before.position(of: place)
      let found = after.place(of: position)
      #expect(after.position(of: found) <= position)
      if let next = places.first(where: { $0 > found }) { #expect(after.position(of: next) > position) }
    }
  }

  @Test func everyPlaceOfATextIsFoundAgainByItsPosition() {
    var document = set(PositionTests.document, 40)
    for place in document.places where document.text(at: place).contains("，") {
      #expect(document.place(of: document.position(of: place)) == place)
    }
  }

  @Test func positionsOutsideAreTheEnds() throws {
    var document = set(PositionTests.document, 40)
    #expect(document.place(of: Position(block: -9, offset: 0)) == document.first)
    #expect(document.place(of: Position(block: 99, offset: 0)) == (try #require(document.places.last)))
  }

  @Test func aPlaceInATableIsFoundAgain() throws {
    let rows = (0..<50).map { [Table.Cell([Span("第\($0)行")]), Table.Cell([Span("甲乙丙")])] }
    let document = Document(title: "题", blocks: [.table(Table(rows: rows))])
    var wide = set(document, 40), narrow = set(document, 12)
    let place = try #require(wide.places.first { wide.text(at: $0).contains("第30行") })
    #expect(narrow.text(at: narrow.place(of: wide.position(of: place))).contains("第30行"))
  }

  @Test func aPlaceInPreformattedTextIsFoundAgain() throws {
    let text = (0..<500).map { "line \($0) " + String(repeating: "x", count: 40) }.joined(separator: "\n")
    let document = Document(title: "题", blocks: [.preformatted(text)])
    var wide = set(document, 80), narrow = set(document, 15)
    for number in [30, 77, 78, 79, 80, 300, 499] {
      let place = try #require(wide.places.first { wide.text(at: $0).contains("line \(number) ") })
      #expect(narrow.text(at: narrow.place(of: wide.position(of: place))).contains("line \(number) "))
    }
  }

  /// Numbers of links are no part of the text: a place behind a hundred of them is still the same place.
  @Test func linksDoNotMoveAPlace() {
    let links = (0..<100).map { Span("甲", target: .link("https://example.org/\($0)")) }
    let items = (0..<30).map { [paragraph("第\($0)项，说的是一件小事")] }
    let document = Document(title: "题", blocks: [.list(List(items: [[.paragraph(links)]] + items))])
    var wide = set(document, 80), narrow = set(document, 14)
    for place in wide.places where wide.text(at: place).contains("项") {
      let found = narrow.place(of: wide.position(of: place))
      #expect(narrow.text(at: found).prefix(6) == wide.text(at: place).prefix(6))
    }
  }
}
