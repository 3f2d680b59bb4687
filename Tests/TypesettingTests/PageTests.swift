import Articles
import TestSupport
import Testing
import Typesetting

/// Going about in a document that is set as it comes into view.
struct PageTests {
  /// A document of every kind of block.
  private static func document(_ seed: Int) -> Document {
    var random = Dice(seed: UInt64(seed))
    var document = random.document()
    document.blocks += random.document().blocks
    return document
  }

  @Test(arguments: 0..<20) func linesByPlacesAreAllLines(seed: Int) {
    let article = set(PageTests.document(seed), 40)
    var copy = article
    let all = article.allLines()
    #expect(article.places.count == all.count)
    #expect(article.places.map { copy.lines(from: $0, count: 1).first } == all.map { $0 })
    #expect(copy.lines(from: copy.first, count: .max) == all)
  }

  @Test(arguments: 0..<20) func movingByStepsOfAnySizeIsMovingByTheirSum(seed: Int) {
    var random = Dice(seed: UInt64(seed))
    let page = Int.random(in: 3...30, using: &random)
    var article = set(PageTests.document(seed), 40)
    let places = article.places
    let last = max(0, places.count - page)
    var place = article.first, index = 0
    for _ in 0..<200 {
      let step = Int.random(in: -40...40, using: &random)
      place = article.place(place, movedBy: step, page: page)
      index = max(0, min(last, index + step))
      if place != places[index] { Issue.record("\(step): \(place), not \(places[index])") }
      #expect(article.isAtEnd(place, page: page) == (index == last))
    }
  }

  @Test(arguments: 0..<20) func theLastPageIsFull(seed: Int) {
    var article = set(PageTests.document(seed), 40)
    let all = article.allLines()
    let top = article.lastTop(page: 12)
    #expect(article.lines(from: top, count: 100) == Array(all.suffix(12)))
    #expect(article.place(article.first, movedBy: .max, page: 12) == top)
    #expect(article.place(top, movedBy: -.max, page: 12) == article.first)
    #expect(article.percent(top, page: 12) == 100)
  }

  @Test func percentsGrowWithTheTextRead() {
    var article = set(PositionTests.document, 40)
    var last = 0
    for place in article.places {
      let percent = article.percent(place, page: 10)
      #expect((last...100).contains(percent))
      last = percent
    }
    #expect(last == 100)
  }

  @Test func turningKeepsTwoLinesInViewAndKnowsWherePagesBegan() {
    var article = set(PositionTests.document, 40)
    var tops = [article.first]
    while !article.isAtEnd(tops[tops.count - 1], page: 10) {
      tops.append(article.turned(tops[tops.count - 1], by: 1, page: 10))
    }
    for (top, next) in zip(tops, tops.dropFirst().dropLast()) {
      #expect(article.lines(from: top, count: 10).suffix(2) == article.lines(from: next, count: 2)[...])
    }
    var back = [tops[tops.count - 1]]
    while let top = back.last, top > article.first { back.append(article.turned(top, by: -1, page: 10)) }
    #expect(back.reversed() == tops)
  }

  /// Widow control: of headings at every distance none is the last line of a page that was turned to.
  @Test(arguments: 6...14) func aHeadingIsNeverTheLastLineOfAPage(page: Int) {
    let blocks = (0..<40).flatMap { number in
      [Block.heading(level: 2, [Span("第\(number)节")])]
        + (0...number % 7).map { _ in paragraph(String(repeating: "春眠不觉晓，", count: 1 + number % 5)) }
    }
    var article = set(Document(title: "题", blocks: blocks), 20)
    var top = article.first
    var tops = [top]
    while !article.isAtEnd(top, page: page) {
      let next = article.turned(top, by: 1, page: page)
      #expect(next > top)
      top = next
      tops.append(top)
    }
    for top in tops.dropFirst() where !article.isAtEnd(top, page: page) {
      let last = article.lines(from: top, count: page).last { !$0.runs.isEmpty }
      #expect(last?.text.hasSuffix("节") == false)
    }
  }

  @Test func targetsAreFoundFromCells() throws {
    let spans = [
      Span("见"), Span("历书", target: .link("https://example.org")), Span("与"),
      Span("节气", target: .term(key: "7")),
    ]
    var article = set(Document(title: "题", blocks: [.paragraph(spans)]), 40)
    let line = try #require(article.lines(from: article.places[2], count: 1).first)
    #expect(line.text == "    见历书[1]与节气")
    let link = Run.Target.link("https://example.org"), term = Run.Target.term(key: "7")
    let targets = (0..<20).map { line.target(atColumn: $0) }
    #expect(targets[0..<6].allSatisfy { $0 == nil })
    #expect(targets[6..<13].allSatisfy { $0 == link })
    #expect(targets[13..<15].allSatisfy { $0 == nil })
    #expect(targets[15..<19].allSatisfy { $0 == term })
    #expect(targets[19] == nil)
  }
}
