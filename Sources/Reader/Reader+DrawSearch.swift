// Results as cells: a line for a title, another for what stands around the first match; matches stand out in both.

import Hanzi
import Library
import Terminal

extension Reader {
  func draw(_ search: SearchScreen, _ surface: inout Surface) {
    guard !search.hits.isEmpty else {
      if search.isSettled, !search.isBlank { surface.put(words[.foundNothing], row: 2, column: 2) }
      return
    }
    let digits = String(search.hits.count).utf8.count, query = search.query
    var row = 1
    for place in search.top..<search.hits.count where row <= pageRows {
      if place == search.selected { surface.cursor = (row, 0) }
      draw(
        search.hits[place], query, number: place + 1, digits, row: row, isSelected: place == search.selected,
        &surface)
      row += SearchScreen.lines(of: search.hits[place])
    }
  }

  private func draw(
    _ hit: SearchHit, _ query: SearchQuery, number: Int, _ digits: Int, row: Int, isSelected: Bool,
    _ surface: inout Surface
  ) {
    let style = Style(bold: !hit.article.isRead, reversed: isSelected)
    if style.isReversed { surface.fill(row: row, style: style) }
    let start = rowStart(of: hit.article, number: number, digits)
    let pinyin = hit.isByPinyin ? words[.byPinyin] : ""
    let pinyinWidth = pinyin.isEmpty ? 0 : CellWidth.of(pinyin) + 1
    surface.put(start, row: row, column: 0, style: style)
    let title = hit.article.title.isEmpty ? words[.untitled] : hit.article.title
    let room = size.columns - 1 - start.utf8.count - pinyinWidth
    let marks = query.marks(in: title, .shared, withPinyin: hit.isByPinyin)
    surface.put(MarkedText(title, marks).fitted(room), row: row, column: start.utf8.count, style: style)
    surface.put(pinyin, row: row, column: size.columns - pinyinWidth, style: style)
    guard !hit.excerpt.isEmpty, row < pageRows else { return }
    let indent = digits + 4
    let around = MarkedText(hit.excerpt, query.marks(in: hit.excerpt, .shared, withPinyin: false))
    surface.put(
      around.aroundFirst(size.columns - 1 - indent), row: row + 1, column: indent, style: Style(.faint))
  }
}

extension Surface {
  /// Writes a text whose marked stretches stand out: the other way round, and bold.
  fileprivate mutating func put(_ text: MarkedText, row: Int, column: Int, style: Style) {
    var column = column
    for (part, isMarked) in text.parts {
      var look = style
      if isMarked {
        if style.ink == .faint { look.ink = .normal }
        look.isReversed.toggle()
        look.isBold = true
      }
      column += put(part, row: row, column: column, style: look)
    }
  }
}
