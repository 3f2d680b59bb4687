// Articles that were searched for: the query, what of its hits is in memory, and which of them is selected. Knows how
// many lines a hit takes; must not know how it is drawn.

import Articles
import Library

struct SearchScreen: Sendable {
  /// How wide a search looks.
  enum Scope: Hashable, Sendable {
    /// The titles of the list it was begun in.
    case titles
    /// Titles and texts of that list.
    case fullText
    /// Titles and texts of all articles.
    case everything
  }

  /// Why all hits are read.
  enum Gathering {
    /// To know how many there are.
    case counting
    /// To be marked read when all have come.
    case marking
  }

  /// The list it was begun in.
  let list: ListSelection
  var scope: Scope
  /// What is searched for.
  var text = ""
  /// Words that the titles of what is found must have as well.
  var narrowing = ""
  /// Whether only what is unread is wanted.
  var isUnreadOnly = false
  var order: SearchOrder

  /// What is asked of the library.
  private(set) var query = SearchQuery("")
  private(set) var hits: [SearchHit] = []
  /// Whether articles or marks have changed since they were found.
  var isStale = false
  /// The hit selected, and the one at the top of the page.
  private(set) var selected = 0
  private(set) var top = 0
  /// Where the library goes on; nil where there are no more hits.
  private(set) var next: SearchKey?
  /// How much of the library is indexed; nil where all is.
  private(set) var progress: Double?
  /// What has been asked of the library and not been answered.
  private(set) var asked: SearchRequest?
  /// What the hits are of.
  private var answered: SearchRequest?
  /// Hits that have come and are not shown yet: until all are here that are waited for, nothing is seen to move.
  private var coming: [SearchHit] = []
  /// Whether they are to take the place of those shown, and not to follow them.
  private var isAnew = false

  /// The place that one is on the way to, beyond what is in memory: hits are read until it has come. Whatever else moves
  /// ends that.
  private(set) var destination: Int?
  /// How many hits a command needs that are not in memory: they are read until so many have come, or all that there are,
  /// and nothing moves for it.
  private(set) var awaited: Int?
  /// What all hits are read for, however many they are; nil where no more are read than are needed.
  var gathering: Gathering?

  /// An article, and its place in order where that is known.
  private typealias Sought = (id: ArticleID, key: ListKey?)

  /// The article that is to be selected when the first hits come.
  private var wished: Sought?

  /// The article that a range of hits was begun at; nil where there is no range.
  private(set) var rangeStart: ArticleID?

  /// A search begun in a list, which goes on in its order.
  init(list: ListSelection, scope: Scope) {
    (self.list, self.scope, order) = (list.inFirstOrder, scope, list.order)
  }

  /// Has an article selected when the first hits come; where it is not found, the one that follows it.
  mutating func open(at article: ArticleSummary?) { wished = article.map { ($0.id, $0.key.ofDay) } }

  /// A search that is kept, at an article where one is named.
  init(_ saved: SavedSearch, selecting article: ArticleID? = nil) {
    list = saved.list
    wished = article.map { ($0, nil) }
    scope = saved.isTitlesOnly ? .titles : saved.list == .everything ? .everything : .fullText
    var words = saved.query.split(separator: " ", omittingEmptySubsequences: false)
    isUnreadOnly = words.last.map(String.init) == SearchScreen.unread
    if isUnreadOnly { words.removeLast() }
    (text, order) = (words.joined(separator: " "), saved.order)
  }

  /// What only what is unread fulfils, in a query.
  private static let unread = "is:unread"

  /// What is to be kept of it, called by its query.
  var toBeSaved: SavedSearch {
    SavedSearch(
      name: query.text, query: query.text, list: scope == .everything ? .everything : list,
      isTitlesOnly: scope == .titles, order: order)
  }

  // MARK: Asking

  /// What it comes to: in titles the narrowing is more words, elsewhere words of the title.
  private var wanted: SearchQuery {
    let narrow = scope == .titles ? narrowing : SearchQuery.ofTitles(narrowing)
    let parts = [text, narrow, isUnreadOnly ? SearchScreen.unread : ""]
    return SearchQuery(parts.filter { !$0.isEmpty }.joined(separator: " "))
  }

  /// Whether it is of all that is unread of a list.
  var isAllUnread: Bool { isUnreadOnly && text.isEmpty && narrowing.isEmpty }

  /// The order to change to; without words nothing is more to the point.
  var nextOrder: SearchOrder {
    switch order {
    case .newest: query.hasWords ? .relevance : .oldest
    case .relevance: .oldest
    case .oldest: .newest
    }
  }

  /// Whether nothing is searched for yet.
  var isBlank: Bool { query.isEmpty }

