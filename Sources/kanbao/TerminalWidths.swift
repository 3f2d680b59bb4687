// How wide terminals show characters of ambiguous width: asked once, remembered beside the cache by TERM and
// TERM_PROGRAM, one terminal a line.

import Foundation
import Hanzi
import Library
import Parsing
import Terminal

struct TerminalWidths {
  private let setting: WidthSetting
  /// Where they are remembered; nowhere where nil.
  private let folder: String?
  /// This terminal's name in the file.
  private let terminal: String

  /// How long the first frame waits for the terminal's answer, in milliseconds.
  private static let patience = 100
  /// Lines that are read of the file.
  private static let mostLines = 100

  init(_ world: World) {
    setting = world.configuration.ambiguousWidth
    folder = world.ownCache
    terminal = cleanLine("\(environment("TERM") ?? "") \(environment("TERM_PROGRAM") ?? "")")
  }

  /// Sets the process' width of ambiguous characters, before the first frame.
  func settle(_ display: CursesDisplay) {
    switch setting {
    case .narrow: CellWidth.ambiguous = .narrow
    case .wide: CellWidth.ambiguous = .wide
    case .auto:
      if let known = known[terminal] {
        CellWidth.ambiguous = known
      } else {
        // A terminal that does not answer is not waited for again; an answer that comes late is still taken.
        learn(display.askWidth(milliseconds: TerminalWidths.patience) ?? .narrow)
      }
    }
  }

  /// The width that is set, or that this terminal once answered; nil where it is still to be asked.
  var expected: AmbiguousWidth? {
    switch setting {
    case .narrow: .narrow
    case .wide: .wide
    case .auto: known[terminal]
    }
  }

  /// Takes the terminal's answer, and remembers it. Where that cannot be written it is asked again next time.
  func learn(_ width: AmbiguousWidth) {
    CellWidth.ambiguous = width
    guard let folder else { return }
    var all = known
    all[terminal] = width
    let lines = all.sorted { $0.key < $1.key }.map { "\($0.value.rawValue) \($0.key)\n" }
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try? lines.joined().write(toFile: TerminalWidths.file(in: folder), atomically: true, encoding: .utf8)
  }

  private static func file(in folder: String) -> String { folder + "/terminals" }

  private var known: [String: AmbiguousWidth] {
    var widths: [String: AmbiguousWidth] = [:]
    guard let folder else { return widths }
    let text = (try? String(contentsOfFile: TerminalWidths.file(in: folder), encoding: .utf8)) ?? ""
    for line in text.split(separator: "\n").prefix(TerminalWidths.mostLines) {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2, let width = AmbiguousWidth(rawValue: String(parts[0])) {
        widths[String(parts[1])] = width
      }
    }
    return widths
  }
}
