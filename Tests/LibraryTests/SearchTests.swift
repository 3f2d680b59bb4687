// What a search finds: the same as reading every article would.

import Articles
import Foundation
import GRDB
import Hanzi
import TestSupport
import Testing

@testable import Library

extension Library {
  /// All that a query finds, page by page.
  fileprivate func all(
    _ text: String, in list: ListSelection = .everything, titlesOnly: Bool = false,
    order: SearchOrder = .newest,
    limit: Int = 7
  ) throws -> [SearchHit] {
    var request = SearchRequest(
      SearchQuery(text), in: list, isTitlesOnly: titlesOnly, order: order, limit: limit)
    var hits: [SearchHit] = []
    repeat {
      let page = try search(request)
      hits += page.hits
      request.after = page.next
    } while request.after != nil
    return hits
  }

  fileprivate func titles(_ text: String, in list: ListSelection = .everything, titlesOnly: Bool = false)
    throws
    -> [String]
  {
    try all(text, in: list, titlesOnly: titlesOnly).map(\.article.title)
  }
}

/// A text read sign by sign, to find in it what a query says: what a search is to find, in the plainest way.
private struct ScannedText {
  enum Sign: Equatable {
    case han(String), letter(String), mark, blank

    var isHan: Bool { if case .han = self { true } else { false } }
    var isLetter: Bool { if case .letter = self { true } else { false } }
  }

  let signs: [Sign]

  init(_ text: String) {
    signs = text.map { character in
      let folded = Lexicon.shared.key(String(character))
      if folded.isEmpty { return character.isWhitespace ? .blank : .mark }
      return folded.allSatisfy(\.isASCII) ? .letter(folded) : .han(folded)
    }
  }

  /// Whether what is sought begins anywhere.
  func has(_ sought: ScannedText) -> Bool { signs.indices.contains { has(sought, at: $0) } }

  private func has(_ sought: ScannedText, at start: Int) -> Bool {
    let wanted = sought.signs.indices.filter { sought.signs[$0].isHan || sought.signs[$0].isLetter }
    var place = start
    for (index, now) in wanted.enumerated() {
      if index > 0 {
        let before = wanted[index - 1]
        let isInWord = now == before + 1 && sought.signs[now].isLetter && sought.signs[before].isLetter
        let mayHaveMarks =
          sought.signs[before].isLetter || sought.signs[now].isLetter
          || sought.signs[before..<now].contains(.mark)
        while !isInWord, place < signs.count, signs[place] == .blank || mayHaveMarks && signs[place] == .mark
        {
          place += 1
        }
      }
      guard place < signs.count, signs[place] == sought.signs[now] else { return false }
      // A word begins where a word begins.
      let beginsWord = sought.signs[now].isLetter && (now == 0 || !sought.signs[now - 1].isLetter)
      if beginsWord, place > 0, signs[place - 1].isLetter { return false }
      place += 1
      let endsWord =
        sought.signs[now].isLetter && (now + 1 == sought.signs.count || !sought.signs[now + 1].isLetter)
      if endsWord, place < signs.count, signs[place].isLetter {
        // The last word may go on, where it is three letters or more.
        let word = sought.signs[...now].reversed().prefix { $0.isLetter }
        let isOfDigits = word.contains {
          if case .letter(let text) = $0 { text.allSatisfy(\.isNumber) } else { true }
        }
        if index + 1 < wanted.count || word.count < 3 || isOfDigits { return false }
      }
    }
    return true
  }
}

private let articles: [(title: String, text: String, day: Int?)] = [
  ("重庆的茶馆", "早晨的茶馆里坐满了人。臺灣來的客人說，這裡的茶很香。", 3),
  ("台湾的夜市", "夜市里有蚵仔煎。", 5),
  ("蚂蚁搬家", "下雨之前，螞蟻搬家。5G基站旁边也有。", 7),
  ("Covid-19 之后", "The COVID 19 years: café、books and 2021年。", 9),
  ("女子与长城", "王　毅走过长城；人\n民都来。", nil),
]

private func paper(_ scratch: Scratch) throws -> Library {
  let drafts = articles.enumerated().map { index, article in
    draft("pages/\(index).md", document(article.title, article.text, day: article.day))
  }
  return try library(
    scratch, food: ["pages/0.md", "pages/1.md"], sky: ["pages/2.md"], articles: drafts)
}

