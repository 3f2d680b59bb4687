// A line in the making: what was typed, where the cursor stands in it, and the lines typed before. Knows characters
// as a reader sees them (grapheme clusters) and their columns; must not know what the line is for.

import Hanzi
package import Terminal

/// A line of text that is being typed.
package struct LineEditor: Hashable, Sendable {
  /// The text before the cursor and after it.
  package private(set) var before = "", after = ""
  /// The lines of the history, oldest first, and the one begun last; each as it has been changed here.
  private var lines: [String]
  /// Which of them is shown.
  private var place: Int

  /// The characters of a line at most.
  package static let longest = 1000

  /// A line of a text, the cursor at its end; ↑ leads to the lines of the history.
  package init(_ text: String = "", history: [String] = []) {
    before = String(text.prefix(LineEditor.longest))
    lines = history + [text]
    place = history.count
  }

  /// The line.
  package var text: String { before + after }

  /// Does what a key does in a line. Returns whether the text has changed.
  package mutating func take(_ key: Key) -> Bool {
    let text = text
    switch key {
    case .character(let character): insert(String(character))
    case .backspace, .control("h"): _ = before.popLast()
    case .delete, .control("d"): if !after.isEmpty { after.removeFirst() }
    case .left, .control("b"): goBack()
    case .right, .control("f"): goOn()
    case .home, .control("a"): (before, after) = ("", text)
    case .end, .control("e"): (before, after) = (text, "")
    case .control("w"): eraseWord()
    case .control("u"): before = ""
    case .control("k"): after = ""
    case .up, .control("p"): recall(place - 1)
    case .down, .control("n"): recall(place + 1)
    default: break
    }
    return self.text != text
  }

  /// Puts a text in before the cursor; line ends and tabs in it become blanks, and what makes the line too long is
  /// left out.
  package mutating func insert(_ text: String) {
    let room = LineEditor.longest - before.count - after.count
    before += String(text.prefix(max(0, room)).map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }

  /// Puts another text in place of the line, the cursor at its end.
  mutating func replace(with text: String) { (before, after) = (text, "") }

  private mutating func goBack() {
    if let character = before.popLast() { after.insert(character, at: after.startIndex) }
  }

  private mutating func goOn() {
    if !after.isEmpty { before.append(after.removeFirst()) }
  }

  /// Erases the word before the cursor and the blanks after it: back to a blank, or to where Han and other
  /// characters meet, as a run of Han has no blanks in it.
  private mutating func eraseWord() {
    while before.last?.isWhitespace == true { before.removeLast() }
    guard let last = before.last else { return }
    while let character = before.last, !character.isWhitespace, character.isHan == last.isHan {
      before.removeLast()
    }
  }

  /// Shows another line of the history, the cursor at its end. What was made of the one left is there again when one
  /// comes back to it.
  private mutating func recall(_ other: Int) {
    guard lines.indices.contains(other) else { return }
    lines[place] = text
    place = other
    (before, after) = (lines[other], "")
  }

  // MARK: What is seen

  /// The part of the line that is shown in so many columns, and the column of the cursor in it. Where the line is
  /// longer, the cursor has text on both sides as far as there is any.
  package func shown(columns: Int) -> (text: String, cursor: Int) {
    // A column is kept for the cursor behind the last character.
    let room = max(0, columns - 1)
    let ahead = min(CellWidth.of(after), columns / 3)
    let head = LineEditor.end(of: before, columns: CellWidth.of(text) <= room ? room : room - ahead)
    let cursor = CellWidth.of(head)
    return (head + LineEditor.start(of: after, columns: columns - cursor), cursor)
  }

  /// The last characters of a text that fit.
  private static func end(of text: String, columns: Int) -> String {
    var start = text.endIndex, width = 0
    while start > text.startIndex {
      let previous = text.index(before: start)
      width += CellWidth.of(text[previous])
      if width > columns { break }
      start = previous
    }
    return String(text[start...])
  }

  /// The first characters of a text that fit.
  private static func start(of text: String, columns: Int) -> String {
    var width = 0
    let start = text.prefix { character in
      width += CellWidth.of(character)
      return width <= columns
    }
    return String(start)
  }
}

extension Character {
  /// Whether it is a Chinese character.
  fileprivate var isHan: Bool { unicodeScalars.first?.properties.isIdeographic == true }
}

/// The lines typed at one kind of prompt, oldest first, each once.
package struct LineHistory: Hashable, Sendable {
  /// The lines.
  package private(set) var lines: [String] = []

  /// Lines that are kept.
  private static let most = 100

  /// A history of nothing.
  package init() {}

  /// Keeps a line as the newest; an empty one is none.
  package mutating func keep(_ line: String) {
    guard !line.isEmpty else { return }
    lines.removeAll { $0 == line }
    lines.append(line)
    lines.removeFirst(max(0, lines.count - LineHistory.most))
  }
}