  /// Whether all of what is asked has been answered.
  var isSettled: Bool { asked == nil }

  /// Asks for the hits from the first on. Nil where there is nothing to ask.
  mutating func ask(page: Int) -> SearchRequest? {
    query = wanted
    guard !query.isEmpty else {
      (hits, coming, next, progress, asked, answered, selected, top) = ([], [], nil, nil, nil, nil, 0, 0)
      awaited = nil
      return nil
    }
    let request = request(query, limit: SearchScreen.pagesAtOnce * page)
    if !isAnswered(request) { (gathering, destination, awaited) = (nil, nil, nil) }
    (asked, isAnew) = (request, true)
    return request
  }

  /// Whether the hits shown answer a request, as far as they go.
  private func isAnswered(_ request: SearchRequest) -> Bool { answered?.isSame(as: request) ?? false }

  /// Asks for more hits where those in memory end less than a page after the one shown, or are waited for; nil where they
  /// do not, or the library has been asked already.
  mutating func askForMore(page: Int) -> SearchRequest? {
    let isOnTheWay = isAnew || gathering != nil || isAwaiting
    guard let next, asked == nil, !isTooLong, isOnTheWay || top + 2 * page > hits.count else { return nil }
    let pages = isOnTheWay ? SearchScreen.pagesOnTheWay : SearchScreen.pagesAtOnce
    asked = request(query, limit: pages * page)
    asked?.after = next
    return asked
  }

  /// The library could not answer: it is asked no more until something changes. Hits of another query go.
  mutating func giveUp() {
    if let asked, !isAnswered(asked) { (hits, selected, top) = ([], 0, 0) }
    (asked, next, coming, isAnew, destination, awaited, gathering) = (nil, nil, [], false, nil, nil, nil)
  }

  /// Pages asked for at once, and on the way to a hit farther on.
  private static let pagesAtOnce = 2, pagesOnTheWay = 100

  private func request(_ query: SearchQuery, limit: Int) -> SearchRequest {
    SearchRequest(
      query, in: scope == .everything ? .everything : list, isTitlesOnly: scope == .titles, order: order,
      limit: limit)
  }

  /// Takes an answer in, unless something else has been asked since.
  mutating func take(_ answer: SearchPage, to request: SearchRequest, page: Int) {
    guard request == asked else { return }
    asked = nil
    (next, progress) = (answer.next, answer.progress)
    if request.after == nil { coming = [] }
    coming += answer.hits
    let isAgain = isAnswered(request)
    let sought: Sought? = isAgain ? selectedHit.map { ($0.article.id, $0.article.key) } : wished
    let found = isAnew ? sought.flatMap { place(of: $0, in: coming) } : nil
    let count = coming.count + (isAnew ? 0 : hits.count)
    guard next == nil || count >= SearchScreen.most || isEnough(sought, at: found, count, page: page) else {
      return
    }
    let destination = self.destination
    if isAnew {
      let before = selected
      (hits, answered, isAnew, wished) = (coming, request, false, nil)
      if isAgain {
        // The article stays where it is on the screen.
        let place = found ?? before
        top = max(0, top + place - before)
        select(place, page: page)
      } else {
        let place = found ?? (sought?.key == nil ? 0 : hits.count - 1)
        top = place < page ? 0 : place - page / 2
        select(place, page: page)
      }
    } else {
      hits += coming
    }
    coming = []
    if let destination { go(to: destination, page: page) }
    if next == nil || isTooLong || awaited.map({ $0 <= hits.count }) == true { awaited = nil }
  }

  /// Whether so many hits are as many as are waited for: all that are wanted, or a page more than lead to an article or to
  /// where one goes.
  private func isEnough(_ sought: Sought?, at place: Int?, _ count: Int, page: Int) -> Bool {
    if gathering != nil { return false }
    if isAnew { return sought?.key == nil || place.map { $0 + page <= count } ?? false }
    return destination.map { $0 < count } ?? awaited.map { $0 <= count } ?? true
  }

  /// The place among hits of an article or, where it is not there, of the one that follows it; nil where neither has come.
  private func place(of sought: Sought, in hits: [SearchHit]) -> Int? {
    if let place = hits.firstIndex(where: { $0.article.id == sought.id }) { return place }
    guard let key = sought.key else { return nil }
    return switch order {
    case .newest: hits.firstIndex { key < $0.article.key }
    case .oldest: hits.firstIndex { $0.article.key < key }
    case .relevance: nil
    }
  }

  /// Whether all hits have come, or as many as are read.
  var hasAll: Bool { asked == nil && !isAnew && (next == nil || isTooLong) }

  /// Whether something beyond what is in memory is waited for, to go there or to do something with it.
  var isAwaiting: Bool { destination != nil || awaited != nil }

