// What a page shows, the first one too: it does not end with a heading.

import Articles
import Testing
import Typesetting

struct FirstPageTests {
  private let headings = (1...6).map { "小标题\($0)" }

  private var document: Document {
    let text = String(repeating: "水开了再下面，", count: 12)
    return Document(
      title: "题",
      blocks: headings.flatMap {
        [.heading(level: 2, [Span($0)]), .paragraph([Span(text)]), .paragraph([Span(text)])]
      })
  }

  @Test(arguments: 6...40)
  func noPageEndsWithAHeading(height: Int) {
    for measure in [20, 40, 80] {
      var text = typeset(document, Setting(measure: measure), labels: labels)
      var top = text.first
      repeat {
        let lines = text.page(from: top, count: height)
        let last = lines.last { !$0.runs.isEmpty }.map { $0.text.filter { !$0.isWhitespace } } ?? ""
        #expect(!headings.contains(last), "\(measure)x\(height)")
        #expect(lines.count <= height && lines.count > 2)
        if text.isAtEnd(top, page: height) { break }
        top = text.turned(top, by: 1, page: height)
      } while true
    }
  }

  @Test func pagesReadOneAfterAnotherHoldEveryLine() {
    for height in [6, 9, 12, 22] {
      var text = typeset(document, Setting(measure: 40), labels: labels)
      var seen: [String] = []
      var top = text.first
      while true {
        let lines = text.page(from: top, count: height).map(\.text)
        let overlap = (0...lines.count).last { seen.suffix($0) == lines.prefix($0)[...] } ?? 0
        seen += lines.dropFirst(overlap)
        if text.isAtEnd(top, page: height) { break }
        top = text.turned(top, by: 1, page: height)
      }
      #expect(seen == text.allLines().map(\.text), "\(height)")
    }
  }
}
