// How wide a terminal shows “ and its kin is found out by asking it, whatever the line is like.

import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct AmbiguousWidthTests {
  private let emulator = checkout.appending(path: "Tests/Fixtures/emulator.py").path
  /// To an article with quotation marks; what a late answer holds must be no key on the way.
  private let steps = """
    [{"expect": "/49"}, {"keys": "\\r\\r"}, {"expect": "返回"}, {"keys": "J"}, {"expect": "糖浆皮"}]
    """

  /// The screen of an emulator that shows ambiguous characters so wide and answers so late.
  private func screen(_ width: String, delay: Int, in data: Scratch, setting: String) throws -> String {
    let configuration = data.path + "/config.toml"
    try "ambiguous-width = \"\(setting)\"\n".write(
      toFile: configuration, atomically: true, encoding: .utf8)
    let command = [program, "--sample", "--data-dir", data.path, "--config", configuration]
    let ran = try run(
      "/usr/bin/python3", [emulator, width, "\(delay)", steps] + command,
      environment: ["TERM_PROGRAM": "emulator"])
    try #require(ran.status == 0, "\(ran)")
    return ran.output
  }

  @Test(arguments: ["narrow", "wide"], [0, 400])
  func aTerminalIsAskedOnceAndItsAnswerRemembered(width: String, delay: Int) throws {
    let data = Scratch()
    let asked = try screen(width, delay: delay, in: data, setting: "auto")
    let remembered = try String(contentsOfFile: data.path + "/terminals", encoding: .utf8)
    #expect(remembered == "\(width) xterm-256color emulator\n")
    #expect(try asked == screen(width, delay: 0, in: Scratch(), setting: width))
    // A terminal that would answer otherwise is not asked again.
    let other = width == "wide" ? "narrow" : "wide"
    #expect(try asked != screen(other, delay: 0, in: data, setting: "auto"))
    #expect(try String(contentsOfFile: data.path + "/terminals", encoding: .utf8) == remembered)
  }
}