  /// Has hits read until there are so many; nil where they are not wanted any more.
  mutating func wait(for count: Int?) { (awaited, destination) = (count, nil) }

  // MARK: Moving

  var selectedHit: SearchHit? { hits.indices.contains(selected) ? hits[selected] : nil }

  /// Selects a hit, scrolling no more than needed; where needed, by `leap` lines more.
  mutating func select(_ place: Int, page: Int, leap: Int = 0) {
    destination = nil
    selected = max(0, min(place, hits.count - 1))
    if selected < top {
      top = max(0, selected)
      while top > 0, lines(top - 1...selected) <= leap { top -= 1 }
    }
    // What is more than a page above is not looked at.
    top = max(top, selected - page)
    let isBelow = top < selected && lines(top...selected) > page
    while isBelow, top < selected, lines(top...selected) > page - leap { top += 1 }
    // No room is left at the end where there are hits to fill it.
    while top > 0, next == nil, lines(top - 1...hits.count - 1) <= page { top -= 1 }
  }

  /// Goes to a hit, or to the last; where that is not in memory, when it has come.
  mutating func go(to place: Int, page: Int, leap: Int = 0) {
    if next != nil, place >= hits.count, hits.count < SearchScreen.most {
      destination = place
    } else {
      select(place, page: page, leap: leap)
    }
  }

  /// Hits that are read at most: some of a few hundred bytes each.
  static let most = 100_000

  /// Whether it goes on beyond what is read.
  var isTooLong: Bool { !isAnew && next != nil && hits.count >= SearchScreen.most }

  /// Begins a range at the selected hit, or ends it.
  mutating func toggleRange() { rangeStart = rangeStart == nil ? selectedHit?.article.id : nil }

  /// The places of the hits of the range, from where it was begun to the cursor.
  var range: ClosedRange<Int>? {
    guard let rangeStart else { return nil }
    return hits.firstIndex { $0.article.id == rangeStart }.map { min($0, selected)...max($0, selected) }
  }

  /// Whether an article is among the hits in memory.
  func has(_ id: ArticleID) -> Bool { hits.contains { $0.article.id == id } }

  /// Selects an article where it is among the hits.
  mutating func select(_ id: ArticleID, page: Int) {
    if let place = hits.firstIndex(where: { $0.article.id == id }) { select(place, page: page) }
  }

  /// Moves by pages: the last hit of one page is the first of the next. Where that needs hits that are not in memory, it
  /// moves nothing, and they are waited for.
  mutating func turn(_ pages: Int, page: Int) {
    let start = (selected, top)
    for _ in 0..<abs(pages) {
      if pages > 0, next != nil, !isTooLong, !hasMore(belowPage: page) {
        (selected, top) = start
        return wait(for: hits.count + 1)
      }
      let before = (selected, top)
      turn(isOn: pages > 0, page: page)
      if (selected, top) == before { return }
    }
  }

  /// Whether a hit in memory stands below the page shown.
  private func hasMore(belowPage page: Int) -> Bool {
    !hits.isEmpty && lines(top...min(top + page, hits.count - 1)) > page
  }

  private mutating func turn(isOn: Bool, page: Int) {
    guard !hits.isEmpty else { return }
    var place = top
    if isOn {
      while place + 1 < hits.count, lines(top...place + 1) <= page { place += 1 }
      guard place + 1 < hits.count else { return select(hits.count - 1, page: page) }
      top = max(top + 1, place)
      select(max(selected, top), page: page)
    } else {
      guard top > 0 else { return select(0, page: page) }
      while place > 0, lines(place - 1...top) <= page { place -= 1 }
      top = min(top - 1, place)
      while selected > top, lines(top...selected) > page { selected -= 1 }
      select(selected, page: page)
    }
  }

  /// The lines a hit takes.
  static func lines(of hit: SearchHit) -> Int { hit.excerpt.isEmpty ? 1 : 2 }

  /// The hit that stands in a line of the page, both counted from 0; nil where none does.
  func row(inLine line: Int) -> Int? { hits.indices.dropFirst(top).first { lines(top...$0) > line } }

  private func lines(_ range: ClosedRange<Int>) -> Int {
    hits[range].reduce(0) { $0 + SearchScreen.lines(of: $1) }
  }

  /// Changes the hits in memory.
  mutating func change(_ body: (inout ArticleSummary) -> Void) {
    for index in hits.indices { body(&hits[index].article) }
  }
}

extension SearchRequest {
  /// Whether another request asks for the same hits, or for more of them.
  fileprivate func isSame(as other: SearchRequest) -> Bool {
    var other = other
    (other.after, other.limit) = (after, limit)
    return self == other
  }
}
