// What each command does. A key becomes a command in one table; a command has one handler here.

import Articles
import Hanzi
import Library
import Terminal
import Typesetting

extension Reader {
  mutating func handle(_ key: Key) -> [Effect] {
    notice = nil
    if let question { return answer(question, key) }
    if let prompt { return type(key, in: prompt) }
    if case .character(let digit) = key, digit.isASCII, digit.isNumber {
      if digits.count < Reader.mostDigits { digits.append(digit) }
      return []
    }
    let number = Int(digits)
    digits = ""
    if let number {
      if keys[key] == .open { return go(toNumber: number) }
      if key == .escape || key == .backspace { return [] }
    }
    return keys[key].map { perform($0) } ?? []
  }

  /// The digits of the highest number that can be typed.
  private static let mostDigits = 7

  mutating func perform(_ command: Command) -> [Effect] {
    switch command {
    case .down: move(by: 1)
    case .up: move(by: -1)
    case .pageDown: turnPage(1)
    case .pageUp: turnPage(-1)
    case .halfPageDown: move(by: max(1, pageRows / 2))
    case .halfPageUp: move(by: -max(1, pageRows / 2))
    case .first: move(by: -Int.max / 4)
    case .last: move(by: Int.max / 4)
    case .open: openSelected()
    case .back: goBack()
    case .quit: leave()
    case .next: step(1)
    case .previous: step(-1)
    case .nextUnread: isFinding ? showMatch(1) : nextUnread()
    case .toggleRead: isFinding ? showMatch(-1) : toggleRead()
    case .toggleStar: toggleStar()
    case .markListRead: askMarkRead()
    case .undo: undo()
    case .search: search()
    case .narrow: askNarrowing()
    case .widen: widen()
    case .order: changeOrder()
    case .keepSearch: askName()
    case .dropSearch: dropSearch()
    case .clear: clear()
    case .subjects: toggleSubjects()
    case .previousOfSubject: step(.previous)
    case .nextOfSubject: step(.next)
    case .firstOfSubject: step(.first)
    case .goBack: goBackToArticle()
    case .script: changeScript()
    case .sync: sync()
    case .state: toggleState()
    case .help: toggle(.help(TextScreen(entries: helpEntries, columns: size.columns)))
    case .log: toggle(.log(TextScreen(entries: logEntries, columns: size.columns)))
    case .redraw: [.redraw]
    case .suspend: savedPosition + [.suspend]
    }
  }

  // MARK: Looking for something

  private mutating func search() -> [Effect] {
    switch screen {
    case .article: askFind()
    case .subjects(let subjects): askSubjects(subjects.filter?.text ?? "")
    case .front, .list, .search, .help, .log, .state: askSearch()
    }
  }

  /// What is looked for no longer is.
  private mutating func clear() -> [Effect] {
    switch screen {
    case .article: clearFind()
    case .search: goBack()
    case .subjects: filterSubjects("")
    case .front, .list, .help, .log, .state: []
    }
  }

  // MARK: Moving

  /// Moves the cursor of a list, or the text of an article, by lines.
  private mutating func move(by lines: Int) -> [Effect] {
    switch screen {
    case .front(var front):
      var row = max(0, min(front.cursor.selected + lines, front.rows.count - 1))
      while front.rows.indices.contains(row), front.rows[row].isHeading { row += lines < 0 ? -1 : 1 }
      if front.rows.indices.contains(row) { front.cursor.select(row, page: pageRows) }
      if front.cursor.selected <= 1 { front.cursor.top = 0 }
      screen = .front(front)
      return []
    case .list(var list):
      let count = list.cursor.count
      let place = list.cursor.selected
      list.select(lines > count ? count - 1 : place + lines, page: pageRows)
      screen = .list(list)
      return missingRows
    case .article(var article):
      article.scroll(by: lines, page: pageRows)
      screen = .article(article)
      return savedPosition
    case .search(let search):
      let place = lines > search.hits.count ? search.hits.count - 1 : search.selected + lines
      return moveInHits { $0.select(place, page: $1) }
    case .subjects(let subjects):
      let count = subjects.cursor.count
      let row = lines > count ? count - 1 : subjects.cursor.selected + lines
      return changeSubjects { $0.select(row, page: $1) }
    case .help(var text):
      text.scroll(to: text.top + lines, page: pageRows)
      screen = .help(text)
      return []
    case .log(var text):
      text.scroll(to: text.top + lines, page: pageRows)
      screen = .log(text)
      return []
    case .state(var text):
      text.scroll(to: text.top + lines, page: pageRows)
      screen = .state(text)
      return []
    }
  }

  /// Turns the page; two lines of an article's last page stay in view. Past an article's end the next
  /// unread one is opened.
  private mutating func turnPage(_ pages: Int) -> [Effect] {
    switch screen {
    case .list(var list):
      list.turn(pages, page: pageRows)
      screen = .list(list)
      return missingRows
    case .article(var article):
      if pages > 0, article.isAtEnd { return nextUnread() }
      article.turn(pages, page: pageRows)
      screen = .article(article)
      return savedPosition
    case .search: return moveInHits { $0.turn(pages, page: $1) }
    case .subjects: return changeSubjects { $0.turn(pages, page: $1) }
    case .front, .help, .log, .state: return move(by: pages * max(1, pageRows - 1))
    }
  }

  /// What must be read for the rows of the list shown.
  var missingRows: [Effect] {
    if case .list(let list) = screen { missingRows(of: list) } else { [] }
  }

  /// Some pages of rows, the one shown among them.
  func load(_ request: RowsRequest, of list: ListSelection) -> Effect {
    .loadRows(list, request, limit: ListScreen.pagesAtOnce * pageRows)
  }

