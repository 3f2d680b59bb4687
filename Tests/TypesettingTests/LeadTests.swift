// What leads somewhere in a set document, and going from one to the next.

import Articles
import Testing
import Typesetting

struct LeadTests {
  /// A document of links, subjects and things that lead nowhere.
  private let document = Document(
    title: "题",
    blocks: [
      paragraph("甲"),
      .paragraph([
        Span("乙", target: .link("b")), Span("丙"), Span("丁", target: .term(key: "d")), Span("又"),
        Span("乙", target: .link("b")),
      ]),
      .table(
        Table(rows: [
          [
            Table.Cell([Span("长长长长长长长", target: .link("left"))]),
            Table.Cell([Span("右右", target: .link("right"))]),
          ]
        ])),
      .preformatted("x\ny"), paragraph(String(repeating: "长", count: 200)),
    ])

  private func targets(_ article: TypesetDocument, _ step: Int, from start: Lead?) -> [Run.Target] {
    var article = article
    var found: [Run.Target] = []
    var next = start
    while let lead = next {
      found.append(lead.target)
      next = article.lead(step, from: lead)
    }
    return found
  }

  @Test(arguments: [10, 20, 60]) func oneGoesFromEachToTheNextAndBack(measure: Int) {
    var article = set(document, measure)
    article.append(["末"], under: "相关")
    let all: [Run.Target] = [
      .link("b"), .term(key: "d"), .link("left"), .link("right"), .link("b"), .link("left"), .link("right"),
      .term(key: "d"), .item(0),
    ]
    #expect(targets(article, 1, from: article.firstLead(from: article.first)) == all)
    let end = article.place(article.first, movedBy: 1_000_000)
    #expect(targets(article, -1, from: article.lastLead(before: end)) == all.reversed())
  }

  @Test func aPageNamesEachPlaceOnceWhereItBegins() throws {
    var article = set(document, 40)
    let lines = article.lines(from: article.first, count: 9)
    let seen = article.leads(from: article.first, count: 9)
    let first = try #require(seen.first)
    #expect(seen.map(\.target) == [.link("b"), .term(key: "d"), .link("left"), .link("right")])
    #expect(lines[first.row].text.hasPrefix("    乙[1]丙丁又乙[1]") && first.column == 4)
    for lead in seen { #expect(lines[lead.row].target(atColumn: lead.column) == lead.target) }
  }

  @Test func whatIsSelectedIsMarkedInItsSectionOnly() throws {
    var article = set(document, 40)
    let lines = article.allLines().map(\.text)
    let first = article.firstLead(from: article.first)
    let lead = try #require(first)
    article.select(lead)
    let marked = article.allLines().flatMap(\.runs).filter { $0.highlight == .selected }
    #expect(marked.map(\.text) == ["乙", "[1]", "乙", "[1]"])
    #expect(article.allLines().map(\.text) == lines)
    article.select(nil)
    #expect(article.allLines().allSatisfy { $0.runs.allSatisfy { $0.highlight == nil } })
  }
}