@Suite struct SearchTests {
  @Test(arguments: [
    ("茶", ["重庆的茶馆"]), ("茶馆", ["重庆的茶馆"]), ("的", ["台湾的夜市", "重庆的茶馆"]),
    ("台湾", ["台湾的夜市", "重庆的茶馆"]), ("臺灣", ["台湾的夜市", "重庆的茶馆"]), ("这里", ["重庆的茶馆"]),
    ("蚂蚁 搬家", ["蚂蚁搬家"]), ("mayi", ["蚂蚁搬家"]), ("my", ["蚂蚁搬家"]), ("zhongqing", ["重庆的茶馆"]),
    ("chongqing", ["重庆的茶馆"]), ("chongq", ["重庆的茶馆"]), ("nvzi", ["女子与长城"]), ("5g基站", ["蚂蚁搬家"]),
    ("covid", ["Covid-19 之后"]), ("Covid-19", ["Covid-19 之后"]), ("CAFE", ["Covid-19 之后"]),
    ("2021", ["Covid-19 之后"]),
    ("202", []), ("王毅", ["女子与长城"]), ("人民", ["女子与长城"]), ("之前螞蟻", []), ("雨之前", ["蚂蚁搬家"]),
    ("茶 -夜市", ["重庆的茶馆"]), ("的 -茶", ["台湾的夜市"]), ("\"茶馆里\"", ["重庆的茶馆"]), ("“茶馆里”", ["重庆的茶馆"]),
    ("title:台湾", ["台湾的夜市"]), ("标题：臺灣", ["台湾的夜市"]), ("之后：2024-05-07", ["Covid-19 之后", "蚂蚁搬家"]),
    ("是:已读", []), ("茶 是：未讀", ["重庆的茶馆"]), ("after:2024-05-07", ["Covid-19 之后", "蚂蚁搬家"]),
    ("before:2024-05-05", ["台湾的夜市", "重庆的茶馆", "女子与长城"]),
    ("-before:2024-05-06", ["Covid-19 之后", "蚂蚁搬家"]),
    ("-after:2024-05-06", ["台湾的夜市", "重庆的茶馆", "女子与长城"]),
    ("after:2024-05-05 before:2024-05-07", ["蚂蚁搬家", "台湾的夜市"]),
    ("category:饮食", ["Covid-19 之后", "台湾的夜市", "重庆的茶馆", "女子与长城"]), ("category:yinshi 茶", ["重庆的茶馆"]),
    ("category:nowhere", []),
    ("source:报 蚂蚁", ["蚂蚁搬家"]), ("-source:报", []), ("-category:饮食 -茶", ["蚂蚁搬家"]),
    ("没有这样的词", []), ("", []), ("  ", []), ("，。！", []),
  ])
  func findsArticles(query: String, expected: [String]) throws {
    let scratch = Scratch()
    #expect(try paper(scratch).titles(query) == expected)
  }

  @Test func listsAndTitlesNarrow() throws {
    let scratch = Scratch()
    let library = try paper(scratch)
    let food = try #require(try library.categories().first { $0.name == "饮食" })
    #expect(try library.titles("的", in: .category(food.id)) == ["台湾的夜市", "重庆的茶馆"])
    #expect(try library.titles("蚂蚁", in: .category(food.id)) == [])
    #expect(try library.titles("台湾", titlesOnly: true) == ["台湾的夜市"])
    #expect(try library.titles("cq", in: .source(source), titlesOnly: true) == ["重庆的茶馆"])
    _ = try library.setStarred(id("pages/1.md"), true)
    _ = try library.setRead(id("pages/0.md"), true)
    #expect(try library.titles("的", in: .starred) == ["台湾的夜市"])
    #expect(try library.titles("的 is:unread") == ["台湾的夜市"])
    #expect(try library.titles("的 is:read") == ["重庆的茶馆"])
    #expect(try library.titles("的 -is:starred") == ["重庆的茶馆"])
    #expect(try library.titles("is:starred") == ["台湾的夜市"])
  }

