// Moving: by lines, by pages, to a row or a line by its number, on each screen as it is.

import Articles
import Library
import Terminal

extension Reader {
  /// Moves the cursor of a list, or the text of an article, by lines.
  mutating func move(by lines: Int) -> [Effect] {
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
      list.select(lines > count ? count - 1 : place + lines, page: pageRows, leap: leap)
      screen = .list(list)
      return missingRows
    case .article(var article):
      article.scroll(by: lines, page: articleRows)
      screen = .article(article)
      return savedPosition
    case .search(let search):
      let place = search.selected + lines
      let effects = changeSearch { [leap] in $0.go(to: place, page: $1, leap: leap) }
      return place >= search.hits.count && search.isTooLong ? say(.tooManyHits) : effects
    case .subjects(let subjects):
      let count = subjects.cursor.count
      let row = lines > count ? count - 1 : subjects.cursor.selected + lines
      return changeSubjects { $0.select(row, page: $1) }
    case .help, .log, .state:
      let page = pageRows
      screen.text?.scroll(by: lines, page: page)
      return []
    }
  }

  /// Turns the page; two lines of an article's last page stay in view. Past an article's end the next
  /// unread one is opened.
  mutating func turnPage(_ pages: Int) -> [Effect] {
    switch screen {
    case .list(var list):
      list.turn(pages, page: pageRows)
      screen = .list(list)
      return missingRows
    case .article(var article):
      if pages > 0, article.isAtEnd { return nextUnread() }
      article.turn(pages, page: articleRows)
      screen = .article(article)
      return savedPosition
    case .search: return turnHits(pages)
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

  /// Goes to a row or a line by its number; to the last where there are not so many.
  mutating func go(toLine number: Int) -> [Effect] {
    switch screen {
    case .front(let front): return go(toNumber: min(number, front.rows.count))
    case .list(let list): return go(toNumber: min(number, list.cursor.count))
    case .search: return changeSearch { $0.go(to: max(1, number) - 1, page: $1) }
    case .subjects(let subjects):
      let row = subjects.row(ofNumber: number) ?? subjects.cursor.count - 1
      return changeSubjects { $0.select(row, page: $1) }
    case .article, .help, .log, .state:
      _ = move(by: -Int.max / 4)
      return move(by: number - 1)
    }
  }

  /// Goes to where so many hundredths are above, of the rows or of the text.
  mutating func go(toPercent percent: Int) -> [Effect] {
    let row = { (count: Int) in max(1, count * percent / 100) }
    switch screen {
    case .front(let front): return go(toLine: row(front.rows.count))
    case .list(let list): return go(toLine: row(list.cursor.count))
    case .search(let search): return goToHit(atPercent: percent, of: search)
    case .subjects(let subjects): return go(toLine: row(subjects.listed))
    case .article(var article):
      article.go(toPercent: percent, page: articleRows)
      screen = .article(article)
      return savedPosition
    case .help(let help): return go(toLine: 1 + help.text.lines.count * percent / 100)
    case .log(let text), .state(let text): return go(toLine: 1 + text.lines.count * percent / 100)
    }
  }

  /// Goes to a row or, in an article, where a link leads, by its number.
  mutating func go(toNumber number: Int) -> [Effect] {
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
      guard number > 0, number <= search.hits.count || search.next != nil else { return say(.notFound) }
      return changeSearch { $0.go(to: number - 1, page: $1) }
    case .help, .log, .state: return go(toLine: number)
    }
  }
}
