// The prompt as cells: the line that is typed, what came of it, what is wrong with it; and what is left of it at the
// bottom when it is closed.

import Hanzi
import Library
import Terminal

extension Reader {
  /// The line that is typed, and right of it what came of it. The cursor is seen in it.
  func draw(_ prompt: Prompt, _ surface: inout Surface) {
    let row = size.rows - 1
    surface.fill(row: row, style: Style())
    let label = label(of: prompt).fitted(size.columns - 2 - Reader.leastTyped), result = result(of: prompt)
    let width = CellWidth.of(result)
    surface.put(label, row: row, column: 1, style: Style(.mark))
    let start = 1 + CellWidth.of(label)
    let room = size.columns - 1 - start
    let line = prompt.line.shown(
      columns: max(1, room - width - 1 >= Reader.leastTyped ? room - width - 1 : room))
    surface.put(line.text, row: row, column: start)
    if room - width - 1 >= Reader.leastTyped {
      surface.put(result, row: row, column: size.columns - 1 - width, style: Style(.faint))
    }
    surface.cursor = (row, start + line.cursor)
    surface.showsCursor = true
  }

  /// What is wrong with what is typed, above the line it is typed in; reversed where it was to be searched for.
  func drawProblems(of prompt: Prompt, _ surface: inout Surface) {
    guard prompt.kind == .search || prompt.kind == .narrow, case .search(let search) = screen,
      let problems = problems(of: search.query)
    else { return }
    surface.fill(row: size.rows - 2, style: Style())
    let style = Style(.mark, reversed: notice != nil)
    surface.put(fitted(problems, size.columns - 2), row: size.rows - 2, column: 1, style: style)
  }

  /// What a command may become, in the line above; where only one is left, what it does.
  func drawCandidates(of prompt: Prompt, _ surface: inout Surface) {
    guard case .command = prompt.purpose else { return }
    let row = size.rows - 2, room = size.columns - 2
    let candidates = prompt.completion?.candidates ?? candidates(for: prompt.line.text)
    surface.fill(row: row, style: Style())
    if let only = candidates.first, candidates.count == 1 {
      let keys = keys.keys(for: only, on: context).map(\.description).joined(separator: " ")
      let help = [only.name, keys, words.help(only)].filter { !$0.isEmpty }.joined(separator: "  ")
      surface.put(fitted(help, room), row: row, column: 1, style: Style(.faint))
      return
    }
    // What they do as well, where there is room for it.
    let told = candidates.map { $0.name + " " + words.help($0).prefix { !"，；：,;:".contains($0) } }
    let width = { (labels: ArraySlice<String>) in labels.reduce(-2) { $0 + CellWidth.of($1) + 2 } }
    let labels = width(told[...]) <= room ? told : candidates.map(\.name)
    // From a candidate on that leaves the one in the line on the screen.
    let place = prompt.completion?.place ?? 0
    var start = 0
    while start < place, width(labels[start...place]) > room { start += 1 }
    var column = 1
    for (index, label) in labels.enumerated().dropFirst(start) where column < size.columns {
      let style = Style(.faint, reversed: index == prompt.completion?.place)
      surface.put(fitted(label, room + 1 - column), row: row, column: column, style: style)
      column += CellWidth.of(label) + 2
      // Of the same style: a change of it costs more than both blanks.
      surface.put("  ", row: row, column: column - 2, style: Style(.faint))
    }
  }

  /// Columns that a line needs to be typed in; what came of it is left out where it would leave fewer.
  private static let leastTyped = 8

  private func label(of prompt: Prompt) -> String {
    switch prompt.purpose {
    case .find, .subjects, .help: "/"
    case .command: ":"
    case .search: if case .search(let search) = screen { words(of: search.scope) + "/" } else { "/" }
    case .narrow: "&"
    case .name: words[.searchName] + words[.colon]
    case .save: words[.saveAs] + words[.colon]
    case .pipe: "|"
    }
  }

  private func result(of prompt: Prompt) -> String {
    switch (prompt.purpose, screen) {
    case (.find, .article(let article)): article.found.map(count) ?? ""
    case (.search, .search(let search)), (.narrow, .search(let search)):
      search.isBlank ? "" : count(of: search)
    case (.subjects, .subjects(let subjects)): subjects.filter.map { String($0.found.count) } ?? ""
    default: ""
    }
  }

  /// What is looked for in the article shown, and how often it is there.
  var findState: String {
    guard case .article(let article) = screen, let found = article.found else { return "" }
    return "/\(fitted(found.sought.text, size.columns / 4)) \(count(of: found))"
  }

  /// How results are ordered when the key for it is pressed.
  var orderWord: Words.Key {
    switch screen {
    case .list(let list): return list.selection.isOldestFirst ? .newest : .oldest
    case .search(let search):
      return switch search.nextOrder {
      case .newest: .newest
      case .oldest: .oldest
      case .relevance: .relevance
      }
    default: return .oldest
    }
  }
}
