// The lists over all sources: the queue of articles to be read later, what was opened, and what is new.

import Library

extension Reader {
  /// Shows a list over what is shown; where it is shown already, leaves it.
  mutating func toggle(list selection: ListSelection) -> [Effect] {
    if case .list(let list) = screen, list.selection == selection { return goBack() }
    let effects = savedPosition
    return effects + open(list: selection) { $0.push($1) }
  }

  /// Shows what has come since the reader was open last; where it is shown already, leaves it.
  mutating func toggleNews() -> [Effect] {
    guard let newsList else { return say(.nothingNew) }
    return toggle(list: newsList)
  }

  /// Moves the selected article of the queue by so many places. The cursor goes with it.
  mutating func moveInQueue(by step: Int) -> [Effect] {
    guard case .list(let list) = screen, list.selection == .queue else { return say(.notInQueue) }
    guard let article = list.selected else { return [] }
    let place = list.cursor.selected
    guard step < 0 ? place > 0 : place < list.cursor.count - 1 else {
      return say(step < 0 ? .firstRow : .lastRow)
    }
    return [.moveInQueue(article.id, by: step), load(.article(article.id, article.key), of: .queue)]
  }
}
