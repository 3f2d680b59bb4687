// Commands in results that need hits which are not in memory: the hits are read, nothing moves meanwhile, and then the
// command is done again. Any other command ends that.

import Library

extension Reader {
  /// Whether a command waits for hits of the results at a place.
  func isAwaiting(at index: Int) -> Bool {
    if case .search(let search) = screens[index] { search.awaited != nil } else { false }
  }

  /// Whether what was just done waits for hits of the results shown, or of those under an article.
  var isAwaiting: Bool { lastSearch.map { isAwaiting(at: $0) } ?? false }

  /// Has so many hits read for the command that is being done, which is done again then; of too many no more are read.
  mutating func wait(for count: Int, of search: SearchScreen) -> [Effect] {
    search.isTooLong
      ? say(.tooManyHits) : changeSearch { search, _ in search.wait(for: count) } + say(.looking)
  }

  /// Does a command again that waited for hits, when they have come.
  mutating func goOn(at index: Int) -> [Effect] {
    guard let (command, count) = awaiting, index == lastSearch, !isAwaiting else { return [] }
    awaiting = nil
    if notice == words[.looking] { notice = nil }
    return carryOut(command, count)
  }

  /// A command that waits for hits is not wanted any more.
  mutating func dropAwaiting() -> [Effect] {
    guard awaiting != nil else { return [] }
    awaiting = nil
    return changeSearch { search, _ in search.wait(for: nil) }
  }

  /// Turns the pages of results.
  mutating func turnHits(_ pages: Int) -> [Effect] {
    let effects = changeSearch { $0.turn(pages, page: $1) }
    return isAwaiting ? effects + say(.looking) : effects
  }

  /// Goes to where so many hundredths of all hits are above.
  mutating func goToHit(atPercent percent: Int, of search: SearchScreen) -> [Effect] {
    if percent > 0, search.next != nil, !search.isTooLong { return wait(for: .max, of: search) }
    return go(toLine: max(1, search.hits.count * percent / 100))
  }
}
