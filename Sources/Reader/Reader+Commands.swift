// What each command does. A key becomes a command in one table; a command has one handler here.

import Articles
import Hanzi
import Library
import Terminal
import Typesetting

extension Reader {
  /// Does what a command does: so many times, or to the row of that number, where it takes a count. A range of rows
  /// ends with what does not move the cursor.
  mutating func perform(_ command: Command, count: Int? = nil) -> [Effect] {
    guard allows(command) else { return say(.notForStrangers) }
    guard command.screens.contains(context) else { return say(notHere: command) }
    if case .search(let search) = screen, search.isAwaiting, hasRange, command.marks {
      return say(.stillLooking)
    }
    if isMarkingHits, dropsHits(command) { return stopMarking() }
    // Who marks, or undoes marks, has seen the article, whatever has been drawn: first it is read.
    if command.marks { return noteSeen() + carryOut(command, count) }
    // What there is to undo is known when all has been marked that was to be before.
    if [.undo, .redo].contains(command) { return noteSeen() + [.perform(command, count)] }
    return carryOut(command, count)
  }

  /// Does a command that may be done now.
  mutating func carryOut(_ command: Command, _ count: Int?) -> [Effect] {
    let dropped = dropAwaiting()
    if command.handsOut { return dropped + handOut(for: .command(command)) }
    // A text over the rows is left again.
    let isOverRows = screen.text != nil, keepsRange = keepsRange(command)
    let effects = effects(of: command, count)
    if !keepsRange, !isOverRows, command != .open || count == nil { endRange() }
    if isAwaiting { awaiting = (command, count) }
    return dropped + effects
  }

  /// What a command does on the screen shown; what hands an article out, with the one in hand.
  mutating func effects(of command: Command, _ count: Int?) -> [Effect] {
    let times = max(1, count ?? 1)
    return switch command {
    case .down: move(by: times)
    case .up: move(by: -times)
    case .pageDown: turnPage(times)
    case .pageUp: turnPage(-times)
    case .halfPageDown: move(by: times * max(1, pageRows / 2))
    case .halfPageUp: move(by: -times * max(1, pageRows / 2))
    case .first: count.map { go(toLine: $0) } ?? move(by: -Int.max / 4)
    case .last: count.map { go(toLine: $0) } ?? move(by: Int.max / 4)
    case .percent: go(toPercent: min(100, count ?? 0))
    case .open: count.map { go(toNumber: $0) } ?? openSelected()
    case .back: goBack()
    case .quit: askQuit()
    case .next: step(times)
    case .previous: step(-times)
    case .nextUnread: nextUnread(times)
    case .previousUnread: previousUnread(times)
    case .news: toggleNews()
    case .toggleRead: toggle(.read, times)
    case .toggleStar: toggle(.starred, times)
    case .toggleQueue: toggle(.queued, times)
    case .selectRange: toggleRange()
    case .markListRead: askMarkRead()
    case .undo: undo(times)
    case .redo: redo(times)
    case .starred: toggle(list: .starred)
    case .queue: toggle(list: .queue)
    case .earlierInQueue: moveInQueue(by: -times)
    case .laterInQueue: moveInQueue(by: times)
    case .history: toggle(list: .history)
    case .search: search()
    case .narrow: askNarrowing()
    case .widen: widen()
    case .order: changeOrder()
    case .unreadOnly: toggleUnreadOnly()
    case .keepSearch: askName()
    case .dropSearch: dropSearch()
    case .nextMatch: showMatch(times)
    case .previousMatch: showMatch(-times)
    case .clear: clear()
    case .follow: showHints()
    case .nextLink: selectLink(times)
    case .previousLink: selectLink(-times)
    case .copyAddress: copyAddress()
    case .copyParagraph: copyParagraphs(times)
    case .copyArticle: copyArticle()
    case .qrCode: showCode()
    case .showAddress: showAddress()
    case .openInBrowser: browse()
    case .save: askFile()
    case .pipe: askPipe()
    case .openInPager: openPager()
    case .openInEditor: openEditor()
    case .subjects: toggleSubjects()
    case .previousOfSubject: step(.previous, times)
    case .nextOfSubject: step(.next, times)
    case .firstOfSubject: step(.first, 1)
    case .jumpBack: goBackToArticle()
    case .script: changeScript()
    case .zen: toggleZen()
    case .sync: sync()
    case .state: toggleState()
    case .commandLine: askCommand(count)
    case .source: [.source]
    case .help: toggleHelp()
    case .log: toggleLog()
    case .redraw: [.redraw]
    case .suspend: savedPosition + [.suspend]
    }
  }

