// Results by relevance: what has all words in its title, then by BM25.

import Articles
import Foundation
import GRDB

extension Search {
  /// Candidates that are looked at for their relevance, of those with all words in the title, and of the others.
  private static let pool = 120
  /// Candidates that are passed over for those of a list, of some days or with a mark, some million a second: what is
  /// older is left out.
  private static let mostPassed = 200_000
  /// BM25 (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009): how soon more of a word counts no more,
  /// and how much the length of a text counts.
  private static let saturation = 1.2, lengthWeight = 0.75

  func byRelevance() throws -> SearchPage {
    var found: [Found] = []
    var seen = Set<ArticleID>()
    for inTitle in [true, false] {
      var candidates = try candidates(inTitle: inTitle)
      var looked = 0
      while looked < Search.pool, let candidate = try candidates.next(passing: { $0 < Search.mostPassed }) {
        looked += 1
        guard !seen.contains(candidate.summary.id), let one = try look(at: candidate, counting: true) else {
          continue
        }
        seen.insert(candidate.summary.id)
        found.append(one)
      }
    }
    let weights = try weights()
    let average = Double(found.reduce(0) { $0 + $1.length }) / Double(max(1, found.count))
    let scored = found.map { one in
      let norm = 1 - Search.lengthWeight + Search.lengthWeight * Double(one.length) / max(1, average)
      let score = zip(one.counts, weights).reduce(0.0) { sum, term in
        let count = Double(term.0)
        return sum + term.1 * count * (Search.saturation + 1) / (count + Search.saturation * norm)
      }
      return (one: one, score: score)
    }.sorted { left, right in
      (left.one.isInTitle ? 1 : 0, left.score, left.one.summary.key.rank)
        > (right.one.isInTitle ? 1 : 0, right.score, right.one.summary.key.rank)
    }
    var page = SearchPage()
    let first = Int(request.after?.number ?? 0)
    for (place, scored) in scored.enumerated().dropFirst(first).prefix(request.limit) {
      page.hits.append(scored.one.hit(SearchKey(number: Int64(place + 1))))
    }
    if first + request.limit < scored.count { page.next = page.hits.last?.key }
    return page
  }

  /// Articles that are counted at most to know how rare a word is.
  private static let mostCounted = 10_000

  /// How much each word counts: the rarer, the more (BM25's inverse document frequency).
  private func weights() throws -> [Double] {
    guard let index = indexes.first else { return [] }
    return try request.query.terms.filter { !$0.isExcluded }.map { term in
      let holding = Double(
        try SearchIndex.count(
          match(term, inTitle: isOfTitle(term)), in: index, limit: Search.mostCounted, database))
      return log(1 + (max(Double(arrivals), holding) - holding + 0.5) / (holding + 0.5))
    }
  }
}
