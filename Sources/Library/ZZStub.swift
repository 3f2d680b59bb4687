// Stands in for the index that search will have, until that is there: reads every article.

import Articles
package import Hanzi
package struct SearchKey: Hashable, Sendable { var index: Int }
package struct SearchQuery: Hashable, Sendable {
  package enum Problem: Hashable, Sendable { case unknown(String) }
  package var text: String
  package var problems: [Problem] = []
  var words: [String] = []
  var titles: [String] = []
  var unread = false
  package init(_ text: String) {
    self.text = text
    for word in text.split(separator: " ").map(String.init) {
      if word.hasPrefix("title:") {
        titles.append(String(word.dropFirst(6)))
      } else if word == "is:unread" {
        unread = true
      } else if word.contains(":") {
        problems.append(.unknown(word))
      } else {
        words.append(word)
      }
    }
  }
  package var isEmpty: Bool { words.isEmpty && titles.isEmpty }
  package func marks(in text: String, _ lexicon: Lexicon, withPinyin: Bool) -> [Range<Int>] {
    let folded = FoldedText(text, lexicon)
    var all = (words + titles).flatMap { Needle($0, lexicon)?.ranges(in: folded) ?? [] }
    if withPinyin { all += words.flatMap { PinyinNeedle($0)?.ranges(in: text, lexicon) ?? [] } }
    all.sort { $0.lowerBound < $1.lowerBound }
    var result: [Range<Int>] = []
    for range in all where range.lowerBound >= (result.last?.upperBound ?? 0) { result.append(range) }
    return result
  }
}
package enum SearchOrder: Hashable, Sendable { case newest, relevance }
package struct SearchRequest: Hashable, Sendable {
  package var query: SearchQuery
  package var list: ListSelection
  package var isTitlesOnly: Bool
  package var order: SearchOrder
  package var after: SearchKey?
  package var limit: Int
  package init(
    query: SearchQuery, list: ListSelection, isTitlesOnly: Bool, order: SearchOrder, after: SearchKey? = nil,
    limit: Int
  ) {
    (self.query, self.list, self.isTitlesOnly, self.order, self.after, self.limit) = (
      query, list, isTitlesOnly, order, after, limit
    )
  }
}
package struct SearchHit: Hashable, Sendable {
  package var article: ArticleSummary
  package var excerpt: String
  package var isByPinyin: Bool
  package var key: SearchKey
}
package struct SearchPage: Hashable, Sendable {
  package var hits: [SearchHit]
  package var next: SearchKey?
  package var progress: Double?
}
extension Library {
  package func search(_ request: SearchRequest) throws(LibraryError) -> SearchPage {
    var page = SearchPage(hits: [], next: nil, progress: nil)
    guard !request.query.isEmpty else { return page }
    var everything = try articles(request.list, limit: 100_000)
    if request.order == .relevance { everything.reverse() }
    for index in ((request.after?.index ?? -1) + 1)..<max(everything.count, (request.after?.index ?? -1) + 1)
    {
      let article = everything[index]
      if request.query.unread, article.isRead { continue }
      func all(_ words: [String], _ text: String) -> Bool {
        words.allSatisfy {
          Needle($0, .shared).map { !$0.ranges(in: FoldedText(text, .shared)).isEmpty } ?? true
        }
      }
      func pinyin(_ words: [String], _ text: String) -> Bool {
        words.allSatisfy { PinyinNeedle($0).map { !$0.ranges(in: text, .shared).isEmpty } ?? false }
      }
      guard all(request.query.titles, article.title) else { continue }
      var excerpt = "", isByPinyin = false
      if all(request.query.words, article.title) {
      } else if pinyin(request.query.words, article.title) {
        isByPinyin = true
      } else if !request.isTitlesOnly, let document = try document(article.id) {
        var body = ""
        for block in document.blocks { block.forEachText { body += $0.text + " " } }
        guard all(request.query.words, body) else { continue }
        let first = request.query.marks(in: body, .shared, withPinyin: false).first?.lowerBound ?? 0
        let scalars = Array(body.unicodeScalars)
        excerpt = String(
          String.UnicodeScalarView(scalars[max(0, first - 50)..<min(scalars.count, first + 70)]))
      } else {
        continue
      }
      page.hits.append(
        SearchHit(article: article, excerpt: excerpt, isByPinyin: isByPinyin, key: SearchKey(index: index)))
      if page.hits.count == request.limit { page.next = SearchKey(index: index); break }
    }
    return page
  }
}
