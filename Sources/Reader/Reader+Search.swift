// Searching: a search begun from a list or the front page, what is typed in it, its results, what is opened of them.

import Articles
import Hanzi
package import Library
import Terminal

extension Reader {
  // MARK: Asking

  /// Asks what to search for: in the titles of the list shown, in all articles from the front page; in results what
  /// they are of can be changed.
  mutating func askSearch() -> [Effect] {
    switch screen {
    case .front: push(.search(SearchScreen(list: .everything, scope: .everything)))
    case .list(let list): push(.search(SearchScreen(list: list.selection, scope: .titles)))
    case .search(let search):
      searchBefore = search
      ask(.search, search.text)
      return []
    case .article, .subjects, .help, .log, .state: return []
    }
    searchBefore = nil
    ask(.search)
    return []
  }

  /// Asks for words that the titles of the list shown, or of the results, must have to stay.
  mutating func askNarrowing() -> [Effect] {
    switch screen {
    case .list(let list):
      push(.search(SearchScreen(list: list.selection, scope: .titles)))
      searchBefore = nil
      ask(.narrow)
    case .search(let search):
      searchBefore = search
      ask(.narrow, search.narrowing)
    case .front, .article, .subjects, .help, .log, .state: break
    }
    return []
  }

  /// Searches for what has been typed.
  mutating func search(_ change: (inout SearchScreen) -> Void) -> [Effect] {
    guard case .search(var search) = screen else { return [] }
    change(&search)
    let request = search.ask(page: pageRows)
    screen = .search(search)
    return request.map { [.search($0)] } ?? []
  }

  /// Leaves a prompt of a search: its results stay, and what is wrong with the query is said. A search for nothing is
  /// none; where nothing in it is right, that stands out, and it is typed on.
  mutating func acceptSearch(_ prompt: Prompt) -> [Effect] {
    guard case .search(let search) = screen else { return [] }
    if search.isBlank, !search.query.problems.isEmpty {
      self.prompt = prompt
      notice = problems(of: search.query)
      return []
    }
    searchBefore = nil
    let effects = search.isBlank ? goBack() : []
    notice = problems(of: search.query)
    return effects
  }

  /// Leaves a prompt of a search that is not wanted: what was searched for before is again, at its place, or else the
  /// search goes.
  mutating func cancelSearch() -> [Effect] {
    guard let before = searchBefore else { return goBack() }
    searchBefore = nil
    screen = .search(before)
    return searchAgain()
  }

  /// Leaves the results for the list they are of; where one was chosen of them, that is selected there.
  mutating func clearSearch(_ search: SearchScreen) -> [Effect] {
    guard search.scope != .everything, let found = search.selectedHit?.article,
      search.isAllUnread || isChosen(found, at: search.selected)
    else { return goBack() }
    return goBack(to: search.list, at: found)
  }

  /// Whether an article that is selected at a place was gone to, and is not only the first.
  private func isChosen(_ article: ArticleSummary, at place: Int) -> Bool {
    place > 0 || trail.last?.id == article.id
  }

  /// Goes back; where that is to a list that has an article, in whichever order, that is selected there.
  private mutating func goBack(to selection: ListSelection, at found: ArticleSummary) -> [Effect] {
    let effects = goBack()
    guard case .list(var list) = screen, list.selection.inFirstOrder == selection, !selection.hasOwnOrder
    else {
      return effects
    }
    let isInMemory = list.select(found.id, page: pageRows)
    screen = .list(list)
    return effects
      + (isInMemory ? missingRows(of: list) : [load(.article(found.id, found.key), of: list.selection)])
  }

  /// Looks wider: from titles to texts, to all articles, and back to titles.
  mutating func widen() -> [Effect] {
    guard case .search = screen else { return say(notHere: .widen) }
    return search { search in
      search.scope =
        switch search.scope {
        case .titles: search.list == .everything ? .everything : .fullText
        case .fullText: .everything
        case .everything: .titles
        }
    }
  }

  /// Leaves a list whose oldest come first.
  mutating func clearOrder(of list: ListScreen) -> [Effect] {
    chosen(of: list).map { goBack(to: list.selection.inFirstOrder, at: $0) } ?? goBack()
  }

  private func chosen(of list: ListScreen) -> ArticleSummary? {
    list.selected.flatMap { isChosen($0, at: list.cursor.selected) ? $0 : nil }
  }

