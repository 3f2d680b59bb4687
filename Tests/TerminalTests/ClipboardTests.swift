// How a text gets into the clipboard of the terminal.

import Foundation
import Terminal
import Testing

struct ClipboardTests {
  private let text = "石桥\u{1B} \"quoted\"\n" + String(repeating: "长", count: 2000)

  /// The text of a plain OSC 52.
  private func copied(_ sequence: some StringProtocol) -> String? {
    guard sequence.hasPrefix("\u{1B}]52;c;"), sequence.hasSuffix("\u{07}") else { return nil }
    return Data(base64Encoded: String(sequence.dropFirst(7).dropLast())).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  private func sequence(_ way: Clipboard, _ text: String) -> String {
    String(decoding: way.sequence(for: text), as: UTF8.self)
  }

  @Test(arguments: [
    (["TERM": "xterm-256color"], Clipboard.direct),
    (["TERM": "screen-256color", "TMUX": "/tmp/x,1,0"], .tmux),
    (["TERM": "tmux-256color"], .tmux), (["TERM": "screen", "STY": "1.pts"], .screen),
    (["TERM": "screen-256color"], .screenOrTmux), ([:], .direct),
  ])
  func theWayIsKnownByTheEnvironment(variables: [String: String], way: Clipboard) {
    #expect(Clipboard { variables[$0] } == way)
  }

  @Test func aTerminalTakesTheTextItself() { #expect(copied(sequence(.direct, text)) == text) }

  @Test func tmuxTakesItOrHandsItOn() {
    let both = sequence(.tmux, text)
    let parts = both.split(separator: "\u{1B}Ptmux;", maxSplits: 1)
    #expect(parts.count == 2 && copied(String(parts[0])) == text)
    #expect(parts[1].hasSuffix("\u{1B}\\"))
    #expect(copied(parts[1].dropLast(2).replacing("\u{1B}\u{1B}", with: "\u{1B}")) == text)
  }

  @Test(arguments: [Clipboard.screen, .screenOrTmux]) func screenHandsItOnInPieces(way: Clipboard) {
    let pieces = sequence(way, text).split(separator: "\u{1B}\\")
    #expect(pieces.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count <= 768 })
    #expect(copied(pieces.map { $0.dropFirst(2) }.joined()) == text)
  }

  @Test func aShortTextIsSentBothWaysWhereEitherMayBe() {
    let both = sequence(.screenOrTmux, "短")
    #expect(both == sequence(.direct, "短") + sequence(.screen, "短"))
  }

  @Test func theLongestTextIsWithinWhatTerminalsRead() {
    let longest = String(repeating: "a", count: Clipboard.most)
    #expect(sequence(.direct, longest).utf8.count <= 100_000)
  }
}
