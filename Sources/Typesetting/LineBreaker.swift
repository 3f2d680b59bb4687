// Where lines end. No line is wider than the measure, splits a character or a word that fits, begins with a
// closing mark or ends with an opening one: then the last characters go down to the next line (推出).

import Articles
import Hanzi

struct LineBreaker {
  /// The width of a line, in columns.
  var measure: Int
  /// Blank columns before the first line, and before the others.
  var firstIndent = 0, indent = 0

  /// Characters that are carried down at most, to keep a mark from a line's beginning or end.
  private static let mostCarried = 8

  /// The lines of a text. A `\n` ends a line; white space at a line's end goes.
  func lines(of runs: [Run], from start: Position) -> [Line] {
    let text = Text(runs)
    var lines: [Line] = []
    var begin = 0
    repeat {
      let indent = lines.isEmpty ? firstIndent : self.indent
      let room = max(2, measure - indent)
      let end = self.end(of: text, from: begin, room: room)
      lines.append(
        Line(
          indent: indent, runs: text.runs(begin..<text.withoutTrailingSpaces(begin, end.text)),
          position: Position(block: start.block, offset: start.offset + begin)))
      begin = end.next
    } while begin < text.count
    return lines
  }

  /// Where the line that begins at `begin` ends, and where the next begins.
  private func end(of text: Text, from begin: Int, room: Int) -> (text: Int, next: Int) {
    var width = 0
    var index = begin
    while index < text.count {
      if text.isBreak(index) { return (index, index + 1) }
      width += text.widths[index]
      if width > room, !text.isSpace(index) { break }
      index += 1
    }
    guard index < text.count else { return (index, index) }
    let end = opportunity(in: text, from: begin, before: index) ?? max(index, begin + 1)
    var next = end
    while next < text.count, text.isSpace(next) { next += 1 }
    return (end, next < text.count && text.isBreak(next) ? next + 1 : next)
  }

  /// The last place at or before `index` where the line may end.
  private func opportunity(in text: Text, from begin: Int, before index: Int) -> Int? {
    var place = index
    while place > begin {
      if text.mayBreak(before: place) { return place }
      place -= 1
    }
    return lenient(in: text, from: begin, before: index)
  }

  /// Where nothing fits the rules (a word, or marks, longer than the line): split the word, but still keep
  /// marks where they belong when few characters have to be carried.
  private func lenient(in text: Text, from begin: Int, before index: Int) -> Int? {
    (max(begin + 1, index - LineBreaker.mostCarried)...max(begin + 1, index)).reversed().first {
      text.keepsMarks(before: $0)
    }
  }
}

/// A text taken apart into characters with their widths and the runs they come from.
private struct Text {
  private let source: [Run]
  private var characters: [Character] = []
  private var owners: [Int32] = []
  private(set) var widths: [Int] = []

  init(_ runs: [Run]) {
    source = runs
    for (index, run) in runs.enumerated() {
      for character in run.text {
        characters.append(character)
        owners.append(Int32(index))
        widths.append(CellWidth.of(character))
      }
    }
  }

  var count: Int { characters.count }

  func isBreak(_ index: Int) -> Bool { characters[index] == "\n" }
  func isSpace(_ index: Int) -> Bool { characters[index] == " " || characters[index] == "\t" }

  func withoutTrailingSpaces(_ begin: Int, _ end: Int) -> Int {
    var end = end
    while end > begin, isSpace(end - 1) { end -= 1 }
    return end
  }

  /// Whether a line may end before the character at `index` (UAX #14 and CLREQ, simplified).
  func mayBreak(before index: Int) -> Bool {
    guard keepsMarks(before: index) else { return false }
    if isSpace(index - 1) { return true }
    return !(isWord(index - 1) && isWord(index))
  }

  /// Whether a line that ends before `index` leaves no closing mark first and no opening mark last. White
  /// space at the break vanishes, so it is the characters around it that count, and a break is after it.
  func keepsMarks(before index: Int) -> Bool {
    guard index < count else { return true }
    if isSpace(index) { return false }
    var end = index - 1
    while end > 0, isSpace(end) { end -= 1 }
    let next = characters[index], last = characters[end]
    if next == "\u{A0}" || last == "\u{A0}" || next == "\u{2060}" || last == "\u{2060}" { return false }
    return !Kinsoku.mayNotBegin(next) && !Kinsoku.mayNotEnd(last)
  }

  /// Whether the character is part of a word or number: narrow and neither white space nor a mark of
  /// Chinese. An apostrophe between letters is part of the word.
  private func isWord(_ index: Int) -> Bool {
    let character = characters[index]
    guard widths[index] < 2, let first = character.unicodeScalars.first else { return false }
    if first.value < 0x80 { return first.value > 0x20 }
    if character == "’" {
      return index > 0 && characters[index - 1].isLetter && index + 1 < count
        && characters[index + 1].isLetter
    }
    return first.properties.isAlphabetic || character.isNumber
  }

  /// The runs of a stretch.
  func runs(_ range: Range<Int>) -> [Run] {
    var result: [Run] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let owner = owners[index]
      var text = ""
      while index < range.upperBound, owners[index] == owner {
        if characters[index] == "\t" { text += " " } else { text.append(characters[index]) }
        index += 1
      }
      let run = source[Int(owner)]
      result.append(Run(text, style: run.style, ink: run.ink))
    }
    return result
  }
}