  // MARK: Looking for something

  private mutating func search() -> [Effect] {
    switch screen {
    case .article: askFind()
    case .help: askHelp()
    case .subjects(let subjects): askSubjects(subjects.filter?.text ?? "")
    case .front, .list, .search, .log, .state: askSearch()
    }
  }

  /// What is looked for no longer is.
  private mutating func clear() -> [Effect] {
    switch screen {
    case .article: selectedLink == nil ? clearFind() : deselectLink()
    case .search(let search): clearSearch(search)
    case .subjects(let subjects): subjects.filter == nil ? goBack() : filterSubjects("")
    case .help(let help): help.filter.isEmpty && help.commands == nil ? goBack() : filterHelp("")
    case .log, .state: goBack()
    case .list(let list): list.selection.isOldestFirst ? clearOrder(of: list) : []
    case .front: []
    }
  }

  // MARK: Screens

  /// Shows the log; where it is shown already, leaves it.
  private mutating func toggleLog() -> [Effect] {
    if case .log = screen { return goBack() }
    let effects = savedPosition
    var text = TextScreen(entries: logEntries, columns: size.columns)
    text.scroll(by: Int.max / 4, page: pageRows)
    show(text: .log(text))
    return effects
  }

  private mutating func openSelected() -> [Effect] {
    switch screen {
    case .front(let front):
      if let search = front.selectedSearch { return open(search) }
      guard front.rows.indices.contains(front.cursor.selected), let selection = front.selection else {
        return []
      }
      return open(list: selection) { $0.screens.append($1) }
    case .list(let list): return list.selected.map { open($0, in: list.selection) } ?? []
    case .search(let search): return search.selectedHit.map { open(hit: $0.article) } ?? []
    case .subjects(let subjects): return subjects.selected.map { open($0) } ?? []
    case .article: return selectedLink.map { follow($0) } ?? []
    case .help, .log, .state: return []
    }
  }

  /// Opens the article of a row of a list: at once where it is at hand. What has an order of its own may have another one
  /// by now.
  private mutating func open(_ row: ArticleSummary, in list: ListSelection) -> [Effect] {
    guard !list.hasOwnOrder, let (document, position) = atHand(row) else {
      return [.open(row.id, in: list)]
    }
    return show(row, document, at: position, of: list)
  }

  /// Opens the article of a hit, in the same way.
  private mutating func open(hit row: ArticleSummary) -> [Effect] {
    guard let (document, position) = atHand(row) else { return [.openHit(row.id)] }
    return show(hit: row, document, at: position, isAgain: false)
  }

  mutating func goBack() -> [Effect] {
    guard screens.count > 1 else { return say(.atFront) }
    let effects = savedPosition
    if case .list(let list) = screen { keepRow(of: list) }
    if !screens[screens.count - 2].isArticle { leaveArticle() }
    screens.removeLast()
    if case .front = screen { return effects + [.loadFront] }
    return effects + refreshedAfterBack() + reloadedSide
  }

  /// Keeps the place of the article shown.
  var savedPosition: [Effect] {
    guard case .article(let article) = screen, !article.keepsOldPlace else { return [] }
    return [.savePosition(article.summary.id, article.position)]
  }

  /// The next or previous article of the list, or category of the front page; or the one so many farther.
  private mutating func step(_ step: Int) -> [Effect] {
    switch screen {
    case .front, .search, .subjects: return move(by: step)
    case .article(let article):
      if let index = lastSearch, case .search(let search) = screens[index] {
        return openNeighbour(in: search, by: step)
      }
      let key = article.summary.key, count = min(abs(step), Reader.mostSteps)
      return savedPosition
        + [
          step > 0
            ? .openNext(after: key, in: article.list, count)
            : .openPrevious(before: key, in: article.list, count)
        ]
    case .list(let list):
      let selection = list.selection.inFirstOrder
      guard case .front(let front)? = screens.first, front.rows.contains(where: { $0.selection == selection })
      else { return say(notHere: step > 0 ? .next : .previous) }
      guard let next = front.neighbour(of: selection, by: step) else {
        return say(step > 0 ? .lastRow : .firstRow)
      }
      return show(list: next.inOrder(list.selection.order))
    case .help, .log, .state: return []
    }
  }

  /// Articles that are gone on by at once, at most.
  static let mostSteps = 1000

  private mutating func show(list selection: ListSelection) -> [Effect] {
    if case .list(let list) = screen { keepRow(of: list) }
    selectOnFront(selection)
    // A list in the other order stands over the same list in the first.
    while screen.isList { screens.removeLast() }
    return open(list: selection) { $0.push($1) }
  }

