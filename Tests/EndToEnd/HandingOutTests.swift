// Handing an article out of the real program: to a clipboard, a file, other programs.

import Foundation
import TestSupport
import Testing

@Suite(.serialized, .blocking) struct HandingOutTests {
  private let data = Scratch(), work = Scratch()

  /// The first article of the sample newspaper, in a terminal whose folder is `work`.
  private func article(_ environment: [String: String] = [:]) throws -> Terminal {
    let terminal = try Terminal(environment: environment)
    try terminal.type("cd \(work.path)\n")
    try terminal.type("\(program) --sample\n")
    try terminal.wait(for: "q ")
    try terminal.press("Enter", "Enter")
    try terminal.wait("an article") { $0.contains("%") }
    return terminal
  }

  /// A program that writes down its arguments and what it reads.
  private func recorder(_ name: String) throws -> String {
    let path = work.path + "/" + name
    let script = """
      #!/bin/sh
      for word in "$@"; do printf '%s\\n' "$word"; done >\(work.path)/\(name).words
      [ -t 0 ] || cat >\(work.path)/\(name).input
      [ -f "$1" ] && cat "$1" >\(work.path)/\(name).file && stat -c %a "$1" >\(work.path)/\(name).mode
      exit 0
      """
    try script.write(toFile: path, atomically: true, encoding: .utf8)
    chmod(path, 0o700)
    return path
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: work.path + "/" + name, encoding: .utf8)
  }

  private func title(_ terminal: Terminal) throws -> String {
    try terminal.screen.split(separator: "\n")[0].split(separator: " ")[0].description
  }

  @Test(arguments: [["set-option", "-s", "set-clipboard", "on"]])
  func theTextArrivesInTheBufferOfTmux(option: [String]) throws {
    let terminal = try article()
    try terminal.set(option)
    let title = try title(terminal)
    try terminal.type("ya")
    try terminal.wait(for: "已复制：")
    try waitUntil("the buffer") { try terminal.buffer.hasPrefix(title + "\n\n") }
    #expect(try terminal.buffer.contains("原文：http"))
    try terminal.type("yy")
    try waitUntil("the address") { try terminal.buffer.hasPrefix("http") }
  }

  @Test func whereTmuxKeepsTheClipboardThatIsSaid() throws {
    let terminal = try article()
    try terminal.set(["set-option", "-s", "set-clipboard", "external"])
    try terminal.type("yy")
    try terminal.wait(for: "请运行 tmux set -s set-clipboard on")
    try terminal.set(["set-option", "-s", "set-clipboard", "on"])
    try terminal.type("yy")
    try terminal.wait(for: "已复制：")
  }

  @Test func anArticleIsSavedAndAnotherFileIsNotReplacedUnasked() throws {
    let terminal = try article()
    let title = try title(terminal)
    try terminal.type("ys")
    try terminal.wait(for: "存为")
    try terminal.press("C-u")
    try terminal.type("a.md\n")
    try terminal.wait("where it is") { $0.contains("已存：") && $0.contains("/a.md") }
    #expect(try text("a.md").hasPrefix("# \(title)"))
    try "mine".write(toFile: work.path + "/a.txt", atomically: true, encoding: .utf8)
    try terminal.type(":save a.txt\n")
    try terminal.wait(for: "已有这个文件")
    try terminal.press("n")
    #expect(try text("a.txt") == "mine")
    try terminal.type(":save a.txt\n")
    try terminal.wait(for: "已有这个文件")
    try terminal.press("y")
    try terminal.wait(for: "已存：")
    #expect(try text("a.txt").hasPrefix(title))
    try terminal.type(":save /no/such/folder/x.txt\n")
    try terminal.wait(for: "存不了 /no/such/folder/x.txt")
    #expect(try FileManager.default.contentsOfDirectory(atPath: work.path).sorted() == ["a.md", "a.txt"])
  }

  @Test func aCommandReadsTheArticleAndItsOutputIsSeen() throws {
    let terminal = try article()
    let title = try title(terminal)
    let page = try terminal.screen
    try terminal.type("|head -n 1\n")
    let output = try terminal.wait(for: "head：退出码 0。按 Enter 回到看报")
    #expect(output.contains(title))
    #expect(try !terminal.isOnAlternateScreen)
    try terminal.press("Enter")
    try terminal.wait("the page again") { $0 == page }
    try terminal.type("|no-such-command\n")
    try terminal.wait(for: "不能运行 no-such-command")
    try terminal.type("|sh -c 'exit 3'\n")
    try terminal.wait(for: "sh：退出码 3")
    try terminal.press("Enter")
    try terminal.wait("the page again") { $0 == page }
  }

  @Test func theInterruptIsTheCommandsAlone() throws {
    let terminal = try article()
    let page = try terminal.screen
    try terminal.type("|sh -c 'echo begun; exec sleep 1000'\n")
    try terminal.wait(for: "begun")
    try terminal.press("C-c")
    try terminal.wait(for: "sh：被信号 2 结束")
    try terminal.press("Enter")
    try terminal.wait("the page again") { $0 == page }
    try terminal.type("|sh -c 'echo begun; exec sleep 1000'\n")
    try terminal.wait(for: "begun")
    try terminal.press("C-\\")
    try terminal.wait(for: "被信号 3 结束")
    try terminal.press("C-c")
    try terminal.wait("the page again") { $0 == page }
  }

  @Test func aCommandAndTheReaderStopAndGoOnTogether() throws {
    let terminal = try article()
    try terminal.type("|sh -c 'echo begun; sleep 1000'\n")
    try terminal.wait(for: "begun")
    try terminal.press("C-z")
    try terminal.waitForShell()
    try terminal.type("fg\n")
    try terminal.wait("the command again") { $0.contains("--sample") && !$0.hasSuffix("ready$") }
    try terminal.press("C-c")
    try terminal.wait(for: "按 Enter")
    try terminal.press("Enter")
    try terminal.wait("the page again") { $0.contains("%") }
  }

  @Test func aHungUpTerminalEndsTheCommandAndTheReader() throws {
    let terminal = try article()
    let mark = work.path + "/begun"
    try terminal.type("|sh -c 'echo $$ $PPID >\(mark); exec sleep 1000'\n")
    try waitUntil("the command") {
      try FileManager.default.fileExists(atPath: mark) && text("begun").hasSuffix("\n")
    }
    let both = try text("begun").split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) }
    #expect(both.count == 2)
    try terminal.hangUp()
    try waitUntil("the end of both") { both.allSatisfy { kill($0, 0) != 0 } }
  }

  @Test func thePagerReadsTheArticle() throws {
    let terminal = try article(["PAGER": "less -S"])
    let title = try title(terminal)
    let page = try terminal.screen
    try terminal.type("yl")
    try terminal.wait("the pager") { $0.contains(title) && !$0.contains("%") }
    try terminal.type("q")
    try terminal.wait("the page again") { $0 == page }
  }

  @Test func theEditorGetsACopyThatIsGoneAfterwards() throws {
    let editor = try recorder("editor")
    let terminal = try article(["VISUAL": editor, "EDITOR": "false", "TMPDIR": work.path])
    let title = try title(terminal)
    try terminal.type("ye")
    try waitUntil("the editor") { (try? text("editor.mode")) == "600\n" }
    try terminal.wait("the page again") { $0.contains("%") }
    #expect(
      try text("editor.words").hasPrefix(work.path + "/kanbao-") && text("editor.file").hasPrefix(title))
    try terminal.type("|cat\n")
    try terminal.wait(for: "cat：退出码 0")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: work.path).allSatisfy { !$0.hasSuffix(".txt") })
  }

  @Test func theBrowserGetsTheAddressAsOneWord() throws {
    let browser = try recorder("browser")
    let terminal = try article(["BROWSER": "no-such-browser:\(browser) --new '%s' end"])
    try terminal.type("yb")
    try waitUntil("the browser") { (try? text("browser.words"))?.hasSuffix("end\n") == true }
    let words = try text("browser.words").split(separator: "\n")
    #expect(words.count == 3 && words[0] == "--new" && words[1].hasPrefix("http") && words[2] == "end")
  }

  @Test func withoutABrowserTheAddressIsShown() throws {
    let terminal = try article(["BROWSER": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""])
    try terminal.type("yb")
    let screen = try terminal.wait(for: "没有浏览器")
    #expect(screen.contains("http"))
  }
}
