import Terminal
import Testing

struct SurfaceTests {
  @Test func aNewSurfaceIsBlank() {
    #expect(Surface(size: Size(rows: 2, columns: 4)).text == "\n")
  }

  @Test func aSizeOfNothingIsOneCell() {
    #expect(Surface(size: Size(rows: 0, columns: -3)).size == Size(rows: 1, columns: 1))
  }

  @Test func aWideCharacterTakesTwoCells() {
    var surface = Surface(size: Size(rows: 1, columns: 6))
    #expect(surface.put("中a文", row: 0, column: 0) == 5)
    #expect(surface.cells.map(\.text) == ["中", nil, "a", "文", nil, " "])
  }

  @Test func halfACharacterIsNeverAtTheEdge() {
    var surface = Surface(size: Size(rows: 1, columns: 5))
    #expect(surface.put("中文字", row: 0, column: 0) == 4)
    #expect(surface.text == "中文")
    var one = Surface(size: Size(rows: 1, columns: 1))
    #expect(one.put("中", row: 0, column: 0) == 0)
  }

  @Test func aLimitOfColumnsIsKept() {
    var surface = Surface(size: Size(rows: 1, columns: 10))
    #expect(surface.put("中文字", row: 0, column: 1, width: 3) == 2)
    #expect(surface.put("a", row: 0, column: 9, width: 0) == 0)
    #expect(surface.put("a", row: 0, column: 5, width: -2) == 0)
    #expect(surface.text == " 中")
  }

  @Test func whatIsOutsideIsLeftOut() {
    var surface = Surface(size: Size(rows: 1, columns: 2))
    for (row, column) in [(-1, 0), (1, 0), (0, -1), (0, 2), (0, 900)] {
      #expect(surface.put("a", row: row, column: column) == 0)
    }
    #expect(surface.text == "")
  }

  @Test(arguments: [
    (0, "x", "x  文"), (1, "x", " x 文"), (2, "x", "中x文"), (3, "x", "中 x"), (4, "x", "中  x"),
    (0, "字", "字 文"), (1, "字", " 字文"), (2, "字", "中字"), (4, "字", "中  字"),
  ])
  func anOverwrittenHalfBecomesABlank(column: Int, text: String, expected: String) {
    var surface = Surface(size: Size(rows: 1, columns: 6))
    surface.put("中", row: 0, column: 0)
    surface.put("文", row: 0, column: 3)
    surface.put(text, row: 0, column: column)
    #expect(surface.text == expected)
  }

  @Test func noControlCharacterGetsIntoACell() {
    var surface = Surface(size: Size(rows: 1, columns: 40))
    surface.put("a\u{1B}[2Jb\u{7}\u{9B}\r\nc\u{7F}\t\u{2028}", row: 0, column: 0)
    for cell in surface.cells {
      for scalar in cell.text?.unicodeScalars ?? "".unicodeScalars {
        #expect(!(0x00...0x1F).contains(scalar.value) && !(0x7F...0x9F).contains(scalar.value))
        #expect(scalar.value != 0x2028)
      }
    }
    #expect(surface.text.hasPrefix("a\u{FFFD}[2Jb\u{FFFD}\u{FFFD}\u{FFFD}c"))
  }

  @Test func bidirectionalControlsAndZeroWidthsTakeNoCell() {
    var surface = Surface(size: Size(rows: 1, columns: 10))
    #expect(surface.put("a\u{202E}b\u{200B}c\u{2066}", row: 0, column: 0) == 3)
    #expect(surface.text == "abc")
  }

  @Test func combiningMarksStayWithTheirLetter() {
    var surface = Surface(size: Size(rows: 1, columns: 4))
    #expect(surface.put("e\u{301}x", row: 0, column: 0) == 2)
    #expect(surface.cells[0].text == "e\u{301}")
  }

  @Test(arguments: Style.Ink.allCases)
  func aCellKeepsItsStyleBesideAllItsMarks(ink: Style.Ink) throws {
    for bits in 0..<16 {
      let style = Style(
        ink, bold: bits & 1 > 0, underlined: bits & 2 > 0, reversed: bits & 4 > 0, italic: bits & 8 > 0)
      var cell = Cell("\u{10FFFD}", style: Style())
      for _ in 0..<5 { cell.add("\u{E01EF}") }
      cell.style = style
      #expect(
        cell.text.map { Array($0.unicodeScalars.map(\.value)) } == [0x10FFFD]
          + Array(repeating: 0xE01EF, count: 4))
      #expect(cell.style == style && cell.style.ink == ink && cell.style.isItalic == (bits & 8 > 0))
      #expect(cell.style.isBold == (bits & 1 > 0) && cell.style.isUnderlined == (bits & 2 > 0))
      #expect(cell.style.isReversed == (bits & 4 > 0) && !cell.isPlain && !cell.isBlank)
      #expect(Cell(style: style).isBlank == (style == Style()) && Cell(style: style).isPlain)
    }
  }

  @Test(arguments: ["3\u{FF9E}", "3\u{903}", "#\u{E33}"])
  func aMarkThatTakesColumnsStaysBehindADigit(text: String) {
    var surface = Surface(size: Size(rows: 1, columns: 4))
    #expect(surface.put(text, row: 0, column: 0) == 2)
    #expect(surface.text.unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test func aFilledRowHasItsStyleToTheEdge() {
    var surface = Surface(size: Size(rows: 2, columns: 3))
    surface.put("中", row: 1, column: 0)
    surface.fill(row: 1, style: Style(reversed: true))
    surface.fill(row: 7, style: Style(reversed: true))
    #expect(surface.text == "\n")
    #expect(surface.cells.map(\.style.isReversed) == [false, false, false, true, true, true])
  }

  @Test func theCursorStaysOnTheSurface() {
    var surface = Surface(size: Size(rows: 2, columns: 3))
    surface.cursor = (row: 9, column: 9)
    #expect(surface.cursor == (row: 1, column: 2))
    surface.cursor = (row: -1, column: -1)
    #expect(surface.cursor == (row: 0, column: 0))
  }
}
