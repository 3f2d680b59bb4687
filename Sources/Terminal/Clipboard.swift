// The clipboard of the terminal one sits at, however far away that is: OSC 52, and how it gets through tmux and screen.
// Knows sequences; must not know what is copied.

import Foundation

/// How a text gets into the clipboard of the terminal.
package enum Clipboard: Hashable, Sendable {
  /// The terminal takes it itself.
  case direct
  /// tmux: it takes it where `set-clipboard` is `on`, and hands on what is wrapped where `allow-passthrough` is.
  case tmux
  /// GNU screen: it hands on what is wrapped, in pieces.
  case screen
  /// What calls itself screen, on another machine: it may be tmux as well.
  case screenOrTmux

  /// The bytes of a text that terminals take at most: with more, the sequence is longer than the 100,000 bytes that
  /// some of them read.
  package static let most = 74_994

  /// The way on a terminal, by the variables of the environment.
  package init(environment: (String) -> String?) {
    let term = environment("TERM") ?? ""
    if environment("TMUX") != nil || term.hasPrefix("tmux") {
      self = .tmux
    } else if environment("STY") != nil {
      self = .screen
    } else {
      self = term.hasPrefix("screen") ? .screenOrTmux : .direct
    }
  }

  /// The bytes that put a text of at most `most` bytes into the clipboard.
  /// (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h3-Operating-System-Commands)
  package func sequence(for text: String) -> [UInt8] {
    let plain = "\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{07}"
    let bytes: String =
      switch self {
      case .direct: plain
      case .tmux: plain + "\u{1B}Ptmux;\(plain.replacing("\u{1B}", with: "\u{1B}\u{1B}"))\u{1B}\\"
      case .screen: Clipboard.inPieces(plain)
      // screen shows what of a sequence is longer than it reads.
      case .screenOrTmux: (plain.utf8.count < 4000 ? plain : "") + Clipboard.inPieces(plain)
      }
    return Array(bytes.utf8)
  }

  /// screen hands on strings of at most 768 bytes.
  private static func inPieces(_ sequence: String) -> String {
    var rest = sequence[...], pieces = ""
    while !rest.isEmpty {
      pieces += "\u{1B}P\(rest.prefix(700))\u{1B}\\"
      rest = rest.dropFirst(700)
    }
    return pieces
  }
}
