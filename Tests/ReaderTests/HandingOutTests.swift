// Handing an article out: what is copied, shown as a code, saved, given to a command.

import Articles
import Foundation
import Library
import Reader
import Terminal
import TestSupport
import Testing

struct HandingOutTests {
  @Test func theNameOfAFileIsSeenOnANarrowScreenToo() throws {
    var session = try Session(Paper.daily(), rows: 10, columns: 20)
    try session.press("G", "Enter", "Enter", "y", "s", "^U")
    try session.type("扇.txt")
    #expect(session.bottom.contains("扇.txt"))
  }

  /// A reader on the article with all that articles have.
  private func fan(rows: Int = 24, columns: Int = 80) throws -> Session {
    var session = try Session(Paper.daily(), rows: rows, columns: columns)
    try session.press("6", "Enter", "Enter", "Enter")
    return session
  }

  private func copied(_ session: Session) -> String? {
    if case .copy(let text)? = session.wishes.last { text } else { nil }
  }

  @Test func theAddressIsThatOfTheLinkSelectedOrElseTheOriginal() throws {
    var session = try fan()
    try session.press("y", "y")
    #expect(copied(session) == "https://paper.example/fan.html")
    #expect(session.bottom == " 已复制：https://paper.example/fan.html")
    try session.press("Tab", "y", "y")
    #expect(copied(session) == "https://paper.example/fan.jpg")
    try session.press("Tab", "y", "y")
    #expect(copied(session) == "https://paper.example/fan.jpg" && session.bottom == " 没有可用的地址")
    try session.press("Esc", "y", "b")
    #expect(session.wishes.last == .browse("https://paper.example/fan.html"))
  }

  /// A row's article is handed out without being opened, and stays unread.
  @Test func whatIsSelectedIsHandedOutToo() throws {
    var session = try Session(Paper.daily())
    try session.press("6", "Enter", "Enter")
    let row = session.cursorLine
    try session.press("y", "y")
    #expect(copied(session) == "https://paper.example/fan.html")
    try session.press("y", "a")
    #expect(copied(session)?.contains("急不得") == true && session.bottom.hasPrefix(" 已复制：一把油纸扇"))
    try session.press("y", "s", "^U")
    try session.type("扇.md")
    try session.press("Enter")
    guard case .save(let file)? = session.wishes.last else {
      Issue.record("\(session.wishes)")
      return
    }
    #expect(file.name == "扇.md" && file.contents.contains("## 糊面"))
    try session.press("|")
    try session.type("wc -m")
    try session.press("Enter")
    guard case .pipe(["wc", "-m"], let text)? = session.wishes.last else {
      Issue.record("\(session.wishes)")
      return
    }
    #expect(text.contains("急不得"))
    #expect(session.cursorLine == row && row.contains("N"))
    try session.press("y", "p")
    #expect(session.bottom.hasPrefix(" 这里用不上"))
    try session.press("q", "y", "y")
    #expect(session.bottom.hasPrefix(" 这里用不上"))
    try session.press("L", "y", "y")
    #expect(session.bottom == " 这里没有文章")
  }

  @Test func aNameTypedWithTheCommandIsForWhatIsSelectedInResultsToo() throws {
    var session = try Session(Paper.daily())
    try session.press("/")
    try session.type("扇")
    try session.press("Enter", ":")
    try session.type("save 扇.txt")
    try session.press("Enter")
    guard case .save(let file)? = session.wishes.last else {
      Issue.record("\(session.wishes)")
      return
    }
    #expect(file.name == "扇.txt" && file.contents.contains("急不得"))
  }

  @Test(arguments: ["yy", "yq", "yb", "yo"]) func withoutAnAddressItSaysSo(keys: String) throws {
    var session = try Session(Paper.daily())
    try session.press("Enter", "Enter")
    try session.type(keys)
    #expect(session.bottom == " 没有可用的地址" && session.wishes.isEmpty)
  }

  @Test func theAddressIsAHyperlinkUntilAKeyIsPressed() throws {
    var session = try fan()
    try session.press("y", "o")
    let address = "https://paper.example/fan.html"
    #expect(session.bottom == " " + address && session.wishes.isEmpty)
    let link = Hyperlink(row: 23, columns: 1..<1 + address.count, address: address)
    #expect(session.reader.draw().hyperlinks == [link])
    try session.press("j")
    #expect(session.reader.draw().hyperlinks.isEmpty && !session.bottom.contains("http"))
    try session.press("Tab", "y", "o")
    #expect(session.reader.draw().hyperlinks.map(\.address) == ["https://paper.example/fan.jpg"])
  }

