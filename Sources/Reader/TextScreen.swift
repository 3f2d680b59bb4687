// A text of the program itself: help, the log.

import Hanzi
import Typesetting

struct TextScreen: Sendable {
  /// What the text consists of: each entry a label, or none, and a text.
  struct Entry: Hashable, Sendable { let label: String, text: String }

  private struct Line { let entry: Int, text: String }

  private let entries: [Entry]
  /// The entries as set for the present width.
  private var setLines: [Line] = []
  private(set) var top = 0

  /// Sets the entries for a screen of so many columns.
  init(entries: [Entry], columns: Int) {
    self.entries = entries
    set(columns)
  }

  var lines: [String] { setLines.map(\.text) }

  mutating func scroll(to line: Int, page: Int) { top = max(0, min(line, setLines.count - page)) }

  /// Set anew for another width: the entry at the top stays there.
  mutating func resize(columns: Int, page: Int) {
    let entry = setLines.indices.contains(top) ? setLines[top].entry : 0
    set(columns)
    scroll(to: setLines.firstIndex { $0.entry == entry } ?? 0, page: page)
  }

  /// Labels stand in a column of their own where there is room, otherwise above their texts.
  private mutating func set(_ columns: Int) {
    let measure = columns - 2
    let widest = entries.map { CellWidth.of($0.label) }.max() ?? 0
    let isWide = widest == 0 || measure >= 2 * (widest + 2)
    let indent = widest == 0 ? 0 : isWide ? widest + 2 : 2
    setLines = []
    for (index, entry) in entries.enumerated() {
      var lines = typeset(entry.text, measure: measure - indent).map {
        String(repeating: " ", count: indent) + $0.text
      }
      if isWide, let first = lines.first {
        lines[0] = entry.label + first.dropFirst(CellWidth.of(entry.label))
      } else if !entry.label.isEmpty {
        lines.insert(contentsOf: typeset(entry.label, measure: measure).map(\.text), at: 0)
      }
      setLines += lines.map { Line(entry: index, text: $0) }
    }
  }
}