  /// The newest first, the oldest, or the most relevant. A list whose oldest come first is shown over the list itself.
  mutating func changeOrder() -> [Effect] {
    guard case .list(let list) = screen else { return search { $0.order = $0.nextOrder } }
    let selection = list.selection
    if selection.hasOwnOrder { return say(notHere: .order) }
    keepRow(of: list)
    guard selection.isOldestFirst else {
      push(.list(ListScreen(selection: .oldestFirst(selection))))
      return [load(.around(0), of: .oldestFirst(selection))]
    }
    if case .list(let below)? = screens.dropLast().last, below.selection == selection.inFirstOrder {
      return clearOrder(of: list)
    }
    let chosen = chosen(of: list)
    var other = ListScreen(selection: selection.inFirstOrder)
    if let chosen { _ = other.select(chosen.id, page: pageRows) }
    screen = .list(other)
    return [load(chosen.map { .article($0.id, $0.key) } ?? .around(0), of: other.selection)]
  }

  /// Shows only what is unread of the list shown or selected, or of the results; where that is shown already, all. One stays
  /// at the article selected, or goes on to the next that is shown.
  mutating func toggleUnreadOnly() -> [Effect] {
    var selected: ArticleSummary?
    switch screen {
    case .front(let front):
      guard let list = front.selection else { return say(notHere: .unreadOnly) }
      push(.search(SearchScreen(list: list, scope: .titles)))
    case .list(let list):
      keepRow(of: list)
      selected = list.selected
      push(.search(SearchScreen(list: list.selection, scope: .titles)))
    case .search(let search) where search.isAllUnread: return clearSearch(search)
    case .search(let search): selected = search.selectedHit?.article
    case .article, .subjects, .help, .log, .state: break
    }
    return search { [selected] in
      $0.isUnreadOnly.toggle()
      $0.open(at: selected)
    }
  }

  // MARK: Results

  /// Hits have come; more are asked for where the page needs them.
  mutating func take(_ answer: SearchPage, to request: SearchRequest) -> [Effect] {
    guard let index = place(of: request) else { return [] }
    let wasAwaiting = isAwaiting(at: index)
    let effects = changeSearch(at: index) { $0.take(answer, to: request, page: $1) }
    return effects + endGathering(at: index) + (wasAwaiting ? goOn(at: index) : [])
  }

  /// Has all hits read, to be counted or marked; or no more of them than are needed.
  mutating func gather(for reason: SearchScreen.Gathering?) -> [Effect] {
    let effects = changeSearch { search, _ in search.gathering = reason }
    return effects + (lastSearch.map { endGathering(at: $0) } ?? [])
  }

  /// Marks all hits read where that is why all were read.
  private mutating func endGathering(at index: Int) -> [Effect] {
    guard case .search(let search) = screens[index], let reason = search.gathering, search.hasAll else {
      return []
    }
    _ = changeSearch(at: index) { search, _ in search.gathering = nil }
    if reason == .counting { return [] }
    let ids = search.hits.lazy.map(\.article).filter { !$0.isRead }.map(\.id)
    return ids.isEmpty ? say(.noUnreadFound) : give(.read, to: Array(ids), true)
  }

  /// Changes the results shown, or those at a place; more hits are read as one comes to their end.
  mutating func changeSearch(at place: Int? = nil, _ change: (inout SearchScreen, _ page: Int) -> Void)
    -> [Effect]
  {
    guard let index = place ?? lastSearch, case .search(var search) = screens[index] else { return [] }
    // Thousands of hits are not copied.
    screens[index] = .front(FrontScreen())
    change(&search, pageRows)
    let more = search.askForMore(page: pageRows)
    screens[index] = .search(search)
    return more.map { [.search($0)] } ?? []
  }

  /// The effects that search again what is in memory: articles or their marks have changed.
  mutating func searchAgain() -> [Effect] {
    guard let index = lastSearch, case .search(var search) = screens[index] else { return [] }
    let request = search.ask(page: pageRows)
    screens[index] = .search(search)
    return request.map { [.search($0)] } ?? []
  }

  /// What was searched for could not be.
  mutating func giveUp(_ request: SearchRequest) {
    guard let index = place(of: request), case .search(var search) = screens[index] else { return }
    search.giveUp()
    screens[index] = .search(search)
    if index == lastSearch { awaiting = nil }
  }

  /// The screen of results that waits for the answer to a request, wherever it lies.
  private func place(of request: SearchRequest) -> Int? {
    screens.lastIndex { if case .search(let search) = $0 { search.asked == request } else { false } }
  }

  /// The screen of results, shown or under the articles opened from it.
  var lastSearch: Int? {
    let index = screens.lastIndex { if case .article = $0 { false } else { true } }
    return index.flatMap { if case .search = screens[$0] { $0 } else { nil } }
  }

  // MARK: Articles of the results

  /// The hit so many after the one that was opened last, or before it.
  mutating func openNeighbour(in search: SearchScreen, by step: Int) -> [Effect] {
    let place = max(0, min(search.selected + step, search.hits.count - 1))
    if place != search.selected + step, step > 0, search.next != nil {
      return wait(for: search.selected + step + 1, of: search)
    }
    guard place != search.selected else { return say(step > 0 ? .lastRow : .firstRow) }
    return savedPosition + [.openHit(search.hits[place].article.id)]
  }