  func missingRows(of list: ListScreen) -> [Effect] {
    list.missing(page: pageRows).map { [load($0, of: list.selection)] } ?? []
  }

  /// Goes to a row or, in an article, where a link leads, by its number.
  private mutating func go(toNumber number: Int) -> [Effect] {
    switch screen {
    case .list(var list):
      guard (1...max(1, list.cursor.count)).contains(number) else { return say(.notFound) }
      list.select(number - 1, page: pageRows)
      screen = .list(list)
      return missingRows
    case .front(let front):
      guard (1...max(1, front.rows.count)).contains(number) else { return say(.notFound) }
      return move(by: number - 1 - front.cursor.selected)
    case .article(let article): return follow(number, from: article)
    case .subjects(let subjects):
      guard let row = subjects.row(ofNumber: number) else { return say(.notFound) }
      return changeSubjects { $0.select(row, page: $1) }
    case .search(let search):
      guard search.hits.indices.contains(number - 1) else { return say(.notFound) }
      return moveInHits { $0.select(number - 1, page: $1) }
    case .help, .log, .state: return []
    }
  }

  // MARK: Screens

  /// Shows help or the log; where it is shown already, leaves it.
  private mutating func toggle(_ new: Screen) -> [Effect] {
    switch (screen, new) {
    case (.help, .help), (.log, .log): return goBack()
    default:
      let effects = savedPosition
      screens.append(new)
      return effects
    }
  }

  private mutating func openSelected() -> [Effect] {
    switch screen {
    case .front(let front):
      if let search = front.selectedSearch { return open(search) }
      guard front.rows.indices.contains(front.cursor.selected), let selection = front.selection else {
        return []
      }
      screens.append(.list(ListScreen(selection: selection)))
      return [load(.around(0), of: selection)]
    case .list(let list): return list.selected.map { [.open($0.id, in: list.selection)] } ?? []
    case .search(let search): return search.selectedHit.map { [.openHit($0.article.id)] } ?? []
    case .subjects(let subjects): return subjects.selected.map { open($0) } ?? []
    case .article, .help, .log, .state: return []
    }
  }

  mutating func goBack() -> [Effect] {
    guard screens.count > 1 else { return leave() }
    let effects = savedPosition
    screens.removeLast()
    if case .front = screen { return effects + [.loadFront] }
    return effects + missingRows
  }

  private mutating func leave() -> [Effect] { savedPosition + [.quit] }

  /// Keeps the place of the article shown.
  var savedPosition: [Effect] {
    guard case .article(let article) = screen else { return [] }
    return [.savePosition(article.summary.id, article.position)]
  }

  /// The next or previous article of the list, or category of the front page.
  private mutating func step(_ step: Int) -> [Effect] {
    switch screen {
    case .front, .search, .subjects: return move(by: step)
    case .article(let article):
      if let index = lastSearch, case .search(let search) = screens[index] {
        return openNeighbour(in: search, by: step)
      }
      let key = article.summary.key
      return savedPosition
        + [step > 0 ? .openNext(after: key, in: article.list) : .openPrevious(before: key, in: article.list)]
    case .list(let list):
      guard case .front(let front)? = screens.first,
        let next = front.neighbour(of: list.selection, by: step)
      else { return say(step > 0 ? .lastRow : .firstRow) }
      return show(list: next)
    case .help, .log, .state: return []
    }
  }

  private mutating func show(list selection: ListSelection) -> [Effect] {
    screen = .list(ListScreen(selection: selection))
    selectOnFront(selection)
    return [load(.around(0), of: selection)]
  }

  /// Selects a list on the front page, so that going back leads to where one is.
  mutating func selectOnFront(_ list: ListSelection) {
    guard case .front(var front)? = screens.first,
      let row = front.rows.firstIndex(where: { $0.selection == list })
    else { return }
    front.cursor.select(row, page: pageRows)
    screens[0] = .front(front)
  }

  /// The next unread article: after the one shown or selected, then in the lists that follow.
  private mutating func nextUnread() -> [Effect] {
    switch screen {
    case .front(let front):
      let list = front.selection ?? .everything
      return [.openNextUnread(after: nil, in: list, lists: lists(after: list))]
    case .list(let list):
      if let row = list.selected, !row.isRead { return [.open(row.id, in: list.selection)] }
      return [
        .openNextUnread(
          after: list.selected?.key, in: list.selection, lists: lists(after: list.selection))
      ]
    case .search(let search): return openNextUnread(in: search)
    case .article(let article):
      if let index = lastSearch, case .search(let search) = screens[index] {
        return openNextUnread(in: search)
      }
      return savedPosition + [
        .openNextUnread(
          after: article.summary.key, in: article.list, lists: lists(after: article.list))
      ]
    case .subjects, .help, .log, .state: return []
    }
  }

  /// The categories to look through when a list has no more unread articles.
  private func lists(after list: ListSelection) -> [ListSelection] {
    if case .front(let front)? = screens.first { front.lists(after: list) } else { [] }
  }

  /// The next script, everywhere at once: lists, titles, the article, its terms.
  private mutating func changeScript() -> [Effect] {
    let scripts = [Script.published, .simplified, preferences.traditional]
    let place = script.flatMap { scripts.firstIndex(of: $0) } ?? 0
    let next = scripts[(place + 1) % scripts.count]
    script = next
    notice = words[next.words]
    return [.setScript(next)] + reload()
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
  var isList: Bool {
    if case .list = self { true } else { false }
  }
}

extension Reader {
  /// What to do when the reader is ended from outside.
  package var lastEffects: [Effect] { savedPosition }
}
