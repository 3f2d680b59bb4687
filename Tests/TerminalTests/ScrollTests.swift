import Terminal
import Testing

/// What is moved from one frame to the next, and that what is moved and what is written again make the next.
struct ScrollTests {
  private func surface(_ rows: [String]) -> Surface {
    var surface = Surface(size: Size(rows: rows.count, columns: 10))
    for (row, text) in rows.enumerated() { surface.put(text, row: row, column: 0) }
    return surface
  }

  private func scroll(_ before: [String], _ after: [String]) -> Scroll {
    Scroll(from: surface(before), to: surface(after))
  }

  @Test func aTextThatScrollsIsMoved() {
    let before = ["报名", "一", "二", "", "三", "四", "五", "六", "1/9"]
    let after = ["报名", "二", "", "三", "四", "五", "六", "七", "2/9"]
    let up = scroll(before, after)
    #expect(up.rows == 1..<8 && up.rise == 1)
    #expect((0..<9).map(up.origin) == [0, 2, 3, 4, 5, 6, 7, nil, 8])
    let down = scroll(after, before)
    #expect(down.rows == 1..<8 && down.rise == -1)
    #expect((0..<9).map(down.origin) == [0, nil, 1, 2, 3, 4, 5, 6, 8])
  }

  @Test func whatHardlyChangesIsWritten() {
    let rows = ["一", "二", "三", "四", "五", "六"]
    #expect(scroll(rows, rows) == Scroll())
    #expect(scroll(rows, ["一", "二", "甲", "乙", "五", "六"]) == Scroll())
    // Another page: none of its rows was there.
    #expect(scroll(rows, ["甲", "乙", "丙", "丁", "戊", "己"]) == Scroll())
    #expect(scroll(rows, ["", "", "", "", "", ""]) == Scroll())
    // Two rows alone stand elsewhere.
    #expect(scroll(rows, ["甲", "乙", "一", "二", "丙", "丁"]) == Scroll())
  }

  @Test func aRowIsTheSameWhereItsStyleIs() {
    var one = surface(["一", "二"]), other = surface(["二", "一"])
    #expect(one.isSame(0, as: 1, of: other) && !one.isSame(0, as: 0, of: other))
    #expect(one.changes(in: 0, from: 1, of: other) == 0 && one.changes(in: 0, from: nil, of: other) == 2)
    other.put("一", row: 1, column: 0, style: Style(bold: true))
    #expect(!one.isSame(0, as: 1, of: other) && one.changes(in: 0, from: 1, of: other) == 2)
    one.put("一", row: 0, column: 0, style: Style(bold: true))
    #expect(one.isSame(0, as: 1, of: other))
  }
}
