// Which keys mean what: sequences, screens, presets.

import Foundation
import Reader
import Terminal
import Testing

/// A table of nothing but some keys.
private func table(_ bindings: [(KeyContext, String, Command?)]) throws -> KeyTable {
  var table = KeyTable()
  table.add(try "abg".map { KeyBinding(.all, try KeySequence(String($0)), to: nil) })
  table.add(try bindings.map { KeyBinding($0.0, try KeySequence($0.1), to: $0.2) })
  return table
}

extension KeyTable {
  /// What keys mean, as they are written.
  fileprivate func meaning(_ keys: String, _ screen: KeyContext = .list) throws -> Meaning {
    meaning(of: try KeySequence(keys).keys, on: screen)
  }
}

struct KeyTableTests {
  @Test func aSequenceWaitsForItsLastKey() throws {
    let table = try table([(.all, "gg", .first), (.all, "gab", .last)])
    #expect(try table.meaning("g") == .unfinished && table.meaning("gg") == .command(.first))
    #expect(try table.meaning("ga") == .unfinished && table.meaning("gab") == .command(.last))
    #expect(try table.meaning("gb") == .nothing && table.meaning("ggg") == .nothing)
  }

  @Test func aReadersOwnKeysForAllScreensComeOverAPresetsForOne() throws {
    var table = KeyTable()
    try table.add(own: [
      KeyBinding(.all, KeySequence("z"), to: .pageDown), KeyBinding(.all, KeySequence("y"), to: .undo),
      KeyBinding(.all, KeySequence("q"), to: nil), KeyBinding(.article, KeySequence("["), to: .next),
    ])
    #expect(try table.meaning("z", .article) == .command(.pageDown))
    #expect(try table.meaning("y", .article) == .command(.undo))
    #expect(try table.meaning("q", .front) == .nothing)
    #expect(try table.meaning("[", .article) == .command(.next))
    #expect(try table.meaning("]", .article) == .command(.nextOfSubject))
  }

  @Test func aScreensOwnKeysComeFirst() throws {
    let table = try table([
      (.all, "a", .first), (.list, "a", .last), (.article, "a", .sync), (.find, "b", .log),
    ])
    #expect(try table.meaning("a", .front) == .command(.first))
    #expect(try table.meaning("a", .list) == .command(.last))
    #expect(try table.meaning("a", .find) == .command(.sync))
    #expect(try table.meaning("b", .find) == .command(.log) && table.meaning("b", .article) == .nothing)
  }

  @Test func aScreensSequenceHidesTheKeyOfAllScreens() throws {
    let table = try table([(.all, "g", .first), (.list, "ga", .last), (.all, "gb", .sync)])
    #expect(try table.meaning("g", .list) == .unfinished && table.meaning("ga", .list) == .command(.last))
    #expect(try table.meaning("gb", .list) == .command(.sync))
  }

  @Test func keysBoundToNothingDoNothing() throws {
    let table = try table([(.all, "a", .first), (.list, "a", nil)])
    #expect(try table.meaning("a", .list) == .nothing && table.meaning("a", .front) == .command(.first))
    #expect(try KeySequence("a") == table.key(for: .first, on: .front))
    #expect(try !table.keys(for: .first, on: .list).contains(KeySequence("a")))
  }

  @Test func whatIsBoundLaterTakesTheKeysItNeeds() throws {
    var table = KeyTable()
    table.add([KeyBinding(.all, try KeySequence("gg"), to: .first)])
    #expect(try table.meaning("g") == .unfinished && table.meaning("gg") == .command(.first))
    #expect(table.keys(for: .first, on: .list).map(\.description) == ["gg", "Home"])
    table.add([KeyBinding(.all, try KeySequence("g"), to: .last)])
    #expect(try table.meaning("g") == .command(.last))
    #expect(table.keys(for: .first, on: .list).map(\.description) == ["Home"])
    #expect(table.keys(for: .last, on: .list).map(\.description) == ["g", "G", "End"])
  }

  @Test(arguments: [
    ("a", "a", true), ("<C-n>", "^N", true), ("a", "ab", true), ("ab", "a", true), ("ab", "ac", false),
    ("a", "b", false),
  ])
  func keysThatCannotBothBeHadConflict(one: String, other: String, isConflict: Bool) throws {
    let binding = KeyBinding(.list, try KeySequence(one), to: .first)
    #expect(binding.conflicts(with: KeyBinding(.list, try KeySequence(other), to: .last)) == isConflict)
    #expect(!binding.conflicts(with: KeyBinding(.article, try KeySequence(other), to: .last)))
  }

