// What is typed and pasted, in a real terminal.

import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct TypingTests {
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
    try terminal.wait(for: "ready$")
  }
}
