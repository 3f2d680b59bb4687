// How far a sync has got, as the bottom line shows it: laid out so that, from one report to the next, only digits
// and cells of the bar change. On a slow line each cell that changes costs.

import Hanzi

/// How far a sync has got.
package struct SyncStatus: Hashable, Sendable {
  /// The source that is brought up to date, and the host or the address of its mirror; empty where not known.
  package var source = "", mirror = ""
  /// Articles that were new.
  package var new = 0
  /// Files looked at so far, of how many; no total while it is not known.
  package var done = 0, total = 0
  /// Bytes received and sent.
  package var bytes = 0
  /// Whether another process syncs.
  package var isElsewhere = false

  /// A sync that has just begun.
  package init(isElsewhere: Bool = false) { self.isElsewhere = isElsewhere }
}

extension SyncStatus {
  /// The line, in at most `columns` columns: of all that is known as much as fits, the mirror left out first, then
  /// the bytes, the bar, what is new, the source, and the words last.
  package func line(_ words: Language, columns: Int) -> String {
    let head = words[isElsewhere ? .syncingElsewhere : .syncing]
    let name = source.isEmpty ? head : head + " " + source.fitted(SyncStatus.widestName)
    let host = mirror.fitted(SyncStatus.widestMirror)
    let forms =
      total == 0
      ? [[name, host], [name], [head]]
      : [
        [name, host, bar, count, news(words), amount], [name, bar, count, news(words), amount],
        [name, bar, count, news(words)], [name, count, news(words)], [name, count], [head, count], [count],
      ]
    for form in forms {
      let line = form.filter { !$0.isEmpty }.joined(separator: "  ")
      if CellWidth.of(line) <= columns { return line }
    }
    return head.fitted(columns)
  }

  /// Columns of a name, and of a mirror, at most.
  private static let widestName = 16, widestMirror = 28
  /// Cells of the bar between its ends.
  private static let barCells = 10

  private var bar: String {
    let full = done >= total ? SyncStatus.barCells : max(0, done) * SyncStatus.barCells / total
    return "[" + "#".repeated(full) + " ".repeated(SyncStatus.barCells - full) + "]"
  }

  private var count: String { padded(done) + "/\(total)" }

  private func news(_ words: Language) -> String { words[.arrived] + " " + padded(new) }

  /// A number as wide as the total: what stands behind it stays where it is.
  private func padded(_ number: Int) -> String {
    let digits = String(number)
    return " ".repeated(String(total).count - digits.count) + digits
  }

  /// The bytes in seven columns; nothing where there are none (a folder).
  private var amount: String {
    guard bytes > 0 else { return "" }
    var (tenths, unit) = (bytes / 100, 0)
    while tenths >= 10000, unit < 3 { (tenths, unit) = (tenths / 1000, unit + 1) }
    let number = tenths >= 100 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    return " ".repeated(4 - number.count) + number + " " + ["kB", "MB", "GB", "TB"][unit]
  }
}

extension String {
  fileprivate func repeated(_ count: Int) -> String { String(repeating: self, count: max(0, count)) }
}