  /// Short lists are read before the search, of others each candidate is looked at.
  @Test func aListNarrowsHoweverLongItIs() throws {
    let scratch = Scratch()
    let names = (0..<1002).map { String($0) }
    let library = try library(
      scratch, food: names, articles: names.map { draft($0, document($0, "豆浆。", day: 3)) })
    let food = try #require(try library.categories().first)
    _ = try library.setMark(.starred, of: names.map(id), true)
    for gone in 0...3 {
      let starred = names.count - gone
      #expect(try library.all("豆浆", in: .starred, limit: 500).count == starred)
      #expect(try library.all("豆浆 is:starred", in: .category(food.id), limit: 500).count == starred)
      #expect(try library.all("豆浆 -is:starred", limit: 500).count == gone)
      _ = try library.setStarred(id(names[gone]), false)
    }
  }

  @Test(arguments: [SearchOrder.newest, .relevance, .oldest])
  func whatIsNotWantedIsPassedOverForAWhileOnly(order: SearchOrder) throws {
    let scratch = Scratch()
    let names = (0..<300).map { String($0) }
    let library = try library(
      scratch, food: names,
      articles: names.map { draft($0, document($0, "茶馆里的人", day: 1 + Int($0)! % 28)) })
    _ = try library.setRead(id("0"), true)
    var request = SearchRequest(SearchQuery("茶馆 is:read"), order: order, limit: 20)
    var found: [String] = [], pages = 0
    repeat {
      let page = try library.search(request, patience: .zero)
      found += page.hits.map(\.article.path)
      request.after = page.next
      pages += 1
    } while request.after != nil
    #expect(found == ["0"])
    // Somebody who waits is answered before everything has been passed over.
    #expect(order == .relevance ? pages == 1 : pages > 20)
  }

  @Test func aHitShowsWhereTheWordIsAndHowItWasFound() throws {
    let scratch = Scratch()
    let library = try paper(scratch)
    let hit = try #require(try library.all("螞蟻").first)
    #expect(hit.excerpt == "下雨之前，螞蟻搬家。5G基站旁边也有。")
    #expect(!hit.isByPinyin)
    #expect(try library.all("mayi").map(\.isByPinyin) == [true])
    let query = SearchQuery("蚂蚁 my")
    #expect(query.ranges(in: "一只螞蟻", withPinyin: true) == [2..<4])
    #expect(query.ranges(in: "一只螞蟻", withPinyin: false) == [2..<4])
  }

  @Test func anExcerptSaysWhereItIsCut() throws {
    let scratch = Scratch()
    let (few, many) = (String(repeating: "雨", count: 10), String(repeating: "雪", count: 90))
    let texts = [few + "灯" + few, many + "灯" + many, many + "灯" + few]
    let library = try library(
      scratch, food: ["0", "1", "2"],
      articles: texts.enumerated().map { draft("\($0)", document("夜", $1, day: 3 + $0)) })
    let excerpts = try library.all("灯").map(\.excerpt)
    #expect(excerpts.map { $0.hasPrefix("…") } == [true, true, false])
    #expect(excerpts.map { $0.hasSuffix("…") } == [false, true, false])
    #expect(excerpts.allSatisfy { $0.contains("灯") && $0.count <= 82 })
  }

  @Test func aTermThatIsReadAsTypedIsShownWhereItStands() throws {
    let scratch = Scratch()
    let text = [Span("在街角的"), Span("蚂蚁博物馆", target: .term(key: "1")), Span("里。")]
    let library = try library(
      scratch,
      articles: [
        draft("pages/1.md", Document(title: "周末", blocks: [.paragraph([Span("早晨。")]), .paragraph(text)]))
      ])
    let hit = try #require(try library.all("mayi").first)
    #expect(hit.isByPinyin)
    #expect(hit.excerpt == "在街角的蚂蚁博物馆里。")
    #expect(try library.titles("mayi", titlesOnly: true) == ["周末"])
    #expect(try library.titles("zaijiejiao") == [])
  }

  @Test(arguments: 1...5)
  func byRelevanceTitlesComeFirst(onAPage limit: Int) throws {
    let scratch = Scratch()
    let library = try library(
      scratch,
      articles: [
        draft("pages/1.md", document("水果", "苹果。", day: 1)),
        draft("pages/2.md", document("早市", "苹果苹果苹果苹果苹果苹果", day: 2)),
        draft("pages/3.md", document("早市", "苹果一斤，白菜两斤，豆腐三块，油条四根，豆浆五碗。", day: 3)),
        draft("pages/4.md", document("苹果", "没有。", day: 1)),
      ])
    let found = try library.all("苹果", order: .relevance, limit: limit)
    #expect(found.map(\.article.path) == ["pages/4.md", "pages/2.md", "pages/1.md", "pages/3.md"])
  }

