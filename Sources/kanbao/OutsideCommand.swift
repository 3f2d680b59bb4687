// Other programs that an article is given to: which one that is here. Knows the environment's variables; must not know
// what is done with them.

import Foundation
import Parsing
import Reader

/// A command with its arguments, and whether it has a window of its own and needs no terminal.
struct OutsideCommand: Hashable {
  let words: [String], isApart: Bool

  /// What shows an address: the first there is of those in BROWSER, where colons stand between and `%s` for the address,
  /// or the desktop's own where there is a desktop. Nil where none is there or the address is none of the web.
  static func browser(for address: String) -> OutsideCommand? {
    guard isOfTheWeb(address), cleanLine(address) == address,
      !address.contains(" ")
    else { return nil }
    for line in (environment("BROWSER") ?? "").split(separator: ":") {
      guard let words = commandWords(String(line)), let name = words.first, isThere(name) else { continue }
      let filled = words.map { $0.replacing("%s", with: address) }
      return OutsideCommand(words: filled == words ? words + [address] : filled, isApart: false)
    }
    let hasDesktop = environment("DISPLAY") != nil || environment("WAYLAND_DISPLAY") != nil
    return hasDesktop && isThere("xdg-open")
      ? OutsideCommand(words: ["xdg-open", address], isApart: true) : nil
  }

  /// Whether an address is one that a browser shows.
  static func isOfTheWeb(_ address: String) -> Bool {
    let scheme = address.prefix { $0 != ":" }.lowercased()
    return (scheme == "https" || scheme == "http") && address.dropFirst(scheme.count).hasPrefix("://")
  }

  /// What shows a text by pages: PAGER, or less.
  static var pager: [String] { words(in: ["PAGER"]) ?? ["less"] }

  /// What edits a file: VISUAL or EDITOR, or vi.
  static var editor: [String] { words(in: ["VISUAL", "EDITOR"]) ?? ["vi"] }

  private static func words(in variables: [String]) -> [String]? {
    variables.lazy.compactMap { environment($0).flatMap { commandWords($0) } }.first { !$0.isEmpty }
  }

  /// Whether a command can be started by this name.
  static func isThere(_ name: String) -> Bool {
    let folders =
      name.contains("/")
      ? [""] : (environment("PATH") ?? "/usr/bin:/bin").split(separator: ":").map { $0 + "/" }
    return folders.contains { FileManager.default.isExecutableFile(atPath: $0 + name) }
  }
}
