// The front page: sources, their groups, their categories with counts.

import Articles
import Library

struct FrontScreen: Sendable {
  /// One row of the front page.
  enum Row: Sendable {
    case source(SourceSummary)
    case group(String)
    case category(CategorySummary)
    /// How many articles are starred, over all sources.
    case starred(Int)

    /// What opening the row shows; nil for a heading.
    var selection: ListSelection? {
      switch self {
      case .source(let source): .source(source.key)
      case .group: nil
      case .category(let category): .category(category.id)
      case .starred: .starred
      }
    }
  }

  var rows: [Row] = []
  var cursor = Scroll()

  /// Lays the rows out anew; the cursor stays on what it was on, and that where it is on the screen.
  mutating func fill(
    _ sources: [SourceSummary], _ categories: [CategorySummary], starred: Int, page: Int
  ) {
    let selected = selection
    rows = []
    for source in sources {
      rows.append(.source(source))
      var group = ""
      for category in categories where category.source == source.key {
        if category.group != group, !category.group.isEmpty { rows.append(.group(category.group)) }
        group = category.group
        rows.append(.category(category))
      }
    }
    if starred > 0 { rows.append(.starred(starred)) }
    cursor.count = rows.count
    if let selected, let index = rows.firstIndex(where: { $0.selection == selected }) {
      cursor.move(to: index, page: page)
    } else {
      cursor.select(rows.firstIndex { if case .category = $0 { true } else { false } } ?? 0, page: page)
      if cursor.selected < page { cursor.top = 0 }
    }
  }

  var selection: ListSelection? {
    rows.indices.contains(cursor.selected) ? rows[cursor.selected].selection : nil
  }

  /// The list before or after another, in the order of the page; nil at the ends.
  func neighbour(of list: ListSelection, by step: Int) -> ListSelection? {
    guard let index = rows.firstIndex(where: { $0.selection == list }) else { return nil }
    var next = index + step
    while rows.indices.contains(next) {
      if case .category = rows[next] { return rows[next].selection }
      next += step
    }
    return nil
  }

  /// The categories after a list, then those before it: where the next unread may be.
  func lists(after list: ListSelection?) -> [ListSelection] {
    let all = rows.compactMap { row -> ListSelection? in
      if case .category = row { row.selection } else { nil }
    }
    guard let list, let index = all.firstIndex(of: list) else { return all }
    return Array(all[(index + 1)...]) + all[..<index]
  }
}
