// Results by relevance: what has all words in its title, then by BM25. That is asked of the newest candidates; the others
// follow, the newest first.

import Articles
import Dispatch
import Foundation
import GRDB
import Synchronization

extension Search {
  /// Candidates that are looked at for their relevance, of those with all words in the title, and of the others.
  private static let pool = 120
  /// Candidates that are passed over for those of a list, of some days or with a mark, some million a second.
  private static let mostPassed = 200_000
  /// BM25 (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009): how soon more of a word counts no more,
  /// and how much the length of a text counts.
  private static let saturation = 1.2, lengthWeight = 0.75

  func byRelevance() throws -> SearchPage {
    if let after = request.after, !after.isCount { return try others() }
    let first = Int(request.after?.number ?? 0), end = first + request.limit
    let (pools, areAll) = try pools(upTo: end), weights = try weights()
    let ranked = pools.flatMap { inOrder($0, weights) }
    var page = SearchPage()
    for (place, found) in ranked.enumerated().dropFirst(first).prefix(request.limit) {
      let key = SearchKey(number: Int64(place + 1), isCount: true)
      if let hit = try hit(found, key) { page.hits.append(hit) }
    }
    if end < ranked.count {
      page.next = SearchKey(number: Int64(end), isCount: true)
    } else if !areAll {
      page.next = SearchKey(number: .max, reached: reached)
    }
    return page
  }

  /// What is not among the most to the point.
  private func others() throws -> SearchPage {
    var request = request
    request.after = nil
    let first = try Search(database: database, documents: documents, request: request, end: end)
    return try byDay(besides: Set(first.pools(upTo: .max).found.joined().map(\.candidate.arrival)))
  }

  /// What is found of the newest candidates, with the words in the title and otherwise, and whether that is all. To look at
  /// an article takes a tenth of a millisecond: where those with the words in the title are more than are asked for, no
  /// others are looked at.
  private func pools(upTo count: Int) throws -> (found: [[Found]], areAll: Bool) {
    let first = try pool(inTitle: true, besides: [])
    if first.found.count > count { return ([first.found], false) }
    let second = try pool(inTitle: false, besides: Set(first.found.map(\.candidate.arrival)))
    return ([first.found, second.found], second.areAll)
  }

  /// What is found of the newest candidates, besides those with known arrivals, and whether there are no others.
  private func pool(inTitle: Bool, besides known: Set<Int64>) throws -> (found: [Found], areAll: Bool) {
    var candidates = try candidates(inTitle: inTitle), count = 0
    let looks = Looks(for: request)
    while count < Search.pool, let candidate = try candidates.next(passing: { $0 < Search.mostPassed }) {
      count += 1
      guard !known.contains(candidate.arrival), let document = try document(of: candidate) else { continue }
      looks.add(candidate, document)
    }
    return (looks.inOrder(), candidates.isAtEnd)
  }

  /// Those with all words in the title first, then by BM25, then the newest first.
  private func inOrder(_ found: [Found], _ weights: [Double]) -> [Found] {
    let average = Double(found.reduce(0) { $0 + $1.length }) / Double(max(1, found.count))
    return found.map { one in
      let norm = 1 - Search.lengthWeight + Search.lengthWeight * Double(one.length) / max(1, average)
      let score = zip(one.counts, weights).reduce(0.0) { sum, term in
        let count = Double(term.0)
        return sum + term.1 * count * (Search.saturation + 1) / (count + Search.saturation * norm)
      }
      return (one: one, score: score)
    }.sorted { left, right in
      (left.one.isInTitle ? 1 : 0, left.score, left.one.candidate.rank)
        > (right.one.isInTitle ? 1 : 0, right.score, right.one.candidate.rank)
    }.map(\.one)
  }

  /// Articles that are counted at most to know how rare a word is.
  private static let mostCounted = 10_000

  /// How much each word counts: the rarer, the more (BM25's inverse document frequency). One by itself is not counted.
  private func weights() throws -> [Double] {
    let wanted = request.query.terms.filter { !$0.isExcluded }
    guard let index = indexes.first, wanted.count > 1 else { return wanted.map { _ in 1 } }
    return try wanted.map { term in
      let holding = Double(
        try SearchIndex.count(
          match(term, inTitle: request.isOfTitle(term)), in: index, limit: Search.mostCounted, database))
      return log(1 + (max(Double(arrivals), holding) - holding + 0.5) / (holding + 0.5))
    }
  }
}

/// Looks at some candidates, by all cores: while the database reads one, those before it are looked at.
private final class Looks: Sendable {
  private let request: SearchRequest
  private let group = DispatchGroup()
  /// What was found of each candidate.
  private let found = Mutex<[Search.Found?]>([])

  init(for request: SearchRequest) { self.request = request }

  /// Has a candidate looked at.
  func add(_ candidate: Search.Candidate, _ document: [UInt8]) {
    let place = found.withLock { found in
      found.append(nil)
      return found.count - 1
    }
    DispatchQueue.global(qos: .userInitiated).async(group: group) { [self] in
      let one = Look(at: candidate, for: request).find(in: document, counting: true)
      found.withLock { $0[place] = one }
    }
  }

  /// What was found, in the order of the candidates.
  func inOrder() -> [Search.Found] {
    group.wait()
    return found.withLock { $0.compactMap(\.self) }
  }
}
