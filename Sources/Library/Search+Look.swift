// A look at an article that may be what is searched for: what its title and its document have of it. It knows no
// database, so that several may be taken at once.

import Articles
import Hanzi

extension Search {
  /// What a look at a candidate found.
  struct Found: Sendable {
    let candidate: Candidate
    /// What is shown of it, and where.
    let shown: [Needle], body: FoldedPassages
    let isByPinyin: Bool, isInTitle: Bool
    /// For each word, how often it occurs; and the length of the text.
    let counts: [Int], length: Int
  }
}

/// A look at a candidate.
struct Look {
  private let candidate: Search.Candidate
  private let request: SearchRequest
  private let title: FoldedText
  private let wanted: [SearchQuery.Term]
  private let isInTitle: Bool

  init(at candidate: Search.Candidate, for request: SearchRequest) {
    (self.candidate, self.request) = (candidate, request)
    let title = FoldedText(candidate.title)
    self.title = title
    wanted = request.query.terms.filter { !$0.isExcluded }
    isInTitle = wanted.allSatisfy { $0.needle.occurs(in: title) || $0.isSpelled(in: [title]) }
  }

  /// What is found where nothing but the title is asked for, and has it; nil where the document is to be looked at.
  var byTitle: Search.Found? {
    guard isInTitle, wanted.count == request.query.terms.count, wanted.allSatisfy(request.isOfTitle) else {
      return nil
    }
    return Search.Found(
      candidate: candidate, shown: [], body: FoldedPassages([]),
      isByPinyin: !wanted.allSatisfy { $0.needle.occurs(in: title) }, isInTitle: true, counts: [], length: 0)
  }

  /// What is found in the title and the coded document; nil where the article is not what is asked for.
  func find(in bytes: [UInt8], counting: Bool) -> Search.Found? {
    guard
      let document = DocumentCoding.decode(bytes, title: candidate.title, published: candidate.published)
    else { return nil }
    var body = FoldedPassages(document.passages)
    lazy var names = document.terms.map(\.name)
    lazy var spelling = [title] + names.map { FoldedText($0) }
    var isByPinyin = false
    var counts: [Int] = []
    for term in request.query.terms {
      let places = request.isOfTitle(term) ? 0..<0 : body.indices
      var count =
        counting
        ? places.reduce(term.needle.ranges(in: title).count) { $0 + term.needle.ranges(in: body[$1]).count }
        : 0
      if !counting,
        term.needle.occurs(in: title) || places.contains(where: { term.needle.occurs(in: body[$0]) })
      {
        count = 1
      }
      // What an article is about need not stand in its text.
      if count == 0, !request.isOfTitle(term), spelling.dropFirst().contains(where: term.needle.occurs) {
        count = 1
      }
      if count == 0, !term.isExcluded, term.isSpelled(in: term.isOfTitle ? [title] : spelling) {
        (count, isByPinyin) = (1, true)
      }
      if (count > 0) == term.isExcluded { return nil }
      if !term.isExcluded { counts.append(count) }
    }
    var shown = wanted.filter { !request.isOfTitle($0) }.map(\.needle)
    if isByPinyin, !isInTitle {
      // What is read so is shown where it stands in the text.
      let spelled = zip([candidate.title] + names, spelling).filter { _, name in
        wanted.contains { $0.isSpelled(in: [name]) }
      }
      shown += spelled.compactMap { Needle($0.0) }
    }
    let length = counting ? body.indices.reduce(0) { $0 + body[$1].count } : 0
    // Of hundreds that are counted few are shown.
    if counting { body.unfold() }
    return Search.Found(
      candidate: candidate, shown: shown, body: body, isByPinyin: isByPinyin, isInTitle: isInTitle,
      counts: counts, length: length)
  }
}

extension SearchRequest {
  /// Whether a word is to stand in the title.
  func isOfTitle(_ term: SearchQuery.Term) -> Bool { term.isOfTitle || isTitlesOnly }
}

/// The passages of an article, each folded when it is first looked at: mostly a word is found in one of the first.
struct FoldedPassages: Sendable {
  let passages: [String]
  private var folded: [FoldedText?]

  init(_ passages: [String]) {
    self.passages = passages
    folded = Array(repeating: nil, count: passages.count)
  }

  var indices: Range<Int> { passages.indices }

  /// Lets go of what was folded: it is folded again where it is looked at.
  mutating func unfold() { folded = Array(repeating: nil, count: passages.count) }

  subscript(place: Int) -> FoldedText {
    mutating get {
      if let known = folded[place] { return known }
      let made = FoldedText(passages[place])
      folded[place] = made
      return made
    }
  }
}
