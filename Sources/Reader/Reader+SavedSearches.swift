// Searches that are kept under a name: listed on the front page, opened like a list, renamed, kept no more.

import Library

extension Reader {
  /// So many unread articles of a search are counted at most; the front page then says 99+.
  package static let mostCounted = 100

  /// A count, as far as it was counted.
  static func limited(_ count: Int) -> String { count < mostCounted ? "\(count)" : "\(mostCounted - 1)+" }

  /// Opens a search that is kept.
  mutating func open(_ saved: SavedSearch) -> [Effect] {
    if let list = saved.wholeList { return open(list: list) { $0.screens.append($1) } }
    screens.append(.search(SearchScreen(saved)))
    return search { _ in }
  }

  /// The kept search that asks for what a search does; nil where none is.
  func saved(of search: SearchScreen) -> SavedSearch? { saved(as: search.toBeSaved) }

  /// The kept search that is all of a list in its order; nil where none is.
  func saved(of list: ListSelection) -> SavedSearch? { saved(as: SavedSearch(of: list)) }

  private func saved(as wished: SavedSearch) -> SavedSearch? {
    searches.first { saved in
      var saved = saved
      (saved.id, saved.name) = (wished.id, wished.name)
      return saved == wished
    }
  }

  /// The kept search that is selected or shown, or the one shown that could be kept.
  private var searchInHand: SavedSearch? {
    switch screen {
    case .front(let front): front.selectedSearch
    case .search(let search): search.isBlank ? nil : saved(of: search) ?? keepable(search.toBeSaved)
    case .list(let list) where list.selection.isOldestFirst:
      saved(of: list.selection) ?? keepable(SavedSearch(of: list.selection))
    case .list, .article, .subjects, .help, .log, .state: nil
    }
  }

  /// A search that can be kept; nil where it is of what came since the last visit, which is another list with each.
  private func keepable(_ search: SavedSearch) -> SavedSearch? {
    if case .arrived = search.list { nil } else { search }
  }

  /// Asks for the name under which to keep a search, or the other name of one that is kept.
  mutating func askName() -> [Effect] {
    guard let search = searchInHand else { return say(notHere: .keepSearch) }
    ask(.name(search), search.name)
    return []
  }

  /// Keeps a search under a name, or renames it; by a name of nothing all stays.
  mutating func keep(_ search: SavedSearch, as name: String) -> [Effect] {
    guard !name.allSatisfy(\.isWhitespace) else { return [] }
    notice = words[search.id == 0 ? .searchKept : .searchRenamed] + name
    if search.id != 0 { return [.renameSearch(search.id, to: name)] }
    var search = search
    search.name = name
    return [.keepSearch(search)]
  }

  /// Keeps the search in hand no more; its results stay where they are shown.
  mutating func dropSearch() -> [Effect] {
    guard let search = searchInHand, search.id != 0 else { return say(notHere: .dropSearch) }
    notice = sentence(.searchDropped)
    return [.dropSearch(search.id)]
  }

  /// The searches that are kept now.
  mutating func take(_ searches: [SavedSearch]) -> [Effect] {
    self.searches = searches
    fillFront()
    return searches.isEmpty ? [] : [.countSearches(searches)]
  }

  mutating func showCount(_ count: Int, of search: Int64) {
    searchCounts[search] = count
    fillFront()
  }
}
