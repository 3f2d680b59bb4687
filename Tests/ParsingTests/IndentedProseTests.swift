// Text of plain files in Markdown: paragraphs told by an indent that CommonMark has for code.

import Articles
import Parsing
import Testing

private func page(_ body: String) throws -> Document {
  try parseArticle(Array("### 番茄\n------------------------\n\n\(body)\n".utf8), path: "pages/a/1.md")
}

private func item(_ texts: String...) -> [Block] { texts.map { .paragraph([Span($0)]) } }

private let long = "番茄种在朝南的阳台上每天早晚各浇一次水三个月以后结了第一批果子"

@Suite struct IndentedProseTests {
  @Test(arguments: ["    ", "\t", "      "])
  func anIndentedParagraphIsText(indent: String) throws {
    let document = try page("\(indent)【园艺报2021年7月1日】今天种了番茄，浇了水。\n\n\(indent)第二段。")
    #expect(document.blocks == item("【园艺报2021年7月1日】今天种了番茄，浇了水。", "第二段。"))
    #expect(document.byline == "园艺报" && document.published?.number == 20_210_701)
  }

  @Test func eachIndentedLineOfAPlainFileIsAParagraph() throws {
    #expect(try page("    \(long)。\n    \(long)，\(long)。").blocks == item("\(long)。", "\(long)，\(long)。"))
    #expect(try page("    \(long)\n接着说。\n    又一段\(long)。").blocks == item("\(long)接着说。", "又一段\(long)。"))
    #expect(try page("    他说：\"番茄红了，涨了50%。\"").blocks == item("他说：\"番茄红了，涨了50%。\""))
    #expect(try page("    \(long)\n----\n后").blocks == item(long) + [.rule] + item("后"))
    #expect(try page("    \(long)\n    \(long)\n    完。").blocks == item("\(long)\(long)完。"))
  }

  @Test func verseThatIsIndentedKeepsItsLines() throws {
    #expect(
      try page("    种豆南山下，\n    草盛豆苗稀。\n\n    晨兴理荒秽，\n    带月荷锄归。").blocks
        == item("种豆南山下，\n草盛豆苗稀。", "晨兴理荒秽，\n带月荷锄归。"))
  }

  @Test(arguments: [
    "let 番茄 = 1; // 种番茄", "水果    苹果", "├── 番茄", "print(\"今天种了番茄浇了水\")", "甲\n乙", "今天种番茄\n  明天浇水去",
    "今天种了番茄 {水}", "3. 第三点说的是花草树木", "- 花开在春天的早上\n- 又一条", "// 打开文件并读取所有的行然后关闭", "-- 建立一张新的表格",
  ])
  func codeStaysCode(text: String) throws {
    let lines = text.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
    #expect(try page("前\n\n\(lines)\n\n后").blocks == item("前") + [.preformatted(text)] + item("后"))
  }

  @Test func whatIsFencedOrInAnItemStays() throws {
    #expect(try page("```\n    今天种了番茄\n```").blocks == [.preformatted("    今天种了番茄")])
    #expect(
      try page("- 番茄\n\n    今天种了番茄。\n\n后").blocks
        == [.list(List(items: [item("番茄", "今天种了番茄。")]))] + item("后"))
    #expect(
      try page("文[^1]\n\n[^1]: 注一\n\n    注的第二段文字。").blocks
        == item("文〔1〕") + [.list(List(start: 1, items: [item("注一", "注的第二段文字。")]))])
  }
}
