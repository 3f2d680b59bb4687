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
  let kept = try String(contentsOf: file, encoding: .utf8)
  var last = ""
  try? waitUntil("\(name)", within: .seconds(20)) {
    last = try screen()
    return last == kept
  }
  #expect(last == kept, "\(name)", sourceLocation: source)
}
