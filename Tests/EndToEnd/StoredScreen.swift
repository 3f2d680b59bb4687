// Screens that are kept as text, to be compared with what the program shows. With KANBAO_RENEW_PAGES set they are
// written anew instead, to be looked at before they are committed.

import Foundation
import Testing

/// The screen that is kept under a name; nothing where none is.
func keptScreen(_ name: String) -> String {
  let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: name + ".txt")
  return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
}

/// Whether screens are kept anew.
let renewsScreens = ProcessInfo.processInfo.environment["KANBAO_RENEW_PAGES"] != nil

/// Compares a screen with the one that is kept under a name: `Pages/bridge-80x24`. What comes late, as related articles do,
/// is waited for.
func compare(
  _ screen: @autoclosure () throws -> String, with name: String, _ source: SourceLocation = #_sourceLocation
) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: name + ".txt")
  if renewsScreens { try screen().write(to: file, atomically: true, encoding: .utf8) }
  let kept = try styled(String(contentsOf: file, encoding: .utf8))
  var last = ""
  try? waitUntil("\(name)", within: .seconds(20)) {
    last = try styled(screen())
    return last == kept
  }
  #expect(last == kept, "\(name)", sourceLocation: source)
}

/// A screen with what sets colours and attributes (`⟦1;38;5;110⟧`) before what is seen of it alone: which blanks have them
/// depends on what stood there before.
private func styled(_ screen: String) -> String {
  var looks = Set<Substring>(), written = looks, result = ""
  var rest = screen[...]
  while let character = rest.popFirst() {
    if character == "⟦" {
      for code in rest.prefix(while: { $0 != "⟧" }).split(separator: ";", maxSplits: 1) {
        if code == "0" { looks = [] } else if !["39", "49"].contains(code) { looks.insert(code) }
      }
      rest = rest.drop { $0 != "⟧" }.dropFirst()
    } else {
      let isSeen = character != "\n" && (character != " " || !looks.isDisjoint(with: ["4", "7"]))
      if isSeen, looks != written {
        result += "⟦\(looks.sorted().joined(separator: ";"))⟧"
        written = looks
      }
      result.append(character)
    }
  }
  return result.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    String(line.reversed().drop { $0 == " " }.reversed())
  }.joined(separator: "\n")
}
