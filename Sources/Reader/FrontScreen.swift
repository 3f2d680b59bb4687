// The front page: sources, their groups, their categories with counts.

import Articles
import Library

struct FrontScreen: Sendable {
  /// One row of the front page.
  enum Row: Sendable {
    case source(SourceSummary)
    case group(String)
    case category(CategorySummary)
    /// The heading of the searches that are kept.
    case searches
    /// A search that is kept, and how many unread articles it finds, where that is known.
    case search(SavedSearch, unread: Int?)
    /// How many articles are starred, or are to be read later, over all sources; those that were opened.
    case starred(Int)
    case queue(Int)
    case history

    /// What opening the row shows; nil for a heading.
    var selection: ListSelection? {
      switch self {
      case .source(let source): .source(source.key)
      case .group, .searches, .search: nil
      case .category(let category): .category(category.id)
      case .starred: .starred
      case .queue: .queue
      case .history: .history
      }
    }

    /// Whether it only stands above others.
    var isHeading: Bool {
      switch self {
      case .group, .searches: true
      case .source, .category, .search, .starred, .queue, .history: false
      }
    }

    /// Whether another row is of the same list or search.
    func isSame(as other: Row) -> Bool {
      if case .search(let one, _) = self, case .search(let two, _) = other { return one.id == two.id }
      return selection != nil && selection == other.selection
    }
  }

  var rows: [Row] = []
  var cursor = Scroll()

  /// Lays the rows out anew; the cursor stays on what it was on, and that where it is on the screen. Where that has gone,
  /// it stays at its place.
  mutating func fill(
    _ sources: [SourceSummary], _ categories: [CategorySummary], searches: [SavedSearch],
    searchCounts: [Int64: Int], marks: MarkCounts, page: Int
  ) {
    let selected = rows.indices.contains(cursor.selected) ? rows[cursor.selected] : nil
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
    if !searches.isEmpty { rows.append(.searches) }
    rows += searches.map { .search($0, unread: searchCounts[$0.id]) }
    if marks.starred > 0 { rows.append(.starred(marks.starred)) }
    if marks.queued > 0 { rows.append(.queue(marks.queued)) }
    if marks.hasHistory { rows.append(.history) }
    cursor.count = rows.count
    if let selected {
      let index = rows.firstIndex { $0.isSame(as: selected) } ?? nearest(to: cursor.selected)
      cursor.move(to: index, page: page)
    } else {
      cursor.select(rows.firstIndex { if case .category = $0 { true } else { false } } ?? 0, page: page)
      if cursor.selected < page { cursor.top = 0 }
    }
  }

  /// The row nearest to a place that is no heading, below it first.
  private func nearest(to place: Int) -> Int {
    let isRow = { (row: Int) in !rows[row].isHeading }
    let place = min(place, rows.count)
    return (place..<rows.count).first(where: isRow) ?? (0..<place).last(where: isRow) ?? 0
  }

  var selection: ListSelection? {
    rows.indices.contains(cursor.selected) ? rows[cursor.selected].selection : nil
  }

  /// The search selected; nil where something else is.
  var selectedSearch: SavedSearch? {
    if rows.indices.contains(cursor.selected), case .search(let search, _) = rows[cursor.selected] {
      search
    } else {
      nil
    }
  }

  /// The category so many after a list, or before it, in the order of the page; the last or first where there are not so
  /// many, nil at the ends.
  func neighbour(of list: ListSelection, by step: Int) -> ListSelection? {
    guard let index = rows.firstIndex(where: { $0.selection == list }) else { return nil }
    let beyond = step > 0 ? Array(rows[(index + 1)...]) : rows[..<index].reversed()
    let categories = beyond.filter { if case .category = $0 { true } else { false } }
    return categories.prefix(abs(step)).last?.selection
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