  /// How much to the point something is is asked of the newest; all that is found is listed, each once.
  @Test(arguments: [24, 1000])
  func byRelevanceAllIsFound(onAPage limit: Int) throws {
    let scratch = Scratch()
    let library = try library(
      scratch,
      articles: (1...400).map { number in
        let title = number % 4 == 0 ? "苹果\(number)" : "早市\(number)"
        let text = number % 50 == 7 ? "白菜。" : "第\(number)摊有苹果。"
        return draft("pages/\(number).md", document(title, text, day: 1 + number % 28))
      })
    let found = try library.all("苹果", order: .relevance, limit: limit).map(\.article)
    let all = try library.all("苹果", limit: limit).map(\.article)
    #expect(
      found.count == 392 && Set(found.map(\.id)).count == 392 && Set(found.map(\.id)) == Set(all.map(\.id)))
    #expect(found.prefix(100).allSatisfy { $0.title.hasPrefix("苹果") })
    let rest = found.dropFirst(220).map(\.id)
    #expect(rest == all.map(\.id).filter(Set(rest).contains))
  }

  @Test func aChangedArticleIsFoundByWhatItIs() throws {
    let scratch = Scratch()
    let library = try paper(scratch)
    var batch = Batch()
    batch.articles = [draft("pages/0.md", document("酒馆", "这里有酒。", day: 4))]
    _ = try library.store(batch, source: source)
    #expect(try library.titles("茶馆") == [])
    #expect(try library.titles("酒") == ["酒馆"])
    #expect(try library.titles("after:2024-05-04 before:2024-05-04") == ["酒馆"])
  }

  @Test func anArticleThatIsGoneIsNotFound() throws {
    let scratch = Scratch()
    let library = try paper(scratch)
    try library.prune(source: source, keeping: 2, before: nil, evenUnread: true)
    #expect(try library.titles("的") == [])
    #expect(try library.titles("covid") == ["Covid-19 之后"])
  }

  /// Articles of today and so many days before.
  @Test(arguments: [
    ("after:today", [0]), ("after:昨天", [0, 1]), ("after:YESTERDAY", [0, 1]), ("after:7d", [0, 1, 7]),
    ("after:7天 before:1d", [1, 7]), ("before:前天", [7, 40]), ("-after:7d", [40]), ("-before:7d", [0, 1]),
    ("after:65535d", [0, 1, 7, 40]), ("before:65535d", []), ("after:2000 after:3d", [0, 1]),
  ])
  func daysBeforeToday(query: String, days: [Int]) throws {
    let scratch = Scratch()
    let today = try #require(CalendarDate.today)
    let library = try library(
      scratch,
      articles: [0, 1, 7, 40].map { days in
        let text = [Block.paragraph([Span("豆浆")])]
        return draft(
          String(days),
          Document(
            title: String(days), published: CalendarDate(dayCount: today.dayCount - days), blocks: text))
      })
    #expect(try library.titles(query) == days.map(String.init))
  }

  @Test func theOldestMayComeFirst() throws {
    let scratch = Scratch()
    let names = (0..<30).map { String($0) }
    let library = try library(
      scratch, food: names, articles: names.map { draft($0, document($0, "茶馆里的人", day: 3 + Int($0)! / 4)) })
    let newest = try library.all("茶馆", limit: 100).map(\.article.path)
    for limit in [1, 7, 100] {
      #expect(try library.all("茶馆", order: .oldest, limit: limit).map(\.article.path) == newest.reversed())
    }
    #expect(try library.all("after:2024-05-06 before:2024-05-07", order: .oldest, limit: 3).count == 8)
  }

  /// Articles of a few days, some without a date, that come in another order than their index has.
  @Test(arguments: ["category:饮食", "is:unread", "茶馆", "title:摊 category:饮食", "-夜市", "茶馆 after:2024-05-02"])
  func resultsStandAsListsHaveThem(query: String) throws {
    let scratch = Scratch()
    let places = 0..<40
    let names = places.map { "\($0 * 17 % 40)" }
    let library = try library(
      scratch, food: names,
      articles: places.sorted { names[$0] < names[$1] }.map { place in
        draft(names[place], document("摊", "茶馆。", day: place % 5 == 2 ? nil : 5 - place / 8))
      })
    let listed = try library.articles(.everything, limit: 100).map(\.path)
    let found = try library.all(query).map(\.article.path)
    #expect(listed == names && found == listed.filter(found.contains))
    #expect(found.count == (query.contains("after") ? 32 : 40))
    for limit in [1, 3, 100] {
      #expect(try library.all(query, limit: limit).map(\.article.path) == found)
      #expect(try library.all(query, order: .oldest, limit: limit).map(\.article.path) == found.reversed())
    }
  }

  /// A category of exactly a name is meant by it, and not those that have it in theirs.
  @Test(arguments: [
    ("category:国际", ["一"]), ("category:國際", ["一"]), ("-category:国际", ["二"]), ("category:强迫失踪", ["二"]),
    ("category:国", ["一", "二"]), ("source:报", ["一", "二"]),
  ])
  func aNameThatACategoryHasIsNoPartOfAnother(query: String, titles: [String]) throws {
    let scratch = Scratch()
    let library = try library(scratch)
    var batch = Batch()
    batch.frontPage = FrontPage(
      title: "日报",
      categories: [
        FrontPage.Entry(group: "", name: "国际", path: "indexes/world.md"),
        FrontPage.Entry(group: "", name: "地方版“国际强迫失踪日”", path: "indexes/day.md"),
      ])
    batch.listings = [("indexes/world.md", entries(["1"])), ("indexes/day.md", entries(["2"]))]
    batch.articles = [draft("1", document("一", day: 2)), draft("2", document("二", day: 1))]
    _ = try library.store(batch, source: source)
    #expect(try library.titles(query) == titles)
  }

  @Test(arguments: [
    ("\"茶", [SearchQuery.Problem.openQuotation]), ("nowhere:茶", [.unknownField("nowhere")]),
    ("茶 after:soon", [.noDate("soon")]), ("茶 is:blue", [.unknownState("blue")]), ("！！", [.nothingToFind]),
    ("12:30", []),
    ("茶 title:", [.noValue("title")]), ("標題：", [.noValue("標題")]),
    ("-source:\"\" after:", [.noValue("source"), .noValue("after")]),
    (": 茶", []), ("茶 :", []), ("茶：", []), ("他说： 茶", []), ("-", [.nothingToFind]),
    ("before:2024-13", [.noDate("2024-13")]),
    ("after:7d", []), ("before:70000d", [.noDate("70000d")]), ("after:-1d", [.noDate("-1d")]),
  ])
  func aWrongQuerySaysWhatIsWrong(text: String, problems: [SearchQuery.Problem]) {
    #expect(SearchQuery(text).problems == problems)
  }

  @Test func aWrongQueryStillFindsByItsWords() throws {
    let scratch = Scratch()
    let library = try paper(scratch)
    #expect(try library.titles("\"茶馆") == ["重庆的茶馆"])
    #expect(try library.titles("茶 after:soon") == ["重庆的茶馆"])
    #expect(try library.titles("茶 title:") == ["重庆的茶馆"])
  }

  @Test(arguments: [
    "\"", "*", "(", ")", "a*", "NEAR(a b)", "AND", "茶 OR NOT", "\u{0}", "茶\u{0}馆",
    "'; DROP TABLE article; --", "^茶", "{a b}:c",
    "~ma", "=茶", "@", "-my", String(repeating: "茶", count: 10_000), String(repeating: "a ", count: 5_000),
    String(repeating: "-", count: 10_000), String(repeating: "\"", count: 9_999), "\u{1B}[31m", "\u{202E}茶",
  ])
  func noQueryBreaksAnything(query: String) throws {
    let scratch = Scratch()
    let library = try paper(scratch)
    for order in SearchOrder.allCases { _ = try library.all(query, order: order) }
    #expect(try library.titles("茶馆") == ["重庆的茶馆"])
  }

  /// Every run of some characters of the articles, in either script, found by a plain scan of the texts, is found by the
  /// index, and nothing else is.
  @Test func findsWhatReadingEveryArticleFinds() throws {
    let scratch = Scratch()
    let library = try paper(scratch)
    let converter = ScriptConverter()
    let texts = articles.map { [ScannedText($0.title), ScannedText($0.text)] }
    var queries = Set<String>()
    for article in articles {
      let text = Array(article.title + "。" + article.text)
      for length in [1, 2, 3, 4, 7] {
        for start in 0...(text.count - length) {
          let query = String(text[start..<start + length])
          queries.formUnion([
            query, converter.convert(query, to: .simplified), converter.convert(query, to: .taiwan),
          ])
        }
      }
    }
    for query in queries.sorted() {
      let query = query.filter { !"\"“”".contains($0) }
      let sought = ScannedText(query)
      if sought.signs.allSatisfy({ $0 == .blank || $0 == .mark }) { continue }
      let found = articles.indices.filter { texts[$0].contains { $0.has(sought) } }
      #expect(try Set(library.titles("\"\(query)\"")) == Set(found.map { articles[$0].title }), "“\(query)”")
      if query.contains(where: { $0.isWhitespace || ":：-".contains($0) }) { continue }
      let read = articles.indices.filter {
        PinyinNeedle(query)?.ranges(in: FoldedText(articles[$0].title)).isEmpty == false
      }
      #expect(try Set(library.titles(query)) == Set((found + read).map { articles[$0].title }), "\(query)")
    }
  }

  @Test(arguments: [
    ("早市，夜市", true), ("早市、夜市", true), ("早市夜市", false), ("早市", true), ("市，夜", true), ("市夜", false),
    ("夜市开了", true), ("夜，市", true), ("早，夜", false), ("，夜市", true), ("早市，夜市开了吗", false),
  ])
  func punctuationOfAQueryStandsForAnyOrNone(query: String, isFound: Bool) throws {
    let scratch = Scratch()
    let library = try library(scratch, articles: [draft("1.md", document("早市，夜市开了", "去看看。", day: 3))])
    #expect(try library.titles("\"\(query)\"").isEmpty != isFound)
    #expect(try library.titles(query).isEmpty != isFound)
  }

  @Test func anArticleIsFoundByItsSubjects() throws {
    let scratch = Scratch()
    var tagged = document("周末", "在街角。", day: 3)
    tagged.tags = ["蚂蚁博物馆"]
    let library = try library(
      scratch, articles: [draft("1.md", tagged), draft("2.md", document("街角", day: 4))])
    for query in ["蚂蚁博物馆", "螞蟻", "mayibowuguan", "街角 博物馆"] {
      #expect(try library.titles(query) == ["周末"], "\(query)")
      #expect(try library.all(query, order: .relevance).map(\.article.title) == ["周末"], "\(query)")
    }
    #expect(try library.titles("街角 -博物馆") == ["街角"])
    #expect(try library.titles("title:博物馆") == [])
  }

  @Test func aWordOfTheTitleIsNoneOfTheSubjects() throws {
    let scratch = Scratch()
    var tagged = document("周末", "在街角。", day: 3)
    tagged.tags = ["蚂蚁"]
    let library = try library(
      scratch, articles: [draft("1.md", tagged), draft("2.md", document("蚂蚁搬家", "雨前。", day: 4))])
    #expect(try library.titles("title:mayi") == ["蚂蚁搬家"])
    #expect(try library.titles("mayi") == ["蚂蚁搬家", "周末"])
  }

  @Test func aDayMayHaveThousandsOfArticles() throws {
    let scratch = Scratch()
    let library = try library(
      scratch,
      articles: (1...4300).map { draft("pages/\($0).md", document("摊\($0)", "豆浆。", day: 8)) } + [
        draft("pages/after.md", document("后一天", "豆浆。", day: 9)),
        draft("pages/before.md", document("前一天", "豆浆。", day: 7)),
      ])
    let listed = try library.articles(.everything, limit: 5000).map(\.path)
    #expect(try library.all("豆浆", limit: 500).map(\.article.path) == listed)
    #expect(try library.all("豆浆", order: .oldest, limit: 500).map(\.article.path) == listed.reversed())
    #expect(try library.all("豆浆 before:2024-05-08", limit: 500).count == 4301)
    #expect(try library.all("豆浆 after:2024-05-08", limit: 500).count == 4301)
    #expect(try library.titles("豆浆 before:2024-05-07") == ["前一天"])
    #expect(try library.titles("豆浆 after:2024-05-09") == ["后一天"])
  }

  /// One that cannot serve any more has version 0: the articles are read then.
  @Test(arguments: [0, 1]) func allIsFoundWhileANewIndexIsMade(version: Int) throws {
    let scratch = Scratch()
    let library = try library(
      scratch,
      articles: (1...500).map { draft("pages/\($0).md", document("摊\($0)", "第\($0)摊有豆浆。", day: 1 + $0 % 28)) }
    )
    try library.write { try $0.execute(sql: "UPDATE search SET version = ?", arguments: [version]) }
    #expect(try library.continueIndexing())
    for order in SearchOrder.allCases {
      let found = try library.all("豆浆", order: order, limit: 50).map(\.article.id)
      #expect(found.count == 500 && Set(found).count == 500)
    }
    let request = SearchRequest(SearchQuery("豆浆"), order: .relevance, limit: 1)
    #expect(try (library.search(request).progress == nil) == (version == 1), "there may be more to the point")
    var batch = Batch()
    batch.articles = [
      draft("pages/1.md", document("摊一", "改卖油条。", day: 1)),
      draft("pages/501.md", document("新摊", "也有豆浆。", day: 2)),
    ]
    _ = try library.store(batch, source: source)
    #expect(try library.all("豆浆", limit: 50).count == 500)
    while try library.continueIndexing() {}
    #expect(try library.titles("油条") == ["摊一"])
    #expect(try library.all("豆浆", limit: 50).count == 500)
    #expect(try library.search(request).progress == nil)
    #expect(try library.read { try SearchIndex.records($0).count } == 1)
  }

  /// Also where every other page ends before anything is found.
  @Test(arguments: [SearchOrder.newest, .oldest], [Duration.seconds(60), .zero])
  func aSearchGoesOnWhileArticlesComeIntoTheIndex(order: SearchOrder, patience: Duration) throws {
    let scratch = Scratch()
    let paths = (1...900).map { "pages/\($0).md" }
    let library = try library(
      scratch,
      articles: paths.indices.map { draft(paths[$0], document("摊\($0)", "豆浆。", day: 1 + $0 * 7 % 28)) })
    try library.write { try $0.execute(sql: "DELETE FROM search") }
    var request = SearchRequest(SearchQuery("豆浆"), order: order, limit: 150)
    var found: [String] = [], turn = 0
    repeat {
      let page = try library.search(request, patience: turn % 2 == 1 ? patience : .seconds(60))
      found += page.hits.map(\.article.path)
      request.after = page.next
      turn += 1
      _ = try library.continueIndexing()
    } while request.after != nil && found.count <= 900
    #expect(found.count == 900)
    #expect(Set(found) == Set(paths))
  }

  @Test func articlesOfAnOlderKanbaoComeIntoTheIndex() throws {
    let scratch = Scratch()
    let library = try paper(scratch)
    try library.write { try $0.execute(sql: "DELETE FROM search") }
    #expect(try library.lacksIndex && library.titles("茶馆") == ["重庆的茶馆"])
    while try library.continueIndexing() {}
    #expect(try library.titles("茶馆") == ["重庆的茶馆"])
  }

  @Test func aMergedIndexIsSmallerAndFindsTheSame() throws {
    let scratch = Scratch()
    let library = try library(scratch)
    for first in stride(from: 0, to: 150, by: 10) {
      var batch = Batch()
      batch.articles = (first..<first + 10).map {
        draft("pages/\($0).md", document("摊\($0)", "第\($0)摊有豆浆。", day: 1 + $0 % 28))
      }
      _ = try library.store(batch, source: source)
    }
    func size() throws -> Int {
      try library.read { try Int.fetchOne($0, sql: "SELECT sum(length(bytes)) FROM postings") ?? 0 }
    }
    let before = try (found: library.all("豆浆 30", limit: 500), size: size())
    #expect(try !library.continueMerging(), "a small index is well as it is")
    try library.write { try $0.execute(sql: "UPDATE cache SET arrivals = 5000") }
    while try library.continueMerging() {}
    #expect(try library.all("豆浆 30", limit: 500) == before.found)
    #expect(try size() < before.size * 9 / 10)
  }

  @Test func anIndexThatIsMostlyOldIsMadeAnew() throws {
    let scratch = Scratch()
    let library = try paper(scratch)
    try library.write { try $0.execute(sql: "UPDATE search SET old = 2000") }
    while try library.continueIndexing() {}
    #expect(try library.titles("茶馆") == ["重庆的茶馆"])
    #expect(try library.read { try SearchIndex.records($0).map(\.old) } == [0])
  }
}
