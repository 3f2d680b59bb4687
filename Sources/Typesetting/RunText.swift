// A text of several looks, taken apart for setting: which run a character is of, and which characters stand
// in the document. Knows nothing of lines.

import Articles
import Hanzi

struct RunText {
  /// A run, and whether it is the program's (a link's number, a label) and no part of the document's text.
  struct Piece {
    var run: Run
    var isAdded = false
    /// Whether it belongs to what stands before it, and begins no line.
    var isHeld = false
  }

  private(set) var cells: CellText
  private let pieces: [Piece]
  /// Whether some blanks are tabs, each of which is shown as one blank.
  private let hasTabs: Bool
  /// The bytes, and the code points of the document, up to the end of each piece.
  private var ends: [(byte: Int32, scalar: Int32, own: Int32)] = []

  init(_ pieces: [Piece], _ level: Kinsoku.Level) {
    self.pieces = pieces
    if pieces.count == 1 {
      cells = CellText(pieces[0].run.text, level: level)
    } else {
      cells = CellText(pieces.reduce(into: "") { $0 += $1.run.text }, level: level)
    }
    hasTabs = cells.text.utf8.withContiguousStorageIfAvailable { $0.contains(0x09) } ?? true
    var end: (byte: Int32, scalar: Int32, own: Int32) = (0, 0, 0)
    for piece in pieces {
      if piece.isHeld { cells.hold(at: end.byte) }
      let scalars = pieces.count == 1 ? cells.scalars : Int32(clamping: piece.run.text.codePoints)
      end.byte += Int32(clamping: piece.run.text.utf8.count)
      end.scalar += scalars
      end.own += piece.isAdded ? 0 : scalars
      ends.append(end)
    }
  }

  init(_ runs: [Run], _ level: Kinsoku.Level) { self.init(runs.map { Piece(run: $0) }, level) }

  /// The code points of the document's text before the unit at an index.
  func offset(before index: Int) -> Int {
    guard !pieces.isEmpty else { return 0 }
    let piece = self.piece(of: index)
    let start = piece > 0 ? ends[piece - 1] : (byte: 0, scalar: 0, own: 0)
    return Int(pieces[piece].isAdded ? start.own : start.own + cells.scalar(before: index) - start.scalar)
  }

  /// The runs of a stretch, with a blank before each of the units `blanks` names, in order.
  func runs(_ range: Range<Int>, blanks: [Int]) -> [Run] {
    var result: [Run] = []
    var index = range.lowerBound
    var blanks = blanks[...]
    while index < range.upperBound {
      let piece = self.piece(of: index)
      let end = self.end(of: piece, from: index, to: range.upperBound)
      var run = pieces[piece].run
      run.text = text(index..<end, &blanks)
      result.append(run)
      index = end
    }
    return result
  }

  /// The piece a unit begins in: a mark at the start of one belongs to the character it stands on.
  private func piece(of index: Int) -> Int {
    let byte = cells.byte(before: index)
    var low = 0, high = ends.count - 1
    while low < high {
      let middle = (low + high) / 2
      if ends[middle].byte > byte { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The first unit from `index` on that begins in another piece.
  private func end(of piece: Int, from index: Int, to limit: Int) -> Int {
    if cells.byte(before: limit) <= ends[piece].byte { return limit }
    var end = index + 1
    while end < limit, cells.units[end].byte < ends[piece].byte { end += 1 }
    return end
  }

  private func text(_ range: Range<Int>, _ blanks: inout ArraySlice<Int>) -> String {
    var text = ""
    var start = range.lowerBound
    while let blank = blanks.first, blank < range.upperBound {
      text += cells.piece(start..<blank) + " "
      start = blank
      blanks.removeFirst()
    }
    text += cells.piece(start..<range.upperBound)
    return hasTabs ? text.replacing("\t", with: " ") : text
  }
}

extension String {
  /// How many code points it has: a pass over its bytes.
  var codePoints: Int {
    let count = utf8.withContiguousStorageIfAvailable { bytes in
      bytes.reduce(into: 0) { $0 &+= $1 & 0xC0 == 0x80 ? 0 : 1 }
    }
    return count ?? unicodeScalars.count
  }
}
