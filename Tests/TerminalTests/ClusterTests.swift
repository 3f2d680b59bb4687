import Hanzi
import Terminal
import Testing

/// Characters of several code points, divided among cells so that every terminal agrees where the next is.
struct ClusterTests {
  @Test(
    arguments: [
      ("นำ", ["น", "ำ"]), ("षा", ["ष", "ा"]),
      ("🇨🇳", ["🇨", "🇳"]), ("👨‍👩‍👧", ["👨", ""]), ("👍🏽", ["👍", ""]), ("❤\u{FE0F}", ["❤", " "]),
      ("1\u{FE0F}\u{20E3}", ["1\u{20E3}", " "]), ("e\u{301}", ["e\u{301}"]),
    ] as [(Character, [String])])
  func aClusterIsDividedAmongCells(character: Character, cells: [String]) {
    var surface = Surface(size: Size(rows: 1, columns: 8))
    surface.put(String(character) + "|", row: 0, column: 0)
    let columns = CellWidth.of(character)
    #expect(columns == cells.count)
    #expect(surface.cells.prefix(columns).map { $0.text.map(String.init) ?? "" } == cells)
    #expect(surface.cells[columns].text == "|")
  }

  @Test func everyCellHoldsOneCodePointThatTakesColumns() {
    var surface = Surface(size: Size(rows: 1, columns: 60))
    surface.put("နမသ์ नमस्ते สวัสดี ทำ 👩🏽‍🚀🏴\u{E0067}\u{E007F} 각 \u{1100}\u{1161}", row: 0, column: 0)
    for cell in surface.cells {
      let spacing = cell.text?.unicodeScalars.filter { CellWidth.of($0) > 0 }.count ?? 1
      #expect(spacing == 1)
    }
  }
}