  @Test func anAddressOfSeveralLinesIsAHyperlinkInEach() throws {
    var session = try fan(rows: 12, columns: 24)
    try session.press("y", "o")
    let links = session.reader.draw().hyperlinks
    #expect(links.map(\.row) == [10, 11] && Set(links.map(\.address)) == ["https://paper.example/fan.html"])
  }

  @Test func aParagraphIsTheOneAtTheTopOfThePage() throws {
    var session = try fan(rows: 12, columns: 40)
    try session.press("y", "p")
    #expect(copied(session) == "〔图〕竹骨晾在院子里")
    try session.press("2", "y", "p")
    #expect(copied(session)?.hasSuffix("敲起来声音清亮。") == true)
    try session.press("/")
    try session.type("小学")
    try session.press("Enter", "y", "p")
    #expect(copied(session)?.hasPrefix("如今会做的人") == true)
    #expect(session.bottom.hasPrefix(" 已复制：如今会做的人") && session.bottom.hasSuffix("…"))
  }

  @Test func theArticleIsCopiedWhole() throws {
    var session = try fan()
    try session.press("y", "a")
    let text = try #require(copied(session))
    #expect(text.hasPrefix("一把油纸扇的四十道工序\n\n本报记者 林晚 · 2024-05-03 · 手艺\n\n〔图〕竹骨晾在院子里[1]\n\n"))
    #expect(text.contains("\n\n> “急不得，”周师傅说，“扇子是等出来的。”\n\n1. 选竹\n2. 破篾\n3. 糊面\n\n"))
    #expect(text.hasSuffix("\n\n原文：https://paper.example/fan.html\n"))
  }

  @Test func whatIsTooLongForAClipboardIsNotCopied() throws {
    var session = try Session(Paper.links(4000))
    try session.press("Enter", "Enter", "y", "a")
    #expect(session.wishes.isEmpty && session.bottom.contains("用 ys 存成文件"))
  }

  // MARK: The code

  /// What zbarimg reads off the screen, as a camera sees it on a dark terminal.
  private func read(_ surface: Surface) throws -> String {
    let scratch = Scratch()
    let width = surface.size.columns * 4, height = surface.size.rows * 8
    var pixels = [UInt8](repeating: 0, count: width * height)
    for row in 0..<surface.size.rows {
      for (column, cell) in surface.row(row).enumerated() where cell.style.ink == .code {
        for line in 0..<8 {
          let isInk = cell.text == "█" || cell.text == (line < 4 ? "▀" : "▄")
          let isDark = isInk != cell.style.isReversed
          for dot in 0..<4 { pixels[(row * 8 + line) * width + column * 4 + dot] = isDark ? 0 : 220 }
        }
      }
    }
    let picture = scratch.path + "/screen.pgm", output = scratch.path + "/read"
    try Data("P5 \(width) \(height) 255\n".utf8 + pixels).write(to: URL(filePath: picture))
    let process = try spawn(["zbarimg", "-q", "--raw", picture], output: output)
    try #require(wait(for: process) == 0)
    return try String(contentsOfFile: output, encoding: .utf8).trimmingCharacters(in: .newlines)
  }

  @Test(arguments: [(24, 80), (40, 120), (60, 200), (19, 40)])
  func aCameraReadsTheAddressOffTheScreen(rows: Int, columns: Int) throws {
    var session = try fan(rows: rows, columns: columns)
    try session.press("y", "q")
    #expect(try read(session.reader.draw()) == "https://paper.example/fan.html")
    #expect(rows < 24 || session.screen.contains("https://paper.example/fan.html"))
    try session.press("q")
    #expect(session.title.contains("一把油纸扇"))
  }

  @Test func aCodeIsReadWhereThereAreNoHalfBlocks() throws {
    let code = try #require(QRCode("https://paper.example/fan.html"))
    let surface = code.drawn(inHalves: false, within: Size(rows: 99, columns: 99))
    #expect(try read(surface) == "https://paper.example/fan.html")
    #expect(!surface.text.contains { $0 != " " && $0 != "\n" })
    #expect(QRCode("") == nil && QRCode(String(repeating: "a", count: 3000)) == nil)
  }

  /// At 80x24 an address of up to 134 bytes finds room: with less light around it.
  @Test(arguments: [106, 120, 134]) func aLongAddressFindsRoomOnACommonScreen(bytes: Int) throws {
    let address = "https://paper.example/" + String(repeating: "a", count: bytes - 22)
    let code = try #require(QRCode(address))
    let screen = Size(rows: 24, columns: 80)
    let surface = code.drawn(inHalves: true, within: screen)
    #expect(surface.size.rows <= screen.rows)
    #expect(try read(surface) == address)
  }