  /// Opens a list, where it was left in this run.
  mutating func open(list selection: ListSelection, _ show: (inout Reader, Screen) -> Void)
    -> [Effect]
  {
    var list = ListScreen(selection: selection)
    let left = rowsLeft[selection]
    if let left { list.open(at: left.id, left.key) }
    show(&self, .list(list))
    return [load(left.map { .article($0.id, $0.key) } ?? .around(0), of: selection)]
  }

  /// Keeps where a list is left.
  mutating func keepRow(of list: ListScreen) {
    // What was opened last stands first in the history, whenever it is opened.
    guard let selected = list.selected, list.selection != .history else { return }
    if rowsLeft.count >= Reader.mostRowsLeft { rowsLeft = [:] }
    rowsLeft[list.selection] = (selected.id, selected.key)
  }

  /// Lists whose rows are kept at most.
  private static let mostRowsLeft = 200

  /// Selects a list on the front page, so that going back leads to where one is.
  mutating func selectOnFront(_ list: ListSelection) {
    guard case .front(var front)? = screens.first,
      let row = front.rows.firstIndex(where: { $0.selection == list.inFirstOrder })
    else { return }
    front.cursor.select(row, page: pageRows)
    screens[0] = .front(front)
  }

  /// The next unread article, or the one so many farther: after the one shown or selected, then in the lists that
  /// follow.
  mutating func nextUnread(_ count: Int = 1) -> [Effect] {
    let count = min(count, Reader.mostSteps)
    switch screen {
    case .front(let front):
      let list = front.selection ?? .everything
      return [.openNextUnread(after: nil, in: list, lists: lists(after: list), count)]
    case .list(let list):
      let isUnread = list.selected?.isRead == false
      if let row = list.selected, isUnread, count == 1 { return open(row, in: list.selection) }
      return [
        .openNextUnread(
          after: list.selected?.key, in: list.selection, lists: lists(after: list.selection),
          isUnread ? count - 1 : count)
      ]
    case .search(let search): return openNextUnread(in: search, count)
    case .article(let article):
      if let index = lastSearch, case .search(let search) = screens[index] {
        return openNextUnread(in: search, count)
      }
      return savedPosition + [
        .openNextUnread(
          after: article.summary.key, in: article.list, lists: lists(after: article.list), count)
      ]
    case .subjects, .help, .log, .state: return []
    }
  }

  /// Opens the unread article above: of the list, or of the results.
  private mutating func previousUnread(_ count: Int) -> [Effect] {
    let count = min(count, Reader.mostSteps)
    switch screen {
    case .list(let list):
      guard let key = list.selected?.key else { return say(.noUnreadAbove) }
      return [.openPreviousUnread(before: key, in: list.selection, count)]
    case .search(let search): return openPreviousUnread(in: search, count)
    case .article(let article):
      if let index = lastSearch, case .search(let search) = screens[index] {
        return openPreviousUnread(in: search, count)
      }
      return savedPosition + [.openPreviousUnread(before: article.summary.key, in: article.list, count)]
    case .front, .subjects, .help, .log, .state: return []
    }
  }

  /// The categories to look through when a list has no more unread articles.
  private func lists(after list: ListSelection) -> [ListSelection] {
    guard case .front(let front)? = screens.first else { return [] }
    return front.lists(after: list.inFirstOrder).map { $0.inOrder(list.order) }
  }

  /// The next script, everywhere at once: lists, titles, the article, its terms.
  private mutating func changeScript() -> [Effect] {
    // What is seen to change comes first: most of what is published is in simplified script.
    let scripts =
      preferences.language == .traditional
      ? [Script.published, preferences.traditional, .simplified]
      : [.published, .simplified, preferences.traditional]
    let place = scripts.firstIndex(of: script ?? preferences.script) ?? 0
    let next = scripts[(place + 1) % scripts.count]
    script = next
    notice = words[next.words]
    forgetVersions()
    return [.setScript(next)] + reload() + searchAgain()
  }
}

extension Script {
  /// How the bottom line calls it.
  var words: Words.Key {
    switch self {
    case .published: .scriptPublished
    case .simplified: .scriptSimplified
    case .traditional: .scriptTraditional
    case .taiwan: .scriptTaiwan
    case .hongKong: .scriptHongKong
    }
  }
}

extension Screen {
  var isArticle: Bool { if case .article = self { true } else { false } }

  var isList: Bool {
    if case .list = self { true } else { false }
  }
}
