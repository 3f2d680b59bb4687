// What is typed and pasted into prompts, in a real terminal.

import Foundation
import TestSupport
import Testing

@Suite(.serialized, .blocking) struct TypingTests {
  /// A terminal with the reader of the sample newspaper in it.
  private func reader(_ data: Scratch) throws -> Terminal {
    try #require(try run(["add", sample, "--name", "样刊", "--data-dir", data.path]).status == 0)
    try #require(try run(["sync", "--data-dir", data.path]).status == 0)
    let terminal = try Terminal()
    // A shell that marks no pastes itself and leaves the terminal's mode as the program left it.
    try terminal.type("bind 'set enable-bracketed-paste off'\n")
    try terminal.start(data)
    try terminal.wait(for: "49/49")
    return terminal
  }

  /// Opens the first article there is, and a prompt in it.
  private func find(_ terminal: Terminal) throws {
    try terminal.press("Enter")
    try terminal.wait(for: "1/8")
    try terminal.press("Enter")
    try terminal.wait("an article") { !$0.contains("1/8") }
    try terminal.press("/")
    try terminal.wait("a prompt") { $0.hasSuffix("\n /\n") }
  }

  @Test func theCursorIsSeenWhereOneTypesAndNowhereElse() throws {
    let data = Scratch()
    let terminal = try reader(data)
    #expect(try !terminal.showsCursor)
    try find(terminal)
    #expect(try terminal.showsCursor && terminal.cursorRow == 23)
    try terminal.type("的")
    try terminal.wait(for: "/的")
    #expect(try terminal.cursorColumn == 4)
    try terminal.press("Enter")
    try terminal.wait(for: "n 下一处")
    #expect(try !terminal.showsCursor)
    try terminal.press("Q")
    try terminal.waitForShell()
    #expect(try terminal.showsCursor)
  }

  @Test func keysTypedAheadOfASearchAreMeantForItsResults() throws {
    let data = Scratch()
    let terminal = try reader(data)
    try terminal.type("/石桥\rjk\r")
    try terminal.wait("the first article found, where it is found") {
      $0.contains("/石桥 1/") && $0.contains("石桥") && !$0.hasPrefix(" 全部")
    }
    try terminal.press("q")
    try terminal.wait("the results") { $0.hasPrefix(" 全部/石桥 ") && $0.contains(" 1/") }
    try terminal.press("/")
    try terminal.press("C-u")
    try terminal.type("没有的词语")
    try terminal.wait(for: "找不到")
    try terminal.press("Escape")
    try terminal.wait("the results") { $0.hasPrefix(" 全部/石桥 ") && $0.contains(" 1/") }
    try terminal.press("Escape")
    try terminal.wait(for: "/49")
  }

  @Test func aKeptSearchIsCountedAndThereTheNextTime() throws {
    let data = Scratch()
    let terminal = try reader(data)
    let isCounted = { (screen: String) in
      screen.split(separator: "\n").contains { $0.contains(/^     石桥 +[1-9][0-9]*$/) }
    }
    try terminal.type("/石桥\rw")
    try terminal.wait(for: "名字：石桥")
    try terminal.type("\rq")
    try terminal.wait("its count on the front page", until: isCounted)
    try terminal.press("Q")
    try terminal.waitForShell()
    try terminal.start(data)
    try terminal.wait("its count on the front page", until: isCounted)
  }

  @Test func whatIsTypedWhileAListIsBeingMarkedIsDoneInItsOrder() throws {
    let data = Scratch()
    let terminal = try reader(data)
    try terminal.type("gAyu")
    try terminal.wait("all unread again") { $0.contains("（撤销）") && $0.contains("49/49") }
    try terminal.type("AyjjlNqu")
    try terminal.wait("one unread article no more") { $0.contains("标为已读（撤销）") && $0.contains("0/49") }
    try terminal.type("ugAyQ")
    try terminal.waitForShell()
    #expect(try run(["list", "--unread", "--data-dir", data.path]).lines.isEmpty)
  }

  @Test func aPasteIsOneTextInThePromptAndNothingWithoutOne() throws {
    let data = Scratch()
    let terminal = try reader(data)
    try terminal.paste("Q\nQ\n")
    try find(terminal)
    try terminal.paste("石桥\r\nQ\u{1B}[A的")
    try terminal.wait(for: "/石桥 Q[A的")
    try terminal.press("Escape")
    try terminal.wait(for: "q 返回")
    try terminal.paste(String(repeating: "Q", count: 100_000))
    try terminal.press("/")
    try terminal.wait("a prompt") { $0.hasSuffix("\n /\n") }
    try terminal.paste(String(repeating: "桥", count: 50_000))
    try terminal.wait(for: "桥桥桥")
    try terminal.press("C-u")
    try terminal.wait("an empty line") { $0.hasSuffix("\n /\n") }
  }

  @Test(arguments: [("\u{1B}[20", "0~Qqq\u{1B}[201~"), ("\u{1B}[1;", "5C")])
  func whatASlowLinePartsIsNotTakenForKeys(first: String, rest: String) throws {
    let data = Scratch()
    let terminal = try reader(data)
    try find(terminal)
    try terminal.press("Escape")
    try terminal.wait(for: "q 返回")
    try terminal.type(first, then: rest)
    try terminal.press("/")
    try terminal.wait("a prompt, and nothing said") { $0.hasSuffix("\n /\n") }
    try terminal.type("石桥")
    try terminal.wait(for: "/石桥")
  }

  @Test func aPasteIsMarkedOnlyWhileTheProgramHasTheTerminal() throws {
    let data = Scratch()
    let terminal = try reader(data)
    try terminal.press("C-z")
    try terminal.wait(for: "Stopped")
    try expectPlainPaste(terminal, "one")
    try terminal.type("fg\n")
    try terminal.wait(for: "49/49")
    try terminal.paste("Q")
    try terminal.press("j")
    try terminal.press("Q")
    try terminal.wait("the end") { !$0.contains("49/49") && $0.contains("ready$") }
    try expectPlainPaste(terminal, "two")
  }

  /// Pastes to a program that shows every byte.
  private func expectPlainPaste(_ terminal: Terminal, _ text: String) throws {
    try terminal.type("cat -v\n")
    try terminal.wait(for: "cat -v")
    try terminal.paste(text)
    try terminal.press("Enter")
    let screen = try terminal.wait(for: "\(text)\n\(text)")
    #expect(!screen.contains("200~"))
    try terminal.press("C-d")
    try terminal.waitForShell()
  }
}