  @Test func unboundKeysMayBeginASequence() throws {
    let sequence = KeyBinding(.list, try KeySequence("ab"), to: .first)
    #expect(!sequence.conflicts(with: KeyBinding(.list, try KeySequence("a"), to: nil)))
    #expect(sequence.conflicts(with: KeyBinding(.list, try KeySequence("ab"), to: nil)))
  }
}

struct PresetTests {
  @Test func theREADMEHasAllKeysAndNoOthers() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "## Keys")[1]
      .split(separator: "\n").prefix { !$0.hasPrefix("A number") }.filter { $0.hasPrefix("| `") }
    // The first column, in which a bar has a backslash.
    let told = rows.flatMap { row in
      row.replacing("\\|", with: "BAR").split(separator: "|")[0].matches(of: /`([^`]+)`/)
        .map { String($0.output.1).replacing("BAR", with: "|") }
    }
    #expect(Set(told) == Set(Preset.kanbao.bindings.map { $0.keys.description }))
  }

  @Test(arguments: Preset.allCases) func noTwoKeysOfAPresetConflict(preset: Preset) {
    let bindings = preset.bindings
    for (index, binding) in bindings.enumerated() {
      for other in bindings[..<index] {
        #expect(!binding.conflicts(with: other), "\(binding) and \(other)")
      }
    }
    #expect(!bindings.isEmpty && bindings.allSatisfy { $0.command != nil })
  }

  @Test(arguments: Preset.allCases) func keysThatDestroyElsewhereAreLeftUnbound(preset: Preset) throws {
    let table = KeyTable(preset)
    for key in ["d", "D", "C", "x", "X"] {
      for screen in KeyContext.allCases {
        #expect(try table.meaning(key, screen) == .nothing, "\(key) \(screen)")
      }
    }
  }

  @Test(arguments: Preset.allCases) func everyCommandHasAKeyWhereItDoesSomething(preset: Preset) {
    let table = KeyTable(preset)
    for command in Command.allCases {
      #expect(!command.screens.isEmpty && !command.screens.contains(.all))
      // While something is found n and N are for that.
      for screen in command.screens.subtracting(
        command == .nextUnread || command == .toggleRead ? [.find] : [])
      {
        #expect(!table.keys(for: command, on: screen).isEmpty, "\(command) on \(screen)")
      }
    }
  }

  @Test(arguments: Preset.allCases) func everyKeyIsOfUseSomewhere(preset: Preset) {
    for binding in preset.bindings {
      let screens = KeyContext.allCases.filter { $0 != .all && $0.lookedUp.contains(binding.context) }
      let isOfUse = screens.contains { screen in binding.command.map { $0.screens.contains(screen) } ?? false
      }
      #expect(isOfUse, "\(binding)")
    }
  }

  @Test(arguments: [
    (Preset.vim, KeyContext.list, "gg", Command.first), (.vim, .article, "^E", .down),
    (.vim, .list, "ZZ", .quit), (.vim, .list, "^R", .redo),
    (.less, .article, "Enter", .down), (.less, .list, "Enter", .open), (.less, .article, "u", .halfPageUp),
    (.less, .article, "f", .pageDown), (.mutt, .list, "Tab", .nextUnread), (.mutt, .article, "j", .next),
    (.mutt, .list, "j", .down), (.mutt, .search, "Tab", .widen), (.newsboat, .list, "j", .next),
    (.newsboat, .all, "r", .sync), (.bbs, .list, "n", .down), (.bbs, .list, "e", .back),
    (.bbs, .find, "n", .nextMatch),
  ])
  func fingersKnowTheirProgram(preset: Preset, screen: KeyContext, keys: String, command: Command) throws {
    #expect(try KeyTable(preset).meaning(keys, screen) == .command(command))
  }

  @Test func namesAreWordsWithHyphens() {
    #expect(Command.halfPageDown.name == "half-page-down" && Command(name: "half-page-down") == .halfPageDown)
    for command in Command.allCases {
      #expect(
        command.name.allSatisfy { $0.isASCII && $0.isLowercase || $0 == "-" }
          && Command(name: command.name) == command)
    }
    #expect(Command(name: "halfPageDown") == nil && Command(name: "") == nil)
  }
}
