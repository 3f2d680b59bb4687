// Results as rows: a line for a title, another for what stands around the first match; matches stand out in both.

import Hanzi
import Library
import Terminal

extension Reader {
  func draw(_ search: SearchScreen, _ surface: inout Surface) {
    guard !search.hits.isEmpty else {
      if search.isSettled, !search.isBlank {
        put(words[search.isAllUnread ? .noMoreUnread : .foundNothing], asPageOf: &surface)
      }
      return
    }
    let digits = String(search.hits.count).utf8.count, query = search.query, width = surface.size.columns
    let hasDays = search.hits[search.top...].prefix(pageRows).contains { $0.article.published != nil }
    let range = search.range
    draw(rows: search.top..<search.hits.count, selected: search.selected, &surface) {
      var row = pageRow(search.hits[$0], query, number: $0 + 1, digits, width, hasDays: hasDays)
      row.isInRange = range?.contains($0) == true
      return row
    }
  }

  private func pageRow(
    _ hit: SearchHit, _ query: SearchQuery, number: Int, _ digits: Int, _ width: Int, hasDays: Bool
  ) -> PageRow {
    var row = pageRow(hit.article, number: number, digits, width, hasDays: hasDays)
    row.marks = query.ranges(in: row.text, withPinyin: hit.isByPinyin)
    if hit.isByPinyin { row.end = words[.byPinyin] }
    if !hit.excerpt.isEmpty {
      let marks = query.ranges(in: hit.excerpt, withPinyin: false)
      row.below = (digits + 4, MarkedText(excerpt(of: hit), marks))
    }
    return row
  }

  /// The text around what was found, with the reader's sign for what is left out.
  private func excerpt(of hit: SearchHit) -> String {
    var characters = Array(hit.excerpt)
    for end in [characters.indices.first, characters.indices.last].compactMap(\.self)
    where characters[end] == SearchHit.ellipsis { characters[end] = preferences.symbols.ellipsis }
    return String(characters)
  }
}
