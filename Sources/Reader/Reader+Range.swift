// A range of rows, begun at one and going to the cursor, to be marked as one.

import Articles
import Library

/// A range of rows.
struct RowRange: Sendable {
  /// How many rows it has, and those of them that are in memory.
  let count: Int, articles: [ArticleSummary]
  /// The articles as the library has them; nil where all are in memory.
  var rows: ListRange?
}

extension Command {
  /// Whether it gives a mark to the articles of a range.
  var marks: Bool { [.toggleRead, .toggleStar, .toggleQueue].contains(self) }

  /// Whether a range of rows goes on after it.
  var keepsRange: Bool {
    switch self {
    case .down, .up, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .first, .last, .percent, .selectRange,
      .commandLine, .redraw, .suspend, .source, .sync, .script, .state, .help, .log:
      true
    default: false
    }
  }
}

extension Reader {
  /// The range of rows of the screen shown; nil where there is none.
  var range: RowRange? {
    switch screen {
    case .list(let list): list.rowRange
    case .search(let search): search.rowRange
    case .front, .article, .subjects, .help, .log, .state: nil
    }
  }

  /// Whether the screen shown has a range of rows; a range may be long, and this costs nothing.
  var hasRange: Bool {
    switch screen {
    case .list(let list): list.range != nil
    case .search(let search): search.range != nil
    case .front, .article, .subjects, .help, .log, .state: false
    }
  }

  /// Whether a range of rows goes on after a command on the screen shown: in results the next and the previous are rows.
  func keepsRange(_ command: Command) -> Bool {
    if case .search = screen, [.next, .previous].contains(command) { true } else { command.keepsRange }
  }

  /// Begins a range at the cursor, or ends it.
  mutating func toggleRange() -> [Effect] {
    switch screen {
    case .list(var list):
      list.toggleRange()
      screen = .list(list)
    case .search(var search):
      search.toggleRange()
      screen = .search(search)
    case .front, .article, .subjects, .help, .log, .state: break
    }
    return []
  }

  /// Ends the range there is, on whatever screen.
  mutating func endRange() {
    for index in screens.indices {
      switch screens[index] {
      case .list(var list) where list.range != nil:
        list.toggleRange()
        screens[index] = .list(list)
      case .search(var search) where search.range != nil:
        search.toggleRange()
        screens[index] = .search(search)
      default: break
      }
    }
  }
}

extension ListScreen {
  /// The selected row and as many of those after it as make up a count.
  func rows(_ count: Int) -> RowRange? {
    guard let selected else { return nil }
    let count = min(count, cursor.count - cursor.selected)
    return RowRange(
      count: count, articles: rows(from: cursor.selected, count),
      rows: ListRange(selection, from: selected.key, count: count))
  }

  fileprivate var rowRange: RowRange? {
    guard let rangeStart, let range, let selected else { return nil }
    let ends = [rangeStart.article.key, selected.key].sorted(by: selection.hasInOrder)
    return RowRange(
      count: range.count, articles: range.lazy.compactMap { self[$0] },
      rows: ListRange(selection, ends[0], ends[1]))
  }
}

extension SearchScreen {
  fileprivate var rowRange: RowRange? {
    range.map { RowRange(count: $0.count, articles: hits[$0].map(\.article)) }
  }
}