  /// The next unread hit, from the one selected on, or the one so many farther; after the last, the first. From an article
  /// it is another one than that.
  mutating func openNextUnread(in search: SearchScreen, _ count: Int) -> [Effect] {
    var shown: ArticleID?
    if case .article(let article) = screen { shown = article.summary.id }
    let isUnread = { (hit: SearchHit) in !hit.article.isRead && hit.article.id != shown }
    let following = Array(search.hits.dropFirst(search.selected).lazy.filter(isUnread).prefix(count))
    if following.count < count, search.next != nil, !search.isTooLong || following.isEmpty {
      return wait(for: search.hits.count + 1, of: search)
    }
    guard let hit = following.last ?? search.hits.first(where: isUnread) else { return say(.noUnreadFound) }
    return savedPosition + [.openHit(hit.article.id)]
  }

  /// Opens the hit so many unread ones above; the first of them where there are not so many.
  mutating func openPreviousUnread(in search: SearchScreen, _ count: Int) -> [Effect] {
    let unread = search.hits.prefix(search.selected).reversed().lazy.filter { !$0.article.isRead }
    guard let hit = unread.prefix(count).last else { return say(.noUnreadAbove) }
    return savedPosition + [.openHit(hit.article.id)]
  }

  /// Shows an article of the results, over them. Where texts were searched, it is at the first passage found; again, where
  /// it was left. That place is kept until one moves.
  mutating func show(
    hit summary: ArticleSummary, _ document: Document, at position: Position?, isAgain: Bool
  ) -> [Effect] {
    guard let index = lastSearch, case .search(let search) = screens[index] else { return [] }
    var article = opened(summary, document, at: position, of: search.list)
    if search.scope != .titles {
      let isByPinyin = search.hits.first { $0.article.id == summary.id }?.isByPinyin ?? false
      let left = article.position
      article.find(firstOf: .query(search.query, withPinyin: isByPinyin), page: articleRows)
      if isAgain { article.go(to: left, page: articleRows) }
      article.keepsOldPlace = position != nil
    }
    leaveArticle(for: summary.id)
    return show(article, overSearchAt: index)
  }

  /// Shows an article that is among the hits of a search, over them.
  mutating func show(_ article: ArticleScreen, overSearchAt index: Int) -> [Effect] {
    screens = screens[...index] + [.article(article)]
    return changeSearch { $0.select(article.summary.id, page: $1) }
  }

  // MARK: Words

  /// What a search looks through, as its prompt and its title say.
  func words(of scope: SearchScreen.Scope) -> String {
    switch scope {
    case .titles: words[.inTitles]
    case .fullText: words[.inTexts]
    case .everything: words[.inEverything]
    }
  }

  /// What the title bar says of a search.
  func title(of search: SearchScreen) -> String {
    if let saved = saved(of: search) { return saved.name }
    let list =
      search.scope == .everything || search.list == .everything
      ? "" : title(of: search.list).fitted(size.columns / 3) + " "
    let narrowing = search.narrowing.isEmpty ? "" : "&" + search.narrowing
    let unread = search.isUnreadOnly ? words[.unreadOnly] + " " : ""
    let order = search.isAllUnread && search.order == .oldest ? words[.oldest] + " " : ""
    let isPlain = search.text.isEmpty && search.scope == .titles
    return list + unread + order + (isPlain ? "" : words(of: search.scope))
      + (search.text.isEmpty ? "" : "/" + search.text + " ") + narrowing
  }

  /// How many hits there are, as far as is known, and how much of the library was looked through.
  func count(of search: SearchScreen) -> String {
    let more = search.next == nil ? "" : "+"
    let progress = search.progress.map { "  \(words[.indexed]) \(Int($0 * 100))%" } ?? ""
    return "\(search.hits.count)\(more)\(progress)"
  }

  /// What is wrong with a query, in a line; nil where nothing is.
  func problems(of query: SearchQuery) -> String? {
    query.problems.isEmpty ? nil : query.problems.map(words.explain).joined(separator: words[.semicolon])
  }
}

extension Language {
  /// What is wrong with a query.
  package func explain(_ problem: SearchQuery.Problem) -> String {
    switch problem {
    case .openQuotation: self[.openQuotation]
    case .unknownField(let field): self[.unknownField] + self[.colon] + field
    case .noValue(let field): self[.noFieldValue] + self[.colon] + field
    case .noDate(let date): self[.noDate] + self[.colon] + date
    case .unknownState(let state): self[.unknownState] + self[.colon] + state
    case .nothingToFind: self[.nothingToFind]
    }
  }
}