  @Test func aCodeThatFindsNoRoomIsNotShown() throws {
    var session = try fan(rows: 12, columns: 40)
    let page = session.screen
    try session.press("y", "q")
    #expect(session.screen.contains("窗口太小") && session.screen.contains("https://paper.example/fan.html"))
    try session.take(.resized(Size(rows: 30, columns: 90)))
    #expect(try read(session.reader.draw()) == "https://paper.example/fan.html")
    try session.press("Space")
    try session.take(.resized(Size(rows: 12, columns: 40)))
    #expect(session.screen == page)
  }

  // MARK: Files and commands

  @Test func aFileIsNamedAndItsEndingSaysAsWhat() throws {
    var session = try fan()
    try session.press("y", "s")
    #expect(session.bottom == " 存为（.txt .md .html）：一把油纸扇的四十道工序.txt")
    try session.press("Enter")
    guard case .save(let file)? = session.wishes.last else { return #expect(Bool(false), "nothing saved") }
    #expect(file.name == "一把油纸扇的四十道工序.txt" && file.contents.hasPrefix("一把油纸扇") && !file.replaces)
    for (name, start) in [("a.md", "# 一把油纸扇"), ("b.html", "<!DOCTYPE html>")] {
      try session.press("y", "s", "^U")
      try session.type(name)
      try session.press("Enter")
      guard case .save(let file)? = session.wishes.last else { return #expect(Bool(false), "nothing saved") }
      #expect(file.name == name && file.contents.hasPrefix(start))
    }
    let wishes = session.wishes.count
    try session.press("y", "s", "Esc")
    try session.press("y", "s", "^U", "Enter")
    #expect(session.wishes.count == wishes)
  }

  @Test func anotherFileIsReplacedWhenOneSaysSo() throws {
    var session = try fan()
    try session.press("y", "s", "Enter")
    guard case .save(let file)? = session.wishes.last else { return #expect(Bool(false), "nothing saved") }
    try session.take(.exists(file))
    #expect(session.bottom.hasSuffix("：已有这个文件，换掉它？(y/n)"))
    try session.press("n")
    #expect(session.wishes.last == .save(file))
    try session.take(.exists(file))
    try session.press("y")
    #expect(session.wishes.last == .save(file.replacing))
    try session.take(.saved("/home/reader/a.txt"))
    #expect(session.bottom == " 已存：/home/reader/a.txt")
  }

  @Test func aCommandGetsItsWordsAndTheText() throws {
    var session = try fan()
    try session.press("|")
    #expect(session.bottom == " |")
    try session.type("grep -c '急 不' \"a b\"")
    try session.press("Enter")
    guard case .pipe(let words, let text)? = session.wishes.last else {
      return #expect(Bool(false), "nothing piped")
    }
    #expect(words == ["grep", "-c", "急 不", "a b"] && text.hasPrefix("一把油纸扇"))
    try session.press("|")
    try session.type("wc 'x")
    try session.press("Enter")
    #expect(session.bottom == " 引号没有另一半")
    try session.press(":")
    try session.type("pipe wc -m")
    try session.press("Enter")
    guard case .pipe(["wc", "-m"], _)? = session.wishes.last else {
      return #expect(Bool(false), "nothing piped")
    }
    try session.press(":")
    try session.type("save x.md")
    try session.press("Enter")
    guard case .save(let file)? = session.wishes.last else { return #expect(Bool(false), "nothing saved") }
    #expect(file.name == "x.md")
  }

  @Test func thePagerAndTheEditorGetTheText() throws {
    var session = try fan()
    try session.press("y", "l")
    guard case .page(let shown)? = session.wishes.last else { return #expect(Bool(false), "nothing shown") }
    try session.press("y", "e")
    #expect(session.wishes.last == .edit(shown) && shown.hasPrefix("一把油纸扇"))
  }

  @Test(arguments: [
    ("wc -l", ["wc", "-l"]), ("  a\t b ", ["a", "b"]), ("a'b c'd", ["ab cd"]),
    (#"a\ b "c\"d" "\n""#, ["a b", "c\"d", "\\n"]),
    ("''", [""]), ("$HOME *.md; rm", ["$HOME", "*.md;", "rm"]), ("", []), (#"'a\b'"#, [#"a\b"#]),
    (#""it's""#, ["it's"]),
  ])
  func aLineIsDividedAsAShellWouldButNothingElse(line: String, words: [String]) {
    #expect(commandWords(line) == words)
  }

  @Test(arguments: ["'a", "a\"", "a\\", "\"a\\"]) func aQuotationMarkWithoutASecondIsNoLine(line: String) {
    #expect(commandWords(line) == nil)
  }
}
