// A text of the program itself: help, the log, how the sources are.

import Hanzi
import Typesetting

struct TextScreen: Sendable {
  /// What the text consists of: each entry a label, or none, and a text. Without a text the label is a heading,
  /// without either the entry is a blank line.
  struct Entry: Hashable, Sendable { let label: String, text: String }

  /// In an entry's text: a hyphen at which no line ends. A plain one is shown.
  static let firmHyphen = "\u{2011}"

  private struct Line { let entry: Int, text: String }

  private var entries: [Entry]
  /// The entries as set for the present width.
  private var setLines: [Line] = []
  private(set) var top = 0

  /// Sets the entries for a screen of so many columns.
  init(entries: [Entry], columns: Int) {
    self.entries = entries
    set(columns)
  }

  var lines: [String] { setLines.map(\.text) }

  mutating func scroll(by lines: Int, page: Int) { scroll(to: top + lines, page: page) }

  mutating func scroll(to line: Int, page: Int) { top = max(0, min(line, setLines.count - page)) }

  /// Whether the last line is on the page.
  func isAtEnd(page: Int) -> Bool { top + page >= setLines.count }

  /// Other entries take the place of these; the line at the top stays where there are as many.
  mutating func replace(_ entries: [Entry], columns: Int, page: Int) {
    self.entries = entries
    set(columns)
    scroll(to: top, page: page)
  }

  /// Set anew for another width: the entry at the top stays there.
  mutating func resize(columns: Int, page: Int) {
    let entry = setLines.indices.contains(top) ? setLines[top].entry : 0
    set(columns)
    scroll(to: setLines.firstIndex { $0.entry == entry } ?? 0, page: page)
  }

  /// Labels stand in a column of their own where there is room, otherwise above their texts.
  private mutating func set(_ columns: Int) {
    let measure = columns - 2
    let widest = entries.map { $0.text.isEmpty ? 0 : CellWidth.of($0.label) }.max() ?? 0
    let isWide = widest == 0 || measure >= 2 * (widest + 2)
    let indent = widest == 0 ? 0 : isWide ? widest + 2 : 2
    setLines = []
    for (index, entry) in entries.enumerated() {
      let lines = set(entry, measure, indent, besideLabel: isWide && !entry.text.isEmpty)
      setLines += lines.map { Line(entry: index, text: $0) }
    }
  }

  private func set(_ entry: Entry, _ measure: Int, _ indent: Int, besideLabel: Bool) -> [String] {
    let label = entry.label.isEmpty ? [] : typeset(entry.label, measure: measure).map(\.text)
    if entry.text.isEmpty { return label.isEmpty ? [""] : label }
    var lines = typeset(entry.text, measure: measure - indent).map {
      String(repeating: " ", count: indent) + $0.text.replacing(TextScreen.firmHyphen, with: "-")
    }
    guard besideLabel, let first = lines.first else { return label + lines }
    lines[0] = entry.label + first.dropFirst(CellWidth.of(entry.label))
    return lines
  }
}
